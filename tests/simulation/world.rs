//! Networks whose truth is known.
//!
//! A rating from 1 to 4 comes from a normal value that is cut at three places, so that over all sites
//! about 5, 30, 50 and 15 of 100 ratings are a 1, 2, 3 and 4, and ratings of the same site and year
//! lie about 0.55 points apart. A site has a level and a line over the years, and its years wobble
//! about that line. Both are given in points of the scale: the normal value is shifted until the mean
//! rating is what they say.

use std::sync::{Arc, LazyLock};

use cqi::{
    analysis::{Analysis, Point, Series, Trend, analysis},
    model::{Basis, EvidenceSource, Exact, SchoolYear, SiteId},
    rulebook::Rulebook,
    score::{Outcome, Score, ScoreKey, Scores, Working},
    tidy::Observations,
};
use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF, Normal};

use crate::common::{dice::Dice, root, rules};

pub(crate) const LOWEST: f64 = 1.0;
pub(crate) const HIGHEST: f64 = 4.0;
const FIRST_YEAR: u16 = 2010;

/// What a network is like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct World {
    pub(crate) sites: usize,
    pub(crate) years: u16,
    /// The fewest and the most visits in a year.
    pub(crate) looks: (usize, usize),
    /// How often a year is missing.
    pub(crate) missing: f64,
    /// How far the levels of sites lie apart.
    pub(crate) levels: f64,
    /// How far years lie from the line of their site.
    pub(crate) wobble: f64,
    /// The noise of the observers of a site lies between these, 1 being the usual one.
    pub(crate) noise: (f64, f64),
    pub(crate) slopes: Slopes,
}

/// The true change a year.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slopes {
    None,
    /// So large, up or down, at such a share of sites.
    Some {
        share: f64,
        size: f64,
    },
    /// Normal about zero, so far apart.
    Normal(f64),
}

/// Unequal and few visits, missing years, observers who differ in noise.
pub(crate) const USUAL: World = World {
    sites: 600,
    years: 6,
    looks: (1, 6),
    missing: 0.1,
    levels: 0.45,
    wobble: 0.128,
    noise: (0.8, 1.2),
    slopes: Slopes::None,
};

/// A site as it is.
pub(crate) struct Site {
    pub(crate) slope: f64,
    /// The mean of its line in each year, wobble left out.
    pub(crate) line: Vec<f64>,
    /// Its true mean in each year.
    pub(crate) means: Vec<f64>,
    /// What was rated in each year; nothing in a year that is missing.
    pub(crate) ratings: Vec<Vec<u8>>,
}

/// A network and what the engine says of it.
pub(crate) struct Run {
    pub(crate) sites: Vec<Site>,
    pub(crate) analysis: Analysis,
}

/// What is counted in networks of a kind, each with its own seed.
pub(crate) fn counted<T: Send>(
    world: World,
    networks: u64,
    count: impl Fn(&Run) -> T + Sync + Send,
) -> Vec<T> {
    (0..networks).into_par_iter().map(|seed| count(&run(world, seed))).collect()
}

pub(crate) fn run(world: World, seed: u64) -> Run {
    let mut dice = Dice::new(0xC01 + seed);
    let sites: Vec<Site> = (0..world.sites).map(|_| Site::new(world, &mut dice)).collect();
    let analysis = analysed(sites.iter().enumerate().flat_map(|(at, site)| site.scores(at)));
    Run { sites, analysis }
}

/// What the engine says of scores that are made by hand.
pub(crate) fn analysed(scores: impl IntoIterator<Item = Score>) -> Analysis {
    let rows = scores.into_iter().collect();
    analysis(&Scores { rows }, &Observations::default(), &RULES)
}

pub(crate) static RULES: LazyLock<Rulebook> =
    LazyLock::new(|| rules(&root().join("fixtures/county-pack")).0);

impl Run {
    /// Every site as it is, with its series; sites without one are left out.
    pub(crate) fn seen(&self) -> impl Iterator<Item = (&Site, &Series)> {
        self.analysis.series.iter().map(|series| {
            let at: usize = series.site.0.parse().expect("sites are called by their place");
            (&self.sites[at], series)
        })
    }

    /// Every site as it is, with each of its years: the place of the year, and what is said of it.
    pub(crate) fn points(&self) -> impl Iterator<Item = (&Site, usize, &Point)> {
        self.seen().flat_map(|(site, series)| {
            let points = series.segments.iter().flat_map(|segment| &segment.points);
            points.map(move |point| (site, place(point.school_year), point))
        })
    }

    /// Every site as it is, with its trend.
    pub(crate) fn trends(&self) -> impl Iterator<Item = (&Site, &Trend)> {
        self.seen().filter_map(|(site, series)| Some((site, series.trend.as_ref()?)))
    }
}

/// The place of a year among those of a site.
pub(crate) fn place(year: SchoolYear) -> usize {
    usize::from(year.starts() - FIRST_YEAR)
}

impl Site {
    fn new(world: World, dice: &mut Dice) -> Site {
        let slope = world.slopes.draw(dice);
        let level = (2.75 + world.levels * dice.normal()).clamp(1.4, 3.6);
        let noise = LATENT_NOISE * dice.between(world.noise.0, world.noise.1);
        let middle = f64::from(world.years - 1) / 2.0;
        let line: Vec<f64> =
            (0..world.years).map(|year| level + slope * (f64::from(year) - middle)).collect();
        let means: Vec<f64> = line
            .iter()
            .map(|mean| (mean + world.wobble * dice.normal()).clamp(LOWEST + 0.05, HIGHEST - 0.05))
            .collect();
        let ratings = means
            .iter()
            .map(|mean| {
                let looks = dice.whole(world.looks.0, world.looks.1);
                let is_missing = dice.share() < world.missing;
                let looks = if is_missing { 0 } else { looks };
                let latent = latent(*mean, noise);
                (0..looks).map(|_| rating(latent + noise * dice.normal())).collect()
            })
            .collect();
        Site { slope, line, means, ratings }
    }

    fn scores(&self, at: usize) -> impl Iterator<Item = Score> {
        let site = SiteId(format!("{at:04}").into());
        let rated = self.ratings.iter().enumerate().filter(|(_, ratings)| !ratings.is_empty());
        rated.map(move |(year, ratings)| {
            let starts = FIRST_YEAR + u16::try_from(year).expect("years are few");
            score(site.clone(), SchoolYear::starting(starts), ratings)
        })
    }
}

impl Slopes {
    fn draw(self, dice: &mut Dice) -> f64 {
        match self {
            Slopes::None => 0.0,
            Slopes::Some { share, size } => {
                let is_true = dice.share() < share;
                let is_up = dice.share() < 0.5;
                if !is_true {
                    0.0
                } else if is_up {
                    size
                } else {
                    -size
                }
            }
            Slopes::Normal(spread) => spread * dice.normal(),
        }
    }
}

pub(crate) fn score(site: SiteId, school_year: SchoolYear, ratings: &[u8]) -> Score {
    let sum = ratings.iter().map(|rating| i64::from(*rating)).sum();
    let count = i64::try_from(ratings.len()).expect("visits are few");
    let mut per_response: Vec<f64> = ratings.iter().map(|rating| f64::from(*rating)).collect();
    per_response.sort_by(f64::total_cmp);
    Score {
        key: ScoreKey {
            site,
            source: EvidenceSource::Observation,
            instrument: Arc::from("county"),
            version: Arc::from("1"),
            basis: Basis::Individual,
            school_year,
            occasion: None,
            level: Arc::from("domain"),
            id: Arc::from("teaching"),
        },
        outcome: Outcome::Value(Exact::fraction(sum, count).expect("there is a visit")),
        n_ratings: ratings.len(),
        n_responses: ratings.len(),
        per_response,
        complete_share: Some(1.0),
        band: None,
        working: Working::Rating(0),
        first_date: None,
        last_date: None,
    }
}

/// Where normal values are cut: below 5, 35 and 85 of 100 of all.
const CUTS: [f64; 3] = [-1.644_854, -0.385_320, 1.036_433];

/// How far the normal values of a site and year lie apart; those of all sites lie 1 apart.
pub(crate) const LATENT_NOISE: f64 = 0.72;

pub(crate) fn rating(latent: f64) -> u8 {
    CUTS.iter().map(|cut| u8::from(*cut < latent)).sum::<u8>() + 1
}

fn mean_rating(latent: f64, noise: f64) -> f64 {
    let normal = Normal::standard();
    1.0 + CUTS.iter().map(|cut| normal.cdf((latent - cut) / noise)).sum::<f64>()
}

/// Where a normal value has to lie for the mean rating to be this, by halving.
pub(crate) fn latent(mean: f64, noise: f64) -> f64 {
    let (mut low, mut high) = (-6.0, 6.0);
    for _ in 0..30 {
        let middle = f64::midpoint(low, high);
        if mean_rating(middle, noise) < mean { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

//! Sites beside each other in one school year: which differ from the others by more than chance, and
//! which can be told apart. Never which comes first.

use std::collections::BTreeMap;

use super::{
    Point, Shrunken,
    pool::ENOUGH_SITES,
    shared::{OfSites, Shared, Topic},
};
use crate::{
    model::{Exact, SchoolYear, SiteId},
    statistics::{
        Estimate, Interval,
        pooling::{Limits, OverDispersion, over_dispersion, told_apart},
    },
};

/// The share of sites at each end whose distance is pulled in before it is judged how much sites
/// differ, so that the unusual ones do not hide themselves (Spiegelhalter 2005).
const PULLED_IN: f64 = 0.1;

/// The sites that have a score on the same topic in the same year.
#[derive(Clone, PartialEq, Debug)]
pub struct Comparison {
    pub topic: Topic,
    /// The latest year with a score from ten sites; the latest of all where there is none.
    pub school_year: SchoolYear,
    /// How much sites differ, or why that cannot be told.
    pub differences: Result<Differences, CannotCompare>,
    /// Sorted by id.
    pub sites: Vec<SiteBeside>,
}

/// How much sites differ.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Differences {
    /// The mean over all forms or visits, in points.
    pub centre: f64,
    /// The mean square of the distances from it, in standard errors; 1 where only chance is at work.
    pub phi: f64,
    /// The variance between sites beyond chance, in squared points.
    pub between: f64,
}

/// Why it cannot be told whether sites differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CannotCompare {
    /// There are fewer than ten: how much sites differ is anyone's guess.
    TooFewSites,
    /// There are too few repeated ratings to tell how much scores vary by themselves.
    NoSpread,
}

/// A site among the others.
#[derive(Clone, PartialEq, Debug)]
pub struct SiteBeside {
    pub site: SiteId,
    pub score: Exact,
    pub n_responses: usize,
    /// None where it cannot be told how much scores vary by themselves.
    pub standard_error: Option<f64>,
    /// None where sites cannot be compared.
    pub funnel: Option<Funnel>,
    /// None where levels are not drawn toward the mean of all sites.
    pub drawn: Option<Drawn>,
}

/// Where a score lies when its limits allow for chance alone, and when they allow for the usual
/// differences between sites as well.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Funnel {
    pub chance: Held,
    pub adjusted: Held,
}

/// A score held against its limits.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Held {
    /// In points, not clipped to the scale.
    pub limits: Limits,
    pub at_95: Standing,
    pub at_998: Standing,
}

/// On which side of its limits a score lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    Below,
    Within,
    Above,
}

/// The level of a site as all sites together let one expect it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Drawn {
    pub level: Shrunken,
    pub interval: Interval,
    /// Two sites whose intervals of this kind do not overlap differ.
    pub comparison_interval: Interval,
    /// Sites of different groups can be told apart. The numbers follow the ids of the sites and say
    /// nothing of where a group lies.
    pub group: usize,
}

/// The comparisons of all topics.
pub(super) fn comparisons(shared: &Shared<'_>) -> Vec<Comparison> {
    shared.iter().filter_map(|(topic, years)| comparison(topic.clone(), years)).collect()
}

fn comparison(topic: Topic, years: &BTreeMap<SchoolYear, OfSites<'_>>) -> Option<Comparison> {
    let with_enough = years.iter().rev().find(|(_, points)| ENOUGH_SITES <= points.len());
    let (school_year, points) = with_enough.or_else(|| years.last_key_value())?;
    let found = dispersion(points);
    let funnels = found.as_ref().map_or(Vec::new(), |found| funnels(points, found));
    let levels = levels(points);
    let site = |(at, (site, point)): (usize, (&&SiteId, &&Point))| SiteBeside {
        site: (*site).clone(),
        score: point.score.clone(),
        n_responses: point.n_responses,
        standard_error: point.standard_error,
        funnel: funnels.get(at).copied(),
        drawn: levels.get(at).copied(),
    };
    Some(Comparison {
        topic,
        school_year: *school_year,
        differences: found.as_ref().map(Differences::of).map_err(|why| *why),
        sites: points.iter().enumerate().map(site).collect(),
    })
}

fn dispersion(points: &OfSites<'_>) -> Result<OverDispersion, CannotCompare> {
    if points.len() < ENOUGH_SITES {
        return Err(CannotCompare::TooFewSites);
    }
    let estimate = |point: &&Point| {
        let variance = point.standard_error?.powi(2);
        Some(Estimate { value: point.score.to_f64(), variance })
    };
    let estimates: Option<Vec<Estimate>> = points.values().map(estimate).collect();
    let found = estimates.and_then(|estimates| over_dispersion(&estimates, PULLED_IN));
    found.ok_or(CannotCompare::NoSpread)
}

/// One a site, in their order.
fn funnels(points: &OfSites<'_>, found: &OverDispersion) -> Vec<Funnel> {
    let funnel = |(point, adjusted): (&&Point, &Limits)| {
        let score = point.score.to_f64();
        let chance = Limits::normal(found.centre, point.standard_error?);
        Some(Funnel {
            chance: Held::against(score, chance),
            adjusted: Held::against(score, *adjusted),
        })
    };
    points.values().zip(&found.limits).filter_map(funnel).collect()
}

/// One a site, in their order; empty where one of them has none.
fn levels(points: &OfSites<'_>) -> Vec<Drawn> {
    let levels: Option<Vec<Shrunken>> = points.values().map(|point| point.shrunken).collect();
    let levels = levels.unwrap_or_default();
    let comparable: Vec<Interval> = levels.iter().map(Shrunken::comparison_interval).collect();
    let drawn = |((level, comparison_interval), group): ((&Shrunken, &Interval), usize)| Drawn {
        level: *level,
        interval: level.interval(),
        comparison_interval: *comparison_interval,
        group,
    };
    levels.iter().zip(&comparable).zip(told_apart(&comparable)).map(drawn).collect()
}

impl Differences {
    fn of(found: &OverDispersion) -> Differences {
        Differences { centre: found.centre, phi: found.phi, between: found.between }
    }
}

impl Held {
    fn against(score: f64, limits: Limits) -> Held {
        Held {
            limits,
            at_95: Standing::of(score, limits.low_95, limits.high_95),
            at_998: Standing::of(score, limits.low_998, limits.high_998),
        }
    }
}

impl Standing {
    fn of(score: f64, low: f64, high: f64) -> Standing {
        if score < low {
            Standing::Below
        } else if high < score {
            Standing::Above
        } else {
            Standing::Within
        }
    }
}

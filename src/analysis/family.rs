//! The lines of all sites on one thing, seen together: what chance would give among so many, what
//! all have in common, and toward what each is drawn.

use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use super::{MaySay, Point, Ranks, Series, Shrunken, Slope, Trend, Verdict};
use crate::{
    model::EvidenceSource,
    rulebook::kind::Care,
    statistics::{
        Between, Estimate, YearMean, between, chance_below, chance_beyond, common,
        multiplicity::benjamini_hochberg,
        shrunken,
        trend::{CarryOver, carry_over, with_shared_error},
    },
};

/// The fewest sites toward whose common slope that of a site is drawn.
const ENOUGH_SITES: usize = 10;
/// Over fewer years, how much sites differ in their slopes can hardly be told from how much years
/// wobble.
const ENOUGH_YEARS: usize = 4;

/// Which way all sites go on one thing.
#[derive(Clone, PartialEq, Debug)]
pub struct Family {
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    pub level: Arc<str>,
    pub id: Arc<str>,
    /// Sites with a slope: among so many is each one seen.
    pub sites: usize,
    /// The mean slope and how much sites differ in it; none with fewer than ten sites.
    pub slopes: Option<Between>,
    /// The slope that all sites would have if they had the same: toward it each is drawn.
    pub common_slope: Option<Estimate>,
    /// Sites with a line that can be tested and is called improving or declining, given that so
    /// many were looked at.
    pub improving: usize,
    pub declining: usize,
    /// How much of a year's deviation from a site's own line lasts into the next; none with fewer
    /// than ten sites of four years. Where it is high, slopes look surer than they are.
    pub carry_over: Option<CarryOver>,
    /// Whether the sites as a whole rise: Kendall's test within each, added up.
    pub together: Option<Together>,
}

/// A test of all sites at once (Hirsch and Slack 1984): sites that share observers or an event are
/// not independent, and then it says too much.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Together {
    /// Sites that were added up.
    pub sites: usize,
    /// The years in which each of them was rated.
    pub years: usize,
    /// Of these sites, those whose own years go up more often than down, and the other way.
    pub up: usize,
    pub down: usize,
    /// Of these sites, those whose own line is called improving or declining.
    pub improving: usize,
    pub declining: usize,
    pub s: i64,
    pub z: f64,
    pub p: f64,
}

/// Sees every trend among those of all sites: adjusts its chances, draws its slope toward that of
/// all, and says what may be said. Items have no trends.
pub(super) fn families(series: &mut [Series], care: &Care) -> Vec<Family> {
    let mut members: BTreeMap<Key, Members<'_>> = BTreeMap::new();
    for one in series {
        let key = (one.source, one.instrument.clone(), one.level.clone(), one.id.clone());
        let years = one.followed().into_iter().map(as_year).collect();
        if let Some(trend) = &mut one.trend {
            let of_key = members.entry(key).or_default();
            of_key.trends.push(trend);
            of_key.years.push(years);
        }
    }
    members.into_iter().map(|(key, members)| family(key, members, care)).collect()
}

/// What the lines of a family are about.
type Key = (EvidenceSource, Arc<str>, Arc<str>, Arc<str>);

/// The lines of a family, and their years.
#[derive(Default)]
struct Members<'a> {
    trends: Vec<&'a mut Trend>,
    years: Vec<Vec<YearMean>>,
}

/// How sure a mean is plays no part in what carries over.
fn as_year(point: &Point) -> YearMean {
    let year = f64::from(point.school_year.starts());
    YearMean { year, mean: point.score.to_f64(), variance: 0.0 }
}

fn family(key: Key, Members { mut trends, years }: Members<'_>, care: &Care) -> Family {
    adjust(&mut trends);
    let slopes = slopes(&trends);
    let can_be_drawn = are_long(&trends);
    for trend in &mut trends {
        if let (Some(slopes), Some(slope), true) = (slopes, &mut trend.slope, can_be_drawn) {
            slopes.draw(slope);
        }
        trend.verdict = trend.verdict(care.false_discovery_share);
    }
    let called = |verdict| trends.iter().filter(|trend| trend.verdict == verdict).count();
    let (source, instrument, level, id) = key;
    Family {
        source,
        instrument,
        level,
        id,
        sites: trends.iter().filter(|trend| trend.slope.is_some()).count(),
        slopes: slopes.map(|slopes| slopes.told),
        common_slope: slopes.map(|slopes| slopes.common),
        improving: called(Verdict::Improving),
        declining: called(Verdict::Declining),
        carry_over: carry_over_of(&years),
        together: together(&trends),
    }
}

/// Whether most lines are long enough to tell sites from years.
fn are_long(trends: &[&mut Trend]) -> bool {
    let all = trends.iter().filter(|trend| trend.slope.is_some());
    let long = all.clone().filter(|trend| ENOUGH_YEARS <= trend.n_years).count();
    all.count() <= 2 * long
}

fn carry_over_of(years: &[Vec<YearMean>]) -> Option<CarryOver> {
    let long = years.iter().filter(|years| ENOUGH_YEARS <= years.len());
    let enough = ENOUGH_SITES <= long.count();
    if enough { carry_over(years.iter().map(Vec::as_slice)) } else { None }
}

/// One question asked of many sites: each chance is seen among all that were asked.
fn adjust(trends: &mut [&mut Trend]) {
    let by_slope: Vec<Option<f64>> =
        trends.iter().map(|trend| trend.slope.as_ref().map(|slope| slope.p)).collect();
    let by_order: Vec<Option<f64>> =
        trends.iter().map(|trend| trend.ranks.as_ref().and_then(|ranks| ranks.p)).collect();
    let adjusted = benjamini_hochberg(&by_slope).into_iter().zip(benjamini_hochberg(&by_order));
    for (trend, (by_slope, by_order)) in trends.iter_mut().zip(adjusted) {
        if let (Some(slope), Some(p)) = (&mut trend.slope, by_slope) {
            slope.p_adjusted = p;
        }
        if let Some(ranks) = &mut trend.ranks {
            ranks.p_adjusted = by_order;
        }
    }
}

/// Where the slopes of all sites lie.
#[derive(Clone, Copy)]
struct Slopes {
    between: Between,
    common: Estimate,
    /// The same as `between`, but as sure as the links behind the slopes let it be.
    told: Between,
}

/// Of all sites with three years or more; none with fewer than ten.
fn slopes(trends: &[&mut Trend]) -> Option<Slopes> {
    let tested = trends.iter().filter(|trend| MaySay::TooShortToTest <= trend.may_say);
    let of_all: Vec<&Slope> = tested.filter_map(|trend| trend.slope.as_ref()).collect();
    if of_all.len() < ENOUGH_SITES {
        return None;
    }
    let slopes: Vec<Estimate> = of_all.iter().map(|slope| slope.estimate()).collect();
    let from_links: Vec<f64> = of_all.iter().map(|slope| slope.from_links).collect();
    let (between, common) = (between(&slopes)?, common(&slopes)?);
    let told = with_shared_error(between, &slopes, &from_links);
    let alike =
        Between { mean: common.value, standard_error: common.variance.sqrt(), variance: 0.0 };
    let alike = with_shared_error(alike, &slopes, &from_links);
    let common = Estimate { variance: alike.standard_error.powi(2), ..common };
    Some(Slopes { between, common, told })
}

impl Slopes {
    /// Draws a slope toward the common one, taken as known: over so many sites its own error is small
    /// beside that of one. Not so small that the chance of a rise may do without it.
    ///
    /// Where sites do not seem to differ, all would have the common slope to the last digit. That says
    /// more than is known, so none is drawn.
    fn draw(&self, slope: &mut Slope) {
        let Between { variance, standard_error, .. } = self.between;
        if variance <= 0.0 {
            return;
        }
        let toward = |standard_error| Between { mean: self.common.value, standard_error, variance };
        let drawn = |mean: Between| {
            let drawn = shrunken(slope.estimate(), mean)?;
            Some(Shrunken { spread: drawn.spread.hypot(slope.from_links), ..drawn })
        };
        let (known, as_sure_as_it_is) = (drawn(toward(0.0)), drawn(toward(standard_error)));
        slope.shrunken = known;
        slope.chance_of_rise =
            as_sure_as_it_is.map(|drawn| 1.0 - chance_below(drawn.level, drawn.spread, 0.0));
    }
}

impl Slope {
    /// The slope without what links between versions add to its error. That is the same for all
    /// sites: it tells nothing of how they differ, and no other site wears it off.
    fn estimate(&self) -> Estimate {
        let variance = self.standard_error.powi(2) - self.from_links.powi(2);
        Estimate { value: self.per_year, variance }
    }
}

/// Kendall's test within each site that was rated in every year, added up: so no site joins or
/// leaves on the way.
fn together(trends: &[&mut Trend]) -> Option<Together> {
    let first = trends.iter().map(|trend| trend.first_year).min()?;
    let last = trends.iter().map(|trend| trend.last_year).max()?;
    let years = usize::try_from(last.years_since(first)).ok()? + 1;
    let complete: Vec<(&Ranks, Verdict)> = trends
        .iter()
        .filter(|trend| trend.n_years == years && trend.stretches == 1)
        .filter_map(|trend| Some((trend.ranks.as_ref()?, trend.verdict)))
        .collect();
    let s: i64 = complete.iter().map(|(ranks, _)| ranks.s).sum();
    let variance: f64 = complete.iter().map(|(ranks, _)| ranks.variance).sum();
    if complete.len() < 2 || variance <= 0.0 {
        return None;
    }
    // One step toward zero, because S moves in steps.
    let z = (s - s.signum()) as f64 / variance.sqrt();
    let p = chance_beyond(z, f64::INFINITY)?;
    let going = |way: Ordering| complete.iter().filter(|(it, _)| it.s.cmp(&0) == way).count();
    let called = |verdict| complete.iter().filter(|(_, theirs)| *theirs == verdict).count();
    Some(Together {
        sites: complete.len(),
        years,
        up: going(Ordering::Greater),
        down: going(Ordering::Less),
        improving: called(Verdict::Improving),
        declining: called(Verdict::Declining),
        s,
        z,
        p,
    })
}

//! The lines of all sites on one thing, seen together: what chance would give among so many, what
//! all have in common, and toward what each is drawn.

use std::{collections::BTreeMap, sync::Arc};

use super::{MaySay, Ranks, Series, Shrunken, Slope, Trend, Verdict};
use crate::{
    model::EvidenceSource,
    rulebook::kind::Care,
    statistics::{
        Between, Estimate, between, chance_below, chance_beyond, multiplicity::benjamini_hochberg,
        shrunken, trend::with_shared_error,
    },
};

/// The fewest sites toward whose common slope that of a site is drawn.
const ENOUGH_SITES: usize = 10;

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
    /// Sites with a line that can be tested and is called improving or declining, given that so
    /// many were looked at.
    pub improving: usize,
    pub declining: usize,
    /// Whether the sites as a whole rise: Kendall's test within each, added up.
    pub together: Option<Together>,
}

/// A test of all sites at once (Hirsch and Slack 1984): sites that share observers or an event are
/// not independent, and then it says too much.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Together {
    /// Sites that were added up.
    pub sites: usize,
    pub s: i64,
    pub z: f64,
    pub p: f64,
}

/// Sees every trend among those of all sites: adjusts its chances, draws its slope toward that of
/// all, and says what may be said. Items have no trends.
pub(super) fn families(series: &mut [Series], care: &Care) -> Vec<Family> {
    let mut members: BTreeMap<Key, Vec<&mut Trend>> = BTreeMap::new();
    for one in series {
        let key = (one.source, one.instrument.clone(), one.level.clone(), one.id.clone());
        members.entry(key).or_default().extend(one.trend.as_mut());
    }
    members.retain(|_, trends| !trends.is_empty());
    members.into_iter().map(|(key, mut trends)| family(key, &mut trends, care)).collect()
}

/// What the lines of a family are about.
type Key = (EvidenceSource, Arc<str>, Arc<str>, Arc<str>);

fn family(key: Key, trends: &mut [&mut Trend], care: &Care) -> Family {
    adjust(trends);
    let slopes = draw_together(trends);
    for trend in trends.iter_mut() {
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
        slopes,
        improving: called(Verdict::Improving),
        declining: called(Verdict::Declining),
        together: together(trends),
    }
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

/// Draws every slope toward the mean of all, which is taken as known: over so many sites its own
/// error is small beside that of one. What links between versions add is the same for all sites: it
/// tells nothing of how they differ, and no other site wears it off.
fn draw_together(trends: &mut [&mut Trend]) -> Option<Between> {
    let estimate = |slope: &Slope| Estimate {
        value: slope.per_year,
        variance: slope.standard_error.powi(2) - slope.from_links.powi(2),
    };
    let tested = |trend: &&mut Trend| MaySay::TooShortToTest <= trend.may_say;
    let of_all: Vec<&Slope> =
        trends.iter().filter(|trend| tested(trend)).filter_map(|it| it.slope.as_ref()).collect();
    let slopes: Vec<Estimate> = of_all.iter().map(|slope| estimate(slope)).collect();
    let from_links: Vec<f64> = of_all.iter().map(|slope| slope.from_links).collect();
    let all = if slopes.len() < ENOUGH_SITES { None } else { between(&slopes) }?;
    let known = Between { standard_error: 0.0, ..all };
    for slope in trends.iter_mut().filter_map(|trend| trend.slope.as_mut()) {
        let drawn = shrunken(estimate(slope), known)
            .map(|drawn| Shrunken { spread: drawn.spread.hypot(slope.from_links), ..drawn });
        slope.chance_of_rise =
            drawn.map(|drawn| 1.0 - chance_below(drawn.level, drawn.spread, 0.0));
        slope.shrunken = drawn;
    }
    Some(with_shared_error(all, &slopes, &from_links))
}

/// Kendall's test within each site that was rated in every year, added up: so no site joins or
/// leaves on the way.
fn together(trends: &[&mut Trend]) -> Option<Together> {
    let first = trends.iter().map(|trend| trend.first_year).min()?;
    let last = trends.iter().map(|trend| trend.last_year).max()?;
    let years = usize::try_from(last.years_since(first)).ok()? + 1;
    let complete: Vec<&Ranks> = trends
        .iter()
        .filter(|trend| trend.n_years == years && trend.stretches == 1)
        .filter_map(|trend| trend.ranks.as_ref())
        .collect();
    let s: i64 = complete.iter().map(|ranks| ranks.s).sum();
    let variance: f64 = complete.iter().map(|ranks| ranks.variance).sum();
    if complete.len() < 2 || variance <= 0.0 {
        return None;
    }
    // One step toward zero, because S moves in steps.
    let z = (s - s.signum()) as f64 / variance.sqrt();
    let p = chance_beyond(z, f64::INFINITY)?;
    Some(Together { sites: complete.len(), s, z, p })
}

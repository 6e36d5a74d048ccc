//! Scores in, analysis out: level, change and how sure they are, site by site.

// Which scores may share a line.
mod series;
// How much ratings vary, pooled over sites.
mod pool;
// How sure each point is, and what changed.
mod point;
// Where a line goes on over a change of version.
mod link;
mod stretch;
// Which way a line goes, and all lines on one thing.
mod trend;
mod family;
mod long;
// All sites together, and beside each other.
mod shared;
mod network;
mod across;
// A site's own view beside that of its observers.
mod gap;
// Groups of sites, without giving any away.
mod groups;
// How far raters agree.
mod agreement;
// What the rules say about a level.
mod rules;

#[cfg(test)]
pub(crate) mod given;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::{
    model::{Basis, EvidenceSource, Exact, SchoolYear, SiteId},
    rulebook::Rulebook,
    score::Scores,
    tidy::Observations,
};

pub use crate::statistics::{Interval, Shrunken, Variance, control::Undefined as LimitsUndefined};
pub use across::{
    CannotCompare, Comparison, Differences, Drawn, Funnel, Held, SiteBeside, Standing,
};
pub(crate) use agreement::ALL;
pub use agreement::{
    Agreement, Coefficient, NoFigure, NotEnough, Observer, ObserverStanding, Reliability,
};
pub use family::{Family, Together};
pub use gap::{Gap, GapError, GapReading, Gaps, NetworkGap, View, Views};
pub use groups::{GroupMean, GroupOfSites, GroupedTopic, Grouping, LeftOut};
pub use link::{LinkEvidence, Linked, NotLinked, WhyNotLinked};
pub use long::{Shift, Signals};
pub use pool::ENOUGH_SITES;
pub(crate) use rules::{ITEM, OccasionOrder};
pub use shared::Topic;
pub use trend::{Ranks, Slope, Trend, Verdict};

/// What the scores say.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Analysis {
    /// Sorted by site, source, instrument, level and id.
    pub series: Vec<Series>,
    pub pools: Vec<Pool>,
    /// Sorted by source, instrument, level, id, version, basis and occasion. Items have no lines.
    pub network: Vec<NetworkLine>,
    /// Which way all sites go, sorted by source, instrument, level and id.
    pub families: Vec<Family>,
    /// Sites beside each other, in the order of the lines of the network.
    pub comparisons: Vec<Comparison>,
    /// Self-assessment beside observation.
    pub gaps: Gaps,
    /// Means over groups of sites, such as counties, in the order of the lines of the network.
    pub groups: Vec<GroupedTopic>,
    /// How far raters agree. Sorted by source, instrument and version; then as the instrument goes.
    pub agreement: Vec<Agreement>,
    /// How observers compare. Sorted by instrument, version and name.
    pub observers: Vec<Observer>,
    /// How many visits would be enough, in the order of the pools.
    pub reliabilities: Vec<Reliability>,
}

impl Analysis {
    /// The series of a site, which stand together.
    pub fn series_of(&self, site: &SiteId) -> &[Series] {
        let first = self.series.partition_point(|series| series.site < *site);
        let after = self.series.partition_point(|series| series.site <= *site);
        &self.series[first..after]
    }
}

/// The scores of one thing at one site over the years, as far as they may share a chart.
#[derive(Clone, PartialEq, Debug)]
pub struct Series {
    pub site: SiteId,
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    pub level: Arc<str>,
    pub id: Arc<str>,
    /// Stretches of years within which values may be compared: a line breaks between them. Sorted
    /// by their first point. A year without a point is a gap, and no break.
    pub segments: Vec<Segment>,
    /// Which way it goes over the years. Items have none.
    pub trend: Option<Trend>,
}

/// Years rated with the same version of an instrument, in the same way, as far as the scoring rules
/// break a line on these.
#[derive(Clone, PartialEq, Debug)]
pub struct Segment {
    /// The version of the latest point.
    pub version: Arc<str>,
    /// The basis of the latest point.
    pub basis: Basis,
    /// Sorted by school year, then by time of the year. Never empty.
    pub points: Vec<Point>,
}

/// A score in its year, with how sure it is.
#[derive(Clone, PartialEq, Debug)]
pub struct Point {
    pub school_year: SchoolYear,
    pub occasion: Option<Arc<str>>,
    pub version: Arc<str>,
    pub basis: Basis,
    pub score: Exact,
    pub n_ratings: usize,
    pub n_responses: usize,
    /// Where the spread behind the standard error comes from; none without one.
    pub spread_basis: Option<SpreadBasis>,
    /// The share of the expected parts that have a value, from 0 to 1.
    pub complete_share: Option<f64>,
    pub first_date: Option<NaiveDate>,
    pub last_date: Option<NaiveDate>,
    pub band: Option<Arc<str>>,
    /// Whether it rests on fewer looks than the rules ask for. A form that a group agreed on rests on
    /// the group.
    pub weak: bool,
    /// None where there are too few repeated ratings, over all sites, to tell.
    pub standard_error: Option<f64>,
    pub interval: Option<Interval>,
    /// The level drawn toward the mean of all sites: for what comes first in a plan, never to be
    /// shown as the site's score. None with fewer than ten sites.
    pub shrunken: Option<Shrunken>,
    /// The difference from the school year before, at the same time of the year; none where that
    /// year is missing or lies in another segment.
    pub from_year_before: Option<Change>,
    /// The difference from the first year of the segment, at the same time of the year.
    pub from_first_year: Option<Change>,
}

/// A difference between two years.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    pub since: SchoolYear,
    pub difference: Exact,
    pub interval: Option<Interval>,
    /// The smallest difference that would be more than noise, in points of the scale.
    pub smallest_detectable: Option<f64>,
    pub reading: ChangeReading,
}

/// What may be said of a difference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangeReading {
    /// Larger than the ratings vary by themselves.
    BeyondNoise,
    /// No larger than the ratings vary by themselves.
    WithinNoise,
    /// There are no repeated ratings from which to tell how much they vary.
    CannotTell,
}

/// What the number of school years allows to be said of a line, whatever its numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MaySay {
    /// One year: where it stands, and no word on where it goes.
    Level,
    /// Two years: beyond measurement noise, or within it.
    Change,
    /// Three or four years: a direction, with the words "too short to test".
    TooShortToTest,
    /// Five years or more: a trend, once it has been tested.
    Trend,
}

impl Series {
    /// The points of its latest segment that its trend follows, one a year.
    pub fn followed(&self) -> Vec<&Point> {
        let Some((trend, segment)) = self.trend.as_ref().zip(self.segments.last()) else {
            return Vec::new();
        };
        segment.points.iter().filter(|point| point.occasion == trend.occasion).collect()
    }
}

impl MaySay {
    /// What this many years allow to be said.
    pub const fn of(years: usize) -> MaySay {
        match years {
            0 | 1 => MaySay::Level,
            2 => MaySay::Change,
            3 | 4 => MaySay::TooShortToTest,
            _ => MaySay::Trend,
        }
    }
}

impl Segment {
    /// The latest point.
    pub fn latest(&self) -> Option<&Point> {
        self.points.last()
    }

    /// What its number of school years allows to be said.
    pub fn may_say(&self) -> MaySay {
        let years: BTreeSet<SchoolYear> = self.points.iter().map(|p| p.school_year).collect();
        MaySay::of(years.len())
    }

    /// The school years between its first and last point that have none.
    pub fn gaps(&self) -> Vec<SchoolYear> {
        let years: BTreeSet<SchoolYear> = self.points.iter().map(|p| p.school_year).collect();
        let (Some(&first), Some(&last)) = (years.first(), years.last()) else { return Vec::new() };
        (first.starts()..last.starts())
            .map(SchoolYear::starting)
            .filter(|year| !years.contains(year))
            .collect()
    }
}

/// How much ratings of the same site and year vary, pooled over all sites.
#[derive(Clone, PartialEq, Debug)]
pub struct Pool {
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    /// None where the scoring rules do not break a line on it.
    pub version: Option<Arc<str>>,
    /// None where the scoring rules do not break a line on it.
    pub basis: Option<Basis>,
    pub level: Arc<str>,
    pub id: Arc<str>,
    /// What repeated ratings of the same site and year say, over all sites and years; none without
    /// any.
    pub measured: Option<Variance>,
    /// How much single forms vary, as it is used; none where it is neither measured nor assumed.
    pub within: Option<Within>,
    /// How much a site's means wobble from year to year about its own line; none where too few
    /// sites have three years.
    pub wobble: Option<Wobble>,
    /// Mean over sites, in the latest year of each.
    pub mean: f64,
    /// The standard error of that mean; none where `between` is.
    pub standard_error: Option<f64>,
    /// Variance between sites in the latest year of each; none with fewer than ten sites.
    pub between: Option<f64>,
    pub sites: usize,
}

/// How much single forms of the same site and year vary.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Within {
    /// In squared points.
    pub variance: Variance,
    pub basis: SpreadBasis,
}

/// Where a spread comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpreadBasis {
    /// From repeated ratings.
    Measured,
    /// From the scoring rules: there are too few repeated ratings to tell.
    Assumed,
}

/// How much a site's means vary from year to year about its own line.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Wobble {
    /// In squared points.
    pub variance: Variance,
    /// Whether it is all that varies, the ratings' own variance within it, because that one is not
    /// known by itself. Otherwise it comes on top.
    pub holds_all: bool,
}

/// All sites together, over the years: each site counts once, whatever its number of visits.
#[derive(Clone, PartialEq, Debug)]
pub struct NetworkLine {
    pub topic: Topic,
    pub points: Vec<NetworkPoint>,
}

/// The mean over all sites that have a score in a school year.
#[derive(Clone, PartialEq, Debug)]
pub struct NetworkPoint {
    pub school_year: SchoolYear,
    pub mean: Exact,
    pub sites: usize,
    /// None where the school year before has no point.
    pub from_year_before: Option<NetworkChange>,
}

/// What changed over all sites, and over those that have a score in both years. The two can differ
/// in direction when sites join or leave.
#[derive(Clone, PartialEq, Debug)]
pub struct NetworkChange {
    pub since: SchoolYear,
    pub difference: Exact,
    /// None where no site has a score in both years.
    pub same_sites: Option<SameSites>,
    pub joined: Vec<SiteId>,
    pub left: Vec<SiteId>,
}

/// The sites that have a score in both years.
#[derive(Clone, PartialEq, Debug)]
pub struct SameSites {
    pub sites: usize,
    pub before: Exact,
    pub now: Exact,
}

impl SameSites {
    pub fn difference(&self) -> Exact {
        self.now.clone() - self.before.clone()
    }
}

impl NetworkChange {
    /// Whether all sites rose while those that can be compared fell, or the other way round.
    pub fn directions_differ(&self) -> bool {
        let all = self.difference.cmp(&Exact::ZERO);
        self.same_sites.as_ref().is_some_and(|same| {
            let same = same.difference().cmp(&Exact::ZERO);
            all == same.reverse() && all != same
        })
    }
}

/// The analysis of all sites. From the observations comes what scores no longer tell: how far raters
/// of the same thing agree, and what the list of sites says.
pub fn analysis(scores: &Scores, observations: &Observations, rulebook: &Rulebook) -> Analysis {
    let lines = series::lines(scores, rulebook);
    let pools = pool::pools(&lines, rulebook);
    let occasions = OccasionOrder::new(rulebook);
    let versions = link::Links::new(&lines, rulebook, &occasions);
    let known = stretch::Known { pools: &pools, links: &versions, occasions: &occasions, rulebook };
    let mut series: Vec<Series> = lines
        .par_iter()
        .map(|line| {
            let mut series = point::series(line, &pools, rulebook);
            series.trend = trend::trend(line, &known);
            let signals = long::signals(&series.followed());
            if let Some(trend) = &mut series.trend {
                trend.signals = signals;
            }
            series
        })
        .collect();
    let families = family::families(&mut series, &rulebook.care());
    let gaps = gap::gaps(&series, &pools, rulebook);
    let shared = shared::shared(&series, rulebook);
    let (network, comparisons) = (network::lines(&shared), across::comparisons(&shared));
    let groups = groups::groups(&shared, &observations.sites, rulebook);
    let pools: Vec<Pool> = pools.into_values().collect();
    let reliabilities = agreement::reliabilities(&pools, rulebook);
    let (agreement, observers) = agreement::agreements(&observations.rows, rulebook);
    Analysis {
        series,
        pools,
        network,
        families,
        comparisons,
        gaps,
        groups,
        agreement,
        observers,
        reliabilities,
    }
}

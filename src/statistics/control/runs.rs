//! Charts without limits: runs of points on one side of a centre line.

use super::{
    chance::{AnhoejLimits, anhoej_limits, runs_by_chance},
    compare::{Side, order, side},
};

/// The line about which runs are counted.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Centre {
    /// The median of the points themselves.
    OwnMedian,
    /// A target, or the median of an earlier baseline.
    Given(f64),
}

/// Points in a row on one side of the centre line, by their place; or points in a row that go one
/// way. Points on the line are passed over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    pub side: Side,
    pub points: Vec<usize>,
}

/// A run chart.
#[derive(Clone, PartialEq, Debug)]
pub struct RunChart {
    /// None where there is neither a point nor a given centre.
    pub centre: Option<f64>,
    /// How many periods have a value.
    pub n: usize,
    /// All runs in their order. Missing values are passed over: they end no run.
    pub runs: Vec<Run>,
    /// How many useful points there must be for the Anhøj rules to say anything.
    needed: usize,
}

/// What the Anhøj rules say about a run chart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// With fewer useful points than that the rules can hardly ever give a signal, so that no signal
    /// would say nothing.
    NotApplicable {
        min: usize,
    },
    NoSignal,
    Signal,
}

/// About its own median a series cannot break the rules with fewer useful points: the two sides
/// balance.
const NEEDED_ABOUT_OWN_MEDIAN: usize = 10;
/// About another line, six points on one side have fewer crossings than chance would give.
const NEEDED_ABOUT_GIVEN: usize = 6;

/// The runs of a series about a centre line.
pub fn run_chart(values: &[Option<f64>], centre: Centre) -> RunChart {
    let points = || values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?)));
    let (centre, needed) = match centre {
        Centre::OwnMedian => (median(points().map(|(_, value)| value)), NEEDED_ABOUT_OWN_MEDIAN),
        Centre::Given(centre) => (Some(centre), NEEDED_ABOUT_GIVEN),
    };
    let runs = centre.map_or_else(Vec::new, |centre| runs(points(), centre));
    RunChart { centre, n: points().count(), runs, needed }
}

impl RunChart {
    /// How many points are not on the centre line.
    pub fn useful(&self) -> usize {
        self.runs.iter().map(|run| run.points.len()).sum()
    }

    /// How many points the longest run has. None without useful points, as for all that follows.
    pub fn longest_run(&self) -> Option<usize> {
        self.runs.iter().map(|run| run.points.len()).max()
    }

    /// How often the line from point to point crosses the centre line.
    pub fn crossings(&self) -> Option<usize> {
        self.runs.len().checked_sub(1)
    }

    pub fn limits(&self) -> Option<AnhoejLimits> {
        anhoej_limits(self.useful())
    }

    /// Whether a run is longer, or crossings are fewer, than the limits say, however few points
    /// there are. What may be said of it is the verdict.
    pub fn exceeds(&self) -> bool {
        let longer = |limits: AnhoejLimits| Some(limits.longest_run) < self.longest_run();
        let fewer = |limits: AnhoejLimits| self.crossings() < Some(limits.fewest_crossings);
        self.limits().is_some_and(|limits| longer(limits) || fewer(limits))
    }

    /// What the Anhøj rules say (Anhøj 2015, PLoS ONE 10:e0121349).
    pub fn verdict(&self) -> Verdict {
        if self.useful() < self.needed {
            return Verdict::NotApplicable { min: self.needed };
        }
        if self.exceeds() { Verdict::Signal } else { Verdict::NoSignal }
    }
}

/// The run chart rules of the Institute for Healthcare Improvement (Perla, Provost and Murray 2011,
/// BMJ Quality & Safety 20:46-51). A missing value ends shifts and trends; the number of runs is
/// counted past it.
#[derive(Clone, PartialEq, Debug)]
pub struct Perla {
    pub chart: RunChart,
    /// Six points or more in a row on one side; points on the line neither add nor break.
    pub shifts: Vec<Run>,
    /// Five points or more in a row, all rising or all falling; a point like the one before it
    /// neither adds nor breaks.
    pub trends: Vec<Run>,
    /// The fewest and the most runs that chance would give. None where all points lie on one side.
    pub runs_by_chance: Option<(usize, usize)>,
}

const SHORTEST_SHIFT: usize = 6;
const SHORTEST_TREND: usize = 5;

/// The run chart rules that the Institute for Healthcare Improvement teaches. Its fourth, a point
/// far from all others at a glance, is for eyes.
pub fn perla(values: &[Option<f64>], centre: Centre) -> Perla {
    let chart = run_chart(values, centre);
    let on = |wanted: Side| {
        let runs = chart.runs.iter().filter(|run| run.side == wanted);
        runs.map(|run| run.points.len()).sum()
    };
    let mut shifts = Vec::new();
    let mut trends = Vec::new();
    for stretch in stretches(values) {
        shifts.extend(chart.centre.into_iter().flat_map(|centre| runs(stretch.clone(), centre)));
        trends.extend(climbs(stretch));
    }
    shifts.retain(|run| SHORTEST_SHIFT <= run.points.len());
    trends.retain(|run| SHORTEST_TREND <= run.points.len());
    let runs_by_chance = runs_by_chance(on(Side::Above), on(Side::Below));
    Perla { chart, shifts, trends, runs_by_chance }
}

impl Perla {
    /// Whether there are fewer or more runs than chance would give.
    pub fn has_unusual_runs(&self) -> bool {
        let runs = self.chart.runs.len();
        self.runs_by_chance.is_some_and(|(fewest, most)| runs < fewest || most < runs)
    }
}

/// Points between gaps, each with its place.
pub(super) fn stretches(values: &[Option<f64>]) -> Vec<Vec<(usize, f64)>> {
    let placed: Vec<(usize, Option<f64>)> = values.iter().copied().enumerate().collect();
    let present = |&(at, value): &(usize, Option<f64>)| Some((at, value?));
    placed
        .split(|(_, value)| value.is_none())
        .map(|stretch| stretch.iter().filter_map(present).collect())
        .filter(|stretch: &Vec<_>| !stretch.is_empty())
        .collect()
}

/// Runs of points on one side of a line.
fn runs(points: impl IntoIterator<Item = (usize, f64)>, line: f64) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, value) in points {
        let Some(side) = side(value, line) else { continue };
        match runs.last_mut() {
            Some(run) if run.side == side => run.points.push(at),
            _ => runs.push(Run { side, points: vec![at] }),
        }
    }
    runs
}

/// Runs of points that all rise or all fall. A point like the one before it is passed over; the one
/// at which the way turns belongs to both.
fn climbs(mut points: Vec<(usize, f64)>) -> Vec<Run> {
    points.dedup_by(|next, before| order(next.1, before.1).is_eq());
    let way = |pair: &[(usize, f64)]| side(pair[1].1, pair[0].1);
    let mut climbs: Vec<Run> = Vec::new();
    for pair in points.windows(2) {
        let Some(side) = way(pair) else { continue };
        match climbs.last_mut() {
            Some(climb) if climb.side == side => climb.points.push(pair[1].0),
            _ => climbs.push(Run { side, points: vec![pair[0].0, pair[1].0] }),
        }
    }
    climbs
}

/// The middle value, or the mean of the middle two. None without values.
pub(super) fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = sorted[(sorted.len() - 1) / 2];
    Some(lower / 2.0 + upper / 2.0)
}

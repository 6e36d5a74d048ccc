//! What control charts say of a line that is long enough for them.
//!
//! Most lines are not: about its own median a run chart cannot give a signal with fewer than ten
//! useful points, and control limits of fewer than twelve are worth little.

use std::collections::BTreeMap;

use super::Point;
use crate::{
    model::{Exact, SchoolYear},
    statistics::control::{
        Centre, FEWEST_FOR_LIMITS, Limits, Reach, Screening, Undefined, Verdict, individuals,
        run_chart,
    },
};

/// What control charts say of a line of ten years or more.
#[derive(Clone, PartialEq, Debug)]
pub struct Signals {
    /// By the rules `anhoej/runs@1` and `anhoej/crossings@1`, about the median of all years.
    pub shift: Shift,
    /// The median of all years.
    pub median: Option<f64>,
    /// The years of the longest run on one side of it, and how long a run chance alone gives at most.
    pub longest_run: Vec<SchoolYear>,
    pub longest_by_chance: Option<usize>,
    /// How often the line crosses the median, and how often chance alone lets it do so at least.
    pub crossings: Option<usize>,
    pub fewest_by_chance: Option<usize>,
    /// The limits of an `XmR` chart, or why it has none.
    pub limits: Result<Limits, Undefined>,
    /// The years beyond the limits of an `XmR` chart (rule `nelson/1@1`), or why it has none.
    pub beyond_limits: Result<Vec<SchoolYear>, Undefined>,
}

/// Whether years stay on one side of their median for longer than chance would have it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shift {
    /// Too many years lie on the median itself.
    CannotTell {
        useful: usize,
        least: usize,
    },
    None,
    Signal,
}

/// The fewest years for which anything is said.
const FEWEST_YEARS: usize = 10;

/// What control charts say of the points of a line, one a year. None for a short line.
pub(super) fn signals(points: &[&Point]) -> Option<Signals> {
    if points.len() < FEWEST_YEARS {
        return None;
    }
    let by_year: BTreeMap<SchoolYear, f64> =
        points.iter().map(|point| (point.school_year, Exact::to_f64(&point.score))).collect();
    let (first, last) = (*by_year.keys().next()?, *by_year.keys().next_back()?);
    let years: Vec<SchoolYear> =
        (first.starts()..=last.starts()).map(SchoolYear::starting).collect();
    let values: Vec<Option<f64>> = years.iter().map(|year| by_year.get(year).copied()).collect();

    let chart = run_chart(&values, Centre::OwnMedian);
    let shift = match chart.verdict() {
        Verdict::NotApplicable { min } => Shift::CannotTell { useful: chart.useful(), least: min },
        Verdict::NoSignal => Shift::None,
        Verdict::Signal => Shift::Signal,
    };
    let limits = individuals(&values).limits(Reach::Usual, Screening::Off, FEWEST_FOR_LIMITS);
    let of_places = |places: &[usize]| -> Vec<SchoolYear> {
        places.iter().filter_map(|at| years.get(*at).copied()).collect()
    };
    let beyond_limits = limits.map(|limits| of_places(&limits.beyond(&values)));
    let longest = chart.runs.iter().max_by_key(|run| run.points.len());
    let by_chance = chart.limits();
    Some(Signals {
        shift,
        median: chart.centre,
        longest_run: longest.map_or(Vec::new(), |run| of_places(&run.points)),
        longest_by_chance: by_chance.map(|limits| limits.longest_run),
        crossings: chart.crossings(),
        fewest_by_chance: by_chance.map(|limits| limits.fewest_crossings),
        limits,
        beyond_limits,
    })
}

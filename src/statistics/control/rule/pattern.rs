//! What rules are made of: points in a row, some of a few, steps that go one way.
//!
//! A missing point fulfils no condition, so that a gap breaks a row.

use super::{
    super::{
        compare::{order, side},
        runs::{Centre, Perla, Run, RunChart, perla, run_chart},
    },
    Chart, Firing, Side,
};

/// A window in which a rule holds, within a phase.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Pattern {
    side: Option<Side>,
    start: usize,
    end: usize,
    points: Vec<usize>,
}

impl Pattern {
    /// As the firing of a rule in a phase that starts at a place of the series.
    pub(super) fn fired(self, rule: &'static str, start: usize) -> Firing {
        Firing {
            rule,
            side: self.side,
            start: self.start + start,
            end: self.end + start,
            points: self.points.into_iter().map(|at| at + start).collect(),
        }
    }
}

const SIDES: [Side; 2] = [Side::Above, Side::Below];

/// The side of the centre line on which each point lies.
pub(super) fn sides(chart: &Chart<'_>) -> Vec<Option<Side>> {
    chart.values.iter().map(|value| side((*value)?, chart.limits.centre)).collect()
}

/// The side on which each point lies strictly beyond a line so many standard deviations from the
/// centre. None for all points where limits are flat.
pub(super) fn beyond(chart: &Chart<'_>, sigmas: f64) -> Vec<Option<Side>> {
    let beyond = |value: &Option<f64>| {
        let z = distance(chart, (*value)?)?;
        side(z, 0.0).filter(|_| order(z.abs(), sigmas).is_gt())
    };
    chart.values.iter().map(beyond).collect()
}

/// Whether each point lies strictly within a line so many standard deviations from the centre.
fn within(chart: &Chart<'_>, sigmas: f64) -> Vec<bool> {
    let within =
        |value: f64| distance(chart, value).is_some_and(|z| order(z.abs(), sigmas).is_lt());
    chart.values.iter().map(|value| value.is_some_and(within)).collect()
}

/// How many standard deviations a value lies from the centre. None where limits are flat.
fn distance(chart: &Chart<'_>, value: f64) -> Option<f64> {
    let limits = chart.limits;
    (!limits.is_flat()).then(|| (value - limits.centre) / limits.sigma)
}

/// Which way each step to the next point goes.
fn steps(chart: &Chart<'_>) -> Vec<Option<Side>> {
    chart.values.windows(2).map(|pair| side(pair[1]?, pair[0]?)).collect()
}

/// Each point beyond a line.
pub(super) fn each_beyond(chart: &Chart<'_>, sigmas: f64) -> Vec<Pattern> {
    in_a_row(&beyond(chart, sigmas), 1)
}

/// So many points in a row, all on one side: each such window, all its points.
pub(super) fn in_a_row(sides: &[Option<Side>], n: usize) -> Vec<Pattern> {
    let on_one_side = |window: &[Option<Side>]| {
        window.first().copied().flatten().filter(|_| window.iter().all(|side| *side == window[0]))
    };
    let windows = sides.windows(n).enumerate();
    windows
        .filter_map(|(start, window)| Some(whole(start, n, Some(on_one_side(window)?))))
        .collect()
}

/// So many points in a row, each higher than the one before it, or each lower.
pub(super) fn steady(chart: &Chart<'_>, n: usize) -> Vec<Pattern> {
    let steps = in_a_row(&steps(chart), n - 1);
    steps.into_iter().map(|step| whole(step.start, n, step.side)).collect()
}

/// So many points in a row that go up and down by turns.
pub(super) fn alternating(chart: &Chart<'_>, n: usize) -> Vec<Pattern> {
    let turns =
        |pair: &[Option<Side>]| pair[0].is_some() && pair[1].is_some() && pair[0] != pair[1];
    let alternates = |window: &[Option<Side>]| window.windows(2).all(turns);
    let steps = steps(chart);
    let windows = steps.windows(n - 1).enumerate();
    windows.filter(|(_, steps)| alternates(steps)).map(|(start, _)| whole(start, n, None)).collect()
}

/// So many points in a row, all within a line.
pub(super) fn all_within(chart: &Chart<'_>, n: usize, sigmas: f64) -> Vec<Pattern> {
    let within = within(chart, sigmas);
    let windows = within.windows(n).enumerate();
    let all = windows.filter(|(_, window)| window.iter().all(|within| *within));
    all.map(|(start, _)| whole(start, n, None)).collect()
}

/// So many points in a row beyond a line, some on each side.
pub(super) fn none_within(chart: &Chart<'_>, n: usize, sigmas: f64) -> Vec<Pattern> {
    let beyond = beyond(chart, sigmas);
    let on_both = |window: &[Option<Side>]| {
        window.iter().all(Option::is_some) && SIDES.iter().all(|side| window.contains(&Some(*side)))
    };
    let windows = beyond.windows(n).enumerate();
    windows.filter(|(_, window)| on_both(window)).map(|(start, _)| whole(start, n, None)).collect()
}

/// At least so many of the last n points beyond a line on one side, the last of them itself: the
/// window up to it, fewer points at the start, and of these the points beyond.
pub(super) fn some_of(beyond: &[Option<Side>], least: usize, n: usize) -> Vec<Pattern> {
    let ending_at = |end: usize| {
        let side = beyond[end]?;
        let start = (end + 1).saturating_sub(n);
        let points = on_side(beyond, start, end, side);
        (least <= points.len()).then_some(Pattern { side: Some(side), start, end, points })
    };
    (0..beyond.len()).filter_map(ending_at).collect()
}

/// Of such windows only the point that completes each.
pub(super) fn completing(patterns: Vec<Pattern>) -> Vec<Pattern> {
    patterns.into_iter().map(|pattern| Pattern { points: vec![pattern.end], ..pattern }).collect()
}

/// Windows of three points of which two or more lie in the outer zone, between a line and a limit,
/// and all three on one side of the centre line: the points in the outer zone.
pub(super) fn two_of_three_on_one_side(chart: &Chart<'_>) -> Vec<Pattern> {
    let limit = beyond(chart, 3.0);
    let outer: Vec<Option<Side>> = beyond(chart, 2.0)
        .into_iter()
        .zip(limit)
        .map(|(outer, limit)| if limit.is_some() { None } else { outer })
        .collect();
    let in_outer =
        |row: &Pattern| (row.start..=row.end).filter(|&at| outer[at].is_some()).collect();
    in_a_row(&sides(chart), 3)
        .into_iter()
        .map(|row| Pattern { points: in_outer(&row), ..row })
        .filter(|row| 2 <= row.points.len())
        .collect()
}

/// Windows of the last three points, fewer at the start, in which points beyond a line, counted +1
/// above and -1 below, sum to two or more: these points. One on the other side takes one away.
pub(super) fn two_of_three_by_sum(chart: &Chart<'_>) -> Vec<Pattern> {
    let beyond = beyond(chart, 2.0);
    let ending_at = |end: usize| {
        let start = end.saturating_sub(2);
        let on = |side: Side| on_side(&beyond, start, end, side);
        let side = SIDES.into_iter().find(|&side| 2 <= on(side).len())?;
        let all = beyond[start..=end].iter().flatten().count();
        let points = on(side);
        (all == points.len()).then_some(Pattern { side: Some(side), start, end, points })
    };
    (0..beyond.len()).filter_map(ending_at).collect()
}

/// The run chart about the centre line of a chart.
pub(super) fn runs(chart: &Chart<'_>) -> RunChart {
    run_chart(chart.values, Centre::Given(chart.limits.centre))
}

/// The run chart rules about the centre line of a chart.
pub(super) fn runs_and_trends(chart: &Chart<'_>) -> Perla {
    perla(chart.values, Centre::Given(chart.limits.centre))
}

/// Each run as a window, with all its points.
pub(super) fn each_run<'a>(runs: impl IntoIterator<Item = &'a Run>) -> Vec<Pattern> {
    let window = |run: &Run| {
        let (start, end) = (*run.points.first()?, *run.points.last()?);
        Some(Pattern { side: Some(run.side), start, end, points: run.points.clone() })
    };
    runs.into_iter().filter_map(window).collect()
}

/// The whole chart from its first useful point to its last, where something holds of it. No point
/// is marked more than another.
pub(super) fn whole_chart(chart: &RunChart, holds: bool) -> Vec<Pattern> {
    let mut useful = chart.runs.iter().flat_map(|run| &run.points);
    let Some(&start) = useful.next().filter(|_| holds) else { return Vec::new() };
    let end = useful.next_back().copied().unwrap_or(start);
    vec![Pattern { side: None, start, end, points: Vec::new() }]
}

/// A window with all its points.
fn whole(start: usize, n: usize, side: Option<Side>) -> Pattern {
    let end = start + n - 1;
    Pattern { side, start, end, points: (start..=end).collect() }
}

/// The points of a window that lie on a side.
fn on_side(sides: &[Option<Side>], start: usize, end: usize, side: Side) -> Vec<usize> {
    (start..=end).filter(|&at| sides[at] == Some(side)).collect()
}

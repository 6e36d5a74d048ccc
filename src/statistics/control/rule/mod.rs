//! What makes a point or a stretch a signal.
//!
//! Tools that name a rule alike do not mean the same by it, and some have changed what they mean. So
//! a rule has an id with a version, `family/rule@version`, and its definition in words; a definition
//! that changes gets a new version. Several rules may fire on one point, and none hides another.

// What rules are made of.
mod pattern;
// The rules, by family.
mod named;
// Why a rule cannot fire, whatever the values.
mod obstacle;

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{Aim, Bearing, Limits, Side};

pub use named::rules;
pub use obstacle::{Obstacle, obstacles};
use pattern::Pattern;

/// A rule.
pub struct Rule {
    /// `family/rule@version`, such as `nelson/1@1`.
    pub id: &'static str,
    /// What the rule looks for and which points it marks.
    pub definition: &'static str,
    needs: Needs,
    measure: Measure,
    check: fn(&Chart<'_>) -> Vec<Pattern>,
}

/// How many points a rule needs before it can fire at all.
#[derive(Clone, Copy)]
enum Needs {
    /// Points with a value.
    Points(usize),
    /// Neighbouring periods that all have a value.
    InARow(usize),
    /// Points that are not on the centre line.
    Useful(usize),
}

/// What a rule measures points with.
#[derive(Clone, Copy)]
enum Measure {
    /// With each other.
    Order,
    /// With the centre line.
    Centre,
    /// With lines so many standard deviations from the centre, beyond which points must lie.
    Beyond(f64),
    /// With lines within which points must lie.
    Within,
}

/// The values of one phase, and the limits that hold in it.
#[derive(Clone, Copy, Debug)]
pub struct Chart<'a> {
    pub values: &'a [Option<f64>],
    pub limits: Limits,
}

/// Where a phase begins, and the limits that hold in it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Phase {
    pub start: usize,
    pub limits: Limits,
}

/// That a rule holds, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Firing {
    /// The id of the rule.
    pub rule: &'static str,
    /// The side on which the points lie, or the way they go; None where the rule knows no side.
    pub side: Option<Side>,
    /// The first place of the window in which the rule holds.
    pub start: usize,
    /// Its last place, at which the rule is first met.
    pub end: usize,
    /// The points that the rule marks. None where it speaks of the whole series.
    pub points: Vec<usize>,
}

impl Firing {
    /// Whether the signal is good news, given which way is better.
    pub fn bearing(&self, aim: Aim) -> Bearing {
        Bearing::of(self.side, aim)
    }
}

/// The rule with an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

/// All firings of some rules, rule by rule in the order in which they are given, and in order of
/// time. Rules start anew at each phase; values before the first phase are left out.
pub fn firings(rules: &[&Rule], values: &[Option<f64>], phases: &[Phase]) -> Vec<Firing> {
    let charts: Vec<(usize, Chart<'_>)> = charts(values, phases).collect();
    let of_rule = |rule: &&Rule| {
        let (id, check) = (rule.id, rule.check);
        charts.iter().flat_map(move |(start, chart)| {
            let start = *start;
            check(chart).into_iter().map(move |pattern| pattern.fired(id, start))
        })
    };
    rules.iter().flat_map(of_rule).collect()
}

/// Each phase as a chart of its own, with its place in the series.
pub fn charts<'a>(
    values: &'a [Option<f64>],
    phases: &'a [Phase],
) -> impl Iterator<Item = (usize, Chart<'a>)> {
    let ends = phases.iter().skip(1).map(|phase| phase.start).chain([values.len()]);
    phases.iter().zip(ends).filter_map(|(phase, end)| {
        let values = values.get(Range { start: phase.start, end })?;
        Some((phase.start, Chart { values, limits: phase.limits }))
    })
}

/// Firings of one rule on one side whose windows overlap, taken together: twelve points on one side
/// are one episode, not four windows of nine.
///
/// Takes firings as `firings` gives them.
pub fn episodes(firings: &[Firing]) -> Vec<Firing> {
    let mut episodes: Vec<Firing> = Vec::new();
    for firing in firings {
        let same = |episode: &&mut Firing| {
            episode.rule == firing.rule
                && episode.side == firing.side
                && firing.start <= episode.end
                && episode.start <= firing.start
        };
        match episodes.iter_mut().rev().find(same) {
            None => episodes.push(firing.clone()),
            Some(episode) => {
                episode.end = episode.end.max(firing.end);
                episode.points.extend(&firing.points);
                episode.points.sort_unstable();
                episode.points.dedup();
            }
        }
    }
    episodes
}

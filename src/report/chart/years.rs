//! Charts over the years.

use super::{Axis, Mark};

/// Years across, one panel a standard.
#[derive(Clone, PartialEq, Debug)]
pub struct TrendChart {
    pub axis: Axis,
    /// School years from left to right, without gaps: a year without data keeps its place.
    pub years: Vec<String>,
    pub panels: Vec<TrendPanel>,
}

/// One standard across years: one to twelve of these make a chart.
#[derive(Clone, PartialEq, Debug)]
pub struct TrendPanel {
    pub title: String,
    /// One line a source: self-assessment first.
    pub lines: Vec<TrendLine>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct TrendLine {
    /// `Self-assessment`, `Observation`.
    pub label: String,
    /// The line breaks between segments: another instrument, version or way of rating.
    pub segments: Vec<Vec<TrendPoint>>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct TrendPoint {
    /// Place in `years`.
    pub year: usize,
    pub mark: Mark,
}

/// From one year to another, a row a standard.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangeChart {
    pub axis: Axis,
    pub groups: Vec<ChangeGroup>,
}

/// What was rated by the same source in the same two years.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangeGroup {
    /// `Observation`.
    pub name: String,
    /// The two years, as they stand above their marks.
    pub from: String,
    pub to: String,
    pub rows: Vec<ChangeRow>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ChangeRow {
    pub name: String,
    pub before: f64,
    pub now: f64,
    /// How many looks each rests on.
    pub n: (usize, usize),
    /// What the difference is, with its interval where one can be told: `+0.75 (0.31 to 1.19)`.
    pub told: String,
    pub sure: Sure,
}

/// What may be said of a difference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sure {
    /// It is more than chance.
    Clear,
    /// It is no more than ratings vary by themselves.
    NotClear,
    /// How much ratings vary by themselves is not known.
    CannotTell,
}

/// Single values over the years, about their centre line: a run chart, or one with limits.
#[derive(Clone, PartialEq, Debug)]
pub struct ControlChart {
    pub axis: Axis,
    /// School years from left to right, without gaps.
    pub years: Vec<String>,
    pub panels: Vec<ControlPanel>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ControlPanel {
    /// `Youth Voice, observation`.
    pub title: String,
    /// One a year; none where a year has no score.
    pub values: Vec<Option<f64>>,
    /// The centre line, and what it is: `median 2.75`.
    pub centre: Option<(f64, String)>,
    /// Lower and upper limit, where there are enough years for limits.
    pub limits: Option<(f64, f64)>,
    pub signals: Vec<ControlSignal>,
    /// What the rules say, or why they say nothing: below the plot.
    pub verdict: String,
}

/// The years in which a rule fired.
#[derive(Clone, PartialEq, Debug)]
pub struct ControlSignal {
    /// Places in `years`; none where it lies in the line as a whole.
    pub years: Vec<usize>,
    /// The rule, in words: `9 years on one side of the median; chance gives at most 8`.
    pub rule: String,
}

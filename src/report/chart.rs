//! What the figures show. How they look is for `render`.

use super::Table;

/// A chart that says something, in a form for everyone.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// The name of its files, without ending: `trend`, `standards`, `dos-profile`.
    pub id: String,
    /// What it is, in a few words: the caption below it.
    pub name: String,
    /// The finding, in a line: the title of the chart.
    pub finding: String,
    /// What is drawn, in a line under the title: measure, source, years.
    pub subtitle: String,
    /// The same in a sentence or two, for those who cannot see it.
    pub description: String,
    pub chart: Chart,
    /// The numbers that are drawn.
    pub data: Table,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Chart {
    Trend(TrendChart),
    Standards(StandardsChart),
    Profile(ProfileChart),
}

/// The scale of a chart.
#[derive(Clone, PartialEq, Debug)]
pub struct Axis {
    pub lowest: f64,
    pub highest: f64,
    /// Ticks, with their labels: `1`, `2`, `3`, `4`.
    pub ticks: Vec<(f64, String)>,
    /// The line to reach, and its label: `target 3.0`.
    pub target: Option<(f64, String)>,
}

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

/// A value on a chart.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    pub value: f64,
    /// Lower and upper end of the 95% interval, where one can be told.
    pub interval: Option<(f64, f64)>,
    /// How many independent looks it rests on; printed at the point.
    pub n: usize,
    /// Whether it rests on so few that it is drawn hollow.
    pub thin: bool,
}

/// All standards against the target: a dot with its interval per source, one row a standard.
#[derive(Clone, PartialEq, Debug)]
pub struct StandardsChart {
    pub axis: Axis,
    pub rows: Vec<StandardsRow>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct StandardsRow {
    pub name: String,
    /// Whether the plan works on it this year.
    pub in_focus: bool,
    pub self_assessment: Option<Mark>,
    pub observation: Option<Mark>,
}

/// An instrument's items beside published values.
#[derive(Clone, PartialEq, Debug)]
pub struct ProfileChart {
    pub axis: Axis,
    /// What the published values are: `Programs in a national study, 2019`.
    pub reference_label: Option<String>,
    pub groups: Vec<ProfileGroup>,
}

/// Items that belong together, such as a domain.
#[derive(Clone, PartialEq, Debug)]
pub struct ProfileGroup {
    pub name: String,
    pub rows: Vec<ProfileRow>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ProfileRow {
    pub name: String,
    pub mark: Option<Mark>,
    pub reference: Option<f64>,
}

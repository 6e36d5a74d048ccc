//! Charts of the standards and items of one site.

use super::{Axis, Mark, Sure};
use crate::model::EvidenceSource;

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
    /// What each was in the school year before, rated with the same tool in the same way.
    pub self_assessment_before: Option<f64>,
    pub observation_before: Option<f64>,
}

/// An instrument's items beside published values.
#[derive(Clone, PartialEq, Debug)]
pub struct ProfileChart {
    pub axis: Axis,
    /// Who rated.
    pub source: EvidenceSource,
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

/// Self-assessment beside observation, and the gap between them.
#[derive(Clone, PartialEq, Debug)]
pub struct ViewsChart {
    pub axis: Axis,
    pub rows: Vec<ViewsRow>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ViewsRow {
    pub name: String,
    pub own: Mark,
    pub visits: Mark,
    /// Self-assessment less observation, in points.
    pub gap: f64,
    /// Lower and upper end of its 95% interval, where one can be told.
    pub interval: Option<(f64, f64)>,
    pub sure: Sure,
}

/// How priorities came about, step by step.
#[derive(Clone, PartialEq, Debug)]
pub struct PriorityChart {
    pub panels: Vec<PriorityPanel>,
}

/// One standard: its steps add up to its priority.
#[derive(Clone, PartialEq, Debug)]
pub struct PriorityPanel {
    pub title: String,
    pub steps: Vec<PriorityStep>,
    /// What the sum is called: `Priority`.
    pub total: String,
}

#[derive(Clone, PartialEq, Debug)]
pub struct PriorityStep {
    /// What adds or takes away: `2.20 is below target 3.0`.
    pub name: String,
    /// By how much, in points; negative where it takes away.
    pub by: f64,
}

//! Charts of sites beside each other. Sites stand in the order of their names, never of a score.

use super::{Axis, Mark};

/// Scores of sites on standards: a cell for each.
#[derive(Clone, PartialEq, Debug)]
pub struct HeatMap {
    /// The scale; cells below its target are shaded, the more so the further they lie below.
    pub axis: Axis,
    /// The standards, in their order.
    pub columns: Vec<String>,
    /// The sites, by name.
    pub rows: Vec<HeatRow>,
    /// Which standards have no column, as no site has a score of them, in words; none where all do.
    pub left_out: Option<String>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct HeatRow {
    pub name: String,
    /// One a column; none where there is no score.
    pub cells: Vec<Option<HeatCell>>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct HeatCell {
    pub value: f64,
    /// As it is written in the cell: `2.33`.
    pub shown: String,
    /// More about it, for those who point at it: `observation 2024-25, n = 3`.
    pub told: String,
    /// Whether it rests on few.
    pub thin: bool,
}

/// What many sites have in common.
#[derive(Clone, PartialEq, Debug)]
pub struct ParetoChart {
    /// The most sites first.
    pub rows: Vec<ParetoRow>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ParetoRow {
    pub name: String,
    /// Sites below target.
    pub below: usize,
    /// Of these, sites whose plan works on it.
    pub in_focus: usize,
    /// Sites that have a score.
    pub rated: usize,
}

/// Sites by how many looks they rest on, within the limits that chance gives.
#[derive(Clone, PartialEq, Debug)]
pub struct FunnelChart {
    pub axis: Axis,
    /// What is counted from left to right: `Visits`.
    pub counted: String,
    /// The mean over all, and what it is: `mean 2.71`.
    pub centre: (f64, String),
    /// Sorted by `n`, one for each.
    pub limits: Vec<FunnelLimits>,
    pub sites: Vec<FunnelSite>,
}

/// The limits for a number of looks: the usual ones, and those for few in a thousand.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct FunnelLimits {
    pub n: usize,
    pub at_95: (f64, f64),
    pub at_998: (f64, f64),
}

#[derive(Clone, PartialEq, Debug)]
pub struct FunnelSite {
    pub n: usize,
    pub value: f64,
    /// Its name, where it lies outside the 99.8% limits and may be named; the others have none.
    pub name: Option<String>,
}

/// Sites and how sure their levels are, by name.
#[derive(Clone, PartialEq, Debug)]
pub struct CaterpillarChart {
    pub axis: Axis,
    /// The mean over all, and what it is.
    pub centre: Option<(f64, String)>,
    pub rows: Vec<CaterpillarRow>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct CaterpillarRow {
    pub name: String,
    pub mark: Mark,
    /// Two sites whose intervals of this kind do not overlap differ.
    pub comparison: Option<(f64, f64)>,
}

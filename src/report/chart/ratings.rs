//! Charts of ratings, and of how far people who gave them agree.

use super::{Axis, Mark};

/// How many ratings lie on each level: bars about the middle of the scale.
#[derive(Clone, PartialEq, Debug)]
pub struct SharesChart {
    /// The levels from the lowest to the highest, as they are called: `2 Inconsistent evidence`.
    pub levels: Vec<String>,
    pub groups: Vec<SharesGroup>,
}

/// Rows that belong together, such as the items of a domain or the years of a standard.
#[derive(Clone, PartialEq, Debug)]
pub struct SharesGroup {
    /// Empty where there is but one group.
    pub name: String,
    pub rows: Vec<SharesRow>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct SharesRow {
    pub name: String,
    /// How many ratings lie on each level, in their order.
    pub counts: Vec<usize>,
}

/// How far people who rated the same thing agree.
#[derive(Clone, PartialEq, Debug)]
pub struct AgreementChart {
    /// Shares from 0 to 1.
    pub axis: Axis,
    pub rows: Vec<AgreementRow>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct AgreementRow {
    pub name: String,
    /// Whether it is over several items, such as all of them.
    pub is_summary: bool,
    /// The share of pairs on the same level; its `n` counts pairs.
    pub exact: Mark,
    /// The share of pairs at most one level apart; none where levels have no order.
    pub within_one: Option<Mark>,
}

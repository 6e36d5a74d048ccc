//! Analysis: how careful to be when something is said about a site, or about all of them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Decimal, Head};

/// An analysis file (`kind = "analysis"`). What it leaves out, and a rulebook without one, has the
/// usual values.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnalysisRules {
    /// Always `analysis`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// Of all sites whose line is called rising or falling, the share that may be so by chance
    /// alone, between 0 and 1. The usual is 0.1.
    #[serde(default)]
    pub false_discovery_share: Option<Decimal>,
    /// A score from fewer visits, or people who rated alone, than this counts as weak evidence and is
    /// drawn hollow. A form that a group agreed on is not.
    /// The usual is 3.
    #[serde(default)]
    pub fewest_looks: Option<u32>,
    /// How reliable the mean of a site's visits should be, between 0 and 1, when a number of
    /// visits is advised. The usual is 0.7.
    #[serde(default)]
    pub reliability_goal: Option<Decimal>,
    /// In tables over groups of sites, a cell with fewer sites than this behind it is left out, and
    /// as many others as it takes that it cannot be worked out. The usual is 5; 1 leaves nothing
    /// out.
    #[serde(default)]
    pub fewest_sites_in_a_cell: Option<u32>,
    /// How often a standard has to stay among those that come first, when all scores are moved
    /// about within their errors, for the choice to be called robust, between 0 and 1. The usual
    /// is 0.8.
    #[serde(default)]
    pub robust_share: Option<Decimal>,
}

/// How careful to be, with the usual values filled in.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Care {
    /// The share of false discoveries that is accepted.
    pub false_discovery_share: f64,
    /// Forms or visits below which evidence is weak.
    pub fewest_looks: usize,
    /// The reliability that a site's mean should have.
    pub reliability_goal: f64,
    /// Sites below which a cell of a table over groups is left out.
    pub fewest_sites_in_a_cell: usize,
    /// The share of trials in which a robust choice stays.
    pub robust_share: f64,
}

impl Default for Care {
    fn default() -> Care {
        Care {
            false_discovery_share: 0.1,
            fewest_looks: 3,
            reliability_goal: 0.7,
            fewest_sites_in_a_cell: 5,
            robust_share: 0.8,
        }
    }
}

impl From<&AnalysisRules> for Care {
    fn from(rules: &AnalysisRules) -> Care {
        let usual = Care::default();
        let share = |own: &Option<Decimal>, usual| own.as_ref().map_or(usual, |own| own.0.to_f64());
        let count = |own: Option<u32>, usual| own.map_or(usual, |own| own as usize);
        Care {
            false_discovery_share: share(&rules.false_discovery_share, usual.false_discovery_share),
            fewest_looks: count(rules.fewest_looks, usual.fewest_looks),
            reliability_goal: share(&rules.reliability_goal, usual.reliability_goal),
            fewest_sites_in_a_cell: count(
                rules.fewest_sites_in_a_cell,
                usual.fewest_sites_in_a_cell,
            ),
            robust_share: share(&rules.robust_share, usual.robust_share),
        }
    }
}

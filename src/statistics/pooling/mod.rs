//! Many sites together.

// Sites that differ, rows that differ within them: the most likely shares of both.
mod one_way;
pub(in crate::statistics) mod random_intercept;
// Estimates of sites whose errors are known beforehand.
mod known_errors;
// Which sites lie beyond what chance gives.
mod funnel;
mod over_dispersion;
// Where a site stands among the others, and how its ratings spread over the levels.
mod apart;
mod level_shares;
mod rank;
// Where a criterion is lowest.
pub(in crate::statistics) mod lowest;

pub use apart::told_apart;
pub use funnel::{Limits, ProportionLimits, funnel_mean, funnel_proportion};
pub use known_errors::{Heterogeneity, Method, Pooled, pool};
pub use level_shares::{Level, LevelShares, level_shares};
pub use one_way::{OneWay, SiteLevel, one_way};
pub use over_dispersion::{OverDispersion, over_dispersion};
pub use random_intercept::Undefined;
pub use rank::expected_ranks;

/// Estimates of sites, each with the variance of its error.
#[cfg(test)]
fn estimates(pairs: &[(f64, f64)]) -> Vec<super::Estimate> {
    pairs
        .iter()
        .map(|(value, variance)| super::Estimate { value: *value, variance: *variance })
        .collect()
}

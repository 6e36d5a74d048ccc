//! Numbers in, numbers out.
//!
//! Knows nothing of sites or standards. Where a number is not defined there is none, never a NaN
//! and never a zero in its place.

// How much ratings vary, and where they lie.
mod spread;
// How sure a mean and a difference are.
mod interval;
// Borrowing strength from the other sites.
mod shrinkage;
// How far below a target.
mod shortfall;
// Whether a choice stays what it is.
mod stability;

// Which values count as equal, for all that follows.
mod equal;

// Whether people who rate the same thing say the same.
pub mod agreement;
// Whether values rise or fall with time.
pub mod trend;
// Whether a process stays what it was: control charts and run charts.
pub mod control;
// Comparisons of few values.
pub mod small_samples;
// Many questions asked at once.
pub mod multiplicity;
// Many sites together.
pub mod pooling;
// A line for each site, and one for all.
pub mod growth;
// Tables over groups that give nobody away.
pub mod suppression;
// Two scales for the same thing.
pub mod linking;

#[cfg(test)]
pub(crate) mod reference;

pub use interval::{
    Interval, chance_beyond, degrees_of_a_sum, difference_interval, mean_interval, reach,
    smallest_detectable_change,
};
pub use shortfall::{chance_below, expected_shortfall};
pub use shrinkage::{Shrunken, shrunken};
pub use spread::{
    Between, Estimate, Variance, YearMean, between, common, mean, pooled_within, year_to_year,
};
pub use stability::Draws;

//! Comparisons of few values.
//!
//! Exact where that is possible: of few ratings on a short scale many are equal, and textbook
//! approximations are furthest off there. Values that differ by less than half a billionth count as
//! equal, because averages that should be equal seldom are in binary.

// One group of values.
mod bootstrap;
mod mean;
mod proportion;
// Two.
mod cliff;
mod hedges;
mod rank_sum;
mod signed_rank;
// Three and more.
mod many_groups;
// What these are made of.
mod drawn;
mod noncentral_t;
mod ranks;

pub use bootstrap::{Bootstrapped, bootstrapped_mean};
pub use cliff::{Dominance, Magnitude, dominance};
pub use hedges::{Corrected, Difference, Independent, Paired, independent, paired};
pub use many_groups::{AcrossBlocks, AcrossGroups, across_blocks, across_groups};
pub use mean::{FewMean, Spread, few_mean};
pub use proportion::{Proportion, jeffreys, wilson, wilson_of_mean};
pub use rank_sum::{RankSum, rank_sum};
pub use signed_rank::{SignedRanks, signed_ranks};

/// Why a number is not defined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undefined {
    /// There are fewer values than it takes (in each group, where there are groups).
    TooFew { needed: usize },
    /// There are fewer groups, blocks or columns than it takes.
    TooFewGroups,
    /// All values are the same.
    NoVariation,
}

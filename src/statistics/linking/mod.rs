//! Two scales on which the same sites were scored in one year: what a score on the older one is
//! worth on the newer one (Kolen and Brennan 2014, Test Equating, Scaling, and Linking, chapter 2).

// The same distance from the mean in standard deviations.
mod mean_sigma;
// The same share of sites below.
mod equipercentile;

pub use equipercentile::{Equipercentile, Equivalent, Levels, equipercentile};
pub use mean_sigma::{MeanSigma, mean_sigma};

/// The scores of a site on both scales.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pair {
    pub older: f64,
    pub newer: f64,
}

/// Why two scales are not linked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undefined {
    /// There are fewer sites than it takes.
    TooFewSites { needed: usize },
    /// All sites have the same score on one of the scales.
    NoVariation,
    /// A score lies on none of the levels of its scale.
    OffTheLevels,
}

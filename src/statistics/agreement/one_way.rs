//! How well one visit tells sites apart, from as many visits as each site happens to have.

use super::{
    Coefficient, FTest, Undefined,
    icc::{Ratio, mean_square},
    mean, written,
};
use crate::statistics::pooled_within;

/// One-way analysis of variance of groups of unequal size.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct OneWay {
    /// How many groups have a value.
    pub groups: usize,
    pub between: f64,
    pub within: f64,
    /// The size that counts: `n0 = (N - sum n^2 / N) / (groups - 1)`.
    pub size: f64,
    /// `(MSB - MSW) / (MSB + (n0 - 1) MSW)`, ICC(1,1) of Shrout and Fleiss (1979) where all groups
    /// have the same size. The interval is exact there; otherwise an approximation with `n0` in the
    /// place of the size.
    pub icc: Coefficient,
    pub test: Option<FTest>,
}

/// How much of what varies is differences between groups (sites), where a group's values (visits)
/// are as good as any other of its values. None with fewer than two groups, or where no group has
/// two values.
pub fn one_way(groups: &[Vec<f64>]) -> Result<OneWay, Undefined> {
    let groups: Vec<&[f64]> =
        groups.iter().map(Vec::as_slice).filter(|group| !group.is_empty()).collect();
    let sizes = || groups.iter().map(|group| group.len() as f64);
    let all: f64 = sizes().sum();
    let centre = groups.iter().copied().flatten().sum::<f64>() / all;
    let squares = groups.iter().map(|group| {
        let mean = mean(group.iter().copied()).unwrap_or_default();
        group.len() as f64 * (mean - centre).powi(2)
    });
    let freedom = groups.len().saturating_sub(1);
    let between = mean_square(squares.sum(), freedom).ok_or(Undefined::TooFewSubjects)?;
    let within = pooled_within(groups.iter().copied()).ok_or(Undefined::NothingRatedTwice)?;
    let left = within.degrees_of_freedom;
    let size = (all - sizes().map(|size| size.powi(2)).sum::<f64>() / all) / freedom as f64;
    let within = written(within.value)?;
    let ratio =
        Ratio { above: written(between)?, below: within, size, freedom: (freedom as f64, left) };
    Ok(OneWay {
        groups: groups.len(),
        between,
        within,
        size,
        icc: ratio.single(),
        test: ratio.test(),
    })
}

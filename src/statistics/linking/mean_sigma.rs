//! Linking by means and standard deviations.

use super::{Pair, Undefined};

/// The fewest sites: two always lie on a line, and their standard error would be nothing.
const FEWEST_SITES: usize = 3;

/// A straight line from the older to the newer scale.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct MeanSigma {
    pub n: usize,
    /// Means and standard deviations (with `n - 1`) on both scales.
    pub older_mean: f64,
    pub older_deviation: f64,
    pub newer_mean: f64,
    pub newer_deviation: f64,
    /// How scores on the two scales go together.
    pub correlation: f64,
}

/// The line on which both scales have the same mean and standard deviation:
/// `y = mean_Y + (s_Y / s_X) (x - mean_X)` (Kolen and Brennan 2014, equation 2.20). Not a
/// regression: it is the same line in both directions, and does not draw scores to the mean.
///
/// Scores may be on any scale. Undefined with fewer than three sites, or where all have the same
/// score.
pub fn mean_sigma(pairs: &[Pair]) -> Result<MeanSigma, Undefined> {
    if pairs.len() < FEWEST_SITES {
        return Err(Undefined::TooFewSites { needed: FEWEST_SITES });
    }
    let n = pairs.len() as f64;
    let mean = |side: fn(&Pair) -> f64| pairs.iter().map(side).sum::<f64>() / n;
    let (older_mean, newer_mean) = (mean(|pair| pair.older), mean(|pair| pair.newer));
    let from_mean = |pair: &Pair| (pair.older - older_mean, pair.newer - newer_mean);
    let product = |part: fn((f64, f64)) -> f64| -> f64 {
        pairs.iter().map(|pair| part(from_mean(pair))).sum::<f64>() / (n - 1.0)
    };
    let older_deviation = product(|(older, _)| older * older).sqrt();
    let newer_deviation = product(|(_, newer)| newer * newer).sqrt();
    // Equal scores may differ from their mean by its last digit.
    let varies = |deviation: f64, mean: f64| 1e-9 * mean.abs().max(1.0) < deviation;
    if !varies(older_deviation, older_mean) || !varies(newer_deviation, newer_mean) {
        return Err(Undefined::NoVariation);
    }
    let correlation = product(|(older, newer)| older * newer) / older_deviation / newer_deviation;
    Ok(MeanSigma {
        n: pairs.len(),
        older_mean,
        older_deviation,
        newer_mean,
        newer_deviation,
        correlation: correlation.clamp(-1.0, 1.0),
    })
}

impl MeanSigma {
    /// What an older score is worth, no lower and no higher than the newer scale goes.
    pub fn carried(&self, older: f64, (lowest, highest): (f64, f64)) -> f64 {
        let newer = self.newer_mean + self.newer_deviation * self.away(older);
        newer.max(lowest).min(highest)
    }

    /// How far what a score is worth may be off, on the newer scale, over samples of sites:
    /// `s_Y^2 (1 - r) (2 + (1 + r) z^2) / n` with `z = (x - mean_X) / s_X`, for sites scored on both
    /// scales whose scores are normal (Kolen and Brennan 2014, table 7.2; by the delta method, from
    /// the variances of means and standard deviations). Nothing where both scales order and space
    /// all sites alike.
    pub fn standard_error(&self, older: f64) -> f64 {
        let r = self.correlation;
        let variance = (1.0 - r) * (2.0 + (1.0 + r) * self.away(older).powi(2)) / self.n as f64;
        self.newer_deviation * variance.sqrt()
    }

    /// The distance from the older mean, in standard deviations.
    fn away(&self, older: f64) -> f64 {
        (older - self.older_mean) / self.older_deviation
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::reference::close, *};

    fn pairs(pairs: &[(f64, f64)]) -> Vec<Pair> {
        pairs.iter().map(|&(older, newer)| Pair { older, newer }).collect()
    }

    const ANYWHERE: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

    /// Kolen and Brennan's illustration (section 2.2): a form with mean 72 and standard deviation 10 and
    /// another with 77 and 9 give `y = 0.9 x + 12.2`, so that 75, 77 and 85 are worth 79.7, 81.5 and
    /// 88.7. Any scores with these means and this ratio of deviations have the same line.
    #[test]
    fn the_line_is_that_of_the_textbook() {
        let link = mean_sigma(&pairs(&[(62.0, 77.0), (72.0, 68.0), (82.0, 86.0)])).unwrap();
        for (older, newer) in [(75.0, 79.7), (77.0, 81.5), (85.0, 88.7), (72.0, 77.0)] {
            close(link.carried(older, ANYWHERE), newer);
        }
        close(link.carried(85.0, (1.0, 80.0)), 80.0);
        close(link.carried(10.0, (30.0, 80.0)), 30.0);
    }

    /// Sites at (1, 1), (2, 3), (3, 2): means of 2, deviations of 1, and a correlation of 1/2. At the
    /// mean the variance is `1/2 * 2 / 3`, one deviation off it `1/2 * (2 + 3/2) / 3`.
    #[test]
    fn the_standard_error_grows_with_the_distance_from_the_mean() {
        let link = mean_sigma(&pairs(&[(1.0, 1.0), (2.0, 3.0), (3.0, 2.0)])).unwrap();
        close(link.correlation, 0.5);
        close(link.standard_error(2.0), (1.0_f64 / 3.0).sqrt());
        close(link.standard_error(3.0), (7.0_f64 / 12.0).sqrt());
        close(link.standard_error(1.0), (7.0_f64 / 12.0).sqrt());
    }

    #[test]
    fn the_same_scores_on_both_scales_link_to_themselves_for_sure() {
        let link = mean_sigma(&pairs(&[(1.5, 1.5), (2.5, 2.5), (3.75, 3.75)])).unwrap();
        close(link.carried(3.2, (1.0, 4.0)), 3.2);
        close(link.standard_error(3.2), 0.0);
    }

    #[test]
    fn without_three_sites_that_differ_there_is_no_line() {
        let two = pairs(&[(1.0, 2.0), (2.0, 3.0)]);
        assert_eq!(mean_sigma(&two), Err(Undefined::TooFewSites { needed: 3 }));
        let alike = pairs(&[(1.1, 2.0), (1.1, 3.0), (1.1, 4.0)]);
        assert_eq!(mean_sigma(&alike), Err(Undefined::NoVariation));
        let turned: Vec<Pair> =
            alike.iter().map(|it| Pair { older: it.newer, newer: it.older }).collect();
        assert_eq!(mean_sigma(&turned), Err(Undefined::NoVariation));
    }
}

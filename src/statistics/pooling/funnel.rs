//! Between which limits a site's mean or share lies by chance alone: funnel plots.

use statrs::distribution::{ContinuousCDF, Normal};

/// The two pairs of limits of a funnel: 95 and 99.8 of 100 sites like the target lie between them.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Limits {
    pub low_95: f64,
    pub high_95: f64,
    pub low_998: f64,
    pub high_998: f64,
}

impl Limits {
    /// A limit for each share of the probability below it.
    pub(super) fn at(limit: impl Fn(f64) -> f64) -> Limits {
        Limits {
            low_95: limit(0.025),
            high_95: limit(0.975),
            low_998: limit(0.001),
            high_998: limit(0.999),
        }
    }

    /// Normal limits about a target, of a mean with this standard error.
    pub fn normal(target: f64, error: f64) -> Limits {
        Limits::at(|p| target + Normal::standard().inverse_cdf(p) * error)
    }
}

/// The limits of the mean of `n` ratings: `target + z sigma / sqrt(n)` (Spiegelhalter 2005, Statistics
/// in Medicine 24:1185-1202).
///
/// In points of the scale, not clipped to it. None for no ratings.
pub fn funnel_mean(target: f64, sigma: f64, n: u64) -> Option<Limits> {
    (n != 0).then(|| Limits::normal(target, sigma / (n as f64).sqrt()))
}

/// The limits of a share.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ProportionLimits {
    /// By the normal approximation, not clipped.
    pub normal: Limits,
    /// The smallest share below which, itself included, chance leaves enough.
    pub binomial: Limits,
    /// The same between shares that there are, so that the lines of the plot are smooth.
    pub interpolated: Limits,
}

/// The limits of a share of `n` where the target share holds: normal, `target + z sqrt(target (1 -
/// target) / n)`; binomial, `r / n` with `r` the smallest count for which `P(X <= r) >= p`; and
/// interpolated, `(r - a) / n` with `a = (P(X <= r) - p) / P(X = r)` (Spiegelhalter 2005, Statistics in
/// Medicine 24:1185-1202, appendix A).
///
/// None for none of none, for a target that is no share, and beyond ten million, where chances are no
/// longer summed one by one.
pub fn funnel_proportion(target: f64, n: u64) -> Option<ProportionLimits> {
    const LARGEST: u64 = 10_000_000;
    let is_share = (0.0..=1.0).contains(&target);
    if n == 0 || LARGEST < n || !is_share {
        return None;
    }
    let size = n as f64;
    let chances = Binomial::of(target, n);
    Some(ProportionLimits {
        normal: Limits::normal(target, (target * (1.0 - target) / size).sqrt()),
        binomial: Limits::at(|p| chances.smallest(p).0 / size),
        interpolated: Limits::at(|p| {
            let (count, beyond) = chances.smallest(p);
            (count - beyond) / size
        }),
    })
}

/// The chances of counts, as far as they matter.
struct Binomial {
    first: f64,
    chances: Vec<f64>,
}

impl Binomial {
    /// From the likeliest count outward, each chance from its neighbour, so that nothing is lost for
    /// large counts; then all are made to sum to 1.
    fn of(share: f64, n: u64) -> Binomial {
        /// Compared with the likeliest count.
        const NEGLIGIBLE: f64 = 1e-30;
        let n = n as f64;
        let likeliest = ((n + 1.0) * share).floor().min(n);
        let odds = share / (1.0 - share);
        let outward = |step: f64, ratio: &dyn Fn(f64) -> f64| {
            let mut chances = Vec::new();
            let (mut count, mut chance) = (likeliest, 1.0);
            while chance > NEGLIGIBLE {
                chances.push(chance);
                chance *= ratio(count);
                count += step;
            }
            chances
        };
        let mut chances = outward(-1.0, &|count| count / (n - count + 1.0) / odds);
        chances.reverse();
        let below = (chances.len() - 1) as f64;
        chances.extend(&outward(1.0, &|count| (n - count) / (count + 1.0) * odds)[1..]);
        let total: f64 = chances.iter().sum();
        let chances = chances.into_iter().map(|chance| chance / total).collect();
        Binomial { first: likeliest - below, chances }
    }

    /// The smallest count with at least this chance for itself and all below, and the share of its
    /// own chance that lies beyond.
    fn smallest(&self, p: f64) -> (f64, f64) {
        // A sum that misses the chance in its last digits alone has reached it.
        const ROUNDING: f64 = 64.0 * f64::EPSILON;
        let mut sum = 0.0;
        let mut count = self.first;
        for chance in &self.chances {
            sum += chance;
            if p <= sum * (1.0 + ROUNDING) {
                return (count, (sum - p) / chance);
            }
            count += 1.0;
        }
        (count - 1.0, 0.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use statrs::distribution::{Binomial as Published, DiscreteCDF};

    use super::{super::super::reference::close, *};

    #[test]
    fn the_limits_of_ten_coins_are_those_of_counting() {
        // P(X <= 2) = 56/1024 and P(X <= 1) = 11/1024 of ten coins.
        let found = funnel_proportion(0.5, 10).unwrap();
        close(found.binomial.low_95, 0.2);
        close(found.interpolated.low_95, (2.0 - (56.0 / 1024.0 - 0.025) / (45.0 / 1024.0)) / 10.0);
        close(found.binomial.high_95, 0.8);
        close(found.normal.low_95, 0.5 - 1.959_964 * 0.025_f64.sqrt());
    }

    #[test]
    fn a_chance_that_is_reached_exactly_counts() {
        // P(X = 0) = 0.025, in binary a little more or less.
        close(funnel_proportion(0.975, 1).unwrap().binomial.low_95, 0.0);
        close(funnel_proportion(0.025, 1).unwrap().binomial.high_95, 0.0);
    }

    #[test]
    fn certain_shares_have_limits_at_themselves() {
        for target in [0.0, 1.0] {
            let found = funnel_proportion(target, 7).unwrap();
            close(found.binomial.low_998, target);
            close(found.binomial.high_998, target);
        }
    }

    #[test]
    fn of_nothing_there_are_no_limits() {
        assert_eq!(funnel_mean(3.0, 0.6, 0), None);
        assert_eq!(funnel_proportion(0.5, 0), None);
        assert_eq!(funnel_proportion(1.2, 10), None);
        assert_eq!(funnel_proportion(0.5, u64::MAX), None);
    }

    #[test]
    fn large_counts_come_near_the_normal_limits() {
        let found = funnel_proportion(0.3, 10_000_000).unwrap();
        assert!((found.interpolated.low_998 - found.normal.low_998).abs() < 1e-6, "{found:?}");
        assert!((found.interpolated.high_95 - found.normal.high_95).abs() < 1e-6, "{found:?}");
    }

    proptest! {
        #[test]
        fn counts_agree_with_another_program(share in 0.01_f64..0.99, n in 1_u64..300) {
            let published = Published::new(share, n).unwrap();
            let found = funnel_proportion(share, n).unwrap().binomial;
            for (p, limit) in [(0.025, found.low_95), (0.999, found.high_998)] {
                close(limit, published.inverse_cdf(p) as f64 / n as f64);
            }
        }
    }
}

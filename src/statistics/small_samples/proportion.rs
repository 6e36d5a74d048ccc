//! A share of few: how many of those asked.

use statrs::distribution::{Beta, ContinuousCDF};

use super::{
    super::{Interval, interval::normal_reach_at},
    Undefined,
};

/// A share from 0 to 1, with an interval that stays within.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Proportion {
    pub share: f64,
    pub interval: Interval,
}

const NONE: Undefined = Undefined::TooFew { needed: 1 };

/// The score interval without correction for continuity (Wilson 1927, JASA 22:209-212):
/// `(p + z^2 / 2n +- z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)`; exactly 0 at no success
/// and 1 where all are.
///
/// There is no share of none.
pub fn wilson(successes: usize, n: usize, confidence: f64) -> Result<Proportion, Undefined> {
    let share = share(successes, n)?;
    let interval = score_interval(share, n, confidence);
    Ok(Proportion { share, interval: reaching_the_ends(interval, successes, n) })
}

/// The score interval of a mean of `n` values between 0 and 1 that need not be 0 or 1 themselves.
///
/// Such values vary no more than zeros and ones with the same mean, so that the interval is as wide as
/// it need be or wider. There is no mean of none.
pub fn wilson_of_mean(mean: f64, n: usize, confidence: f64) -> Result<Proportion, Undefined> {
    if n == 0 || !(0.0..=1.0).contains(&mean) {
        return Err(NONE);
    }
    let Interval { low, high } = score_interval(mean, n, confidence);
    Ok(Proportion { share: mean, interval: Interval { low: low.max(0.0), high: high.min(1.0) } })
}

fn score_interval(share: f64, n: usize, confidence: f64) -> Interval {
    let z = normal_reach_at(confidence);
    let many = n as f64;
    let z_squared = z * z / many;
    let centre = share + z_squared / 2.0;
    let half = z * ((share * (1.0 - share) + z_squared / 4.0) / many).sqrt();
    let at = |limit: f64| limit / (1.0 + z_squared);
    Interval { low: at(centre - half), high: at(centre + half) }
}

/// The equal-tailed interval of the posterior `Beta(x + 1/2, n - x + 1/2)` under Jeffreys' prior,
/// reaching 0 at no success and 1 where all are (Brown, Cai and `DasGupta` 2001, Statistical Science
/// 16:101-133).
///
/// There is no share of none.
pub fn jeffreys(successes: usize, n: usize, confidence: f64) -> Result<Proportion, Undefined> {
    let share = share(successes, n)?;
    let (hits, misses) = (successes as f64, (n - successes) as f64);
    let posterior = Beta::new(hits + 0.5, misses + 0.5).map_err(|_| NONE)?;
    let tail = (1.0 - confidence) / 2.0;
    let interval =
        Interval { low: quantile(&posterior, tail), high: quantile(&posterior, 1.0 - tail) };
    Ok(Proportion { share, interval: reaching_the_ends(interval, successes, n) })
}

fn share(successes: usize, n: usize) -> Result<f64, Undefined> {
    if n == 0 { Err(NONE) } else { Ok(successes as f64 / n as f64) }
}

/// By halving: it always ends, which searches by slope do not for counts in the millions.
fn quantile(posterior: &Beta, below: f64) -> f64 {
    const HALVINGS: usize = 100;
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if posterior.cdf(middle) < below { low = middle } else { high = middle }
    }
    high
}

fn reaching_the_ends(interval: Interval, successes: usize, n: usize) -> Interval {
    let low = if successes == 0 { 0.0 } else { interval.low };
    let high = if successes == n { 1.0 } else { interval.high };
    Interval { low, high }
}

#[cfg(test)]
mod tests {
    use super::{super::super::reference::close, *};

    /// Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3: to four decimals.
    #[test]
    fn score_intervals_agree_with_newcombes_table() {
        let published = [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ];
        for (successes, n, low, high) in published {
            let Interval { low: l, high: h } = wilson(successes, n, 0.95).unwrap().interval;
            assert!((l - low).abs() < 5e-5 && (h - high).abs() < 5e-5, "{successes}/{n}: {l} {h}");
        }
    }

    /// With `beta.ppf` of scipy 1.17.
    #[test]
    fn jeffreys_intervals_agree_with_scipy() {
        let computed = [
            (0, 7, 0.0, 0.292_436_174),
            (1, 7, 0.015_876_52, 0.500_797_46),
            (2, 10, 0.044_059_41, 0.502_774_5),
            (6, 12, 0.243_011_26, 0.756_988_74),
            (250_000, 1_000_000, 0.249_152_035, 0.250_849_412),
        ];
        for (successes, n, low, high) in computed {
            let interval = jeffreys(successes, n, 0.95).unwrap().interval;
            close(interval.low, low);
            close(interval.high, high);
        }
    }

    /// A mean of zeros and ones is a share; 81 of 263 is in Newcombe's table.
    #[test]
    fn a_mean_has_the_interval_of_a_share() {
        let Interval { low, high } = wilson_of_mean(81.0 / 263.0, 263, 0.95).unwrap().interval;
        assert!((low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5, "{low} {high}");
        let Interval { low, high } = wilson_of_mean(0.0, 20, 0.95).unwrap().interval;
        assert!(low.abs() < 1e-12 && (high - 0.1611).abs() < 5e-5, "{low} {high}");
        assert_eq!(wilson_of_mean(0.5, 0, 0.95), Err(NONE));
        assert_eq!(wilson_of_mean(1.5, 9, 0.95), Err(NONE));
        assert_eq!(wilson_of_mean(f64::NAN, 9, 0.95), Err(NONE));
    }

    #[test]
    fn none_of_none_is_no_share() {
        assert_eq!(wilson(0, 0, 0.95), Err(NONE));
        assert_eq!(jeffreys(0, 0, 0.95), Err(NONE));
        close(jeffreys(4, 4, 0.95).unwrap().interval.high, 1.0);
    }
}

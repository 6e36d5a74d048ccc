//! The mean of few values, by the textbook.

use super::{
    super::{Interval, interval::reach_at, spread::mean},
    Undefined,
    ranks::are_equal,
};

/// The mean of few values.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct FewMean {
    pub n: usize,
    pub mean: f64,
    /// Not of a single value.
    pub spread: Result<Spread, Undefined>,
}

/// How much values differ, and how sure their mean is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Spread {
    /// The standard deviation, with `n - 1`.
    pub deviation: f64,
    pub standard_error: f64,
    pub interval: Interval,
}

/// The mean with Student's interval: `m +- t((1 + confidence) / 2; n - 1) s / sqrt(n)` (Student
/// 1908, Biometrika 6:1-25).
///
/// In the unit of the values. Where all values are the same the interval has no width: with two or
/// three ratings this says little, and [`super::super::mean_interval`] is the better one. There is
/// no mean of no values.
pub fn few_mean(values: &[f64], confidence: f64) -> Result<FewMean, Undefined> {
    let mean = mean(values).ok_or(Undefined::TooFew { needed: 1 })?;
    Ok(FewMean { n: values.len(), mean, spread: spread(values, mean, confidence) })
}

fn spread(values: &[f64], mean: f64, confidence: f64) -> Result<Spread, Undefined> {
    let too_few = Undefined::TooFew { needed: 2 };
    let deviation = deviation(values).ok_or(too_few)?;
    let standard_error = deviation / (values.len() as f64).sqrt();
    let reach = reach_at(values.len() as f64 - 1.0, confidence).ok_or(too_few)?;
    let half = reach * standard_error;
    let interval = Interval { low: mean - half, high: mean + half };
    Ok(Spread { deviation, standard_error, interval })
}

/// The standard deviation, with `n - 1`. None of fewer than two values.
pub(super) fn deviation(values: &[f64]) -> Option<f64> {
    let freedom = values.len().checked_sub(1).filter(|freedom| 0 < *freedom)?;
    Some((squares(values) / freedom as f64).sqrt())
}

/// The sum of squares about the mean; exactly 0 where all values are equal.
pub(super) fn squares(values: &[f64]) -> f64 {
    match mean(values) {
        Some(mean) if !are_equal(values) => values.iter().map(|x| (x - mean).powi(2)).sum(),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::reference::close, *};

    /// Student's own example: hours of sleep gained by ten patients (1908, table on p. 20), with
    /// the interval of R's `t.test(sleep$extra[11:20])`.
    #[test]
    fn students_sleepers_gain_as_published() {
        let gained = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let found = few_mean(&gained, 0.95).unwrap();
        close(found.mean, 2.33);
        let spread = found.spread.unwrap();
        close(spread.deviation, 2.002_249);
        close(spread.interval.low, 0.897_677_5);
        close(spread.interval.high, 3.762_322_5);
    }

    #[test]
    fn one_value_says_nothing_of_how_sure_it_is() {
        let found = few_mean(&[3.0], 0.95).unwrap();
        close(found.mean, 3.0);
        assert_eq!(found.spread, Err(Undefined::TooFew { needed: 2 }));
        assert_eq!(few_mean(&[], 0.95), Err(Undefined::TooFew { needed: 1 }));
    }

    /// 2.4 - 2.1 and 2.6 - 2.3 differ in binary.
    #[test]
    fn noise_of_binary_numbers_is_no_spread() {
        let spread = few_mean(&[2.4 - 2.1, 2.6 - 2.3], 0.95).unwrap().spread.unwrap();
        assert!(spread.deviation.abs() < f64::MIN_POSITIVE);
    }
}

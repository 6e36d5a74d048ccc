//! How sure a mean and a difference are.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

use super::{Estimate, Variance};

/// A range that holds the true value with 95% confidence, in points of the scale.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    fn around(centre: f64, half: f64) -> Interval {
        Interval { low: centre - half, high: centre + half }
    }

    fn within(self, (lowest, highest): (f64, f64)) -> Interval {
        Interval { low: self.low.max(lowest), high: self.high.min(highest) }
    }
}

/// How much of the probability lies below the upper end of an interval.
const UPPER: f64 = 0.975;

/// The interval of a mean of few ratings, with the variance of its error from a pool over many
/// sites: `m ± t · sqrt(v)`, `t` being the 97.5% quantile with the pool's degrees of freedom,
/// clipped to the scale.
///
/// A mean of one rating has an interval too. Its own ratings alone would not do: with two equal
/// ratings the textbook interval has no width, and over many sites it covers the truth 52 times in
/// 100 instead of 95. None where the pool has no degrees of freedom, or shows no variation: a mean
/// is never certain.
pub fn mean_interval(mean: f64, error: Variance, scale: (f64, f64)) -> Option<Interval> {
    let half = half_width(error)?;
    Some(Interval::around(mean, half).within(scale))
}

/// The interval of the difference `later - earlier` of two means with independent errors:
/// `d ± t · sqrt(v1 + v2)`, in points of the scale. None where [`smallest_detectable_change`] is.
pub fn difference_interval(
    earlier: Estimate,
    later: Estimate,
    degrees_of_freedom: f64,
) -> Option<Interval> {
    let half = smallest_detectable_change(earlier.variance, later.variance, degrees_of_freedom)?;
    Some(Interval::around(later.value - earlier.value, half))
}

/// The smallest change between two means that is beyond measurement noise with 95% confidence:
/// `MDC95 = t · sqrt(v1 + v2)`, 1.96 for `t` where the variances are known.
///
/// In points of the scale. None where there are no degrees of freedom or no variation.
pub fn smallest_detectable_change(
    earlier: f64,
    later: f64,
    degrees_of_freedom: f64,
) -> Option<f64> {
    half_width(Variance { value: earlier + later, degrees_of_freedom })
}

fn half_width(error: Variance) -> Option<f64> {
    let varies = 0.0 < error.value && error.value.is_finite();
    if varies { Some(quantile(error.degrees_of_freedom)? * error.value.sqrt()) } else { None }
}

/// The 97.5% quantile of Student's t; of the normal distribution for infinite degrees of freedom.
fn quantile(degrees_of_freedom: f64) -> Option<f64> {
    if degrees_of_freedom == f64::INFINITY {
        return Some(Normal::standard().inverse_cdf(UPPER));
    }
    StudentsT::new(0.0, 1.0, degrees_of_freedom).ok().map(|t| t.inverse_cdf(UPPER))
}

#[cfg(test)]
mod tests {
    use super::{
        super::reference::{cases, close, golden, number, numbers},
        *,
    };

    const SCALE: (f64, f64) = (1.0, 4.0);

    #[test]
    fn intervals_of_few_ratings_agree_with_the_published_ones() {
        let golden = &golden()["pooled_interval_95"];
        let within = number(&golden["sigma_w"]).powi(2);
        for case in golden["cases"].as_array().unwrap() {
            let error = Variance::known(within / number(&case["k"]));
            let interval = mean_interval(number(&case["mean"]), error, SCALE).unwrap();
            close(interval.low, number(&case["lo"]));
            close(interval.high, number(&case["hi"]));
        }
    }

    #[test]
    fn with_its_own_variance_it_is_the_textbook_interval() {
        let wide = (f64::NEG_INFINITY, f64::INFINITY);
        for case in cases("smalln").iter().filter(|case| case["input"]["conf"] == 0.95) {
            if case["input"]["method"] != "mean_ci_t" || case["expected"]["sd"].is_null() {
                continue;
            }
            let x = numbers(&case["input"]["x"]);
            let error = Variance {
                value: number(&case["expected"]["se"]).powi(2),
                degrees_of_freedom: x.len() as f64 - 1.0,
            };
            match mean_interval(number(&case["expected"]["mean"]), error, wide) {
                Some(interval) => {
                    close(interval.low, number(&case["expected"]["ci_low"]));
                    close(interval.high, number(&case["expected"]["ci_high"]));
                }
                None => close(number(&case["expected"]["sd"]), 0.0),
            }
        }
    }

    #[test]
    fn a_mean_is_never_certain() {
        let nothing_varies = Variance { value: 0.0, degrees_of_freedom: 40.0 };
        assert_eq!(mean_interval(3.0, nothing_varies, SCALE), None);
        let nothing_repeated = Variance { value: 0.3, degrees_of_freedom: 0.0 };
        assert_eq!(mean_interval(3.0, nothing_repeated, SCALE), None);
    }

    /// The numbers that `methods` 3a gives for a standard deviation of 0.58 within a year and a
    /// variance of 0.0165 from year to year.
    #[test]
    fn half_a_point_on_three_ratings_is_noise() {
        let published = [(1.0, 1.65), (2.0, 1.19), (3.0, 0.99), (4.0, 0.88), (6.0, 0.75)];
        for (count, shown) in published {
            let variance = 0.58_f64.powi(2) / count + 0.0165;
            let change = smallest_detectable_change(variance, variance, f64::INFINITY).unwrap();
            assert!((change - shown).abs() < 0.005, "{count} ratings: {change}");
        }
    }

    #[test]
    fn the_interval_of_a_difference_is_as_wide_as_the_smallest_change() {
        let earlier = Estimate { value: 2.5, variance: 0.1 };
        let later = Estimate { value: 2.0, variance: 0.06 };
        let interval = difference_interval(earlier, later, f64::INFINITY).unwrap();
        close(interval.low, -0.5 - 1.959_963_985 * 0.4);
        close(interval.high, -0.5 + 1.959_963_985 * 0.4);
    }
}

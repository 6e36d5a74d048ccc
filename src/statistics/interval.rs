//! How sure a mean and a difference are.

use statrs::distribution::{Continuous, ContinuousCDF, Normal, StudentsT};

use super::Variance;

/// A range that holds the true value with 95% confidence, where no other is said.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// How many standard errors an interval reaches to each side: the 97.5% quantile of Student's t,
/// which is 1.96 for infinite degrees of freedom. None without degrees of freedom.
pub fn reach(degrees_of_freedom: f64) -> Option<f64> {
    reach_at(degrees_of_freedom, 0.95)
}

/// As [`reach`], for a confidence between 0 and 1: the quantile at `(1 + confidence) / 2`.
pub(super) fn reach_at(degrees_of_freedom: f64, confidence: f64) -> Option<f64> {
    if MANY_DEGREES <= degrees_of_freedom {
        return Some(nearly_normal(normal_reach_at(confidence), degrees_of_freedom));
    }
    let student = StudentsT::new(0.0, 1.0, degrees_of_freedom).ok()?;
    let upper = f64::midpoint(1.0, confidence);
    // A search takes a hundred times as long, and is off by up to 1e-4 with hundreds of degrees.
    let is_near = FEW_DEGREES <= degrees_of_freedom && confidence <= USUAL;
    let start = if is_near {
        nearly_normal(normal_reach_at(confidence), degrees_of_freedom)
    } else {
        student.inverse_cdf(upper)
    };
    // Each step of Newton's squares what is lacking: 1e-2, 1e-4, 1e-8, nothing.
    let nearer = |reach: f64| reach + (upper - student.cdf(reach)) / student.pdf(reach);
    Some(nearer(nearer(nearer(start))))
}

/// From so many degrees of freedom on, up to such a confidence, [`nearly_normal`] is within a hundredth.
const FEW_DEGREES: f64 = 3.0;
const USUAL: f64 = 0.95;

/// From so many degrees of freedom on, a quantile of Student's t is that of the normal distribution and
/// a few small terms. These are added up a hundred times faster than the quantile is searched for, a
/// search that need not end with very many.
const MANY_DEGREES: f64 = 500.0;

/// The quantile of Student's t, given that of the normal distribution, to the fourth power of `1 / df`
/// (Abramowitz and Stegun 1964, 26.7.5). With 500 degrees of freedom 95% intervals lack 1e-13 of their
/// reach, and those of 99.9999% lack 1e-9.
fn nearly_normal(normal: f64, degrees_of_freedom: f64) -> f64 {
    const TERMS: [(f64, &[f64]); 4] = [
        (4.0, &[1.0, 1.0]),
        (96.0, &[3.0, 16.0, 5.0]),
        (384.0, &[-15.0, 17.0, 19.0, 3.0]),
        (92_160.0, &[-945.0, -1920.0, 1482.0, 776.0, 79.0]),
    ];
    let square = normal * normal;
    let sum = TERMS.iter().rev().fold(0.0, |further, (divisor, factors)| {
        let polynomial = factors.iter().rev().fold(0.0, |sum, factor| sum * square + factor);
        (further + polynomial / divisor) / degrees_of_freedom
    });
    normal * (1.0 + sum)
}

/// The reach of an interval by the normal distribution: 1.96.
pub(super) fn normal_reach() -> f64 {
    normal_reach_at(0.95)
}

/// As [`normal_reach`], for a confidence between 0 and 1.
pub(super) fn normal_reach_at(confidence: f64) -> f64 {
    Normal::standard().inverse_cdf(f64::midpoint(1.0, confidence))
}

/// How often chance alone would give a standard normal value as far from zero, on either side.
pub(super) fn two_sided_normal(z: f64) -> f64 {
    2.0 * Normal::standard().sf(z.abs())
}

/// The same for a value of Student's t. None without a value or degrees of freedom.
pub(super) fn two_sided(t: f64, degrees_of_freedom: f64) -> Option<f64> {
    if t.is_nan() {
        return None;
    }
    StudentsT::new(0.0, 1.0, degrees_of_freedom).ok().map(|student| 2.0 * student.sf(t.abs()))
}

/// How often chance alone gives a value that lies as many standard errors from zero as this one or
/// more, up or down: by Student's t; by the normal distribution for infinite degrees of freedom.
/// None without degrees of freedom.
pub fn chance_beyond(standard_errors: f64, degrees_of_freedom: f64) -> Option<f64> {
    if degrees_of_freedom == f64::INFINITY {
        return Some(two_sided_normal(standard_errors));
    }
    two_sided(standard_errors, degrees_of_freedom)
}

/// The degrees of freedom of a sum of variances, each with its own: `(sum v)^2 / sum (v^2 / df)`
/// (Satterthwaite 1946, Biometrics Bulletin 2:110-114). Infinite where all are known.
pub fn degrees_of_a_sum(variances: &[Variance]) -> f64 {
    let total: f64 = variances.iter().map(|variance| variance.value).sum();
    let parts: f64 = variances.iter().map(|v| v.value.powi(2) / v.degrees_of_freedom).sum();
    if parts == 0.0 { f64::INFINITY } else { total.powi(2) / parts }
}

/// The interval of a mean of few ratings, with the variance of its error from a pool over many
/// sites: `m ± reach · sqrt(v)`, clipped to the scale, in points of the scale.
///
/// A mean of one rating has an interval too. Its own ratings alone would not do: with two equal
/// ratings the textbook interval has no width, and over many sites it covers the truth 52 times in
/// 100 instead of 95. None where the pool shows no variation: a mean is never certain.
pub fn mean_interval(
    mean: f64,
    variance: f64,
    reach: f64,
    (lowest, highest): (f64, f64),
) -> Option<Interval> {
    let half = half_width(variance, reach)?;
    Some(Interval { low: (mean - half).max(lowest), high: (mean + half).min(highest) })
}

/// The smallest change between two means with independent errors that is beyond measurement noise
/// with 95% confidence: `MDC95 = reach · sqrt(v1 + v2)`.
///
/// In points of the scale. None where there is no variation.
pub fn smallest_detectable_change(earlier: f64, later: f64, reach: f64) -> Option<f64> {
    half_width(earlier + later, reach)
}

/// The interval of the difference of two means, given the smallest change that can be detected
/// between them: `d ± MDC95`, in points of the scale.
pub fn difference_interval(difference: f64, smallest_detectable: f64) -> Interval {
    Interval { low: difference - smallest_detectable, high: difference + smallest_detectable }
}

fn half_width(variance: f64, reach: f64) -> Option<f64> {
    let varies = 0.0 < variance && variance.is_finite();
    if varies { Some(reach * variance.sqrt()) } else { None }
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
            let (mean, count) = (number(&case["mean"]), number(&case["k"]));
            let reach = reach(f64::INFINITY).unwrap();
            let interval = mean_interval(mean, within / count, reach, SCALE).unwrap();
            close(interval.low, number(&case["lo"]));
            close(interval.high, number(&case["hi"]));
        }
    }

    fn is_mean_at_95(case: &serde_json::Value) -> bool {
        case["input"]["method"] == "mean_ci_t" && case["input"]["conf"] == 0.95
    }

    #[test]
    fn with_its_own_variance_it_is_the_textbook_interval() {
        let anywhere = (f64::NEG_INFINITY, f64::INFINITY);
        for case in cases("smalln").iter().filter(|case| is_mean_at_95(case)) {
            let (input, expected) = (&case["input"], &case["expected"]);
            let reach = reach(numbers(&input["x"]).len() as f64 - 1.0);
            let error = expected["se"].as_f64().filter(|se| 0.0 < *se);
            let (Some(reach), Some(error)) = (reach, error) else { continue };
            let mean = number(&expected["mean"]);
            let interval = mean_interval(mean, error.powi(2), reach, anywhere).unwrap();
            close(interval.low, number(&expected["ci_low"]));
            close(interval.high, number(&expected["ci_high"]));
        }
    }

    /// Quantiles as tabulated: t(.975; 4) = 2.776445, z(.975) = 1.959964.
    #[test]
    fn chances_are_those_of_the_tables() {
        close(chance_beyond(-2.776_445_105_2, 4.0).unwrap(), 0.05);
        close(chance_beyond(1.959_963_984_5, f64::INFINITY).unwrap(), 0.05);
        close(chance_beyond(0.0, 3.0).unwrap(), 1.0);
        assert_eq!(chance_beyond(1.0, 0.0), None);
    }

    /// (1 + 2)^2 / (1/10 + 4/5) = 10.
    #[test]
    fn a_sum_of_variances_has_its_own_degrees_of_freedom() {
        let variance = |value, degrees_of_freedom| Variance { value, degrees_of_freedom };
        close(degrees_of_a_sum(&[variance(1.0, 10.0), variance(2.0, 5.0)]), 10.0);
        close(degrees_of_a_sum(&[variance(1.0, 10.0), variance(0.0, 5.0)]), 10.0);
        assert!(degrees_of_a_sum(&[variance(1.0, f64::INFINITY)]).is_infinite());
    }

    /// With `t.ppf` of scipy 1.17; those with a part of a degree and of 499 to 36,038 by mpmath 1.4.
    #[test]
    fn quantiles_agree_with_scipy_however_many_degrees_of_freedom() {
        let computed = [
            (1.0, 0.95, 12.706_204_736_174_698),
            (2.5, 0.95, 3.574_654_842_003_683),
            (3.0, 0.95, 3.182_446_305_283_71),
            (3.0, 0.99, 5.840_909_309_733_357),
            (3.7, 0.95, 2.867_520_707_191_189),
            (4.0, 0.8, 1.533_206_274_058_944),
            (5.25, 0.99, 3.935_108_573_506_781),
            (12.5, 0.95, 2.169_185_942_712_541),
            (87.3, 0.95, 1.987_511_980_132_239),
            (11.0, 0.9, 1.795_884_818_704_046),
            (499.0, 0.95, 1.964_729_390_987_689),
            (500.0, 0.95, 1.964_719_837_467_368),
            (500.0, 0.8, 1.283_247_020_710_374),
            (500.0, 0.999_999, 4.953_275_666_535_008),
            (1000.0, 0.999, 3.300_282_648_423_913),
            (36_038.0, 0.95, 1.960_029_813_652_445),
            (1e4, 0.8, 1.281_636_229_730_477_5),
            (9e5, 0.8, 1.281_552_506_195_0),
            (1e6, 0.8, 1.281_552_412_129_939),
            (1e6, 0.95, 1.959_966_356_814_107),
        ];
        for (degrees_of_freedom, confidence, quantile) in computed {
            let found = reach_at(degrees_of_freedom, confidence).unwrap();
            assert!((found - quantile).abs() < 1e-9, "{degrees_of_freedom}: {found}");
        }
    }

    #[test]
    fn a_mean_is_never_certain() {
        assert_eq!(mean_interval(3.0, 0.0, 1.96, SCALE), None);
        assert_eq!(reach(0.0), None);
        assert_eq!(two_sided(2.0, 0.0), None);
        assert_eq!(two_sided(f64::NAN, 3.0), None);
    }

    /// The changes published for a standard deviation of 0.58 within a year and a variance of
    /// 0.0165 from year to year.
    #[test]
    fn half_a_point_on_three_ratings_is_noise() {
        let published = [(1.0, 1.65), (2.0, 1.19), (3.0, 0.99), (4.0, 0.88), (6.0, 0.75)];
        let reach = reach(f64::INFINITY).unwrap();
        for (count, shown) in published {
            let variance = 0.58_f64.powi(2) / count + 0.0165;
            let change = smallest_detectable_change(variance, variance, reach).unwrap();
            assert!((change - shown).abs() < 0.005, "{count} ratings: {change}");
        }
    }

    #[test]
    fn the_interval_of_a_difference_is_as_wide_as_the_smallest_change() {
        let smallest = smallest_detectable_change(0.1, 0.06, 1.96).unwrap();
        close(smallest, 1.96 * 0.4);
        let interval = difference_interval(-0.5, smallest);
        close(interval.low, -1.284);
        close(interval.high, 0.284);
    }
}

//! Estimates of many sites whose errors are known, taken together.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::{
    super::{
        Between, Estimate, Interval, between,
        interval::{normal_reach, reach},
        spread::{squares_about_mean, weight_beyond_mean, weighted_mean},
    },
    lowest::{crossing, lowest},
};

/// How the variance between sites is estimated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// From the weighted sum of squares (1986): closed form, too small where errors differ much.
    DerSimonianLaird,
    /// The variance with which the weighted sum of squares is what it should be (1982).
    PauleMandel,
    /// The most likely one, the mean being estimated as well (Viechtbauer 2005, Journal of
    /// Educational and Behavioral Statistics 30:261-293).
    RestrictedLikelihood,
}

/// Where sites lie, how much they differ, and how sure that is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pooled {
    pub between: Between,
    /// The interval of the mean: 1.96 standard errors to each side.
    pub interval: Interval,
    /// The standard error of the mean from how the estimates scatter (Hartung and Knapp 2001,
    /// Statistics in Medicine 20:3875-3889), and the interval by Student's t.
    pub scatter_error: f64,
    pub scatter_interval: Interval,
    /// Where the true value of a further site lies, 95 times in 100.
    pub prediction: Interval,
    pub heterogeneity: Heterogeneity,
}

/// Whether sites differ more than their errors would make them.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Heterogeneity {
    /// Cochran's Q: the squares about the mean, each in units of its error.
    pub q: f64,
    pub degrees_of_freedom: f64,
    /// How often errors alone would give such a Q (chi-square).
    pub p: f64,
    /// The share of the variance of estimates that lies between sites, in percent.
    pub share_percent: f64,
}

/// The mean over sites and the variance between them, from one estimate a site with a known error:
/// weights `1 / (v + tau2)` (random effects; formulas as in metafor, Viechtbauer 2010, Journal of
/// Statistical Software 36(3)). `I2 = tau2 / (tau2 + vt)` with `vt = (k - 1) / (sum w - sum w^2 / sum w)`.
///
/// In the unit of the estimates. None with fewer than two estimates, where one has no error, or where
/// numbers are too large to be squared.
pub fn pool(estimates: &[Estimate], method: Method) -> Option<Pooled> {
    let start = between(estimates)?;
    let variance = match method {
        Method::DerSimonianLaird => start.variance,
        Method::PauleMandel => paule_mandel(estimates),
        Method::RestrictedLikelihood => most_likely(estimates),
    };
    let between = Between::known(estimates, variance);
    let is_number = between.mean.is_finite() && squares_about_mean(estimates, 0.0).is_finite();
    if !is_number || !variance.is_finite() {
        return None;
    }
    let freedom = freedom(estimates);
    let scatter = squares_about_mean(estimates, variance) / freedom;
    let scatter_error = between.standard_error * scatter.sqrt();
    let normal = normal_reach();
    let about = |half: f64| Interval { low: between.mean - half, high: between.mean + half };
    Some(Pooled {
        between,
        interval: about(normal * between.standard_error),
        scatter_error,
        scatter_interval: about(reach(freedom)? * scatter_error),
        prediction: about(normal * between.standard_error.hypot(variance.sqrt())),
        heterogeneity: Heterogeneity::of(estimates, variance)?,
    })
}

impl Heterogeneity {
    fn of(estimates: &[Estimate], between: f64) -> Option<Heterogeneity> {
        let q = squares_about_mean(estimates, 0.0);
        let degrees_of_freedom = freedom(estimates);
        let p = ChiSquared::new(degrees_of_freedom).ok()?.sf(q);
        let typical = degrees_of_freedom / weight_beyond_mean(estimates);
        let share_percent = 100.0 * between / (between + typical);
        Some(Heterogeneity { q, degrees_of_freedom, p, share_percent })
    }
}

fn freedom(estimates: &[Estimate]) -> f64 {
    (estimates.len() - 1) as f64
}

/// Solves `sum (y - mu)^2 / (v + tau2) = k - 1` (Paule and Mandel 1982, Journal of Research of the
/// National Bureau of Standards 87:377-385); 0 where the sum is no more than that at 0.
fn paule_mandel(estimates: &[Estimate]) -> f64 {
    let missing = |between: f64| freedom(estimates) - squares_about_mean(estimates, between);
    if 0.0 <= missing(0.0) {
        return 0.0;
    }
    let mut enough = typical_variance(estimates);
    while missing(enough) < 0.0 {
        enough *= 2.0;
    }
    crossing(0.0, enough, missing)
}

/// Where `sum log(v + tau2) + log sum w + sum w (y - mu)^2` with `w = 1 / (v + tau2)` is lowest.
fn most_likely(estimates: &[Estimate]) -> f64 {
    let rise = |between: f64| {
        let (mean, total) = weighted_mean(estimates, between);
        let part = |estimate: &Estimate| {
            let weight = 1.0 / (estimate.variance + between);
            let from_mean = weight * (estimate.value - mean);
            weight - weight * weight / total - from_mean * from_mean
        };
        estimates.iter().map(part).sum()
    };
    let deviance = |between: f64| {
        let (_, total) = weighted_mean(estimates, between);
        let logarithms: f64 = estimates.iter().map(|e| (e.variance + between).ln()).sum();
        logarithms + total.ln() + squares_about_mean(estimates, between)
    };
    lowest(typical_variance(estimates), rise, deviance)
}

fn typical_variance(estimates: &[Estimate]) -> f64 {
    estimates.iter().map(|estimate| estimate.variance).sum::<f64>() / estimates.len() as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::{super::reference::close, estimates},
        *,
    };

    const METHODS: [Method; 3] =
        [Method::DerSimonianLaird, Method::PauleMandel, Method::RestrictedLikelihood];

    /// Thirteen trials of the BCG vaccine (Colditz and others 1994, JAMA 271:698-702): events and
    /// persons without, vaccinated and not; log risk ratios as in the manual of metafor. Published
    /// there: DL 0.3088, PM 0.3181, REML 0.3132, and the mean -0.7145 with standard error 0.1798.
    #[test]
    fn the_variance_between_trials_is_the_published_one() {
        let trials = [
            (4.0, 119.0, 11.0, 128.0),
            (6.0, 300.0, 29.0, 274.0),
            (3.0, 228.0, 11.0, 209.0),
            (62.0, 13536.0, 248.0, 12619.0),
            (33.0, 5036.0, 47.0, 5761.0),
            (180.0, 1361.0, 372.0, 1079.0),
            (8.0, 2537.0, 10.0, 619.0),
            (505.0, 87886.0, 499.0, 87892.0),
            (29.0, 7470.0, 45.0, 7232.0),
            (17.0, 1699.0, 65.0, 1600.0),
            (186.0, 50448.0, 141.0, 27197.0),
            (5.0, 2493.0, 3.0, 2338.0),
            (27.0, 16886.0, 29.0, 17825.0),
        ];
        let risk = |(a, b, c, d): (f64, f64, f64, f64)| Estimate {
            value: (a / (a + b) / (c / (c + d))).ln(),
            variance: 1.0 / a - 1.0 / (a + b) + 1.0 / c - 1.0 / (c + d),
        };
        let trials: Vec<Estimate> = trials.into_iter().map(risk).collect();
        for (method, published) in METHODS.into_iter().zip([0.3088, 0.3181, 0.3132]) {
            let found = pool(&trials, method).unwrap().between.variance;
            assert!((found - published).abs() < 5e-5, "{method:?}: {found}");
        }
        let found = pool(&trials, Method::RestrictedLikelihood).unwrap();
        assert!((found.between.mean + 0.7145).abs() < 5e-5, "{:?}", found.between);
        assert!((found.between.standard_error - 0.1798).abs() < 5e-5, "{:?}", found.between);
        assert!((found.heterogeneity.q - 152.2330).abs() < 5e-5, "{:?}", found.heterogeneity);
        assert!((found.heterogeneity.share_percent - 92.22).abs() < 5e-3);
    }

    #[test]
    fn with_equal_errors_the_methods_agree() {
        // The variance of 2, 3, 4, 5 is 5/3; less the error of 1/2.
        let equal = estimates(&[(2.0, 0.5), (3.0, 0.5), (4.0, 0.5), (5.0, 0.5)]);
        for method in METHODS {
            let found = pool(&equal, method).unwrap();
            close(found.between.variance, 5.0 / 3.0 - 0.5);
            close(found.scatter_error, (5.0_f64 / 12.0).sqrt());
        }
    }

    #[test]
    fn sites_alike_have_no_variance_between_them() {
        for method in METHODS {
            let found =
                pool(&estimates(&[(2.5, 0.04), (2.55, 0.06), (2.45, 0.09)]), method).unwrap();
            assert!(found.between.variance <= 0.0, "{method:?}: {found:?}");
            close(found.heterogeneity.share_percent, 0.0);
        }
    }

    #[test]
    fn one_site_or_one_without_an_error_cannot_be_pooled() {
        for method in METHODS {
            assert_eq!(pool(&[], method), None);
            assert_eq!(pool(&estimates(&[(2.0, 0.1)]), method), None);
            assert_eq!(pool(&estimates(&[(2.0, 0.1), (3.0, 0.0)]), method), None);
            assert_eq!(pool(&estimates(&[(1e200, 0.1), (3.0, 0.1)]), method), None);
        }
    }

    proptest! {
        #[test]
        fn paule_and_mandel_make_the_squares_what_they_should_be(
            pairs in prop::collection::vec((1.0_f64..4.0, 0.001_f64..1.0), 2..12),
        ) {
            let estimates = estimates(&pairs);
            let found = pool(&estimates, Method::PauleMandel).unwrap();
            let squares = squares_about_mean(&estimates, found.between.variance);
            if 0.0 < found.between.variance {
                close(squares, freedom(&estimates));
            } else {
                prop_assert!(squares <= freedom(&estimates));
            }
        }
    }
}

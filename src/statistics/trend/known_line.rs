//! A line through the years of a site when the errors of its means are known.

use statrs::distribution::{ContinuousCDF, Normal};

use super::super::{Estimate, YearMean, interval::two_sided_normal};

/// A line of known errors.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct KnownLine {
    /// The change a year in points of the scale, and the variance of its error.
    pub slope: Estimate,
    /// The slope in standard errors.
    pub z: f64,
    /// How often chance alone would give a slope as steep as this, up or down (normal).
    pub p: f64,
    /// The mean year, weighted; there the line is surest.
    pub centre: f64,
    /// The value of the line at `centre`, in points of the scale.
    pub height: f64,
}

/// The weighted line through the years of a site, the variance of each mean being known (from a
/// pool over many sites): with `w = 1 / v`, `tbar = sum w t / sum w` and `S = sum w (t - tbar)^2`,
/// the slope is `sum w (t - tbar) m / S` with variance `1 / S` (weighted least squares; Draper and
/// Smith 1998, Applied Regression Analysis, chapter 9).
///
/// Years are real years, so that gaps count. Unlike the residuals about a line of three or four
/// points, a pool is never zero by chance. None with fewer than two different years, or where a
/// mean has no error.
pub fn known_line(years: &[YearMean]) -> Option<KnownLine> {
    let certain = years.iter().any(|year| year.variance <= 0.0);
    if certain {
        return None;
    }
    let weighted = |part: fn(&YearMean) -> f64| -> f64 {
        years.iter().map(|year| part(year) / year.variance).sum()
    };
    let total = weighted(|_| 1.0);
    let centre = weighted(|year| year.year) / total;
    let height = weighted(|year| year.mean) / total;
    let about = |year: &YearMean| (year.year - centre) / year.variance;
    let squares: f64 = years.iter().map(|year| about(year) * (year.year - centre)).sum();
    let products: f64 = years.iter().map(|year| about(year) * (year.mean - height)).sum();
    let slope = Estimate { value: products / squares, variance: 1.0 / squares };
    let z = slope.value * squares.sqrt();
    let first = years.first()?.year;
    let differ = years.iter().any(|year| year.year < first || first < year.year);
    (differ && z.is_finite()).then(|| KnownLine {
        slope,
        z,
        p: two_sided_normal(z),
        centre,
        height,
    })
}

/// The smallest true slope that has an 80% chance of being found at the 5% level: 2.80 standard
/// errors, the sum of the 97.5% and the 80% quantile of the normal distribution. In points a year.
pub fn smallest_detectable_slope(standard_error: f64) -> f64 {
    let normal = Normal::standard();
    (normal.inverse_cdf(0.975) + normal.inverse_cdf(0.8)) * standard_error
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::super::reference::close, *};

    fn year(year: f64, mean: f64, variance: f64) -> YearMean {
        YearMean { year, mean, variance }
    }

    #[test]
    fn the_line_is_that_of_weighted_least_squares() {
        // Weights 4, 1, 4 about a mean year of 2021: S = 8, slope = 4 (3 - 2) / 8.
        let years = [year(2020.0, 2.0, 0.25), year(2021.0, 9.0, 1.0), year(2022.0, 3.0, 0.25)];
        let line = known_line(&years).unwrap();
        close(line.slope.value, 0.5);
        close(line.slope.variance, 0.125);
        close(line.z, 0.5 / 0.125_f64.sqrt());
        // 2 (1 - Phi(1.4142136)) as tabulated for chi-square 2 with one degree of freedom.
        close(line.p, 0.157_299_207);
        close(line.centre, 2021.0);
        close(line.height, (4.0 * 2.0 + 9.0 + 4.0 * 3.0) / 9.0);
    }

    #[test]
    fn without_two_years_or_with_a_certain_mean_there_is_no_line() {
        assert_eq!(known_line(&[]), None);
        assert_eq!(known_line(&[year(2020.0, 2.0, 0.1)]), None);
        assert_eq!(known_line(&[year(2020.0, 2.0, 0.1), year(2020.0, 3.0, 0.2)]), None);
        assert_eq!(known_line(&[year(2020.0, 2.0, 0.1), year(2021.0, 3.0, 0.0)]), None);
    }

    /// `1 / sqrt(n (n^2 - 1) / 12)` for equal spacing and errors of one, and 2.8 times 0.316 times
    /// 0.33 points for five years.
    #[test]
    fn slopes_that_can_be_seen_are_the_published_ones() {
        for (n, published) in [(3, 0.707), (4, 0.447), (5, 0.316), (6, 0.239), (8, 0.154)] {
            let years: Vec<YearMean> = (0..n).map(|t| year(f64::from(t), 2.0, 1.0)).collect();
            let error = known_line(&years).unwrap().slope.variance.sqrt();
            assert!((error - published).abs() < 5e-4, "{n} years: {error}");
        }
        let five = smallest_detectable_slope(0.33 * 0.316);
        assert!((five - 0.29).abs() < 0.005, "{five}");
    }

    proptest! {
        #[test]
        fn neither_the_first_year_nor_the_level_matters(
            means in prop::collection::vec((1.0_f64..4.0, 0.01_f64..1.0), 2..10),
            from in -3000.0_f64..3000.0,
            higher in -10.0_f64..10.0,
        ) {
            let line = |first: f64, more: f64| {
                let years: Vec<YearMean> = means
                    .iter()
                    .enumerate()
                    .map(|(t, (mean, variance))| year(first + t as f64, mean + more, *variance))
                    .collect();
                known_line(&years).unwrap()
            };
            let (here, there) = (line(0.0, 0.0), line(from, higher));
            close(there.slope.value + 1.0, here.slope.value + 1.0);
            close(there.slope.variance, here.slope.variance);
            close(there.height, here.height + higher);
        }

        #[test]
        fn a_year_less_never_makes_the_slope_surer(
            means in prop::collection::vec((1.0_f64..4.0, 0.01_f64..1.0), 3..10),
            left_out in 0_usize..10,
        ) {
            let years: Vec<YearMean> = means
                .iter()
                .enumerate()
                .map(|(t, (mean, variance))| year(t as f64, *mean, *variance))
                .collect();
            let mut fewer = years.clone();
            fewer.remove(left_out % years.len());
            let (all, some) = (known_line(&years).unwrap(), known_line(&fewer).unwrap());
            prop_assert!(all.slope.variance <= some.slope.variance * (1.0 + 1e-12));
        }
    }
}

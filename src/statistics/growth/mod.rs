//! A line for each site, and one for all.

// How many degrees of freedom the slope has.
mod satterthwaite;

pub use super::pooling::Undefined;
use super::{
    Interval,
    interval::{normal_reach, two_sided},
    pooling::random_intercept::{Rows, Shared, Site},
    trend::Point,
};

/// A line that all sites share, each at a height of its own.
#[derive(Clone, PartialEq, Debug)]
pub struct Growth {
    /// The value of the line at the time that counts as zero, its standard error, and how its error
    /// goes with that of the slope.
    pub intercept: f64,
    pub intercept_error: f64,
    pub covariance: f64,
    /// The change a unit of time, with its standard error and 1.96 of them to each side.
    pub slope: f64,
    pub slope_error: f64,
    pub slope_interval: Interval,
    /// The slope in standard errors.
    pub t: f64,
    /// By Student's t. None where sites do not differ in height: then there is no variance of theirs
    /// whose uncertainty could count.
    pub test: Option<SlopeTest>,
    /// The variance between the heights of sites; 0 where they differ no more than rows do.
    pub between: f64,
    /// The variance of rows about the lines of their sites.
    pub within: f64,
    /// The logarithm of the restricted likelihood, with the constant of lme4.
    pub log_likelihood: f64,
    pub sites: Vec<SiteHeight>,
}

/// Whether the slope is beyond chance.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SlopeTest {
    /// Satterthwaite's degrees of freedom.
    pub degrees_of_freedom: f64,
    /// How often chance alone would give a slope as steep as this, up or down.
    pub p: f64,
}

/// How far a site lies above the line of all.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SiteHeight {
    /// The best linear unbiased prediction: the distance, drawn toward zero.
    pub above: f64,
    /// Its standard error, the line taken as known.
    pub error: f64,
}

/// One slope for all sites and a height for each: `value = b0 + b1 (time - zero) + u + e`, with `u` and
/// `e` normal, by restricted maximum likelihood (Laird and Ware 1982, Biometrics 38:963-974).
///
/// In points of the scale and points a unit of time. Times count from `zero`, which moves the intercept
/// only. Sites without points are left out. Undefined with fewer than two sites, where no site has two
/// points, where all lie at the same time, or where every site lies exactly on a line of that slope.
pub fn growth(sites: &[Vec<Point>], zero: f64) -> Result<Growth, Undefined> {
    let rows = Rows::of(sites, Shared::LevelAndSlope)?;
    let fit = rows.most_likely();
    let from_centre = zero - fit.centre;
    let slope_variance = fit.slope_variance();
    let slope_error = slope_variance.sqrt();
    let half = normal_reach() * slope_error;
    let t = fit.slope / slope_error;
    let height = |site: &Site| {
        let kept = site.n * fit.tau2() / (fit.sigma2 + site.n * fit.tau2());
        // Adding zero turns -0 into 0.
        SiteHeight {
            above: kept * fit.above(site) + 0.0,
            error: (fit.tau2() * (1.0 - kept)).sqrt(),
        }
    };
    Ok(Growth {
        intercept: fit.level + fit.slope * from_centre,
        intercept_error: (fit.level_variance() + from_centre.powi(2) * slope_variance).sqrt(),
        covariance: from_centre * slope_variance,
        slope: fit.slope,
        slope_error,
        slope_interval: Interval { low: fit.slope - half, high: fit.slope + half },
        t,
        test: satterthwaite::degrees_of_freedom(&rows, &fit).and_then(|degrees_of_freedom| {
            two_sided(t, degrees_of_freedom).map(|p| SlopeTest { degrees_of_freedom, p })
        }),
        between: fit.tau2(),
        within: fit.sigma2,
        log_likelihood: -rows.deviance(&fit) / 2.0,
        sites: rows.sites.iter().map(height).collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::slice;

    use proptest::prelude::*;

    use super::{
        super::{reference::close, trend::least_squares},
        *,
    };

    fn points(values: &[(f64, f64)]) -> Vec<Point> {
        values.iter().map(|(time, value)| Point { time: *time, value: *value }).collect()
    }

    #[test]
    fn with_equal_years_the_slope_is_the_mean_of_the_slopes_of_sites() {
        // Slopes 1 and 2: about a slope of 1.5, residuals of -0.5, 0 and 0.5 at each site.
        let sites = [
            points(&[(0.0, 1.0), (1.0, 2.0), (2.0, 3.0)]),
            points(&[(0.0, 11.0), (1.0, 13.0), (2.0, 15.0)]),
        ];
        let found = growth(&sites, 1.0).unwrap();
        close(found.slope, 1.5);
        close(found.intercept, 7.5);
        // Squares of 1 over 6 rows less 2 heights and 1 slope.
        close(found.within, 1.0 / 3.0);
        close(found.slope_error, (found.within / 4.0).sqrt());
        // Means 2 and 13: a mean square of 3 (5.5^2 + 5.5^2), less that within, over 3 rows a site.
        close(found.between, (3.0 * 60.5 - 1.0 / 3.0) / 3.0);
        // The variance within is all that the slope rests on: 3 degrees of freedom.
        close(found.test.unwrap().degrees_of_freedom, 3.0);
    }

    #[test]
    fn sites_of_one_height_share_the_line_of_least_squares() {
        let sites = [
            points(&[(0.0, 2.0), (1.0, 2.6), (2.0, 2.2)]),
            points(&[(0.0, 2.4), (1.0, 2.0), (2.0, 2.5)]),
        ];
        let found = growth(&sites, 0.0).unwrap();
        let line = least_squares(&sites.concat()).unwrap();
        close(found.between, 0.0);
        assert_eq!(found.test, None);
        close(found.slope, line.slope);
        close(found.intercept, line.intercept);
        close(found.slope_error, line.precision.unwrap().slope_error);
        assert!(found.sites.iter().all(|site| site.above.abs() <= 0.0 && site.error <= 0.0));
    }

    #[test]
    fn what_has_no_line_says_why() {
        let flat = points(&[(2020.1, 2.0), (2020.1, 3.0), (2020.1, 2.5)]);
        let line = points(&[(0.0, 2.1), (1.0, 2.2), (2.0, 2.3)]);
        assert_eq!(growth(&[], 0.0), Err(Undefined::TooFewSites));
        assert_eq!(growth(slice::from_ref(&line), 0.0), Err(Undefined::TooFewSites));
        assert_eq!(growth(&[flat.clone(), flat.clone()], 0.0), Err(Undefined::OneTime));
        let singles = [points(&[(0.0, 2.0)]), points(&[(1.0, 3.0)])];
        assert_eq!(growth(&singles, 0.0), Err(Undefined::NothingRepeated));
        assert_eq!(growth(&[line.clone(), line], 0.0), Err(Undefined::NoVariationWithin));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn where_years_count_from_moves_the_intercept_alone(
            sites in prop::collection::vec(prop::collection::vec((0_u8..8, 1.0_f64..4.0), 3..6), 3..7),
            later in 0_u16..3000,
        ) {
            let moved = |by: u16| -> Vec<Vec<Point>> {
                let point = |(year, value): &(u8, f64)| Point {
                    time: f64::from(*year) + f64::from(by),
                    value: *value,
                };
                sites.iter().map(|rows| rows.iter().map(point).collect()).collect()
            };
            let (Ok(here), Ok(there)) = (growth(&moved(0), 0.0), growth(&moved(later), 0.0)) else {
                return Ok(());
            };
            close(there.slope + 1.0, here.slope + 1.0);
            close(there.between, here.between);
            close(there.log_likelihood, here.log_likelihood);
            close(there.intercept, here.intercept - here.slope * f64::from(later));
        }
    }
}

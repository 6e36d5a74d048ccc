//! The line of least squares through points, which takes its errors from the points themselves.

use super::{
    super::{
        Interval,
        interval::{reach, two_sided},
        spread::beyond_rounding,
    },
    Point, Undefined,
};

/// The line of least squares.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct LeastSquares {
    pub slope: f64,
    /// Where the line is at time 0.
    pub intercept: f64,
    /// The share of the variation of the values that lies on the line.
    pub explained: Result<f64, Undefined>,
    pub precision: Result<Precision, Undefined>,
}

/// How sure the line is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Precision {
    /// The standard deviation of the points about the line.
    pub residual: f64,
    pub slope_error: f64,
    pub intercept_error: f64,
    pub slope_interval: Interval,
    pub intercept_interval: Interval,
    /// The slope in standard errors.
    pub t: Result<f64, Undefined>,
    /// How often chance alone would give such a t, on either side.
    pub p: Result<f64, Undefined>,
}

/// The line of least squares with 95% intervals: `slope = Sxy / Sxx`, `s = sqrt(RSS / (n - 2))`,
/// standard errors `s / sqrt(Sxx)` and `s sqrt(1/n + xbar^2 / Sxx)`, Student's t with `n - 2` degrees of
/// freedom (Draper and Smith 1998, Applied Regression Analysis, chapter 1).
///
/// In values a unit of time. Undefined where all points lie at the same time. With two points the
/// line has no precision; with points exactly on a line it has no test.
pub fn least_squares(points: &[Point]) -> Result<LeastSquares, Undefined> {
    let n = points.len() as f64;
    let mean = |part: fn(&Point) -> f64| points.iter().map(part).sum::<f64>() / n;
    let (time, value) = (mean(|point| point.time), mean(|point| point.value));
    let sum = |part: &dyn Fn(f64, f64) -> f64| -> f64 {
        points.iter().map(|point| part(point.time - time, point.value - value)).sum()
    };
    let far = n * time * time;
    let across = beyond_rounding(sum(&|x, _| x * x), far);
    if points.len() < 2 {
        return Err(Undefined::TooFewPoints);
    }
    if across <= 0.0 {
        return Err(Undefined::OneTime);
    }
    let slope = sum(&|x, y| x * y) / across;
    let size = n * value * value;
    let up = beyond_rounding(sum(&|_, y| y * y), size);
    let left = beyond_rounding(sum(&|x, y| (y - slope * x).powi(2)), size + up);
    let line = Line { slope, intercept: value - slope * time, n, time, across };
    if !(far + across + up + left + line.intercept.abs()).is_finite() {
        return Err(Undefined::TooLarge);
    }
    let explained = if up <= 0.0 { Err(Undefined::NoVariation) } else { Ok(1.0 - left / up) };
    let precision = line.precision(left);
    Ok(LeastSquares { slope, intercept: line.intercept, explained, precision })
}

struct Line {
    slope: f64,
    intercept: f64,
    n: f64,
    /// The mean time.
    time: f64,
    /// The sum of squares of times about their mean.
    across: f64,
}

impl Line {
    fn precision(&self, left: f64) -> Result<Precision, Undefined> {
        let freedom = self.n - 2.0;
        let reach = reach(freedom).ok_or(Undefined::TooFewPoints)?;
        let residual = (left / freedom).sqrt();
        let slope_error = residual / self.across.sqrt();
        let from_zero = self.time * self.time / self.across;
        let intercept_error = residual * (1.0 / self.n + from_zero).sqrt();
        let about =
            |value, error| Interval { low: value - reach * error, high: value + reach * error };
        let t = Some(self.slope / slope_error).filter(|t| t.is_finite() && 0.0 < left);
        let t = t.ok_or(Undefined::ExactLine);
        Ok(Precision {
            residual,
            slope_error,
            intercept_error,
            slope_interval: about(self.slope, slope_error),
            intercept_interval: about(self.intercept, intercept_error),
            t,
            p: t.and_then(|t| two_sided(t, freedom).ok_or(Undefined::TooFewPoints)),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::super::reference::close, *};

    fn points(values: &[(f64, f64)]) -> Vec<Point> {
        values.iter().map(|(time, value)| Point { time: *time, value: *value }).collect()
    }

    /// The first of Anscombe's four (1973, American Statistician 27:17-21): slope 0.5 with standard
    /// error 0.118, intercept 3, r squared 0.667.
    #[test]
    fn the_line_is_the_published_one() {
        let anscombe = points(&[
            (10.0, 8.04),
            (8.0, 6.95),
            (13.0, 7.58),
            (9.0, 8.81),
            (11.0, 8.33),
            (14.0, 9.96),
            (6.0, 7.24),
            (4.0, 4.26),
            (12.0, 10.84),
            (7.0, 4.82),
            (5.0, 5.68),
        ]);
        let found = least_squares(&anscombe).unwrap();
        let precision = found.precision.unwrap();
        let published = [
            (found.slope, 0.5),
            (found.intercept, 3.0),
            (found.explained.unwrap(), 0.667),
            (precision.slope_error, 0.118),
        ];
        for (found, published) in published {
            assert!((found - published).abs() < 5e-4, "{found} is not {published}");
        }
    }

    #[test]
    fn two_points_give_a_line_without_precision() {
        let found = least_squares(&points(&[(2021.0, 2.5), (2022.0, 3.0)])).unwrap();
        close(found.slope, 0.5);
        close(found.explained.unwrap(), 1.0);
        assert_eq!(found.precision, Err(Undefined::TooFewPoints));
    }

    #[test]
    fn points_on_a_line_cannot_be_tested() {
        let found = least_squares(&points(&[(2020.0, 2.1), (2021.0, 2.2), (2022.0, 2.3)])).unwrap();
        let precision = found.precision.unwrap();
        assert!(precision.residual <= 0.0, "{}", precision.residual);
        assert_eq!(precision.t, Err(Undefined::ExactLine));
        assert_eq!(precision.p, Err(Undefined::ExactLine));
    }

    #[test]
    fn what_has_no_line_says_why() {
        assert_eq!(least_squares(&[]), Err(Undefined::TooFewPoints));
        assert_eq!(least_squares(&points(&[(2020.0, 2.0)])), Err(Undefined::TooFewPoints));
        let same = points(&[(2020.1, 2.0), (2020.1, 3.0), (2020.1, 2.5)]);
        assert_eq!(least_squares(&same), Err(Undefined::OneTime));
        let large = points(&[(0.0, 1e300), (1.0, 2e300), (2.0, -1e300)]);
        assert_eq!(least_squares(&large), Err(Undefined::TooLarge));
        let level = points(&[(0.0, 0.3), (1.0, 0.1 + 0.2), (2.0, 0.3)]);
        assert_eq!(least_squares(&level).unwrap().explained, Err(Undefined::NoVariation));
    }

    proptest! {
        #[test]
        fn adding_to_times_or_values_changes_no_slope(
            values in prop::collection::vec(1.0_f64..4.0, 3..12),
            later in -3000.0_f64..3000.0,
            higher in -10.0_f64..10.0,
        ) {
            let line = |from: f64, more: f64| {
                let point = |(t, value): (usize, &f64)| (from + t as f64, value + more);
                let moved: Vec<(f64, f64)> = values.iter().enumerate().map(point).collect();
                least_squares(&points(&moved)).unwrap()
            };
            let (here, there) = (line(0.0, 0.0), line(later, higher));
            close(there.slope + 1.0, here.slope + 1.0);
            let error = |line: LeastSquares| line.precision.unwrap().slope_error;
            close(error(there) + 1.0, error(here) + 1.0);
        }
    }
}

//! The median of the slopes of all pairs: one bad year does not move it.

use statrs::distribution::{ContinuousCDF, Normal};

use super::{
    super::Interval,
    Point, Undefined,
    by_chance::ByChance,
    mann_kendall::spread,
    order::{median, ranks, sorted, ties},
};

/// The line of Theil and Sen.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TheilSen {
    /// How many pairs have a slope.
    pub n_slopes: usize,
    pub slope: f64,
    /// Where the line is at time 0 if it goes through the medians of times and values.
    pub intercept: f64,
    /// Where the line is at time 0 if half the points lie above it.
    pub intercept_joint: f64,
    /// The interval of the slope by the normal approximation.
    pub interval: Result<Interval, Undefined>,
}

/// The median of `(y_j - y_i) / (x_j - x_i)` over all pairs at different times (Theil 1950; Sen
/// 1968, JASA 63:1379-1389), with the interval of Sen as scipy has it: the sorted slopes at
/// `(N - C) / 2 - 1` and `(N + C) / 2`, rounded half to even, `C` being the normal quantile times
/// the standard error of Kendall's S, ties in times and in values taken off.
///
/// In values a unit of time. Undefined where all points lie at the same time. The approximation
/// is coarse for few points: `exact_sen_interval` is the one to report.
pub fn theil_sen(points: &[Point], confidence: f64) -> Result<TheilSen, Undefined> {
    let slopes = sorted(slopes(points)?.into_iter());
    let slope = median(&slopes).ok_or_else(|| without_slopes(points))?;
    let middle = |part: &dyn Fn(&Point) -> f64| {
        median(&sorted(points.iter().map(part))).ok_or(Undefined::TooFewPoints)
    };
    let line = TheilSen {
        n_slopes: slopes.len(),
        slope,
        intercept: middle(&|point| point.value)? - slope * middle(&|point| point.time)?,
        intercept_joint: middle(&|point| point.value - slope * point.time)?,
        interval: normal_interval(points, &slopes, confidence),
    };
    finite(line, |line| line.intercept.is_finite() && line.intercept_joint.is_finite())
}

/// An interval of a slope, and how often such an interval holds the true one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ExactInterval {
    pub interval: Interval,
    /// The confidence that is reached, which few points cannot choose freely.
    pub achieved: f64,
    /// Which of the sorted slopes the ends are, from 1.
    pub ends: (usize, usize),
}

/// The interval of the slope from the exact distribution of Kendall's S: with `k` the smallest
/// value for which `P(|S| >= k) <= 1 - confidence` and `C = k - 2`, the sorted slopes from the
/// `(N - C) / 2`-th to the `((N + C) / 2 + 1)`-th (Hollander and Wolfe 1999, Nonparametric Statistical
/// Methods, section 9.3). Where there is no such value, the widest there is, with what it reaches.
///
/// Points at the same time make no pair. Equal values make the interval hold the true slope more
/// often than it says. Undefined with fewer than three points, where all lie at the same time, and
/// beyond 150 points.
pub fn exact_sen_interval(points: &[Point], confidence: f64) -> Result<ExactInterval, Undefined> {
    let slopes = sorted(slopes(points)?.into_iter());
    if slopes.is_empty() {
        return Err(without_slopes(points));
    }
    let by_chance = ByChance::of(&ties(&ranks(&times(points))))?;
    let at_most = (1.0 - confidence) * (1.0 + 1e-12);
    // S is odd or even as the number of pairs is.
    let reachable = (1..=slopes.len()).filter(|s| (s + slopes.len()).is_multiple_of(2));
    let rare = |s: &usize| by_chance.as_far_as(*s as u64) <= at_most;
    let k = reachable.into_iter().find(rare).unwrap_or(slopes.len());
    let outside = (slopes.len() - k) / 2;
    let achieved = 1.0 - by_chance.as_far_as(k as u64);
    if achieved <= 0.0 {
        return Err(Undefined::TooFewPoints);
    }
    let (low, high) = (outside + 1, slopes.len() - outside);
    let interval = Interval { low: slopes[low - 1], high: slopes[high - 1] };
    Ok(ExactInterval { interval, achieved, ends: (low, high) })
}

/// The slopes of all pairs at different times.
pub(super) fn slopes(points: &[Point]) -> Result<Vec<f64>, Undefined> {
    /// With more, the slopes would fill the memory.
    const MOST_POINTS: usize = 5_000;
    if MOST_POINTS < points.len() {
        return Err(Undefined::TooManyPoints);
    }
    let times = ranks(&times(points));
    let mut slopes = Vec::new();
    for (at, later) in points.iter().enumerate() {
        for (before, earlier) in points[..at].iter().enumerate() {
            if times[before] != times[at] {
                slopes.push((later.value - earlier.value) / (later.time - earlier.time));
            }
        }
    }
    finite(slopes, |slopes| slopes.iter().all(|slope| slope.is_finite()))
}

fn finite<T>(found: T, is_finite: impl Fn(&T) -> bool) -> Result<T, Undefined> {
    if is_finite(&found) { Ok(found) } else { Err(Undefined::TooLarge) }
}

fn times(points: &[Point]) -> Vec<f64> {
    points.iter().map(|point| point.time).collect()
}

fn without_slopes(points: &[Point]) -> Undefined {
    if points.len() < 2 { Undefined::TooFewPoints } else { Undefined::OneTime }
}

fn normal_interval(
    points: &[Point],
    slopes: &[f64],
    confidence: f64,
) -> Result<Interval, Undefined> {
    let taken_off = |values: &[f64]| -> f64 { ties(&ranks(values)).into_iter().map(spread).sum() };
    let values: Vec<f64> = points.iter().map(|point| point.value).collect();
    let variance = (spread(points.len()) - taken_off(&times(points)) - taken_off(&values)) / 18.0;
    if variance < 0.0 {
        return Err(Undefined::TooManyTies);
    }
    let reach = Normal::standard().inverse_cdf(f64::midpoint(1.0, confidence)) * variance.sqrt();
    let pairs = slopes.len() as f64;
    let low = slopes[place(((pairs - reach) / 2.0).round_ties_even() - 1.0, slopes.len())];
    let high = slopes[place(f64::midpoint(pairs, reach).round_ties_even(), slopes.len())];
    Ok(Interval { low, high })
}

/// The nearest place that there is.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the place lies between 0 and the last one"
)]
fn place(place: f64, places: usize) -> usize {
    place.clamp(0.0, places as f64 - 1.0) as usize
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::reference::{close, golden, number, numbers},
        *,
    };

    fn points(times: &[f64], values: &[f64]) -> Vec<Point> {
        times.iter().zip(values).map(|(time, value)| Point { time: *time, value: *value }).collect()
    }

    fn by_position(values: &[f64]) -> Vec<Point> {
        let times: Vec<f64> = (0..values.len()).map(|time| time as f64).collect();
        points(&times, values)
    }

    #[test]
    fn slopes_agree_with_the_golden_ones() {
        for case in golden()["mann_kendall"].as_array().unwrap() {
            let Some(slope) = case["sen"].as_f64() else { continue };
            let values = numbers(&case["y"]);
            let has_times = case["t"].is_array();
            let times = || numbers(&case["t"]);
            let points = if has_times { points(&times(), &values) } else { by_position(&values) };
            close(theil_sen(&points, 0.95).unwrap().slope, slope);
        }
    }

    #[test]
    fn ends_of_exact_intervals_are_the_golden_ones() {
        let golden = golden();
        let table = golden["sen_exact_ci_index"].as_object().unwrap();
        for (n, levels) in table.iter().filter(|(n, _)| n.as_str() != "_") {
            let values: Vec<f64> = (0..n.parse().unwrap()).map(f64::from).collect();
            for (level, expected) in levels.as_object().unwrap() {
                let confidence = level.parse().map_or(0.95, |percent: f64| percent / 100.0);
                let found = exact_sen_interval(&by_position(&values), confidence).unwrap();
                let ends = (expected[0].as_u64(), expected[1].as_u64());
                assert_eq!((Some(found.ends.0 as u64), Some(found.ends.1 as u64)), ends, "n {n}");
                assert!((found.achieved - number(&expected[2])).abs() < 5e-5, "n {n}: {found:?}");
            }
        }
    }

    #[test]
    fn an_exact_interval_lies_between_slopes_that_are_there() {
        // Slopes 0.1, 0.15, 0.2, 0.2, 0.25, 0.3 of four years: the widest is the only one.
        let found = exact_sen_interval(&by_position(&[2.0, 2.3, 2.4, 2.6]), 0.95).unwrap();
        close(found.interval.low, 0.1);
        close(found.interval.high, 0.3);
        close(found.achieved, 11.0 / 12.0);
    }

    #[test]
    fn points_in_the_same_year_make_no_pair() {
        let repeated = points(&[0.0, 0.0, 1.0, 1.0], &[1.0, 2.0, 3.0, 4.0]);
        let found = theil_sen(&repeated, 0.95).unwrap();
        assert_eq!(found.n_slopes, 4);
        close(found.slope, 2.0);
        // Of the 6 ways to put two of four values into the first year, one gives S = 4, one S = -4.
        close(exact_sen_interval(&repeated, 0.95).unwrap().achieved, 2.0 / 3.0);
    }

    #[test]
    fn what_has_no_slope_says_why() {
        let same = points(&[2020.0; 3], &[2.0, 3.0, 2.5]);
        assert_eq!(theil_sen(&[], 0.95), Err(Undefined::TooFewPoints));
        assert_eq!(theil_sen(&same[..1], 0.95), Err(Undefined::TooFewPoints));
        assert_eq!(theil_sen(&same, 0.95), Err(Undefined::OneTime));
        assert_eq!(exact_sen_interval(&same, 0.95), Err(Undefined::OneTime));
        assert_eq!(
            exact_sen_interval(&by_position(&[2.0, 3.0]), 0.95),
            Err(Undefined::TooFewPoints)
        );
        assert_eq!(theil_sen(&by_position(&vec![3.0; 5_001]), 0.95), Err(Undefined::TooManyPoints));
        let large = points(&[0.0, 1.0], &[-1e308, 1e308]);
        assert_eq!(theil_sen(&large, 0.95), Err(Undefined::TooLarge));
        // Equal values in repeated years: 510 - 132 - 510 is below zero.
        let tied = points(&[0.0, 0.0, 0.0, 1.0, 1.0, 1.0], &[3.0; 6]);
        assert_eq!(theil_sen(&tied, 0.95).unwrap().interval, Err(Undefined::TooManyTies));
    }
}

//! How much of what varies in ratings is differences between subjects: intraclass correlations.

use super::{
    Complete, Undefined,
    f_distribution::{upper_limit, upper_tail},
    mean, reliability_of_mean, written,
};
use crate::statistics::Interval;

/// The mean squares of a table of subjects by raters; None without degrees of freedom.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct MeanSquares {
    subjects: usize,
    raters: usize,
    /// Between subjects, `n - 1` degrees of freedom.
    pub rows: Option<f64>,
    /// Between raters, `k - 1`.
    pub columns: Option<f64>,
    /// Within subjects, `n (k - 1)`.
    pub within: Option<f64>,
    /// What neither subject nor rater explains, `(n - 1) (k - 1)`.
    pub error: Option<f64>,
}

/// A correlation, and the interval that holds it with 95% confidence.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Coefficient {
    /// No value where nothing varies. Estimates may be below 0, and those of a mean of raters above
    /// 1, where subjects differ less than chance alone would make them.
    pub value: Result<f64, Undefined>,
    /// No value where one of the two mean squares that it is made of is 0.
    pub interval: Result<Interval, Undefined>,
}

/// Whether subjects differ at all: a ratio of mean squares, and the chance of a larger one if they
/// do not.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct FTest {
    pub f: f64,
    pub p: f64,
}

/// The six intraclass correlations of Shrout and Fleiss (1979, Psychological Bulletin 86:420-428)
/// with the intervals of Shrout and Fleiss and, for the second, of `McGraw` and Wong (1996,
/// Psychological Methods 1:30-46). Those that end in `k` are of the mean of all raters, the others
/// of one rater.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Icc {
    /// Each subject has raters of its own: (1,1), (1,k).
    pub icc1: Coefficient,
    pub icc1k: Coefficient,
    /// The same raters, a sample of many; agreement in the number itself: (2,1), (2,k).
    pub icc2: Coefficient,
    pub icc2k: Coefficient,
    /// The same raters, and no others; agreement but for the level of each: (3,1), (3,k).
    pub icc3: Coefficient,
    pub icc3k: Coefficient,
    /// None where the mean square below the line is 0.
    pub test1: Option<FTest>,
    pub test3: Option<FTest>,
    /// The second degree of freedom of the interval of `icc2` (Satterthwaite), not rounded.
    pub icc2_freedom: Option<f64>,
}

impl MeanSquares {
    /// Two-way analysis of variance without replication.
    pub fn of(ratings: &Complete) -> MeanSquares {
        let (subjects, raters) = (ratings.subjects(), ratings.raters());
        let (of_rows, of_columns) = (subjects.saturating_sub(1), raters.saturating_sub(1));
        let all = mean_of(ratings.subjects.iter().flatten().copied());
        let rows: Vec<f64> =
            ratings.subjects.iter().map(|subject| mean_of(subject.iter().copied())).collect();
        let columns: Vec<f64> = (0..raters).map(|rater| mean_of(ratings.rater(rater))).collect();
        let cells = || {
            let row = |(subject, row)| columns.iter().zip(subject).map(move |cell| (row, cell));
            ratings.subjects.iter().zip(&rows).flat_map(row)
        };
        let within = cells().map(|(row, (_, value))| (value - row).powi(2)).sum();
        let error = cells().map(|(row, (column, value))| (value - row - (column - all)).powi(2));
        MeanSquares {
            subjects,
            raters,
            rows: mean_square(squares(&rows, all) * raters as f64, of_rows),
            columns: mean_square(squares(&columns, all) * subjects as f64, of_columns),
            within: mean_square(within, subjects * of_columns),
            error: mean_square(error.sum(), of_rows * of_columns),
        }
    }

    /// All without value with fewer than two subjects or raters.
    pub fn correlations(&self) -> Icc {
        match self.two_way() {
            Ok((two_way, within)) => two_way.correlations(within),
            Err(reason) => Icc::without(reason),
        }
    }

    fn two_way(&self) -> Result<(TwoWay, f64), Undefined> {
        let rows = written(self.rows.ok_or(Undefined::TooFewSubjects)?)?;
        let columns = written(self.columns.ok_or(Undefined::TooFewRaters)?)?;
        let within = written(self.within.ok_or(Undefined::TooFewRaters)?)?;
        let error = written(self.error.ok_or(Undefined::TooFewRaters)?)?;
        let (n, k) = (self.subjects as f64, self.raters as f64);
        Ok((TwoWay { n, k, rows, columns, error }, within))
    }
}

impl Icc {
    fn without(reason: Undefined) -> Icc {
        let none = Coefficient { value: Err(reason), interval: Err(reason) };
        Icc {
            icc1: none,
            icc1k: none,
            icc2: none,
            icc2k: none,
            icc3: none,
            icc3k: none,
            test1: None,
            test3: None,
            icc2_freedom: None,
        }
    }
}

impl Coefficient {
    fn of(value: Option<f64>, interval: Option<Interval>) -> Coefficient {
        Coefficient {
            value: value.ok_or(Undefined::NoVariation),
            interval: interval.ok_or(Undefined::NothingLeft),
        }
    }
}

/// Two mean squares whose ratio says how much subjects differ.
#[derive(Clone, Copy)]
pub(super) struct Ratio {
    pub above: f64,
    pub below: f64,
    /// How many ratings a subject has.
    pub size: f64,
    pub freedom: (f64, f64),
}

impl Ratio {
    /// `(above - below) / (above + (size - 1) below)`.
    pub(super) fn single(&self) -> Coefficient {
        let value =
            quotient(self.above - self.below, &[self.above, (self.size - 1.0) * self.below]);
        let end = |f: f64| (f - 1.0) / (f + self.size - 1.0);
        Coefficient::of(value, self.interval(end))
    }

    /// `(above - below) / above`.
    fn average(&self) -> Coefficient {
        let value = quotient(self.above - self.below, &[self.above]);
        Coefficient::of(value, self.interval(|f| 1.0 - 1.0 / f))
    }

    fn interval(&self, end: impl Fn(f64) -> f64) -> Option<Interval> {
        let f = self.test()?.f;
        if f <= 0.0 {
            return None;
        }
        let (above, below) = self.freedom;
        let low = end(f / upper_limit((above, below))?);
        interval(low, end(f * upper_limit((below, above))?))
    }

    pub(super) fn test(&self) -> Option<FTest> {
        let f = quotient(self.above, &[self.below])?;
        Some(FTest { f, p: upper_tail(f, self.freedom)? })
    }
}

/// The mean squares of `n` subjects by `k` raters.
struct TwoWay {
    n: f64,
    k: f64,
    rows: f64,
    columns: f64,
    error: f64,
}

impl TwoWay {
    fn correlations(&self, within: f64) -> Icc {
        let TwoWay { n, k, rows, error, .. } = *self;
        let one_way =
            Ratio { above: rows, below: within, size: k, freedom: (n - 1.0, n * (k - 1.0)) };
        let consistent =
            Ratio { below: error, freedom: (n - 1.0, (n - 1.0) * (k - 1.0)), ..one_way };
        let (icc2, icc2k, icc2_freedom) = self.absolute();
        Icc {
            icc1: one_way.single(),
            icc1k: one_way.average(),
            icc2,
            icc2k,
            icc3: consistent.single(),
            icc3k: consistent.average(),
            test1: one_way.test(),
            test3: consistent.test(),
            icc2_freedom,
        }
    }

    /// Of one rater, of the mean of all, and the second degree of freedom.
    fn absolute(&self) -> (Coefficient, Coefficient, Option<f64>) {
        let TwoWay { n, k, rows, columns, error } = *self;
        let below_single = [rows, (k - 1.0) * error, k * columns / n, -k * error / n];
        let single = quotient(rows - error, &below_single);
        let average = quotient(rows - error, &[rows, columns / n, -error / n]);
        let freedom = single.and_then(|single| self.second_freedom(single));
        let of_single = freedom.and_then(|freedom| self.interval(freedom));
        let of_average = of_single.and_then(|ends| {
            interval(reliability_of_mean(ends.low, k)?, reliability_of_mean(ends.high, k)?)
        });
        (Coefficient::of(single, of_single), Coefficient::of(average, of_average), freedom)
    }

    fn second_freedom(&self, icc: f64) -> Option<f64> {
        let TwoWay { n, k, rows, columns, error } = *self;
        if rows <= 0.0 {
            return None;
        }
        let f = quotient(columns, &[error])?;
        let q = n * (1.0 + (k - 1.0) * icc) - k * icc;
        let above = (n - 1.0) * (k - 1.0) * (k * icc * f + q).powi(2);
        quotient(above, &[(n - 1.0) * (k * icc * f).powi(2), q.powi(2)])
    }

    fn interval(&self, freedom: f64) -> Option<Interval> {
        let TwoWay { n, k, rows, columns, error } = *self;
        let low = upper_limit((n - 1.0, freedom))?;
        let high = upper_limit((freedom, n - 1.0))?;
        let rest = k * columns + (k * n - k - n) * error;
        interval(
            n * (rows - low * error) / (low * rest + n * rows),
            n * (high * rows - error) / (rest + n * high * rows),
        )
    }
}

/// Something over the sum of some parts. None where these leave nothing but rounding, and where the
/// numbers are too large.
fn quotient(above: f64, below: &[f64]) -> Option<f64> {
    const ROUNDING: f64 = 1e-12;
    let sum: f64 = below.iter().sum();
    let size: f64 = below.iter().map(|part| part.abs()).sum();
    let is_nothing = sum.abs() <= ROUNDING * size;
    if is_nothing { None } else { written(above / sum).ok() }
}

/// None where the ends are not in their order, or too far out to be written.
fn interval(low: f64, high: f64) -> Option<Interval> {
    let is_written = low.is_finite() && high.is_finite();
    if is_written && low <= high { Some(Interval { low, high }) } else { None }
}

/// None without degrees of freedom.
pub(super) fn mean_square(squares: f64, freedom: usize) -> Option<f64> {
    if freedom == 0 { None } else { Some(unless_rounding(squares / freedom as f64)) }
}

/// 0 in the place of a mean square so small that it can only come from rounding.
pub(super) fn unless_rounding(square: f64) -> f64 {
    const SMALLEST: f64 = 1e-12;
    if square < SMALLEST { 0.0 } else { square }
}

fn squares(values: &[f64], centre: f64) -> f64 {
    values.iter().map(|value| (value - centre).powi(2)).sum()
}

/// 0 of nothing, where no square is made of it.
fn mean_of(values: impl Iterator<Item = f64>) -> f64 {
    mean(values).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::super::reference::{close, golden, number, numbers},
        *,
    };

    fn correlations(rows: &[Vec<f64>]) -> Icc {
        let row = |row: &Vec<f64>| row.iter().copied().map(Some).collect();
        MeanSquares::of(&Complete::of(&rows.iter().map(row).collect::<Vec<_>>())).correlations()
    }

    #[test]
    fn correlations_agree_with_the_published_ones() {
        let golden = &golden()["shrout_fleiss"];
        let rows: Vec<Vec<f64>> =
            golden["ratings"].as_array().unwrap().iter().map(numbers).collect();
        let icc = correlations(&rows);
        let is =
            |found: Coefficient, name: &str| close(found.value.unwrap(), number(&golden[name]));
        is(icc.icc1, "ICC1");
        is(icc.icc2, "ICC2");
        is(icc.icc3, "ICC3");
        is(icc.icc1k, "ICC1k");
        is(icc.icc2k, "ICC2k");
        is(icc.icc3k, "ICC3k");
    }

    #[test]
    fn perfect_agreement_is_one_but_not_sure_to_be() {
        let icc = correlations(&[vec![1.0, 1.0], vec![3.0, 3.0], vec![4.0, 4.0]]);
        for coefficient in [icc.icc1, icc.icc2, icc.icc3, icc.icc1k, icc.icc2k, icc.icc3k] {
            close(coefficient.value.unwrap(), 1.0);
            assert_eq!(coefficient.interval, Err(Undefined::NothingLeft));
        }
        assert_eq!((icc.test1, icc.test3, icc.icc2_freedom), (None, None, None));
    }

    /// That raters have equal means is no reason to be without an interval.
    #[test]
    fn raters_with_equal_means_have_intervals() {
        let icc = correlations(&[vec![1.0, 2.0], vec![2.0, 1.0], vec![3.0, 3.0], vec![4.0, 4.0]]);
        assert!(
            icc.icc1.interval.is_ok() && icc.icc2.interval.is_ok() && icc.icc3.interval.is_ok()
        );
    }

    #[test]
    fn subjects_with_equal_means_have_no_intervals() {
        let icc = correlations(&[vec![1.0, 3.0], vec![3.0, 1.0], vec![2.0, 2.0]]);
        for coefficient in [icc.icc1, icc.icc2, icc.icc3] {
            assert!(coefficient.value.unwrap() < 0.0);
            assert_eq!(coefficient.interval, Err(Undefined::NothingLeft));
        }
        assert_eq!(icc.icc1k.value, Err(Undefined::NoVariation));
        close(icc.test1.unwrap().p, 1.0);
    }

    /// MSR 0, MSC and MSE 1: nothing but rounding is left of (MSC - MSE) / n.
    #[test]
    fn rounding_is_not_divided_by() {
        let icc = correlations(&[vec![3.0, 1.0, 4.0], vec![2.0, 3.0, 3.0], vec![2.0, 3.0, 3.0]]);
        close(icc.icc2.value.unwrap(), -0.5);
        assert_eq!(icc.icc2k.value, Err(Undefined::NoVariation));
    }

    #[test]
    fn what_cannot_be_said_has_its_reason() {
        let value = |rows: &[Vec<f64>]| correlations(rows).icc1.value;
        assert_eq!(value(&[]), Err(Undefined::TooFewSubjects));
        assert_eq!(value(&[vec![1.0, 2.0]]), Err(Undefined::TooFewSubjects));
        assert_eq!(value(&[vec![1.0], vec![2.0]]), Err(Undefined::TooFewRaters));
        assert_eq!(value(&[vec![3.0, 3.0], vec![3.0, 3.0]]), Err(Undefined::NoVariation));
        assert_eq!(value(&[vec![1e200, 2.0], vec![3.0, 3.0]]), Err(Undefined::TooLarge));
    }

    fn tables(raters: usize) -> impl Strategy<Value = Vec<Vec<f64>>> {
        let rating = (1_u8..5).prop_map(f64::from);
        prop::collection::vec(prop::collection::vec(rating, raters), 2..12)
    }

    proptest! {
        #[test]
        fn the_mean_of_raters_is_as_reliable_as_spearman_and_brown_say(rows in tables(3)) {
            let icc = correlations(&rows);
            let pairs = [(icc.icc1, icc.icc1k), (icc.icc2, icc.icc2k), (icc.icc3, icc.icc3k)];
            for (single, average) in pairs {
                let (Ok(single), Ok(average)) = (single.value, average.value) else { continue };
                let Some(expected) = reliability_of_mean(single, 3.0) else { continue };
                prop_assert!((average - expected).abs() < 1e-7 * (1.0 + expected.abs()));
            }
        }

        #[test]
        fn an_interval_holds_its_value(rows in tables(4)) {
            let icc = correlations(&rows);
            for coefficient in [icc.icc1, icc.icc1k, icc.icc3, icc.icc3k] {
                let Ok(interval) = coefficient.interval else { continue };
                let value = coefficient.value.unwrap();
                prop_assert!(interval.low <= value && value <= interval.high);
            }
        }
    }
}

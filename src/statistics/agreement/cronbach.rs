//! How much the items of a questionnaire measure one thing: Cronbach's alpha.

use super::{Complete, Undefined, f_distribution::upper_limit, mean, written};
use crate::statistics::Interval;

/// Internal consistency: 1 where items rise and fall together, 0 where they have nothing in
/// common, below 0 where they run against each other.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Cronbach {
    pub alpha: f64,
    /// With 95% confidence.
    pub interval: Interval,
}

/// What varies less does not vary.
const SMALLEST_VARIANCE: f64 = 1e-12;

/// `k / (k - 1) (1 - sum of the items' variances / variance of the sums)` (Cronbach 1951), with
/// items in the place of raters and variances over `n - 1`. Items that do not vary stay in.
///
/// Interval: `1 - (1 - alpha) F` with the quantiles of F for `n - 1` and `(n - 1) (k - 1)` degrees
/// of freedom (Feldt, Woodruff and Salih 1987). No value with fewer than two subjects or items, and
/// where the sums do not vary.
pub fn cronbach(answers: &Complete) -> Result<Cronbach, Undefined> {
    if answers.subjects() < 2 {
        return Err(Undefined::TooFewSubjects);
    }
    if answers.raters() < 2 {
        return Err(Undefined::TooFewRaters);
    }
    let of_sums = variance(answers.subjects.iter().map(|subject| subject.iter().sum()));
    if of_sums < SMALLEST_VARIANCE {
        return Err(Undefined::NoVariation);
    }
    let of_items: f64 = (0..answers.raters()).map(|item| variance(answers.rater(item))).sum();
    let items = answers.raters() as f64;
    let alpha = written(items / (items - 1.0) * (1.0 - of_items / of_sums))?;
    let interval = feldt(alpha, answers.subjects() as f64, items).ok_or(Undefined::TooLarge)?;
    Ok(Cronbach { alpha, interval })
}

fn feldt(alpha: f64, subjects: f64, items: f64) -> Option<Interval> {
    let (between, within) = (subjects - 1.0, (subjects - 1.0) * (items - 1.0));
    let low = 1.0 - (1.0 - alpha) * upper_limit((between, within))?;
    let high = 1.0 - (1.0 - alpha) / upper_limit((within, between))?;
    Some(Interval { low, high })
}

/// Over one less than how many there are.
fn variance(values: impl ExactSizeIterator<Item = f64> + Clone) -> f64 {
    let centre = mean(values.clone()).unwrap_or_default();
    let count = values.len() as f64;
    values.map(|value| (value - centre).powi(2)).sum::<f64>() / (count - 1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::{super::reference::close, MeanSquares},
        *,
    };

    fn complete(rows: &[Vec<u8>]) -> Complete {
        let row = |row: &Vec<u8>| row.iter().map(|value| Some(f64::from(*value))).collect();
        Complete::of(&rows.iter().map(row).collect::<Vec<_>>())
    }

    /// Items 1 2 3 and 2 2 4, sums 3 4 7: variances 1 and 4/3 of 13/3.
    #[test]
    fn it_is_what_the_items_have_in_common() {
        let found = cronbach(&complete(&[vec![1, 2], vec![2, 2], vec![3, 4]])).unwrap();
        close(found.alpha, 2.0 * (1.0 - 7.0 / 13.0));
    }

    #[test]
    fn what_cannot_be_said_has_its_reason() {
        assert_eq!(cronbach(&complete(&[])), Err(Undefined::TooFewSubjects));
        assert_eq!(cronbach(&complete(&[vec![1, 2]])), Err(Undefined::TooFewSubjects));
        assert_eq!(cronbach(&complete(&[vec![1], vec![2]])), Err(Undefined::TooFewRaters));
        // Items that vary, but always to the same sum.
        let opposed = complete(&[vec![1, 3], vec![3, 1], vec![2, 2]]);
        assert_eq!(cronbach(&opposed), Err(Undefined::NoVariation));
    }

    proptest! {
        /// Hoyt 1941: alpha is the consistency of the mean of all items, and Feldt's interval is
        /// the one of that.
        #[test]
        fn it_is_the_consistency_of_the_mean(
            rows in prop::collection::vec(prop::collection::vec(1_u8..5, 3), 2..12),
        ) {
            let answers = complete(&rows);
            let consistency = MeanSquares::of(&answers).correlations().icc3k;
            let Ok(found) = cronbach(&answers) else {
                prop_assert_eq!(consistency.value, Err(Undefined::NoVariation));
                return Ok(());
            };
            let size = 1.0 + found.alpha.abs();
            prop_assert!((found.alpha - consistency.value.unwrap()).abs() < 1e-9 * size);
            if let Ok(interval) = consistency.interval {
                let width = size + interval.low.abs();
                prop_assert!((found.interval.low - interval.low).abs() < 1e-7 * width);
                prop_assert!((found.interval.high - interval.high).abs() < 1e-7 * size);
            }
        }
    }
}

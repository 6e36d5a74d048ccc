//! Whether people who rate the same thing say the same.
//!
//! Ratings are a table with a row for each subject (what is rated) and a column for each rater;
//! None stands where a rater gave no rating. Values count as equal to nine decimals, because
//! scores averaged in binary are rarely equal to the last bit.

// The values that a rating can take, and how near two of them are.
mod scale;
// Two raters.
mod pairs;
mod kappa;
// Any number of raters, on a scale with levels.
mod krippendorff;
mod gwet;
// Several items at once.
mod over_items;
// Any number of raters, and nothing missing.
mod complete;
mod several;
mod cronbach;
mod icc;
// Visits of a site as its raters, so many at one site and so many at another.
mod one_way;
// What a reliability means for practice.
mod reliability;
// Observers who give more, or less, than others at the same sites.
mod severity;

// The distribution behind the intervals.
mod f_distribution;

pub use complete::Complete;
pub use cronbach::{Cronbach, cronbach};
pub use gwet::{Gwet, Placed, gwet};
pub use icc::{Coefficient, FTest, Icc, MeanSquares};
pub use kappa::{Kappa, Table};
pub use krippendorff::{Distance, Pairable};
pub use one_way::{OneWay, one_way};
pub use over_items::{
    Disagreement, interval_by_leaving_out, interval_of_high_agreement, over_items,
};
pub use pairs::{Shares, pairs, shares};
pub use reliability::{
    MOST_OBSERVATIONS, MeasurementError, measurement_error, observations_needed,
    reliability_of_mean, reliability_of_one,
};
pub use scale::{Scale, Weights};
pub use several::{Several, several};
pub use severity::{MOST_OBSERVERS, Observer, Severity, Visit, observer_severity};

/// Why there is no value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undefined {
    /// Nothing was rated twice.
    NothingRatedTwice,
    /// Subjects do not differ in their ratings: nothing would be divided by nothing.
    NoVariation,
    /// There are fewer than two subjects.
    TooFewSubjects,
    /// There are fewer than two raters.
    TooFewRaters,
    /// No two levels of a scale disagree.
    NoDisagreement,
    /// A rating is none of the levels of the scale.
    OffScale,
    /// No site of an observer was seen by another: whether the observer is severe or the sites are
    /// low cannot be told.
    NothingShared,
    /// A number that is needed is too large to be written.
    TooLarge,
    /// Observations tell nothing of subjects: their reliability is 0 or less.
    NotReliable,
    /// A reliability, or the one that is wanted, does not lie from 0 to 1.
    NotAShare,
    /// More observations would be needed than are looked for.
    TooManyObservations,
    /// More observers are linked than are compared.
    TooManyObservers,
    /// What was seen fits the value to the last digit, or is only just enough for it; nothing is
    /// left that could say how sure it is.
    NothingLeft,
}

/// A value that can be written.
fn written(value: f64) -> Result<f64, Undefined> {
    if value.is_finite() { Ok(value) } else { Err(Undefined::TooLarge) }
}

/// A share, with what it is a share of; None of nothing.
fn share(part: usize, whole: usize) -> Option<f64> {
    if whole == 0 { None } else { Some(part as f64 / whole as f64) }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = values.fold((0.0, 0.0), |(count, sum), value| (count + 1.0, sum + value));
    if count < 1.0 { None } else { Some(sum / count) }
}

//! Whether an observer gives more, or less, than others who saw the same sites.

// Who can be compared with whom.
mod links;
// What linked observers tell of each other.
mod group;
// The estimates.
mod solution;

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::Undefined;
use crate::statistics::Variance;
use links::Links;
use solution::Solution;

/// What an observer gave at a site: one value a visit. Where sites change from year to year, a site
/// in a year is a site of its own.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Visit<'a> {
    pub site: &'a str,
    pub observer: &'a str,
    pub value: f64,
}

/// What the visits say of their observers.
#[derive(Clone, PartialEq, Debug)]
pub struct Severity<'a> {
    /// In the order in which they first come.
    pub observers: Vec<Observer<'a>>,
    /// The variance of visits that neither site nor observer explains. None where all of the visits
    /// goes into these, or fits them to the last digit.
    pub error: Result<Variance, Undefined>,
    /// The variance between observers, 0 where they differ no more than error would make them; None
    /// without a variance of error, and where no two can be compared.
    pub between: Option<f64>,
}

/// How an observer rates, compared with the mean of all who can be compared with them.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Observer<'a> {
    pub name: &'a str,
    pub visits: usize,
    /// Which observers can be compared: those of the same number, directly or over others.
    pub group: usize,
    /// In points: above 0 they give more than the others would at the same site, below 0 they are
    /// more severe. None where no site of theirs was seen by anyone else: then whether the observer
    /// is severe or the site is low cannot be told.
    pub offset: Option<f64>,
    /// None without a variance of error, as are the two that follow.
    pub standard_error: Option<f64>,
    /// The offset in standard errors.
    pub t: Option<f64>,
    /// The chance of an offset as far from 0 if there is none, by Student's t with the degrees of
    /// freedom of the error. Of one question: where many observers are looked at, adjust it.
    pub p: Option<f64>,
    /// The offset drawn toward 0 all the more the less it rests on (best linear prediction). None
    /// where the offset is, or without a variance of error.
    pub shrunken: Option<f64>,
    /// The standard error of that; None where observers do not differ at all.
    pub shrunken_error: Option<f64>,
}

/// How many linked observers are compared at most; the work grows with their third power.
pub const MOST_OBSERVERS: usize = 1000;

/// Fits `value = site + observer + error` by least squares to the visits of observers who are linked
/// by shared sites, their offsets adding up to 0 in each linked group.
///
/// With `C` the information that visits carry on observers once sites are taken out
/// (`diag(n_j) - sum over sites n_ij n_il / n_i`) and `Q` the sums of their deviations from the site
/// means: offsets `C+ Q`, variances `s2 C+`, where `C+` is the generalised inverse. The variance
/// between observers is Henderson's third (1953, Biometrics 9:226-252):
/// `max(0, (Q' C+ Q - s2 (observers - groups)) / trace(C))`; the shrunken offsets are
/// `(C + (s2 / between) I)^-1 Q`.
///
/// With two in a group their offsets mirror each other: that they differ can be seen, not who is
/// off. None without visits, with more than [`MOST_OBSERVERS`] in a group, and where values are too
/// large.
pub fn observer_severity<'a>(visits: &[Visit<'a>]) -> Result<Severity<'a>, Undefined> {
    if visits.is_empty() {
        return Err(Undefined::NothingRatedTwice);
    }
    let links = Links::of(visits);
    if links.members().iter().any(|members| MOST_OBSERVERS < members.len()) {
        return Err(Undefined::TooManyObservers);
    }
    let solution = Solution::of(&links)?;
    let observers = links.observers.iter().enumerate();
    let observers = observers.map(|(index, name)| observer(index, name, &links, &solution));
    Ok(Severity {
        observers: observers.collect(),
        error: solution.error,
        between: solution.between,
    })
}

fn observer<'a>(
    index: usize,
    name: &'a str,
    links: &Links<'a>,
    solution: &Solution,
) -> Observer<'a> {
    let estimate = solution.estimates[index];
    let offset = estimate.map(|estimate| estimate.offset);
    let standard_error = estimate.and_then(|estimate| estimate.standard_error);
    let t = offset.zip(standard_error).map(|(offset, error)| offset / error);
    let freedom = solution.error.ok().map(|error| error.degrees_of_freedom);
    Observer {
        name,
        visits: links.visits[index],
        group: links.groups[index],
        offset,
        standard_error,
        t,
        p: t.zip(freedom).and_then(|(t, freedom)| two_sided(t, freedom)),
        shrunken: estimate.and_then(|estimate| estimate.shrunken),
        shrunken_error: estimate.and_then(|estimate| estimate.shrunken_error),
    }
}

fn two_sided(t: f64, freedom: f64) -> Option<f64> {
    StudentsT::new(0.0, 1.0, freedom).ok().map(|student| 2.0 * student.sf(t.abs()))
}

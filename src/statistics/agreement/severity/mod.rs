//! Whether an observer gives more, or less, than others who saw the same sites.

// Who can be compared with whom.
mod links;
// What linked observers tell of each other.
mod group;
// The estimates.
mod solution;

use super::{Undefined, f_distribution::upper_tail};
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
    /// The variance of visits that neither site nor observer explains. No value where all of the
    /// visits goes into these, or fits them to the last digit.
    pub error: Result<Variance, Undefined>,
    /// The variance between observers, 0 where they differ no more than error would make them. No
    /// value without a variance of error, and where no two can be compared.
    pub between: Result<f64, Undefined>,
}

/// How an observer rates, compared with the mean of all who can be compared with them.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Observer<'a> {
    pub name: &'a str,
    pub visits: usize,
    /// Which observers can be compared: those of the same number, directly or over others.
    pub group: usize,
    /// In points: above 0 they give more than the others would at the same site, below 0 they are
    /// more severe. No value where no site of theirs was seen by anyone else.
    pub offset: Result<f64, Undefined>,
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
pub const MOST_OBSERVERS: usize = 500;

/// Fits `value = site + observer + error` by least squares to the visits of observers who are
/// linked by shared sites, their offsets adding up to 0 in each linked group.
///
/// With `C` the information that visits carry on observers once sites are taken out (`diag(n_j) -
/// sum over sites n_ij n_il / n_i`) and `Q` the sums of their deviations from the site means:
/// offsets `C+ Q`, variances `s2 C+`, where `C+` is the generalised inverse. The variance between
/// observers is Henderson's third (1953, Biometrics 9:226-252): `max(0, (Q' C+ Q - s2 (observers -
/// groups)) / trace(C))`; the shrunken offsets are `(C + (s2 / between) I)^-1 Q`.
///
/// With two in a group their offsets mirror each other: that they differ can be seen, not who is
/// off. No value without visits, with more than [`MOST_OBSERVERS`] in a group, and where values are
/// too large.
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
    let offset = estimate.map(|estimate| estimate.offset).ok_or(Undefined::NothingShared);
    let standard_error = estimate.and_then(|estimate| estimate.standard_error);
    let t = offset.ok().zip(standard_error).map(|(offset, error)| offset / error);
    let freedom = solution.error.ok().map(|error| error.degrees_of_freedom);
    Observer {
        name,
        visits: links.visits[index],
        group: links.groups[index],
        offset,
        standard_error,
        t,
        // The square of Student's t is an F.
        p: t.zip(freedom).and_then(|(t, freedom)| upper_tail(t.powi(2), (1.0, freedom))),
        shrunken: estimate.and_then(|estimate| estimate.shrunken),
        shrunken_error: estimate.and_then(|estimate| estimate.shrunken_error),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::super::reference::close, *};

    fn visits<'a>(all: &[(&'a str, &'a str, f64)]) -> Vec<Visit<'a>> {
        all.iter().map(|(site, observer, value)| Visit { site, observer, value: *value }).collect()
    }

    /// Two observers at two sites. Means by observer 3.5 and 2, so offsets of 0.75 and -0.75; what
    /// is left of each visit is a quarter, so the variance of error is 4 / 16 over one degree of
    /// freedom. `C` is 1 and -1, `C+` a quarter of that; `Q` is 1.5 and -1.5.
    #[test]
    fn two_observers_at_the_same_sites_are_compared() {
        let all = visits(&[
            ("Oak", "Ana", 4.0),
            ("Oak", "Ben", 2.0),
            ("Elm", "Ana", 3.0),
            ("Elm", "Ben", 2.0),
        ]);
        let found = observer_severity(&all).unwrap();
        let error = found.error.unwrap();
        close(error.value, 0.25);
        close(error.degrees_of_freedom, 1.0);
        // (Q' C+ Q - s2) / trace = (2.25 - 0.25) / 2.
        close(found.between.unwrap(), 1.0);
        let [ana, ben] = [found.observers[0], found.observers[1]];
        assert_eq!((ana.name, ana.visits, ben.name, ben.group), ("Ana", 2, "Ben", 0));
        close(ana.offset.unwrap(), 0.75);
        close(ben.offset.unwrap(), -0.75);
        close(ana.standard_error.unwrap(), 0.25);
        close(ana.t.unwrap(), 3.0);
        // Student's t with one degree of freedom is Cauchy's distribution.
        close(ana.p.unwrap(), 1.0 - 2.0 / std::f64::consts::PI * f64::atan(3.0));
        // C + I / 4 has 1.25 and -1; its inverse 1.25 and 1 over 0.5625.
        close(ana.shrunken.unwrap(), 1.5 * 0.25 / 0.5625);
        close(ana.shrunken_error.unwrap(), (0.25_f64 * 1.25 / 0.5625).sqrt());
    }

    /// Ana and Cal never met; both met Ben. Ana gives one more than Ben and Ben two more than Cal.
    /// Dee alone visits Fir.
    #[test]
    fn observers_are_compared_over_others_and_a_lone_one_with_nobody() {
        let all = visits(&[
            ("Oak", "Ana", 3.0),
            ("Oak", "Ben", 2.0),
            ("Elm", "Ben", 3.0),
            ("Elm", "Cal", 1.0),
            ("Fir", "Dee", 1.0),
            ("Fir", "Dee", 1.0),
        ]);
        let found = observer_severity(&all).unwrap();
        let groups: Vec<usize> = found.observers.iter().map(|observer| observer.group).collect();
        assert_eq!(groups, [0, 0, 0, 1]);
        for (observer, expected) in found.observers.iter().zip([4.0 / 3.0, 1.0 / 3.0, -5.0 / 3.0]) {
            close(observer.offset.unwrap(), expected);
            assert_eq!(
                (observer.standard_error, observer.p, observer.shrunken),
                (None, None, None)
            );
        }
        assert_eq!(found.observers[3].offset, Err(Undefined::NothingShared));
        assert_eq!(found.error, Err(Undefined::NothingLeft));
    }

    #[test]
    fn where_observers_do_not_differ_nothing_is_kept_of_their_offsets() {
        let all = visits(&[
            ("Oak", "Ana", 4.0),
            ("Oak", "Ben", 3.0),
            ("Elm", "Ana", 3.0),
            ("Elm", "Ben", 3.0),
        ]);
        let found = observer_severity(&all).unwrap();
        // Q' C+ Q = 0.25, and so is the variance of error.
        close(found.between.unwrap(), 0.0);
        close(found.observers[0].offset.unwrap(), 0.25);
        close(found.observers[0].shrunken.unwrap(), 0.0);
        assert_eq!(found.observers[0].shrunken_error, None);
    }

    #[test]
    fn what_cannot_be_said_has_its_reason() {
        assert_eq!(observer_severity(&[]), Err(Undefined::NothingRatedTwice));
        let alone = visits(&[("Oak", "Ana", 1.0), ("Oak", "Ana", 2.0)]);
        assert_eq!(observer_severity(&alone).unwrap().between, Err(Undefined::NothingShared));
        let large = visits(&[("Oak", "Ana", 1e308), ("Oak", "Ben", -1e308), ("Oak", "Ben", 1.0)]);
        assert_eq!(observer_severity(&large).unwrap().error, Err(Undefined::TooLarge));
        let names: Vec<String> = (0..=MOST_OBSERVERS).map(|number| number.to_string()).collect();
        let crowd: Vec<Visit<'_>> =
            names.iter().map(|name| Visit { site: "Oak", observer: name, value: 1.0 }).collect();
        assert_eq!(observer_severity(&crowd), Err(Undefined::TooManyObservers));
    }

    proptest! {
        #[test]
        fn a_higher_site_is_no_milder_observer(
            all in prop::collection::vec((0_usize..4, 0_usize..5, 1_u8..5), 1..30),
        ) {
            const SITES: [&str; 4] = ["Oak", "Elm", "Fir", "Ash"];
            const OBSERVERS: [&str; 5] = ["Ana", "Ben", "Cal", "Dee", "Eli"];
            let visit = |raised: f64| move |(site, observer, value): &(usize, usize, u8)| Visit {
                site: SITES[*site],
                observer: OBSERVERS[*observer],
                value: f64::from(*value) + raised * *site as f64,
            };
            let level: Vec<Visit<'_>> = all.iter().map(visit(0.0)).collect();
            let raised: Vec<Visit<'_>> = all.iter().map(visit(1.5)).collect();
            let (level, raised) =
                (observer_severity(&level).unwrap(), observer_severity(&raised).unwrap());
            let sum: f64 = level.observers.iter().filter_map(|observer| observer.offset.ok()).sum();
            prop_assert!(sum.abs() < 1e-9);
            for (one, other) in level.observers.iter().zip(&raised.observers) {
                match (one.offset, other.offset) {
                    (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-8),
                    (one, other) => prop_assert_eq!(one, other),
                }
            }
        }
    }
}

//! Agreement of any number of raters where nearly all ratings are the same: Gwet's AC1 and AC2.

use super::{Disagreement, Scale, Undefined, Weights, mean, written};
use crate::statistics::{Interval, reach};

/// Agreement beyond chance: AC1 with [`Weights::Unweighted`], otherwise AC2.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Gwet {
    pub value: f64,
    /// The weighted share of pairs of raters that agree.
    pub observed: f64,
    /// The share that would agree by chance.
    pub by_chance: f64,
    /// For a sample of subjects from many. None with one subject; 0 where all subjects agree alike,
    /// and then it is no measure of how sure the value is.
    pub standard_error: Option<f64>,
    /// With 95% confidence, cut off at 1. None without a standard error above 0.
    pub interval: Option<Interval>,
    /// How many subjects have a rating.
    pub subjects: usize,
    /// How many of them have two or more.
    pub rated_twice: usize,
}

/// `(pa - pe) / (1 - pe)` with `pa` the mean over subjects, rated twice or more, of the weighted
/// share of agreeing pairs, and `pe = T sum pi (1 - pi) / (q (q - 1))`: `T` the sum of the weights,
/// `pi` the mean over all subjects of the share of ratings at a level, `q` levels (Gwet 2008,
/// British Journal of Mathematical and Statistical Psychology 61:29-48; with weights and gaps Gwet
/// 2014, Handbook of Inter-Rater Reliability, 4th edition, chapters 3 to 5).
///
/// Unlike kappa and alpha it is defined where all ratings are the same: 1. No value where nothing
/// was rated twice or the scale has fewer than two levels.
pub fn gwet(
    ratings: &[Vec<Option<f64>>],
    scale: &Scale,
    weights: Weights,
) -> Result<Gwet, Undefined> {
    Placed::of(ratings, scale, weights)?.gwet()
}

/// How the ratings of each subject lie on a scale, so that subjects can be left out again and again.
#[derive(Clone, Debug)]
pub struct Placed {
    subjects: Vec<Subject>,
    levels: usize,
    /// The sum of the weights over `q (q - 1)`.
    factor: f64,
}

impl Placed {
    /// None of a scale with fewer than two levels, and where a rating is none of its levels.
    pub fn of(
        ratings: &[Vec<Option<f64>>],
        scale: &Scale,
        weights: Weights,
    ) -> Result<Placed, Undefined> {
        let levels = scale.levels();
        if levels < 2 {
            return Err(Undefined::NoVariation);
        }
        let subject = |(place, row): (usize, &Vec<Option<f64>>)| {
            Subject::of(place, row, scale, weights).transpose()
        };
        let subjects = ratings.iter().enumerate().filter_map(subject).collect::<Result<_, _>>()?;
        let weight = |one| (0..levels).map(move |other| weights.between(one, other, levels));
        let sum: f64 = (0..levels).flat_map(weight).sum();
        Ok(Placed { subjects, levels, factor: sum / (levels * (levels - 1)) as f64 })
    }

    /// See [`gwet`].
    pub fn gwet(&self) -> Result<Gwet, Undefined> {
        let subjects: Vec<&Subject> = self.subjects.iter().collect();
        let (observed, chance) = self.parts(&subjects)?;
        let by_chance = chance.agreement();
        let value = written((observed - by_chance) / (1.0 - by_chance))?;
        let standard_error = standard_error(&subjects, &chance, value);
        Ok(Gwet {
            value,
            observed,
            by_chance,
            standard_error,
            interval: interval(value, standard_error, subjects.len()),
            subjects: subjects.len(),
            rated_twice: subjects.iter().filter(|subject| subject.agreement.is_some()).count(),
        })
    }

    /// The two parts of the coefficient of some subjects, `1 - pa` and `1 - pe`, for bringing several
    /// items together. Subjects are meant by their place in the table.
    pub fn disagreement_among(
        &self,
        is_meant: impl Fn(usize) -> bool,
    ) -> Result<Disagreement, Undefined> {
        let subjects = self.subjects.iter().filter(|subject| is_meant(subject.place));
        let (observed, chance) = self.parts(&subjects.collect::<Vec<_>>())?;
        let disagreement =
            Disagreement { seen: 1.0 - observed, by_chance: 1.0 - chance.agreement() };
        Ok(disagreement)
    }

    fn parts(&self, subjects: &[&Subject]) -> Result<(f64, Chance), Undefined> {
        let observed = mean(subjects.iter().filter_map(|subject| subject.agreement));
        Ok((observed.ok_or(Undefined::NothingRatedTwice)?, self.chance(subjects)))
    }

    fn chance(&self, subjects: &[&Subject]) -> Chance {
        let mut levels = vec![0.0; self.levels];
        for subject in subjects {
            for (level, count) in &subject.counts {
                levels[*level] += count / subject.ratings / subjects.len() as f64;
            }
        }
        Chance { levels, factor: self.factor }
    }
}

/// The standard deviation, over the root of `n`, of what each subject says:
/// `(n / n2) (pa_i - pe) / (1 - pe) - 2 (1 - AC) (pe_i - pe) / (1 - pe)`, its first term 0 for a
/// subject that was rated once. None with one subject.
fn standard_error(subjects: &[&Subject], chance: &Chance, value: f64) -> Option<f64> {
    let by_chance = chance.agreement();
    let all = subjects.len() as f64;
    let twice = subjects.iter().filter(|subject| subject.agreement.is_some()).count() as f64;
    let says = |subject: &Subject| {
        let beyond = subject.agreement.map_or(0.0, |own| all / twice * (own - by_chance));
        let of_chance = 2.0 * (1.0 - value) * (chance.share_of(subject) - by_chance);
        (beyond - of_chance) / (1.0 - by_chance)
    };
    let squares: f64 = subjects.iter().map(|subject| (says(subject) - value).powi(2)).sum();
    // Rounding leaves a little of what should be nothing.
    let variance = if squares < 1e-24 { 0.0 } else { squares } / (all * (all - 1.0));
    if subjects.len() < 2 { None } else { Some(variance.sqrt()) }
}

fn interval(value: f64, standard_error: Option<f64>, subjects: usize) -> Option<Interval> {
    let standard_error = standard_error.filter(|error| 0.0 < *error)?;
    let half = reach(subjects as f64 - 1.0)? * standard_error;
    Some(Interval { low: value - half, high: (value + half).min(1.0) })
}

/// How often a subject was put at each level, of those it was put at.
#[derive(Clone, Debug)]
struct Subject {
    place: usize,
    /// In the order of the levels.
    counts: Vec<(usize, f64)>,
    ratings: f64,
    /// The weighted share of its pairs of ratings that agree; None without a pair.
    agreement: Option<f64>,
}

impl Subject {
    /// None without a rating.
    fn of(
        place: usize,
        row: &[Option<f64>],
        scale: &Scale,
        weights: Weights,
    ) -> Result<Option<Subject>, Undefined> {
        let mut counts: Vec<(usize, f64)> = Vec::new();
        for rating in row.iter().flatten() {
            let level = scale.position(*rating).ok_or(Undefined::OffScale)?;
            match counts.binary_search_by_key(&level, |(level, _)| *level) {
                Ok(at) => counts[at].1 += 1.0,
                Err(at) => counts.insert(at, (level, 1.0)),
            }
        }
        let ratings: f64 = counts.iter().map(|(_, count)| count).sum();
        let agreement =
            agreement(&counts, ratings, |one, other| weights.between(one, other, scale.levels()));
        let subject = Subject { place, counts, ratings, agreement };
        Ok((0.0 < ratings).then_some(subject))
    }
}

fn agreement(
    counts: &[(usize, f64)],
    ratings: f64,
    weight: impl Fn(usize, usize) -> f64,
) -> Option<f64> {
    let with = |one: usize| -> f64 {
        counts.iter().map(|(level, count)| weight(one, *level) * count).sum()
    };
    // A rating agrees with itself, which is no pair.
    let pairs: f64 = counts.iter().map(|(level, count)| count * (with(*level) - 1.0)).sum();
    let all = ratings * (ratings - 1.0);
    if all < 1.0 { None } else { Some(pairs / all) }
}

/// Agreement by chance.
struct Chance {
    /// How often each level is given, as a share.
    levels: Vec<f64>,
    /// The sum of the weights over `q (q - 1)`.
    factor: f64,
}

impl Chance {
    fn agreement(&self) -> f64 {
        self.factor * self.levels.iter().map(|share| share * (1.0 - share)).sum::<f64>()
    }

    /// What one subject contributes to it.
    fn share_of(&self, subject: &Subject) -> f64 {
        let rest = |(level, count): &(usize, f64)| count * (1.0 - self.levels[*level]);
        self.factor * subject.counts.iter().map(rest).sum::<f64>() / subject.ratings
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::{
        super::super::reference::{cases, close, golden, number},
        *,
    };

    fn scale(levels: u8) -> Scale {
        Scale::new(&(1..=levels).map(f64::from).collect::<Vec<_>>()).unwrap()
    }

    fn table(rows: &Value) -> Vec<Vec<Option<f64>>> {
        let row = |row: &Value| row.as_array().unwrap().iter().map(Value::as_f64).collect();
        rows.as_array().unwrap().iter().map(row).collect()
    }

    /// Four observers, twelve units, five levels, gaps.
    fn example() -> Vec<Vec<Option<f64>>> {
        let name = "kripp_krippendorff_4_observers_12_units";
        let case = cases("agreement").into_iter().find(|case| case["name"] == name).unwrap();
        table(&case["input"]["ratings"])
    }

    #[test]
    fn coefficients_agree_with_the_golden_ones() {
        let golden = &golden()["gwet_4x12"];
        let found = |weights| gwet(&example(), &scale(5), weights).unwrap();
        let unweighted = found(Weights::Unweighted);
        close(unweighted.value, number(&golden["identity"]));
        close(unweighted.observed, number(&golden["pa_identity"]));
        close(found(Weights::Linear).value, number(&golden["linear"]));
        close(found(Weights::Quadratic).value, number(&golden["quadratic"]));
        close(found(Weights::Ordinal).value, number(&golden["ordinal"]));
        assert_eq!((unweighted.subjects, unweighted.rated_twice), (12, 11));
    }

    /// The standard errors and intervals of irrCAC 0.4.4 for the same example.
    #[test]
    fn intervals_agree_with_irrcac() {
        let published = [
            (Weights::Unweighted, 0.142_949_951, 0.460_813_348, 1.0),
            (Weights::Quadratic, 0.103_962_245, 0.685_181_366, 1.0),
        ];
        for (weights, standard_error, low, high) in published {
            let found = gwet(&example(), &scale(5), weights).unwrap();
            close(found.standard_error.unwrap(), standard_error);
            close(found.interval.unwrap().low, low);
            close(found.interval.unwrap().high, high);
        }
    }

    #[test]
    fn one_disagreement_among_equal_ratings_stays_one() {
        let golden = &golden()["skewed_one_disagreement"];
        let by_rater = table(&golden["ratings_by_rater"]);
        let by_subject: Vec<Vec<Option<f64>>> =
            (0..5).map(|subject| by_rater.iter().map(|rater| rater[subject]).collect()).collect();
        let found = gwet(&by_subject, &scale(4), Weights::Quadratic).unwrap();
        // Given to five digits.
        let expected = number(&golden["gwet_ac2_quadratic_q4"]);
        assert!((found.value - expected).abs() < 1e-5, "{}", found.value);
    }

    #[test]
    fn where_all_ratings_are_the_same_agreement_is_whole_but_of_unknown_sureness() {
        let same = vec![vec![Some(3.0), Some(3.0)]; 4];
        let found = gwet(&same, &scale(4), Weights::Quadratic).unwrap();
        close(found.value, 1.0);
        assert_eq!(found.standard_error, Some(0.0));
        assert_eq!(found.interval, None);
    }

    #[test]
    fn where_all_subjects_agree_alike_their_agreement_is_of_unknown_sureness() {
        let alike = vec![vec![Some(1.0), Some(2.0), Some(2.0)]; 7];
        let found = gwet(&alike, &scale(4), Weights::Linear).unwrap();
        assert_eq!((found.standard_error, found.interval), (Some(0.0), None));
    }

    #[test]
    fn what_cannot_be_said_has_its_reason() {
        let alone = [vec![Some(1.0), None], vec![None, Some(2.0)]];
        let weights = Weights::Unweighted;
        assert_eq!(gwet(&alone, &scale(4), weights), Err(Undefined::NothingRatedTwice));
        assert_eq!(gwet(&[], &scale(4), weights), Err(Undefined::NothingRatedTwice));
        assert_eq!(gwet(&alone, &scale(1), weights), Err(Undefined::NoVariation));
        assert_eq!(gwet(&[vec![Some(5.0)]], &scale(4), weights), Err(Undefined::OffScale));
        let single = gwet(&[vec![Some(1.0), Some(2.0)]], &scale(4), weights).unwrap();
        assert_eq!((single.standard_error, single.interval), (None, None));
    }

    proptest! {
        #[test]
        fn some_of_the_subjects_are_a_table_of_their_own(
            ratings in prop::collection::vec(
                prop::collection::vec(prop::option::of((1_u8..5).prop_map(f64::from)), 3), 1..15,
            ),
            left in 0_usize..15,
        ) {
            let others = ratings.iter().enumerate().filter(|(subject, _)| *subject != left);
            let others: Vec<_> = others.map(|(_, row)| row.clone()).collect();
            let parts = |ratings: &[Vec<Option<f64>>]| {
                let found = gwet(ratings, &scale(4), Weights::Ordinal).ok()?;
                Some(Disagreement { seen: 1.0 - found.observed, by_chance: 1.0 - found.by_chance })
            };
            let all = Placed::of(&ratings, &scale(4), Weights::Ordinal).unwrap();
            prop_assert_eq!(all.disagreement_among(|subject| subject != left).ok(), parts(&others));
        }

        #[test]
        fn it_is_whole_at_most_and_neither_raters_nor_subjects_have_an_order(
            ratings in prop::collection::vec(
                prop::collection::vec(prop::option::of((1_u8..5).prop_map(f64::from)), 3),
                1..15,
            ),
        ) {
            let turned: Vec<Vec<Option<f64>>> =
                ratings.iter().rev().map(|row| row.iter().rev().copied().collect()).collect();
            let one = gwet(&ratings, &scale(4), Weights::Quadratic);
            let other = gwet(&turned, &scale(4), Weights::Quadratic);
            let (Ok(one), Ok(other)) = (one, other) else {
                prop_assert_eq!(one, other);
                return Ok(());
            };
            prop_assert!(one.value <= 1.0 + 1e-12);
            prop_assert!((one.value - other.value).abs() < 1e-12);
            let errors = one.standard_error.zip(other.standard_error);
            prop_assert!(errors.is_none_or(|(one, other)| (one - other).abs() < 1e-9));
        }
    }
}

//! Agreement of several raters who all rated the same subjects.

use std::collections::BTreeMap;

use super::{
    Complete, Scale, Shares, Table, Undefined, Weights, mean,
    pairs::{is_within_one, shares},
    scale::same,
    share,
};

/// How much several raters agree.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Several {
    /// The shares of subjects on which all raters agree: exactly, or with one point at most from
    /// the lowest to the highest. None without subjects or a second rater.
    pub all: Option<Shares>,
    /// The shares for two raters, as a mean over all pairs of raters.
    pub pairwise: Option<Shares>,
    /// Cohen's unweighted kappa, as a mean over all pairs of raters (Light 1971). No value where
    /// any pair has none.
    pub light_kappa: Result<f64, Undefined>,
    /// `(P - Pe) / (1 - Pe)` with `P` the mean share of agreeing pairs of a subject and `Pe` the
    /// sum of the squared shares of the levels (Fleiss 1971). No value where all ratings are the
    /// same.
    pub fleiss_kappa: Result<f64, Undefined>,
}

/// How much several raters agree on a scale with levels.
pub fn several(ratings: &Complete, scale: &Scale) -> Several {
    Several {
        all: all_agree(ratings),
        pairwise: pairwise(ratings),
        light_kappa: light_kappa(ratings, scale),
        fleiss_kappa: fleiss_kappa(ratings, scale),
    }
}

fn all_agree(ratings: &Complete) -> Option<Shares> {
    if ratings.raters() < 2 {
        return None;
    }
    let ends = |subject: &Vec<f64>| {
        let lowest = subject.iter().copied().fold(f64::INFINITY, f64::min);
        (lowest, subject.iter().copied().fold(f64::NEG_INFINITY, f64::max))
    };
    shares(&ratings.subjects.iter().map(ends).collect::<Vec<_>>())
}

fn pairwise(ratings: &Complete) -> Option<Shares> {
    let mut exact = 0;
    let mut within_one = 0;
    let mut all = 0;
    for (one, other) in pairs_of(ratings.raters()) {
        let both = ratings.rater(one).zip(ratings.rater(other));
        exact += both.clone().filter(|(one, other)| same(*one, *other)).count();
        within_one += both.filter(|(one, other)| is_within_one(*one, *other)).count();
        all += ratings.subjects();
    }
    Some(Shares { exact: share(exact, all)?, within_one: share(within_one, all)? })
}

fn light_kappa(ratings: &Complete, scale: &Scale) -> Result<f64, Undefined> {
    let kappa = |(one, other)| {
        let both: Vec<(f64, f64)> = ratings.rater(one).zip(ratings.rater(other)).collect();
        Ok(Table::of_pairs(&both, scale)?.kappa(Weights::Unweighted)?.value)
    };
    let kappas = pairs_of(ratings.raters()).map(kappa).collect::<Result<Vec<f64>, _>>()?;
    mean(kappas.into_iter()).ok_or(Undefined::TooFewRaters)
}

fn pairs_of(raters: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..raters).flat_map(move |one| (one + 1..raters).map(move |other| (one, other)))
}

fn fleiss_kappa(ratings: &Complete, scale: &Scale) -> Result<f64, Undefined> {
    if ratings.raters() < 2 {
        return Err(Undefined::TooFewRaters);
    }
    let raters = ratings.raters() as f64;
    let mut totals = BTreeMap::new();
    let mut agreements = Vec::new();
    for subject in &ratings.subjects {
        let mut counts = BTreeMap::new();
        for rating in subject {
            let level = scale.position(*rating).ok_or(Undefined::OffScale)?;
            *counts.entry(level).or_insert(0.0) += 1.0;
            *totals.entry(level).or_insert(0.0) += 1.0;
        }
        let squares: f64 = counts.values().map(|count: &f64| count.powi(2)).sum();
        agreements.push((squares - raters) / (raters * (raters - 1.0)));
    }
    let observed = mean(agreements.into_iter()).ok_or(Undefined::NothingRatedTwice)?;
    if totals.len() == 1 {
        return Err(Undefined::NoVariation);
    }
    let all = raters * ratings.subjects() as f64;
    let by_chance: f64 = totals.values().map(|count: &f64| (count / all).powi(2)).sum();
    Ok((observed - by_chance) / (1.0 - by_chance))
}

#[cfg(test)]
mod tests {
    use super::{super::super::reference::close, *};

    fn found(ratings: &[&[f64]], levels: &[f64]) -> Several {
        let rows: Vec<Vec<Option<f64>>> =
            ratings.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
        several(&Complete::of(&rows), &Scale::new(levels).unwrap())
    }

    /// Fleiss 1971 by way of its best known worked example: ten subjects, fourteen raters, five
    /// levels, kappa 0.210 (P 0.378, Pe 0.213).
    #[test]
    fn the_worked_example_of_many_raters_is_reproduced() {
        const COUNTS: [[usize; 5]; 10] = [
            [0, 0, 0, 0, 14],
            [0, 2, 6, 4, 2],
            [0, 0, 3, 5, 6],
            [0, 3, 9, 2, 0],
            [2, 2, 8, 1, 1],
            [7, 7, 0, 0, 0],
            [3, 2, 6, 3, 0],
            [2, 5, 3, 2, 2],
            [6, 5, 2, 1, 0],
            [0, 2, 2, 3, 7],
        ];
        let levels = [1.0, 2.0, 3.0, 4.0, 5.0];
        let row = |counts: &[usize; 5]| -> Vec<f64> {
            levels.iter().zip(counts).flat_map(|(level, count)| vec![*level; *count]).collect()
        };
        let rows: Vec<Vec<f64>> = COUNTS.iter().map(row).collect();
        let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
        let kappa = found(&rows, &levels).fleiss_kappa.unwrap();
        assert!((kappa - 0.210).abs() < 0.0005, "{kappa}");
    }

    #[test]
    fn all_agree_less_often_than_two() {
        let several =
            found(&[&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0], &[2.0, 2.0, 3.0]], &[1.0, 2.0, 3.0]);
        let (all, pairwise) = (several.all.unwrap(), several.pairwise.unwrap());
        close(all.exact, 1.0 / 3.0);
        close(all.within_one, 2.0 / 3.0);
        // Of nine pairs, three and one are equal, and all but the one of 1 and 3 are within one.
        close(pairwise.exact, 4.0 / 9.0);
        close(pairwise.within_one, 8.0 / 9.0);
    }

    #[test]
    fn a_pair_without_kappa_leaves_the_mean_without() {
        // The first two raters always gave 2: nothing divided by nothing.
        let several = found(&[&[2.0, 2.0, 1.0], &[2.0, 2.0, 2.0]], &[1.0, 2.0]);
        assert_eq!(several.light_kappa, Err(Undefined::NoVariation));
        // P = 2/3, Pe = (1/6)^2 + (5/6)^2 = 26/36.
        close(several.fleiss_kappa.unwrap(), -0.2);
    }

    #[test]
    fn where_all_ratings_are_the_same_nothing_is_beyond_chance() {
        let several = found(&[&[2.0, 2.0], &[2.0, 2.0]], &[1.0, 2.0]);
        close(several.all.unwrap().exact, 1.0);
        assert_eq!(several.light_kappa, Err(Undefined::NoVariation));
        assert_eq!(several.fleiss_kappa, Err(Undefined::NoVariation));
    }

    #[test]
    fn one_rater_agrees_with_nobody() {
        let several = found(&[&[1.0], &[2.0]], &[1.0, 2.0]);
        assert_eq!((several.all, several.pairwise), (None, None));
        assert_eq!(several.light_kappa, Err(Undefined::TooFewRaters));
        assert_eq!(several.fleiss_kappa, Err(Undefined::TooFewRaters));
        assert_eq!(found(&[], &[1.0]).all, None);
    }
}

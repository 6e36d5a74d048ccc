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
    /// Cohen's unweighted kappa, as a mean over all pairs of raters (Light 1971). None where any
    /// pair has none.
    pub light_kappa: Result<f64, Undefined>,
    /// `(P - Pe) / (1 - Pe)` with `P` the mean share of agreeing pairs of a subject and `Pe` the sum
    /// of the squared shares of the levels (Fleiss 1971). None where all ratings are the same.
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

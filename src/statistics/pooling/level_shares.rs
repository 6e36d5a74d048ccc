//! How the ratings of a site spread over the levels of a scale, when there are few of them.

/// A level of a scale, and how often it was given.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Level {
    /// The number that the level stands for.
    pub value: f64,
    /// How often the site was given it.
    pub count: f64,
    /// The share that it has over all sites.
    pub share_of_all: f64,
}

/// The shares of the levels at a site, and the mean that they give.
#[derive(Clone, PartialEq, Debug)]
pub struct LevelShares {
    /// One a level, in the same order; together 1.
    pub shares: Vec<f64>,
    pub mean: f64,
    /// The standard deviation of the mean, in points of the scale.
    pub spread: f64,
}

/// The shares of the levels, drawn toward those of all sites as if the site had been rated `weight`
/// times more and as all are: `alpha = n + weight · share of all`, `share = alpha / A`, and the variance of
/// the mean `(sum c^2 share - mean^2) / (A + 1)` with `A = sum alpha` (Dirichlet distribution; Gelman and
/// others 2013, Bayesian Data Analysis, section 3.4).
///
/// The weight is the variance within sites over that between them. Works for one rating, and for
/// ratings that are all equal. None where there is neither a rating nor a weight.
pub fn level_shares(levels: &[Level], weight: f64) -> Option<LevelShares> {
    let alpha = |level: &Level| level.count + weight * level.share_of_all;
    let total: f64 = levels.iter().map(alpha).sum();
    if total <= 0.0 || !total.is_finite() {
        return None;
    }
    let shares: Vec<f64> = levels.iter().map(|level| alpha(level) / total).collect();
    let mean: f64 = levels.iter().zip(&shares).map(|(level, share)| level.value * share).sum();
    let squares: f64 =
        levels.iter().zip(&shares).map(|(level, share)| (level.value - mean).powi(2) * share).sum();
    Some(LevelShares { shares, mean, spread: (squares / (total + 1.0)).sqrt() })
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::reference::{close, golden, number, numbers},
        *,
    };

    fn rated(ratings: &[f64], shares_of_all: &[f64]) -> Vec<Level> {
        let level = |(value, share_of_all): (f64, &f64)| {
            let count = ratings.iter().filter(|rating| (*rating - value).abs() < 0.5).count();
            Level { value, count: count as f64, share_of_all: *share_of_all }
        };
        [1.0, 2.0, 3.0, 4.0].into_iter().zip(shares_of_all).map(level).collect()
    }

    #[test]
    fn shares_agree_with_the_golden_ones() {
        let golden = &golden()["dirichlet_eb"];
        let of_all = numbers(&golden["pbar"]);
        for case in golden["cases"].as_array().unwrap() {
            let levels = rated(&numbers(&case["x"]), &of_all);
            let found = level_shares(&levels, number(&golden["a0"])).unwrap();
            close(found.mean, number(&case["mean"]));
            close(found.spread, number(&case["sd"]));
            close(found.shares.iter().sum(), 1.0);
        }
    }

    #[test]
    fn a_site_without_ratings_is_as_all_are() {
        let found = level_shares(&rated(&[], &[0.05, 0.25, 0.5, 0.2]), 4.0).unwrap();
        close(found.mean, 2.85);
        close(found.shares[2], 0.5);
    }

    #[test]
    fn without_ratings_and_weight_there_are_no_shares() {
        assert_eq!(level_shares(&rated(&[], &[0.25; 4]), 0.0), None);
        assert_eq!(level_shares(&[], 4.0), None);
    }
}

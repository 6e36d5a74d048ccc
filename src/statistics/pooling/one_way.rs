//! How much sites differ, from single ratings.

use super::{
    super::{Between, Estimate, Shrunken, shrunken, trend::Point},
    random_intercept::{Rows, Shared, Site, Undefined},
};

/// Where sites lie and how much they and their rows differ.
#[derive(Clone, PartialEq, Debug)]
pub struct OneWay {
    /// The mean over sites, its standard error, and the variance between sites.
    pub between: Between,
    /// The variance of the rows of a site, in squared points.
    pub within: f64,
    /// The logarithm of the restricted likelihood, with the constant of lme4.
    pub log_likelihood: f64,
    pub sites: Vec<SiteLevel>,
}

impl OneWay {
    /// The share of the variance that lies between sites: the intraclass correlation.
    pub fn between_share(&self) -> f64 {
        self.between.variance / (self.between.variance + self.within)
    }
}

/// What is known of a site from its own rows and all others.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SiteLevel {
    /// The level of the site, drawn toward the mean of all; its spread holds the uncertainty of the
    /// mean.
    pub level: Shrunken,
    /// How far the level lies above the mean of all: the best linear unbiased prediction.
    pub above: f64,
    /// The standard error of `above`, the mean of all taken as known.
    pub error_of_known_mean: f64,
    /// The standard error of `above`, with the uncertainty of the mean of all.
    pub error: f64,
}

/// A level for each site and one for all, from rows of sites: `score = mu + u + e`, with `u` and `e`
/// normal, by restricted maximum likelihood (Patterson and Thompson 1971, Biometrika 58:545-554;
/// predictions: Robinson 1991, Statistical Science 6:15-32).
///
/// Sites that differ no more than their rows would make them have a variance of exactly 0, and all
/// the same level. In points of the scale and squared points. Sites without rows are left out. Undefined
/// with fewer than two sites, where no site has two rows, or where rows of a site never differ.
pub fn one_way(sites: &[Vec<f64>]) -> Result<OneWay, Undefined> {
    let at_once = |score: &f64| Point { time: 0.0, value: *score };
    let points: Vec<Vec<Point>> =
        sites.iter().map(|scores| scores.iter().map(at_once).collect()).collect();
    let rows = Rows::of(&points, Shared::Level)?;
    let fit = rows.most_likely();
    let between = Between {
        mean: fit.level,
        standard_error: fit.level_variance().sqrt(),
        variance: fit.tau2(),
    };
    let of_site = |site: &Site| SiteLevel::of(site, between, fit.sigma2);
    Ok(OneWay {
        between,
        within: fit.sigma2,
        log_likelihood: -rows.deviance(&fit) / 2.0,
        sites: rows.sites.iter().filter_map(of_site).collect(),
    })
}

impl SiteLevel {
    fn of(site: &Site, all: Between, within: f64) -> Option<SiteLevel> {
        let level = shrunken(Estimate { value: site.value, variance: within / site.n }, all)?;
        let known = all.variance * (1.0 - level.kept);
        let error = (known + (level.kept * all.standard_error).powi(2)).sqrt();
        let above = level.level - all.mean;
        Some(SiteLevel { level, above, error_of_known_mean: known.sqrt(), error })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::super::{pooled_within, reference::close},
        *,
    };

    #[test]
    fn with_equal_sites_it_is_the_analysis_of_variance() {
        // Means 2, 3 and 5 about 10/3, two rows each: 2 (16 + 1 + 25) / 9 over 2 degrees of freedom;
        // within, squares of 1.5 over 3.
        let sites = [vec![1.5, 2.5], vec![2.5, 3.5], vec![4.5, 5.5]];
        let found = one_way(&sites).unwrap();
        let (between, within) = (14.0 / 3.0, 0.5);
        close(found.within, within);
        close(found.between.variance, (between - within) / 2.0);
        close(found.between.mean, 10.0 / 3.0);
        close(found.between.standard_error, (between / 6.0_f64).sqrt());
    }

    #[test]
    fn what_cannot_be_told_apart_says_why() {
        assert_eq!(one_way(&[]), Err(Undefined::TooFewSites));
        assert_eq!(one_way(&[vec![1.0, 2.0]]), Err(Undefined::TooFewSites));
        assert_eq!(one_way(&[vec![1.0], vec![2.0]]), Err(Undefined::NothingRepeated));
        let large = [vec![1e200, 2e200], vec![5e200]];
        assert_eq!(one_way(&large), Err(Undefined::TooLarge));
        let same = [vec![0.3, 0.1 + 0.2], vec![2.0, 2.0]];
        assert_eq!(one_way(&same), Err(Undefined::NoVariationWithin));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn order_and_origin_of_scores_do_not_matter(
            sites in prop::collection::vec(prop::collection::vec(1.0_f64..4.0, 2..6), 2..8),
            higher in -100.0_f64..100.0,
        ) {
            let moved: Vec<Vec<f64>> = sites
                .iter()
                .rev()
                .map(|scores| scores.iter().rev().map(|score| score + higher).collect())
                .collect();
            let (here, there) = (one_way(&sites).unwrap(), one_way(&moved).unwrap());
            close(there.between.mean, here.between.mean + higher);
            close(there.between.variance, here.between.variance);
            close(there.within, here.within);
        }

        #[test]
        fn rows_vary_no_less_than_within_their_sites(
            sites in prop::collection::vec(prop::collection::vec(1.0_f64..4.0, 2..6), 2..8),
        ) {
            let found = one_way(&sites).unwrap();
            let pooled = pooled_within(sites.iter().map(Vec::as_slice)).unwrap();
            // With no difference between sites, theirs counts as that of rows.
            let all: f64 = sites.iter().flatten().count() as f64;
            let least = pooled.value * pooled.degrees_of_freedom / (all - 1.0);
            prop_assert!(least <= found.within * (1.0 + 1e-9));
            let levels = found.sites.iter().map(|site| site.level.kept);
            prop_assert!(levels.into_iter().all(|kept| (0.0..=1.0).contains(&kept)));
        }
    }
}

//! Borrowing strength from the other sites: empirical Bayes.

use super::{Between, Estimate, Interval, interval::normal_reach};

/// A level drawn toward the mean of all sites.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Shrunken {
    pub level: f64,
    /// The standard deviation of the level, the uncertainty of the mean included.
    pub spread: f64,
    /// How much of the site's own deviation is kept, from 0 to 1.
    pub kept: f64,
}

impl Shrunken {
    /// Where the level lies 95 times in 100: `m* +- 1.96 sd`, in points of the scale, not clipped to it.
    pub fn interval(&self) -> Interval {
        self.about(normal_reach())
    }

    /// For comparing two sites by eye: `m* +- 1.39 sd`. Where two such intervals do not overlap, the
    /// sites differ with about 95% confidence; 95% intervals that overlap do not say that they are
    /// alike (Goldstein and Healy 1995, Journal of the Royal Statistical Society A 158:175-177).
    pub fn comparison_interval(&self) -> Interval {
        self.about(1.39)
    }

    fn about(&self, reach: f64) -> Interval {
        let half = reach * self.spread;
        Interval { low: self.level - half, high: self.level + half }
    }
}

/// The level of a site, drawn toward the mean of all the more the less it rests on:
/// `B = s2b / (s2b + v)`, `m* = mu + B (m - mu)`, variance `B v + (1 - B)^2 se(mu)^2`
/// (Efron and Morris 1975, JASA 70:311-319).
///
/// For deciding what comes first, not for showing as a site's score. In points of the scale. None
/// where neither the site's mean has an error nor sites differ.
pub fn shrunken(site: Estimate, all: Between) -> Option<Shrunken> {
    let total = all.variance + site.variance;
    if total <= 0.0 {
        return None;
    }
    let kept = all.variance / total;
    let level = all.mean + kept * (site.value - all.mean);
    let from_mean = ((1.0 - kept) * all.standard_error).powi(2);
    Some(Shrunken { level, spread: (kept * site.variance + from_mean).sqrt(), kept })
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            between,
            reference::{cases, close, golden, number, numbers},
        },
        *,
    };

    /// All sites as golden.json knows them, the mean taken as known.
    fn all() -> (Between, f64) {
        let golden = &golden()["eb_normal"];
        let variance = number(&golden["tau2"]);
        let all = Between { mean: number(&golden["mu"]), standard_error: 0.0, variance };
        (all, number(&golden["sigma_w"]).powi(2))
    }

    #[test]
    fn levels_agree_with_the_golden_ones() {
        let (all, within) = all();
        for case in golden()["eb_normal"]["cases"].as_array().unwrap() {
            let variance = within / number(&case["k"]);
            let site = Estimate { value: number(&case["mean"]), variance };
            let found = shrunken(site, all).unwrap();
            close(found.kept, number(&case["B"]));
            close(found.level, number(&case["post"]));
            close(found.spread, number(&case["sd"]));
        }
    }

    #[test]
    fn slopes_are_drawn_in_like_levels() {
        let golden = &golden()["fake_county_trend_2012_2015"];
        let school = &golden["school_1301928"];
        let all = Between {
            mean: number(&golden["mean_slope"]),
            standard_error: 0.0,
            variance: number(&golden["tau2"]),
        };
        let slope = Estimate { value: number(&school["b"]), variance: number(&school["v"]) };
        let found = shrunken(slope, all).unwrap();
        // The slope and its variance are given to 6 decimals.
        assert!((found.level - number(&school["pm"])).abs() < 1e-5, "{}", found.level);
        assert!((found.spread - number(&school["ps"])).abs() < 1e-5, "{}", found.spread);
    }

    #[test]
    fn levels_agree_with_metafor() {
        for case in cases("pooling").iter().filter(|case| case["input"]["tau2_method"] == "DL") {
            let ses = numbers(&case["input"]["se"]);
            let estimates: Vec<Estimate> = numbers(&case["input"]["estimates"])
                .into_iter()
                .zip(ses)
                .map(|(value, se)| Estimate { value, variance: se.powi(2) })
                .collect();
            let all = between(&estimates).unwrap();
            let levels = numbers(&case["expected"]["shrunken"]);
            let spreads = numbers(&case["expected"]["shrunken_se"]);
            for ((site, level), spread) in estimates.into_iter().zip(levels).zip(spreads) {
                let found = shrunken(site, all).unwrap();
                close(found.level, level);
                close(found.spread, spread);
            }
        }
    }

    #[test]
    fn intervals_of_a_level_reach_as_far_as_their_names_say() {
        let (all, within) = all();
        let site = Estimate { value: 2.0, variance: within };
        let drawn = shrunken(site, all).unwrap();
        // The golden level and spread of one rating: 2.758164 and 0.257895.
        close(drawn.interval().low, 2.758_164 - 1.959_964 * 0.257_895);
        close(drawn.comparison_interval().high, 2.758_164 + 1.39 * 0.257_895);
    }

    /// Two sites with the same spread that just differ at 95% are 1.96 sqrt(2) = 2.772 spreads
    /// apart, and their intervals for comparison 2 * 1.39 = 2.78.
    #[test]
    fn intervals_for_comparison_part_where_two_sites_differ() {
        let site = |level| Shrunken { level, spread: 0.2, kept: 0.5 };
        let (one, close_by, apart) = (site(2.0), site(2.0 + 0.2 * 2.75), site(2.0 + 0.2 * 2.79));
        let parts =
            |other: Shrunken| one.comparison_interval().high < other.comparison_interval().low;
        assert!(!parts(close_by) && parts(apart));
    }

    #[test]
    fn one_low_visit_does_not_rank_below_six_low_ones() {
        let (all, within) = all();
        let once = shrunken(Estimate { value: 1.0, variance: within }, all).unwrap();
        let six_times = shrunken(Estimate { value: 1.8, variance: within / 6.0 }, all).unwrap();
        assert!(six_times.level < once.level, "{} and {}", six_times.level, once.level);
    }

    #[test]
    fn without_errors_and_differences_there_is_nothing_to_weigh() {
        let all = Between { mean: 3.0, standard_error: 0.0, variance: 0.0 };
        assert_eq!(shrunken(Estimate { value: 2.0, variance: 0.0 }, all), None);
    }
}

//! Sites beside each other in one school year: which differ from the others by more than chance, and
//! which can be told apart. Never which comes first.

use std::collections::BTreeMap;

use super::{
    Point, Shrunken,
    pool::ENOUGH_SITES,
    shared::{OfSites, Shared, Topic},
};
use crate::{
    model::{Exact, SchoolYear, SiteId},
    statistics::{
        Estimate, Interval,
        pooling::{Limits, OverDispersion, over_dispersion, told_apart},
    },
};

/// The share of sites at each end whose distance is pulled in before it is judged how much sites
/// differ, so that the unusual ones do not hide themselves (Spiegelhalter 2005).
const PULLED_IN: f64 = 0.1;

/// The sites that have a score on the same topic in the same year.
#[derive(Clone, PartialEq, Debug)]
pub struct Comparison {
    pub topic: Topic,
    /// The latest year with a score from ten sites; the latest of all where there is none.
    pub school_year: SchoolYear,
    /// How much sites differ, or why that cannot be told.
    pub differences: Result<Differences, CannotCompare>,
    /// Sorted by id.
    pub sites: Vec<SiteBeside>,
}

/// How much sites differ.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Differences {
    /// The mean over all forms or visits, in points.
    pub centre: f64,
    /// The mean square of the distances from it, in standard errors; 1 where only chance is at work.
    pub phi: f64,
    /// The variance between sites beyond chance, in squared points.
    pub between: f64,
}

/// Why it cannot be told whether sites differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CannotCompare {
    /// There are fewer than ten: how much sites differ is anyone's guess.
    TooFewSites,
    /// There are too few repeated ratings to tell how much scores vary by themselves.
    NoSpread,
}

/// A site among the others.
#[derive(Clone, PartialEq, Debug)]
pub struct SiteBeside {
    pub site: SiteId,
    pub score: Exact,
    pub n_responses: usize,
    /// None where it cannot be told how much scores vary by themselves.
    pub standard_error: Option<f64>,
    /// None where sites cannot be compared.
    pub funnel: Option<Funnel>,
    /// None where levels are not drawn toward the mean of all sites.
    pub drawn: Option<Drawn>,
}

/// Where a score lies when its limits allow for chance alone, and when they allow for the usual
/// differences between sites as well.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Funnel {
    pub chance: Held,
    pub adjusted: Held,
}

/// A score held against its limits.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Held {
    /// In points, not clipped to the scale.
    pub limits: Limits,
    pub at_95: Standing,
    pub at_998: Standing,
}

/// On which side of its limits a score lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    Below,
    Within,
    Above,
}

/// The level of a site as all sites together let one expect it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Drawn {
    pub level: Shrunken,
    pub interval: Interval,
    /// Two sites whose intervals of this kind do not overlap differ.
    pub comparison_interval: Interval,
    /// Sites of different groups can be told apart. The numbers follow the ids of the sites and say
    /// nothing of where a group lies.
    pub group: usize,
}

/// The comparisons of all topics.
pub(super) fn comparisons(shared: &Shared<'_>) -> Vec<Comparison> {
    shared.iter().filter_map(|(topic, years)| comparison(topic.clone(), years)).collect()
}

fn comparison(topic: Topic, years: &BTreeMap<SchoolYear, OfSites<'_>>) -> Option<Comparison> {
    let with_enough = years.iter().rev().find(|(_, points)| ENOUGH_SITES <= points.len());
    let (school_year, points) = with_enough.or_else(|| years.last_key_value())?;
    let found = dispersion(points);
    let funnels = found.as_ref().map_or(Vec::new(), |found| funnels(points, found));
    let levels = levels(points);
    let site = |(at, (site, point)): (usize, (&&SiteId, &&Point))| SiteBeside {
        site: (*site).clone(),
        score: point.score.clone(),
        n_responses: point.n_responses,
        standard_error: point.standard_error,
        funnel: funnels.get(at).copied(),
        drawn: levels.get(at).copied(),
    };
    Some(Comparison {
        topic,
        school_year: *school_year,
        differences: found.as_ref().map(Differences::of).map_err(|why| *why),
        sites: points.iter().enumerate().map(site).collect(),
    })
}

fn dispersion(points: &OfSites<'_>) -> Result<OverDispersion, CannotCompare> {
    if points.len() < ENOUGH_SITES {
        return Err(CannotCompare::TooFewSites);
    }
    let estimate = |point: &&Point| {
        let variance = point.standard_error?.powi(2);
        Some(Estimate { value: point.score.to_f64(), variance })
    };
    let estimates: Option<Vec<Estimate>> = points.values().map(estimate).collect();
    let found = estimates.and_then(|estimates| over_dispersion(&estimates, PULLED_IN));
    found.ok_or(CannotCompare::NoSpread)
}

/// One a site, in their order.
fn funnels(points: &OfSites<'_>, found: &OverDispersion) -> Vec<Funnel> {
    let funnel = |(point, adjusted): (&&Point, &Limits)| {
        let score = point.score.to_f64();
        let chance = Limits::normal(found.centre, point.standard_error?);
        Some(Funnel {
            chance: Held::against(score, chance),
            adjusted: Held::against(score, *adjusted),
        })
    };
    points.values().zip(&found.limits).filter_map(funnel).collect()
}

/// One a site, in their order; empty where one of them has none.
fn levels(points: &OfSites<'_>) -> Vec<Drawn> {
    let levels: Option<Vec<Shrunken>> = points.values().map(|point| point.shrunken).collect();
    let levels = levels.unwrap_or_default();
    let comparable: Vec<Interval> = levels.iter().map(Shrunken::comparison_interval).collect();
    let drawn = |((level, comparison_interval), group): ((&Shrunken, &Interval), usize)| Drawn {
        level: *level,
        interval: level.interval(),
        comparison_interval: *comparison_interval,
        group,
    };
    levels.iter().zip(&comparable).zip(told_apart(&comparable)).map(drawn).collect()
}

impl Differences {
    fn of(found: &OverDispersion) -> Differences {
        Differences { centre: found.centre, phi: found.phi, between: found.between }
    }
}

impl Held {
    fn against(score: f64, limits: Limits) -> Held {
        Held {
            limits,
            at_95: Standing::of(score, limits.low_95, limits.high_95),
            at_998: Standing::of(score, limits.low_998, limits.high_998),
        }
    }
}

impl Standing {
    fn of(score: f64, low: f64, high: f64) -> Standing {
        if score < low {
            Standing::Below
        } else if high < score {
            Standing::Above
        } else {
            Standing::Within
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::given::{agreed, analysed, observed, rulebook, scores},
        score::Score,
    };

    fn compared(rows: impl IntoIterator<Item = Score>) -> Vec<Comparison> {
        analysed(&scores(rows), &rulebook()).comparisons
    }

    /// Two visits half a point below and above each mean: with ten sites a variance of 1/2 on ten
    /// degrees of freedom, and a standard error of 1/2 for each site.
    fn seen_twice(means: &[f64], year: u16) -> Vec<Score> {
        let site = |(at, mean): (usize, &f64)| {
            let name = char::from(b'a' + u8::try_from(at).unwrap()).to_string();
            observed(&name, year, "2").looks(&[mean - 0.5, mean + 0.5])
        };
        means.iter().enumerate().map(site).collect()
    }

    #[track_caller]
    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-5, "{found} is not {expected}");
    }

    const TEN: [f64; 10] = [2.0, 2.0, 2.0, 2.0, 2.5, 3.0, 3.0, 3.0, 3.0, 4.0];

    /// About 2.65 the distances are -1.3 four times, -0.3, 0.7 four times and 2.7, which is pulled
    /// in to 0.7 + 0.1 * 2 = 0.9: their squares sum to 9.62. Each weight is 4, so the variance
    /// between is (9.62 - 9) / (40 - 160 / 40).
    #[test]
    fn limits_of_a_funnel_are_those_of_the_arithmetic() {
        let [all] = &compared(seen_twice(&TEN, 2022))[..] else { panic!("there is one topic") };
        let found = all.differences.unwrap();
        close(found.centre, 2.65);
        close(found.phi, 0.962);
        close(found.between, 0.62 / 36.0);
        let Funnel { chance, adjusted } = all.sites[9].funnel.unwrap();
        close(chance.limits.high_95, 2.65 + 1.959_964 * 0.5);
        close(chance.limits.low_998, 2.65 - 3.090_232 * 0.5);
        close(adjusted.limits.high_95, 2.65 + 1.959_964 * (0.25 + 0.62 / 36.0_f64).sqrt());
        assert_eq!((chance.at_95, chance.at_998), (Standing::Above, Standing::Within));
        assert_eq!((adjusted.at_95, adjusted.at_998), (Standing::Above, Standing::Within));
        let first = all.sites[0].funnel.unwrap();
        assert_eq!(
            (first.chance.at_95, first.adjusted.at_95),
            (Standing::Within, Standing::Within)
        );
    }

    #[test]
    fn a_site_far_below_lies_below_even_with_the_usual_differences() {
        let mut means = [3.0; 20];
        means[7] = 1.0;
        let [all] = &compared(seen_twice(&means, 2022))[..] else { panic!("there is one topic") };
        let outside: Vec<&str> = all
            .sites
            .iter()
            .filter(|site| site.funnel.unwrap().adjusted.at_998 != Standing::Within)
            .map(|site| &*site.site.0)
            .collect();
        assert_eq!(outside, ["h"]);
        assert_eq!(all.sites[7].funnel.unwrap().adjusted.at_998, Standing::Below);
    }

    #[test]
    fn few_sites_and_ratings_without_a_spread_cannot_be_compared() {
        let nine = compared(seen_twice(&TEN[..9], 2022));
        assert_eq!(nine[0].differences, Err(CannotCompare::TooFewSites));
        assert_eq!(nine[0].sites[0].funnel, None);
        let agreed = compared(('a'..='j').map(|site| agreed(&site.to_string(), 2022, "3")));
        assert_eq!(agreed[0].differences, Err(CannotCompare::NoSpread));
        assert_eq!(agreed[0].sites.len(), 10);
    }

    #[test]
    fn sites_are_compared_in_the_latest_year_with_ten_of_them() {
        let year = |rows: Vec<Score>| compared(rows)[0].school_year.starts();
        let both = |sites| [seen_twice(&TEN, 2022), seen_twice(&TEN[..sites], 2023)].concat();
        assert_eq!((year(both(10)), year(both(9))), (2023, 2022));
        let few = [seen_twice(&TEN[..3], 2022), seen_twice(&TEN[..2], 2023)].concat();
        assert_eq!(year(few), 2023);
    }

    /// One visit of 1.0 says less than six with a mean of 1.8, whatever a list by score would say.
    #[test]
    fn one_low_visit_is_not_drawn_below_six_low_ones() {
        let others = (0..12).map(|at| {
            let mean = 2.5 + 0.08 * f64::from(at);
            observed(&format!("site-{at:02}"), 2022, "2").looks(&[mean - 0.6, mean, mean + 0.6])
        });
        let once = observed("once", 2022, "1").looks(&[1.0]);
        let six_times = observed("six-times", 2022, "2").looks(&[1.2, 1.2, 1.8, 1.8, 2.4, 2.4]);
        let all = compared(others.chain([once, six_times]));
        let of = |id: &str| all[0].sites.iter().find(|site| *site.site.0 == *id).unwrap();
        let (once, six_times) = (of("once"), of("six-times"));
        assert!(once.score < six_times.score);
        let level = |site: &SiteBeside| site.drawn.unwrap().level.level;
        assert!(level(six_times) < level(once), "{} and {}", level(six_times), level(once));
    }

    #[test]
    fn sites_fall_into_groups_only_where_a_gap_parts_them() {
        let groups = |means: &[f64]| -> Vec<usize> {
            compared(seen_twice(means, 2022))[0]
                .sites
                .iter()
                .map(|site| site.drawn.unwrap().group)
                .collect()
        };
        assert_eq!(groups(&TEN), [0; 10]);
        // Levels about 1 and 4, hardly drawn together, with intervals of about 0.7 to each side.
        let apart = [1.0, 4.0, 1.0, 4.0, 1.0, 4.0, 1.0, 4.0, 1.0, 4.0];
        assert_eq!(groups(&apart), [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
        assert!(compared(seen_twice(&TEN[..9], 2022))[0].sites[0].drawn.is_none());
    }
}

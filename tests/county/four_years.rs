//! Four years: which way schools go.

use cqi::{
    analysis::{Slope, Trend},
    statistics::{Between, Estimate, YearMean, shrunken, year_to_year},
};

use crate::{
    close, golden,
    reading::{all_years, family, pool, series, trends},
    same,
};

const CASE: &str = "fake_county_trend_2012_2015";

fn slopes() -> Option<Vec<&'static Slope>> {
    Some(trends(all_years()?).into_iter().map(|trend| trend.slope.as_ref().unwrap()).collect())
}

#[test]
fn ratings_vary_within_schools_and_from_year_to_year_as_they_should() {
    let Some(study) = all_years() else { return };
    let golden = golden(CASE);
    let within = pool(study).within.unwrap().variance;
    close(within.value, &golden["s2w"]);
    close(within.degrees_of_freedom, &golden["df_w"]);
    let wobble = pool(study).wobble.unwrap().variance;
    close(wobble.value, &golden["s2y"]);
    close(wobble.degrees_of_freedom, &golden["sum_1mh"]);
    let points = series(study).flat_map(|series| &series.segments).flat_map(|it| &it.points);
    same(points.count(), &golden["site_years"]);
    same(trends(study).len(), &golden["sites_ge3yrs"]);

    // Without errors all that is left about the lines is wobble: the sum of squares. What it is
    // more than the wobble is the part of the errors.
    let years = series(study).map(|series| {
        let points = series.segments.iter().flat_map(|segment| &segment.points);
        let year = |point: &cqi::analysis::Point| YearMean {
            year: f64::from(point.school_year.starts()),
            mean: point.score.to_f64(),
            variance: 0.0,
        };
        points.map(year).collect::<Vec<YearMean>>()
    });
    let years: Vec<Vec<YearMean>> = years.collect();
    let all = year_to_year(years.iter().map(Vec::as_slice)).unwrap();
    let squares = all.value * all.degrees_of_freedom;
    close(squares, &golden["rss"]);
    let of_errors = squares - wobble.value * wobble.degrees_of_freedom;
    close(of_errors / within.value, &golden["sum_1mh_over_k"]);
}

/// Chances are those of Student's t with the degrees of freedom of the variances (425 and more);
/// the golden ones are those of the normal distribution. The counts are the same.
#[test]
fn as_many_slopes_are_clear_as_should_be() {
    let (Some(slopes), Some(study)) = (slopes(), all_years()) else { return };
    let golden = golden(CASE);
    let count = |is_so: fn(&&&Slope) -> bool| slopes.iter().filter(is_so).count();
    same(count(|slope| slope.p <= 0.05), &golden["n_p_le_05"]);
    same(count(|slope| slope.p_adjusted <= 0.1), &golden["n_BH_10"]);
    same(count(|slope| 0.975 < slope.chance_of_rise.unwrap()), &golden["n_Pup_gt_975"]);
    same(count(|slope| slope.chance_of_rise.unwrap() < 0.025), &golden["n_Pup_lt_025"]);
    // Four years are too short for a verdict, whatever the chances.
    assert_eq!((family(study).improving, family(study).declining), (0, 0));
}

#[test]
fn slopes_lie_about_one_for_all_as_they_should() {
    let (Some(slopes), Some(study)) = (slopes(), all_years()) else { return };
    let golden = golden(CASE);
    let common = family(study).common_slope.unwrap();
    close(common.value, &golden["mean_slope"]);
    close(common.variance.sqrt(), &golden["se"]);
    close(family(study).slopes.unwrap().variance, &golden["tau2"]);
    let distance = |slope: &Slope| (slope.per_year - common.value) / slope.standard_error;
    close(slopes.iter().map(|slope| distance(slope).powi(2)).sum(), &golden["Q"]);
}

#[test]
fn a_steep_slope_is_drawn_toward_that_of_all() {
    let Some(study) = all_years() else { return };
    let golden = golden(CASE);
    let school = &golden["school_1301928"];
    let mut all = series(study);
    let trend = &all.find(|series| &*series.site.0 == "1301928").unwrap().trend;
    let slope = trend.as_ref().unwrap().slope.as_ref().unwrap();
    close(slope.per_year, &school["b"]);
    close(slope.standard_error.powi(2), &school["v"]);
    let drawn = slope.shrunken.unwrap();
    close(drawn.level, &school["pm"]);
    close(drawn.spread, &school["ps"]);
    // Drawn by the published formulas from the published mean.
    let site = Estimate { value: slope.per_year, variance: slope.standard_error.powi(2) };
    let mean = golden["mean_slope"].as_f64().unwrap();
    let variance = family(study).slopes.unwrap().variance;
    let by_hand = shrunken(site, Between { mean, standard_error: 0.0, variance }).unwrap();
    assert!((by_hand.level - drawn.level).abs() < 1e-9, "{by_hand:?}");
}

/// S is the published one. So is Z but for two pairs of equal means, at schools 1302614 and 1302584:
/// by the formula for ties each takes 1 from the variance of 165 · 26/3 = 1430, and the published Z
/// leaves that out.
#[test]
fn all_schools_together_neither_rise_nor_fall() {
    let Some(study) = all_years() else { return };
    let golden = golden(CASE);
    let together = family(study).together.unwrap();
    same(together.sites, &golden["four_year_schools"]);
    assert_eq!(Some(together.s), golden["regional_S"].as_i64());
    let all_ordered = |sign: i64| {
        let ranks = trends(study).into_iter().filter(|trend| trend.n_years == 4);
        ranks.filter(|trend| s_of(trend) == sign * 6).count()
    };
    same(all_ordered(1), &golden["S_plus6"]);
    same(all_ordered(-1), &golden["S_minus6"]);
    let steps = (together.s - 1) as f64;
    close(steps / 1430.0_f64.sqrt(), &golden["regional_Z"]);
    assert!((together.z - steps / 1428.0_f64.sqrt()).abs() < 1e-9, "{}", together.z);
}

fn s_of(trend: &Trend) -> i64 {
    trend.ranks.as_ref().unwrap().s
}

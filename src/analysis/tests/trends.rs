//! Which way lines go, and what may be said of it.

use std::cmp::Ordering;

use super::*;

fn trend_of<'a>(analysis: &'a Analysis, site: &str) -> &'a Trend {
    let series = analysis.series.iter().find(|series| *series.site.0 == *site);
    series.unwrap().trend.as_ref().unwrap()
}

fn line(site: &str, first: u16, values: &[&str]) -> Vec<Score> {
    let years = first..;
    years.zip(values).map(|(year, value)| observed(site, year, value)).collect()
}

/// Four sites over five years that go up and down by a tenth about 2, each year seen on three
/// visits that lie two tenths apart: enough to know how much visits and years vary.
fn wobbling() -> Vec<Score> {
    let sites = ["v", "w", "x", "y"].into_iter().enumerate();
    let rows = sites.flat_map(|(place, site)| {
        (0_u16..5).map(move |year| {
            let tenths = if (usize::from(year) + place).is_multiple_of(2) { 0.1 } else { -0.1 };
            let level = 2.0 + tenths;
            observed(site, 2016 + year, "2").looks(&[level - 0.2, level, level + 0.2])
        })
    });
    rows.collect()
}

/// By methods for few ratings: pairs across versions never count, and the exact chance of S = 6 in
/// two times three years is 2 / 36.
#[test]
fn a_change_of_version_does_not_hide_a_trend() {
    let mut rows = line("a", 2016, &["2.0", "2.2", "2.5"]);
    let later = line("a", 2019, &["1.8", "2.1", "2.2"]);
    rows.extend(later.into_iter().map(|score| score.version("2")));
    let analysis = analysed(rows);
    let trend = trend_of(&analysis, "a");
    assert_eq!((trend.n_years, trend.stretches), (6, 2));
    let ranks = trend.ranks.as_ref().unwrap();
    assert_eq!(ranks.s, 6);
    assert!((ranks.p.unwrap() - 2.0 / 36.0).abs() < 1e-12);
    // The slopes within are 0.2, 0.3, 0.25 and 0.3, 0.1, 0.2.
    assert!((ranks.slope.unwrap() - 0.225).abs() < 1e-12);
    assert_eq!(ranks.interval, None);
}

/// All 24 orders of four values: one rises and one falls throughout.
#[test]
fn four_rising_years_are_too_short_to_test() {
    let analysis = analysed(line("a", 2020, &["2.0", "2.4", "2.6", "2.9"]));
    let trend = trend_of(&analysis, "a");
    assert_eq!(trend.verdict, Verdict::TooShortToTest(Ordering::Greater));
    let ranks = trend.ranks.as_ref().unwrap();
    assert!((ranks.p.unwrap() - 2.0 / 24.0).abs() < 1e-12);
}

#[test]
fn the_number_of_years_decides_what_a_verdict_may_be() {
    let verdict = |values: &[&str]| trend_of(&analysed(line("a", 2020, values)), "a").verdict;
    assert_eq!(verdict(&["2.0"]), Verdict::OneYear);
    assert_eq!(verdict(&["2.0", "3.0"]), Verdict::TwoYears);
    assert_eq!(verdict(&["3.0", "2.5", "2.0"]), Verdict::TooShortToTest(Ordering::Less));
    assert_eq!(verdict(&["2.0", "2.0", "2.0"]), Verdict::TooShortToTest(Ordering::Equal));
    // Of six pairs three rise and three fall, or three and two: a line through the years would lead up.
    assert_eq!(verdict(&["2.0", "1.0", "2.75", "1.5"]), Verdict::TooShortToTest(Ordering::Equal));
    assert_eq!(verdict(&["2.9", "2.4", "2.6", "2.9"]), Verdict::TooShortToTest(Ordering::Equal));
    // Five rise and one falls.
    assert_eq!(verdict(&["2.0", "2.4", "2.3", "2.9"]), Verdict::TooShortToTest(Ordering::Greater));
}

/// Nothing tells how much years vary, but five that rise throughout come up by chance twice in 120.
#[test]
fn where_spreads_are_unknown_the_order_of_the_years_may_still_tell() {
    let rising = analysed(line("a", 2020, &["2.0", "2.2", "2.4", "2.6", "2.9"]));
    assert_eq!(trend_of(&rising, "a").slope, None);
    assert_eq!(trend_of(&rising, "a").verdict, Verdict::Improving);
    let mixed = analysed(line("a", 2020, &["2.0", "2.6", "2.4", "2.2", "2.9"]));
    assert_eq!(trend_of(&mixed, "a").verdict, Verdict::CannotTell);
}

#[test]
fn a_steep_line_among_wobbling_ones_improves() {
    let mut rows = wobbling();
    rows.extend((0_u16..5).map(|year| {
        let level = 1.5 + 0.5 * f64::from(year);
        observed("steep", 2016 + year, "2").looks(&[level - 0.2, level, level + 0.2])
    }));
    let analysis = analysed(rows);
    let steep = trend_of(&analysis, "steep");
    assert_eq!(steep.verdict, Verdict::Improving);
    assert!((steep.slope.as_ref().unwrap().per_year - 0.5).abs() < 1e-9);
    assert!((steep.over_all_years().unwrap() - 2.0).abs() < 1e-9);
    assert_eq!(trend_of(&analysis, "v").verdict, Verdict::NoClearTrend);
    let [family] = analysis.families.as_slice() else { panic!("there is one family") };
    assert_eq!((family.sites, family.improving, family.declining), (5, 1, 0));
}

/// The slope of five equal-spaced years has a tenth of the variance of one: 1 / (4 + 1 + 1 + 4).
#[test]
fn the_error_of_a_slope_comes_from_all_sites() {
    let analysis = analysed(wobbling());
    let pool = &analysis.pools[0];
    let within = pool.within.unwrap().variance.value;
    // Two deviations of two tenths a site and year over two degrees of freedom.
    assert!((within - 0.04).abs() < 1e-12);
    let year = within / 3.0 + pool.wobble.unwrap().variance.value;
    let slope = trend_of(&analysis, "v").slope.as_ref().unwrap();
    assert!((slope.standard_error - (year / 10.0).sqrt()).abs() < 1e-12);
}

/// Twelve sites that go up and down alike, so that all have the same slope, none: a chance of a rise
/// would be 0 or 1 by the last digit.
#[test]
fn where_slopes_do_not_differ_none_is_drawn_toward_the_others() {
    let sites = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    let rows = sites.into_iter().flat_map(|site| {
        [2.0, 2.3, 1.9, 2.3, 2.0].into_iter().zip(2016..).map(move |(level, year)| {
            observed(site, year, "2").looks(&[level - 0.2, level, level + 0.2])
        })
    });
    let analysis = analysed(rows);
    let [family] = analysis.families.as_slice() else { panic!("there is one family") };
    assert_eq!(family.slopes.map(|slopes| slopes.variance), Some(0.0));
    assert!(family.common_slope.unwrap().value.abs() < 1e-9);
    let slope = trend_of(&analysis, "a").slope.as_ref().unwrap();
    assert_eq!((slope.shrunken, slope.chance_of_rise), (None, None));
}

/// Values that go up and down by a tenth about a level: their own line tells how much years vary.
#[test]
fn what_a_group_agreed_on_varies_as_its_years_do() {
    let sites = ["a", "b", "c", "d", "e"].into_iter().enumerate();
    let rows = sites.flat_map(|(place, site)| {
        (0_u16..5).map(move |year| {
            let up = (usize::from(year) + place).is_multiple_of(2);
            agreed(site, 2016 + year, if up { "2.1" } else { "1.9" })
        })
    });
    let analysis = analysed(rows);
    let wobble = analysis.pools[0].wobble.unwrap();
    assert!(wobble.holds_all);
    // About a level line: four squares of 0.0096 less or more a site; over its line of slope 0:
    // 0.05 - 5 * 0.02^2 = 0.048 a site, over 3 degrees of freedom.
    assert!((wobble.variance.value - 0.048 / 3.0).abs() < 1e-12);
    assert!((wobble.variance.degrees_of_freedom - 15.0).abs() < 1e-9);
    let point = &analysis.series[0].segments[0].points[1];
    assert_eq!((point.interval, point.standard_error), (None, None));
    let change = point.from_year_before.as_ref().unwrap();
    assert_eq!(change.reading, ChangeReading::WithinNoise);
    assert_eq!(trend_of(&analysis, "a").verdict, Verdict::NoClearTrend);
}

#[test]
fn a_spread_is_assumed_where_the_rules_say_so_and_too_little_is_known() {
    let mut rulebook = rulebook();
    let scoring = rulebook.scoring.get_mut("visits").unwrap();
    scoring.assumed_spread = Some(given::read(serde_json::json!(0.6)));
    let few = scores([observed("a", 2022, "2.5").looks(&[2.0, 2.5, 3.0])]);
    let assumed = given::analysed(&few, &rulebook);
    let point = &assumed.series[0].segments[0].points[0];
    assert_eq!(point.spread_basis, Some(SpreadBasis::Assumed));
    // 2.5 and 1.959964 * 0.6 / sqrt(3) = 0.678952 to each side.
    let interval = point.interval.unwrap();
    assert!((interval.low - 1.821_048).abs() < 1e-6, "{interval:?}");
    assert!((interval.high - 3.178_952).abs() < 1e-6, "{interval:?}");

    let measured = given::analysed(&scores(varied()), &rulebook);
    let point = &measured.series[0].segments[0].points[0];
    assert_eq!(point.spread_basis, Some(SpreadBasis::Measured));
}

#[test]
fn sites_that_were_not_rated_in_every_year_do_not_count_together() {
    let mut rows = line("a", 2020, &["2.0", "2.5", "3.0"]);
    rows.extend(line("b", 2020, &["2.0", "2.2", "2.1"]));
    rows.extend(line("c", 2021, &["3.0", "2.0"]));
    let analysis = analysed(rows);
    let together = analysis.families[0].together.unwrap();
    // S is 3 and 1, each with a variance of 3 * 2 * 11 / 18.
    assert_eq!((together.sites, together.s), (2, 4));
    assert!((together.z - 3.0 / (2.0_f64 * 66.0 / 18.0).sqrt()).abs() < 1e-12);
    // Both go up, over three years: too few for a word on either alone.
    assert_eq!((together.years, together.up, together.down), (3, 2, 0));
    assert_eq!((together.improving, together.declining), (0, 0));
}

/// Ten years are needed for a run chart and twelve for control limits.
#[test]
fn charts_speak_only_of_long_lines() {
    let signals =
        |values: &[&str]| trend_of(&analysed(line("a", 2008, values)), "a").signals.clone();
    assert_eq!(signals(&["2"; 9]), None);
    let constant = signals(&["2"; 10]).unwrap();
    assert_eq!(constant.shift, Shift::CannotTell { useful: 0, least: 10 });
    let too_few = Err(LimitsUndefined::TooFew { found: 10, least: 12 });
    assert_eq!(constant.beyond_limits, too_few);

    // Two crossings of the median are too few for 12 useful points; three are the fewest.
    let two_blocks =
        ["2", "2.1", "2.2", "3", "3.1", "3.2", "3.3", "3.4", "3.5", "2.3", "2.4", "2.5"];
    assert_eq!(signals(&two_blocks).unwrap().shift, Shift::Signal);
    let mixed = ["2", "3", "2.1", "3.1", "2.2", "3.2", "2.3", "3.3", "2.4", "3.4", "2.5", "3.5"];
    let mixed = signals(&mixed).unwrap();
    assert_eq!((mixed.shift, mixed.beyond_limits), (Shift::None, Ok(Vec::new())));
}

/// Thirteen 3s and one 4: what two leading programs call fourteen special causes.
#[test]
fn thirteen_threes_and_a_four_are_no_signal() {
    let mut values = ["3"; 14];
    values[7] = "4";
    let analysis = analysed(line("a", 2008, &values));
    let signals = trend_of(&analysis, "a").signals.clone().unwrap();
    assert_eq!(signals.beyond_limits, Err(LimitsUndefined::NoVariation));
    assert_eq!(signals.shift, Shift::CannotTell { useful: 1, least: 10 });
}

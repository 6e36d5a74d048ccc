//! What an analysis must say, by worked cases.

// Which way lines go.
mod trends;

use super::{
    given::{agreed, exact, observed, rulebook, scores, site_id},
    *,
};
use crate::{
    rulebook::kind::Method,
    score::{Score, ScoreKey},
};

fn analysed(rows: impl IntoIterator<Item = Score>) -> Analysis {
    given::analysed(&scores(rows), &rulebook())
}

/// The years of each segment of the only series.
fn years(analysis: &Analysis) -> Vec<Vec<u16>> {
    let [series] = analysis.series.as_slice() else { panic!("there is one series") };
    let years = |s: &Segment| s.points.iter().map(|point| point.school_year.starts()).collect();
    series.segments.iter().map(years).collect()
}

fn since_first(segment: &Segment) -> Option<(u16, Exact)> {
    let change = segment.latest()?.from_first_year.as_ref()?;
    Some((change.since.starts(), change.difference.clone()))
}

fn since_year_before(segment: &Segment) -> Option<(u16, Exact)> {
    let change = segment.latest()?.from_year_before.as_ref()?;
    Some((change.since.starts(), change.difference.clone()))
}

#[test]
fn wc51_a_change_of_version_breaks_the_line() {
    let analysis = analysed([
        observed("a", 2021, "2.4"),
        observed("a", 2022, "2.6"),
        observed("a", 2023, "2.1").version("2"),
        observed("a", 2024, "2.3").version("2"),
    ]);
    assert_eq!(years(&analysis), [[2021, 2022], [2023, 2024]]);
    let [first, second] = analysis.series[0].segments.as_slice() else { panic!("two segments") };
    assert_eq!(since_first(first), Some((2021, exact("1/5"))));
    assert_eq!(since_first(second), Some((2023, exact("1/5"))));
    assert_eq!(since_year_before(second), Some((2023, exact("1/5"))));
    assert_eq!(second.points[0].from_year_before, None);
    assert_eq!(second.points[0].from_first_year, None);
}

#[test]
fn wc52_a_missing_year_is_a_gap_and_not_a_break_and_not_a_zero() {
    let analysis = analysed([observed("a", 2021, "2.0"), observed("a", 2023, "3.0")]);
    assert_eq!(years(&analysis), [[2021, 2023]]);
    let segment = &analysis.series[0].segments[0];
    assert_eq!(since_first(segment), Some((2021, exact("1"))));
    assert_eq!(since_year_before(segment), None);
    assert_eq!(segment.gaps(), [SchoolYear::starting(2022)]);
}

#[test]
fn versions_that_hide_a_trend_are_not_joined() {
    let old = [(2016, "2.0"), (2017, "2.2"), (2018, "2.5")];
    let new = [(2019, "1.8"), (2020, "2.1"), (2021, "2.2")];
    let old = old.map(|(year, value)| observed("a", year, value));
    let new = new.map(|(year, value)| observed("a", year, value).version("2"));
    let analysis = analysed(old.into_iter().chain(new));
    let rises: Vec<_> = analysis.series[0].segments.iter().map(since_first).collect();
    assert_eq!(rises, [Some((2016, exact("0.5"))), Some((2019, exact("0.4")))]);
}

#[test]
fn a_line_breaks_on_the_basis_where_the_rules_say_so() {
    let alone = |year, value| agreed("a", year, value).basis(Basis::Individual);
    let analysis = analysed([agreed("a", 2021, "2"), alone(2022, "3"), agreed("a", 2023, "2.5")]);
    assert_eq!(years(&analysis), [[2021], [2022], [2023]]);

    let side_by_side = analysed([
        agreed("a", 2021, "2"),
        alone(2021, "3"),
        agreed("a", 2022, "2.5"),
        alone(2022, "3.5"),
    ]);
    assert_eq!(years(&side_by_side), [[2021, 2022], [2021, 2022]]);
}

#[test]
fn rounds_of_a_year_are_compared_with_the_same_round() {
    let mut rulebook = rulebook();
    rulebook.words = vec![given::read(serde_json::json!({
        "kind": "words", "about": given::about("words"), "field": [],
        "occasion": [{ "id": "spring", "label": "Spring" }, { "id": "a-late-one", "label": "Late" }],
        "rating_headings": [], "item_headings": [], "consensus_words": [], "individual_words": [],
    }))];
    let rows = [
        observed("a", 2022, "2.0").occasion("spring"),
        observed("a", 2022, "2.5").occasion("a-late-one"),
        observed("a", 2023, "3.0").occasion("spring"),
    ];
    let analysis = given::analysed(&scores(rows), &rulebook);
    let segment = &analysis.series[0].segments[0];
    let rounds: Vec<_> = segment.points.iter().filter_map(|p| p.occasion.as_deref()).collect();
    assert_eq!(rounds, ["spring", "a-late-one", "spring"]);
    assert_eq!(since_year_before(segment), Some((2022, exact("1"))));
    assert_eq!(segment.points[1].from_first_year, None);
}

#[test]
fn the_number_of_years_says_what_may_be_said() {
    let rising = |years: u16| {
        analysed((0..years).map(|year| observed("a", 2016 + year, &format!("2.{year}"))))
    };
    let may_say = |years| rising(years).series[0].segments[0].may_say();
    assert_eq!(may_say(1), MaySay::Level);
    assert_eq!(may_say(2), MaySay::Change);
    assert_eq!(may_say(3), MaySay::TooShortToTest);
    assert_eq!(may_say(4), MaySay::TooShortToTest);
    assert_eq!(may_say(5), MaySay::Trend);
}

/// Four sites, in two years, each with visits that differ by one point: a pool of 16 degrees of
/// freedom and a variance of 1/3 within.
fn varied() -> Vec<Score> {
    let sites = ["a", "b", "c", "d"];
    let rows = sites.into_iter().flat_map(|site| {
        [2021, 2022].map(|year| observed(site, year, "2").looks(&[2.0, 2.0, 3.0]))
    });
    rows.collect()
}

#[test]
fn a_mean_of_few_visits_gets_its_interval_from_all_sites() {
    let mut rows = varied();
    rows.push(observed("e", 2022, "2").looks(&[1.5]));
    let analysis = analysed(rows);
    let pool = &analysis.pools[0];
    assert_eq!((pool.measured.unwrap().degrees_of_freedom, pool.sites), (16.0, 5));
    assert!((pool.within.unwrap().variance.value - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!(pool.between, None);

    // t(.975, 16) = 2.119905; 2.119905 * sqrt(1/9) = 0.706635.
    let three = analysis.series[0].segments[0].points[0].interval.unwrap();
    assert!((three.low - (7.0 / 3.0 - 0.706_635)).abs() < 1e-6);
    assert!((three.high - (7.0 / 3.0 + 0.706_635)).abs() < 1e-6);
    // 2.119905 * sqrt(1/3) = 1.223928, which reaches below the scale.
    let one = analysis.series[4].segments[0].points[0].interval.unwrap();
    assert!((one.low - 1.0).abs() < 1e-12);
    assert!((one.high - 2.723_928).abs() < 1e-6);
}

#[test]
fn the_middle_of_what_people_said_is_less_sure_than_their_mean() {
    let rows = varied().into_iter().map(|row| {
        let said = agreed("a", 2021, "2").basis(Basis::Individual).key;
        let (site, school_year) = (row.key.site.clone(), row.key.school_year);
        Score { key: ScoreKey { site, school_year, ..said }, ..row }
    });
    let analysis = analysed(rows);
    // 2.119905 * sqrt(pi / 2 / 9) = 0.885636.
    let interval = analysis.series[0].segments[0].points[0].interval.unwrap();
    assert!((interval.high - (7.0 / 3.0 + 0.885_636)).abs() < 1e-6);
}

#[test]
fn a_mean_of_all_ratings_is_as_sure_as_a_mean_of_forms() {
    let mut rulebook = rulebook();
    let scoring = rulebook.scoring.get_mut("visits").unwrap();
    scoring.level[0].method = Method::PooledMean;
    let pooled = given::analysed(&scores(varied()), &rulebook);
    let interval = pooled.series[0].segments[0].points[0].interval.unwrap();
    // As above: every form has all its ratings.
    assert!((interval.high - (7.0 / 3.0 + 0.706_635)).abs() < 1e-6);
}

#[test]
fn a_pool_is_split_only_where_a_line_breaks() {
    let rows = varied().into_iter().enumerate().map(|(at, row)| match at % 3 {
        0 => row.basis(Basis::Consensus),
        _ => row,
    });
    let analysis = analysed(rows);
    let [pool] = analysis.pools.as_slice() else { panic!("there is one pool") };
    let freedom = pool.measured.unwrap().degrees_of_freedom;
    assert_eq!((freedom, pool.basis), (16.0, None));
    assert_eq!(pool.version, Some("1".into()));
}

#[test]
fn a_change_is_read_against_what_the_ratings_vary() {
    let mut rows = varied();
    rows.push(observed("e", 2021, "2").looks(&[1.0, 1.0, 2.0]));
    rows.push(observed("e", 2022, "2").looks(&[2.0, 3.0, 3.0]));
    let analysis = analysed(rows);
    let readings: Vec<_> = analysis
        .series
        .iter()
        .map(|series| series.segments[0].points[1].from_year_before.clone().unwrap().reading)
        .collect();
    let within = ChangeReading::WithinNoise;
    assert_eq!(readings, [within, within, within, within, ChangeReading::BeyondNoise]);
}

#[test]
fn what_a_group_agreed_on_has_no_interval_and_no_reading() {
    let analysis = analysed([agreed("a", 2021, "2"), agreed("a", 2022, "4")]);
    let latest = analysis.series[0].segments[0].latest().unwrap();
    assert_eq!((latest.interval, latest.standard_error), (None, None));
    let change = latest.from_year_before.clone().unwrap();
    assert_eq!((change.interval, change.reading), (None, ChangeReading::CannotTell));
}

#[test]
fn visits_that_all_agree_are_as_sure_as_whole_levels_allow() {
    let rows = ["a", "b", "c", "d", "e", "f"]
        .map(|site| observed(site, 2022, "3").looks(&[3.0, 3.0, 3.0]));
    let analysis = analysed(rows);
    // One step, squared, over 12, for each of the four ratings of a visit.
    assert!((analysis.pools[0].within.unwrap().variance.value - 1.0 / 48.0).abs() < 1e-12);
    let interval = analysis.series[0].segments[0].points[0].interval.unwrap();
    assert!(interval.low < 3.0 && 3.0 < interval.high);
}

#[test]
fn a_level_is_drawn_toward_the_others_once_there_are_ten_sites() {
    let sites = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    let rows = sites.into_iter().enumerate().map(|(at, site)| {
        let low = if at < 5 { 1.5 } else { 2.5 };
        observed(site, 2022, "2").looks(&[low, low + 0.5, low + 1.0])
    });
    let analysis = analysed(rows);
    let first = &analysis.series[0].segments[0].points[0];
    let drawn = first.shrunken.unwrap();
    assert!(2.0 < drawn.level && drawn.level < 2.5, "{drawn:?}");
    assert!(0.0 < drawn.kept && drawn.kept < 1.0, "{drawn:?}");
}

#[test]
fn the_order_of_scores_changes_nothing() {
    let mut rows = varied();
    rows.push(observed("e", 2021, "2").looks(&[1.1, 1.7, 2.3]));
    rows.push(observed("e", 2022, "2").looks(&[2.9, 3.3, 3.7]).version("2"));
    rows.push(agreed("e", 2022, "2"));
    let of = |rows| given::analysed(&Scores { rows }, &rulebook());
    let forward = of(rows.clone());
    rows.reverse();
    let backward = of(rows.clone());
    assert_eq!(forward, backward);
    rows.rotate_left(4);
    assert_eq!(forward, of(rows));
}

#[test]
fn wc55_each_site_counts_once_whatever_its_visits() {
    let analysis = analysed([
        observed("A", 2023, "2").looks(&[2.0, 2.0, 2.0, 2.0, 2.0, 2.0]),
        observed("B", 2023, "4").looks(&[4.0]),
    ]);
    let [line] = analysis.network.as_slice() else { panic!("there is one line") };
    // Each activity once would be 16/7.
    assert_eq!((line.points[0].mean.clone(), line.points[0].sites), (exact("3"), 2));
}

#[test]
fn wc56_same_sites_rise_while_all_sites_fall() {
    let analysis = analysed([
        observed("A", 2022, "3.0"),
        observed("B", 2022, "2.0"),
        observed("A", 2023, "3.2"),
        observed("B", 2023, "2.2"),
        observed("C", 2023, "1.2"),
    ]);
    let [then, now] = analysis.network[0].points.as_slice() else { panic!("there are two years") };
    assert_eq!((then.mean.clone(), then.sites), (exact("5/2"), 2));
    assert_eq!((now.mean.clone(), now.sites), (exact("11/5"), 3));
    let change = now.from_year_before.as_ref().unwrap();
    assert_eq!(change.difference, exact("-3/10"));
    let same = change.same_sites.as_ref().unwrap();
    assert_eq!(
        (same.before.clone(), same.now.clone(), same.sites),
        (exact("5/2"), exact("27/10"), 2)
    );
    assert_eq!(same.difference(), exact("1/5"));
    assert_eq!((change.joined.clone(), change.left.clone()), (vec![site_id("C")], vec![]));
    assert!(change.directions_differ());
}

#[test]
fn all_sites_have_no_change_over_a_missing_year() {
    let analysis = analysed([observed("a", 2021, "2"), observed("a", 2023, "3")]);
    let points = &analysis.network[0].points;
    assert_eq!((points.len(), points[1].from_year_before.clone()), (2, None));
}

#[test]
fn items_have_series_and_no_network_lines() {
    let analysis = analysed([observed("a", 2022, "2").of("item", "one_1")]);
    assert_eq!(analysis.series.len(), 1);
    assert_eq!(analysis.network, []);
}

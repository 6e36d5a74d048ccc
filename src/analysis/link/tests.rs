//! What links must do, by worked cases.

use serde_json::{Value, json};

use super::{
    super::{
        Analysis, MaySay, Trend, Verdict,
        given::{self, about, analysed, exact, observed, read, rulebook, scores},
    },
    *,
};
use crate::{
    model::Basis,
    rulebook::Rulebook,
    score::{Score, ScoreKey, Scores},
};

/// The worked case: a change of version that hides a rise.
const OLDER: [(u16, &str); 3] = [(2016, "2.0"), (2017, "2.2"), (2018, "2.5")];
const NEWER: [(u16, &str); 3] = [(2019, "1.8"), (2020, "2.1"), (2021, "2.2")];

fn over_a_change(site: &str) -> Vec<Score> {
    let older = OLDER.map(|(year, value)| observed(site, year, value));
    let newer = NEWER.map(|(year, value)| observed(site, year, value).version("2"));
    older.into_iter().chain(newer).collect()
}

/// The rules with links, and with single activities that lie 0.6 points apart: a mean of three has a
/// variance of 0.12.
fn linked_by(links: impl IntoIterator<Item = Value>) -> Rulebook {
    let mut rulebook = rulebook();
    let link = |(at, link)| (format!("link{at}"), read(link));
    rulebook.links = links.into_iter().enumerate().map(link).collect();
    let scoring = rulebook.scoring.get_mut("visits").unwrap();
    scoring.assumed_spread = Some(read(json!(0.6)));
    rulebook
}

/// A declared link from version 1 to version 2.
fn declared(table: &[(f64, f64)], standard_error: f64) -> Value {
    let value: Vec<Value> =
        table.iter().map(|(from, to)| json!({ "from": from, "to": to })).collect();
    json!({
        "kind": "link", "about": about("link"), "instrument": "visits", "from": "1", "to": "2",
        "method": "declared", "value": value, "standard_error": standard_error, "source": "a study",
    })
}

const SAME: [(f64, f64); 2] = [(1.0, 1.0), (4.0, 4.0)];

fn trend(analysis: &Analysis, site: &str) -> Trend {
    let mut all = analysis.series.iter();
    let series = all.find(|it| &*it.site.0 == site && &*it.level == "standard").unwrap();
    series.trend.clone().unwrap()
}

/// The trend of site `a`, among others that tell how much years vary.
fn trend_of_a(rulebook: &Rulebook, rows: Vec<Score>) -> Trend {
    trend(&analysed(&scores(rows.into_iter().chain(others())), rulebook), "a")
}

/// Ten sites that stay at 2, with three years in each of three versions and a year between these.
fn others() -> impl Iterator<Item = Score> {
    let years = [(2001..=2003, "1"), (2005..=2007, "2"), (2009..=2011, "3")];
    let of_site = move |at: usize| {
        let site = format!("other{at}");
        let of_version = move |(years, version): (std::ops::RangeInclusive<u16>, &'static str)| {
            let site = site.clone();
            years.map(move |year| observed(&site, year, "2").version(version))
        };
        years.clone().into_iter().flat_map(of_version)
    };
    (0..10).flat_map(of_site)
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
}

#[test]
fn without_a_link_each_version_is_compared_with_itself() {
    let trend = trend_of_a(&linked_by([]), over_a_change("a"));
    let ranks = trend.ranks.unwrap();
    assert_eq!((trend.stretches, ranks.s), (2, 6));
    close(ranks.p.unwrap(), 0.055_556);
    close(ranks.slope.unwrap(), 0.225);
    assert_eq!((trend.linked, trend.not_linked), (vec![], vec![]));
}

#[test]
fn what_is_declared_the_same_is_one_line() {
    let linked = trend_of_a(&linked_by([declared(&SAME, 0.0)]), over_a_change("a"));
    let ranks = linked.ranks.as_ref().unwrap();
    assert_eq!((linked.stretches, ranks.s), (1, 2));
    assert!((ranks.p.unwrap() - 0.856).abs() < 5e-4, "{ranks:?}");

    let one_version = over_a_change("a").into_iter().map(|row| row.version("2")).collect();
    let never_broken = trend_of_a(&linked_by([]), one_version);
    assert_eq!(linked.linked.len(), 1);
    assert_eq!(linked.ranks, never_broken.ranks);
    let test = |trend: &Trend| {
        let slope = trend.slope.clone().unwrap();
        (slope.per_year, slope.standard_error, slope.interval, slope.p, slope.from_links)
    };
    assert_eq!(test(&linked), test(&never_broken));
    let counted = |trend: &Trend| (trend.stretches, trend.n_years, trend.may_say, trend.verdict);
    assert_eq!(counted(&linked), counted(&never_broken));
}

#[test]
fn a_table_carries_scores_exactly_and_in_straight_lines() {
    // From 1 to 1, from 2 to 1.5, from 3 to 3, from 4 to 4.
    let rule = read(declared(&[(1.0, 1.0), (2.0, 1.5), (3.0, 3.0), (4.0, 4.0)], 0.1));
    let link = Linked::declared(&rule);
    let pairs = [
        ("1", "1"),
        ("1.3", "1.15"),
        ("2", "1.5"),
        // 1.5 + 0.1 (3 - 1.5), and 1.5 + 1/3 (3 - 1.5).
        ("2.1", "1.65"),
        ("7/3", "2"),
        ("3.7", "3.7"),
        ("4", "4"),
    ];
    for (from, to) in pairs {
        assert_eq!(link.carried(&exact(from)), Some(exact(to)), "{from}");
    }
    assert_eq!(link.carried(&exact("0.9")), None);
    assert_eq!(link.carried(&exact("4.1")), None);
    // Errors widen as the table does, and never shrink below what the whole of it does.
    close(link.widening(&exact("2.5")), 1.5);
    close(link.widening(&exact("2")), 1.5);
    close(link.widening(&exact("1.5")), 1.0);
}

/// From 0 to 4 onto 1 to 4: 2.0, 2.2 and 2.5 become 2.5, 2.65 and 2.875. Against 1.8, 2.1 and 2.2
/// every pair across the change falls: S = 3 - 9 + 3.
#[test]
fn the_order_is_that_of_carried_scores() {
    let trend =
        trend_of_a(&linked_by([declared(&[(0.0, 1.0), (4.0, 4.0)], 0.0)]), over_a_change("a"));
    assert_eq!(trend.ranks.unwrap().s, -3);
}

/// Four sites over the change: what their score moved, what their three common items moved, and what
/// is left to the tool.
///
/// | site | score         | common items     | beyond them |
/// |------|---------------|------------------|-------------|
/// | a    | 2.5 to 1.8    | -0.4, -0.3, -0.2 | -0.4        |
/// | b    | 3.0 to 2.4    | 0.1, 0, -0.1     | -0.6        |
/// | c    | 2.0 to 2.1    | 0.2, 0.3, 0.4    | -0.2        |
/// | d    | 2.4 to 2.0    | 0, 0, 0          | -0.4        |
///
/// The mean is -0.4; the squares about it are 0, 0.04, 0.04 and 0, so that the variance is 0.08 / 3
/// and that of the mean 0.08 / 12.
fn four_sites() -> Vec<Score> {
    let moved = [
        ("a", ["2.5", "1.8"], ["2.6", "2.7", "2.8"]),
        ("b", ["3.0", "2.4"], ["3.1", "3.0", "2.9"]),
        ("c", ["2.0", "2.1"], ["3.2", "3.3", "3.4"]),
        ("d", ["2.4", "2.0"], ["3.0", "3.0", "3.0"]),
    ];
    let mut rows = over_a_change("a");
    for (site, [older, newer], items) in moved {
        if site != "a" {
            rows.push(observed(site, 2018, older));
            rows.push(observed(site, 2019, newer).version("2"));
        }
        for (at, value) in items.into_iter().enumerate() {
            let id = format!("one_{}", at + 1);
            rows.push(observed(site, 2018, "3").of("item", &id));
            rows.push(observed(site, 2019, value).of("item", &id).version("2"));
        }
    }
    rows
}

fn common_items(fewest_sites: u32) -> Value {
    json!({
        "kind": "link", "about": about("link"), "instrument": "visits", "from": "1", "to": "2",
        "ids": ["one"], "method": "common-items", "fewest_sites": fewest_sites,
        "items": ["one_1", "one_2", "one_3", "two_1"],
    })
}

/// As [`linked_by`], with five items in standard `one`.
fn with_five_items(links: impl IntoIterator<Item = Value>) -> Rulebook {
    let mut rulebook = linked_by(links);
    let instrument = rulebook.instruments.get_mut("visits").unwrap();
    for part in 3..=5 {
        let id = format!("one_{part}");
        instrument.item.push(read(json!({ "id": id, "name": id, "in": "one" })));
    }
    rulebook
}

#[test]
fn common_items_tell_how_much_of_the_step_is_the_tools() {
    let trend = trend_of_a(&with_five_items([common_items(4)]), four_sites());
    let [link] = trend.linked.as_slice() else { panic!("there is one link: {trend:?}") };
    assert_eq!((&*link.from, &*link.to), ("1", "2"));
    assert_eq!(link.evidence, Some(LinkEvidence { items: 3, sites: 4 }));
    assert_eq!(link.carried(&exact("2.5")), Some(exact("2.1")));
    close(link.error.value, 0.08 / 12.0);
    close(link.error.degrees_of_freedom, 3.0);
    assert_eq!((trend.stretches, trend.n_years, trend.may_say), (1, 6, MaySay::Trend));
}

/// Within the versions the slope is 0.25 and 0.2, each with a sum of squares of 2. Carried, the mean of
/// the older years is 2.2333 - 0.4, which is 0.2 below that of the newer ones over three years; this
/// counts with `27 a / (a + 1)`, where `a = v / (v + 3 u)`, the variance of a score being `v = 0.12`
/// and that of the link `u = 0.08 / 12`, so that `a = 6 / 7`.
#[test]
fn the_error_of_a_link_counts_for_the_step_and_not_within_the_versions() {
    let trend = trend_of_a(&with_five_items([common_items(4)]), four_sites());
    let between = 27.0 * 6.0 / 13.0;
    let squares = 4.0 + between;
    let slope = trend.slope.unwrap();
    close(slope.per_year, (2.0 * 0.25 + 2.0 * 0.2 + between * 0.2 / 3.0) / squares);
    close(slope.standard_error, (0.12 / squares).sqrt());
    close(slope.from_links, (0.08_f64 / 12.0).sqrt() * between / 3.0 / squares);
}

/// The step that a link carries may be off, and then all pairs across the change are.
#[test]
fn the_order_of_years_never_counts_across_a_link_with_an_error() {
    let ranks = trend_of_a(&with_five_items([common_items(4)]), four_sites()).ranks.unwrap();
    assert_eq!((ranks.s, ranks.interval), (6, None));
}

#[test]
fn too_few_sites_items_or_differences_leave_the_line_broken_and_say_why() {
    let why = |rulebook: &Rulebook, rows: Vec<Score>| {
        let trend = trend_of_a(rulebook, rows);
        assert_eq!((trend.stretches, trend.linked.len()), (2, 0));
        assert_eq!(trend.ranks.unwrap().s, 6);
        let [why] = trend.not_linked.as_slice() else { panic!("there is one reason") };
        assert_eq!((&*why.from, &*why.to), ("1", "2"));
        why.because.clone()
    };
    let five = with_five_items([common_items(5)]);
    assert_eq!(why(&five, four_sites()), WhyNotLinked::FewSites { have: 4, need: 5 });

    let mut two_items = common_items(4);
    two_items["items"] = json!(["one_1", "one_2", "two_1", "two_2"]);
    let two_items = with_five_items([two_items]);
    assert_eq!(why(&two_items, four_sites()), WhyNotLinked::FewItems { have: 2, need: 3 });

    // Three sites with the scores of site `a` and items that stay at 3.
    let alike = ["a", "c", "d"].into_iter().flat_map(|site| {
        let items = ["one_1", "one_2", "one_3"].into_iter().flat_map(move |id| {
            over_a_change(site).into_iter().map(move |row| Score {
                outcome: observed(site, 2018, "3").outcome,
                ..row.of("item", id)
            })
        });
        over_a_change(site).into_iter().chain(items)
    });
    let three = with_five_items([common_items(3)]);
    assert_eq!(why(&three, alike.collect()), WhyNotLinked::NoVariation);

    let short = linked_by([declared(&[(2.2, 2.2), (4.0, 4.0)], 0.0)]);
    let outside = WhyNotLinked::OutsideTheTable { score: exact("2") };
    assert_eq!(why(&short, over_a_change("a")), outside);
}

#[test]
fn a_site_counts_only_with_years_that_follow_one_another_and_three_items() {
    let later = |row: Score| match (&*row.key.site.0, &*row.key.version) {
        ("d", "2") => {
            Score { key: ScoreKey { school_year: "2021-22".parse().unwrap(), ..row.key }, ..row }
        }
        _ => row,
    };
    let rows: Vec<Score> = four_sites()
        .into_iter()
        .map(later)
        .filter(|row| (&*row.key.site.0, &*row.key.id) != ("c", "one_2"))
        .collect();
    let trend = trend_of_a(&with_five_items([common_items(3)]), rows);
    assert_eq!(trend.not_linked[0].because, WhyNotLinked::FewSites { have: 2, need: 3 });
}

/// Three versions in three years, each year with a variance of 1, and two links with one each:
/// `V = [[3, 1, 0], [1, 2, 0], [0, 0, 1]]`, whose inverse gives the slope `(y3 - y1) / 2` with a
/// variance of 1, half of it from the links.
#[test]
fn links_follow_one_another_and_their_errors_add_up() {
    let mut later = declared(&SAME, 1.0);
    (later["from"], later["to"]) = (json!("2"), json!("3"));
    let mut rulebook = linked_by([declared(&SAME, 1.0), later]);
    let scoring = rulebook.scoring.get_mut("visits").unwrap();
    scoring.assumed_spread = Some(read(json!(1)));
    let year = |year, value, version| {
        Score { n_responses: 1, ..observed("a", year, value) }.version(version)
    };
    let rows = vec![year(2019, "2.0", "1"), year(2020, "3.7", "2"), year(2021, "3.0", "3")];

    let alone = trend_of_a(&linked_by([]), rows.clone());
    assert_eq!((alone.may_say, alone.n_years), (MaySay::Level, 1));
    let trend = trend_of_a(&rulebook, rows);
    assert_eq!((trend.linked.len(), trend.n_years), (2, 3));
    assert_eq!(trend.verdict, Verdict::TooShortToTest(std::cmp::Ordering::Greater));
    let slope = trend.slope.unwrap();
    close(slope.per_year, 0.5);
    close(slope.standard_error, 1.0);
    close(slope.from_links, 0.5_f64.sqrt());
}

#[test]
fn a_change_of_who_rates_stays_a_break() {
    let mut rulebook = linked_by([declared(&SAME, 0.0)]);
    let scoring = rulebook.scoring.get_mut("visits").unwrap();
    scoring.break_on = vec!["version".to_owned(), "basis".to_owned()];
    let agreed = |row: Score| match &*row.key.version {
        "2" => row.basis(Basis::Consensus),
        _ => row,
    };
    let rows = over_a_change("a").into_iter().map(agreed).collect();
    let trend = trend_of_a(&rulebook, rows);
    assert_eq!((trend.stretches, trend.linked.len(), trend.not_linked.len()), (2, 0, 0));
    assert_eq!(trend_of_a(&rulebook, over_a_change("a")).stretches, 1);
}

#[test]
fn the_link_that_names_a_standard_counts_before_one_for_all() {
    let mut own = declared(&[(1.0, 2.0), (4.0, 3.0)], 0.0);
    own["ids"] = json!(["one"]);
    let trend = trend_of_a(&linked_by([declared(&SAME, 0.0), own]), over_a_change("a"));
    assert_eq!(trend.linked[0].carried(&exact("1")), Some(exact("2")));
}

/// Twelve sites over the same change, with a link that may be off by 0.3: the mean slope of all of
/// them is no surer than the link.
#[test]
fn no_number_of_sites_wears_off_the_error_of_a_link() {
    let sites: Vec<String> = (0..12).map(|at| format!("site{at:02}")).collect();
    let rows = || scores(sites.iter().flat_map(|site| over_a_change(site)));
    let linked = analysed(&rows(), &linked_by([declared(&SAME, 0.3)]));
    let slope = trend(&linked, "site00").slope.unwrap();
    let all = linked.families[0].slopes.unwrap();
    assert!(0.05 < slope.from_links, "{slope:?}");
    // Alike in all: the own errors of twelve sites, and the whole of the shared one.
    let own = slope.standard_error.powi(2) - slope.from_links.powi(2);
    close(all.standard_error.powi(2), own / 12.0 + slope.from_links.powi(2));
    // All lines are the same: sites do not seem to differ, and none is drawn toward the others.
    assert_eq!(slope.shrunken, None);
}

#[test]
fn the_order_of_scores_changes_no_link() {
    let rulebook = with_five_items([common_items(4)]);
    let rows = four_sites();
    let forward = analysed(&given::scores(rows.clone()), &rulebook);
    let mut turned = Scores { rows };
    turned.rows.reverse();
    assert_eq!(forward, analysed(&turned, &rulebook));
}

//! Which way a site goes.

use std::collections::BTreeSet;

use cqi::{
    analysis::{Analysis, Ranks, Slope},
    model::{Exact, SchoolYear, SiteId},
    score::{Outcome, Score, ScoreKey},
    statistics::{YearMean, trend::known_line},
};

use crate::{
    common::dice::Dice,
    world,
    written::{IN_ORDER, Row, Visit, number, run, sheet},
};

/// Two visits to Heron in a year, alike: the least for which a standard has a score.
fn heron(year: u16, rating: u8) -> [Visit; 2] {
    [1, 2].map(|activity| Visit { site: "Heron", year, activity, ratings: [rating; 12] })
}

/// The smallest chance that four years can have, 2 / 4! = 0.083333.
#[test]
fn a02_four_rising_years_are_too_short_to_test_and_never_significant() {
    let visits: Vec<Visit> =
        (2021..).zip(1..=4).flat_map(|(year, rating)| heron(year, rating)).collect();
    let run = run(&[("visits.csv", sheet(&visits, IN_ORDER).as_bytes())], "html,docx,csv,json,svg");
    let trend = run.trend("heron", "active_engaged");
    assert!((number(&trend, "mk_p_exact") - 2.0 / 24.0).abs() < 1e-12, "{trend:?}");
    assert_eq!(trend["verdict"], "up_too_short_to_test");
    let page = String::from_utf8_lossy(&run.files["sites/heron/plan.html"]).into_owned();
    assert!(page.contains("too short to test"), "{page}");
    let mut read = 0;
    for (name, text) in run.texts() {
        assert!(!text.to_lowercase().contains("significan"), "{name}");
        read += 1;
    }
    assert!(5 < read, "{}", run.told);
}

/// Four sites over five years, two visits a year.
fn network() -> Vec<Visit> {
    let mut dice = Dice::new(4);
    let mut visits = Vec::new();
    for site in ["Alder", "Birch", "Cedar", "Dogwood"] {
        for year in 2020..2025 {
            for activity in 1..=2 {
                let ratings = [0; 12].map(|_| u8::try_from(dice.whole(1, 3)).unwrap());
                visits.push(Visit { site, year, activity, ratings });
            }
        }
    }
    visits
}

#[test]
fn a04_the_order_of_rows_items_and_sites_changes_no_number() {
    let visits = network();
    let mut dice = Dice::new(5);
    let mut shuffled: Vec<(u64, Visit)> =
        visits.iter().map(|visit| (dice.next(), visit.clone())).collect();
    shuffled.sort_by_key(|(number, _)| *number);
    let shuffled: Vec<Visit> = shuffled.into_iter().map(|(_, visit)| visit).collect();
    let plain = run(&[("visits.csv", sheet(&visits, IN_ORDER).as_bytes())], "csv");
    let order = [7, 2, 11, 0, 5, 9, 1, 10, 3, 8, 6, 4];
    let other = run(&[("visits.csv", sheet(&shuffled, order).as_bytes())], "csv");
    // All tables but those that name cells.
    for table in ["scores", "trends", "network_trends", "spreads", "changes", "priorities"] {
        let file = format!("data/{table}.csv");
        assert!(200 < plain.files[&file].len(), "{file} holds something");
        assert!(plain.files[&file] == other.files[&file], "{file}");
    }
}

#[test]
fn a04_a_point_more_on_every_rating_changes_no_slope_no_chance_and_no_verdict() {
    let higher = |visit: Visit| Visit { ratings: visit.ratings.map(|rating| rating + 1), ..visit };
    let low = run(&[("visits.csv", sheet(&network(), IN_ORDER).as_bytes())], "csv");
    let raised: Vec<Visit> = network().into_iter().map(higher).collect();
    let high = run(&[("visits.csv", sheet(&raised, IN_ORDER).as_bytes())], "csv");
    let (low, high) = (low.table("trends"), high.table("trends"));
    assert_eq!(low.len(), high.len());
    for (low, high) in low.iter().zip(&high) {
        for column in ["site_id", "level", "id", "verdict"] {
            assert_eq!(low[column], high[column]);
        }
        for column in [
            "slope",
            "slope_se",
            "slope_low",
            "slope_high",
            "p",
            "p_adjusted",
            "mk_s",
            "mk_p_exact",
            "sen_slope",
        ] {
            assert!((number(low, column) - number(high, column)).abs() < 1e-9, "{column}: {low:?}");
        }
    }
}

#[test]
fn a04_years_from_2016_and_from_0_have_the_same_slopes() {
    let mut dice = Dice::new(6);
    let values: Vec<Vec<u8>> = (0..60)
        .map(|_| (0..3).map(|_| u8::try_from(dice.whole(1, 4)).unwrap()).collect())
        .collect();
    let from = |first: u16| {
        let rows = values.chunks(5).enumerate().flat_map(|(site, years)| {
            let site = SiteId(format!("{site:02}").into());
            years.iter().zip(first..).map(move |(ratings, year)| {
                world::score(site.clone(), SchoolYear::starting(year), ratings)
            })
        });
        world::analysed(rows)
    };
    let (now, then) = (from(2016), from(0));
    let slopes = |analysis: &Analysis| -> Vec<Slope> {
        analysis.series.iter().map(|it| it.trend.clone().unwrap().slope.unwrap()).collect()
    };
    let (now, then) = (slopes(&now), slopes(&then));
    assert_eq!(now.len(), 12);
    for (now, then) in now.iter().zip(&then) {
        assert!((now.per_year - then.per_year).abs() < 1e-12, "{now:?} {then:?}");
        assert!((now.p_adjusted - then.p_adjusted).abs() < 1e-12, "{now:?} {then:?}");
    }
}

/// Years of one to six visits, with the variances of the county: 0.338 within and 0.0165 from year to
/// year.
#[test]
fn a05_a_missing_year_never_narrows_the_interval_of_a_slope() {
    let mut dice = Dice::new(7);
    for years in 3..=10 {
        let all: Vec<YearMean> = (0..years)
            .map(|year| {
                let visits = dice.whole(1, 6) as f64;
                let mean = dice.between(1.0, 4.0);
                YearMean { year: f64::from(year), mean, variance: 0.338 / visits + 0.0165 }
            })
            .collect();
        let whole = known_line(&all).unwrap().slope.variance;
        for missing in 0..all.len() {
            let mut fewer = all.clone();
            fewer.remove(missing);
            assert!(whole <= known_line(&fewer).unwrap().slope.variance, "{missing} of {all:?}");
        }
    }
}

#[test]
fn a05_a_missing_year_leaves_the_others_alone_and_is_named() {
    let ratings = [2, 3, 2, 4, 3, 3];
    let of = |missing: Option<u16>| {
        let years = (2019..2025).zip(ratings).filter(|(year, _)| Some(*year) != missing);
        let visits: Vec<Visit> = years.flat_map(|(year, rating)| heron(year, rating)).collect();
        run(&[("visits.csv", sheet(&visits, IN_ORDER).as_bytes())], "html,csv")
    };
    let all = of(None).table("scores");
    for missing in [2019, 2021, 2023, 2024] {
        let run = of(Some(missing));
        let label = SchoolYear::starting(missing).to_string();
        let others = all.iter().filter(|row| row["school_year"] != label);
        let score = |row: &Row| ["school_year", "id", "score_exact"].map(|name| row[name].clone());
        let scores: Vec<_> = run.table("scores").iter().map(score).collect();
        assert_eq!(scores, others.map(score).collect::<Vec<_>>(), "without {missing}");
        let page = String::from_utf8_lossy(&run.files["sites/heron/plan.html"]).into_owned();
        let is_gap = (2020..2024).contains(&missing);
        // The year that stands nearest before the words.
        let labels: Vec<String> =
            (2019..2025).map(|year| SchoolYear::starting(year).to_string()).collect();
        let before = page.match_indices(">no data<").map(|(at, _)| &page[..at]);
        let named = before.filter_map(|page| labels.iter().max_by_key(|label| page.rfind(*label)));
        let named: BTreeSet<&str> = named.map(String::as_str).collect();
        let expected = is_gap.then_some(label.as_str()).into_iter().collect();
        assert_eq!(named, expected, "without {missing}");
    }
}

/// 2.0 2.2 2.5 with one version of the tool and 1.8 2.1 2.2 with the next: S is 3 within each. Of the 6 · 6
/// orders 1 has an S of 6 and 1 one of -6: 2 / 36 = 0.0556. Without the break S would be 2, with
/// a chance of 0.856.
#[test]
fn a08_a_change_of_version_is_never_compared_across() {
    let value = |text: &str| Outcome::Value(text.parse::<Exact>().unwrap());
    let values =
        [("1", "2.0"), ("1", "2.2"), ("1", "2.5"), ("2", "1.8"), ("2", "2.1"), ("2", "2.2")];
    let rows = values.into_iter().zip(2016..).map(|((version, text), year)| {
        let score = world::score(SiteId("one".into()), SchoolYear::starting(year), &[2, 3]);
        let key = ScoreKey { version: version.into(), ..score.key };
        Score { key, outcome: value(text), ..score }
    });
    let analysis = world::analysed(rows);
    let [series] = analysis.series.as_slice() else { panic!("there is one line") };
    assert_eq!(series.segments.len(), 2);
    let trend = series.trend.as_ref().unwrap();
    let Ranks { s, p, slope, .. } = trend.ranks.as_ref().unwrap();
    assert_eq!(*s, 6);
    assert!((p.unwrap() - 2.0 / 36.0).abs() < 1e-12, "{p:?}");
    assert!((slope.unwrap() - 0.225).abs() < 1e-12, "{slope:?}");
    // No number of the analysis is that of all six years in one.
    let told = format!("{:?}", analysis.series);
    assert!(!told.contains("0.8555") && !told.contains("{ s: 2,"), "{told}");
}

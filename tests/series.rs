//! Control charts and run charts of public series, against the limits and signals published for them.
//!
//! The series lie beside the repository, in `../shared/data/series` or where `CQI_SHARED` says; where
//! they do not, the tests say that they skipped.

mod common;

use std::collections::BTreeMap;

use common::{
    golden,
    series::{number, rows, wards},
};
use cqi::statistics::control::{
    Centre, Counted, Reach, RunChart, Screening, Spread, Verdict, count_chart, individuals,
    rule::{Phase, firings, rule},
    run_chart,
};
use serde_json::Value;

/// Montgomery, Introduction to Statistical Quality Control, 6.4: the cost of processing a loan.
#[test]
fn limits_of_single_values_are_those_of_montgomery() {
    let Some(rows) = rows("montgomery_tbl_06.07.csv") else { return };
    let cost: Vec<Option<f64>> = rows.iter().take(20).map(|row| number(row, "cost")).collect();
    let limits = individuals(&cost).limits(Reach::Usual, Screening::Off, 12).unwrap();
    let golden = &golden()["xmr"]["montgomery_6.07_first20"];
    is_close(limits.centre, &golden["cl"]);
    is_close(limits.lower(), &golden["lcl"]);
    is_close(limits.upper(), &golden["ucl"]);
}

/// Montgomery, 7.2: orange juice cans. 0.2313 (0.0524 to 0.4102), with samples 15 and 23 beyond; once
/// these two are set aside, 0.2150 (0.0407 to 0.3893).
#[test]
fn limits_of_shares_are_those_of_montgomery() {
    let Some(rows) = rows("montgomery_tbl_07.03.csv") else { return };
    let first: Vec<_> = rows.iter().filter(|row| row["phase"] == "1").collect();
    let mut events: Vec<Option<f64>> = first.iter().map(|row| number(row, "count")).collect();
    let n: Vec<Option<f64>> = first.iter().map(|row| number(row, "size")).collect();
    let chart = count_chart(&events, &n, Counted::Share, Spread::Chance);
    rounds_to(chart.centre.unwrap(), 4, "0.2313");
    rounds_to(chart.limits[0].unwrap().upper(), 4, "0.4102");
    rounds_to(chart.limits[0].unwrap().lower(), 4, "0.0524");
    assert_eq!(chart.beyond(), [14, 22]);
    (events[14], events[22]) = (None, None);
    let chart = count_chart(&events, &n, Counted::Share, Spread::Chance);
    rounds_to(chart.centre.unwrap(), 4, "0.2150");
    rounds_to(chart.limits[0].unwrap().upper(), 4, "0.3893");
    rounds_to(chart.limits[0].unwrap().lower(), 4, "0.0407");
    assert_eq!(chart.beyond(), [20]);
}

/// Montgomery, 7.2.2: purchase orders, 0.096 faulty in samples of many sizes. Sample 11 is beyond its
/// limit.
#[test]
fn limits_of_shares_widen_where_samples_are_small() {
    let Some(rows) = rows("montgomery_tbl_07.04.csv") else { return };
    let events: Vec<Option<f64>> = rows.iter().map(|row| number(row, "count")).collect();
    let n: Vec<Option<f64>> = rows.iter().map(|row| number(row, "size")).collect();
    let chart = count_chart(&events, &n, Counted::Share, Spread::Chance);
    rounds_to(chart.centre.unwrap(), 3, "0.096");
    let width = |size: f64| {
        let at = n.iter().position(|n| *n == Some(size)).unwrap();
        chart.limits[at].unwrap().sigma
    };
    // As the square root of n: 120 is one and a half times 80.
    assert!((width(80.0) / width(120.0) - 1.5_f64.sqrt()).abs() < 1e-12);
    assert_eq!(chart.beyond(), [10]);
}

/// Montgomery, 7.3.2: errors in shipments, 0.0740 a shipment with an upper limit of 0.1894; and flaws
/// in dyed cloth, 1.42 for 50 square meters, from which the book goes on: 1.42 ± 3 · sqrt(1.42 / n).
#[test]
fn limits_of_rates_are_those_of_montgomery() {
    let Some(weeks) = rows("montgomery_tbl_07.10.csv") else { return };
    let Some(rolls) = rows("montgomery_tbl_07.11.csv") else { return };
    let errors: Vec<Option<f64>> = weeks.iter().map(|row| number(row, "count")).collect();
    let shipments: Vec<Option<f64>> = weeks.iter().map(|row| number(row, "size")).collect();
    let chart = count_chart(&errors, &shipments, Counted::Rate, Spread::Chance);
    rounds_to(chart.centre.unwrap(), 4, "0.0740");
    rounds_to(chart.limits[0].unwrap().upper(), 4, "0.1894");
    let flaws: Vec<Option<f64>> = rolls.iter().map(|row| number(row, "count")).collect();
    let cloth: Vec<Option<f64>> =
        rolls.iter().map(|row| Some(number(row, "meters")? / 50.0)).collect();
    let chart = count_chart(&flaws, &cloth, Counted::Rate, Spread::Chance);
    rounds_to(chart.centre.unwrap(), 2, "1.42");
    for (limits, n) in chart.limits.iter().zip(&cloth) {
        let half = 3.0 * (1.42 / n.unwrap()).sqrt();
        let limits = limits.unwrap();
        assert!((limits.upper() - 1.42 - half).abs() < 0.01, "{limits:?}");
        assert!((limits.lower() - 1.42 + half).abs() < 0.01, "{limits:?}");
    }
    assert!(chart.beyond().is_empty());
}

#[test]
fn runs_of_infections_agree_with_qicharts2() {
    let Some(rows) = rows("cdi.csv") else { return };
    let n: Vec<Option<f64>> = rows.iter().map(|row| number(row, "n")).collect();
    let baseline = run_chart(&n[..24], Centre::OwnMedian).centre.unwrap();
    agrees("cdi_n_full", &run_chart(&n, Centre::OwnMedian));
    agrees("cdi_post12_on_pre24_median", &run_chart(&n[24..], Centre::Given(baseline)));
    agrees("cdi_freeze24_all", &run_chart(&n, Centre::Given(baseline)));
}

#[test]
fn runs_of_four_wards_agree_with_qicharts2() {
    let Some(wards) = wards() else { return };
    for (ward, values) in wards {
        let values: Vec<Option<f64>> = values.into_iter().map(|(_, value)| value).collect();
        agrees(&format!("signals_{ward}"), &run_chart(&values, Centre::OwnMedian));
    }
}

#[track_caller]
fn agrees(name: &str, chart: &RunChart) {
    let expected = &golden()["qicharts2_runs"][name];
    is_close(chart.centre.unwrap(), &expected["cl"]);
    let limits = chart.limits().unwrap();
    let found = [
        ("n_useful", chart.useful()),
        ("longest_run", chart.longest_run().unwrap()),
        ("longest_run_max", limits.longest_run),
        ("n_crossings", chart.crossings().unwrap()),
        ("n_crossings_min", limits.fewest_crossings),
    ];
    for (field, found) in found {
        assert_eq!(Some(found as u64), expected[field].as_u64(), "{field} of {name}");
    }
    let signal = chart.verdict() == Verdict::Signal;
    assert_eq!(Some(signal), expected["signal"].as_bool(), "{name}");
}

/// Breaches at RRK before a merger, with the rules of NHS Making Data Count: January 2017 beyond the
/// upper limit, then eight months below the mean.
#[test]
fn signals_of_breaches_agree_with_the_nhs() {
    let Some(rows) = rows("ae_attendances.csv") else { return };
    let is_before = |row: &&BTreeMap<String, String>| {
        row["org_code"] == "RRK" && row["type"] == "1" && row["period"].as_str() < "2018-04-01"
    };
    let breaches: BTreeMap<&str, Option<f64>> = rows
        .iter()
        .filter(is_before)
        .map(|row| (row["period"].as_str(), number(row, "breaches")))
        .collect();
    let (months, values): (Vec<&str>, Vec<Option<f64>>) = breaches.into_iter().unzip();
    let golden = &golden()["xmr"]["ae_RRK_type1_before_2018_04_breaches"];
    assert_eq!(Some(months.len() as u64), golden["n"].as_u64());
    let found = individuals(&values);
    for (name, screening) in [("screened_266", Screening::Once), ("unscreened_266", Screening::Off)]
    {
        let limits = found.limits(Reach::Rounded, screening, 13).unwrap();
        is_close(limits.lower(), &golden[name][0]);
        is_close(limits.upper(), &golden[name][1]);
    }
    let limits = found.limits(Reach::Rounded, Screening::Once, 13).unwrap();
    is_close(limits.centre, &golden["mean"]);
    let marked = |id: &str| -> Vec<&str> {
        let found = firings(&[rule(id).unwrap()], &values, &[Phase { start: 0, limits }]);
        let mut points: Vec<usize> = found.into_iter().flat_map(|firing| firing.points).collect();
        points.sort_unstable();
        points.dedup();
        points.into_iter().map(|at| months[at]).collect()
    };
    assert_eq!(marked("nhs-mdc/beyond@1"), ["2017-01-01"]);
    let shift = marked("nhs-mdc/shift@1");
    assert_eq!((shift.first(), shift.last()), (Some(&"2017-02-01"), Some(&"2017-09-01")));
    assert_eq!(shift.len(), 8);
    assert!(marked("nhs-mdc/trend@1").is_empty());
    assert!(marked("nhs-mdc/2of3@2").is_empty());
}

#[track_caller]
fn is_close(found: f64, expected: &Value) {
    let expected = expected.as_f64().unwrap();
    assert!((found - expected).abs() <= 1e-6 * expected.abs(), "{found} is not {expected}");
}

/// As a book prints it, with so many decimals.
#[track_caller]
fn rounds_to(found: f64, decimals: usize, printed: &str) {
    assert_eq!(format!("{found:.decimals$}"), printed);
}

//! The engine on a county of 171 schools and 36,713 ratings, against numbers that R and Python gave.
//!
//! The ratings are public and made up (tntpr, CC BY 4.0, from the fake county of OpenSDP): teachers of
//! a school, each rated once a year from 1 to 4. The file lies beside the repository, in
//! `../shared/data/network` or where `CQI_SHARED` says; where it does not, the tests say that they
//! skipped. What has to come out stands in `fixtures/reference/golden.json`, under `fake_county`.

#[path = "../common/mod.rs"]
mod common;

// The file, and what the engine makes of it.
mod reading;

// One year: how much teachers and schools differ.
mod one_year;
// Four years: which way schools go.
mod four_years;
// The same with three ratings a school and year, as sites of programs have.
mod thinned;
// What simple rules find in three ratings a year, held against all ratings.
mod rules_of_thumb;

use serde_json::Value;

/// The numbers of a worked case.
#[track_caller]
fn golden(case: &str) -> Value {
    let all = common::golden();
    assert!(all[case].is_object(), "there is no case `{case}`");
    all[case].clone()
}

/// Within the tolerance of the golden numbers.
#[track_caller]
fn close(found: f64, golden: &Value) {
    let golden = golden.as_f64().unwrap();
    let near = (found - golden).abs() <= 1e-6 * golden.abs().max(1.0);
    assert!(near, "{found} is not {golden}");
}

#[track_caller]
fn same(found: usize, golden: &Value) {
    assert_eq!(Some(found as u64), golden.as_u64());
}

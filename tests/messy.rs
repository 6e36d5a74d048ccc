//! Every diagnostic code has material that calls for it, and it is found there.

mod common;

use std::{collections::BTreeSet, fs};

use common::{noticed, root};
use cqi::diagnostic::Code;

/// The codes that a folder of fixtures is named for: `T011-rating-off-scale` is for T011.
fn named_for(folder: &str) -> BTreeSet<(String, String)> {
    let entries = fs::read_dir(root().join("fixtures").join(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter_map(|name| Some((name.get(..4)?.to_owned(), name)))
        .filter(|(code, _)| is_code(code))
        .collect()
}

fn is_code(text: &str) -> bool {
    Code::ALL.iter().any(|(_, id, _)| *id == text)
}

/// Faults of rules have their stories in `fixtures/broken`, which `tests/rulebook.rs` tells.
fn is_about_rules(code: &str) -> bool {
    code.starts_with('R')
}

/// What plans lack is told by `cqi plan lint`, and its story in `fixtures/tracker`, which
/// `tests/tracker.rs` tells.
fn is_about_plans(code: &str) -> bool {
    code.starts_with('L')
}

#[test]
fn every_code_has_a_fixture() {
    let with: BTreeSet<String> = named_for("messy").into_iter().map(|(code, _)| code).collect();
    let ids = Code::ALL
        .iter()
        .map(|(_, id, _)| *id)
        .filter(|id| !is_about_rules(id) && !is_about_plans(id));
    let without: Vec<&str> = ids.filter(|id| !with.contains(*id)).collect();
    assert!(without.is_empty(), "no fixture for {without:?}");
}

#[test]
fn every_messy_folder_calls_for_its_code() {
    let mut faults = Vec::new();
    for (code, name) in named_for("messy") {
        let folder = format!("fixtures/messy/{name}");
        let told = noticed(&[&folder]);
        let found: Vec<&str> = told.iter().filter_map(|told| told["code"].as_str()).collect();
        if !found.contains(&code.as_str()) {
            faults.push(format!("{name}: {found:?}"));
        }
        let others: BTreeSet<&str> = told
            .iter()
            .filter(|told| told["severity"] != "note")
            .filter_map(|told| told["code"].as_str())
            .filter(|found| *found != code)
            .collect();
        if !others.is_empty() {
            faults.push(format!("{name}: also {others:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_example_network_is_clean() {
    let told = noticed(&["fixtures/small-network"]);
    let weighty: Vec<_> = told.iter().filter(|told| told["severity"] != "note").collect();
    assert!(weighty.is_empty(), "{weighty:#?}");
}

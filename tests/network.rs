//! A network with known faults: each is told at its cell, none is made up, and the scores are right.

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use common::{cqi, noticed, root, text};
use serde_json::Value;

const NETWORK: &str = "fixtures/bench-network/network";
const PACK: &str = "fixtures/bench-pack";
/// How far a score may lie from that of another program, which sums in another order.
const ALIKE: f64 = 1e-9;

/// A fault and its place: file, sheet of a workbook, cell, kind.
type Fault = (String, String, String, String);

/// The faults that were put into the network.
fn planted() -> Vec<Fault> {
    let text = fs::read_to_string(root().join("fixtures/bench-network/defects.json")).unwrap();
    let list: Value = serde_json::from_str(&text).unwrap();
    let mut faults: Vec<Fault> = list["defects"].as_array().unwrap().iter().map(fault).collect();
    faults.sort();
    faults
}

fn fault(defect: &Value) -> Fault {
    let part = |name: &str| defect[name].as_str().unwrap_or_default().to_owned();
    (part("file"), part("sheet"), first_cell(&part("cell")), part("kind"))
}

/// The faults that the program tells.
fn told() -> Vec<Fault> {
    let told = noticed(&[NETWORK, "--rules", PACK]);
    let mut faults: Vec<Fault> = told.iter().map(told_fault).collect();
    faults.sort();
    faults
}

fn told_fault(told: &Value) -> Fault {
    let place = &told["place"];
    let part = |name: &str| place[name].as_str().unwrap_or_default();
    let file = part("file").strip_prefix(NETWORK).unwrap_or_default().trim_start_matches('/');
    // The other files are text, with one sheet that nobody named.
    let sheet = if file.starts_with("self-assessment/") { part("sheet") } else { "" };
    let kind = kind_of(told["code"].as_str().unwrap_or_default());
    (file.to_owned(), sheet.to_owned(), first_cell(part("cell")), kind.to_owned())
}

fn first_cell(range: &str) -> String {
    range.split(':').next().unwrap_or_default().to_owned()
}

/// What the makers of the network call the fault that a code tells.
fn kind_of(code: &str) -> &str {
    match code {
        "F007" => "windows-1252",
        "F008" => "semicolon",
        "T003" => "missing-column",
        "T004" => "misspelt-site",
        "T007" => "date-outside-year",
        "T009" | "T028" => "lost-leading-zero",
        "T011" | "T013" => "off-scale",
        "T012" => "date-rating",
        "T016" => "duplicate-row",
        "T022" => "header-alias",
        "T023" => "number-as-text",
        "T024" => "trailing-space",
        "T025" => "text-rating",
        "T026" => "not-applicable",
        "T027" => "merged-header",
        other => other,
    }
}

#[test]
fn every_planted_fault_is_told_at_its_cell_and_no_other() {
    let (planted, told) = (planted(), told());
    let kinds: BTreeSet<&str> = planted.iter().map(|fault| fault.3.as_str()).collect();
    assert_eq!(kinds.len(), 15, "kinds of faults: {kinds:?}");
    let missed: Vec<_> = planted.iter().filter(|fault| !told.contains(fault)).collect();
    let made_up: Vec<_> = told.iter().filter(|fault| !planted.contains(fault)).collect();
    assert!(missed.is_empty(), "not told: {missed:#?}");
    assert!(made_up.is_empty(), "made up: {made_up:#?}");
    assert_eq!(planted.len(), told.len(), "each fault is told once");
}

/// Scores of standards by site, school year, source and standard.
type Scores = BTreeMap<[String; 4], f64>;

fn scores(csv: &str, id: &str) -> Scores {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let key = ["site_id", "school_year", "source", id].map(at);
    let level = heads.iter().position(|head| head == "level");
    let rows = reader.records().map(Result::unwrap);
    rows.filter(|row| level.is_none_or(|level| &row[level] == "standard"))
        .filter(|row| !row[at("score")].is_empty())
        .map(|row| (key.map(|at| row[at].to_owned()), row[at("score")].parse().unwrap()))
        .collect()
}

fn scores_of_run() -> Scores {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let words = ["run", NETWORK, "--rules", PACK, "--formats", "csv", "--out"];
    let output = cqi(words.iter().map(AsRef::as_ref).chain([out.as_os_str()]));
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let csv = fs::read_to_string(out.join("data/scores.csv")).unwrap();
    scores(&csv, "id")
}

#[test]
fn scores_are_those_of_another_program() {
    let csv =
        fs::read_to_string(root().join("fixtures/bench-network/expected-scores.csv")).unwrap();
    let (expected, made) = (scores(&csv, "standard"), scores_of_run());
    let keys = |scores: &Scores| scores.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&made), keys(&expected), "what has a score");
    for (key, score) in &expected {
        assert!((made[key] - score).abs() < ALIKE, "{key:?}: {} and not {score}", made[key]);
    }
}

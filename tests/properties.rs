//! What must not matter: the order of files and rows, the number of threads, what sites are called.

#![expect(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]

mod common;

use std::{fs, path::Path};

use common::{cqi, files, root, text};
use proptest::prelude::*;

/// The files of a run, but for `run.json`, which names the inputs.
fn run(folder: &Path, more: &[&str]) -> Vec<(String, Vec<u8>)> {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    let words = [folder.as_os_str(), "--out".as_ref(), out.as_os_str(), "--quiet".as_ref()];
    let output =
        cqi(["run".as_ref()].into_iter().chain(words).chain(more.iter().map(AsRef::as_ref)));
    assert_ne!(output.status.code(), Some(2), "{}", text(&output.stderr));
    files(&out).into_iter().filter(|(name, _)| name != "run.json").collect()
}

#[test]
fn one_thread_and_two_give_the_same_bytes() {
    let folder = root().join("fixtures/small-network");
    assert_eq!(run(&folder, &["--jobs", "1"]), run(&folder, &["--jobs", "2"]));
}

#[test]
fn the_order_in_which_files_are_named_does_not_matter() {
    let example = root().join("fixtures/small-network");
    let (first, second) = (example.join("self-assessment"), example.join("observations"));
    let sites = example.join("sites.csv");
    let more =
        ["--sites", sites.to_str().unwrap(), "--as-of", "2025-10-20", "--formats", "html,csv"];
    let there = run(&first, &[&more[..], &[second.to_str().unwrap()]].concat());
    let back = run(&second, &[&more[..], &[first.to_str().unwrap()]].concat());
    assert_eq!(there, back);
}

const HEAD: &str = "Site,School year,Date,Activity,Observer,Organization,Materials,Space Utilization,Participation,Purposeful Activities,Engagement with STEM,STEM Content Learning,Inquiry,Reflection,Relationships,Relevance,Youth Voice";

/// Observations of two sites, as a file of rows.
fn file(rows: &[(usize, Vec<u8>)], sites: [&str; 2]) -> String {
    let row = |(place, (site, ratings)): (usize, &(usize, Vec<u8>))| {
        let ratings: Vec<String> = ratings.iter().map(ToString::to_string).collect();
        format!(
            "{},2024-25,2024-10-{:02},Activity {place},O1,{}\n",
            sites[*site],
            place + 1,
            ratings.join(",")
        )
    };
    let rows: String = rows.iter().enumerate().map(row).collect();
    format!("{HEAD}\n{rows}")
}

/// The scores that a file gives, without the names of sites and files.
fn scores(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("observations.csv"), text).unwrap();
    let written = run(folder.path(), &["--formats", "csv", "--as-of", "2025-10-20"]);
    let (_, csv) = written.iter().find(|(name, _)| name == "data/scores.csv").unwrap();
    let without_site = |line: &str| line.split_once(',').map(|(_, rest)| rest.to_owned());
    String::from_utf8_lossy(csv).lines().filter_map(without_site).collect()
}

fn ratings() -> impl Strategy<Value = Vec<(usize, Vec<u8>)>> {
    prop::collection::vec((0..2_usize, prop::collection::vec(1..=4_u8, 12)), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_does_not_matter(rows in ratings()) {
        let text = file(&rows, ["Oak", "Elm"]);
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        prop_assert_eq!(scores(&text), scores(&lines.join("\n")));
    }

    #[test]
    fn what_sites_are_called_does_not_matter(rows in ratings()) {
        // Both names keep the order of the sites.
        let plain = scores(&file(&rows, ["Elm", "Oak"]));
        let other = scores(&file(&rows, ["A very long name for a small site", "Ωmega"]));
        prop_assert_eq!(plain, other);
    }
}

//! Instruments that the program knows nothing of: TOML and `cqi.toml` alone have to do.
//!
//! Each folder of `fixtures/unseen/` has its rules, its files and the scores that must come out,
//! worked out by `expected.py` or by hand.

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use common::{cqi, root, text};

/// Site, school year, occasion, level and id of a score.
type Key = [String; 5];
/// The score as a fraction or as names, and its band. Empty where there is none.
type Told = (String, String);

#[test]
fn every_folder_gives_the_scores_that_were_worked_out_elsewhere() {
    let folders = fs::read_dir(root().join("fixtures/unseen")).unwrap();
    let mut checked = 0;
    for folder in folders.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        agrees(&folder, "expected.csv", &["rules"]);
        checked += 1;
    }
    assert!(checked >= 4, "{checked} folders in fixtures/unseen");
}

#[test]
fn the_other_order_of_raters_and_segments_gives_other_scores() {
    let folder = root().join("fixtures/unseen/two-raters-eight-segments");
    agrees(&folder, "expected-raters-first.csv", &["rules", "raters-first"]);
    let segments_first = expected(&folder.join("expected.csv"));
    for (key, other) in expected(&folder.join("expected-raters-first.csv")) {
        assert_ne!(segments_first[&key].0, other.0, "{}", key.join(" "));
    }
}

#[test]
fn a_year_that_was_not_rated_says_so() {
    let scores = run(&root().join("fixtures/unseen/letter-grades"), &["rules"]);
    let rows = table(&scores, ["site_id", "school_year", "level", "score", "band", "reason"]);
    let [.., score, band, reason] = rows
        .iter()
        .find(|[site, year, level, ..]| {
            [&**site, &**year, &**level] == ["heron", "2022-23", "overall"]
        })
        .expect("the year stands in the table without a score");
    assert_eq!((&**score, &**band), ("", ""));
    assert!(reason.contains("Not rated this year"), "{reason}");
}

/// Holds the scores of a folder against a table, for all levels that stand in it.
#[track_caller]
fn agrees(folder: &Path, file: &str, packs: &[&str]) {
    let expected = expected(&folder.join(file));
    let levels: BTreeSet<&String> = expected.keys().map(|[_, _, _, level, _]| level).collect();
    let columns =
        ["site_id", "school_year", "occasion", "level", "id", "score_exact", "band", "score"];
    let mut found = BTreeMap::new();
    for [site, year, occasion, level, id, exact, band, score] in table(&run(folder, packs), columns)
    {
        assert!(is_near(&score, &exact), "{id}: {score} is not {exact}");
        if levels.contains(&level) {
            found.insert([site, year, occasion, level, id], (exact, band));
        }
    }
    let keys: BTreeSet<&Key> = expected.keys().chain(found.keys()).collect();
    let lines: Vec<String> = keys
        .into_iter()
        .filter(|key| expected.get(*key) != found.get(*key))
        .map(|key| {
            let (wanted, got) = (shown(expected.get(key)), shown(found.get(key)));
            format!("{}: {wanted} was worked out, {got} came out", key.join(" "))
        })
        .collect();
    assert!(lines.is_empty(), "{}, {file}\n{}", folder.display(), lines.join("\n"));
}

fn shown(told: Option<&Told>) -> String {
    told.map_or("no row".to_owned(), |(score, band)| format!("`{score}` in band `{band}`"))
}

/// Whether the decimal number is the fraction; names have no number.
fn is_near(score: &str, exact: &str) -> bool {
    let Ok(score) = score.parse::<f64>() else { return score.is_empty() };
    let (top, bottom) = exact.split_once('/').unwrap_or((exact, "1"));
    let (top, bottom): (f64, f64) = (top.parse().unwrap(), bottom.parse().unwrap());
    (score - top / bottom).abs() <= 1e-12 * score.abs().max(1.0)
}

/// What `cqi run` writes to `data/scores.csv`, where nothing has to be put right first.
#[track_caller]
fn run(folder: &Path, packs: &[&str]) -> String {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    let mut words = vec!["run".into(), folder.as_os_str().to_owned()];
    words.extend(["--formats", "csv", "--out"].map(Into::into));
    words.push(out.clone().into_os_string());
    for pack in packs {
        words.extend(["--rules".into(), folder.join(pack).into_os_string()]);
    }
    let output = cqi(words);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(!told.contains("T031"), "the mapping fits: {told}");
    fs::read_to_string(out.join("data/scores.csv")).unwrap()
}

fn expected(path: &Path) -> BTreeMap<Key, Told> {
    let columns = ["site", "school_year", "occasion", "level", "id", "score", "band"];
    table(&fs::read_to_string(path).unwrap(), columns)
        .into_iter()
        .map(|[site, year, occasion, level, id, score, band]| {
            ([site, year, occasion, level, id], (score, band))
        })
        .collect()
}

/// Some columns of a table, by heading.
#[track_caller]
fn table<const N: usize>(text: &str, columns: [&str; N]) -> Vec<[String; N]> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let places = columns.map(|name| head.iter().position(|heading| heading == name).unwrap());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| places.map(|place| row[place].to_owned())).collect()
}

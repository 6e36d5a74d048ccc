//! A change of the tool breaks a line, unless a rule file links the two versions.

mod common;

use std::collections::BTreeMap;

use common::{cqi, text};

/// A row of a table, by column.
type Row = BTreeMap<String, String>;

/// The rows of `data/trends.csv` of four sites whose tool changed, under some packs.
fn trends(packs: &[&str]) -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let words = ["run", "fixtures/links/walks.csv", "--formats", "csv"];
    let rules = packs.iter().flat_map(|pack| ["--rules", pack]);
    let to = ["--out".as_ref(), out.as_os_str()];
    let output = cqi(words.into_iter().chain(rules).map(AsRef::as_ref).chain(to));
    assert!(output.status.success(), "{}", text(&output.stderr));
    let mut reader = csv::Reader::from_path(out.join("data/trends.csv")).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn column<'a>(rows: &'a [Row], name: &str) -> Vec<&'a str> {
    rows.iter().map(|row| row[name].as_str()).collect()
}

const ALONE: &str = "fixtures/links/rules";
const LINKED: &str = "fixtures/links/linked";

#[test]
fn without_a_link_file_the_line_breaks() {
    let rows = trends(&[ALONE]);
    assert_eq!(column(&rows, "stretches"), ["2"; 4]);
    assert_eq!(column(&rows, "links"), [""; 4]);
    assert_eq!(column(&rows, "link_se"), [""; 4]);
}

#[test]
fn with_one_it_goes_on_and_says_by_what_and_how_sure() {
    let rows = trends(&[ALONE, LINKED]);
    assert_eq!(column(&rows, "stretches"), ["1"; 4]);
    assert_eq!(column(&rows, "links"), ["1 to 2: common-items, 3 items, 4 sites"; 4]);
    for error in column(&rows, "link_se") {
        // The square root of 1/12 over 4.
        let error: f64 = error.parse().unwrap();
        assert!((error - (1.0_f64 / 48.0).sqrt()).abs() < 1e-12, "{error}");
    }
}

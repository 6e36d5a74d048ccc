//! Public series, of which other programs have told what they show.

use std::{collections::BTreeMap, fs};

use super::shared;

pub(crate) fn number(row: &BTreeMap<String, String>, column: &str) -> Option<f64> {
    row[column].parse().ok()
}

/// The rows of a file, by their headings, if it is there. No cell of these files holds a comma.
#[allow(clippy::print_stdout, reason = "a test that skips says so")]
pub(crate) fn rows(name: &str) -> Option<Vec<BTreeMap<String, String>>> {
    let Some(folder) = shared("data/series") else {
        println!("skipped: `{name}` is not there");
        return None;
    };
    let text = fs::read_to_string(folder.join(name)).unwrap();
    let cells = |line: &str| -> Vec<String> {
        line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect()
    };
    let mut lines = text.lines().map(cells);
    let headings = lines.next().unwrap();
    Some(lines.map(|line| headings.iter().cloned().zip(line).collect()).collect())
}

/// The months of a ward and its values, in order of time.
pub(crate) type Months = Vec<(String, Option<f64>)>;

pub(crate) fn wards() -> Option<BTreeMap<String, Months>> {
    let mut wards: BTreeMap<String, Months> = BTreeMap::new();
    for row in rows("signals.csv")? {
        let value = number(&row, "y");
        wards.entry(row["grp"].clone()).or_default().push((row["date"].clone(), value));
    }
    for months in wards.values_mut() {
        months.sort_by(|a, b| a.0.cmp(&b.0));
    }
    Some(wards)
}

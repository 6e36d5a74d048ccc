//! The data files of a run: every column has a meaning, and both forms say the same.

#![expect(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]

mod common;

use std::fs;

use common::{cqi, text};
use cqi::render::data;

#[test]
fn every_column_stands_in_the_dictionary_with_its_meaning() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let words = ["run", "fixtures/small-network", "--formats", "csv,parquet", "--out"];
    let output = cqi(words.iter().map(AsRef::as_ref).chain([out.as_os_str()]));
    assert!(output.status.success(), "{}", text(&output.stderr));

    let dictionary = fs::read_to_string(out.join("data/dictionary.md")).unwrap();
    let tables =
        ["ratings", "scores", "changes", "agreement", "observers", "priorities", "workings"];
    for table in tables {
        let part = dictionary.split(&format!("\n## {table}\n")).nth(1).unwrap();
        let part = part.split("\n## ").next().unwrap();
        let csv = fs::read_to_string(out.join(format!("data/{table}.csv"))).unwrap();
        let parquet =
            data::rows(&fs::read(out.join(format!("data/{table}.parquet"))).unwrap()).unwrap();
        assert_eq!(csv.lines().count(), parquet.len() + 1, "{table}: rows in both forms");
        for column in csv.lines().next().unwrap().split(',') {
            let line = part.lines().find(|line| line.starts_with(&format!("| `{column}` |")));
            let meaning = line.unwrap_or_default().split('|').nth(2).unwrap_or_default();
            assert!(!meaning.trim().is_empty(), "{table}: {column} has no meaning");
            assert!(parquet[0].contains_key(column), "{table}: {column} in both forms");
        }
    }
}

#[test]
fn a_text_that_starts_like_a_formula_stays_a_text() {
    let folder = tempfile::tempdir().unwrap();
    let head = "Site,School year,Date,Activity,Observer,Organization,Materials,Space Utilization,Participation,Purposeful Activities,Engagement with STEM,STEM Content Learning,Inquiry,Reflection,Relationships,Relevance,Youth Voice";
    let row = "=cmd|x,2024-25,2024-10-03,+Bridges,@O1,1,2,3,4,1,2,3,4,1,2,3,4";
    fs::write(folder.path().join("observations.csv"), format!("{head}\n{row}\n")).unwrap();
    let out = folder.path().join("out");
    let words = ["run".as_ref(), folder.path().as_os_str(), "--out".as_ref(), out.as_os_str()];
    let output = cqi(words);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let ratings = fs::read_to_string(out.join("data/ratings.csv")).unwrap();
    assert!(ratings.contains(",'+Bridges,") && ratings.contains(",'@O1,"), "{ratings}");
    let exact = data::rows(&fs::read(out.join("data/ratings.parquet")).unwrap()).unwrap();
    assert_eq!(exact[0]["activity"], "+Bridges");
}

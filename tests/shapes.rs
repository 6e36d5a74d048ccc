//! Sheets in the shapes that people have: each is recognised without a mapping, and each rating is
//! read from its own cell.
//!
//! Every folder of `fixtures/shapes/` says in `expected.csv` what its files must read as, and in
//! `told.csv` what there is to tell. Both were written down as the sheets were filled in, by a
//! program that knows nothing of this one.

mod common;

use std::{collections::BTreeMap, fs, path::Path};

use common::{files, root};
use cqi::{
    diagnostic::{Checked, Code, Diagnostic, Place, Severity, render},
    ingest,
    model::{Observation, Rating, Source},
    rulebook::{self, Rulebook, Settings},
    tidy::{Material, Observations, observations},
};

/// Site, school year, occasion, instrument, segment, rater, item, rating, file, sheet and cell.
type Line = Vec<String>;

fn shipped() -> Rulebook {
    let packs = rulebook::shipped();
    let selected = rulebook::selected(&packs, &["california"]).value;
    rulebook::read(&selected).value
}

fn read(folder: &Path, rulebook: &Rulebook) -> Checked<Observations> {
    let mut sheets = Vec::new();
    let mut list = Vec::new();
    for (name, bytes) in files(folder) {
        if ["expected.csv", "told.csv"].contains(&name.as_str()) {
            continue;
        }
        let read = ingest::sheets(&Source::named(&name), &bytes).value;
        if name == "sites.csv" { list.extend(read) } else { sheets.extend(read) }
    }
    let settings = Settings::default();
    observations(
        Material { sheets: &sheets, site_list: list.first(), settings: &settings },
        rulebook,
    )
}

fn line(row: &Observation) -> Line {
    let rating = match &row.answer.rating {
        Rating::Value(value) => value.to_string(),
        Rating::Category(id) | Rating::Missing(id) => id.to_string(),
        Rating::Unusable => "unusable".to_owned(),
    };
    let field =
        |id: &str| row.form.response.fields.get(id).map_or(String::new(), ToString::to_string);
    let file = row.cell().source.to_string();
    let sheet = if Path::new(&*file).extension().is_some_and(|ending| ending == "csv") {
        String::new()
    } else {
        row.cell().sheet.to_string()
    };
    let occasion = row.form.occasion.as_deref().unwrap_or_default().to_owned();
    vec![
        row.form.site.to_string(),
        row.form.school_year.to_string(),
        occasion,
        row.form.instrument.to_string(),
        field("segment"),
        field("rater"),
        row.item.to_string(),
        rating,
        file,
        sheet,
        row.cell().address(),
    ]
}

/// What has to be put right, and what is said about shapes.
fn is_looked_at(told: &Diagnostic) -> bool {
    let about_shapes =
        [Code::MarksUnclear, Code::ColumnsUnclear, Code::ToldByName, Code::RowLeftAside];
    Severity::Note < told.severity || about_shapes.contains(&told.code)
}

fn told_line(told: &Diagnostic) -> Line {
    let file = told.place.as_ref().map_or(String::new(), |place| place.source().to_string());
    let cell = match &told.place {
        Some(Place::Cell(cell)) => cell.address(),
        _ => String::new(),
    };
    vec![told.code.to_string(), file, cell]
}

fn table(path: &Path) -> Vec<Line> {
    let text = fs::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    let mut rows: Vec<Line> = rows.collect();
    rows.sort();
    rows
}

/// What stands in one list and not in the other, in lines to read.
fn difference(name: &str, mut expected: Vec<Line>, mut found: Vec<Line>) -> Vec<String> {
    let mut counts: BTreeMap<Line, i32> = BTreeMap::new();
    expected.sort();
    found.sort();
    for line in expected {
        *counts.entry(line).or_default() -= 1;
    }
    for line in found {
        *counts.entry(line).or_default() += 1;
    }
    let differs = counts.into_iter().filter(|(_, count)| *count != 0);
    differs
        .map(|(line, count)| {
            let what = if count < 0 { "missing" } else { "more" };
            format!("{name}: {what} {}", line.join(" | "))
        })
        .collect()
}

#[test]
fn every_shape_is_read_without_a_mapping_each_rating_with_its_cell() {
    let rulebook = shipped();
    let mut faults = Vec::new();
    let mut ratings = 0;
    for entry in fs::read_dir(root().join("fixtures/shapes")).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let Checked { value, diagnostics } = read(&folder, &rulebook);
        ratings += value.rows.len();
        let found = value.rows.iter().map(line).collect();
        faults.extend(difference(&name, table(&folder.join("expected.csv")), found));
        let told: Vec<&Diagnostic> = diagnostics.iter().filter(|told| is_looked_at(told)).collect();
        let lines = told.iter().map(|told| told_line(told)).collect();
        let differs = difference(&format!("{name}, told"), table(&folder.join("told.csv")), lines);
        if !differs.is_empty() {
            faults.extend(differs);
            faults.extend(told.iter().map(|told| render(told)));
        }
    }
    assert!(faults.is_empty(), "{} differences\n{}", faults.len(), faults.join("\n"));
    assert!(2_000 < ratings, "{ratings} ratings in fixtures/shapes");
}

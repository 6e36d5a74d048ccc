//! Files that break readers.
//!
//! A collection of damaged, locked, odd and malicious files lies beside the repository, in
//! `../shared/data/hostile` or where `CQI_SHARED` says. Where it does not, this test says that it
//! skipped.

#![expect(clippy::disallowed_methods, reason = "this test is its own door to the file system")]

mod common;

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use cqi::{
    diagnostic::Code,
    ingest::{Cell, Merge, sheets},
    model::Source,
};
use serde_json::Value;

/// What must come of files whose reading went wrong somewhere else: the sheets, and the codes of
/// what is told.
const KNOWN: &[(&str, usize, &[Code])] = &[
    // Chains that lead in a circle filled the memory and took the process down.
    ("phpspreadsheet/oleloop.xls", 0, &[Code::DamagedFile]),
    // Ask for 17 billion cells.
    ("calamine/issue_174.xlsx", 1, &[]),
    ("calamine/issue_594_dos.ods", 0, &[Code::TooLarge]),
    // Texts and formats that are something else than their ending says.
    ("calamine/too_small.xls", 1, &[]),
    ("poi/testEXCEL_4.xls", 0, &[Code::UnknownFormat]),
    ("sheetjs/dbf__d11.dbf", 0, &[Code::UnknownFormat]),
    ("poi/protected_sha512.xlsx", 0, &[Code::PasswordProtected]),
    ("sheetjs/password_2002_128_enhanced.xls", 0, &[Code::PasswordProtected]),
    ("closedxml/~$LoadPivotTables.xlsx", 0, &[Code::LockFile]),
    ("phpspreadsheet/empty.csv", 0, &[Code::EmptyFile]),
    ("phpspreadsheet/semicolon_separated.csv", 1, &[Code::SeparatorGuessed]),
    ("phpspreadsheet/premiere.win1252.csv", 1, &[Code::EncodingGuessed]),
    ("poi/duplicate-filename-case-insensitive.xlsx", 0, &[Code::DamagedFile]),
    ("sheetjs/sheet_visibility.xlsb", 3, &[Code::HiddenSheet, Code::HiddenSheet]),
];

#[test]
fn every_file_gives_sheets_or_says_why_not() {
    let Some(folder) = hostile() else {
        return println!("skipped: the collection is not there");
    };
    let mut seen = 0;
    for path in files(&folder) {
        let checked = sheets(&Source::named(&path.to_string_lossy()), &fs::read(&path).unwrap());
        let says_something = !checked.value.is_empty() || !checked.diagnostics.is_empty();
        assert!(says_something, "{} is passed over in silence", path.display());
        for diagnostic in checked.diagnostics {
            assert!(diagnostic.place.is_some(), "{}: {}", path.display(), diagnostic.message);
        }
        seen += 1;
    }
    assert!(0 < seen, "{} holds files", folder.display());
}

#[test]
fn files_that_broke_readers_come_out_as_known() {
    let Some(folder) = hostile() else {
        return println!("skipped: the collection is not there");
    };
    for (name, many, codes) in KNOWN {
        let checked = sheets(&Source::named(name), &fs::read(folder.join(name)).unwrap());
        let told: Vec<Code> = checked.diagnostics.iter().map(|told| told.code).collect();
        assert_eq!((checked.value.len(), told.as_slice()), (*many, *codes), "{name}");
    }
}

/// All of them in one run of the program: none takes it down, and each is named in what is told. None
/// holds ratings, so there is something to tell of each.
#[test]
fn the_program_reads_on_whatever_lies_in_between() {
    let Some(folder) = hostile() else {
        return println!("skipped: the collection is not there");
    };
    let files = files(&folder);
    let words = ["check", "--format", "json", "--"].map(PathBuf::from);
    let output = common::cqi(words.iter().chain(&files));
    let errors = common::text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(!errors.contains("panicked"), "{errors}");
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let told = told["diagnostics"].as_array().unwrap();
    let named: BTreeSet<&str> =
        told.iter().filter_map(|told| told["place"]["file"].as_str()).collect();
    for path in files {
        assert!(named.contains(path.to_str().unwrap()), "{} is not named", path.display());
    }
}

/// Both calendars as `xlrd` reads them, merged cells as `openpyxl` does, and letters as `iconv` does.
#[test]
fn files_that_others_read_wrongly_are_read_right() {
    let Some(folder) = hostile() else {
        return println!("skipped: the collection is not there");
    };
    let first = |name: &str| {
        let bytes = fs::read(folder.join(name)).unwrap();
        sheets(&Source::named(name), &bytes).value.swap_remove(0)
    };
    let day = |year, month, day| {
        let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        Cell::Date(day.and_hms_opt(0, 0, 0).unwrap())
    };
    let text = |text: &str| Cell::Text(text.to_owned());
    let calendar = first("phpspreadsheet/1904_Calendar.xls");
    assert_eq!(calendar.rows[0], [day(2022, 1, 1), day(2021, 12, 31)]);
    assert_eq!(calendar.rows[1], [day(2022, 12, 31), day(2023, 1, 1)]);
    let windowing = first("poi/1904DateWindowing.xls");
    assert_eq!(windowing.rows[0], [day(2000, 1, 1), day(2000, 1, 1)]);
    let merged = first("phpspreadsheet/HiddenMergeCellsTest.xlsx");
    let across = Merge { first_row: 1, last_row: 1, first_column: 0, last_column: 2 };
    assert_eq!(merged.merges, [across]);
    let accents = first("phpspreadsheet/premiere.win1252.csv");
    assert_eq!(accents.rows[0], ["première", "second", "troisième"].map(text));
    let latin = first("phpspreadsheet/encoding.iso88591.csv");
    assert_eq!(latin.rows[0], ["Å", "1"].map(text));
    let commas = first("phpspreadsheet/semicolon_separated.csv");
    assert_eq!(commas.rows[1], ["Cell A2", "Number with comma", "25,5"].map(text));
}

/// The collection, if it is there.
fn hostile() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = env::var("CQI_SHARED").map_or(beside, PathBuf::from);
    let folder = shared.join("data/hostile");
    folder.is_dir().then_some(folder)
}

/// The files in the folders of a folder, in their order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.retain(|path| path.file_name().is_some_and(|name| name != "FILES.tsv"));
    found.sort();
    found
}

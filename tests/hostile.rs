//! Files that break readers.
//!
//! A collection of damaged, locked, odd and malicious files lies beside the repository, in
//! `../shared/data/hostile` or where `CQI_SHARED` says. Where it does not, this test says that it
//! skipped.

#![expect(clippy::disallowed_methods, reason = "this test is its own door to the file system")]

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use cqi::{diagnostic::Code, ingest::sheets, model::Source};

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

//! `cqi check --annotate`: copies with the cells in question marked, and nothing else changed.

mod common;

use std::{
    collections::BTreeSet,
    fs,
    io::{Cursor, Read},
    path::{Path, PathBuf},
};

use calamine::{Reader, Sheets, open_workbook_auto_from_rs};
use common::{cqi, files, noticed, root, text};
use regex::Regex;
use serde_json::Value;
use tempfile::{TempDir, tempdir};
use zip::{CompressionMethod, ZipArchive};

const VISITS: &str = "fixtures/workbooks/visits.xlsx";
const VISITS_ODS: &str = "fixtures/workbooks/visits.ods";
const RECORD: &str = ".cqi-annotated";

/// A folder that is not there yet.
fn new_folder() -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let copies = folder.path().join("marked");
    (folder, copies)
}

/// Annotates into a folder; the code with which that ended, and what was printed.
fn annotate(words: &[&str], copies: &Path) -> (i32, String) {
    let copies = copies.to_str().unwrap();
    let output = cqi(["check", "--annotate", copies].iter().chain(words));
    let said = text(&output.stdout) + &text(&output.stderr);
    (output.status.code().unwrap(), said)
}

#[allow(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]
fn bytes(path: impl AsRef<Path>) -> Vec<u8> {
    fs::read(root().join(path)).unwrap()
}

#[allow(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]
fn write(path: &Path, content: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// The parts of a zip, in their order.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |index| {
        let mut part = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        (part.name().unwrap().into_owned(), content)
    };
    (0..parts_of(bytes)).map(part).collect()
}

fn parts_of(bytes: &[u8]) -> usize {
    ZipArchive::new(Cursor::new(bytes)).unwrap().len()
}

/// The old and the new text of a part.
fn both(old: &[u8], new: &[u8], name: &str) -> (String, String) {
    let part = |bytes: &[u8]| {
        let found = parts(bytes).into_iter().find(|(part, _)| part == name);
        String::from_utf8(found.expect(name).1).unwrap()
    };
    (part(old), part(new))
}

/// Which parts differ; those of the copy are the same otherwise, in the same order.
fn changed(old: &[u8], new: &[u8]) -> Vec<String> {
    let (old, new) = (parts(old), parts(new));
    let names = |parts: &[(String, Vec<u8>)]| -> Vec<String> {
        parts.iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(names(&new)[..old.len()], names(&old)[..]);
    let pairs = old.iter().zip(&new).filter(|(old, new)| old.1 != new.1);
    pairs.map(|(old, _)| old.0.clone()).collect()
}

fn captured(pattern: &str, text: &str) -> String {
    let found = Regex::new(pattern).unwrap().captures(text);
    found.unwrap_or_else(|| panic!("no {pattern} in {text}"))[1].to_owned()
}

#[test]
fn only_the_marked_cells_of_an_xlsx_change() {
    let (_folder, copies) = new_folder();
    let (code, said) = annotate(&[VISITS], &copies);
    assert_eq!(code, 0, "{said}");
    let (old, new) = (bytes(VISITS), bytes(copies.join("visits.xlsx")));
    assert_eq!(
        changed(&old, &new),
        [
            "xl/worksheets/sheet1.xml",
            "xl/comments/comment1.xml",
            "xl/drawings/commentsDrawing1.vml",
            "xl/styles.xml"
        ]
    );
    assert_eq!(parts(&old).len(), parts(&new).len());

    // With the style that it had in the place of its mark, the sheet is letter for letter the old.
    let (sheet, mut marked) = both(&old, &new, "xl/worksheets/sheet1.xml");
    let (styles, more_styles) = both(&old, &new, "xl/styles.xml");
    let style = |styles: &str, number: &str| {
        let list = captured("<cellXfs.*?>(.*)</cellXfs>", styles);
        let all: Vec<String> = Regex::new("<xf .*?(?:/>|</xf>)")
            .unwrap()
            .find_iter(&list)
            .map(|found| found.as_str().to_owned())
            .collect();
        all[number.parse::<usize>().unwrap()].clone()
    };
    let but_fill = |style: &str| {
        Regex::new(" (fillId|applyFill)=\".*?\"").unwrap().replace_all(style, "").into_owned()
    };
    for cell in ["N2", "Q3"] {
        let tag = format!("<c r=\"{cell}\" s=\"(.*?)\"");
        let (before, after) = (captured(&tag, &sheet), captured(&tag, &marked));
        let [from, to] = [&after, &before].map(|style| format!("<c r=\"{cell}\" s=\"{style}\""));
        marked = marked.replace(&from, &to);
        let (before, after) = (style(&styles, &before), style(&more_styles, &after));
        assert_ne!(before, after, "{cell}");
        assert_eq!(but_fill(&before), but_fill(&after), "{cell}");
    }
    assert_eq!(marked, sheet);
}

#[test]
fn comments_of_others_stay_and_ours_stand_beside_or_below_them() {
    let (_folder, copies) = new_folder();
    annotate(&[VISITS], &copies);
    let (old, new) = (bytes(VISITS), bytes(copies.join("visits.xlsx")));
    let (_, comments) = both(&old, &new, "xl/comments/comment1.xml");
    let plain = |cell: &str| {
        let comment =
            captured(&format!("(?s)<comment ref=\"{cell}\".*?>(.*?)</comment>"), &comments);
        let text = Regex::new("<.*?>").unwrap().replace_all(&comment, "").into_owned();
        text.replace("&#8220;", "“").replace("&#8221;", "”")
    };
    assert_eq!(plain("C2"), "The new building");
    assert_eq!(
        plain("Q3"),
        "To look at (T013)\n“2.5” lies half way between two levels.\n\
         What to do: decide for one: “1”, “2”, “3” or “4”."
    );
    assert_eq!(
        plain("N2"),
        "Check this one with Kim\n\ncqi: To look at (T011)\n\
         “5” is not one of the ratings “1”, “2”, “3” or “4”.\n\
         What to do: write one of them, or “NR” for “Not rated”, or leave the cell blank where there \
         is no rating."
    );
    let (_, drawing) = both(&old, &new, "xl/drawings/commentsDrawing1.vml");
    let rows = Regex::new(r"<\w+:Row>(\d+)</\w+:Row><\w+:Column>(\d+)</").unwrap();
    let cells: BTreeSet<(&str, &str)> = rows
        .captures_iter(&drawing)
        .map(|found| (found.get(1).unwrap().as_str(), found.get(2).unwrap().as_str()))
        .collect();
    assert_eq!(cells, BTreeSet::from([("1", "2"), ("1", "13"), ("2", "16")]));
}

#[test]
fn only_the_content_of_an_ods_changes() {
    let (_folder, copies) = new_folder();
    let (code, said) = annotate(&[VISITS_ODS], &copies);
    assert_eq!(code, 0, "{said}");
    let (old, new) = (bytes(VISITS_ODS), bytes(copies.join("visits.ods")));
    assert_eq!(changed(&old, &new), ["content.xml"]);
    let mut zip = ZipArchive::new(Cursor::new(&new)).unwrap();
    let first = zip.by_index(0).unwrap();
    assert_eq!(first.name().unwrap(), "mimetype");
    assert_eq!(first.compression(), CompressionMethod::Stored);
    let (_, content) = both(&old, &new, "content.xml");
    assert_eq!(content.matches("<office:annotation ").count(), 3, "two of Dana's, and one of ours");
    assert!(content.contains("Check this one with Kim</text:p>"), "{content}");
    assert_eq!(content.matches("fo:background-color=\"#fff2b8\"").count(), 2);
}

#[test]
fn values_and_formulas_stay() {
    for name in [VISITS, VISITS_ODS] {
        let (_folder, copies) = new_folder();
        annotate(&[name], &copies);
        let file = Path::new(name).file_name().unwrap();
        let cells = |bytes: Vec<u8>| {
            let mut book: Sheets<_> = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
            let names = book.sheet_names();
            names
                .iter()
                .map(|name| {
                    let values = book.worksheet_range(name).unwrap();
                    let formulas = book.worksheet_formula(name).unwrap();
                    let used: Vec<(usize, usize, String)> = formulas
                        .used_cells()
                        .map(|(row, column, formula)| (row, column, formula.clone()))
                        .collect();
                    (name.clone(), format!("{values:?}"), used)
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(cells(bytes(copies.join(file))), cells(bytes(name)), "{name}");
    }
}

/// What is said of each cell, by the name of its file without the ending of a copy.
fn said(told: &[Value], folder: &str) -> Vec<(String, String, String)> {
    let mut all: Vec<_> = told
        .iter()
        .map(|told| {
            let part = |key: &str| told["place"][key].as_str().unwrap_or_default().to_owned();
            let file = part("file").replace(folder, "").replace(".csv.xlsx", ".csv");
            (told["code"].as_str().unwrap().to_owned(), file, part("cell"))
        })
        .collect();
    all.sort();
    all
}

/// Codes that are about how a text is written or what a file is called, or one more file the same.
const ABOUT_THE_FILE: [&str; 4] = ["F007", "F008", "F010", "T031"];

#[test]
fn a_copy_reads_as_the_file_did() {
    for entry in fs::read_dir(root().join("fixtures/messy")).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let is_about_the_file = ABOUT_THE_FILE.iter().any(|code| name.starts_with(code));
        if !folder.is_dir() || is_about_the_file {
            continue;
        }
        let (_folder, copies) = new_folder();
        let before =
            noticed(&[folder.to_str().unwrap(), "--notes", "--annotate", copies.to_str().unwrap()]);
        if !copies.is_dir() {
            continue;
        }
        // The copies take the places of their files.
        let mixed = tempdir().unwrap();
        for (name, content) in files(&folder) {
            write(&mixed.path().join(name), content);
        }
        for (name, content) in files(&copies).into_iter().filter(|(name, _)| name != RECORD) {
            if let Some(original) = name.strip_suffix(".csv.xlsx") {
                fs::remove_file(mixed.path().join(format!("{original}.csv"))).unwrap();
            }
            write(&mixed.path().join(name), content);
        }
        let mixed = mixed.path().to_str().unwrap();
        let sites = format!("{mixed}/sites.csv.xlsx");
        let mut words = vec![mixed];
        if Path::new(&sites).is_file() {
            words.extend(["--sites", &sites]);
        }
        // Its settings name rules by where they lie.
        if name.starts_with("T026") {
            words.extend(["--rules", "fixtures/bench-pack"]);
        }
        let before = said(&before, folder.to_str().unwrap());
        assert_eq!(said(&noticed(&words), mixed), before, "{name}");
    }
}

#[test]
fn a_csv_becomes_a_workbook_with_its_values() {
    let (_folder, copies) = new_folder();
    let (code, said) = annotate(&["fixtures/messy/T011-rating-off-scale"], &copies);
    assert_eq!(code, 0);
    assert!(said.contains("observations.csv.xlsx: 1 cell, values only"), "{said}");
    let copy = bytes(copies.join("observations.csv.xlsx"));
    let mut book: Sheets<_> = open_workbook_auto_from_rs(Cursor::new(copy)).unwrap();
    let range = book.worksheet_range("observations").unwrap();
    let csv = String::from_utf8(bytes("fixtures/messy/T011-rating-off-scale/observations.csv"));
    let csv = csv.unwrap();
    let shown: Vec<String> = range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
        .collect();
    let written: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(shown, written);
}

#[test]
fn notes_are_marked_where_they_are_asked_for() {
    let (_folder, copies) = new_folder();
    let (_, said) = annotate(&["fixtures/messy/T024-stray-space"], &copies);
    assert!(said.contains("nothing to mark: no copy was written"), "{said}");
    assert!(!copies.exists());
    let (_, said) = annotate(&["fixtures/messy/T024-stray-space", "--notes"], &copies);
    assert!(said.contains("observations.csv.xlsx: 1 cell"), "{said}");
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let (_folder, copies) = new_folder();
    let (code, said) = annotate(&["fixtures/messy/F002-damaged-file"], &copies);
    assert_eq!(code, 1);
    assert!(said.contains("self-assessment.xlsx` cannot be marked"), "{said}");
}

#[test]
fn json_stays_json() {
    let (_folder, copies) = new_folder();
    let told = noticed(&[VISITS, "--annotate", copies.to_str().unwrap()]);
    assert_eq!(told.len(), 3);
    assert!(copies.join("visits.xlsx").is_file());
}

#[test]
fn two_files_of_one_name_get_two_copies() {
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write(&at("fall/visits.xlsx"), bytes(VISITS));
    write(&at("spring/visits.xlsx"), bytes("fixtures/messy/T014-formula-error/observations.xlsx"));
    let inputs = [at("fall"), at("spring")];
    let inputs: Vec<&str> = inputs.iter().map(|path| path.to_str().unwrap()).collect();
    let copies = at("marked");
    annotate(&inputs, &copies);
    let names: Vec<String> = files(&copies).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, [RECORD, "visits (2).xlsx", "visits.xlsx"]);
}

#[test]
fn the_folder_of_the_files_is_refused() {
    let folder = tempdir().unwrap();
    let own = folder.path().join("visits.xlsx");
    write(&own, bytes(VISITS));
    for named in [own.to_str().unwrap(), folder.path().to_str().unwrap()] {
        let (code, said) = annotate(&[named], folder.path());
        assert_eq!(code, 2);
        assert!(said.contains("is where your own files lie"), "{said}");
    }
    assert_eq!(bytes(&own), bytes(VISITS));
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let folder = tempdir().unwrap();
    write(&folder.path().join("thesis.docx"), b"thesis");
    let (code, said) = annotate(&[VISITS], folder.path());
    assert_eq!(code, 2);
    assert!(said.contains("holds other files"), "{said}");
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn a_folder_that_cannot_be_made_ends_with_2() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("file");
    write(&file, b"a file, not a folder");
    for copies in [file.clone(), file.join("marked")] {
        let (code, said) = annotate(&[VISITS], &copies);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("error: "), "{said}");
    }
}

#[test]
fn a_new_check_replaces_its_copies_and_takes_away_old_ones() {
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write(&at("files/a/visits.xlsx"), bytes(VISITS));
    write(&at("files/b/visits.ods"), bytes(VISITS_ODS));
    let (input, copies) = (at("files"), at("files/marked"));
    let input = input.to_str().unwrap();
    annotate(&[input], &copies);
    let names = |folder: &Path| -> Vec<String> {
        files(folder).into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(names(&copies), [RECORD, "a/visits.xlsx", "b/visits.ods"]);
    // The copies lie among the files now, and are not read as such.
    fs::remove_file(at("files/b/visits.ods")).unwrap();
    let (_, said) = annotate(&[input], &copies);
    assert!(said.contains("read 1 file: "), "{said}");
    assert_eq!(names(&copies), [RECORD, "a/visits.xlsx"]);
    assert!(!copies.join("b").exists());
}

#[test]
fn a_copy_in_which_people_worked_is_not_lost() {
    let (_folder, copies) = new_folder();
    annotate(&[VISITS], &copies);
    write(&copies.join("visits.xlsx"), b"corrected by hand");
    let (code, said) = annotate(&[VISITS], &copies);
    assert_eq!(code, 2);
    assert!(said.contains("was changed since it was written"), "{said}");
    assert_eq!(bytes(copies.join("visits.xlsx")), b"corrected by hand");
}

#[test]
fn two_checks_give_the_same_bytes() {
    let inputs = [VISITS, VISITS_ODS, "fixtures/messy/T011-rating-off-scale"];
    let made = || {
        let (_folder, copies) = new_folder();
        annotate(&inputs, &copies);
        files(&copies)
    };
    assert_eq!(made(), made());
}

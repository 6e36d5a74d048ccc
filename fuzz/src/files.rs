//! Files: a workbook or a text file becomes sheets within limits, or it is said why not.

use std::io::Read;

use cqi::{
    diagnostic::Checked,
    ingest::{
        Cell, Merge, Sheet,
        apart::{Heard, heard, serve},
        sheets, sheets_or_elsewhere,
    },
    model::Source,
    rulebook::Settings,
};

use super::{told, trial};

/// As many rows and columns as Excel has, and the most of all else that we take.
const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
const CELLS: usize = 2_000_000;
const LETTERS: usize = 100_000;
const MERGES: usize = 20_000;
const NAME: usize = 255;

/// What is read where we are; what another process is for is left to it.
pub(crate) fn xlsx(bytes: &[u8]) {
    // The other process does not know the name, which a text file gives to its sheet.
    let source = Source::named("");
    let mut is_risky = false;
    let elsewhere = || {
        is_risky = true;
        Some(Checked::clean(Vec::new()))
    };
    let here = sheets_or_elsewhere(&source, bytes, elsewhere);
    if is_risky {
        return;
    }
    holds(&source, &here);
    let mut answer = Vec::new();
    serve(bytes, &mut answer).expect("room for an answer");
    let Heard::Whole(there) = heard(&source, answer.as_slice()) else { panic!("no answer") };
    assert_eq!(here, there, "another process gives the same");
}

pub(crate) fn xlsb(bytes: &[u8]) {
    read("book.xlsb", bytes);
}

pub(crate) fn xls(bytes: &[u8]) {
    read("book.xls", bytes);
}

pub(crate) fn ods(bytes: &[u8]) {
    read("book.ods", bytes);
}

/// What a process that went mad could answer.
pub(crate) fn answer(bytes: &[u8]) {
    let source = Source::named("book.ods");
    let mut greeting = Vec::new();
    serve([].as_slice(), &mut greeting).expect("room for an answer");
    let end = greeting.iter().position(|byte| *byte == b'\n').expect("a line");
    greeting.truncate(end + 1);
    if let Heard::Whole(there) = heard(&source, greeting.as_slice().chain(bytes)) {
        is_within_limits(&source, &there);
    }
}

/// A text file goes on to its observations, and is a list of sites besides.
pub(crate) fn text(bytes: &[u8]) {
    let found = read("2024-25/table.csv", bytes);
    let settings = Settings::default();
    let _ = trial::tidied(&found, None, &settings);
    if let [list] = &found[..] {
        let _ = trial::tidied(&[], Some(list), &settings);
    }
}

fn read(name: &str, bytes: &[u8]) -> Vec<Sheet> {
    let source = Source::named(name);
    let checked = sheets(&source, bytes);
    assert_eq!(checked, sheets(&source, bytes), "reading twice gives the same");
    holds(&source, &checked);
    checked.value
}

fn holds(source: &Source, read: &Checked<Vec<Sheet>>) {
    assert!(!read.value.is_empty() || !read.diagnostics.is_empty(), "passed over in silence");
    is_within_limits(source, read);
}

fn is_within_limits(source: &Source, read: &Checked<Vec<Sheet>>) {
    told::about_file(&read.diagnostics, source);
    let cells = |sheet: &Sheet| sheet.rows.len() + sheet.rows.iter().map(Vec::len).sum::<usize>();
    assert!(read.value.iter().map(cells).sum::<usize>() <= CELLS);
    assert!(read.value.iter().map(|sheet| sheet.merges.len()).sum::<usize>() <= MERGES);
    for sheet in &read.value {
        assert_eq!(sheet.source, *source);
        assert!(sheet.name.chars().count() <= NAME, "{}", sheet.name);
        is_sound(sheet);
    }
}

fn is_sound(sheet: &Sheet) {
    assert!(sheet.rows.len() <= ROWS);
    assert_ne!(sheet.rows.last().map(Vec::len), Some(0), "a sheet ends with a row that is filled");
    for row in &sheet.rows {
        assert!(row.len() <= COLUMNS);
        assert_ne!(row.last(), Some(&Cell::Empty), "a row ends with a cell that is filled");
        row.iter().for_each(holds_something);
    }
    for &Merge { first_row, last_row, first_column, last_column } in &sheet.merges {
        assert!(first_row <= last_row && first_column <= last_column);
        assert!((first_row, first_column) != (last_row, last_column), "a block is not one cell");
    }
}

fn holds_something(cell: &Cell) {
    match cell {
        Cell::Text(text) | Cell::Broken(text) => {
            assert!(!text.is_empty());
            assert!(text.len() <= LETTERS || text.chars().count() <= LETTERS);
        }
        Cell::Number(number) => assert!(number.is_finite(), "{number}"),
        Cell::Empty | Cell::Truth(_) | Cell::Date(_) => {}
    }
}

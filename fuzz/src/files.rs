//! Files: a workbook or a text file becomes sheets within limits, or it is said why not.

use cqi::{
    diagnostic::Checked,
    ingest::{Cell, Merge, Sheet, sheets},
    model::Source,
    rulebook::Settings,
};

use super::{told, trial};

/// As many rows and columns as Excel has, and the most cells and letters that we take.
const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
const CELLS: usize = 8_000_000;
const LETTERS: usize = 100_000;

pub(crate) fn xlsx(bytes: &[u8]) {
    read("book.xlsx", bytes);
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
    let again = sheets(&source, bytes);
    assert_eq!(checked, again, "reading twice gives the same");

    let Checked { value: found, diagnostics } = checked;
    told::about_file(&diagnostics, &source);
    assert!(!found.is_empty() || !diagnostics.is_empty(), "passed over in silence");
    let cells = |sheet: &Sheet| sheet.rows.len() + sheet.rows.iter().map(Vec::len).sum::<usize>();
    assert!(found.iter().map(cells).sum::<usize>() <= CELLS);
    for sheet in &found {
        assert_eq!(sheet.source, source);
        is_sound(sheet);
    }
    found
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

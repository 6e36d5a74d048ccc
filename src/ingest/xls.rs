//! Workbooks of Excel 97 and before: xls.
//!
//! calamine reads the whole of one at once and makes room for every cell between its first and its
//! last, so the records are walked through before that. What a record holds beyond its place is
//! not looked at: a file made to break calamine there ends as a damaged file, or
//! with a table of texts that takes more memory than the file has bytes, so all this happens in a
//! process of its own.

use std::io::Cursor;

use calamine::{Reader, Xls, XlsError};

use super::{
    Merge, Sheet,
    compound::{Compound, u16_at, u32_at},
    fault::{Damage, Excess, Fault, Stranger},
    limits::{self, Budget},
    noted::{self, Beside},
    value,
    workbook::{self, Content, guarded},
};
use crate::{diagnostic::Checked, model::Source};

// Records, by their numbers in [MS-XLS] 2.3.
const END_OF_PART: u16 = 0x000A;
const START_OF_PART: u16 = 0x0809;
const SHEET: u16 = 0x0085;
const PASSWORD: u16 = 0x002F;
const DIMENSIONS: u16 = 0x0200;
const OTHER_BOOK: u16 = 0x01AE;
const MANY_NUMBERS: u16 = 0x00BD;
/// Records that begin with the row and the column of a cell.
const CELLS: [u16; 8] = [0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, MANY_NUMBERS];

pub(super) fn read(source: &Source, bytes: &[u8]) -> Result<Checked<Vec<Sheet>>, Fault> {
    let beside = guarded(|| look_over(&Compound::open(bytes)?))?;
    let mut book: Xls<_> = guarded(|| Xls::new(Cursor::new(bytes)).map_err(|error| fault(&error)))?;
    let tabs = book.sheets_metadata().to_vec();
    let read = workbook::collect(source, tabs, |name, grid| {
        let range = book.worksheet_range(name).map_err(|error| fault(&error))?;
        for (row, column, found) in workbook::cells_of(&range) {
            if limits::COLUMNS <= column {
                return Err(Fault::Damaged(Damage::CellName));
            }
            grid.put(row, column, value::cell(found))?;
        }
        let blocks = book.merge_cells_by_sheet_name(name).map_err(|error| fault(&error))?;
        let merges = blocks.iter().filter_map(|range| Merge::between(range.start, range.end));
        Ok(Content::Cells { merges: merges.collect() })
    });
    Ok(noted::with(source, read, &beside))
}

/// Refuses what is no workbook, is locked, or would take too much memory. Tells what else is there.
fn look_over(file: &Compound<'_>) -> Result<Vec<Beside>, Fault> {
    if file.has("EncryptedPackage") || file.has("EncryptionInfo") {
        return Err(Fault::Password);
    }
    let Some(book) = (match file.stream("Workbook")? {
        Some(book) => Some(book),
        None => file.stream("Book")?,
    }) else {
        let stranger = if file.has("WordDocument") {
            Stranger::WordDocument
        } else if file.has("PowerPoint Document") {
            Stranger::SlideShow
        } else {
            Stranger::OtherDocument
        };
        return Err(Fault::NotASpreadsheet(stranger));
    };
    let mut beside = Vec::new();
    if file.has("_VBA_PROJECT_CUR") || file.has("_VBA_PROJECT") {
        beside.push(Beside::Macros);
    }
    let mut budget = Budget::full();
    for (kind, data) in records(&book).take_while(|&(kind, _)| kind != END_OF_PART) {
        // Nothing but zeros: the lock is there and open.
        let is_locked = kind == PASSWORD && data.iter().any(|&byte| byte != 0);
        if is_locked {
            return Err(Fault::Password);
        }
        let is_sheet = kind == SHEET && 4 <= data.len();
        if is_sheet {
            let start = u32_at(data, 0) as usize;
            let sheet = book.get(start..).ok_or(Fault::Damaged(Damage::BreaksOff))?;
            budget.take_cells(room(sheet)?)?;
        }
        if kind == OTHER_BOOK && is_a_file(data) {
            beside.push(Beside::OutsideLinks);
        }
    }
    Ok(beside)
}

/// Whether a book that formulas refer to is a file, not this one and no add-in.
fn is_a_file(book: &[u8]) -> bool {
    const THIS_ONE: u16 = 0x0401;
    const ADD_INS: u16 = 0x3A01;
    4 <= book.len() && ![THIS_ONE, ADD_INS].contains(&u16_at(book, 2))
}

/// How many cells calamine makes room for: all from the first row and column to the last.
fn room(sheet: &[u8]) -> Result<usize, Fault> {
    let mut depth = 0_u32;
    let mut corners: Option<Merge> = None;
    for (kind, data) in records(sheet) {
        match kind {
            START_OF_PART => depth += 1,
            END_OF_PART if depth <= 1 => break,
            END_OF_PART => depth -= 1,
            // What lies deeper is an embedded chart.
            _ if 1 < depth => {}
            DIMENSIONS => declared(data)?,
            _ if CELLS.contains(&kind) && 6 <= data.len() => {
                let (row, column) = (u16_at(data, 0).into(), u16_at(data, 2).into());
                let last_column: u32 = match kind {
                    MANY_NUMBERS => u16_at(data, data.len() - 2).into(),
                    _ => column,
                };
                corners =
                    Some(widened(corners, row, column.min(last_column), column.max(last_column)));
            }
            _ => {}
        }
    }
    Ok(corners.map_or(0, |corners| {
        let rows = corners.last_row - corners.first_row + 1;
        let columns = corners.last_column - corners.first_column + 1;
        rows as usize * columns as usize
    }))
}

/// Checks the size that a sheet declares, because calamine makes room for that too.
fn declared(data: &[u8]) -> Result<(), Fault> {
    let (first_row, past_row, first_column, past_column) = match data.len() {
        10 => (u16_at(data, 0).into(), u16_at(data, 2).into(), u16_at(data, 4), u16_at(data, 6)),
        14 | 16 => (u32_at(data, 0), u32_at(data, 4), u16_at(data, 8), u16_at(data, 10)),
        _ => return Ok(()),
    };
    let is_empty = past_row == 0 || past_column == 0;
    if is_empty {
        return Ok(());
    }
    let rows = past_row.checked_sub(first_row).ok_or(Fault::Damaged(Damage::Contradiction))?;
    // No column of this format lies beyond 256; calamine starts from the first then.
    let is_odd = 0xFF < first_column || past_column < first_column;
    let columns = if is_odd { past_column } else { past_column - first_column };
    let is_huge = limits::CELLS < (rows as usize).saturating_mul(columns.into());
    if is_huge { Err(Fault::TooLarge(Excess::Cells)) } else { Ok(()) }
}

fn widened(corners: Option<Merge>, row: u32, first_column: u32, last_column: u32) -> Merge {
    let one = Merge { first_row: row, last_row: row, first_column, last_column };
    corners.map_or(one, |corners| Merge {
        first_row: corners.first_row.min(row),
        last_row: corners.last_row.max(row),
        first_column: corners.first_column.min(first_column),
        last_column: corners.last_column.max(last_column),
    })
}

/// The records of a stream: a kind and its data each.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (head, tail) = rest.split_at_checked(4)?;
        let (data, tail) = tail.split_at_checked(u16_at(head, 2).into())?;
        rest = tail;
        Some((u16_at(head, 0), data))
    })
}

fn fault(error: &XlsError) -> Fault {
    let damage = match error {
        XlsError::Password => return Fault::Password,
        XlsError::WorksheetNotFound(_) => Damage::PartMissing,
        XlsError::Io(_)
        | XlsError::Cfb(_)
        | XlsError::Len { .. }
        | XlsError::ContinueRecordTooShort
        | XlsError::EoStream(_) => Damage::BreaksOff,
        _ => Damage::Contradiction,
    };
    Fault::Damaged(damage)
}

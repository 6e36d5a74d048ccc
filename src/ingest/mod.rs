//! Files in, sheets out: nothing guessed, nothing dropped.
//!
//! Takes bytes and a name, not a path: the command line reads files and the web
//! takes uploads, and this stage cannot tell them apart.

// What a file is, and how much of it we take.
mod fault;
mod limits;
mod package;
mod compound;
mod format;

// One file a kind of workbook.
mod xlsx;
mod xlsb;
mod xls;
mod ods;
mod text;

// What all of them fill.
mod workbook;
mod grid;
mod value;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::{
    diagnostic::{Checked, Place},
    model::Source,
};
use fault::{Excess, Fault};
use format::Format;

/// A sheet as it lies in its file.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    pub source: Source,
    /// The name on the tab; of a text file, the file's name without folder and ending.
    pub name: Arc<str>,
    pub visibility: Visibility,
    /// Row by row from the first, each as long as its last cell that is not empty.
    pub rows: Vec<Vec<Cell>>,
    /// Cells that were merged into one; what is shown is the first of each.
    pub merges: Vec<Merge>,
}

/// Whether people see a sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Visibility {
    Shown,
    Hidden,
}

/// What stands in a cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    Empty,
    Number(f64),
    Text(String),
    Truth(bool),
    /// A real date, in whichever epoch the file counts.
    Date(NaiveDateTime),
    /// An error of the spreadsheet's own, such as `#REF!`.
    Broken(String),
}

/// A block of merged cells, counted from zero, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Merge {
    pub first_row: u32,
    pub last_row: u32,
    pub first_column: u32,
    pub last_column: u32,
}

impl Merge {
    /// The block with these corners; none if it is a single cell, or no block at all.
    fn between(first: (u32, u32), last: (u32, u32)) -> Option<Merge> {
        let ((first_row, first_column), (last_row, last_column)) = (first, last);
        let is_block = first_row <= last_row && first_column <= last_column && first != last;
        is_block.then_some(Merge { first_row, last_row, first_column, last_column })
    }
}

/// The sheets of a workbook or a text file.
///
/// A file or a sheet that cannot be read gives none, and a diagnostic that tells why.
pub fn sheets(source: &Source, bytes: &[u8]) -> Checked<Vec<Sheet>> {
    let place = Place::File(source.clone());
    match read(source, bytes) {
        Ok(mut sheets) => {
            let is_blank = sheets.diagnostics.is_empty()
                && sheets.value.iter().all(|sheet| sheet.rows.is_empty());
            if is_blank {
                sheets.diagnostics.push(Fault::Empty.told(place));
            }
            sheets
        }
        Err(fault) => Checked { value: Vec::new(), diagnostics: vec![fault.told(place)] },
    }
}

fn read(source: &Source, bytes: &[u8]) -> Result<Checked<Vec<Sheet>>, Fault> {
    if is_lock_file(source) {
        return Err(Fault::Lock);
    }
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    if limits::FILE_BYTES < bytes.len() {
        return Err(Fault::TooLarge(Excess::FileBytes));
    }
    match format::sniff(bytes)? {
        Format::Xlsx(package) => xlsx::read(source, bytes, package),
        Format::Xlsb(package) => xlsb::read(source, bytes, package),
        Format::Ods(package) => ods::read(source, bytes, package),
        Format::Compound => xls::read(source, bytes),
        Format::Text => text::read(source, bytes),
    }
}

/// Beside an open `fall.xlsx`, Excel keeps `~$fall.xlsx`, and others keep `.~lock.fall.xlsx#`.
fn is_lock_file(source: &Source) -> bool {
    let name = source.0.rsplit(['/', '\\']).next().unwrap_or_default();
    name.starts_with("~$") || name.starts_with(".~lock.")
}

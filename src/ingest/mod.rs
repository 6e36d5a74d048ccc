//! Files in, sheets out: nothing guessed, nothing dropped.
//!
//! Takes bytes and a name, not a path: the command line reads files and the web
//! takes uploads, and this stage cannot tell them apart.

// What a file is, and how much of it we take.
mod fault;
mod limits;
mod tags;
mod package;
mod compound;
mod format;
mod noted;

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

// How they come back from another process.
pub mod apart;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::{Checked, Diagnostic, Place},
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
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub enum Visibility {
    Shown,
    Hidden,
}

/// What stands in a cell.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
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
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
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
        Some(Merge { first_row, last_row, first_column, last_column }).filter(Merge::is_block)
    }

    /// Whether it has more than one cell, and its first corner first.
    fn is_block(&self) -> bool {
        let (first, last) =
            ((self.first_row, self.first_column), (self.last_row, self.last_column));
        first.0 <= last.0 && first.1 <= last.1 && first != last
    }
}

/// The sheets of a workbook or a text file.
///
/// A file or a sheet that cannot be read gives none, and a diagnostic that tells why.
pub fn sheets(source: &Source, bytes: &[u8]) -> Checked<Vec<Sheet>> {
    sheets_or_elsewhere(source, bytes, || None)
}

/// The same, but for files that could take the process down with them: those are read `elsewhere`,
/// and here only where there is no elsewhere.
pub fn sheets_or_elsewhere(
    source: &Source,
    bytes: &[u8],
    elsewhere: impl FnOnce() -> Option<Checked<Vec<Sheet>>>,
) -> Checked<Vec<Sheet>> {
    let place = Place::File(source.clone());
    match read(source, bytes, elsewhere) {
        Ok(mut sheets) => {
            let is_silent = sheets.diagnostics.iter().all(noted::is_beside_the_point);
            if is_silent && sheets.value.iter().all(|sheet| sheet.rows.is_empty()) {
                sheets.diagnostics.push(Fault::Empty.told(place));
            }
            sheets
        }
        Err(fault) => Checked { value: Vec::new(), diagnostics: vec![fault.told(place)] },
    }
}

/// What to tell of a file of so many bytes, where that alone is too much.
pub fn too_large(source: &Source, bytes: u64) -> Option<Diagnostic> {
    let fault = Fault::TooLarge(Excess::FileBytes);
    let is_too_large = (limits::FILE_BYTES as u64) < bytes;
    is_too_large.then(|| fault.told(Place::File(source.clone())))
}

fn read(
    source: &Source,
    bytes: &[u8],
    elsewhere: impl FnOnce() -> Option<Checked<Vec<Sheet>>>,
) -> Result<Checked<Vec<Sheet>>, Fault> {
    if is_lock_file(source) {
        return Err(Fault::Lock);
    }
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    if limits::FILE_BYTES < bytes.len() {
        return Err(Fault::TooLarge(Excess::FileBytes));
    }
    let format = format::sniff(bytes)?;
    if format.is_risky()
        && let Some(read) = elsewhere()
    {
        return Ok(read);
    }
    match format {
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

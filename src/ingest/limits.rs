//! How much we take in.
//!
//! A file of a few kilobytes can ask for more memory than any machine has, so every
//! reader draws on these limits before it takes anything. They lie far above what
//! ratings need.

use super::fault::{Excess, Fault};

/// The largest file.
pub(super) const FILE_BYTES: usize = 64 << 20;
/// All parts of a zipped workbook, once unpacked.
pub(super) const UNPACKED_BYTES: u64 = 256 << 20;
/// How many parts a zipped workbook may have.
pub(super) const PARTS: usize = 5_000;
/// The list of texts that cells share.
pub(super) const SHARED_TEXT_BYTES: u64 = 64 << 20;
/// Lists of formats and of sheets, of which each entry takes far more memory than room.
pub(super) const LIST_BYTES: u64 = 8 << 20;
/// An xlsx within these three is read where we are, any other in a process of its own: all parts
/// unpacked, the list of shared texts, and any other list. A style is copied for each format that
/// has it, so the memory for a list of styles grows with the square of its length.
pub(super) const PLAIN_BYTES: u64 = 16 << 20;
pub(super) const PLAIN_TEXT_BYTES: u64 = 4 << 20;
pub(super) const PLAIN_LIST_BYTES: u64 = 64 << 10;
/// As many rows as a sheet of Excel has.
pub(super) const ROWS: u32 = 1_048_576;
/// As many columns as a sheet of Excel has.
pub(super) const COLUMNS: u32 = 16_384;
/// All cells of a file, with the empty ones that lie between them, and all rows. With their texts
/// they take about 100 MiB.
pub(super) const CELLS: usize = 2_000_000;
/// The longest text in a cell; Excel takes 32,767 letters, Google Sheets 50,000.
pub(super) const CELL_TEXT: usize = 100_000;
/// All texts of a file.
pub(super) const ALL_TEXT: usize = 64 << 20;
/// The longest row of a text file.
pub(super) const RECORD_BYTES: usize = 4 << 20;
/// All merged cells of a file.
pub(super) const MERGES: usize = 20_000;
/// The longest name of a sheet, in letters; Excel takes 31.
pub(super) const SHEET_NAME: usize = 255;

/// How much a file may still take.
#[derive(Debug)]
pub(super) struct Budget {
    cells: usize,
    text: usize,
    merges: usize,
}

impl Budget {
    pub(super) const fn full() -> Budget {
        Budget { cells: CELLS, text: ALL_TEXT, merges: MERGES }
    }

    pub(super) fn take_cells(&mut self, many: usize) -> Result<(), Fault> {
        let rest = self.cells.checked_sub(many);
        self.cells = rest.ok_or(Fault::TooLarge(Excess::Cells))?;
        Ok(())
    }

    pub(super) fn take_merges(&mut self, many: usize) -> Result<(), Fault> {
        let rest = self.merges.checked_sub(many);
        self.merges = rest.ok_or(Fault::TooLarge(Excess::Merges))?;
        Ok(())
    }

    pub(super) fn take_text(&mut self, text: &str) -> Result<(), Fault> {
        let is_long = CELL_TEXT < text.len() && CELL_TEXT < text.chars().count();
        if is_long {
            return Err(Fault::TooLarge(Excess::Text));
        }
        self.take_text_bytes(text.len())
    }

    pub(super) fn take_text_bytes(&mut self, bytes: usize) -> Result<(), Fault> {
        let rest = self.text.checked_sub(bytes);
        self.text = rest.ok_or(Fault::TooLarge(Excess::AllText))?;
        Ok(())
    }
}

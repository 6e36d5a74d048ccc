//! What calamine does not tell about an ods: merged cells, and how much memory it will take.
//!
//! A cell or a row of ods can say that it comes a million times. So a file of one kilobyte can
//! ask for billions of cells, and each text in it can be repeated as often.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::super::{
    Merge,
    fault::{Damage, Excess, Fault},
    limits::{self, Budget},
    package::{Package, attribute, next},
};

const CELL_CONTENT: Fault = Fault::Damaged(Damage::CellContent);
const BREAKS_OFF: Fault = Fault::Damaged(Damage::BreaksOff);
const PART_MISSING: Fault = Fault::Damaged(Damage::PartMissing);

/// Whether the parts are locked with a password; the list of parts is not.
pub(super) fn is_encrypted(package: &mut Package<'_>) -> Result<bool, Fault> {
    let mut buffer = Vec::new();
    let mut xml = package.xml("META-INF/manifest.xml")?.ok_or(PART_MISSING)?;
    loop {
        match next(&mut xml, &mut buffer)? {
            Event::Start(start) if start.local_name().as_ref() == "encryption-data" => {
                return Ok(true);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// What is to be known about the sheets before they are read.
#[derive(Default)]
pub(super) struct Outline {
    /// The merged cells of each sheet, by its name.
    pub(super) merges: BTreeMap<String, Vec<Merge>>,
    /// Whether values come from other files.
    pub(super) has_links: bool,
}

/// Looks through the workbook; one that would take more than the limits is refused.
pub(super) fn read(package: &mut Package<'_>) -> Result<Outline, Fault> {
    let mut outline = Outline::default();
    let mut table = Table::default();
    let mut budget = Budget::full();
    let mut buffer = Vec::new();
    let mut xml = package.xml("content.xml")?.ok_or(PART_MISSING)?;
    loop {
        match next(&mut xml, &mut buffer)? {
            Event::Start(start) => match start.name().as_ref() {
                "table:table" => {
                    table.closes_rows()?;
                    table = Table { name: attribute(&start, "table:name")?, ..Table::default() };
                    table.open = Open::Table;
                }
                "table:table-row" => table.enter_row(&start)?,
                "table:table-cell" | "table:covered-table-cell" => table.enter_cell(&start)?,
                "table:table-source" | "table:cell-range-source" => outline.has_links = true,
                "text:s" => table.take_text(number(&start, "text:c")?),
                _ => {}
            },
            Event::Text(text) => table.take_text(text.len() as u64),
            Event::End(end) => match end.name().as_ref() {
                "table:table-cell" | "table:covered-table-cell" => table.leave_cell(),
                "table:table-row" => table.leave_row(&mut budget)?,
                "table:table" => {
                    table.closes_rows()?;
                    take_cells(&mut budget, table.area())?;
                    let Table { name, merges, .. } = std::mem::take(&mut table);
                    budget.take_merges(merges.len())?;
                    name.map(|name| outline.merges.insert(name, merges));
                }
                _ => {}
            },
            // calamine would wait for the end of a table or a row for ever.
            Event::Eof if table.open != Open::Nothing => return Err(BREAKS_OFF),
            Event::Eof => return Ok(outline),
            _ => {}
        }
    }
}

/// What has started and not ended yet.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
enum Open {
    #[default]
    Nothing,
    Table,
    Row,
}

/// A sheet as far as it has been read, with everything repeated as often as it says.
#[derive(Default)]
struct Table {
    name: Option<String>,
    merges: Vec<Merge>,
    open: Open,
    rows: u64,
    /// The rows and columns that hold something, from the first to past the last.
    filled_rows: Option<(u64, u64)>,
    filled_columns: Option<(u64, u64)>,

    row_repeats: u64,
    row_is_filled: bool,
    columns: u64,
    /// Up to where calamine keeps the cells of the row, the empty ones too.
    kept_columns: u64,
    row_text_bytes: u64,

    cell_repeats: u64,
    is_filled: bool,
    text_bytes: u64,
}

impl Table {
    /// A table that starts or ends within a row is damaged.
    fn closes_rows(&self) -> Result<(), Fault> {
        if self.open == Open::Row { Err(BREAKS_OFF) } else { Ok(()) }
    }

    fn enter_row(&mut self, start: &BytesStart<'_>) -> Result<(), Fault> {
        self.closes_rows()?;
        if self.open == Open::Table {
            self.open = Open::Row;
        }
        let left = u64::from(limits::ROWS).saturating_sub(self.rows);
        self.row_repeats = number(start, "table:number-rows-repeated")?.min(left);
        (self.columns, self.kept_columns, self.row_text_bytes) = (0, 0, 0);
        self.row_is_filled = false;
        Ok(())
    }

    fn enter_cell(&mut self, start: &BytesStart<'_>) -> Result<(), Fault> {
        let left = u64::from(limits::COLUMNS).saturating_sub(self.columns);
        self.cell_repeats = number(start, "table:number-columns-repeated")?.min(left);
        // Whatever stood before this cell is kept, because it has a neighbour.
        self.kept_columns = self.columns;
        let formula = attribute(start, "table:formula")?;
        let kind = attribute(start, "office:value-type")?;
        self.is_filled = formula.is_some() || kind.is_some();
        let texts = [formula, attribute(start, "office:string-value")?];
        self.text_bytes = texts.iter().flatten().map(|text| text.len() as u64).sum();

        let stands_once = self.row_repeats == 1 && self.cell_repeats == 1;
        if stands_once {
            let rows = number(start, "table:number-rows-spanned")?;
            let columns = number(start, "table:number-columns-spanned")?;
            let last = (span_end(self.rows, rows), span_end(self.columns, columns));
            let first = (span_end(self.rows, 1), span_end(self.columns, 1));
            self.merges.extend(Merge::between(first, last));
        }
        Ok(())
    }

    fn take_text(&mut self, bytes: u64) {
        self.text_bytes = self.text_bytes.saturating_add(bytes);
    }

    fn leave_cell(&mut self) {
        let first = self.columns;
        self.columns += self.cell_repeats;
        if self.is_filled {
            self.kept_columns = self.columns;
            self.filled_columns = Some(widened(self.filled_columns, first, self.columns));
            self.row_is_filled = true;
            let text = self.text_bytes.saturating_mul(self.cell_repeats);
            self.row_text_bytes = self.row_text_bytes.saturating_add(text);
        }
    }

    fn leave_row(&mut self, budget: &mut Budget) -> Result<(), Fault> {
        if self.open == Open::Row {
            self.open = Open::Table;
        }
        let first = self.rows;
        self.rows += self.row_repeats;
        if self.row_is_filled {
            self.filled_rows = Some(widened(self.filled_rows, first, self.rows));
        }
        take_cells(budget, self.kept_columns)?;
        let text = self.row_text_bytes.saturating_mul(self.row_repeats);
        let text = usize::try_from(text).map_err(|_| Fault::TooLarge(Excess::AllText))?;
        budget.take_text_bytes(text)
    }

    /// The cells from the first to the last filled row and column.
    fn area(&self) -> u64 {
        let length = |(first, past)| past - first;
        let rows = self.filled_rows.map_or(0, length);
        rows.saturating_mul(self.filled_columns.map_or(0, length))
    }
}

/// The last row or column of a span.
fn span_end(first: u64, length: u64) -> u32 {
    let last = first.saturating_add(length).saturating_sub(1);
    u32::try_from(last).unwrap_or(u32::MAX)
}

fn widened(span: Option<(u64, u64)>, first: u64, past: u64) -> (u64, u64) {
    span.map_or((first, past), |(earlier, later)| (first.min(earlier), past.max(later)))
}

/// A number that is 1 where it is not given.
fn number(start: &BytesStart<'_>, name: &str) -> Result<u64, Fault> {
    attribute(start, name)?.map_or(Ok(1), |digits| digits.parse().map_err(|_| CELL_CONTENT))
}

fn take_cells(budget: &mut Budget, many: u64) -> Result<(), Fault> {
    budget.take_cells(usize::try_from(many).unwrap_or(usize::MAX))
}

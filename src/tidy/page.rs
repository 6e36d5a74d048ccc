//! A sheet with the means to show a place in it.

use std::{borrow::Cow, collections::BTreeSet, ops::Range, sync::Arc};

use num_traits::ToPrimitive;

use crate::{
    diagnostic::{Diagnostic, Excerpt, Place},
    ingest::{Cell, Merge, Sheet},
    model::{CellRef, Source},
};

/// A place in a sheet: row and column, counted from zero.
pub(super) type Spot = (usize, usize);

/// A sheet that is being read, or the part of it that is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'a> {
    pub(super) sheet: &'a Arc<Sheet>,
    pub(super) medium: Medium,
    way: Way,
    /// The columns that are looked at; the others are as good as empty.
    columns: (usize, usize),
    rows: Rows,
}

/// The rows of the sheet that are looked at; the others are as good as empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Rows {
    /// What stands in rows before this one holds for the whole sheet.
    shared: usize,
    first: usize,
    end: usize,
    /// Whether these rows say of which site they are, whatever stands in those that are shared.
    names_site: bool,
}

impl Rows {
    const ALL: Rows = Rows { shared: 0, first: 0, end: usize::MAX, names_site: false };

    fn has(self, row: usize) -> bool {
        row < self.shared || (self.first..self.end).contains(&row)
    }
}

/// Whether the rows of the sheet are read as rows or as columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Upright,
    /// Each column of the sheet is a row of the page.
    Turned {
        width: usize,
    },
}

/// Whether cells know numbers from texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Medium {
    /// A workbook does.
    Workbook,
    /// In a text file everything is text.
    Text,
}

/// A page to keep beyond the reading of its sheet.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    sheet: Arc<Sheet>,
    medium: Medium,
    way: Way,
    columns: (usize, usize),
    rows: Rows,
}

impl Leaf {
    pub(super) fn page(&self) -> Page<'_> {
        let Leaf { sheet, medium, way, columns, rows } = self;
        Page { sheet, medium: *medium, way: *way, columns: *columns, rows: *rows }
    }

    /// Lets go of the sheet for what is kept of it. A page on its side needs every row.
    pub(super) fn let_sheet_go(&mut self, kept: &Arc<Sheet>) {
        if self.way == Way::Upright {
            self.sheet = Arc::clone(kept);
        }
    }

    /// The sheet with these rows alone; others are as good as empty.
    pub(super) fn with_rows(&self, rows: &BTreeSet<usize>) -> Arc<Sheet> {
        let Sheet { source, name, visibility, rows: all, .. } = &*self.sheet;
        let end = rows.last().map_or(0, |last| last + 1).min(all.len());
        let row = |row: usize| if rows.contains(&row) { all[row].clone() } else { Vec::new() };
        Arc::new(Sheet {
            source: source.clone(),
            name: name.clone(),
            visibility: *visibility,
            rows: (0..end).map(row).collect(),
            merges: Vec::new(),
        })
    }

    /// The name of its file.
    pub(super) fn source(&self) -> &Source {
        &self.sheet.source
    }

    /// The name of its sheet.
    pub(super) fn name(&self) -> &Arc<str> {
        &self.sheet.name
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(sheet: &'a Arc<Sheet>) -> Page<'a> {
        let is_text = |cell: &Cell| matches!(cell, Cell::Empty | Cell::Text(_));
        let only_text = sheet.rows.iter().flatten().all(is_text);
        let medium = if only_text { Medium::Text } else { Medium::Workbook };
        Page { sheet, medium, way: Way::Upright, columns: (0, usize::MAX), rows: Rows::ALL }
    }

    /// The sheet with its columns as rows. Cells keep their places in the sheet.
    pub(super) fn turned(self) -> Page<'a> {
        let width = self.sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
        Page { way: Way::Turned { width }, ..self }
    }

    /// The same sheet, of which only these columns are looked at.
    pub(super) fn of_columns(self, columns: Range<usize>) -> Page<'a> {
        Page { columns: (columns.start, columns.end), ..self }
    }

    /// The same sheet, of which only these rows are looked at.
    pub(super) fn of_rows(self, rows: Range<usize>) -> Page<'a> {
        Page { rows: Rows { first: rows.start, end: rows.end, ..Rows::ALL }, ..self }
    }

    /// What stands in the rows before this one holds here too; but for the site, where the page names
    /// its own.
    pub(super) fn sharing(self, shared: usize, names_site: bool) -> Page<'a> {
        Page { rows: Rows { shared, names_site, ..self.rows }, ..self }
    }

    /// Whether what the row says of the site is about another part of the sheet.
    pub(super) fn is_of_another_site(&self, row: usize) -> bool {
        self.rows.names_site && row < self.rows.shared
    }

    pub(super) fn leaf(&self) -> Leaf {
        let Page { sheet, medium, way, columns, rows } = *self;
        Leaf { sheet: Arc::clone(sheet), medium, way, columns, rows }
    }

    pub(super) fn is_turned(&self) -> bool {
        self.way != Way::Upright
    }

    /// Whether not all of the sheet is looked at.
    pub(super) fn is_part(&self) -> bool {
        self.columns != (0, usize::MAX)
    }

    /// The first column that is looked at.
    pub(super) fn first_column(&self) -> usize {
        self.columns.0
    }

    /// Where a spot of the page lies in the sheet.
    fn in_sheet(&self, (row, column): Spot) -> Spot {
        match self.way {
            Way::Upright => (row, column),
            Way::Turned { .. } => (column, row),
        }
    }

    pub(super) fn cell(&self, spot: Spot) -> &'a Cell {
        let (row, column) = self.in_sheet(spot);
        if column < self.columns.0 || self.columns.1 <= column || !self.rows.has(row) {
            return &Cell::Empty;
        }
        self.sheet.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(&Cell::Empty)
    }

    /// The cell; of a merged block, the one that is shown.
    pub(super) fn shown_spot(&self, spot: Spot) -> Spot {
        let (row, column) = self.in_sheet(spot);
        let block = self.sheet.merges.iter().find(|merge| covers(merge, (row, column)));
        let first = block.map(|merge| (merge.first_row as usize, merge.first_column as usize));
        first.map_or(spot, |first| self.in_sheet(first))
    }

    /// How many rows the page has.
    pub(super) fn rows(&self) -> usize {
        match self.way {
            Way::Upright => self.sheet.rows.len().min(self.rows.end),
            Way::Turned { width } => width,
        }
    }

    /// The first so many rows that are looked at.
    pub(super) fn top(&self, many: usize) -> Range<usize> {
        let first = if self.way == Way::Upright { self.rows.first } else { 0 };
        first..self.rows().min(first.saturating_add(many))
    }

    /// These rows, those that hold for the whole sheet last.
    pub(super) fn own_first(&self, rows: Range<usize>) -> impl Iterator<Item = usize> {
        let shared = rows.start..rows.end.min(self.rows.shared);
        (rows.start.max(shared.end)..rows.end).chain(shared)
    }

    /// The text of the cell, without spaces around it.
    pub(super) fn text(&self, spot: Spot) -> Cow<'a, str> {
        match self.cell(spot) {
            Cell::Text(text) => Cow::Borrowed(text.trim()),
            Cell::Empty => Cow::Borrowed(""),
            cell => Cow::Owned(shown(cell)),
        }
    }

    /// How many columns the row has.
    pub(super) fn width(&self, row: usize) -> usize {
        match self.way {
            Way::Upright if !self.rows.has(row) => 0,
            Way::Upright => {
                self.sheet.rows.get(row).map_or(0, |cells| cells.len().min(self.columns.1))
            }
            Way::Turned { .. } => self.sheet.rows.len(),
        }
    }

    pub(super) fn is_blank(&self, row: usize) -> bool {
        self.first_filled(row).is_none()
    }

    /// The column of the first cell of the row that holds something.
    pub(super) fn first_filled(&self, row: usize) -> Option<usize> {
        (self.columns_of(row)).find(|&column| !is_blank(self.cell((row, column))))
    }

    /// The columns of the row that hold something.
    pub(super) fn filled(&self, row: usize) -> impl Iterator<Item = usize> {
        (self.columns_of(row)).filter(move |&column| !is_blank(self.cell((row, column))))
    }

    fn columns_of(&self, row: usize) -> Range<usize> {
        let first = if self.way == Way::Upright { self.columns.0 } else { 0 };
        first..self.width(row)
    }

    pub(super) fn at(&self, spot: Spot) -> CellRef {
        let (row, column) = self.in_sheet(spot);
        let count = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        CellRef {
            source: self.sheet.source.clone(),
            sheet: self.sheet.name.clone(),
            row: count(row),
            column: count(column),
        }
    }

    /// The sheet as a place; of a text file, the file.
    pub(super) fn place(&self) -> Place {
        Place::Sheet { source: self.sheet.source.clone(), sheet: self.sheet.name.clone() }
    }

    /// The diagnostic at its cell, shown in its row, under the row of headings where there is one.
    pub(super) fn tell(
        &self,
        diagnostic: Diagnostic,
        header: Option<usize>,
        spot: Spot,
    ) -> Diagnostic {
        let (row, column) = self.in_sheet(spot);
        let above = header.filter(|&header| self.way == Way::Upright && header < row);
        let rows: Vec<_> = above
            .into_iter()
            .chain([row])
            .map(|row| (u32::try_from(row).unwrap_or(u32::MAX), self.row_shown(row)))
            .collect();
        diagnostic.at(Place::Cell(self.at(spot))).showing(Excerpt::of_rows(&rows, column))
    }

    /// Whether the cell lies under the first cell of a merged block.
    pub(super) fn is_under_merge(&self, spot: Spot) -> bool {
        self.shown_spot(spot) != spot
    }

    /// The last column that the merged block covers which starts here.
    pub(super) fn merged_until(&self, (row, column): Spot) -> Option<usize> {
        let starts_here = |merge: &&Merge| {
            (merge.first_row as usize, merge.first_column as usize) == (row, column)
        };
        self.sheet.merges.iter().find(starts_here).map(|merge| merge.last_column as usize)
    }

    /// The whole row, as one text to compare with others.
    pub(super) fn row_text(&self, row: usize) -> String {
        let cells = self.columns_of(row).map(|column| shown(self.cell((row, column))));
        cells.collect::<Vec<_>>().join("\u{1f}")
    }

    fn row_shown(&self, row: usize) -> Vec<String> {
        self.sheet.rows.get(row).map_or(Vec::new(), |cells| cells.iter().map(shown).collect())
    }
}

fn covers(merge: &Merge, (row, column): Spot) -> bool {
    let rows = merge.first_row as usize..=merge.last_row as usize;
    let columns = merge.first_column as usize..=merge.last_column as usize;
    rows.contains(&row) && columns.contains(&column)
}

pub(super) fn is_blank(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Whether there are spaces before or after the text of the cell.
pub(super) fn has_stray_space(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.trim() != text && !text.trim().is_empty())
}

/// The cell as a person reads it.
pub(super) fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(number) => number_shown(*number),
        Cell::Text(text) | Cell::Broken(text) => text.clone(),
        Cell::Truth(true) => "TRUE".to_owned(),
        Cell::Truth(false) => "FALSE".to_owned(),
        Cell::Date(date) => date.format("%Y-%m-%d").to_string(),
    }
}

/// A number in its shortest form. Most are whole, and these are quick to write.
fn number_shown(number: f64) -> String {
    let is_short = number.abs() < 1e15 && number.fract() == 0.0 && number.is_sign_positive();
    match number.to_i64().filter(|_| is_short) {
        Some(whole) => whole.to_string(),
        None => number.to_string(),
    }
}

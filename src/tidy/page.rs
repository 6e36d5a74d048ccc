//! A sheet with the means to show a place in it.

use crate::{
    diagnostic::{Diagnostic, Excerpt, Place},
    ingest::{Cell, Merge, Sheet},
    model::CellRef,
};

/// A place in a sheet: row and column, counted from zero.
pub(super) type Spot = (usize, usize);

/// A sheet that is being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) medium: Medium,
}

/// Whether cells know numbers from texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Medium {
    /// A workbook does.
    Workbook,
    /// In a text file everything is text.
    Text,
}

impl<'a> Page<'a> {
    pub(super) fn new(sheet: &'a Sheet) -> Page<'a> {
        let is_text = |cell: &Cell| matches!(cell, Cell::Empty | Cell::Text(_));
        let only_text = sheet.rows.iter().flatten().all(is_text);
        Page { sheet, medium: if only_text { Medium::Text } else { Medium::Workbook } }
    }

    pub(super) fn cell(&self, (row, column): Spot) -> &'a Cell {
        self.sheet.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(&Cell::Empty)
    }

    /// The text of the cell, without spaces around it.
    pub(super) fn text(&self, spot: Spot) -> String {
        match self.cell(spot) {
            Cell::Text(text) => text.trim().to_owned(),
            cell => shown(cell),
        }
    }

    /// How many columns the row has.
    pub(super) fn width(&self, row: usize) -> usize {
        self.sheet.rows.get(row).map_or(0, Vec::len)
    }

    pub(super) fn is_blank(&self, row: usize) -> bool {
        self.first_filled(row).is_none()
    }

    /// The column of the first cell of the row that holds something.
    pub(super) fn first_filled(&self, row: usize) -> Option<usize> {
        self.sheet.rows.get(row)?.iter().position(|cell| !is_blank(cell))
    }

    pub(super) fn at(&self, (row, column): Spot) -> CellRef {
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
        let (row, column) = spot;
        let above = header.filter(|&header| header < row);
        let rows: Vec<_> = above
            .into_iter()
            .chain([row])
            .map(|row| (u32::try_from(row).unwrap_or(u32::MAX), self.row_shown(row)))
            .collect();
        diagnostic.at(Place::Cell(self.at(spot))).showing(Excerpt::of_rows(&rows, column))
    }

    /// Whether the cell lies under the first cell of a merged block.
    pub(super) fn is_under_merge(&self, (row, column): Spot) -> bool {
        self.sheet.merges.iter().any(|merge| {
            let rows = merge.first_row as usize..=merge.last_row as usize;
            let columns = merge.first_column as usize..=merge.last_column as usize;
            let is_first = (*rows.start(), *columns.start()) == (row, column);
            rows.contains(&row) && columns.contains(&column) && !is_first
        })
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
        self.row_shown(row).join("\u{1f}")
    }

    fn row_shown(&self, row: usize) -> Vec<String> {
        self.sheet.rows.get(row).map_or(Vec::new(), |cells| cells.iter().map(shown).collect())
    }
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
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) | Cell::Broken(text) => text.clone(),
        Cell::Truth(true) => "TRUE".to_owned(),
        Cell::Truth(false) => "FALSE".to_owned(),
        Cell::Date(date) => date.format("%Y-%m-%d").to_string(),
    }
}

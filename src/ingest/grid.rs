//! The rows of a sheet while they are filled.

use super::{
    Cell,
    fault::{Excess, Fault},
    limits::{self, Budget},
};

/// Cells as they come, in any order, within what the file may still take.
#[derive(Debug)]
pub(super) struct Grid<'b> {
    rows: Vec<Vec<Cell>>,
    budget: &'b mut Budget,
}

impl<'b> Grid<'b> {
    pub(super) fn new(budget: &'b mut Budget) -> Grid<'b> {
        Grid { rows: Vec::new(), budget }
    }

    /// Puts a cell at its place. Empty ones take no room, so a sheet ends at its last cell that
    /// holds something.
    pub(super) fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), Fault> {
        let text = match &cell {
            Cell::Empty => return Ok(()),
            Cell::Text(text) | Cell::Broken(text) => text,
            Cell::Number(_) | Cell::Truth(_) | Cell::Date(_) => "",
        };
        self.budget.take_text(text)?;
        *self.at(row, column)? = cell;
        Ok(())
    }

    pub(super) fn into_rows(mut self) -> Vec<Vec<Cell>> {
        self.rows.iter_mut().for_each(Vec::shrink_to_fit);
        self.rows
    }

    fn at(&mut self, row: u32, column: u32) -> Result<&mut Cell, Fault> {
        if limits::ROWS <= row {
            return Err(Fault::TooLarge(Excess::Rows));
        }
        if limits::COLUMNS <= column {
            return Err(Fault::TooLarge(Excess::Columns));
        }
        let (row, column) = (row as usize, column as usize);
        if self.rows.len() <= row {
            self.budget.take_cells(row + 1 - self.rows.len())?;
            self.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            self.budget.take_cells(column + 1 - cells.len())?;
            cells.resize(column + 1, Cell::Empty);
        }
        Ok(&mut cells[column])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_far_corners_take_one_row_and_one_column() {
        let mut budget = Budget::full();
        let mut grid = Grid::new(&mut budget);
        grid.put(0, 0, Cell::Number(1.0)).unwrap();
        grid.put(limits::ROWS - 1, limits::COLUMNS - 1, Cell::Number(2.0)).unwrap();
        let rows = grid.into_rows();
        assert_eq!(rows.len(), 1_048_576);
        assert_eq!(rows[0], [Cell::Number(1.0)]);
        assert_eq!(rows[1], []);
        assert_eq!(rows[1_048_575].len(), 16_384);
    }

    #[test]
    fn cells_beyond_the_last_row_and_column_are_refused() {
        let mut budget = Budget::full();
        let mut grid = Grid::new(&mut budget);
        let beyond = |excess| Err(Fault::TooLarge(excess));
        assert_eq!(grid.put(1_048_576, 0, Cell::Truth(true)), beyond(Excess::Rows));
        assert_eq!(grid.put(0, 16_384, Cell::Truth(true)), beyond(Excess::Columns));
        assert_eq!(grid.put(1_048_576, 0, Cell::Empty), Ok(()));
    }

    #[test]
    fn empty_cells_between_full_ones_count() {
        let mut budget = Budget::full();
        let mut grid = Grid::new(&mut budget);
        let last = (0..limits::ROWS).map(|row| grid.put(row, 16_383, Cell::Truth(true)));
        let refused = last.enumerate().find_map(|(row, put)| put.err().map(|fault| (row, fault)));
        assert_eq!(refused, Some((122, Fault::TooLarge(Excess::Cells))));
    }

    #[test]
    fn a_text_longer_than_any_program_takes_is_refused() {
        let mut budget = Budget::full();
        let mut grid = Grid::new(&mut budget);
        assert_eq!(grid.put(0, 0, Cell::Text("é".repeat(100_000))), Ok(()));
        let refused = grid.put(0, 1, Cell::Text("é".repeat(100_001)));
        assert_eq!(refused, Err(Fault::TooLarge(Excess::Text)));
    }
}

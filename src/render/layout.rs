//! How a table stands on a page: what goes side by side, and what below.

use super::text::{self, Piece};
use crate::report::{Cell, Table};

/// From this many columns on, a table would be cramped.
const TOO_MANY_COLUMNS: usize = 7;

/// Then this many stand side by side, and the others below them, row by row.
const SIDE_BY_SIDE: usize = 5;

/// About as many letters of a heading go across a page.
const LETTERS_ACROSS: u64 = 82;

/// The padding on both sides of a cell, in letters.
const SPACE_BESIDE: u64 = 3;

/// A longer word is broken.
const LONGEST_WORD: usize = 16;

/// The columns of a table.
pub(super) struct Layout<'a> {
    /// Side by side.
    pub(super) columns: Vec<Column<'a>>,
    /// Below them in each row, each on a line with its heading.
    pub(super) details: Vec<Column<'a>>,
}

pub(super) struct Column<'a> {
    /// Its place in the table.
    pub(super) place: usize,
    pub(super) head: &'a str,
    /// How wide it is against the others. Never 0.
    share: u64,
    /// The room that the longest word in its heading and cells takes, in letters.
    longest_word: u64,
    pub(super) align: Align,
    /// The room before it: words right after numbers would seem to belong to them.
    pub(super) gap: Gap,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gap {
    Usual,
    Wide,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Align {
    Left,
    Right,
}

impl<'a> Layout<'a> {
    pub(super) fn of(table: &'a Table) -> Layout<'a> {
        let mut columns: Vec<_> = (0..table.head.len()).map(|place| column(table, place)).collect();
        let numbers = columns.iter().filter(|column| column.align == Align::Right).count();
        let mostly_words = numbers * 2 < columns.len();
        let is_cramped = TOO_MANY_COLUMNS <= columns.len() && mostly_words;
        let details = if is_cramped { columns.split_off(SIDE_BY_SIDE) } else { Vec::new() };
        Layout { columns, details }
    }

    /// Divides a width among the columns that stand side by side; nothing is left over.
    pub(super) fn widths(&self, whole: u64) -> Vec<u64> {
        let shares = self.shares();
        let sum: u64 = shares.iter().sum();
        let mut so_far = 0;
        let mut left_edge = 0;
        let mut widths = Vec::with_capacity(shares.len());
        for share in shares {
            so_far += share;
            let right_edge = whole * so_far / sum;
            widths.push(right_edge - left_edge);
            left_edge = right_edge;
        }
        widths
    }

    /// The shares of the columns, in letters: no column is narrower than its longest word, if the
    /// others have room to give.
    fn shares(&self) -> Vec<u64> {
        let asked: u64 = self.columns.iter().map(|column| column.share).sum();
        let wanted = |column: &Column| LETTERS_ACROSS * column.share / asked;
        let missing = |column: &Column| column.longest_word.saturating_sub(wanted(column));
        let to_give = |column: &Column| wanted(column).saturating_sub(column.longest_word);
        let all_missing: u64 = self.columns.iter().map(missing).sum();
        let all_to_give: u64 = self.columns.iter().map(to_give).sum();
        if all_missing == 0 || all_to_give < all_missing {
            return self.columns.iter().map(|column| column.share).collect();
        }
        let given = |column: &Column| all_missing * to_give(column) / all_to_give;
        self.columns.iter().map(|c| wanted(c) + missing(c) - given(c)).collect()
    }
}

fn column(table: &Table, place: usize) -> Column<'_> {
    let align = align(table, place);
    let before = place.checked_sub(1).map(|before| self::align(table, before));
    let comes_after_numbers = align == Align::Left && before == Some(Align::Right);
    let gap = if comes_after_numbers { Gap::Wide } else { Gap::Usual };
    let share = table.widths.get(place).copied().unwrap_or(1).max(1);
    let head = table.head[place].as_str();
    let cells = table.rows.iter().filter_map(|row| row.get(place)).flat_map(Cell::words);
    let longest_word = cells.chain([head]).map(longest_word).max().unwrap_or(0);
    Column { place, head, share: u64::from(share), longest_word, align, gap }
}

fn align(table: &Table, place: usize) -> Align {
    let is_number = |row: &Vec<Cell>| matches!(row.get(place), Some(Cell::Number(_)));
    if table.rows.iter().any(is_number) { Align::Right } else { Align::Left }
}

/// The room that the longest word takes, in letters and with the space beside it.
fn longest_word(words: &str) -> u64 {
    let words = text::pieces(words).into_iter().flat_map(|piece| match piece {
        Piece::Words(words) => words.split([' ', '-', '/']).collect(),
        Piece::Whole(word) => vec![word],
    });
    let letters = words.map(|word| word.chars().count()).max();
    letters.map_or(0, |letters| letters.min(LONGEST_WORD) as u64 + SPACE_BESIDE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_many_words_is_folded() {
        let table = table(8, &Cell::Text("word".to_owned()));
        let layout = Layout::of(&table);
        assert_eq!((layout.columns.len(), layout.details.len()), (5, 3));
        assert_eq!(layout.details[0].place, 5);
    }

    #[test]
    fn many_columns_of_numbers_stay_side_by_side() {
        let table = table(8, &Cell::Number("3.1".to_owned()));
        let layout = Layout::of(&table);
        assert_eq!((layout.columns.len(), layout.details.len()), (8, 0));
        assert_eq!(layout.columns[7].align, Align::Right);
    }

    #[test]
    fn widths_fill_the_page() {
        let mut table = table(3, &Cell::Text(String::new()));
        table.widths = vec![3, 2, 2];
        assert_eq!(Layout::of(&table).widths(10_000), [4285, 2857, 2858]);
        table.widths = vec![0];
        assert_eq!(Layout::of(&table).widths(300), [100, 100, 100]);
    }

    #[test]
    fn a_long_word_of_a_cell_takes_room_too() {
        let mut table = table(3, &Cell::Text("Elementary".to_owned()));
        table.widths = vec![70, 8, 22];
        // Of 82 letters 6 were asked for; the word and its space take 13.
        let widths = Layout::of(&table).widths(82);
        assert!(13 <= widths[1], "{widths:?}");
    }

    #[test]
    fn a_long_word_takes_room_from_the_others() {
        let mut table = table(3, &Cell::Text(String::new()));
        table.widths = vec![70, 10, 20];
        table.head = vec!["Standard".to_owned(), "Observation".to_owned(), "Note".to_owned()];
        // Of 82 letters: 57, 8 and 16 were asked for; `Observation` and its space take 14.
        let widths = Layout::of(&table).widths(82);
        assert_eq!(widths.iter().sum::<u64>(), 82);
        assert!(14 <= widths[1], "{widths:?}");
    }

    fn table(columns: usize, cell: &Cell) -> Table {
        Table {
            caption: String::new(),
            head: vec!["Head".to_owned(); columns],
            rows: vec![vec![cell.clone(); columns]],
            widths: vec![1; columns],
        }
    }
}

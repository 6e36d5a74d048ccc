//! The numbers of a chart as a table.

use crate::{
    model::shown_score,
    report::{Cell, Table},
};

/// A table of numbers: its columns with their widths, and its rows.
pub(super) fn numbers(columns: &[(&str, u16)], rows: Vec<Vec<Cell>>) -> Table {
    Table {
        caption: "The numbers of this chart".to_owned(),
        head: columns.iter().map(|(head, _)| (*head).to_owned()).collect(),
        rows,
        widths: columns.iter().map(|(_, width)| *width).collect(),
    }
}

pub(super) fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// With two decimals.
pub(super) fn number(value: f64) -> Cell {
    Cell::Number(shown_score(value))
}

pub(super) fn whole(value: usize) -> Cell {
    Cell::Number(value.to_string())
}

/// `2.10 to 3.40`.
pub(super) fn range(range: Option<(f64, f64)>) -> Cell {
    let told = |(low, high): (f64, f64)| format!("{low:.2} to {high:.2}");
    Cell::Text(range.map_or("cannot be told".to_owned(), told))
}

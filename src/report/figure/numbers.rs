//! The numbers of a chart as a table.

use crate::{
    language::{Language, say},
    model::shown_score,
    report::{Cell, Table},
};

/// A table of numbers: its columns with their widths, and its rows.
pub(super) fn numbers(
    language: Language,
    columns: &[(String, u16)],
    rows: Vec<Vec<Cell>>,
) -> Table {
    Table {
        caption: say!(language, "chart-numbers"),
        head: columns.iter().map(|(head, _)| head.clone()).collect(),
        rows,
        widths: columns.iter().map(|(_, width)| *width).collect(),
    }
}

/// Columns whose heads are messages, with their widths.
pub(super) fn columns(language: Language, heads: &[(&str, u16)]) -> Vec<(String, u16)> {
    heads.iter().map(|(name, width)| (language.say(name, &[]), *width)).collect()
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

/// `2.10 to 3.40`, and that it cannot be told where there is none.
pub(super) fn range(language: Language, range: Option<(f64, f64)>) -> Cell {
    Cell::Text(range.map_or_else(
        || say!(language, "chart-cannot-be-told"),
        |range| range_in_words(language, range),
    ))
}

/// `2.10 to 3.40`.
pub(super) fn range_in_words(language: Language, (low, high): (f64, f64)) -> String {
    say!(language, "say-range", low = format!("{low:.2}"), high = format!("{high:.2}"))
}

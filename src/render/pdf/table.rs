//! Tables and facts as the template takes them.

use serde::Serialize;

use super::text::{Scribe, Text, lines_in, shortened};
use crate::{
    render::{
        layout::{Align, Column, Gap, Layout},
        link::{self, BETWEEN_LINKS},
    },
    report::{Cell, Table},
};

/// The letters of tables in points, and the room beside a cell's text: as in `report.typ`.
const SIZE: f64 = 8.5;
const BESIDE: f64 = 12.0;

/// The letters of captions, in points.
const CAPTION: f64 = 9.5;

/// A row with more lines may go on on the next page.
const LONG_ROW: usize = 20;

/// A head stands on every page that its table reaches, and has to leave room for rows.
const LONGEST_HEAD: usize = 240;

/// Of the width, in thousandths.
const WHOLE: u64 = 1000;

#[derive(Serialize, Debug)]
pub(super) struct TableView {
    caption: Text,
    head: Vec<HeadView>,
    rows: Vec<RowView>,
}

#[derive(Serialize, Debug)]
struct HeadView {
    text: Text,
    /// In thousandths of the page.
    width: u64,
    right: bool,
    /// Whether wide room stands before it.
    gap: bool,
}

#[derive(Serialize, Debug)]
struct RowView {
    cells: Vec<CellView>,
    /// What did not fit side by side: each with its heading.
    details: Vec<(Text, CellView)>,
    /// Whether it is so long that it may go on on the next page.
    splits: bool,
}

#[derive(Serialize, Debug)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum CellView {
    Text {
        text: Text,
    },
    Strong {
        text: Text,
    },
    Titled {
        title: Text,
        text: Text,
    },
    /// Without an address it is no link.
    Links {
        between: &'static str,
        links: Vec<(Text, Option<String>)>,
    },
    Blank {
        hint: Text,
    },
}

/// None for a table without columns. `width` is that of the page, in points.
pub(super) fn table(scribe: &mut Scribe, table: &Table, width: f64) -> Option<TableView> {
    if table.head.is_empty() {
        return None;
    }
    let layout = Layout::of(table);
    let widths = layout.widths(WHOLE);
    let rooms: Vec<f64> = widths.iter().map(|part| room(width * *part as f64 / 1000.0)).collect();
    let heads = layout.columns.iter().zip(&widths).zip(&rooms);
    Some(TableView {
        caption: scribe.text(&table.caption, width / CAPTION),
        head: heads.map(|((column, width), room)| head(scribe, column, *width, *room)).collect(),
        rows: table.rows.iter().map(|cells| row(scribe, &layout, &rooms, cells)).collect(),
    })
}

/// The width of a column as ems of its letters.
fn room(points: f64) -> f64 {
    ((points - BESIDE) / SIZE).max(1.0)
}

fn head(scribe: &mut Scribe, column: &Column, width: u64, room: f64) -> HeadView {
    HeadView {
        text: scribe.text(&shortened(column.head, LONGEST_HEAD), room),
        width,
        right: column.align == Align::Right,
        gap: column.gap == Gap::Wide,
    }
}

fn row(scribe: &mut Scribe, layout: &Layout, rooms: &[f64], cells: &[Cell]) -> RowView {
    // The first column goes down beside the details.
    let below: f64 = rooms.iter().skip(1).sum::<f64>() / 2.0;
    let places = layout.columns.iter().map(|column| column.place);
    let shown: Vec<(usize, f64)> = places.zip(rooms.iter().copied()).collect();
    let below_cells = layout.details.iter().map(|column| (column.place, below));
    let all = shown.iter().copied().chain(below_cells);
    let lines = all.map(|(place, room)| lines_of(&cells[place], room)).max();
    RowView {
        cells: shown.iter().map(|(place, room)| cell(scribe, &cells[*place], *room)).collect(),
        details: layout
            .details
            .iter()
            .map(|column| {
                (scribe.text(column.head, below), cell(scribe, &cells[column.place], below))
            })
            .collect(),
        splits: LONG_ROW < lines.unwrap_or(0),
    }
}

fn lines_of(cell: &Cell, room: f64) -> usize {
    cell.words().into_iter().map(|words| lines_in(words, room)).sum()
}

pub(super) fn cell(scribe: &mut Scribe, cell: &Cell, room: f64) -> CellView {
    match cell {
        Cell::Text(text) | Cell::Number(text) => CellView::Text { text: scribe.text(text, room) },
        Cell::Strong(text) => CellView::Strong { text: scribe.text(text, room) },
        Cell::Titled { title, text } => {
            CellView::Titled { title: scribe.text(title, room), text: scribe.text(text, room) }
        }
        Cell::Links(links) => CellView::Links {
            between: BETWEEN_LINKS,
            links: links
                .iter()
                .map(|link| (scribe.text(&link.text, room), link::address(&link.to)))
                .collect(),
        },
        Cell::Blank(hint) => CellView::Blank { hint: scribe.text(hint, room) },
    }
}

//! The summary for the yearly report: what we know, and yellow cells for what people know.

use rust_xlsxwriter::Worksheet;

use super::sheet;
use crate::{
    language::say,
    render::workbook::{look, measure},
    report::{NetworkBook, SiteSummary},
};

const HEADS: u32 = 3;
const HELP: u32 = 4;
const WIDTH: f64 = 20.0;

pub(super) fn write(sheet: &mut Worksheet, network: &NetworkBook, summary: &SiteSummary) {
    let name = say!(network.language, "network-book-sheet-summary");
    let note = summary.note.as_str();
    let lead = say!(network.language, "network-book-summary-lead", note = note);
    sheet::start(sheet, network, &name, (&summary.title, &lead));
    let heads = summary.columns.iter().map(|column| (column.label.as_str(), WIDTH));
    sheet::texts_as_heads(sheet, HEADS, heads);
    for (column, place) in summary.columns.iter().zip(0..) {
        sheet::text(sheet, (HELP, place), &column.help, &look::quiet());
    }
    row_height(sheet, HELP, summary.columns.iter().map(|column| column.help.as_str()));
    sheet.set_freeze_panes(HELP + 1, 1).expect("the sheet has these cells");
    let open = look::written().set_background_color(look::YELLOW);
    for (row, place) in summary.rows.iter().zip(HELP + 1..) {
        for (cell, column) in row.cells.iter().zip(0..) {
            match cell {
                Some(text) => sheet::text(sheet, (place, column), text, &look::text()),
                None => sheet::blank(sheet, (place, column), &open),
            }
        }
        row_height(sheet, place, row.cells.iter().flatten().map(String::as_str));
    }
    let below = HELP + 2 + u32::try_from(summary.rows.len()).unwrap_or_default();
    sheet::text(sheet, (below, 0), &summary.footer, &look::lead());
}

fn row_height<'a>(sheet: &mut Worksheet, row: u32, texts: impl Iterator<Item = &'a str>) {
    let height = measure::height(texts.map(|text| (text, WIDTH)));
    sheet.set_row_height(row, height).expect("the row fits its sheet");
}

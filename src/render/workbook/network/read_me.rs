//! What to know before reading on.

use rust_xlsxwriter::Worksheet;

use super::sheet;
use crate::{
    language::{facts, say},
    render::workbook::{look, measure},
    report::NetworkBook,
};

const WIDTH: f64 = 96.0;

pub(super) fn write(sheet: &mut Worksheet, network: &NetworkBook) {
    let language = network.language;
    let name = say!(language, "network-book-sheet-read-me");
    let lead = say!(language, "network-book-read-me");
    sheet::start(sheet, network, &name, (&network.title, &lead));
    sheet.set_column_width(0, WIDTH).expect("the sheet has a first column");
    for (line, row) in network.read_me.iter().chain(&sheets(network)).zip(3..) {
        sheet::text(sheet, (row, 0), line, &look::passage());
        let height = measure::height([(line.as_str(), WIDTH)]);
        sheet.set_row_height(row, height).expect("the row fits its sheet");
    }
}

fn sheets(network: &NetworkBook) -> Vec<String> {
    let language = network.language;
    let line = |(sheet, about): (&str, &str)| {
        let sheet = language.say(sheet, &[]);
        language.say(about, &facts!(sheet = sheet))
    };
    let mut sheets: Vec<String> = SHEETS.iter().copied().map(line).collect();
    if let Some(summary) = &network.summary {
        let (sheet, note) = (say!(language, "network-book-sheet-summary"), summary.note.as_str());
        let about = say!(language, "network-book-about-summary", sheet = sheet, note = note);
        sheets.insert(BEFORE_SUMMARY, about);
    }
    sheets
}

/// The messages that name each sheet, and those that say what it holds.
const SHEETS: [(&str, &str); 5] = [
    ("network-book-sheet-heat", "network-book-about-heat"),
    ("network-book-sheet-challenges", "network-book-about-challenges"),
    ("network-book-sheet-change", "network-book-about-change"),
    ("network-book-sheet-sites", "network-book-about-sites"),
    ("network-book-sheet-scores", "network-book-about-scores"),
];
/// So many of them stand before the summary.
const BEFORE_SUMMARY: usize = 4;

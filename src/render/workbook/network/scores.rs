//! Every score of a standard, one row each: what the formulas of the other sheets ask.

use rust_xlsxwriter::Worksheet;

use super::sheet;
use crate::{
    language::say,
    report::{BookScore, NetworkBook},
};

/// The columns from A on, by their messages; `live::Column` names those that formulas ask.
const COLUMNS: [(&str, f64); 20] = [
    ("network-book-site-number", 7.0),
    ("network-site", 30.0),
    ("network-book-standard-number", 10.0),
    ("network-standard", 26.0),
    ("network-source", 16.0),
    ("network-tool", 18.0),
    ("network-rated", 12.0),
    ("network-book-school-year", 11.0),
    ("network-book-year-starts", 8.0),
    ("network-book-round", 10.0),
    ("network-book-score", 8.0),
    ("network-book-n", 6.0),
    ("network-book-range-from", 8.0),
    ("network-book-range-to", 8.0),
    ("network-book-target", 8.0),
    ("network-book-below", 8.0),
    ("network-book-latest", 8.0),
    ("network-book-shown", 8.0),
    ("network-book-line", 7.0),
    ("network-book-year-before", 12.0),
];

pub(super) fn write(sheet: &mut Worksheet, network: &NetworkBook) {
    let name = say!(network.language, "network-book-sheet-scores");
    sheet.set_name(name).expect("the name is short and of letters");
    sheet::on_paper(sheet, network);
    sheet::heads(sheet, network, 0, &COLUMNS);
    sheet.set_freeze_panes(1, 2).expect("the sheet has these cells");
    for (score, row) in network.scores.iter().zip(1..) {
        write_row(sheet, network, score, row);
    }
    let columns = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX);
    let last = u32::try_from(network.scores.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, columns - 1).expect("the rows fit the sheet");
}

fn write_row(sheet: &mut Worksheet, network: &NetworkBook, score: &BookScore, row: u32) {
    let line = &network.lines[score.line];
    let words = sheet::plain();
    let (whole, points) =
        (sheet::plain().set_num_format("0"), sheet::plain().set_num_format("0.00"));
    let (year, source) = (score.school_year.to_string(), network.source(line.source));
    let texts = [
        (1, network.sites[score.site].name.as_str()),
        (3, network.standards[line.standard].as_str()),
        (4, source.as_str()),
        (5, line.tool.as_str()),
        (6, line.rated.as_str()),
        (7, year.as_str()),
        (9, line.round.as_str()),
    ];
    for (column, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        sheet::text(sheet, (row, column), text, &words);
    }
    let flag = |is_so: bool| Some(if is_so { 1.0 } else { 0.0 });
    let numbers = [
        (0, Some(key(score.site)), &whole),
        (2, Some(key(line.standard)), &whole),
        (8, Some(f64::from(score.school_year.starts())), &whole),
        (10, Some(score.score), &points),
        (11, Some(score.n as f64), &whole),
        (12, score.interval.map(|interval| interval.0), &points),
        (13, score.interval.map(|interval| interval.1), &points),
        (14, score.target, &points),
        (15, score.is_below.and_then(flag), &whole),
        (16, flag(score.is_latest), &whole),
        (17, flag(score.is_shown), &whole),
        (18, Some(key(score.line)), &whole),
        (19, score.year_before, &points),
    ];
    for (column, value, format) in numbers {
        if let Some(value) = value {
            sheet::number(sheet, (row, column), value, format);
        }
    }
}

/// Numbers for people start at 1.
fn key(place: usize) -> f64 {
    (place + 1) as f64
}

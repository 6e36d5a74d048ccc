//! Sites by name: what each works on, and a strength of each.

use rust_xlsxwriter::{Worksheet, utility::quote_sheet_name};

use super::sheet;
use crate::{
    language::say,
    render::workbook::{look, measure},
    report::{BookSite, NetworkBook},
};

const HEADS: u32 = 3;
/// The first columns, by their messages; then a column for each standard in focus.
const COLUMNS: [(&str, f64); FOCUS as usize] = [
    ("network-book-number", 5.0),
    ("network-site", 34.0),
    ("network-sites-program", 28.0),
    ("network-book-sites-plan", 7.0),
    ("network-sites-strength", 26.0),
    ("network-book-sites-why", 34.0),
];
/// The first column with a standard in focus.
const FOCUS: u16 = 6;

pub(super) fn write(sheet: &mut Worksheet, network: &NetworkBook) {
    let language = network.language;
    let name = say!(language, "network-book-sheet-sites");
    let (title, lead) =
        (say!(language, "network-sites"), say!(language, "network-book-sites-lead"));
    sheet::start(sheet, network, &name, (&title, &lead));
    let known = COLUMNS.iter().map(|(head, width)| (language.say(head, &[]), *width));
    let works_on = (1..=most_in_focus(network))
        .map(|place| (say!(language, "network-book-sites-works-on", place = place), 26.0));
    let heads: Vec<(String, f64)> = known.chain(works_on).collect();
    let heads = heads.iter().map(|(head, width)| (head.as_str(), *width));
    sheet::texts_as_heads(sheet, HEADS, heads);
    sheet.set_freeze_panes(HEADS + 1, 2).expect("the sheet has these cells");
    for ((place, site), row) in network.sites.iter().enumerate().zip(HEADS + 1..) {
        sheet::number(sheet, (row, 0), (place + 1) as f64, &sheet::quiet_count());
        write_row(sheet, network, site, row);
    }
}

fn write_row(sheet: &mut Worksheet, network: &NetworkBook, site: &BookSite, row: u32) {
    let (strength, why) = match &site.strength {
        Some((strength, why)) => (strength.as_str(), why.as_str()),
        None => ("", ""),
    };
    let plan = if site.focus.is_some() { 1.0 } else { 0.0 };
    sheet::number(sheet, (row, 3), plan, &sheet::count_format());
    for (column, text) in [(1, site.name.as_str()), (2, &site.program), (4, strength), (5, why)] {
        sheet::text(sheet, (row, column), text, &look::text());
    }
    let focus = site.focus.iter().flatten().map(|standard| network.standards[*standard].as_str());
    let cells = focus.chain(std::iter::repeat("")).take(most_in_focus(network));
    let texts = [(site.name.as_str(), 34.0), (&site.program, 28.0), (why, 34.0)];
    sheet.set_row_height(row, measure::height(texts)).expect("the row fits its sheet");
    for (name, column) in cells.zip(FOCUS..) {
        sheet::text(sheet, (row, column), name, &look::text());
    }
}

/// The most standards that a site has in focus; one where none has any.
fn most_in_focus(network: &NetworkBook) -> usize {
    network.sites.iter().flat_map(|site| &site.focus).map(Vec::len).max().unwrap_or(0).max(1)
}

/// The cells with the standards in focus.
pub(super) fn focus_range(network: &NetworkBook) -> String {
    let last = FOCUS + u16::try_from(most_in_focus(network)).unwrap_or(1) - 1;
    range(network, FOCUS, last)
}

/// The cells that say whether a site has a plan.
pub(super) fn plan_range(network: &NetworkBook) -> String {
    range(network, 3, 3)
}

fn range(network: &NetworkBook, first: u16, last: u16) -> String {
    let (top, bottom) = (HEADS + 2, HEADS as usize + 1 + network.sites.len().max(1));
    let sheet = quote_sheet_name(&say!(network.language, "network-book-sheet-sites"));
    format!("{sheet}!${}${top}:${}${bottom}", sheet::letters(first), sheet::letters(last))
}

//! What to know before reading on.

use rust_xlsxwriter::Worksheet;

use super::sheet;
use crate::{
    render::workbook::{look, measure},
    report::NetworkBook,
};

const WIDTH: f64 = 96.0;

pub(super) fn write(sheet: &mut Worksheet, network: &NetworkBook) {
    sheet::start(sheet, "Read me", &network.title, "What is in this workbook", &network.title);
    sheet.set_column_width(0, WIDTH).expect("the sheet has a first column");
    for (line, row) in network.read_me.iter().chain(&sheets(network)).zip(3..) {
        sheet::text(sheet, (row, 0), line, &look::passage());
        let height = measure::height([(line.as_str(), WIDTH)]);
        sheet.set_row_height(row, height).expect("the row fits its sheet");
    }
}

fn sheets(network: &NetworkBook) -> Vec<String> {
    let mut sheets = vec![
        "Heat map: sites and standards, for the source and year in the yellow cells.".to_owned(),
        "Challenges: how many sites work on a standard, and how many lie below target.".to_owned(),
        "Change: all sites and the same sites, from the year before to the year in the yellow cell."
            .to_owned(),
        "Sites: what each site works on, and a strength of each.".to_owned(),
        "Scores: every score of a standard, one row each.".to_owned(),
    ];
    if let Some(summary) = &network.summary {
        sheets.insert(4, format!("CQI summary: {}", summary.note));
    }
    sheets
}

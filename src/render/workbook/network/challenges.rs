//! Common challenges, counted by formulas.

use rust_xlsxwriter::{Formula, Worksheet};

use super::{
    SITES,
    live::{Column, Condition, Live},
    sheet, sites,
};
use crate::{
    render::workbook::look,
    report::{BookScore, NetworkBook},
};

const HEADS: u32 = 3;
const COLUMNS: [(&str, f64); 8] = [
    ("No.", 5.0),
    ("Standard", 34.0),
    ("Sites that work on it", 14.0),
    ("Sites with a plan", 12.0),
    ("Below target, self-assessment", 16.0),
    ("Of sites rated, self-assessment", 16.0),
    ("Below target, observation", 16.0),
    ("Of sites rated, observation", 16.0),
];

const LEAD: &str = "How many sites share what, by the latest score of each site that is recent enough to plan from. \
    Standards in their order.";

pub(super) fn write(sheet: &mut Worksheet, network: &NetworkBook) {
    sheet::start(sheet, "Challenges", "Common challenges", LEAD, &network.title);
    sheet::heads(sheet, HEADS, &COLUMNS);
    sheet.set_freeze_panes(HEADS + 1, 2).expect("the sheet has these cells");
    let live = Live::of(network);
    for ((standard, name), row) in network.standards.iter().enumerate().zip(HEADS + 1..) {
        sheet::number(sheet, (row, 0), (standard + 1) as f64, &sheet::quiet_count());
        sheet::text(sheet, (row, 1), name, &look::text());
        let (works, plans) = plans(network, standard, row);
        sheet::formula(sheet, (row, 2), works, &sheet::count_format());
        sheet::formula(sheet, (row, 3), plans, &sheet::count_format());
        for (source, column) in [("Self-assessment", 4), ("Observation", 6)] {
            let held: Vec<bool> = network
                .scores
                .iter()
                .filter(|score| score.is_latest && is_about(network, score, standard, source))
                .filter_map(|score| score.is_below)
                .collect();
            let below = held.iter().filter(|below| **below).count();
            let below = live.count(&conditions(row, source, "1"), below);
            let rated = live.count(&conditions(row, source, "\">=0\""), held.len());
            sheet::formula(sheet, (row, column), below, &sheet::count_format());
            sheet::formula(sheet, (row, column + 1), rated, &sheet::count_format());
        }
    }
}

fn is_about(network: &NetworkBook, score: &BookScore, standard: usize, source: &str) -> bool {
    let line = &network.lines[score.line];
    line.standard == standard && line.source == source
}

/// How many sites work on a standard, of how many with a plan: names are compared as they are.
fn plans(network: &NetworkBook, standard: usize, row: u32) -> (Formula, Formula) {
    let focus = || network.sites.iter().filter_map(|site| site.focus.as_ref());
    let works = focus().filter(|focus| focus.contains(&standard)).count();
    let range = sites::focus_range(network);
    let formula = format!("=SUMPRODUCT(--({SITES}!{range}=$B{}))", row + 1);
    let works = Formula::new(formula).set_result(works.to_string());
    let formula = format!("=SUM({SITES}!{})", sites::plan_range(network));
    (works, Formula::new(formula).set_result(focus().count().to_string()))
}

fn conditions(row: u32, source: &str, below: &str) -> Vec<Condition> {
    vec![
        (Column::Standard, format!("$A{}", row + 1)),
        (Column::Source, format!("\"{source}\"")),
        (Column::Latest, "1".to_owned()),
        (Column::Below, below.to_owned()),
    ]
}

//! Common challenges, counted by formulas.

use rust_xlsxwriter::{Formula, Worksheet};

use super::{
    live::{Column, Condition, Live, quoted},
    sheet, sites,
};
use crate::{
    language::say,
    model::EvidenceSource,
    render::workbook::look,
    report::{BookScore, NetworkBook},
};

const HEADS: u32 = 3;
const COLUMNS: [(&str, f64); 8] = [
    ("network-book-number", 5.0),
    ("network-standard", 34.0),
    ("network-challenges-works-on", 14.0),
    ("network-book-challenges-plans", 12.0),
    ("network-challenges-self", 16.0),
    ("network-book-challenges-of-self", 16.0),
    ("network-challenges-observation", 16.0),
    ("network-book-challenges-of-observation", 16.0),
];

pub(super) fn write(sheet: &mut Worksheet, network: &NetworkBook) {
    let language = network.language;
    let name = say!(language, "network-book-sheet-challenges");
    let title = say!(language, "network-book-challenges");
    let lead = say!(language, "network-book-challenges-lead");
    sheet::start(sheet, network, &name, (&title, &lead));
    sheet::heads(sheet, network, HEADS, &COLUMNS);
    sheet.set_freeze_panes(HEADS + 1, 2).expect("the sheet has these cells");
    let live = Live::of(network);
    for ((standard, name), row) in network.standards.iter().enumerate().zip(HEADS + 1..) {
        sheet::number(sheet, (row, 0), (standard + 1) as f64, &sheet::quiet_count());
        sheet::text(sheet, (row, 1), name, &look::text());
        let (works, plans) = plans(network, standard, row);
        sheet::formula(sheet, (row, 2), works, &sheet::count_format());
        sheet::formula(sheet, (row, 3), plans, &sheet::count_format());
        for (source, column) in
            [(EvidenceSource::SelfAssessment, 4), (EvidenceSource::Observation, 6)]
        {
            let held: Vec<bool> = network
                .scores
                .iter()
                .filter(|score| score.is_latest && is_about(network, score, standard, source))
                .filter_map(|score| score.is_below)
                .collect();
            let below = held.iter().filter(|below| **below).count();
            let conditions = |below| conditions(row, &network.source(source), below);
            // Nothing, rather than a zero, where none was rated.
            let (rated_here, any) = (sheet::letters(column + 1), !held.is_empty());
            let below = live.count_if(
                &format!("{rated_here}{}>0", row + 1),
                &conditions("1"),
                any.then_some(below),
            );
            let rated = live.count(&conditions("\">=0\""), held.len());
            sheet::formula(sheet, (row, column), below, &sheet::count_format());
            sheet::formula(sheet, (row, column + 1), rated, &sheet::count_format());
        }
    }
}

fn is_about(
    network: &NetworkBook,
    score: &BookScore,
    standard: usize,
    source: EvidenceSource,
) -> bool {
    let line = &network.lines[score.line];
    line.standard == standard && line.source == source
}

/// How many sites work on a standard, of how many with a plan: names are compared as they are.
fn plans(network: &NetworkBook, standard: usize, row: u32) -> (Formula, Formula) {
    let focus = || network.sites.iter().filter_map(|site| site.focus.as_ref());
    let works = focus().filter(|focus| focus.contains(&standard)).count();
    let range = sites::focus_range(network);
    let formula = format!("=SUMPRODUCT(--({range}=$B{}))", row + 1);
    let works = Formula::new(formula).set_result(works.to_string());
    let formula = format!("=SUM({})", sites::plan_range(network));
    (works, Formula::new(formula).set_result(focus().count().to_string()))
}

fn conditions(row: u32, source: &str, below: &str) -> Vec<Condition> {
    vec![
        (Column::Standard, format!("$A{}", row + 1)),
        (Column::Source, quoted(source)),
        (Column::Latest, "1".to_owned()),
        (Column::Below, below.to_owned()),
    ]
}

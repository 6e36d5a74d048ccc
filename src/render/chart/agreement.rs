//! How far people who rated the same thing agree: on the same level, and within one.

use super::{
    dots::{DotPlot, Group, Row},
    page::Page,
    standards::drawable,
};
use crate::report::{AgreementChart, AgreementRow};

const PAIRS: &str = "chart-note-pairs";
const SUMMARY: &str = "chart-note-summary";

/// Draws the rows, and says how to read them.
pub(super) fn draw(page: &mut Page, chart: &AgreementChart) -> Vec<&'static str> {
    let groups = vec![Group { name: None, rows: chart.rows.iter().map(row).collect() }];
    let sources = vec![page.say("chart-same-level"), page.say("chart-within-one-level")];
    let (axis, head) = (&chart.axis, page.say("chart-pairs"));
    DotPlot { axis, sources, reference: None, head, numbers: PAIRS, bold: SUMMARY, groups }
        .draw(page)
}

fn row(row: &AgreementRow) -> Row<'_> {
    Row {
        name: &row.name,
        in_focus: row.is_summary,
        marks: vec![drawable(Some(&row.exact)), drawable(row.within_one.as_ref())],
        before: Vec::new(),
        reference: None,
    }
}

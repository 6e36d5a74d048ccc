//! All standards against the target: self-assessment and observation side by side, never as one.

use super::{
    dots::{DotPlot, Group, Row},
    look::NUMBERS,
    page::Page,
};
use crate::report::{Mark, StandardsChart, StandardsRow};

/// What bold names are.
const FOCUS: &str = "chart-note-focus";

/// Draws the rows, and says how to read them.
pub(super) fn draw(page: &mut Page, chart: &StandardsChart) -> Vec<&'static str> {
    let rows = chart.rows.iter().map(row).collect();
    let sources = vec![page.say("say-self-assessment"), page.say("say-observation")];
    let groups = vec![Group { name: None, rows }];
    DotPlot {
        axis: &chart.axis,
        sources,
        reference: None,
        head: "n".to_owned(),
        numbers: NUMBERS,
        bold: FOCUS,
        groups,
    }
    .draw(page)
}

fn row(row: &StandardsRow) -> Row<'_> {
    let marks = [&row.self_assessment, &row.observation].map(|mark| drawable(mark.as_ref()));
    let before = [row.self_assessment_before, row.observation_before];
    let before = before.map(|value| value.filter(|value| value.is_finite()));
    Row {
        name: &row.name,
        in_focus: row.in_focus,
        marks: marks.to_vec(),
        before: before.to_vec(),
        reference: None,
    }
}

/// The mark, unless it is of no number.
pub(super) fn drawable(mark: Option<&Mark>) -> Option<&Mark> {
    mark.filter(|mark| mark.value.is_finite())
}

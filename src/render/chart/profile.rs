//! An instrument's items beside published values.

use super::{
    dots::{DotPlot, Group, Row},
    look::NUMBERS,
    page::Page,
    standards::drawable,
};
use crate::{
    model::EvidenceSource,
    report::{ProfileChart, ProfileGroup, ProfileRow},
};

const ACTIVITIES: &str = "chart-note-activities";

/// Draws the rows, and says how to read them.
pub(super) fn draw(page: &mut Page, chart: &ProfileChart) -> Vec<&'static str> {
    let groups = chart.groups.iter().map(group).collect();
    let reference = chart.reference_label.as_deref();
    DotPlot {
        axis: &chart.axis,
        sources: Vec::new(),
        reference,
        head: "n".to_owned(),
        numbers: match chart.source {
            EvidenceSource::Observation => ACTIVITIES,
            EvidenceSource::SelfAssessment => NUMBERS,
        },
        bold: "",
        groups,
    }
    .draw(page)
}

fn group(group: &ProfileGroup) -> Group<'_> {
    Group { name: Some(&group.name), rows: group.rows.iter().map(row).collect() }
}

fn row(row: &ProfileRow) -> Row<'_> {
    let marks = vec![drawable(row.mark.as_ref())];
    let reference = row.reference.filter(|value| value.is_finite());
    Row { name: &row.name, in_focus: false, marks, before: Vec::new(), reference }
}

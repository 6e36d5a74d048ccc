//! The files of a network: its report on paper, and its workbook.

use std::collections::BTreeSet;

use anyhow::Result;

use super::{
    args::Format,
    crew,
    paper_files::{PdfNote, Writer},
};
use crate::{
    pipeline::Study,
    render::{self, Drawings},
    report,
};

/// Writes the workbook and the report for a board.
pub(super) fn write(writer: Writer<'_>) -> Result<Option<PdfNote>> {
    let Writer { study, output, .. } = writer;
    if writer.wants(Format::Xlsx) {
        let book = report::network_book(study);
        output.write("network.xlsx", &render::network_workbook(&book, study.as_of))?;
    }
    if !writer.wants(Format::Docx) && !writer.wants(Format::Pdf) {
        return Ok(None);
    }
    // In a worker like those of sites, for the same reason.
    let written = crew::share_out(&[()], |()| {
        let report = report::network_report(study);
        let drawings = Drawings::of(&report, writer.pictures());
        writer.documents("network", (&report, &drawings), author(study))
    })?;
    Ok(written.into_iter().flatten().next())
}

/// Who the report is by: the program, where all sites have the same.
fn author(study: &Study) -> String {
    let sites = study.observations.sites.values().filter(|site| study.plans.contains_key(&site.id));
    let programs: BTreeSet<&String> = sites.filter_map(|site| site.program.as_ref()).collect();
    match programs.len() {
        1 => programs.into_iter().next().cloned().unwrap_or_default(),
        _ => "cqi".to_owned(),
    }
}

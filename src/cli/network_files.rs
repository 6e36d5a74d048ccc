//! The files of a run that are about the network as a whole: its page, its report, its workbook and
//! its charts.

use std::collections::BTreeSet;

use anyhow::Result;

use super::{
    args::Format,
    crew,
    output::folder_name,
    paper_files::{PdfNote, Writer},
};
use crate::{
    pipeline::Study,
    render::{self, Drawings},
    report::{self, Written},
};

/// Writes them all: what there is to know of the PDF.
pub(super) fn write(writer: Writer<'_>) -> Result<Option<PdfNote>> {
    let Writer { study, output, .. } = writer;
    if writer.wants(Format::Xlsx) {
        let book = report::network_book(study);
        output.write("network.xlsx", &render::network_workbook(&book, study.as_of))?;
    }
    if !writer.shows_reports() {
        return Ok(None);
    }
    let on_paper = report::network_report(study);
    let drawings = Drawings::of(&on_paper, writer.pictures());
    writer.charts("charts", &drawings)?;
    // In a worker like those of sites, for the same reason.
    let told = crew::share_out(&[()], |()| {
        writer.documents("network", (&on_paper, &drawings), author(study))
    })?;
    if writer.wants(Format::Html) {
        // Last, because it leads to the others. The page has the figures of the report.
        let holds = |name: &str| output.holds(name);
        let page = report::network_page(study, Written { folder: &folder_name, holds: &holds });
        output.write("index.html", render::html(&page, &drawings).as_bytes())?;
    }
    Ok(told.into_iter().flatten().next())
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

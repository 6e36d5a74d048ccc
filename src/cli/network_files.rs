//! The files of a run that are about the network as a whole: its page, its report, its workbook and
//! its charts.

use std::collections::BTreeSet;

use anyhow::Result;

use super::{
    args::Format,
    output::{Output, folder_name},
    run::pictures,
};
use crate::{
    pipeline::Study,
    render::{self, Drawings},
    report,
};

pub(super) fn write(study: &Study, formats: &[Format], output: &Output) -> Result<()> {
    let wants = |format| formats.contains(&format);
    if wants(Format::Xlsx) {
        let book = report::network_book(study);
        output.write("network.xlsx", &render::network_workbook(&book, study.as_of))?;
    }
    let on_paper = report::network_report(study);
    let drawings = Drawings::of(&on_paper, pictures(formats));
    for (name, bytes) in drawings.files() {
        let format = match name.rsplit_once('.') {
            Some((_, "svg")) => Format::Svg,
            _ => Format::Png,
        };
        if wants(format) {
            output.write(&format!("charts/{name}"), bytes)?;
        }
    }
    if wants(Format::Html) {
        // The page has the figures of the report.
        let page = report::network_page(study, folder_name);
        output.write("index.html", render::html(&page, &drawings).as_bytes())?;
    }
    if wants(Format::Docx) {
        let about = render::DocumentAbout { author: author(study), made_on: study.as_of };
        output.write("network.docx", &render::docx(&on_paper, &drawings, &about))?;
    }
    Ok(())
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

//! The files of one site: its page, its documents and its charts.

use anyhow::Result;

use super::{
    args::Format,
    output::{Output, folder_name},
};
use crate::{
    model::Site,
    pipeline::Study,
    render::{self, DocumentAbout, Drawings, Forms, Paper},
    report::{self, Report},
};

/// Where and in which forms the files of sites are written.
pub(super) struct SiteFiles<'a> {
    pub(super) study: &'a Study,
    pub(super) formats: &'a [Format],
    pub(super) paper: Paper,
    pub(super) output: &'a Output,
}

/// Something that people should know of the PDF of a site.
pub(super) struct PdfNote {
    pub(super) site: String,
    pub(super) kind: PdfNoteKind,
    pub(super) reason: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PdfNoteKind {
    LeftOut,
    /// It is there, without the mark of PDF/UA-1.
    Unmarked,
}

impl PdfNoteKind {
    /// What is so, in words.
    pub(super) const fn about(self) -> &'static str {
        match self {
            PdfNoteKind::LeftOut => {
                "could not be set and is left out; plan.html and plan.docx say the same"
            }
            PdfNoteKind::Unmarked => "is written, but is not marked as accessible (PDF/UA-1)",
        }
    }
}

impl SiteFiles<'_> {
    /// Writes the plan and the charts of one site.
    pub(super) fn write(&self, site: &Site) -> Result<Option<PdfNote>> {
        let study = self.study;
        let folder = format!("sites/{}", folder_name(&site.id));
        let report = match (study.plans.get(&site.id), study.held_back.get(&site.id)) {
            (Some(plan), _) => report::site_plan(study, plan),
            (None, Some(told)) => Some(report::held_back_page(site, told)),
            (None, None) => None,
        };
        let Some(report) = report else { return Ok(None) };
        let drawings = Drawings::of(&report, self.pictures());
        self.charts(&folder, &drawings)?;
        if self.wants(Format::Html) {
            let page = render::html(&report, &drawings);
            self.output.write(&format!("{folder}/plan.html"), page.as_bytes())?;
        }
        let about = DocumentAbout { author: author(site), made_on: study.as_of, paper: self.paper };
        if self.wants(Format::Docx) {
            let document = render::docx(&report, &drawings, &about);
            self.output.write(&format!("{folder}/plan.docx"), &document)?;
        }
        if !self.wants(Format::Pdf) {
            return Ok(None);
        }
        self.pdf(site, &folder, (&report, &drawings, &about))
    }

    fn charts(&self, folder: &str, drawings: &Drawings) -> Result<()> {
        for (name, bytes) in drawings.files() {
            let format = match name.rsplit_once('.') {
                Some((_, "svg")) => Format::Svg,
                _ => Format::Png,
            };
            if self.wants(format) {
                self.output.write(&format!("{folder}/charts/{name}"), bytes)?;
            }
        }
        Ok(())
    }

    /// A PDF that cannot be set takes nothing else with it.
    fn pdf(
        &self,
        site: &Site,
        folder: &str,
        (report, drawings, about): (&Report, &Drawings, &DocumentAbout),
    ) -> Result<Option<PdfNote>> {
        let note = |kind, reason| Some(PdfNote { site: site.id.to_string(), kind, reason });
        match render::pdf(report, drawings, about) {
            Ok(pdf) => {
                self.output.write(&format!("{folder}/plan.pdf"), &pdf.bytes)?;
                Ok(pdf.unmarked.and_then(|reason| note(PdfNoteKind::Unmarked, reason)))
            }
            Err(not_set) => Ok(note(PdfNoteKind::LeftOut, not_set.reason)),
        }
    }

    /// Whether anything needs pictures made of dots: they are the slowest part of a run.
    fn pictures(&self) -> Forms {
        if self.wants(Format::Png) || self.wants(Format::Docx) {
            Forms::LinesAndPixels
        } else {
            Forms::Lines
        }
    }

    fn wants(&self, format: Format) -> bool {
        self.formats.contains(&format)
    }
}

/// Who a plan is by: the site’s program, or the site itself.
fn author(site: &Site) -> String {
    site.program.clone().unwrap_or_else(|| site.name.clone())
}

//! Reports as documents, with their charts: pages, Word files and PDFs.

use anyhow::Result;

use super::{args::Format, output::Output};
use crate::{
    pipeline::Study,
    render::{self, DocumentAbout, Drawings, Forms, Paper},
    report::Report,
};

/// Where and in which forms reports are written.
#[derive(Clone, Copy)]
pub(super) struct Writer<'a> {
    pub(super) study: &'a Study,
    pub(super) formats: &'a [Format],
    pub(super) paper: Paper,
    pub(super) output: &'a Output,
}

/// Something that people should know of a PDF.
pub(super) struct PdfNote {
    pub(super) file: String,
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
                "could not be set and is left out; the page and the Word file say the same"
            }
            PdfNoteKind::Unmarked => "is written, but is not marked as accessible (PDF/UA-1)",
        }
    }
}

impl Writer<'_> {
    /// The report as a Word file and a PDF called `stem`, with an ending.
    pub(super) fn documents(
        self,
        stem: &str,
        (report, drawings): (&Report, &Drawings),
        author: String,
    ) -> Result<Option<PdfNote>> {
        let about = DocumentAbout { author, made_on: self.study.as_of, paper: self.paper };
        if self.wants(Format::Docx) {
            let document = render::docx(report, drawings, &about);
            self.output.write(&format!("{stem}.docx"), &document)?;
        }
        if !self.wants(Format::Pdf) {
            return Ok(None);
        }
        let file = format!("{stem}.pdf");
        match render::pdf(report, drawings, &about) {
            Ok(pdf) => {
                self.output.write(&file, &pdf.bytes)?;
                let kind = PdfNoteKind::Unmarked;
                Ok(pdf.unmarked.map(|reason| PdfNote { file, kind, reason }))
            }
            // A PDF that cannot be set takes nothing else with it.
            Err(not_set) => {
                Ok(Some(PdfNote { file, kind: PdfNoteKind::LeftOut, reason: not_set.reason }))
            }
        }
    }

    /// The drawings as files of their own.
    pub(super) fn charts(self, folder: &str, drawings: &Drawings) -> Result<()> {
        for (name, bytes) in drawings.files() {
            let format = match name.rsplit_once('.') {
                Some((_, "svg")) => Format::Svg,
                _ => Format::Png,
            };
            if self.wants(format) {
                self.output.write(&format!("{folder}/{name}"), bytes)?;
            }
        }
        Ok(())
    }

    /// Whether anything needs pictures made of dots: they are the slowest part of a run.
    pub(super) fn pictures(self) -> Forms {
        if self.wants(Format::Png) || self.wants(Format::Docx) {
            Forms::LinesAndPixels
        } else {
            Forms::Lines
        }
    }

    /// Whether anything shows reports or their charts.
    pub(super) fn shows_reports(self) -> bool {
        use Format::{Docx, Html, Pdf, Png, Svg};
        [Html, Docx, Pdf, Svg, Png].into_iter().any(|format| self.wants(format))
    }

    pub(super) fn wants(self, format: Format) -> bool {
        self.formats.contains(&format)
    }
}

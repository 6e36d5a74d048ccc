//! The files of one site: its page, its documents, its charts, its tracker and its days.

use anyhow::Result;

use super::{
    args::Format,
    output::folder_name,
    paper_files::{PdfNote, Writer},
    trackers::{self, New, Put, Standing},
};
use crate::{
    model::Site,
    render::{self, Drawings},
    report,
    tracker::{self, Vocabulary},
};

/// What the files of sites are written from, and where to.
pub(super) struct SiteFiles<'a> {
    pub(super) writer: Writer<'a>,
    pub(super) standing: &'a Standing,
    pub(super) vocabulary: Option<&'a Vocabulary<'a>>,
}

impl SiteFiles<'_> {
    /// Writes all of one site: what there is to know of its PDF, and what became of its tracker.
    pub(super) fn write(&self, site: &Site) -> Result<(Option<PdfNote>, Option<Put>)> {
        let folder = format!("sites/{}", folder_name(&site.id));
        if self.writer.wants(Format::Ics) {
            self.calendar(site, &folder)?;
        }
        let tracker =
            if self.writer.wants(Format::Xlsx) { self.tracker(site, &folder)? } else { None };
        let note = if self.writer.shows_reports() { self.report(site, &folder)? } else { None };
        Ok((note, tracker))
    }

    /// The plan, or the page that says why there is none, and its charts.
    fn report(&self, site: &Site, folder: &str) -> Result<Option<PdfNote>> {
        let Writer { study, output, .. } = self.writer;
        let report = match (study.plans.get(&site.id), study.held_back.get(&site.id)) {
            (Some(plan), _) => report::site_plan(study, plan),
            (None, Some(told)) => Some(report::held_back_page(study.language, site, told)),
            (None, None) => None,
        };
        let Some(report) = report else { return Ok(None) };
        let drawings = Drawings::of(&report, self.writer.pictures());
        self.writer.charts(&format!("{folder}/charts"), &drawings)?;
        if self.writer.wants(Format::Html) {
            let page = render::html(&report, &drawings);
            output.write(&format!("{folder}/plan.html"), page.as_bytes())?;
        }
        self.writer.documents(&format!("{folder}/plan"), (&report, &drawings), author(site))
    }

    /// The days of a plan: as they stand in the tracker, where there is one.
    fn calendar(&self, site: &Site, folder: &str) -> Result<()> {
        let Writer { study, output, .. } = self.writer;
        let (Some(plan), Some(vocabulary)) = (study.plans.get(&site.id), self.vocabulary) else {
            return Ok(());
        };
        let read = study.trackers.of(&site.id, plan.school_year);
        let parts = tracker::parts(plan, read, vocabulary);
        let events = tracker::events(plan, site, &parts, vocabulary);
        let name = format!("{} · {}", site.name, plan.school_year);
        let calendar = render::calendar(study.language, &name, &events, study.as_of);
        output.write(&format!("{folder}/dates.ics"), calendar.as_bytes())
    }

    /// The tracker of a plan, where the rules have one.
    fn tracker(&self, site: &Site, folder: &str) -> Result<Option<Put>> {
        let Writer { study, output, .. } = self.writer;
        let (Some(plan), Some(vocabulary)) = (study.plans.get(&site.id), self.vocabulary) else {
            return Ok(None);
        };
        let read = study.trackers.of(&site.id, plan.school_year);
        let book = tracker::book(plan, site, read, study.as_of, vocabulary);
        let new = New {
            name: format!("{folder}/{}", trackers::NAME),
            bytes: render::tracker(&book),
            of: (&site.id, plan.school_year),
            holds_writing: book.holds_writing,
        };
        Ok(Some(self.standing.put(new, &study.trackers, output)?))
    }
}

/// Who a plan is by: the site’s program, or the site itself.
fn author(site: &Site) -> String {
    site.program.clone().unwrap_or_else(|| site.name.clone())
}

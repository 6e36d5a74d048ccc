//! What a document says about itself, and what it is printed on.

use chrono::NaiveDate;

use super::paper::Paper;
use crate::report::Report;

/// What a Word file or a PDF says about itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentAbout {
    /// Who made it: a program or an agency.
    pub author: String,
    /// The day it was made. The same day gives the same bytes.
    pub made_on: NaiveDate,
    pub paper: Paper,
}

/// What stands at the head of the pages after the first one.
pub(super) fn running_title(report: &Report) -> String {
    if report.subtitle.is_empty() {
        return report.title.clone();
    }
    format!("{} – {}", report.title, report.subtitle)
}

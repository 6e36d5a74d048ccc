//! Whole sheets, from their cells to observations and diagnostics.

mod sheets;
mod headings;
mod instruments;
mod recognition;
mod forms;
mod again;

use super::{
    Observations,
    trial::{book, csv, lines, tidied_with},
};
use crate::{
    diagnostic::{Checked, Diagnostic},
    ingest::Sheet,
};

pub(super) const FORM: &str = "\
Self-assessment
Site|Oak Street
Site ID|'010001
School year|2024-25
Date completed|@2024-10-03
Rating basis|consensus

Code|Section|Indicator|Rating|Evidence
SA-1.1|Safe|Adults greet every student|3|binder
SA-1.2|Safe|Exits are staffed|4|
SA-2.1|Active|Activities are hands-on|2|
SA-2.2|Active|Students choose|NR|";

pub(super) const VISITS: &str = "\
Observation ID|Date|Site|Activity|Observer|Organization|Materials|Inquiry|Reflection|Notes
O-1|10/3/2024|Oak Street|Bridges|Ann|3|4|2|1|fine
O-2|2/4/2025|Harbor|Rockets|Ben|2|2|NR|3|";

pub(super) const SITES: &str = "site_id|site_name|aliases
010001|Oak Street|Oak St
020002|Harbor|";

pub(super) fn list() -> Sheet {
    csv("sites.csv", SITES)
}

pub(super) fn in_list(sheets: &[Sheet]) -> Checked<Observations> {
    tidied_with(sheets, Some(&list()), "")
}

pub(super) fn form(text: &str) -> Sheet {
    book("oak.xlsx", "Self-assessment", text)
}

pub(super) fn visits(text: &str) -> Sheet {
    csv("visits.csv", text)
}

#[track_caller]
pub(super) fn tells(tidied: &Checked<Observations>, expected: &[&str]) {
    assert_eq!(lines(tidied), expected);
}

/// The only diagnostic.
#[track_caller]
pub(super) fn only(tidied: &Checked<Observations>) -> &Diagnostic {
    assert_eq!(tidied.diagnostics.len(), 1, "{:#?}", lines(tidied));
    &tidied.diagnostics[0]
}

//! The nouns of the field. No input, no output, no data frames.

mod evidence;
mod exact;
mod year;
mod period;
mod site;
mod observation;
mod recognition;

pub use evidence::{CellRef, Source, letters};
pub use exact::{Exact, ExactError, shown_score};
pub use observation::{Answer, Basis, EvidenceSource, FilledForm, Observation, Rating, Response};
pub use period::{Bound, Period};
pub use recognition::{
    Aside, Headings, Holds, Layout, Nearest, Outcome, Recognition, Said, SaidBy, SheetReading,
    TakenColumn, Tally, Tool, TrackerSheet, UnusedColumn, Way, Why,
};
pub use site::{CdsCode, CdsCodeError, FormerSite, Repair, Site, SiteId};
pub use year::{SchoolYear, SchoolYearError};

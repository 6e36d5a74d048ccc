//! What becomes of a plan after it was written: trackers, as workbooks and as they come back.
//!
//! A tracker is a workbook for one site and school year. People write in it what they do about
//! the steps and goals of a plan; the next run reads it back. This is how nothing that a person
//! typed gets lost:
//!
//! - **Rows are known by their `Ref`**, not by their place: the id of the action for a step, of the
//!   standard for a goal, of the field for a question. So rows may be sorted, filtered, moved and
//!   added. A row without a known `Ref` is a row of the site's own.
//! - **Columns are known by their headings**, in any order; a heading that was changed a little is
//!   taken for what it is nearest to, and said. Columns that people add are kept, too.
//! - **What stands in a tracker counts**, also an empty cell. A new tracker starts from the one that
//!   was read: its rows in their order, every cell as it was, with two exceptions. The latest score
//!   is always that of the run; and what the old one lacks as a whole (a column, a sheet, a step
//!   that the plan newly proposes) is proposed anew. So a goal keeps the start that it was set
//!   from, although scores move on.
//! - **Of two trackers of one site and year the newer counts**, by the latest day that stands in them;
//!   what only the older one holds is told with its cells. A sheet that the newer one lacks as a whole
//!   is taken from the older one. A tracker that a run of ours has filled in gives way to one of people.
//! - **Trackers of earlier years** are read beside it: they are last year's plan.
//! - **The folder of a run is written by us, and people write in it all the same.** So `cli` reads the
//!   trackers that lie there like any other input, unless they are as a run wrote them and hold
//!   proposals alone. One that a person has changed is kept byte for byte in `kept/` before a new one
//!   takes its place, and is never taken away. `run.json` says which bytes are ours.
//! - **A tracker is written in one language and read in every one.** What people picked from a list, and
//!   what a step proposed and they left as it was, turns to the language of the run; their own words
//!   and the sentences of goals stay as they are.
//!
//! Steps have a status in five words, goals a place on a scale from 0.5 to 5: a step is done or it is
//! not, while an improvement is under way for months before a number moves. Words and scale are rules.

// What the rules say about trackers, looked up once, and what no rule says.
mod vocabulary;
mod labels;
// From sheets to trackers.
mod columns;
mod read;
mod notice;
mod settle;
mod retell;
// From plans to trackers.
mod parts;
mod book;
mod guide;
// What they tell.
mod progress;
mod calendar;
mod lint;

use std::{collections::BTreeMap, sync::Arc};

use chrono::{Datelike, NaiveDate};

use crate::{
    language::{Language, say},
    model::{CellRef, SchoolYear, SiteId, Source},
    rulebook::kind::TrackerField,
};

pub use book::{Book, BookColumn, BookTable, Marks, Role, book};
pub use calendar::{Event, EventKind, events};
pub use lint::{Lint, lint};
pub use parts::{change, closed, needs, parts};
pub use progress::{Aged, GoalProgress, Progress, Since, StepProgress, progress};
pub use read::{Draft, read};
pub use retell::retell;
pub use settle::{Settling, Trackers, settle};
pub use vocabulary::{Status, Vocabulary};

/// A tracker as it was read.
#[derive(Clone, PartialEq, Debug)]
pub struct Tracker {
    pub source: Source,
    pub site: SiteId,
    pub school_year: SchoolYear,
    /// The latest day that stands in it: of a status, or the one on which it was written.
    pub dated: Option<NaiveDate>,
    pub parts: Parts,
}

/// The sheets of a tracker.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Parts {
    pub steps: Part,
    pub goals: Part,
    /// Questions to look back with, and what people answer.
    pub questions: Part,
}

/// A sheet of a tracker.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Part {
    /// The columns that are there, and where. One that is not there is not blank: nothing is known of it.
    pub columns: BTreeMap<TrackerField, u32>,
    /// The headings of columns that people added, in their order.
    pub extras: Vec<Arc<str>>,
    pub rows: Vec<Row>,
}

/// A step, a goal or a question.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// By which it is known again.
    pub id: Arc<str>,
    pub origin: Origin,
    pub entries: BTreeMap<TrackerField, Entry>,
    /// What stands in columns that people added, by their place in [`Part::extras`].
    pub extras: BTreeMap<usize, Entry>,
}

/// Who thought of a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Origin {
    /// A plan of ours proposed it.
    Plan,
    /// The site added it.
    Own,
}

/// What stands in a cell, never nothing.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    pub value: Value,
    /// None where it is proposed and nobody has written it yet.
    pub cell: Option<CellRef>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    Text(String),
    Number(f64),
    Date(NaiveDate),
}

impl Row {
    pub fn entry(&self, field: TrackerField) -> Option<&Entry> {
        self.entries.get(&field)
    }

    /// What stands there, as people read it.
    pub fn text(&self, language: Language, field: TrackerField) -> Option<String> {
        self.entry(field).map(|entry| entry.value.shown(language))
    }

    pub fn date(&self, field: TrackerField) -> Option<NaiveDate> {
        match self.entry(field)?.value {
            Value::Date(date) => Some(date),
            Value::Text(_) | Value::Number(_) => None,
        }
    }

    /// The step in a few words: the first line of what to do.
    pub fn title(&self, language: Language) -> String {
        let text = self.text(language, TrackerField::Action).unwrap_or_default();
        text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
    }
}

impl Part {
    /// A cell of a row to lead people to, also where it is blank; the first that is filled in where the
    /// column is not there.
    pub fn cell(&self, row: &Row, field: TrackerField) -> Option<CellRef> {
        let filled = row.entries.values().find_map(|entry| entry.cell.as_ref())?;
        let column = self.columns.get(&field).copied().unwrap_or(filled.column);
        Some(CellRef { column, ..filled.clone() })
    }
}

impl Value {
    /// As people read it.
    pub fn shown(&self, language: Language) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Date(date) => {
                let month = say!(language, "say-month-short", month = date.month());
                let (day, year) = (date.day(), date.year().to_string());
                say!(language, "say-date-short", month = month, day = day, year = year)
            }
        }
    }
}

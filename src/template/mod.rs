//! Blank workbooks: what an instrument asks of the people who fill it in.
//!
//! A rulebook and an instrument in, a template out: sheets, lines, columns, what each cell takes and
//! the words beside it. It is made so that a filled-in copy is read without any mapping: its headings
//! are those that the rules know.

mod input;
mod field;
mod form;
mod guide;

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use crate::{
    diagnostic::count,
    model::{EvidenceSource, Exact, SchoolYear, Site, SiteId},
    rulebook::{Rulebook, kind::Instrument},
};

/// What is asked for beside the instrument.
#[derive(Clone, Copy, Debug)]
pub struct Wishes<'a> {
    /// The sites to pick from; none where people write the name.
    pub sites: &'a BTreeMap<SiteId, Site>,
    /// The school year that every form is of, where that is known.
    pub year: Option<SchoolYear>,
    /// The school year around which there are years to pick from.
    pub around: SchoolYear,
    /// How the forms lie; otherwise as suits the instrument.
    pub layout: Option<Layout>,
}

/// How forms lie in the sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// One form a sheet, the items down the page.
    Form,
    /// One form a row, the items in columns.
    Rows,
}

/// A blank workbook.
#[derive(Clone, PartialEq, Debug)]
pub struct Template {
    /// The name of the instrument, by which the sheet is told from others.
    pub title: String,
    /// What one form is about, in a sentence.
    pub lead: String,
    /// The rules it was made by.
    pub rules: String,
    /// The day to write into the file, so that the same wishes give the same bytes.
    pub dated: NaiveDate,
    pub layout: Layout,
    pub form: Form,
    pub guide: Vec<Passage>,
    pub levels: Vec<Table>,
    /// What the rules have no heading for, so that a filled-in form is not read without a mapping.
    pub unnamed: Vec<&'static str>,
}

/// The sheet that people fill in.
#[derive(Clone, PartialEq, Debug)]
pub struct Form {
    /// What the ratings stand for, in a line or two.
    pub key: Vec<String>,
    /// Lines above the table, each with a label and what belongs to all ratings.
    pub lines: Vec<Line>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

/// A label and its cell.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    pub label: String,
    /// What stands there already; empty where people write it.
    pub value: String,
    pub input: Arc<Input>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    pub heading: String,
    pub role: Role,
}

/// What a column is for, which decides how it looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Section,
    Code,
    Item,
    Statement,
    Rating,
    Evidence,
    /// Something about the form: site, date, observer.
    Field,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    Fixed(String),
    Open(Arc<Input>),
}

/// What a cell takes, and the words beside it.
#[derive(Clone, PartialEq, Debug)]
pub struct Input {
    pub takes: Takes,
    pub firmness: Firmness,
    /// Shown when the cell is picked: a few words, and a sentence or two. Empty where the label is enough.
    pub hint: (String, String),
    /// Shown where something else was written.
    pub refusal: String,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Takes {
    Text,
    Date,
    OneOf(Vec<Choice>),
    Number { lowest: Exact, highest: Exact },
}

#[derive(Clone, PartialEq, Debug)]
pub enum Choice {
    Number(Exact),
    Word(String),
}

/// What happens when people write something else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Firmness {
    /// It is not taken.
    Firm,
    /// They are asked, and may keep it.
    Asking,
}

/// A part of the guide.
#[derive(Clone, PartialEq, Debug)]
pub enum Passage {
    Heading(String),
    Steps(Vec<String>),
    Paragraph(String),
    Table(Table),
}

#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// How far back and ahead school years can be picked.
const YEARS_BACK: u16 = 4;

/// The blank workbook of an instrument of the rulebook.
pub fn template(rulebook: &Rulebook, instrument: &Instrument, wishes: &Wishes<'_>) -> Template {
    let layout = wishes.layout.unwrap_or(match instrument.source {
        EvidenceSource::SelfAssessment => Layout::Form,
        EvidenceSource::Observation => Layout::Rows,
    });
    let fields = field::fields(rulebook, instrument, wishes);
    let about = &instrument.about;
    let levels = guide::levels(rulebook, instrument);
    Template {
        title: about.title.clone(),
        lead: lead(instrument, layout),
        rules: format!("{} {}", about.id, about.version),
        dated: dated(wishes.year.unwrap_or(wishes.around)),
        layout,
        form: match layout {
            Layout::Form => form::down(rulebook, instrument, &fields),
            Layout::Rows => form::across(rulebook, instrument, &fields),
        },
        guide: guide::guide(rulebook, instrument, &fields, layout, !levels.is_empty()),
        levels,
        unnamed: field::unnamed(rulebook, instrument, layout),
    }
}

fn lead(instrument: &Instrument, layout: Layout) -> String {
    let one = match layout {
        Layout::Form => "One form",
        Layout::Rows => "One row",
    };
    let items = count(instrument.item.len(), "item");
    match instrument.unit.trim_end_matches('.') {
        "" => format!("{one} holds {items}."),
        unit => format!("{one} is about {unit}. It has {items}."),
    }
}

/// The first day of the school year.
fn dated(year: SchoolYear) -> NaiveDate {
    year.date(SchoolYear::FIRST_MONTH, 1).expect("every school year has a first of July")
}

//! The tracker of a plan as a value: sheets, columns, what each cell takes, and the guide.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;

use super::{
    Part, Row, Tracker, Value, Vocabulary,
    columns::Kind,
    guide,
    labels::{Label, across},
    parts::parts,
    vocabulary::shown,
};
use crate::{
    language::{Language, say},
    model::Site,
    plan::Plan,
    rulebook::kind::{StepState, TickOption, TrackerColumn, TrackerField},
    template::{Choice, Firmness, Input, Passage, Takes},
};

/// Rows for steps and goals of the site's own.
const OPEN_STEPS: usize = 12;
const OPEN_GOALS: usize = 2;

/// A tracker to write.
#[derive(Clone, PartialEq, Debug)]
pub struct Book {
    /// The language that it is written in.
    pub language: Language,
    pub title: String,
    /// The rules it was made by.
    pub rules: String,
    /// The day it was made for.
    pub dated: NaiveDate,
    pub tables: Vec<BookTable>,
    pub guide: Vec<Passage>,
    /// Whether it holds anything that people wrote.
    pub holds_writing: bool,
}

/// A sheet of it.
#[derive(Clone, PartialEq, Debug)]
pub struct BookTable {
    pub tab: String,
    pub lead: String,
    /// Labels and values above the table.
    pub lines: Vec<(String, Value)>,
    pub columns: Vec<BookColumn>,
    pub rows: Vec<Vec<Option<Value>>>,
    /// How many rows are left for people to fill.
    pub open_rows: usize,
    pub marks: Marks,
}

/// A column, and what its cells take.
#[derive(Clone, PartialEq, Debug)]
pub struct BookColumn {
    pub role: Role,
    pub heading: String,
    pub input: Arc<Input>,
}

/// What a column is for, which decides how it looks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    Ref,
    Standard,
    /// What the row is about: a step, a goal, a question.
    Subject,
    Person,
    /// A day that is planned.
    Day,
    /// The day by which something is to be done.
    Due,
    Status,
    /// The day of a status.
    StatusDay,
    Score,
    /// Room to write.
    Text,
    /// Room for a few words.
    Short,
    /// A column that people added.
    Theirs,
}

/// The words by which rows are set off, and from when on a status is old.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Marks {
    pub not_started: Vec<String>,
    pub done: Vec<String>,
    pub stuck: Vec<String>,
    pub dropped: Vec<String>,
    pub stale_days: u32,
}

/// The tracker of a plan, with all that people wrote in the one before it.
pub fn book(
    plan: &Plan,
    site: &Site,
    read: Option<&Tracker>,
    as_of: NaiveDate,
    vocabulary: &Vocabulary<'_>,
) -> Book {
    let parts = parts(plan, read, vocabulary);
    let about = &vocabulary.template.about;
    let language = vocabulary.language;
    let whose = [
        (Label::Site, Value::Text(site.name.clone())),
        (Label::SiteId, Value::Text(site.id.to_string())),
        (Label::SchoolYear, Value::Text(plan.school_year.to_string())),
        (Label::WrittenOn, Value::Date(as_of)),
    ];
    let whose = whose.map(|(label, value)| (label.text(language), value));
    let table = |kind, part: &Part| table(kind, part, &whose, vocabulary);
    let mut tables = vec![table(Kind::Steps, &parts.steps), table(Kind::Goals, &parts.goals)];
    if !vocabulary.rules.question.is_empty() {
        tables.push(table(Kind::Questions, &parts.questions));
    }
    // The year first: after a name that is written from the right it would be turned round.
    let (year, name) = (plan.school_year.to_string(), site.name.as_str());
    Book {
        language,
        title: say!(language, "tracker-title", year = year, site = name),
        rules: format!("{} {}", about.id, about.version),
        dated: as_of,
        tables,
        guide: guide::guide(vocabulary),
        holds_writing: read.is_some(),
    }
}

fn table(
    kind: Kind,
    part: &Part,
    whose: &[(String, Value)],
    vocabulary: &Vocabulary<'_>,
) -> BookTable {
    let ours = kind.columns(vocabulary).iter().map(|column| BookColumn {
        role: role(column.id),
        heading: column.label.clone(),
        input: Arc::new(input(column, vocabulary)),
    });
    let theirs = part.extras.iter().map(|heading| BookColumn {
        role: Role::Theirs,
        heading: heading.to_string(),
        input: Arc::new(free()),
    });
    let columns: Vec<BookColumn> = ours.chain(theirs).collect();
    let language = vocabulary.language;
    BookTable {
        tab: tab(language, kind),
        lead: lead(language, kind),
        lines: whose.to_vec(),
        rows: part.rows.iter().map(|row| cells(row, kind, part.extras.len(), vocabulary)).collect(),
        columns,
        open_rows: open_rows(kind),
        marks: marks(part, vocabulary),
    }
}

/// The name of a sheet.
pub(super) fn tab(language: Language, kind: Kind) -> String {
    match kind {
        Kind::Steps => say!(language, "tracker-tab-steps"),
        Kind::Goals => say!(language, "tracker-tab-goals"),
        Kind::Questions => say!(language, "tracker-tab-questions"),
    }
}

/// What a sheet is for.
fn lead(language: Language, kind: Kind) -> String {
    match kind {
        Kind::Steps => say!(language, "tracker-lead-steps"),
        Kind::Goals => say!(language, "tracker-lead-goals"),
        Kind::Questions => say!(language, "tracker-lead-questions"),
    }
}

/// How many rows are left open in a sheet.
const fn open_rows(kind: Kind) -> usize {
    match kind {
        Kind::Steps => OPEN_STEPS,
        Kind::Goals => OPEN_GOALS,
        Kind::Questions => 0,
    }
}

/// Our columns in their order, then those that people added.
fn cells(row: &Row, kind: Kind, extras: usize, vocabulary: &Vocabulary<'_>) -> Vec<Option<Value>> {
    let ours = kind.columns(vocabulary).iter().map(|column| match column.id {
        TrackerField::Ref => Some(Value::Text(row.id.to_string())),
        field => row.entry(field).map(|entry| entry.value.clone()),
    });
    let theirs = (0..extras).map(|place| row.extras.get(&place).map(|entry| entry.value.clone()));
    ours.chain(theirs).collect()
}

const fn role(field: TrackerField) -> Role {
    use TrackerField as Field;
    match field {
        Field::Ref => Role::Ref,
        Field::Standard => Role::Standard,
        Field::Action | Field::Goal | Field::Question => Role::Subject,
        Field::Owner => Role::Person,
        Field::Start | Field::DoneOn => Role::Day,
        Field::Due => Role::Due,
        Field::Status | Field::Progress => Role::Status,
        Field::StatusDate => Role::StatusDay,
        Field::From | Field::To | Field::Latest => Role::Score,
        Field::Needs
        | Field::Evidence
        | Field::Change
        | Field::Seen
        | Field::Note
        | Field::Answer => Role::Text,
        Field::Deputy | Field::Measure | Field::FromYear | Field::Count => Role::Short,
    }
}

fn input(column: &TrackerColumn, vocabulary: &Vocabulary<'_>) -> Input {
    let (takes, firmness) = takes(column.id, vocabulary);
    let language = vocabulary.language;
    let refusal = match (&takes, firmness) {
        (Takes::Text, _) => String::new(),
        (Takes::Date, _) => say!(language, "tracker-refusal-date"),
        (Takes::Number { .. }, _) => say!(language, "tracker-refusal-number"),
        (Takes::OneOf(_), Firmness::Firm) => say!(language, "tracker-refusal-list"),
        (Takes::OneOf(_), Firmness::Asking) => say!(language, "tracker-refusal-asking"),
    };
    Input { takes, firmness, hint: (column.label.clone(), column.help.clone()), refusal }
}

fn takes(field: TrackerField, vocabulary: &Vocabulary<'_>) -> (Takes, Firmness) {
    let words = |words: Vec<String>| Takes::OneOf(words.into_iter().map(Choice::Word).collect());
    match field {
        TrackerField::Start
        | TrackerField::Due
        | TrackerField::StatusDate
        | TrackerField::DoneOn => (Takes::Date, Firmness::Asking),
        TrackerField::Status => {
            let labels = vocabulary.words.option.iter().map(|option| option.label.clone());
            (words(labels.collect()), Firmness::Firm)
        }
        TrackerField::Progress => {
            (words(vocabulary.scale.level.iter().map(shown).collect()), Firmness::Firm)
        }
        TrackerField::Owner | TrackerField::Deputy if !vocabulary.positions.is_empty() => {
            let positions = vocabulary.positions.iter().map(|position| position.label.clone());
            (words(positions.collect()), Firmness::Asking)
        }
        TrackerField::Standard => {
            let names = vocabulary.framework.standard.iter().map(|it| it.name.clone());
            (words(names.chain([across(vocabulary.language)]).collect()), Firmness::Asking)
        }
        _ => (Takes::Text, Firmness::Asking),
    }
}

/// A cell of a column that people added.
fn free() -> Input {
    Input {
        takes: Takes::Text,
        firmness: Firmness::Asking,
        hint: (String::new(), String::new()),
        refusal: String::new(),
    }
}

/// The words of the rules, and those that people wrote instead: another name, another language.
fn marks(part: &Part, vocabulary: &Vocabulary<'_>) -> Marks {
    let written =
        part.rows.iter().filter_map(|row| match &row.entry(TrackerField::Status)?.value {
            Value::Text(word) => Some((word.as_str(), vocabulary.status(word)?.state)),
            Value::Number(_) | Value::Date(_) => None,
        });
    let written: BTreeSet<(&str, StepState)> = written.collect();
    let words = |state| {
        let meant = |option: &&TickOption| option.means == Some(state);
        let options = vocabulary.words.option.iter().filter(meant);
        let mut words: Vec<String> = options.map(|option| option.label.clone()).collect();
        for (word, _) in written.iter().filter(|(_, means)| *means == state) {
            // A workbook does not tell small letters from capitals.
            if words.iter().all(|known| known.to_lowercase() != word.to_lowercase()) {
                words.push((*word).to_owned());
            }
        }
        words
    };
    Marks {
        not_started: words(StepState::NotStarted),
        done: words(StepState::Done),
        stuck: words(StepState::Stuck),
        dropped: words(StepState::Dropped),
        stale_days: vocabulary.rules.stale_days,
    }
}

//! The sheet that people fill in, in either layout.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Cell, Column, Firmness, Form, Input, Line, Role, Takes,
    field::{Field, Headings},
    input,
};
use crate::rulebook::{
    Rulebook,
    kind::{Instrument, Item, Scale, ScaleKind},
};

/// Above the names of the items.
const ITEM: &str = "What is rated";
/// How many rows there are where one row is one form.
const OPEN_ROWS: usize = 60;
/// The longest text that stands as one line above the table.
const LINE: usize = 125;

/// One form a sheet, the items down the page.
pub(super) fn down(rulebook: &Rulebook, instrument: &Instrument, fields: &[Field]) -> Form {
    let headings = Headings { words: &rulebook.words, instrument };
    let parts = Parts::of(instrument, &headings);
    let column = |role, heading: &str| Column { heading: heading.to_owned(), role };
    let mut columns = Vec::new();
    if parts.sections {
        columns.push(column(Role::Section, headings.of("section").unwrap_or("Section")));
    }
    if parts.codes {
        columns.push(column(Role::Code, headings.code()));
    }
    let statement = headings.of("item_text").unwrap_or("Statement");
    if parts.statements {
        columns.push(column(Role::Item, ITEM));
        columns.push(column(Role::Statement, statement));
    } else {
        let is_expected = headings.expects("item_text");
        columns.push(column(Role::Item, if is_expected { statement } else { ITEM }));
    }
    columns.push(column(Role::Rating, headings.rating()));
    columns.push(column(Role::Evidence, headings.of("evidence").unwrap_or("Evidence")));
    columns.extend(expected(&headings, &["priority", "strengths", "to_grow", "notes"]));
    let evidence = Arc::new(note());
    let cell = |column: &Column, item: &Item| match column.role {
        Role::Section => Cell::Fixed(section(instrument, item)),
        Role::Code => Cell::Fixed(code(item).to_owned()),
        Role::Item => Cell::Fixed(item.name.clone()),
        Role::Statement => Cell::Fixed(item.text.clone()),
        Role::Rating => Cell::Open(Arc::new(input::rating(rulebook.scale_of(instrument, item)))),
        Role::Evidence | Role::Field => Cell::Open(evidence.clone()),
    };
    let row = |item| columns.iter().map(|column| cell(column, item)).collect();
    let rows = instrument.item.iter().map(row).collect();
    let lines = fields.iter().map(line).collect();
    Form { key: key(rulebook, instrument), lines, columns, rows }
}

/// One form a row, the items in columns. What is the same in all of them stands above.
pub(super) fn across(rulebook: &Rulebook, instrument: &Instrument, fields: &[Field]) -> Form {
    let headings = Headings { words: &rulebook.words, instrument };
    let (above, open): (Vec<&Field>, Vec<&Field>) =
        fields.iter().partition(|field| !field.value.is_empty());
    let mut columns = Vec::new();
    let mut row = Vec::new();
    let mut push = |heading: String, role, input: Arc<Input>| {
        columns.push(Column { heading, role });
        row.push(Cell::Open(input));
    };
    for field in open {
        push(field.heading.clone(), Role::Field, field.input.clone());
    }
    let shares_names = shares_names(instrument);
    for item in &instrument.item {
        let heading = match &item.code {
            Some(code) => format!("{code} {}", item.name),
            None if shares_names => format!("{} {}", item.id, item.name),
            None => item.name.clone(),
        };
        let scale = rulebook.scale_of(instrument, item);
        push(heading, Role::Rating, Arc::new(input::rating(scale)));
    }
    // A column that no rule knows would be told of.
    if let Some(notes) = headings.of("notes").or(headings.of("evidence")) {
        push(notes.to_owned(), Role::Evidence, Arc::new(note()));
    }
    for column in expected(&headings, &["evidence", "priority", "strengths", "to_grow"]) {
        push(column.heading, Role::Evidence, Arc::new(note()));
    }
    let lines = above.into_iter().map(line).collect();
    Form { key: key(rulebook, instrument), lines, columns, rows: vec![row; OPEN_ROWS] }
}

/// Columns to write in that the form of the instrument always has.
fn expected(headings: &Headings<'_>, ids: &[&str]) -> Vec<Column> {
    let ids = ids.iter().filter(|id| headings.expects(id));
    let column = |id: &&str| {
        let heading = headings.of(id)?.to_owned();
        Some(Column { heading, role: Role::Evidence })
    };
    ids.filter_map(column).collect()
}

fn line(field: &Field) -> Line {
    Line { label: field.heading.clone(), value: field.value.clone(), input: field.input.clone() }
}

fn note() -> Input {
    Input {
        takes: Takes::Text,
        firmness: Firmness::Asking,
        hint: (String::new(), String::new()),
        refusal: String::new(),
    }
}

/// Which columns an instrument needs.
struct Parts {
    sections: bool,
    codes: bool,
    statements: bool,
}

impl Parts {
    fn of(instrument: &Instrument, headings: &Headings<'_>) -> Parts {
        let sections: BTreeSet<&Option<String>> =
            instrument.item.iter().map(|item| &item.r#in).collect();
        let has_code = instrument.item.iter().any(|item| item.code.is_some());
        Parts {
            sections: 1 < sections.len() || headings.expects("section"),
            codes: has_code || shares_names(instrument),
            statements: instrument.item.iter().any(|item| !item.text.is_empty()),
        }
    }
}

/// Whether two items have the same name, so that it takes a code to tell them apart.
fn shares_names(instrument: &Instrument) -> bool {
    let names: BTreeSet<String> =
        instrument.item.iter().map(|item| item.name.trim().to_lowercase()).collect();
    names.len() < instrument.item.len()
}

pub(super) fn code(item: &Item) -> &str {
    item.code.as_deref().unwrap_or(&item.id)
}

/// The group of an item, with those that it lies in before it.
fn section(instrument: &Instrument, item: &Item) -> String {
    let mut names = Vec::new();
    let mut within = item.r#in.as_deref();
    while let Some(group) = within.and_then(|id| instrument.group_by_id(id)) {
        names.insert(0, group.name.as_str());
        // Groups that lie in a circle were told when the rules were loaded.
        within = group.r#in.as_deref().filter(|_| names.len() < instrument.group.len());
    }
    names.join(": ")
}

/// What the ratings stand for: the levels, and then the words for none. Left to the guide where
/// they are too long, or not the same for all items. Plain letters only: this stands in the file that
/// people save as CSV.
fn key(rulebook: &Rulebook, instrument: &Instrument) -> Vec<String> {
    let scales: BTreeSet<&str> = instrument
        .item
        .iter()
        .map(|item| rulebook.scale_of(instrument, item).about.id.as_str())
        .collect();
    let only = scales.first().filter(|_| scales.len() == 1).and_then(|id| rulebook.scales.get(*id));
    let Some(scale) = only else {
        return vec!["The sheet Guide says what may stand in each cell.".to_owned()];
    };
    let lines = [levels(scale), missing(scale)];
    lines.into_iter().filter(|line| !line.is_empty() && line.chars().count() <= LINE).collect()
}

fn levels(scale: &Scale) -> String {
    if scale.r#type == ScaleKind::Numbers {
        return format!("Write {}.", input::extent(scale));
    }
    let shown = scale.level.iter().map(|level| {
        let choice = input::choice(scale, level).shown();
        if choice == level.label { choice } else { format!("{choice} = {}", level.label) }
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn missing(scale: &Scale) -> String {
    let named = scale.missing.iter().filter_map(|state| {
        let word = input::word_of(state)?;
        let is_same = word.eq_ignore_ascii_case(&state.label);
        Some(if is_same { word.to_owned() } else { format!("{word} = {}", state.label) })
    });
    named.chain([input::blank_in_short(scale)]).collect::<Vec<_>>().join(", ")
}

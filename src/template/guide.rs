//! The guide: how to fill in the sheet, what each rating means, and what each level looks like.

use std::collections::BTreeSet;

use super::{Layout, Passage, Table, field::Field, form, input};
use crate::{
    model::EvidenceSource,
    rulebook::{
        Rulebook,
        kind::{Instrument, Item, Scale},
    },
};

/// How to fill in the sheet, in plain words.
pub(super) fn guide(
    rulebook: &Rulebook,
    instrument: &Instrument,
    fields: &[Field],
    layout: Layout,
    tells_levels: bool,
) -> Vec<Passage> {
    let mut guide = vec![
        Passage::Heading("How to fill it in".to_owned()),
        Passage::Steps(steps(instrument, fields, layout, tells_levels)),
    ];
    for scale in scales(rulebook, instrument) {
        guide.extend(ratings(rulebook, instrument, scale));
    }
    guide.push(Passage::Heading("After you fill it in".to_owned()));
    guide.push(Passage::Steps(afterwards(layout)));
    if !instrument.cautions.is_empty() || !instrument.about.rights.is_empty() {
        guide.push(Passage::Heading("Good to know".to_owned()));
        let notes = instrument.cautions.iter().chain([&instrument.about.rights]);
        let notes = notes.filter(|note| !note.is_empty());
        guide.extend(notes.map(|note| Passage::Paragraph(note.clone())));
    }
    guide
}

fn steps(
    instrument: &Instrument,
    fields: &[Field],
    layout: Layout,
    tells_levels: bool,
) -> Vec<String> {
    let mut steps = Vec::new();
    match layout {
        Layout::Form => steps.push(
            "Go to the sheet “Ratings”. The yellow cells are yours. Start at the top: site, school \
             year and who rated."
                .to_owned(),
        ),
        Layout::Rows => steps.push(format!(
            "Go to the sheet “Ratings”. Fill in one row for {}.",
            what_a_row_is(instrument)
        )),
    }
    let where_to_look =
        if tells_levels { " The sheet “Levels” says what each level looks like." } else { "" };
    steps.push(format!("Pick each rating from the list in its cell.{where_to_look}"));
    steps.push(
        "Leave a rating empty if you did not look at it. An empty cell is not a zero. It does not \
         count at all."
            .to_owned(),
    );
    steps.push(
        "Write down what you saw, heard or know. It helps you to remember, and it is not scored."
            .to_owned(),
    );
    if fields.iter().any(|field| field.id == "basis") && layout == Layout::Form {
        steps.push(whose_copy(instrument).to_owned());
    }
    steps
}

fn what_a_row_is(instrument: &Instrument) -> &str {
    match instrument.unit.trim_end_matches('.') {
        "" => "each form",
        unit => unit,
    }
}

fn whose_copy(instrument: &Instrument) -> &'static str {
    match instrument.source {
        EvidenceSource::SelfAssessment => {
            "If people rate alone, each one fills in a copy and writes a name or initials. If the \
             group talks and agrees, fill in one copy together."
        }
        EvidenceSource::Observation => {
            "Each person who looks fills in a copy. If two of you agree on the ratings afterwards, \
             fill in one more copy together."
        }
    }
}

fn afterwards(layout: Layout) -> Vec<String> {
    let (save, leave) = match layout {
        Layout::Form => (
            "Save one file for each site and each round, and put it with your other files.",
            "Leave the row of headings and the names in the rows as they are.",
        ),
        Layout::Rows => (
            "Save the file, and put it with your other files. It may hold several sites and years.",
            "Leave the row of headings as it is.",
        ),
    };
    vec![
        format!("{save} It can be an Excel, OpenDocument or CSV file."),
        "You may sort, filter and hide rows, and delete this page. A row that is hidden still counts."
            .to_owned(),
        format!("{leave} The program knows by them what each rating is about."),
        "The pages are locked so that nothing slips. To add rows or columns, choose Review, then \
         Unprotect Sheet. There is no password."
            .to_owned(),
    ]
}

/// The scales of the items, each once, in the order of the items.
fn scales<'a>(rulebook: &'a Rulebook, instrument: &Instrument) -> Vec<&'a Scale> {
    let mut seen = BTreeSet::new();
    let all = instrument.item.iter().map(|item| rulebook.scale_of(instrument, item));
    all.filter(|scale| seen.insert(&scale.about.id)).collect()
}

/// What each rating of a scale means, and what stands where there is none.
fn ratings(rulebook: &Rulebook, instrument: &Instrument, scale: &Scale) -> Vec<Passage> {
    let mut passages = Vec::new();
    passages.push(Passage::Heading(match of_items(rulebook, instrument, scale) {
        None => "What the ratings mean".to_owned(),
        Some(items) => format!("What the ratings mean for {items}"),
    }));
    if scale.level.is_empty() {
        passages.push(Passage::Paragraph(format!("Write {}.", input::extent(scale))));
    } else {
        passages.push(Passage::Table(levels_of(scale)));
    }
    passages.push(Passage::Heading("When there is no rating".to_owned()));
    passages.push(Passage::Table(missing_of(scale)));
    passages
}

fn levels_of(scale: &Scale) -> Table {
    let has_meaning = scale.level.iter().any(|level| !level.meaning.is_empty());
    let row = |level| {
        let shown = input::choice(scale, level).shown();
        let mut row = vec![shown, level.label.clone()];
        row.extend(has_meaning.then(|| level.meaning.clone()));
        row
    };
    let head = ["Write", "It is called", "It means"];
    let width = if has_meaning { 3 } else { 2 };
    Table {
        head: head[..width].iter().map(|&head| head.to_owned()).collect(),
        rows: scale.level.iter().map(row).collect(),
    }
}

fn missing_of(scale: &Scale) -> Table {
    let state = |state| {
        let word = input::word_of(state)?.to_owned();
        let meaning =
            if state.meaning.is_empty() { String::new() } else { format!("{} ", state.meaning) };
        Some(vec![word, state.label.clone(), format!("{meaning}{}", input::effect(state))])
    };
    let empty = scale.missing.iter().find(|state| state.words.iter().any(String::is_empty));
    let blank = match empty {
        Some(state) => vec!["(empty)".to_owned(), state.label.clone(), input::effect(state)],
        None => ["(empty)", "Nobody looked at it", "It does not count. It is not a zero."]
            .map(str::to_owned)
            .into(),
    };
    Table {
        head: ["Write", "It is called", "What it does"].map(str::to_owned).into(),
        rows: scale.missing.iter().filter_map(state).chain([blank]).collect(),
    }
}

/// The items that have the scale, where not all have the same: `Rooms and Doors`.
fn of_items(rulebook: &Rulebook, instrument: &Instrument, scale: &Scale) -> Option<String> {
    let has = |item: &&Item| rulebook.scale_of(instrument, item).about.id == scale.about.id;
    let items: Vec<&Item> = instrument.item.iter().filter(has).collect();
    if items.len() == instrument.item.len() {
        return None;
    }
    let named: Vec<String> = items.iter().take(3).map(|item| format!("“{}”", item.name)).collect();
    let rest =
        if items.len() <= 3 { String::new() } else { format!(" and {} more", items.len() - 3) };
    Some(format!("{}{rest}", named.join(", ")))
}

/// What each level looks like for each item, one table for each scale.
pub(super) fn levels(rulebook: &Rulebook, instrument: &Instrument) -> Vec<Table> {
    let table = |scale| levels_on(rulebook, instrument, scale);
    scales(rulebook, instrument).into_iter().filter_map(table).collect()
}

fn levels_on(rulebook: &Rulebook, instrument: &Instrument, scale: &Scale) -> Option<Table> {
    let described = |(_, item): &(usize, &Item)| {
        let is_on = rulebook.scale_of(instrument, item).about.id == scale.about.id;
        is_on && !item.levels.is_empty()
    };
    let items: Vec<(usize, &Item)> = instrument.item.iter().enumerate().filter(described).collect();
    if items.is_empty() {
        return None;
    }
    let has_evidence = items.iter().any(|(_, item)| !item.evidence.is_empty());
    let mut head = vec!["For this line".to_owned()];
    head.extend(scale.level.iter().map(|level| {
        let shown = input::choice(scale, level).shown();
        if shown == level.label { shown } else { format!("{shown}  {}", level.label) }
    }));
    head.extend(has_evidence.then(|| "Where to look".to_owned()));
    let row = |(place, item): &(usize, &Item)| {
        let mut row = vec![described_item(*place, item)];
        row.extend(item.levels.iter().cloned());
        row.resize(1 + scale.level.len(), String::new());
        row.extend(has_evidence.then(|| item.evidence.join(". ")));
        row
    };
    Some(Table { rows: items.iter().map(row).collect(), head })
}

/// An item as the levels name it: never in the words by which the reader knows it, so that this page
/// is not taken for a form.
fn described_item(place: usize, item: &Item) -> String {
    let code = item
        .code
        .as_ref()
        .map_or_else(|| format!("{}.", place + 1), |_| form::code(item).to_owned());
    if item.text.is_empty() {
        return format!("{} ({code})", item.name);
    }
    format!("{code} {}: {}", item.name, item.text)
}

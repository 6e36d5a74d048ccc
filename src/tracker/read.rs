//! Sheets in, a tracker out: whose it is, and every cell that people filled in.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use super::{
    Entry, Origin, Part, Parts, Row, Value, Vocabulary,
    columns::{self, Header, Kind},
    labels::Label,
    notice::{Notices, text_of},
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Place},
    ingest::{Cell, Sheet},
    language::Language,
    model::{CellRef, Outcome, Recognition, SchoolYear, Source, TrackerSheet},
    rulebook::kind::TrackerField,
    tidy::{date_of, normal},
};

/// How the ids of rows start that the site added: `own-1`.
const OWN: &str = "own-";

/// A tracker of which it is not yet known whether its site is one of ours.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    pub(super) source: Source,
    /// The id and the name of the site, as they stand there.
    pub(super) site_id: Option<String>,
    pub(super) site: Option<String>,
    pub(super) school_year: Option<SchoolYear>,
    pub(super) written_on: Option<NaiveDate>,
    /// A cell near to where all that stands.
    pub(super) at: CellRef,
    pub(super) parts: Parts,
    /// What each of its sheets was taken for.
    pub recognitions: Vec<Recognition>,
}

/// The tracker in a file; none where no sheet of it is one.
pub fn read(
    source: &Source,
    sheets: &[Sheet],
    vocabulary: &Vocabulary<'_>,
) -> Option<Checked<Draft>> {
    let all: Vec<(&Sheet, Header)> = sheets
        .iter()
        .filter_map(|sheet| Some((sheet, columns::header(sheet, vocabulary)?)))
        .collect();
    let (first, header) = all.iter().find(|(_, header)| header.kind != Kind::Questions)?;
    let says = Says::of(all.iter().map(|(sheet, header)| (*sheet, header.row)));
    let mut draft = Draft {
        source: source.clone(),
        site_id: says.text(Label::SiteId),
        site: says.text(Label::Site),
        school_year: says.text(Label::SchoolYear).and_then(|text| text.parse().ok()),
        written_on: says.cell(Label::WrittenOn).and_then(date_of),
        at: cell_ref(first, header.row, 0),
        parts: Parts::default(),
        recognitions: Vec::new(),
    };
    let mut told = Vec::new();
    for (sheet, header) in &all {
        let reader = Reader { sheet, header, vocabulary, year: draft.school_year };
        let part = reader.part(&mut told);
        draft.recognitions.push(Recognition {
            source: source.clone(),
            sheet: sheet.name.clone(),
            outcome: Outcome::Tracker(TrackerSheet {
                row_is: header.kind.row_is(),
                rows: part.rows.len(),
            }),
        });
        let place = match header.kind {
            Kind::Steps => &mut draft.parts.steps,
            Kind::Goals => &mut draft.parts.goals,
            Kind::Questions => &mut draft.parts.questions,
        };
        if place.columns.is_empty() {
            *place = part;
        } else {
            told.push(second_sheet(sheet, header.kind));
        }
    }
    let is_ours = says.cell(Label::SiteId).is_some() || knows_a_row(&draft.parts, vocabulary);
    is_ours.then_some(Checked { value: draft, diagnostics: told })
}

/// A copy of a sheet within its workbook is no second one.
fn second_sheet(sheet: &Sheet, kind: Kind) -> Diagnostic {
    let message = format!("a second sheet of {}s in this workbook is left aside", kind.row_is());
    let place = Place::Sheet { source: sheet.source.clone(), sheet: sheet.name.clone() };
    Diagnostic::warning(Code::LeftAside, message)
        .at(place)
        .help("copy what should count into the first one, or put it into a workbook of its own")
}

/// Whether any row is one that a plan has proposed: other sheets may have such headings, too.
fn knows_a_row(parts: &Parts, vocabulary: &Vocabulary<'_>) -> bool {
    let steps = parts.steps.rows.iter().any(|row| vocabulary.action(&row.id).is_some());
    steps || parts.goals.rows.iter().any(|row| vocabulary.standard(&row.id).is_some())
}

/// What stands beside labels above the tables, in whatever language the labels are.
struct Says<'a> {
    by_label: BTreeMap<Label, &'a Cell>,
}

impl<'a> Says<'a> {
    fn of(sheets: impl Iterator<Item = (&'a Sheet, usize)>) -> Says<'a> {
        let known = Label::by_text();
        let label = |cell: &Cell| match cell {
            Cell::Text(text) => known.get(&normal(text)).copied(),
            _ => None,
        };
        let mut by_label: BTreeMap<Label, &Cell> = BTreeMap::new();
        for (sheet, header) in sheets {
            for cells in &sheet.rows[..header] {
                for (at, cell) in cells.iter().enumerate() {
                    let Some(label) = label(cell) else { continue };
                    let value = cells[at + 1..].iter().find(|cell| **cell != Cell::Empty);
                    if let Some(value) = value {
                        by_label.entry(label).or_insert(value);
                    }
                }
            }
        }
        // A label whose cell is blank has the next label beside it.
        by_label.retain(|_, cell| label(cell).is_none());
        Says { by_label }
    }

    fn cell(&self, label: Label) -> Option<&'a Cell> {
        self.by_label.get(&label).copied()
    }

    fn text(&self, label: Label) -> Option<String> {
        match self.cell(label)? {
            Cell::Text(text) => Some(text.trim().to_owned()),
            Cell::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

/// A sheet while it is read.
struct Reader<'a, 'v> {
    sheet: &'a Sheet,
    header: &'a Header,
    vocabulary: &'a Vocabulary<'v>,
    year: Option<SchoolYear>,
}

impl Reader<'_, '_> {
    fn part(&self, told: &mut Vec<Diagnostic>) -> Part {
        let Header { row: header, kind, fields, .. } = self.header;
        let extras = self.extras();
        let notices = Notices {
            sheet: self.sheet,
            header: self.header,
            vocabulary: self.vocabulary,
            year: self.year,
        };
        told.extend(notices.headings());
        let columns: Vec<usize> = extras.keys().copied().collect();
        let mut part = Part {
            columns: fields.iter().map(|(at, field)| (*field, place(*at))).collect(),
            extras: extras.values().map(|heading| heading.as_str().into()).collect(),
            rows: Vec::new(),
        };
        let mut ids = Ids { seen: BTreeMap::new(), kind: *kind, vocabulary: self.vocabulary };
        for at in header + 1..self.sheet.rows.len() {
            let entries = self.entries(at);
            let extras: BTreeMap<usize, Entry> = (0..)
                .zip(&columns)
                .filter_map(|(place, column)| Some((place, self.entry(at, *column, None)?)))
                .collect();
            let says_something = entries.keys().any(|field| *field != TrackerField::Ref);
            if !says_something && extras.is_empty() {
                continue;
            }
            let written =
                entries.get(&TrackerField::Ref).map(|entry| entry.value.shown(Language::English));
            let (id, origin) = ids.of(written.as_deref());
            let row = Row { id, origin, entries, extras };
            told.extend(notices.row(&row, written.as_deref()));
            part.rows.push(row);
        }
        ids.name_the_nameless(&mut part.rows);
        part
    }

    /// Columns that people added, with their headings, also where they gave them none.
    fn extras(&self) -> BTreeMap<usize, String> {
        let Header { row: header, fields, extras, .. } = self.header;
        let mut extras = extras.clone();
        for cells in &self.sheet.rows[header + 1..] {
            let filled = cells.iter().enumerate().filter(|(_, cell)| **cell != Cell::Empty);
            for (at, _) in filled.filter(|(at, _)| !fields.contains_key(at)) {
                let heading = || self.sheet.rows[*header].get(at).map(text_of).unwrap_or_default();
                extras.entry(at).or_insert_with(heading);
            }
        }
        extras
    }

    fn entries(&self, row: usize) -> BTreeMap<TrackerField, Entry> {
        let fields = self.header.fields.iter();
        fields
            .filter_map(|(column, field)| Some((*field, self.entry(row, *column, Some(*field))?)))
            .collect()
    }

    fn entry(&self, row: usize, column: usize, field: Option<TrackerField>) -> Option<Entry> {
        let cell = self.sheet.rows[row].get(column)?;
        let value = value(cell, field)?;
        Some(Entry { value, cell: Some(cell_ref(self.sheet, row, column)) })
    }
}

/// What stands in a cell, as its column takes it; none where it is blank.
fn value(cell: &Cell, field: Option<TrackerField>) -> Option<Value> {
    let is_day = field.is_some_and(holds_days);
    let is_number = field.is_some_and(holds_numbers);
    Some(match cell {
        Cell::Empty => return None,
        Cell::Date(day) => Value::Date(day.date()),
        Cell::Number(number) => Value::Number(*number),
        Cell::Truth(truth) => Value::Text(truth.to_string().to_uppercase()),
        Cell::Broken(text) => Value::Text(text.clone()),
        Cell::Text(text) if text.trim().is_empty() => return None,
        Cell::Text(text) => {
            let text = text.trim();
            let day = if is_day { date_of(cell) } else { None };
            let number = if is_number { text.replace(',', ".").parse().ok() } else { None };
            match (day, number) {
                (Some(day), _) => Value::Date(day),
                (None, Some(number)) => Value::Number(number),
                (None, None) => Value::Text(text.to_owned()),
            }
        }
    })
}

pub(super) const fn holds_days(field: TrackerField) -> bool {
    use TrackerField::{DoneOn, Due, Start, StatusDate};
    matches!(field, Start | Due | StatusDate | DoneOn)
}

pub(super) const fn holds_numbers(field: TrackerField) -> bool {
    matches!(field, TrackerField::From | TrackerField::To | TrackerField::Latest)
}

/// The ids of the rows of a sheet, each once.
struct Ids<'a, 'v> {
    seen: BTreeMap<Arc<str>, usize>,
    kind: Kind,
    vocabulary: &'a Vocabulary<'v>,
}

impl Ids<'_, '_> {
    /// A row that repeats an id is one of the site's own, copied from the other.
    fn of(&mut self, written: Option<&str>) -> (Arc<str>, Origin) {
        let id: Arc<str> = written.unwrap_or_default().trim().into();
        let is_known = match self.kind {
            Kind::Steps => self.vocabulary.action(&id).is_some(),
            Kind::Goals => self.vocabulary.framework.standard.iter().any(|it| *it.id == *id),
            Kind::Questions => questions(self.vocabulary).any(|question| question == &*id),
        };
        let times = self.seen.entry(id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            return ("".into(), Origin::Own);
        }
        (id, if is_known { Origin::Plan } else { Origin::Own })
    }

    /// Numbers the rows of the site's own that have no id yet.
    fn name_the_nameless(&self, rows: &mut [Row]) {
        let mut free = (1..).map(|number| format!("{OWN}{number}"));
        for row in rows.iter_mut().filter(|row| row.id.is_empty()) {
            let next = free.find(|id| !self.seen.contains_key(id.as_str()));
            row.id = next.expect("there is always a next number").into();
        }
    }
}

/// The ids of the questions to look back with.
pub(super) fn questions<'a>(vocabulary: &Vocabulary<'a>) -> impl Iterator<Item = &'a str> {
    let parts = vocabulary.template.part.iter().filter(|part| part.id == "improvement");
    parts.flat_map(|part| &part.field).map(|field| field.id.as_str())
}

pub(super) fn cell_ref(sheet: &Sheet, row: usize, column: usize) -> CellRef {
    CellRef {
        source: sheet.source.clone(),
        sheet: sheet.name.clone(),
        row: place(row),
        column: place(column),
    }
}

fn place(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Whether an id is one that a run gave to a row of the site's own.
pub(super) fn is_own(id: &str) -> bool {
    id.strip_prefix(OWN).is_some_and(|number| number.parse::<u32>().is_ok())
}

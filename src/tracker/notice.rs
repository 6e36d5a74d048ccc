//! What cannot be used in a tracker as it stands: told at its cell, and kept all the same.

use chrono::NaiveDate;

use super::{
    Entry, Origin, Row, Value, Vocabulary,
    columns::Header,
    read::{cell_ref, holds_days, is_own},
    vocabulary::shown,
};
use crate::{
    diagnostic::{Code, Diagnostic, Excerpt, Place, nearest, one_of},
    ingest::{Cell, Sheet},
    language::Language,
    model::{CellRef, SchoolYear},
    rulebook::kind::TrackerField,
};

/// What is noticed about the cells of one sheet.
pub(super) struct Notices<'a, 'v> {
    pub(super) sheet: &'a Sheet,
    pub(super) header: &'a Header,
    pub(super) vocabulary: &'a Vocabulary<'v>,
    pub(super) year: Option<SchoolYear>,
}

impl Notices<'_, '_> {
    /// Headings that were changed.
    pub(super) fn headings(&self) -> Vec<Diagnostic> {
        let renamed = self.header.renamed.iter();
        renamed
            .map(|(column, text, label)| {
                let message = format!("`{text}` is read as `{label}`");
                let told = Diagnostic::note(Code::OtherHeading, message);
                self.at(told, &cell_ref(self.sheet, self.header.row, *column))
                    .help("nothing to do, if that is what it means")
            })
            .collect()
    }

    pub(super) fn row(&self, row: &Row, written_id: Option<&str>) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        told.extend(self.own_row(row, written_id));
        told.extend(self.status(row));
        told.extend(self.progress(row));
        for (field, entry) in &row.entries {
            if holds_days(*field) {
                told.extend(self.day(*field, entry));
            }
        }
        told
    }

    /// A row with an id that no plan of ours has given.
    fn own_row(&self, row: &Row, written: Option<&str>) -> Option<Diagnostic> {
        let written = written.filter(|written| row.origin == Origin::Own && !is_own(written))?;
        let noun = self.header.kind.row_is();
        let message = format!(
            "no {noun} of the rules has the ref `{written}`: kept as the site\u{2019}s own"
        );
        let help = format!(
            "nothing to do, if the {noun} is your own; else copy the ref from an earlier tracker"
        );
        let cell = row.entry(TrackerField::Ref)?.cell.as_ref()?;
        Some(self.at(Diagnostic::note(Code::OwnStep, message), cell).help(help))
    }

    fn status(&self, row: &Row) -> Option<Diagnostic> {
        let entry = row.entry(TrackerField::Status)?;
        let word = entry.value.shown(Language::English);
        if self.vocabulary.status(&word).is_some() {
            return None;
        }
        let options = &self.vocabulary.words.option;
        let known: Vec<&str> = options.iter().map(|option| &*option.label).collect();
        let aliases = options
            .iter()
            .flat_map(|option| option.names().map(|name| (name.as_str(), option.label.as_str())));
        let aliases: Vec<(&str, &str)> = aliases.collect();
        let near = nearest(&word, aliases.iter().map(|(name, _)| *name));
        let near = near.and_then(|near| aliases.iter().find(|(name, _)| *name == near));
        let help = match near {
            Some((_, label)) => format!("did you mean `{label}`? Else write {}", one_of(known)),
            None => format!("write {}", one_of(known)),
        };
        let message = format!("`{word}` is no status that we know: the step counts as without one");
        let told = Diagnostic::warning(Code::UnknownStatus, message);
        Some(self.at(told, entry.cell.as_ref()?).help(help))
    }

    fn progress(&self, row: &Row) -> Option<Diagnostic> {
        let entry = row.entry(TrackerField::Progress)?;
        let text = entry.value.shown(Language::English);
        if self.vocabulary.level(&text).is_some() {
            return None;
        }
        let levels: Vec<String> = self.vocabulary.scale.level.iter().map(shown).collect();
        let names = self.vocabulary.scale.level.iter().map(|level| level.label.as_str());
        let near = nearest(&text, names);
        let help = match (near, levels.first(), levels.last()) {
            (Some(near), ..) => format!("did you mean `{near}`? Else pick a line from the list"),
            (None, Some(first), Some(last)) => {
                format!("pick a line from the list, from `{first}` to `{last}`")
            }
            _ => "leave it blank".to_owned(),
        };
        let message = format!("`{text}` is no place on the scale: the goal counts as without one");
        let told = Diagnostic::warning(Code::UnknownStatus, message);
        Some(self.at(told, entry.cell.as_ref()?).help(help))
    }

    fn day(&self, field: TrackerField, entry: &Entry) -> Option<Diagnostic> {
        let cell = entry.cell.as_ref()?;
        let Value::Date(day) = entry.value else {
            let text = entry.value.shown(Language::English);
            let message = format!("`{text}` is not a day that we can read");
            let told = Diagnostic::warning(Code::DayUnreadable, message);
            let help = "write month, day and year, such as 1/31/2026; what stands there is kept";
            return Some(self.at(told, cell).help(help));
        };
        let year = self.year?;
        if is_within(field, day, year) {
            return None;
        }
        let label = self.header.kind.columns(self.vocabulary).iter().find(|it| it.id == field);
        let label = label.map_or(field.id(), |column| &column.label);
        let shown = entry.value.shown(Language::English);
        let message = format!("`{label}` is {shown}, outside the school year {year} of the plan");
        let told = Diagnostic::warning(Code::DayOutsideYear, message);
        let help = "correct the day; what stands there is kept and used as it is";
        Some(self.at(told, cell).help(help))
    }

    fn at(&self, told: Diagnostic, cell: &CellRef) -> Diagnostic {
        let row = |row: usize| {
            let number = u32::try_from(row).unwrap_or(u32::MAX);
            (number, self.sheet.rows[row].iter().map(text_of).collect())
        };
        let (at, column) = (cell.row as usize, cell.column as usize);
        let rows: Vec<(u32, Vec<String>)> =
            if at == self.header.row { vec![row(at)] } else { vec![row(self.header.row), row(at)] };
        told.at(Place::Cell(cell.clone())).showing(Excerpt::of_rows(&rows, column))
    }
}

/// Whether a day can belong to a plan of the year: what is done after its last day still is.
fn is_within(field: TrackerField, day: NaiveDate, year: SchoolYear) -> bool {
    let may_be_late = matches!(field, TrackerField::StatusDate | TrackerField::DoneOn);
    let of = SchoolYear::of(day);
    of == Some(year) || may_be_late && of == Some(year.next())
}

/// A cell as a spreadsheet shows it.
pub(super) fn text_of(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) | Cell::Broken(text) => text.replace('\n', " "),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Date(day) => day.date().to_string(),
    }
}

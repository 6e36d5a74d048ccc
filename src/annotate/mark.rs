//! Which cells are marked, and what is said about each.

use std::{collections::BTreeMap, sync::Arc};

use super::wording;
use crate::{
    diagnostic::{Code, Diagnostic, Place, Severity},
    ingest::{Sheet, Visibility},
    model::CellRef,
};

/// The marks of a sheet, by row and column, counted from zero.
pub(super) type Marks = BTreeMap<(u32, u32), Mark>;

/// How many remarks one comment holds; the rest is counted.
const MOST_REMARKS: usize = 12;

/// A cell in question.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Mark {
    /// The weightiest of its remarks.
    pub(super) severity: Severity,
    remarks: Vec<Remark>,
}

/// What is said about a cell, a sheet or a file.
#[derive(Clone, PartialEq, Debug)]
struct Remark {
    severity: Severity,
    code: Code,
    about: About,
    message: String,
    help: Option<String>,
}

/// What a remark speaks of, seen from the cell that carries it.
#[derive(Clone, PartialEq, Debug)]
enum About {
    ThisCell,
    /// A cell that cannot carry a comment itself.
    Cell(String),
    ThisSheet,
    Sheet(Arc<str>),
    ThisFile,
}

/// A stretch of a comment.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Stretch {
    pub(super) weight: Weight,
    pub(super) text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Weight {
    Heading,
    Plain,
}

impl Mark {
    /// The comment, stretch by stretch; line breaks are part of the text.
    pub(super) fn stretches(&self) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        for (place, remark) in self.remarks.iter().take(MOST_REMARKS).enumerate() {
            let gap = if place == 0 { "" } else { "\n\n" };
            let heading = wording::heading(remark.severity, remark.code);
            stretches.push(Stretch { weight: Weight::Heading, text: format!("{gap}{heading}") });
            stretches.push(Stretch { weight: Weight::Plain, text: format!("\n{}", remark.body()) });
        }
        if let Some(more) = self.remarks.len().checked_sub(MOST_REMARKS + 1) {
            let text = format!("\n\n{}", wording::more(more + 1));
            stretches.push(Stretch { weight: Weight::Plain, text });
        }
        stretches
    }

    /// The comment as one text.
    pub(super) fn text(&self) -> String {
        self.stretches().into_iter().map(|stretch| stretch.text).collect()
    }

    fn add(marks: &mut Marks, at: (u32, u32), remark: Remark) {
        let severity = remark.severity;
        let mark = marks.entry(at).or_insert(Mark { severity, remarks: Vec::new() });
        mark.severity = mark.severity.max(severity);
        if !mark.remarks.contains(&remark) {
            mark.remarks.push(remark);
        }
    }
}

impl Remark {
    fn of(diagnostic: &Diagnostic, about: About) -> Remark {
        Remark {
            severity: diagnostic.severity,
            code: diagnostic.code,
            about,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    }

    fn body(&self) -> String {
        let message = wording::sentence(&self.message);
        let message = match &self.about {
            About::ThisCell => message,
            About::Cell(address) => wording::about_cell(address, &message),
            About::ThisSheet => wording::about_this_sheet(&message),
            About::Sheet(name) => wording::about_sheet(name, &message),
            About::ThisFile => wording::about_this_file(&message),
        };
        match &self.help {
            Some(help) => format!("{message}\n{}", wording::what_to_do(help)),
            None => message,
        }
    }
}

/// The marks of each sheet, by its name.
///
/// What is about a whole sheet stands at its first cell; what is about the file, or about a sheet
/// that could not be read, at the first cell of the first sheet that people see. Of merged cells
/// only the first can be seen, so it speaks for the others.
pub(super) fn marks(sheets: &[Sheet], told: &[&Diagnostic]) -> BTreeMap<Arc<str>, Marks> {
    let is_shown = |sheet: &&Sheet| sheet.visibility == Visibility::Shown;
    let Some(first) = sheets.iter().find(is_shown).or(sheets.first()) else {
        return BTreeMap::new();
    };
    let named = |name: &str| sheets.iter().find(|sheet| &*sheet.name == name);
    let mut told = told.to_vec();
    told.sort_by(|left, right| crate::diagnostic::order(left, right));

    let mut all: BTreeMap<Arc<str>, Marks> = BTreeMap::new();
    for diagnostic in told {
        let (sheet, at, about) = match &diagnostic.place {
            Some(Place::Cell(cell)) => match named(&cell.sheet) {
                Some(sheet) => {
                    let (at, about) = shown_at(sheet, cell);
                    (sheet, at, about)
                }
                None => (first, (0, 0), About::Sheet(cell.sheet.clone())),
            },
            Some(Place::Sheet { sheet: name, .. }) => match named(name) {
                Some(sheet) => (sheet, (0, 0), About::ThisSheet),
                None => (first, (0, 0), About::Sheet(name.clone())),
            },
            Some(Place::File(_)) => (first, (0, 0), About::ThisFile),
            Some(Place::Text { .. }) | None => continue,
        };
        let marks = all.entry(sheet.name.clone()).or_default();
        Mark::add(marks, at, Remark::of(diagnostic, about));
    }
    all
}

/// Where people see a cell: at the first of the cells that it is merged with.
fn shown_at(sheet: &Sheet, cell: &CellRef) -> ((u32, u32), About) {
    let covers = |merge: &&crate::ingest::Merge| {
        (merge.first_row..=merge.last_row).contains(&cell.row)
            && (merge.first_column..=merge.last_column).contains(&cell.column)
    };
    let own = (cell.row, cell.column);
    match sheet.merges.iter().find(covers).map(|merge| (merge.first_row, merge.first_column)) {
        Some(first) if first != own => (first, About::Cell(cell.address())),
        _ => (own, About::ThisCell),
    }
}

/// Lets the first cell of a sheet say what some cells cannot say themselves. They stay marked.
pub(super) fn said_elsewhere(marks: &mut Marks, silent: impl Fn(&str) -> bool) {
    let address = |(row, column): (u32, u32)| address(row, column);
    let places: Vec<(u32, u32)> =
        marks.keys().copied().filter(|&at| silent(&address(at))).collect();
    for at in places {
        let Some(mark) = marks.get_mut(&at) else { continue };
        for remark in std::mem::take(&mut mark.remarks) {
            let about = match remark.about {
                About::ThisCell => About::Cell(address(at)),
                about => about,
            };
            if at != (0, 0) {
                Mark::add(marks, (0, 0), Remark { about, ..remark });
            }
        }
    }
}

impl Mark {
    /// Whether there is anything to say here.
    pub(super) fn speaks(&self) -> bool {
        !self.remarks.is_empty()
    }
}

/// A cell as a spreadsheet names it, such as `B17`.
pub(super) fn address(row: u32, column: u32) -> String {
    format!("{}{}", crate::model::letters(column), row + 1)
}

/// Row and column of a reference such as `B17` or `$B$17`, counted from zero.
pub(super) fn position(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.replace('$', "");
    let digits = reference.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, digits) = reference.split_at(digits);
    let is_name = (1..=3).contains(&letters.len())
        && letters.bytes().all(|letter| letter.is_ascii_alphabetic());
    if !is_name {
        return None;
    }
    let number = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = letters.bytes().fold(0, |column, letter| column * 26 + number(letter)) - 1;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column))
}

//! Rows of headings: what each column is called, and by which rows.
//!
//! Most sheets have one such row. Survey programs write two or three: the question, which stands
//! once for all columns to its right, and below it the rows or choices that it has; or a row of
//! codes, a row of questions and a row of ids for an import. Whether a row is one of headings is
//! seen by what stands in it and never guessed from the kind of file.

use super::{
    date::date_in,
    headings::{Vocabularies, normal},
    page::{Page, Spot, is_blank},
};
use crate::ingest::Cell;

/// How the ids for an import begin, which Qualtrics writes in a third row.
const IMPORT_ID: &str = "{\"ImportId\"";
/// How many columns must speak for it before a row above the headings is taken to belong to them.
const ENOUGH_COLUMNS: usize = 2;
/// How far below a row is looked whether forms repeat its headings.
const FORMS_LOOKED_AT: usize = 40;

/// In which sense a column is called by a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Sense {
    /// By the words above it and its own.
    Whole,
    /// By its own.
    Own,
    /// By the row of a grid question: `How was it today? [Materials]`.
    GridRow,
    /// By what stands above it and above no other column.
    Group,
    /// By the cell above, because its own says nothing.
    Above,
}

/// What a column is called.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Heading {
    written: String,
    /// The words that it shares with other columns.
    group: Option<String>,
    calls: Vec<(Sense, String)>,
}

impl Heading {
    /// A heading of one row: `Materials`, or `How was it today? [Materials]`.
    pub(super) fn plain(text: &str) -> Heading {
        let written = in_one_line(text);
        let grid = written.strip_suffix(']').and_then(|text| text.rsplit_once('['));
        let mut calls = vec![(Sense::Own, written.clone())];
        let group = grid.map(|(group, row)| {
            calls.push((Sense::GridRow, row.to_owned()));
            group.trim().to_owned()
        });
        Heading { written, group, calls }
    }

    /// A heading of two rows: a question, and a part of it.
    fn under(group: &str, own: &str, is_alone: bool) -> Heading {
        let written = in_one_line(&format!("{group} / {own}"));
        let mut calls = vec![(Sense::Whole, written.clone())];
        calls.extend(Heading::plain(own).calls);
        if is_alone {
            calls.push((Sense::Group, group.to_owned()));
        }
        Heading { written, group: Some(group.to_owned()), calls }
    }

    fn above(text: &str) -> Heading {
        let written = text.trim().to_owned();
        Heading { calls: vec![(Sense::Above, written)], ..Heading::default() }
    }

    /// As a person reads it; empty where nothing stands in the row of headings itself.
    pub(super) fn written(&self) -> &str {
        &self.written
    }

    pub(super) fn group(&self) -> Option<&str> {
        self.group.as_deref()
    }

    /// What it is called, the likeliest first.
    pub(super) fn calls(&self) -> &[(Sense, String)] {
        &self.calls
    }

    /// Whether it is called so.
    pub(super) fn is(&self, text: &str) -> bool {
        let wanted = normal(text);
        self.calls.iter().any(|(_, call)| normal(call) == wanted)
    }
}

/// The text without line breaks and double spaces, which headings often have.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The headings of a sheet, of one row or of several.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Header {
    /// The uppermost row of them.
    pub(super) first: usize,
    /// The lowest. What stands below are forms.
    pub(super) row: usize,
    /// The one to show above a form.
    pub(super) shown: usize,
    headings: Vec<Heading>,
}

impl Header {
    /// The headings whose lowest row this is, if it is one.
    pub(super) fn at(page: &Page<'_>, row: usize, vocabularies: &Vocabularies<'_>) -> Header {
        Header::of_several_rows(page, row, vocabularies).unwrap_or_else(|| {
            let headings = one_row(page, row.checked_sub(1), row);
            Header { first: row, row, shown: row, headings }
        })
    }

    /// The same, if they stand in several rows.
    pub(super) fn of_several_rows(
        page: &Page<'_>,
        row: usize,
        vocabularies: &Vocabularies<'_>,
    ) -> Option<Header> {
        let above = row.checked_sub(1)?;
        if is_row_of_ids(page, row) {
            return Some(Header::of_codes(page, row));
        }
        is_one_with(page, above, row, vocabularies).then(|| {
            let headings = two_rows(page, above, row, vocabularies);
            Header { first: above, row, shown: row, headings }
        })
    }

    /// The same, where settings may name a column by two rows that nothing else tells to belong
    /// together.
    pub(super) fn named(
        page: &Page<'_>,
        row: usize,
        vocabularies: &Vocabularies<'_>,
        names: &[&str],
    ) -> Header {
        let header = Header::at(page, row, vocabularies);
        let Some(above) = row.checked_sub(1).filter(|_| header.rows() == 1) else { return header };
        let headings = two_rows(page, above, row, vocabularies);
        let is_whole = |heading: &Heading| {
            heading.calls.iter().any(|(sense, call)| {
                *sense == Sense::Whole && names.iter().any(|name| normal(name) == normal(call))
            })
        };
        if headings.iter().any(is_whole) {
            return Header { first: above, row, shown: row, headings };
        }
        header
    }

    /// The codes and questions above a row of ids.
    fn of_codes(page: &Page<'_>, row: usize) -> Header {
        let questions = row - 1;
        let Some(codes) = questions.checked_sub(1).filter(|codes| !page.is_blank(*codes)) else {
            let headings = one_row(page, None, questions);
            return Header { first: questions, row, shown: questions, headings };
        };
        let width = page.width(codes).max(page.width(questions));
        let heading = |at: usize| match (page.text((codes, at)), page.text((questions, at))) {
            (code, question) if question.is_empty() || code == question => Heading::plain(&code),
            (code, question) if code.is_empty() => Heading::plain(&question),
            (code, question) => Heading::under(&code, &question, true),
        };
        let headings = (0..width).map(heading).collect();
        Header { first: codes, row, shown: questions, headings }
    }

    /// A single row, whatever stands above it.
    pub(super) fn of_one_row(page: &Page<'_>, row: usize) -> Header {
        Header { first: row, row, shown: row, headings: one_row(page, None, row) }
    }

    pub(super) fn width(&self) -> usize {
        self.headings.len()
    }

    pub(super) fn heading(&self, at: usize) -> &Heading {
        static NONE: Heading = Heading { written: String::new(), group: None, calls: Vec::new() };
        self.headings.get(at).unwrap_or(&NONE)
    }

    /// What is written above the column.
    pub(super) fn text(&self, at: usize) -> &str {
        self.heading(at).written()
    }

    /// The cell in which the heading stands, or in which it would.
    pub(super) fn spot(&self, page: &Page<'_>, at: usize) -> Spot {
        let is_above = |row: &usize| {
            let stands_above = !is_blank(page.cell((*row, at)));
            stands_above && is_blank(page.cell((self.shown, at)))
        };
        let row = (self.first..self.shown).rev().find(is_above).unwrap_or(self.shown);
        (row, at)
    }

    /// How many rows of headings there are.
    pub(super) fn rows(&self) -> usize {
        self.row - self.first + 1
    }
}

/// Where a heading says nothing, the cell above it counts.
fn one_row(page: &Page<'_>, above: Option<usize>, row: usize) -> Vec<Heading> {
    let heading = |at: usize| match (page.text((row, at)), above) {
        (own, Some(above)) if own.is_empty() => Heading::above(&page.text((above, at))),
        (own, _) => Heading::plain(&own),
    };
    (0..page.width(row)).map(heading).collect()
}

fn two_rows(
    page: &Page<'_>,
    above: usize,
    row: usize,
    vocabularies: &Vocabularies<'_>,
) -> Vec<Heading> {
    let groups = groups(page, above, page.width(row).max(page.width(above)));
    let heading = |(at, group): (usize, &Option<usize>)| {
        let own = page.text((row, at));
        let Some(group_at) = *group else { return Heading::plain(&own) };
        let group = page.text((above, group_at));
        if own.is_empty() {
            let stands_here = group_at == at;
            return if stands_here { Heading::plain(&group) } else { Heading::default() };
        }
        if own == group || (group_at == at && vocabularies.is_answer(&own)) {
            return Heading::plain(&group);
        }
        let is_alone = groups.iter().filter(|other| **other == Some(group_at)).count() == 1;
        Heading::under(&group, &own, is_alone)
    };
    groups.iter().enumerate().map(heading).collect()
}

/// For each column, the column in which the words stand that head it: its own or the nearest to
/// the left; merged cells head those that they cover.
fn groups(page: &Page<'_>, row: usize, width: usize) -> Vec<Option<usize>> {
    let mut current: Option<(usize, usize)> = None;
    let group = |at: usize| {
        if !is_blank(page.cell((row, at))) {
            let end = page.merged_until((row, at)).unwrap_or(usize::MAX);
            current = Some((at, end));
        }
        current.filter(|(_, end)| at <= *end).map(|(start, _)| start)
    };
    (0..width).map(group).collect()
}

fn is_row_of_ids(page: &Page<'_>, row: usize) -> bool {
    let cell = |at: usize| page.cell((row, at));
    let is_id = |cell: &Cell| matches!(cell, Cell::Text(text) if is_import_id(text.trim()));
    let width = page.width(row);
    (0..width).any(|at| is_id(cell(at)))
        && (0..width).all(|at| is_blank(cell(at)) || is_id(cell(at)))
}

pub(super) fn is_import_id(text: &str) -> bool {
    text.starts_with(IMPORT_ID)
}

/// Whether the row above belongs to the headings in this row: survey words stand below it, or
/// items are known by both rows together, or both say the same in places.
fn is_one_with(page: &Page<'_>, above: usize, row: usize, vocabularies: &Vocabularies<'_>) -> bool {
    if page.is_blank(above) || page.is_blank(row) {
        return false;
    }
    let width = page.width(row);
    let is_answer = |at: &usize| match page.cell((row, *at)) {
        Cell::Text(text) => vocabularies.is_answer(text) && !is_blank(page.cell((above, *at))),
        _ => false,
    };
    let answers = (0..width).filter(is_answer).count();
    if ENOUGH_COLUMNS <= answers {
        return true;
    }
    if holds_values(page, row) {
        return false;
    }
    1 <= answers
        || is_known_by_both(page, above, row, vocabularies)
        || repeats_headings(page, above, row)
}

fn is_known_by_both(
    page: &Page<'_>,
    above: usize,
    row: usize,
    vocabularies: &Vocabularies<'_>,
) -> bool {
    let groups = groups(page, above, page.width(row));
    let is_known = |(at, group): &(usize, &Option<usize>)| {
        let own = page.text((row, *at));
        let group = group.map(|group| page.text((above, group)));
        group.is_some_and(|group| {
            // A sign such as `?` adds nothing to a name, and may be all that a form says.
            !normal(&own).is_empty() && !vocabularies.hits(&format!("{group} / {own}")).is_empty()
        })
    };
    ENOUGH_COLUMNS <= groups.iter().enumerate().filter(is_known).count()
}

/// Whether both rows say the same in several columns, and no form below says it again, as the
/// ticks of a question with choices do.
fn repeats_headings(page: &Page<'_>, above: usize, row: usize) -> bool {
    let width = page.width(row);
    let says = |lower: usize, at: usize| {
        let text = page.text((lower, at));
        !text.is_empty() && text == page.text((above, at))
    };
    let same: Vec<usize> = (0..width).filter(|at| says(row, *at)).collect();
    let forms = row + 1..page.rows().min(row + 1 + FORMS_LOOKED_AT);
    let has_forms = forms.clone().any(|form| !page.is_blank(form));
    ENOUGH_COLUMNS <= same.len()
        && has_forms
        && !forms.into_iter().any(|form| same.iter().any(|at| says(form, *at)))
}

/// Whether there is a number or a date in the row.
pub(super) fn holds_values(page: &Page<'_>, row: usize) -> bool {
    let is_value = |cell: &Cell| match cell {
        Cell::Number(_) | Cell::Date(_) | Cell::Truth(_) => true,
        Cell::Text(text) => text.trim().parse::<f64>().is_ok() || date_in(text).is_some(),
        Cell::Empty | Cell::Broken(_) => false,
    };
    page.sheet.rows.get(row).is_some_and(|cells| cells.iter().any(is_value))
}

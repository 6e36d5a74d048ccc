//! Tables side by side: each is looked at through its own columns.

use std::{collections::BTreeSet, ops::Range};

use super::{
    Rulers,
    rated::{is_level, is_rated},
};
use crate::tidy::{
    headings::{Vocabulary, normal},
    page::Page,
};

/// How many rows are looked at.
const ROWS: usize = 120;

/// A table among others, and its column of items.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side<'a> {
    pub(super) page: Page<'a>,
    pub(super) item_column: usize,
}

/// The tables of items down the page that stand beside each other, left to right. One alone is the
/// whole page.
pub(super) fn of_items_down<'a>(
    page: Page<'a>,
    vocabulary: &Vocabulary<'_>,
    rulers: &Rulers<'_>,
    (best, header): (usize, usize),
) -> Vec<Side<'a>> {
    let whole = vec![Side { page, item_column: best }];
    if !may_be_several(&page, header) {
        return whole;
    }
    let columns = item_columns(&page, vocabulary, header);
    let mut starts: Vec<usize> = Vec::new();
    for place in 0..columns.len() {
        let (at, _) = columns[place];
        let is_new = match starts.last() {
            None => true,
            Some(&last) => {
                let is_apart = (last + 1..at).any(|at| is_blank_at(&page, header, at))
                    || alike(&page, header, last, at);
                is_apart && rates(&page, vocabulary, rulers, header, &columns, last..at)
            }
        };
        if is_new {
            starts.push(at);
        }
    }
    let [_, .., last] = starts[..] else { return whole };
    if !rates(&page, vocabulary, rulers, header, &columns, last..page.width(header)) {
        return whole;
    }
    let edge = |place: usize| {
        let (before, at) = (starts[place - 1], starts[place]);
        let blank = (before + 1..at).rev().find(|&at| is_blank_at(&page, header, at));
        blank.map_or(at, |blank| blank + 1)
    };
    let side = |place: usize| {
        let from = if place == 0 { 0 } else { edge(place) };
        let to = if place + 1 < starts.len() { edge(place + 1) } else { usize::MAX };
        Side { page: page.of_columns(from..to), item_column: starts[place] }
    };
    (0..starts.len()).map(side).collect()
}

/// Whether tables may stand beside each other: under two headings alike, or with a blank column
/// between them.
fn may_be_several(page: &Page<'_>, header: usize) -> bool {
    let mut headings = BTreeSet::new();
    let headings_of = page.filled(header).map(|at| normal(&page.text((header, at))));
    let are_alike =
        headings_of.filter(|heading| !heading.is_empty()).any(|heading| !headings.insert(heading));
    are_alike || (0..width_below(page, header)).any(|at| is_blank_at(page, header, at))
}

/// Whether the columns after the first, which holds items, hold ratings of them.
fn rates(
    page: &Page<'_>,
    vocabulary: &Vocabulary<'_>,
    rulers: &Rulers<'_>,
    header: usize,
    columns: &[(usize, Vec<(usize, usize)>)],
    range: Range<usize>,
) -> bool {
    let items = columns.iter().find(|(at, _)| *at == range.start);
    let Some((_, items)) = items else { return false };
    let rated = |at: usize| {
        let says = |row: usize| {
            let field = vocabulary.field(&page.text((row, at)));
            let is_rating = field.is_some_and(|(id, _)| *id == *"rating");
            is_rating || is_level(page, (row, at), items, vocabulary, rulers)
        };
        says(header) || says(header + 1) || is_rated(page, at, items, vocabulary, rulers)
    };
    (range.start + 1..range.end).any(rated)
}

/// The tables with items across whose headings start anew further to the right.
pub(super) fn of_items_across<'a>(
    page: Page<'a>,
    vocabulary: &Vocabulary<'_>,
    header: usize,
) -> Vec<Page<'a>> {
    let Some(first) = page.first_filled(header) else { return vec![page] };
    let heading = normal(&page.text((header, first)));
    let is_start = |at: &usize| normal(&page.text((header, *at))) == heading;
    let starts: Vec<usize> = page.filled(header).filter(is_start).collect();
    let holds_items = |from: usize, to: usize| {
        let items = (from..to).filter(|&at| vocabulary.item(&page.text((header, at))).is_some());
        2 <= items.count()
    };
    let end_of = |place: usize| starts.get(place + 1).copied().unwrap_or(page.width(header));
    let all_hold = (0..starts.len()).all(|place| holds_items(starts[place], end_of(place)));
    let is_field = vocabulary.field(&heading).is_some();
    if starts.len() < 2 || !all_hold || !is_field {
        return vec![page];
    }
    let window = |place: usize| {
        let from = if place == 0 { 0 } else { starts[place] };
        let to = starts.get(place + 1).copied().unwrap_or(usize::MAX);
        page.of_columns(from..to)
    };
    (0..starts.len()).map(window).collect()
}

/// The columns that hold items under the headings, with their rows and items.
fn item_columns(
    page: &Page<'_>,
    vocabulary: &Vocabulary<'_>,
    header: usize,
) -> Vec<(usize, Vec<(usize, usize)>)> {
    let last = page.rows().min(header + ROWS);
    let items = |at: usize| {
        let item = |row: usize| Some((row, vocabulary.item(&page.text((row, at)))?.0));
        (at, (header + 1..last).filter_map(item).collect::<Vec<_>>())
    };
    (0..width_below(page, header)).map(items).filter(|(_, items)| 2 <= items.len()).collect()
}

/// How many columns the rows from the headings on have.
fn width_below(page: &Page<'_>, header: usize) -> usize {
    let rows = header..page.rows().min(header + ROWS);
    rows.map(|row| page.width(row)).max().unwrap_or(0)
}

fn is_blank_at(page: &Page<'_>, header: usize, at: usize) -> bool {
    (header..page.rows().min(header + ROWS)).all(|row| page.text((row, at)).is_empty())
}

fn alike(page: &Page<'_>, header: usize, one: usize, other: usize) -> bool {
    let heading = |at: usize| normal(&page.text((header, at)));
    !heading(one).is_empty() && heading(one) == heading(other)
}

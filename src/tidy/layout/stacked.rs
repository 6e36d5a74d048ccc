//! Tables with items across, one under the other.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use super::{OF_A_FORM, above};
use crate::tidy::{
    draft::Given,
    header::{Header, holds_values},
    headings::Vocabulary,
    page::{Page, Spot},
};

/// A table with a form a row.
#[derive(Clone, Debug)]
pub(super) struct Strip<'a> {
    pub(super) page: Page<'a>,
    pub(super) header: usize,
    pub(super) rows: Range<usize>,
    pub(super) labels: BTreeMap<Arc<str>, Given>,
    pub(super) titles: Arc<[Given]>,
}

/// The page as one table.
pub(super) fn whole<'a>(page: Page<'a>, vocabulary: &Vocabulary<'_>, header: &Header) -> Strip<'a> {
    let labels = above::labels(&page, 0..header.first, vocabulary);
    let titles = above::titles(&page, 0..header.first, vocabulary);
    Strip { page, header: header.row, rows: header.row + 1..page.rows(), labels, titles }
}

/// The tables of a page, top to bottom. A row of the same headings again, without a label of its
/// own above it, is part of the table.
pub(super) fn strips<'a>(
    page: Page<'a>,
    vocabulary: &Vocabulary<'_>,
    header: &Header,
) -> Vec<Strip<'a>> {
    let mut headers = vec![header.row];
    let mut starts = vec![0];
    for row in again(&page, vocabulary, header.row) {
        let last = *headers.last().unwrap_or(&header.row);
        if row <= last + 2 {
            continue;
        }
        let start = start_of_labels(&page, vocabulary, last + 1, row);
        let is_same = page.row_text(last) == page.row_text(row);
        let says_nothing = above::labels(&page, start..row, vocabulary).is_empty()
            && above::titles(&page, start..row, vocabulary).is_empty();
        if !(is_same && says_nothing) {
            headers.push(row);
            starts.push(start);
        }
    }
    let strip = |place: usize| {
        let (own, start) = (headers[place], starts[place]);
        let first = if place == 0 { header.first } else { own };
        let end = starts.get(place + 1).copied().unwrap_or(page.rows());
        let labels = above::labels(&page, start..first, vocabulary);
        let titles = above::titles(&page, start..first, vocabulary);
        Strip { page, header: own, rows: own + 1..end, labels, titles }
    };
    (0..headers.len()).map(strip).collect()
}

/// Further rows of headings: those with items where the first row of headings has items, and with
/// no less of them than half of what that row has, and without a number or a date, as a row of
/// ticked choices has.
fn again(page: &Page<'_>, vocabulary: &Vocabulary<'_>, header: usize) -> Vec<usize> {
    let is_item = |spot: Spot| {
        let text = page.text(spot);
        text.parse::<f64>().is_err() && vocabulary.item(&text).is_some()
    };
    let items = |row: usize| page.filled(row).filter(|&at| is_item((row, at))).count();
    let columns: Vec<usize> = page.filled(header).filter(|&at| is_item((header, at))).collect();
    let (Some(&first), Some(&last)) = (columns.first(), columns.last()) else { return Vec::new() };
    let looked_at = [first, columns[columns.len() / 2], last];
    let many = columns.len().div_ceil(2).max(2);
    let rows = header + 1..page.rows();
    let may_be = |row: &usize| looked_at.iter().any(|&at| is_item((*row, at)));
    let is_header = |row: &usize| many <= items(*row) && !holds_values(page, *row);
    rows.filter(may_be).filter(is_header).collect()
}

/// Where what stands above a row of headings starts: blank rows, labels and single cells.
fn start_of_labels(
    page: &Page<'_>,
    vocabulary: &Vocabulary<'_>,
    first: usize,
    header: usize,
) -> usize {
    let is_label = |row: usize| {
        page.filled(row).count() <= 1
            || page.filled(row).any(|at| {
                let labelled = above::labelled(page, (row, at), vocabulary);
                labelled.is_some_and(|(field, _)| OF_A_FORM.contains(&&*field))
            })
    };
    (first..header).rev().take_while(|&row| is_label(row)).last().unwrap_or(header)
}

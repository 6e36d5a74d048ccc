//! What stands above the headings: labels with their values, and headings of groups.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use super::is_item_or_rating;
use crate::{
    diagnostic::{Code, Diagnostic},
    rulebook::Mapping,
    tidy::{
        draft::Given,
        headings::Vocabulary,
        page::{Page, Spot, is_blank},
    },
};

/// What the labels in these rows say, the first of each; what holds for the whole sheet comes last.
pub(super) fn labels(
    page: &Page<'_>,
    rows: Range<usize>,
    vocabulary: &Vocabulary<'_>,
) -> BTreeMap<Arc<str>, Given> {
    let mut stands: BTreeMap<Arc<str>, Given> = BTreeMap::new();
    for row in page.own_first(rows) {
        for at in 0..page.width(row) {
            if let Some((field, given)) = labelled(page, (row, at), vocabulary)
                && !(is_of_a_site(&field) && page.is_of_another_site(row))
            {
                stands.entry(field).or_insert(given);
            }
        }
    }
    stands
}

/// Whether the field says which site it is.
pub(in crate::tidy) fn is_of_a_site(field: &str) -> bool {
    matches!(field, "site" | "site_id")
}

/// The lines in these rows that are no labels, the nearest to the table first: a row with a single
/// cell that holds something.
pub(super) fn titles(
    page: &Page<'_>,
    rows: Range<usize>,
    vocabulary: &Vocabulary<'_>,
) -> Arc<[Given]> {
    let title = |row: usize| {
        let mut filled = page.filled(row);
        let (first, second) = (filled.next()?, filled.next());
        let is_label = labelled(page, (row, first), vocabulary).is_some();
        if second.is_none() && !is_label { Given::at(page, (row, first)) } else { None }
    };
    rows.rev().filter_map(title).collect()
}

/// Adds what the settings say, where no label says it.
pub(super) fn with_settings(
    mut stands: BTreeMap<Arc<str>, Given>,
    mapping: Option<&Mapping>,
) -> BTreeMap<Arc<str>, Given> {
    for (field, text) in mapping.into_iter().flat_map(|mapping| &mapping.set) {
        stands.entry(field.as_str().into()).or_insert_with(|| Given::set(text));
    }
    stands
}

/// The field that the cell names, and its value: the next cell that holds something, or what
/// stands after a colon.
pub(super) fn labelled(
    page: &Page<'_>,
    (row, at): Spot,
    vocabulary: &Vocabulary<'_>,
) -> Option<(Arc<str>, Given)> {
    let text = page.text((row, at));
    if text.is_empty() {
        return None;
    }
    if let Some((field, _)) = vocabulary.field(&text) {
        let next = (at + 1..page.width(row)).find(|&next| !is_blank(page.cell((row, next))))?;
        let value = Given::at(page, (row, next))?;
        let is_label = vocabulary.field(&value.text).is_some();
        return (!is_label && !is_item_or_rating(&field)).then_some((field, value));
    }
    let (label, value) = text.split_once(':')?;
    let (field, _) = vocabulary.field(label)?;
    let given = Given { at: Some((row, at)), ..Given::set(value) };
    (!given.text.is_empty() && !is_item_or_rating(&field)).then_some((field, given))
}

/// Notes on the merged cells right above the headings that head groups of them.
pub(super) fn group_headings(page: &Page<'_>, header: usize) -> Vec<Diagnostic> {
    let Some(above) = header.checked_sub(1) else { return Vec::new() };
    let first = page.first_filled(header).unwrap_or(0);
    let last = page.width(header).saturating_sub(1);
    let mut told = Vec::new();
    for merge in &page.sheet.merges {
        let columns = merge.first_column as usize..=merge.last_column as usize;
        let is_title = *columns.start() <= first && last <= *columns.end();
        let is_row_above = (merge.first_row as usize, merge.last_row as usize) == (above, above);
        let spot = (above, *columns.start());
        if is_row_above && !is_title && !is_blank(page.cell(spot)) {
            let message = format!("`{}` heads a group of columns", page.text(spot));
            let note = Diagnostic::note(Code::HeadingsOverHeadings, message)
                .help(format!("the headings are read from row {}", header + 1));
            told.push(page.tell(note, None, spot));
        }
    }
    told
}

//! Sheets that lie on their side: items and labels down the first column, a form in each further
//! column.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{OF_A_FORM, above, rated::is_rated};
use crate::{
    rulebook::kind::Words,
    tidy::{
        draft::Given,
        headings::{Means, Vocabulary},
        layout::Rulers,
        mapping::Column,
        page::Page,
        telling::fields_in,
    },
};

/// A sheet on its side is no longer than the longest instrument, with some room.
const MOST_ROWS: usize = 400;

/// A sheet on its side, with its rows as columns.
#[derive(Debug)]
pub(super) struct Turned<'a> {
    pub(super) page: Page<'a>,
    /// The column of labels, which is a row of headings once it is turned.
    pub(super) header: usize,
    pub(super) columns: Vec<Column>,
    /// The columns of the sheet that hold a form each.
    pub(super) forms: Vec<usize>,
    /// What the labels with a single value say of all forms.
    pub(super) above: BTreeMap<Arc<str>, Given>,
}

/// The sheet as one on its side, if it is one: two or more columns with ratings beside the items
/// and a site, year or person of their own, or one where no heading names the ratings.
pub(super) fn turned<'a>(
    page: Page<'a>,
    vocabulary: &Vocabulary<'_>,
    rulers: &Rulers<'_>,
    words: &[Words],
    item_column: usize,
) -> Option<Turned<'a>> {
    let labels = labels(&page, vocabulary, item_column);
    let is_of_a_form =
        |means: &Means| matches!(means, Means::Field(field) if OF_A_FORM.contains(&&**field));
    let fields: Vec<usize> =
        labels.iter().filter(|(_, means)| is_of_a_form(means)).map(|(row, _)| *row).collect();
    if fields.is_empty() {
        return None;
    }
    let items: Vec<(usize, usize)> = labels
        .iter()
        .filter_map(|(row, means)| match means {
            Means::Item(item) => Some((*row, *item)),
            Means::Field(_) => None,
        })
        .collect();
    let with_fields: BTreeSet<usize> =
        fields.iter().flat_map(|&row| page.filled(row).filter(|&at| item_column < at)).collect();
    let first_item = items.first()?.0;
    let is_headed = |at: usize| is_headed(&page, at, first_item, &labels);
    if with_fields.len() < 2 && with_fields.iter().all(|&at| is_headed(at)) {
        return None;
    }
    let is_rated = |at: usize| is_rated(&page, at, &items, vocabulary, rulers);
    let rated: BTreeSet<usize> = with_fields.iter().copied().filter(|&at| is_rated(at)).collect();
    let is_enough = match rated.len() {
        0 => false,
        1 => {
            let beside = item_column + 1..page.width(first_item);
            let is_alone = beside.filter(|&at| is_rated(at)).count() == 1;
            is_alone && !rated.iter().any(|&at| is_headed(at))
        }
        _ => true,
    };
    if !is_enough {
        return None;
    }
    // A column with a site or a person and no rating is a form that nobody filled in.
    let is_empty = |at: &usize| items.iter().all(|&(row, _)| page.text((row, *at)).is_empty());
    let first = *rated.first()?;
    let forms: Vec<usize> = with_fields
        .into_iter()
        .filter(|at| rated.contains(at) || (first < *at && is_empty(at)))
        .collect();
    let above = of_all_forms(&page, vocabulary, first_item, forms.len());
    let is_above = |means: &Means| matches!(means, Means::Field(id) if above.contains_key(id));
    let mut columns: Vec<Column> = labels
        .into_iter()
        .filter(|(_, means)| !is_above(means))
        .map(|(at, means)| Column { at, means, set: BTreeMap::new() })
        .collect();
    columns.extend(told_by_headings(&page, vocabulary, words, &columns, &forms, first_item));
    Some(Turned { page: page.turned(), header: item_column, columns, forms, above })
}

/// What labels above the items say once, with several forms under them: the site, the year and the
/// round of them all.
fn of_all_forms(
    page: &Page<'_>,
    vocabulary: &Vocabulary<'_>,
    first_item: usize,
    forms: usize,
) -> BTreeMap<Arc<str>, Given> {
    let is_of_sheet =
        |id: &str| ["site", "site_id", "program", "school_year", "occasion"].contains(&id);
    let rows = (0..first_item).filter(|&row| page.filled(row).count() <= 2);
    let mut above = BTreeMap::new();
    for row in rows.filter(|_| 1 < forms) {
        let is_wide = page.filled(row).any(|at| page.shown_spot((row, at + 1)) == (row, at));
        let labels = above::labels(page, row..row + 1, vocabulary);
        let labels = labels.into_iter().filter(|(id, _)| is_of_sheet(id));
        for (id, given) in labels.filter(|_| !is_wide) {
            // Places are those of the page once it is turned.
            let at = given.at.map(|(row, column)| (column, row));
            above.entry(id).or_insert(Given { at, ..given });
        }
    }
    above
}

/// What the rows are about, each thing once. A row with labels beside each other is a heading.
fn labels(
    page: &Page<'_>,
    vocabulary: &Vocabulary<'_>,
    item_column: usize,
) -> BTreeMap<usize, Means> {
    let mut taken = BTreeSet::new();
    let mut labels = BTreeMap::new();
    for row in 0..page.rows().min(MOST_ROWS) {
        let own = page.text((row, item_column));
        // Codes may stand in one column and the labels over the names in the next.
        let text = if own.is_empty() { page.text((row, item_column + 1)) } else { own.clone() };
        let means = match vocabulary.item(&own) {
            Some((item, _)) => Means::Item(item),
            None => match vocabulary.field(&text) {
                Some((field, _)) => Means::Field(field),
                None => continue,
            },
        };
        let first = if own.is_empty() { item_column + 1 } else { item_column };
        let is_label = |at: usize| at != first && vocabulary.field(&page.text((row, at))).is_some();
        let is_heading = matches!(means, Means::Field(_)) && page.filled(row).any(is_label);
        if !is_heading && taken.insert(means.clone()) {
            labels.insert(row, means);
        }
    }
    labels
}

/// Whether something stands above the ratings of a column that is no value of a label.
fn is_headed(
    page: &Page<'_>,
    at: usize,
    first_item: usize,
    labels: &BTreeMap<usize, Means>,
) -> bool {
    let is_value =
        |row: &usize| matches!(labels.get(row), Some(Means::Field(id)) if **id != *"item");
    (0..first_item).any(|row| !page.text((row, at)).is_empty() && !is_value(&row))
}

/// The row above the items, without a label, that tells a round, a year or a segment over every
/// form.
fn told_by_headings(
    page: &Page<'_>,
    vocabulary: &Vocabulary<'_>,
    words: &[Words],
    known: &[Column],
    forms: &[usize],
    first_item: usize,
) -> Option<Column> {
    let field_of = |spot| {
        let fields = fields_in(&page.text(page.shown_spot(spot)), vocabulary, words)?;
        let mut ids = fields.into_keys();
        let id = ids.next()?;
        if ids.next().is_none() { Some(id) } else { None }
    };
    let told = |row: usize| {
        let fields: Option<BTreeSet<_>> = forms.iter().map(|&at| field_of((row, at))).collect();
        let fields = fields?;
        let id = fields.first().filter(|_| fields.len() == 1)?.clone();
        let means = Means::Field(id);
        let is_known = known.iter().any(|column| column.means == means);
        (!is_known).then(|| Column { at: row, means, set: BTreeMap::new() })
    };
    let has_label = |row: &usize| {
        let is_field =
            |column: &&Column| matches!(&column.means, Means::Field(id) if **id != *"item");
        known.iter().filter(is_field).any(|column| column.at == *row)
    };
    (0..first_item).rev().filter(|row| !has_label(row)).find_map(told)
}

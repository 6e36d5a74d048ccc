//! What a sheet is: which instrument, laid out how, and what each column holds.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    headings::{By, Hit, Means, Vocabularies, Vocabulary, normal},
    mapping::Column,
    page::Page,
};
use crate::{
    diagnostic::{Code, Diagnostic, all_of, one_of},
    ingest::Cell,
    rulebook::{LayoutName, Mapping},
};

/// How far down the row of headings is looked for.
const HEADER_ROWS: usize = 40;
/// How far down items are looked for where they run down the page.
const ITEM_ROWS: usize = 120;
/// The most items that must be found before an instrument is taken to be recognised.
const ENOUGH_ITEMS: usize = 8;

/// What a sheet was recognised as.
#[derive(Debug)]
pub(super) struct Found<'v, 'a> {
    pub(super) vocabulary: &'v Vocabulary<'a>,
    pub(super) shape: Shape,
    pub(super) header: usize,
}

/// Where the items stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Shape {
    /// In the headings of this row.
    Across { row: usize },
    /// In this column, from this row on.
    Down { column: usize, first_row: usize },
}

/// An instrument that may be the one, and how well it fits.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Candidate {
    instrument: usize,
    matched: usize,
    by_name: usize,
    shape: Shape,
}

/// What a look at a sheet ends in.
#[derive(Debug)]
pub(super) enum Look<'v, 'a> {
    Found(Found<'v, 'a>),
    /// Two instruments fit alike, by their places.
    Unclear(Vec<usize>),
    /// The nearest instrument and its items that stand there, if any is near at all.
    Nothing(Option<(usize, BTreeSet<usize>)>),
}

/// Looks which instrument stands in the sheet.
pub(super) fn look<'v, 'a>(
    page: &Page<'_>,
    vocabularies: &'v Vocabularies<'a>,
    mapping: Option<&Mapping>,
) -> Look<'v, 'a> {
    let seen = Seen::of(page, vocabularies);
    let mut candidates = seen.candidates();
    if let Some(mapping) = mapping {
        return by_mapping(page, vocabularies, mapping, &candidates);
    }
    candidates.retain(|candidate| is_enough(candidate, &vocabularies.all[candidate.instrument]));
    let Some(best) = candidates.iter().map(|candidate| fit(candidate, vocabularies)).max() else {
        return Look::Nothing(seen.nearest());
    };
    candidates.retain(|candidate| fit(candidate, vocabularies) == best);
    let instruments: BTreeSet<usize> = candidates.iter().map(|one| one.instrument).collect();
    let chosen = match instruments.len() {
        1 => candidates[0].instrument,
        _ => match named(page, &candidates, vocabularies) {
            Some(instrument) => instrument,
            None => return Look::Unclear(instruments.into_iter().collect()),
        },
    };
    let shape = candidates.iter().find(|one| one.instrument == chosen).map(|one| one.shape);
    match shape {
        Some(shape) => Look::Found(found(page, &vocabularies.all[chosen], shape)),
        None => Look::Nothing(None),
    }
}

/// How well an instrument fits, first what weighs most: how many items, how many of them by name,
/// and how much of the instrument they are.
fn fit(candidate: &Candidate, vocabularies: &Vocabularies<'_>) -> (usize, usize, usize) {
    let items = vocabularies.all[candidate.instrument].instrument.item.len().max(1);
    (candidate.matched, candidate.by_name, 1000 * candidate.matched / items)
}

fn is_enough(candidate: &Candidate, vocabulary: &Vocabulary<'_>) -> bool {
    let items = vocabulary.instrument.item.len();
    let needed = items.div_ceil(4).min(ENOUGH_ITEMS).max(items.min(2));
    needed <= candidate.matched
}

fn found<'v, 'a>(page: &Page<'_>, vocabulary: &'v Vocabulary<'a>, shape: Shape) -> Found<'v, 'a> {
    let header = match shape {
        Shape::Across { row } => row,
        Shape::Down { first_row, .. } => header_above(page, vocabulary, first_row),
    };
    Found { vocabulary, shape, header }
}

/// The row of headings above the first item: the nearest that knows a column, else the nearest
/// that holds anything.
fn header_above(page: &Page<'_>, vocabulary: &Vocabulary<'_>, first_row: usize) -> usize {
    let knows_column = |&row: &usize| {
        (0..page.width(row)).any(|at| {
            vocabulary
                .field(&page.text((row, at)))
                .is_some_and(|(field, _)| matches!(&*field, "rating" | "item"))
        })
    };
    let above = || (0..first_row).rev().take(HEADER_ROWS);
    let filled = |row: &usize| !page.is_blank(*row);
    above().find(knows_column).or_else(|| above().find(filled)).unwrap_or(first_row)
}

fn by_mapping<'v, 'a>(
    page: &Page<'_>,
    vocabularies: &'v Vocabularies<'a>,
    mapping: &Mapping,
    candidates: &[Candidate],
) -> Look<'v, 'a> {
    let is_named =
        |vocabulary: &Vocabulary<'_>| vocabulary.instrument.about.id == mapping.instrument;
    let Some(instrument) = vocabularies.all.iter().position(is_named) else {
        return Look::Nothing(None);
    };
    let vocabulary = &vocabularies.all[instrument];
    let row_given = mapping.header_row.map(|row| row.saturating_sub(1) as usize);
    let fits_layout = |candidate: &&Candidate| match mapping.layout {
        Some(LayoutName::Rows) => matches!(candidate.shape, Shape::Across { .. }),
        Some(LayoutName::ItemsDown | LayoutName::Long) => {
            matches!(candidate.shape, Shape::Down { .. })
        }
        None => true,
    };
    let best = candidates
        .iter()
        .filter(|candidate| candidate.instrument == instrument)
        .filter(fits_layout)
        .max_by_key(|candidate| (candidate.matched, candidate.by_name));
    let row = row_given.or_else(|| mapped_row(page, mapping)).unwrap_or(0);
    let shape = match (mapping.layout, best.map(|best| best.shape)) {
        (_, Some(Shape::Down { column, first_row })) if !has_patterns_across(mapping) => {
            Shape::Down { column, first_row }
        }
        (Some(LayoutName::ItemsDown | LayoutName::Long), _) => {
            Shape::Down { column: mapped_item_column(page, row, mapping), first_row: row + 1 }
        }
        (_, Some(Shape::Across { row: seen })) if row_given.is_none() && row == 0 => {
            Shape::Across { row: seen }
        }
        _ => Shape::Across { row },
    };
    let mut found = found(page, vocabulary, shape);
    if row_given.is_some() || mapped_row(page, mapping).is_some() {
        found.header = row;
    }
    Look::Found(found)
}

fn has_patterns_across(mapping: &Mapping) -> bool {
    let names_item = mapping.pattern.iter().any(|pattern| pattern.heading.contains("{item}"));
    names_item || mapping.column.iter().any(|column| column.item.is_some())
}

/// The first row that holds a heading of the mapping.
fn mapped_row(page: &Page<'_>, mapping: &Mapping) -> Option<usize> {
    let headings: BTreeSet<String> =
        mapping.column.iter().map(|column| normal(&column.heading)).collect();
    let rows = 0..page.sheet.rows.len().min(HEADER_ROWS);
    rows.into_iter().find(|&row| {
        (0..page.width(row)).any(|at| headings.contains(&normal(&page.text((row, at)))))
    })
}

fn mapped_item_column(page: &Page<'_>, row: usize, mapping: &Mapping) -> usize {
    let is_item = |field: &Option<String>| field.as_deref() == Some("item");
    let heading = mapping.column.iter().find(|column| is_item(&column.field));
    let heading = heading.map(|column| normal(&column.heading));
    let is_it = |&at: &usize| Some(normal(&page.text((row, at)))) == heading;
    (0..page.width(row)).find(is_it).unwrap_or(0)
}

/// The instrument whose name stands in the sheet.
fn named(
    page: &Page<'_>,
    candidates: &[Candidate],
    vocabularies: &Vocabularies<'_>,
) -> Option<usize> {
    let rows = 0..page.sheet.rows.len().min(HEADER_ROWS);
    let mut texts: BTreeSet<String> = rows
        .flat_map(|row| (0..page.width(row)).map(move |at| (row, at)))
        .map(|spot| normal(&page.text(spot)))
        .collect();
    texts.insert(normal(&page.sheet.name));
    let names = |instrument: usize| {
        let instrument = vocabularies.all[instrument].instrument;
        let own = [&instrument.about.id, &instrument.about.title, &instrument.short_name];
        own.into_iter().chain(&instrument.aliases).map(|name| normal(name)).collect::<Vec<_>>()
    };
    let is_named = |instrument: &usize| names(*instrument).iter().any(|name| texts.contains(name));
    let all: BTreeSet<usize> =
        candidates.iter().map(|candidate| candidate.instrument).filter(is_named).collect();
    if all.len() == 1 { all.first().copied() } else { None }
}

/// The names of items that stand in a sheet, by row and by column.
struct Seen {
    rows: BTreeMap<usize, BTreeSet<Hit>>,
    columns: BTreeMap<usize, BTreeSet<(Hit, usize)>>,
}

impl Seen {
    fn of(page: &Page<'_>, vocabularies: &Vocabularies<'_>) -> Seen {
        let mut seen = Seen { rows: BTreeMap::new(), columns: BTreeMap::new() };
        for (row, cells) in page.sheet.rows.iter().enumerate().take(ITEM_ROWS) {
            for (column, cell) in cells.iter().enumerate() {
                if !matches!(cell, Cell::Text(_) | Cell::Number(_)) {
                    continue;
                }
                for hit in vocabularies.hits(&page.text((row, column))) {
                    if row < HEADER_ROWS {
                        seen.rows.entry(row).or_default().insert(*hit);
                    }
                    seen.columns.entry(column).or_default().insert((*hit, row));
                }
            }
        }
        seen
    }

    fn candidates(&self) -> Vec<Candidate> {
        let mut all = Vec::new();
        for (&row, hits) in &self.rows {
            all.extend(counted(hits.iter().copied(), |_| Shape::Across { row }));
        }
        for (&column, hits) in &self.columns {
            let first_row = |instrument: usize| {
                let rows = hits.iter().filter(|(hit, _)| hit.instrument == instrument);
                rows.map(|(_, row)| *row).min().unwrap_or(0)
            };
            let shape =
                |instrument: usize| Shape::Down { column, first_row: first_row(instrument) };
            all.extend(counted(hits.iter().map(|(hit, _)| *hit), shape));
        }
        all
    }

    fn nearest(&self) -> Option<(usize, BTreeSet<usize>)> {
        let mut items: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for hit in
            self.rows.values().flatten().chain(self.columns.values().flatten().map(|(hit, _)| hit))
        {
            items.entry(hit.instrument).or_default().insert(hit.item);
        }
        let size =
            |(instrument, items): &(usize, BTreeSet<usize>)| (items.len(), usize::MAX - instrument);
        items.into_iter().max_by_key(size)
    }
}

fn counted(hits: impl Iterator<Item = Hit>, shape: impl Fn(usize) -> Shape) -> Vec<Candidate> {
    let mut items: BTreeMap<usize, BTreeMap<usize, By>> = BTreeMap::new();
    for hit in hits {
        let by = items.entry(hit.instrument).or_default().entry(hit.item).or_insert(hit.by);
        *by = hit.by.min(*by);
    }
    let candidate = |(instrument, items): (usize, BTreeMap<usize, By>)| Candidate {
        instrument,
        matched: items.len(),
        by_name: items.values().filter(|by| **by == By::Name).count(),
        shape: shape(instrument),
    };
    items.into_iter().map(candidate).collect()
}

/// What the columns under a row of headings hold: those that are known by name first, then those
/// by an alias, and each thing once. Where a heading says nothing, the one above it counts.
pub(super) fn columns(
    page: &Page<'_>,
    header: usize,
    vocabulary: &Vocabulary<'_>,
    mapped: &[Column],
) -> Vec<(Column, By)> {
    let mut taken: BTreeSet<Means> = mapped.iter().map(|column| column.means.clone()).collect();
    let mut columns: BTreeMap<usize, (Column, By)> =
        mapped.iter().map(|column| (column.at, (column.clone(), By::Name))).collect();
    for pass in [By::Name, By::Alias] {
        for at in 0..page.width(header) {
            if columns.contains_key(&at) {
                continue;
            }
            let meanings = heading_at(page, header, at, vocabulary);
            let first =
                meanings.into_iter().find(|(means, by)| *by == pass && !taken.contains(means));
            if let Some((means, by)) = first {
                taken.insert(means.clone());
                columns.insert(at, (Column { at, means, set: BTreeMap::new() }, by));
            }
        }
    }
    columns.into_values().collect()
}

fn heading_at(
    page: &Page<'_>,
    header: usize,
    at: usize,
    vocabulary: &Vocabulary<'_>,
) -> Vec<(Means, By)> {
    let meanings = vocabulary.meanings(&page.text((header, at)));
    let says_nothing = meanings.is_empty() && page.text((header, at)).is_empty();
    if says_nothing && 0 < header {
        return vocabulary.meanings(&page.text((header - 1, at)));
    }
    meanings
}

/// Two instruments fit alike.
pub(super) fn unclear(page: &Page<'_>, which: &[usize], all: &Vocabularies<'_>) -> Diagnostic {
    let titles = which.iter().map(|&one| all.all[one].instrument.about.title.as_str());
    let ids = which.iter().map(|&one| all.all[one].instrument.about.id.as_str());
    let message = format!("{} fit this sheet alike", all_of(titles));
    Diagnostic::error(Code::InstrumentUnclear, message).at(page.place()).help(format!(
        "write the name of the instrument above the headings, or name {} in a mapping of `cqi.toml`",
        one_of(ids)
    ))
}

/// No instrument fits.
pub(super) fn not_recognised(
    nearest: Option<(usize, BTreeSet<usize>)>,
    all: &Vocabularies<'_>,
) -> Diagnostic {
    let Some((instrument, found)) = nearest else {
        let message = "no heading or code here belongs to an instrument of the rules";
        return Diagnostic::error(Code::SheetNotRecognised, message)
            .help("say in `cqi.toml` which columns hold which items, or leave this file out");
    };
    let instrument = all.all[instrument].instrument;
    let items = instrument.item.len();
    let title = &instrument.about.title;
    let message = format!(
        "no instrument fits; the nearest is {title}, with {} of its {items} items",
        found.len()
    );
    let missing: Vec<String> = instrument
        .item
        .iter()
        .enumerate()
        .filter(|(place, _)| !found.contains(place))
        .map(|(_, item)| format!("`{}`", item.name))
        .collect();
    let shown = missing.iter().take(3).map(String::as_str);
    let rest = missing.len().saturating_sub(3);
    let more = if rest == 0 { String::new() } else { format!(" and {rest} more") };
    let shown = if rest == 0 { all_of(shown) } else { shown.collect::<Vec<_>>().join(", ") };
    Diagnostic::error(Code::SheetNotRecognised, message).help(format!(
        "not found: {shown}{more}; say in `cqi.toml` which columns hold them, or leave this file out"
    ))
}

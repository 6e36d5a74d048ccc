//! What a sheet is: which instrument, laid out how, and what each column holds.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    fit::{self, Choice},
    header::{Header, Heading},
    headings::{By, Hit, Vocabularies, Vocabulary, normal},
    layout::spread,
    mapping,
    page::{Page, Spot},
};
use crate::{
    diagnostic::{Code, Diagnostic, all_of, one_of},
    ingest::Cell,
    rulebook::{ColumnMapping, LayoutName, Mapping, kind::Instrument},
};

/// How far down the row of headings is looked for.
pub(super) const HEADER_ROWS: usize = 40;
/// How far down items are looked for where they run down the page.
const ITEM_ROWS: usize = 120;
/// The most items that must be found before an instrument is taken to be recognised.
const ENOUGH_ITEMS: usize = 8;

/// What a sheet was recognised as.
#[derive(Debug)]
pub(super) struct Found<'v, 'a> {
    pub(super) vocabulary: &'v Vocabulary<'a>,
    pub(super) shape: Shape,
    pub(super) header: Header,
    /// Headings of items that only another instrument has.
    pub(super) strangers: Option<Strangers<'a>>,
}

/// Columns whose headings are items of another instrument.
#[derive(Debug)]
pub(super) struct Strangers<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) columns: BTreeSet<usize>,
}

/// Where the items stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Shape {
    /// In the headings of this row.
    Across { row: usize },
    /// In this column, from this row on.
    Down { column: usize, first_row: usize },
}

/// An instrument that may be the one, and what of it stands in the sheet.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Candidate {
    pub(super) instrument: usize,
    /// How many of its items, and how many of them by name.
    pub(super) matched: usize,
    pub(super) by_name: usize,
    pub(super) shape: Shape,
    /// How many rows of headings there are.
    pub(super) header_rows: usize,
    /// The texts that are its items, as they are compared. Left empty where no other instrument is
    /// a candidate.
    pub(super) texts: BTreeSet<String>,
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
    if candidates.is_empty() {
        candidates = beside_something(page, vocabularies);
    } else if candidates.iter().any(|one| one.instrument != candidates[0].instrument) {
        for candidate in &mut candidates {
            candidate.texts = seen.texts(candidate);
        }
    }
    match fit::choice(page, candidates, vocabularies) {
        Choice::One(chosen) => {
            Look::Found(found(page, vocabularies, chosen.instrument, chosen.shape))
        }
        Choice::Several(instruments) => Look::Unclear(instruments),
        Choice::None => Look::Nothing(seen.nearest()),
    }
}

/// Rows of headings in which most of the items of an instrument stand beside something else, as in
/// `Organization_S1`.
fn beside_something(page: &Page<'_>, vocabularies: &Vocabularies<'_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for row in page.top(HEADER_ROWS) {
        for (instrument, vocabulary) in vocabularies.all.iter().enumerate() {
            let matched = spread::items_in(page, row, vocabulary);
            if 0 < matched {
                let shape = Shape::Across { row };
                let texts = page.filled(row).map(|at| normal(&page.text((row, at)))).collect();
                let (by_name, header_rows) = (0, 1);
                candidates.push(Candidate {
                    instrument,
                    matched,
                    by_name,
                    shape,
                    header_rows,
                    texts,
                });
            }
        }
    }
    candidates
}

fn is_enough(candidate: &Candidate, vocabulary: &Vocabulary<'_>) -> bool {
    let items = vocabulary.instrument.item.len();
    let needed = items.div_ceil(4).min(ENOUGH_ITEMS).max(items.min(2));
    needed <= candidate.matched
}

fn found<'v, 'a>(
    page: &Page<'_>,
    vocabularies: &'v Vocabularies<'a>,
    instrument: usize,
    shape: Shape,
) -> Found<'v, 'a> {
    let vocabulary = &vocabularies.all[instrument];
    let row = match shape {
        Shape::Across { row } => row,
        Shape::Down { first_row, .. } => header_above(page, vocabulary, first_row),
    };
    let header = Header::at(page, row, vocabularies);
    let strangers = match shape {
        Shape::Across { .. } => fit::strangers(&header, instrument, vocabularies),
        Shape::Down { .. } => None,
    };
    Found { vocabulary, shape, header, strangers }
}

/// The row of headings above the first item: the nearest that knows a column, else the nearest
/// that holds anything.
fn header_above(page: &Page<'_>, vocabulary: &Vocabulary<'_>, first_row: usize) -> usize {
    let above = || (0..first_row).rev().take(HEADER_ROWS);
    let filled = |row: &usize| !page.is_blank(*row);
    above()
        .find(|&row| knows_column(page, vocabulary, row))
        .or_else(|| above().find(filled))
        .unwrap_or(first_row)
}

/// Whether the row heads a column of ratings or of items.
fn knows_column(page: &Page<'_>, vocabulary: &Vocabulary<'_>, row: usize) -> bool {
    (0..page.width(row)).any(|at| {
        let field = vocabulary.field(&page.text((row, at)));
        field.is_some_and(|(field, _)| matches!(&*field, "rating" | "item"))
    })
}

/// Whether items run down the page under a heading of ratings or of items.
pub(super) fn runs_under_headings(
    page: &Page<'_>,
    vocabulary: &Vocabulary<'_>,
    shape: Shape,
) -> bool {
    match shape {
        Shape::Down { first_row, .. } => {
            let header = header_above(page, vocabulary, first_row);
            header < first_row && knows_column(page, vocabulary, header)
        }
        Shape::Across { .. } => false,
    }
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
    let row_given = mapping::header_row(mapping, page.sheet);
    let fits_layout = |candidate: &&Candidate| match mapping.layout {
        Some(LayoutName::Rows) => matches!(candidate.shape, Shape::Across { .. }),
        Some(LayoutName::ItemsDown | LayoutName::Long) => {
            matches!(candidate.shape, Shape::Down { .. })
        }
        None => true,
    };
    let mapped_row = mapped_row(page, mapping, vocabularies);
    let row = row_given.or(mapped_row).unwrap_or(0);
    let item_column = mapped_item_column(&Header::at(page, row, vocabularies), mapping);
    let is_mapped =
        |shape: Shape| matches!(shape, Shape::Down { column, .. } if Some(column) == item_column);
    // Of those that fit alike the first, as without a mapping.
    let best = candidates
        .iter()
        .rev()
        .filter(|candidate| candidate.instrument == instrument)
        .filter(fits_layout)
        .max_by_key(|one| (is_mapped(one.shape), one.matched, one.by_name, one.header_rows));
    let shape = match (mapping.layout, best.map(|best| best.shape)) {
        (_, Some(Shape::Down { column, first_row })) if !has_patterns_across(mapping) => {
            Shape::Down { column, first_row }
        }
        (Some(LayoutName::ItemsDown | LayoutName::Long), _) => {
            Shape::Down { column: item_column.unwrap_or(0), first_row: row + 1 }
        }
        (_, Some(Shape::Across { row: seen })) if row_given.is_none() && row == 0 => {
            Shape::Across { row: seen }
        }
        _ => Shape::Across { row },
    };
    let mut found = found(page, vocabularies, instrument, shape);
    if row_given.is_some() || mapped_row.is_some() {
        found.header = Header::named(page, row, vocabularies, &headings_of(mapping));
    }
    Look::Found(found)
}

fn has_patterns_across(mapping: &Mapping) -> bool {
    let names_item = mapping.pattern.iter().any(|pattern| pattern.heading.contains("{item}"));
    names_item || mapping.column.iter().any(|column| column.item.is_some())
}

/// The row that holds most headings of the mapping, as the lowest of most rows of headings, and the
/// first of such.
fn mapped_row(
    page: &Page<'_>,
    mapping: &Mapping,
    vocabularies: &Vocabularies<'_>,
) -> Option<usize> {
    let mut best: Option<((usize, usize), usize)> = None;
    for row in page.top(HEADER_ROWS) {
        let header = Header::named(page, row, vocabularies, &headings_of(mapping));
        let stands = |heading: &str| (0..header.width()).any(|at| header.heading(at).is(heading));
        let held = mapping.column.iter().filter(|column| stands(&column.heading)).count();
        let weight = (held, header.rows());
        if 0 < held && best.is_none_or(|(most, _)| most < weight) {
            best = Some((weight, row));
        }
    }
    best.map(|(_, row)| row)
}

fn headings_of(mapping: &Mapping) -> Vec<&str> {
    let columns = mapping.column.iter().map(|column| column.heading.as_str());
    columns.chain(mapping.ignore.iter().map(String::as_str)).collect()
}

fn mapped_item_column(header: &Header, mapping: &Mapping) -> Option<usize> {
    let is_item = |column: &&ColumnMapping| column.field.as_deref() == Some("item");
    mapping::column_called(header, &mapping.column.iter().find(is_item)?.heading)
}

/// The items that stand in a sheet, by row and by column, with what is written there.
struct Seen<'p> {
    rows: BTreeMap<usize, (usize, Vec<Written<'p>>)>,
    columns: BTreeMap<usize, Vec<(Hit, Cow<'p, str>, usize)>>,
}

/// An item, and the text that names it.
type Written<'p> = (Hit, Cow<'p, str>);

impl<'p> Seen<'p> {
    fn of(page: &Page<'p>, vocabularies: &Vocabularies<'_>) -> Seen<'p> {
        let mut seen = Seen { rows: BTreeMap::new(), columns: BTreeMap::new() };
        let headings = page.top(HEADER_ROWS);
        for (row, cells) in page.top(ITEM_ROWS).zip(&page.sheet.rows[page.top(0).start..]) {
            let may_be_header = headings.contains(&row);
            let header =
                if may_be_header { Header::of_several_rows(page, row, vocabularies) } else { None };
            if let Some(header) = &header {
                seen.read_headings(header, vocabularies);
            }
            let is_header = may_be_header && header.is_none();
            for (column, cell) in cells.iter().enumerate() {
                if may_name_an_item(cell, vocabularies) {
                    let text = page.text((row, column));
                    seen.read_cell(&text, (row, column), is_header, vocabularies);
                }
            }
        }
        seen
    }

    /// Headings of several rows. What is one row of several is none by itself.
    fn read_headings(&mut self, header: &Header, vocabularies: &Vocabularies<'_>) {
        self.rows.retain(|row, _| *row < header.first || header.row <= *row);
        for at in 0..header.width() {
            let heading = header.heading(at);
            let text = Cow::Owned(heading.written().to_owned());
            self.add_headings(header.row, header.rows(), &vocabularies.hits_of(heading), &text);
        }
    }

    #[expect(clippy::ptr_arg, reason = "a text that is borrowed stays so where it is kept")]
    fn read_cell(
        &mut self,
        text: &Cow<'p, str>,
        (row, column): Spot,
        is_header: bool,
        vocabularies: &Vocabularies<'_>,
    ) {
        let hits = vocabularies.hits(text);
        if is_header && text.ends_with(']') {
            // A row of a grid question stands in brackets.
            self.add_headings(row, 1, &vocabularies.hits_of(&Heading::plain(text)), text);
        } else if is_header {
            self.add_headings(row, 1, hits, text);
        }
        if !hits.is_empty() {
            let known = self.columns.entry(column).or_default();
            known.extend(hits.iter().map(|hit| (*hit, text.clone(), row)));
        }
    }

    #[expect(clippy::ptr_arg, reason = "a text that is borrowed stays so where it is kept")]
    fn add_headings(&mut self, row: usize, rows: usize, hits: &[Hit], text: &Cow<'p, str>) {
        if hits.is_empty() {
            return;
        }
        let (_, known) = self.rows.entry(row).or_insert((rows, Vec::new()));
        known.extend(hits.iter().map(|hit| (*hit, text.clone())));
    }

    fn candidates(&self) -> Vec<Candidate> {
        let mut all = Vec::new();
        for (&row, (header_rows, hits)) in &self.rows {
            let hits = hits.iter().map(|(hit, _)| *hit);
            all.extend(counted(hits, *header_rows, |_| Shape::Across { row }));
        }
        for (&column, hits) in &self.columns {
            let first_row = |instrument: usize| {
                let rows = hits.iter().filter(|(hit, ..)| hit.instrument == instrument);
                rows.map(|(.., row)| *row).min().unwrap_or(0)
            };
            let shape =
                |instrument: usize| Shape::Down { column, first_row: first_row(instrument) };
            all.extend(counted(hits.iter().map(|(hit, ..)| *hit), 1, shape));
        }
        all
    }

    /// The texts that are items of the candidate.
    fn texts(&self, candidate: &Candidate) -> BTreeSet<String> {
        let is_own = |hit: &Hit| hit.instrument == candidate.instrument;
        match candidate.shape {
            Shape::Across { row } => {
                let hits = self.rows.get(&row).into_iter().flat_map(|(_, hits)| hits);
                hits.filter(|(hit, _)| is_own(hit)).map(|(_, text)| normal(text)).collect()
            }
            Shape::Down { column, .. } => {
                let hits = self.columns.get(&column).into_iter().flatten();
                hits.filter(|(hit, ..)| is_own(hit)).map(|(_, text, _)| normal(text)).collect()
            }
        }
    }

    fn nearest(&self) -> Option<(usize, BTreeSet<usize>)> {
        let mut items: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let in_rows = self.rows.values().flat_map(|(_, hits)| hits).map(|(hit, _)| hit);
        let in_columns = self.columns.values().flatten().map(|(hit, ..)| hit);
        for hit in in_rows.chain(in_columns) {
            items.entry(hit.instrument).or_default().insert(hit.item);
        }
        let size =
            |(instrument, items): &(usize, BTreeSet<usize>)| (items.len(), usize::MAX - instrument);
        items.into_iter().max_by_key(size)
    }
}

/// Most numbers are ratings: they are looked up only where a number may be the code of an item.
fn may_name_an_item(cell: &Cell, vocabularies: &Vocabularies<'_>) -> bool {
    match cell {
        Cell::Text(_) => true,
        Cell::Number(number) => vocabularies.has_numbers || number.fract() != 0.0,
        _ => false,
    }
}

fn counted(
    hits: impl Iterator<Item = Hit>,
    header_rows: usize,
    shape: impl Fn(usize) -> Shape,
) -> Vec<Candidate> {
    let mut hits: Vec<Hit> = hits.collect();
    // Of the hits of one item the best comes first.
    hits.sort_unstable();
    hits.dedup_by_key(|hit| (hit.instrument, hit.item));
    let candidate = |hits: &[Hit]| Candidate {
        instrument: hits[0].instrument,
        matched: hits.len(),
        by_name: hits.iter().filter(|hit| hit.by == By::Name).count(),
        shape: shape(hits[0].instrument),
        header_rows,
        texts: BTreeSet::new(),
    };
    hits.chunk_by(|one, other| one.instrument == other.instrument).map(candidate).collect()
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

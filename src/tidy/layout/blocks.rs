//! Items down the page, in one or several tables: where each starts and ends, and which of them
//! are parts of one form.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use super::{OF_A_FORM, above};
use crate::{
    ingest::Cell,
    tidy::{draft::Given, header::Header, headings::Vocabulary, page::Page},
};

/// Rows of items that stand together.
#[derive(Clone, Debug)]
pub(super) struct Block<'a> {
    pub(super) page: Page<'a>,
    pub(super) item_column: usize,
    pub(super) header: usize,
    /// The rows above it, from the end of the table before.
    pub(super) above: Range<usize>,
    has_own_header: bool,
    /// Its rows with the items that they are about.
    pub(super) items: Vec<(usize, usize)>,
    /// Other rows among and under them that hold something.
    pub(super) others: Vec<usize>,
    /// What its labels say.
    labels: BTreeMap<Arc<str>, Given>,
    titles: Arc<[Given]>,
}

/// Blocks that make up one form, or one long table of many.
#[derive(Clone, Debug)]
pub(super) struct Group<'a> {
    pub(super) blocks: Vec<Block<'a>>,
    pub(super) labels: BTreeMap<Arc<str>, Given>,
    pub(super) titles: Arc<[Given]>,
}

/// What a row without an item is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Blank,
    /// Headings of a table.
    Headings,
    /// A label that tells forms apart, with its value.
    Label,
    /// A title, totals, a note.
    Other,
}

/// The blocks of a page, top to bottom. The first has the headings that were recognised.
pub(super) fn blocks<'a>(
    page: Page<'a>,
    vocabulary: &Vocabulary<'_>,
    item_column: usize,
    header: &Header,
    first_row: usize,
) -> Vec<Block<'a>> {
    let mut blocks: Vec<Block<'a>> = Vec::new();
    let (mut start, mut headings, mut is_open) = (0, header.row, false);
    for row in first_row.max(header.row + 1)..page.rows() {
        if let Some((item, _)) = vocabulary.item(&page.text((row, item_column))) {
            if !is_open {
                let above = start..row;
                let has_own_header = above.contains(&headings);
                let first = if blocks.is_empty() { header.first } else { headings };
                let end = if has_own_header { first } else { row };
                let labels = above::labels(&page, start..end, vocabulary);
                let titles = above::titles(&page, start..end, vocabulary);
                let (items, others) = (Vec::new(), Vec::new());
                let header = headings;
                blocks.push(Block {
                    page,
                    item_column,
                    header,
                    above,
                    has_own_header,
                    items,
                    others,
                    labels,
                    titles,
                });
            }
            is_open = true;
            start = row + 1;
            blocks.last_mut().expect("one was begun").items.push((row, item));
            continue;
        }
        let kind = kind(&page, row, item_column, vocabulary);
        match kind {
            Kind::Headings => headings = row,
            Kind::Label if is_open && is_footer(&page, row, item_column, vocabulary) => {
                let block = blocks.last_mut().expect("one was begun");
                for (field, given) in above::labels(&page, row..row + 1, vocabulary) {
                    block.labels.entry(field).or_insert(given);
                }
                start = row + 1;
                continue;
            }
            Kind::Other => blocks.last_mut().into_iter().for_each(|block| block.others.push(row)),
            Kind::Blank | Kind::Label => {}
        }
        is_open = is_open && kind == Kind::Other && 1 < page.filled(row).count();
    }
    blocks
}

fn kind(page: &Page<'_>, row: usize, item_column: usize, vocabulary: &Vocabulary<'_>) -> Kind {
    if page.is_blank(row) {
        return Kind::Blank;
    }
    let field = |at: usize| vocabulary.field(&page.text((row, at))).map(|(field, _)| field);
    let has_number = page.filled(row).any(|at| matches!(page.cell((row, at)), Cell::Number(_)));
    let heads_ratings =
        page.filled(row).any(|at| at != item_column && field(at).as_deref() == Some("rating"));
    let heads_items = field(item_column).as_deref() == Some("item")
        && page.filled(row).any(|at| at != item_column);
    if heads_ratings && !has_number || heads_items {
        return Kind::Headings;
    }
    let is_label = page.filled(row).any(|at| {
        let labelled = above::labelled(page, (row, at), vocabulary);
        labelled.is_some_and(|(field, _)| OF_A_FORM.contains(&&*field))
    });
    if is_label { Kind::Label } else { Kind::Other }
}

/// Labels right under a table and before a blank row belong to it, as the line for a signature does.
fn is_footer(page: &Page<'_>, row: usize, item_column: usize, vocabulary: &Vocabulary<'_>) -> bool {
    let kind_of = |row: usize| {
        let is_item = vocabulary.item(&page.text((row, item_column))).is_some();
        (!is_item).then(|| kind(page, row, item_column, vocabulary))
    };
    let mut below = row + 1..page.rows();
    let next = below.find_map(|row| match kind_of(row) {
        Some(Kind::Label) => None,
        other => Some(other),
    });
    matches!(next, None | Some(Some(Kind::Blank)))
}

/// The blocks in groups: each a form of its own, unless the items run down a long table.
pub(super) fn groups<'a>(
    windows: Vec<Vec<Block<'a>>>,
    is_long: impl Fn(&Block<'a>) -> bool,
) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for block in windows.into_iter().flatten() {
        let continues = groups.last().is_some_and(|group| {
            let differs = group.contradicts(&block.labels);
            !differs && (is_long(&block) || !group.is_repeated_by(&block))
        });
        if continues && let Some(group) = groups.last_mut() {
            let labels = block.labels.iter().map(|(field, given)| (field.clone(), given.clone()));
            for (field, given) in labels {
                group.labels.entry(field).or_insert(given);
            }
            group.blocks.push(block);
            continue;
        }
        groups.push(Group::of(block));
    }
    groups
}

/// All blocks as one form or one long table, as a mapping says.
pub(super) fn one_group(windows: Vec<Vec<Block<'_>>>) -> Vec<Group<'_>> {
    let mut blocks = windows.into_iter().flatten();
    let Some(first) = blocks.next() else { return Vec::new() };
    let mut group = Group::of(first);
    group.blocks.extend(blocks);
    vec![group]
}

impl<'a> Group<'a> {
    fn of(block: Block<'a>) -> Group<'a> {
        let (labels, titles) = (block.labels.clone(), block.titles.clone());
        Group { blocks: vec![block], labels, titles }
    }

    fn contradicts(&self, labels: &BTreeMap<Arc<str>, Given>) -> bool {
        let other = |(field, given): (&Arc<str>, &Given)| {
            let own = self.labels.get(field);
            OF_A_FORM.contains(&&**field) && own.is_some_and(|own| own.text != given.text)
        };
        labels.iter().any(other)
    }

    /// Whether the block holds items that stand in the group already. A single one is a slip.
    fn is_repeated_by(&self, block: &Block<'_>) -> bool {
        let own: BTreeSet<usize> =
            self.blocks.iter().flat_map(|block| &block.items).map(|(_, item)| *item).collect();
        let repeated = block.items.iter().filter(|(_, item)| own.contains(item)).count();
        let is_slip = repeated < 2 && !block.has_own_header;
        block.items.len() <= 2 * repeated && !is_slip
    }
}

/// What holds for each table: its own labels, and what the tables before it say. A field that a
/// later table states itself is each table's own; a label for a site takes the place of all that
/// was said of the site before, one for a year of what was said of that year.
pub(super) fn inherited(own: &[&BTreeMap<Arc<str>, Given>]) -> Vec<BTreeMap<Arc<str>, Given>> {
    let named = |field: &str, labels: &BTreeMap<Arc<str>, Given>| {
        labels.keys().any(|other| &**other == field || (rank(other) == 0 && rank(field) == 0))
    };
    let is_restated = |field: &str| 1 < own.iter().filter(|labels| named(field, labels)).count();
    let mut running: BTreeMap<Arc<str>, Given> = BTreeMap::new();
    let mut all = Vec::new();
    for labels in own {
        let highest = labels.keys().map(|field| rank(field)).min().unwrap_or(usize::MAX);
        running.retain(|field, _| rank(field) < highest || !is_restated(field));
        running.extend(labels.iter().map(|(field, given)| (field.clone(), given.clone())));
        all.push(running.clone());
    }
    all
}

/// A site has years, a year has rounds, and a round has forms.
fn rank(field: &str) -> usize {
    match field {
        "site" | "site_id" | "program" | "cds_code" => 0,
        "school_year" => 1,
        "occasion" => 2,
        _ => 3,
    }
}

//! Several instruments on one sheet, one under the other.
//!
//! A sheet is cut only between blank rows, and only where more than one instrument is recognised. What
//! stands above the first table, such as the site, holds for all.

use std::ops::Range;

use super::{
    headings::Vocabularies,
    layout::is_of_a_site,
    page::Page,
    recognise::{self, Look},
};

/// How many items of another instrument make a closer look worth while.
const ENOUGH_OF_ANOTHER: usize = 2;
/// How many rows of a block are looked at for headings.
const HEADINGS: usize = 5;

/// The parts of a sheet, by what a look at all of it says: one, or one for each change of instrument.
pub(super) fn parts<'p>(
    page: Page<'p>,
    look: &Look<'_, '_>,
    vocabularies: &Vocabularies<'_>,
) -> Vec<Page<'p>> {
    let main = match look {
        Look::Found(found) => &*found.vocabulary.instrument.about.id,
        Look::Unclear(which) => &*vocabularies.all[which[0]].instrument.about.id,
        Look::Nothing(_) => return vec![page],
    };
    let blocks = blocks(&page);
    let is_other = |rows: &Range<usize>| holds_another(&page, rows, main, vocabularies);
    if blocks.len() < 2 || !blocks.iter().any(is_other) {
        return vec![page];
    }
    let starts = starts(&page, &blocks, main, vocabularies);
    if starts.len() < 2 {
        return vec![page];
    }
    let ends = starts.iter().skip(1).copied().chain([page.rows()]);
    let mut parts: Vec<Page<'p>> =
        starts.iter().zip(ends).map(|(&start, end)| page.of_rows(start..end)).collect();
    let shared = headings_of(parts[0], vocabularies).start;
    for part in &mut parts[1..] {
        let names_site = names_site(part, headings_of(*part, vocabularies), vocabularies);
        *part = part.sharing(shared, names_site);
    }
    parts
}

/// Where each part starts: with what stands above a table of another instrument than the one before.
fn starts(
    page: &Page<'_>,
    blocks: &[Range<usize>],
    main: &str,
    vocabularies: &Vocabularies<'_>,
) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut known: Option<&str> = None;
    let mut untold = None;
    for rows in blocks {
        match instrument_of(page.of_rows(rows.clone()), main, vocabularies) {
            None => _ = untold.get_or_insert(rows.start),
            Some(instrument) => {
                if known != Some(instrument) {
                    starts.push(untold.unwrap_or(rows.start));
                }
                (known, untold) = (Some(instrument), None);
            }
        }
    }
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    starts
}

/// Rows without a blank one between them.
fn blocks(page: &Page<'_>) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for row in (0..page.rows()).filter(|&row| !page.is_blank(row)) {
        match blocks.last_mut() {
            Some(block) if block.end == row => block.end = row + 1,
            _ => blocks.push(row..row + 1),
        }
    }
    blocks
}

/// Whether items of another instrument stand where its headings would, or in the first column that
/// holds anything.
fn holds_another(
    page: &Page<'_>,
    rows: &Range<usize>,
    main: &str,
    vocabularies: &Vocabularies<'_>,
) -> bool {
    let is_another = |spot| {
        let hits = vocabularies.hits(&page.text(spot));
        let is_main = |at: usize| vocabularies.all[at].instrument.about.id == main;
        !hits.is_empty() && !hits.iter().any(|hit| is_main(hit.instrument))
    };
    let across = |row: usize| page.filled(row).filter(|&at| is_another((row, at))).count();
    let headings = rows.clone().take(HEADINGS);
    let down =
        rows.clone().filter(|&row| page.first_filled(row).is_some_and(|at| is_another((row, at))));
    ENOUGH_OF_ANOTHER <= down.count() || headings.map(across).any(|many| ENOUGH_OF_ANOTHER <= many)
}

/// The instrument of a block: the one that is recognised there, or the main one where an item of it
/// stands there.
fn instrument_of<'v>(
    block: Page<'_>,
    main: &str,
    vocabularies: &'v Vocabularies<'_>,
) -> Option<&'v str> {
    if let Look::Found(found) = recognise::look(&block, vocabularies, None) {
        return Some(&found.vocabulary.instrument.about.id);
    }
    let of_main = vocabularies.all.iter().position(|one| one.instrument.about.id == main)?;
    let names_main = |row: usize| {
        block.filled(row).any(|at| {
            vocabularies.hits(&block.text((row, at))).iter().any(|hit| hit.instrument == of_main)
        })
    };
    let rows = block.top(usize::MAX);
    rows.into_iter().any(names_main).then(|| &*vocabularies.all[of_main].instrument.about.id)
}

/// The rows of the headings of a part; none at all where nothing is recognised.
fn headings_of(part: Page<'_>, vocabularies: &Vocabularies<'_>) -> Range<usize> {
    match recognise::look(&part, vocabularies, None) {
        Look::Found(found) => found.header.first..found.header.row + 1,
        Look::Unclear(_) | Look::Nothing(_) => 0..0,
    }
}

/// Whether a label or a heading of the part is about the site.
fn names_site(part: &Page<'_>, headings: Range<usize>, vocabularies: &Vocabularies<'_>) -> bool {
    let says_site = |text: &str| {
        let fields = vocabularies.all.iter().filter_map(|one| one.field(text));
        fields.into_iter().any(|(field, _)| is_of_a_site(&field))
    };
    let mut rows = part.top(usize::MAX).take_while(|row| *row < headings.end);
    rows.any(|row| {
        part.filled(row).any(|at| {
            let text = part.text((row, at));
            says_site(text.split_once(':').map_or(&*text, |(label, _)| label))
        })
    })
}

//! How sites see themselves beside how they are seen on visits, over all sites.

use super::{Block, Cell, Study, heading, number, rated, say, short_name, table};
use crate::{
    analysis::{NetworkGap, Views},
    language::Language,
    model::EvidenceSource,
};

/// A row for each standard that both speak of in the latest year that there is one. None without.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let all = &study.analysis.gaps.over_sites;
    let newest = all.iter().map(|gap| gap.views.school_year).max();
    let mut shown: Vec<&NetworkGap> =
        all.iter().filter(|gap| Some(gap.views.school_year) == newest).collect();
    shown.sort_by_key(|gap| (number(study, &gap.views.standard), &gap.views));
    let Some(year) = newest else { return Vec::new() };
    let ranges = shown.iter().any(|gap| gap.interval.is_some());
    let mut columns = vec![
        ("network-standard", 22),
        ("network-views-self-rated", 12),
        ("network-sites", 8),
        ("network-views-mean", 22),
    ];
    let language = study.language;
    let mut note = vec![say!(language, "network-views-note")];
    if ranges {
        columns.push(("network-views-all", 18));
        note.push(say!(language, "network-views-ranges-note"));
    }
    columns.push(("network-views-single", 18));
    note.push(say!(language, "network-views-single-note"));
    if shown.iter().any(|gap| 0 < gap.cannot_tell) {
        note.push(say!(language, "network-views-untold-note"));
    }
    note.push(say!(language, "network-views-data-note"));
    let caption = say!(language, "network-views-caption", year = year.to_string());
    let rows = shown.into_iter().map(|gap| row(study, gap, ranges)).collect();
    vec![
        heading(1, say!(language, "network-views")),
        table(language, caption, &columns, rows),
        Block::Note(note.join(" ")),
    ]
}

/// With a word on all sites where any row can have one.
fn row(study: &Study, gap: &NetworkGap, ranges: bool) -> Vec<Cell> {
    let language = study.language;
    let Views { standard, own_basis, .. } = &gap.views;
    let mut cells = vec![
        Cell::Text(short_name(study, standard)),
        Cell::Text(rated(language, EvidenceSource::SelfAssessment, Some(*own_basis))),
        Cell::Number(gap.sites.to_string()),
        Cell::Text(mean(language, gap)),
    ];
    cells.extend(ranges.then(|| Cell::Text(over_all(language, gap))));
    cells.push(Cell::Text(single(language, gap)));
    cells
}

/// `+0.30 (+0.12 to +0.48)`.
fn mean(language: Language, gap: &NetworkGap) -> String {
    let mean = say::signed(gap.mean);
    let Some(range) = gap.interval else { return mean };
    let (low, high) = (say::signed(range.low), say::signed(range.high));
    format!("{mean} ({})", say!(language, "say-range", low = low, high = high))
}

fn over_all(language: Language, gap: &NetworkGap) -> String {
    match gap.interval {
        None => say!(language, "network-cannot-be-told"),
        Some(range) if 0.0 < range.low => say!(language, "network-views-self-higher"),
        Some(range) if range.high < 0.0 => say!(language, "network-views-self-lower"),
        Some(_) => say!(language, "network-views-unclear"),
    }
}

fn single(language: Language, gap: &NetworkGap) -> String {
    let n = gap.sites - gap.cannot_tell;
    if n == 0 {
        return say!(language, "network-cannot-be-told");
    }
    let told = match (gap.higher, gap.lower) {
        (0, 0) => say!(language, "network-views-none"),
        (higher, 0) => say!(language, "network-views-higher", n = higher),
        (0, lower) => say!(language, "network-views-lower", n = lower),
        (higher, lower) => say!(language, "network-views-both", higher = higher, lower = lower),
    };
    if gap.cannot_tell == 0 { told } else { say!(language, "network-views-of", told = told, n = n) }
}

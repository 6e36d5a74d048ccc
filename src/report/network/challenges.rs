//! Common challenges: how many sites work on a standard, and how many lie below target.

use std::cmp::Reverse;

use super::{Block, Cell, MOST_ROWS, Study, heading, number, say, short_name, table};
use crate::{
    language::Language,
    model::EvidenceSource,
    network::{BelowTarget, Challenge},
    report::{Figure, figure},
};

/// The chart, on the first page where there are too many sites for a map; it says itself what it is.
/// Nothing of one site.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    if study.plans.len() <= MOST_ROWS {
        return Vec::new();
    }
    chart(study).map(Block::figure).into_iter().collect()
}

/// The chart in the appendix, where it has no room on the first page.
pub(super) fn of_few(study: &Study) -> Vec<Block> {
    if MOST_ROWS < study.plans.len() {
        return Vec::new();
    }
    let Some(chart) = chart(study) else { return Vec::new() };
    vec![heading(1, say!(study.language, "network-challenges")), Block::figure(chart)]
}

fn chart(study: &Study) -> Option<Figure> {
    figure::pareto(study).filter(|_| 1 < study.plans.len())
}

/// A row a standard, what most sites work on first; each source apart.
pub(super) fn by_source(study: &Study) -> Vec<Block> {
    let mut challenges: Vec<&Challenge> = study.network.challenges.iter().collect();
    challenges.sort_by_key(|it| (Reverse(it.in_focus.len()), number(study, &it.standard)));
    if challenges.is_empty() || study.plans.len() < 2 {
        return Vec::new();
    }
    let columns = [
        ("network-standard", 30),
        ("network-challenges-works-on", 22),
        ("network-challenges-self", 24),
        ("network-challenges-observation", 24),
    ];
    let language = study.language;
    let caption = say!(language, "network-challenges-caption");
    let rows = challenges.into_iter().map(|challenge| row(study, challenge)).collect();
    vec![
        heading(1, say!(language, "network-challenges-by-source")),
        table(language, caption, &columns, rows),
        Block::Note(say!(language, "network-challenges-note")),
    ]
}

fn row(study: &Study, challenge: &Challenge) -> Vec<Cell> {
    let language = study.language;
    vec![
        Cell::Text(short_name(study, &challenge.standard)),
        Cell::Text(share(language, challenge.in_focus.len(), challenge.sites)),
        Cell::Text(below(language, challenge, EvidenceSource::SelfAssessment)),
        Cell::Text(below(language, challenge, EvidenceSource::Observation)),
    ]
}

/// `3 of 4`.
pub(super) fn share(language: Language, some: usize, all: usize) -> String {
    say!(language, "network-share", some = some, all = all)
}

pub(super) fn below(language: Language, challenge: &Challenge, source: EvidenceSource) -> String {
    let found = challenge.below.iter().find(|it| it.source == source);
    match found {
        Some(BelowTarget { sites, below, .. }) if 0 < *sites => share(language, *below, *sites),
        _ => say!(language, "network-not-rated"),
    }
}

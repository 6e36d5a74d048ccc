//! Common challenges: how many sites work on a standard, and how many lie below target.

use std::cmp::Reverse;

use super::{Block, Cell, MOST_ROWS, Study, heading, number, short_name, table};
use crate::{
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
    vec![heading(1, "Below target at how many sites"), Block::figure(chart)]
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
        ("Standard", 30),
        ("Sites that work on it", 22),
        ("Below target, self-assessment", 24),
        ("Below target, observation", 24),
    ];
    let rows = challenges.into_iter().map(|challenge| row(study, challenge)).collect();
    vec![
        heading(1, "Common challenges, each source apart"),
        table("How many sites share what, the most first", &columns, rows),
        Block::Note(HOW_TO_READ.to_owned()),
    ]
}

const HOW_TO_READ: &str = "Works on it: the standard is in the focus of the site\u{2019}s plan. Below target: the latest score \
    of the site, not older than one year before its latest, lies below the target, however little; of the sites \
    with such a score. Self-assessment and observation are counted apart.";

fn row(study: &Study, challenge: &Challenge) -> Vec<Cell> {
    vec![
        Cell::Text(short_name(study, &challenge.standard)),
        Cell::Text(format!("{} of {}", challenge.in_focus.len(), challenge.sites)),
        Cell::Text(below(challenge, EvidenceSource::SelfAssessment)),
        Cell::Text(below(challenge, EvidenceSource::Observation)),
    ]
}

pub(super) fn below(challenge: &Challenge, source: EvidenceSource) -> String {
    let found = challenge.below.iter().find(|it| it.source == source);
    match found {
        Some(BelowTarget { sites, below, .. }) if 0 < *sites => format!("{below} of {sites}"),
        _ => "not rated".to_owned(),
    }
}

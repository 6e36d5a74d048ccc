//! Which scores may share a line.

use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use super::rules::{self, Breaks, OccasionOrder};
use crate::{
    model::{Basis, EvidenceSource, Exact, SiteId},
    rulebook::Rulebook,
    score::{Score, ScoreKey, Scores},
};

/// What a series is the series of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct LineKey {
    pub site: SiteId,
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    pub level: Arc<str>,
    pub id: Arc<str>,
}

/// The scores of one thing at one site, in stretches that may be compared.
pub(super) struct Line<'a> {
    pub key: LineKey,
    pub breaks: Breaks,
    pub segments: Vec<Vec<Valued<'a>>>,
}

/// A score that has a value.
#[derive(Clone, Copy)]
pub(super) struct Valued<'a> {
    pub score: &'a Score,
    pub value: &'a Exact,
}

impl<'a> Valued<'a> {
    pub(super) fn key(&self) -> &'a ScoreKey {
        &self.score.key
    }
}

/// All lines, sorted by key, whatever the order of the scores.
pub(super) fn lines<'a>(scores: &'a Scores, rulebook: &Rulebook) -> Vec<Line<'a>> {
    let occasions = OccasionOrder::new(rulebook);
    let mut rows: BTreeMap<LineKey, Vec<Valued<'a>>> = BTreeMap::new();
    for score in &scores.rows {
        if let Some(value) = score.outcome.value() {
            rows.entry(line_key(&score.key)).or_default().push(Valued { score, value });
        }
    }
    rows.into_iter()
        .map(|(key, mut rows)| {
            rows.sort_by(|one, other| by_time(one.key(), other.key(), &occasions));
            let breaks = rules::breaks(rulebook, &key.instrument);
            Line { key, breaks, segments: segments(&rows, breaks) }
        })
        .collect()
}

fn line_key(key: &ScoreKey) -> LineKey {
    LineKey {
        site: key.site.clone(),
        source: key.source,
        instrument: key.instrument.clone(),
        level: key.level.clone(),
        id: key.id.clone(),
    }
}

fn by_time(one: &ScoreKey, other: &ScoreKey, occasions: &OccasionOrder) -> Ordering {
    let place = |key: &ScoreKey| occasions.place(&key.instrument, key.occasion.as_ref());
    let year = one.school_year.cmp(&other.school_year);
    year.then_with(|| place(one).cmp(&place(other)))
        .then_with(|| one.version.cmp(&other.version))
        .then_with(|| one.basis.cmp(&other.basis))
}

/// Cuts rows in time order into stretches with the same version and basis.
///
/// A stretch goes on over a year without any score, and ends with a year that has scores of another
/// kind only. Two kinds in the same years run side by side.
fn segments<'a>(rows: &[Valued<'a>], breaks: Breaks) -> Vec<Vec<Valued<'a>>> {
    let mut segments: Vec<(Kind, Vec<Valued<'a>>)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for year in rows.chunk_by(|one, next| one.key().school_year == next.key().school_year) {
        let kinds: Vec<Kind> = year.iter().map(|row| Kind::of(row.key(), breaks)).collect();
        open.retain(|&at| kinds.contains(&segments[at].0));
        for (row, kind) in year.iter().zip(kinds) {
            let at = open.iter().copied().find(|&at| segments[at].0 == kind);
            let at = at.unwrap_or_else(|| {
                segments.push((kind, Vec::new()));
                open.push(segments.len() - 1);
                segments.len() - 1
            });
            add(&mut segments[at].1, *row);
        }
    }
    segments.into_iter().map(|(_, rows)| rows).collect()
}

/// Where the rules do not tell two scores of the same time apart, the later version counts, and what
/// the group agreed on.
fn add<'a>(segment: &mut Vec<Valued<'a>>, row: Valued<'a>) {
    let time = |row: &Valued<'a>| (row.key().school_year, row.key().occasion.clone());
    if segment.last().is_some_and(|last| time(last) == time(&row)) {
        segment.pop();
    }
    segment.push(row);
}

#[derive(PartialEq, Eq)]
struct Kind {
    version: Option<Arc<str>>,
    basis: Option<Basis>,
}

impl Kind {
    fn of(key: &ScoreKey, breaks: Breaks) -> Kind {
        Kind {
            version: breaks.version.then(|| key.version.clone()),
            basis: breaks.basis.then_some(key.basis),
        }
    }
}

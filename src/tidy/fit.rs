//! Which instrument fits a sheet: by all that stands there, and never by a word.
//!
//! Two things count against an instrument: headings that it does not have, and items that it has
//! and the sheet lacks. What fits two instruments alike is asked about.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    header::Header,
    headings::{Vocabularies, normal},
    page::Page,
    recognise::{Candidate, HEADER_ROWS, Shape, Strangers, runs_under_headings},
};

/// How many items of another instrument a header must have before they are spoken of.
const ENOUGH_STRANGERS: usize = 2;
/// How much better the lesser part of one instrument must be there than that of another, where
/// all headings could be of either.
const CLEARLY_MORE: usize = 2;

/// What a comparison ends in.
#[derive(Debug)]
pub(super) enum Choice {
    One(Candidate),
    /// Instruments that fit alike, by their places.
    Several(Vec<usize>),
    None,
}

/// Which of the candidates it is.
pub(super) fn choice(
    page: &Page<'_>,
    candidates: Vec<Candidate>,
    vocabularies: &Vocabularies<'_>,
) -> Choice {
    let contenders: Vec<Contender> = best_of_each(page, candidates, vocabularies)
        .into_iter()
        .map(|candidate| Contender::new(page, candidate, vocabularies))
        .collect();
    let is_beaten = |one: &Contender| contenders.iter().any(|other| other.beats(one));
    let mut unbeaten: Vec<&Contender> = contenders.iter().filter(|one| !is_beaten(one)).collect();
    if unbeaten.is_empty() {
        unbeaten = contenders.iter().collect();
    }
    match unbeaten[..] {
        [] => Choice::None,
        [one] => Choice::One(one.candidate.clone()),
        _ => {
            let named = named(page, &unbeaten, vocabularies);
            match unbeaten.iter().find(|one| Some(one.candidate.instrument) == named) {
                Some(one) => Choice::One(one.candidate.clone()),
                None => {
                    Choice::Several(unbeaten.iter().map(|one| one.candidate.instrument).collect())
                }
            }
        }
    }
}

/// Where each instrument stands in the sheet: where most of its items are, and the first of such
/// places; items down the page under a heading before a single item in a row, and a header of
/// several rows before a part of it.
fn best_of_each(
    page: &Page<'_>,
    candidates: Vec<Candidate>,
    vocabularies: &Vocabularies<'_>,
) -> Vec<Candidate> {
    let mut best: BTreeMap<usize, Candidate> = BTreeMap::new();
    let weight = |one: &Candidate| (one.matched, one.by_name);
    let order = |one: &Candidate| {
        let vocabulary = &vocabularies.all[one.instrument];
        (runs_under_headings(page, vocabulary, one.shape), one.header_rows)
    };
    let is_better = |one: &Candidate, known: &Candidate| match weight(one).cmp(&weight(known)) {
        Ordering::Greater => true,
        Ordering::Equal => order(known) < order(one),
        Ordering::Less => false,
    };
    for candidate in candidates {
        match best.get(&candidate.instrument) {
            Some(known) if !is_better(&candidate, known) => {}
            _ => _ = best.insert(candidate.instrument, candidate),
        }
    }
    best.into_values().collect()
}

/// A candidate held against others.
#[derive(Debug)]
struct Contender {
    candidate: Candidate,
    items: usize,
    /// Headings that the instrument does not have.
    unknown: usize,
}

impl Contender {
    fn new(page: &Page<'_>, candidate: Candidate, vocabularies: &Vocabularies<'_>) -> Contender {
        let vocabulary = &vocabularies.all[candidate.instrument];
        let items = vocabulary.instrument.item.len();
        let unknown = match candidate.shape {
            Shape::Across { row } => {
                let header = Header::at(page, row, vocabularies);
                let is_unknown = |at: &usize| {
                    let heading = header.heading(*at);
                    !heading.written().is_empty() && vocabulary.meanings(heading).is_empty()
                };
                (0..header.width()).filter(is_unknown).count()
            }
            Shape::Down { .. } => 0,
        };
        Contender { candidate, items, unknown }
    }

    fn beats(&self, other: &Contender) -> bool {
        let (own, others) = (&self.candidate, &other.candidate);
        if own.instrument == others.instrument {
            return false;
        }
        if !own.stands_with(others) {
            return self.share_after_count() > other.share_after_count();
        }
        if own.texts == others.texts {
            return self.is_more_by_name(other) || self.is_more_complete(other);
        }
        self.share_of_all(other) > other.share_of_all(self)
    }

    /// Of two that stand in different places of the sheet, the one of which more stands there.
    fn share_after_count(&self) -> (usize, usize, usize) {
        let Candidate { matched, by_name, .. } = self.candidate;
        (matched, by_name, 1000 * matched / self.items.max(1))
    }

    /// How many items stand there, of those that should and the headings that should not, over
    /// the same of the other, so that the two can be compared without fractions.
    fn share_of_all(&self, other: &Contender) -> usize {
        self.candidate.matched * (other.items + other.unknown)
    }

    fn is_more_by_name(&self, other: &Contender) -> bool {
        let (own, others) = (&self.candidate, &other.candidate);
        own.matched < 2 * own.by_name.saturating_sub(others.by_name)
    }

    /// Where all headings could be of either: one is there whole and the other is not, or of one
    /// there is far more.
    fn is_more_complete(&self, other: &Contender) -> bool {
        let is_whole = |one: &Contender| one.candidate.matched == one.items;
        let is_clear = CLEARLY_MORE * other.share_of_all(self) <= self.share_of_all(other);
        is_clear || (is_whole(self) && !is_whole(other))
    }
}

impl Candidate {
    fn stands_with(&self, other: &Candidate) -> bool {
        match (self.shape, other.shape) {
            (Shape::Across { row }, Shape::Across { row: other }) => row == other,
            (Shape::Down { column, .. }, Shape::Down { column: other, .. }) => column == other,
            _ => false,
        }
    }
}

/// The headings that are items of another instrument and nothing to this one.
pub(super) fn strangers<'a>(
    header: &Header,
    instrument: usize,
    vocabularies: &Vocabularies<'a>,
) -> Option<Strangers<'a>> {
    let mut items: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for at in 0..header.width() {
        let heading = header.heading(at);
        if !vocabularies.all[instrument].meanings(heading).is_empty() {
            continue;
        }
        for hit in vocabularies.hits_of(heading) {
            items.entry(hit.instrument).or_default().entry(hit.item).or_insert(at);
        }
    }
    let most = |(other, items): &(usize, BTreeMap<usize, usize>)| (items.len(), usize::MAX - other);
    let (other, items) = items.into_iter().max_by_key(most)?;
    let instrument = vocabularies.all[other].instrument;
    let columns: BTreeSet<usize> = items.into_values().collect();
    (ENOUGH_STRANGERS <= columns.len()).then_some(Strangers { instrument, columns })
}

/// The instrument whose name stands in the sheet.
fn named(
    page: &Page<'_>,
    contenders: &[&Contender],
    vocabularies: &Vocabularies<'_>,
) -> Option<usize> {
    let mut texts: BTreeSet<String> = page
        .top(HEADER_ROWS)
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
        contenders.iter().map(|one| one.candidate.instrument).filter(is_named).collect();
    if all.len() == 1 { all.first().copied() } else { None }
}

//! Which links the lines of all sites need, and what each of them is.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    super::{
        pool::PoolKey,
        rules::{ITEM, OccasionOrder},
        series::{Line, Valued},
        stretch::parts,
    },
    Linked, NotLinked, WhyNotLinked, common_items,
};
use crate::rulebook::{
    LinkKey, Rulebook,
    kind::{LinkMethod, VersionLink},
};

/// The links of all lines.
#[derive(Default)]
pub(in crate::analysis) struct Links {
    links: BTreeMap<Key, Result<Linked, WhyNotLinked>>,
}

/// Two versions, and what is to be linked. Where the rules break a line on the way of rating, each
/// way has a link of its own.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    newer: PoolKey,
    from: Arc<str>,
    to: Arc<str>,
}

impl Links {
    /// Every link that the rules ask for and the scores need.
    pub(in crate::analysis) fn new(
        lines: &[Line<'_>],
        rulebook: &Rulebook,
        occasions: &OccasionOrder,
    ) -> Links {
        if rulebook.links.is_empty() {
            return Links::default();
        }
        let mut wanted: BTreeMap<Key, (&VersionLink, Vec<Transition<'_>>)> = BTreeMap::new();
        let above_items = lines.iter().filter(|line| *line.key.level != *ITEM);
        for transition in above_items.flat_map(|line| transitions(line, occasions)) {
            let Some(key) = transition.key() else { continue };
            let Some(rule) = rulebook.link_for(key.asked()) else { continue };
            wanted.entry(key).or_insert((rule, Vec::new())).1.push(transition);
        }
        let link = |(key, (rule, transitions)): (Key, (&VersionLink, Vec<Transition<'_>>))| {
            let link = match rule.method {
                LinkMethod::Declared => Ok(Linked::declared(rule)),
                LinkMethod::CommonItems => common_items::link(rule, &transitions, lines, rulebook),
            };
            (key, link)
        };
        Links { links: wanted.into_iter().map(link).collect() }
    }

    /// What joins the older and the newer years of a line; none where no rule is about them.
    pub(in crate::analysis) fn between(
        &self,
        transition: &Transition<'_>,
    ) -> Option<Result<&Linked, NotLinked>> {
        if self.links.is_empty() {
            return None;
        }
        let key = transition.key()?;
        let link = self.links.get(&key)?.as_ref();
        let why = |because: &WhyNotLinked| NotLinked {
            from: key.from.clone(),
            to: key.to.clone(),
            because: because.clone(),
        };
        Some(link.map_err(why))
    }
}

/// The steps of a line from one part to the next.
fn transitions<'a>(line: &'a Line<'a>, occasions: &OccasionOrder) -> Vec<Transition<'a>> {
    let parts = parts(line, occasions).map_or(Vec::new(), |found| found.parts);
    let step = |(older, newer): (&Vec<Valued<'a>>, &Vec<Valued<'a>>)| {
        Some(Transition { line, older: *older.last()?, newer: *newer.first()? })
    };
    parts.iter().zip(parts.iter().skip(1)).filter_map(step).collect()
}

/// A step of a line from one part to the next: the last score before it and the first one after.
pub(in crate::analysis) struct Transition<'a> {
    pub line: &'a Line<'a>,
    pub older: Valued<'a>,
    pub newer: Valued<'a>,
}

impl Transition<'_> {
    /// None where it is not the version alone that breaks the line.
    fn key(&self) -> Option<Key> {
        let (older, newer, breaks) = (self.older.key(), self.newer.key(), self.line.breaks);
        let rated_otherwise = breaks.basis && older.basis != newer.basis;
        let other_version = breaks.version && older.version != newer.version;
        (other_version && !rated_otherwise).then(|| Key {
            newer: PoolKey::of(newer, breaks),
            from: older.version.clone(),
            to: newer.version.clone(),
        })
    }
}

impl Key {
    fn asked(&self) -> LinkKey<'_> {
        LinkKey {
            instrument: &self.newer.instrument,
            from: &self.from,
            to: &self.to,
            level: &self.newer.level,
            id: &self.newer.id,
        }
    }
}

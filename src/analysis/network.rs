//! All sites together: each site counts once.

use std::{collections::BTreeMap, sync::Arc};

use super::{NetworkChange, NetworkLine, NetworkPoint, SameSites, Series, rules};
use crate::{
    model::{Basis, EvidenceSource, Exact, SchoolYear, SiteId},
    rulebook::Rulebook,
};

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    source: EvidenceSource,
    instrument: Arc<str>,
    level: Arc<str>,
    id: Arc<str>,
    version: Option<Arc<str>>,
    basis: Option<Basis>,
    occasion: Option<Arc<str>>,
}

type ScoresOfSites = BTreeMap<SiteId, Exact>;

/// The lines of every level above the items.
pub(super) fn lines(series: &[Series], rulebook: &Rulebook) -> Vec<NetworkLine> {
    let mut lines: BTreeMap<Key, BTreeMap<SchoolYear, ScoresOfSites>> = BTreeMap::new();
    for series in series.iter().filter(|series| &*series.level != rules::ITEM) {
        let breaks = rules::breaks(rulebook, &series.instrument);
        for point in series.segments.iter().flat_map(|segment| &segment.points) {
            let key = Key {
                source: series.source,
                instrument: series.instrument.clone(),
                level: series.level.clone(),
                id: series.id.clone(),
                version: breaks.version.then(|| point.version.clone()),
                basis: breaks.basis.then_some(point.basis),
                occasion: point.occasion.clone(),
            };
            let year = lines.entry(key).or_default().entry(point.school_year).or_default();
            year.insert(series.site.clone(), point.score.clone());
        }
    }
    lines.into_iter().map(|(key, years)| line(key, &years)).collect()
}

fn line(key: Key, years: &BTreeMap<SchoolYear, ScoresOfSites>) -> NetworkLine {
    let mut points = Vec::new();
    let mut before: Option<(SchoolYear, &ScoresOfSites)> = None;
    for (&school_year, scores) in years {
        let year_before = before.filter(|(year, _)| year.next() == school_year);
        before = Some((school_year, scores));
        let Some(mean) = mean(scores.values()) else { continue };
        let from_year_before = year_before.and_then(|(since, then)| change(since, then, scores));
        points.push(NetworkPoint { school_year, mean, sites: scores.len(), from_year_before });
    }
    NetworkLine {
        source: key.source,
        instrument: key.instrument,
        level: key.level,
        id: key.id,
        version: key.version,
        basis: key.basis,
        occasion: key.occasion,
        points,
    }
}

fn change(since: SchoolYear, then: &ScoresOfSites, now: &ScoresOfSites) -> Option<NetworkChange> {
    Some(NetworkChange {
        since,
        difference: mean(now.values())? - mean(then.values())?,
        same_sites: same_sites(then, now),
        joined: only_in(now, then),
        left: only_in(then, now),
    })
}

fn same_sites(then: &ScoresOfSites, now: &ScoresOfSites) -> Option<SameSites> {
    let both = || then.iter().filter_map(|(site, score)| Some((score, now.get(site)?)));
    Some(SameSites {
        sites: both().count(),
        before: mean(both().map(|(before, _)| before))?,
        now: mean(both().map(|(_, now)| now))?,
    })
}

fn only_in(year: &ScoresOfSites, other: &ScoresOfSites) -> Vec<SiteId> {
    year.keys().filter(|site| !other.contains_key(*site)).cloned().collect()
}

fn mean<'a>(scores: impl Iterator<Item = &'a Exact> + Clone) -> Option<Exact> {
    let count = i64::try_from(scores.clone().count()).ok()?;
    scores.sum::<Exact>().checked_div(&Exact::whole(count))
}

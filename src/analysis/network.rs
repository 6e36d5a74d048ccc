//! All sites together: each site counts once.

use std::collections::BTreeMap;

use super::{
    NetworkChange, NetworkLine, NetworkPoint, SameSites,
    shared::{OfSites, Shared, Topic},
};
use crate::model::{Exact, SchoolYear, SiteId};

/// The lines of every topic.
pub(super) fn lines(shared: &Shared<'_>) -> Vec<NetworkLine> {
    shared.iter().map(|(topic, years)| line(topic.clone(), years)).collect()
}

fn line(topic: Topic, years: &BTreeMap<SchoolYear, OfSites<'_>>) -> NetworkLine {
    let mut points = Vec::new();
    let mut before: Option<(SchoolYear, &OfSites<'_>)> = None;
    for (&school_year, scores) in years {
        let year_before = before.filter(|(year, _)| year.next() == school_year);
        before = Some((school_year, scores));
        let Some(mean) = mean_of(scores) else { continue };
        let from_year_before = year_before.and_then(|(since, then)| change(since, then, scores));
        points.push(NetworkPoint { school_year, mean, sites: scores.len(), from_year_before });
    }
    NetworkLine { topic, points }
}

fn change(since: SchoolYear, then: &OfSites<'_>, now: &OfSites<'_>) -> Option<NetworkChange> {
    Some(NetworkChange {
        since,
        difference: mean_of(now)? - mean_of(then)?,
        same_sites: same_sites(then, now),
        joined: only_in(now, then),
        left: only_in(then, now),
    })
}

fn same_sites(then: &OfSites<'_>, now: &OfSites<'_>) -> Option<SameSites> {
    let both =
        || then.iter().filter_map(|(site, before)| Some((&before.score, &now.get(site)?.score)));
    Some(SameSites {
        sites: both().count(),
        before: mean(both().map(|(before, _)| before))?,
        now: mean(both().map(|(_, now)| now))?,
    })
}

fn only_in(year: &OfSites<'_>, other: &OfSites<'_>) -> Vec<SiteId> {
    year.keys().filter(|site| !other.contains_key(*site)).copied().cloned().collect()
}

fn mean_of(year: &OfSites<'_>) -> Option<Exact> {
    mean(year.values().map(|point| &point.score))
}

pub(super) fn mean<'a>(scores: impl Iterator<Item = &'a Exact> + Clone) -> Option<Exact> {
    let count = i64::try_from(scores.clone().count()).ok()?;
    scores.sum::<Exact>().checked_div(&Exact::whole(count))
}

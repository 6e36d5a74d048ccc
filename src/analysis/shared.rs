//! On what sites may be compared: the same thing, rated with the same tool, in the same way, at the
//! same time of the year.

use std::{collections::BTreeMap, sync::Arc};

use super::{Point, Series, rules};
use crate::{
    model::{Basis, EvidenceSource, SchoolYear, SiteId},
    rulebook::Rulebook,
};

/// What the scores of several sites are about, as far as they may be compared.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Topic {
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    pub level: Arc<str>,
    pub id: Arc<str>,
    /// None where the scoring rules do not break a line on it.
    pub version: Option<Arc<str>>,
    /// None where the scoring rules do not break a line on it.
    pub basis: Option<Basis>,
    pub occasion: Option<Arc<str>>,
}

/// The points of a school year, one a site.
pub(super) type OfSites<'a> = BTreeMap<&'a SiteId, &'a Point>;

/// The points of each topic, year by year.
pub(super) type Shared<'a> = BTreeMap<Topic, BTreeMap<SchoolYear, OfSites<'a>>>;

/// All that sites share, of every level above the items.
pub(super) fn shared<'a>(series: &'a [Series], rulebook: &Rulebook) -> Shared<'a> {
    let mut shared = Shared::new();
    for series in series.iter().filter(|series| &*series.level != rules::ITEM) {
        let breaks = rules::breaks(rulebook, &series.instrument);
        for point in series.segments.iter().flat_map(|segment| &segment.points) {
            let topic = Topic {
                source: series.source,
                instrument: series.instrument.clone(),
                level: series.level.clone(),
                id: series.id.clone(),
                version: breaks.version.then(|| point.version.clone()),
                basis: breaks.basis.then_some(point.basis),
                occasion: point.occasion.clone(),
            };
            let year = shared.entry(topic).or_default().entry(point.school_year).or_default();
            year.insert(&series.site, point);
        }
    }
    shared
}

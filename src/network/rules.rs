//! The rules of matching, and what they need to know of all plans.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    model::{EvidenceSource, SchoolYear, SiteId},
    plan::Plan,
    rulebook::{
        Rulebook,
        kind::{Coaching, Giver, Pairing},
    },
};

pub(super) struct NetworkRules<'a> {
    pub giver: &'a Giver,
    pub pair: &'a Pairing,
    pub coaching: &'a Coaching,
    /// The latest school year of any score.
    pub newest: SchoolYear,
    /// The standards that visits speak to at some site.
    observed: BTreeSet<Arc<str>>,
}

impl<'a> NetworkRules<'a> {
    /// None without rules, and without any score.
    pub(super) fn new(
        plans: &BTreeMap<SiteId, Plan>,
        rulebook: &'a Rulebook,
    ) -> Option<NetworkRules<'a>> {
        let rules = rulebook.matching_rules()?;
        let known = || plans.values().flat_map(|plan| &plan.evidence);
        let newest =
            known().flat_map(|known| &known.sources).map(|source| source.school_year).max()?;
        let is_seen = |source: EvidenceSource| source == EvidenceSource::Observation;
        let observed = known().filter(|it| it.sources.iter().any(|source| is_seen(source.source)));
        Some(NetworkRules {
            giver: &rules.giver,
            pair: &rules.pair,
            coaching: &rules.coaching,
            newest,
            observed: observed.map(|known| known.standard.clone()).collect(),
        })
    }

    /// Whether visits speak to a standard anywhere.
    pub(super) fn is_observed(&self, standard: &str) -> bool {
        self.observed.contains(standard)
    }
}

//! How many sites work on a standard, and how many lie below target.

use std::collections::BTreeMap;

use super::{BelowTarget, Challenge};
use crate::{
    model::{EvidenceSource, SiteId},
    plan::{FocusKind, Plan},
    rulebook::Rulebook,
};

/// Every standard that plans are about, in their order. Empty without plans.
pub(super) fn challenges(plans: &BTreeMap<SiteId, Plan>, rulebook: &Rulebook) -> Vec<Challenge> {
    let Some(framework) = rulebook.plan_framework() else { return Vec::new() };
    if plans.is_empty() {
        return Vec::new();
    }
    framework.standard.iter().map(|standard| challenge(&standard.id, plans)).collect()
}

fn challenge(standard: &str, plans: &BTreeMap<SiteId, Plan>) -> Challenge {
    let works_on = |plan: &&Plan| plan.focus.iter().any(|focus| *focus.standard == *standard);
    let is_urgent = |plan: &&Plan| {
        let mut focus = plan.focus.iter();
        focus.any(|it| *it.standard == *standard && it.kind == FocusKind::Urgent)
    };
    let sources = [EvidenceSource::SelfAssessment, EvidenceSource::Observation];
    Challenge {
        standard: standard.into(),
        sites: plans.len(),
        in_focus: plans.values().filter(works_on).map(|plan| plan.site.clone()).collect(),
        urgent: plans.values().filter(is_urgent).count(),
        below: sources.map(|source| below(standard, source, plans)).to_vec(),
        givers: 0,
        with_partner: 0,
        start: None,
    }
}

fn below(standard: &str, source: EvidenceSource, plans: &BTreeMap<SiteId, Plan>) -> BelowTarget {
    let known = plans.values().filter_map(|plan| {
        let known = plan.evidence.iter().find(|known| *known.standard == *standard)?;
        let evidence = known.current().find(|evidence| evidence.source == source)?;
        Some(evidence.target.as_ref()?.is_met_by(&evidence.score))
    });
    let met: Vec<bool> = known.collect();
    let below = met.iter().filter(|met| !**met).count();
    BelowTarget { source, sites: met.len(), below }
}

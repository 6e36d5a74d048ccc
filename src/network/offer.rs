//! Who is strong enough in a standard to help another site.

use std::{collections::BTreeMap, sync::Arc};

use super::{Offer, rules::NetworkRules};
use crate::{
    model::{EvidenceSource, SiteId},
    plan::{Plan, SourceEvidence, StandardEvidence},
    rulebook::kind::StrengthRule,
};

/// The sites that are strong in each standard, and those that may be.
#[derive(Default)]
pub(super) struct Strengths {
    /// By site, in the order of the standards.
    offers: BTreeMap<SiteId, Vec<Offer>>,
    strong: BTreeMap<Arc<str>, Vec<SiteId>>,
    /// The sites that reach the target, though not clearly, and by which source.
    not_clearly: BTreeMap<Arc<str>, Vec<(SiteId, EvidenceSource)>>,
}

impl Strengths {
    /// The sites that are strong in a standard.
    pub(super) fn strong_in(&self, standard: &str) -> &[SiteId] {
        self.strong.get(standard).map_or(&[], Vec::as_slice)
    }

    /// The sites that may be.
    pub(super) fn not_clearly_in(&self, standard: &str) -> &[(SiteId, EvidenceSource)] {
        self.not_clearly.get(standard).map_or(&[], Vec::as_slice)
    }

    /// Whether a site is strong in a standard.
    pub(super) fn has(&self, site: &SiteId, standard: &str) -> bool {
        let offers = self.offers.get(site).map_or(&[][..], Vec::as_slice);
        offers.iter().any(|offer| *offer.standard == *standard)
    }

    pub(super) fn into_offers(self) -> Vec<Offer> {
        self.offers.into_values().flatten().collect()
    }

    fn add(&mut self, plan: &Plan, known: &StandardEvidence, standing: Standing<'_>) {
        let (site, standard) = (&plan.site, &known.standard);
        match standing {
            Standing::Strong(evidence) => {
                let offer = offer(plan, known, evidence);
                self.offers.entry(site.clone()).or_default().push(offer);
                self.strong.entry(standard.clone()).or_default().push(site.clone());
            }
            Standing::NotClearly(source) => {
                let listed = self.not_clearly.entry(standard.clone()).or_default();
                listed.push((site.clone(), source));
            }
            Standing::No => {}
        }
    }
}

/// What the evidence for a strength amounts to.
#[derive(Clone, Copy)]
enum Standing<'a> {
    Strong(&'a SourceEvidence),
    /// At target by this source, on too little evidence or not by its whole range.
    NotClearly(EvidenceSource),
    No,
}

/// A site that works on a standard is no help in it, whatever its scores.
pub(super) fn strengths(plans: &BTreeMap<SiteId, Plan>, rules: &NetworkRules<'_>) -> Strengths {
    let mut strengths = Strengths::default();
    for plan in plans.values() {
        let works_on = |standard: &str| plan.focus.iter().any(|focus| *focus.standard == *standard);
        for known in plan.evidence.iter().filter(|known| !works_on(&known.standard)) {
            strengths.add(plan, known, standing(known, rules));
        }
    }
    strengths
}

fn offer(plan: &Plan, known: &StandardEvidence, evidence: &SourceEvidence) -> Offer {
    let others = known.current().filter(|other| other.source != evidence.source);
    let contradicts = |other: &&SourceEvidence| is_at_target(other) == Some(false);
    Offer {
        site: plan.site.clone(),
        standard: known.standard.clone(),
        evidence: evidence.clone(),
        contradicted_by: others.filter(contradicts).map(|other| other.source).next(),
    }
}

/// What the strongest kind of evidence says that the site has.
fn standing<'a>(known: &'a StandardEvidence, rules: &NetworkRules<'_>) -> Standing<'a> {
    let is_recent = |evidence: &&SourceEvidence| {
        i64::from(rules.newest.years_since(evidence.school_year))
            <= i64::from(rules.giver.oldest_years)
    };
    let of = |source: EvidenceSource| {
        known.sources.iter().filter(is_recent).find(|evidence| evidence.source == source)
    };
    let mut sources = rules.giver.sources.iter().map(|kind| kind.source());
    let Some(evidence) = sources.find_map(of) else { return Standing::No };
    if is_at_target(evidence) != Some(true) {
        return Standing::No;
    }
    let own_view_alone =
        evidence.source == EvidenceSource::SelfAssessment && rules.is_observed(&known.standard);
    let few = evidence.n_responses < rules.giver.fewest_looks as usize;
    if own_view_alone || few || !is_strength(evidence, rules.giver.strength) {
        return Standing::NotClearly(evidence.source);
    }
    Standing::Strong(evidence)
}

fn is_at_target(evidence: &SourceEvidence) -> Option<bool> {
    Some(evidence.target.as_ref()?.is_met_by(&evidence.score))
}

fn is_strength(evidence: &SourceEvidence, rule: StrengthRule) -> bool {
    let Some(target) = &evidence.target else { return false };
    match rule {
        StrengthRule::AtTarget => target.is_met_by(&evidence.score),
        StrengthRule::SurelyAtTarget => {
            evidence.interval.is_some_and(|interval| target.value.to_f64() <= interval.low)
        }
    }
}

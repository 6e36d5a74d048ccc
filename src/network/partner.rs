//! Who could help whom: a site whose strength is what another one works on.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Alone, Need, Partner, SiteNeeds, grades, offer::Strengths, rules::NetworkRules};
use crate::{
    model::{EvidenceSource, Site, SiteId},
    plan::Plan,
    rulebook::kind::MatchWithin,
};

/// What each site works on, with up to as many possible partners as the rules allow.
///
/// For a site, the next partner named is the one that brings most standards for which nobody is
/// named yet, then the one that fits best, then the one that was named least often so far, then the
/// one with the smaller id: help that is alike is spread over those who can give it.
pub(super) fn needs(
    plans: &BTreeMap<SiteId, Plan>,
    sites: &BTreeMap<SiteId, Site>,
    strengths: &Strengths,
    rules: &NetworkRules<'_>,
) -> Vec<SiteNeeds> {
    let mut named: BTreeMap<SiteId, usize> = BTreeMap::new();
    let search = Search { plans, sites, strengths, rules };
    plans.values().map(|plan| search.needs_of(plan, &mut named)).collect()
}

struct Search<'a> {
    plans: &'a BTreeMap<SiteId, Plan>,
    sites: &'a BTreeMap<SiteId, Site>,
    strengths: &'a Strengths,
    rules: &'a NetworkRules<'a>,
}

/// A site that could help one that is looked at.
struct Candidate<'a> {
    giver: &'a SiteId,
    /// The places of the needs in which it is strong.
    gives: Vec<usize>,
    other_grades: bool,
    fit: i64,
}

impl Search<'_> {
    fn needs_of(&self, plan: &Plan, named: &mut BTreeMap<SiteId, usize>) -> SiteNeeds {
        let needs = plan.focus.iter().map(|focus| Need {
            standard: focus.standard.clone(),
            alone: self.alone(&plan.site, &focus.standard),
        });
        let chosen = self.chosen(self.candidates(plan), named);
        for candidate in &chosen {
            *named.entry(candidate.giver.clone()).or_default() += 1;
        }
        let partners = chosen.iter().map(|candidate| self.partner(plan, candidate)).collect();
        SiteNeeds { site: plan.site.clone(), needs: needs.collect(), partners }
    }

    fn candidates<'a>(&'a self, plan: &Plan) -> Vec<Candidate<'a>> {
        let strong = plan.focus.iter().flat_map(|focus| self.strengths.strong_in(&focus.standard));
        let near: BTreeSet<&SiteId> =
            strong.filter(|giver| self.is_near(&plan.site, giver)).collect();
        let candidates = near.into_iter().map(|giver| self.candidate(plan, giver));
        candidates.filter(|candidate| 0 < candidate.fit).collect()
    }

    fn candidate<'a>(&'a self, plan: &Plan, giver: &'a SiteId) -> Candidate<'a> {
        let places = self.help(plan, giver).map(|(place, _)| place).collect::<Vec<_>>();
        let back = self.plans.get(giver).map(|theirs| self.help(theirs, &plan.site).count());
        let grades = |site| self.sites.get(site).and_then(|site| site.grade_span.as_deref());
        let other_grades = grades::differ(grades(&plan.site), grades(giver));
        let pair = self.rules.pair;
        let worth = |standards: usize, each: u32| {
            i64::try_from(standards).unwrap_or(i64::MAX).saturating_mul(i64::from(each))
        };
        let taken = if other_grades { i64::from(pair.grade_mismatch) } else { 0 };
        let fit = worth(places.len(), pair.per_match)
            + worth(back.unwrap_or_default(), pair.per_return)
            - taken;
        Candidate { giver, gives: places, other_grades, fit }
    }

    /// The standards that a plan works on and that a site is strong in, with their places.
    fn help<'a>(
        &'a self,
        plan: &'a Plan,
        giver: &'a SiteId,
    ) -> impl Iterator<Item = (usize, &'a Arc<str>)> {
        let works_on = plan.focus.iter().map(|focus| &focus.standard).enumerate();
        works_on.filter(|(_, standard)| self.strengths.has(giver, standard))
    }

    fn chosen<'a>(
        &self,
        mut left: Vec<Candidate<'a>>,
        named: &BTreeMap<SiteId, usize>,
    ) -> Vec<Candidate<'a>> {
        let mut chosen: Vec<Candidate<'a>> = Vec::new();
        let mut met: BTreeSet<usize> = BTreeSet::new();
        while chosen.len() < self.rules.pair.choices as usize {
            let order = |candidate: &Candidate<'a>| {
                let new = candidate.gives.iter().filter(|place| !met.contains(*place)).count();
                let times = named.get(candidate.giver).copied().unwrap_or_default();
                (Reverse(new), Reverse(candidate.fit), times, candidate.giver)
            };
            let best = (0..left.len()).min_by_key(|place| order(&left[*place]));
            let Some(best) = best else { break };
            let candidate = left.remove(best);
            met.extend(candidate.gives.iter().copied());
            chosen.push(candidate);
        }
        chosen
    }

    fn partner(&self, plan: &Plan, candidate: &Candidate<'_>) -> Partner {
        let standards = |plan, giver| self.help(plan, giver).map(|(_, it)| it.clone()).collect();
        let theirs = self.plans.get(candidate.giver);
        Partner {
            site: candidate.giver.clone(),
            gives: standards(plan, candidate.giver),
            receives: theirs.map_or_else(Vec::new, |theirs| standards(theirs, &plan.site)),
            other_grades: candidate.other_grades,
            fit: candidate.fit,
        }
    }

    /// Why nobody near is strong in a standard; none where somebody is.
    fn alone(&self, site: &SiteId, standard: &str) -> Option<Alone> {
        let strong = self.strengths.strong_in(standard);
        if strong.iter().any(|giver| self.is_near(site, giver)) {
            return None;
        }
        let not_clearly = self.strengths.not_clearly_in(standard).iter();
        Some(Alone {
            not_clearly: not_clearly
                .filter(|(other, _)| self.is_near(site, other))
                .cloned()
                .collect(),
            settled_by: self.settled_by(standard),
            elsewhere: strong.len(),
        })
    }

    /// What would say more of a standard: visits, where they speak to it anywhere.
    fn settled_by(&self, standard: &str) -> EvidenceSource {
        if self.rules.is_observed(standard) {
            EvidenceSource::Observation
        } else {
            EvidenceSource::SelfAssessment
        }
    }

    /// Whether partners are looked for there. A site is no partner of itself.
    fn is_near(&self, site: &SiteId, other: &SiteId) -> bool {
        let region = |id| self.sites.get(id).and_then(|site| site.region.as_deref());
        let reached = match self.rules.pair.within {
            MatchWithin::Network => true,
            MatchWithin::Region => region(site) == region(other),
        };
        reached && site != other
    }
}

//! Plans in, what a network has in common out: shared challenges, who could help whom, and where
//! coaching is asked for.
//!
//! Facts and counts only. Sites stand in the order of their ids and are never put in order of a
//! score; what comes out are suggestions that people settle.

mod rules;
// How many sites work on what.
mod challenge;
// Who is strong enough to help.
mod offer;
mod grades;
mod partner;
mod coaching;

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    model::{EvidenceSource, Site, SiteId},
    plan::{Plan, SourceEvidence},
    rulebook::Rulebook,
};

/// What the plans of a network have in common. Empty where there are none.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Network {
    /// Every standard, in their order.
    pub challenges: Vec<Challenge>,
    /// Who could help in what, by site and in the order of the standards. Empty, like what follows,
    /// where no rules say what makes a strength.
    pub offers: Vec<Offer>,
    /// What each site works on, and who could help it, by site.
    pub needs: Vec<SiteNeeds>,
    /// Sites in which much presses, by site.
    pub pressed: Vec<Pressed>,
}

/// A standard over all sites with a plan.
#[derive(Clone, PartialEq, Debug)]
pub struct Challenge {
    pub standard: Arc<str>,
    /// Sites with a plan.
    pub sites: usize,
    /// Sites that work on it, by id.
    pub in_focus: Vec<SiteId>,
    /// Of these, sites in which it comes first whatever the averages say.
    pub urgent: usize,
    /// How many sites lie below target, self-assessment first.
    pub below: Vec<BelowTarget>,
    /// Sites that could help in it.
    pub givers: usize,
    /// Sites that work on it and have a possible partner for it.
    pub with_partner: usize,
    /// The better start for those that work on it; none where nobody does, and without rules.
    pub start: Option<Start>,
}

/// How many sites lie below target by one source, by the recent score of each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BelowTarget {
    pub source: EvidenceSource,
    /// Sites with a recent score and a target.
    pub sites: usize,
    pub below: usize,
}

/// What to start with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    /// So many sites share the need that a session for staff is the better start.
    Session,
    /// Coaching on site, with hours for the sites that have no possible partner.
    Coaching { hours: usize },
}

/// A site that is strong enough in a standard to help another.
#[derive(Clone, PartialEq, Debug)]
pub struct Offer {
    pub site: SiteId,
    pub standard: Arc<str>,
    pub evidence: SourceEvidence,
    /// A source that came after the one that decided, and lies below target.
    pub contradicted_by: Option<EvidenceSource>,
}

/// What a site works on, and who could help.
#[derive(Clone, PartialEq, Debug)]
pub struct SiteNeeds {
    pub site: SiteId,
    /// The standards in focus, first things first.
    pub needs: Vec<Need>,
    /// Who could help, the best fit first.
    pub partners: Vec<Partner>,
}

/// A standard that a site works on.
#[derive(Clone, PartialEq, Debug)]
pub struct Need {
    pub standard: Arc<str>,
    /// Why nobody is named for it; none where somebody could help.
    pub alone: Option<Alone>,
}

/// Why no site is named for a need: what there is that is not enough.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Alone {
    /// The sites nearby that reach the target, though not clearly, each by the source that says so.
    pub not_clearly: Vec<(SiteId, EvidenceSource)>,
    /// More of this source would help to tell.
    pub settled_by: EvidenceSource,
    /// How many sites are strong in it in other regions.
    pub elsewhere: usize,
}

/// A site that could help another one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Partner {
    pub site: SiteId,
    /// The standards in which it could help, in the order of the needs.
    pub gives: Vec<Arc<str>>,
    /// The standards in which it could be helped in return.
    pub receives: Vec<Arc<str>>,
    /// Whether both grade spans are known and have no grade in common.
    pub other_grades: bool,
    /// How well it fits by the rules. No score of a site.
    pub fit: i64,
}

/// A site in which much presses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pressed {
    pub site: SiteId,
    /// The standards in focus that come first whatever the averages say.
    pub urgent: Vec<Arc<str>>,
    /// The other standards in focus that lie in a pressing band.
    pub pressing: Vec<Arc<str>>,
}

/// What the plans have in common, by the rules.
pub fn network(
    plans: &BTreeMap<SiteId, Plan>,
    sites: &BTreeMap<SiteId, Site>,
    rulebook: &Rulebook,
) -> Network {
    let mut challenges = challenge::challenges(plans, rulebook);
    let Some(rules) = rules::NetworkRules::new(plans, rulebook) else {
        return Network { challenges, ..Network::default() };
    };
    let strengths = offer::strengths(plans, &rules);
    let needs = partner::needs(plans, sites, &strengths, &rules);
    let offers = strengths.into_offers();
    for challenge in &mut challenges {
        coaching::complete(challenge, &offers, &needs, &rules);
    }
    Network { challenges, offers, needs, pressed: coaching::pressed(plans, &rules) }
}

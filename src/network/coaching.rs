//! Where coaching is asked for: standards without a partner, and sites in which much presses.

use std::{collections::BTreeMap, sync::Arc};

use super::{Challenge, Offer, Pressed, SiteNeeds, Start, rules::NetworkRules};
use crate::{
    model::{Exact, SiteId},
    plan::{FocusKind, FocusStandard, Plan},
};

/// Fills in who could help with a challenge, and what to start with.
pub(super) fn complete(
    challenge: &mut Challenge,
    offers: &[Offer],
    needs: &[SiteNeeds],
    rules: &NetworkRules<'_>,
) {
    let standard = &challenge.standard;
    challenge.givers = offers.iter().filter(|offer| offer.standard == *standard).count();
    let of_standard =
        needs.iter().flat_map(|site| &site.needs).filter(|need| need.standard == *standard);
    challenge.with_partner = of_standard.filter(|need| need.alone.is_none()).count();
    challenge.start = start(challenge, rules);
}

fn start(challenge: &Challenge, rules: &NetworkRules<'_>) -> Option<Start> {
    let works_on = challenge.in_focus.len();
    let whole = |number: usize| Exact::whole(i64::try_from(number).unwrap_or(i64::MAX));
    let from = rules.coaching.session_from_share.0.clone() * whole(challenge.sites);
    let alone = works_on - challenge.with_partner;
    match works_on {
        0 => None,
        many if from <= whole(many) => Some(Start::Session),
        _ => Some(Start::Coaching { hours: alone * rules.coaching.hours_per_need as usize }),
    }
}

/// The sites in which as much presses as the rules ask for.
pub(super) fn pressed(plans: &BTreeMap<SiteId, Plan>, rules: &NetworkRules<'_>) -> Vec<Pressed> {
    let many = rules.coaching.many_pressing as usize;
    let pressed = plans.values().map(|plan| Pressed {
        site: plan.site.clone(),
        urgent: standards(plan, |focus| focus.kind == FocusKind::Urgent),
        pressing: standards(plan, |focus| {
            focus.kind != FocusKind::Urgent && lies_in_a_pressing_band(focus, rules)
        }),
    });
    pressed.filter(|site| many <= site.urgent.len() + site.pressing.len()).collect()
}

fn standards(plan: &Plan, which: impl Fn(&FocusStandard) -> bool) -> Vec<Arc<str>> {
    plan.focus.iter().filter(|focus| which(focus)).map(|focus| focus.standard.clone()).collect()
}

fn lies_in_a_pressing_band(focus: &FocusStandard, rules: &NetworkRules<'_>) -> bool {
    let band = focus.driver.as_ref().and_then(|driver| driver.band.as_deref());
    band.is_some_and(|band| rules.coaching.pressing_bands.iter().any(|named| named == band))
}

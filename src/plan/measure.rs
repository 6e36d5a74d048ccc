//! What is to change by a step: a count, or the rating of an item, and how far that is already.

use super::{ItemScore, action::names, evidence::Findings, rules::PlanRules};
use crate::{
    model::Exact,
    rulebook::kind::{Action, Item, RatedMeasure},
};

/// The measure of a step at a site.
pub(super) struct Measure {
    pub text: String,
    /// The rating that it speaks of, as it is now.
    pub now: Option<Exact>,
    pub is_reached: bool,
}

/// The measure of an action, by the lowest of the items that it names.
pub(super) fn measure(action: &Action, findings: &Findings, rules: &PlanRules<'_>) -> Measure {
    let Some(rated) = &action.rated else {
        return Measure { text: action.measure.clone(), now: None, is_reached: false };
    };
    let ours = |item: &&ItemScore| item.source == rated.source && names(action, item, rules);
    let items = findings.items.iter().filter(ours);
    let lowest = items.min_by(|one, other| one.score.cmp(&other.score));
    let name = match lowest {
        Some(item) => item_name(item, rules),
        None => unrated_name(action, rated, rules),
    };
    Measure {
        text: action.measure.replace("{item}", &name),
        now: lowest.map(|item| item.score.clone()),
        is_reached: lowest.is_some_and(|item| rated.at_least.0 <= item.score),
    }
}

fn item_name(item: &ItemScore, rules: &PlanRules<'_>) -> String {
    let instrument = rules.instrument(&item.instrument);
    let known = instrument.and_then(|it| it.item.iter().find(|one| *one.id == *item.item));
    known.map_or_else(|| item.item.to_string(), Item::called)
}

/// The first item that the action names, as a tool of this kind calls it.
fn unrated_name(action: &Action, rated: &RatedMeasure, rules: &PlanRules<'_>) -> String {
    let mut named = action.indicators.iter().chain(&action.items);
    let known = named.clone().find_map(|name| rules.item_named(rated.source, name));
    known.map(Item::called).or_else(|| named.next().cloned()).unwrap_or_default()
}

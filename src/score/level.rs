//! Up the instrument: items into groups, groups into standards, within one form.

use std::sync::Arc;

use super::{
    Outcome, Part, Reason, Working,
    form::{Form, Value},
    method::{Counted, Line, apply, most_often},
    scheme::{Making, Node},
};
use crate::model::Exact;

/// Makes the values of some groups or standards of a form.
pub(super) fn make(form: &mut Form, makings: &[Making<'_>], nodes: &[Node]) {
    for making in makings {
        form.values[making.node] = Some(made(form, making, nodes));
    }
}

fn made(form: &Form, making: &Making<'_>, nodes: &[Node]) -> Value {
    let parts: Vec<(usize, Option<&Value>, &Exact)> = making
        .parts
        .iter()
        .map(|(node, weight)| (*node, form.values[*node].as_ref(), weight))
        .collect();
    let known = || parts.iter().filter(|(_, value, _)| value.is_some_and(Value::known));
    let expected = parts.iter().filter(|(_, value, _)| value.is_some_and(|value| value.expected));
    let share = share(known().count(), expected.count());
    let part = |&(node, value, weight): &(usize, Option<&Value>, &Exact)| Part {
        what: Arc::clone(&nodes[node].id),
        value: value.and_then(|value| value.outcome.value()).cloned(),
        weight: Some(weight.clone()),
        working: value.map_or_else(Working::no_rating, |value| value.working.clone()),
    };
    Value {
        outcome: outcome(&parts, share.as_ref(), making),
        n_ratings: known().filter_map(|(_, value, _)| *value).map(|value| value.n_ratings).sum(),
        expected: parts.iter().any(|(_, value, _)| value.is_some_and(|value| value.expected)),
        complete_share: share,
        working: Working::Made {
            rule: Arc::clone(&making.words),
            parts: parts.iter().map(part).collect(),
        },
    }
}

/// How many of the expected parts have a value; none where no part was expected.
fn share(known: usize, expected: usize) -> Option<Exact> {
    Exact::fraction(i64::try_from(known).ok()?, i64::try_from(expected).ok()?)
}

fn outcome(
    parts: &[(usize, Option<&Value>, &Exact)],
    share: Option<&Exact>,
    making: &Making<'_>,
) -> Outcome {
    let values = || parts.iter().filter_map(|(_, value, _)| *value);
    if let Some(blocked) = values().find(|value| value.blocked()) {
        return blocked.outcome.clone();
    }
    let known: Vec<&Exact> = parts
        .iter()
        .filter(|(_, value, _)| value.is_some_and(Value::known))
        .map(|(_, _, weight)| *weight)
        .collect();
    if known.is_empty() {
        return Outcome::None(Reason::NothingRated);
    }
    if let Some(reason) = not_enough(&known, share, making) {
        return Outcome::None(reason);
    }
    let single = values().filter_map(|value| match &value.outcome {
        Outcome::Names(names) if names.len() == 1 => names.first(),
        Outcome::Names(_) | Outcome::Value(_) | Outcome::None(_) => None,
    });
    let most = most_often(single);
    if matches!(most, Outcome::Names(_)) {
        return most;
    }
    let counted: Vec<Counted<'_>> = parts
        .iter()
        .map(|&(_, value, weight)| Counted {
            value: value.and_then(|value| value.outcome.value()),
            weight,
            n_ratings: value.map_or(0, |value| value.n_ratings),
        })
        .collect();
    apply(making.rule.method, &counted, Line::of(making.rule))
}

/// What stands against a value: too few parts, or too little weight.
fn not_enough(known: &[&Exact], share: Option<&Exact>, making: &Making<'_>) -> Option<Reason> {
    let publish = making.crosswalk.map(|crosswalk| &crosswalk.publish);
    let have = known.len();
    let need = [making.rule.minimum_parts, publish.and_then(|publish| publish.minimum_parts)];
    let need = need.into_iter().flatten().max().map_or(0, |need| need as usize);
    let weight: Exact = known.iter().copied().sum();
    let need_weight = publish.and_then(|publish| publish.minimum_weight.as_ref());
    if let Some(need) = need_weight.filter(|need| weight < need.0) {
        return Some(Reason::TooLittleWeight { have: weight, need: need.0.clone() });
    }
    if have < need {
        return Some(Reason::TooFewParts { have, need });
    }
    let need_share = making.rule.minimum_share.as_ref()?;
    let have = share.filter(|share| **share < need_share.0)?;
    Some(Reason::TooSmallShare { have: have.clone(), need: need_share.0.clone() })
}

//! The conditions of gates and actions, read once and asked of every site.

use std::collections::BTreeMap;

use crate::rulebook::{
    Condition, Input,
    kind::{ActionSet, PlanTemplate},
};

/// What a condition is asked about, by name.
pub(super) type Facts = BTreeMap<String, Input>;

/// The conditions of a plan's rules, by their text.
pub(super) struct Conditions<'a>(BTreeMap<&'a str, Condition>);

impl<'a> Conditions<'a> {
    pub(super) fn of(template: &'a PlanTemplate, actions: &[&'a ActionSet]) -> Conditions<'a> {
        let of_gates = template.focus.gate.iter().map(|gate| &*gate.when);
        let all_actions = actions.iter().flat_map(|set| &set.action);
        let of_actions = all_actions.filter_map(|action| action.when.as_deref());
        let read = |text: &'a str| Some((text, Condition::parse(text).ok()?));
        Conditions(of_gates.chain(of_actions).filter_map(read).collect())
    }

    /// Whether a condition is true. What cannot be read or answered is untrue; the loader of the
    /// rules has told about it.
    pub(super) fn hold(&self, text: &str, facts: &Facts) -> bool {
        self.0.get(text).is_some_and(|condition| condition.holds(facts))
    }
}

/// Names and what they stand for.
pub(super) fn facts<const N: usize>(named: [(&str, Input); N]) -> Facts {
    named.into_iter().map(|(name, input)| (name.to_owned(), input)).collect()
}

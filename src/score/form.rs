//! Forms on their way to one value a year: what each holds, and how several become one.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use super::{
    Outcome, Part, Reason, Working,
    method::{Counted, Line, apply, most_often},
    scheme::{OCCASION, Scheme, Step},
};
use crate::{
    model::{Basis, Exact, Observation, Rating, Response},
    rulebook::kind::{Effect, Method, WhichRows},
};

/// What one item, group or standard has come to so far.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) outcome: Outcome,
    pub(super) n_ratings: usize,
    /// Whether an answer was to be expected: what does not apply is not.
    pub(super) expected: bool,
    pub(super) complete_share: Option<Exact>,
    pub(super) working: Working,
}

impl Value {
    fn none(reason: Reason, expected: bool) -> Value {
        Value {
            outcome: Outcome::None(reason),
            n_ratings: 0,
            expected,
            complete_share: None,
            working: Working::no_rating(),
        }
    }

    pub(super) fn blocked(&self) -> bool {
        matches!(self.outcome, Outcome::None(Reason::Blocked { .. }))
    }

    pub(super) fn known(&self) -> bool {
        !matches!(self.outcome, Outcome::None(_))
    }
}

/// A form, or several that have become one.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) basis: Basis,
    pub(super) occasion: Option<Arc<str>>,
    date: Option<NaiveDate>,
    fields: BTreeMap<Arc<str>, Arc<str>>,
    pub(super) first_date: Option<NaiveDate>,
    pub(super) last_date: Option<NaiveDate>,
    /// One value a node of the scheme, in its order; none where it is not made yet.
    pub(super) values: Vec<Option<Value>>,
}

impl Form {
    /// The value of a field, for telling forms apart.
    fn field(&self, name: &str) -> Option<String> {
        match name {
            OCCASION => self.occasion.as_deref().map(str::to_owned),
            "date" => self.date.map(|date| date.to_string()),
            field => self.fields.get(field).map(ToString::to_string),
        }
    }

    /// How a reader tells it from others.
    fn label(&self, by: &[String]) -> Arc<str> {
        let told: Vec<String> = by.iter().filter_map(|field| self.field(field)).collect();
        if told.is_empty() { "form".into() } else { told.join(", ").into() }
    }
}

/// The forms that the ratings of one site, instrument and school year were written on.
///
/// `rows` are places in the table of observations, with the rows themselves.
pub(super) fn forms(rows: &[(usize, &Observation)], scheme: &Scheme<'_>) -> Vec<Form> {
    let mut by_response: BTreeMap<(&Option<Arc<str>>, &Response), Form> = BTreeMap::new();
    for (place, row) in rows {
        let Some(&item) = scheme.items.get(&*row.item) else { continue };
        let form = by_response
            .entry((&row.form.occasion, &row.form.response))
            .or_insert_with(|| blank(row, scheme));
        form.values[item] = Some(read(row, *place, item, scheme));
    }
    by_response.into_values().collect()
}

fn blank(row: &Observation, scheme: &Scheme<'_>) -> Form {
    let unanswered = Value::none(Reason::NothingRated, true);
    let mut values = vec![None; scheme.nodes.len()];
    values[..scheme.items.len()].fill(Some(unanswered));
    Form {
        basis: row.form.response.basis,
        occasion: row.form.occasion.clone(),
        date: row.form.response.date,
        fields: row.form.response.fields.clone(),
        first_date: row.form.response.date,
        last_date: row.form.response.date,
        values,
    }
}

fn read(row: &Observation, place: usize, item: usize, scheme: &Scheme<'_>) -> Value {
    let rated = |outcome| Value {
        outcome,
        n_ratings: 1,
        expected: true,
        complete_share: None,
        working: Working::Rating(place),
    };
    let none = |reason, expected| Value {
        working: Working::Rating(place),
        ..Value::none(reason, expected)
    };
    match &row.answer.rating {
        Rating::Value(value) => rated(Outcome::Value(value.clone())),
        Rating::Category(id) => rated(Outcome::Names(vec![Arc::clone(id)])),
        Rating::Unusable => none(Reason::NothingRated, true),
        Rating::Missing(state) => match scheme.effect(item, state) {
            (Effect::CountsAs, Some(value)) => rated(Outcome::Value(value.clone())),
            (Effect::NotExpected, _) => none(Reason::NothingRated, false),
            (Effect::Blocks, _) => {
                let state = scheme.label(item, state);
                none(Reason::Blocked { part: Arc::clone(&row.item), state }, true)
            }
            (Effect::LeftOut | Effect::CountsAs, _) => none(Reason::NothingRated, true),
        },
    }
}

/// The forms after one step: those alike in the fields of all later steps become one.
pub(super) fn combine(forms: Vec<Form>, step: &Step<'_>, rounds_combined: bool) -> Vec<Form> {
    let mut groups: BTreeMap<Apart, Vec<Form>> = BTreeMap::new();
    for (place, form) in forms.into_iter().enumerate() {
        let keeps_round = !rounds_combined || step.apart_by.contains(&OCCASION);
        let occasion = form.occasion.clone().filter(|_| keeps_round);
        let apart: Vec<Option<String>> =
            step.apart_by.iter().map(|field| form.field(field)).collect();
        // Forms that tell nothing of what sets them apart are not taken for the same.
        let untold = !apart.is_empty() && apart.iter().all(Option::is_none);
        groups.entry((occasion, apart, if untold { place + 1 } else { 0 })).or_default().push(form);
    }
    let groups = groups.into_iter();
    groups.map(|((round, ..), forms)| together(round, chosen(forms, step), step)).collect()
}

/// What sets forms apart: the round, the fields of later steps, and the form's own place where it
/// tells none of these.
type Apart = (Option<Arc<str>>, Vec<Option<String>>, usize);

/// The forms that a step takes: where the group agreed on ratings, these only.
pub(super) fn chosen(forms: Vec<Form>, step: &Step<'_>) -> Vec<Form> {
    let agreed = |form: &Form| form.basis == Basis::Consensus;
    match step.combine.rows {
        WhichRows::ConsensusFirst if forms.iter().any(agreed) => {
            forms.into_iter().filter(agreed).collect()
        }
        WhichRows::ConsensusFirst | WhichRows::All => forms,
    }
}

fn together(occasion: Option<Arc<str>>, forms: Vec<Form>, step: &Step<'_>) -> Form {
    let mut all = forms.into_iter();
    let Some(first) = all.next() else { unreachable!("a group holds at least one form") };
    let rest: Vec<Form> = all.collect();
    if rest.is_empty() && step.combine.minimum.is_none_or(|minimum| minimum <= 1) {
        return Form { occasion, ..first };
    }
    let forms: Vec<&Form> = std::iter::once(&first).chain(&rest).collect();
    let values = (0..first.values.len()).map(|node| across(&forms, node, step)).collect();
    Form {
        basis: first.basis,
        occasion,
        date: first.date.filter(|date| forms.iter().all(|form| form.date == Some(*date))),
        fields: shared_fields(&forms),
        first_date: forms.iter().filter_map(|form| form.first_date).min(),
        last_date: forms.iter().filter_map(|form| form.last_date).max(),
        values,
    }
}

/// The fields in which all forms agree.
fn shared_fields(forms: &[&Form]) -> BTreeMap<Arc<str>, Arc<str>> {
    let mut shared = forms[0].fields.clone();
    shared.retain(|field, value| forms.iter().all(|form| form.fields.get(field) == Some(value)));
    shared
}

/// The value of one node over several forms.
fn across(forms: &[&Form], node: usize, step: &Step<'_>) -> Option<Value> {
    let values: Vec<(&Form, &Value)> =
        forms.iter().filter_map(|form| Some((*form, form.values[node].as_ref()?))).collect();
    let (_, first) = values.first()?;
    if let Some((_, blocked)) = values.iter().find(|(_, value)| value.blocked()) {
        return Some(Value::clone(blocked));
    }
    let known = values.iter().filter(|(_, value)| value.known()).count();
    if known == 0 {
        let expected = values.iter().any(|(_, value)| value.expected);
        return Some(Value { expected, ..Value::clone(first) });
    }
    let minimum = step.combine.minimum.map_or(0, |minimum| minimum as usize);
    let outcome = if known < minimum {
        Outcome::None(Reason::TooFewValues { have: known, need: minimum })
    } else {
        outcome(&values, step.combine.method)
    };
    let part = |(form, value): &(&Form, &Value)| Part {
        what: form.label(&step.combine.over),
        value: value.outcome.value().cloned(),
        weight: None,
        working: value.working.clone(),
    };
    Some(Value {
        outcome,
        n_ratings: values.iter().map(|(_, value)| value.n_ratings).sum(),
        expected: true,
        complete_share: shares(&values),
        working: Working::Made {
            rule: Arc::clone(&step.words),
            parts: values.iter().map(part).collect(),
        },
    })
}

fn outcome(values: &[(&Form, &Value)], method: Method) -> Outcome {
    let names = values.iter().flat_map(|(_, value)| match &value.outcome {
        Outcome::Names(names) => names.as_slice(),
        Outcome::Value(_) | Outcome::None(_) => &[],
    });
    let most = most_often(names);
    if matches!(most, Outcome::Names(_)) {
        return most;
    }
    let one = Exact::ONE;
    let parts: Vec<Counted<'_>> = values
        .iter()
        .map(|(_, value)| Counted {
            value: value.outcome.value(),
            weight: &one,
            n_ratings: value.n_ratings,
        })
        .collect();
    apply(method, &parts, Line::default())
}

/// The mean share of answered parts, over the forms that tell one.
fn shares(values: &[(&Form, &Value)]) -> Option<Exact> {
    let told: Vec<&Exact> =
        values.iter().filter_map(|(_, value)| value.complete_share.as_ref()).collect();
    let count = i64::try_from(told.len()).ok()?;
    told.iter().copied().sum::<Exact>().checked_div(&Exact::whole(count))
}

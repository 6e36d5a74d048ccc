//! What an instrument asks to be checked in every form.

use std::collections::BTreeMap;

use super::form::{Form, touch};
use crate::{
    diagnostic::{Code, Diagnostic},
    rulebook::{
        Condition, Input,
        kind::{Check, CheckEffect, Instrument},
    },
};

/// The forms, less those that a check leaves out.
pub(super) fn form_checks<'a>(forms: Vec<Form<'a>>, told: &mut Vec<Diagnostic>) -> Vec<Form<'a>> {
    let mut checks: BTreeMap<&str, Vec<(&Check, Condition)>> = BTreeMap::new();
    for form in &forms {
        let instrument = form.draft.instrument;
        checks.entry(&instrument.about.id).or_insert_with(|| conditions(instrument));
    }
    let mut left = Vec::new();
    for form in forms {
        let true_of_it: Vec<_> = checks[form.draft.instrument.about.id.as_str()]
            .iter()
            .filter(|(_, condition)| condition.holds(&inputs(&form)))
            .collect();
        told.extend(true_of_it.iter().map(|(check, condition)| found(&form, check, condition)));
        let is_left_out = true_of_it.iter().any(|(check, _)| check.effect == CheckEffect::LeaveOut);
        if !is_left_out {
            left.push(form);
        }
    }
    left
}

/// A condition that cannot be read was told when the rules were loaded.
fn conditions(instrument: &Instrument) -> Vec<(&Check, Condition)> {
    let checks = instrument.check.iter();
    checks.filter_map(|check| Some((check, Condition::parse(&check.when).ok()?))).collect()
}

fn inputs(form: &Form<'_>) -> BTreeMap<String, Input> {
    let input = |text: &str| match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Input::Number(number),
        _ => Input::Text(text.to_owned()),
    };
    let given = form.draft.given.iter();
    given.map(|(field, given)| (field.to_string(), input(&given.text))).collect()
}

/// At the cell of the first field that the condition asks about.
fn found(form: &Form<'_>, check: &Check, condition: &Condition) -> Diagnostic {
    let message = check.message.as_str();
    let told = match check.effect {
        CheckEffect::Note => Diagnostic::note(Code::FormCheck, message),
        CheckEffect::Warning | CheckEffect::LeaveOut => {
            Diagnostic::warning(Code::FormCheck, message)
        }
    };
    let told = if check.help.is_empty() { told } else { told.help(check.help.as_str()) };
    let given = condition.variables().into_iter().find_map(|field| form.draft.given.get(field));
    let mut told = match given {
        Some(given) => form.draft.tell_given(told, given),
        None => form.draft.tell(told, form.draft.first),
    };
    touch(&mut told, &form.site);
    told
}

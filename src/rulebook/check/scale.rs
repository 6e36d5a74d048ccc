//! Scales: levels with values, words with one meaning.

use std::collections::BTreeMap;

use super::{Check, decimal, ids};
use crate::{
    diagnostic::Code,
    rulebook::kind::{Decimal, Effect, Scale, ScaleKind},
};

pub(super) fn check(check: &mut Check<'_>, scale: &Scale) {
    match scale.r#type {
        ScaleKind::Levels => levels(check, scale),
        ScaleKind::Names => names(check, scale),
        ScaleKind::Numbers => numbers(check, scale),
    }
    check.unrepeated("missing words", ids(&scale.missing, "missing", |word| &word.id));
    missing(check, scale);
    words(check, scale);
}

fn levels(check: &mut Check<'_>, scale: &Scale) {
    if scale.level.is_empty() {
        check.incomplete("/type", "a scale of levels has no `level`", "add a `[[level]]` for each");
    }
    let mut below = None;
    for (at, level) in scale.level.iter().enumerate() {
        let Some(Decimal(value)) = &level.value else {
            let message = format!("the level `{}` has no `value`", level.label);
            check.incomplete(&format!("/level/{at}"), message, "add the number it counts as");
            continue;
        };
        if below.is_some_and(|below| value <= below) {
            let message = format!("the level `{}` is not above the one before it", level.label);
            let help = "write the levels lowest first, each with a value of its own";
            check.incomplete(&format!("/level/{at}/value"), message, help);
        }
        below = Some(value);
    }
}

fn names(check: &mut Check<'_>, scale: &Scale) {
    if scale.level.is_empty() {
        check.incomplete("/type", "a scale of names has no `level`", "add a `[[level]]` for each");
    }
    let mut named = Vec::new();
    for (at, level) in scale.level.iter().enumerate() {
        if let Some(id) = &level.id {
            named.push((format!("/level/{at}/id"), id.as_str()));
        } else {
            let message = format!("the level `{}` has no `id`", level.label);
            check.incomplete(&format!("/level/{at}"), message, "names need one each");
        }
        if level.value.is_some() {
            let message = format!("`{}` is a name and has a value", level.label);
            let help = "leave out `value`, or make it a scale of `levels`";
            check.incomplete(&format!("/level/{at}/value"), message, help);
        }
    }
    check.unrepeated("levels", named);
}

fn numbers(check: &mut Check<'_>, scale: &Scale) {
    match (&scale.lowest, &scale.highest) {
        (Some(Decimal(lowest)), Some(Decimal(highest))) if highest <= lowest => {
            let message = format!(
                "the highest number {} is not above the lowest {}",
                decimal(highest),
                decimal(lowest)
            );
            check.incomplete("/highest", message, "write the larger of the two here");
        }
        (Some(_), Some(_)) => {}
        _ => {
            let help = "add both: a number outside of them is reported with its cell";
            check.incomplete("/type", "a scale of numbers needs `lowest` and `highest`", help);
        }
    }
}

fn missing(check: &mut Check<'_>, scale: &Scale) {
    for (at, word) in scale.missing.iter().enumerate() {
        let pointer = format!("/missing/{at}/effect");
        match (word.effect, &word.counts_as) {
            (Effect::CountsAs, None) => {
                let message = format!("`{}` counts as a number, and none is given", word.id);
                check.incomplete(&pointer, message, "add `counts_as`");
            }
            (Effect::LeftOut | Effect::NotExpected | Effect::Blocks, Some(_)) => {
                let message = format!("`{}` has a number and does not count as one", word.id);
                let help = "write `effect = \"counts-as\"`, or leave out `counts_as`";
                check.incomplete(&format!("/missing/{at}/counts_as"), message, help);
            }
            _ => {}
        }
        if word.words.is_empty() {
            let message = format!("`{}` has no way to be written", word.id);
            check.incomplete(&format!("/missing/{at}/words"), message, "add the words for it");
        }
    }
}

/// What is written in a cell must mean one thing.
fn words(check: &mut Check<'_>, scale: &Scale) {
    let mut meant: BTreeMap<String, String> = BTreeMap::new();
    for (pointer, word, meaning) in written(scale) {
        let seen = meant.entry(word.trim().to_lowercase()).or_insert_with(|| meaning.clone());
        if *seen != meaning {
            let message = format!("`{word}` is {seen} and {meaning}");
            let help = "take it out of one of them";
            check.fault(Code::RepeatedId, &pointer, message, help);
        }
    }
}

fn written(scale: &Scale) -> Vec<(String, &str, String)> {
    let mut all = Vec::new();
    for (at, level) in scale.level.iter().enumerate() {
        let meaning = format!("the level `{}`", level.label);
        all.push((format!("/level/{at}/label"), level.label.as_str(), meaning.clone()));
        for (alias, word) in level.aliases.iter().enumerate() {
            all.push((format!("/level/{at}/aliases/{alias}"), word, meaning.clone()));
        }
    }
    for (at, missing) in scale.missing.iter().enumerate() {
        for (place, word) in missing.words.iter().enumerate() {
            let meaning = format!("the missing word `{}`", missing.id);
            all.push((format!("/missing/{at}/words/{place}"), word, meaning));
        }
    }
    all
}

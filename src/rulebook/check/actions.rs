//! Actions: who they are for, what they name, and whether any score calls for them.

use std::collections::BTreeSet;

use super::{Check, ids, reach::Reach};
use crate::{
    diagnostic::{Code, one_of},
    model::EvidenceSource,
    rulebook::{
        Condition,
        kind::{Action, ActionSet, Framework, Targets},
    },
};

/// What a condition of an action knows.
const KNOWN: [&str; 10] =
    ["score", "target", "gap", "n", "years", "change", "source", "standard", "band", "items"];

pub(super) fn check<'a>(check: &mut Check<'a>, set: &'a ActionSet) {
    let book = check.book;
    let framework = check.file("/framework", "standards", &book.frameworks, &set.framework);
    let targets = check.file("/targets", "targets", &book.targets, &set.targets);
    check.unrepeated("positions", ids(&set.position, "position", |position| &position.id));
    check.unrepeated("actions", ids(&set.action, "action", |action| &action.id));
    let positions: Vec<&str> = set.position.iter().map(|position| &*position.id).collect();
    let known_items = item_names(check);
    let reach =
        framework.zip(targets).map(|(framework, targets)| Reach::new(framework, targets, book));
    for (at, position) in set.position.iter().enumerate() {
        if let Some(other) = &position.if_none {
            let pointer = format!("/position/{at}/if_none");
            check.named(&pointer, "position", other, positions.iter().copied());
        }
    }
    for (at, action) in set.action.iter().enumerate() {
        let pointer = format!("/action/{at}/position");
        check.named(&pointer, "position", &action.position, positions.iter().copied());
        check.choice(&format!("/action/{at}/effort"), &action.effort, &["low", "medium", "high"]);
        items(check, at, action, &known_items);
        measure(check, at, action);
        if let Some(framework) = framework {
            of_framework(check, framework, at, action);
        }
        let condition = condition(check, at, action, &known_items);
        if let Some(reach) = &reach {
            within_reach(check, reach, at, action, condition);
        }
    }
    if let Some(reach) = &reach {
        every_standard_has_one(check, set, reach.framework, reach.targets);
    }
}

fn of_framework(check: &mut Check<'_>, framework: &Framework, at: usize, action: &Action) {
    if let Some(standard) = &action.standard {
        let known = framework.standard.iter().map(|standard| &*standard.id);
        check.named(&format!("/action/{at}/standard"), "standard", standard, known);
    }
    let indicators = framework.standard.iter().flat_map(|standard| &standard.indicator);
    let known: Vec<&str> = indicators
        .flat_map(|indicator| [Some(indicator.id.as_str()), indicator.code.as_deref()])
        .flatten()
        .collect();
    for (place, indicator) in action.indicators.iter().enumerate() {
        let pointer = format!("/action/{at}/indicators/{place}");
        check.named(&pointer, "indicator", indicator, known.iter().copied());
    }
}

fn items(check: &mut Check<'_>, at: usize, action: &Action, known: &BTreeSet<&str>) {
    for (place, item) in action.items.iter().enumerate() {
        let pointer = format!("/action/{at}/items/{place}");
        check.named(&pointer, "item", item, known.iter().copied());
    }
}

/// That a measure speaks of a rating where `rated` says so, and only there.
fn measure(check: &mut Check<'_>, at: usize, action: &Action) {
    const ITEM: &str = "item";
    let places: &[&str] = if action.rated.is_some() { &[ITEM] } else { &[] };
    let pointer = format!("/action/{at}/measure");
    check.placeholders(&pointer, &action.measure, places);
    if action.rated.is_some() && action.indicators.is_empty() && action.items.is_empty() {
        let message = "the action names no item whose rating is to change";
        check.incomplete(&pointer, message, "add `indicators` or `items`");
    }
}

/// The items of all instruments, by id and by code.
fn item_names<'a>(check: &Check<'a>) -> BTreeSet<&'a str> {
    let items = check.book.instruments.values().flat_map(|instrument| &instrument.item);
    items.flat_map(|item| [Some(&*item.id), item.code.as_deref()]).flatten().collect()
}

/// The condition of an action, if it can be read and names only what is there.
fn condition(
    check: &mut Check<'_>,
    at: usize,
    action: &Action,
    known: &BTreeSet<&str>,
) -> Option<Condition> {
    let pointer = format!("/action/{at}/when");
    let condition = check.condition(&pointer, action.when.as_ref()?, &KNOWN)?;
    for key in condition.keys("items") {
        if !known.contains(key) && !check.shelf.forgives("instrument", key) {
            let message = format!("this condition asks about the item `{key}`, which is not there");
            let fault = check.document.error(Code::UnreadableCondition, &pointer, message);
            check.found.push(super::with_known(fault, key, known.iter().copied().collect()));
            return None;
        }
    }
    Some(condition)
}

/// That some score calls for the action.
fn within_reach<'a>(
    check: &mut Check<'a>,
    reach: &Reach<'a>,
    at: usize,
    action: &Action,
    condition: Option<Condition>,
) {
    let bands = &reach.targets.band;
    if let Some(band) = &action.band {
        let pointer = format!("/action/{at}/band");
        if !check.named(&pointer, "band", band, bands.iter().map(|band| &*band.id)) {
            return;
        }
        if !reach.band_is_in_reach(band) {
            let message = format!("no score falls in the band `{band}`");
            let help = "put the bands of the targets file right";
            check.fault(Code::UnreachableAction, &pointer, message, help);
            return;
        }
    }
    let Some(condition) = condition else { return };
    let pointer = format!("/action/{at}/when");
    if compares_with_unknown(check, reach, &pointer, &condition) {
        return;
    }
    match reach.holds_somewhere(action, &condition) {
        Ok(true) => {}
        Ok(false) => {
            let message = "no score can make this condition true".to_owned();
            let help = match &action.band {
                Some(band) => format!("check its numbers, and that they lie in the band `{band}`"),
                None => "check its numbers".to_owned(),
            };
            check.fault(Code::UnreachableAction, &pointer, message, help);
        }
        Err(why) => {
            let message = format!("this condition cannot be followed: {why}");
            let help = format!("it may ask about {}", one_of(KNOWN).replace(" or ", " and "));
            check.fault(Code::UnreadableCondition, &pointer, message, help);
        }
    }
}

/// Whether the condition compares a band, standard or source with a name that nothing has.
fn compares_with_unknown(
    check: &mut Check<'_>,
    reach: &Reach<'_>,
    pointer: &str,
    condition: &Condition,
) -> bool {
    let bands = reach.targets.band.iter().map(|band| &*band.id).collect();
    let standards = reach.framework.standard.iter().map(|standard| &*standard.id).collect();
    let sources = [EvidenceSource::SelfAssessment, EvidenceSource::Observation];
    let sources = sources.into_iter().map(EvidenceSource::id).collect();
    let all: [(&str, Vec<&str>); 3] =
        [("band", bands), ("standard", standards), ("source", sources)];
    let before = check.found.len();
    for (name, known) in all {
        for text in condition.compared_with(name) {
            // A score without a band has an empty one.
            if !text.is_empty() && !known.contains(&text) {
                let message =
                    format!("this condition asks about the {name} `{text}`, which is not there");
                let fault = check.document.error(Code::UnreadableCondition, pointer, message);
                check.found.push(super::with_known(fault, text, known.clone()));
            }
        }
    }
    before < check.found.len()
}

/// That each standard has an action for every band, in this file or another for the same bands.
fn every_standard_has_one(
    check: &mut Check<'_>,
    set: &ActionSet,
    framework: &Framework,
    targets: &Targets,
) {
    let sets: Vec<&ActionSet> = check
        .book
        .actions
        .values()
        .filter(|other| other.framework == set.framework && other.targets == set.targets)
        .collect();
    let is_first = sets.first().is_some_and(|first| first.about.id == set.about.id);
    if !is_first {
        return;
    }
    for standard in &framework.standard {
        let has_action = |band: &str| {
            sets.iter().flat_map(|set| &set.action).any(|action| {
                action.standard.as_ref() == Some(&standard.id)
                    && action.band.as_deref().is_none_or(|suits| suits == band)
            })
        };
        let bands = targets.band.iter().map(|band| &*band.id);
        let without: Vec<&str> = bands.filter(|band| !has_action(band)).collect();
        if !without.is_empty() {
            let message = format!(
                "the standard `{}` has no action in the band {}",
                standard.id,
                one_of(without)
            );
            let code = Code::StandardWithoutAction;
            let warning = check.document.warning(code, "/framework", message);
            check.found.push(warning.help("add one, so that a plan has something to offer"));
        }
    }
}

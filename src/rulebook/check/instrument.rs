//! Instruments: items, groups and what they name.

use std::collections::BTreeSet;

use super::{Check, ids};
use crate::{
    diagnostic::{Code, count},
    rulebook::{
        Rulebook,
        kind::{Decimal, Instrument, Item, ScaleKind},
    },
};

pub(super) fn check<'a>(check: &mut Check<'a>, instrument: &'a Instrument) {
    let book = check.book;
    check.file("/scale", "scale", &book.scales, &instrument.scale);
    let mut named = ids(&instrument.item, "item", |item| &item.id);
    named.extend(ids(&instrument.group, "group", |group| &group.id));
    check.unrepeated("items or groups", named);
    check.unrepeated("checks", ids(&instrument.check, "check", |check| &check.id));
    check.unrepeated("fields", ids(&instrument.field, "field", |field| &field.id));
    check.unrepeated("occasions", ids(&instrument.occasion, "occasion", |round| &round.id));
    for (at, item) in instrument.item.iter().enumerate() {
        check_item(check, instrument, at, item);
    }
    groups(check, instrument);
    circles(check, instrument);
    reference(check, instrument);
    form_checks(check, instrument);
}

fn check_item<'a>(check: &mut Check<'a>, instrument: &'a Instrument, at: usize, item: &'a Item) {
    let book = check.book;
    let pointer = |key: &str| format!("/item/{at}/{key}");
    if let Some(group) = &item.r#in {
        check.named(&pointer("in"), "group", group, group_ids(instrument));
    }
    if let Some(Decimal(weight)) = &item.weight {
        check.weight(&pointer("weight"), weight);
    }
    if let Some(indicator) = &item.indicator {
        let known = indicators(book);
        if !known.is_empty() {
            check.named(&pointer("indicator"), "indicator", indicator, known);
        }
    }
    let scale = match &item.scale {
        Some(id) => check.file(&pointer("scale"), "scale", &book.scales, id),
        None => book.scales.get(&instrument.scale),
    };
    let Some(scale) = scale else { return };
    if item.reverse && scale.r#type == ScaleKind::Names {
        let message = format!("`{}` is turned round, and its scale has no order", item.id);
        check.incomplete(&pointer("reverse"), message, "leave out `reverse`");
    }
    let says = item.levels.len();
    if says != 0 && says != scale.level.len() {
        let message = format!(
            "`{}` describes {}, and its scale has {}",
            item.id,
            count(says, "level"),
            scale.level.len()
        );
        check.incomplete(&pointer("levels"), message, "describe each level, lowest first");
    }
}

fn groups(check: &mut Check<'_>, instrument: &Instrument) {
    // A part whose `in` is a slip has been told already.
    let within = instrument.item.iter().map(|item| &item.r#in);
    let mut within = within.chain(instrument.group.iter().map(|group| &group.r#in)).flatten();
    let all_named = within.all(|id| instrument.group_by_id(id).is_some());
    for (at, group) in instrument.group.iter().enumerate() {
        if let Some(within) = &group.r#in {
            let pointer = format!("/group/{at}/in");
            check.named(&pointer, "group", within, group_ids(instrument));
        }
        for (place, part) in group.parts.iter().enumerate() {
            let pointer = format!("/group/{at}/parts/{place}");
            check.named(&pointer, "item or group", part, part_ids(instrument));
        }
        let parts = group.parts.iter().enumerate();
        let parts = parts.map(|(place, part)| (format!("/group/{at}/parts/{place}"), &**part));
        check.unrepeated("parts of one group", parts);
        if let Some(Decimal(weight)) = &group.weight {
            check.weight(&format!("/group/{at}/weight"), weight);
        }
        if all_named && instrument.parts_of(group).is_empty() {
            let message = format!("the group `{}` has no parts", group.id);
            let help = format!("name it in an item with `in = \"{}\"`, or list `parts`", group.id);
            check.incomplete(&format!("/group/{at}/id"), message, help);
        }
    }
}

/// No group may be a part of itself, however far down.
fn circles(check: &mut Check<'_>, instrument: &Instrument) {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for (at, group) in instrument.group.iter().enumerate() {
        let mut way = vec![group.id.as_str()];
        let is_circle = leads_back(instrument, &group.id, &mut way);
        if is_circle && way.iter().all(|id| !told.contains(id)) {
            told.extend(&way);
            let named: Vec<String> = way.iter().map(|id| format!("`{id}`")).collect();
            let message =
                format!("the group `{}` is a part of itself: {}", group.id, named.join(" → "));
            let key = if group.parts.is_empty() { "in" } else { "parts" };
            let help = "take one of these steps out";
            check.fault(Code::Circle, &format!("/group/{at}/{key}"), message, help);
        }
    }
}

/// Whether some group is a part of itself.
pub(super) fn has_circle(instrument: &Instrument) -> bool {
    let mut groups = instrument.group.iter();
    groups.any(|group| leads_back(instrument, &group.id, &mut vec![&group.id]))
}

/// Whether the parts of the last group of `way` lead back to `start`; `way` is then the circle.
fn leads_back<'a>(instrument: &'a Instrument, start: &'a str, way: &mut Vec<&'a str>) -> bool {
    let last = way[way.len() - 1];
    let Some(group) = instrument.group_by_id(last) else { return false };
    for part in instrument.parts_of(group) {
        if part == start {
            way.push(part);
            return true;
        }
        if way.contains(&part) {
            continue;
        }
        way.push(part);
        if leads_back(instrument, start, way) {
            return true;
        }
        way.pop();
    }
    false
}

fn reference(check: &mut Check<'_>, instrument: &Instrument) {
    let Some(reference) = &instrument.reference else { return };
    let mut named = Vec::new();
    for (at, value) in reference.value.iter().enumerate() {
        let pointer = format!("/reference/value/{at}/id");
        check.named(&pointer, "item or group", &value.id, part_ids(instrument));
        named.push((pointer, value.id.as_str()));
    }
    check.unrepeated("reference values", named);
}

fn form_checks(check: &mut Check<'_>, instrument: &Instrument) {
    let known = fields(check.book, instrument);
    let known: Vec<&str> = known.into_iter().collect();
    for (at, form_check) in instrument.check.iter().enumerate() {
        check.condition(&format!("/check/{at}/when"), &form_check.when, &known);
    }
}

/// The fields that a form of the instrument can have.
pub(super) fn fields<'a>(book: &'a Rulebook, instrument: &'a Instrument) -> BTreeSet<&'a str> {
    /// Fields that have a meaning of their own for the program.
    const ALWAYS: [&str; 15] = [
        "site",
        "site_id",
        "program",
        "school_year",
        "occasion",
        "date",
        "rater",
        "role",
        "activity",
        "segment",
        "basis",
        "purpose",
        "minutes",
        "observation_id",
        "version",
    ];
    let shared = book.words.iter().flat_map(|words| &words.field).map(|field| field.id.as_str());
    let own = instrument.field.iter().map(|field| field.id.as_str());
    shared.chain(own).chain(ALWAYS).collect()
}

pub(super) fn group_ids(instrument: &Instrument) -> impl Iterator<Item = &str> {
    instrument.group.iter().map(|group| group.id.as_str())
}

/// Items and groups.
pub(super) fn part_ids(instrument: &Instrument) -> impl Iterator<Item = &str> {
    instrument.item.iter().map(|item| item.id.as_str()).chain(group_ids(instrument))
}

/// Every indicator of every framework, by id and by code.
fn indicators(book: &Rulebook) -> Vec<&str> {
    let standards = book.frameworks.values().flat_map(|framework| &framework.standard);
    let indicators = standards.flat_map(|standard| &standard.indicator);
    indicators
        .flat_map(|indicator| indicator.code.as_deref().into_iter().chain([indicator.id.as_str()]))
        .collect()
}

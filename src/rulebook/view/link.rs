//! A link between versions in plain English.

use super::decimal;
use crate::{
    diagnostic::{all_of, count},
    rulebook::kind::{Decimal, LinkMethod, LinkedValue, VersionLink},
};

pub(super) fn lines(link: &VersionLink) -> Vec<String> {
    let VersionLink { instrument, from, to, .. } = link;
    let scope = scope(link);
    let mut lines =
        vec![format!("Carries scores of `{instrument}` from version {from} to {to}, for {scope}.")];
    lines.extend(match link.method {
        LinkMethod::Declared => declared(link),
        LinkMethod::CommonItems => common_items(link),
    });
    if !link.source.is_empty() {
        lines.push(format!("It rests on: {}", link.source));
    }
    lines
}

fn scope(link: &VersionLink) -> String {
    let all = |names: &[String]| all_of(names.iter().map(String::as_str));
    match (link.levels.as_slice(), link.ids.as_slice()) {
        ([], []) => "every level above the items".to_owned(),
        ([], ids) => all(ids),
        (levels, []) => format!("the level {}", all(levels)),
        (levels, ids) => format!("{} at the level {}", all(ids), all(levels)),
    }
}

fn declared(link: &VersionLink) -> Vec<String> {
    let worth =
        |value: &LinkedValue| format!("  {} → {}", decimal(&value.from.0), decimal(&value.to.0));
    let mut lines = vec!["By this table, in straight lines between:".to_owned()];
    lines.extend(link.value.iter().map(worth));
    let error = link.standard_error.as_ref().map(|Decimal(error)| decimal(error));
    lines.extend(error.map(|error| format!("Its standard error is {error}.")));
    lines
}

fn common_items(link: &VersionLink) -> Vec<String> {
    let items = VersionLink::FEWEST_ITEMS;
    let sites = count(link.fewest_sites(), "site");
    vec![
        format!("By the items that did not change: {}.", link.items.join(", ")),
        format!(
            "A score needs {items} of them, and {sites} rated right before and after the change."
        ),
    ]
}

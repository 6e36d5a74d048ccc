//! Links between versions: of versions that there are, with a table that leaves no score out or
//! with items that there are.

use std::collections::BTreeSet;

use super::{Check, decimal, instrument::group_ids};
use crate::{
    diagnostic::{Code, count},
    model::Exact,
    rulebook::{
        Rulebook,
        kind::{Decimal, Instrument, LinkMethod, Scoring, VersionLink},
    },
};

pub(super) fn check<'a>(check: &mut Check<'a>, link: &'a VersionLink) {
    let book = check.book;
    let instrument = check.file("/instrument", "instrument", &book.instruments, &link.instrument);
    if let Some(instrument) = instrument {
        versions(check, link, instrument);
        scope(check, link, instrument);
        for (at, item) in link.items.iter().enumerate() {
            let known = instrument.item.iter().map(|item| item.id.as_str());
            check.named(&format!("/items/{at}"), "item", item, known);
        }
    }
    unlike_the_others(check, link);
    match link.method {
        LinkMethod::Declared => declared(check, link),
        LinkMethod::CommonItems => common_items(check, link),
    }
}

fn versions(check: &mut Check<'_>, link: &VersionLink, instrument: &Instrument) {
    if link.from == link.to {
        let message = format!("this link leads from version `{}` to itself", link.from);
        check.incomplete("/to", message, "name the newer version in `to`");
    }
    let known: BTreeSet<&str> = instrument
        .version_aliases
        .values()
        .chain([&instrument.instrument_version])
        .map(String::as_str)
        .collect();
    for (pointer, version) in [("/from", &link.from), ("/to", &link.to)] {
        check.named(pointer, "version", version, known.iter().copied());
    }
    let scoring = check.book.scoring_for(&link.instrument);
    if scoring.is_some_and(|scoring| !scoring.break_on.iter().any(|what| what == "version")) {
        let message = format!("lines of `{}` do not break at a change of version", link.instrument);
        let help = "take the link out, or add `version` to `break_on` in the scoring file";
        check.incomplete("/instrument", message, help);
    }
}

fn scope(check: &mut Check<'_>, link: &VersionLink, instrument: &Instrument) {
    let Some(scoring) = check.book.scoring_for(&link.instrument) else { return };
    let levels: Vec<&str> = scoring.level.iter().map(|rule| rule.id.as_str()).collect();
    for (at, level) in link.levels.iter().enumerate() {
        check.named(&format!("/levels/{at}"), "level", level, levels.iter().copied());
    }
    let known: BTreeSet<&str> =
        group_ids(instrument).chain(standard_ids(check.book, scoring)).collect();
    for (at, id) in link.ids.iter().enumerate() {
        check.named(&format!("/ids/{at}"), "group or standard", id, known.iter().copied());
    }
}

/// The standards that an instrument leads to.
fn standard_ids<'a>(book: &'a Rulebook, scoring: &'a Scoring) -> impl Iterator<Item = &'a str> {
    let crosswalks =
        scoring.level.iter().filter_map(|rule| book.crosswalk(rule.crosswalk.as_ref()?));
    crosswalks.flat_map(|crosswalk| &crosswalk.link).map(|link| link.standard.as_str())
}

/// That no other link is for the same scores: then it would be by chance which one counts.
fn unlike_the_others(check: &mut Check<'_>, link: &VersionLink) {
    let versions = |it: &VersionLink| (it.instrument.clone(), it.from.clone(), it.to.clone());
    let overlap = |one: &[String], other: &[String]| {
        one.is_empty() || one.iter().any(|name| other.contains(name))
    };
    let mut before = check.book.links.values().filter(|other| other.about.id < link.about.id);
    let alike = before.find(|other| {
        versions(other) == versions(link)
            && other.wideness() == link.wideness()
            && overlap(&other.levels, &link.levels)
            && overlap(&other.ids, &link.ids)
    });
    if let Some(other) = alike {
        let message = format!("`{}` links the same scores", other.about.id);
        let help = "name different `levels` or `ids` in the two, or take one out";
        check.fault(Code::RepeatedId, "/from", message, help);
    }
}

fn common_items(check: &mut Check<'_>, link: &VersionLink) {
    let items = link.items.iter().enumerate();
    check.unrepeated("items", items.map(|(at, item)| (format!("/items/{at}"), item.as_str())));
    if link.items.len() < VersionLink::FEWEST_ITEMS {
        let message = format!(
            "{} cannot carry a link: it takes {}",
            count(link.items.len(), "item"),
            VersionLink::FEWEST_ITEMS
        );
        let help = "list the items that are the same in both versions in `items`";
        check.incomplete("/method", message, help);
    }
    if link.fewest_sites() < VersionLink::LEAST_SITES {
        let message = format!("{} cannot carry a link", count(link.fewest_sites(), "site"));
        let help = format!("write {} or more", VersionLink::LEAST_SITES);
        check.incomplete("/fewest_sites", message, help);
    }
    let table =
        [("/value", !link.value.is_empty()), ("/standard_error", link.standard_error.is_some())];
    let message = "a link by common items works this out from the scores";
    beside_the_method(check, &table, message, "declared");
}

fn declared(check: &mut Check<'_>, link: &VersionLink) {
    let counts =
        [("/items", !link.items.is_empty()), ("/fewest_sites", link.fewest_sites.is_some())];
    let message = "a declared link goes by its table alone";
    beside_the_method(check, &counts, message, "common-items");
    if link.source.trim().is_empty() {
        let help = "say in `source` who worked the values out, and how";
        check.incomplete("/method", "this link does not say where its values come from", help);
    }
    error(check, link);
    if link.value.len() < 2 {
        let message = "a declared link has a table of two lines or more";
        let help = "write a `[[value]]` with `from` and `to` for every level of the scale";
        check.incomplete("/method", message, help);
        return;
    }
    if in_order(check, link) {
        covers_every_score(check, link);
    }
}

/// Keys that belong to the other method.
fn beside_the_method(check: &mut Check<'_>, keys: &[(&str, bool)], message: &str, other: &str) {
    for (pointer, _) in keys.iter().filter(|(_, is_there)| *is_there) {
        let help = format!("take it out, or write `method = \"{other}\"`");
        check.incomplete(pointer, message, help);
    }
}

fn error(check: &mut Check<'_>, link: &VersionLink) {
    let Some(Decimal(error)) = &link.standard_error else {
        let message = "this link does not say how sure it is";
        let help = "add `standard_error`: 0 where the values hold by definition";
        check.incomplete("/method", message, help);
        return;
    };
    if *error < Exact::ZERO {
        let message = format!("{} is no standard error", decimal(error));
        check.incomplete("/standard_error", message, "write 0 or more");
    }
}

/// Whether the table goes up: on its older side from line to line, on its newer side as a whole.
fn in_order(check: &mut Check<'_>, link: &VersionLink) -> bool {
    let before = check.found.len();
    for (at, pair) in link.value.windows(2).enumerate() {
        let [low, high] = pair else { continue };
        let at = at + 1;
        if high.from <= low.from {
            let message = format!(
                "{} is not above {} before it",
                decimal(&high.from.0),
                decimal(&low.from.0)
            );
            let help = "write the lines lowest first, each score once";
            check.fault(Code::BandOffScale, &format!("/value/{at}/from"), message, help);
        }
        if high.to < low.to {
            let message = format!(
                "this carries {} to {}, and the lower {} to {}",
                decimal(&high.from.0),
                decimal(&high.to.0),
                decimal(&low.from.0),
                decimal(&low.to.0)
            );
            let help = "a higher score must not become a lower one";
            check.fault(Code::BandOffScale, &format!("/value/{at}/to"), message, help);
        }
    }
    let (first, last) = (&link.value[0], &link.value[link.value.len() - 1]);
    if first.to == last.to {
        let message = format!("this carries every score to {}", decimal(&last.to.0));
        let help = "carry the highest score to a higher one than the lowest";
        check.fault(Code::BandOffScale, "/value/0/to", message, help);
    }
    check.found.len() == before
}

/// That the table leaves out no score of the levels that it is for, and carries none off the scale.
fn covers_every_score(check: &mut Check<'_>, link: &VersionLink) {
    let book = check.book;
    let Some(scoring) = book.scoring_for(&link.instrument) else { return };
    let is_meant =
        |level: &&str| link.levels.is_empty() || link.levels.iter().any(|it| it == level);
    let mut told = BTreeSet::new();
    for level in scoring.level.iter().map(|rule| rule.id.as_str()).filter(is_meant) {
        // Above the items, all groups of a level share its range.
        let Some((lowest, highest)) = book.range_of(&link.instrument, level, level) else {
            continue;
        };
        let steps = book.values_that_stay(&link.instrument, level, level).unwrap_or_default();
        for score in steps.into_iter().chain([lowest.clone(), highest.clone()]) {
            let is_listed = link.value.iter().any(|value| value.from.0 == score);
            if !is_listed && told.insert((score.clone(), "from")) {
                left_out(check, level, &score);
            }
        }
        for (at, value) in link.value.iter().enumerate() {
            let Decimal(to) = &value.to;
            let is_off = *to < lowest || highest < *to;
            if is_off && told.insert((to.clone(), "to")) {
                off_scale(check, at, to, (&lowest, &highest));
            }
        }
    }
}

fn left_out(check: &mut Check<'_>, level: &str, score: &Exact) {
    let score = decimal(score);
    let message = format!("the table leaves out {score}, a score of the level `{level}`");
    let help = format!(
        "add a `[[value]]` with `from = {score}`, or name in `levels` what the table is for"
    );
    check.fault(Code::BandOffScale, "/value", message, help);
}

fn off_scale(check: &mut Check<'_>, at: usize, to: &Exact, (lowest, highest): (&Exact, &Exact)) {
    let message = format!(
        "this carries a score to {}, which does not lie between {} and {}",
        decimal(to),
        decimal(lowest),
        decimal(highest)
    );
    let help = "carry scores to the scale of the newer version";
    check.fault(Code::BandOffScale, &format!("/value/{at}/to"), message, help);
}

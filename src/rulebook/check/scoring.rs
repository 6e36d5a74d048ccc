//! Scoring: steps and levels, each of which needs what the one before it made.

use std::collections::BTreeMap;

use super::{Check, decimal, ids, instrument};
use crate::{
    diagnostic::Code,
    model::Exact,
    rulebook::kind::{Combine, Decimal, Instrument, LevelRule, Method, Scoring},
};

const START: &str = "start";
const END: &str = "end";

pub(super) fn check<'a>(check: &mut Check<'a>, scoring: &'a Scoring) {
    let book = check.book;
    check.unrepeated("steps", ids(&scoring.combine, "combine", |step| &step.id));
    if let Some(step) = &scoring.independent_before {
        let known = scoring.combine.iter().map(|step| step.id.as_str());
        check.named("/independent_before", "step", step, known.chain([START, END]));
    }
    for (at, what) in scoring.break_on.iter().enumerate() {
        check.choice(&format!("/break_on/{at}"), what, &["version", "basis"]);
    }
    for (at, rule) in scoring.level.iter().enumerate() {
        let known = scoring.combine.iter().map(|step| step.id.as_str());
        let pointer = format!("/level/{at}/after");
        check.named(&pointer, "step", &rule.after, known.chain([START, END]));
        method(check, at, rule);
        shares(check, at, rule);
    }
    let instrument =
        check.file("/instrument", "instrument", &book.instruments, &scoring.instrument);
    let Some(instrument) = instrument else { return };
    steps(check, scoring, instrument);
    // Groups that are parts of themselves have no order.
    if !instrument::has_circle(instrument) {
        Levels { scoring, instrument }.check(check);
    }
}

fn steps(check: &mut Check<'_>, scoring: &Scoring, instrument: &Instrument) {
    let fields = instrument::fields(check.book, instrument);
    for (at, Combine { id, over, method, .. }) in scoring.combine.iter().enumerate() {
        if matches!(id.as_str(), START | END) {
            let message = format!("a step is called `{id}`, which means something else");
            check.incomplete(&format!("/combine/{at}/id"), message, "give it another name");
        }
        if over.is_empty() {
            let message = format!("the step `{id}` combines over nothing");
            let help = "name the fields in which its forms differ";
            check.incomplete(&format!("/combine/{at}/over"), message, help);
        }
        for (place, field) in over.iter().enumerate() {
            let pointer = format!("/combine/{at}/over/{place}");
            check.named(&pointer, "field", field, fields.iter().copied());
        }
        let combines = matches!(
            method,
            Method::Mean
                | Method::Median
                | Method::Sum
                | Method::Minimum
                | Method::Maximum
                | Method::Mode
        );
        if !combines {
            let message = "forms are not combined in this way".to_owned();
            let help = "write `mean`, `median`, `sum`, `minimum`, `maximum` or `mode`";
            check.incomplete(&format!("/combine/{at}/method"), message, help);
        }
    }
}

/// What a method needs beside its name.
fn method(check: &mut Check<'_>, at: usize, rule: &LevelRule) {
    let pointer = format!("/level/{at}/method");
    let asks_line = matches!(rule.method, Method::ShareAtOrAbove | Method::KOfN);
    if asks_line && rule.at_or_above.is_none() {
        let message = "this method needs `at_or_above`, the line that values are held against";
        check.incomplete(&pointer, message, "add it, such as `at_or_above = 3`");
    }
    let asks_number = rule.method == Method::KOfN;
    if asks_number && rule.at_least.is_none() && rule.share.is_none() {
        let message = "this method needs `at_least` (how many) or `share` (which part of them)";
        check.incomplete(&pointer, message, "add one of them, such as `share = 0.75`");
    }
    let idle = [
        ("at_or_above", rule.at_or_above.is_some() && !asks_line),
        ("at_least", rule.at_least.is_some() && !asks_number),
        ("share", rule.share.is_some() && !asks_number),
        ("none_below", rule.none_below.is_some() && !asks_number),
        ("small", rule.small.is_some() && !asks_number),
    ];
    for (key, _) in idle.into_iter().filter(|(_, is_idle)| *is_idle) {
        let message = format!("`{key}` changes nothing with this method");
        let help = "leave it out, or choose the method that it belongs to";
        check.incomplete(&format!("/level/{at}/{key}"), message, help);
    }
}

fn shares(check: &mut Check<'_>, at: usize, rule: &LevelRule) {
    for (key, share) in [("minimum_share", &rule.minimum_share), ("share", &rule.share)] {
        let Some(Decimal(share)) = share else { continue };
        if *share < Exact::ZERO || Exact::ONE < *share {
            let message = format!("a share of {} is not between 0 and 1", decimal(share));
            let help = "write 0.6 for 60 percent";
            check.incomplete(&format!("/level/{at}/{key}"), message, help);
        }
    }
}

/// The levels of a scoring file, above the items of its instrument.
struct Levels<'a> {
    scoring: &'a Scoring,
    instrument: &'a Instrument,
}

impl Levels<'_> {
    fn check(&self, check: &mut Check<'_>) {
        let mut makers: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, rule) in self.scoring.level.iter().enumerate() {
            match &rule.crosswalk {
                Some(id) => self.standards(check, at, rule, id, &makers),
                None => self.groups(check, at, rule, &mut makers),
            }
        }
    }

    /// A level of groups of the instrument.
    fn groups<'l>(
        &'l self,
        check: &mut Check<'_>,
        at: usize,
        rule: &'l LevelRule,
        makers: &mut BTreeMap<&'l str, usize>,
    ) {
        let levels = self.instrument.group.iter().map(|group| group.level.as_str());
        if !check.named(&format!("/level/{at}/id"), "level of groups", &rule.id, levels) {
            return;
        }
        let here = || self.instrument.group.iter().filter(|group| group.level == rule.id);
        for (place, group) in rule.groups.iter().enumerate() {
            let pointer = format!("/level/{at}/groups/{place}");
            let known = here().map(|group| group.id.as_str());
            check.named(&pointer, &format!("group of level `{}`", rule.id), group, known);
        }
        let elsewhere = |id: &String| {
            let others = self.scoring.level.iter().filter(|other| other.id == rule.id);
            others.clone().any(|other| other.groups.contains(id))
        };
        let is_meant = |id: &String| match rule.groups.as_slice() {
            [] => !elsewhere(id),
            named => named.contains(id),
        };
        let meant: Vec<_> = here().filter(|group| is_meant(&group.id)).collect();
        for group in &meant {
            let parts = self.instrument.parts_of(group);
            if rule.method == Method::Ratio && parts.len() != 2 {
                let message =
                    format!("a ratio has two parts, and `{}` has {}", group.id, parts.len());
                let help = "list `parts` in the group: the count, then its base";
                check.incomplete(&format!("/level/{at}/method"), message, help);
            }
            self.parts_are_made(check, at, rule, &parts, makers);
        }
        for group in meant {
            if let Some(first) = makers.insert(&group.id, at) {
                let line = check.document.line(&format!("/level/{first}"));
                let message = format!("two rules make the group `{}`", group.id);
                let help = format!("the first stands in line {line}: name `groups` in both");
                check.fault(Code::RepeatedId, &format!("/level/{at}/id"), message, help);
            }
        }
    }

    /// The level of standards, by a crosswalk.
    fn standards(
        &self,
        check: &mut Check<'_>,
        at: usize,
        rule: &LevelRule,
        crosswalk: &str,
        makers: &BTreeMap<&str, usize>,
    ) {
        let pointer = format!("/level/{at}/crosswalk");
        let book = check.book;
        let Some(crosswalk) = check.file(&pointer, "crosswalk", &book.crosswalks, crosswalk) else {
            return;
        };
        if crosswalk.instrument != self.scoring.instrument {
            let message = format!(
                "this crosswalk starts from `{}`, and the scoring is of `{}`",
                crosswalk.instrument, self.scoring.instrument
            );
            check.incomplete(&pointer, message, "name a crosswalk of the same instrument");
            return;
        }
        let parts: Vec<&str> = crosswalk.link.iter().map(|link| link.from.as_str()).collect();
        self.parts_are_made(check, at, rule, &parts, makers);
    }

    /// Every part that is a group must have a value when this rule asks for it.
    fn parts_are_made(
        &self,
        check: &mut Check<'_>,
        at: usize,
        rule: &LevelRule,
        parts: &[&str],
        makers: &BTreeMap<&str, usize>,
    ) {
        let mut told = Vec::new();
        for part in parts {
            let Some(group) = self.instrument.group_by_id(part) else { continue };
            let Some(&maker) = makers.get(part) else {
                if !told.contains(&&group.level) {
                    told.push(&group.level);
                    let message = format!("nothing has made its part `{part}` before");
                    let help = format!("put a `[[level]]` for `{}` before this one", group.level);
                    check.incomplete(&format!("/level/{at}/id"), message, help);
                }
                continue;
            };
            let made = &self.scoring.level[maker];
            if self.step(&rule.after) < self.step(&made.after) && !told.contains(&&group.level) {
                told.push(&group.level);
                let message = format!(
                    "its part `{part}` is made after `{}`, which comes later than `{}`",
                    made.after, rule.after
                );
                let help = format!("write `after = \"{}\"`", made.after);
                check.incomplete(&format!("/level/{at}/after"), message, help);
            }
        }
    }

    /// When a step is: zero for the start. Of a step that is not there, the end.
    fn step(&self, name: &str) -> usize {
        let steps = &self.scoring.combine;
        match name {
            START => 0,
            name => {
                steps.iter().position(|step| step.id == name).map_or(steps.len() + 1, |at| at + 1)
            }
        }
    }
}

//! Whether the rules fit together: every id that is named is there, and every rule can be followed.

mod scale;
mod instrument;
mod standards;
mod scoring;
mod targets;
mod analysis;
mod link;
mod actions;
mod reach;
mod goals;
mod plan;
mod matching;
mod words;

use std::collections::BTreeMap;

use super::{Condition, Rulebook, document::Document, load::Shelf, shape};
use crate::{
    diagnostic::{Code, Diagnostic, nearest, one_of},
    model::Exact,
};

/// Every fault of how the rules fit together.
pub(super) fn all(shelf: &Shelf) -> Vec<Diagnostic> {
    let book = &shelf.rulebook;
    let mut found = Vec::new();
    found.extend(each(shelf, "scale", &book.scales, scale::check));
    found.extend(each(shelf, "instrument", &book.instruments, instrument::check));
    found.extend(each(shelf, "standards", &book.frameworks, standards::check));
    found.extend(each(shelf, "crosswalk", &book.crosswalks, standards::check_crosswalk));
    found.extend(each(shelf, "scoring", &book.scoring, scoring::check));
    found.extend(each(shelf, "targets", &book.targets, targets::check));
    found.extend(each(shelf, "analysis", &book.analysis, analysis::check));
    found.extend(each(shelf, "link", &book.links, link::check));
    found.extend(each(shelf, "actions", &book.actions, actions::check));
    found.extend(each(shelf, "goals", &book.goals, goals::check));
    found.extend(each(shelf, "plan", &book.plans, plan::check));
    found.extend(each(shelf, "matching", &book.matching, matching::check));
    for words in &book.words {
        found.extend(one(shelf, "words", &words.about.id, words, words::check));
    }
    found
}

/// A file that is being checked, with all others at hand.
struct Check<'a> {
    shelf: &'a Shelf,
    book: &'a Rulebook,
    document: &'a Document,
    found: Vec<Diagnostic>,
}

fn each<'a, T>(
    shelf: &'a Shelf,
    kind: &str,
    files: &'a BTreeMap<String, T>,
    check: fn(&mut Check<'a>, &'a T),
) -> Vec<Diagnostic> {
    files.iter().flat_map(|(id, file)| one(shelf, kind, id, file, check)).collect()
}

fn one<'a, T>(
    shelf: &'a Shelf,
    kind: &str,
    id: &str,
    file: &'a T,
    check: fn(&mut Check<'a>, &'a T),
) -> Vec<Diagnostic> {
    let Some(document) = shelf.document(kind, id) else { return Vec::new() };
    let mut context = Check { shelf, book: &shelf.rulebook, document, found: Vec::new() };
    check(&mut context, file);
    context.found
}

impl<'a> Check<'a> {
    /// The file of this kind and id; a fault where there is none.
    fn file<T>(
        &mut self,
        pointer: &str,
        kind: &str,
        files: &'a BTreeMap<String, T>,
        id: &str,
    ) -> Option<&'a T> {
        let found = files.get(id);
        if found.is_none() && !self.shelf.forgives(kind, id) {
            let noun = match kind {
                "standards" => "set of standards",
                "targets" => "targets file",
                kind => kind,
            };
            self.unknown(pointer, noun, id, files.keys().map(String::as_str).collect());
        }
        found
    }

    /// Whether the name is known; a fault where it is not.
    fn named<'n>(
        &mut self,
        pointer: &str,
        noun: &str,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> bool {
        let known: Vec<&str> = known.into_iter().collect();
        let is_known = known.contains(&name);
        if !is_known {
            self.unknown(pointer, noun, name, known);
        }
        is_known
    }

    fn unknown(&mut self, pointer: &str, noun: &str, name: &str, known: Vec<&str>) {
        let fault =
            self.document.error(Code::UnknownId, pointer, format!("no {noun} is called `{name}`"));
        self.found.push(with_known(fault, name, known));
    }

    /// A word out of a few.
    fn choice(&mut self, pointer: &str, word: &str, choices: &[&str]) {
        if !choices.contains(&word) {
            self.found.push(shape::choice(self.document, pointer, word, choices));
        }
    }

    /// That no two of these are called alike.
    fn unrepeated<'n>(&mut self, noun: &str, names: impl IntoIterator<Item = (String, &'n str)>) {
        let mut seen: BTreeMap<&str, String> = BTreeMap::new();
        for (pointer, name) in names {
            if let Some(first) = seen.get(name) {
                let line = self.document.line(first);
                let message = format!("two {noun} are called `{name}`");
                let fault = self.document.error(Code::RepeatedId, &pointer, message);
                self.found.push(fault.help(format!("the first stands in line {line}")));
            } else {
                seen.insert(name, pointer);
            }
        }
    }

    /// A rule that cannot be followed as it stands.
    fn incomplete(&mut self, pointer: &str, message: impl Into<String>, help: impl Into<String>) {
        self.fault(Code::IncompleteRule, pointer, message, help);
    }

    fn fault(
        &mut self,
        code: Code,
        pointer: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.found.push(self.document.error(code, pointer, message).help(help));
    }

    /// The condition that stands here, if it can be read and names only what it knows.
    fn condition(&mut self, pointer: &str, text: &str, known: &[&str]) -> Option<Condition> {
        let condition = match Condition::parse(text) {
            Ok(condition) => condition,
            Err(why) => {
                let message = format!("this condition cannot be read: {why}");
                self.found.push(self.document.error(Code::UnreadableCondition, pointer, message));
                return None;
            }
        };
        let unknown = condition.variables().into_iter().find(|name| !known.contains(name));
        if let Some(name) = unknown {
            let message = format!("this condition asks about `{name}`, which it does not know");
            let fault = self.document.error(Code::UnreadableCondition, pointer, message);
            self.found.push(with_known(fault, name, known.to_vec()));
            return None;
        }
        Some(condition)
    }

    /// The places in braces that a sentence may have.
    fn placeholders(&mut self, pointer: &str, text: &str, known: &[&str]) {
        for rest in text.split('{').skip(1) {
            let Some((name, _)) = rest.split_once('}') else { continue };
            if !known.contains(&name) {
                self.unknown(pointer, "place in a sentence", name, known.to_vec());
            }
        }
    }

    /// That a weight is not below zero.
    fn weight(&mut self, pointer: &str, weight: &Exact) {
        if *weight < Exact::ZERO {
            let message = format!("a weight of {} takes away from a score", decimal(weight));
            self.incomplete(pointer, message, "write 0 or more");
        }
    }
}

fn with_known(fault: Diagnostic, name: &str, known: Vec<&str>) -> Diagnostic {
    const MOST_LISTED: usize = 12;
    match nearest(name, known.iter().copied()) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => fault.help("there is none yet"),
        None if known.len() <= MOST_LISTED => fault.help(format!("write {}", one_of(known))),
        None => fault,
    }
}

/// A number as people write it.
fn decimal(value: &Exact) -> String {
    value.to_f64().to_string()
}

/// The pointers and ids of a list of tables.
fn ids<'a, T>(list: &'a [T], key: &str, id: impl Fn(&'a T) -> &'a str) -> Vec<(String, &'a str)> {
    let entries = list.iter().enumerate();
    entries.map(|(at, entry)| (format!("/{key}/{at}/id"), id(entry))).collect()
}

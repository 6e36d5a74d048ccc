//! A translation beside the file that it mirrors.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::texts;
use crate::{
    diagnostic::{Code, Diagnostic, count, nearest},
    rulebook::document::Document,
};

/// Where the mirrored keys stand in a translation.
const TEXT: &str = "/text";

/// Texts by the place in the file where they go, and what goes nowhere.
pub(super) struct Mirrored {
    pub(super) texts: BTreeMap<String, Value>,
    pub(super) faults: Vec<Diagnostic>,
}

/// What a translation says of a file of a kind.
pub(super) fn mirrored(translation: &Document, kind: &str, file: &Value) -> Mirrored {
    let mut mirror = Mirror {
        translation,
        kind,
        found: Mirrored { texts: BTreeMap::new(), faults: Vec::new() },
    };
    let json = translation.json();
    let texts = json.pointer(TEXT).and_then(Value::as_object);
    if let (Some(texts), Some(entries)) = (texts, file.as_object()) {
        mirror.table((TEXT, texts), ("", entries));
    }
    mirror.found
}

/// A table, list or text, and where it stands.
type Placed<'a, T> = (&'a str, &'a T);

struct Mirror<'a> {
    translation: &'a Document,
    kind: &'a str,
    found: Mirrored,
}

impl Mirror<'_> {
    fn table(
        &mut self,
        (here, texts): Placed<'_, Map<String, Value>>,
        (there, entries): Placed<'_, Map<String, Value>>,
    ) {
        // An id says which entry is meant.
        for (key, said) in texts.iter().filter(|(key, _)| *key != "id") {
            let (here, there) = (format!("{here}/{key}"), format!("{there}/{key}"));
            match entries.get(key) {
                Some(original) => self.value((&here, said), (&there, original)),
                None => self.unknown_key(&here, key, entries),
            }
        }
    }

    fn value(&mut self, (here, said): Placed<'_, Value>, (there, original): Placed<'_, Value>) {
        match (said, original) {
            (Value::Object(texts), Value::Object(entries)) => {
                self.table((here, texts), (there, entries));
            }
            (Value::Array(said), Value::Array(original)) if said.iter().all(Value::is_object) => {
                self.list((here, said), (there, original));
            }
            (Value::String(said), Value::String(original)) => {
                self.text((here, said), (there, original));
            }
            (Value::Array(texts), Value::Array(original)) if texts.iter().all(Value::is_string) => {
                self.texts((here, texts), (there, original));
            }
            _ => {
                let message = "this is another kind of value than in the file that is translated";
                self.fault(Code::WrongKindOfValue, here, message, "write it as that file does");
            }
        }
    }

    /// Entries by their ids, or one by one.
    fn list(
        &mut self,
        (here, said): Placed<'_, Vec<Value>>,
        (there, original): Placed<'_, Vec<Value>>,
    ) {
        let ids: Vec<Option<&str>> = original.iter().map(|entry| entry["id"].as_str()).collect();
        let by_id = ids.iter().all(Option::is_some);
        if !by_id && said.len() != original.len() {
            let message = format!(
                "{} here, and {} in the file that is translated",
                entries(said.len()),
                entries(original.len())
            );
            let help = "give them all, in the same order: they have no ids to be known by";
            return self.fault(Code::IncompleteRule, here, message, help);
        }
        for (at, entry) in said.iter().enumerate() {
            let here = format!("{here}/{at}");
            let place = if by_id { self.entry(&here, entry, &ids) } else { Some(at) };
            let Some(place) = place else { continue };
            if let (Some(texts), Some(entries)) = (entry.as_object(), original[place].as_object()) {
                self.table((&here, texts), (&format!("{there}/{place}"), entries));
            }
        }
    }

    /// Which entry of the file is meant.
    fn entry(&mut self, here: &str, entry: &Value, ids: &[Option<&str>]) -> Option<usize> {
        let id = entry["id"].as_str().unwrap_or_default();
        let found = ids.iter().position(|known| *known == Some(id));
        if found.is_none() {
            let message = format!("no entry is called `{id}` in the file that is translated");
            let near = nearest(id, ids.iter().copied().flatten());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "take it out, or name an entry of that file".to_owned(),
            };
            self.fault(Code::UnknownId, &format!("{here}/id"), message, help);
        }
        found
    }

    fn text(&mut self, (here, said): Placed<'_, String>, (there, original): Placed<'_, String>) {
        if !self.is_read(here, there) {
            return;
        }
        let (in_braces, wanted) = (in_braces(said), in_braces(original));
        if in_braces != wanted {
            let message = format!("the places in braces are not those of {original:?}");
            let wanted: Vec<&str> = wanted.into_iter().collect();
            let help = if wanted.is_empty() {
                "write no braces".to_owned()
            } else {
                format!("keep {} as they are", wanted.join(" and "))
            };
            return self.fault(Code::IncompleteRule, here, message, help);
        }
        self.found.texts.insert(there.to_owned(), Value::from(said.clone()));
    }

    fn texts(
        &mut self,
        (here, texts): Placed<'_, Vec<Value>>,
        (there, original): Placed<'_, Vec<Value>>,
    ) {
        if texts::are_other_names(self.kind, there) {
            self.found.texts.insert(there.to_owned(), Value::from(texts.clone()));
        } else if self.is_read(here, there) {
            if texts.len() == original.len() {
                self.found.texts.insert(there.to_owned(), Value::from(texts.clone()));
            } else {
                let message = format!(
                    "{} here, and {} in the file that is translated",
                    count(texts.len(), "text"),
                    count(original.len(), "text")
                );
                self.fault(Code::IncompleteRule, here, message, "give them all, in the same order");
            }
        }
    }

    fn is_read(&mut self, here: &str, there: &str) -> bool {
        let is_read = texts::is_read(self.kind, there);
        if !is_read {
            let message = "this is no text that reports show";
            self.fault(
                Code::UnknownKey,
                here,
                message,
                "take it out: a translation holds texts alone",
            );
        }
        is_read
    }

    fn unknown_key(&mut self, here: &str, key: &str, entries: &Map<String, Value>) {
        let message = format!("the file that is translated has no `{key}` here");
        let help = match nearest(key, entries.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "take it out".to_owned(),
        };
        self.fault(Code::UnknownKey, here, message, help);
    }

    fn fault(
        &mut self,
        code: Code,
        here: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.found.faults.push(self.translation.error(code, here, message).help(help));
    }
}

/// `1 entry`, `2 entries`.
fn entries(many: usize) -> String {
    crate::diagnostic::count_of(many, "entry", "entries")
}

/// The places of a sentence that are filled in: `{standard}`.
fn in_braces(text: &str) -> BTreeSet<&str> {
    let ends = |rest: &'_ str| rest.find('}');
    text.match_indices('{')
        .filter_map(|(at, _)| Some(&text[at..=at + ends(&text[at..])?]))
        .collect()
}

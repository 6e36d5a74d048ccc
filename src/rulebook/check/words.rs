//! Word lists: each heading means one field.

use std::collections::BTreeMap;

use super::{Check, ids};
use crate::{diagnostic::Code, rulebook::kind::Words};

pub(super) fn check(check: &mut Check<'_>, words: &Words) {
    check.unrepeated("fields", ids(&words.field, "field", |field| &field.id));
    check.unrepeated("occasions", ids(&words.occasion, "occasion", |occasion| &occasion.id));
    let mut headings = Vec::new();
    for (at, field) in words.field.iter().enumerate() {
        for (place, heading) in field.headings.iter().enumerate() {
            headings.push((format!("/field/{at}/headings/{place}"), heading, &field.id));
        }
    }
    one_meaning(check, "heading", &headings);
    let mut rounds = Vec::new();
    for (at, occasion) in words.occasion.iter().enumerate() {
        for (place, word) in occasion.words.iter().enumerate() {
            rounds.push((format!("/occasion/{at}/words/{place}"), word, &occasion.id));
        }
    }
    one_meaning(check, "word", &rounds);
}

fn one_meaning(check: &mut Check<'_>, noun: &str, written: &[(String, &String, &String)]) {
    let mut meant: BTreeMap<String, &String> = BTreeMap::new();
    for (pointer, word, id) in written {
        let first = meant.entry(word.trim().to_lowercase()).or_insert(id);
        if first != id {
            let message = format!("the {noun} `{word}` means `{first}` and `{id}`");
            check.fault(Code::RepeatedId, pointer, message, "take it out of one of them");
        }
    }
}

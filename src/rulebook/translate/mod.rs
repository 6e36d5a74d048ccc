//! Translations of rule files: whether they fit, what they lack, and the rules in another language.

mod mirror;
mod texts;

use std::collections::BTreeMap;

use serde_json::Value;

use super::{document::Document, kind::Translation, shape::choice};
use crate::{
    diagnostic::{Code, Diagnostic, count},
    language::Language,
    model::Source,
};
use texts::{are_other_names, is_also_known_by};

/// The key of names that are understood and not shown.
const UNDERSTOOD: &str = "understood";

/// A rule file, by kind and id.
pub(super) type Key = (String, String);

/// The texts of one rule file in one language, each by the place where it goes.
#[derive(Debug)]
pub(super) struct Overlay {
    language: Language,
    texts: BTreeMap<String, Value>,
}

/// Languages that files can be translated into.
fn languages() -> impl Iterator<Item = Language> {
    Language::ALL.into_iter().filter(|language| *language != Language::English)
}

/// Whether a run in a language has use for a rule file. Of a translation, only the keys at its head
/// are looked at.
pub(super) fn is_needed(text: &str, language: Language) -> bool {
    let head: String = text
        .lines()
        .take_while(|line| !line.starts_with('['))
        .flat_map(|line| [line, "\n"])
        .collect();
    let Ok(head) = Document::read(&Source::named("head"), &head.into()) else { return true };
    let speaks = head.text_at("/language") == Some(language.tag());
    let names = head.text_at("/of/kind").is_none_or(texts::adds_names);
    head.text_at("/kind") != Some("translation") || speaks || names
}

/// What a translation says about which file; and what of it fits nothing.
pub(super) fn overlay(
    document: &Document,
    translation: &Translation,
    documents: &BTreeMap<Key, Document>,
) -> Result<(Key, Overlay, Vec<Diagnostic>), Box<Diagnostic>> {
    let tag = &translation.language;
    let Some(language) = languages().find(|language| language.tag() == tag) else {
        let tags: Vec<&str> = languages().map(Language::tag).collect();
        return Err(Box::new(choice(document, "/language", tag, &tags)));
    };
    let key = (translation.of.kind.clone(), translation.of.id.clone());
    let Some(original) = documents.get(&key) else {
        let message = format!("no file of kind `{}` has the id `{}`", key.0, key.1);
        let fault = document.error(Code::UnknownId, "/of/id", message);
        return Err(Box::new(
            fault.help("name a file of this pack, or of a pack that it builds on"),
        ));
    };
    let mirrored = mirror::mirrored(document, &key.0, &original.json());
    Ok((key, Overlay { language, texts: mirrored.texts }, mirrored.faults))
}

/// What a pack that has translations leaves in English, a note for each file and language.
pub(super) fn untranslated(
    of_pack: &[&Key],
    documents: &BTreeMap<Key, Document>,
    overlays: &BTreeMap<Key, Vec<Overlay>>,
) -> Vec<Diagnostic> {
    let of = |key: &Key, language: Language| {
        let all = overlays.get(key).into_iter().flatten();
        all.filter(move |overlay| overlay.language == language)
    };
    let spoken = languages()
        .filter(|language| of_pack.iter().any(|key| of(key, *language).next().is_some()));
    let notes = spoken.flat_map(|language| {
        of_pack.iter().filter_map(move |key| {
            let document = documents.get(*key)?;
            let is_said =
                |place: &String| of(key, language).any(|overlay| overlay.texts.contains_key(place));
            let mut places = texts::of(&key.0, &document.json());
            places.retain(|place| !is_said(place));
            note(document, language, &places)
        })
    });
    notes.collect()
}

fn note(document: &Document, language: Language, places: &[String]) -> Option<Diagnostic> {
    const MOST_NAMED: usize = 5;
    let first = places.first()?;
    let is = if places.len() == 1 { "is" } else { "are" };
    let many = count(places.len(), "text");
    let message = format!("{many} of this file {is} not in {} yet", language.english_name());
    let named: Vec<String> =
        places.iter().take(MOST_NAMED).map(|place| document.named(place)).collect();
    let more = places.len().saturating_sub(MOST_NAMED);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let told = document.note(Code::NotTranslated, first, message);
    Some(told.help(format!("reports say them in English: {}{more}", named.join(", "))))
}

/// The file in a language, with its names in every other language known where files are read.
pub(super) fn spoken(
    document: &mut Document,
    kind: &str,
    language: Language,
    overlays: &[Overlay],
) {
    for overlay in overlays {
        let (others, texts): (Vec<_>, Vec<_>) =
            overlay.texts.iter().partition(|(place, _)| are_other_names(kind, place));
        let is_spoken = overlay.language == language;
        for (place, names) in others {
            other_names(document, place, names, is_spoken);
        }
        for (place, text) in texts {
            let known = is_also_known_by(kind, place);
            let said = if is_spoken {
                let original = document.text_at(place).map(str::to_owned);
                document.put(place, text.clone());
                original
            } else {
                text.as_str().map(str::to_owned)
            };
            if let (Some((table, names)), Some(said)) = (known, said) {
                document.add_name(table, names, &said);
            }
        }
    }
}

/// Other names stand before those of the file in their own language; elsewhere they are understood.
fn other_names(document: &mut Document, place: &str, names: &Value, is_spoken: bool) {
    let names: &[Value] = names.as_array().map_or(&[], Vec::as_slice);
    if is_spoken {
        document.put_first(place, names);
    } else if let Some((table, _)) = place.rsplit_once('/') {
        for name in names.iter().filter_map(Value::as_str) {
            document.add_name(table, UNDERSTOOD, name);
        }
    }
}

/// Whether a file reads differently in this language, or knows more names.
pub(super) fn matters(kind: &str, language: Language, overlays: &[Overlay]) -> bool {
    let adds_names = |overlay: &Overlay| {
        overlay.texts.keys().any(|place| is_also_known_by(kind, place).is_some())
    };
    overlays.iter().any(|overlay| overlay.language == language || adds_names(overlay))
}

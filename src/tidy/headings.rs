//! Headings: what people write above a column, and what it means.
//!
//! Letter case, accents, punctuation and double spaces make no difference. Nothing
//! else is forgiven here: a slip is told and never read as if it were right.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::rulebook::{
    Rulebook,
    kind::{Instrument, Item, Words},
};

/// The text as headings and names are compared.
pub(super) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut push = |letter: char| {
        if letter.is_alphanumeric() {
            out.extend(letter.to_lowercase());
        } else if !is_combining_mark(letter) && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    };
    if text.is_ascii() {
        text.chars().for_each(&mut push);
    } else {
        text.nfkd().for_each(&mut push);
    }
    out.truncate(out.trim_end().len());
    out
}

/// The text as an id: `Oak Street` is `oak-street`.
pub(super) fn slug(text: &str) -> String {
    normal(text).replace(' ', "-")
}

/// What a column holds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Means {
    /// Ratings of an item, by its place in the instrument.
    Item(usize),
    /// Something about the form; `item` and `rating` where items run down the page.
    Field(Arc<str>),
}

/// How a heading is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum By {
    /// By the name that the rules give it.
    Name,
    /// By another name that is in use.
    Alias,
}

/// Every heading that an instrument knows.
#[derive(Debug)]
pub(super) struct Vocabulary<'a> {
    pub(super) instrument: &'a Instrument,
    items: Names<usize>,
    fields: Names<Arc<str>>,
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new(instrument: &'a Instrument, words: &[Words]) -> Vocabulary<'a> {
        let mut items = Names::default();
        for (place, item) in instrument.item.iter().enumerate() {
            for name in &names_of(item) {
                items.add(name, By::Name, &place);
            }
            for name in &item.aliases {
                items.add(name, By::Alias, &place);
            }
        }
        Vocabulary { instrument, items, fields: fields(Some(instrument), words) }
    }

    /// The item of this name.
    pub(super) fn item(&self, text: &str) -> Option<(usize, By)> {
        self.items.get(&normal(text))
    }

    pub(super) fn field(&self, text: &str) -> Option<(Arc<str>, By)> {
        self.fields.get(&normal(text))
    }

    /// The fields that the word lists or the instrument have.
    pub(super) fn field_ids(&self) -> impl Iterator<Item = &str> {
        self.fields.entries().map(|(_, id)| &**id)
    }

    /// Everything that the heading may mean, the likeliest first.
    pub(super) fn meanings(&self, text: &str) -> Vec<(Means, By)> {
        let item = self.item(text).map(|(item, by)| (Means::Item(item), by));
        let field = self.field(text).map(|(field, by)| (Means::Field(field), by));
        // A grid question of a survey form: `How was it today? [Materials]`.
        let row = text.trim_end().strip_suffix(']').and_then(|text| text.rsplit_once('['));
        let in_brackets = row.and_then(|(_, row)| self.item(row));
        let in_brackets = in_brackets.map(|(item, by)| (Means::Item(item), by));
        let mut all: Vec<_> = [item, field, in_brackets].into_iter().flatten().collect();
        all.sort_by_key(|(_, by)| *by);
        all
    }

    /// The headings that mean one of `wanted`, with what they mean.
    pub(super) fn headings_of(&self, wanted: &BTreeSet<Means>) -> Vec<(&str, Means)> {
        let items = self.items.entries().map(|(name, item)| (name, Means::Item(*item)));
        let fields = self.fields.entries().map(|(name, id)| (name, Means::Field(id.clone())));
        items.chain(fields).filter(|(_, means)| wanted.contains(means)).collect()
    }

    /// The name by which people know it.
    pub(super) fn name_of(&self, means: &Means) -> &str {
        match means {
            Means::Item(item) => item_name(&self.instrument.item[*item]),
            Means::Field(field) => self.fields.first_name(field).unwrap_or("that column"),
        }
    }
}

/// The code of an item where it has one, else its name.
pub(super) fn item_name(item: &Item) -> &str {
    item.code.as_deref().unwrap_or(&item.name)
}

/// The fields that all instruments share, with their headings.
pub(super) fn shared_fields(words: &[Words]) -> Names<Arc<str>> {
    fields(None, words)
}

fn fields(instrument: Option<&Instrument>, words: &[Words]) -> Names<Arc<str>> {
    let mut names = Names::default();
    let mut own: BTreeSet<&str> = BTreeSet::new();
    for field in instrument.into_iter().flat_map(|instrument| &instrument.field) {
        let id: Arc<str> = field.id.as_str().into();
        for (place, alias) in field.aliases.iter().enumerate() {
            let by = if place == 0 { By::Name } else { By::Alias };
            names.add(alias, by, &id);
            own.insert(&field.id);
        }
        if field.aliases.is_empty() {
            names.add(&field.id, By::Name, &id);
        }
    }
    let mut shared = |id: &'static str, headings: &[String]| {
        add_shared(&mut names, &id.into(), headings, own.contains(id));
    };
    for words in words {
        shared("rating", &words.rating_headings);
        shared("item", &words.item_headings);
    }
    for field in words.iter().flat_map(|words| &words.field) {
        let is_named = own.contains(field.id.as_str());
        add_shared(&mut names, &field.id.as_str().into(), &field.headings, is_named);
        let by = if field.headings.is_empty() { By::Name } else { By::Alias };
        names.add(&field.id, by, &field.id.as_str().into());
    }
    names
}

/// Where the instrument has a name of its own for a field, those that are shared are aliases.
fn add_shared(names: &mut Names<Arc<str>>, id: &Arc<str>, headings: &[String], is_named: bool) {
    for (place, heading) in headings.iter().enumerate() {
        let by = if place == 0 && !is_named { By::Name } else { By::Alias };
        names.add(heading, by, id);
    }
}

fn names_of(item: &Item) -> Vec<String> {
    let mut names = vec![item.name.clone(), item.text.clone()];
    for code in item.code.iter().chain([&item.id]) {
        names.push(code.clone());
        names.push(format!("{code} {}", item.name));
        if !item.text.is_empty() {
            names.push(format!("{code} {}", item.text));
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Names of things. A name that two things share is nobody's.
#[derive(Debug)]
pub(super) struct Names<T> {
    by_name: BTreeMap<String, Option<T>>,
    by_alias: BTreeMap<String, Option<T>>,
    /// As they were written, in the order in which they were added.
    written: Vec<(String, T)>,
}

impl<T> Default for Names<T> {
    fn default() -> Names<T> {
        Names { by_name: BTreeMap::new(), by_alias: BTreeMap::new(), written: Vec::new() }
    }
}

impl<T: Clone + PartialEq> Names<T> {
    fn add(&mut self, name: &str, by: By, target: &T) {
        let key = normal(name);
        if key.is_empty() {
            return;
        }
        self.written.push((name.to_owned(), target.clone()));
        let names = match by {
            By::Name => &mut self.by_name,
            By::Alias => &mut self.by_alias,
        };
        let entry = names.entry(key).or_insert_with(|| Some(target.clone()));
        if entry.as_ref() != Some(target) {
            *entry = None;
        }
    }

    /// What is called so; `key` is normal.
    pub(super) fn get(&self, key: &str) -> Option<(T, By)> {
        match self.by_name.get(key) {
            Some(target) => target.clone().map(|target| (target, By::Name)),
            None => self.by_alias.get(key)?.clone().map(|target| (target, By::Alias)),
        }
    }

    fn entries(&self) -> impl Iterator<Item = (&str, &T)> {
        self.written.iter().map(|(name, target)| (name.as_str(), target))
    }

    fn first_name(&self, target: &T) -> Option<&str> {
        self.entries().find(|(_, known)| *known == target).map(|(name, _)| name)
    }
}

/// The vocabularies of all instruments, and which of them know a name of an item.
#[derive(Debug)]
pub(super) struct Vocabularies<'a> {
    pub(super) all: Vec<Vocabulary<'a>>,
    index: HashMap<String, Vec<Hit>>,
}

/// An instrument that has an item of a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Hit {
    pub(super) instrument: usize,
    pub(super) item: usize,
    pub(super) by: By,
}

impl<'a> Vocabularies<'a> {
    pub(super) fn new(rulebook: &'a Rulebook) -> Vocabularies<'a> {
        let instruments = rulebook.instruments.values();
        let all: Vec<_> =
            instruments.map(|instrument| Vocabulary::new(instrument, &rulebook.words)).collect();
        let mut index: HashMap<String, Vec<Hit>> = HashMap::new();
        for (instrument, vocabulary) in all.iter().enumerate() {
            let names = &vocabulary.items;
            let keys: BTreeSet<&String> =
                names.by_name.keys().chain(names.by_alias.keys()).collect();
            for key in keys {
                if let Some((item, by)) = names.get(key) {
                    index.entry(key.clone()).or_default().push(Hit { instrument, item, by });
                }
            }
        }
        Vocabularies { all, index }
    }

    /// The items that are called so, in all instruments.
    pub(super) fn hits(&self, text: &str) -> &[Hit] {
        let key = normal(text);
        if let Some(hits) = self.index.get(&key) {
            return hits;
        }
        let row = text.trim_end().strip_suffix(']').and_then(|text| text.rsplit_once('['));
        row.and_then(|(_, row)| self.index.get(&normal(row))).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_compared_without_case_accents_and_punctuation() {
        let alike = [
            ("  Rating (1-4) ", "rating 1 4"),
            ("SITE_ID", "site id"),
            ("Cañada  Creek", "canada creek"),
            ("SA-1.1", "sa 1 1"),
            ("Youth\u{a0}Voice:", "youth voice"),
            ("—", ""),
        ];
        for (text, compared) in alike {
            assert_eq!(normal(text), compared, "{text:?}");
        }
        assert_ne!(normal("SA-1.1"), normal("SA-11"));
        assert_eq!(slug("Oak Street (Annex)"), "oak-street-annex");
    }

    #[test]
    fn a_name_of_two_things_is_nobodys() {
        let mut names = Names::default();
        names.add("Other", By::Name, &1);
        names.add("Other", By::Name, &2);
        names.add("Space", By::Alias, &1);
        names.add("Space", By::Name, &2);
        assert_eq!(names.get("other"), None);
        assert_eq!(names.get("space"), Some((2, By::Name)));
    }
}

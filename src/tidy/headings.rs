//! Headings: what people write above a column, and what it means.
//!
//! Letter case, accents, punctuation and double spaces make no difference. Nothing
//! else is forgiven here: a slip is told and never read as if it were right.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::header::{Heading, Sense};
use crate::rulebook::{
    Rulebook,
    kind::{Group, Instrument, Item, Words},
};

/// Longer texts are compared at more cost.
const SHORT: usize = 256;
/// How many letters more than its words a heading may have, of spaces and signs.
const PADDING: usize = 8;

/// The text as headings and names are compared.
pub(crate) fn normal(text: &str) -> String {
    if is_short(text) {
        return by_normal(text, str::to_owned);
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.nfkd() {
        if letter.is_alphanumeric() {
            out.extend(letter.to_lowercase());
        } else if !is_combining_mark(letter) && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// What is found by the text as it is compared. Most texts are short and in the letters of English:
/// for these neither large tables nor memory of their own are needed.
pub(crate) fn by_normal<T>(text: &str, find: impl FnOnce(&str) -> T) -> T {
    if !is_short(text) {
        return find(&normal(text));
    }
    let mut letters = [0; SHORT];
    let (mut length, mut is_apart) = (0, false);
    for letter in text.bytes() {
        match COMPARED[usize::from(letter)] {
            b' ' => is_apart = 0 < length,
            letter => {
                if is_apart {
                    letters[length] = b' ';
                    length += 1;
                }
                is_apart = false;
                letters[length] = letter;
                length += 1;
            }
        }
    }
    find(str::from_utf8(&letters[..length]).expect("letters of English are UTF-8"))
}

fn is_short(text: &str) -> bool {
    text.len() <= SHORT && text.is_ascii()
}

/// As what each letter of English is compared: in small letters, and all that is no letter or digit
/// as a space.
const COMPARED: [u8; 128] = {
    let mut table = [b' '; 128];
    let mut letter = 0;
    while letter < 128_u8 {
        if letter.is_ascii_alphanumeric() {
            table[letter as usize] = letter.to_ascii_lowercase();
        }
        letter += 1;
    }
    table
};

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
    /// What every name that is known here means, as it is compared.
    meant: FxHashMap<String, Meant>,
}

/// What a name means to an instrument.
#[derive(Debug, Default)]
struct Meant {
    item: Option<(usize, By)>,
    field: Option<(Arc<str>, By)>,
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
        let fields = fields(Some(instrument), words);
        let mut meant: FxHashMap<String, Meant> = FxHashMap::default();
        // By its own name before the words of a group that it is in.
        for names in [&items, &grouped(instrument)] {
            for (key, item, by) in names.known() {
                meant.entry(key.clone()).or_default().item.get_or_insert((item, by));
            }
        }
        for (key, field, by) in fields.known() {
            meant.entry(key.clone()).or_default().field = Some((field, by));
        }
        Vocabulary { instrument, items, fields, meant }
    }

    fn meant(&self, text: &str) -> Option<&Meant> {
        if text.is_empty() { None } else { by_normal(text, |key| self.meant.get(key)) }
    }

    /// The item of this name.
    pub(super) fn item(&self, text: &str) -> Option<(usize, By)> {
        self.meant(text)?.item
    }

    pub(super) fn field(&self, text: &str) -> Option<(Arc<str>, By)> {
        self.meant(text)?.field.clone()
    }

    /// Every name of an item, as it is compared.
    fn item_keys(&self) -> impl Iterator<Item = (&String, (usize, By))> {
        self.meant.iter().filter_map(|(key, meant)| Some((key, meant.item?)))
    }

    /// The fields that the word lists or the instrument have.
    pub(super) fn field_ids(&self) -> impl Iterator<Item = &str> {
        self.fields.entries().map(|(_, id)| &**id)
    }

    /// Everything that the heading may mean, the likeliest first, as far as it is called so in one
    /// sense: what all its words together mean comes before what a part of them does.
    pub(super) fn meanings(&self, heading: &Heading) -> Vec<(Means, By)> {
        let mut calls = heading.calls().iter();
        calls.find_map(|(sense, text)| self.called(*sense, text)).unwrap_or_default()
    }

    fn called(&self, sense: Sense, text: &str) -> Option<Vec<(Means, By)>> {
        let item = self.item(text).map(|(item, by)| (Means::Item(item), by));
        let field = match sense {
            Sense::GridRow => None,
            _ => self.field(text).map(|(field, by)| (Means::Field(field), by)),
        };
        let mut all: Vec<_> = [item, field].into_iter().flatten().collect();
        all.sort_by_key(|(_, by)| *by);
        if all.is_empty() { None } else { Some(all) }
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

/// The names of items behind those of the groups that they are in, as survey programs write
/// them: the question, and then the row or the choice below it.
fn grouped(instrument: &Instrument) -> Names<usize> {
    let mut names = Names::default();
    for (place, item) in instrument.item.iter().enumerate() {
        for group in groups_of(instrument, item) {
            for (group, by_group) in words_of(&[&group.name, &group.text], &group.aliases) {
                for (own, by) in words_of(&[&item.name, &item.text], &item.aliases) {
                    names.add(&format!("{group} / {own}"), by.max(by_group), &place);
                }
            }
        }
    }
    names
}

fn words_of<'w>(
    names: &[&'w String],
    aliases: &'w [String],
) -> impl Iterator<Item = (&'w String, By)> {
    let names: Vec<_> = names.iter().map(|name| (*name, By::Name)).collect();
    let all = names.into_iter().chain(aliases.iter().map(|alias| (alias, By::Alias)));
    all.filter(|(name, _)| !name.is_empty())
}

/// The groups that the item is in, and those that these are in.
fn groups_of<'i>(instrument: &'i Instrument, item: &'i Item) -> Vec<&'i Group> {
    let mut found: Vec<&Group> = Vec::new();
    let mut ids: Vec<&str> = vec![&item.id];
    ids.extend(item.r#in.as_deref());
    while let Some(id) = ids.pop() {
        let holds = |group: &&Group| group.id == id || group.parts.iter().any(|part| part == id);
        for group in instrument.group.iter().filter(holds) {
            if !found.iter().any(|known| known.id == group.id) {
                found.push(group);
                ids.push(&group.id);
                ids.extend(group.r#in.as_deref());
            }
        }
    }
    found
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

    /// Every name that means one thing, as it is compared.
    fn known(&self) -> impl Iterator<Item = (&String, T, By)> {
        let other_names = self.by_alias.iter().filter(|(key, _)| !self.by_name.contains_key(*key));
        let names = self.by_name.iter().map(|name| (name, By::Name));
        let all = names.chain(other_names.map(|name| (name, By::Alias)));
        all.filter_map(|((key, target), by)| Some((key, target.clone()?, by)))
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
    index: FxHashMap<String, Vec<Hit>>,
    /// What survey programs write below a question that has no parts.
    answers: FxHashSet<String>,
    longest_answer: usize,
    /// Whether an item is called by a whole number and nothing else.
    pub(super) has_numbers: bool,
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
        let mut index: FxHashMap<String, Vec<Hit>> = FxHashMap::default();
        for (instrument, vocabulary) in all.iter().enumerate() {
            for (key, (item, by)) in vocabulary.item_keys() {
                index.entry(key.clone()).or_default().push(Hit { instrument, item, by });
            }
        }
        let answers = || rulebook.words.iter().flat_map(|words| &words.answer_headings);
        let longest_answer = answers().map(|text| text.len() + PADDING).max().unwrap_or(0);
        let answers = answers().map(|text| normal(text)).collect();
        let is_number = |key: &String| key.bytes().all(|letter| letter.is_ascii_digit());
        let has_numbers = index.keys().any(is_number);
        Vocabularies { all, index, answers, longest_answer, has_numbers }
    }

    /// The items that are called so, in all instruments.
    pub(super) fn hits(&self, text: &str) -> &[Hit] {
        by_normal(text, |key| self.index.get(key)).map_or(&[], Vec::as_slice)
    }

    /// The items that a heading may mean: one of an instrument, by the first that it is called.
    pub(super) fn hits_of(&self, heading: &Heading) -> Vec<Hit> {
        let mut found: Vec<Hit> = Vec::new();
        let calls = heading.calls().iter().filter(|(sense, _)| *sense != Sense::Above);
        for (_, text) in calls {
            for hit in self.hits(text) {
                if !found.iter().any(|known| known.instrument == hit.instrument) {
                    found.push(*hit);
                }
            }
        }
        found
    }

    /// Whether survey programs write this below a question that has no parts.
    pub(super) fn is_answer(&self, text: &str) -> bool {
        text.len() <= self.longest_answer && by_normal(text, |key| self.answers.contains(key))
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

//! Rating cells, read off their scale.

mod said;

use std::collections::{BTreeSet, HashMap, HashSet, hash_map::Entry};

use super::{
    date::{has_digit, looks_like_date},
    headings::normal,
    page::{Medium, shown},
    wording::{
        Numbered, Order, is_unit, label_key, missing_key, missing_letters, number_and_words,
        plain_letters, plain_number, without_brackets,
    },
};
use crate::{
    diagnostic::Diagnostic,
    ingest::Cell,
    model::{Exact, Rating},
    rulebook::kind::{
        Decimal, HalfPoints, Item, Level, MissingWord, Scale, ScaleKind, Words, WrittenAs,
    },
};
use said::{Fact, state};

/// What a cell says, and what there is to say about it.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Reading {
    /// None where the cell is empty.
    pub(super) rating: Option<Rating>,
    /// Without a place; the reader of the sheet knows it.
    pub(super) told: Vec<Diagnostic>,
}

/// The same before it is put into words, which most cells that are looked at never need.
#[derive(Debug, Default)]
struct Judged<'a> {
    rating: Option<Rating>,
    facts: Vec<Fact<'a>>,
}

impl<'a> Judged<'a> {
    fn clear(rating: Rating) -> Judged<'a> {
        Judged { rating: Some(rating), facts: Vec::new() }
    }

    fn with(rating: Rating, fact: Fact<'a>) -> Judged<'a> {
        Judged { rating: Some(rating), facts: vec![fact] }
    }

    fn unusable(fact: Fact<'a>) -> Judged<'a> {
        Judged::with(Rating::Unusable, fact)
    }
}

/// A scale, made ready to read many cells.
#[derive(Debug)]
pub(super) struct Ruler<'a> {
    scale: &'a Scale,
    /// Labels, aliases and ids, with the place of their level.
    labels: HashMap<String, usize>,
    values: Vec<(&'a Exact, usize)>,
    /// Words for a missing rating, as they are compared.
    missing: HashMap<String, &'a MissingWord>,
    /// The same by their letters alone. None where they could be of two words.
    missing_letters: HashMap<String, Option<&'a MissingWord>>,
    /// Words that may stand before a number: `Level 3`, `Rating: 3`.
    headings: BTreeSet<String>,
    /// The letters and digits alone of all labels and words.
    letters: HashSet<String>,
    /// How many the longest has.
    longest: usize,
}

impl<'a> Ruler<'a> {
    pub(super) fn new(scale: &'a Scale, words: &[Words]) -> Ruler<'a> {
        let mut labels = HashMap::new();
        for (place, level) in scale.level.iter().enumerate() {
            for name in level.id.iter().chain([&level.label]).chain(&level.aliases) {
                labels.entry(label_key(name)).or_insert(place);
            }
        }
        let value = |(place, level): (usize, &'a Level)| {
            level.value.as_ref().map(|value| (&value.0, place))
        };
        let values = scale.level.iter().enumerate().filter_map(value).collect();
        let (missing, missing_letters) = missing_words(scale);
        let headings = words.iter().flat_map(|words| &words.rating_headings);
        let headings = headings.map(|text| normal(text)).collect();
        let known = labels.keys().chain(missing.keys());
        let letters: HashSet<String> = known.map(|key| letters_of(key)).collect();
        let longest = letters.iter().map(String::len).max().unwrap_or(0);
        Ruler { scale, labels, values, missing, missing_letters, headings, letters, longest }
    }

    /// The rating that a cell holds, turned round where the item is reverse-coded.
    pub(super) fn read(&self, cell: &Cell, item: &Item, medium: Medium) -> Reading {
        let Judged { rating, facts } = self.judge(cell, medium);
        let told = if facts.is_empty() { Vec::new() } else { self.told(facts, cell) };
        Reading { rating: self.turned_for(item, rating), told }
    }

    /// The same rating, without a word about it.
    pub(super) fn rating(&self, cell: &Cell, item: &Item) -> Option<Rating> {
        self.turned_for(item, self.judge(cell, Medium::Text).rating)
    }

    fn turned_for(&self, item: &Item, rating: Option<Rating>) -> Option<Rating> {
        match rating {
            Some(Rating::Value(value)) if item.reverse => Some(Rating::Value(self.turned(value))),
            other => other,
        }
    }

    fn judge(&self, cell: &Cell, medium: Medium) -> Judged<'a> {
        match cell {
            Cell::Empty => self.blank(),
            Cell::Number(number) => self.number(*number),
            Cell::Text(text) if text.trim().is_empty() => self.blank(),
            Cell::Text(text) => self.text(text, medium),
            Cell::Truth(_) => self.word(&shown(cell)),
            Cell::Date(_) => Judged::unusable(Fact::Date),
            Cell::Broken(_) => Judged::unusable(Fact::Broken),
        }
    }

    fn blank(&self) -> Judged<'a> {
        Judged { rating: self.missing("").map(state), facts: Vec::new() }
    }

    fn number(&self, number: f64) -> Judged<'a> {
        match Exact::from_decimal(number) {
            Some(value) if self.has_numbers() => self.value(value),
            _ => self.word(&number.to_string()),
        }
    }

    /// Whether the text is a rating or a word for none, and nothing else.
    pub(super) fn knows(&self, text: &str) -> bool {
        let is_value = || {
            let value = plain_number(text).filter(|_| self.has_numbers());
            value.is_some_and(|value| self.has(&value))
        };
        self.missing(text).is_some() || self.labels.contains_key(&label_key(text)) || is_value()
    }

    fn has_numbers(&self) -> bool {
        self.scale.r#type != ScaleKind::Names
    }

    fn text(&self, written: &str, medium: Medium) -> Judged<'a> {
        let text = &*plain_letters(written);
        let is_padded = written.trim() != written;
        let mut judged = if self.is_strange(text) {
            Judged::unusable(Fact::OffScale)
        } else if let Some(word) = self.missing(text) {
            missing_word(word)
        } else if let Some(value) = plain_number(text.strip_prefix('\'').unwrap_or(text))
            && self.has_numbers()
        {
            let mut judged = self.value(value);
            let is_odd = written.trim().contains(|letter: char| !letter.is_ascii());
            let is_usable = judged.rating != Some(Rating::Unusable);
            if !is_padded && is_usable && (is_odd || medium == Medium::Workbook) {
                judged.facts.push(Fact::NumberAsText);
            }
            judged
        } else {
            self.word(text)
        };
        if is_padded {
            judged.facts.push(Fact::StraySpace);
        }
        judged
    }

    /// Whether a text has no number and other letters than all that is known, as most texts have that
    /// are no ratings.
    fn is_strange(&self, text: &str) -> bool {
        if !text.is_ascii() || has_digit(text) {
            return false;
        }
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric).count();
        self.longest < letters || (0 < letters && !self.letters.contains(&letters_of(text)))
    }

    /// A text that is neither a number nor a word for a missing rating.
    fn word(&self, text: &str) -> Judged<'a> {
        if let Some(&level) = self.labels.get(&label_key(text)) {
            return self.level(level, text);
        }
        if let Some(word) = self.nearly_missing(text) {
            return missing_word(word);
        }
        if !has_digit(text) {
            return Judged::unusable(Fact::OffScale);
        }
        if self.has_numbers()
            && let Some(judged) = self.number_in(text)
        {
            return judged;
        }
        Judged::unusable(if looks_like_date(text) { Fact::Date } else { Fact::OffScale })
    }

    fn level(&self, place: usize, text: &str) -> Judged<'a> {
        let level = &self.scale.level[place];
        match &level.value {
            Some(value) if self.has_numbers() => {
                let is_usual = self.scale.written_as == WrittenAs::Label
                    && normal(text) == normal(&self.scale.level[place].label);
                let rating = Rating::Value(value.0.clone());
                if is_usual {
                    Judged::clear(rating)
                } else {
                    Judged::with(rating, Fact::ReadAsLevel(value.0.clone()))
                }
            }
            _ => {
                let id = level.id.clone().unwrap_or_else(|| super::headings::slug(&level.label));
                Judged::clear(Rating::Category(id.into()))
            }
        }
    }

    /// The number in a text with brackets or words around it.
    fn number_in(&self, text: &str) -> Option<Judged<'a>> {
        if let Some(number) = without_brackets(text).and_then(plain_number) {
            return Some(self.number_told(&number));
        }
        let Numbered { number, words, order } = number_and_words(text)?;
        let named = self.labels.get(&label_key(words)).map(|&place| &self.scale.level[place]);
        if let Some(level) = named
            && level.value.as_ref().is_some_and(|value| value.0 != number)
        {
            return Some(Judged::unusable(Fact::TwoLevels(level)));
        }
        if let Some(word) = self.missing(words).or_else(|| self.nearly_missing(words)) {
            return Some(Judged::unusable(Fact::NumberAndWord(word)));
        }
        let is_sure = named.is_some()
            || match order {
                Order::NumberThenSign => true,
                Order::NumberThenWords => is_unit(words) || self.begins_a_label(words),
                Order::WordsThenNumber => self.headings.contains(&normal(words)),
            };
        is_sure.then(|| self.number_told(&number))
    }

    fn number_told(&self, number: &Exact) -> Judged<'a> {
        let mut judged = self.value(number.clone());
        if matches!(judged.rating, Some(Rating::Value(_))) {
            judged.facts.push(Fact::ReadAsLevel(number.clone()));
        }
        judged
    }

    /// Whether a label begins with these words, or they with a label.
    fn begins_a_label(&self, words: &str) -> bool {
        let words = label_key(words);
        let mut labels = self.labels.keys().filter(|label| !label.is_empty());
        labels.any(|label| label.starts_with(&words) || words.starts_with(label.as_str()))
    }

    fn value(&self, value: Exact) -> Judged<'a> {
        if self.has(&value) {
            return Judged::clear(Rating::Value(value));
        }
        if !self.is_half_way(&value) {
            return Judged::unusable(Fact::OffScale);
        }
        match self.scale.half_points {
            HalfPoints::Keep => Judged::with(Rating::Value(value), Fact::HalfPointKept),
            HalfPoints::Refuse => Judged::unusable(Fact::HalfPoint),
        }
    }

    fn has(&self, value: &Exact) -> bool {
        if self.scale.r#type == ScaleKind::Numbers {
            let above = self.scale.lowest.as_ref().is_none_or(|lowest| &lowest.0 <= value);
            let below = self.scale.highest.as_ref().is_none_or(|highest| value <= &highest.0);
            return above && below;
        }
        self.values.iter().any(|(level, _)| *level == value)
    }

    fn is_half_way(&self, value: &Exact) -> bool {
        let twice = value.clone() + value.clone();
        let sum = |pair: &[(&Exact, usize)]| pair[0].0.clone() + pair[1].0.clone();
        self.values.windows(2).any(|pair| sum(pair) == twice)
    }

    /// The lowest and the highest value, less this one.
    fn turned(&self, value: Exact) -> Exact {
        let ends = if self.scale.r#type == ScaleKind::Numbers {
            let end = |end: &'a Option<Decimal>| end.as_ref().map(|end| &end.0);
            (end(&self.scale.lowest), end(&self.scale.highest))
        } else {
            let values = || self.values.iter().map(|(value, _)| *value);
            (values().min(), values().max())
        };
        match ends {
            (Some(lowest), Some(highest)) => lowest.clone() + highest.clone() - value,
            _ => value,
        }
    }

    fn missing(&self, text: &str) -> Option<&'a MissingWord> {
        self.missing.get(&*missing_key(text)).copied()
    }

    /// `n.a.` where the scale has `N/A`, if the letters can be of one word only.
    fn nearly_missing(&self, text: &str) -> Option<&'a MissingWord> {
        self.missing_letters.get(&missing_letters(text)?).copied().flatten()
    }
}

/// Letters and digits in small letters, and nothing else.
fn letters_of(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// By their keys, and by their letters.
type MissingWords<'a> =
    (HashMap<String, &'a MissingWord>, HashMap<String, Option<&'a MissingWord>>);

fn missing_words(scale: &Scale) -> MissingWords<'_> {
    let (mut by_key, mut by_letters) = (HashMap::new(), HashMap::new());
    let words =
        scale.missing.iter().flat_map(|state| state.words.iter().map(move |word| (state, word)));
    for (state, word) in words {
        by_key.entry(missing_key(word).into_owned()).or_insert(state);
        let Some(letters) = missing_letters(word) else { continue };
        match by_letters.entry(letters) {
            Entry::Vacant(entry) => _ = entry.insert(Some(state)),
            Entry::Occupied(mut entry) => {
                let is_same = entry.get().is_some_and(|known| std::ptr::eq(known, state));
                if !is_same {
                    entry.insert(None);
                }
            }
        }
    }
    (by_key, by_letters)
}

fn missing_word(word: &MissingWord) -> Judged<'_> {
    let facts = if word.tell { vec![Fact::MissingWord(word)] } else { Vec::new() };
    Judged { rating: Some(state(word)), facts }
}

#[cfg(test)]
mod tests;

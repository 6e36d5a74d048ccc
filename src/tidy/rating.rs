//! Rating cells, read off their scale.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::{
    date::looks_like_date,
    headings::normal,
    page::{Medium, has_stray_space, shown},
    wording::{
        Numbered, Order, is_unit, label_key, missing_key, missing_letters, number_and_words,
        plain_letters, plain_number, without_brackets,
    },
};
use crate::{
    diagnostic::{Code, Diagnostic, one_of},
    ingest::Cell,
    model::{Exact, Rating},
    rulebook::kind::{HalfPoints, Item, MissingWord, Scale, ScaleKind, Words, WrittenAs},
};

/// What a cell says, and what there is to say about it.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Reading {
    /// None where the cell is empty.
    pub(super) rating: Option<Rating>,
    /// Without a place; the reader of the sheet knows it.
    pub(super) told: Vec<Diagnostic>,
}

/// A scale, made ready to read many cells.
#[derive(Debug)]
pub(super) struct Ruler<'a> {
    scale: &'a Scale,
    /// Labels, aliases and ids, with the place of their level.
    labels: HashMap<String, usize>,
    values: Vec<(&'a Exact, usize)>,
    /// Words that may stand before a number: `Level 3`, `Rating: 3`.
    headings: BTreeSet<String>,
}

impl<'a> Ruler<'a> {
    pub(super) fn new(scale: &'a Scale, words: &[Words]) -> Ruler<'a> {
        let mut labels = HashMap::new();
        for (place, level) in scale.level.iter().enumerate() {
            for name in level.id.iter().chain([&level.label]).chain(&level.aliases) {
                labels.entry(label_key(name)).or_insert(place);
            }
        }
        let value = |(place, level): (usize, &'a crate::rulebook::kind::Level)| {
            level.value.as_ref().map(|value| (&value.0, place))
        };
        let values = scale.level.iter().enumerate().filter_map(value).collect();
        let headings = words.iter().flat_map(|words| &words.rating_headings);
        Ruler { scale, labels, values, headings: headings.map(|text| normal(text)).collect() }
    }

    /// The rating that a cell holds, turned round where the item is reverse-coded.
    pub(super) fn read(&self, cell: &Cell, item: &Item, medium: Medium) -> Reading {
        let mut reading = match cell {
            Cell::Empty => self.blank(),
            Cell::Number(number) => self.number(*number),
            Cell::Text(text) if text.trim().is_empty() => self.blank(),
            Cell::Text(text) => self.text(text, medium),
            Cell::Truth(_) => self.word(&shown(cell)),
            Cell::Date(_) => date_in_cell(&shown(cell)),
            Cell::Broken(text) => broken(text),
        };
        if item.reverse
            && let Some(Rating::Value(value)) = reading.rating
        {
            reading.rating = Some(Rating::Value(self.turned(value)));
        }
        reading
    }

    fn blank(&self) -> Reading {
        Reading { rating: self.missing("").map(state), told: Vec::new() }
    }

    fn number(&self, number: f64) -> Reading {
        match Exact::from_decimal(number) {
            Some(value) if self.scale.r#type != ScaleKind::Names => {
                self.value(value, &number.to_string())
            }
            _ => self.word(&number.to_string()),
        }
    }

    /// Whether the text is a rating or a word for none, and nothing else.
    pub(super) fn knows(&self, text: &str) -> bool {
        let is_value = || {
            let value = plain_number(text).filter(|_| self.scale.r#type != ScaleKind::Names);
            value.is_some_and(|value| self.has(&value))
        };
        self.missing(text).is_some() || self.labels.contains_key(&label_key(text)) || is_value()
    }

    fn text(&self, written: &str, medium: Medium) -> Reading {
        let text = &plain_letters(written);
        let is_padded = has_stray_space(&Cell::Text(written.to_owned()));
        let mut reading = if let Some(word) = self.missing(text) {
            missing_word(word, text)
        } else if let Some(value) = plain_number(text.strip_prefix('\'').unwrap_or(text))
            && self.scale.r#type != ScaleKind::Names
        {
            let mut reading = self.value(value, text);
            let is_odd = written.trim().contains(|letter: char| !letter.is_ascii());
            let is_usable = reading.rating != Some(Rating::Unusable);
            if !is_padded && is_usable && (is_odd || medium == Medium::Workbook) {
                reading.told.push(number_as_text(written.trim()));
            }
            reading
        } else {
            self.word(text)
        };
        if is_padded {
            reading.told.push(stray_space(text));
        }
        reading
    }

    /// A text that is neither a number nor a word for a missing rating.
    fn word(&self, text: &str) -> Reading {
        if let Some(&level) = self.labels.get(&label_key(text)) {
            return self.level(level, text);
        }
        if let Some(word) = self.nearly_missing(text) {
            return missing_word(word, text);
        }
        if self.scale.r#type != ScaleKind::Names
            && let Some(reading) = self.number_in(text)
        {
            return reading;
        }
        if looks_like_date(text) {
            return date_in_cell(text);
        }
        self.off_scale(text)
    }

    fn level(&self, place: usize, text: &str) -> Reading {
        let level = &self.scale.level[place];
        match &level.value {
            Some(value) if self.scale.r#type != ScaleKind::Names => {
                let is_usual = self.scale.written_as == WrittenAs::Label
                    && normal(text) == normal(&self.scale.level[place].label);
                let told = if is_usual { Vec::new() } else { vec![read_as_level(text, &value.0)] };
                Reading { rating: Some(Rating::Value(value.0.clone())), told }
            }
            _ => {
                let id = level.id.clone().unwrap_or_else(|| super::headings::slug(&level.label));
                Reading { rating: Some(Rating::Category(id.into())), told: Vec::new() }
            }
        }
    }

    /// The number in a text with brackets or words around it.
    fn number_in(&self, text: &str) -> Option<Reading> {
        if let Some(number) = without_brackets(text).and_then(plain_number) {
            return Some(self.number_told(&number, text));
        }
        let Numbered { number, words, order } = number_and_words(text)?;
        let named = self.labels.get(&label_key(words)).map(|&place| &self.scale.level[place]);
        if let Some(level) = named
            && let Some(value) = &level.value
            && value.0 != number
        {
            let message = format!("`{text}` names two levels: `{}` is {}", level.label, value.0);
            return Some(unusable(two_things(message)));
        }
        if let Some(word) = self.missing(words).or_else(|| self.nearly_missing(words)) {
            let message = format!("`{text}` gives a number and says `{}`", word.label);
            return Some(unusable(two_things(message)));
        }
        let is_sure = named.is_some()
            || match order {
                Order::NumberThenSign => true,
                Order::NumberThenWords => is_unit(words) || self.begins_a_label(words),
                Order::WordsThenNumber => self.headings.contains(&normal(words)),
            };
        is_sure.then(|| self.number_told(&number, text))
    }

    fn number_told(&self, number: &Exact, text: &str) -> Reading {
        let mut reading = self.value(number.clone(), text);
        if matches!(reading.rating, Some(Rating::Value(_))) {
            reading.told.push(read_as_level(text, number));
        }
        reading
    }

    /// Whether a label begins with these words, or they with a label.
    fn begins_a_label(&self, words: &str) -> bool {
        let words = label_key(words);
        let mut labels = self.labels.keys().filter(|label| !label.is_empty());
        labels.any(|label| label.starts_with(&words) || words.starts_with(label.as_str()))
    }

    fn value(&self, value: Exact, text: &str) -> Reading {
        if self.has(&value) {
            return Reading { rating: Some(Rating::Value(value)), told: Vec::new() };
        }
        if !self.is_half_way(&value) {
            return self.off_scale(text);
        }
        let message = format!("`{text}` lies half way between two levels");
        match self.scale.half_points {
            HalfPoints::Keep => Reading {
                rating: Some(Rating::Value(value)),
                told: vec![
                    Diagnostic::note(Code::HalfPoint, message)
                        .help("it is used as it stands; write one of the levels if it is a slip"),
                ],
            },
            HalfPoints::Refuse => unusable(
                Diagnostic::warning(Code::HalfPoint, message)
                    .help(format!("decide for one: {}", self.choices())),
            ),
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
            let end = |end: &'a Option<_>| {
                end.as_ref().map(|end: &crate::rulebook::kind::Decimal| &end.0)
            };
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
        let key = missing_key(text);
        let same = |word: &String| missing_key(word) == key;
        self.scale.missing.iter().find(|missing| missing.words.iter().any(same))
    }

    /// `n.a.` where the scale has `N/A`, if the letters can be of one word only.
    fn nearly_missing(&self, text: &str) -> Option<&'a MissingWord> {
        let letters = missing_letters(text)?;
        let same = |word: &String| missing_letters(word).as_ref() == Some(&letters);
        let is_it = |missing: &&MissingWord| missing.words.iter().any(same);
        let mut found = self.scale.missing.iter().filter(is_it);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    fn off_scale(&self, text: &str) -> Reading {
        let message = match self.scale.r#type {
            ScaleKind::Numbers => format!("`{text}` is not a number {}", self.choices()),
            _ => format!("`{text}` is not one of the ratings {}", self.choices()),
        };
        let word = self.scale.missing.iter().find_map(|missing| {
            missing.words.iter().find(|word| !word.is_empty()).map(|word| (word, &missing.label))
        });
        let blank = "or leave the cell blank where there is no rating";
        let help = match word {
            Some((word, label)) => {
                format!("write one of them, or `{word}` for `{label}`, {blank}")
            }
            None => format!("write one of them, {blank}"),
        };
        unusable(Diagnostic::warning(Code::RatingOffScale, message).help(help))
    }

    fn choices(&self) -> String {
        let end = |end: &Option<crate::rulebook::kind::Decimal>| {
            end.as_ref().map_or_else(|| "any".to_owned(), |end| end.0.to_string())
        };
        match self.scale.r#type {
            ScaleKind::Numbers => {
                format!("from {} to {}", end(&self.scale.lowest), end(&self.scale.highest))
            }
            ScaleKind::Names => one_of(self.scale.level.iter().map(|level| level.label.as_str())),
            ScaleKind::Levels => {
                let values: Vec<String> =
                    self.values.iter().map(|(value, _)| decimal(value)).collect();
                one_of(values.iter().map(String::as_str))
            }
        }
    }
}

fn decimal(value: &Exact) -> String {
    if value.is_whole() { value.to_string() } else { value.to_f64().to_string() }
}

fn state(word: &MissingWord) -> Rating {
    Rating::Missing(Arc::from(word.id.as_str()))
}

fn missing_word(word: &MissingWord, text: &str) -> Reading {
    let mut told = Vec::new();
    if word.tell {
        let message = format!("`{text}` is read as `{}`, not as a rating", word.label);
        told.push(Diagnostic::note(Code::MissingWordUsed, message));
    }
    Reading { rating: Some(state(word)), told }
}

fn unusable(told: Diagnostic) -> Reading {
    Reading { rating: Some(Rating::Unusable), told: vec![told] }
}

fn date_in_cell(text: &str) -> Reading {
    unusable(
        Diagnostic::warning(Code::DateInRatingCell, format!("`{text}` is a date, not a rating"))
            .help("a spreadsheet turns 3/4 into a date; write the rating again"),
    )
}

fn broken(text: &str) -> Reading {
    let message = format!("the formula in this cell ends in `{text}`");
    unusable(
        Diagnostic::warning(Code::FormulaError, message)
            .help("write the rating itself instead of a formula"),
    )
}

fn two_things(message: String) -> Diagnostic {
    Diagnostic::warning(Code::RatingOffScale, message)
        .help("write the number of the level that is meant")
}

fn number_as_text(text: &str) -> Diagnostic {
    Diagnostic::note(
        Code::NumberAsText,
        format!("`{text}` is stored as text; it is read as a number"),
    )
}

fn stray_space(text: &str) -> Diagnostic {
    Diagnostic::note(Code::StraySpace, format!("there is a space before or after `{text}`"))
        .help("it is read without the space")
}

fn read_as_level(text: &str, value: &Exact) -> Diagnostic {
    Diagnostic::note(Code::LabelReadAsLevel, format!("`{text}` is read as {}", decimal(value)))
}

#[cfg(test)]
mod tests;

//! A text from which numbers are taken one by one; what is left at the end is accounted for by
//! nothing.

use std::{cell::RefCell, collections::HashMap};

use regex::Regex;

/// A number with decimals and maybe a sign, a count, a school year, as patterns write them.
const SHORT: [(&str, &str); 4] = [
    ("<n>", r"([+\u{2212}\u{2013}]?\d+(?:\.\d+)?)"),
    ("<k>", r"(\d{1,3}(?:,\d{3})+|\d+)"),
    ("<year>", r"(\d{4}-\d{2})"),
    ("<by>", r"the (self-assessment|observations)"),
];

/// Stands where something was taken.
const TAKEN: &str = "\u{1}";

pub(crate) struct Left(String);

impl Left {
    pub(crate) fn of(text: &str) -> Left {
        Left(text.to_owned())
    }

    /// Every match of a pattern, with what its groups hold; they are gone from the text.
    pub(crate) fn take<const N: usize>(&mut self, pattern: &str) -> Vec<[String; N]> {
        if !self.has_number() {
            return Vec::new();
        }
        let regex = regex(pattern);
        let group = |found: &regex::Captures<'_>, at: usize| {
            found.get(at + 1).map_or(String::new(), |it| ungrouped(it.as_str()))
        };
        let found = regex.captures_iter(&self.0);
        let found: Vec<[String; N]> =
            found.map(|found| std::array::from_fn(|at| group(&found, at))).collect();
        if !found.is_empty() {
            self.0 = regex.replace_all(&self.0, TAKEN).into_owned();
        }
        found
    }

    pub(crate) fn take_words(&mut self, words: &str) {
        if self.0.contains(words) {
            self.0 = self.0.replace(words, TAKEN);
        }
    }

    /// What is left, if there is a number in it.
    pub(crate) fn unaccounted(self) -> Option<String> {
        self.has_number().then(|| self.0.replace(TAKEN, "…"))
    }

    /// The numbers that are left, with one sign for less and none for more.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = String> {
        let belongs =
            |letter: char| letter.is_ascii_digit() || ".\u{2212}\u{2013}".contains(letter);
        let words = self.0.split(move |letter| !belongs(letter)).map(|word| word.trim_matches('.'));
        let numbers = words.filter(|word| word.contains(|it: char| it.is_ascii_digit()));
        numbers.map(|word| word.replace(['\u{2212}', '\u{2013}'], "-"))
    }

    pub(crate) fn says(&self, words: &str) -> bool {
        self.0.contains(words)
    }

    pub(crate) fn has_number(&self) -> bool {
        self.0.contains(|letter: char| letter.is_ascii_digit())
    }
}

/// A count as the data write it: without a comma for thousands.
fn ungrouped(text: &str) -> String {
    let is_of_count = |letter: char| letter.is_ascii_digit() || letter == ',';
    if text.chars().all(is_of_count) { text.replace(',', "") } else { text.to_owned() }
}

fn regex(pattern: &str) -> Regex {
    thread_local! {
        static KNOWN: RefCell<HashMap<String, Regex>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        let made = || {
            let long =
                SHORT.iter().fold(pattern.to_owned(), |it, (short, long)| it.replace(short, long));
            Regex::new(&long).expect("a pattern of ours")
        };
        known.entry(pattern.to_owned()).or_insert_with(made).clone()
    })
}

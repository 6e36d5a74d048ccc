//! How people write a rating: numbers, labels, and both together.
//!
//! What stands here takes a text apart and knows no scale. What cannot be told for sure is nothing.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::date::looks_like_date;
use crate::model::Exact;

/// Words that may follow a number without meaning anything more.
const UNITS: [&str; 4] = ["pt", "pts", "point", "points"];

/// The text with the letters that everyone means: full-width digits are digits, every space is a
/// space, and letters that nobody sees are none.
pub(super) fn plain_letters(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text.trim());
    }
    let is_seen = |letter: &char| {
        !matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    let folded = text.chars().filter(is_seen).map(|letter| match letter {
        '\u{ff01}'..='\u{ff5e}' => letter.nfkc().next().unwrap_or(letter),
        letter if letter.is_whitespace() => ' ',
        letter => letter,
    });
    Cow::Owned(folded.collect::<String>().trim().to_owned())
}

/// A label as it is compared: like a heading, but for a sign that makes another level of it, as in
/// `B+`, `A-` and `> 60`.
pub(super) fn label_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let letters: Vec<char> =
        if text.is_ascii() { text.chars().collect() } else { text.nfkd().collect() };
    for (at, &letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1);
        let is_after_word = 0 < at && letters[at - 1].is_alphanumeric();
        let ends_word = is_after_word && next.is_none_or(|next| !next.is_alphanumeric());
        match letter {
            '<' | '>' | '\u{2264}' | '\u{2265}' => key.push(letter),
            '+' => key.push('+'),
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' if ends_word => key.push('-'),
            letter if letter.is_alphanumeric() => key.extend(letter.to_lowercase()),
            letter if unicode_normalization::char::is_combining_mark(letter) => {}
            _ if key.is_empty() || key.ends_with(' ') => {}
            _ => key.push(' '),
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// A word for a missing rating as it is compared: letter case and the length of a dash do not
/// matter.
pub(super) fn missing_key(text: &str) -> Cow<'_, str> {
    let text = plain_letters(text);
    if text.is_ascii() {
        let is_small = !text.bytes().any(|letter| letter.is_ascii_uppercase());
        return if is_small { text } else { Cow::Owned(text.to_ascii_lowercase()) };
    }
    let letter = |letter: char| match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' => '\'',
        letter => letter,
    };
    Cow::Owned(text.chars().map(letter).collect::<String>().to_lowercase())
}

/// The same with letters and digits alone, so that `n.a.` is `N/A`. None where nothing is left.
pub(super) fn missing_letters(text: &str) -> Option<String> {
    let letters: String = missing_key(text).chars().filter(|one| one.is_alphanumeric()).collect();
    if letters.is_empty() { None } else { Some(letters) }
}

/// A number and nothing else, with a decimal point or comma, or a fraction such as `2½`.
pub(super) fn plain_number(text: &str) -> Option<Exact> {
    if let Some((whole, part)) = fraction(text) {
        return Some(plain_number(whole)? + part);
    }
    let text = text.strip_suffix('.').unwrap_or(text);
    let unsigned = text.strip_prefix(['-', '+', '\u{2212}']).unwrap_or(text);
    let marks = unsigned.matches(['.', ',']).count();
    let is_number = unsigned.starts_with(|letter: char| letter.is_ascii_digit())
        && unsigned.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
        && marks <= 1;
    if !is_number {
        return None;
    }
    text.replace(',', ".").replace('\u{2212}', "-").parse().ok()
}

/// `2½` and `2 1/2` are 2 and a half.
fn fraction(text: &str) -> Option<(&str, Exact)> {
    let parts = [("½", "1/2"), ("¼", "1/4"), ("¾", "3/4"), (" 1/2", "1/2")];
    let (whole, part) = parts.iter().find_map(|(end, part)| {
        let whole = text.strip_suffix(end)?.trim_end();
        Some((whole, *part))
    })?;
    let is_whole = !whole.is_empty() && whole.chars().all(|letter| letter.is_ascii_digit());
    if is_whole { Some((whole, part.parse().ok()?)) } else { None }
}

/// `(3)` and `[3]` without what is around them.
pub(super) fn without_brackets(text: &str) -> Option<&str> {
    let pairs = [('(', ')'), ('[', ']')];
    let inner = pairs.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        Some(inner.trim())
    })?;
    if inner.is_empty() { None } else { Some(inner) }
}

/// A number with words, before or after it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Numbered<'t> {
    pub(super) number: Exact,
    pub(super) words: &'t str,
    pub(super) order: Order,
}

/// What stands first, and how the words are joined to the number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Order {
    /// `3 - Reasonable evidence`: a sign between them.
    NumberThenSign,
    /// `3 Reasonable evidence`.
    NumberThenWords,
    /// `Reasonable evidence (3)`, `Level 3`.
    WordsThenNumber,
}

/// `3 - Reasonable evidence` is 3 and the words after it; `Reasonable evidence (3)` the same. Words
/// that hold another number are none, as in `3 or 4`.
pub(super) fn number_and_words(text: &str) -> Option<Numbered<'_>> {
    if looks_like_date(text) {
        return None;
    }
    number_first(text).or_else(|| words_first(text))
}

fn number_first(text: &str) -> Option<Numbered<'_>> {
    let text = text.trim_start_matches(['(', '[']);
    let end = text.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ','))?;
    let (number, rest) = text.split_at(end);
    let number = number.trim_end_matches(['.', ',']);
    let words = rest.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let between = &text[number.len()..text.len() - words.len()];
    let words = words.trim_end_matches([')', ']']);
    if between.is_empty() || between.contains('+') || !are_words(words) {
        return None;
    }
    let order = match between.trim() {
        "" => Order::NumberThenWords,
        _ => Order::NumberThenSign,
    };
    Some(Numbered { number: plain_number(number)?, words, order })
}

fn words_first(text: &str) -> Option<Numbered<'_>> {
    let text = text.trim_end_matches([')', ']', '.']);
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let number = &text[text.trim_end_matches(is_part).len()..];
    let before = &text[..text.len() - number.len()];
    let words = before.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    if words.len() == before.len() || !are_words(words) {
        return None;
    }
    Some(Numbered { number: plain_number(number)?, words, order: Order::WordsThenNumber })
}

fn are_words(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && !text.chars().any(|letter| letter.is_ascii_digit())
}

/// Whether the words only say that the number is one.
pub(super) fn is_unit(words: &str) -> bool {
    let words = words.trim_end_matches('.');
    UNITS.iter().any(|unit| words.eq_ignore_ascii_case(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_that_makes_another_level_is_kept() {
        for (text, key) in [
            ("Satisfactory.", "satisfactory"),
            ("SOME  progress", "some progress"),
            ("B+", "b+"),
            ("A-", "a-"),
            ("A", "a"),
            ("Level 2+", "level 2+"),
            ("> 60", "> 60"),
            ("self-assessed", "self assessed"),
            ("Días de Ñandú", "dias de nandu"),
        ] {
            assert_eq!(label_key(text), key, "{text:?}");
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let half: Exact = "5/2".parse().unwrap();
        for text in ["2.5", "2,5", "2½", "2 1/2", "2 ½"] {
            assert_eq!(plain_number(text), Some(half.clone()), "{text:?}");
        }
        assert_eq!(plain_number("3."), "3".parse().ok());
        assert_eq!(plain_number(&plain_letters("３")), "3".parse().ok());
        assert_eq!(plain_number(&plain_letters("3\u{200b}\u{a0}")), "3".parse().ok());
        for text in ["", "2+", "2-3", "1,000.5", "½", "3?", "1/2", "-", "three"] {
            assert_eq!(plain_number(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_number_and_its_words_are_taken_apart() {
        let three: Exact = "3".parse().unwrap();
        for (text, words, order) in [
            ("3 – Satisfactory", "Satisfactory", Order::NumberThenSign),
            ("3. Satisfactory", "Satisfactory", Order::NumberThenSign),
            ("(3) Satisfactory", "Satisfactory", Order::NumberThenSign),
            ("3 (Satisfactory)", "Satisfactory", Order::NumberThenSign),
            ("3 = Satisfactory", "Satisfactory", Order::NumberThenSign),
            ("3 Satisfactory", "Satisfactory", Order::NumberThenWords),
            ("3 pts", "pts", Order::NumberThenWords),
            ("Satisfactory (3)", "Satisfactory", Order::WordsThenNumber),
            ("Satisfactory - 3", "Satisfactory", Order::WordsThenNumber),
            ("Level 3", "Level", Order::WordsThenNumber),
        ] {
            let expected = Numbered { number: three.clone(), words, order };
            assert_eq!(number_and_words(text), Some(expected), "{text:?}");
        }
        for text in ["3 or 4", "3+", "Level 2+", "2-3", "3 of 4", "3/4", "Mar 4", "3rd", "3?"] {
            assert_eq!(number_and_words(text), None, "{text:?}");
        }
    }
}

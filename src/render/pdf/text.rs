//! Text as the template takes it: its lines, the words that stay whole, and room to break in words
//! that are too long.

use std::{borrow::Cow, collections::BTreeSet};

use serde::Serialize;

use super::letters::{self, UNKNOWN};
use crate::render::text::{self, Piece, is_shapeless};

/// Joins and parts letters within words of Arabic script, and emoji.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// Where a word may break without a sign.
const BREAK: char = '\u{200b}';

/// No letter that is in use is wider, in ems.
const WIDEST: f64 = 1.4;

/// What a letter takes in the middle, in ems.
const USUAL: f64 = 0.56;

/// Words with their lines.
#[derive(Serialize, Debug)]
#[serde(untagged)]
pub(super) enum Text {
    Plain(String),
    Lines(Vec<Vec<Run>>),
}

#[derive(Serialize, Debug)]
#[serde(untagged)]
pub(super) enum Run {
    Words(String),
    /// Stays on one line.
    Whole {
        whole: String,
    },
}

/// Writes down what people wrote, and notes the letters that cannot be printed.
#[derive(Default)]
pub(super) struct Scribe {
    unknown: BTreeSet<char>,
}

impl Scribe {
    /// The text, for a column of `room` ems.
    pub(super) fn text(&mut self, text: &str, room: f64) -> Text {
        let text = self.printable(text);
        let mut lines: Vec<Vec<Run>> = text.lines().map(|line| runs(line, room)).collect();
        match &mut lines[..] {
            [] => Text::Plain(String::new()),
            [only] if matches!(&only[..], [Run::Words(_)]) => match only.pop() {
                Some(Run::Words(words)) => Text::Plain(words),
                _ => Text::Plain(String::new()),
            },
            _ => Text::Lines(lines),
        }
    }

    /// The text as it is, with a sign for each letter that cannot be printed.
    pub(super) fn printable(&mut self, text: &str) -> String {
        text.chars().filter_map(|letter| self.letter(letter)).collect()
    }

    fn letter(&mut self, letter: char) -> Option<char> {
        match letter {
            '\n' => Some('\n'),
            '\t' => Some(' '),
            joiner if JOINERS.contains(&joiner) => Some(joiner),
            letter if is_shapeless(letter) => None,
            letter if letters::is_known(letter) => Some(letter),
            letter => {
                self.unknown.insert(letter);
                Some(UNKNOWN)
            }
        }
    }

    /// The letters that could not be printed, by their numbers: `U+5B66`.
    pub(super) fn unknown(&self) -> Vec<String> {
        self.unknown.iter().map(|letter| format!("U+{:04X}", u32::from(*letter))).collect()
    }
}

/// No PDF holds a longer title (ISO 32000-1, annex C).
const LONGEST_TITLE: usize = 1_000;

/// A title in one line, with all its letters.
pub(super) fn in_a_window(title: &str) -> String {
    let letter = |letter: char| match letter {
        '\n' | '\t' => Some(' '),
        joiner if JOINERS.contains(&joiner) => Some(joiner),
        letter => (!is_shapeless(letter)).then_some(letter),
    };
    shortened(title, LONGEST_TITLE).chars().filter_map(letter).collect()
}

/// At most so many letters; where there are more, `…` says so.
pub(super) fn shortened(text: &str, letters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(letters) {
        Some((end, _)) => Cow::Owned(format!("{}…", text[..end].trim_end())),
        None => Cow::Borrowed(text),
    }
}

/// About how many lines the text fills in a column of `room` ems.
pub(super) fn lines_in(text: &str, room: f64) -> usize {
    let line = |line: &str| (line.chars().count() as f64 * USUAL / room).ceil().max(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of lines, at least 0"
    )]
    let lines = text.lines().map(line).sum::<f64>() as usize;
    lines
}

fn runs(line: &str, room: f64) -> Vec<Run> {
    let run = |piece| match piece {
        Piece::Whole(word) if width(word) <= room => Run::Whole { whole: word.to_owned() },
        Piece::Words(words) | Piece::Whole(words) => Run::Words(with_breaks(words, room)),
    };
    text::pieces(line).into_iter().map(run).collect()
}

/// The words, with a place to break in each that is wider than `room` ems. After a hyphen a line ends
/// by itself.
fn with_breaks(words: &str, room: f64) -> String {
    words.split_inclusive([' ', '-']).map(|word| broken(word, room)).collect()
}

fn broken(word: &str, room: f64) -> String {
    if word.chars().count() as f64 * WIDEST <= room || width(word) <= room {
        return word.to_owned();
    }
    let mut broken = String::with_capacity(word.len() + 8);
    let mut so_far = 0.0;
    for letter in word.chars() {
        let width = letters::width(letter);
        if room < so_far + width {
            broken.push(BREAK);
            so_far = 0.0;
        }
        so_far += width;
        broken.push(letter);
    }
    broken
}

fn width(word: &str) -> f64 {
    word.trim_end().chars().map(letters::width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_without_a_shape_is_a_box_and_is_noted() {
        let mut scribe = Scribe::default();
        assert_eq!(scribe.printable("Oak 学校 \u{202e}St\u{0}"), "Oak □□ St");
        assert_eq!(scribe.unknown(), ["U+5B66", "U+6821"]);
    }

    #[test]
    fn letters_of_the_fonts_stay() {
        let mut scribe = Scribe::default();
        let text = "Ñandú −0.3 ≥ → 🏫 מרכז مدرسة";
        assert_eq!(scribe.printable(text), text);
        assert_eq!(scribe.unknown(), Vec::<String>::new());
    }

    /// Noto Sans Bold has W at 0.984 and i at 0.305 of an em, Regular W at 0.930 and i at 0.258.
    #[test]
    fn a_word_wider_than_its_room_may_break() {
        assert_eq!(with_breaks("WWWWW iiiiii", 2.0), "WW\u{200b}WW\u{200b}W iiiiii");
        assert_eq!(with_breaks("WWWWW iiiiii", 5.0), "WWWWW iiiiii");
        assert_eq!(with_breaks("WW-WWW", 3.0), "WW-WWW");
    }

    #[test]
    fn a_school_year_stays_on_one_line_where_it_has_room() {
        let Text::Lines(lines) = Scribe::default().text("in 2024-25", 40.0) else {
            panic!("two runs");
        };
        assert!(matches!(&lines[0][1], Run::Whole { whole } if whole == "2024-25"));
        let narrow = Scribe::default().text("2024-25", 2.0);
        assert!(matches!(narrow, Text::Plain(words) if words.contains(BREAK)));
    }
}

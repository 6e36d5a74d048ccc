//! What a rating cell takes, by its scale.

use super::{Choice, Firmness, Input, Takes};
use crate::{
    diagnostic::count,
    model::Exact,
    rulebook::kind::{
        Decimal, Effect, HalfPoints, Level, MissingWord, Scale, ScaleKind, WrittenAs,
    },
};

/// The longest hint and refusal that spreadsheets show.
pub(super) const LONGEST_HINT: usize = 255;

/// What a cell for a rating on the scale takes.
pub(super) fn rating(scale: &Scale) -> Input {
    let pick = pick(scale);
    let words = missing_words(scale);
    let or_words = match &words[..] {
        [] => String::new(),
        words => format!(", or {}", listed(words)),
    };
    let is_kept = scale.half_points == HalfPoints::Keep || scale.r#type == ScaleKind::Numbers;
    let keep = match (is_kept, scale.r#type) {
        (true, ScaleKind::Levels) => " Keep it only if the group agreed on a value in between.",
        _ => "",
    };
    let refusal = format!("Please {}{or_words}. {}{keep}", pick_small(&pick), blank(scale));
    Input {
        takes: takes(scale),
        firmness: if is_kept { Firmness::Asking } else { Firmness::Firm },
        hint: ("Rating".to_owned(), hint(scale, &pick)),
        refusal,
    }
}

fn takes(scale: &Scale) -> Takes {
    if let (ScaleKind::Numbers, Some((lowest, highest))) = (scale.r#type, scale.range()) {
        return Takes::Number { lowest: lowest.clone(), highest: highest.clone() };
    }
    let levels = scale.level.iter().map(|level| choice(scale, level));
    let words = missing_words(scale).into_iter().map(|word| Choice::Word(word.to_owned()));
    Takes::OneOf(levels.chain(words).collect())
}

/// A level as people write it: by its number, or by its name.
pub(super) fn choice(scale: &Scale, level: &Level) -> Choice {
    match &level.value {
        Some(Decimal(value)) if writes_numbers(scale) => Choice::Number(value.clone()),
        _ => Choice::Word(level.label.clone()),
    }
}

fn writes_numbers(scale: &Scale) -> bool {
    scale.r#type == ScaleKind::Levels && scale.written_as == WrittenAs::Number
}

impl Choice {
    /// As it stands in the list.
    pub fn shown(&self) -> String {
        match self {
            Choice::Number(number) => decimal(number),
            Choice::Word(word) => word.clone(),
        }
    }
}

/// `Pick a rating from 1 to 4`.
fn pick(scale: &Scale) -> String {
    if let (ScaleKind::Numbers, Some((lowest, highest))) = (scale.r#type, scale.range()) {
        return format!("Write a number from {} to {}", decimal(lowest), decimal(highest));
    }
    let shown: Vec<String> = scale.level.iter().map(|level| choice(scale, level).shown()).collect();
    match (&shown[..], runs_on(scale)) {
        ([first, _, .., last], true) => format!("Pick a rating from {first} to {last}"),
        (all, _) if all.len() <= 6 => {
            let all: Vec<&str> = all.iter().map(String::as_str).collect();
            format!("Pick {}", listed(&all))
        }
        _ => "Pick one from the list".to_owned(),
    }
}

/// Whether the levels are whole numbers that follow each other.
fn runs_on(scale: &Scale) -> bool {
    let values: Vec<&Exact> =
        scale.level.iter().filter_map(|level| Some(&level.value.as_ref()?.0)).collect();
    let one = Exact::fraction(1, 1);
    let follows = |pair: &[&Exact]| Some(pair[1].clone() - pair[0].clone()) == one;
    writes_numbers(scale) && values.len() == scale.level.len() && values.windows(2).all(follows)
}

/// The pick, the names of the levels where they fit, and what an empty cell means.
fn hint(scale: &Scale, pick: &str) -> String {
    let line = |level: &Level| format!("{} {}", choice(scale, level).shown(), level.label);
    let levels: Vec<String> = scale.level.iter().map(line).collect();
    let blank = blank(scale);
    let full = format!("{pick}.\n{}\n{blank}", levels.join("\n"));
    let is_short = full.chars().count() <= LONGEST_HINT;
    if writes_numbers(scale) && is_short { full } else { format!("{pick}. {blank}") }
}

/// What an empty cell means on the scale.
pub(super) fn blank(scale: &Scale) -> String {
    let empty = scale.missing.iter().find(|state| state.words.iter().any(String::is_empty));
    match empty {
        Some(state) => format!("An empty cell is read as “{}”.", state.label),
        None => "Leave it empty if you did not look at it.".to_owned(),
    }
}

/// The same in a line: `empty = nobody looked at it`.
pub(super) fn blank_in_short(scale: &Scale) -> String {
    let empty = scale.missing.iter().find(|state| state.words.iter().any(String::is_empty));
    let means = empty.map_or("nobody looked at it", |state| state.label.as_str());
    format!("empty = {means}")
}

/// The word to write for each state without a rating, but for signs that say no more than an empty
/// cell does.
pub(super) fn missing_words(scale: &Scale) -> Vec<&str> {
    scale.missing.iter().filter_map(word_of).collect()
}

pub(super) fn word_of(state: &MissingWord) -> Option<&str> {
    let has_letters = |word: &&String| word.chars().any(char::is_alphanumeric);
    state.words.iter().find(has_letters).map(String::as_str)
}

/// What a state does, in a sentence.
pub(super) fn effect(state: &MissingWord) -> String {
    match (state.effect, &state.counts_as) {
        (Effect::CountsAs, Some(Decimal(value))) => format!("It counts as {}.", decimal(value)),
        (Effect::NotExpected, _) => "It does not count, and no answer is needed.".to_owned(),
        (Effect::Blocks, _) => "What needs this line gets no score.".to_owned(),
        _ => "It does not count. It is not a zero.".to_owned(),
    }
}

/// How many levels there are, or from where to where the numbers run.
pub(super) fn extent(scale: &Scale) -> String {
    match (scale.r#type, scale.range()) {
        (ScaleKind::Numbers, Some((lowest, highest))) => {
            format!("any number from {} to {}", decimal(lowest), decimal(highest))
        }
        _ => count(scale.level.len(), "level"),
    }
}

pub(super) fn decimal(value: &Exact) -> String {
    if value.is_whole() { value.to_string() } else { value.to_f64().to_string() }
}

/// `1, 3 or 5`.
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [all_but_last @ .., last] => format!("{} or {last}", all_but_last.join(", ")),
    }
}

fn pick_small(pick: &str) -> String {
    let mut letters = pick.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

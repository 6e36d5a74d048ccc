//! What a few words tell about a form: a school year, a round, a segment.
//!
//! The words are what is left of a heading beside the name of an item, or the name of a sheet
//! or file beside that of a site. Nothing is told unless every word has its meaning.

use std::{collections::BTreeMap, sync::Arc};

use super::headings::{Vocabulary, normal};
use crate::{
    model::SchoolYear,
    rulebook::kind::{Half, Instrument, Occasion, Words},
};

/// How many words the name of a round has at most.
const LONGEST_ROUND: usize = 4;
/// Fields whose name and a number or letter tell one of several, as `Segment 2` does.
const COUNTED: [&str; 5] = ["segment", "occasion", "rater", "activity", "observation_id"];

/// A text, taken apart into what is known and the rest.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Apart {
    pub(super) year: Option<SchoolYear>,
    /// The id of the round.
    pub(super) round: Option<Arc<str>>,
    /// The words that tell neither.
    pub(super) rest: Vec<String>,
}

/// Takes a text apart.
pub(super) fn apart(text: &str, instrument: &Instrument, words: &[Words]) -> Apart {
    let mut rest: Vec<String> = normal(text).split(' ').map(str::to_owned).collect();
    rest.retain(|word| !word.is_empty());
    let mut year = take_year(&mut rest);
    let round = take_round(&mut rest, instrument, words);
    if year.is_none() {
        year = round.and_then(|round| take_calendar_year(&mut rest, round.half?));
    }
    Apart { year, round: round.map(|round| round.id.as_str().into()), rest }
}

/// The fields that a text tells, with their values, where all of it tells something.
pub(super) fn fields_in(
    text: &str,
    vocabulary: &Vocabulary<'_>,
    words: &[Words],
) -> Option<BTreeMap<Arc<str>, String>> {
    let Apart { year, round, rest } = apart(text, vocabulary.instrument, words);
    let mut fields: BTreeMap<Arc<str>, String> = BTreeMap::new();
    fields.extend(year.map(|year| ("school_year".into(), year.to_string())));
    fields.extend(round.map(|round| ("occasion".into(), round.to_string())));
    if !rest.is_empty() {
        let (field, value) = counted(&rest, vocabulary)?;
        if fields.insert(field, value).is_some() {
            return None;
        }
    }
    if fields.is_empty() { None } else { Some(fields) }
}

/// `2`, `S2`, `Seg 2` and `Segment 2` are a segment; `Rater B` is a rater.
fn counted(words: &[String], vocabulary: &Vocabulary<'_>) -> Option<(Arc<str>, String)> {
    let (last, before) = words.split_last()?;
    let digits = last.trim_start_matches(|letter: char| letter.is_alphabetic());
    let glued = &last[..last.len() - digits.len()];
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = digits.is_empty() && last.chars().count() == 1;
    let name = match (is_number, is_letter) {
        (true, _) => [before.join(" "), glued.to_owned()].join(" "),
        (_, true) => before.join(" "),
        _ => return None,
    };
    let name = name.trim();
    if is_number && matches!(name, "" | "s" | "seg") {
        let number = digits.trim_start_matches('0');
        return (digits.len() <= 2 && !number.is_empty())
            .then(|| ("segment".into(), number.to_owned()));
    }
    let (field, _) = vocabulary.field(name)?;
    let value = match &*field {
        "segment" if is_number => digits.to_owned(),
        _ => words.join(" "),
    };
    COUNTED.contains(&&*field).then_some((field, value))
}

/// Two years one after the other: `2024-25`, `2024_2025`, and after `SY` or `FY` `24-25`.
fn take_year(words: &mut Vec<String>) -> Option<SchoolYear> {
    for at in 0..words.len().saturating_sub(1) {
        let named = |word: &String| matches!(word.as_str(), "sy" | "fy" | "year");
        let prefixes = ["sy", "fy"];
        let glued = prefixes.into_iter().find_map(|prefix| words[at].strip_prefix(prefix));
        let starts = glued.unwrap_or(&words[at]);
        let is_named = glued.is_some() || (0 < at && named(&words[at - 1]));
        let is_long = starts.len() == 4;
        let is_short = starts.len() == 2 && is_named;
        let goes_on = words.get(at + 2).is_some_and(|next| is_day(next));
        let goes_before = 0 < at && is_digits(&words[at - 1]);
        if !(is_long || is_short) || !is_digits(starts) || goes_on || goes_before {
            continue;
        }
        if let Ok(year) = format!("{starts}-{}", words[at + 1]).parse() {
            let mut first = at;
            while 0 < first && matches!(words[first - 1].as_str(), "sy" | "fy" | "year" | "school")
            {
                first -= 1;
            }
            words.drain(first..at + 2);
            return Some(year);
        }
    }
    None
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_day(word: &str) -> bool {
    word.len() <= 2 && is_digits(word)
}

/// The round that stands among the words, the longest name first.
fn take_round<'w>(
    words: &mut Vec<String>,
    instrument: &'w Instrument,
    lists: &'w [Words],
) -> Option<&'w Occasion> {
    let named: Vec<(String, &Occasion)> = rounds(instrument, lists)
        .flat_map(|round| names_of(round).map(move |name| (normal(name), round)))
        .collect();
    for length in (1..=LONGEST_ROUND.min(words.len())).rev() {
        for at in 0..=words.len() - length {
            let text = words[at..at + length].join(" ");
            if let Some((_, round)) = named.iter().find(|(name, _)| *name == text) {
                words.drain(at..at + length);
                return Some(round);
            }
        }
    }
    None
}

/// The calendar year beside a round tells the school year.
fn take_calendar_year(words: &mut Vec<String>, half: Half) -> Option<SchoolYear> {
    let is_year = |word: &String| word.len() == 4 && is_digits(word) && word.starts_with("20");
    let at = words.iter().position(is_year)?;
    let year: u16 = words.remove(at).parse().ok()?;
    Some(match half {
        Half::First => SchoolYear::starting(year),
        Half::Second => SchoolYear::starting(year - 1),
    })
}

/// The round of this name; `key` is normal.
pub(super) fn round<'w>(
    key: &str,
    instrument: &'w Instrument,
    lists: &'w [Words],
) -> Option<&'w Occasion> {
    rounds(instrument, lists).find(|round| names_of(round).any(|name| normal(name) == key))
}

/// The rounds of the instrument, and those that all share.
fn rounds<'w>(
    instrument: &'w Instrument,
    lists: &'w [Words],
) -> impl Iterator<Item = &'w Occasion> {
    instrument.occasion.iter().chain(lists.iter().rev().flat_map(|words| &words.occasion))
}

/// Every name of a round, in words as they are compared.
pub(super) fn round_names(instrument: &Instrument, lists: &[Words]) -> Vec<Vec<String>> {
    let names = rounds(instrument, lists).flat_map(names_of);
    names.map(|name| normal(name).split(' ').map(str::to_owned).collect()).collect()
}

fn names_of(round: &Occasion) -> impl Iterator<Item = &String> {
    [&round.id, &round.label].into_iter().chain(&round.words)
}

/// The names of an instrument, as they are compared.
pub(super) fn instrument_names(instrument: &Instrument) -> Vec<String> {
    let own = [&instrument.about.id, &instrument.about.title, &instrument.short_name];
    own.into_iter().chain(&instrument.aliases).map(|name| normal(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::trial::rulebook;

    #[track_caller]
    fn tells(text: &str, expected: &[(&str, &str)]) {
        let rulebook = rulebook();
        let vocabulary = Vocabulary::new(&rulebook.instruments["visit"], &rulebook.words);
        let told = fields_in(text, &vocabulary, &rulebook.words).unwrap_or_default();
        let told: Vec<(&str, &str)> =
            told.iter().map(|(field, value)| (&**field, value.as_str())).collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn a_segment_is_told_by_its_number() {
        for text in ["S2", "2", "s 2", "Seg 2", "seg2", "Segment 2", "Segment_2", "02"] {
            tells(text, &[("segment", "2")]);
        }
    }

    #[test]
    fn a_round_and_a_year_are_told_by_their_words() {
        tells("Fall", &[("occasion", "fall")]);
        tells("round 1", &[("occasion", "fall")]);
        tells("2023-24", &[("school_year", "2023-24")]);
        tells("SY23-24", &[("school_year", "2023-24")]);
        tells("Spring 2024", &[("occasion", "spring"), ("school_year", "2023-24")]);
        tells("Fall 2024", &[("occasion", "fall"), ("school_year", "2024-25")]);
        tells("(Fall) S3", &[("occasion", "fall"), ("segment", "3")]);
        tells("Rater B", &[("rater", "rater b")]);
    }

    #[test]
    fn what_could_mean_two_things_tells_nothing() {
        for text in ["R1", "avg", "2024", "24-25", "notes", "Fall visit", "", "100", "x"] {
            tells(text, &[]);
        }
    }
}

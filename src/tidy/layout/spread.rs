//! Items times something else across the page: `Organization_S1`, `Organization (Fall)`.
//!
//! A part of the headings that comes back with most of the items tells a segment, a round or a
//! year. Where it cannot be told which, it is asked, and nothing is guessed.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    diagnostic::{Code, Diagnostic, all_of},
    rulebook::kind::Words,
    tidy::{
        header::Heading,
        headings::{Means, Vocabulary, normal},
        mapping::Column,
        page::{Page, Spot},
        telling::fields_in,
    },
};

/// The longest heading that is taken apart.
const LONGEST: usize = 80;
/// How many of the parts that nothing tells are named.
const NAMED: usize = 4;

/// Columns of items by what else stands in their headings.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::tidy) struct Spread {
    pub(in crate::tidy) columns: Vec<Column>,
    /// The parts of headings that nothing tells, with the first heading of each.
    unclear: BTreeMap<String, Spot>,
    /// Whether the items stand there without any part, too.
    has_plain: bool,
}

/// A heading that holds the name of an item and something else.
#[derive(Clone, PartialEq, Debug)]
struct Parted {
    at: usize,
    item: usize,
    part: String,
    /// Where the part stands.
    spot: Spot,
}

/// How many items of the instrument stand in the row beside something else.
pub(in crate::tidy) fn items_in(page: &Page<'_>, row: usize, vocabulary: &Vocabulary<'_>) -> usize {
    let parted = in_headings(page, row, vocabulary);
    let most = kept(&parted, vocabulary);
    most.values().flatten().map(|parted| parted.item).collect::<BTreeSet<_>>().len()
}

/// What the headings of a row tell beside the items.
pub(in crate::tidy) fn spread(
    page: &Page<'_>,
    header: usize,
    vocabulary: &Vocabulary<'_>,
    words: &[Words],
) -> Spread {
    let plain = plain_items(page, header, vocabulary);
    let (parted, repeated) = match repeated(page, header, &plain) {
        Some(parted) => (parted, true),
        None => (in_headings(page, header, vocabulary), false),
    };
    let items = vocabulary.instrument.item.len();
    let has_plain = !repeated && items <= 2 * plain.len();
    let mut found = Spread { has_plain, ..Spread::default() };
    for (part, columns) in kept(&parted, vocabulary) {
        let told = fields_in(&part, vocabulary, words);
        let field = vocabulary.field(&part).map(|(field, _)| field);
        let is_rating = field.as_deref() == Some("rating");
        match told {
            Some(set) if !has_plain => found.take(&columns, &set),
            None if is_rating && !has_plain => found.take(&columns, &BTreeMap::new()),
            None if field.is_some() || is_total(&part, words) => {}
            _ => {
                found.unclear.insert(part, columns[0].spot);
            }
        }
    }
    found
}

fn is_total(part: &str, words: &[Words]) -> bool {
    super::aside::is_summary(part, words)
}

impl Spread {
    fn take(&mut self, columns: &[Parted], set: &BTreeMap<Arc<str>, String>) {
        let column =
            |one: &Parted| Column { at: one.at, means: Means::Item(one.item), set: set.clone() };
        self.columns.extend(columns.iter().map(column));
    }

    /// What cannot be told, at the first heading that has it.
    pub(in crate::tidy) fn told(&self, page: &Page<'_>) -> Option<Diagnostic> {
        let mut parts: Vec<(&String, Spot)> =
            self.unclear.iter().map(|(part, spot)| (part, *spot)).collect();
        parts.sort_by_key(|(_, spot)| *spot);
        let &(_, first) = parts.first()?;
        let shown: Vec<String> =
            parts.iter().take(NAMED).map(|(part, _)| format!("`{part}`")).collect();
        let shown = all_of(shown.iter().map(String::as_str));
        let heading = page.text(first);
        let message =
            format!("nothing tells what {shown} stands for in headings such as `{heading}`");
        let told = if self.columns.is_empty() && !self.has_plain {
            Diagnostic::error(Code::ColumnsUnclear, message)
        } else {
            Diagnostic::warning(Code::ColumnsUnclear, message)
        };
        let part = parts[0].0;
        let help = format!(
            "say it in a mapping of `cqi.toml`, such as `pattern = [{{ heading = \"{}\" }}]`, or with \
             `{{occasion}}`, `{{rater}}` or another field in place of `{{segment}}`",
            pattern(&heading, part)
        );
        Some(page.tell(told.help(help), None, first))
    }
}

/// The heading with `{item}` for its item, and `{segment}` for the part or the number in it.
fn pattern(heading: &str, part: &str) -> String {
    let start = part.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let value = &part[start.len()..];
    let value = if value.is_empty() { part } else { value };
    let lower = heading.to_lowercase();
    match lower.rfind(value) {
        Some(at) if heading.is_char_boundary(at) && lower.len() == heading.len() => {
            let before = &heading[..at];
            let item = before.trim_end_matches(|letter: char| !letter.is_alphanumeric());
            let start = if value == part { String::new() } else { start.trim().to_owned() };
            let item = match item.to_lowercase().strip_suffix(&start) {
                Some(item) => item.trim_end_matches(|letter: char| !letter.is_alphanumeric()).len(),
                None => item.len(),
            };
            if item == 0 {
                return "{item}_{segment}".to_owned();
            }
            format!("{{item}}{}{{segment}}{}", &heading[item..at], &heading[at + value.len()..])
        }
        _ => "{item}_{segment}".to_owned(),
    }
}

fn plain_items(
    page: &Page<'_>,
    header: usize,
    vocabulary: &Vocabulary<'_>,
) -> BTreeMap<usize, Vec<usize>> {
    let mut plain: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in page.filled(header) {
        if let Some((item, _)) = vocabulary.item(&page.text((header, at))) {
            plain.entry(item).or_default().push(at);
        }
    }
    plain
}

/// Items that stand more than once in the row, each under a heading of its group.
fn repeated(
    page: &Page<'_>,
    header: usize,
    plain: &BTreeMap<usize, Vec<usize>>,
) -> Option<Vec<Parted>> {
    let often = plain.values().filter(|columns| 1 < columns.len()).count();
    if often < 2 || 2 * often < plain.len() {
        return None;
    }
    let above = header.checked_sub(1)?;
    let mut parted = Vec::new();
    for (&item, columns) in plain {
        for &at in columns {
            let heads = (0..=at).rev().find(|&at| !page.text((above, at)).is_empty())?;
            let spot = (above, heads);
            parted.push(Parted { at, item, part: normal(&page.text(spot)), spot });
        }
    }
    Some(parted)
}

/// None where the row has too few headings for any part to be kept.
fn in_headings(page: &Page<'_>, header: usize, vocabulary: &Vocabulary<'_>) -> Vec<Parted> {
    let needed = items_needed(vocabulary);
    if page.filled(header).take(needed).count() < needed {
        return Vec::new();
    }
    let parted = |at: usize| {
        let spot = (header, at);
        let heading = page.text(spot);
        if LONGEST < heading.len() || !vocabulary.meanings(&Heading::plain(&heading)).is_empty() {
            return None;
        }
        let (item, part) = parted(&heading, vocabulary)?;
        Some(Parted { at, item, part, spot })
    };
    page.filled(header).filter_map(parted).collect()
}

/// The item at the start or the end of a heading, the longest first, and the rest.
fn parted(heading: &str, vocabulary: &Vocabulary<'_>) -> Option<(usize, String)> {
    let text = normal(heading);
    let words: Vec<&str> = text.split(' ').collect();
    let item = |words: &[&str]| vocabulary.item(&words.join(" ")).map(|(item, _)| item);
    // `Organization1` and `OrganizationS1`.
    let name = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = &text[name.len()..];
    let found = |name: &str| vocabulary.item(name).map(|(item, _)| item);
    match (digits.is_empty(), found(name), name.strip_suffix('s').and_then(found)) {
        (false, Some(item), _) => return Some((item, digits.to_owned())),
        (false, None, Some(item)) => return Some((item, format!("s{digits}"))),
        _ => {}
    }
    for length in (1..words.len()).rev() {
        let (start, rest) = words.split_at(length);
        if let Some(item) = item(start) {
            return Some((item, rest.join(" ")));
        }
        let (rest, end) = words.split_at(words.len() - length);
        if let Some(item) = item(end) {
            return Some((item, rest.join(" ")));
        }
    }
    None
}

/// The headings by their part, where it stands with at least half of the items, and they with at
/// least half of the instrument.
fn kept(parted: &[Parted], vocabulary: &Vocabulary<'_>) -> BTreeMap<String, Vec<Parted>> {
    let mut by_part: BTreeMap<String, Vec<Parted>> = BTreeMap::new();
    for one in parted {
        by_part.entry(one.part.clone()).or_default().push(one.clone());
    }
    let items = |columns: &[Parted]| columns.iter().map(|one| one.item).collect::<BTreeSet<_>>();
    let needed = items_needed(vocabulary);
    by_part.retain(|_, columns| needed <= items(columns).len());
    by_part
}

/// With how many items a part must stand.
fn items_needed(vocabulary: &Vocabulary<'_>) -> usize {
    vocabulary.instrument.item.len().div_ceil(2).max(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::trial::rulebook;

    #[track_caller]
    fn parts(heading: &str, expected: Option<(&str, &str)>) {
        let rulebook = rulebook();
        let vocabulary = Vocabulary::new(&rulebook.instruments["visit"], &rulebook.words);
        let found = parted(heading, &vocabulary);
        let found = found
            .as_ref()
            .map(|(item, part)| (vocabulary.instrument.item[*item].id.as_str(), part.as_str()));
        assert_eq!(found, expected, "{heading}");
    }

    #[test]
    fn a_heading_is_an_item_and_a_part() {
        parts("Organization_S1", Some(("organization", "s1")));
        parts("Org S2", Some(("organization", "s2")));
        parts("Materials (Fall)", Some(("materials", "fall")));
        parts("Inquiry_1", Some(("inquiry", "1")));
        parts("Segment 1 - Reflection", Some(("reflection", "segment 1")));
        parts("OrganizationS1", Some(("organization", "s1")));
        parts("Org2", Some(("organization", "2")));
        parts("Weather", None);
        parts("Organizational climate", None);
    }

    #[test]
    fn a_pattern_is_shown_as_a_mapping_has_it() {
        assert_eq!(pattern("Organization_R1", "r1"), "{item}_R{segment}");
        assert_eq!(pattern("Org (X)", "x"), "{item} ({segment})");
        assert_eq!(pattern("Org 1", "1"), "{item} {segment}");
    }
}

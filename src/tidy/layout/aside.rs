//! Rows that are no forms and no ratings: options under the headings, totals, notes.

use super::Reader;
use crate::{
    diagnostic::{Code, Diagnostic, count},
    ingest::Cell,
    model::Rating,
    rulebook::kind::{Instrument, Words},
    tidy::{
        headings::{Means, normal},
        mapping::Column,
        page::{Page, Spot},
    },
};

/// Rows that are left aside, to be told in one note a kind.
#[derive(Debug, Default)]
pub(super) struct Asides {
    options: Vec<Spot>,
    totals: Vec<Spot>,
}

impl Asides {
    pub(super) fn totals(&mut self, spot: Spot) {
        self.totals.push(spot);
    }

    pub(super) fn options(&mut self, spot: Spot) {
        self.options.push(spot);
    }

    /// At the first row of its kind.
    pub(super) fn told(&self, page: &Page<'_>, header: usize) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        for (spots, what) in [
            (&self.options, "lists what may be written"),
            (&self.totals, "is no rating of an item"),
        ] {
            let Some(&first) = spots.first() else { continue };
            let text = page.text(first);
            let more = match spots.len() - 1 {
                0 => String::new(),
                more => format!(", and so are {}", count(more, "more row")),
            };
            let message = format!("the row `{text}` {what} and is left aside{more}");
            let note = Diagnostic::note(Code::RowLeftAside, message);
            told.push(page.tell(note, Some(header), first));
        }
        told
    }
}

/// Whether the text starts or ends as a line of totals does.
pub(super) fn is_summary(text: &str, lists: &[Words]) -> bool {
    let text = format!(" {} ", normal(text));
    let words = lists.iter().flat_map(|words| &words.summary_words).map(|word| normal(word));
    let mut words = words.filter(|word| !word.is_empty()).map(|word| format!(" {word} "));
    words.any(|word| text.starts_with(&word) || text.ends_with(&word))
}

/// Whether the text names a section or another group of items.
pub(super) fn is_group(text: &str, instrument: &Instrument) -> bool {
    let text = normal(text);
    instrument.group.iter().any(|group| {
        let code = group.code.iter();
        let both = group.code.iter().map(|code| format!("{code} {}", group.name));
        let both: Vec<String> = both.collect();
        let names = code.chain([&group.name]).chain(&group.aliases).chain(&both);
        names.into_iter().any(|name| normal(name) == text)
    })
}

impl Reader<'_, '_> {
    /// Whether a row under the headings of items says what may be written there: none of its cells
    /// can be read as a rating, and all of them list or span several.
    pub(super) fn lists_options(&self, row: usize) -> bool {
        let items = self.columns.iter().filter_map(|column| match column.means {
            Means::Item(item) => Some((column.at, item)),
            Means::Field(_) => None,
        });
        let filled: Vec<(usize, usize)> =
            items.filter(|&(at, _)| !self.page.text((row, at)).is_empty()).collect();
        let is_option = |&(at, item): &(usize, usize)| {
            let cell = self.page.cell((row, at));
            let rating = self.ruler(item).map(|ruler| ruler.rating(cell, self.item(item)));
            let is_rating = rating.is_some_and(|rating| rating != Some(Rating::Unusable));
            !is_rating
                && (matches!(cell, Cell::Date(_)) || lists_several(&self.page.text((row, at))))
        };
        if filled.is_empty() {
            let mut others = self.page.filled(row);
            let (first, second) = (others.next(), others.next());
            return second.is_none()
                && first.is_some_and(|at| says_options(&self.page.text((row, at))));
        }
        let first = filled[0].0;
        let dates =
            filled.iter().filter(|(at, _)| matches!(self.page.cell((row, *at)), Cell::Date(_)));
        let is_dated_alike = dates.clone().count() == 0
            || (1 < filled.len()
                && filled
                    .iter()
                    .all(|(at, _)| self.page.cell((row, *at)) == self.page.cell((row, first))));
        is_dated_alike && filled.iter().all(is_option)
    }

    /// Whether the row holds totals of the rows above: its first cell says so, and nothing else
    /// tells a form.
    pub(super) fn is_total(&self, row: usize) -> Option<Spot> {
        let first = self.page.first_filled(row)?;
        let holds_item = self
            .columns
            .iter()
            .any(|column| column.at == first && matches!(column.means, Means::Item(_)));
        let text = self.page.text((row, first));
        let tells_form = |column: &Column| {
            let is_field = matches!(&column.means, Means::Field(field) if super::OF_A_FORM.contains(&&**field));
            is_field && column.at != first && !self.page.text((row, column.at)).is_empty()
        };
        let is_bare = !self.columns.iter().any(tells_form);
        (!holds_item && is_bare && is_summary(&text, self.words)).then_some((row, first))
    }
}

/// `Options: N/A, L, M, H` and the like: a word, a colon and a list.
fn says_options(text: &str) -> bool {
    let Some((word, list)) = text.split_once(':') else { return lists_several(text) };
    let is_word = !word.is_empty() && word.split_whitespace().count() <= 3;
    is_word && lists_several(list)
}

/// Three or more short words with commas, slashes or bars between them, or a span such as `1-4`,
/// `1 to 4` and `(1=low ... 4=high)`.
fn lists_several(text: &str) -> bool {
    let text = text.trim();
    let text = match text.split_once(':') {
        Some((word, rest)) if word.split_whitespace().count() <= 3 => rest.trim(),
        _ => text,
    };
    let text = text.trim_matches(['(', ')', '[', ']', '{', '}']);
    let parts = text.split([',', ';', '/', '|']).map(str::trim);
    let short = parts.clone().filter(|part| (1..=24).contains(&part.chars().count()));
    let is_list = 3 <= short.count() && parts.clone().all(|part| part.chars().count() <= 24);
    is_list || is_span(text)
}

fn is_span(text: &str) -> bool {
    let numbers: Vec<f64> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let rises = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    let between = text.contains([
        '-', '=', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2026}',
    ]) || text.contains("..")
        || text.contains(" to ");
    let is_small = numbers.iter().all(|number| *number <= 100.0);
    2 <= numbers.len() && rises && is_small && between
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_told_from_ratings_and_remarks() {
        let options = [
            "N/A, L, M, H",
            "Options: N/A, L, M, H",
            "1-4",
            "1 to 4",
            "(1=low ... 4=high)",
            "1 / 2 / 3 / 4 / NR",
            "1 = Absent, 4 = Compelling",
        ];
        for text in options {
            assert!(lists_several(text) || says_options(text), "{text}");
        }
        for text in ["3", "3 or 4", "good work", "N/A", "3/4", "2.5", "4-Mar", "see notes, p 3"] {
            assert!(!lists_several(text), "{text}");
        }
    }
}

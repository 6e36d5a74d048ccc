//! What the columns under a row of headings hold.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    header::{Header, Heading, Sense},
    headings::{By, Means, Vocabulary, item_name, normal},
    mapping::Column,
    page::{Page, is_blank},
};
use crate::{
    diagnostic::{Code, Diagnostic, all_of},
    model::letters,
};

/// The columns that are known, each with how, and what there is to say about the others.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) columns: Vec<(Column, By)>,
    pub(super) told: Vec<Diagnostic>,
    /// Columns that are not used because nothing tells which of them is meant, and what they hold.
    pub(super) unclear: BTreeMap<usize, Means>,
}

/// What the columns hold: those that are known by name first, then those by an alias, and each
/// thing once.
pub(super) fn columns(
    page: &Page<'_>,
    header: &Header,
    vocabulary: &Vocabulary<'_>,
    mapped: &[Column],
    ignored: &BTreeSet<usize>,
) -> Known {
    let mut taken: BTreeSet<Means> = mapped.iter().map(|column| column.means.clone()).collect();
    let mut columns: BTreeMap<usize, (Column, By)> =
        mapped.iter().map(|column| (column.at, (column.clone(), By::Name))).collect();
    let mut meanings: BTreeMap<usize, Vec<(Means, By)>> = BTreeMap::new();
    let mislead = codes_mislead(header, vocabulary);
    for at in (0..header.width()).filter(|at| !columns.contains_key(at) && !ignored.contains(at)) {
        let heading = header.heading(at);
        if !(mislead && is_known_by_code_alone(heading, vocabulary)) {
            meanings.insert(at, vocabulary.meanings(heading));
        }
    }
    let mut known = Known::default();
    for repeated in repeated_items(&meanings, &taken) {
        if let Some(told) = told_of_repeated(page, header, vocabulary, &repeated) {
            known.told.push(told);
            let means = Means::Item(repeated.item);
            known.unclear.extend(repeated.columns.iter().map(|at| (*at, means.clone())));
            meanings.retain(|at, _| !repeated.columns.contains(at));
        }
    }
    for pass in [By::Name, By::Alias] {
        for (&at, meanings) in &meanings {
            if columns.contains_key(&at) {
                continue;
            }
            let first = meanings.iter().find(|(means, by)| *by == pass && !taken.contains(means));
            if let Some((means, by)) = first.cloned() {
                taken.insert(means.clone());
                columns.insert(at, (Column { at, means, set: BTreeMap::new() }, by));
            }
        }
    }
    known.columns = columns.into_values().collect();
    known
}

/// Whether codes above the questions are those of other items than the questions are, as where a
/// survey program numbers in its own way. Then no code tells anything.
fn codes_mislead(header: &Header, vocabulary: &Vocabulary<'_>) -> bool {
    (0..header.width()).any(|at| {
        let heading = header.heading(at);
        let (question, code) = (question(heading, vocabulary), code(heading, vocabulary));
        question.is_some() && code.is_some() && question != code
    })
}

fn is_known_by_code_alone(heading: &Heading, vocabulary: &Vocabulary<'_>) -> bool {
    question(heading, vocabulary).is_none() && code(heading, vocabulary).is_some()
}

fn question(heading: &Heading, vocabulary: &Vocabulary<'_>) -> Option<usize> {
    let calls = heading.calls().iter().filter(|(sense, _)| *sense != Sense::Group);
    calls.filter_map(|(_, text)| vocabulary.item(text)).map(|(item, _)| item).next()
}

fn code(heading: &Heading, vocabulary: &Vocabulary<'_>) -> Option<usize> {
    let mut calls = heading.calls().iter().filter(|(sense, _)| *sense == Sense::Group);
    calls.find_map(|(_, text)| vocabulary.item(text)).map(|(item, _)| item)
}

/// Columns that all mean the same item.
struct Repeated {
    item: usize,
    columns: Vec<usize>,
}

fn repeated_items(
    meanings: &BTreeMap<usize, Vec<(Means, By)>>,
    taken: &BTreeSet<Means>,
) -> Vec<Repeated> {
    let mut by_item: BTreeMap<(usize, By), Vec<usize>> = BTreeMap::new();
    for (&at, meanings) in meanings {
        if let Some((Means::Item(item), by)) = meanings.first()
            && !taken.contains(&Means::Item(*item))
        {
            by_item.entry((*item, *by)).or_default().push(at);
        }
    }
    let repeated = by_item.into_iter().filter(|(_, columns)| 1 < columns.len());
    repeated.map(|((item, _), columns)| Repeated { item, columns }).collect()
}

/// Where the columns differ in what stands above or in them, nothing tells which one is meant.
fn told_of_repeated(
    page: &Page<'_>,
    header: &Header,
    vocabulary: &Vocabulary<'_>,
    repeated: &Repeated,
) -> Option<Diagnostic> {
    let (&first, others) = repeated.columns.split_first()?;
    let holds_more = |at: &usize| {
        (header.row + 1..page.rows()).any(|row| {
            let cell = page.cell((row, *at));
            !is_blank(cell) && page.text((row, *at)) != page.text((row, first))
        })
    };
    let is_called_otherwise = |at: &usize| normal(header.text(*at)) != normal(header.text(first));
    let differs = others.iter().any(|at| is_called_otherwise(at) || holds_more(at));
    if !differs {
        return None;
    }
    let name = item_name(&vocabulary.instrument.item[repeated.item]);
    let letter = |at: &usize| u32::try_from(*at).map_or(String::new(), letters);
    let columns: Vec<String> = repeated.columns.iter().map(letter).collect();
    let message = format!(
        "the columns {} are all headed as `{name}`, and none of them is used",
        all_of(columns.iter().map(String::as_str))
    );
    let groups: BTreeSet<&str> =
        repeated.columns.iter().filter_map(|at| header.heading(*at).group()).collect();
    let help = match groups.first() {
        Some(group) if 1 < groups.len() => format!(
            "say in `cqi.toml` which one is meant, with its whole heading, such as `{}`",
            if header.text(first).is_empty() { group } else { header.text(first) }
        ),
        _ => "delete the columns that are not meant, or say in `cqi.toml` what they are".to_owned(),
    };
    let warning = Diagnostic::warning(Code::HeadingRepeated, message).help(help);
    Some(page.tell(warning, None, header.spot(page, first)))
}

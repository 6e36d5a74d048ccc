//! Mappings: how `cqi.toml` says that files are to be read.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    form::well_known_fields,
    header::{Header, Sense},
    headings::{Means, Vocabulary, normal},
    page::Page,
};
use crate::{
    diagnostic::{Code, Diagnostic, Place, count, nearest},
    ingest::Sheet,
    model::letters,
    rulebook::{Mapping, Names, Rulebook, Settings, follows, names_file},
};

/// Longer texts are no headings that follow a pattern.
const LONGEST_HEADING: usize = 1_000;

/// A column, and what it is.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Column {
    pub(super) at: usize,
    pub(super) means: Means,
    /// What its ratings have in common, by field.
    pub(super) set: BTreeMap<Arc<str>, String>,
}

/// The first mapping that speaks of the sheet.
pub(super) fn mapping_of<'a>(settings: &'a Settings, sheet: &Sheet) -> Option<&'a Mapping> {
    settings.mapping.iter().find(|mapping| fits(mapping, sheet))
}

fn fits(mapping: &Mapping, sheet: &Sheet) -> bool {
    let names_sheet = |names: &Names| names.all().iter().any(|name| follows(name, &sheet.name));
    mapping.files.all().iter().any(|name| names_file(name, &sheet.source.0))
        && mapping.sheet.as_ref().is_none_or(names_sheet)
}

/// The row of headings that a mapping names, counted from zero, if the sheet has it.
pub(super) fn header_row(mapping: &Mapping, sheet: &Sheet) -> Option<usize> {
    let row = (mapping.header_row? as usize).checked_sub(1)?;
    (row < sheet.rows.len()).then_some(row)
}

/// What is wrong with the mappings themselves, whatever they are used for. `fitting` are the places
/// of those that fit one of the files.
pub(super) fn faults(
    settings: &Settings,
    rulebook: &Rulebook,
    fitting: &BTreeSet<usize>,
) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for (place, mapping) in settings.mapping.iter().enumerate() {
        if !fitting.contains(&place) {
            let message = format!("the mapping for `{}` fits none of the files", mapping.files);
            told.push(Diagnostic::warning(Code::MappingFault, message));
        }
        if !rulebook.instruments.contains_key(&mapping.instrument) {
            let id = &mapping.instrument;
            let message =
                format!("the mapping for `{}` names `{id}`, which is no instrument", mapping.files);
            let known = rulebook.instruments.keys().map(String::as_str);
            told.push(suggest(Diagnostic::error(Code::MappingFault, message), id, known));
        }
    }
    told
}

/// The mappings that fit one of the sheets of a file, by their places.
pub(super) fn fitting(settings: &Settings, sheets: &[Sheet]) -> BTreeSet<usize> {
    let mappings = settings.mapping.iter().enumerate();
    let fitting = mappings.filter(|(_, mapping)| sheets.iter().any(|sheet| fits(mapping, sheet)));
    fitting.map(|(place, _)| place).collect()
}

/// What a mapping says of a sheet that is not so.
pub(super) fn faults_in(settings: &Settings, sheets: &[Sheet]) -> Vec<Diagnostic> {
    let filled = sheets.iter().filter(|sheet| !sheet.rows.is_empty());
    filled.filter_map(|sheet| no_header_row(mapping_of(settings, sheet)?, sheet)).collect()
}

fn no_header_row(mapping: &Mapping, sheet: &Sheet) -> Option<Diagnostic> {
    let named = mapping.header_row.filter(|_| header_row(mapping, sheet).is_none())?;
    let rows = count(sheet.rows.len(), "row");
    let message =
        format!("the mapping names row {named} for the headings, and this sheet has {rows}");
    let warning = Diagnostic::warning(Code::MappingFault, message)
        .help("write the row as the spreadsheet counts it, from 1; until then it is looked for");
    let (source, sheet) = (sheet.source.clone(), sheet.name.clone());
    Some(warning.at(Place::Sheet { source, sheet }))
}

/// The columns that a mapping names, and what in it does not fit the sheet.
pub(super) fn columns(
    mapping: &Mapping,
    page: &Page<'_>,
    header: &Header,
    vocabulary: &Vocabulary<'_>,
    told: &mut Vec<Diagnostic>,
) -> Vec<Column> {
    let mut columns = Vec::new();
    let fault = |diagnostic: Diagnostic| diagnostic.at(page.place());
    for named in &mapping.column {
        let found = column_called(header, &named.heading);
        let Some(at) = found else {
            let message =
                format!("the mapping names a column `{}`, and there is none", named.heading);
            let known = (0..header.width()).map(|at| header.text(at));
            let known = known.filter(|heading| !heading.is_empty());
            let told_here = Diagnostic::warning(Code::MappingFault, message);
            told.push(fault(suggest(told_here, &named.heading, known)));
            continue;
        };
        let fields = named.field.iter().chain(named.set.keys()).map(String::as_str);
        told.extend(unknown_fields(&named.heading, fields, vocabulary).into_iter().map(fault));
        let Some(means) = meaning(named.item.as_deref(), named.field.as_deref(), vocabulary) else {
            told.push(fault(no_meaning(named.item.as_deref(), &named.heading, vocabulary)));
            continue;
        };
        let set = named.set.iter().map(|(field, text)| (field.as_str().into(), text.clone()));
        columns.push(Column { at, means, set: set.collect() });
    }
    for pattern in &mapping.pattern {
        let fields = pieces(&pattern.heading).into_iter().filter_map(Piece::field);
        told.extend(unknown_fields(&pattern.heading, fields, vocabulary).into_iter().map(fault));
        let found = of_pattern(&pattern.heading, header, vocabulary);
        if found.is_empty() {
            let message = format!("no heading follows the pattern `{}`", pattern.heading);
            told.push(fault(Diagnostic::warning(Code::MappingFault, message).help(
                "the pattern holds `{item}` for the item and the names of fields for the rest, \
                 such as `{item}_S{segment}`",
            )));
        }
        columns.extend(found);
    }
    columns
}

/// The column of this heading, by its whole words before a part of them, or by its letter.
pub(super) fn column_called(header: &Header, heading: &str) -> Option<usize> {
    let names_letter = |at: &usize| {
        let letter = u32::try_from(*at).map_or(String::new(), letters);
        let named = heading.trim().strip_prefix("column ");
        named.is_some_and(|named| named.trim().eq_ignore_ascii_case(&letter))
    };
    let all = || 0..header.width();
    let wanted = normal(heading);
    let by_whole = |at: &usize| normal(header.text(*at)) == wanted;
    let by_part = |at: &usize| header.heading(*at).is(heading);
    all().find(names_letter).or_else(|| all().find(by_whole)).or_else(|| all().find(by_part))
}

/// The columns that a mapping leaves aside.
pub(super) fn ignored(mapping: Option<&Mapping>, header: &Header) -> BTreeSet<usize> {
    let headings = mapping.into_iter().flat_map(|mapping| &mapping.ignore);
    headings.filter_map(|heading| column_called(header, heading)).collect()
}

fn meaning(item: Option<&str>, field: Option<&str>, vocabulary: &Vocabulary<'_>) -> Option<Means> {
    match (item, field) {
        (Some(item), _) => vocabulary.item(item).map(|(item, _)| Means::Item(item)),
        (None, Some(field)) => Some(Means::Field(field.into())),
        // A column of ratings, of which `set` says the rest.
        (None, None) => Some(Means::Field("rating".into())),
    }
}

fn no_meaning(item: Option<&str>, heading: &str, vocabulary: &Vocabulary<'_>) -> Diagnostic {
    let item = item.unwrap_or_default();
    let title = &vocabulary.instrument.about.title;
    let message = format!("the mapping of `{heading}` names `{item}`, which is no item of {title}");
    let known = vocabulary.instrument.item.iter().map(|item| item.id.as_str());
    suggest(Diagnostic::error(Code::MappingFault, message), item, known)
}

/// The fields that a mapping names and that no word list and no instrument has, and the program
/// neither.
fn unknown_fields<'f>(
    heading: &str,
    named: impl IntoIterator<Item = &'f str>,
    vocabulary: &Vocabulary<'_>,
) -> Vec<Diagnostic> {
    let known: BTreeSet<&str> = vocabulary.field_ids().chain(well_known_fields()).collect();
    let unknown = named.into_iter().filter(|field| !known.contains(field));
    let told = unknown.map(|field| {
        let message = format!("the mapping of `{heading}` names `{field}`, which is no field");
        let told = Diagnostic::warning(Code::MappingFault, message);
        match nearest(field, known.iter().copied()) {
            Some(near) => told.help(format!("did you mean `{near}`?")),
            None => told.help("add it to the instrument as a `[[field]]`"),
        }
    });
    told.collect()
}

fn of_pattern(pattern: &str, header: &Header, vocabulary: &Vocabulary<'_>) -> Vec<Column> {
    let pieces = pieces(pattern);
    let column = |at: usize| {
        let calls = header.heading(at).calls().iter().filter(|(sense, _)| *sense != Sense::Above);
        let readable = |heading: &&String| !heading.is_empty() && heading.len() <= LONGEST_HEADING;
        let mut called = calls.map(|(_, heading)| heading).filter(readable);
        let values = called.find_map(|heading| values_in(heading, &pieces, vocabulary))?;
        let mut means = Means::Field("rating".into());
        let mut set = BTreeMap::new();
        for (name, text) in values {
            if name == "item" {
                means = Means::Item(vocabulary.item(&text)?.0);
            } else {
                set.insert(Arc::from(name), text);
            }
        }
        Some(Column { at, means, set })
    };
    (0..header.width()).filter_map(column).collect()
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Piece<'a> {
    Plain(&'a str),
    Named(&'a str),
}

impl<'a> Piece<'a> {
    /// The field whose words stand here.
    fn field(self) -> Option<&'a str> {
        match self {
            Piece::Named(name) if name != "item" => Some(name),
            Piece::Named(_) | Piece::Plain(_) => None,
        }
    }
}

fn pieces(pattern: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some((plain, after)) = rest.split_once('{')
        && let Some((name, after)) = after.split_once('}')
    {
        pieces.extend([Piece::Plain(plain), Piece::Named(name)]);
        rest = after;
    }
    pieces.push(Piece::Plain(rest));
    pieces
}

/// The values of the names of the pattern, if the heading follows it.
fn values_in<'p>(
    heading: &str,
    pieces: &[Piece<'p>],
    vocabulary: &Vocabulary<'_>,
) -> Option<Vec<(&'p str, String)>> {
    let mut values = Vec::new();
    let mut dead_ends = BTreeSet::new();
    let is_it = matches(pieces, heading, vocabulary, &mut values, &mut dead_ends);
    is_it.then_some(values)
}

/// Whether the heading follows the pattern; the values of its names then stand in `values`. How
/// much of pattern and heading was left where it did not is remembered, so that no way is tried twice.
fn matches<'p>(
    pieces: &[Piece<'p>],
    heading: &str,
    vocabulary: &Vocabulary<'_>,
    values: &mut Vec<(&'p str, String)>,
    dead_ends: &mut BTreeSet<(usize, usize)>,
) -> bool {
    match pieces {
        [] => heading.is_empty(),
        [Piece::Plain(plain), rest @ ..] => {
            let head = heading.get(..plain.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(plain))
                && matches(rest, &heading[plain.len()..], vocabulary, values, dead_ends)
        }
        [Piece::Named(name), rest @ ..] => {
            let here = (pieces.len(), heading.len());
            if dead_ends.contains(&here) {
                return false;
            }
            let ends = heading.char_indices().map(|(at, _)| at).skip(1).chain([heading.len()]);
            for end in ends {
                let (value, after) = heading.split_at(end);
                let is_known = *name != "item" || vocabulary.item(value).is_some();
                if !value.is_empty()
                    && is_known
                    && matches(rest, after, vocabulary, values, dead_ends)
                {
                    values.insert(0, (name, value.trim().to_owned()));
                    return true;
                }
            }
            dead_ends.insert(here);
            false
        }
    }
}

fn suggest<'k>(
    diagnostic: Diagnostic,
    word: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    match nearest(word, known) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_cut_at_its_names() {
        let expected =
            [Piece::Plain(""), Piece::Named("item"), Piece::Plain("_S"), Piece::Named("segment")];
        assert_eq!(pieces("{item}_S{segment}")[..4], expected);
    }
}

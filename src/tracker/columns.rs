//! Which sheet of a tracker a sheet is, and what its columns hold.

use std::collections::BTreeMap;

use super::{
    Vocabulary,
    vocabulary::{Held, Known},
};
use crate::{
    diagnostic::likeness,
    ingest::{Cell, Sheet},
    rulebook::kind::{TrackerColumn, TrackerField},
    tidy::normal,
};

/// How far down the row of headings is looked for.
const HEADER_ROWS: usize = 40;
/// The fewest headings by which a sheet is known.
const ENOUGH: usize = 5;
/// From how much alike on a heading is taken for one that we know.
const ALIKE: f64 = 0.75;

/// The sheets of a tracker.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Kind {
    Steps,
    Goals,
    Questions,
}

impl Kind {
    /// What one of its rows is.
    pub(super) const fn row_is(self) -> &'static str {
        match self {
            Kind::Steps => "step",
            Kind::Goals => "goal",
            Kind::Questions => "question",
        }
    }

    pub(super) const ALL: [Kind; 3] = [Kind::Steps, Kind::Goals, Kind::Questions];

    pub(super) fn columns<'a>(self, vocabulary: &Vocabulary<'a>) -> &'a [TrackerColumn] {
        match self {
            Kind::Steps => &vocabulary.rules.step,
            Kind::Goals => &vocabulary.rules.goal,
            Kind::Questions => &vocabulary.rules.question,
        }
    }
}

/// A row of headings.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) kind: Kind,
    pub(super) row: usize,
    /// By their columns.
    pub(super) fields: BTreeMap<usize, TrackerField>,
    /// Columns that are known by a heading that was changed: what it says, and what it was.
    pub(super) renamed: Vec<(usize, String, String)>,
    /// Columns with a heading that we do not know.
    pub(super) extras: BTreeMap<usize, String>,
}

/// The headings of a sheet; none where it is no sheet of a tracker. Of two rows that are alike, the
/// upper one.
pub(super) fn header(sheet: &Sheet, vocabulary: &Vocabulary<'_>) -> Option<Header> {
    let enough = |kind: Kind| kind.columns(vocabulary).len().clamp(1, ENOUGH);
    let fewest = Kind::ALL.map(enough).into_iter().min().unwrap_or(ENOUGH);
    let mut best: Option<Header> = None;
    for (row, cells) in sheet.rows.iter().enumerate().take(HEADER_ROWS) {
        let headings: Vec<_> =
            texts(cells).filter_map(|(at, text)| Some((at, vocabulary.heading(text)?))).collect();
        if headings.len() < fewest {
            continue;
        }
        for kind in Kind::ALL {
            let fields = known(&headings, kind);
            let most = best.as_ref().map_or(0, |best| best.fields.len());
            if enough(kind) <= fields.len() && most < fields.len() {
                let extras = texts(cells).map(|(at, text)| (at, text.to_owned())).collect();
                best = Some(Header { kind, row, fields, renamed: Vec::new(), extras });
            }
        }
    }
    let mut header = best?;
    take_near(&mut header, vocabulary);
    Some(header)
}

fn texts(cells: &[Cell]) -> impl Iterator<Item = (usize, &str)> {
    cells.iter().enumerate().filter_map(|(at, cell)| match cell {
        Cell::Text(text) if !text.trim().is_empty() => Some((at, text.trim())),
        _ => None,
    })
}

/// The columns whose headings are known as they are, each field once. A heading as we write it comes
/// before one that is only another name.
fn known(headings: &[(usize, &Held)], kind: Kind) -> BTreeMap<usize, TrackerField> {
    let mut found: BTreeMap<TrackerField, (Known, usize)> = BTreeMap::new();
    for (at, kinds) in headings {
        let Some((known, field)) = kinds.get(&kind) else { continue };
        let place = found.entry(*field).or_insert((*known, *at));
        if *known < place.0 {
            *place = (*known, *at);
        }
    }
    found.into_iter().map(|(field, (_, at))| (at, field)).collect()
}

/// Takes headings that are nearly known for what they are; the others are columns of the site's own.
fn take_near(header: &mut Header, vocabulary: &Vocabulary<'_>) {
    header.extras.retain(|at, _| !header.fields.contains_key(at));
    for (at, text) in header.extras.clone() {
        let open = header.kind.columns(vocabulary).iter();
        let open = open.filter(|it| !header.fields.values().any(|field| *field == it.id));
        let nearest = open
            .map(|column| (nearness(&text, column), column))
            .max_by(|one, other| one.0.total_cmp(&other.0));
        if let Some((nearness, column)) = nearest
            && ALIKE <= nearness
        {
            header.extras.remove(&at);
            header.fields.insert(at, column.id);
            header.renamed.push((at, text, column.label.clone()));
        }
    }
}

/// From 0 to 1. A heading with a word more or less is near.
fn nearness(text: &str, column: &TrackerColumn) -> f64 {
    const A_WORD_MORE: f64 = 0.9;
    let text = normal(text);
    let names = std::iter::once(&column.label).chain(&column.aliases).map(|name| normal(name));
    let near = names.map(|name| {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (ours, theirs) = (words(&name), words(&text));
        let holds = ours.iter().all(|word| theirs.contains(word));
        let is_short = ours.len() == 1 && ours[0].len() <= 3;
        let alike = likeness(&name, &text);
        if holds && !is_short { alike.max(A_WORD_MORE) } else { alike }
    });
    near.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(label: &str, aliases: &[&str]) -> TrackerColumn {
        TrackerColumn {
            id: TrackerField::Needs,
            label: label.to_owned(),
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
            help: String::new(),
        }
    }

    #[test]
    fn a_heading_with_a_word_more_or_a_slip_is_near_and_another_one_is_not() {
        let near = |text: &str, label: &str| ALIKE <= nearness(text, &column(label, &["due"]));
        for (text, label) in [
            ("What it needs", "Needs"),
            ("Evidence of compleation", "Evidence of completion"),
            ("Status now", "Status"),
        ] {
            assert!(near(text, label), "{text}");
        }
        for (text, label) in [
            ("Cost", "Needs"),
            ("Overdue", "Needs"),
            // Three letters are in too many headings.
            ("Money due to us", "Needs"),
            ("Room", "Status"),
        ] {
            assert!(!near(text, label), "{text}");
        }
    }
}

//! Which column was taken for what and why, as a table of text.

use std::collections::{BTreeMap, BTreeSet};

use unicode_width::UnicodeWidthStr;

use super::lines::{Detail, cut, padded};
use crate::{
    diagnostic::count,
    model::{Holds, TakenColumn, Why, letters},
};

/// From how many on columns of items that stand side by side are told in one line.
const A_RUN: usize = 4;
/// The widest that a heading, and what it is taken for, are shown.
const WIDTHS: [usize; 2] = [27, 22];

/// A line of the table: letters, heading, what it is taken for, and why.
type Line = [String; 4];

/// One line a column; items side by side in one line, unless all are asked for.
pub(super) fn table(columns: &[TakenColumn], detail: Detail) -> Vec<String> {
    let mut lines: Vec<Line> = Vec::new();
    for run in columns.chunk_by(goes_on) {
        match detail {
            Detail::Folded if A_RUN <= run.len() => lines.push(folded(run)),
            Detail::Folded | Detail::Full => lines.extend(run.iter().map(line)),
        }
    }
    let widest = |at: usize| lines.iter().map(|line| line[at].width()).max().unwrap_or(0);
    let (letters, heading, holds) = (widest(0), widest(1), widest(2));
    let shown = |[at, text, what, why]: &Line| {
        let start = format!("    {}  {}", padded(at, letters), padded(text, heading));
        format!("{start} -> {}  {why}", padded(what, holds)).trim_end().to_owned()
    };
    lines.iter().map(shown).collect()
}

/// Whether the right one goes on with what the left one began: items, known in the same way.
fn goes_on(left: &TakenColumn, right: &TakenColumn) -> bool {
    let are_items = [left, right].iter().all(|one| matches!(one.holds, Holds::Item { .. }));
    let set_alike = left.set.keys().eq(right.set.keys());
    are_items && set_alike && left.column + 1 == right.column && left.why == right.why
}

fn line(column: &TakenColumn) -> Line {
    let mut holds = match &column.holds {
        Holds::Field { id } => id.replace('_', " "),
        Holds::Item { code: Some(code), name, .. } => format!("{code} {name}"),
        Holds::Item { name, .. } => name.to_string(),
    };
    for (field, text) in &column.set {
        holds = format!("{holds}, {field} {text}");
    }
    let heading = if column.heading.is_empty() { "(no heading)" } else { &column.heading };
    let [heading_width, holds_width] = WIDTHS;
    [
        letters(column.column),
        cut(heading, heading_width),
        cut(&holds, holds_width),
        reason(column.why, 1).to_owned(),
    ]
}

fn folded(run: &[TakenColumn]) -> Line {
    let (first, last) = (&run[0], &run[run.len() - 1]);
    let half = WIDTHS[0] / 2 - 1;
    let items: BTreeSet<_> = run.iter().map(|column| column.holds.id()).collect();
    let mut holds = count(items.len(), "item");
    let mut rounds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (field, text) in run.iter().flat_map(|column| &column.set) {
        let texts = rounds.entry(field).or_default();
        if !texts.contains(&&**text) {
            texts.push(text);
        }
    }
    for (field, texts) in rounds {
        holds = format!("{holds}, {field} {}", from_to(&texts));
    }
    [
        format!("{}-{}", letters(first.column), letters(last.column)),
        format!("{} … {}", cut(&first.heading, half), cut(&last.heading, half)),
        cut(&holds, WIDTHS[1]),
        reason(first.why, run.len()).to_owned(),
    ]
}

fn from_to(texts: &[&str]) -> String {
    match texts {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first, .., last] => format!("{first} to {last}"),
    }
}

/// Why, in words that end the line.
fn reason(why: Why, columns: usize) -> &'static str {
    match (why, columns) {
        (Why::Code, 1) => "by its code",
        (Why::Code, _) => "by their codes",
        (Why::Name, 1) => "by its name",
        (Why::Name, _) => "by their names",
        (Why::OtherName, 1) => "by another name",
        (Why::OtherName, _) => "by other names",
        (Why::Mapping, _) => "by cqi.toml",
        (Why::Brackets, _) => "by words in [ ]",
        (Why::OtherRow, _) => "by another row",
        (Why::Cells, _) => "by its cells",
    }
}

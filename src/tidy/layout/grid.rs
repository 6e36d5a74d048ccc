//! Marks in columns of levels: an X under one of `1 2 3 4`.
//!
//! Which marks count does not depend on the instrument: anything that is not a blank, a dash, a
//! zero or `FALSE`. Two marks in a row are told at both cells, and none is taken.

use std::{collections::BTreeSet, ops::Range};

use super::{Reader, blocks::Block, hidden};
use crate::{
    diagnostic::{Code, Diagnostic, all_of},
    ingest::Cell,
    model::{Exact, Rating},
    rulebook::kind::Item,
    tidy::{
        draft::Draft,
        page::{Page, Spot, is_blank},
        rating::Ruler,
    },
};

/// How far above the first item the levels are looked for.
const ROWS_ABOVE: usize = 6;
/// A mark that is longer than this is a description of the level.
const LONGEST_MARK: usize = 4;

/// A column that is headed by a level, or by a word for no rating.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Level {
    pub(super) at: usize,
    heading: Cell,
    shown: String,
}

/// The columns of levels in the nearest row above the items that has them: two levels or more, in
/// the order of the scale.
pub(super) fn levels(
    page: &Page<'_>,
    above: Range<usize>,
    item_column: usize,
    ruler: &Ruler<'_>,
    item: &Item,
) -> Vec<Level> {
    let row_levels = |row: usize| {
        let mut values = Vec::new();
        let mut levels = Vec::new();
        for at in page.filled(row).filter(|&at| item_column < at) {
            let heading = page.cell((row, at)).clone();
            match ruler.rating(&heading, item) {
                Some(Rating::Value(value)) => values.push(value),
                Some(Rating::Missing(_)) => {}
                _ => continue,
            }
            levels.push(Level { at, heading, shown: page.text((row, at)).into_owned() });
        }
        (is_in_order(&values)).then_some(levels)
    };
    above.rev().take(ROWS_ABOVE).find_map(row_levels).unwrap_or_default()
}

/// Two values or more that rise or fall all the way.
fn is_in_order(values: &[Exact]) -> bool {
    let all = |holds: &dyn Fn(&[Exact]) -> bool| values.windows(2).all(holds);
    2 <= values.len() && (all(&|pair| pair[0] < pair[1]) || all(&|pair| pair[1] < pair[0]))
}

/// Whether the columns of levels hold marks, and not descriptions or the ratings of several people.
pub(super) fn holds_marks<'b>(
    blocks: impl IntoIterator<Item = (&'b Block<'b>, &'b [Level])>,
) -> bool {
    let (mut one, mut several, mut marks, mut short, mut plain) = (0, 0, 0, 0, 0);
    for (block, levels) in blocks {
        for &(row, _) in &block.items {
            let marked = levels.iter().filter(|level| is_mark(block.page.cell((row, level.at))));
            let marked: Vec<&Level> = marked.collect();
            match marked.len() {
                0 => {}
                1 => one += 1,
                _ => several += 1,
            }
            let text = |level: &Level| block.page.text((row, level.at));
            marks += marked.len();
            let is_short = |level: &&&Level| text(level).chars().count() <= LONGEST_MARK;
            short += marked.iter().filter(is_short).count();
            let is_plain = |level: &&&Level| {
                let number = text(level).parse::<f64>().ok();
                number.is_none_or(|number| is_one(number) || text(level) == level.shown)
            };
            plain += marked.iter().filter(is_plain).count();
        }
    }
    several <= one && marks <= 2 * short && marks <= 2 * plain
}

/// Whether anything is marked in the row, which is more than the levels themselves once again.
pub(super) fn is_marked(page: &Page<'_>, row: usize, levels: &[Level]) -> bool {
    let repeated = levels.iter().filter(|level| page.text((row, level.at)) == level.shown).count();
    repeated < 2 && levels.iter().any(|level| is_mark(page.cell((row, level.at))))
}

fn is_one(number: f64) -> bool {
    (number - 1.0).abs() < f64::EPSILON
}

fn is_mark(cell: &Cell) -> bool {
    match cell {
        Cell::Truth(truth) => *truth,
        Cell::Number(number) => *number != 0.0,
        Cell::Text(text) => {
            let text = text.trim();
            let is_dash =
                |letter: char| matches!(letter, '-' | '.' | '_' | '\u{2010}'..='\u{2015}');
            let says_no = ["0", "false", "no", "n", "☐"];
            !is_blank(cell)
                && !text.chars().all(is_dash)
                && !says_no.contains(&text.to_lowercase().as_str())
        }
        Cell::Empty => false,
        Cell::Date(_) | Cell::Broken(_) => true,
    }
}

impl<'a> Reader<'_, 'a> {
    /// Reads the marks of a row as a rating of the item, into the form.
    pub(super) fn mark_of_levels(
        &self,
        draft: &mut Draft<'a>,
        item: usize,
        row: usize,
        levels: &[Level],
    ) {
        let marked: Vec<&Level> =
            levels.iter().filter(|level| is_mark(self.page.cell((row, level.at)))).collect();
        let Some(&first) = marked.first() else {
            draft.blank += 1;
            return;
        };
        let spot = (row, first.at);
        let written = self.page.text(spot);
        if self.page.is_under_merge(spot) {
            draft.told.push(draft.tell(hidden(&written), spot));
            draft.marks.push(item, Rating::Unusable, &written, spot);
            return;
        }
        let covered = levels.iter().filter(|level| self.page.shown_spot((row, level.at)) == spot);
        let covered: Vec<&Level> = covered.collect();
        let meant: BTreeSet<usize> = marked.iter().chain(&covered).map(|level| level.at).collect();
        if 1 < meant.len() {
            let all = levels.iter().filter(|level| meant.contains(&level.at));
            let all = all_of(all.map(|level| level.shown.as_str()));
            for level in &marked {
                let at = (row, level.at);
                draft.told.push(draft.tell(two_marks(&all), at));
            }
            draft.marks.push(item, Rating::Unusable, &written, spot);
            return;
        }
        let rating = self.rating_of_mark(draft, item, first, spot);
        if let Some(rating) = rating {
            draft.marks.push(item, rating, &written, spot);
        }
    }

    /// What a single mark says: its level, unless it is the number of another one.
    fn rating_of_mark(
        &self,
        draft: &mut Draft<'a>,
        item: usize,
        level: &Level,
        spot: Spot,
    ) -> Option<Rating> {
        let cell = self.page.cell(spot);
        let text = self.page.text(spot);
        let ruler = self.ruler(item)?;
        let heading = ruler.read(&level.heading, self.item(item), self.page.medium);
        let number = text.parse::<f64>().ok().filter(|number| !is_one(*number));
        let own = number.and_then(|_| ruler.rating(cell, self.item(item)));
        let is_other = number.is_some() && own != heading.rating;
        if is_other || matches!(cell, Cell::Broken(_)) {
            let message = format!("`{text}` stands under the level `{}`", level.shown);
            let told = Diagnostic::warning(Code::MarksUnclear, message)
                .help("write an X under the level that is meant");
            draft.told.push(draft.tell(told, spot));
            return Some(Rating::Unusable);
        }
        let missing = heading.told.into_iter().filter(|told| told.code == Code::MissingWordUsed);
        let missing: Vec<Diagnostic> = missing.map(|told| draft.tell(told, spot)).collect();
        draft.told.extend(missing);
        heading.rating
    }
}

fn two_marks(levels: &str) -> Diagnostic {
    let message = format!("this row has a mark under {levels}");
    Diagnostic::warning(Code::MarksUnclear, message)
        .help("keep the mark under the level that is meant; the item is not rated until then")
}

//! How wide the columns of a sheet are and how high its rows, for the boxes of comments.

use std::{collections::BTreeMap, ops::RangeInclusive};

use super::{super::xml::Tag, drawing::Note};

const LAST_COLUMN: u32 = 16_383;
const LAST_ROW: u32 = 1_048_575;
/// Pixels of a digit in the font that workbooks start with.
const DIGIT: f64 = 7.0;
/// Pixels to the left and right of a cell's text.
const PADDING: f64 = 5.0;
const COLUMN: u32 = 64;
const ROW: u32 = 20;
const BOX_WIDTH: u32 = 300;
const LINE: u32 = 16;
/// About as many letters as a line of a box holds.
const LETTERS: usize = 46;
/// No box is higher than a small screen; people can pull it larger.
const MOST_LINES: usize = 30;

/// Sizes in pixels.
pub(super) struct Layout {
    column: u32,
    row: u32,
    columns: Vec<Columns>,
    rows: BTreeMap<u32, u32>,
    /// Whether the alternatives that are passed hold what stands before a drawing.
    pub(super) stands_in_alternatives: bool,
}

struct Columns {
    range: RangeInclusive<u32>,
    width: Option<u32>,
    style: Option<usize>,
}

impl Default for Layout {
    fn default() -> Layout {
        Layout {
            column: COLUMN,
            row: ROW,
            columns: Vec::new(),
            rows: BTreeMap::new(),
            stands_in_alternatives: false,
        }
    }
}

impl Layout {
    pub(super) fn take_defaults(&mut self, tag: &Tag<'_>) {
        self.column = tag.number("defaultColWidth").map_or(COLUMN, wide);
        self.row = tag.number("defaultRowHeight").map_or(ROW, high);
    }

    pub(super) fn take_columns(&mut self, tag: &Tag<'_>) {
        let number = |name: &str| tag.number::<u32>(name)?.checked_sub(1);
        let (Some(first), Some(last)) = (number("min"), number("max")) else { return };
        let width = if tag.is_set("hidden") { Some(0) } else { tag.number("width").map(wide) };
        self.columns.push(Columns { range: first..=last, width, style: tag.number("style") });
    }

    pub(super) fn take_row(&mut self, number: u32, tag: &Tag<'_>) {
        let height = if tag.is_set("hidden") { Some(0) } else { tag.number("ht").map(high) };
        self.rows.extend(height.map(|height| (number, height)));
    }

    pub(super) fn style_of_column(&self, column: u32) -> Option<usize> {
        self.columns.iter().find(|columns| columns.range.contains(&column))?.style
    }

    /// The box of a comment beside its cell, as large as its text, which may follow another text of
    /// so many letters.
    pub(super) fn note(
        &self,
        (row, column): (u32, u32),
        text: &str,
        before: Option<usize>,
    ) -> Note {
        let lines = text.lines().map(|line| 1 + line.chars().count() / LETTERS).sum::<usize>();
        let lines = lines + before.map_or(0, |letters| 3 + letters / LETTERS);
        let lines = u32::try_from(lines.min(MOST_LINES)).unwrap_or(0);
        let fits = column + 6 <= LAST_COLUMN;
        let left = if fits { column + 1 } else { LAST_COLUMN - 6 };
        let top = row.saturating_sub(1).min(LAST_ROW - 12);
        let (left_by, top_by) = (12, 10);
        let width = |column| self.width(column);
        let height = |row| self.rows.get(&row).copied().unwrap_or(self.row);
        let (right, right_by) = past(left, left_by + BOX_WIDTH, LAST_COLUMN, width);
        let (bottom, bottom_by) = past(top, top_by + LINE * (lines + 1), LAST_ROW, height);
        let left_by = left_by.min(width(left));
        let top_by = top_by.min(height(top));
        let anchor = [left, left_by, top, top_by, right, right_by, bottom, bottom_by];
        Note { row, column, anchor }
    }

    fn width(&self, column: u32) -> u32 {
        let known = self.columns.iter().find(|columns| columns.range.contains(&column));
        known.and_then(|columns| columns.width).unwrap_or(self.column)
    }
}

/// Where so many pixels from the start of a column or row end.
fn past(first: u32, mut pixels: u32, last: u32, size: impl Fn(u32) -> u32) -> (u32, u32) {
    let mut at = first;
    while at < last && size(at) <= pixels {
        pixels -= size(at);
        at += 1;
    }
    (at, pixels.min(size(at)))
}

/// The width of a column in digits, as pixels (ECMA-376 part 1, 18.3.1.13).
fn wide(digits: f64) -> u32 {
    pixels(digits * DIGIT + PADDING)
}

/// Points as pixels.
fn high(points: f64) -> u32 {
    pixels(points * 4.0 / 3.0)
}

fn pixels(size: f64) -> u32 {
    // No row or column is larger than this, nor smaller than nothing.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number lies between 0 and 4,000"
    )]
    let whole = size.clamp(0.0, 4_000.0).round() as u32;
    whole
}

#[cfg(test)]
mod tests {
    use super::{super::super::xml::tags, *};

    #[test]
    fn a_box_stands_beside_its_cell_whatever_the_columns() {
        let mut layout = Layout::default();
        assert_eq!(layout.note((4, 1), "one line", None).anchor, [2, 12, 3, 10, 6, 56, 5, 2]);
        let hidden = tags("<col min=\"3\" max=\"3\" hidden=\"1\"/>").next().unwrap().unwrap();
        layout.take_columns(&hidden);
        assert_eq!(layout.note((4, 1), "one line", None).anchor, [2, 0, 3, 10, 7, 56, 5, 2]);
    }

    #[test]
    fn a_box_of_the_last_cell_stays_on_the_sheet() {
        let anchor = Layout::default().note((1_048_575, 16_383), "text", None).anchor;
        assert!(anchor[0] < anchor[4] && anchor[4] <= 16_383, "{anchor:?}");
        assert!(anchor[2] < anchor[6] && anchor[6] <= 1_048_575, "{anchor:?}");
    }
}

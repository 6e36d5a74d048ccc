//! The few lines that show a place.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::wording::on_one_line;
use crate::model::letters;

/// The few lines that show a place, with the columns to underline in the last.
#[derive(Clone, PartialEq, Debug)]
pub struct Excerpt {
    /// What stands in the margin, and the line itself.
    pub lines: Vec<(String, String)>,
    /// Columns of a terminal, counted from zero.
    pub marked: Range<usize>,
}

impl Excerpt {
    /// The widest that a cell is shown; longer ones end in `…`.
    const CELL_WIDTH: usize = 28;
    /// How many cells are shown on either side of the marked one.
    const NEIGHBOURS: usize = 3;

    /// The line of a text in which `span` starts.
    pub fn of_text(text: &str, span: Range<usize>) -> Excerpt {
        let line_start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[span.start..].find('\n').map_or(text.len(), |at| span.start + at);
        let number = text[..span.start].matches('\n').count() + 1;
        let until = |byte: usize| on_one_line(&text[line_start..byte.clamp(line_start, line_end)]);
        let column = |byte: usize| until(byte).width();
        Excerpt {
            lines: vec![(number.to_string(), until(line_end).trim_end().to_owned())],
            marked: column(span.start)..column(span.end),
        }
    }

    /// Rows of a sheet under their letters, with one cell of the last row marked. Of wide rows
    /// only the cells near the marked one are shown.
    pub fn of_rows(rows: &[(u32, Vec<String>)], column: usize) -> Excerpt {
        let columns = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0).max(column + 1);
        let first = column.saturating_sub(Excerpt::NEIGHBOURS);
        let shown = first..columns.min(column + Excerpt::NEIGHBOURS + 1);
        let cell =
            |cells: &[String], at: usize| cells.get(at).map_or(String::new(), |text| short(text));
        let widths: Vec<usize> = shown
            .clone()
            .map(|at| {
                let cells = rows.iter().map(|(_, cells)| cell(cells, at).width());
                cells.max().unwrap_or(0).max(named(at).width())
            })
            .collect();
        let line = |texts: Vec<String>| {
            let padded = texts.iter().zip(&widths).map(|(text, &width)| pad(text, width));
            padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };

        let head = shown.clone().map(named).collect();
        let mut lines = vec![(String::new(), line(head))];
        for (row, cells) in rows {
            let texts = shown.clone().map(|at| cell(cells, at)).collect();
            lines.push(((row + 1).to_string(), line(texts)));
        }
        let start: usize = widths[..column - first].iter().map(|width| width + 2).sum();
        let marked_width = rows.last().map_or(1, |(_, cells)| cell(cells, column).width());
        Excerpt { lines, marked: start..start + marked_width.max(1) }
    }
}

/// The letters of a column.
fn named(column: usize) -> String {
    u32::try_from(column).map_or(String::new(), letters)
}

/// The text on one line, cut to what fits.
fn short(text: &str) -> String {
    let line = on_one_line(text);
    if line.width() <= Excerpt::CELL_WIDTH {
        return line;
    }
    let mut cut = String::new();
    for letter in line.chars() {
        if Excerpt::CELL_WIDTH <= cut.width() + 1 {
            break;
        }
        cut.push(letter);
    }
    cut.push('…');
    cut
}

fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_row_is_shown_around_its_cell() {
        let cells = (1..=40).map(|number| format!("item {number}")).collect();
        let excerpt = Excerpt::of_rows(&[(6, cells)], 30);
        assert_eq!(excerpt.lines[0].1, "AB       AC       AD       AE       AF       AG       AH");
        assert_eq!(
            excerpt.lines[1].1,
            "item 28  item 29  item 30  item 31  item 32  item 33  item 34"
        );
        assert_eq!(excerpt.marked, 27..34);
    }

    #[test]
    fn a_long_text_is_cut() {
        let excerpt = Excerpt::of_rows(&[(0, vec!["a".repeat(200)])], 0);
        assert_eq!(excerpt.lines[1].1.chars().count(), 28);
    }
}

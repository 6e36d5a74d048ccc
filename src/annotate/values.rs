//! A workbook with the values of a file and its marks, for files that cannot carry comments.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, Formula, Note, Workbook, Worksheet, XlsxError,
};

use super::{
    look,
    mark::{Mark, Marks},
    wording::AUTHOR,
};
use crate::ingest::{Cell, Merge, Sheet, Visibility};

/// Excel takes no longer names.
const NAME_LETTERS: usize = 31;
/// Excel takes no longer texts.
const TEXT_LETTERS: usize = 32_767;
/// The widest that a column is made, in pixels.
const WIDEST: u32 = 420;
/// Longer whole numbers are codes, which must not end as 1.9E+13.
const DIGITS: usize = 9;
const ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// The values of all sheets, with the marks.
pub(super) fn annotated(
    sheets: &[Sheet],
    marks: &BTreeMap<Arc<str>, Marks>,
    medium: Medium,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The day on which it is made would make two runs differ.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author(AUTHOR).set_creation_datetime(&day));
    let mut names = BTreeSet::new();
    let all_are_hidden = sheets.iter().all(|sheet| sheet.visibility == Visibility::Hidden);
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(name(&sheet.name, &mut names))?;
        page.set_hidden(sheet.visibility == Visibility::Hidden && !all_are_hidden);
        let empty = Marks::new();
        fill(page, sheet, marks.get(&sheet.name).unwrap_or(&empty), medium)?;
    }
    book.save_to_buffer()
}

/// What the values come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Medium {
    /// A workbook: a text is a text.
    Workbook,
    /// A table as text, in which numbers are written out.
    Text,
}

fn fill(
    page: &mut Worksheet,
    sheet: &Sheet,
    marks: &Marks,
    medium: Medium,
) -> Result<(), XlsxError> {
    for merge in &sheet.merges {
        join(page, merge)?;
    }
    for (row, cells) in (0_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            let look = look_of(marks.get(&(row, u32::from(column))));
            put(page, (row, column), cell, look, medium)?;
        }
    }
    for (&(row, column), mark) in marks {
        let Ok(column) = u16::try_from(column) else { continue };
        let is_empty = sheet
            .rows
            .get(row as usize)
            .and_then(|cells| cells.get(usize::from(column)))
            .is_none_or(|cell| *cell == Cell::Empty);
        if is_empty {
            page.write_blank(row, column, &look_of(Some(mark)))?;
        }
        page.insert_note(row, column, &note(&mark.text()))?;
    }
    page.set_autofit_max_width(WIDEST);
    page.autofit();
    Ok(())
}

fn join(page: &mut Worksheet, merge: &Merge) -> Result<(), XlsxError> {
    let column = |column| u16::try_from(column).unwrap_or(u16::MAX);
    let (first, last) = (column(merge.first_column), column(merge.last_column));
    page.merge_range(merge.first_row, first, merge.last_row, last, "", &Format::new())?;
    Ok(())
}

fn put(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    look: Format,
    medium: Medium,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Number(number) => page.write_number_with_format(row, column, *number, &look)?,
        Cell::Truth(truth) => page.write_boolean_with_format(row, column, *truth, &look)?,
        Cell::Date(date) => match serial(*date) {
            Some(days) => {
                let is_day = date.time() == NaiveTime::MIN;
                let shape = if is_day { "yyyy-mm-dd" } else { "yyyy-mm-dd hh:mm" };
                page.write_number_with_format(row, column, days, &look.set_num_format(shape))?
            }
            None => page.write_string_with_format(row, column, date.to_string(), &look)?,
        },
        Cell::Broken(error) if ERRORS.contains(&error.as_str()) => {
            let formula = Formula::new(format!("={error}")).set_result(error);
            page.write_formula_with_format(row, column, formula, &look)?
        }
        Cell::Text(text) | Cell::Broken(text) => match plain_number(text) {
            Some(number) if medium == Medium::Text => {
                page.write_number_with_format(row, column, number, &look)?
            }
            _ => {
                let text: String = text.chars().take(TEXT_LETTERS).collect();
                page.write_string_with_format(row, column, text, &look)?
            }
        },
    };
    Ok(())
}

/// A date as Excel counts it: days since December 30, 1899. Before March of 1900 its count is off.
fn serial(date: NaiveDateTime) -> Option<f64> {
    let start = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_time(NaiveTime::MIN);
    let days = (date - start).num_seconds() as f64 / 86_400.0;
    (61.0..2_958_466.0).contains(&days).then_some(days)
}

/// The number that a text is, if it reads the same when it is written again.
fn plain_number(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    let is_plain = text.len() <= DIGITS && number.is_finite() && number.to_string() == text;
    is_plain.then_some(number)
}

fn look_of(mark: Option<&Mark>) -> Format {
    mark.map_or_else(Format::new, |mark| {
        let color = u32::from_str_radix(look::fill(mark.severity), 16);
        Format::new().set_background_color(Color::RGB(color.unwrap_or(0x00FF_FFFF)))
    })
}

fn note(text: &str) -> Note {
    let lines: usize = text.lines().map(|line| 1 + line.chars().count() / 46).sum();
    let height = u32::try_from(lines.min(30)).unwrap_or(30) * 16 + 16;
    Note::new(text)
        .set_author(AUTHOR)
        .add_author_prefix(false)
        .set_width(300)
        .set_height(height.max(74))
}

/// A name that Excel takes and no other sheet has.
fn name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = |sign: char| if "[]:*?/\\".contains(sign) { '_' } else { sign };
    let clean: String = wanted.chars().map(plain).collect();
    let clean = clean.trim_matches('\'');
    let clean = if clean.trim().is_empty() { "Sheet" } else { clean };
    let numbered = |number: usize| {
        let end = if number == 1 { String::new() } else { format!(" ({number})") };
        let room = NAME_LETTERS - end.len();
        // Excel counts in units of UTF-16.
        let mut units = 0;
        let start: String = clean
            .chars()
            .take_while(|sign| {
                units += sign.len_utf16();
                units <= room
            })
            .collect();
        format!("{}{end}", start.trim_end_matches('\''))
    };
    let mut names = (1..).map(numbered);
    let free = names.find(|name| taken.insert(name.to_lowercase()));
    free.expect("there are more numbers than sheets")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_what_excel_takes() {
        let mut taken = BTreeSet::new();
        let long = "Oak Street fall 2024 self-assessment";
        assert_eq!(name(long, &mut taken), "Oak Street fall 2024 self-asses");
        assert_eq!(name(long, &mut taken), "Oak Street fall 2024 self-a (2)");
        assert_eq!(name("a/b [1]", &mut taken), "a_b _1_");
        assert_eq!(name(" ", &mut taken), "Sheet");
    }

    #[test]
    fn only_what_reads_the_same_again_becomes_a_number() {
        assert_eq!(plain_number("3"), Some(3.0));
        assert_eq!(plain_number("2.5"), Some(2.5));
        for text in ["03", "3.0", "1e3", "19647330112345", "+3", "nan", "", " 3", "2024-25"] {
            assert_eq!(plain_number(text), None, "{text}");
        }
    }
}

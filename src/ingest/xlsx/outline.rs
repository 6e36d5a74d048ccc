//! What calamine does not tell about a sheet of xlsx.
//!
//! It follows cell references so large that they wrap around to another cell, it gives up at
//! errors of other programs such as `#ERROR!`, it takes a formula that nobody has worked out for an
//! empty cell, and merged cells it reads in a pass of their own. This is that pass.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use super::super::{
    Merge,
    fault::{Damage, Fault},
    limits,
    package::{Element, Package, attribute, next},
};

const CELL_NAME: Fault = Fault::Damaged(Damage::CellName);
const PART_MISSING: Fault = Fault::Damaged(Damage::PartMissing);

/// Errors that calamine knows.
pub(super) const KNOWN_ERRORS: [&str; 7] =
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// What stands for the result of a formula that nobody has worked out.
const NO_RESULT: &str = "no result";

#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) merges: Vec<Merge>,
    /// Errors that calamine does not know and formulas without a result, by row and column.
    pub(super) broken: Vec<(u32, u32, String)>,
}

/// The list of sheets of a workbook.
#[derive(Debug)]
pub(super) struct Book {
    /// Where it lies in the package, with a slash at the end; empty for the root.
    pub(super) folder: String,
    pub(super) tabs: Vec<Tab>,
    /// Whether days are counted from 1904.
    pub(super) is_1904: bool,
}

/// A sheet, as the list of sheets tells of it.
#[derive(Debug)]
pub(super) struct Tab {
    pub(super) name: String,
    /// Such as `hidden`.
    pub(super) state: Option<String>,
    /// The address of its kind, which ends in `/worksheet` or `/chartsheet`.
    pub(super) kind: String,
    /// The part of the package that holds it.
    pub(super) part: String,
}

/// The list of sheets.
pub(super) fn book(package: &mut Package<'_>) -> Result<Book, Fault> {
    let book = package
        .relations("_rels/.rels")?
        .into_values()
        .find(|(kind, _)| kind.ends_with("/officeDocument"))
        .map(|(_, target)| target.trim_start_matches('/').to_owned())
        .ok_or(PART_MISSING)?;
    let (folder, name) = match book.rfind('/') {
        Some(slash) => book.split_at(slash + 1),
        None => ("", book.as_str()),
    };
    let relations = package.relations(&format!("{folder}_rels/{name}.rels"))?;

    let mut list = Book { folder: folder.to_owned(), tabs: Vec::new(), is_1904: false };
    let mut seen = BTreeSet::new();
    let listed = package.elements(&book, &["sheet", "workbookPr"])?.ok_or(PART_MISSING)?;
    for mut element in listed {
        if element.name == "sheet" {
            let tab = tab(element, folder, &relations)?;
            // Else a short list of sheets could have one long part read a thousand times.
            if !seen.insert(tab.part.to_lowercase()) {
                return Err(Fault::Damaged(Damage::SheetTwice));
            }
            list.tabs.push(tab);
        } else if let Some(epoch) = element.take("date1904") {
            list.is_1904 = matches!(&*epoch, "1" | "true");
        }
    }
    Ok(list)
}

fn tab(
    mut element: Element,
    folder: &str,
    relations: &BTreeMap<String, (String, String)>,
) -> Result<Tab, Fault> {
    let id = element.take("id").unwrap_or_default();
    let (kind, target) = relations.get(&id).ok_or(PART_MISSING)?;
    let part = match target.strip_prefix('/') {
        Some(from_the_root) => from_the_root.to_owned(),
        None => format!("{folder}{target}"),
    };
    let name = element.take("name").unwrap_or_default();
    Ok(Tab { name, state: element.take("state"), kind: kind.clone(), part })
}

/// The outline of the sheet in a part.
pub(super) fn of_sheet(package: &mut Package<'_>, part: &str) -> Result<Outline, Fault> {
    let mut outline = Outline::default();
    let mut cursor = Cursor::default();
    let mut buffer = Vec::new();
    let mut xml = package.xml(part)?.ok_or(PART_MISSING)?;
    loop {
        match next(&mut xml, &mut buffer)? {
            Event::Start(start) => match start.local_name().as_ref() {
                "row" => cursor.enter_row(&start)?,
                "c" => cursor.enter_cell(&start)?,
                "v" => cursor.in_value = true,
                "f" => cursor.has_formula = true,
                "mergeCell" => {
                    if let Some(range) = attribute(&start, "ref")? {
                        outline.merges.extend(merge(&range)?);
                    }
                }
                _ => {}
            },
            Event::Text(text) if cursor.in_value => {
                cursor.has_value = true;
                let error = text.xml10_content();
                let is_news = cursor.kind == Kind::Error && !KNOWN_ERRORS.contains(&&*error);
                if is_news {
                    outline.broken.push((cursor.row, cursor.column, error.into_owned()));
                }
            }
            Event::End(end) => match end.local_name().as_ref() {
                "row" => cursor.leave_row(),
                "c" => {
                    if cursor.lacks_result() {
                        outline.broken.push((cursor.row, cursor.column, NO_RESULT.to_owned()));
                    }
                    cursor.leave_cell();
                }
                "v" => cursor.in_value = false,
                _ => {}
            },
            Event::Eof => return Ok(outline),
            _ => {}
        }
    }
}

/// Where in a sheet the reading stands. Rows and cells without a reference follow the one before.
#[derive(Default)]
struct Cursor {
    row: u32,
    column: u32,
    kind: Kind,
    in_value: bool,
    has_formula: bool,
    has_value: bool,
}

/// What a cell says that it holds.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    Error,
    /// A text that a formula gives.
    Text,
    #[default]
    Other,
}

impl Cursor {
    fn enter_row(&mut self, start: &BytesStart<'_>) -> Result<(), Fault> {
        for attribute in start.attributes().with_checks(false).flatten() {
            if attribute.key.as_ref() == "r" {
                self.row = row(&attribute.value).ok_or(CELL_NAME)?;
            }
        }
        Ok(())
    }

    fn enter_cell(&mut self, start: &BytesStart<'_>) -> Result<(), Fault> {
        for attribute in start.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "r" => {
                    let (row, column) = position(&attribute.value).ok_or(CELL_NAME)?;
                    (self.row, self.column) = (row, column);
                }
                "t" => {
                    self.kind = match &*attribute.value {
                        "e" => Kind::Error,
                        "str" => Kind::Text,
                        _ => Kind::Other,
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether a formula stands in the cell that no program has worked out. A text may be empty.
    fn lacks_result(&self) -> bool {
        self.has_formula && !self.has_value && self.kind != Kind::Text
    }

    fn leave_cell(&mut self) {
        *self = Cursor { row: self.row, column: self.column + 1, ..Cursor::default() };
    }

    fn leave_row(&mut self) {
        self.row += 1;
        self.column = 0;
    }
}

/// Merged cells, of one cell left out.
pub(super) fn merge(range: &str) -> Result<Option<Merge>, Fault> {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    let (first_row, first_column) = position(first).ok_or(CELL_NAME)?;
    let (last_row, last_column) = position(last).ok_or(CELL_NAME)?;
    Ok(Merge::between((first_row, first_column), (last_row, last_column)))
}

/// Row and column of a reference such as `B17`, counted from zero.
pub(super) fn position(reference: &str) -> Option<(u32, u32)> {
    let digits = reference.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, digits) = reference.split_at(digits);
    let is_short = (1..=3).contains(&letters.len());
    if !is_short || !letters.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        return None;
    }
    let number = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = letters.bytes().fold(0, |column, letter| column * 26 + number(letter)) - 1;
    (column < limits::COLUMNS).then_some((row(digits)?, column))
}

/// A row, counted from zero.
pub(super) fn row(digits: &str) -> Option<u32> {
    let row = digits.parse::<u32>().ok()?.checked_sub(1)?;
    (row < limits::ROWS).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_up_to_the_last_cell() {
        let read = [("A1", (0, 0)), ("b17", (16, 1)), ("XFD1048576", (1_048_575, 16_383))];
        for (reference, place) in read {
            assert_eq!(position(reference), Some(place), "{reference}");
        }
    }

    #[test]
    fn references_that_no_sheet_has_are_refused() {
        let refused = ["", "A", "1", "A0", "XFE1", "A1048577", "ZZZZZZZ99999999999", "A4294967297"];
        for reference in refused {
            assert_eq!(position(reference), None, "{reference}");
        }
    }
}

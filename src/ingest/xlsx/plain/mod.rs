//! Workbooks in the form in which programs write them, read in one pass over each part.
//!
//! Forms that people fill in hold texts, numbers and dates, and their XML is plain. Reading it needs
//! a third of the work that taking XML apart event by event does. Whatever is not as plain as that is
//! nobody's guess here: then nothing is read, and calamine reads the workbook.

mod texts;
mod formats;
mod cells;

use std::{borrow::Cow, collections::BTreeMap, rc::Rc};

use calamine::{DataRef, Sheet as Tab, SheetType, SheetVisible};

use super::{
    super::{
        Merge, Sheet,
        package::Package,
        value,
        workbook::{self, Content},
    },
    outline::{self, Book},
};
use crate::{diagnostic::Checked, model::Source};
use formats::Shown;

/// What stands in a sheet.
#[derive(Debug, Default)]
struct Cells<'t> {
    /// By row and column, in the order in which they stand there.
    found: Vec<(u32, u32, DataRef<'t>)>,
    merges: Vec<Merge>,
}

/// What the cells of all sheets lean on.
#[derive(Debug)]
struct Shared<'t> {
    texts: Vec<Cow<'t, str>>,
    /// How numbers of each style are shown.
    formats: Vec<Shown>,
    /// Whether days are counted from 1904.
    is_1904: bool,
}

/// The sheets of a workbook, if all of it is plain.
pub(super) fn read(source: &Source, package: &mut Package<'_>) -> Option<Checked<Vec<Sheet>>> {
    let book = outline::book(package).ok()?;
    let tabs = tabs(&book)?;
    let texts = beside(package, &book, "sharedStrings.xml")?;
    let formats = beside(package, &book, "styles.xml")?;
    let shared = Shared {
        texts: texts.as_deref().map_or(Some(Vec::new()), texts::list)?,
        formats: formats.as_deref().map_or(Some(Vec::new()), formats::of_styles)?,
        is_1904: book.is_1904,
    };
    let mut sheets = BTreeMap::new();
    for tab in &book.tabs {
        let xml = package.whole(&tab.part)?;
        let is_new = sheets.insert(&*tab.name, cells::of_sheet(&xml, &shared)?).is_none();
        if !is_new {
            return None;
        }
    }
    Some(workbook::collect(source, tabs, |name, grid| {
        let Cells { found, merges } = sheets.remove(name).unwrap_or_default();
        for (row, column, found) in found {
            grid.put(row, column, value::cell(&found))?;
        }
        Ok(Content::Cells { merges })
    }))
}

/// The part of this name beside the list of sheets, which may lack; none where it is not plain.
#[expect(
    clippy::option_option,
    reason = "what is not plain, and what is not there, are two things"
)]
fn beside(package: &mut Package<'_>, book: &Book, name: &str) -> Option<Option<Rc<str>>> {
    let name = format!("{}{name}", book.folder);
    if package.has(&name) { package.whole(&name).map(Some) } else { Some(None) }
}

/// The sheets, if all of them are sheets of cells with plain names.
fn tabs(book: &Book) -> Option<Vec<Tab>> {
    let tab = |tab: &outline::Tab| {
        let is_plain = !tab.name.contains(char::is_control) && tab.kind.ends_with("/worksheet");
        let visible = match tab.state.as_deref() {
            None | Some("visible") => SheetVisible::Visible,
            Some("hidden") => SheetVisible::Hidden,
            Some("veryHidden") => SheetVisible::VeryHidden,
            Some(_) => return None,
        };
        let name = tab.name.clone();
        is_plain.then_some(Tab { name, typ: SheetType::WorkSheet, visible })
    };
    book.tabs.iter().map(tab).collect()
}

#[cfg(test)]
mod tests;

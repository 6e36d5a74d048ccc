//! What all workbooks have in common: tabs, one after the other.

use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Range, SheetType, SheetVisible};

use super::{
    Merge, Sheet, Visibility,
    fault::{Damage, Fault},
    grid::Grid,
    limits::Budget,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Place},
    model::Source,
};

/// What a reader found behind a tab.
pub(super) enum Content {
    /// Cells, which it has put into the grid.
    Cells { merges: Vec<Merge> },
    /// A chart or the like.
    NoCells,
}

/// Reads sheet by sheet. One that is damaged is left out and told about; the others stand.
pub(super) fn collect(
    source: &Source,
    tabs: Vec<calamine::Sheet>,
    mut read: impl FnMut(&str, &mut Grid<'_>) -> Result<Content, Fault>,
) -> Checked<Vec<Sheet>> {
    let mut budget = Budget::full();
    let mut all = Checked::clean(Vec::new());
    for tab in tabs.into_iter().filter(|tab| tab.typ == SheetType::WorkSheet) {
        let place = Place::Sheet { source: source.clone(), sheet: tab.name.as_str().into() };
        let mut grid = Grid::new(&mut budget);
        let content = guarded(|| read(&tab.name, &mut grid));
        let rows = grid.into_rows();
        match content {
            Ok(Content::NoCells) => {}
            Ok(Content::Cells { merges }) => {
                all.diagnostics.extend(hidden(&tab, &place));
                let visibility = match tab.visible {
                    SheetVisible::Visible => Visibility::Shown,
                    SheetVisible::Hidden | SheetVisible::VeryHidden => Visibility::Hidden,
                };
                let name = tab.name.into();
                all.value.push(Sheet { source: source.clone(), name, visibility, rows, merges });
            }
            // Half of a workbook would only mislead.
            Err(fault @ Fault::TooLarge(_)) => {
                return Checked { value: Vec::new(), diagnostics: vec![fault.told(place)] };
            }
            Err(fault) => all.diagnostics.push(fault.told(place)),
        }
    }
    all
}

/// The result of a reader that may panic on bytes that nobody has foreseen.
///
/// calamine is careful with files as programs write them, and indexes past the end in a few that
/// are made to break it.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    let caught = catch_unwind(AssertUnwindSafe(read));
    caught.unwrap_or(Err(Fault::Damaged(Damage::Contradiction)))
}

/// The cells of a range with their rows and columns in the sheet.
pub(super) fn cells_of(range: &Range<Data>) -> impl Iterator<Item = (u32, u32, &Data)> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    range.used_cells().filter_map(move |(row, column, found)| {
        let row = first_row + u32::try_from(row).ok()?;
        Some((row, first_column + u32::try_from(column).ok()?, found))
    })
}

fn hidden(tab: &calamine::Sheet, place: &Place) -> Option<Diagnostic> {
    let (how, help) = match tab.visible {
        SheetVisible::Visible => return None,
        SheetVisible::Hidden => ("is hidden", "unhide it to see what is read from it"),
        SheetVisible::VeryHidden => (
            "is hidden by a macro, so that the program does not list it",
            "whoever made the workbook can show it",
        ),
    };
    let message = format!("the sheet `{}` {how}", tab.name);
    Some(Diagnostic::note(Code::HiddenSheet, message).at(place.clone()).help(help))
}

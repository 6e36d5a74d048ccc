//! What all workbooks have in common: tabs, one after the other.

use std::{
    cell::Cell,
    collections::BTreeSet,
    panic::{self, AssertUnwindSafe, PanicHookInfo, catch_unwind},
    sync::Once,
};

use calamine::{Data, Range, SheetType, SheetVisible};

use super::{
    Merge, Sheet, Visibility,
    fault::{Damage, Fault},
    grid::Grid,
    limits::{self, Budget},
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
    let mut names = BTreeSet::new();
    let mut all = Checked::clean(Vec::new());
    for tab in tabs.into_iter().filter(|tab| tab.typ == SheetType::WorkSheet) {
        let place = place(source, &tab.name);
        let mut grid = Grid::new(&mut budget);
        let content =
            named(&tab.name, &mut names).and_then(|()| guarded(|| read(&tab.name, &mut grid)));
        let rows = grid.into_rows();
        match content.and_then(|content| within(&mut budget, content)) {
            Ok(Content::NoCells) => {}
            Ok(Content::Cells { merges }) => {
                if !is_a_list(&rows) {
                    all.diagnostics.extend(hidden(&tab, &place));
                }
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

/// The sheet as a place; the file, where the name is none that could be shown.
fn place(source: &Source, name: &str) -> Place {
    if limits::SHEET_NAME < name.chars().count() {
        return Place::File(source.clone());
    }
    Place::Sheet { source: source.clone(), sheet: name.into() }
}

/// Refuses a name that a sheet before has, because calamine finds sheets by their names.
fn named(name: &str, names: &mut BTreeSet<String>) -> Result<(), Fault> {
    if limits::SHEET_NAME < name.chars().count() {
        return Err(Fault::Damaged(Damage::SheetName));
    }
    let is_new = names.insert(name.to_lowercase());
    if is_new { Ok(()) } else { Err(Fault::Damaged(Damage::SheetTwice)) }
}

fn within(budget: &mut Budget, content: Content) -> Result<Content, Fault> {
    if let Content::Cells { merges } = &content {
        budget.take_merges(merges.len())?;
    }
    Ok(content)
}

thread_local! {
    /// Whether this thread stands in a reader whose panics are caught.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// The result of a reader that may panic on bytes that nobody has foreseen.
///
/// calamine is careful with files as programs write them, and indexes past the end in a few that
/// are made to break it. That is told as a damaged file, so the panic itself stays quiet, unless it
/// is in our own code: then somebody should see it.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            let is_expected = IS_GUARDED.get() && !is_ours(panic);
            if !is_expected {
                loud(panic);
            }
        }));
    });
    let was_guarded = IS_GUARDED.replace(true);
    let caught = catch_unwind(AssertUnwindSafe(read));
    IS_GUARDED.set(was_guarded);
    caught.unwrap_or(Err(Fault::Damaged(Damage::Contradiction)))
}

/// Whether the panic is in a file of this package, which are named from its root.
fn is_ours(panic: &PanicHookInfo<'_>) -> bool {
    let root = file!().strip_suffix("ingest/workbook.rs").unwrap_or_default();
    panic.location().is_some_and(|location| location.file().starts_with(root))
}

/// The cells of a range with their rows and columns in the sheet.
pub(super) fn cells_of(range: &Range<Data>) -> impl Iterator<Item = (u32, u32, &Data)> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    range.used_cells().filter_map(move |(row, column, found)| {
        let row = first_row + u32::try_from(row).ok()?;
        Some((row, first_column + u32::try_from(column).ok()?, found))
    })
}

/// Whether there is no more than one cell in any row, as where a drop-down has its words: it takes two
/// to be a rating.
fn is_a_list(rows: &[Vec<super::Cell>]) -> bool {
    let is_filled = |cell: &&super::Cell| **cell != super::Cell::Empty;
    let filled = |row: &Vec<super::Cell>| row.iter().filter(is_filled).count();
    !rows.is_empty() && rows.iter().all(|row| filled(row) <= 1)
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

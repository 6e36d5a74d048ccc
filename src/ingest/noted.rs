//! What a workbook has beside its cells: macros, and links to other files.
//!
//! Neither is ever followed. People are told, because both may change what they see.

use super::{Sheet, package::Package};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Place},
    model::Source,
};

/// What was met besides cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Beside {
    Macros,
    OutsideLinks,
}

/// What a zipped workbook has besides cells, as the names of its parts tell.
pub(super) fn parts(package: &Package<'_>) -> Vec<Beside> {
    let has_macros = package.has("xl/vbaProject.bin") || package.has_folder("basic/");
    let has_links = package.has_folder("xl/externallinks/");
    let macros = has_macros.then_some(Beside::Macros);
    macros.into_iter().chain(has_links.then_some(Beside::OutsideLinks)).collect()
}

/// What was read, with a note on the file for each thing beside it.
pub(super) fn with(
    source: &Source,
    mut read: Checked<Vec<Sheet>>,
    beside: &[Beside],
) -> Checked<Vec<Sheet>> {
    read.diagnostics.extend(told(source, beside));
    read
}

fn told(source: &Source, beside: &[Beside]) -> Vec<Diagnostic> {
    let at = |note: Diagnostic| note.at(Place::File(source.clone()));
    let macros = || {
        Diagnostic::note(Code::MacrosIgnored, "the workbook has macros, which are left alone")
            .help("nothing to do, if the ratings stand in its cells")
    };
    let links = || {
        let message =
            "the workbook takes values from other files; they are read as they were last saved";
        Diagnostic::note(Code::OutsideLinks, message)
            .help("if those files have changed, open the workbook, update its links and save it")
    };
    let mut notes = Vec::new();
    if beside.contains(&Beside::Macros) {
        notes.push(at(macros()));
    }
    if beside.contains(&Beside::OutsideLinks) {
        notes.push(at(links()));
    }
    notes
}

/// Whether a diagnostic says nothing about the cells.
pub(super) fn is_beside_the_point(told: &Diagnostic) -> bool {
    matches!(told.code, Code::MacrosIgnored | Code::OutsideLinks)
}

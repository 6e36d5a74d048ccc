//! What must hold of everything that we say.

use cqi::{
    diagnostic::{Diagnostic, Place, Severity, render},
    ingest::Sheet,
    model::{CellRef, Source},
};

/// Every diagnostic is about the file, and can be shown on a terminal.
pub(crate) fn about_file(told: &[Diagnostic], source: &Source) {
    for diagnostic in told {
        can_be_shown(diagnostic);
        let place = diagnostic.place.as_ref();
        assert_eq!(place.map(Place::source), Some(source), "{diagnostic:?}");
    }
}

/// Every diagnostic lies on a sheet, or in none where it is about the settings as a whole.
pub(crate) fn about_sheets(told: &[Diagnostic], sheets: &[Sheet]) {
    let known = |source: &Source| sheets.iter().any(|sheet| sheet.source == *source);
    for diagnostic in told {
        can_be_shown(diagnostic);
        match &diagnostic.place {
            None => {}
            Some(Place::File(source)) => assert!(known(source), "{diagnostic:?}"),
            Some(Place::Sheet { source, sheet }) => {
                let is_it = |known: &Sheet| known.source == *source && known.name == *sheet;
                assert!(sheets.iter().any(is_it), "{diagnostic:?}");
            }
            Some(Place::Cell(cell)) => {
                let is_near = sheets.iter().any(|sheet| lies_by(cell, sheet));
                assert!(is_near, "{diagnostic:?}");
            }
            Some(Place::Text { .. }) => panic!("a sheet has no lines: {diagnostic:?}"),
        }
    }
}

/// Every diagnostic lies in the text, with whole letters.
pub(crate) fn about_text(told: &[Diagnostic], texts: &[(Source, &str)]) {
    for diagnostic in told {
        can_be_shown(diagnostic);
        let Some(Place::Text { source, start, end }) = &diagnostic.place else {
            panic!("a rule has a line: {diagnostic:?}");
        };
        let found = texts.iter().find(|(known, _)| known == source);
        let (_, text) = found.unwrap_or_else(|| panic!("of another file: {diagnostic:?}"));
        assert!(text.get(*start..*end).is_some(), "{diagnostic:?}");
    }
}

pub(crate) fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

/// Whether the cell lies in the sheet, or in the column after its last, for one that is missing.
pub(crate) fn lies_by(cell: &CellRef, sheet: &Sheet) -> bool {
    let widest = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    sheet.source == cell.source
        && sheet.name == cell.sheet
        && (cell.row as usize) < sheet.rows.len()
        && cell.column as usize <= widest
}

/// A line each for message and help, and nothing that moves the cursor or turns letters round.
fn can_be_shown(diagnostic: &Diagnostic) {
    let Diagnostic { message, help, .. } = diagnostic;
    assert!(!message.trim().is_empty(), "{diagnostic:?}");
    let lines = help.iter().chain([message]);
    for line in lines {
        assert!(!line.contains(steers), "{diagnostic:?}");
    }
    let shown = render(diagnostic);
    assert!(!shown.contains(|letter| letter != '\n' && steers(letter)), "{diagnostic:?}");
    assert!(shown.lines().count() < 12, "{shown}");
}

/// Whether a letter does something to a terminal instead of standing there.
fn steers(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

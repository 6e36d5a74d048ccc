//! Diagnostics as JSON, for scripts.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Place};

/// A list with one entry a diagnostic: code, severity, message, place, help and touched sites.
/// Rows and columns count from 1, and cells are named as spreadsheets name them.
pub fn diagnostics_json(diagnostics: &[Diagnostic]) -> Value {
    diagnostics.iter().map(entry).collect()
}

fn entry(diagnostic: &Diagnostic) -> Value {
    json!({
        "code": diagnostic.code.id(),
        "severity": diagnostic.severity.id(),
        "message": diagnostic.message,
        "place": diagnostic.place.as_ref().map(place),
        "help": diagnostic.help,
        "sites": diagnostic.sites.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn place(place: &Place) -> Value {
    match place {
        Place::File(source) => json!({ "file": source.to_string() }),
        Place::Sheet { source, sheet } => json!({ "file": source.to_string(), "sheet": &**sheet }),
        Place::Cell(cell) => json!({
            "file": cell.source.to_string(),
            "sheet": &*cell.sheet,
            "cell": cell.address(),
            "row": cell.row + 1,
            "column": cell.column + 1,
        }),
        Place::Text { source, start, end } => {
            json!({ "file": source.to_string(), "from_byte": start, "to_byte": end })
        }
    }
}

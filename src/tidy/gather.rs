//! Many notes of one kind in one sheet, told as one.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diagnostic::{Code, Diagnostic, Place, count},
    model::Source,
};

/// From how many on notes of one kind in one sheet are told as one.
const MANY: usize = 40;

/// The diagnostics, with those gathered that are a habit of their sheet and not a slip.
pub(super) fn gathered(told: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kinds: BTreeMap<(Code, Source, Arc<str>), Vec<Diagnostic>> = BTreeMap::new();
    let mut out = Vec::new();
    for diagnostic in told {
        match (&diagnostic.place, is_habit(diagnostic.code)) {
            (Some(Place::Cell(cell)), true) => {
                let key = (diagnostic.code, cell.source.clone(), cell.sheet.clone());
                kinds.entry(key).or_default().push(diagnostic);
            }
            _ => out.push(diagnostic),
        }
    }
    for mut notes in kinds.into_values() {
        if notes.len() < MANY {
            out.extend(notes);
            continue;
        }
        notes.sort_by(|left, right| left.place.cmp(&right.place));
        let more = count(notes.len() - 1, "more cell");
        let first = notes.swap_remove(0);
        let message = format!("{}, and so are {more} of this sheet", first.message);
        out.push(Diagnostic { message, ..first });
    }
    out
}

fn is_habit(code: Code) -> bool {
    matches!(code, Code::LabelReadAsLevel | Code::NumberAsText | Code::StraySpace)
}

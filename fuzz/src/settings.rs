//! Settings: `cqi.toml`, and a sheet that is read by its mapping.

use cqi::{ingest, model::Source, rulebook};

use super::{told, trial};

/// The line between the settings and the sheet.
const CUT: &str = "\n---\n";
/// The sheet where the material has none.
const SHEET: &str =
    "Where,Term,Welcome_S1,Welcome_S2,column four,Kind\nOak,2024-25,3,4,2,Workshop\n";

pub(crate) fn mapping(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let (text, sheet) = text.split_once(CUT).unwrap_or((text, SHEET));
    let source = Source::named("cqi.toml");
    let settings = rulebook::settings(&source, text);
    assert_eq!(settings, rulebook::settings(&source, text), "reading twice gives the same");
    told::about_text(&settings.diagnostics, &[(source, text)]);
    let sheets = ingest::sheets(&Source::named("2024-25/visits.csv"), sheet.as_bytes()).value;
    let _ = trial::tidied(&sheets, None, &settings.value);
}

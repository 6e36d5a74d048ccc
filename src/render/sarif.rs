//! Diagnostics as SARIF 2.1.0, which editors and code scanning read.
//!
//! OASIS Standard, 27 March 2020: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::link::escaped_path;
use crate::{
    diagnostic::{Code, Diagnostic, Place, Severity},
    model::{CellRef, Source},
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run with all diagnostics as results, and the rules that they are of.
pub fn sarif(diagnostics: &[Diagnostic]) -> Value {
    let codes: BTreeSet<Code> = diagnostics.iter().map(|told| told.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cqi",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": diagnostics.iter().map(|told| result(told, &codes)).collect::<Vec<_>>(),
        }],
    })
}

fn rule(code: Code) -> Value {
    let about = code.about();
    json!({
        "id": code.id(),
        "shortDescription": { "text": about },
        "help": { "text": format!("{about}: each result says what to do about it") },
    })
}

fn result(told: &Diagnostic, codes: &[Code]) -> Value {
    let help = told.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
    let mut result = json!({
        "ruleId": told.code.id(),
        "ruleIndex": codes.iter().position(|code| *code == told.code),
        "level": level(told.severity),
        "message": { "text": format!("{}{help}", told.message) },
    });
    if let Some(place) = &told.place {
        result["locations"] = json!([location(place, told)]);
    }
    if !told.sites.is_empty() {
        let sites: Vec<String> = told.sites.iter().map(ToString::to_string).collect();
        result["properties"] = json!({ "sites": sites });
    }
    result
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn location(place: &Place, told: &Diagnostic) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(place.source()) } });
    match place {
        Place::File(_) => json!({ "physicalLocation": physical }),
        Place::Sheet { sheet, .. } => json!({
            "physicalLocation": physical,
            "logicalLocations": [{ "name": &**sheet, "fullyQualifiedName": &**sheet, "kind": "sheet" }],
        }),
        Place::Cell(cell) => {
            // Each row of a text file is a line of its own, but for breaks within quotation marks.
            if is_text(place.source()) {
                physical["region"] = json!({ "startLine": cell.row + 1 });
            }
            json!({ "physicalLocation": physical, "logicalLocations": [logical(cell)] })
        }
        Place::Text { .. } => {
            if let Some(region) = region(told) {
                physical["region"] = region;
            }
            json!({ "physicalLocation": physical })
        }
    }
}

fn logical(cell: &CellRef) -> Value {
    json!({
        "name": cell.address(),
        "fullyQualifiedName": format!("{}!{}", cell.sheet, cell.address()),
        "kind": "cell",
        "properties": { "sheet": &*cell.sheet, "row": cell.row + 1, "column": cell.column + 1 },
    })
}

/// Where it is in a text: the last line of the excerpt, and what is marked in it.
fn region(told: &Diagnostic) -> Option<Value> {
    let excerpt = told.excerpt.as_ref()?;
    let line: u32 = excerpt.lines.last()?.0.parse().ok()?;
    let marked = &excerpt.marked;
    let end = marked.end.max(marked.start + 1);
    Some(json!({ "startLine": line, "startColumn": marked.start + 1, "endColumn": end + 1 }))
}

fn is_text(source: &Source) -> bool {
    let ending = source.0.rsplit('.').next().unwrap_or_default().to_lowercase();
    matches!(ending.as_str(), "csv" | "tsv" | "txt")
}

/// The file as a reference that may stand in a link.
fn uri(source: &Source) -> String {
    let path = source.0.replace('\\', "/");
    let path = escaped_path(&path);
    // A first step such as `C:` would be read as a scheme.
    let first = path.split('/').next().unwrap_or_default();
    match () {
        () if path.starts_with('/') => format!("file://{path}"),
        () if is_drive(first) => format!("file:///{path}"),
        () if first.contains(':') => format!("./{path}"),
        () => path,
    }
}

fn is_drive(first: &str) -> bool {
    matches!(first.as_bytes(), [letter, b':'] if letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Excerpt;

    fn location_of(told: Diagnostic) -> Value {
        let log = sarif(&[told]);
        log["runs"][0]["results"][0]["locations"][0].clone()
    }

    #[test]
    fn a_log_has_all_that_the_standard_asks_for() {
        let told = [
            Diagnostic::warning(Code::HalfPoint, "`2.5` lies between two levels").help("keep it"),
            Diagnostic::error(Code::EmptyFile, "nothing stands in this file"),
        ];
        let log = sarif(&told);
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["name"], "cqi");
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), 2);
        for result in results {
            let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
            assert_eq!(result["ruleId"], rule["id"]);
            assert!(!rule["shortDescription"]["text"].as_str().unwrap().is_empty());
        }
        assert_eq!(results[0]["level"], "warning");
        assert_eq!(results[0]["message"]["text"], "`2.5` lies between two levels\nkeep it");
    }

    #[test]
    fn a_cell_is_named_as_spreadsheets_name_it() {
        let source = Source::named("my files/Año 1.xlsx");
        let cell = CellRef { source, sheet: "Sheet1".into(), row: 6, column: 2 };
        let told = Diagnostic::note(Code::HalfPoint, "x").at(Place::Cell(cell));
        let location = location_of(told);
        assert_eq!(
            location["physicalLocation"],
            json!({ "artifactLocation": { "uri": "my%20files/A%C3%B1o%201.xlsx" } })
        );
        let logical = &location["logicalLocations"][0];
        assert_eq!(logical["fullyQualifiedName"], "Sheet1!C7");
        assert_eq!(logical["properties"], json!({ "sheet": "Sheet1", "row": 7, "column": 3 }));
    }

    #[test]
    fn a_row_of_a_text_file_is_a_line() {
        let source = Source::named("a.csv");
        let cell = CellRef { source, sheet: "a".into(), row: 6, column: 2 };
        let location = location_of(Diagnostic::note(Code::HalfPoint, "x").at(Place::Cell(cell)));
        assert_eq!(location["physicalLocation"]["region"], json!({ "startLine": 7 }));
    }

    #[test]
    fn a_rule_is_shown_by_line_and_column() {
        let text = "[about]\nitems = [\"1.1\", \"1.22\"]\n";
        let source = Source::named("rules/a.toml");
        let told = Diagnostic::error(Code::UnknownId, "no item is called `1.22`")
            .at(Place::Text { source, start: 24, end: 30 })
            .showing(Excerpt::of_text(text, 24..30));
        let expected = json!({ "startLine": 2, "startColumn": 17, "endColumn": 23 });
        assert_eq!(location_of(told)["physicalLocation"]["region"], expected);
    }

    #[test]
    fn a_path_is_a_reference() {
        let shown = [
            ("a.csv", "a.csv"),
            ("50% #1?.csv", "50%25%20%231%3F.csv"),
            ("/home/a/b.csv", "file:///home/a/b.csv"),
            (r"C:\Users\a b.csv", "file:///C:/Users/a%20b.csv"),
            ("re: fall/b.csv", "./re:%20fall/b.csv"),
        ];
        for (path, expected) in shown {
            assert_eq!(uri(&Source::named(path)), expected, "{path}");
        }
    }
}

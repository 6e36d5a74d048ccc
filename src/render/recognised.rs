//! What `cqi check` finds, as JSON for scripts.

use serde_json::{Value, json};

use super::noticed::diagnostics_json;
use crate::{
    diagnostic::Diagnostic,
    model::{
        Aside, Headings, Holds, Nearest, Outcome, Recognition, Said, SaidBy, SheetReading,
        TakenColumn, Tally, Tool, UnusedColumn, Way, letters,
    },
};

/// The version of the shape. New keys may come without a new version; none is taken away or
/// changes its meaning.
const VERSION: u32 = 1;

/// `version`, `sheets` and `diagnostics`.
///
/// `sheets` has one entry for each sheet that holds anything, by file and sheet: `file`, `sheet`
/// and `outcome`, which is one of
///
/// - `read`: with `instrument` (`id`, `title`), `by` (`headings` or `mapping`), `layout`,
///   `tables`, `header_row`, `columns` (each with its letters, its `heading`, `item` or `field`, and `why`),
///   `left_aside`, `said` (what is said once for the sheet, and where), and `counts`;
/// - `tracker`: with `holds` (`step`, `goal` or `question`) and `rows`;
/// - `left-aside`: with `reason`, which is `hidden`, `lists-items` or `beside-others`;
/// - `not-recognised`: with `nearest` (`instrument`, `items_found`, `items`), `header_row` and
///   `headings`;
/// - `unclear`: with `instruments`, `header_row` and `headings`.
///
/// Rows count from 1. `diagnostics` is the list that `cqi run` writes as `diagnostics.json`.
pub fn check_json(recognitions: &[Recognition], diagnostics: &[Diagnostic]) -> Value {
    json!({
        "version": VERSION,
        "sheets": recognitions.iter().map(sheet).collect::<Vec<_>>(),
        "diagnostics": diagnostics_json(diagnostics),
    })
}

fn sheet(recognition: &Recognition) -> Value {
    let mut entry = match &recognition.outcome {
        Outcome::Read(reading) => read(reading),
        Outcome::Tracker(sheet) => {
            json!({ "outcome": "tracker", "holds": sheet.row_is, "rows": sheet.rows })
        }
        Outcome::LeftAside(why) => left_aside(why),
        Outcome::NotRecognised { nearest, headings } => {
            with_headings(json!({ "outcome": "not-recognised" }), nearest.as_ref(), headings)
        }
        Outcome::Unclear { between, headings } => {
            let tools: Vec<Value> = between.iter().map(tool).collect();
            with_headings(json!({ "outcome": "unclear", "instruments": tools }), None, headings)
        }
    };
    entry["file"] = recognition.source.to_string().into();
    entry["sheet"] = (*recognition.sheet).into();
    entry
}

fn read(reading: &SheetReading) -> Value {
    json!({
        "outcome": "read",
        "instrument": tool(&reading.tool),
        "by": match reading.way { Way::ByItself => "headings", Way::ByMapping => "mapping" },
        "layout": reading.layout.id,
        "tables": reading.tables,
        "header_row": reading.header_row + 1,
        "columns": reading.columns.iter().map(taken).collect::<Vec<_>>(),
        "left_aside": reading.left_aside.iter().map(unused).collect::<Vec<_>>(),
        "said": reading.said.iter().map(said).collect::<Vec<_>>(),
        "counts": counts(&reading.tally),
    })
}

fn taken(column: &TakenColumn) -> Value {
    let mut entry = json!({
        "column": letters(column.column),
        "heading": &*column.heading,
        "why": column.why.id(),
    });
    match &column.holds {
        Holds::Field { id } => entry["field"] = (**id).into(),
        Holds::Item { id, code, name } => {
            entry["item"] = (**id).into();
            entry["name"] = (**name).into();
            entry["code"] = code.as_deref().into();
        }
    }
    if !column.set.is_empty() {
        let set = column.set.iter().map(|(field, text)| (field.to_string(), (**text).into()));
        entry["set"] = Value::Object(set.collect());
    }
    entry
}

fn unused(column: &UnusedColumn) -> Value {
    json!({ "column": letters(column.column), "heading": &*column.heading })
}

fn said(said: &Said) -> Value {
    let mut entry = json!({ "field": &*said.field, "text": &*said.text, "by": said.by.id() });
    if let SaidBy::Cell(address) = &said.by {
        entry["cell"] = address.as_str().into();
    }
    entry
}

fn counts(tally: &Tally) -> Value {
    json!({
        "forms": tally.forms,
        "forms_used": tally.forms_used,
        "ratings": tally.ratings,
        "not_rated": tally.not_rated,
        "not_usable": tally.unusable,
        "blank": tally.blank,
        "sites": tally.sites.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "first_year": tally.years.first().map(ToString::to_string),
        "last_year": tally.years.last().map(ToString::to_string),
        "occasions": tally.occasions.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn left_aside(why: &Aside) -> Value {
    match why {
        Aside::Hidden => json!({ "outcome": "left-aside", "reason": "hidden" }),
        Aside::ListsItems => json!({ "outcome": "left-aside", "reason": "lists-items" }),
        Aside::BesideOthers { nearest, headings } => {
            let entry = json!({ "outcome": "left-aside", "reason": "beside-others" });
            with_headings(entry, nearest.as_ref(), headings)
        }
    }
}

fn with_headings(mut entry: Value, nearest: Option<&Nearest>, headings: &Headings) -> Value {
    entry["header_row"] = (headings.row + 1).into();
    entry["headings"] = headings.columns.iter().map(unused).collect();
    if let Some(Nearest { tool: near, items_found, items }) = nearest {
        entry["nearest"] =
            json!({ "instrument": tool(near), "items_found": items_found, "items": items });
    }
    entry
}

fn tool(tool: &Tool) -> Value {
    json!({ "id": &*tool.id, "title": &*tool.title })
}

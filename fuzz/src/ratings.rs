//! Ratings: a value of the scale, a word for no rating, or something that is told.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use cqi::{
    diagnostic::{Code, Diagnostic, Severity},
    ingest::Cell,
    model::{CellRef, Exact, Rating},
    rulebook::{
        Settings,
        kind::{Item, Scale, ScaleKind},
    },
};

use super::trial;

/// Every item of the trial instrument, with a cell of every kind that the bytes can be.
pub(crate) fn read(bytes: &[u8]) {
    let rulebook = trial::rulebook();
    let items = &rulebook.instruments["visit"].item;
    let cells = cells(bytes);
    let heading = |text: &str| Cell::Text(text.to_owned());
    let names = items.iter().map(|item| heading(&item.name));
    let mut rows = vec![["Site", "School year"].map(heading).into_iter().chain(names).collect()];
    for (number, cell) in cells.iter().enumerate() {
        let about = [heading(&format!("Site {number}")), heading("2024-25")];
        rows.push(about.into_iter().chain(items.iter().map(|_| cell.clone())).collect());
    }
    let sheets = [trial::sheet("visits.xlsx", "Visits", rows)];
    let tidied = trial::tidied(&sheets, None, &Settings::default());

    let about: BTreeSet<&CellRef> = tidied.diagnostics.iter().filter_map(trial::cell_of).collect();
    for row in &tidied.value.rows {
        if row.answer.rating == Rating::Unusable {
            assert!(about.contains(&row.cell()), "{row:?} is not told");
        }
    }
    for (at, cell) in cells.iter().enumerate() {
        let is_blank = matches!(cell, Cell::Text(text) if text.trim().is_empty());
        let many = tidied.value.rows.iter().filter(|row| row.cell().row as usize == at + 1).count();
        let is_left_aside =
            many == 0 && tidied.diagnostics.iter().any(|told| speaks_of(told, at + 1));
        assert!(is_blank || is_left_aside || many == items.len(), "{cell:?} gives {many} ratings");
    }
}

/// Whether it is about this row: the one that it points to, one of so many more below, or one of a table
/// that begins there and lacks a column that it cannot be read without.
fn speaks_of(told: &Diagnostic, row: usize) -> bool {
    let is_of_a_table = told.code == Code::MissingColumn && told.severity == Severity::Error;
    let more = told.message.split_once("and so are ").and_then(|(_, more)| more.split(' ').next());
    let more: usize = more.and_then(|more| more.parse().ok()).unwrap_or(0);
    trial::cell_of(told)
        .map(|cell| cell.row as usize)
        .is_some_and(|first| (first..=first + more).contains(&row) || is_of_a_table && first <= row)
}

/// The bytes as a text, the error of a formula, a number and a date, as far as they are any.
fn cells(bytes: &[u8]) -> Vec<Cell> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut cells = Vec::new();
    if let Ok(number) = text.trim().parse::<f64>() {
        cells.push(number);
    }
    if let Some((first, _)) = bytes.split_first_chunk() {
        cells.push(f64::from_le_bytes(*first));
    }
    let mut cells: Vec<Cell> =
        cells.into_iter().filter(|number| number.is_finite()).map(Cell::Number).collect();
    if let Some((first, _)) = bytes.split_first_chunk() {
        let days = TimeDelta::days(i32::from_le_bytes(*first).rem_euclid(2_958_466).into());
        let first = NaiveDate::from_ymd_opt(1899, 12, 31).expect("a day of the calendar");
        cells.extend(first.checked_add_signed(days).map(|day| Cell::Date(day.into())));
    }
    if !text.is_empty() {
        cells.extend([Cell::Broken(text.clone()), Cell::Text(text)]);
    }
    cells.push(Cell::Truth(true));
    cells
}

/// Whether the rating lies on the scale of the item.
pub(crate) fn is_on_scale(rating: &Rating, item: &Item, scale: &Scale) -> bool {
    let values: Vec<&Exact> =
        scale.level.iter().filter_map(|level| level.value.as_ref()).map(|value| &value.0).collect();
    match rating {
        Rating::Unusable => true,
        Rating::Missing(id) => scale.missing.iter().any(|missing| missing.id == **id),
        Rating::Category(id) => {
            let is_it = |level: &cqi::rulebook::kind::Level| level.id.as_deref() == Some(id);
            scale.level.iter().any(is_it)
        }
        Rating::Value(value) if scale.r#type == ScaleKind::Numbers => {
            let (lowest, highest) = (scale.lowest.as_ref(), scale.highest.as_ref());
            lowest.is_none_or(|lowest| lowest.0 <= *value)
                && highest.is_none_or(|highest| *value <= highest.0)
        }
        // Turned round, half points and uneven steps may fall between the levels, and no further.
        Rating::Value(value) => {
            let is_between = values.iter().any(|level| *level <= value)
                && values.iter().any(|level| value <= *level);
            let may_fall_between =
                item.reverse || scale.half_points == cqi::rulebook::kind::HalfPoints::Keep;
            is_between && (may_fall_between || values.contains(&value))
        }
    }
}

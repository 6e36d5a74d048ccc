//! The columns of a table that are asked for, by their headings.

use anyhow::{Result, bail};

use crate::{
    diagnostic::{all_of, nearest},
    ingest::{Cell, Sheet, Visibility},
};

/// A column that is asked for, and the option that names it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) option: &'static str,
    pub(super) heading: &'a str,
}

/// The rows below the headings, with the wanted cells alone, in the order in which they are wanted.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Row>,
}

#[derive(Debug)]
pub(super) struct Row {
    /// As spreadsheets count, from 1.
    pub(super) number: usize,
    pub(super) cells: Vec<Cell>,
}

/// How far down the headings are looked for; above them may stand a title.
const HEADINGS_WITHIN: usize = 20;

/// The wanted columns of the sheet of that name, or of the first sheet that has them all.
pub(super) fn open(sheets: &[Sheet], name: Option<&str>, wanted: &[Wanted<'_>]) -> Result<Rows> {
    let candidates = named(sheets, name)?;
    for sheet in &candidates {
        for (place, row) in sheet.rows.iter().enumerate().take(HEADINGS_WITHIN) {
            if let Some(columns) = places(row, wanted) {
                return Ok(below(sheet, place, &columns));
            }
        }
    }
    bail!("{}", not_found(candidates.first().copied(), wanted))
}

/// The sheet of that name, or every sheet that people see.
fn named<'a>(sheets: &'a [Sheet], name: Option<&str>) -> Result<Vec<&'a Sheet>> {
    let Some(name) = name else {
        return Ok(sheets.iter().filter(|sheet| sheet.visibility == Visibility::Shown).collect());
    };
    if let Some(sheet) = sheets.iter().find(|sheet| &*sheet.name == name) {
        return Ok(vec![sheet]);
    }
    let names: Vec<&str> = sheets.iter().map(|sheet| &*sheet.name).collect();
    match nearest(name, names.iter().copied()) {
        Some(near) => bail!("no sheet is called `{name}`: did you mean `{near}`?"),
        None => bail!("no sheet is called `{name}`; there are {}", quoted(&names)),
    }
}

/// Where each wanted heading stands in a row, if all of them do.
fn places(row: &[Cell], wanted: &[Wanted<'_>]) -> Option<Vec<usize>> {
    let place = |wanted: &Wanted<'_>| {
        let heading = wanted.heading.trim();
        let find = |is_same: fn(&str, &str) -> bool| {
            row.iter().position(|cell| is_same(text(cell), heading))
        };
        find(|one, other| one == other).or_else(|| find(str::eq_ignore_ascii_case))
    };
    wanted.iter().map(place).collect()
}

fn text(cell: &Cell) -> &str {
    if let Cell::Text(text) = cell { text.trim() } else { "" }
}

fn below(sheet: &Sheet, heading_row: usize, columns: &[usize]) -> Rows {
    let pick = |row: &[Cell]| -> Vec<Cell> {
        columns.iter().map(|column| row.get(*column).cloned().unwrap_or(Cell::Empty)).collect()
    };
    let headings = pick(&sheet.rows[heading_row]).iter().filter_map(written).collect();
    let is_empty = |row: &[Cell]| row.iter().all(|cell| written(cell).is_none());
    let rows = sheet.rows.iter().enumerate().skip(heading_row + 1);
    let rows = rows
        .filter(|(_, row)| !is_empty(row))
        .map(|(place, row)| Row { number: place + 1, cells: pick(row) })
        .collect();
    Rows { headings, rows }
}

/// What stands in a cell, as text; None where nothing does.
pub(super) fn written(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Empty => None,
        Cell::Number(number) => Some(number.to_string()),
        Cell::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Cell::Truth(truth) => Some(if *truth { "TRUE" } else { "FALSE" }.to_owned()),
        Cell::Date(date) => Some(date.date().to_string()),
        Cell::Broken(error) => Some(error.clone()),
    }
}

fn not_found(sheet: Option<&Sheet>, wanted: &[Wanted<'_>]) -> String {
    let first_row = |sheet: &Sheet| sheet.rows.iter().find(|row| !row.is_empty()).cloned();
    let headings: Vec<String> = sheet
        .and_then(first_row)
        .map(|row| row.iter().filter_map(written).collect())
        .unwrap_or_default();
    let names: Vec<&str> = headings.iter().map(String::as_str).collect();
    let is_there = |wanted: &&Wanted<'_>| {
        names.iter().any(|name| name.eq_ignore_ascii_case(wanted.heading.trim()))
    };
    let Some(missing) = wanted.iter().find(|wanted| !is_there(wanted)).or(wanted.first()) else {
        return "the file has no table".to_owned();
    };
    let Wanted { option, heading } = missing;
    match nearest(heading, names.iter().copied()) {
        Some(near) => format!("no column is called `{heading}`: did you mean {option} `{near}`?"),
        None if names.is_empty() => format!("no column is called `{heading}`: the table is empty"),
        None => format!(
            "no column is called `{heading}`; there are {}: name one with {option}",
            quoted(&names)
        ),
    }
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    all_of(names.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use crate::model::Source;

    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let cell = |text: &&str| match *text {
            "" => Cell::Empty,
            text => Cell::Text(text.to_owned()),
        };
        Sheet {
            source: Source::named("ratings.csv"),
            name: "ratings".into(),
            visibility: Visibility::Shown,
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            merges: Vec::new(),
        }
    }

    const fn wanted(heading: &str) -> Wanted<'_> {
        Wanted { option: "--value", heading }
    }

    #[test]
    fn headings_may_stand_below_a_title() {
        let sheet = sheet(&[&["Ratings of fall"], &[], &["Site", "Score"], &["Oak", "3"], &[""]]);
        let found = open(&[sheet], None, &[wanted("score"), wanted("Site")]).unwrap();
        assert_eq!(found.headings, ["Score", "Site"]);
        let [row] = found.rows.as_slice() else { panic!("one row: {:?}", found.rows) };
        assert_eq!(row.number, 4);
        assert_eq!(row.cells, [Cell::Text("3".to_owned()), Cell::Text("Oak".to_owned())]);
    }

    #[test]
    fn a_slip_is_answered_with_the_nearest_heading() {
        let sheet = sheet(&[&["site", "score"], &["Oak", "3"]]);
        let told = |heading| open(std::slice::from_ref(&sheet), None, &[wanted(heading)]);
        let told = |heading| told(heading).unwrap_err().to_string();
        assert_eq!(told("scor"), "no column is called `scor`: did you mean --value `score`?");
        assert_eq!(
            told("rating"),
            "no column is called `rating`; there are `site` and `score`: name one with --value"
        );
    }

    #[test]
    fn the_sheet_is_the_one_that_has_the_columns() {
        let sheets = [sheet(&[&["notes"]]), sheet(&[&["value"], &["2"]])];
        assert_eq!(open(&sheets, None, &[wanted("value")]).unwrap().rows.len(), 1);
        let told = open(&sheets, Some("rating"), &[wanted("value")]).unwrap_err().to_string();
        assert_eq!(told, "no sheet is called `rating`: did you mean `ratings`?");
    }
}

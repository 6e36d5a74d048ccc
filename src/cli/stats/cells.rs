//! Cells as numbers, names and times, and what had to be left out.

use std::{collections::BTreeMap, fmt::Write};

use chrono::{Datelike, NaiveDate};

use super::columns::{Row, Rows, written};
use crate::{diagnostic::count_of, ingest::Cell, model::SchoolYear};

/// Goes through rows, and remembers why some could not be used.
pub(super) struct Reader<'a> {
    rows: &'a Rows,
    left_out: BTreeMap<(usize, Why), Vec<usize>>,
    all_left_out: Vec<usize>,
}

/// Why a cell cannot be used.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Why {
    Blank,
    /// This is no number, time or answer.
    Not(&'static str, String),
}

/// A cell taken for what is asked for, or why it cannot be.
type Taken<T> = Result<T, Why>;

/// A time as a number, and as the file has it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Time {
    pub(super) number: f64,
    pub(super) label: String,
    pub(super) is_year: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn of(rows: &'a Rows) -> Reader<'a> {
        Reader { rows, left_out: BTreeMap::new(), all_left_out: Vec::new() }
    }

    /// What `take` makes of each row; rows of which it makes nothing are left out, and told.
    pub(super) fn each<T>(&mut self, take: impl Fn(&mut Cells<'_>) -> Option<T>) -> Vec<T> {
        let mut taken = Vec::new();
        for row in &self.rows.rows {
            let mut cells = Cells { row, faults: Vec::new() };
            if let Some(value) = take(&mut cells) {
                taken.push(value);
                continue;
            }
            self.all_left_out.push(row.number);
            for fault in cells.faults {
                self.left_out.entry(fault).or_default().push(row.number);
            }
        }
        taken
    }

    /// `2 of 40 rows are left out: "score" is blank in row 7, and `N/O` is no number in row 9`.
    pub(super) fn told(&self) -> Option<String> {
        if self.all_left_out.is_empty() {
            return None;
        }
        let rows = count_of(self.rows.rows.len(), "row", "rows");
        let are = if self.all_left_out.len() == 1 { "is" } else { "are" };
        let mut text = format!("{} of {rows} {are} left out", self.all_left_out.len());
        for (place, ((column, why), rows)) in self.left_out.iter().enumerate() {
            let joint = if place == 0 { ":" } else { ";" };
            let heading = self.rows.headings.get(*column).map_or("", String::as_str);
            let told = match why {
                Why::Blank => format!("`{heading}` is blank"),
                Why::Not(what, text) => format!("`{text}` in `{heading}` is no {what}"),
            };
            let _ = write!(text, "{joint} {told} in {}", rows_named(rows));
        }
        Some(text + ".")
    }
}

/// `row 7`, `rows 7, 9 and 12`, `9 rows from row 7 on`.
fn rows_named(rows: &[usize]) -> String {
    const NAMED: usize = 4;
    let shown: Vec<String> = rows.iter().map(ToString::to_string).collect();
    match shown.as_slice() {
        [] => String::new(),
        [only] => format!("row {only}"),
        [all_but_last @ .., last] if shown.len() <= NAMED => {
            format!("rows {} and {last}", all_but_last.join(", "))
        }
        [first, ..] => format!("{} rows from row {first} on", shown.len()),
    }
}

/// What a column of values holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Number,
    /// Yes, which is 1, or no, which is 0.
    Answer,
}

/// The wanted cells of a row, by their place among the wanted columns.
pub(super) struct Cells<'a> {
    row: &'a Row,
    faults: Vec<(usize, Why)>,
}

impl Cells<'_> {
    pub(super) fn row(&self) -> usize {
        self.row.number
    }

    pub(super) fn number(&mut self, place: usize) -> Option<f64> {
        self.take(place, number)
    }

    pub(super) fn name(&mut self, place: usize) -> Option<String> {
        self.take(place, |cell| written(cell).ok_or(Why::Blank))
    }

    /// The names in several cells, together.
    pub(super) fn names(&mut self, places: std::ops::Range<usize>) -> Option<String> {
        let names = places.map(|place| self.name(place)).collect::<Option<Vec<_>>>()?;
        Some(names.join(", "))
    }

    pub(super) fn time(&mut self, place: usize) -> Option<Time> {
        self.take(place, time)
    }

    pub(super) fn value(&mut self, place: usize, kind: Kind) -> Option<f64> {
        match kind {
            Kind::Number => self.number(place),
            Kind::Answer => self.take(place, answer),
        }
    }

    fn take<T>(&mut self, place: usize, take: fn(&Cell) -> Taken<T>) -> Option<T> {
        let taken = take(&self.row.cells[place]);
        taken.map_err(|why| self.faults.push((place, why))).ok()
    }
}

/// A number, in a text too; `3,5` is three and a half, while `1,234` may be one thing or the other
/// and is left out. `85%` is 0.85, as spreadsheets keep it.
fn number(cell: &Cell) -> Taken<f64> {
    match cell {
        Cell::Number(number) => Ok(*number),
        cell => {
            let text = written(cell).ok_or(Why::Blank)?;
            parsed(&text).ok_or(Why::Not("number", text))
        }
    }
}

fn parsed(text: &str) -> Option<f64> {
    if let Some(percent) = text.strip_suffix('%') {
        return Some(parsed(percent.trim_end())? / 100.0);
    }
    let with_point = match text.split_once(',') {
        Some((whole, decimals)) if decimals.len() != 3 && !decimals.contains(['.', ',']) => {
            format!("{whole}.{decimals}")
        }
        Some(_) => return None,
        None => text.to_owned(),
    };
    let is_plain =
        with_point.starts_with(|letter: char| letter.is_ascii_digit() || "+-.".contains(letter));
    with_point.parse().ok().filter(|number: &f64| is_plain && number.is_finite())
}

/// A date is its year and the part of it that has passed; a school year, the year in which it
/// starts.
fn time(cell: &Cell) -> Taken<Time> {
    let label = written(cell).ok_or(Why::Blank)?;
    let of = |number: f64, is_year: bool| Time { number, label: label.clone(), is_year };
    if let Cell::Date(date) = cell {
        return Ok(of(part_of_year(date.date()), true));
    }
    if let Ok(number) = number(cell) {
        return Ok(of(number, (1900.0..2200.0).contains(&number)));
    }
    if let Ok(year) = label.parse::<SchoolYear>() {
        return Ok(of(f64::from(year.starts()), true));
    }
    match label.parse::<NaiveDate>() {
        Ok(date) => Ok(of(part_of_year(date), true)),
        Err(_) => Err(Why::Not("time", label)),
    }
}

fn part_of_year(date: NaiveDate) -> f64 {
    let days = if date.leap_year() { 366.0 } else { 365.0 };
    f64::from(date.year()) + f64::from(date.ordinal0()) / days
}

fn answer(cell: &Cell) -> Taken<f64> {
    let text = written(cell).ok_or(Why::Blank)?;
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" => Ok(1.0),
        "no" | "n" | "false" | "0" => Ok(0.0),
        _ => Err(Why::Not("yes or no", text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let read = [("3", 3.0), ("-2.5", -2.5), ("3,5", 3.5), ("85 %", 0.85), ("1e3", 1000.0)];
        for (text, number) in read {
            assert_eq!(parsed(text), Some(number), "{text}");
        }
        for text in ["", "N/O", "1,234", "1.234,5", "inf", "nan", "3 of 4", "%"] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_years_and_parts_of_years() {
        let of = |text: &str| time(&Cell::Text(text.to_owned())).map(|time| time.number).ok();
        assert_eq!(of("2024"), Some(2024.0));
        assert_eq!(of("2024-25"), Some(2024.0));
        // Half of the 366 days of 2024 have passed when July 2 begins.
        assert_eq!(of("2024-07-02"), Some(2024.5));
        assert_eq!(of("fall"), None);
    }

    #[test]
    fn what_is_left_out_is_told_by_row() {
        let cell = |text: &str| match text {
            "" => Cell::Empty,
            text => Cell::Text(text.to_owned()),
        };
        let row =
            |(place, text): (usize, &&str)| Row { number: place + 2, cells: vec![cell(text)] };
        let texts = ["3", "", "N/O", "4", ""];
        let rows = texts.iter().enumerate().map(row).collect();
        let rows = Rows { headings: vec!["score".to_owned()], rows };
        let mut reader = Reader::of(&rows);
        assert_eq!(reader.each(|cells| cells.number(0)), [3.0, 4.0]);
        assert_eq!(
            reader.told().unwrap(),
            "3 of 5 rows are left out: `score` is blank in rows 3 and 6; `N/O` in `score` is no \
             number in row 4."
        );
    }
}

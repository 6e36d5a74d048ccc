//! School years: two years that follow each other, and nothing else.

use cqi::{ingest::Cell, model::SchoolYear, rulebook::Settings};

use super::{told, trial};

pub(crate) fn read(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let year = text.parse::<SchoolYear>();
    assert_eq!(year, text.parse(), "reading twice gives the same");
    if let Ok(year) = year {
        stands_in(year, text);
        let shown = year.to_string();
        assert_eq!(shown.parse(), Ok(year), "what is shown as {shown} is read again");
    }
    of_a_form(text);
}

/// Both years stand in the text, with all or the last two of their digits, in their order.
fn stands_in(year: SchoolYear, text: &str) {
    let starts = year.starts();
    assert!((1900..=9998).contains(&starts), "{text:?} is {year}");
    let numbers: Vec<u16> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse().unwrap_or(u16::MAX))
        .collect();
    let is_it = |number: u16, year: u16| number == year || number == year % 100;
    let stands = matches!(numbers[..], [first, second]
        if is_it(first, starts) && is_it(second, starts + 1));
    assert!(stands, "{text:?} is {year}");
}

/// In a form: it gets the year that stands there, or an error says why not.
fn of_a_form(text: &str) {
    let words = |text: &str| Cell::Text(text.to_owned());
    let head = ["Site", "School year", "Welcome"].map(words);
    let row = [words("Oak"), words(text), Cell::Number(3.0)];
    let sheets = [trial::sheet("visits.xlsx", "Visits", vec![head.into(), row.into()])];
    let tidied = trial::tidied(&sheets, None, &Settings::default());
    match &tidied.value.rows[..] {
        [] => assert!(tidied.diagnostics.iter().any(told::is_error), "{text:?} is dropped"),
        rows => {
            for row in rows {
                let tail = format!("{:02}", row.form.school_year.starts() % 100);
                assert!(text.contains(&tail), "{text:?} is {}", row.form.school_year);
            }
        }
    }
}

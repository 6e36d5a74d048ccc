//! Dates as people write them, by American habit: the month before the day.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::ingest::Cell;

/// In English and Spanish: Spanish speakers fill in English forms, too.
const MONTHS: [[&str; 2]; 12] = [
    ["january", "enero"],
    ["february", "febrero"],
    ["march", "marzo"],
    ["april", "abril"],
    ["may", "mayo"],
    ["june", "junio"],
    ["july", "julio"],
    ["august", "agosto"],
    ["september", "septiembre"],
    ["october", "octubre"],
    ["november", "noviembre"],
    ["december", "diciembre"],
];

/// The date in a cell: a real one, or a text that can mean one date only.
pub(crate) fn date_of(cell: &Cell) -> Option<NaiveDate> {
    match cell {
        Cell::Date(date) => Some(NaiveDateTime::date(date)),
        Cell::Text(text) => date_in(text),
        _ => None,
    }
}

/// The date in a cell with its time of day, which is midnight where none stands.
pub(super) fn moment_of(cell: &Cell) -> Option<NaiveDateTime> {
    match cell {
        Cell::Date(moment) => Some(*moment),
        Cell::Text(text) => Some(date_in(text)?.and_time(time_in(text).unwrap_or_default())),
        _ => None,
    }
}

/// Reads `14:03:22`, `2:03 PM` and `14:03:22-07:00` behind a date.
fn time_in(text: &str) -> Option<NaiveTime> {
    let text = text.to_lowercase();
    let (before, after) = text.split_once(':')?;
    let start = before.rfind(|letter: char| !letter.is_ascii_digit()).map_or(0, |at| at + 1);
    let number = |text: &str| {
        let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
        text[..end].parse::<u32>().ok()
    };
    let hour = number(&before[start..])?;
    let seconds = after.get(2..).and_then(|rest| number(rest.strip_prefix(':')?));
    let hour = match (hour, after.contains("pm"), after.contains("am")) {
        (12, _, true) => 0,
        (1..=11, true, _) => hour + 12,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, number(after)?, seconds.unwrap_or_default())
}

/// Reads `10/3/2024`, `2024-10-03`, `3 Oct 2024`, `October 3, 2024` and `3 de octubre de 2024`, also
/// before a time.
pub(super) fn date_in(text: &str) -> Option<NaiveDate> {
    if !has_digit(text) {
        return None;
    }
    let mut parts = parts(text).filter(|part| !part.eq_ignore_ascii_case("de"));
    let [first, second, third] = [parts.next()?, parts.next()?, parts.next()?];
    if is_year(first) {
        ymd(first, second, third)
    } else if month_named(first).is_some() {
        ymd(third, first, second)
    } else if month_named(second).is_some() {
        ymd(third, second, first)
    } else {
        ymd(third, first, second)
    }
}

/// Whether a spreadsheet would show a date so: `4-Mar`, `3/4`, `Mar 4` or a whole date.
pub(super) fn looks_like_date(text: &str) -> bool {
    if !has_digit(text) {
        return false;
    }
    let number = |text: &str| text.parse::<u32>().is_ok_and(|number| (1..=31).contains(&number));
    let mut parts = parts(text);
    let (Some(left), Some(right)) = (parts.next(), parts.next()) else { return false };
    if parts.next().is_some() {
        return date_in(text).is_some();
    }
    if text.contains('/') {
        number(left) && number(right)
    } else if month_named(right).is_some() {
        number(left)
    } else {
        month_named(left).is_some() && (number(right) || is_year(right))
    }
}

/// Most texts hold no digit, and so no date.
pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|letter| letter.is_ascii_digit())
}

/// Numbers and words, without what stands between them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(char::is_alphanumeric)?;
        let part = &rest[start..];
        let is_word = part.starts_with(char::is_alphabetic);
        let goes_on = |letter: char| letter.is_alphanumeric() && letter.is_alphabetic() == is_word;
        let end = part.find(|letter| !goes_on(letter)).unwrap_or(part.len());
        let (part, after) = part.split_at(end);
        rest = after;
        Some(part)
    })
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1900..=2999).contains(&year))
}

fn month_named(text: &str) -> Option<u32> {
    let is_word = 3 <= text.len() && text.chars().all(char::is_alphabetic);
    if !is_word {
        return None;
    }
    let text = text.to_lowercase();
    let is_named = |names: &[&str; 2]| names.iter().any(|name| name.starts_with(&text));
    let place = MONTHS.iter().position(is_named)?;
    u32::try_from(place + 1).ok()
}

fn ymd(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let year: i32 = match year.len() {
        4 => year.parse().ok()?,
        2 => 2000 + year.parse::<i32>().ok()?,
        _ => return None,
    };
    let month = month_named(month).or_else(|| month.parse().ok())?;
    NaiveDate::from_ymd_opt(year, month, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_people_write_a_date() {
        let ways = [
            "10/3/2024",
            "2024-10-03",
            "2024-10-03T09:30:00",
            "10/3/2024 14:03:22",
            "3 Oct 2024",
            "3-Oct-24",
            "October 3, 2024",
            "Oct 3 2024",
            "3 de octubre de 2024",
            "octubre 3, 2024",
            "10/03/24",
        ];
        for way in ways {
            assert_eq!(date_in(way), NaiveDate::from_ymd_opt(2024, 10, 3), "reading {way:?}");
        }
    }

    #[test]
    fn the_time_of_day_is_read_behind_a_date() {
        let times = [
            ("10/3/2024 14:03:22", "14:03:22"),
            ("10/3/2024 2:03:22 PM", "14:03:22"),
            ("10/3/2024 12:30 AM", "00:30:00"),
            ("2024-10-03T09:30:00-07:00", "09:30:00"),
            ("10/3/2024", "00:00:00"),
        ];
        for (text, time) in times {
            let moment = moment_of(&Cell::Text(text.to_owned())).unwrap();
            assert_eq!(moment.to_string(), format!("2024-10-03 {time}"), "reading {text:?}");
        }
    }

    #[test]
    fn months_may_be_in_spanish() {
        for (text, month) in [("31 ene 2026", 1), ("31 de agosto de 2026", 8), ("31-dic-26", 12)] {
            assert_eq!(date_in(text), NaiveDate::from_ymd_opt(2026, month, 31), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "3 de 5 grupos", "10/3", "13/13/2024", "2024", "soon", "2/30/2024", "3"] {
            assert_eq!(date_in(text), None, "reading {text:?}");
        }
    }

    #[test]
    fn a_spreadsheet_shows_dates_in_short() {
        for text in ["4-Mar", "3/4", "Mar 4", "Mar-24", "3/4/2024"] {
            assert!(looks_like_date(text), "{text:?}");
        }
        for text in ["3", "3+", "2-3", "3 - Reasonable", "NR", "3/45", "4 marks"] {
            assert!(!looks_like_date(text), "{text:?}");
        }
    }
}

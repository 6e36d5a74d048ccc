//! Dates as people write them, by American habit: the month before the day.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::ingest::Cell;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The date in a cell: a real one, or a text that can mean one date only.
pub(super) fn date_of(cell: &Cell) -> Option<NaiveDate> {
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

/// Reads `10/3/2024`, `2024-10-03`, `3 Oct 2024` and `October 3, 2024`, also before a time.
pub(super) fn date_in(text: &str) -> Option<NaiveDate> {
    if !has_digit(text) {
        return None;
    }
    let parts = parts(text);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match parts[..] {
        [year, month, day, ..] if is_year(year) => ymd(year, month, day),
        [month, day, year, ..] if month_named(month).is_some() => ymd(year, month, day),
        [day, month, year, ..] if month_named(month).is_some() => ymd(year, month, day),
        [month, day, year, ..] => ymd(year, month, day),
        _ => None,
    }
}

/// Whether a spreadsheet would show a date so: `4-Mar`, `3/4`, `Mar 4` or a whole date.
pub(super) fn looks_like_date(text: &str) -> bool {
    if !has_digit(text) {
        return false;
    }
    let has_slash = text.contains('/');
    let parts = parts(text);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let number = |text: &str| text.parse::<u32>().is_ok_and(|number| (1..=31).contains(&number));
    match parts[..] {
        [left, right] if has_slash => number(left) && number(right),
        [day, month] if month_named(month).is_some() => number(day),
        [month, day] if month_named(month).is_some() => number(day) || is_year(day),
        _ => date_in(text).is_some(),
    }
}

/// Most texts hold no digit, and so no date.
fn has_digit(text: &str) -> bool {
    text.bytes().any(|letter| letter.is_ascii_digit())
}

/// Numbers and words, without what stands between them.
fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last: Option<char> = None;
    for letter in text.trim().chars() {
        if letter.is_alphanumeric() {
            let goes_on = last.is_some_and(|last| {
                last.is_alphabetic() == letter.is_alphabetic() && last.is_alphanumeric()
            });
            match parts.last_mut() {
                Some(part) if goes_on => part.push(letter),
                _ => parts.push(letter.to_string()),
            }
        }
        last = Some(letter);
    }
    parts
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1900..=2999).contains(&year))
}

fn month_named(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let is_word = 3 <= text.len() && text.chars().all(char::is_alphabetic);
    let starts = |month: &str| is_word && text.starts_with(month);
    let full = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let place = MONTHS.iter().position(|month| starts(month))?;
    full[place].starts_with(&text).then(|| u32::try_from(place).map_or(0, |place| place + 1))
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
    fn what_is_no_date_is_refused() {
        for text in ["", "10/3", "13/13/2024", "2024", "soon", "2/30/2024", "3"] {
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

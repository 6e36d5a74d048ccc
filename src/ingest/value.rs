//! What calamine finds in a cell, as a cell of ours.

use calamine::{DataType, ExcelDateTime};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::Cell;

/// The day after the last that spreadsheets count, December 31 of 9999, in the epoch of 1900.
const PAST_THE_LAST_DAY: f64 = 2_958_466.0;

/// A cell as it stands there. A number keeps nothing of its format, so 85 % is 0.85.
pub(super) fn cell(found: &impl DataType) -> Cell {
    if let Some(text) = found.get_string() {
        return written(text);
    }
    if let Some(number) = found.get_float() {
        return finite(number);
    }
    if let Some(whole) = found.get_int() {
        return Cell::Number(whole as f64);
    }
    if let Some(truth) = found.get_bool() {
        return Cell::Truth(truth);
    }
    if let Some(serial) = found.get_datetime() {
        return counted(serial);
    }
    if let Some(text) = found.get_datetime_iso() {
        return iso(text);
    }
    if let Some(text) = found.get_duration_iso() {
        return duration(text);
    }
    found.get_error().map_or(Cell::Empty, |error| Cell::Broken(error.to_string()))
}

/// A text; one without letters is as good as an empty cell.
pub(super) fn written(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn finite(number: f64) -> Cell {
    if number.is_finite() { Cell::Number(number) } else { Cell::Broken("#NUM!".to_owned()) }
}

/// A number that is shown as a date.
///
/// Below 1 there is no day in it, only a time of day: that, like a span of time, is told as a
/// clock shows it. What lies beyond the calendar of spreadsheets stays the number that it is.
fn counted(serial: ExcelDateTime) -> Cell {
    let days = serial.as_f64();
    if !(0.0..PAST_THE_LAST_DAY).contains(&days) {
        return finite(days);
    }
    if serial.is_duration() || days < 1.0 {
        return Cell::Text(clock((days * 86_400.0).round()));
    }
    serial.as_datetime().map_or(Cell::Number(days), Cell::Date)
}

/// `2024-10-15` or `2024-10-15T09:30:00`, as ods and a few xlsx files keep dates.
fn iso(text: &str) -> Cell {
    let plain = text.trim_end_matches('Z');
    let date = plain.parse::<NaiveDate>().map(|day| day.and_time(NaiveTime::MIN));
    match plain.parse::<NaiveDateTime>().or(date) {
        Ok(date) => Cell::Date(date),
        Err(_) => written(text),
    }
}

/// `PT09H30M00S`, as ods keeps times of day and spans of time.
fn duration(text: &str) -> Cell {
    seconds(text).map_or_else(|| written(text), |seconds| Cell::Text(clock(seconds)))
}

fn seconds(iso: &str) -> Option<f64> {
    let (hours, rest) = iso.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?.replace(',', ".");
    let whole = |digits: &str| digits.parse::<u32>().ok().map(f64::from);
    let seconds = whole(hours)? * 3_600.0 + whole(minutes)? * 60.0 + seconds.parse::<f64>().ok()?;
    Some(seconds.round())
}

/// `09:30`, with seconds where there are any.
fn clock(seconds: f64) -> String {
    let part = |of: f64, within: f64| (seconds / of).floor() % within;
    let hours = (seconds / 3_600.0).floor();
    let clock = format!("{hours:02}:{:02}", part(60.0, 60.0));
    match part(1.0, 60.0) {
        0.0 => clock,
        seconds => format!("{clock}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, DataRef, ExcelDateTimeType};

    use super::*;

    const SINCE_1900: bool = false;
    const SINCE_1904: bool = true;

    #[track_caller]
    fn dated(days: f64, epoch: bool, shown: &str) {
        let serial = ExcelDateTime::new(days, ExcelDateTimeType::DateTime, epoch);
        let Cell::Date(date) = cell(&DataRef::DateTime(serial)) else { panic!("{days} is a date") };
        assert_eq!(date.to_string(), shown);
    }

    #[track_caller]
    fn told(found: &DataRef<'_>, text: &str) {
        assert_eq!(cell(found), Cell::Text(text.to_owned()));
    }

    /// Microsoft's own example: July 5, 1998 is 35981 in one epoch and 34519 in the other.
    #[test]
    fn both_epochs_give_the_same_day() {
        dated(35_981.0, SINCE_1900, "1998-07-05 00:00:00");
        dated(34_519.0, SINCE_1904, "1998-07-05 00:00:00");
        dated(45_580.395_833_333_336, SINCE_1900, "2024-10-15 09:30:00");
    }

    #[test]
    fn dates_count_as_excel_counts_them_around_its_leap_day() {
        dated(1.0, SINCE_1900, "1900-01-01 00:00:00");
        dated(59.0, SINCE_1900, "1900-02-28 00:00:00");
        dated(61.0, SINCE_1900, "1900-03-01 00:00:00");
        dated(2_958_465.0, SINCE_1900, "9999-12-31 00:00:00");
    }

    #[test]
    fn a_time_of_day_is_told_as_a_clock_shows_it() {
        let time = |days, kind| DataRef::DateTime(ExcelDateTime::new(days, kind, SINCE_1900));
        told(&time(0.395_833_333_333, ExcelDateTimeType::DateTime), "09:30");
        told(&time(0.75, ExcelDateTimeType::DateTime), "18:00");
        told(&time(1.5, ExcelDateTimeType::TimeDelta), "36:00");
        told(&DataRef::DurationIso("PT09H30M15S".to_owned()), "09:30:15");
        told(&DataRef::DurationIso("P1D".to_owned()), "P1D");
    }

    #[test]
    fn numbers_beyond_the_calendar_stay_numbers() {
        for days in [-1.0, 2_958_466.0, 1e300] {
            let serial = ExcelDateTime::new(days, ExcelDateTimeType::DateTime, SINCE_1900);
            assert_eq!(cell(&DataRef::DateTime(serial)), Cell::Number(days));
        }
    }

    #[test]
    fn dates_written_out_are_dates() {
        for text in ["2024-10-15", "2024-10-15T00:00:00", "2024-10-15T00:00:00.000000000"] {
            let Cell::Date(date) = cell(&DataRef::DateTimeIso(text.to_owned())) else {
                panic!("{text} is a date")
            };
            assert_eq!(date.to_string(), "2024-10-15 00:00:00");
        }
        told(&DataRef::DateTimeIso("-0044-03-15X".to_owned()), "-0044-03-15X");
    }

    #[test]
    fn what_is_written_stays_as_it_is() {
        told(&DataRef::SharedString(" 3 "), " 3 ");
        assert_eq!(cell(&DataRef::String(String::new())), Cell::Empty);
        assert_eq!(cell(&DataRef::Int(3)), Cell::Number(3.0));
        let broken = cell(&DataRef::Error(CellErrorType::Div0));
        assert_eq!(broken, Cell::Broken("#DIV/0!".to_owned()));
    }
}

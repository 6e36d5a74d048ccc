//! A stretch of days, open at an end that nobody knows.

use std::fmt;

use chrono::{Days, NaiveDate};

use super::SchoolYear;

/// The days from one to another, both included. An end that is not known is open.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Period {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Period {
    /// All days.
    pub const ALWAYS: Period = Period { from: None, to: None };

    pub const fn day(day: NaiveDate) -> Period {
        Period { from: Some(day), to: Some(day) }
    }

    /// The days of a school year, from July 1 to June 30.
    pub fn of_year(year: SchoolYear) -> Period {
        Period { from: year.date(SchoolYear::FIRST_MONTH, 1), to: year.date(6, 30) }
    }

    /// Whether the two have a day in common.
    pub fn meets(self, other: Period) -> bool {
        let starts_in_time = |one: Period, other: Period| match (one.from, other.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        starts_in_time(self, other) && starts_in_time(other, self)
    }

    /// Whether it ends before the other begins.
    pub fn ends_before(self, other: Period) -> bool {
        matches!((self.to, other.from), (Some(to), Some(from)) if to < from)
    }

    /// Two that follow each other: an open end closes where the other begins.
    pub fn in_turn(self, next: Period) -> (Period, Period) {
        let before = |day: NaiveDate| day.checked_sub_days(Days::new(1));
        let after = |day: NaiveDate| day.checked_add_days(Days::new(1));
        let to = self.to.or_else(|| next.from.and_then(before));
        let from = next.from.or_else(|| self.to.and_then(after));
        (Period { to, ..self }, Period { from, ..next })
    }

    /// Its beginning and its end as people say them: a school year where it is a whole one.
    pub fn ends(self) -> (Option<String>, Option<String>) {
        (self.from.map(beginning), self.to.map(end))
    }

    /// From the earlier beginning to the later end.
    pub fn with(self, other: Period) -> Period {
        let either = |one: Option<NaiveDate>, other: Option<NaiveDate>| one.zip(other);
        Period {
            from: either(self.from, other.from).map(|(one, other)| one.min(other)),
            to: either(self.to, other.to).map(|(one, other)| one.max(other)),
        }
    }
}

/// As people say it: `from 2021-22 to 2022-23`, `until 3/1/2024`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ends() {
            (None, None) => f.write_str("always"),
            (Some(from), None) => write!(f, "from {from} on"),
            (None, Some(to)) => write!(f, "until {to}"),
            (Some(from), Some(to)) if from == to => write!(f, "in {from}"),
            (Some(from), Some(to)) => write!(f, "from {from} to {to}"),
        }
    }
}

fn beginning(day: NaiveDate) -> String {
    let whole_year =
        SchoolYear::of(day).filter(|year| year.date(SchoolYear::FIRST_MONTH, 1) == Some(day));
    whole_year.map_or_else(|| american(day), |year| year.to_string())
}

fn end(day: NaiveDate) -> String {
    let whole_year = SchoolYear::of(day).filter(|year| year.date(6, 30) == Some(day));
    whole_year.map_or_else(|| american(day), |year| year.to_string())
}

fn american(day: NaiveDate) -> String {
    day.format("%-m/%-d/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> Period {
        Period { from: from.parse().ok(), to: to.parse().ok() }
    }

    #[test]
    fn two_periods_meet_on_a_day_that_both_hold() {
        let first = period("2021-07-01", "2023-06-30");
        assert!(first.meets(period("2023-06-30", "")));
        assert!(!first.meets(period("2023-07-01", "")));
        assert!(first.ends_before(period("2023-07-01", "")));
        assert!(first.meets(Period::ALWAYS));
        assert!(!first.meets(Period::of_year("2023-24".parse().unwrap())));
        assert!(first.meets(Period::day("2022-02-02".parse().unwrap())));
    }

    #[test]
    fn an_open_end_closes_where_the_next_begins() {
        let (before, now) = Period::ALWAYS.in_turn(period("2023-07-01", ""));
        assert_eq!(before, period("", "2023-06-30"));
        assert_eq!(now, period("2023-07-01", ""));
        let (_, now) = period("", "2023-06-30").in_turn(Period::ALWAYS);
        assert_eq!(now, period("2023-07-01", ""));
    }

    #[test]
    fn said_in_school_years_where_they_are_whole() {
        let said = [
            (period("2021-07-01", "2023-06-30"), "from 2021-22 to 2022-23"),
            (period("2021-07-01", "2022-06-30"), "in 2021-22"),
            (period("", "2024-03-01"), "until 3/1/2024"),
            (period("2024-07-01", ""), "from 2024-25 on"),
            (Period::ALWAYS, "always"),
        ];
        for (period, words) in said {
            assert_eq!(period.to_string(), words);
        }
    }
}

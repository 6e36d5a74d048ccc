//! The school year: the clock of quality improvement.
//!
//! Programs rate themselves in the autumn and again in the spring, so a calendar
//! year would cut every cycle in half.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};

/// A school year, such as 2024-25.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SchoolYear {
    starts: u16,
}

impl SchoolYear {
    /// The month, counted from one, in which a school year starts. Summer work in
    /// July and August belongs to the year that starts.
    pub const FIRST_MONTH: u32 = 7;

    /// The school year that starts in the summer of `year`.
    pub const fn starting(year: u16) -> SchoolYear {
        SchoolYear { starts: year }
    }

    /// The school year in which `date` lies, from July 1 to June 30.
    ///
    /// None for dates that no spreadsheet means, before 1900 or after 9998.
    pub fn of(date: NaiveDate) -> Option<SchoolYear> {
        let before_summer = date.month() < SchoolYear::FIRST_MONTH;
        let starts = date.year() - i32::from(before_summer);
        let plausible = (1900..=9998).contains(&starts);
        if plausible { u16::try_from(starts).ok().map(SchoolYear::starting) } else { None }
    }

    /// The calendar year in which it starts.
    pub const fn starts(self) -> u16 {
        self.starts
    }

    /// The school year after this one.
    pub const fn next(self) -> SchoolYear {
        SchoolYear::starting(self.starts + 1)
    }

    /// How many years after `earlier` this one is.
    pub fn years_since(self, earlier: SchoolYear) -> i32 {
        i32::from(self.starts) - i32::from(earlier.starts)
    }

    /// The day `month`-`day` within this school year; none for a day no calendar has.
    pub fn date(self, month: u32, day: u32) -> Option<NaiveDate> {
        let year = i32::from(self.starts) + i32::from(month < SchoolYear::FIRST_MONTH);
        NaiveDate::from_ymd_opt(year, month, day)
    }
}

impl fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.starts, (self.starts + 1) % 100)
    }
}

/// Why a text is not a school year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SchoolYearError {
    /// It is not two years with a dash or a slash between them.
    Shape,
    /// It is one year alone: half the districts mean the autumn by it, and half the spring.
    OneYear { year: u16 },
    /// Its two years do not follow each other.
    NotConsecutive { starts: u16, ends: u16 },
}

impl FromStr for SchoolYear {
    type Err = SchoolYearError;

    /// Reads `2024-25`, `2024–25`, `2024-2025`, `2024/25`, `24-25`, `SY2024-25` and `FY 2024-25`.
    /// Two digits are read as 20xx.
    fn from_str(text: &str) -> Result<SchoolYear, SchoolYearError> {
        let text = without_prefix(text.trim());
        let Some((starts, ends)) =
            text.split_once(['-', '/', '\u{2010}', '\u{2011}', '\u{2013}', '\u{2014}'])
        else {
            return Err(digits(text, 4)
                .map_or(SchoolYearError::Shape, |year| SchoolYearError::OneYear { year }));
        };
        let (starts, ends) = (starts.trim(), ends.trim());
        let starts = digits(starts, 4)
            .or_else(|| digits(starts, 2).map(|tail| 2000 + tail))
            .filter(|starts| (1900..=9998).contains(starts))
            .ok_or(SchoolYearError::Shape)?;
        let next_century = (starts + 1) / 100 * 100;
        let ends = digits(ends, 4)
            .or_else(|| digits(ends, 2).map(|tail| next_century + tail))
            .ok_or(SchoolYearError::Shape)?;
        if ends == starts + 1 {
            Ok(SchoolYear::starting(starts))
        } else {
            Err(SchoolYearError::NotConsecutive { starts, ends })
        }
    }
}

/// The text without `SY`, `FY` or `School year` before it.
fn without_prefix(text: &str) -> &str {
    let known = ["school year", "fiscal year", "sy", "fy"];
    for prefix in known {
        if let Some(head) = text.get(..prefix.len())
            && head.eq_ignore_ascii_case(prefix)
        {
            return text[prefix.len()..].trim_start_matches([' ', ':', '.']);
        }
    }
    text
}

fn digits(text: &str, count: usize) -> Option<u16> {
    let all_digits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, shown: &str) {
        let year: SchoolYear = text.parse().unwrap();
        assert_eq!(year.to_string(), shown, "reading {text:?}");
    }

    #[track_caller]
    fn refuses(text: &str, why: SchoolYearError) {
        assert_eq!(text.parse::<SchoolYear>(), Err(why), "reading {text:?}");
    }

    #[test]
    fn the_ways_people_write_it() {
        let ways =
            ["2023-24", "2023–24", "2023-2024", "23-24", "SY2023-24", "FY 2023-24", "2023/24"];
        for way in ways {
            reads(way, "2023-24");
        }
        reads(" 2024 / 25 ", "2024-25");
        reads("School year: 2024-25", "2024-25");
        reads("1999-00", "1999-00");
        reads("1999-2000", "1999-00");
    }

    #[test]
    fn what_could_mean_two_things_is_refused() {
        refuses("2023", SchoolYearError::OneYear { year: 2023 });
        refuses("+024-25", SchoolYearError::Shape);
        refuses("fall", SchoolYearError::Shape);
        refuses("2023-25", SchoolYearError::NotConsecutive { starts: 2023, ends: 2025 });
        refuses("1999-1900", SchoolYearError::NotConsecutive { starts: 1999, ends: 1900 });
    }

    #[test]
    fn a_year_runs_from_july_to_june() {
        let dates = [
            ((2024, 6, 30), "2023-24"),
            ((2024, 7, 1), "2024-25"),
            ((2023, 12, 31), "2023-24"),
            ((2024, 1, 1), "2023-24"),
            ((2024, 2, 29), "2023-24"),
            ((2000, 6, 30), "1999-00"),
        ];
        for ((year, month, day), shown) in dates {
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            assert_eq!(SchoolYear::of(date).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn days_of_a_year_lie_on_both_sides_of_new_year() {
        let year = SchoolYear::starting(2024);
        assert_eq!(year.date(9, 30), NaiveDate::from_ymd_opt(2024, 9, 30));
        assert_eq!(year.date(5, 15), NaiveDate::from_ymd_opt(2025, 5, 15));
        assert_eq!(year.next().to_string(), "2025-26");
        assert_eq!(year.next().years_since(year), 1);
    }
}

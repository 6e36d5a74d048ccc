//! The days on which people are at a site: not weekends, and not when the rules say that sites are shut.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::rulebook::kind::Closed;

/// No stretch of shut days is longer; where all days are shut, none is looked for.
const LONGEST_STRETCH: usize = 366;

/// Tells working days from others.
pub(super) struct WorkingDays {
    /// From when to when sites are shut.
    closed: Vec<(MonthDay, MonthDay)>,
}

/// Month and day, such as `(12, 20)`.
pub(super) type MonthDay = (u32, u32);

impl WorkingDays {
    pub(super) fn new(closed: &[Closed]) -> WorkingDays {
        let period = |it: &Closed| Some((month_day(&it.from)?, month_day(&it.to)?));
        WorkingDays { closed: closed.iter().filter_map(period).collect() }
    }

    /// The day, or the first working day after it.
    pub(super) fn on_or_after(&self, day: NaiveDate) -> NaiveDate {
        self.first_working(day, NaiveDate::succ_opt)
    }

    /// The day, or the last working day before it.
    pub(super) fn on_or_before(&self, day: NaiveDate) -> NaiveDate {
        self.first_working(day, NaiveDate::pred_opt)
    }

    fn first_working(
        &self,
        day: NaiveDate,
        next: fn(&NaiveDate) -> Option<NaiveDate>,
    ) -> NaiveDate {
        let mut days = std::iter::successors(Some(day), next).take(LONGEST_STRETCH);
        days.find(|day| self.is_working(*day)).unwrap_or(day)
    }

    fn is_working(&self, day: NaiveDate) -> bool {
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let day = (day.month(), day.day());
        !is_weekend && !self.closed.iter().any(|(from, to)| lies_within(day, *from, *to))
    }
}

/// Whether a day lies within a period, which may go over New Year.
fn lies_within(day: MonthDay, from: MonthDay, to: MonthDay) -> bool {
    if from <= to { from <= day && day <= to } else { from <= day || day <= to }
}

/// A day such as `05-15`.
pub(super) fn month_day(text: &str) -> Option<MonthDay> {
    let (month, day) = text.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn winter_break() -> WorkingDays {
        WorkingDays::new(&[Closed { from: "12-20".to_owned(), to: "01-04".to_owned() }])
    }

    #[track_caller]
    fn moves(days: &WorkingDays, given: &str, before: &str, after: &str) {
        let moved = (days.on_or_before(day(given)), days.on_or_after(day(given)));
        assert_eq!(moved, (day(before), day(after)));
    }

    #[test]
    fn a_day_of_a_break_that_goes_over_new_year_moves_out_of_it() {
        let days = winter_break();
        // December 20, 2025 is a Saturday, and January 4, 2026 a Sunday.
        moves(&days, "2025-12-29", "2025-12-19", "2026-01-05");
        moves(&days, "2026-01-01", "2025-12-19", "2026-01-05");
        moves(&days, "2025-12-20", "2025-12-19", "2026-01-05");
        moves(&days, "2026-01-04", "2025-12-19", "2026-01-05");
        moves(&days, "2025-12-19", "2025-12-19", "2025-12-19");
        moves(&days, "2026-01-05", "2026-01-05", "2026-01-05");
    }

    #[test]
    fn where_a_break_ends_before_a_weekend_work_begins_on_the_monday() {
        let until =
            |to: &str| WorkingDays::new(&[Closed { from: "03-30".to_owned(), to: to.to_owned() }]);
        // April 3, 2026 is a Friday.
        moves(&until("04-03"), "2026-03-31", "2026-03-27", "2026-04-06");
        moves(&until("04-01"), "2026-03-31", "2026-03-27", "2026-04-02");
    }

    #[test]
    fn a_weekend_is_no_working_day() {
        moves(&WorkingDays::new(&[]), "2026-01-31", "2026-01-30", "2026-02-02");
    }

    #[test]
    fn where_all_days_are_shut_none_moves() {
        let all = [Closed { from: "01-01".to_owned(), to: "12-31".to_owned() }];
        moves(&WorkingDays::new(&all), "2026-01-31", "2026-01-31", "2026-01-31");
    }
}

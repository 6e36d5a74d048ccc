//! What a form says about its site, and what the list says for a time.

use std::fmt;

use chrono::NaiveDate;

use crate::{
    model::{CdsCode, Period, SchoolYear, SiteId},
    tidy::{draft::Draft, headings::normal, when::When},
};

/// What a form says about its site.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(in crate::tidy) struct Asked<'a> {
    pub(in crate::tidy) id: Option<&'a str>,
    pub(in crate::tidy) name: Option<&'a str>,
    pub(in crate::tidy) program: Option<&'a str>,
    pub(in crate::tidy) county: Option<&'a str>,
    pub(in crate::tidy) cds_code: Option<&'a str>,
    /// None where the form does not tell its year.
    pub(in crate::tidy) time: Option<Time>,
}

impl<'a> Asked<'a> {
    pub(in crate::tidy) fn of(draft: &'a Draft<'_>, when: &When) -> Asked<'a> {
        Asked {
            id: draft.text("site_id"),
            name: draft.text("site"),
            program: draft.text("program"),
            county: draft.text("county"),
            cds_code: draft.text("cds_code"),
            time: when.year.map(|year| Time::of(year, when.date)),
        }
    }
}

/// When a form was filled in: on a day, or some time in a school year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::tidy) enum Time {
    Day(NaiveDate),
    Year(SchoolYear),
}

impl Time {
    /// A date that does not lie in the year does not count.
    pub(in crate::tidy) fn of(year: SchoolYear, date: Option<NaiveDate>) -> Time {
        let day = date.filter(|&date| SchoolYear::of(date) == Some(year));
        day.map_or(Time::Year(year), Time::Day)
    }

    pub(super) fn days(self) -> Period {
        match self {
            Time::Day(day) => Period::day(day),
            Time::Year(year) => Period::of_year(year),
        }
    }
}

/// `on 5/21/2024`, `in 2023-24`.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Time::Day(day) => write!(f, "on {}", day.format("%-m/%-d/%Y")),
            Time::Year(year) => write!(f, "in {year}"),
        }
    }
}

/// What the list says of a site for a time: one row.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::tidy) struct Term {
    /// The site as it is called today.
    pub(in crate::tidy) site: SiteId,
    /// Its id at that time.
    pub(in crate::tidy) id: SiteId,
    pub(in crate::tidy) name: String,
    pub(in crate::tidy) aliases: Vec<String>,
    pub(in crate::tidy) program: Option<String>,
    pub(in crate::tidy) county: Option<String>,
    pub(in crate::tidy) cds_code: Option<CdsCode>,
    pub(in crate::tidy) when: Period,
    /// Its row in the list.
    pub(in crate::tidy) row: usize,
}

impl Term {
    /// A name for all time.
    pub(super) fn named(id: &SiteId, name: &str, program: Option<&str>) -> Term {
        Term {
            site: id.clone(),
            id: id.clone(),
            name: name.to_owned(),
            aliases: Vec::new(),
            program: program.map(str::to_owned),
            county: None,
            cds_code: None,
            when: Period::ALWAYS,
            row: 0,
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        [&self.name].into_iter().chain(&self.aliases)
    }

    pub(super) fn is_at(&self, time: Option<Time>) -> bool {
        time.is_none_or(|time| self.when.meets(time.days()))
    }

    pub(super) fn is_of_program(&self, program: &str) -> bool {
        self.program.as_deref().is_some_and(|own| normal(own) == normal(program))
    }

    pub(super) fn is_in_county(&self, county: &str) -> bool {
        let plain = |text: &str| normal(text).trim_end_matches(" county").to_owned();
        self.county.as_deref().is_some_and(|own| plain(own) == plain(county))
    }
}

//! When a form was filled in.

use std::{str::FromStr, sync::Arc};

use chrono::{Datelike, NaiveDate};

use super::{
    date::date_of,
    draft::{Draft, Given},
    headings::{normal, slug},
    telling::round,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{SaidBy, SchoolYear, SchoolYearError},
    rulebook::kind::{CalendarSummer, Words},
};

/// When a form was filled in, as far as it tells.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct When {
    pub(super) year: Option<SchoolYear>,
    pub(super) date: Option<NaiveDate>,
    pub(super) told: Vec<Diagnostic>,
}

/// Whether the form, its settings or the name of its file tell a school year at all.
pub(super) fn tells_year(draft: &Draft<'_>) -> bool {
    let given = ["school_year", "date", "submitted"];
    given.iter().any(|field| draft.given.contains_key(*field)) || year_of_place(draft).is_some()
}

/// The school year and the date of a form. Its own field counts first, then the names of sheet,
/// file and folder, then the date.
pub(super) fn when(draft: &Draft<'_>, summer: CalendarSummer) -> When {
    let mut when = When::default();
    let dated = draft.given.get("date");
    if let Some(given) = dated {
        when.date = date_of(&given.cell);
        if when.date.is_none() {
            when.told.push(draft.tell_given(no_date(&given.text), given));
        }
    }
    let sent = draft.given.get("submitted").and_then(|given| date_of(&given.cell));
    if dated.is_none() {
        when.date = sent;
    }
    let by_date = when.date.and_then(|date| year_of_date(date, summer));
    let by_place = year_of_place(draft);
    let given = draft.given.get("school_year");
    let own = match given.map(|given| (given, year_in(&given.text))) {
        Some((_, Ok(year))) => Some(year),
        Some((given, Err(why))) => unclear(draft, given, why, by_place.or(by_date), &mut when),
        None => by_place,
    };
    when.year = own.or(if given.is_some() && own.is_none() { None } else { by_date });
    if let (Some(own), Some(date)) = (own, when.date)
        && !lies_in(date, own, summer)
    {
        match dated {
            Some(dated) => {
                when.told.push(draft.tell_given(outside(draft, &dated.text, date, own), dated));
            }
            // A form can be sent when its year is over.
            None => when.date = None,
        }
    }
    let is_told = when.told.iter().any(|told| told.code == Code::SchoolYearUnclear);
    if when.year.is_none() && !is_told {
        let error = Diagnostic::error(
            Code::NoSchoolYear,
            "this form does not say which school year it is of",
        )
        .help("add a column or a line `School year`, such as `2024-25`, or a folder of that name");
        when.told.push(draft.tell(error, draft.first));
    }
    when
}

/// The school year of a date, and of a summer by the rule.
pub(super) fn year_of_date(date: NaiveDate, summer: CalendarSummer) -> Option<SchoolYear> {
    let year = SchoolYear::of(date)?;
    let is_june = date.month() == 6;
    let is_summer = (6..=8).contains(&date.month());
    match summer {
        CalendarSummer::Follows if is_summer && !is_june => {
            Some(SchoolYear::starting(year.starts() - 1))
        }
        CalendarSummer::LeadsInto if is_june => Some(year.next()),
        _ => Some(year),
    }
}

/// A day in summer may belong to either of two years.
fn lies_in(date: NaiveDate, year: SchoolYear, summer: CalendarSummer) -> bool {
    SchoolYear::of(date) == Some(year) || year_of_date(date, summer) == Some(year)
}

/// The school year that a text is, or that stands in it with other words.
fn year_in(text: &str) -> Result<SchoolYear, SchoolYearError> {
    SchoolYear::from_str(text).or_else(|why| years_within(text).next_back().ok_or(why))
}

/// A year that is unclear by itself may be clear by the date or the folder.
fn unclear(
    draft: &Draft<'_>,
    given: &Given,
    why: SchoolYearError,
    other: Option<SchoolYear>,
    when: &mut When,
) -> Option<SchoolYear> {
    let text = &given.text;
    let (message, settled) = match why {
        SchoolYearError::OneYear { year } => {
            let fits = |other: &SchoolYear| [other.starts(), other.next().starts()].contains(&year);
            (
                format!("`{text}` could be the year that starts or the year that ends"),
                other.filter(fits),
            )
        }
        SchoolYearError::NotConsecutive { .. } => {
            (format!("the two years of `{text}` do not follow each other"), None)
        }
        SchoolYearError::Shape => (format!("`{text}` is not a school year"), None),
    };
    let told = match settled {
        Some(year) => Diagnostic::warning(Code::SchoolYearUnclear, message)
            .help(format!("it is read as {year}, by the date or the folder; write it so")),
        None => Diagnostic::error(Code::SchoolYearUnclear, message)
            .help("write both years, such as `2024-25`"),
    };
    when.told.push(draft.tell_given(told, given));
    settled
}

/// The school year in the name of the sheet, of the file or of a folder, the nearest first.
fn year_of_place(draft: &Draft<'_>) -> Option<SchoolYear> {
    named_year(draft).map(|(year, _)| year)
}

/// The same, and which of the names it is.
pub(super) fn named_year(draft: &Draft<'_>) -> Option<(SchoolYear, SaidBy)> {
    let leaf = &draft.leaf;
    let mut path = leaf.source().0.rsplit(['/', '\\']);
    let file = path.next().map(|name| (name, SaidBy::FileName));
    let folders = path.map(|name| (name, SaidBy::FolderName));
    let names = [(&**leaf.name(), SaidBy::SheetName)].into_iter().chain(file).chain(folders);
    names.into_iter().find_map(|(name, by)| Some((years_within(name).next_back()?, by)))
}

/// The school years that are written out in a longer text, with a dash and four digits first.
fn years_within(text: &str) -> impl DoubleEndedIterator<Item = SchoolYear> {
    let dash = |letter: char| matches!(letter, '-' | '_' | '/' | '\u{2010}'..='\u{2015}');
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let digits = |from: usize| letters[from..].iter().take_while(|l| l.is_ascii_digit()).count();
    let mut at = 0;
    while at < letters.len() {
        let first = digits(at);
        let goes_before = 2 <= at && dash(letters[at - 1]) && letters[at - 2].is_ascii_digit();
        let starts_here = first == 4 && !goes_before;
        let after = at + first;
        if starts_here && letters.get(after).copied().is_some_and(dash) {
            let second = digits(after + 1);
            let end = after + 1 + second;
            let goes_on = letters.get(end).copied().is_some_and(dash)
                && letters.get(end + 1).is_some_and(char::is_ascii_digit);
            let start: String = letters[at..after].iter().collect();
            let ends: String = letters[after + 1..end].iter().collect();
            if !goes_on && let Ok(year) = format!("{start}-{ends}").parse() {
                found.push(year);
            }
        }
        at += first.max(1);
    }
    found.into_iter()
}

/// The round, as the instrument or the shared words know it; else as it is written.
pub(super) fn occasion(draft: &Draft<'_>, words: &[Words]) -> Option<Arc<str>> {
    let text = draft.text("occasion")?;
    let known = round(&normal(text), draft.instrument, words);
    Some(known.map_or_else(|| slug(text).into(), |round| round.id.as_str().into()))
}

fn no_date(text: &str) -> Diagnostic {
    Diagnostic::warning(Code::UnknownWord, format!("`{text}` cannot be read as a date"))
        .help("write it as month/day/year, such as `10/3/2024`")
}

fn outside(draft: &Draft<'_>, written: &str, date: NaiveDate, year: SchoolYear) -> Diagnostic {
    let message = format!("the date `{written}` does not lie in the school year {year}");
    let told = Diagnostic::warning(Code::DateOutsideYear, message);
    // Rows of one activity are known by its date.
    let pair = match draft.text("activity") {
        Some(_) => {
            "; two people who rated one activity need the same date, or they count as two activities"
        }
        None => "",
    };
    match year.date(date.month(), date.day()) {
        Some(near) => told.help(format!(
            "the form counts for {year}; the date that would fit is {}/{}/{}{pair}",
            near.month(),
            near.day(),
            near.year()
        )),
        None => told.help(format!("the form counts for {year}; look at the date again{pair}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(text: &str) -> SchoolYear {
        text.parse().unwrap()
    }

    #[test]
    fn a_summer_stays_whole_by_the_rule_of_the_words() {
        let summers = [
            ((2024, 6, 20), "2023-24", "2023-24", "2024-25"),
            ((2024, 7, 9), "2024-25", "2023-24", "2024-25"),
            ((2024, 8, 31), "2024-25", "2023-24", "2024-25"),
            ((2025, 6, 18), "2024-25", "2024-25", "2025-26"),
            ((2024, 9, 1), "2024-25", "2024-25", "2024-25"),
            ((2024, 5, 31), "2023-24", "2023-24", "2023-24"),
        ];
        for ((y, m, d), by_date, follows, leads_into) in summers {
            let date = NaiveDate::from_ymd_opt(y, m, d).unwrap();
            let of = |summer| year_of_date(date, summer).unwrap();
            assert_eq!(of(CalendarSummer::ByDate), year(by_date), "{date}");
            assert_eq!(of(CalendarSummer::Follows), year(follows), "{date}");
            assert_eq!(of(CalendarSummer::LeadsInto), year(leads_into), "{date}");
        }
    }

    #[test]
    fn a_year_is_found_in_the_name_of_a_folder() {
        let names = [
            ("2023-24", Some("2023-24")),
            ("DoS 2023–2024 final", Some("2023-24")),
            ("fall_2023_24", Some("2023-24")),
            ("2023-25", None),
            ("2011-12-05", None),
            ("2024", None),
            ("room 12-13", None),
        ];
        for (name, found) in names {
            assert_eq!(years_within(name).next_back(), found.map(year), "{name}");
        }
    }
}

//! How numbers, dates and names are said, alike in every report.

mod links;

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate};

use crate::{
    analysis::{Change, ChangeReading, Interval, Slope, SpreadBasis, Trend, Verdict},
    language::{Language, facts, say},
    model::{Basis, Bound, EvidenceSource, Exact, Observation, SiteId, shown_score},
    pipeline::Study,
    plan::{Plan, Reason, TargetLine, ToolUsed},
    rulebook::kind::Comparison,
};

/// A score with two decimals, half up, as `2.33`.
pub(super) fn score(value: &Exact) -> String {
    value.rounded(2)
}

/// A score beside its target: with as many decimals as it takes to see on which side it lies.
pub(super) fn score_against(value: &Exact, target: &Exact) -> String {
    let looks_alike = |places: u32| value.rounded(places) == target.rounded(places);
    let places = (2..6).find(|&places| value == target || !looks_alike(places)).unwrap_or(6);
    value.rounded(places)
}

/// A difference with its sign, as `+0.25`.
pub(super) fn difference(value: &Exact) -> String {
    let is_less = *value < Exact::ZERO;
    let size = if is_less { Exact::ZERO - value.clone() } else { value.clone() };
    with_sign(size.rounded(2), is_less)
}

/// `2.12 to 3.40`, and `assumed` where it rests on what the rules assume.
pub(super) fn interval(
    language: Language,
    interval: &Interval,
    basis: Option<SpreadBasis>,
) -> String {
    let (low, high) = (format!("{:.2}", interval.low), format!("{:.2}", interval.high));
    match basis {
        Some(SpreadBasis::Assumed) => say!(language, "say-range-assumed", low = low, high = high),
        _ => say!(language, "say-range", low = low, high = high),
    }
}

pub(super) fn target(language: Language, line: &TargetLine) -> String {
    let value = line.value.rounded(1);
    match line.comparison {
        Comparison::AtLeast => value,
        Comparison::MoreThan => say!(language, "say-more-than", value = value),
    }
}

/// The short name of a standard.
pub(super) fn standard(study: &Study, id: &str) -> String {
    let mut all = study.rulebook.frameworks.values().flat_map(|framework| &framework.standard);
    let standard = all.find(|standard| standard.id == id);
    standard.map_or(id.to_owned(), |standard| standard.short_name.clone())
}

/// The ratings of a site, which stand together.
pub(super) fn rows_of<'a>(study: &'a Study, site: &SiteId) -> &'a [Observation] {
    let rows = &study.observations.rows;
    let first = rows.partition_point(|row| row.form.site < *site);
    let after = rows.partition_point(|row| row.form.site <= *site);
    &rows[first..after]
}

/// `May 15, 2026`.
pub(super) fn date(language: Language, date: NaiveDate) -> String {
    let (day, year) = (date.day(), date.year().to_string());
    say!(language, "say-date", month = date.month(), day = day, year = year)
}

/// `Oct 3, 2024 to Apr 9, 2025`, and one date alone where they are the same.
pub(super) fn dates(
    language: Language,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first == last => short_date(language, first),
        (Some(first), Some(last)) => {
            let from = if first.year() == last.year() {
                let month = short_month(language, first);
                say!(language, "say-day-short", month = month, day = first.day())
            } else {
                short_date(language, first)
            };
            say!(language, "say-dates", first = from, last = short_date(language, last))
        }
        (Some(date), None) | (None, Some(date)) => short_date(language, date),
        (None, None) => say!(language, "say-no-date"),
    }
}

/// Where a period begins or ends: a school year, or a day.
pub(super) fn bound(language: Language, bound: Bound) -> String {
    match bound {
        Bound::Year(year) => year.to_string(),
        Bound::Day(date) => {
            let (day, year) = (date.day(), date.year().to_string());
            say!(language, "say-day", month = date.month(), day = day, year = year)
        }
    }
}

fn short_date(language: Language, date: NaiveDate) -> String {
    let (month, year) = (short_month(language, date), date.year().to_string());
    say!(language, "say-date-short", month = month, day = date.day(), year = year)
}

fn short_month(language: Language, date: NaiveDate) -> String {
    say!(language, "say-month-short", month = date.month())
}

pub(super) fn source(language: Language, source: EvidenceSource) -> String {
    match source {
        EvidenceSource::SelfAssessment => say!(language, "say-self-assessment"),
        EvidenceSource::Observation => say!(language, "say-observation"),
    }
}

/// The source in the middle of a line.
pub(super) fn source_lower(language: Language, source: EvidenceSource) -> String {
    match source {
        EvidenceSource::SelfAssessment => say!(language, "say-self-assessment-lower"),
        EvidenceSource::Observation => say!(language, "say-observation-lower"),
    }
}

/// Who rated how.
pub(super) fn rated(language: Language, source: EvidenceSource, basis: Option<Basis>) -> String {
    match (basis, source) {
        (Some(Basis::Consensus), EvidenceSource::SelfAssessment) => {
            say!(language, "say-rated-together")
        }
        (Some(Basis::Individual), EvidenceSource::SelfAssessment) => {
            say!(language, "say-rated-alone")
        }
        (None, EvidenceSource::SelfAssessment) => say!(language, "say-rated-any"),
        _ => say!(language, "say-rated-visits"),
    }
}

/// Why a critical item comes first, with who rated it and when. None for other reasons.
pub(super) fn because(language: Language, plan: &Plan, reason: &Reason) -> Option<String> {
    let Reason::CriticalItem { item, because, .. } = reason else { return None };
    let is_meant =
        |tool: &&ToolUsed| tool.source == item.source && tool.instrument == item.instrument;
    let year = plan.tools.iter().filter(is_meant).map(|tool| tool.school_year).max();
    Some(match year {
        Some(year) => {
            let (source, year) = (source(language, item.source), year.to_string());
            say!(language, "say-because", because = &**because, source = source, year = year)
        }
        None => because.clone(),
    })
}

/// How many looks a score rests on, in words: `3 observed activities`.
pub(super) fn looks(language: Language, source: EvidenceSource, basis: Basis, n: usize) -> String {
    match (source, basis) {
        (EvidenceSource::Observation, _) => say!(language, "say-looks-observed", n = n),
        (EvidenceSource::SelfAssessment, Basis::Consensus) => {
            say!(language, "say-looks-agreed", n = n)
        }
        (EvidenceSource::SelfAssessment, Basis::Individual) => {
            say!(language, "say-looks-alone", n = n)
        }
    }
}

/// Where a score comes from, in mid-sentence: `the self-assessment`.
pub(super) fn by(language: Language, source: EvidenceSource) -> String {
    match source {
        EvidenceSource::SelfAssessment => say!(language, "say-by-self-assessment"),
        EvidenceSource::Observation => say!(language, "say-by-observations"),
    }
}

/// A change as words after a score: `up from 2.50 in 2023-24, a clear change`.
pub(super) fn moved(language: Language, now: &Exact, change: &Change) -> String {
    let exact = now.clone() - change.difference.clone();
    let alike = exact.rounded(2) == now.rounded(2);
    let before = if alike { exact.rounded(3) } else { score(&exact) };
    let name = match (change.difference.cmp(&Exact::ZERO), change.reading) {
        (Ordering::Greater, ChangeReading::BeyondNoise) => "say-up-clear",
        (Ordering::Less, ChangeReading::BeyondNoise) => "say-down-clear",
        (Ordering::Equal, ChangeReading::BeyondNoise) => "say-same-clear",
        (Ordering::Greater, ChangeReading::WithinNoise) => "say-up-unclear",
        (Ordering::Less, ChangeReading::WithinNoise) => "say-down-unclear",
        (Ordering::Equal, ChangeReading::WithinNoise) => "say-same-unclear",
        (Ordering::Greater, ChangeReading::CannotTell) => "say-up-unknown",
        (Ordering::Less, ChangeReading::CannotTell) => "say-down-unknown",
        (Ordering::Equal, ChangeReading::CannotTell) => "say-same-unknown",
    };
    language.say(name, &facts!(before = before, since = change.since.to_string()))
}

/// The same, and where its line goes over all years if that is clear.
pub(super) fn moved_over_the_years(
    language: Language,
    now: &Exact,
    change: &Change,
    trend: Option<&Trend>,
) -> String {
    let moved = moved(language, now, change);
    let is_clear = change.reading == ChangeReading::BeyondNoise;
    let name = match (trend.map(|trend| trend.verdict), is_clear) {
        (Some(Verdict::Improving), true) => "say-moved-improving",
        (Some(Verdict::Improving), false) => "say-moved-yet-improving",
        (Some(Verdict::Declining), true) => "say-moved-declining",
        (Some(Verdict::Declining), false) => "say-moved-yet-declining",
        _ => return moved,
    };
    let years = trend.map_or(String::new(), |trend| years(language, trend));
    language.say(name, &facts!(moved = moved, years = years))
}

/// A change for a cell of a table: `+0.25, clear`. Where nothing can be told, or nothing changed, the
/// number alone.
pub(super) fn change_short(language: Language, change: &Change) -> String {
    let by = difference(&change.difference);
    match (change.reading, change.smallest_detectable) {
        (ChangeReading::WithinNoise, _) if by == "0.00" => by,
        (ChangeReading::BeyondNoise, _) => say!(language, "say-change-clear", by = by),
        (ChangeReading::WithinNoise, Some(smallest)) => {
            let needs = format!("{smallest:.2}");
            say!(language, "say-change-unclear-needs", by = by, needs = needs)
        }
        (ChangeReading::WithinNoise, None) => say!(language, "say-change-unclear", by = by),
        (ChangeReading::CannotTell, _) => by,
    }
}

/// Which way a line goes, in words: what its years allow to be said, and no more; and what joins
/// its years where the tool changed.
pub(super) fn trend(language: Language, trend: &Trend) -> String {
    let mut told = vec![direction(language, trend)];
    told.extend(links::links(language, trend));
    told.join("; ")
}

fn direction(language: Language, trend: &Trend) -> String {
    let years = years(language, trend);
    let slope = trend.slope.as_ref();
    let (plain, with_slope) = match trend.verdict {
        Verdict::OneYear => return say!(language, "say-one-year"),
        Verdict::TwoYears => return say!(language, "say-two-years"),
        // Which way the parts of a broken line go together would be no word on the whole.
        Verdict::TooShortToTest(_) if 1 < trend.stretches => {
            let parts = trend.stretches.to_string();
            return say!(language, "say-too-short-parts", years = years, parts = parts);
        }
        Verdict::TooShortToTest(Ordering::Greater) => {
            ("say-too-short-up", "say-too-short-up-slope")
        }
        Verdict::TooShortToTest(Ordering::Less) => {
            ("say-too-short-down", "say-too-short-down-slope")
        }
        Verdict::TooShortToTest(Ordering::Equal) => {
            ("say-too-short-level", "say-too-short-level-slope")
        }
        Verdict::Improving => ("say-improving", "say-improving-slope"),
        Verdict::Declining => ("say-declining", "say-declining-slope"),
        Verdict::NoClearTrend => ("say-no-trend", no_clear_trend(slope)),
        Verdict::CannotTell => return so_far(language, trend, years),
    };
    let Some(slope) = slope else { return language.say(plain, &facts!(years = years)) };
    let smallest = format!("{:.2}", slope.smallest_detectable);
    let slope = a_year(language, slope);
    language.say(with_slope, &facts!(years = years, slope = slope, smallest = smallest))
}

/// `5 years`, and `4 of 5 years` where some in between have no score.
fn years(language: Language, trend: &Trend) -> String {
    let span = trend.last_year.years_since(trend.first_year) + 1;
    match usize::try_from(span) {
        Ok(span) if trend.n_years < span => {
            let years = say!(language, "years", n = span);
            say!(language, "say-years-of", have = trend.n_years, years = years)
        }
        _ => say!(language, "years", n = trend.n_years),
    }
}

/// What is said of a slope that is not clear among all that were looked at: its own range may leave out
/// zero.
fn no_clear_trend(slope: Option<&Slope>) -> &'static str {
    match slope {
        Some(slope) if 0.0 < slope.interval.low => "say-perhaps-up-slope",
        Some(slope) if slope.interval.high < 0.0 => "say-perhaps-down-slope",
        _ => "say-no-trend-slope",
    }
}

/// What a line seems to do that could do so by chance.
fn so_far(language: Language, trend: &Trend, years: String) -> String {
    let slope = trend.ranks.as_ref().and_then(|ranks| ranks.slope).map(signed);
    match slope {
        Some(level) if level == "0.00" => say!(language, "say-level", years = years),
        Some(slope) => say!(language, "say-chance-slope", years = years, slope = slope),
        None => say!(language, "say-chance", years = years),
    }
}

/// `+0.12 a year (0.03 to 0.21)`.
fn a_year(language: Language, slope: &Slope) -> String {
    let (low, high) = (signed(slope.interval.low), signed(slope.interval.high));
    say!(language, "say-a-year", slope = signed(slope.per_year), low = low, high = high)
}

/// An estimate with its sign, as `+0.12`.
pub(super) fn signed(value: f64) -> String {
    with_sign(shown_score(value.abs()), value < 0.0)
}

fn with_sign(size: String, is_less: bool) -> String {
    match (size.as_str(), is_less) {
        ("0.00", _) => size,
        (_, true) => format!("−{size}"),
        (_, false) => format!("+{size}"),
    }
}

/// `80%`. All and none are said of nothing less.
pub(super) fn percent(language: Language, share: f64) -> String {
    match (share * 100.0).round() {
        rounded if rounded < 1.0 && 0.0 < share => say!(language, "say-under-one-percent"),
        rounded if 99.0 < rounded && share < 1.0 => say!(language, "say-over-99-percent"),
        rounded => format!("{rounded:.0}%"),
    }
}

/// `80%`. What was only tried out, or estimated, is never said to be so always or never.
pub(super) fn chance(language: Language, share: f64) -> String {
    match (share * 100.0).round() {
        rounded if rounded < 1.0 => say!(language, "say-under-one-percent"),
        rounded if 99.0 < rounded => say!(language, "say-over-99-percent"),
        rounded => format!("{rounded:.0}%"),
    }
}

/// The text with a capital at its start.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::MaySay;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn a_score_just_below_its_target_does_not_look_like_it() {
        let target = exact("3");
        assert_eq!(score_against(&exact("599/200"), &target), "2.995");
        assert_eq!(score_against(&exact("3"), &target), "3.00");
        assert_eq!(score_against(&exact("7/3"), &target), "2.33");
    }

    #[test]
    fn differences_carry_their_sign() {
        assert_eq!(difference(&exact("1/4")), "+0.25");
        assert_eq!(difference(&exact("-1/4")), "−0.25");
        assert_eq!(difference(&exact("0")), "0.00");
        assert_eq!(difference(&exact("-1/1000")), "0.00");
        // Up or down, the same step looks the same, and as an estimate, too.
        assert_eq!(difference(&exact("1/8")), "+0.13");
        assert_eq!(difference(&exact("-1/8")), "−0.13");
        assert_eq!((signed(0.125), signed(-0.125)), ("+0.13".to_owned(), "−0.13".to_owned()));
    }

    #[test]
    fn a_change_is_called_clear_only_where_it_is() {
        let change = |reading| Change {
            since: "2023-24".parse().unwrap(),
            difference: exact("1/2"),
            interval: None,
            smallest_detectable: None,
            reading,
        };
        let told = |reading| moved(Language::English, &exact("3"), &change(reading));
        assert_eq!(told(ChangeReading::BeyondNoise), "up from 2.50 in 2023-24, a clear change");
        assert_eq!(told(ChangeReading::WithinNoise), "up from 2.50 in 2023-24, not a clear change");
        assert_eq!(
            told(ChangeReading::CannotTell),
            "up from 2.50 in 2023-24; whether that is more than chance cannot be told"
        );
        assert_eq!(
            change_short(Language::English, &change(ChangeReading::WithinNoise)),
            "+0.50, may be chance"
        );
        assert_eq!(change_short(Language::English, &change(ChangeReading::CannotTell)), "+0.50");
    }

    #[test]
    fn what_is_clear_over_all_years_stands_beside_the_first_and_the_last() {
        let told = |reading, verdict| {
            let change = Change {
                since: "2019-20".parse().unwrap(),
                difference: exact("1/2"),
                interval: None,
                smallest_detectable: None,
                reading,
            };
            let trend = of_years(6, 1, verdict);
            moved_over_the_years(Language::English, &exact("3"), &change, Some(&trend))
        };
        assert_eq!(
            told(ChangeReading::BeyondNoise, Verdict::Improving),
            "up from 2.50 in 2019-20, a clear change; improving over 6 years"
        );
        assert_eq!(
            told(ChangeReading::WithinNoise, Verdict::Improving),
            "up from 2.50 in 2019-20, not a clear change by these two years alone; improving over \
             all 6 years"
        );
        assert_eq!(
            told(ChangeReading::WithinNoise, Verdict::NoClearTrend),
            "up from 2.50 in 2019-20, not a clear change"
        );
    }

    #[test]
    fn a_line_in_parts_that_is_too_short_has_no_direction() {
        let told = |stretches| {
            let verdict = Verdict::TooShortToTest(Ordering::Equal);
            trend(Language::English, &of_years(5, stretches, verdict))
        };
        assert_eq!(told(1), "no one direction so far over 5 years; too short to test");
        assert_eq!(told(2), "5 years in 2 parts; too short to test");
    }

    #[test]
    fn a_chance_is_never_all_or_none() {
        let told = |share| chance(Language::English, share);
        assert_eq!([told(1.0), told(0.0)], ["over 99%", "under 1%"]);
        assert_eq!([told(0.994), told(0.8)], ["99%", "80%"]);
    }

    fn of_years(n_years: usize, stretches: usize, verdict: Verdict) -> Trend {
        Trend {
            occasion: None,
            first_year: "2019-20".parse().unwrap(),
            last_year: crate::model::SchoolYear::starting(2018 + u16::try_from(n_years).unwrap()),
            n_years,
            stretches,
            may_say: MaySay::Trend,
            slope: None,
            ranks: None,
            signals: None,
            verdict,
            linked: Vec::new(),
            not_linked: Vec::new(),
        }
    }

    #[test]
    fn dates_are_said_once_where_they_are_the_same() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        assert_eq!(dates(Language::English, day(2024, 10, 3), day(2024, 10, 3)), "Oct 3, 2024");
        assert_eq!(
            dates(Language::English, day(2024, 10, 3), day(2024, 11, 4)),
            "Oct 3 to Nov 4, 2024"
        );
        assert_eq!(
            dates(Language::English, day(2024, 10, 3), day(2025, 4, 9)),
            "Oct 3, 2024 to Apr 9, 2025"
        );
        assert_eq!(date(Language::English, day(2026, 5, 15).unwrap()), "May 15, 2026");
        assert_eq!(date(Language::Spanish, day(2026, 5, 15).unwrap()), "15 de mayo de 2026");
        let told = dates(Language::Spanish, day(2024, 10, 3), day(2025, 4, 9));
        assert_eq!(told, "3 oct 2024 a 9 abr 2025");
    }
}

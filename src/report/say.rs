//! How numbers, dates and names are said, alike in every report.

mod links;

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate};

use crate::{
    analysis::{Change, ChangeReading, Interval, Slope, SpreadBasis, Trend, Verdict},
    diagnostic::{count, count_of},
    model::{Basis, EvidenceSource, Exact, Observation, SiteId, shown_score},
    pipeline::Study,
    plan::TargetLine,
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
pub(super) fn interval(interval: &Interval, basis: Option<SpreadBasis>) -> String {
    let range = format!("{:.2} to {:.2}", interval.low, interval.high);
    if basis == Some(SpreadBasis::Assumed) { format!("{range}, assumed") } else { range }
}

pub(super) fn target(line: &TargetLine) -> String {
    match line.comparison {
        Comparison::AtLeast => line.value.rounded(1),
        Comparison::MoreThan => format!("more than {}", line.value.rounded(1)),
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
pub(super) fn date(date: NaiveDate) -> String {
    date.format("%B %-d, %Y").to_string()
}

/// `Oct 3, 2024 to Apr 9, 2025`, and one date alone where they are the same.
pub(super) fn dates(first: Option<NaiveDate>, last: Option<NaiveDate>) -> String {
    let short = |date: NaiveDate| date.format("%b %-d, %Y").to_string();
    match (first, last) {
        (Some(first), Some(last)) if first == last => short(first),
        (Some(first), Some(last)) if first.year() == last.year() => {
            format!("{} to {}", first.format("%b %-d"), short(last))
        }
        (Some(first), Some(last)) => format!("{} to {}", short(first), short(last)),
        (Some(date), None) | (None, Some(date)) => short(date),
        (None, None) => "no date given".to_owned(),
    }
}

pub(super) const fn source(source: EvidenceSource) -> &'static str {
    match source {
        EvidenceSource::SelfAssessment => "Self-assessment",
        EvidenceSource::Observation => "Observation",
    }
}

/// Who rated how.
pub(super) const fn rated(source: EvidenceSource, basis: Option<Basis>) -> &'static str {
    match (basis, source) {
        (Some(Basis::Consensus), EvidenceSource::SelfAssessment) => "together",
        (Some(Basis::Individual), EvidenceSource::SelfAssessment) => "each alone",
        (None, EvidenceSource::SelfAssessment) => "in any way",
        _ => "by visits",
    }
}

/// How many looks a score rests on, in words: `3 observed activities`.
pub(super) fn looks(source: EvidenceSource, basis: Basis, n: usize) -> String {
    match (source, basis) {
        (EvidenceSource::Observation, _) => count_of(n, "observed activity", "observed activities"),
        (EvidenceSource::SelfAssessment, Basis::Consensus) if n == 1 => {
            "1 rating agreed by the group".to_owned()
        }
        (EvidenceSource::SelfAssessment, Basis::Consensus) => {
            format!("{n} ratings agreed by the group")
        }
        (EvidenceSource::SelfAssessment, Basis::Individual) => {
            count_of(n, "person who rated alone", "people who rated alone")
        }
    }
}

/// Where a score comes from, in mid-sentence: `the self-assessment`.
pub(super) const fn by(source: EvidenceSource) -> &'static str {
    match source {
        EvidenceSource::SelfAssessment => "the self-assessment",
        EvidenceSource::Observation => "the observations",
    }
}

/// A change as words after a score: `up from 2.50 in 2023-24, a clear change`.
pub(super) fn moved(now: &Exact, change: &Change) -> String {
    let before = now.clone() - change.difference.clone();
    let way = match change.difference.cmp(&Exact::ZERO) {
        Ordering::Greater => "up from",
        Ordering::Less => "down from",
        Ordering::Equal => "the same as",
    };
    let verdict = match change.reading {
        ChangeReading::BeyondNoise => ", a clear change",
        ChangeReading::WithinNoise => ", not a clear change",
        ChangeReading::CannotTell => "; whether that is more than chance cannot be told",
    };
    let before =
        if before.rounded(2) == now.rounded(2) { before.rounded(3) } else { score(&before) };
    format!("{way} {before} in {}{verdict}", change.since)
}

/// A change for a cell of a table: `+0.25, clear`. Where nothing can be told, the number alone.
pub(super) fn change_short(change: &Change) -> String {
    let by = difference(&change.difference);
    match change.reading {
        ChangeReading::BeyondNoise => format!("{by}, clear"),
        ChangeReading::WithinNoise => match change.smallest_detectable {
            Some(smallest) => format!("{by}, not clear (needs {smallest:.2})"),
            None => format!("{by}, not clear"),
        },
        ChangeReading::CannotTell => by,
    }
}

/// Which way a line goes, in words: what its years allow to be said, and no more; and what joins
/// its years where the tool changed.
pub(super) fn trend(trend: &Trend) -> String {
    format!("{}{}", direction(trend), links::links(trend))
}

fn direction(trend: &Trend) -> String {
    let years = count(trend.n_years, "year");
    let slope = trend.slope.as_ref();
    let per_year = slope.map_or(String::new(), |slope| format!(", {}", a_year(slope)));
    match trend.verdict {
        Verdict::OneYear => "one year".to_owned(),
        Verdict::TwoYears => "two years".to_owned(),
        Verdict::TooShortToTest(way) => {
            let way = match way {
                Ordering::Greater => "up so far",
                Ordering::Less => "down so far",
                Ordering::Equal => "level so far",
            };
            format!("{way} over {years}{per_year}; too short to test")
        }
        Verdict::Improving => format!("improving over {years}{per_year}"),
        Verdict::Declining => format!("declining over {years}{per_year}"),
        Verdict::NoClearTrend => {
            let would_show = slope.map_or(String::new(), |slope| {
                format!("; a change of {:.2} a year would show", slope.smallest_detectable)
            });
            format!("no clear trend over {years}{per_year}{would_show}")
        }
        Verdict::CannotTell => {
            let so_far = trend.ranks.as_ref().and_then(|ranks| ranks.slope);
            match so_far.map(signed) {
                Some(level) if level == "0.00" => format!("level over {years}"),
                Some(slope) => format!("{slope} a year over {years}; this could be chance"),
                None => format!("over {years}; this could be chance"),
            }
        }
    }
}

/// `+0.12 a year (0.03 to 0.21)`.
fn a_year(slope: &Slope) -> String {
    let (low, high) = (slope.interval.low, slope.interval.high);
    format!("{} a year ({} to {})", signed(slope.per_year), signed(low), signed(high))
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
pub(super) fn percent(share: f64) -> String {
    match (share * 100.0).round() {
        rounded if rounded < 1.0 && 0.0 < share => "under 1%".to_owned(),
        rounded if 99.0 < rounded && share < 1.0 => "over 99%".to_owned(),
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
        let told = |reading| moved(&exact("3"), &change(reading));
        assert_eq!(told(ChangeReading::BeyondNoise), "up from 2.50 in 2023-24, a clear change");
        assert_eq!(told(ChangeReading::WithinNoise), "up from 2.50 in 2023-24, not a clear change");
        assert_eq!(
            told(ChangeReading::CannotTell),
            "up from 2.50 in 2023-24; whether that is more than chance cannot be told"
        );
        assert_eq!(change_short(&change(ChangeReading::WithinNoise)), "+0.50, not clear");
        assert_eq!(change_short(&change(ChangeReading::CannotTell)), "+0.50");
    }

    #[test]
    fn dates_are_said_once_where_they_are_the_same() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        assert_eq!(dates(day(2024, 10, 3), day(2024, 10, 3)), "Oct 3, 2024");
        assert_eq!(dates(day(2024, 10, 3), day(2024, 11, 4)), "Oct 3 to Nov 4, 2024");
        assert_eq!(dates(day(2024, 10, 3), day(2025, 4, 9)), "Oct 3, 2024 to Apr 9, 2025");
        assert_eq!(date(day(2026, 5, 15).unwrap()), "May 15, 2026");
    }
}

//! What was planned, what was done, what changed since, and how old each status is.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Origin, Parts, Row, Status, Value, Vocabulary,
    parts::{measured, round_of},
};
use crate::{
    analysis::Change,
    language::{Language, say},
    plan::{Plan, SourceEvidence},
    rulebook::kind::{StepState, TrackerField},
};

/// How a plan goes, at a day.
#[derive(Clone, PartialEq, Debug)]
pub struct Progress {
    pub steps: Vec<StepProgress>,
    pub goals: Vec<GoalProgress>,
    /// Questions that were answered, by the ids of their fields.
    pub answers: Vec<(Arc<str>, String)>,
}

/// How a step goes.
#[derive(Clone, PartialEq, Debug)]
pub struct StepProgress {
    pub id: Arc<str>,
    pub origin: Origin,
    pub title: String,
    /// As it stands there; none where nobody said.
    pub standard: Option<String>,
    pub owner: Option<String>,
    pub start: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
    /// None where there is none, or a word that the rules do not know.
    pub status: Option<Status>,
    pub aged: Aged,
    pub is_overdue: bool,
    pub seen: Option<String>,
    pub note: Option<String>,
}

/// How a goal goes.
#[derive(Clone, PartialEq, Debug)]
pub struct GoalProgress {
    pub id: Arc<str>,
    pub standard: Option<String>,
    pub sentence: String,
    pub measure: Option<String>,
    pub from: Option<Value>,
    pub from_year: Option<String>,
    pub to: Option<Value>,
    /// As the scale calls it, with its number.
    pub level: Option<String>,
    pub aged: Aged,
    pub latest: Option<SourceEvidence>,
    pub since: Since,
    pub count: Option<String>,
    pub note: Option<String>,
}

/// The day of a status, and how long ago that is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Aged {
    pub on: Option<NaiveDate>,
    pub days: Option<i64>,
    /// Whether the rules call that old. What is done or dropped does not get old.
    pub is_old: bool,
}

/// What became of the score that a goal started from.
#[derive(Clone, PartialEq, Debug)]
pub enum Since {
    /// The tool has no score for the standard.
    NotMeasured,
    /// There is no newer score than the one at the start.
    NotMeasuredAgain,
    /// The change from the start, as the analysis reads it.
    Changed(Box<Change>),
    /// There is a newer score, and nothing to tell whether it differs by more than chance.
    CannotTell,
}

/// How the steps and goals of a tracker go at a day. `plan` brings the latest scores.
pub fn progress(
    parts: &Parts,
    plan: Option<&Plan>,
    as_of: NaiveDate,
    vocabulary: &Vocabulary<'_>,
) -> Progress {
    let clock = Clock { as_of, vocabulary };
    let answers = parts.questions.rows.iter().filter_map(|row| {
        let answer = row.text(vocabulary.language, TrackerField::Answer)?;
        Some((row.id.clone(), answer))
    });
    Progress {
        steps: parts.steps.rows.iter().map(|row| clock.step(row)).collect(),
        goals: parts.goals.rows.iter().map(|row| clock.goal(row, plan)).collect(),
        answers: answers.collect(),
    }
}

/// The day from which is looked back.
struct Clock<'a> {
    as_of: NaiveDate,
    vocabulary: &'a Vocabulary<'a>,
}

impl Clock<'_> {
    fn step(&self, row: &Row) -> StepProgress {
        let status = status(row, self.vocabulary);
        let due = row.date(TrackerField::Due);
        let is_open = status.as_ref().is_none_or(Status::is_open);
        let on = row.date(TrackerField::StatusDate).or_else(|| row.date(TrackerField::DoneOn));
        let is_begun = status.as_ref().is_some_and(|it| it.state != StepState::NotStarted);
        StepProgress {
            id: row.id.clone(),
            origin: row.origin,
            title: row.title(self.vocabulary.language),
            standard: self.text(row, TrackerField::Standard),
            owner: self.text(row, TrackerField::Owner),
            start: row.date(TrackerField::Start),
            due,
            aged: self.aged(on, is_open && is_begun),
            is_overdue: is_open && due.is_some_and(|due| due < self.as_of),
            status,
            seen: self.text(row, TrackerField::Seen),
            note: self.text(row, TrackerField::Note),
        }
    }

    fn goal(&self, row: &Row, plan: Option<&Plan>) -> GoalProgress {
        let latest = plan.and_then(|plan| measured(row, plan, self.vocabulary));
        let level = self.text(row, TrackerField::Progress);
        let level = level.and_then(|text| self.vocabulary.level(&text));
        let on = row.date(TrackerField::StatusDate);
        GoalProgress {
            id: row.id.clone(),
            standard: self.text(row, TrackerField::Standard),
            sentence: self.text(row, TrackerField::Goal).unwrap_or_default(),
            measure: self.text(row, TrackerField::Measure),
            from: row.entry(TrackerField::From).map(|entry| entry.value.clone()),
            from_year: self.text(row, TrackerField::FromYear),
            to: row.entry(TrackerField::To).map(|entry| entry.value.clone()),
            aged: self.aged(on, level.is_some()),
            level: level.map(super::vocabulary::shown),
            since: since(self.text(row, TrackerField::FromYear).as_deref(), latest),
            latest: latest.cloned(),
            count: self.text(row, TrackerField::Count),
            note: self.text(row, TrackerField::Note),
        }
    }

    fn text(&self, row: &Row, field: TrackerField) -> Option<String> {
        row.text(self.vocabulary.language, field)
    }

    fn aged(&self, on: Option<NaiveDate>, can_get_old: bool) -> Aged {
        // A day that is still to come has no age.
        let days = on.map(|on| (self.as_of - on).num_days()).filter(|days| 0 <= *days);
        let stale = i64::from(self.vocabulary.rules.stale_days);
        Aged { on, days, is_old: can_get_old && days.is_none_or(|days| stale < days) }
    }
}

/// The status of a step; none where there is none that the rules know.
pub(super) fn status(row: &Row, vocabulary: &Vocabulary<'_>) -> Option<Status> {
    vocabulary.status(&row.text(vocabulary.language, TrackerField::Status)?)
}

impl Status {
    /// Whether there is still something to do.
    pub const fn is_open(&self) -> bool {
        !matches!(self.state, StepState::Done | StepState::Dropped)
    }
}

impl Aged {
    /// `12 days old`, `today`, `no date`.
    pub fn in_words(&self, language: Language) -> String {
        match (self.on, self.days) {
            (None, _) => say!(language, "tracker-age-no-date"),
            (Some(_), None) => say!(language, "tracker-age-to-come"),
            (Some(_), Some(0)) => say!(language, "tracker-age-today"),
            (Some(_), Some(days)) => say!(language, "tracker-age-days", n = days),
        }
    }
}

fn since(from: Option<&str>, latest: Option<&SourceEvidence>) -> Since {
    let Some(latest) = latest else { return Since::NotMeasured };
    let Some(from) = from else { return Since::CannotTell };
    if from == round_of(latest) {
        return Since::NotMeasuredAgain;
    }
    let (year, round) =
        from.split_once(", ").map_or((from, None), |(year, round)| (year, Some(round)));
    // Years are compared at the same time of the year.
    if round != latest.occasion.as_deref() {
        return Since::CannotTell;
    }
    let changes = [&latest.from_year_before, &latest.from_first_year];
    let of_year = |change: &&Change| change.since.to_string() == year;
    let change = changes.into_iter().flatten().find(of_year);
    change.map_or(Since::CannotTell, |change| Since::Changed(Box::new(change.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aged(days: Option<i64>) -> Aged {
        let on = days.map(|_| NaiveDate::default());
        Aged { on, days: days.filter(|days| 0 <= *days), is_old: false }
    }

    #[test]
    fn the_age_of_a_status_is_said_in_days() {
        let said = |language| {
            [None, Some(0), Some(1), Some(61), Some(-3)].map(|days| aged(days).in_words(language))
        };
        let english = ["no date", "today", "1 day old", "61 days old", "a day to come"];
        assert_eq!(said(Language::English), english);
        let spanish = [
            "sin fecha",
            "de hoy",
            "de hace 1 día",
            "de hace 61 días",
            "una fecha que aún no llega",
        ];
        assert_eq!(said(Language::Spanish), spanish);
    }
}

//! The days of a plan: when steps are due, when people look back, when goals are to be reached.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Parts, Row, Status, Vocabulary, progress::status};
use crate::{
    language::say,
    model::Site,
    plan::{FocusStandard, Plan},
    rulebook::kind::TrackerField,
};

/// A day of a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// The same in every run for the same step, site and school year, so that calendars move what they
    /// have instead of adding another.
    pub uid: String,
    pub day: NaiveDate,
    pub kind: EventKind,
    pub title: String,
    pub text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum EventKind {
    StepDue,
    MidYearCheck,
    GoalsDue,
}

/// The days of a plan in their order: steps that are open, the mid-year check, and goals.
pub fn events(plan: &Plan, site: &Site, parts: &Parts, vocabulary: &Vocabulary<'_>) -> Vec<Event> {
    let language = vocabulary.language;
    let uid = |what: &str| format!("{what}.{}.{}@cqi", site.id, plan.school_year);
    let mut events: Vec<Event> = Vec::new();
    let urgent: BTreeSet<&str> =
        plan.focus.iter().filter_map(FocusStandard::urgent_step).map(|step| &*step.id).collect();
    let open = parts
        .steps
        .rows
        .iter()
        .filter(|row| status(row, vocabulary).as_ref().is_none_or(Status::is_open));
    for row in open {
        let Some(day) = row.date(TrackerField::Due) else { continue };
        events.push(Event {
            uid: uid(&format!("step-{}", row.id)),
            day,
            kind: EventKind::StepDue,
            title: say!(
                language,
                "calendar-step",
                site = site.name.as_str(),
                step = row.title(language)
            ),
            text: of_step(row, urgent.contains(&*row.id), vocabulary),
        });
    }
    events.push(Event {
        uid: uid("mid-year"),
        day: plan.days.review,
        kind: EventKind::MidYearCheck,
        title: say!(language, "calendar-mid-year", site = site.name.as_str()),
        text: say!(language, "calendar-mid-year-text"),
    });
    for (day, goals) in goals_by_day(plan, parts) {
        let lines: Vec<String> =
            goals.iter().filter_map(|row| row.text(language, TrackerField::Goal)).collect();
        events.push(Event {
            uid: uid(&format!("goals-{day}")),
            day,
            kind: EventKind::GoalsDue,
            title: say!(language, "calendar-goals", site = site.name.as_str()),
            text: lines.join("\n"),
        });
    }
    events.sort_by(|one, other| {
        (one.day, one.kind, &one.uid).cmp(&(other.day, other.kind, &other.uid))
    });
    events
}

/// What a calendar shows beside a step, line by line: when it starts, or that it does not wait; then
/// the rest.
fn of_step(row: &Row, is_urgent: bool, vocabulary: &Vocabulary<'_>) -> String {
    let language = vocabulary.language;
    let line = |field: TrackerField| {
        let column = vocabulary.rules.step.iter().find(|column| column.id == field)?;
        let text = row.text(language, field)?.replace('\n', ". ");
        Some(format!("{}: {text}", column.label))
    };
    let first = if is_urgent {
        Some(say!(language, "plan-begin-with", step = row.title(language)))
    } else {
        line(TrackerField::Start)
    };
    let fields = [
        TrackerField::Owner,
        TrackerField::Deputy,
        TrackerField::Standard,
        TrackerField::Action,
        TrackerField::Needs,
        TrackerField::Evidence,
        TrackerField::Change,
    ];
    first.into_iter().chain(fields.into_iter().filter_map(line)).collect::<Vec<_>>().join("\n")
}

/// The goals by the day on which they are to be reached. The day of the plan is there in any case.
fn goals_by_day<'p>(plan: &Plan, parts: &'p Parts) -> BTreeMap<NaiveDate, Vec<&'p Row>> {
    let mut by_day: BTreeMap<NaiveDate, Vec<&Row>> = BTreeMap::new();
    for row in &parts.goals.rows {
        let day = row.date(TrackerField::Due).unwrap_or(plan.days.goals);
        by_day.entry(day).or_default().push(row);
    }
    if by_day.is_empty() {
        by_day.insert(plan.days.goals, Vec::new());
    }
    by_day
}

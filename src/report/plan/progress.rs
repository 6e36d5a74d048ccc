//! What became of a plan: its steps and goals as people wrote them down, and what the scores say since.

use std::cmp::Ordering;

use super::{Block, Cell, Subject, improvement, table, text};
use crate::{
    analysis::{Change, ChangeReading},
    diagnostic::{all_of, count},
    model::Exact,
    pipeline::Study,
    report::say,
    rulebook::kind::{Column, Part, StepState, Table as TemplateTable},
    tracker::{
        self, Aged, GoalProgress, Origin, Progress, Since, StepProgress, Tracker, Value, Vocabulary,
    },
};

/// How the plan behind a tracker goes, for a terminal.
#[derive(Clone, PartialEq, Debug)]
pub struct PlanProgress {
    /// The site and the school year.
    pub title: String,
    pub in_short: String,
    /// A row for each step and goal, in words.
    pub steps: Vec<Vec<String>>,
    pub goals: Vec<Vec<String>>,
}

impl PlanProgress {
    pub const STEP: [&str; 6] = ["step", "who", "done by", "status", "age", "what happened"];
    pub const GOAL: [&str; 6] =
        ["goal", "start", "target", "latest", "since the start", "how far, as people say"];
}

/// How the plan behind a tracker goes; none where the rules hold no tracker.
pub fn plan_progress(study: &Study, tracker: &Tracker) -> Option<PlanProgress> {
    let vocabulary = Vocabulary::new(&study.rulebook)?;
    let plan = study.plans.get(&tracker.site);
    let progress = tracker::progress(&tracker.parts, plan, study.as_of, &vocabulary);
    let site = study.observations.sites.get(&tracker.site);
    let name = site.map_or_else(|| tracker.site.to_string(), |site| site.name.clone());
    Some(PlanProgress {
        title: format!("{name}, {}", tracker.school_year),
        in_short: in_short(&progress),
        steps: progress.steps.iter().map(step_in_words).collect(),
        goals: progress.goals.iter().map(goal_in_words).collect(),
    })
}

/// Step, who, by when, status and its age, and what happened, as in [`PlanProgress::STEP`].
fn step_in_words(step: &StepProgress) -> Vec<String> {
    let label = step.status.as_ref().map_or("no status", |status| &status.label);
    let overdue = if step.is_overdue { ", overdue" } else { "" };
    vec![
        step.title.clone(),
        step.owner.clone().unwrap_or_default(),
        step.due
            .map(|due| say::dates(crate::language::Language::English, Some(due), None))
            .unwrap_or_default(),
        format!("{label}{overdue}"),
        if step.aged.is_old || step.aged.on.is_some() {
            step.aged.in_words()
        } else {
            String::new()
        },
        step.note.clone().or_else(|| step.seen.clone()).unwrap_or_default(),
    ]
}

/// Goal, start, target, latest score, what changed, and how far people say it is, as in
/// [`PlanProgress::GOAL`].
fn goal_in_words(goal: &GoalProgress) -> Vec<String> {
    let plain = |cell: Cell| match cell {
        Cell::Titled { title, text } => format!("{title}: {text}"),
        Cell::Text(text) => text,
        _ => String::new(),
    };
    let latest = goal.latest.as_ref();
    vec![
        goal.standard.clone().unwrap_or_else(|| goal.id.to_string()),
        value(goal.from.as_ref()),
        value(goal.to.as_ref()),
        latest
            .map(|it| format!("{} ({})", say::score(&it.score), it.school_year))
            .unwrap_or_default(),
        plain(result(goal)),
        goal.level
            .as_ref()
            .map(|level| format!("{level}, {}", goal.aged.in_words()))
            .unwrap_or_default(),
    ]
}

/// The plan of the last year of which there is a tracker, and beside it that of this year.
pub(super) fn last_plan(
    subject: Subject<'_>,
    part: &Part,
    vocabulary: &Vocabulary<'_>,
) -> Vec<Block> {
    let plan = subject.plan;
    let Some(before) = subject.study.trackers.before(&plan.site, plan.school_year) else {
        return Vec::new();
    };
    let progress = tracker::progress(&before.parts, Some(plan), subject.study.as_of, vocabulary);
    let year = before.school_year;
    let mut blocks = vec![
        Block::Heading { level: 2, text: format!("What became of the plan of {year}") },
        Block::Paragraph(in_short(&progress)),
    ];
    for template in &part.table {
        let rows = settled(rows(template, &progress));
        if !rows.is_empty() {
            blocks.push(Block::Heading { level: 3, text: template.label.clone() });
            blocks.push(improvement::table(template, rows));
        }
    }
    blocks.extend(answers(part, &progress));
    blocks.push(Block::Note(HOW_TO_READ.to_owned()));
    blocks.push(Block::Heading { level: 3, text: format!("{year} and {}", plan.school_year) });
    blocks.push(beside(subject, before, &progress));
    blocks
}

const HOW_TO_READ: &str = "A status is what people wrote, with its age today; nobody works it out. A \
    result is what the scores say: called clear only where its 95% range leaves out zero. That a score \
    moved while steps were done does not show that they moved it.";

/// Rows of a year that is over: what is blank there stays so.
fn settled(mut rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    for cell in rows.iter_mut().flatten() {
        if matches!(cell, Cell::Blank(_)) {
            *cell = text("");
        }
    }
    rows
}

/// What people said when they looked back.
fn answers(part: &Part, progress: &Progress) -> Option<Block> {
    let answer = |id: &str| progress.answers.iter().find(|(field, _)| **field == *id);
    let told = part.field.iter().filter_map(|field| {
        let (_, answer) = answer(&field.id)?;
        Some((field.label.clone(), text(answer.clone())))
    });
    let told: Vec<(String, Cell)> = told.collect();
    (!told.is_empty()).then_some(Block::Facts(told))
}

/// `3 of 8 steps are done; 1 is stuck. 2 are overdue.`
pub(super) fn in_short(progress: &Progress) -> String {
    let steps = &progress.steps;
    let of = |state: Option<StepState>| {
        steps.iter().filter(|step| step.status.as_ref().map(|it| it.state) == state).count()
    };
    let done = of(Some(StepState::Done));
    let others = [
        (Some(StepState::Moving), "moving"),
        (Some(StepState::Stuck), "stuck"),
        (Some(StepState::NotStarted), "not started"),
        (Some(StepState::Dropped), "dropped on purpose"),
        (None, "without a status"),
    ];
    let others = others.map(|(state, words)| (of(state), words));
    let told: Vec<String> = others
        .into_iter()
        .filter(|(many, _)| 0 < *many)
        .map(|(many, words)| format!("{many} {words}"))
        .collect();
    let mut said = format!("{done} of {} {} done", count(steps.len(), "step"), is(done));
    if !told.is_empty() {
        let told = all_of(told.iter().map(String::as_str));
        said = format!("{said}; {told}");
    }
    said.push('.');
    let overdue = steps.iter().filter(|step| step.is_overdue).count();
    if 0 < overdue {
        said = format!("{said} {overdue} {} overdue.", is(overdue));
    }
    let old = steps.iter().filter(|step| step.aged.is_old).count();
    if 0 < old {
        let statuses = if old == 1 { "status is" } else { "statuses are" };
        said = format!("{said} {old} {statuses} old or without a date.");
    }
    said
}

const fn is(many: usize) -> &'static str {
    if many == 1 { "is" } else { "are" }
}

/// The rows of a table of the template.
pub(super) fn rows(template: &TemplateTable, progress: &Progress) -> Vec<Vec<Cell>> {
    let columns = &template.column;
    match template.id.as_str() {
        "progress" => {
            let row = |step| columns.iter().map(|column| of_step(column, step)).collect();
            progress.steps.iter().map(row).collect()
        }
        "results_end" => {
            let row = |goal| columns.iter().map(|column| of_goal(column, goal)).collect();
            progress.goals.iter().map(row).collect()
        }
        _ => Vec::new(),
    }
}

fn of_step(column: &Column, step: &StepProgress) -> Cell {
    match column.id.as_str() {
        "action" => Cell::Titled { title: step.title.clone(), text: who_and_when(step) },
        "status" => match (&step.status, step.is_overdue) {
            (Some(status), true) => {
                Cell::Titled { title: status.label.clone(), text: "overdue".to_owned() }
            }
            (Some(status), false) => Cell::Strong(status.label.clone()),
            (None, true) => text("no status, overdue"),
            (None, false) => Cell::Blank(String::new()),
        },
        "status_date" => aged(step.aged),
        "note" => written(step.note.as_deref()),
        "shown_by" => written(step.seen.as_deref()),
        _ => Cell::Blank(String::new()),
    }
}

/// `Site coordinator, by Dec 13, 2025; a step of the site's own`.
fn who_and_when(step: &StepProgress) -> String {
    let mut told: Vec<String> = step.owner.iter().cloned().collect();
    told.extend(step.due.map(|due| {
        format!("by {}", say::dates(crate::language::Language::English, Some(due), None))
    }));
    let own = if step.origin == Origin::Own { "; a step of the site\u{2019}s own" } else { "" };
    say::sentence(&format!("{}{own}", told.join(", "))).trim_start_matches("; ").to_owned()
}

fn of_goal(column: &Column, goal: &GoalProgress) -> Cell {
    match column.id.as_str() {
        "goal" => {
            let title = goal.standard.clone().unwrap_or_else(|| goal.id.to_string());
            match &goal.level {
                Some(level) => Cell::Titled { title, text: far(level, goal.aged) },
                None => Cell::Strong(title),
            }
        }
        "start" => match &goal.from_year {
            Some(year) => text(format!("{} ({year})", value(goal.from.as_ref()))),
            None => text(value(goal.from.as_ref())),
        },
        "target" => text(value(goal.to.as_ref())),
        "end" => end(goal),
        "verdict" => result(goal),
        "count" => written(goal.count.as_deref()),
        "meaning" => written(goal.note.as_deref()),
        _ => Cell::Blank(String::new()),
    }
}

/// How far a goal is in people's own eyes, and since when.
fn far(level: &str, aged: Aged) -> String {
    format!("On the scale: {level}, {}", aged.in_words())
}

/// The latest score, where it is newer than the start.
fn end(goal: &GoalProgress) -> Cell {
    let (Since::Changed(_) | Since::CannotTell, Some(latest)) = (&goal.since, &goal.latest) else {
        return Cell::Blank(String::new());
    };
    let sure = latest.interval.map_or(String::new(), |it| {
        format!(
            " ({})",
            say::interval(crate::language::Language::English, &it, latest.spread_basis)
        )
    });
    let score = say::score(&latest.score);
    text(format!("{score}{sure}, n\u{a0}=\u{a0}{}, {}", latest.n_responses, latest.school_year))
}

/// What may be said of the change since the start.
fn result(goal: &GoalProgress) -> Cell {
    match &goal.since {
        Since::NotMeasured => text("no score to compare"),
        Since::NotMeasuredAgain => text("not measured again yet"),
        Since::CannotTell => text("Cannot compare: tool, round or way of rating differs"),
        Since::Changed(change) => changed(change),
    }
}

fn changed(change: &Change) -> Cell {
    let title = match (change.reading, change.difference.cmp(&Exact::ZERO)) {
        (ChangeReading::BeyondNoise, Ordering::Greater) => "Up",
        (ChangeReading::BeyondNoise, _) => "Down",
        (ChangeReading::WithinNoise, _) => "No clear change",
        (ChangeReading::CannotTell, _) => "Cannot tell",
    };
    let by = say::difference(&change.difference);
    let range = change.interval.map_or(String::new(), |it| {
        format!(" ({} to {})", say::signed(it.low), say::signed(it.high))
    });
    Cell::Titled { title: title.to_owned(), text: format!("{by}{range} since {}", change.since) }
}

/// Every standard that either plan works on: last year's steps and result, this year's goal.
fn beside(subject: Subject<'_>, before: &Tracker, progress: &Progress) -> Block {
    let ids = subject.framework.standard.iter().filter_map(|standard| {
        let then = progress.goals.iter().find(|goal| *goal.id == *standard.id);
        let steps: Vec<&StepProgress> = progress
            .steps
            .iter()
            .filter(|step| step.standard.as_ref() == Some(&standard.name))
            .collect();
        let now = subject.plan.focus.iter().find(|focus| *focus.standard == *standard.id);
        let is_told = then.is_some() || !steps.is_empty() || now.is_some();
        is_told.then_some((standard, then, steps, now))
    });
    let rows = ids.map(|(standard, then, steps, now)| {
        let goal = now.and_then(|focus| focus.goal.as_ref());
        vec![
            text(standard.name.clone()),
            text(steps_done(&steps)),
            then.map_or_else(|| text("no goal"), result),
            text(match (now, goal) {
                (Some(_), Some(goal)) => {
                    format!("in focus, from {} to {}", goal.from.rounded(2), goal.to.rounded(2))
                }
                (Some(_), None) => "in focus".to_owned(),
                (None, _) => "not in focus".to_owned(),
            }),
        ]
    });
    let (then, now) = (before.school_year.to_string(), subject.plan.school_year.to_string());
    table(
        "",
        &[
            ("Standard", 28),
            (&format!("Steps in {then}"), 22),
            (&format!("Goal of {then}"), 26),
            (&format!("Plan for {now}"), 24),
        ],
        rows.collect(),
    )
}

fn steps_done(steps: &[&StepProgress]) -> String {
    let is_done = |step: &&&StepProgress| {
        step.status.as_ref().is_some_and(|status| status.state == StepState::Done)
    };
    match steps.len() {
        0 => "none".to_owned(),
        all => format!("{} of {all} done", steps.iter().filter(is_done).count()),
    }
}

fn aged(aged: Aged) -> Cell {
    match aged.on {
        None => Cell::Blank(String::new()),
        Some(on) => text(format!(
            "{}, {}",
            say::dates(crate::language::Language::English, Some(on), None),
            aged.in_words()
        )),
    }
}

fn written(words: Option<&str>) -> Cell {
    words.map_or_else(|| Cell::Blank(String::new()), text)
}

/// A score as it stands in the tracker.
fn value(value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(number)) => format!("{number:.2}"),
        Some(other) => other.shown(),
        None => "not said".to_owned(),
    }
}

//! What became of a plan: its steps and goals as people wrote them down, and what the scores say since.

mod beside;

use std::cmp::Ordering;

use super::{Block, Cell, Subject, improvement, text};
use crate::{
    analysis::{Change, ChangeReading},
    language::{Language, all_of, facts, say},
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
    /// The headings of the steps.
    pub fn step(language: Language) -> [String; 6] {
        [
            say!(language, "progress-column-step"),
            say!(language, "progress-column-who"),
            say!(language, "progress-column-due"),
            say!(language, "progress-column-status"),
            say!(language, "progress-column-age"),
            say!(language, "progress-column-note"),
        ]
    }

    /// The headings of the goals.
    pub fn goal(language: Language) -> [String; 6] {
        [
            say!(language, "progress-column-goal"),
            say!(language, "progress-column-start"),
            say!(language, "progress-column-target"),
            say!(language, "progress-column-latest"),
            say!(language, "progress-column-since"),
            say!(language, "progress-column-level"),
        ]
    }
}

/// How the plan behind a tracker goes; none where the rules hold no tracker.
pub fn plan_progress(study: &Study, tracker: &Tracker) -> Option<PlanProgress> {
    let language = study.language;
    let vocabulary = Vocabulary::new(language, &study.rulebook)?;
    let plan = study.plans.get(&tracker.site);
    let progress = tracker::progress(&tracker.parts, plan, study.as_of, &vocabulary);
    let site = study.observations.sites.get(&tracker.site);
    let name = site.map_or_else(|| tracker.site.to_string(), |site| site.name.clone());
    Some(PlanProgress {
        title: format!("{name}, {}", tracker.school_year),
        in_short: in_short(language, &progress),
        steps: progress.steps.iter().map(|step| step_in_words(language, step)).collect(),
        goals: progress.goals.iter().map(|goal| goal_in_words(language, goal)).collect(),
    })
}

/// Step, who, by when, status and its age, and what happened, as in [`PlanProgress::step`].
fn step_in_words(language: Language, step: &StepProgress) -> Vec<String> {
    let status = match (&step.status, step.is_overdue) {
        (Some(status), false) => status.label.clone(),
        (Some(status), true) => {
            say!(language, "progress-status-overdue", status = status.label.as_str())
        }
        (None, false) => say!(language, "progress-no-status"),
        (None, true) => say!(language, "progress-no-status-overdue"),
    };
    vec![
        step.title.clone(),
        step.owner.clone().unwrap_or_default(),
        step.due.map(|due| say::dates(language, Some(due), None)).unwrap_or_default(),
        status,
        if step.aged.is_old || step.aged.on.is_some() {
            step.aged.in_words(language)
        } else {
            String::new()
        },
        step.note.clone().or_else(|| step.seen.clone()).unwrap_or_default(),
    ]
}

/// Goal, start, target, latest score, what changed, and how far people say it is, as in
/// [`PlanProgress::goal`].
fn goal_in_words(language: Language, goal: &GoalProgress) -> Vec<String> {
    let plain = |cell: Cell| match cell {
        Cell::Titled { title, text } => format!("{title}: {text}"),
        Cell::Text(text) => text,
        _ => String::new(),
    };
    let latest = goal.latest.as_ref();
    vec![
        goal.standard.clone().unwrap_or_else(|| goal.id.to_string()),
        value(language, goal.from.as_ref()),
        value(language, goal.to.as_ref()),
        latest
            .map(|it| format!("{} ({})", say::score(&it.score), it.school_year))
            .unwrap_or_default(),
        plain(result(language, goal)),
        goal.level
            .as_ref()
            .map(|level| format!("{level}, {}", goal.aged.in_words(language)))
            .unwrap_or_default(),
    ]
}

/// The plan of the last year of which there is a tracker, and beside it that of this year.
pub(super) fn last_plan(
    subject: Subject<'_>,
    part: &Part,
    vocabulary: &Vocabulary<'_>,
) -> Vec<Block> {
    let (plan, language) = (subject.plan, subject.study.language);
    let Some(before) = subject.study.trackers.before(&plan.site, plan.school_year) else {
        return Vec::new();
    };
    let progress = tracker::progress(&before.parts, Some(plan), subject.study.as_of, vocabulary);
    let (then, now) = (before.school_year.to_string(), plan.school_year.to_string());
    let heading = say!(language, "progress-last-plan", year = then.as_str());
    let mut blocks = vec![
        Block::Heading { level: 2, text: heading },
        Block::Paragraph(in_short(language, &progress)),
    ];
    for template in &part.table {
        let rows = settled(rows(language, template, &progress));
        if !rows.is_empty() {
            blocks.push(Block::Heading { level: 3, text: template.label.clone() });
            blocks.push(improvement::table(template, rows));
        }
    }
    blocks.extend(answers(part, &progress));
    blocks.push(Block::Note(say!(language, "progress-how-to-read")));
    let text = say!(language, "progress-beside", then = then, now = now);
    blocks.push(Block::Heading { level: 3, text });
    blocks.push(beside::beside(subject, before, &progress, vocabulary));
    blocks
}

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

/// `3 of 8 steps are done; 1 stuck. 2 are overdue.`
pub(super) fn in_short(language: Language, progress: &Progress) -> String {
    let steps = &progress.steps;
    let overdue = steps.iter().filter(|step| step.is_overdue).count();
    let old = steps.iter().filter(|step| step.aged.is_old).count();
    let mut said = vec![how_many_done(language, steps)];
    if 0 < overdue {
        said.push(say!(language, "progress-overdue", n = overdue));
    }
    if 0 < old {
        said.push(say!(language, "progress-old", n = old));
    }
    said.join(" ")
}

fn how_many_done(language: Language, steps: &[StepProgress]) -> String {
    let of = |state: Option<StepState>| {
        steps.iter().filter(|step| step.status.as_ref().map(|it| it.state) == state).count()
    };
    let others = [
        (Some(StepState::Moving), "progress-moving"),
        (Some(StepState::Stuck), "progress-stuck"),
        (Some(StepState::NotStarted), "progress-not-started"),
        (Some(StepState::Dropped), "progress-dropped"),
        (None, "progress-without"),
    ];
    let others = others.map(|(state, name)| (of(state), name));
    let others = others.into_iter().filter(|(many, _)| 0 < *many);
    let others: Vec<String> = others.map(|(n, name)| language.say(name, &facts!(n = n))).collect();
    let done = of(Some(StepState::Done));
    let all = say!(language, "progress-steps", n = steps.len());
    if others.is_empty() {
        return say!(language, "progress-done", done = done, steps = all);
    }
    let others = all_of(language, others.iter().map(String::as_str));
    say!(language, "progress-done-and", done = done, steps = all, others = others)
}

/// The rows of a table of the template.
pub(super) fn rows(
    language: Language,
    template: &TemplateTable,
    progress: &Progress,
) -> Vec<Vec<Cell>> {
    let columns = &template.column;
    match template.id.as_str() {
        "progress" => {
            let row = |step| columns.iter().map(|column| of_step(language, column, step)).collect();
            progress.steps.iter().map(row).collect()
        }
        "results_end" => {
            let row = |goal| columns.iter().map(|column| of_goal(language, column, goal)).collect();
            progress.goals.iter().map(row).collect()
        }
        _ => Vec::new(),
    }
}

fn of_step(language: Language, column: &Column, step: &StepProgress) -> Cell {
    match column.id.as_str() {
        "action" => Cell::Titled { title: step.title.clone(), text: who_and_when(language, step) },
        "status" => match (&step.status, step.is_overdue) {
            (Some(status), true) => Cell::Titled {
                title: status.label.clone(),
                text: say!(language, "progress-is-overdue"),
            },
            (Some(status), false) => Cell::Strong(status.label.clone()),
            (None, true) => text(say!(language, "progress-no-status-overdue")),
            (None, false) => Cell::Blank(String::new()),
        },
        "status_date" => aged(language, step.aged),
        "note" => written(step.note.as_deref()),
        "shown_by" => written(step.seen.as_deref()),
        _ => Cell::Blank(String::new()),
    }
}

/// `Site coordinator, by Dec 13, 2025; a step of the site's own`.
fn who_and_when(language: Language, step: &StepProgress) -> String {
    let due = step.due.map(|due| say::dates(language, Some(due), None));
    let who = match (&step.owner, due) {
        (Some(owner), Some(day)) => {
            say!(language, "progress-owner-by", owner = owner.as_str(), day = day)
        }
        (Some(owner), None) => owner.clone(),
        (None, Some(day)) => say!(language, "progress-by", day = day),
        (None, None) => String::new(),
    };
    let who = say::sentence(&who);
    match step.origin {
        Origin::Plan => who,
        Origin::Own if who.is_empty() => say!(language, "progress-own"),
        Origin::Own => say!(language, "progress-and-own", who = who),
    }
}

fn of_goal(language: Language, column: &Column, goal: &GoalProgress) -> Cell {
    match column.id.as_str() {
        "goal" => {
            let title = goal.standard.clone().unwrap_or_else(|| goal.id.to_string());
            match &goal.level {
                Some(level) => Cell::Titled { title, text: far(language, level, goal.aged) },
                None => Cell::Strong(title),
            }
        }
        "start" => {
            let from = value(language, goal.from.as_ref());
            match &goal.from_year {
                Some(year) => text(format!("{from} ({year})")),
                None => text(from),
            }
        }
        "target" => text(value(language, goal.to.as_ref())),
        "end" => end(language, goal),
        "verdict" => result(language, goal),
        "count" => written(goal.count.as_deref()),
        "meaning" => written(goal.note.as_deref()),
        _ => Cell::Blank(String::new()),
    }
}

/// How far a goal is in people's own eyes, and since when.
fn far(language: Language, level: &str, aged: Aged) -> String {
    say!(language, "progress-on-the-scale", level = level, age = aged.in_words(language))
}

/// The latest score, where it is newer than the start.
fn end(language: Language, goal: &GoalProgress) -> Cell {
    let (Since::Changed(_) | Since::CannotTell, Some(latest)) = (&goal.since, &goal.latest) else {
        return Cell::Blank(String::new());
    };
    let sure = latest.interval.map_or(String::new(), |it| {
        format!(" ({})", say::interval(language, &it, latest.spread_basis))
    });
    let score = say::score(&latest.score);
    text(format!("{score}{sure}, n\u{a0}=\u{a0}{}, {}", latest.n_responses, latest.school_year))
}

/// What may be said of the change since the start.
fn result(language: Language, goal: &GoalProgress) -> Cell {
    match &goal.since {
        Since::NotMeasured => text(say!(language, "progress-not-measured")),
        Since::NotMeasuredAgain => text(say!(language, "progress-not-again")),
        Since::CannotTell => text(say!(language, "progress-cannot-compare")),
        Since::Changed(change) => changed(language, change),
    }
}

fn changed(language: Language, change: &Change) -> Cell {
    let title = match (change.reading, change.difference.cmp(&Exact::ZERO)) {
        (ChangeReading::BeyondNoise, Ordering::Greater) => say!(language, "progress-up"),
        (ChangeReading::BeyondNoise, _) => say!(language, "progress-down"),
        (ChangeReading::WithinNoise, _) => say!(language, "progress-no-clear-change"),
        (ChangeReading::CannotTell, _) => say!(language, "progress-cannot-tell"),
    };
    let (by, since) = (say::difference(&change.difference), change.since.to_string());
    let text = match change.interval {
        None => say!(language, "progress-since", by = by, since = since),
        Some(range) => {
            let (low, high) = (say::signed(range.low), say::signed(range.high));
            say!(language, "progress-range-since", by = by, low = low, high = high, since = since)
        }
    };
    Cell::Titled { title, text }
}

fn aged(language: Language, aged: Aged) -> Cell {
    let Some(on) = aged.on else { return Cell::Blank(String::new()) };
    text(format!("{}, {}", say::dates(language, Some(on), None), aged.in_words(language)))
}

fn written(words: Option<&str>) -> Cell {
    words.map_or_else(|| Cell::Blank(String::new()), text)
}

/// A score as it stands in the tracker.
fn value(language: Language, value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(number)) => format!("{number:.2}"),
        Some(other) => other.shown(language),
        None => say!(language, "progress-not-said"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tracker::Status;

    /// A step in a state, on time and with a fresh status.
    fn step(state: StepState) -> StepProgress {
        StepProgress {
            id: "a".into(),
            origin: Origin::Plan,
            title: String::new(),
            standard: None,
            owner: None,
            start: None,
            due: "2026-01-31".parse().ok(),
            status: Some(Status { state, label: String::new() }),
            aged: Aged { on: None, days: None, is_old: false },
            is_overdue: false,
            seen: None,
            note: None,
        }
    }

    #[test]
    fn a_plan_in_short_counts_its_steps_in_every_language() {
        use StepState::{Done, Dropped, Moving, Stuck};
        let said = |language, states: &[StepState]| {
            let steps = states.iter().map(|state| step(*state)).collect();
            in_short(language, &Progress { steps, goals: Vec::new(), answers: Vec::new() })
        };
        assert_eq!(said(Language::English, &[Done]), "1 of 1 step is done.");
        assert_eq!(
            said(Language::English, &[Done, Done, Moving, Stuck]),
            "2 of 4 steps are done; 1 moving and 1 stuck."
        );
        assert_eq!(said(Language::Spanish, &[Done]), "1 de 1 paso está hecho.");
        assert_eq!(
            said(Language::Spanish, &[Done, Done, Moving, Stuck, Stuck, Dropped]),
            "2 de 6 pasos están hechos; 1 en marcha, 2 detenidos y 1 dejado a propósito."
        );
    }

    #[test]
    fn what_is_late_or_old_is_told_after_it() {
        let late = StepProgress { is_overdue: true, ..step(StepState::Moving) };
        let aged = Aged { is_old: true, ..late.aged };
        let steps = vec![late.clone(), StepProgress { aged, ..late }];
        let progress = Progress { steps, goals: Vec::new(), answers: Vec::new() };
        assert_eq!(
            in_short(Language::English, &progress),
            "0 of 2 steps are done; 2 moving. 2 are overdue. 1 status is old or without a date."
        );
        assert_eq!(
            in_short(Language::Spanish, &progress),
            "0 de 2 pasos están hechos; 2 en marcha. En 2 ya pasó la fecha límite. 1 estado es viejo \
             o no tiene fecha."
        );
    }

    #[test]
    fn who_does_a_step_and_by_when() {
        let said = |language, step: &StepProgress| who_and_when(language, step);
        let ours = step(StepState::Moving);
        let owned = StepProgress { owner: Some("site lead".to_owned()), ..ours.clone() };
        let own = StepProgress { origin: Origin::Own, ..owned.clone() };
        let bare = StepProgress { origin: Origin::Own, due: None, ..ours.clone() };
        assert_eq!(said(Language::English, &ours), "By Jan 31, 2026");
        assert_eq!(said(Language::English, &owned), "Site lead, by Jan 31, 2026");
        assert_eq!(
            said(Language::English, &own),
            "Site lead, by Jan 31, 2026; a step of the site\u{2019}s own"
        );
        assert_eq!(said(Language::English, &bare), "a step of the site\u{2019}s own");
        assert_eq!(
            said(Language::Spanish, &own),
            "Site lead, para el 31 ene 2026; un paso propio del sitio"
        );
    }
}

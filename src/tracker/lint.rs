//! What a plan lacks, by its tracker: told like anything else that can be put right.

use std::collections::BTreeSet;

use super::{Part, Row, Status, Tracker, Vocabulary, labels::is_across, progress::status};
use crate::{
    diagnostic::{Code, Diagnostic, Place, all_of, count, likeness},
    language::Language,
    model::Exact,
    plan::{FocusKind, Plan, Reason, StandardEvidence},
    rulebook::kind::{Decimal, Standard, TrackerField},
};

/// The language of all that is told about files.
const SAID_IN: Language = Language::English;
/// From how much alike on two steps are the same one.
const ALIKE: f64 = 0.9;
/// Fewer steps than these are no plan that could be a copy.
const A_PLAN: usize = 2;

/// What a plan is held against.
#[derive(Clone, Copy, Debug)]
pub struct Lint<'a> {
    pub vocabulary: &'a Vocabulary<'a>,
    /// What the scores call for; none where no ratings of the site were given.
    pub plan: Option<&'a Plan>,
    /// The tracker of the year before.
    pub before: Option<&'a Tracker>,
}

/// What a plan lacks, in the order of its cells.
pub fn lint(tracker: &Tracker, by: Lint<'_>) -> Vec<Diagnostic> {
    let Lint { vocabulary, plan, before } = by;
    let steps = &tracker.parts.steps;
    let open: Vec<&Row> = steps.rows.iter().filter(|row| is_open(row, vocabulary)).collect();
    let mut found = Vec::new();
    for row in &open {
        found.extend(blanks(steps, row));
    }
    let goals = &tracker.parts.goals;
    for row in &goals.rows {
        found.extend(unmeasured(goals, row));
        found.extend(undated(goals, row));
    }
    found.extend(too_many(tracker, vocabulary));
    if let Some(plan) = plan {
        found.extend(gates(tracker, &open, plan, vocabulary));
        let steps = &tracker.parts.steps;
        found.extend(open.iter().filter_map(|row| without_low_score(steps, row, plan, vocabulary)));
    }
    found.extend(before.and_then(|before| near_copy(tracker, before, vocabulary)));
    for finding in &mut found {
        finding.sites.push(tracker.site.clone());
    }
    found
}

/// A step that was dropped has said why, and owes nothing more.
fn is_open(row: &Row, vocabulary: &Vocabulary<'_>) -> bool {
    status(row, vocabulary).as_ref().is_none_or(Status::is_open)
}

fn blanks(part: &Part, row: &Row) -> Vec<Diagnostic> {
    let asked = [
        (TrackerField::Owner, Code::BlankOwner, "nobody answers for", "write one position"),
        (
            TrackerField::Due,
            Code::BlankDay,
            "no day is set for",
            "write the day by which it is to be done",
        ),
        (
            TrackerField::Needs,
            Code::BlankNeeds,
            "nothing says what it takes for",
            "write materials, training and money, or `nothing new`",
        ),
    ];
    let blank = asked.into_iter().filter(|(field, ..)| row.entry(*field).is_none());
    blank
        .map(|(field, code, what, help)| {
            // A column that was taken away has no cell to lead to.
            let help = if part.columns.contains_key(&field) {
                help.to_owned()
            } else {
                format!("{help}; the column was taken out of the sheet")
            };
            at(
                Diagnostic::warning(code, format!("{what} `{}`", row.title(SAID_IN))),
                part,
                row,
                field,
            )
            .help(help)
        })
        .collect()
}

fn unmeasured(part: &Part, row: &Row) -> Option<Diagnostic> {
    let missing =
        [(TrackerField::Measure, "what measures it"), (TrackerField::To, "which score to reach")];
    let missing: Vec<_> =
        missing.into_iter().filter(|(field, _)| row.entry(*field).is_none()).collect();
    let (field, _) = missing.first()?;
    let what = all_of(missing.iter().map(|(_, what)| *what));
    let message = format!("the goal for `{}` does not say {what}", goal(row));
    let told = Diagnostic::warning(Code::GoalUnmeasured, message);
    Some(
        at(told, part, row, *field)
            .help("name the tool and the score; the same tool as at the start"),
    )
}

fn undated(part: &Part, row: &Row) -> Option<Diagnostic> {
    if row.entry(TrackerField::Due).is_some() {
        return None;
    }
    let message = format!("the goal for `{}` has no day", goal(row));
    let told = Diagnostic::warning(Code::GoalUndated, message);
    Some(at(told, part, row, TrackerField::Due).help("write the day by which it is to be reached"))
}

fn too_many(tracker: &Tracker, vocabulary: &Vocabulary<'_>) -> Option<Diagnostic> {
    let most = vocabulary.template.focus.maximum as usize;
    let goals = &tracker.parts.goals;
    let names: BTreeSet<String> = goals.rows.iter().map(goal).collect();
    let last = goals.rows.get(most)?;
    if names.len() <= most {
        return None;
    }
    let message = format!(
        "the plan works on {}; the rules allow {most} a year",
        count(names.len(), "standard")
    );
    let told = Diagnostic::warning(Code::TooManyFocus, message);
    Some(
        at(told, goals, last, TrackerField::Standard)
            .help("keep the ones that matter most to students, and leave the others for next year"),
    )
}

/// What comes first whatever the averages say, and is not in the plan.
fn gates(
    tracker: &Tracker,
    open: &[&Row],
    plan: &Plan,
    vocabulary: &Vocabulary<'_>,
) -> Vec<Diagnostic> {
    let goals = tracker.parts.goals.rows.iter();
    let worked_on: BTreeSet<&str> = goals
        .chain(open.iter().copied())
        .chain(done(tracker, vocabulary))
        .filter_map(|row| Some(&*standard_of(row, vocabulary)?.id))
        .collect();
    let urgent = plan.focus.iter().filter(|focus| focus.kind == FocusKind::Urgent);
    urgent
        .filter(|focus| !worked_on.contains(&*focus.standard))
        .map(|focus| {
            let because = focus.reasons.iter().find_map(|reason| match reason {
                Reason::CriticalItem { because, .. } => Some(because.trim_end_matches('.')),
                _ => None,
            });
            let because = because.unwrap_or("it comes first whatever the averages say");
            let message = format!("{because}; no step or goal of this plan works on it");
            let help = match focus.actions.first() {
                Some(step) => format!("add a step for it, such as `{}`", step.title),
                None => "add a step for it, and do it first".to_owned(),
            };
            Diagnostic::warning(Code::GatePassedOver, message)
                .at(Place::File(tracker.source.clone()))
                .help(help)
        })
        .collect()
}

fn done<'t>(tracker: &'t Tracker, vocabulary: &'t Vocabulary<'_>) -> impl Iterator<Item = &'t Row> {
    let is_done = |row: &&Row| {
        let status = status(row, vocabulary);
        status.is_some_and(|it| it.state == crate::rulebook::kind::StepState::Done)
    };
    tracker.parts.steps.rows.iter().filter(is_done)
}

/// A step for a standard of which nothing is low.
fn without_low_score(
    part: &Part,
    row: &Row,
    plan: &Plan,
    vocabulary: &Vocabulary<'_>,
) -> Option<Diagnostic> {
    if row.text(SAID_IN, TrackerField::Standard).is_some_and(|text| is_across(&text)) {
        return None;
    }
    let Some(standard) = standard_of(row, vocabulary) else {
        let message = format!("`{}` names no standard that it serves", row.title(SAID_IN));
        let told = Diagnostic::warning(Code::StepWithoutLowScore, message);
        return Some(
            at(told, part, row, TrackerField::Standard)
                .help("pick the standard from the list, or leave the step for another year"),
        );
    };
    let is_focus = plan.focus.iter().any(|focus| *focus.standard == *standard.id);
    let known = plan.evidence.iter().find(|known| *known.standard == *standard.id);
    let why = match known {
        _ if is_focus => return None,
        Some(known) => not_low(known)?,
        None => "nothing was rated that speaks to it".to_owned(),
    };
    let message = format!(
        "no low score stands behind `{}`: for {}, {why}",
        row.title(SAID_IN),
        standard.name
    );
    let told = Diagnostic::warning(Code::StepWithoutLowScore, message);
    Some(at(told, part, row, TrackerField::Standard).help(
        "say under what happened why it comes first all the same, or take a step for a standard that is low",
    ))
}

/// What is not low about a standard; none where a source is below its target.
fn not_low(known: &StandardEvidence) -> Option<String> {
    let held: Vec<(&Exact, &Exact)> = known
        .sources
        .iter()
        .filter_map(|evidence| Some((&evidence.score, &evidence.target.as_ref()?.value)))
        .collect();
    if held.is_empty() || held.iter().any(|(score, target)| score < target) {
        return None;
    }
    let scores: Vec<String> = held
        .iter()
        .map(|(score, target)| format!("{} (target {})", score.rounded(2), target.rounded(1)))
        .collect();
    Some(format!("the latest score is {}", all_of(scores.iter().map(String::as_str))))
}

/// A plan whose steps are those of the year before.
fn near_copy(
    tracker: &Tracker,
    before: &Tracker,
    vocabulary: &Vocabulary<'_>,
) -> Option<Diagnostic> {
    let texts = |tracker: &Tracker| -> Vec<String> {
        let rows = tracker.parts.steps.rows.iter();
        rows.filter_map(|row| row.text(SAID_IN, TrackerField::Action)).collect()
    };
    let (now, then) = (texts(tracker), texts(before));
    let is_there = |text: &&String| then.iter().any(|other| ALIKE <= likeness(text, other));
    let same = now.iter().filter(is_there).count();
    let Decimal(share) = &vocabulary.rules.near_copy_share;
    let is_copy = A_PLAN <= now.len() && *share <= Exact::fraction(small(same), small(now.len()))?;
    is_copy.then(|| {
        let message = format!(
            "{same} of {} stand in the plan of {}, too",
            count(now.len(), "step"),
            before.school_year
        );
        Diagnostic::warning(Code::NearCopy, message).at(Place::File(tracker.source.clone())).help(
            format!("see in `{}` what helped; keep that, and change what did not", before.source),
        )
    })
}

fn small(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn standard_of<'v>(row: &Row, vocabulary: &Vocabulary<'v>) -> Option<&'v Standard> {
    let by_name = row.text(SAID_IN, TrackerField::Standard);
    by_name.and_then(|name| vocabulary.standard(&name)).or_else(|| vocabulary.standard(&row.id))
}

fn goal(row: &Row) -> String {
    row.text(SAID_IN, TrackerField::Standard).unwrap_or_else(|| row.id.to_string())
}

/// At the cell of a field, also where it is blank.
fn at(told: Diagnostic, part: &Part, row: &Row, field: TrackerField) -> Diagnostic {
    match part.cell(row, field) {
        Some(cell) => told.at(Place::Cell(cell)),
        None => told,
    }
}

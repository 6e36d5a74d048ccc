//! II Plan: the standards to work on, why these, goals and action steps.

use std::collections::BTreeMap;

use super::{
    Block, Cell, Subject,
    reason::{lower_not_chosen, passed_over_by_order, reasons, why_not},
    table, text,
};
use crate::{
    language::{Language, say},
    model::{Basis, Exact},
    plan::{ActionStep, FocusStandard, Goal},
    report::{figure, say},
    rulebook::kind::{Part, PlanChart, PlanField},
    tracker::{change, closed, needs},
};

pub(super) fn blocks(subject: Subject<'_>, part: &Part) -> Vec<Block> {
    let (language, plan) = (subject.language(), subject.plan);
    let mut blocks = Vec::new();
    if plan.focus.is_empty() {
        blocks.push(Block::Paragraph(say!(language, "plan-keep-strong")));
    }
    let trend = |study, plan| figure::trend(study, plan, None);
    blocks.extend(subject.charts(PlanChart::Trend, trend));
    for (place, focus) in plan.focus.iter().enumerate() {
        blocks.extend(standard(subject, part, place + 1, focus));
    }
    if !plan.across.is_empty() {
        blocks.push(Block::Heading { level: 2, text: say!(language, "plan-across") });
        blocks.push(actions(language, &plan.across, None));
    }
    if !plan.passed_over.is_empty() {
        blocks.push(Block::Heading { level: 2, text: say!(language, "plan-not-this-year") });
        blocks.push(passed_over(subject));
        blocks.extend(lower_not_chosen(subject).map(Block::Note));
    }
    blocks
}

fn standard(subject: Subject<'_>, part: &Part, place: usize, focus: &FocusStandard) -> Vec<Block> {
    let language = subject.language();
    let name = subject.standard_name(&focus.standard);
    let mut blocks = vec![Block::Heading { level: 2, text: format!("{place}. {name}") }];
    let definition = subject.standard(&focus.standard).map(|standard| &standard.definition);
    if let Some(definition) = definition.filter(|definition| !definition.is_empty()) {
        blocks.push(Block::Note(definition.clone()));
    }
    blocks.extend(urgent(subject, focus));
    blocks.push(Block::Heading { level: 3, text: say!(language, "plan-why") });
    blocks.push(Block::List(reasons(subject, focus)));
    if let Some(goal) = &focus.goal {
        blocks.extend(goal_blocks(language, focus, goal));
    }
    if !focus.actions.is_empty() {
        blocks.push(actions(language, &focus.actions, focus.urgent_step()));
    }
    let by_people: Vec<PlanField> =
        part.field.iter().filter(|field| field.filled_by == "people").cloned().collect();
    blocks.extend(subject.forms_with(&by_people, &BTreeMap::new()));
    blocks
}

/// What cannot wait for the goal.
fn urgent(subject: Subject<'_>, focus: &FocusStandard) -> Option<Block> {
    let language = subject.language();
    let because =
        focus.reasons.iter().find_map(|reason| say::because(language, subject.plan, reason))?;
    let text = match focus.urgent_step() {
        Some(step) => say!(language, "plan-begin-with", step = &*step.title),
        None => say!(language, "plan-agree-now"),
    };
    Some(Block::Callout { title: because, text })
}

/// What shows that a step is done, and on the line below what it is to change.
fn shown_by(language: Language, step: &ActionStep) -> String {
    let measure = closed(&change(language, step));
    format!("{}\n{}", closed(&step.evidence), say!(language, "plan-aim", measure = measure))
}

fn goal_blocks(language: Language, focus: &FocusStandard, goal: &Goal) -> Vec<Block> {
    let mut facts = Vec::new();
    if !goal.also_watch.is_empty() {
        let watched = say::sentence(&goal.also_watch.join("; "));
        facts.push((say!(language, "plan-also-watch"), text(watched)));
    }
    if !goal.mid_year_sign.is_empty() {
        facts.push((say!(language, "plan-mid-year"), text(goal.mid_year_sign.clone())));
    }
    let title = say!(language, "plan-goal");
    let mut blocks = vec![Block::Callout { title, text: goal.sentence.clone() }];
    blocks.extend(fair_step(language, focus, goal).map(Block::Note));
    blocks.extend(too_small_to_tell(language, focus, goal).map(Block::Note));
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
    blocks
}

/// Why a goal stops short of the target. None where it does not, or where something else than the step
/// of a year ends it.
fn fair_step(language: Language, focus: &FocusStandard, goal: &Goal) -> Option<String> {
    let target = &focus.driver.as_ref()?.target.as_ref()?.value;
    let step = goal.step.as_ref().filter(|_| goal.to < *target)?;
    let half = Exact::ONE / Exact::whole(2);
    let step = if *step == half { "half".to_owned() } else { say::score(step) };
    Some(say!(language, "plan-fair-step", step = step, target = target.rounded(1)))
}

/// That a rise as small as the goal's may be chance. None where it would be seen, and for a goal that
/// is to keep a level.
fn too_small_to_tell(language: Language, focus: &FocusStandard, goal: &Goal) -> Option<String> {
    let driver = focus.driver.as_ref()?;
    // By the numbers as they are printed: 2.875 stands in the goal as 2.88.
    let printed = |score: &Exact| say::score(score).parse().unwrap_or_else(|_| score.clone());
    let rise: Exact = printed(&goal.to) - printed(&goal.from);
    if rise <= Exact::ZERO {
        return None;
    }
    let needed = driver.from_year_before.as_ref().and_then(|change| change.smallest_detectable);
    match needed {
        Some(needed) if needed <= rise.to_f64() => None,
        Some(needed) => {
            let (rise, needed) = (say::score(&rise), format!("{needed:.2}"));
            Some(say!(language, "plan-rise-may-be-chance", rise = rise, needed = needed))
        }
        None if driver.interval.is_some() => None,
        None if driver.basis == Basis::Consensus => Some(say!(language, "plan-rise-agreed")),
        None => Some(say!(language, "plan-rise-cannot-be-told")),
    }
}

/// The steps in a table; one of them may be urgent.
fn actions(language: Language, steps: &[ActionStep], urgent: Option<&ActionStep>) -> Block {
    let rows = steps.iter().map(|step| {
        let is_urgent = urgent.is_some_and(|urgent| urgent.id == step.id);
        let days = if is_urgent { now_by(language, step) } else { days(language, step) };
        vec![
            Cell::Titled { title: step.title.clone(), text: step.text.clone() },
            Cell::Titled { title: step.position.clone(), text: stand_in(language, days, step) },
            text(needs(language, &step.needs)),
            text(shown_by(language, step)),
        ]
    });
    table(
        &say!(language, "plan-steps-caption"),
        &[
            (&say!(language, "plan-what"), 35),
            (&say!(language, "plan-who-and-when"), 17),
            (&say!(language, "plan-what-it-takes"), 21),
            (&say!(language, "plan-what-shows-it"), 27),
        ],
        rows.collect(),
    )
}

fn days(language: Language, step: &ActionStep) -> String {
    say::dates(language, Some(step.start), Some(step.due))
}

/// For a step that does not wait for a day.
fn now_by(language: Language, step: &ActionStep) -> String {
    say!(language, "plan-now-by", day = say::dates(language, Some(step.due), None))
}

/// The days, and below them who stands in.
fn stand_in(language: Language, days: String, step: &ActionStep) -> String {
    match &step.if_none {
        Some(other) => {
            format!("{days}\n{}", say!(language, "plan-stands-in", position = &**other))
        }
        None => days,
    }
}

/// The standards that were not chosen, by the reason, and what is to be said of it.
fn passed_over(subject: Subject<'_>) -> Block {
    let mut facts: Vec<(String, Vec<String>, Option<String>)> = Vec::new();
    for passed in &subject.plan.passed_over {
        let why = why_not(subject.language(), passed);
        let name = subject.standard_name(&passed.standard);
        match facts.iter_mut().find(|(known, ..)| *known == why) {
            Some((_, names, _)) => names.push(name),
            None => facts.push((why, vec![name], passed_over_by_order(subject, passed))),
        }
    }
    let told = |names: Vec<String>, more: Option<String>| match more {
        Some(more) => format!("{} {more}", closed(&names.join("; "))),
        None => names.join("; "),
    };
    Block::Facts(
        facts.into_iter().map(|(why, names, more)| (why, text(told(names, more)))).collect(),
    )
}

//! II Plan: the standards to work on, why these, goals and action steps.

use std::collections::BTreeMap;

use super::{Block, Cell, Subject, table, text};
use crate::{
    plan::{
        ActionStep, FocusKind, FocusStandard, Goal, LevelBasis, NotChosen, PassedOver, Priority,
        Reason,
    },
    report::{figure, say},
    rulebook::kind::{Part, PlanField},
};

pub(super) fn blocks(subject: Subject<'_>, part: &Part) -> Vec<Block> {
    let plan = subject.plan;
    let mut blocks = Vec::new();
    if plan.focus.is_empty() {
        let text = "Nothing that was rated is below target. Choose together what to keep strong.";
        blocks.push(Block::Paragraph(text.to_owned()));
    }
    blocks.extend(figure::trend(subject.study, plan).map(Block::figure));
    for (place, focus) in plan.focus.iter().enumerate() {
        blocks.extend(standard(subject, part, place + 1, focus));
    }
    if !plan.across.is_empty() {
        blocks.push(Block::Heading { level: 2, text: "Steps across standards".to_owned() });
        blocks.push(actions(&plan.across));
    }
    if !plan.passed_over.is_empty() {
        blocks.push(Block::Heading { level: 2, text: "Not this year, and why".to_owned() });
        blocks.push(passed_over(subject));
    }
    blocks
}

fn standard(subject: Subject<'_>, part: &Part, place: usize, focus: &FocusStandard) -> Vec<Block> {
    let name = subject.standard_name(&focus.standard);
    let mut blocks = vec![Block::Heading { level: 2, text: format!("{place}. {name}") }];
    let definition = subject.standard(&focus.standard).map(|standard| &standard.definition);
    if let Some(definition) = definition.filter(|definition| !definition.is_empty()) {
        blocks.push(Block::Note(definition.clone()));
    }
    blocks.push(Block::Heading { level: 3, text: "Why we chose it".to_owned() });
    blocks.push(Block::List(focus.reasons.iter().map(|it| reason(subject, it)).collect()));
    blocks.extend(arithmetic(subject, focus).map(Block::Note));
    if let Some(goal) = &focus.goal {
        blocks.extend(goal_blocks(goal));
    }
    if !focus.actions.is_empty() {
        blocks.push(actions(&focus.actions));
    }
    let by_people: Vec<PlanField> =
        part.field.iter().filter(|field| field.filled_by == "people").cloned().collect();
    blocks.extend(subject.forms_with(&by_people, &BTreeMap::new()));
    blocks
}

fn goal_blocks(goal: &Goal) -> Vec<Block> {
    let mut facts = Vec::new();
    if !goal.also_watch.is_empty() {
        facts.push(("Also watch".to_owned(), text(goal.also_watch.join("; "))));
    }
    if !goal.mid_year_sign.is_empty() {
        facts.push(("Sign at mid-year".to_owned(), text(goal.mid_year_sign.clone())));
    }
    let mut blocks = vec![Block::Callout { title: "Goal".to_owned(), text: goal.sentence.clone() }];
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
    blocks
}

/// One reason, as a sentence.
fn reason(subject: Subject<'_>, reason: &Reason) -> String {
    match reason {
        Reason::CriticalItem { because, .. } => because.clone(),
        Reason::BelowTarget { source, score, target, gap } => format!(
            "{}: {}, which is {} below the target of {}.",
            say::source(*source),
            say::score_against(score, target),
            gap.rounded(2),
            target.rounded(1)
        ),
        Reason::ClosestToTarget { source, score, target, .. } => format!(
            "Nothing is below target. This is the closest to it: {} {} against {}.",
            say::source(*source).to_lowercase(),
            say::score(score),
            target.rounded(1)
        ),
        Reason::FellSince { source, change } => {
            format!("{}: {}.", say::source(*source), say::change(change))
        }
        Reason::LowestItems(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| {
                    let name = subject.item(&item.instrument, &item.item);
                    format!("{name} {}", say::score(&item.score))
                })
                .collect();
            format!("Lowest within it: {}.", items.join(", "))
        }
        Reason::SourcesDisagree { self_assessment, observation, difference } => format!(
            "The two views differ by {}: self-assessment {}, observation {}. Talk about why.",
            difference.rounded(2),
            say::score(self_assessment),
            say::score(observation)
        ),
    }
}

/// How the priority was worked out, in numbers. None for a critical item that stands alone.
fn arithmetic(subject: Subject<'_>, focus: &FocusStandard) -> Option<String> {
    let (priority, driver) = (focus.priority.as_ref()?, focus.driver.as_ref()?);
    let Priority { value, importance, level, spread, target, shortfall, chance_of_missing, .. } =
        priority;
    let tool = subject.tool(&driver.instrument);
    let source = say::source(driver.source).to_lowercase();
    let from = if tool.to_lowercase() == source { source } else { format!("{source} ({tool})") };
    let level = match priority.level_basis {
        LevelBasis::Shrunk => format!(
            "level {level:.2}, drawn toward the mean of all sites because it rests on few ratings"
        ),
        LevelBasis::Measured => format!("level {level:.2}"),
        LevelBasis::ScoreItself => {
            format!("level {level:.2}, taken as it is because there are no repeated ratings")
        }
    };
    let first = match focus.kind {
        FocusKind::Urgent => "It comes first whatever the averages say. ",
        FocusKind::Raise | FocusKind::Sustain => "",
    };
    let weight = priority.importance_source.as_deref().unwrap_or("all standards count alike");
    let sure = match priority.level_basis {
        LevelBasis::ScoreItself => "how sure cannot be told".to_owned(),
        LevelBasis::Shrunk | LevelBasis::Measured => format!(
            "spread {spread:.2}, chance of lying below target {}",
            say::percent(*chance_of_missing)
        ),
    };
    Some(format!(
        "{first}Priority {value:.2} = importance {} ({weight}) × expected shortfall {shortfall:.2} \
         below {}. From the {from}: {level}; {sure}.",
        importance.rounded(1),
        target.rounded(1)
    ))
}

fn actions(steps: &[ActionStep]) -> Block {
    let rows = steps.iter().map(|step| {
        vec![
            Cell::Strong(step.title.clone()),
            text(step.text.clone()),
            text(who(step)),
            text(format!("{} to\n{}", step.start.format("%b %-d"), step.due.format("%b %-d, %Y"))),
            text(needs(step)),
            text(format!("{}\nMeasure: {}", closed(&step.evidence), closed(&step.measure))),
        ]
    });
    table(
        "Action steps: change any word, position or date to fit your site",
        &[
            ("Step", 14),
            ("What we will do", 27),
            ("Who (position)", 13),
            ("When", 11),
            ("Needs", 14),
            ("Evidence and measure", 21),
        ],
        rows.collect(),
    )
}

/// The text with a full stop at its end.
fn closed(text: &str) -> String {
    let ends = text.ends_with(['.', '?', '!']);
    if ends { text.to_owned() } else { format!("{text}.") }
}

fn who(step: &ActionStep) -> String {
    match &step.if_none {
        Some(other) => format!("{} (if there is none: {other})", step.position),
        None => step.position.clone(),
    }
}

/// What a step takes, without what it does not take.
fn needs(step: &ActionStep) -> String {
    let needs = [
        ("materials", &step.needs.materials),
        ("training", &step.needs.training),
        ("money", &step.needs.money),
    ];
    let taken = needs.iter().filter(|(_, need)| !need.is_empty() && need.as_str() != "none");
    let taken: Vec<String> = taken.map(|(what, need)| format!("{what}: {need}")).collect();
    if taken.is_empty() { "nothing new".to_owned() } else { say::sentence(&taken.join("\n")) }
}

fn passed_over(subject: Subject<'_>) -> Block {
    let rows = subject.plan.passed_over.iter().map(|passed| {
        vec![
            text(subject.standard_name(&passed.standard)),
            passed
                .priority
                .as_ref()
                .map_or(text("none"), |priority| Cell::Number(format!("{:.2}", priority.value))),
            text(why_not(passed)),
        ]
    });
    table(
        "Standards that were not chosen, next in line first",
        &[("Standard", 36), ("Priority", 12), ("Why not this year", 52)],
        rows.collect(),
    )
}

fn why_not(passed: &PassedOver) -> String {
    match passed.why {
        NotChosen::OthersFirst { maximum } => {
            format!("below target, and a plan holds at most {maximum} standards at a time")
        }
        NotChosen::NotSurelyBelow => "below target, though not surely so".to_owned(),
        NotChosen::AtTarget => "at or above target".to_owned(),
        NotChosen::NoTarget => "the rules set no target for it".to_owned(),
        NotChosen::OlderEvidence => "all that is known about it is old".to_owned(),
    }
}

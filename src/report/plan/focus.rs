//! II Plan: the standards to work on, why these, goals and action steps.

use std::collections::BTreeMap;

use super::{Block, Cell, Subject, table, text};
use crate::{
    analysis::Change,
    diagnostic::{all_of, count},
    model::{EvidenceSource, Exact},
    plan::{ActionStep, FocusStandard, Goal, ItemScore, NotChosen, PassedOver, Reason},
    report::{figure, say},
    rulebook::kind::{Part, PlanField},
    tracker::needs,
};

pub(super) fn blocks(subject: Subject<'_>, part: &Part) -> Vec<Block> {
    let plan = subject.plan;
    let mut blocks = Vec::new();
    if plan.focus.is_empty() {
        let text = "Nothing that was rated is below target. Choose together what to keep strong.";
        blocks.push(Block::Paragraph(text.to_owned()));
    }
    blocks.extend(figure::trend(subject.study, plan, None).map(Block::figure));
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
    blocks.extend(urgent(focus));
    blocks.push(Block::Heading { level: 3, text: "Why we chose it".to_owned() });
    blocks.push(Block::List(reasons(subject, focus)));
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

/// What cannot wait for the goal.
fn urgent(focus: &FocusStandard) -> Option<Block> {
    let because = focus.reasons.iter().find_map(|reason| match reason {
        Reason::CriticalItem { because, .. } => Some(because),
        _ => None,
    })?;
    let text = match focus.actions.first() {
        Some(step) => format!(
            "Begin with the first step, \u{201c}{}\u{201d}, and do not wait for the day beside it.",
            step.title
        ),
        None => "Agree this week on what to do.".to_owned(),
    };
    Some(Block::Callout { title: because.clone(), text })
}

fn goal_blocks(goal: &Goal) -> Vec<Block> {
    let mut facts = Vec::new();
    if !goal.also_watch.is_empty() {
        facts.push(("Also watch".to_owned(), text(say::sentence(&goal.also_watch.join("; ")))));
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

/// The reasons but the one that is said aloud.
fn reasons(subject: Subject<'_>, focus: &FocusStandard) -> Vec<String> {
    let said_aloud = |it: &&Reason| matches!(it, Reason::CriticalItem { .. });
    let quiet = focus.reasons.iter().filter(|it| !said_aloud(it));
    let told: Vec<String> = match below_in_both(&focus.reasons) {
        Some(both) => {
            let single = |it: &&Reason| !matches!(it, Reason::BelowTarget { .. });
            let others = quiet.filter(single).map(|it| reason(subject, focus, it));
            std::iter::once(both).chain(others).collect()
        }
        None => quiet.map(|it| reason(subject, focus, it)).collect(),
    };
    if told.is_empty() {
        vec!["It comes first whatever the averages say.".to_owned()]
    } else {
        told
    }
}

/// Both sources in one sentence, where both are below the same target.
fn below_in_both(reasons: &[Reason]) -> Option<String> {
    let below: Vec<_> = reasons
        .iter()
        .filter_map(|reason| match reason {
            Reason::BelowTarget { source, score, target, .. } => Some((*source, score, target)),
            _ => None,
        })
        .collect();
    let [first, second] = below[..] else { return None };
    (first.2 == second.2).then(|| {
        format!(
            "It stands at {} and at {}; the target is {}.",
            at(first.0, first.1, first.2),
            at(second.0, second.1, second.2),
            first.2.rounded(1)
        )
    })
}

/// `2.60 in the self-assessment`.
fn at(source: EvidenceSource, score: &Exact, target: &Exact) -> String {
    format!(
        "{} in {}",
        say::score_against(score, target),
        say::by(crate::language::Language::English, source)
    )
}

/// One reason, as a sentence.
fn reason(subject: Subject<'_>, focus: &FocusStandard, reason: &Reason) -> String {
    match reason {
        Reason::CriticalItem { because, .. } => because.clone(),
        Reason::BelowTarget { source, score, target, .. } => {
            format!(
                "It stands at {}; the target is {}.",
                at(*source, score, target),
                target.rounded(1)
            )
        }
        Reason::ClosestToTarget { source, score, target, .. } => format!(
            "Nothing is below target. This one is the closest to it: {} in {}; the target is {}.",
            say::score(score),
            say::by(subject.study.language, *source),
            target.rounded(1)
        ),
        Reason::FellSince { source, change } => fell(subject, focus, *source, change),
        Reason::LowestItems(items) => lowest(subject, items),
        Reason::LowPartlyByChance { source, score, expected } => {
            by_chance(*source, score, *expected)
        }
        Reason::Stability { share, robust, maximum } => stable(*share, *robust, *maximum),
        Reason::SourcesDisagree { self_assessment, observation, .. } => {
            disagree(self_assessment, observation)
        }
    }
}

fn fell(
    subject: Subject<'_>,
    focus: &FocusStandard,
    source: EvidenceSource,
    change: &Change,
) -> String {
    let known = subject.plan.evidence.iter().find(|known| known.standard == focus.standard);
    let score = known
        .and_then(|known| known.sources.iter().find(|evidence| evidence.source == source))
        .map(|evidence| &evidence.score);
    let by = say::sentence(&say::by(subject.study.language, source));
    match score {
        Some(now) => format!("{by} went {}.", say::moved(subject.study.language, now, change)),
        None => {
            format!("{by} moved by {} since {}.", say::difference(&change.difference), change.since)
        }
    }
}

/// What is to be expected if nothing changes.
fn by_chance(source: EvidenceSource, score: &Exact, expected: f64) -> String {
    format!(
        "A low score is low partly by chance: even if nothing changes, the next one in {} is expected near \
         {expected:.2} and not {}. Count only what goes beyond that.",
        say::by(crate::language::Language::English, source),
        say::score(score)
    )
}

/// Whether another choice would be as good.
fn stable(share: f64, robust: bool, maximum: usize) -> String {
    let (percent, most) =
        (say::percent(crate::language::Language::English, share), count(maximum, "standard"));
    let tried = "had the scores come out a little differently, as they do by chance";
    if robust {
        format!(
            "A robust choice: {tried}, it would be among the first {most} {percent} of the time."
        )
    } else {
        format!(
            "A close choice: {tried}, it would be among the first {most} only {percent} of the time. If you \
             have good reasons for another one, take that."
        )
    }
}

fn lowest(subject: Subject<'_>, items: &[ItemScore]) -> String {
    let items: Vec<String> = items
        .iter()
        .map(|item| {
            format!("{} at {}", subject.item(&item.instrument, &item.item), say::score(&item.score))
        })
        .collect();
    format!("What pulls it down most: {}.", all_of(items.iter().map(String::as_str)))
}

fn disagree(self_assessment: &Exact, observation: &Exact) -> String {
    let by = if self_assessment < observation {
        observation.clone() - self_assessment.clone()
    } else {
        self_assessment.clone() - observation.clone()
    };
    format!(
        "The two views differ: self-assessment {}, observation {}, a difference of {}. Talk about why.",
        say::score(self_assessment),
        say::score(observation),
        say::score(&by)
    )
}

fn actions(steps: &[ActionStep]) -> Block {
    let rows = steps.iter().map(|step| {
        vec![
            Cell::Titled { title: step.title.clone(), text: step.text.clone() },
            Cell::Titled { title: step.position.clone(), text: when(step) },
            text(needs(crate::language::Language::English, &step.needs)),
            text(format!("{} {}", closed(&step.evidence), closed(&step.measure))),
        ]
    });
    table(
        "Action steps: change any word, position or date to fit your site",
        &[
            ("What we will do", 37),
            ("Who and when", 18),
            ("What it takes", 20),
            ("What shows it is done, and what should change", 25),
        ],
        rows.collect(),
    )
}

/// From when to when, and who stands in.
fn when(step: &ActionStep) -> String {
    let days = say::dates(crate::language::Language::English, Some(step.start), Some(step.due));
    match &step.if_none {
        Some(other) => format!("{days}\nor: {other}"),
        None => days,
    }
}

/// The text with a full stop at its end.
fn closed(text: &str) -> String {
    let ends = text.ends_with(['.', '?', '!']);
    if ends { text.to_owned() } else { format!("{text}.") }
}

/// The standards that were not chosen, by the reason.
fn passed_over(subject: Subject<'_>) -> Block {
    let mut facts: Vec<(String, Vec<String>)> = Vec::new();
    for passed in &subject.plan.passed_over {
        let (why, name) = (why_not(passed), subject.standard_name(&passed.standard));
        match facts.iter_mut().find(|(known, _)| *known == why) {
            Some((_, names)) => names.push(name),
            None => facts.push((why, vec![name])),
        }
    }
    let facts = facts.into_iter().map(|(why, names)| (why, text(names.join("; ")))).collect();
    Block::Facts(facts)
}

fn why_not(passed: &PassedOver) -> String {
    match passed.why {
        NotChosen::OthersFirst { maximum } => {
            let most = count(maximum, "standard");
            format!("Below target, next in line (a plan holds at most {most} at a time)")
        }
        NotChosen::NotSurelyBelow => "Below target, though not clearly so".to_owned(),
        NotChosen::AtTarget => "At or above target".to_owned(),
        NotChosen::NoTarget => "The rules set no target".to_owned(),
        NotChosen::OlderEvidence => "All that is known is old".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn two_views_are_told_without_a_minus() {
        assert_eq!(
            disagree(&exact("2.6"), &exact("3.03")),
            "The two views differ: self-assessment 2.60, observation 3.03, a difference of 0.43. \
             Talk about why."
        );
        assert!(disagree(&exact("3"), &exact("2.5")).contains("a difference of 0.50."));
    }

    #[test]
    fn two_sources_below_one_target_share_a_sentence() {
        let below = |source, score: &str| Reason::BelowTarget {
            source,
            score: exact(score),
            target: exact("3"),
            gap: exact("3") - exact(score),
        };
        let own = below(EvidenceSource::SelfAssessment, "2.6");
        let seen = below(EvidenceSource::Observation, "179/60");
        assert_eq!(
            below_in_both(&[own.clone(), seen]).unwrap(),
            "It stands at 2.60 in the self-assessment and at 2.98 in the observations; the target \
             is 3.0."
        );
        assert_eq!(below_in_both(&[own]), None);
    }
}

//! How much a standard calls for work: importance times shortfall.

use std::cmp::Ordering;

use super::{LevelBasis, Priority, SourceEvidence, rules::PlanRules};
use crate::{
    rulebook::kind::PriorityRule,
    statistics::{chance_below, expected_shortfall},
};

/// The priority of a standard by what one source says. None where the rules set no target.
pub(super) fn priority(
    standard: &str,
    evidence: &SourceEvidence,
    rules: &PlanRules<'_>,
) -> Option<Priority> {
    let target = evidence.target.as_ref()?.value.clone();
    let (level, spread, level_basis) = level(evidence);
    let shortfall = match rules.template.focus.priority {
        PriorityRule::ExpectedShortfall => expected_shortfall(level, spread, target.to_f64()),
        PriorityRule::SureShortfall => (target.to_f64() - upper_end(evidence)).max(0.0),
    };
    let (importance, importance_source) = rules.importance(standard);
    Some(Priority {
        value: importance.to_f64() * shortfall,
        importance,
        importance_source,
        level,
        level_basis,
        spread,
        shortfall,
        chance_of_missing: chance_below(level, spread, target.to_f64()),
        target,
    })
}

/// The level that is used, and its spread: drawn toward all sites where enough is known, else the
/// score itself, with the spread of ratings over all sites where that is known.
fn level(evidence: &SourceEvidence) -> (f64, f64, LevelBasis) {
    let score = evidence.score.to_f64();
    match (evidence.shrunken, evidence.standard_error) {
        (Some(drawn), _) => (drawn.level, drawn.spread, LevelBasis::Shrunk),
        (None, Some(spread)) => (score, spread, LevelBasis::Measured),
        (None, None) => (score, 0.0, LevelBasis::ScoreItself),
    }
}

fn upper_end(evidence: &SourceEvidence) -> f64 {
    evidence.interval.map_or_else(|| evidence.score.to_f64(), |interval| interval.high)
}

/// First things first: the higher priority, then the higher chance of missing the target, then the
/// larger gap between target and score.
pub(super) fn first_things_first(
    one: (&Priority, &SourceEvidence),
    other: (&Priority, &SourceEvidence),
) -> Ordering {
    let gap = |(priority, evidence): (&Priority, &SourceEvidence)| {
        priority.target.clone() - evidence.score.clone()
    };
    let by_value = other.0.value.total_cmp(&one.0.value);
    by_value
        .then_with(|| other.0.chance_of_missing.total_cmp(&one.0.chance_of_missing))
        .then_with(|| gap(other).cmp(&gap(one)))
}

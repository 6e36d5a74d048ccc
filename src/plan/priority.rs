//! How much a standard calls for work: importance times shortfall.

use std::cmp::Ordering;

use super::{LevelBasis, Priority, SourceEvidence, rules::PlanRules};
use crate::{
    analysis::{MaySay, Shrunken},
    model::SchoolYear,
    rulebook::kind::PriorityRule,
    statistics::{chance_below, expected_shortfall},
};

/// The priority of a standard by what one source says, in the school year of the plan. None where
/// the rules set no target.
pub(super) fn priority(
    standard: &str,
    evidence: &SourceEvidence,
    rules: &PlanRules<'_>,
    year: SchoolYear,
) -> Option<Priority> {
    let target = evidence.target.as_ref()?.value.clone();
    let (level, spread, level_basis) = level(evidence, year);
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
        stays: None,
    })
}

impl Priority {
    /// What its value would be if the score had come out higher by `shift`.
    pub(super) fn value_if_moved(&self, shift: f64, rule: PriorityRule) -> f64 {
        let shortfall = match rule {
            PriorityRule::ExpectedShortfall => {
                expected_shortfall(self.level + shift, self.spread, self.target.to_f64())
            }
            PriorityRule::SureShortfall => (self.shortfall - shift).max(0.0),
        };
        self.importance.to_f64() * shortfall
    }
}

/// The level that is used, and its spread: drawn toward all sites where enough is known, and then
/// carried on to the year of the plan; else the score itself, with the spread of ratings over all
/// sites where that is known.
fn level(evidence: &SourceEvidence, year: SchoolYear) -> (f64, f64, LevelBasis) {
    let score = evidence.score.to_f64();
    match (evidence.shrunken, evidence.standard_error) {
        (Some(drawn), _) => carried_on(drawn, evidence, year).unwrap_or((
            drawn.level,
            drawn.spread,
            LevelBasis::Shrunk,
        )),
        (None, Some(spread)) => (score, spread, LevelBasis::Measured),
        (None, None) => (score, 0.0, LevelBasis::ScoreItself),
    }
}

/// The level in the year of the plan: `m + h b` with variance `var(m) + h^2 var(b)`, where `b` is the
/// slope drawn toward that of all sites and `h` the years ahead. None where the line is too short
/// to have a direction.
fn carried_on(
    drawn: Shrunken,
    evidence: &SourceEvidence,
    year: SchoolYear,
) -> Option<(f64, f64, LevelBasis)> {
    let trend = evidence.trend.as_ref().filter(|trend| MaySay::TooShortToTest <= trend.may_say)?;
    let slope = trend.slope.as_ref()?.shrunken?;
    let years = u16::try_from(year.years_since(evidence.school_year)).ok()?;
    let ahead = f64::from(years);
    let (lowest, highest) = evidence.bounds;
    let level = (drawn.level + ahead * slope.level).clamp(lowest, highest);
    let spread = drawn.spread.hypot(ahead * slope.spread);
    (0 < years).then_some((level, spread, LevelBasis::CarriedOn { years }))
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

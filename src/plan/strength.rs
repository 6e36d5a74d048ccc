//! What is going well and must not get lost.

use std::cmp::Ordering;

use super::{
    Age, FocusStandard, SourceEvidence, StandardEvidence, Strength, StrengthReason,
    evidence::Findings,
};
use crate::model::Exact;

/// The strongest standard: one at or above target in all sources that is the most certain, else the
/// one that is closest. One that is not being worked on comes first. None only where there is no
/// evidence.
///
/// Where there are two sources, the one whose range is known speaks for a standard, else the more
/// cautious one.
pub(super) fn strength(findings: &Findings, focus: &[FocusStandard]) -> Option<Strength> {
    let in_focus =
        |claim: &Claim<'_>| focus.iter().any(|focus| focus.standard == claim.evidence.standard);
    let claims = findings.evidence.iter().filter_map(Claim::of);
    // Of equal claims, the first in the order of the standards is kept.
    let strongest = claims.min_by(|one, other| {
        one.is_old()
            .cmp(&other.is_old())
            .then_with(|| in_focus(one).cmp(&in_focus(other)))
            .then_with(|| one.stronger_first(other))
    })?;
    Some(Strength {
        standard: strongest.evidence.standard.clone(),
        evidence: strongest.source.clone(),
        why: strongest.why,
    })
}

/// What can be said for a standard.
struct Claim<'a> {
    evidence: &'a StandardEvidence,
    source: &'a SourceEvidence,
    /// Whether any of its sources is below target.
    is_disputed: bool,
    why: StrengthReason,
    margin: Exact,
}

impl<'a> Claim<'a> {
    /// The surest of what its sources say, the recent ones if there are any.
    fn of(evidence: &'a StandardEvidence) -> Option<Claim<'a>> {
        let all_old = evidence.current().next().is_none();
        let usable: Vec<&SourceEvidence> = evidence
            .sources
            .iter()
            .filter(|source| all_old || source.age == Age::Current)
            .collect();
        let is_disputed = usable.iter().any(|source| source.misses_target());
        let claim = |source: &'a SourceEvidence| Claim {
            evidence,
            source,
            is_disputed,
            why: reason(source),
            margin: margin(source),
        };
        usable.into_iter().map(claim).max_by(|one, other| {
            let by_range = one.has_range().cmp(&other.has_range());
            by_range.then_with(|| one.stronger_first(other))
        })
    }

    fn has_range(&self) -> bool {
        self.source.interval.is_some()
    }

    fn is_old(&self) -> bool {
        self.evidence.current().next().is_none()
    }

    fn stronger_first(&self, other: &Claim<'_>) -> Ordering {
        self.is_disputed
            .cmp(&other.is_disputed)
            .then_with(|| self.why.cmp(&other.why))
            .then_with(|| other.margin.cmp(&self.margin))
    }
}

fn reason(source: &SourceEvidence) -> StrengthReason {
    let Some(target) = &source.target else { return StrengthReason::HighestScore };
    let is_sure = source.interval.is_some_and(|interval| target.value.to_f64() <= interval.low);
    match (source.meets_target(), is_sure) {
        (true, true) => StrengthReason::SurelyAtTarget,
        (true, false) => StrengthReason::AtTarget,
        (false, _) => StrengthReason::ClosestToTarget,
    }
}

/// How far above target; the score itself where there is no target.
fn margin(source: &SourceEvidence) -> Exact {
    let target = source.target.as_ref().map_or(Exact::ZERO, |target| target.value.clone());
    source.score.clone() - target
}

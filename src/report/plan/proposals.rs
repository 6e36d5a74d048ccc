//! What the program proposes for the boxes that a team fills in.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{Subject, own_view};
use crate::{
    language::say,
    model::{Basis, EvidenceSource, Exact, Observation},
    plan::{SourceEvidence, StandardEvidence, StrengthReason},
    report::say,
    score::items_far_apart,
};

/// The most strengths that are proposed.
const MOST_STRENGTHS: usize = 3;

/// By the fields of the assessment.
pub(super) fn known(subject: Subject<'_>) -> BTreeMap<&'static str, String> {
    let needs = subject.plan.focus.iter().map(|focus| &*focus.standard);
    [
        ("strengths", names(subject, strengths(subject))),
        ("needs", names(subject, needs)),
        ("different_views", different_views(subject)),
    ]
    .into()
}

fn names<'a>(subject: Subject<'_>, standards: impl IntoIterator<Item = &'a str>) -> String {
    let names = standards.into_iter().map(|id| subject.standard_name(id));
    names.collect::<Vec<_>>().join("; ")
}

/// The strength of the plan, then others that it does not work on.
fn strengths(subject: Subject<'_>) -> Vec<&str> {
    let plan = subject.plan;
    let first = plan.strength.iter().filter(|it| it.why != StrengthReason::ClosestToTarget);
    let mut strengths: Vec<&str> = first.map(|strength| &*strength.standard).collect();
    let is_in_focus =
        |known: &&StandardEvidence| plan.focus.iter().any(|it| it.standard == known.standard);
    let offers = subject.study.network.offers.iter().filter(|offer| offer.site == plan.site);
    let offered: BTreeSet<&str> = offers.map(|offer| &*offer.standard).collect();
    let others = plan.evidence.iter().filter(|known| !is_in_focus(known));
    let others = surest_first(others, &offered);
    let first = strengths.first().copied();
    strengths.extend(others.into_iter().filter(|id| first != Some(*id)));
    strengths.truncate(MOST_STRENGTHS);
    strengths
}

/// How sure it is that a standard is at target, the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Surety {
    /// The report of all sites calls the site clearly strong in it.
    ClearlyStrong,
    WithItsWholeRange,
    ByItsScore,
}

/// The standards that every recent source sees at or above target: the surest first, and of these the
/// highest, by the most cautious source of each.
fn surest_first<'a>(
    known: impl Iterator<Item = &'a StandardEvidence>,
    clearly_strong: &BTreeSet<&str>,
) -> Vec<&'a str> {
    let surety = |known: &StandardEvidence| match known {
        _ if clearly_strong.contains(&*known.standard) => Surety::ClearlyStrong,
        _ if is_surely_at_target(known) => Surety::WithItsWholeRange,
        _ => Surety::ByItsScore,
    };
    let at_target = known.filter(|known| known.current().all(SourceEvidence::meets_target));
    let mut placed: Vec<_> = at_target
        .filter_map(|known| Some((surety(known), Reverse(least_above(known)?), &*known.standard)))
        .collect();
    // Equals stay in the order of the standards.
    placed.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    placed.into_iter().map(|(.., standard)| standard).collect()
}

/// How far the most cautious recent source is above target; none where nothing recent is known.
fn least_above(known: &StandardEvidence) -> Option<Exact> {
    let above = |source: &SourceEvidence| {
        Some(source.score.clone() - source.target.as_ref()?.value.clone())
    };
    known.current().filter_map(above).min()
}

/// Whether every recent source is at target, with its whole range where that is known, as it is of one
/// at least.
fn is_surely_at_target(known: &StandardEvidence) -> bool {
    let mut ranges = known.current().filter_map(|source| {
        let (target, range) = (source.target.as_ref()?, source.interval?);
        Some(target.value.to_f64() <= range.low)
    });
    known.current().all(SourceEvidence::meets_target)
        && ranges.next() == Some(true)
        && ranges.all(|is_at_target| is_at_target)
}

/// Where the two sources clearly differ, and on which items people who rated alone do.
fn different_views(subject: Subject<'_>) -> String {
    let lines = own_view::lines(subject).into_iter().chain(raters_far_apart(subject));
    lines.collect::<Vec<_>>().join(" ")
}

/// The items of the latest self-assessment that raters saw quite differently.
fn raters_far_apart(subject: Subject<'_>) -> Option<String> {
    let alone = |source: &&SourceEvidence| {
        source.source == EvidenceSource::SelfAssessment && source.basis == Basis::Individual
    };
    let recent = subject.plan.evidence.iter().flat_map(StandardEvidence::current);
    let tool = recent.filter(alone).max_by_key(|source| source.school_year)?;
    let rulebook = &subject.study.rulebook;
    let instrument = rulebook.instruments.get(&*tool.instrument)?;
    let rules = rulebook.scoring_for(&tool.instrument)?;
    let of_tool = |row: &&Observation| {
        row.form.instrument == tool.instrument
            && row.form.school_year == tool.school_year
            && row.form.occasion == tool.occasion
            && row.form.response.basis == Basis::Individual
    };
    let rows = say::rows_of(subject.study, &subject.plan.site).iter().filter(of_tool);
    let items = items_far_apart(&rows.collect::<Vec<_>>(), rules, instrument);
    let names = items.iter().map(|item| subject.item(&tool.instrument, &item.id));
    let names = names.collect::<Vec<_>>().join("; ");
    let year = tool.school_year.to_string();
    (!items.is_empty())
        .then(|| say!(subject.language(), "plan-raters-far-apart", year = year, items = names))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::Interval,
        plan::{Age, TargetLine},
        report::figure::sample::{exact, seen},
        rulebook::kind::Comparison,
    };

    fn at(score: &str, low: Option<f64>) -> SourceEvidence {
        let target = Some(TargetLine { value: exact("3"), comparison: Comparison::AtLeast });
        let interval = low.map(|low| Interval { low, high: 4.0 });
        SourceEvidence { interval, target, ..seen(score) }
    }

    #[track_caller]
    fn is_proposed(sources: &[SourceEvidence], wanted: bool) {
        let (standard, sources) = ("one".into(), sources.to_vec());
        let known = StandardEvidence { standard, sources, without_score: Vec::new() };
        assert_eq!(is_surely_at_target(&known), wanted);
    }

    #[test]
    fn a_strength_is_surely_at_target_by_a_range_and_not_by_a_score_alone() {
        is_proposed(&[at("3.4", Some(3.1))], true);
        is_proposed(&[at("3.4", Some(2.9))], false);
        is_proposed(&[at("3.4", None)], false);
        is_proposed(&[at("3.4", Some(3.1)), at("3", None)], true);
        is_proposed(&[at("3.4", Some(3.1)), at("3.2", Some(2.9))], false);
        is_proposed(&[at("3.4", Some(3.1)), at("2.9", None)], false);
    }

    #[test]
    fn strengths_come_by_how_sure_they_are_and_then_by_how_high() {
        let known = |standard: &str, sources: &[SourceEvidence]| StandardEvidence {
            standard: standard.into(),
            sources: sources.to_vec(),
            without_score: Vec::new(),
        };
        let known = [
            known("by its score", &[at("3.9", None)]),
            known("sure", &[at("3.4", Some(3.1))]),
            known("higher, and as sure", &[at("3.6", Some(3.1))]),
            known("below by one source", &[at("3.9", Some(3.5)), at("2.9", None)]),
            known("lower by one source", &[at("3.9", Some(3.5)), at("3.2", None)]),
            known("clearly strong", &[at("3.3", Some(3.0))]),
            known("old", &[SourceEvidence { age: Age::Older, ..at("4", Some(3.9)) }]),
        ];
        assert_eq!(
            surest_first(known.iter(), &["clearly strong"].into()),
            [
                "clearly strong",
                "higher, and as sure",
                "sure",
                "lower by one source",
                "by its score"
            ]
        );
    }
}

//! The assessment in a few sentences: what cannot wait, what is strong, what moved, what comes next.

use std::cmp::Ordering;

use super::{
    Subject,
    assessment::{of, score_beside_target},
    own_view,
};
use crate::{
    analysis::{Change, Verdict},
    language::{Language, all_of, facts, say},
    model::EvidenceSource,
    plan::{SourceEvidence, StandardEvidence, Strength, StrengthReason},
    report::{
        figure::{MOST_MOVERS, Mover, movers},
        moved_together::{self, went},
        say,
    },
};

pub(super) fn lines(subject: Subject<'_>) -> Vec<String> {
    let (language, plan) = (subject.language(), subject.plan);
    let mut lines = Vec::new();
    for reason in plan.focus.iter().flat_map(|focus| &focus.reasons) {
        lines.extend(say::because(language, plan, reason));
    }
    lines.extend(too_old(subject));
    lines.extend(plan.strength.as_ref().map(|strength| to_protect(subject, strength)));
    let movers: Vec<Mover<'_>> = movers(plan).into_iter().take(MOST_MOVERS).collect();
    lines.extend(movers.iter().map(|it| moved(subject, it)));
    lines.extend(over_the_years(subject, &movers));
    lines.extend(in_a_year(subject, &movers));
    lines.extend(moved_together::of_site(language, plan));
    lines.extend(own_view::lines(subject));
    lines.push(to_work_on(subject));
    let unknown = plan.no_evidence.len();
    if 0 < unknown {
        lines.push(say!(language, "plan-not-known-yet", n = unknown));
    }
    lines
}

/// Said where a school year without ratings lies before that of the plan.
fn too_old(subject: Subject<'_>) -> Option<String> {
    let known = subject.plan.evidence.iter().flat_map(|known| &known.sources);
    let latest = known.map(|evidence| evidence.school_year).max()?;
    let year = subject.plan.school_year;
    let (from, to) = (latest.to_string(), year.to_string());
    let is_old = latest.next() < year;
    is_old.then(|| say!(subject.language(), "plan-ratings-old", latest = from, year = to))
}

/// What is strong; by both sources where one of them sees it below target.
fn to_protect(subject: Subject<'_>, strength: &Strength) -> String {
    let name = match strength.why {
        StrengthReason::SurelyAtTarget => "plan-strength-sure",
        StrengthReason::AtTarget => "plan-strength-at",
        StrengthReason::ClosestToTarget => "plan-strength-closest",
        StrengthReason::HighestScore => "plan-strength-highest",
    };
    let standard = subject.standard_name(&strength.standard);
    let known = subject.plan.evidence.iter().find(|known| known.standard == strength.standard);
    let current = || known.into_iter().flat_map(StandardEvidence::current);
    let is_disputed = current().any(SourceEvidence::misses_target);
    let others = current().filter(|it| is_disputed && it.source != strength.evidence.source);
    let scores: Vec<String> = std::iter::once(&strength.evidence)
        .chain(others)
        .map(|evidence| {
            let source = say::source_lower(subject.language(), evidence.source);
            format!("{}, {source}", score_beside_target(evidence))
        })
        .collect();
    subject.language().say(name, &facts!(standard = standard, score = scores.join("; ")))
}

fn to_work_on(subject: Subject<'_>) -> String {
    let (language, plan) = (subject.language(), subject.plan);
    let names: Vec<String> =
        plan.focus.iter().map(|focus| subject.standard_name(&focus.standard)).collect();
    if names.is_empty() {
        return say!(language, "plan-none-below");
    }
    let standards = all_of(language, names.iter().map(String::as_str));
    let year = plan.school_year.to_string();
    say!(language, "plan-to-work-on", year = year, standards = standards)
}

/// What else improves or declines over five years or more: a line for each source and direction.
fn over_the_years(subject: Subject<'_>, told: &[Mover<'_>]) -> Vec<String> {
    let mut lines = Vec::new();
    for source in [EvidenceSource::SelfAssessment, EvidenceSource::Observation] {
        for (name, verdict) in
            [("plan-improving", Verdict::Improving), ("plan-declining", Verdict::Declining)]
        {
            let goes = |known: &StandardEvidence| {
                let evidence = of(known, source);
                let trend = evidence.and_then(|evidence| evidence.trend.as_ref());
                let is_told = told.iter().any(|(one, ..)| one.standard == known.standard)
                    && evidence.is_some_and(|evidence| evidence.from_first_year.is_some());
                !is_told && trend.is_some_and(|trend| trend.verdict == verdict)
            };
            lines.extend(all_that(subject, name, source, goes));
        }
    }
    lines
}

/// What else went clearly up or down since the year before: a line for each source and direction.
fn in_a_year(subject: Subject<'_>, told: &[Mover<'_>]) -> Vec<String> {
    let [up, down] =
        if told.is_empty() { ["plan-up", "plan-down"] } else { ["plan-also-up", "plan-also-down"] };
    let mut lines = Vec::new();
    for source in [EvidenceSource::SelfAssessment, EvidenceSource::Observation] {
        for (name, order) in [(up, Ordering::Greater), (down, Ordering::Less)] {
            let is_else = |known: &StandardEvidence| {
                of(known, source).is_some_and(|it| went(it, order))
                    && told.iter().all(|(one, ..)| one.standard != known.standard)
            };
            lines.extend(all_that(subject, name, source, is_else));
        }
    }
    lines
}

/// The line with the names of all standards of which this is so; none where it is so of none.
fn all_that(
    subject: Subject<'_>,
    name: &str,
    source: EvidenceSource,
    is_so: impl Fn(&StandardEvidence) -> bool,
) -> Option<String> {
    let known = subject.plan.evidence.iter().filter(|known| is_so(known));
    let names: Vec<String> = known.map(|it| subject.standard_name(&it.standard)).collect();
    let by = say::by(subject.language(), source);
    let facts = facts!(by = by, standards = names.join("; "));
    (!names.is_empty()).then(|| subject.language().say(name, &facts))
}

/// A change that is clear, and what the other source says beside it.
fn moved(subject: Subject<'_>, (known, evidence, change): &Mover<'_>) -> String {
    let language = subject.language();
    let mut told = vec![say!(
        language,
        "plan-moved",
        standard = subject.standard_name(&known.standard),
        score = say::score(&evidence.score),
        by = say::by(language, evidence.source),
        moved = over_all_years(language, evidence, change),
    )];
    for other in known.sources.iter().filter(|other| other.source != evidence.source) {
        if let Some(change) = &other.from_first_year {
            let by = say::by(language, other.source);
            let score = say::score(&other.score);
            let moved = over_all_years(language, other, change);
            told.push(say!(language, "plan-moved-beside", by = by, score = score, moved = moved));
        }
    }
    told.join(" ")
}

fn over_all_years(language: Language, evidence: &SourceEvidence, change: &Change) -> String {
    say::moved_over_the_years(language, &evidence.score, change, evidence.trend.as_ref())
}

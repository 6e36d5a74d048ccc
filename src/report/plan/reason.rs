//! Why a standard was chosen, and why another was not.

use super::{Subject, own_view};
use crate::{
    analysis::{Change, GapReading},
    language::{Language, all_of, facts, say},
    model::{EvidenceSource, Exact},
    plan::{FocusStandard, ItemScore, NotChosen, PassedOver, Reason, Tie},
    report::say,
};

/// The reasons but the one that is said aloud.
pub(super) fn reasons(subject: Subject<'_>, focus: &FocusStandard) -> Vec<String> {
    let said_aloud = |it: &&Reason| matches!(it, Reason::CriticalItem { .. });
    let quiet = focus.reasons.iter().filter(|it| !said_aloud(it));
    let told: Vec<String> = match below_in_both(subject.language(), &focus.reasons) {
        Some(both) => {
            let single = |it: &&Reason| !matches!(it, Reason::BelowTarget { .. });
            let others = quiet.filter(single).map(|it| reason(subject, focus, it));
            std::iter::once(both).chain(others).collect()
        }
        None => quiet.map(|it| reason(subject, focus, it)).collect(),
    };
    if told.is_empty() { vec![say!(subject.language(), "plan-comes-first")] } else { told }
}

pub(super) fn why_not(language: Language, passed: &PassedOver) -> String {
    match passed.why {
        NotChosen::OthersFirst { .. } if passed.tie.is_some() => {
            say!(language, "plan-even-with-chosen")
        }
        NotChosen::OthersFirst { maximum } => say!(language, "plan-next-in-line", n = maximum),
        NotChosen::NotSurelyBelow => say!(language, "plan-not-surely-below"),
        NotChosen::AtTarget => say!(language, "plan-at-target"),
        NotChosen::NoTarget => say!(language, "plan-no-target"),
        NotChosen::OlderEvidence => say!(language, "plan-all-old"),
    }
}

/// Both sources in one sentence, where both are below the same target.
fn below_in_both(language: Language, reasons: &[Reason]) -> Option<String> {
    let below: Vec<_> = reasons
        .iter()
        .filter_map(|reason| match reason {
            Reason::BelowTarget { source, score, target, .. } => Some((*source, score, target)),
            _ => None,
        })
        .collect();
    let [(source, score, target), (other, other_score, other_target)] = below[..] else {
        return None;
    };
    (target == other_target).then(|| {
        say!(
            language,
            "plan-below-in-both",
            score = say::score_against(score, target),
            by = say::by(language, source),
            other_score = say::score_against(other_score, target),
            other_by = say::by(language, other),
            target = target.rounded(1),
        )
    })
}

/// One reason, as a sentence.
fn reason(subject: Subject<'_>, focus: &FocusStandard, reason: &Reason) -> String {
    let language = subject.language();
    match reason {
        Reason::CriticalItem { because, .. } => because.clone(),
        Reason::BelowTarget { source, score, target, .. } => {
            let (score, by) = (say::score_against(score, target), say::by(language, *source));
            let target = target.rounded(1);
            say!(language, "plan-below", score = score, by = by, target = target)
        }
        Reason::ClosestToTarget { source, score, target, .. } => {
            let (score, by) = (say::score(score), say::by(language, *source));
            let target = target.rounded(1);
            say!(language, "plan-closest", score = score, by = by, target = target)
        }
        Reason::FellSince { source, change } => fell(subject, focus, *source, change),
        Reason::LowestItems(items) => lowest(subject, items),
        Reason::Tie(tie) => tied(subject, "plan-even", tie),
        Reason::LowPartlyByChance { source, score, expected } => {
            let (by, expected) = (say::by(language, *source), format!("{expected:.2}"));
            let score = say::score(score);
            say!(language, "plan-by-chance", by = by, expected = expected, score = score)
        }
        Reason::Stability { share, robust, maximum } => {
            let name = if *robust { "plan-robust" } else { "plan-close" };
            let tries = |share| tries(language, share);
            let firm = tries(subject.study.rulebook.care().robust_share);
            language.say(name, &facts!(n = *maximum, tries = tries(*share), firm = firm))
        }
        Reason::SourcesDisagree { self_assessment, observation, .. } => {
            let reading = own_view::reading(subject, &focus.standard);
            disagree(language, self_assessment, observation, reading)
        }
    }
}

/// In how many of a hundred tries: `77`. What was only tried out is never said to be so in all or none.
fn tries(language: Language, share: f64) -> String {
    say::chance(language, share).replace('%', "")
}

fn fell(
    subject: Subject<'_>,
    focus: &FocusStandard,
    source: EvidenceSource,
    change: &Change,
) -> String {
    let language = subject.language();
    let known = subject.plan.evidence.iter().find(|known| known.standard == focus.standard);
    let score = known
        .and_then(|known| known.sources.iter().find(|evidence| evidence.source == source))
        .map(|evidence| &evidence.score);
    let by = say::by(language, source);
    let said = if let Some(now) = score {
        let moved = say::moved(language, now, change);
        say!(language, "plan-went", by = by, moved = moved)
    } else {
        let difference = say::difference(&change.difference);
        let since = change.since.to_string();
        say!(language, "plan-moved-by", by = by, difference = difference, since = since)
    };
    say::sentence(&said)
}

fn lowest(subject: Subject<'_>, items: &[ItemScore]) -> String {
    let language = subject.language();
    let items: Vec<String> = items
        .iter()
        .map(|item| {
            let name = subject.item(&item.instrument, &item.item);
            say!(language, "plan-item", item = name, score = say::score(&item.score))
        })
        .collect();
    let items = all_of(language, items.iter().map(String::as_str));
    say!(language, "plan-pulled-down", items = items)
}

/// Which standards that are next in line have a lower score than one that was chosen, and why that is.
pub(super) fn lower_not_chosen(subject: Subject<'_>) -> Option<String> {
    let lower = subject.plan.lower_not_chosen();
    let names: Vec<String> = lower.iter().map(|it| subject.standard_name(&it.standard)).collect();
    let standards = all_of(subject.language(), names.iter().map(String::as_str));
    (!names.is_empty())
        .then(|| say!(subject.language(), "plan-lower-not-chosen", standards = standards))
}

/// Why not, where the order of the standards alone decided.
pub(super) fn passed_over_by_order(subject: Subject<'_>, passed: &PassedOver) -> Option<String> {
    passed.tie.as_ref().map(|tie| tied(subject, "plan-even-passed-over", tie))
}

fn tied(subject: Subject<'_>, name: &str, tie: &Tie) -> String {
    let language = subject.language();
    let others: Vec<String> = tie.with.iter().map(|id| subject.standard_name(id)).collect();
    let others = all_of(language, others.iter().map(String::as_str));
    language.say(name, &facts!(n = tie.with.len(), others = others, score = say::score(&tie.score)))
}

fn disagree(language: Language, own: &Exact, seen: &Exact, reading: GapReading) -> String {
    let name = match reading {
        GapReading::SelfHigher | GapReading::SelfLower => "plan-views-differ",
        GapReading::NoClearDifference => "plan-views-chance",
        GapReading::CannotTell => "plan-views-untold",
    };
    let (less, more) = if own < seen { (own, seen) } else { (seen, own) };
    let difference = say::score(&(more.clone() - less.clone()));
    let (own, seen) = (say::score(own), say::score(seen));
    language.say(name, &facts!(own = own, seen = seen, difference = difference))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn two_views_are_told_without_a_minus_and_called_to_talk_only_where_it_is_clear() {
        let told = |own: &str, seen: &str, reading| {
            disagree(Language::English, &exact(own), &exact(seen), reading)
        };
        assert_eq!(
            told("2.6", "3.03", GapReading::SelfLower),
            "The two views differ: self-assessment 2.60, observation 3.03, a difference of 0.43. \
             Talk about why."
        );
        assert_eq!(
            told("3", "2.76", GapReading::NoClearDifference),
            "Self-assessment 3.00, observation 2.76: a difference of 0.24, not a clear one. It may \
             be chance."
        );
        assert_eq!(
            told("2.6", "3.03", GapReading::CannotTell),
            "Self-assessment 2.60, observation 3.03: a difference of 0.43. Whether it is more than \
             chance cannot be told."
        );
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
        let both = [own.clone(), below(EvidenceSource::Observation, "179/60")];
        assert_eq!(
            below_in_both(Language::English, &both).unwrap(),
            "It stands at 2.60 in the self-assessment and at 2.98 in the observations; the target \
             is 3.0."
        );
        assert_eq!(
            below_in_both(Language::Spanish, &both).unwrap(),
            "Está en 2.60 en la autoevaluación y en 2.98 en las observaciones; la meta es 3.0."
        );
        assert_eq!(below_in_both(Language::English, &[own]), None);
    }

    #[test]
    fn a_plan_that_holds_one_standard_says_so_in_the_singular() {
        let passed = |maximum| PassedOver {
            standard: "one".into(),
            priority: None,
            why: NotChosen::OthersFirst { maximum },
            tie: None,
        };
        assert_eq!(
            why_not(Language::Spanish, &passed(1)),
            "Por debajo de la meta; le toca después (un plan tiene como máximo 1 estándar a la vez)"
        );
        assert_eq!(
            why_not(Language::Spanish, &passed(3)),
            "Por debajo de la meta; le toca después (un plan tiene como máximo 3 estándares a la vez)"
        );
    }
}

//! What cannot be told: standards that nothing speaks to, why, and what could.

use super::{Block, Subject};
use crate::{
    language::{Language, say},
    model::Exact,
    plan::{NoEvidence, NoEvidenceReason},
    score,
};

/// A line for each standard without evidence. None where there is evidence on all.
pub(super) fn blocks(subject: Subject<'_>) -> Vec<Block> {
    if subject.plan.no_evidence.is_empty() {
        return Vec::new();
    }
    let lines = subject.plan.no_evidence.iter().map(|none| line(subject, none)).collect();
    vec![
        Block::Heading { level: 2, text: say!(subject.language(), "plan-cannot-tell") },
        Block::Paragraph(say!(subject.language(), "plan-cannot-tell-why")),
        Block::List(lines),
    ]
}

fn line(subject: Subject<'_>, none: &NoEvidence) -> String {
    let name = subject.standard_name(&none.standard);
    let reasons: Vec<String> =
        none.reasons.iter().map(|reason| no_evidence(subject, reason)).collect();
    if reasons.is_empty() { name } else { format!("{name}. {}", reasons.join(" ")) }
}

fn no_evidence(subject: Subject<'_>, reason: &NoEvidenceReason) -> String {
    let language = subject.language();
    match reason {
        NoEvidenceReason::NotSeenBy { because, instead, .. } if instead.is_empty() => {
            because.clone()
        }
        NoEvidenceReason::NotSeenBy { because, instead, .. } => {
            let could = say!(language, "plan-could-tell", tools = instead.join(", "));
            format!("{because} {could}")
        }
        NoEvidenceReason::NoScore(none) => {
            let (tool, year) = (subject.tool(&none.instrument), none.school_year.to_string());
            let reason = no_score(language, &none.reason);
            say!(language, "plan-no-score", tool = tool, year = year, reason = reason)
        }
    }
}

/// Why ratings do not give a score.
fn no_score(language: Language, reason: &score::Reason) -> String {
    use score::Reason;
    match reason {
        Reason::NothingRated => say!(language, "plan-nothing-rated"),
        Reason::TooFewParts { have, need } => {
            say!(language, "plan-few-parts", have = *have, need = *need)
        }
        Reason::TooSmallShare { have, need } => {
            say!(language, "plan-small-share", have = percent(have), need = percent(need))
        }
        Reason::TooLittleWeight { .. } => say!(language, "plan-little-weight"),
        Reason::TooFewResponses { have, need } => {
            say!(language, "plan-few-responses", have = *have, need = *need)
        }
        Reason::TooFewValues { have, need } => {
            say!(language, "plan-few-values", have = *have, need = *need)
        }
        Reason::Blocked { part, state } => {
            say!(language, "plan-blocked", part = &**part, state = &**state)
        }
        Reason::Tie => say!(language, "plan-tie"),
        Reason::NothingToDivideBy => say!(language, "plan-base-zero"),
    }
}

fn percent(share: &Exact) -> String {
    (share.clone() * Exact::whole(100)).rounded(0)
}

#[cfg(test)]
mod tests {
    use score::Reason;

    use super::*;

    #[test]
    fn a_plan_says_as_the_data_do_why_there_is_no_score() {
        let half = || "0.5".parse::<Exact>().unwrap();
        for reason in [
            Reason::NothingRated,
            Reason::TooFewParts { have: 1, need: 3 },
            Reason::TooFewParts { have: 2, need: 3 },
            Reason::TooSmallShare { have: half(), need: half() },
            Reason::TooFewResponses { have: 1, need: 2 },
            Reason::TooFewValues { have: 2, need: 3 },
            Reason::Blocked { part: "one".into(), state: "Not rated".into() },
            Reason::Tie,
            Reason::NothingToDivideBy,
        ] {
            assert_eq!(no_score(Language::English, &reason), reason.to_string());
        }
    }

    #[test]
    fn weights_stay_in_the_data() {
        let (have, need) = ("0.6".parse().unwrap(), "1".parse().unwrap());
        let told = no_score(Language::English, &Reason::TooLittleWeight { have, need });
        assert_eq!(told, "too few of its parts were rated");
    }

    #[test]
    fn one_part_and_many_are_said_in_spanish() {
        let parts = |have| no_score(Language::Spanish, &Reason::TooFewParts { have, need: 3 });
        assert_eq!(parts(1), "se calificó 1 parte; se necesitan al menos 3");
        assert_eq!(parts(2), "se calificaron 2 partes; se necesitan al menos 3");
    }
}

//! Years in which nearly all standards rose or fell at once: people may have come to rate otherwise.

use std::{cmp::Ordering, collections::BTreeMap};

use super::say;
use crate::{
    analysis::ChangeReading,
    language::{Language, facts},
    model::{EvidenceSource, Exact, SiteId},
    plan::{Age, Plan, SourceEvidence},
};

const SOURCES: [EvidenceSource; 2] = [EvidenceSource::SelfAssessment, EvidenceSource::Observation];

/// Both ways, with the message about one site and that about several.
const WAYS: [(Ordering, &str, &str); 2] = [
    (Ordering::Greater, "plan-nearly-all-up", "network-short-nearly-all-up"),
    (Ordering::Less, "plan-nearly-all-down", "network-short-nearly-all-down"),
];

/// For the plan of a site: a line for each source and way.
pub(super) fn of_site(language: Language, plan: &Plan) -> Vec<String> {
    let mut lines = Vec::new();
    for source in SOURCES {
        let compared = compared(plan, source);
        for (way, name, _) in WAYS {
            let moved = moved(&compared, way);
            if are_nearly_all(moved, compared.len()) {
                let by = say::by(language, source);
                let facts = facts!(by = by, moved = moved.to_string(), n = compared.len());
                lines.push(language.say(name, &facts));
            }
        }
    }
    lines
}

/// For all sites: at how many of those with enough changes to tell it is so, where it is at many. A
/// line for each source and way.
pub(super) fn of_sites(language: Language, plans: &BTreeMap<SiteId, Plan>) -> Vec<String> {
    let mut lines = Vec::new();
    for source in SOURCES {
        let sites = plans.values().map(|plan| compared(plan, source));
        let sites: Vec<_> = sites.filter(|compared| FEWEST <= compared.len()).collect();
        for (way, _, name) in WAYS {
            let is_so = |it: &&Vec<&SourceEvidence>| are_nearly_all(moved(it, way), it.len());
            let some = sites.iter().filter(is_so).count();
            if 0 < some && sites.len() <= some * MANY_OF {
                let by = say::by(language, source);
                lines.push(language.say(name, &facts!(by = by, some = some, all = sites.len())));
            }
        }
    }
    lines
}

fn compared(plan: &Plan, source: EvidenceSource) -> Vec<&SourceEvidence> {
    let known = plan.evidence.iter().flat_map(|known| &known.sources);
    let is_compared = |it: &&SourceEvidence| {
        it.source == source && it.age == Age::Current && it.from_year_before.is_some()
    };
    known.filter(is_compared).collect()
}

fn moved(compared: &[&SourceEvidence], way: Ordering) -> usize {
    compared.iter().filter(|evidence| went(evidence, way)).count()
}

/// Whether the score went clearly this way since the year before.
pub(super) fn went(evidence: &SourceEvidence, way: Ordering) -> bool {
    evidence.age == Age::Current
        && evidence.from_year_before.as_ref().is_some_and(|change| {
            change.reading == ChangeReading::BeyondNoise
                && change.difference.cmp(&Exact::ZERO) == way
        })
}

/// One site in so many is told of all sites; else it stands in its own plan alone.
const MANY_OF: usize = 4;

/// Of fewer standards, nearly all means nothing.
const FEWEST: usize = 4;

/// Three of four, where there are enough for that to mean anything.
fn are_nearly_all(moved: usize, compared: usize) -> bool {
    FEWEST <= compared && 3 * compared <= 4 * moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_of_four_are_nearly_all_and_three_of_three_are_few() {
        let nearly_all = [(9, 12), (3, 4)];
        assert!(nearly_all.iter().all(|&(moved, of)| are_nearly_all(moved, of)));
        let others = [(8, 12), (3, 3), (0, 0)];
        assert!(others.iter().all(|&(moved, of)| !are_nearly_all(moved, of)));
    }
}

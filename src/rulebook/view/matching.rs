//! Who could help whom, in plain English.

use super::decimal;
use crate::{
    diagnostic::{all_of, count},
    rulebook::kind::{Decimal, Evidence, MatchWithin, MatchingRules, StrengthRule},
};

pub(super) fn lines(rules: &MatchingRules) -> Vec<String> {
    let mut lines = giver(rules);
    lines.extend(pair(rules));
    lines.extend(coaching(rules));
    lines
}

fn giver(rules: &MatchingRules) -> Vec<String> {
    let giver = &rules.giver;
    let sources = giver.sources.iter().map(|source| match source {
        Evidence::Observation => "observations",
        Evidence::SelfAssessment => "self-assessments",
    });
    let sources: Vec<&str> = sources.collect();
    let strength = match giver.strength {
        StrengthRule::SurelyAtTarget => "the whole 95% range lies at or above target",
        StrengthRule::AtTarget => "the score lies at or above target",
    };
    let looks = giver.fewest_looks;
    let age = count(giver.oldest_years as usize, "school year");
    vec![
        format!(
            "A site can help in a standard where {strength}, by {}.",
            sources.join(", then by ")
        ),
        format!(
            "It takes {looks} observed activities or people, no more than {age} before the latest one."
        ),
    ]
}

fn pair(rules: &MatchingRules) -> Vec<String> {
    let pair = &rules.pair;
    let within = match pair.within {
        MatchWithin::Region => "in the same region",
        MatchWithin::Network => "in the whole network",
    };
    vec![
        format!(
            "Up to {} are named for a site, {within}.",
            count(pair.choices as usize, "partner")
        ),
        format!(
            "A standard that the site works on counts {}, help in return {}; no common grade takes {}.",
            pair.per_match, pair.per_return, pair.grade_mismatch
        ),
        pair.ask_first.clone(),
    ]
}

fn coaching(rules: &MatchingRules) -> Vec<String> {
    let coaching = &rules.coaching;
    let Decimal(share) = &coaching.session_from_share;
    let bands = all_of(coaching.pressing_bands.iter().map(String::as_str));
    let pressing =
        if bands.is_empty() { String::new() } else { format!(", or in the band {bands}") };
    vec![
        format!(
            "Where a share of {} of the sites or more works on a standard: {}; else: {}, {} for each \
             site without a partner.",
            decimal(share),
            coaching.session,
            coaching.coaching,
            count(coaching.hours_per_need as usize, "hour")
        ),
        format!(
            "A site is named where {} in focus come first whatever the averages say{pressing}.",
            count(coaching.many_pressing as usize, "standard")
        ),
    ]
}

//! The network in a few sentences, each with how many sites it rests on.

use std::cmp::Reverse;

use super::{
    Block, Study, agreement, challenges, heading, number, say, short_name, site_name, span,
    years::{self, Way},
};
use crate::{
    analysis::{Family, Together},
    language::{Language, all_of, facts},
    model::{EvidenceSource, SchoolYear},
    network::Challenge,
    plan::{Age, Plan},
    report::{moved_together, scale},
    rulebook::kind::StrengthRule,
};

/// A sentence names no more standards than this.
const MOST_NAMED: usize = 3;

/// With the sites of each, fewer.
const MOST_GOING: usize = 2;

/// What a network has in common takes two sites.
const FEWEST_SITES: usize = 2;

/// One plan in so many is enough to say that plans rest on old ratings.
const MANY_OF: usize = 4;

/// What cannot wait, then what is found, in the order in which a board asks. Nothing without a plan.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let plans = study.plans.len();
    let Some(first) = study.plans.values().next() else { return Vec::new() };
    let (language, year) = (study.language, first.school_year.to_string());
    let made_from = span(study);
    let mut lines = urgent(study);
    lines.push(say!(language, "network-short-plans", n = plans, year = year, years = made_from));
    lines.extend(old(study));
    if FEWEST_SITES <= plans {
        lines.extend(shared(study));
        lines.extend(strong(study));
        lines.extend(over_the_years(study));
        lines.extend(without_partner(study));
    } else {
        lines.push(say!(language, "network-short-one-site"));
    }
    lines.extend(moved_together::of_sites(language, &study.plans));
    lines.extend(agreement::observers_who_differ(study));
    lines.extend(unknown(study));
    let mut blocks = vec![heading(1, say!(language, "network-short")), Block::List(lines)];
    blocks.extend(scale::note(study, study.plans.values()).map(Block::Note));
    blocks
}

/// What comes first whatever the averages say, site by site, in the words of the rules.
fn urgent(study: &Study) -> Vec<String> {
    let mut those: Vec<(String, String)> = study
        .plans
        .values()
        .filter_map(|plan| Some((site_name(study, &plan.site), because(study.language, plan)?)))
        .collect();
    those.sort();
    let more = those.len().saturating_sub(MOST_NAMED);
    let language = study.language;
    let line = |(site, because): &(String, String)| {
        let facts = facts!(site = site.as_str(), because = because.as_str());
        language.say("network-short-urgent", &facts)
    };
    let mut lines: Vec<String> = those.iter().take(MOST_NAMED).map(line).collect();
    if 0 < more {
        lines.push(say!(language, "network-short-urgent-more", n = more));
    }
    lines
}

fn because(language: Language, plan: &Plan) -> Option<String> {
    let reasons = plan.focus.iter().flat_map(|focus| &focus.reasons);
    let critical: Vec<String> =
        reasons.filter_map(|reason| say::because(language, plan, reason)).collect();
    (!critical.is_empty()).then(|| critical.join(" "))
}

/// Said where many plans were made without a rating of the school year before.
fn old(study: &Study) -> Option<String> {
    let years = study.plans.values().map(|plan| (plan.school_year, newest_rating(plan)));
    old_by(study.language, &years.collect::<Vec<_>>())
}

fn newest_rating(plan: &Plan) -> Option<SchoolYear> {
    let used = plan.evidence.iter().flat_map(|known| &known.sources);
    used.filter(|source| source.age == Age::Current).map(|source| source.school_year).max()
}

/// By the year of each plan and that of its newest rating.
fn old_by(language: Language, plans: &[(SchoolYear, Option<SchoolYear>)]) -> Option<String> {
    let newest_of_old = |(plan, newest): &(SchoolYear, Option<SchoolYear>)| {
        newest.filter(|newest| newest.next() < *plan)
    };
    let old: Vec<SchoolYear> = plans.iter().filter_map(newest_of_old).collect();
    let (some, all, newest) = (old.len(), plans.len(), old.iter().max()?.to_string());
    let many = all <= some * MANY_OF;
    many.then(|| say!(language, "network-short-old", some = some, all = all, newest = newest))
}

/// The standards that most sites work on.
fn shared(study: &Study) -> Option<String> {
    let works_on = |it: &Challenge| it.in_focus.len();
    let named = most(study, works_on, FEWEST_SITES)?;
    Some(say!(study.language, "network-short-shared", standards = named))
}

/// The standards in which most sites could help others, and what the rules ask for that.
fn strong(study: &Study) -> Option<String> {
    let giver = &study.rulebook.matching_rules()?.giver;
    let named = most(study, |challenge| challenge.givers, 1)?;
    let name = match giver.strength {
        StrengthRule::SurelyAtTarget => "network-short-strong",
        StrengthRule::AtTarget => "network-short-strong-at",
    };
    let looks = giver.fewest_looks as usize;
    Some(study.language.say(name, &facts!(standards = named, looks = looks)))
}

/// The standards with the highest counts of sites, in the order of the counts and then of the
/// standards: `Sustainability (4 of 4)`.
fn most(study: &Study, counted: impl Fn(&Challenge) -> usize, at_least: usize) -> Option<String> {
    let mut found: Vec<&Challenge> = study.network.challenges.iter().collect();
    found.retain(|challenge| at_least <= counted(challenge));
    found
        .sort_by_key(|challenge| (Reverse(counted(challenge)), number(study, &challenge.standard)));
    let named = found.iter().take(MOST_NAMED).map(|challenge| {
        let sites = challenges::share(study.language, counted(challenge), challenge.sites);
        named(study, &challenge.standard, sites)
    });
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| all_of(study.language, named.iter().map(String::as_str)))
}

fn named(study: &Study, standard: &str, sites: String) -> String {
    let standard = short_name(study, standard);
    say!(study.language, "network-short-named", standard = standard, sites = sites)
}

/// Which way all sites go, where that is more than chance: a line a source and direction. One look
/// in twenty shows that much by chance, so it is said how many there were.
fn over_the_years(study: &Study) -> Vec<String> {
    let mut looked_at: Vec<(&Family, &Together)> = years::of_all_sites(study).collect();
    looked_at.sort_by_key(|(family, _)| (family.source, number(study, &family.id)));
    let mut lines = Vec::new();
    for source in [EvidenceSource::SelfAssessment, EvidenceSource::Observation] {
        for way in [Way::Rising, Way::Falling] {
            let is_so = |(it, all): &&(&Family, &Together)| {
                it.source == source && years::way(all) == Some(way)
            };
            let those = looked_at.iter().filter(is_so);
            let names = those
                .map(|(it, all)| going_at(study.language, short_name(study, &it.id), way, all));
            lines.extend(going(study.language, way, source, names.collect()));
        }
    }
    if let Some(last) = lines.last_mut().filter(|_| 1 < looked_at.len()) {
        let among = say!(study.language, "network-short-looked-at", n = looked_at.len());
        *last = format!("{last} {among}");
    }
    lines
}

fn going(
    language: Language,
    way: Way,
    source: EvidenceSource,
    standards: Vec<String>,
) -> Option<String> {
    if standards.is_empty() {
        return None;
    }
    let (by, standards) = (say::by(language, source), few_of(language, standards, MOST_GOING));
    Some(match way {
        Way::Rising => say!(language, "network-short-rising", by = by, standards = standards),
        Way::Falling => say!(language, "network-short-falling", by = by, standards = standards),
    })
}

/// `Youth voice (5 years: up at 2 of 3 sites, clearly at 1)`.
fn going_at(language: Language, standard: String, way: Way, all: &Together) -> String {
    let (name, some, clear, against) = match way {
        Way::Rising => ("network-short-rising-at", all.up, all.improving, all.declining),
        Way::Falling => ("network-short-falling-at", all.down, all.declining, all.improving),
    };
    let facts = facts!(
        standard = standard,
        years = all.years,
        some = some,
        sites = all.sites,
        clear = clear,
        against = against,
    );
    language.say(name, &facts)
}

/// The standards that sites work on and in which nobody near could help, those of most sites first.
fn without_partner(study: &Study) -> Option<String> {
    let challenges = &study.network.challenges;
    let mut alone: Vec<&Challenge> =
        challenges.iter().filter(|it| !it.in_focus.is_empty() && it.with_partner == 0).collect();
    alone.sort_by_key(|it| (Reverse(it.in_focus.len()), number(study, &it.standard)));
    let standard = |it: &&Challenge| {
        let sites = say!(study.language, "sites", n = it.in_focus.len());
        named(study, &it.standard, sites)
    };
    let all = few_of(study.language, alone.iter().map(standard).collect(), MOST_NAMED);
    (!alone.is_empty()).then(|| say!(study.language, "network-short-alone", standards = all))
}

/// The first ones by name, then how many more there are.
fn few_of(language: Language, mut names: Vec<String>, most: usize) -> String {
    let more = names.len().saturating_sub(most);
    if 0 < more {
        names.truncate(most);
        names.push(say!(language, "network-short-more", n = more));
    }
    all_of(language, names.iter().map(String::as_str))
}

/// What nothing speaks to.
fn unknown(study: &Study) -> Option<String> {
    let silent = study.plans.values().filter(|plan| !plan.no_evidence.is_empty()).count();
    (0 < silent).then(|| say!(study.language, "network-short-unknown", n = silent))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plans(years: &[&str]) -> Vec<(SchoolYear, Option<SchoolYear>)> {
        let year = |text: &str| text.parse::<SchoolYear>().unwrap();
        years.iter().map(|newest| (year("2026-27"), Some(year(newest)))).collect()
    }

    #[test]
    fn ratings_older_than_the_year_before_are_told_where_many_plans_rest_on_them() {
        let told = |years: &[&str]| old_by(Language::English, &plans(years));
        assert_eq!(told(&["2025-26", "2026-27"]), None);
        assert_eq!(told(&["2024-25", "2025-26", "2025-26", "2025-26", "2025-26"]), None);
        assert_eq!(
            told(&["2024-25"]).as_deref(),
            Some(
                "The plan rests on ratings of 2024-25. There are none of the year before the plan: \
                 rate again soon."
            )
        );
        assert_eq!(
            told(&["2024-25", "2023-24", "2025-26", "2025-26"]).as_deref(),
            Some(
                "2 of 4 plans rest on ratings of 2024-25 or before; the year before the plan has none: \
                 rate again soon."
            )
        );
    }

    #[test]
    fn a_few_are_named_and_the_others_counted() {
        let of = |names: &[&str]| {
            few_of(Language::English, names.iter().map(|name| (*name).to_owned()).collect(), 3)
        };
        assert_eq!(of(&["A", "B", "C"]), "A, B and C");
        assert_eq!(of(&["A", "B", "C", "D", "E"]), "A, B, C and 2 more");
    }

    #[test]
    fn where_all_sites_go_one_way_it_is_said_at_how_many_it_is_so() {
        let all = Together {
            sites: 3,
            years: 5,
            up: 2,
            down: 1,
            improving: 1,
            declining: 0,
            s: 15,
            z: 2.0,
            p: 0.04,
        };
        let told = |language, all: &Together| {
            going_at(language, "Youth voice".to_owned(), Way::Rising, all)
        };
        assert_eq!(
            told(Language::English, &all),
            "Youth voice (5 years: up at 2 of 3 sites, clearly at 1)"
        );
        assert_eq!(
            told(Language::English, &Together { improving: 0, ..all }),
            "Youth voice (5 years: up at 2 of 3 sites, at no single one clearly)"
        );
        let mixed = Together { sites: 20, up: 13, down: 5, improving: 6, declining: 2, ..all };
        assert_eq!(
            told(Language::English, &mixed),
            "Youth voice (5 years: up at 13 of 20 sites, clearly at 6, but clearly down at 2)"
        );
        assert_eq!(
            told(Language::Spanish, &all),
            "Youth voice (5 años: sube en 2 de 3 sitios, con claridad en 1)"
        );
    }
}

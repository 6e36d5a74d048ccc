//! The network in a few sentences, each with how many sites it rests on.

use std::cmp::Reverse;

use super::{Block, Study, heading, number, of_sites, say, short_name, span, years};
use crate::{
    analysis::{Family, Together},
    language::{all_of, facts},
    model::EvidenceSource,
    network::Challenge,
    plan::{FocusKind, Plan},
};

/// A sentence names no more standards than this.
const MOST_NAMED: usize = 3;

/// What a network has in common takes two sites.
const FEWEST_SITES: usize = 2;

/// What is found, in the order in which a board asks. Nothing without a plan.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let plans = study.plans.len();
    let Some(first) = study.plans.values().next() else { return Vec::new() };
    let (language, year) = (study.language, first.school_year.to_string());
    let made_from = span(study);
    let mut lines =
        vec![say!(language, "network-short-plans", n = plans, year = year, years = made_from)];
    if FEWEST_SITES <= plans {
        lines.extend(shared(study));
        lines.extend(strong(study));
        lines.extend(over_the_years(study));
        lines.extend(without_partner(study));
    } else {
        lines.push(say!(language, "network-short-one-site"));
    }
    lines.extend(urgent(study));
    lines.extend(unknown(study));
    vec![heading(1, say!(language, "network-short")), Block::List(lines)]
}

/// The standards that most sites work on.
fn shared(study: &Study) -> Option<String> {
    let works_on = |it: &Challenge| it.in_focus.len();
    let named = most(study, works_on, FEWEST_SITES)?;
    Some(say!(study.language, "network-short-shared", standards = named))
}

/// The standards in which most sites could help others.
fn strong(study: &Study) -> Option<String> {
    let named = most(study, |challenge| challenge.givers, 1)?;
    Some(say!(study.language, "network-short-strong", standards = named))
}

/// The standards with the highest counts of sites, in the order of the counts and then of the
/// standards: `Sustainability (4 of 4 sites)`.
fn most(study: &Study, counted: impl Fn(&Challenge) -> usize, at_least: usize) -> Option<String> {
    let mut found: Vec<&Challenge> = study.network.challenges.iter().collect();
    found.retain(|challenge| at_least <= counted(challenge));
    found
        .sort_by_key(|challenge| (Reverse(counted(challenge)), number(study, &challenge.standard)));
    let named = found.iter().take(MOST_NAMED).map(|challenge| {
        let sites = of_sites(study.language, counted(challenge), challenge.sites);
        named(study, &challenge.standard, sites)
    });
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| all_of(study.language, named.iter().map(String::as_str)))
}

fn named(study: &Study, standard: &str, sites: String) -> String {
    let standard = short_name(study, standard);
    say!(study.language, "network-short-named", standard = standard, sites = sites)
}

/// Which way all sites go, where that is more than chance: a line a source and direction.
fn over_the_years(study: &Study) -> Vec<String> {
    let mut clear: Vec<(&Family, &Together)> = study
        .analysis
        .families
        .iter()
        .filter(|family| &*family.level == "standard")
        .filter_map(|family| Some((family, family.together.as_ref()?)))
        .filter(|(_, all)| years::is_clear(all))
        .collect();
    clear.sort_by_key(|(family, _)| (family.source, number(study, &family.id)));
    let mut lines = Vec::new();
    for source in [EvidenceSource::SelfAssessment, EvidenceSource::Observation] {
        for (name, falls) in [("network-short-rising", false), ("network-short-falling", true)] {
            let those =
                clear.iter().filter(|(it, all)| it.source == source && (all.z < 0.0) == falls);
            lines.extend(going(study, name, source, &those.copied().collect::<Vec<_>>()));
        }
    }
    lines
}

fn going(
    study: &Study,
    name: &str,
    source: EvidenceSource,
    those: &[(&Family, &Together)],
) -> Option<String> {
    let sites = || those.iter().map(|(_, all)| all.sites);
    let (fewest, most) = (sites().min()?, sites().max()?);
    let language = study.language;
    let sites = if fewest == most {
        say!(language, "sites", n = most)
    } else {
        say!(language, "network-short-sites-between", fewest = fewest, most = most)
    };
    let mut names: Vec<String> =
        those.iter().take(MOST_NAMED).map(|(it, _)| short_name(study, &it.id)).collect();
    if MOST_NAMED < those.len() {
        names.push(say!(language, "network-short-more", n = those.len() - MOST_NAMED));
    }
    let names = all_of(language, names.iter().map(String::as_str));
    let by = say::by(language, source);
    Some(language.say(name, &facts!(by = by, sites = sites, standards = names)))
}

/// The standards that sites work on and in which nobody near could help.
fn without_partner(study: &Study) -> Option<String> {
    let challenges = &study.network.challenges;
    let alone = challenges.iter().filter(|it| it.start.is_some() && it.with_partner == 0);
    let names: Vec<String> = alone
        .map(|it| {
            let sites = say!(study.language, "sites", n = it.in_focus.len());
            named(study, &it.standard, sites)
        })
        .collect();
    let all = all_of(study.language, names.iter().map(String::as_str));
    (!names.is_empty()).then(|| say!(study.language, "network-short-alone", standards = all))
}

/// What comes first whatever the averages say.
fn urgent(study: &Study) -> Option<String> {
    let comes_first = |plan: &&Plan| plan.focus.iter().any(|it| it.kind == FocusKind::Urgent);
    let sites = study.plans.values().filter(comes_first).count();
    (0 < sites).then(|| say!(study.language, "network-short-urgent", n = sites))
}

/// What nothing speaks to.
fn unknown(study: &Study) -> Option<String> {
    let silent = study.plans.values().filter(|plan| !plan.no_evidence.is_empty()).count();
    (0 < silent).then(|| say!(study.language, "network-short-unknown", n = silent))
}

//! The network in a few sentences, each with how many sites it rests on.

use std::cmp::Reverse;

use super::{Block, Study, count, heading, number, of_sites, say, short_name, span, years};
use crate::{
    analysis::{Family, Together},
    diagnostic::all_of,
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
    let year = first.school_year;
    let mut lines = vec![format!(
        "{} a plan for {year}, made from ratings of {}.",
        if plans == 1 { "1 site has".to_owned() } else { format!("{plans} sites have") },
        span(study)
    )];
    if FEWEST_SITES <= plans {
        lines.extend(shared(study));
        lines.extend(strong(study));
        lines.extend(over_the_years(study));
        lines.extend(without_partner(study));
    } else {
        lines.push(
            "What sites have in common takes two of them; the plan of the site says the rest."
                .to_owned(),
        );
    }
    lines.extend(urgent(study));
    lines.extend(unknown(study));
    vec![heading(1, "In short"), Block::List(lines)]
}

/// The standards that most sites work on.
fn shared(study: &Study) -> Option<String> {
    let works_on = |it: &Challenge| it.in_focus.len();
    let named = most(study, works_on, FEWEST_SITES);
    Some(format!("What most sites work on: {}.", named?))
}

/// The standards in which most sites could help others.
fn strong(study: &Study) -> Option<String> {
    let named = most(study, |challenge| challenge.givers, 1)?;
    Some(format!("Where sites are clearly strong enough to help others: {named}."))
}

/// The standards with the highest counts of sites, in the order of the counts and then of the
/// standards: `Sustainability (4 of 4 sites)`.
fn most(study: &Study, counted: impl Fn(&Challenge) -> usize, at_least: usize) -> Option<String> {
    let mut found: Vec<&Challenge> = study.network.challenges.iter().collect();
    found.retain(|challenge| at_least <= counted(challenge));
    found
        .sort_by_key(|challenge| (Reverse(counted(challenge)), number(study, &challenge.standard)));
    let named = found.iter().take(MOST_NAMED).map(|challenge| {
        let name = short_name(study, &challenge.standard);
        format!("{name} ({})", of_sites(counted(challenge), challenge.sites))
    });
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| all_of(named.iter().map(String::as_str)))
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
        for (way, falls) in [("Rising", false), ("Falling", true)] {
            let those =
                clear.iter().filter(|(it, all)| it.source == source && (all.z < 0.0) == falls);
            lines.extend(going(study, way, source, &those.copied().collect::<Vec<_>>()));
        }
    }
    lines
}

fn going(
    study: &Study,
    way: &str,
    source: EvidenceSource,
    those: &[(&Family, &Together)],
) -> Option<String> {
    let sites = || those.iter().map(|(_, all)| all.sites);
    let (fewest, most) = (sites().min()?, sites().max()?);
    let sites = if fewest == most {
        count(most, "site")
    } else {
        format!("{fewest} to {}", count(most, "site"))
    };
    let mut names: Vec<String> =
        those.iter().take(MOST_NAMED).map(|(it, _)| short_name(study, &it.id)).collect();
    if MOST_NAMED < those.len() {
        names.push(format!("{} more", those.len() - MOST_NAMED));
    }
    let names = all_of(names.iter().map(String::as_str));
    let by = say::by(study.language, source);
    Some(format!(
        "{way} over the years, more than by chance, in {by} of the sites rated in every year ({sites}): {names}."
    ))
}

/// The standards that sites work on and in which nobody near could help.
fn without_partner(study: &Study) -> Option<String> {
    let challenges = &study.network.challenges;
    let alone = challenges.iter().filter(|it| it.start.is_some() && it.with_partner == 0);
    let named: Vec<String> = alone
        .map(|it| {
            let name = short_name(study, &it.standard);
            format!("{name} ({})", count(it.in_focus.len(), "site"))
        })
        .collect();
    let named_all = all_of(named.iter().map(String::as_str));
    (!named.is_empty()).then(|| {
        format!("No other site near is clearly strong in what these work on: {named_all}. Help has to come from outside.")
    })
}

/// What comes first whatever the averages say.
fn urgent(study: &Study) -> Option<String> {
    let comes_first = |plan: &&Plan| plan.focus.iter().any(|it| it.kind == FocusKind::Urgent);
    let sites = study.plans.values().filter(comes_first).count();
    (0 < sites).then(|| {
        format!(
            "At {} something comes first whatever the averages say, such as safety; the site\u{2019}s plan says \
             what.",
            count(sites, "site")
        )
    })
}

/// What nothing speaks to.
fn unknown(study: &Study) -> Option<String> {
    let silent = study.plans.values().filter(|plan| !plan.no_evidence.is_empty()).count();
    (0 < silent).then(|| {
        format!(
            "Not known yet: {} at least one standard that no rating speaks to. That is not a zero.",
            if silent == 1 { "1 site has".to_owned() } else { format!("{silent} sites have") }
        )
    })
}

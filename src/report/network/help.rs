//! Who could help whom. A suggestion for a talk, by name and never in order of a score.

use std::{collections::BTreeMap, sync::Arc};

use super::{Block, Cell, Study, heading, number, say, short_name, site_name, table};
use crate::{
    language::{Language, all_of, facts},
    model::{EvidenceSource, SiteId},
    network::{Alone, Offer, Partner, SiteNeeds},
    rulebook::kind::MatchWithin,
};

/// More sites than this are for the appendix: a board reads two pages.
const MOST_LINES: usize = 8;

/// Who could help, in a line a site; where these are many, how many. Nothing without rules that say
/// what makes a strength.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let Some(rules) = study.rulebook.matching_rules() else { return Vec::new() };
    let needs = needs(study);
    if needs.is_empty() || study.plans.len() < 2 {
        return Vec::new();
    }
    let helped: Vec<&SiteNeeds> =
        needs.iter().copied().filter(|site| !site.partners.is_empty()).collect();
    let language = study.language;
    let mut blocks = vec![heading(2, say!(language, "network-help"))];
    blocks.push(match helped.len() {
        0 => Block::Paragraph(say!(language, "network-help-nobody")),
        few if few <= MOST_LINES => {
            Block::List(helped.iter().map(|site| line(study, site)).collect())
        }
        many => {
            let told = say!(language, "network-help-many", some = many, all = needs.len());
            Block::Paragraph(told)
        }
    });
    blocks.push(Block::Note(rules.pair.ask_first.clone()));
    blocks
}

fn line(study: &Study, needs: &SiteNeeds) -> String {
    let partners: Vec<String> =
        needs.partners.iter().map(|partner| partner_in_words(study, partner)).collect();
    let (site, partners) = (site_name(study, &needs.site), partners.join("; "));
    say!(study.language, "network-help-line", site = site, partners = partners)
}

/// The whole, for the appendix.
pub(super) fn site_by_site(study: &Study) -> Vec<Block> {
    let needs = needs(study);
    if needs.is_empty() || study.plans.len() < 2 {
        return Vec::new();
    }
    let title = say!(study.language, "network-help-site-by-site");
    let tables = partners(study, &needs).into_iter().chain(alone(study, &needs));
    std::iter::once(heading(1, title)).chain(tables).collect()
}

/// The sites that work on something, by name.
fn needs(study: &Study) -> Vec<&SiteNeeds> {
    let all = study.network.needs.iter();
    let mut needs: Vec<&SiteNeeds> = all.filter(|site| !site.needs.is_empty()).collect();
    needs.sort_by_key(|needs| (site_name(study, &needs.site), &needs.site));
    needs
}

/// The sites that could be helped, by name. None where there are none.
fn partners(study: &Study, needs: &[&SiteNeeds]) -> Option<Block> {
    let helped: Vec<&SiteNeeds> =
        needs.iter().copied().filter(|site| !site.partners.is_empty()).collect();
    let in_return = |site: &&SiteNeeds| site.partners.iter().any(|it| !it.receives.is_empty());
    let mut columns = vec![("network-site", 26), ("network-help-by", 50)];
    if helped.iter().any(in_return) {
        columns.push(("network-help-back", 24));
    }
    let rows = helped.iter().map(|needs| row(study, needs, columns.len())).collect();
    let caption = say!(study.language, "network-help-caption");
    (!helped.is_empty()).then(|| table(study.language, caption, &columns, rows))
}

fn row(study: &Study, needs: &SiteNeeds, columns: usize) -> Vec<Cell> {
    let partners = needs.partners.iter().map(|partner| partner_in_words(study, partner));
    let back = needs.partners.iter().filter(|partner| !partner.receives.is_empty());
    let back = back.map(|partner| {
        format!("{}: {}", site_name(study, &partner.site), names(study, &partner.receives))
    });
    let mut cells = vec![
        Cell::Text(site_name(study, &needs.site)),
        Cell::Text(partners.collect::<Vec<_>>().join("\n")),
        Cell::Text(back.collect::<Vec<_>>().join("\n")),
    ];
    cells.truncate(columns);
    cells
}

/// The standards without a partner near, and for which sites that is so. None where there are none.
fn alone(study: &Study, needs: &[&SiteNeeds]) -> Option<Block> {
    let mut those: BTreeMap<(u32, &str, &Alone), Vec<String>> = BTreeMap::new();
    for site in needs {
        for need in &site.needs {
            let Some(why) = &need.alone else { continue };
            let key = (number(study, &need.standard), &*need.standard, why);
            those.entry(key).or_default().push(site_name(study, &site.site));
        }
    }
    let row = |((_, standard, alone), sites): (&(u32, &str, &Alone), &Vec<String>)| {
        vec![
            Cell::Text(short_name(study, standard)),
            Cell::Text(sites.join(", ")),
            Cell::Text(why(study, alone)),
        ]
    };
    let columns = [
        ("network-standard", 16),
        ("network-help-alone-sites", 38),
        ("network-help-alone-why", 46),
    ];
    let caption = match study.rulebook.matching_rules()?.pair.within {
        MatchWithin::Region => say!(study.language, "network-help-alone-region"),
        MatchWithin::Network => say!(study.language, "network-help-alone"),
    };
    let rows = those.iter().map(row).collect();
    (!those.is_empty()).then(|| table(study.language, caption, &columns, rows))
}

fn names(study: &Study, standards: &[Arc<str>]) -> String {
    let names: Vec<String> = standards.iter().map(|it| short_name(study, it)).collect();
    names.join(", ")
}

/// `Oak Street: Skill Building (by 3 observed activities)`. The number itself is for the site to tell.
fn partner_in_words(study: &Study, partner: &Partner) -> String {
    let language = study.language;
    let gives = partner.gives.iter().map(|standard| {
        let name = short_name(study, standard);
        let offer = offer(study, &partner.site, standard);
        match offer {
            Some(offer) => {
                let looks = rests_on(language, offer);
                say!(language, "network-help-strong", standard = name, looks = looks)
            }
            None => name,
        }
    });
    let gives = gives.collect::<Vec<_>>().join(", ");
    let site = site_name(study, &partner.site);
    if partner.other_grades {
        say!(language, "network-help-partner-other-grades", site = site, standards = gives)
    } else {
        say!(language, "network-help-partner", site = site, standards = gives)
    }
}

fn offer<'a>(study: &'a Study, site: &SiteId, standard: &str) -> Option<&'a Offer> {
    let offers = &study.network.offers;
    let first = offers.partition_point(|offer| offer.site < *site);
    let theirs = offers[first..].iter().take_while(|offer| offer.site == *site);
    theirs.into_iter().find(|offer| *offer.standard == *standard)
}

fn rests_on(language: Language, offer: &Offer) -> String {
    let evidence = &offer.evidence;
    let looks = say::looks(language, evidence.source, evidence.basis, evidence.n_responses);
    match offer.contradicted_by {
        Some(EvidenceSource::SelfAssessment) => {
            say!(language, "network-help-self-lower", looks = looks)
        }
        Some(EvidenceSource::Observation) => {
            say!(language, "network-help-observation-lower", looks = looks)
        }
        None => looks,
    }
}

/// What there is near that is not enough, and what there is elsewhere.
fn why(study: &Study, alone: &Alone) -> String {
    let language = study.language;
    let mut told = Vec::new();
    if 0 < alone.elsewhere {
        told.push(say!(language, "network-help-elsewhere", sites = alone.elsewhere));
    }
    for source in [EvidenceSource::SelfAssessment, EvidenceSource::Observation] {
        let those = alone.not_clearly.iter().filter(|(_, by)| *by == source);
        let names: Vec<String> = those.map(|(site, _)| site_name(study, site)).collect();
        told.extend(not_clearly(language, source, names));
    }
    if told.is_empty() {
        return say!(language, "network-help-no-strength");
    }
    if !alone.not_clearly.is_empty() {
        told.push(match alone.settled_by {
            EvidenceSource::Observation => say!(language, "network-help-more-visits"),
            EvidenceSource::SelfAssessment => say!(language, "network-help-more-raters"),
        });
    }
    told.join("; ")
}

/// More sites than this are counted and not named.
const MOST_NAMED: usize = 3;

/// `By the observations, Oak Street reaches the target, but not clearly`. None of no site.
fn not_clearly(
    language: Language,
    source: EvidenceSource,
    mut sites: Vec<String>,
) -> Option<String> {
    sites.sort();
    let n = sites.len();
    let named = match n {
        0 => return None,
        few if few <= MOST_NAMED => all_of(language, sites.iter().map(String::as_str)),
        many => say!(language, "sites", n = many),
    };
    let facts = facts!(by = say::by(language, source), n = n, sites = named);
    Some(language.say("network-help-not-clearly", &facts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_at_target_but_not_clearly_are_named_with_the_source_that_says_so() {
        let told = |names: &[&str]| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            not_clearly(Language::English, EvidenceSource::Observation, names)
        };
        assert_eq!(told(&[]), None);
        assert_eq!(
            told(&["Oak"]).as_deref(),
            Some("Oak reaches the target by the observations, but not clearly")
        );
        assert_eq!(
            told(&["Oak", "Elm"]).as_deref(),
            Some("Elm and Oak reach the target by the observations, but not clearly")
        );
        assert_eq!(
            told(&["A", "B", "C", "D"]).as_deref(),
            Some("4 sites reach the target by the observations, but not clearly")
        );
    }
}

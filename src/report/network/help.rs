//! Who could help whom. A suggestion for a talk, by name and never in order of a score.

use std::sync::Arc;

use super::{Block, Cell, Study, heading, say, short_name, site_name, table};
use crate::{
    diagnostic::count,
    model::SiteId,
    network::{Alone, Offer, Partner, SiteNeeds},
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
    let mut blocks = vec![heading(1, "Who could help whom")];
    blocks.push(match helped.len() {
        0 => Block::Paragraph(NOBODY.to_owned()),
        few if few <= MOST_LINES => {
            Block::List(helped.iter().map(|site| line(study, site)).collect())
        }
        many => Block::Paragraph(format!(
            "For {many} of {} that work on something, another site could help. Site by site: in the appendix.",
            count(needs.len(), "site")
        )),
    });
    blocks.push(Block::Note(rules.pair.ask_first.clone()));
    blocks
}

const NOBODY: &str = "No site near is clearly strong yet in what another one works on. What would settle it stands in the \
    appendix, site by site.";

fn line(study: &Study, needs: &SiteNeeds) -> String {
    let partners: Vec<String> =
        needs.partners.iter().map(|partner| partner_in_words(study, partner)).collect();
    format!("{} could be helped by {}.", site_name(study, &needs.site), partners.join("; "))
}

/// The whole, for the appendix.
pub(super) fn site_by_site(study: &Study) -> Vec<Block> {
    let needs = needs(study);
    if needs.is_empty() || study.plans.len() < 2 {
        return Vec::new();
    }
    vec![heading(1, "Who could help whom, site by site"), partners(study, &needs)]
}

/// The sites that work on something, by name.
fn needs(study: &Study) -> Vec<&SiteNeeds> {
    let all = study.network.needs.iter();
    let mut needs: Vec<&SiteNeeds> = all.filter(|site| !site.needs.is_empty()).collect();
    needs.sort_by_key(|needs| (site_name(study, &needs.site), &needs.site));
    needs
}

fn partners(study: &Study, needs: &[&SiteNeeds]) -> Block {
    let columns = [
        ("Site", 22),
        ("No partner near for", 28),
        ("Could be helped by", 32),
        ("Could help in return", 18),
    ];
    let rows = needs.iter().map(|needs| row(study, needs)).collect();
    table("Sites by name, and who is clearly strong in what they work on", &columns, rows)
}

fn row(study: &Study, needs: &SiteNeeds) -> Vec<Cell> {
    let alone = needs.needs.iter().filter_map(|need| {
        Some(format!("{}: {}", short_name(study, &need.standard), why(need.alone?)))
    });
    let partners = needs.partners.iter().map(|partner| partner_in_words(study, partner));
    let back = needs.partners.iter().filter(|partner| !partner.receives.is_empty());
    let back = back.map(|partner| {
        format!("{}: {}", site_name(study, &partner.site), names(study, &partner.receives))
    });
    vec![
        Cell::Text(site_name(study, &needs.site)),
        Cell::Text(alone.collect::<Vec<_>>().join("\n")),
        Cell::Text(partners.collect::<Vec<_>>().join("\n")),
        Cell::Text(back.collect::<Vec<_>>().join("\n")),
    ]
}

fn names(study: &Study, standards: &[Arc<str>]) -> String {
    let names: Vec<String> = standards.iter().map(|it| short_name(study, it)).collect();
    names.join(", ")
}

/// `Oak Street: Skill Building (3 observed activities)`. The number itself is for the site to tell.
fn partner_in_words(study: &Study, partner: &Partner) -> String {
    let gives = partner.gives.iter().map(|standard| {
        let name = short_name(study, standard);
        let offer = offer(study, &partner.site, standard);
        offer.map_or_else(|| name.clone(), |offer| format!("{name} ({})", rests_on(offer)))
    });
    let gives: Vec<String> = gives.collect();
    let grades = if partner.other_grades { "; no grade in common" } else { "" };
    format!("{}: {}{grades}", site_name(study, &partner.site), gives.join(", "))
}

fn offer<'a>(study: &'a Study, site: &SiteId, standard: &str) -> Option<&'a Offer> {
    let offers = &study.network.offers;
    let first = offers.partition_point(|offer| offer.site < *site);
    let theirs = offers[first..].iter().take_while(|offer| offer.site == *site);
    theirs.into_iter().find(|offer| *offer.standard == *standard)
}

fn rests_on(offer: &Offer) -> String {
    let evidence = &offer.evidence;
    let looks = say::looks(
        crate::language::Language::English,
        evidence.source,
        evidence.basis,
        evidence.n_responses,
    );
    match offer.contradicted_by {
        Some(source) => format!(
            "{looks}; {} sees it lower",
            say::by(crate::language::Language::English, source)
        ),
        None => looks,
    }
}

fn why(alone: Alone) -> String {
    match alone {
        Alone::EvidenceTooThin(sites) => {
            let reach = if sites == 1 { "reaches" } else { "reach" };
            format!(
                "{} {reach} the target on too little evidence; a visit would settle it",
                count(sites, "site")
            )
        }
        Alone::Elsewhere(sites) => format!("{} in other regions", count(sites, "site")),
        Alone::NoStrength => "no other site".to_owned(),
    }
}

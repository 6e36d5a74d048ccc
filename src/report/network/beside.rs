//! Sites beside each other: which differ from the others by more than chance. Never in order of a
//! score.

use std::collections::BTreeMap;

use super::{Block, Cell, Study, heading, number, rated, say, short_name, table};
use crate::{
    analysis::{CannotCompare, Comparison, ENOUGH_SITES, SiteBeside, Standing},
    language::{Language, facts},
    model::{EvidenceSource, SchoolYear},
};

/// The standards in which a site stands out, by the latest year of each source. None without any
/// standard.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let shown = shown(study);
    if shown.is_empty() {
        return Vec::new();
    }
    let language = study.language;
    let rows: Vec<Vec<Cell>> = shown.iter().filter_map(|all| row(study, all)).collect();
    let compared = shown.iter().filter(|all| all.differences.is_ok()).count();
    let mut blocks = vec![heading(1, say!(language, "network-differ"))];
    blocks.extend(match (compared, rows.is_empty()) {
        (0, _) => None,
        (_, true) => Some(Block::Paragraph(say!(language, "network-differ-none"))),
        (_, false) => Some(those_outside(language, rows)),
    });
    blocks.extend(not_compared(language, &shown));
    if 0 < compared {
        blocks.push(Block::Note(say!(language, "network-differ-note")));
    }
    blocks
}

/// The comparisons of standards in the latest year of each source, in the order of the standards.
fn shown(study: &Study) -> Vec<&Comparison> {
    let of_standards =
        || study.analysis.comparisons.iter().filter(|all| &*all.topic.level == "standard");
    let mut newest: BTreeMap<EvidenceSource, SchoolYear> = BTreeMap::new();
    for all in of_standards() {
        let year = newest.entry(all.topic.source).or_insert(all.school_year);
        *year = (*year).max(all.school_year);
    }
    let mut shown: Vec<&Comparison> =
        of_standards().filter(|all| newest[&all.topic.source] == all.school_year).collect();
    shown.sort_by_key(|all| (number(study, &all.topic.id), &all.topic));
    shown
}

fn those_outside(language: Language, rows: Vec<Vec<Cell>>) -> Block {
    let columns = [
        ("network-standard", 22),
        ("network-source", 16),
        ("network-rated", 12),
        ("network-year", 10),
        ("network-sites", 8),
        ("network-differ-sites", 32),
    ];
    table(language, say!(language, "network-differ-caption"), &columns, rows)
}

/// None where no site stands out.
fn row(study: &Study, all: &Comparison) -> Option<Vec<Cell>> {
    let mut outside: Vec<String> =
        all.sites.iter().filter_map(|site| standing_out(study, site)).collect();
    outside.sort();
    if outside.is_empty() {
        return None;
    }
    Some(vec![
        Cell::Text(short_name(study, &all.topic.id)),
        Cell::Text(say::source(study.language, all.topic.source)),
        Cell::Text(rated(study.language, all.topic.source, all.topic.basis)),
        Cell::Text(all.school_year.to_string()),
        Cell::Number(all.sites.len().to_string()),
        Cell::Text(outside.join("; ")),
    ])
}

fn standing_out(study: &Study, beside: &SiteBeside) -> Option<String> {
    let standing = beside.funnel?.adjusted.at_998;
    let site = study.observations.sites.get(&beside.site)?;
    if study.held_back.contains_key(&beside.site) {
        return None;
    }
    let (language, site) = (study.language, site.name.as_str());
    match standing {
        Standing::Within => None,
        Standing::Below => Some(say!(language, "network-differ-lower", site = site)),
        Standing::Above => Some(say!(language, "network-differ-higher", site = site)),
    }
}

/// What cannot be told, and why.
fn not_compared(language: Language, shown: &[&Comparison]) -> Vec<Block> {
    let mut kinds: BTreeMap<(EvidenceSource, String, String), usize> = BTreeMap::new();
    for all in shown {
        let Err(why) = all.differences else { continue };
        let rated = rated(language, all.topic.source, all.topic.basis);
        *kinds.entry((all.topic.source, rated, reason(language, why))).or_default() += 1;
    }
    if kinds.is_empty() {
        return Vec::new();
    }
    let line = |((source, rated, reason), standards): ((EvidenceSource, String, String), usize)| {
        let name = "network-differ-untold-line";
        let source = say::source(language, source);
        let facts = facts!(source = source, rated = rated, standards = standards, reason = reason);
        language.say(name, &facts)
    };
    let told = say!(language, "network-differ-untold");
    vec![Block::Paragraph(told), Block::List(kinds.into_iter().map(line).collect())]
}

fn reason(language: Language, why: CannotCompare) -> String {
    match why {
        CannotCompare::TooFewSites => say!(language, "network-differ-few-sites", n = ENOUGH_SITES),
        CannotCompare::NoSpread => say!(language, "network-differ-no-spread"),
    }
}

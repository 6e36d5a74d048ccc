//! Every standard over all sites.

use super::{
    Block, Cell, NetworkLine, NetworkPoint, Study, composition, heading, number, rated, say,
    short_name, table,
};
use crate::{analysis::SameSites, language::Language, model::EvidenceSource};

/// Every standard over all sites, each site once: the latest year of each source, and the change
/// from the year before for the sites that were rated in both.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let shown = shown(study);
    if shown.is_empty() {
        return Vec::new();
    }
    let language = study.language;
    let mut columns = vec![
        ("network-standard", 22),
        ("network-source", 18),
        ("network-rated", 13),
        ("network-mean", 8),
        ("network-sites", 8),
    ];
    let mut note = vec![say!(language, "network-standards-note")];
    note.extend(ways_of_rating(language, &shown));
    if shown.iter().any(|(_, point)| in_both_years(point).is_some()) {
        columns.push(("network-standards-same-sites", 31));
        note.push(say!(language, "network-standards-change-note"));
    }
    let row = |(line, point): &(&NetworkLine, &NetworkPoint)| {
        let mut cells = network_row(study, line, point);
        cells.truncate(columns.len());
        cells
    };
    let rows = shown.iter().map(row).collect();
    let mut blocks = vec![
        heading(1, say!(language, "network-standards")),
        table(language, say!(language, "network-standards-caption"), &columns, rows),
        Block::Note(note.join(" ")),
    ];
    blocks.extend(composition::blocks(study, &shown));
    blocks
}

/// What the ways of rating are, and whether the rules keep them apart.
fn ways_of_rating(language: Language, shown: &[(&NetworkLine, &NetworkPoint)]) -> Vec<String> {
    let own = || {
        let lines = shown.iter().map(|(line, _)| &line.topic);
        lines.filter(|topic| topic.source == EvidenceSource::SelfAssessment)
    };
    let apart = own().any(|topic| topic.basis.is_some());
    let in_one = own().any(|topic| topic.basis.is_none());
    let said = [
        apart.then(|| say!(language, "network-standards-apart")),
        in_one.then(|| say!(language, "network-standards-in-one")),
    ];
    said.into_iter().flatten().collect()
}

/// The lines of standards that have a score in the latest year, in the order of the standards.
pub(super) fn shown(study: &Study) -> Vec<(&NetworkLine, &NetworkPoint)> {
    let latest: Vec<(&NetworkLine, &NetworkPoint)> = study
        .analysis
        .network
        .iter()
        .filter(|line| &*line.topic.level == "standard")
        .filter_map(|line| Some((line, line.points.last()?)))
        .collect();
    let newest = latest.iter().map(|(_, point)| point.school_year).max();
    let mut shown: Vec<(&NetworkLine, &NetworkPoint)> =
        latest.into_iter().filter(|(_, point)| Some(point.school_year) == newest).collect();
    shown.sort_by_key(|(line, _)| {
        (number(study, &line.topic.id), line.topic.source, line.topic.instrument.clone())
    });
    shown
}

fn network_row(study: &Study, line: &NetworkLine, point: &NetworkPoint) -> Vec<Cell> {
    let (language, topic) = (study.language, &line.topic);
    vec![
        Cell::Text(short_name(study, &topic.id)),
        Cell::Text(say::source(language, topic.source)),
        Cell::Text(rated(language, topic.source, topic.basis)),
        Cell::Number(say::score(&point.mean)),
        Cell::Number(point.sites.to_string()),
        Cell::Text(same_sites(language, in_both_years(point))),
    ]
}

fn in_both_years(point: &NetworkPoint) -> Option<&SameSites> {
    point.from_year_before.as_ref()?.same_sites.as_ref()
}

/// `2.70 to 2.85 (4 sites)`, for the sites that were rated in both years in the same way.
fn same_sites(language: Language, same: Option<&SameSites>) -> String {
    let Some(same) = same else { return say!(language, "network-no-site-in-both") };
    let (before, now) = (say::score(&same.before), say::score(&same.now));
    say!(language, "network-same-sites", before = before, now = now, sites = same.sites)
}

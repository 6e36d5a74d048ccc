//! Every standard over all sites.

use super::{
    Block, Cell, NetworkLine, NetworkPoint, Study, Table, composition, number, rated, say,
    short_name,
};
use crate::diagnostic::count;

/// Every standard over all sites, each site once: the latest year of each source, and the change
/// from the year before for the sites that were rated in both.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let shown = shown(study);
    if shown.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::Heading { level: 1, text: "Standards over all sites".to_owned() },
        Block::Table(Table {
            caption: "Mean over sites in the latest year, each site once".to_owned(),
            head: ["Standard", "Source", "Rated", "Mean", "Sites", "Same sites, year before to now"]
                .map(str::to_owned)
                .to_vec(),
            rows: shown.iter().map(|(line, point)| network_row(study, line, point)).collect(),
            widths: vec![22, 20, 14, 8, 8, 28],
        }),
        Block::Note(
            "Mean: every site counts once. Rated together: the group agreed on one rating. Each alone: people \
             rated by themselves; the two are never mixed. The change is for the sites that were rated in both years in the same way, because a mean \
             over all sites also moves when other sites take part."
                .to_owned(),
        ),
    ];
    blocks.extend(composition::blocks(study, &shown));
    blocks
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
    let same = point.from_year_before.as_ref().and_then(|change| change.same_sites.as_ref());
    let same = same.map_or("no site in both years".to_owned(), |same| {
        format!(
            "{} to {} ({})",
            say::score(&same.before),
            say::score(&same.now),
            count(same.sites, "site")
        )
    });
    vec![
        Cell::Text(short_name(study, &line.topic.id)),
        Cell::Text(say::source(study.language, line.topic.source)),
        Cell::Text(rated(crate::language::Language::English, line.topic.source, line.topic.basis)),
        Cell::Number(say::score(&point.mean)),
        Cell::Number(point.sites.to_string()),
        Cell::Text(same),
    ]
}

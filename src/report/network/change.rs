//! Change across the years, for the same sites and for all sites.

use std::collections::BTreeSet;

use super::{
    Block, Cell, NetworkLine, NetworkPoint, Study, Table, heading, number, rated, say, short_name,
    standards, years,
};
use crate::{
    analysis::{Family, NetworkChange},
    diagnostic::count,
    model::{Basis, EvidenceSource},
};

/// Who rated, and how: what may share a column.
type Kind = (EvidenceSource, Option<Basis>);

type Shown<'a> = [(&'a NetworkLine, &'a NetworkPoint)];

/// A row a standard, a column for each way of rating. Nothing without two years.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let shown = standards::shown(study);
    let any_change = shown.iter().any(|(_, point)| point.from_year_before.is_some());
    let Some((_, newest)) = shown.first().filter(|_| any_change) else { return Vec::new() };
    let kinds: BTreeSet<Kind> = shown.iter().map(|(line, _)| kind(line)).collect();
    let mut ids: Vec<&str> = shown.iter().map(|(line, _)| &*line.topic.id).collect();
    ids.sort_by_key(|id| number(study, id));
    ids.dedup();
    let mut head = vec!["Standard".to_owned()];
    head.extend(kinds.iter().map(|kind| name(*kind)));
    let row = |id: &&str| {
        let cells = kinds.iter().map(|kind| Cell::Text(cell(study, &shown, id, *kind)));
        std::iter::once(Cell::Text(short_name(study, id))).chain(cells).collect()
    };
    vec![
        heading(1, "Change across the years"),
        Block::Table(Table {
            caption: format!(
                "Means over the sites rated in both years, from the year before to {}",
                newest.school_year
            ),
            widths: std::iter::once(24).chain(kinds.iter().map(|_| 25)).collect(),
            head,
            rows: ids.iter().map(row).collect(),
        }),
        Block::Note(HOW_TO_READ.to_owned()),
    ]
}

const HOW_TO_READ: &str = "Every site counts once. All sites stand below where some joined or left, which moves a mean, \
    too. Rising, falling: in three years or more, by more than chance. One year to the next is not tested.";

fn kind(line: &NetworkLine) -> Kind {
    (line.topic.source, line.topic.basis)
}

fn name((source, basis): Kind) -> String {
    match (source, basis) {
        (EvidenceSource::SelfAssessment, None) => {
            say::source(crate::language::Language::English, source)
        }
        _ => format!(
            "{}, {}",
            say::source(crate::language::Language::English, source),
            rated(crate::language::Language::English, source, basis)
        ),
    }
}

fn cell(study: &Study, shown: &Shown<'_>, id: &str, wanted: Kind) -> String {
    let of_cell = shown.iter().filter(|(line, _)| &*line.topic.id == id && kind(line) == wanted);
    let mut lines = Vec::new();
    for (line, point) in of_cell {
        let (same, all) = told(point);
        let way = over_the_years(study, line).map_or(String::new(), |way| format!(", {way}"));
        lines.push(format!("{same}{way}"));
        lines.extend(all);
    }
    if lines.is_empty() { "not rated".to_owned() } else { lines.join("\n") }
}

/// The same sites, and all of them where sites joined or left.
fn told(point: &NetworkPoint) -> (String, Option<String>) {
    let Some(change) = &point.from_year_before else {
        let new = format!("{} ({}, new)", say::score(&point.mean), count(point.sites, "site"));
        return (new, None);
    };
    let same = change.same_sites.as_ref().map_or("no site in both years".to_owned(), |same| {
        let (before, now) = (say::score(&same.before), say::score(&same.now));
        format!("{before} to {now} ({})", count(same.sites, "site"))
    });
    let others = (!change.joined.is_empty() || !change.left.is_empty())
        .then(|| format!("all: {}", all_sites(point, change)));
    (same, others)
}

/// `2.70 to 2.85 (4, then 5 sites)`.
fn all_sites(point: &NetworkPoint, change: &NetworkChange) -> String {
    let now = say::score(&point.mean);
    let before = say::score(&(point.mean.clone() - change.difference.clone()));
    let sites_before = point.sites + change.left.len() - change.joined.len();
    format!("{before} to {now} ({sites_before}, then {})", count(point.sites, "site"))
}

/// Where all sites that were rated in every year go one way by more than chance.
fn over_the_years(study: &Study, line: &NetworkLine) -> Option<&'static str> {
    let topic = &line.topic;
    let ours = |family: &&Family| {
        let theirs = (family.source, &family.instrument, &family.level, &family.id);
        theirs == (topic.source, &topic.instrument, &topic.level, &topic.id)
    };
    let together = study.analysis.families.iter().find(ours)?.together.as_ref()?;
    let way = if together.z < 0.0 { "falling" } else { "rising" };
    years::is_clear(together).then_some(way)
}

//! Change across the years, for the same sites and for all sites.

use std::collections::BTreeSet;

use super::{
    Block, Cell, NetworkLine, NetworkPoint, Study, Table, heading, number, say, short_name,
    source_rated, standards,
    years::{self, Way},
};
use crate::{
    analysis::{Family, NetworkChange},
    language::{Language, facts},
    model::{Basis, EvidenceSource},
};

/// How means over fewer sites move says little: two sites differ by too much to tell.
const FEW_SITES: usize = 3;

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
    let language = study.language;
    let mut head = vec![say!(language, "network-standard")];
    head.extend(kinds.iter().map(|kind| name(language, *kind)));
    let row = |id: &&str| {
        let cells = kinds.iter().map(|kind| Cell::Text(cell(study, &shown, id, *kind)));
        std::iter::once(Cell::Text(short_name(study, id))).chain(cells).collect()
    };
    vec![
        heading(1, say!(language, "network-change")),
        Block::Table(Table {
            caption: say!(
                language,
                "network-change-caption",
                year = newest.school_year.to_string()
            ),
            widths: std::iter::once(24).chain(kinds.iter().map(|_| 25)).collect(),
            head,
            rows: ids.iter().map(row).collect(),
        }),
        Block::Note(note(language, &shown)),
    ]
}

/// How to read it, with a caution where means are over few sites.
fn note(language: Language, shown: &Shown<'_>) -> String {
    let changes = shown.iter().filter_map(|(_, point)| point.from_year_before.as_ref());
    let same = changes.filter_map(|change| change.same_sites.as_ref());
    let mut told = say!(language, "network-change-note");
    if same.map(|same| same.sites).any(|sites| sites < FEW_SITES) {
        told.push(' ');
        told.push_str(&say!(language, "network-change-few", sites = FEW_SITES));
    }
    told
}

fn kind(line: &NetworkLine) -> Kind {
    (line.topic.source, line.topic.basis)
}

fn name(language: Language, (source, basis): Kind) -> String {
    match (source, basis) {
        (EvidenceSource::SelfAssessment, None) => say::source(language, source),
        _ => source_rated(language, source, basis),
    }
}

fn cell(study: &Study, shown: &Shown<'_>, id: &str, wanted: Kind) -> String {
    let of_cell = shown.iter().filter(|(line, _)| &*line.topic.id == id && kind(line) == wanted);
    let language = study.language;
    let mut lines = Vec::new();
    for (line, point) in of_cell {
        let (same, all) = told(language, point);
        lines.push(match over_the_years(study, line) {
            Some((name, sites)) => language.say(name, &facts!(told = same, sites = sites)),
            None => same,
        });
        lines.extend(all);
    }
    if lines.is_empty() { say!(language, "network-not-rated") } else { lines.join("\n") }
}

/// The same sites, and all of them where sites joined or left.
fn told(language: Language, point: &NetworkPoint) -> (String, Option<String>) {
    let Some(change) = &point.from_year_before else {
        let mean = say::score(&point.mean);
        return (say!(language, "network-change-new", mean = mean, sites = point.sites), None);
    };
    let same = standards::same_sites(language, change.same_sites.as_ref());
    let others = (!change.joined.is_empty() || !change.left.is_empty())
        .then(|| all_sites(language, point, change));
    (same, others)
}

/// `all: 2.70 to 2.85 (4, then 5 sites)`.
fn all_sites(language: Language, point: &NetworkPoint, change: &NetworkChange) -> String {
    let now = say::score(&point.mean);
    let before = say::score(&(point.mean.clone() - change.difference.clone()));
    let (then, sites) = (point.sites + change.left.len() - change.joined.len(), point.sites);
    let facts = facts!(before = before, now = now, then = then, sites = sites);
    language.say("network-change-all", &facts)
}

/// Where all sites that were rated in every year go one way by more than chance: the message, and
/// how many these are.
fn over_the_years(study: &Study, line: &NetworkLine) -> Option<(&'static str, usize)> {
    let topic = &line.topic;
    let ours = |family: &&Family| {
        let theirs = (family.source, &family.instrument, &family.level, &family.id);
        theirs == (topic.source, &topic.instrument, &topic.level, &topic.id)
    };
    let together = study.analysis.families.iter().find(ours)?.together.as_ref()?;
    Some(match years::way(together)? {
        Way::Rising => ("network-change-rising", together.sites),
        Way::Falling => ("network-change-falling", together.sites),
    })
}

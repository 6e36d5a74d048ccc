//! Change from one year to the next, for the same sites and for all sites, and which way the years go.

use std::collections::BTreeSet;

use super::{
    Block, Cell, NetworkLine, NetworkPoint, Study, Table, heading, number, say, short_name,
    source_rated, standards,
    years::{self, Way},
};
use crate::{
    analysis::{Family, NetworkChange, SameSites, Together},
    language::{Language, facts},
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
    let language = study.language;
    let mut head = vec![say!(language, "network-standard")];
    head.extend(kinds.iter().map(|kind| column(language, *kind, sites_of_all(&shown, *kind))));
    let row = |id: &&str| {
        let cells = kinds.iter().map(|kind| Cell::Text(cell(study, &shown, id, *kind)));
        std::iter::once(Cell::Text(short_name(study, id))).chain(cells).collect()
    };
    let tested: Vec<&Together> =
        shown.iter().filter_map(|(line, _)| over_the_years(study, line)).collect();
    let title = if tested.is_empty() {
        say!(language, "network-change-one-year")
    } else {
        say!(language, "network-change")
    };
    vec![
        heading(1, title),
        Block::Table(Table {
            caption: say!(
                language,
                "network-change-caption",
                year = newest.school_year.to_string()
            ),
            widths: std::iter::once(21).chain(kinds.iter().map(|_| 26)).collect(),
            head,
            rows: ids.iter().map(row).collect(),
        }),
        Block::Note(note(language, &shown, &tested)),
    ]
}

/// How to read what stands there.
fn note(language: Language, shown: &Shown<'_>, tested: &[&Together]) -> String {
    let changes = || shown.iter().filter_map(|(_, point)| point.from_year_before.as_ref());
    let mut told = vec![say!(language, "network-change-note")];
    if changes().any(others_took_part) {
        told.push(say!(language, "network-change-all-note"));
    }
    if tested.iter().any(|all| years::way(all).is_some()) {
        told.push(say!(language, "network-change-years-note"));
    } else if !tested.is_empty() {
        told.push(say!(language, "network-change-level-note"));
    }
    told.join(" ")
}

/// Whether some sites joined or left since the year before.
fn others_took_part(change: &NetworkChange) -> bool {
    !change.joined.is_empty() || !change.left.is_empty()
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

/// `Observation, by visits (4 sites)`, where it is so of every row.
fn column(language: Language, kind: Kind, sites: Option<usize>) -> String {
    let name = name(language, kind);
    match sites {
        Some(sites) => say!(language, "network-change-column", name = name, sites = sites),
        None => name,
    }
}

/// How many sites were rated in both years, where they are as many in every standard and nobody joined
/// or left.
fn sites_of_all(shown: &Shown<'_>, wanted: Kind) -> Option<usize> {
    let points = shown.iter().filter(|(line, _)| kind(line) == wanted).map(|(_, point)| point);
    let sites = points.map(|point| {
        let change = point.from_year_before.as_ref().filter(|change| !others_took_part(change))?;
        Some(change.same_sites.as_ref()?.sites)
    });
    let mut sites: Vec<Option<usize>> = sites.collect();
    sites.dedup();
    if let &[Some(sites)] = sites.as_slice() { Some(sites) } else { None }
}

fn cell(study: &Study, shown: &Shown<'_>, id: &str, wanted: Kind) -> String {
    let above = sites_of_all(shown, wanted);
    let of_cell = shown.iter().filter(|(line, _)| &*line.topic.id == id && kind(line) == wanted);
    let language = study.language;
    let mut lines = Vec::new();
    for (line, point) in of_cell {
        let (same, all) = told(language, point, above);
        lines.push(match over_the_years(study, line) {
            Some(together) => with_direction(language, same, together),
            None => same,
        });
        lines.extend(all);
    }
    if lines.is_empty() { say!(language, "network-not-rated") } else { lines.join("\n") }
}

/// The same sites, and all of them where sites joined or left.
fn told(
    language: Language,
    point: &NetworkPoint,
    above: Option<usize>,
) -> (String, Option<String>) {
    let Some(change) = &point.from_year_before else {
        let mean = say::score(&point.mean);
        return (say!(language, "network-change-new", mean = mean, sites = point.sites), None);
    };
    let same = same_sites(language, change.same_sites.as_ref(), above);
    let others = others_took_part(change).then(|| all_sites(language, point, change));
    (same, others)
}

/// `2.70 to 2.85, +0.15 (4 sites)`, for the sites that were rated in both years in the same way. How
/// many these are may stand above.
fn same_sites(language: Language, same: Option<&SameSites>, above: Option<usize>) -> String {
    let Some(same) = same else { return say!(language, "network-no-site-in-both") };
    let (before, now) = (say::score(&same.before), say::score(&same.now));
    let (by, sites) = (say::difference(&same.difference()), same.sites);
    let name = if above.is_some() { "network-change-same-all" } else { "network-change-same" };
    language.say(name, &facts!(before = before, now = now, by = by, sites = sites))
}

/// `all: 2.70 to 2.85 (4, then 5 sites)`.
fn all_sites(language: Language, point: &NetworkPoint, change: &NetworkChange) -> String {
    let now = say::score(&point.mean);
    let before = say::score(&(point.mean.clone() - change.difference.clone()));
    let (then, sites) = (point.sites + change.left.len() - change.joined.len(), point.sites);
    let facts = facts!(before = before, now = now, then = then, sites = sites);
    language.say("network-change-all", &facts)
}

/// What was told, and which way the sites go that were rated in every year, where that is more than
/// chance.
fn with_direction(language: Language, told: String, all: &Together) -> String {
    let (name, some) = match years::way(all) {
        Some(Way::Rising) => ("network-change-rising", all.up),
        Some(Way::Falling) => ("network-change-falling", all.down),
        None => return told,
    };
    language.say(name, &facts!(told = told, some = some, sites = all.sites))
}

/// All sites that were rated in every year, seen together.
fn over_the_years<'a>(study: &'a Study, line: &NetworkLine) -> Option<&'a Together> {
    let topic = &line.topic;
    let ours = |family: &&Family| {
        let theirs = (family.source, &family.instrument, &family.level, &family.id);
        theirs == (topic.source, &topic.instrument, &topic.level, &topic.id)
    };
    study.analysis.families.iter().find(ours)?.together.as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rising(p: f64) -> Together {
        Together {
            sites: 3,
            years: 5,
            up: 2,
            down: 1,
            improving: 1,
            declining: 0,
            s: 15,
            z: 2.0,
            p,
        }
    }

    #[test]
    fn a_direction_is_told_only_where_it_is_more_than_chance() {
        let told = |p| with_direction(Language::English, "2.73 to 2.99".to_owned(), &rising(p));
        assert_eq!(told(0.2), "2.73 to 2.99");
        assert_eq!(told(0.04), "2.73 to 2.99; up: 2 of 3");
    }

    #[test]
    fn the_note_speaks_only_of_what_is_there() {
        let always = "Every site counts once; differences before rounding. A change of one year may \
                      be chance, the more so with few sites.";
        let told = |tested: &[&Together]| note(Language::English, &[], tested);
        assert_eq!(told(&[]), always);
        assert!(!told(&[&rising(0.2)]).contains("Up, down"));
        assert!(told(&[&rising(0.2), &rising(0.04)]).contains("Up, down: over three years"));
    }
}

//! Which way all sites go over the years, standard by standard.

use super::{Block, Cell, heading, number, say, short_name, table};
use crate::{
    analysis::{Family, Together},
    language::Language,
    pipeline::Study,
};

/// A row for each standard and source with sites that have three years or more. None without any.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let mut rows: Vec<(&Family, &Together)> = of_all_sites(study).collect();
    rows.sort_by_key(|(family, _)| {
        (number(study, &family.id), family.source, family.instrument.clone())
    });
    if rows.is_empty() {
        return Vec::new();
    }
    let mut columns = vec![
        ("network-standard", 22),
        ("network-source", 16),
        ("network-sites", 8),
        ("network-years-together", 22),
        ("network-years-called", 18),
    ];
    let language = study.language;
    let mut note = say!(language, "network-years-note");
    if rows.iter().any(|(family, _)| family.slopes.is_some()) {
        columns.push(("network-years-slope", 14));
        note = format!("{note} {}", say!(language, "network-years-slope-note"));
    }
    if 1 < rows.len() {
        note = format!("{note} {}", say!(language, "network-years-looked-at", n = rows.len()));
    }
    let row = |(family, all): &(&Family, &Together)| {
        let mut cells = row(study, family, all);
        cells.truncate(columns.len());
        cells
    };
    let rows = rows.iter().map(row).collect();
    vec![
        heading(1, say!(language, "network-years")),
        table(language, say!(language, "network-years-caption"), &columns, rows),
        Block::Note(note),
    ]
}

/// The lines of standards of which it was looked at which way all sites go.
pub(super) fn of_all_sites(study: &Study) -> impl Iterator<Item = (&Family, &Together)> {
    let of_standards = study.analysis.families.iter().filter(|it| &*it.level == "standard");
    of_standards.filter_map(|family| Some((family, family.together.as_ref()?)))
}

fn row(study: &Study, family: &Family, all: &Together) -> Vec<Cell> {
    let language = study.language;
    let mean = match family.slopes {
        Some(slopes) => say::signed(slopes.mean),
        None => say!(language, "network-years-few-sites"),
    };
    vec![
        Cell::Text(short_name(study, &family.id)),
        Cell::Text(say::source(language, family.source)),
        Cell::Number(all.sites.to_string()),
        Cell::Text(together(language, all)),
        Cell::Text(called(language, family)),
        Cell::Text(mean),
    ]
}

fn together(language: Language, all: &Together) -> String {
    let sites = all.sites;
    match way(all) {
        Some(Way::Rising) => say!(language, "network-years-rising", some = all.up, sites = sites),
        Some(Way::Falling) => {
            say!(language, "network-years-falling", some = all.down, sites = sites)
        }
        None => say!(language, "network-years-unclear"),
    }
}

/// Which way all sites together go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    Rising,
    Falling,
}

/// By the usual 5 in 100, for one line alone; none where it is not clear.
pub(super) fn way(all: &Together) -> Option<Way> {
    let way = if all.z < 0.0 { Way::Falling } else { Way::Rising };
    (all.p < 0.05).then_some(way)
}

fn called(language: Language, family: &Family) -> String {
    match (family.improving, family.declining) {
        (0, 0) => say!(language, "network-years-none"),
        (up, 0) => say!(language, "network-years-improving", n = up),
        (0, down) => say!(language, "network-years-declining", n = down),
        (up, down) => say!(language, "network-years-both", up = up, down = down),
    }
}

//! Which way all sites go over the years, standard by standard.

use super::{Block, Cell, Table, number, say, short_name};
use crate::{
    analysis::{Family, Together},
    diagnostic::count,
    pipeline::Study,
};

/// A row for each standard and source with sites that have three years or more. None without any.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let mut rows: Vec<(u32, &Family, &Together)> = study
        .analysis
        .families
        .iter()
        .filter(|family| &*family.level == "standard")
        .filter_map(|family| Some((number(study, &family.id), family, family.together.as_ref()?)))
        .collect();
    rows.sort_by_key(|(number, family, _)| (*number, family.source, family.instrument.clone()));
    if rows.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Heading { level: 1, text: "Over the years".to_owned() },
        Block::Table(Table {
            caption: "Which way all sites go, for sites rated in every year".to_owned(),
            head: [
                "Standard",
                "Source",
                "Sites",
                "All together",
                "Improving or declining",
                "Mean a year",
            ]
            .map(str::to_owned)
            .to_vec(),
            rows: rows.iter().map(|(_, family, all)| row(study, family, all)).collect(),
            widths: vec![22, 16, 8, 22, 18, 14],
        }),
        Block::Note(HOW_TO_READ.to_owned()),
    ]
}

const HOW_TO_READ: &str = "All together: Kendall\u{2019}s test within each site, added up over the sites that \
    were rated in every year, so that no site joins or leaves on the way. It takes sites as independent; \
    where they share observers it says too much. Improving or declining: sites with five years or more whose \
    own line is steeper than chance would make it, given how many sites were looked at. Mean a year: the \
    slope over ten sites or more.";

fn row(study: &Study, family: &Family, all: &Together) -> Vec<Cell> {
    let mean = family.slopes.map_or("too few sites".to_owned(), |slopes| say::signed(slopes.mean));
    vec![
        Cell::Text(short_name(study, &family.id)),
        Cell::Text(say::source(study.language, family.source)),
        Cell::Number(all.sites.to_string()),
        Cell::Text(together(all)),
        Cell::Text(called(family)),
        Cell::Text(mean),
    ]
}

fn together(all: &Together) -> String {
    match (is_clear(all), all.z < 0.0) {
        (true, false) => "rising, more than chance".to_owned(),
        (true, true) => "falling, more than chance".to_owned(),
        (false, _) => "no clear direction".to_owned(),
    }
}

/// Whether all sites together go one way, by the usual 5 in 100.
pub(super) fn is_clear(all: &Together) -> bool {
    all.p < 0.05
}

fn called(family: &Family) -> String {
    match (family.improving, family.declining) {
        (0, 0) => "no site clearly".to_owned(),
        (up, 0) => format!("{} improving", count(up, "site")),
        (0, down) => format!("{} declining", count(down, "site")),
        (up, down) => format!("{up} improving, {down} declining"),
    }
}

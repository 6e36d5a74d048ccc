//! Which way all sites go over the years, standard by standard.

use super::{Block, Cell, heading, number, say, short_name, table};
use crate::{
    analysis::{Family, Together},
    language::Language,
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
    let columns = [
        ("network-standard", 22),
        ("network-source", 16),
        ("network-sites", 8),
        ("network-years-together", 22),
        ("network-years-called", 18),
        ("network-years-slope", 14),
    ];
    let language = study.language;
    let rows = rows.iter().map(|(_, family, all)| row(study, family, all)).collect();
    vec![
        heading(1, say!(language, "network-years")),
        table(language, say!(language, "network-years-caption"), &columns, rows),
        Block::Note(say!(language, "network-years-note")),
    ]
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
    match (is_clear(all), all.z < 0.0) {
        (true, false) => say!(language, "network-years-rising"),
        (true, true) => say!(language, "network-years-falling"),
        (false, _) => say!(language, "network-years-unclear"),
    }
}

/// Whether all sites together go one way, by the usual 5 in 100.
pub(super) fn is_clear(all: &Together) -> bool {
    all.p < 0.05
}

fn called(language: Language, family: &Family) -> String {
    match (family.improving, family.declining) {
        (0, 0) => say!(language, "network-years-none"),
        (up, 0) => say!(language, "network-years-improving", n = up),
        (0, down) => say!(language, "network-years-declining", n = down),
        (up, down) => say!(language, "network-years-both", up = up, down = down),
    }
}

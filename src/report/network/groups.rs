//! Means over groups of sites, such as counties, where enough sites stand behind them.

use std::collections::BTreeSet;

use super::{Block, Cell, Study, Table, heading, number, say, short_name, source_rated};
use crate::{
    analysis::{GroupMean, GroupOfSites, GroupedTopic, Grouping, LeftOut},
    language::Language,
};

/// More groups than this are for the data files: a table of them would not fit a page.
const MOST_COLUMNS: usize = 5;

/// A table for each way to group sites, by standard, in the latest year. None where no two groups
/// have enough sites.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let shown = shown(study);
    let tables: Vec<Block> =
        Grouping::ALL.into_iter().filter_map(|grouping| table(study, &shown, grouping)).collect();
    let Some(year) = shown.first().map(|topic| topic.school_year) else { return Vec::new() };
    if tables.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        heading(1, say!(study.language, "network-groups")),
        Block::Paragraph(say!(study.language, "network-groups-about", year = year.to_string())),
    ];
    blocks.extend(tables);
    blocks.extend(left_out(study, &shown));
    blocks
}

/// The standards with groups in the latest year, in their order.
fn shown(study: &Study) -> Vec<&GroupedTopic> {
    let of_standards = || study.analysis.groups.iter().filter(|it| &*it.topic.level == "standard");
    let newest = of_standards().map(|it| it.school_year).max();
    let mut shown: Vec<&GroupedTopic> =
        of_standards().filter(|it| Some(it.school_year) == newest).collect();
    shown.sort_by_key(|it| (number(study, &it.topic.id), &it.topic));
    shown
}

fn of_kind(topic: &GroupedTopic, grouping: Grouping) -> impl Iterator<Item = &GroupOfSites> {
    topic.groups.iter().filter(move |group| group.grouping == grouping)
}

/// None where fewer than two groups of this kind have a mean: one alone compares nothing.
fn table(study: &Study, shown: &[&GroupedTopic], grouping: Grouping) -> Option<Block> {
    let told = shown.iter().flat_map(|topic| of_kind(topic, grouping)).filter(|it| it.mean.is_ok());
    let names: BTreeSet<Option<&str>> = told.map(|group| group.name.as_deref()).collect();
    let language = study.language;
    let kind = kind(language, grouping);
    match names.len() {
        0 | 1 => return None,
        many if MOST_COLUMNS < many => {
            let text = say!(language, "network-groups-many", kind = kind, n = many);
            return Some(Block::Paragraph(text));
        }
        _ => {}
    }
    let name = |name: Option<&str>| {
        name.map_or_else(|| say!(language, "network-groups-unlisted"), str::to_owned)
    };
    let mut head = vec![say!(language, "network-standard"), say!(language, "network-source")];
    head.extend(names.iter().copied().map(name));
    let row = |topic: &&GroupedTopic| row(study, topic, grouping, &names);
    Some(Block::Table(Table {
        caption: kind,
        widths: [18, 18].into_iter().chain(names.iter().map(|_| 18)).collect(),
        head,
        rows: shown.iter().map(row).collect(),
    }))
}

fn row(
    study: &Study,
    topic: &GroupedTopic,
    grouping: Grouping,
    names: &BTreeSet<Option<&str>>,
) -> Vec<Cell> {
    let language = study.language;
    let cell = |name: Option<&str>| {
        let group = of_kind(topic, grouping).find(|group| group.name.as_deref() == name);
        Cell::Text(match group.map(|group| &group.mean) {
            Some(Ok(mean)) => told(language, mean),
            Some(Err(_)) => say!(language, "network-groups-left-out"),
            None => say!(language, "network-groups-no-score"),
        })
    };
    let (source, basis) = (topic.topic.source, topic.topic.basis);
    let mut row = vec![
        Cell::Text(short_name(study, &topic.topic.id)),
        Cell::Text(source_rated(language, source, basis)),
    ];
    row.extend(names.iter().copied().map(cell));
    row
}

fn told(language: Language, mean: &GroupMean) -> String {
    let (score, sites) = (say::score(&mean.mean), mean.sites.to_string());
    match mean.interval {
        Some(range) => {
            let range = say::interval(language, &range, None);
            say!(language, "network-groups-mean-range", mean = score, range = range, sites = sites)
        }
        None => say!(language, "network-groups-mean", mean = score, sites = sites),
    }
}

/// How many means are left out, and why.
fn left_out(study: &Study, shown: &[&GroupedTopic]) -> Option<Block> {
    let left_out = |why| {
        let groups = shown.iter().flat_map(|topic| &topic.groups);
        groups.filter(|group| group.mean == Err(why)).count()
    };
    let (few, others) = (left_out(LeftOut::TooFewSites), left_out(LeftOut::WouldTellOthers));
    if few + others == 0 {
        return None;
    }
    let fewest = study.rulebook.care().fewest_sites_in_a_cell;
    let language = study.language;
    let mut told = vec![say!(language, "network-groups-few", means = few, sites = fewest)];
    if 0 < others {
        told.push(say!(language, "network-groups-others", means = others));
    }
    Some(Block::Note(told.join(" ")))
}

fn kind(language: Language, grouping: Grouping) -> String {
    match grouping {
        Grouping::Region => say!(language, "network-groups-region"),
        Grouping::Hub => say!(language, "network-groups-hub"),
        Grouping::County => say!(language, "network-groups-county"),
        Grouping::Program => say!(language, "network-groups-program"),
        Grouping::GradeSpan => say!(language, "network-groups-grades"),
    }
}

//! Means over groups of sites, such as counties, where enough sites stand behind them.

use std::collections::BTreeSet;

use super::{Block, Cell, Study, Table, number, rated, say, short_name};
use crate::{
    analysis::{GroupMean, GroupOfSites, GroupedTopic, Grouping, LeftOut},
    diagnostic::count,
};

/// More groups than this are for the data files: a table of them would not fit a page.
const MOST_COLUMNS: usize = 5;

/// A table for each way to group sites, by standard, in the latest year. None where no group has
/// enough sites.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let shown = shown(study);
    let tables: Vec<Block> =
        Grouping::ALL.into_iter().filter_map(|grouping| table(study, &shown, grouping)).collect();
    let Some(year) = shown.first().map(|topic| topic.school_year) else { return Vec::new() };
    if tables.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::Heading { level: 1, text: "Groups of sites".to_owned() },
        Block::Paragraph(format!(
            "Means in {year}, each site once, with the 95% range and the number of sites. Groups stand in the \
             order of their names."
        )),
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

/// None where no group of this kind has a mean.
fn table(study: &Study, shown: &[&GroupedTopic], grouping: Grouping) -> Option<Block> {
    let told = shown.iter().flat_map(|topic| of_kind(topic, grouping)).filter(|it| it.mean.is_ok());
    let names: BTreeSet<Option<&str>> = told.map(|group| group.name.as_deref()).collect();
    let kind = kind(grouping);
    match names.len() {
        0 => return None,
        many if MOST_COLUMNS < many => {
            let text = format!("{kind}: {many} groups have a mean; they stand in data/groups.csv.");
            return Some(Block::Paragraph(text));
        }
        _ => {}
    }
    let mut head = vec!["Standard".to_owned(), "Source".to_owned()];
    head.extend(names.iter().map(|name| name.unwrap_or("Not in the list").to_owned()));
    let row = |topic: &&GroupedTopic| row(study, topic, grouping, &names);
    Some(Block::Table(Table {
        caption: kind.to_owned(),
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
    let cell = |name: Option<&str>| {
        let group = of_kind(topic, grouping).find(|group| group.name.as_deref() == name);
        Cell::Text(group.map_or("no score".to_owned(), |group| match &group.mean {
            Ok(mean) => told(mean),
            Err(_) => "left out".to_owned(),
        }))
    };
    let (source, basis) = (topic.topic.source, topic.topic.basis);
    let mut row = vec![
        Cell::Text(short_name(study, &topic.topic.id)),
        Cell::Text(format!(
            "{}, {}",
            say::source(study.language, source),
            rated(crate::language::Language::English, source, basis)
        )),
    ];
    row.extend(names.iter().copied().map(cell));
    row
}

fn told(mean: &GroupMean) -> String {
    let range = mean.interval.map_or(String::new(), |range| {
        format!(" ({})", say::interval(crate::language::Language::English, &range, None))
    });
    format!("{}{range}, n\u{a0}=\u{a0}{}", say::score(&mean.mean), mean.sites)
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
    let because = if others == 0 {
        String::new()
    } else {
        let more = count(others, "mean");
        format!(
            " {more} more, because with them what is left out could be worked out by subtraction."
        )
    };
    let (few, fewest) = (count(few, "mean"), count(fewest, "site"));
    let text =
        format!("Left out here and in data/groups.csv: {few} over fewer than {fewest}.{because}");
    Some(Block::Note(text))
}

const fn kind(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Region => "By region",
        Grouping::Hub => "By hub",
        Grouping::County => "By county",
        Grouping::Program => "By program",
        Grouping::GradeSpan => "By grades",
    }
}

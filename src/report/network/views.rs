//! How sites see themselves beside how they are seen on visits, over all sites.

use super::{Block, Cell, Study, Table, number, rated, say, short_name};
use crate::{
    analysis::{NetworkGap, Views},
    diagnostic::count,
    model::EvidenceSource,
};

/// A row for each standard that both speak of in the latest year that there is one. None without.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let all = &study.analysis.gaps.over_sites;
    let newest = all.iter().map(|gap| gap.views.school_year).max();
    let mut shown: Vec<&NetworkGap> =
        all.iter().filter(|gap| Some(gap.views.school_year) == newest).collect();
    shown.sort_by_key(|gap| (number(study, &gap.views.standard), &gap.views));
    let Some(year) = newest else { return Vec::new() };
    vec![
        Block::Heading { level: 1, text: "Self-assessment beside observation".to_owned() },
        Block::Table(Table {
            caption: format!("Self-assessment less observation in {year}, each site once"),
            head: [
                "Standard",
                "Self rated",
                "Sites",
                "Mean difference",
                "Over all sites",
                "Single sites",
            ]
            .map(str::to_owned)
            .to_vec(),
            rows: shown.into_iter().map(|gap| row(study, gap)).collect(),
            widths: vec![22, 12, 8, 22, 18, 18],
        }),
        Block::Note(HOW_TO_READ.to_owned()),
    ]
}

const HOW_TO_READ: &str = "Only sites with both in the same year. The two are compared and never averaged: each \
    is right about what it sees, and people who rate themselves know what no visit shows. In brackets the 95% range \
    of the mean, by how sites differ, from three sites on. Single sites: clearly higher or lower, given how many sites were looked at; \
    where a group agreed on one rating, or few were rated more than once, it cannot be told. All differences: \
    data/gaps.csv.";

fn row(study: &Study, gap: &NetworkGap) -> Vec<Cell> {
    let Views { standard, own_basis, .. } = &gap.views;
    let mean = say::signed(gap.mean);
    let mean = gap.interval.map_or(mean.clone(), |range| {
        format!("{mean} ({} to {})", say::signed(range.low), say::signed(range.high))
    });
    vec![
        Cell::Text(short_name(study, standard)),
        Cell::Text(rated(
            crate::language::Language::English,
            EvidenceSource::SelfAssessment,
            Some(*own_basis),
        )),
        Cell::Number(gap.sites.to_string()),
        Cell::Text(mean),
        Cell::Text(over_all(gap).to_owned()),
        Cell::Text(single(gap)),
    ]
}

fn over_all(gap: &NetworkGap) -> &'static str {
    match gap.interval {
        None => "cannot be told",
        Some(range) if 0.0 < range.low => "self higher",
        Some(range) if range.high < 0.0 => "self lower",
        Some(_) => "no clear difference",
    }
}

fn single(gap: &NetworkGap) -> String {
    let told = gap.sites - gap.cannot_tell;
    if told == 0 {
        return "cannot be told".to_owned();
    }
    let of = if gap.cannot_tell == 0 { String::new() } else { format!(" of {told}") };
    match (gap.higher, gap.lower) {
        (0, 0) => format!("none clearly{of}"),
        (higher, 0) => format!("{} higher{of}", count(higher, "site")),
        (0, lower) => format!("{} lower{of}", count(lower, "site")),
        (higher, lower) => format!("{higher} higher, {lower} lower{of}"),
    }
}

//! Sites beside each other: which differ from the others by more than chance. Never in order of a
//! score.

use std::collections::BTreeMap;

use super::{Block, Cell, Study, Table, number, rated, say, short_name};
use crate::{
    analysis::{CannotCompare, Comparison, ENOUGH_SITES, SiteBeside, Standing},
    diagnostic::count,
    model::{EvidenceSource, SchoolYear},
};

/// The standards in which a site stands out, by the latest year of each source. None without any
/// standard.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let shown = shown(study);
    if shown.is_empty() {
        return Vec::new();
    }
    let rows: Vec<Vec<Cell>> = shown.iter().filter_map(|all| row(study, all)).collect();
    let compared = shown.iter().filter(|all| all.differences.is_ok()).count();
    let mut blocks = vec![Block::Heading {
        level: 1,
        text: "Sites that differ from the others by more than chance".to_owned(),
    }];
    blocks.extend(match (compared, rows.is_empty()) {
        (0, _) => None,
        (_, true) => Some(Block::Paragraph(NONE.to_owned())),
        (_, false) => Some(table(rows)),
    });
    blocks.extend(not_compared(&shown));
    if 0 < compared {
        blocks.push(Block::Note(HOW_TO_READ.to_owned()));
    }
    blocks
}

const NONE: &str = "No site lies further from the others than chance and the usual differences between \
    sites would take it.";

const HOW_TO_READ: &str = "Sites stand in the order of their names; higher and lower say on which side of all \
    sites they lie. The limits allow for how much ratings vary by chance, the more so the fewer there are, and \
    for the usual differences between sites; of a thousand sites like the others, two lie outside. To lie \
    outside is a reason to look, not a verdict. All sites and their limits: data/funnel.csv.";

/// The comparisons of standards in the latest year of each source, in the order of the standards.
fn shown(study: &Study) -> Vec<&Comparison> {
    let of_standards =
        || study.analysis.comparisons.iter().filter(|all| &*all.topic.level == "standard");
    let mut newest: BTreeMap<EvidenceSource, SchoolYear> = BTreeMap::new();
    for all in of_standards() {
        let year = newest.entry(all.topic.source).or_insert(all.school_year);
        *year = (*year).max(all.school_year);
    }
    let mut shown: Vec<&Comparison> =
        of_standards().filter(|all| newest[&all.topic.source] == all.school_year).collect();
    shown.sort_by_key(|all| (number(study, &all.topic.id), &all.topic));
    shown
}

fn table(rows: Vec<Vec<Cell>>) -> Block {
    Block::Table(Table {
        caption: "Sites outside the 99.8% limits, by name".to_owned(),
        head: ["Standard", "Source", "Rated", "Year", "Sites", "Sites that differ"]
            .map(str::to_owned)
            .to_vec(),
        rows,
        widths: vec![22, 16, 12, 10, 8, 32],
    })
}

/// None where no site stands out.
fn row(study: &Study, all: &Comparison) -> Option<Vec<Cell>> {
    let mut outside: Vec<String> =
        all.sites.iter().filter_map(|site| standing_out(study, site)).collect();
    outside.sort();
    if outside.is_empty() {
        return None;
    }
    Some(vec![
        Cell::Text(short_name(study, &all.topic.id)),
        Cell::Text(say::source(study.language, all.topic.source)),
        Cell::Text(rated(crate::language::Language::English, all.topic.source, all.topic.basis)),
        Cell::Text(all.school_year.to_string()),
        Cell::Number(all.sites.len().to_string()),
        Cell::Text(outside.join("; ")),
    ])
}

fn standing_out(study: &Study, beside: &SiteBeside) -> Option<String> {
    let word = match beside.funnel?.adjusted.at_998 {
        Standing::Within => return None,
        Standing::Below => "lower",
        Standing::Above => "higher",
    };
    let site = study.observations.sites.get(&beside.site)?;
    let is_shown = !study.held_back.contains_key(&beside.site);
    is_shown.then(|| format!("{} ({word})", site.name))
}

/// What cannot be told, and why.
fn not_compared(shown: &[&Comparison]) -> Vec<Block> {
    let mut kinds: BTreeMap<(EvidenceSource, String, String), usize> = BTreeMap::new();
    for all in shown {
        let Err(why) = all.differences else { continue };
        let kind = (
            all.topic.source,
            rated(crate::language::Language::English, all.topic.source, all.topic.basis),
            reason(why),
        );
        *kinds.entry(kind).or_default() += 1;
    }
    let lines = kinds.iter().map(|((source, rated, reason), standards)| {
        let (source, standards) = (
            say::source(crate::language::Language::English, *source),
            count(*standards, "standard"),
        );
        format!("{source}, rated {rated}, {standards}: {reason}.")
    });
    if kinds.is_empty() {
        return Vec::new();
    }
    let told = "Whether a site differs from the others cannot be told here:";
    vec![Block::Paragraph(told.to_owned()), Block::List(lines.collect())]
}

fn reason(why: CannotCompare) -> String {
    match why {
        CannotCompare::TooFewSites => format!("there are fewer than {ENOUGH_SITES} sites"),
        CannotCompare::NoSpread => {
            "too few were rated more than once to tell how much ratings vary by chance".to_owned()
        }
    }
}

//! How the numbers of a plan were made, and what to keep in mind.

use std::collections::BTreeSet;

use super::{Block, Subject};
use crate::rulebook::{
    Rulebook,
    kind::{Crosswalk, Instrument},
};

pub(super) fn blocks(subject: Subject<'_>) -> Vec<Block> {
    let rulebook = &subject.study.rulebook;
    let used: BTreeSet<&str> = subject.plan.tools.iter().map(|tool| &*tool.instrument).collect();
    let tools: Vec<&Instrument> =
        used.iter().filter_map(|id| rulebook.instruments.get(*id)).collect();
    let mut blocks = vec![
        Block::PageBreak,
        Block::Heading { level: 1, text: "How these numbers were made".to_owned() },
        Block::Paragraph(subject.framework.derived_note.clone()),
        Block::List(tools.iter().flat_map(|tool| lines(tool, rulebook)).collect()),
        Block::Paragraph(SURE.to_owned()),
        Block::Paragraph(PRIORITY.to_owned()),
    ];
    let cautions: Vec<String> = tools
        .iter()
        .flat_map(|tool| {
            tool.cautions.iter().chain(walks(tool, rulebook).flat_map(|walk| &walk.cautions))
        })
        .cloned()
        .collect();
    if !cautions.is_empty() {
        blocks.push(Block::Heading { level: 2, text: "Keep in mind".to_owned() });
        blocks.push(Block::List(cautions));
    }
    let packs = rulebook.packs.iter().map(|pack| {
        format!(
            "{} ({}), version {}, sha256 {}",
            pack.title,
            pack.id,
            pack.version,
            &pack.sha256[..12]
        )
    });
    blocks.push(Block::Note(format!(
        "Made by cqi {} with the rules: {}. Planned as of {}. From any score, `cqi explain` leads to \
         the rule and the cells.",
        env!("CARGO_PKG_VERSION"),
        packs.collect::<Vec<_>>().join("; "),
        subject.study.as_of
    )));
    blocks
}

const SURE: &str = "How sure: people or visits of the same site and year differ. How much they \
    differ is estimated over all sites together, and gives each score a range that holds the true \
    value with 95% confidence (t distribution, pooled standard deviation, cut at the ends of the \
    scale). A rating that a group agreed on stands alone, so its range cannot be told. A change is \
    called clear only when its range leaves out zero.";

const PRIORITY: &str = "What comes first: importance times the expected shortfall below target. A \
    shaky score just below target counts for more than a sure one just below target. The source \
    with the larger shortfall decides; the other is shown beside it.";

/// What one tool is, and how its ratings become scores.
fn lines(tool: &Instrument, rulebook: &Rulebook) -> Vec<String> {
    let scoring = rulebook.scoring.values().find(|scoring| scoring.instrument == tool.about.id);
    let note = scoring.map_or("", |scoring| scoring.about.status_note.as_str());
    let mut lines = vec![format!(
        "{} ({}), version {}. {} {note}",
        tool.about.title, tool.short_name, tool.about.version, tool.about.status_note
    )];
    lines.extend(walks(tool, rulebook).map(|walk| walk.label_on_reports.clone()));
    lines
}

fn walks<'a>(tool: &Instrument, rulebook: &'a Rulebook) -> impl Iterator<Item = &'a Crosswalk> {
    let id = tool.about.id.clone();
    rulebook.crosswalks.values().filter(move |walk| walk.instrument == id)
}

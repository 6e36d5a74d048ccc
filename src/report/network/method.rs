//! How the numbers of the network were made, and what to keep in mind.

use std::collections::BTreeSet;

use super::{Block, Study, heading, say};
use crate::report::method::{self, Scope};

pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let rulebook = &study.rulebook;
    let used: BTreeSet<&str> =
        study.observations.rows.iter().map(|row| &*row.form.instrument).collect();
    let tools = method::tools(rulebook, used);
    let mut blocks = vec![
        heading(1, say!(study.language, "network-method")),
        method::of_tools(study.language, &tools, rulebook),
        method::how_sure(study),
        Block::Paragraph(say!(study.language, "network-method-over-sites")),
    ];
    blocks.extend(method::cautions(study.language, &tools, rulebook));
    blocks.extend(method::left_out(study, Scope::Network));
    blocks.extend(method::rules_and_settings(study));
    blocks.extend(method::inputs(study, Scope::Network));
    blocks
}

//! How the numbers of the network were made, and what to keep in mind.

use std::collections::BTreeSet;

use super::{Block, Study, heading};
use crate::{
    language::say,
    report::method::{self, Scope},
};

pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let rulebook = &study.rulebook;
    let used: BTreeSet<&str> =
        study.observations.rows.iter().map(|row| &*row.form.instrument).collect();
    let tools = method::tools(rulebook, used);
    let mut blocks = vec![
        heading(1, "How these numbers were made"),
        method::of_tools(study.language, &tools, rulebook),
        Block::Paragraph(say!(study.language, "method-sure")),
        Block::Paragraph(OVER_SITES.to_owned()),
    ];
    blocks.extend(method::cautions(study.language, &tools, rulebook));
    blocks.extend(method::left_out(study, Scope::Network));
    blocks.extend(method::rules_and_settings(study));
    blocks.extend(method::inputs(study, Scope::Network));
    blocks
}

const OVER_SITES: &str = "Over sites: every site counts once, whatever its number of visits. Self-assessment and \
    observation are never averaged together, nor are years rated with different versions of a tool. What comes \
    first in a plan is importance times the expected shortfall below target; the site\u{2019}s own plan shows the \
    arithmetic.";

//! What is behind the assessment, in charts: for those who want to look closer.

use super::{Block, Subject};
use crate::{language::say, report::figure};

pub(super) fn blocks(subject: Subject<'_>) -> Vec<Block> {
    let Subject { study, plan, .. } = subject;
    let figures = figure::views(study, plan)
        .into_iter()
        .chain(figure::change(study, plan))
        .chain(figure::profiles(study, plan))
        .chain(figure::shares(study, plan));
    let figures: Vec<Block> = figures.map(Block::figure).collect();
    if figures.is_empty() {
        return Vec::new();
    }
    let text = say!(subject.language(), "plan-closer-look");
    let heading = Block::Heading { level: 1, text };
    let note = Block::Note(say!(subject.language(), "plan-not-needed"));
    [Block::PageBreak, heading, note].into_iter().chain(figures).collect()
}

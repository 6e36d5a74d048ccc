//! Sites and standards: every site by every standard, by name.

use super::{Block, MOST_ROWS, Study, heading};
use crate::report::figure;

/// On the first page, where the sites have room there.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    if MOST_ROWS < study.plans.len() { Vec::new() } else { all(study) }
}

/// In the appendix, where they do not.
pub(super) fn of_many(study: &Study) -> Vec<Block> {
    if MOST_ROWS < study.plans.len() { all(study) } else { Vec::new() }
}

/// A figure for each source. One site is no map.
fn all(study: &Study) -> Vec<Block> {
    let figures = figure::heat_map(study, None);
    if study.plans.len() < 2 || figures.is_empty() {
        return Vec::new();
    }
    let figures = figures.into_iter().map(Block::figure);
    std::iter::once(heading(1, "Sites and standards")).chain(figures).collect()
}

//! The levels of headings, so that none is skipped.

use crate::report::Block;

/// A report with fewer parts is found without a list of them.
const PARTS_FOR_CONTENTS: usize = 2;

/// The parts of a report for a list of contents: the place of each among the blocks, and its name.
/// Empty for a report of one part.
pub(super) fn contents(blocks: &[Block]) -> Vec<(usize, &str)> {
    let mut outline = Outline::default();
    let mut parts = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        if let Block::Heading { level, text } = block
            && outline.next(*level) == 1
        {
            parts.push((place, text.as_str()));
        }
    }
    if parts.len() < PARTS_FOR_CONTENTS { Vec::new() } else { parts }
}

/// Goes through the headings of a report.
#[derive(Default)]
pub(super) struct Outline {
    level: u8,
}

impl Outline {
    /// The level at which the next heading stands, from 1 to 3. A heading is at most one level
    /// below the one before it: people who listen to a page find their way by levels.
    pub(super) fn next(&mut self, wanted: u8) -> u8 {
        self.level = wanted.clamp(1, 3).min(self.level + 1);
        self.level
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_level_is_skipped() {
        let mut outline = Outline::default();
        let levels = [2, 3, 3, 1, 3, 9, 0].map(|wanted| outline.next(wanted));
        assert_eq!(levels, [1, 2, 3, 1, 2, 3, 1]);
    }
}

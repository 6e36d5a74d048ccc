//! The levels of headings, so that none is skipped.

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

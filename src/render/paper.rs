//! The paper that documents are made for.

/// A size of paper.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Paper {
    /// 8.5 by 11 inches.
    #[default]
    Letter,
    /// 210 by 297 millimeters (ISO 216).
    A4,
}

impl Paper {
    /// Width and height in twentieths of a point.
    pub(super) const fn size(self) -> (u64, u64) {
        match self {
            Paper::Letter => (12_240, 15_840),
            Paper::A4 => (11_906, 16_838),
        }
    }

    /// The width of the text, less three quarters of an inch on either side.
    pub(super) const fn text_width(self) -> u64 {
        self.size().0 - 2 * 1_080
    }
}

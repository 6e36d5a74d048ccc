//! The words of a chart, for who sets words by other means than SVG.

use serde::Serialize;

use super::{
    element::{Ink, Text, Turn},
    text::Weight,
};

/// A line of text on a chart, set without kerning, as it was measured.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub struct Label {
    pub words: String,
    /// Where its baseline starts, in pixels.
    pub start: (f64, f64),
    /// By how many degrees it is turned there, clockwise.
    pub turn: u16,
    /// Of an em, in pixels.
    pub size: f64,
    pub bold: bool,
    /// Red, green and blue.
    pub ink: Ink,
}

impl Label {
    pub(super) fn of(text: &Text) -> Label {
        let (x, y) = text.at;
        let before = text.before();
        let start = match text.turn {
            Turn::None => (x - before, y),
            Turn::Quarter => (x, y - before),
            Turn::Half => (x + before, y),
            Turn::ThreeQuarters => (x, y + before),
        };
        Label {
            words: text.words.clone(),
            start,
            turn: text.turn.degrees(),
            size: text.face.size,
            bold: text.face.weight == Weight::Bold,
            ink: text.ink,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::chart::{element::Side, text::Face};

    #[test]
    fn words_start_by_their_width_before_their_place_the_way_they_are_turned() {
        let face = Face { size: 10.0, weight: Weight::Bold };
        let width = face.width("2024-25");
        let start = |side, turn| {
            let words = "2024-25".to_owned();
            Label::of(&Text { words, at: (100.0, 50.0), side, turn, face, ink: (0, 0, 0) }).start
        };
        assert_eq!(start(Side::Start, Turn::None), (100.0, 50.0));
        assert_eq!(start(Side::Middle, Turn::None), (100.0 - width / 2.0, 50.0));
        assert_eq!(start(Side::End, Turn::ThreeQuarters), (100.0, 50.0 + width));
    }
}

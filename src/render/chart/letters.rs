//! Letters as dots: how much of each dot a letter covers, worked out once for each place and size.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a picture is far smaller than what a whole number can count"
)]

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use ab_glyph::{Font, Glyph, PxScale, point};

use super::{
    element::Turn,
    mask::Mask,
    text::{Face, Weight},
};

/// Places between two dots where a letter can start: finer ones are not seen.
pub(super) const PLACES: i32 = 4;

/// What a mask is known by.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Known {
    letter: char,
    weight: Weight,
    /// Of an em in dots, as bits.
    size: u32,
    /// Of [`PLACES`], beyond a whole dot.
    place: u8,
    turn: Turn,
}

thread_local! {
    /// Charts have few sizes and few letters. Each thread keeps its own, so that none waits.
    static MASKS: RefCell<HashMap<Known, Rc<Mask>>> = RefCell::default();
}

/// Whether each letter of `words` is one shape of the font itself, set from left to right: no other
/// font, no joining, no marks on letters.
pub(super) fn are_simple(words: &str, weight: Weight) -> bool {
    let font = weight.font();
    words.chars().all(|letter| stands_alone(letter) && font.glyph_id(letter).0 != 0)
}

/// Latin, Greek and Cyrillic letters and signs (The Unicode Standard, code charts), but for those that
/// change the letters beside them.
fn stands_alone(letter: char) -> bool {
    matches!(
        letter,
        ' '..='~'
            | '\u{a0}'..='\u{2af}'
            | '\u{370}'..='\u{482}'
            | '\u{1e00}'..='\u{1fff}'
            | '\u{2010}'..='\u{2027}'
            | '\u{202f}'..='\u{205f}'
            | '\u{20a0}'..='\u{20cf}'
            | '\u{2100}'..='\u{2bff}'
    )
}

/// A letter of a picture.
pub(super) struct Letter {
    pub(super) char: char,
    pub(super) face: Face,
    pub(super) turn: Turn,
    /// How many [`PLACES`] it starts beyond a whole dot.
    pub(super) place: u8,
}

impl Letter {
    /// What it covers, with `scale` dots to the pixel, counted from the whole dot before its start on
    /// the baseline.
    pub(super) fn mask(&self, scale: f32) -> Rc<Mask> {
        let size = self.face.size as f32 * scale;
        let known = Known {
            letter: self.char,
            weight: self.face.weight,
            size: size.to_bits(),
            place: self.place,
            turn: self.turn,
        };
        MASKS.with_borrow_mut(|masks| {
            let mask = masks.entry(known).or_insert_with(|| Rc::new(self.drawn(size)));
            Rc::clone(mask)
        })
    }

    fn drawn(&self, size: f32) -> Mask {
        let font = self.face.weight.font();
        let em = font.units_per_em().expect("the font of the charts has an em");
        let scale = PxScale::from(size * font.height_unscaled() / em);
        let position = point(f32::from(self.place) / PLACES as f32, 0.0);
        let glyph = Glyph { id: font.glyph_id(self.char), scale, position };
        let Some(outline) = font.outline_glyph(glyph) else { return Mask::empty() };
        let bounds = outline.px_bounds();
        let (width, height) = (bounds.width() as usize, bounds.height() as usize);
        let mut shares = vec![0.0; width * height];
        outline.draw(|column, row, share| {
            shares[row as usize * width + column as usize] = share.clamp(0.0, 1.0);
        });
        Mask::of(bounds.min.x as i32, bounds.min.y as i32, width, &shares).turned(self.turn)
    }
}

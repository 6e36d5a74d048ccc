//! Letters as dots: how much of each dot a letter covers, worked out once for each place and size.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a picture is far smaller than what a whole number can count"
)]

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use ab_glyph::{Font, FontRef, Glyph, PxScale, point};

use super::text::{Face, Weight};

/// Places between two dots where a letter can start: finer ones are not seen.
pub(super) const PLACES: i32 = 4;

/// Steps from no dot to a whole one: few, so that a chart needs few colors.
pub(super) const STEPS: u8 = 15;

/// A letter as dots.
pub(super) struct Mask {
    /// From where the letter starts to the first column, and from its baseline to the first row.
    pub(super) left: i32,
    pub(super) top: i32,
    /// Of a row, in dots.
    pub(super) width: usize,
    /// Row by row, how much each dot is covered: nothing to [`STEPS`].
    pub(super) covered: Vec<u8>,
}

/// What a mask is known by.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Known {
    letter: char,
    is_bold: bool,
    /// Of an em in dots, as bits.
    size: u32,
    /// Of [`PLACES`], to the right of a whole dot.
    place: u8,
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

/// `letter` in `face` with `scale` dots to the pixel, so many [`PLACES`] to the right of a whole dot.
pub(super) fn mask(letter: char, face: Face, scale: f32, place: u8) -> Rc<Mask> {
    let size = face.size as f32 * scale;
    let is_bold = face.weight == Weight::Bold;
    let known = Known { letter, is_bold, size: size.to_bits(), place };
    MASKS.with_borrow_mut(|masks| {
        let mask = masks.entry(known).or_insert_with(|| {
            Rc::new(drawn(face.weight.font(), letter, size, f32::from(place) / PLACES as f32))
        });
        Rc::clone(mask)
    })
}

fn drawn(font: &FontRef, letter: char, size: f32, right: f32) -> Mask {
    let em = font.units_per_em().expect("the font of the charts has an em");
    let scale = PxScale::from(size * font.height_unscaled() / em);
    let glyph = Glyph { id: font.glyph_id(letter), scale, position: point(right, 0.0) };
    let Some(outline) = font.outline_glyph(glyph) else {
        return Mask { left: 0, top: 0, width: 0, covered: Vec::new() };
    };
    let bounds = outline.px_bounds();
    let (width, height) = (bounds.width() as usize, bounds.height() as usize);
    let mut covered = vec![0; width * height];
    outline.draw(|column, row, share| {
        let at = row as usize * width + column as usize;
        covered[at] = (share.clamp(0.0, 1.0) * f32::from(STEPS)).round() as u8;
    });
    Mask { left: bounds.min.x as i32, top: bounds.min.y as i32, width, covered }
}

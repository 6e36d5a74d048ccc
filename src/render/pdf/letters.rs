//! Which letters can be printed, and how wide they are.

use std::sync::LazyLock;

use typst::{
    foundations::Bytes,
    layout::Abs,
    text::{Font, FontInstance, FontVariant, FontVariations},
};

use crate::render::font;

/// Stands for a letter that no font of ours has.
pub(super) const UNKNOWN: char = '□';

/// Every font, in the order of [`font::ALL`].
pub(super) static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let font = |bytes: &&'static [u8]| Font::new(Bytes::new(*bytes), 0);
    font::ALL.iter().map(|bytes| font(bytes).expect("a font that ships can be read")).collect()
});

static FACES: LazyLock<Vec<FontInstance>> = LazyLock::new(|| {
    let face = |font: &Font| {
        let plain = FontVariations::default();
        font.clone().instantiate(FontVariant::default(), Abs::pt(10.0), &plain)
    };
    FONTS.iter().map(face).collect()
});

/// Whether some font has the letter.
pub(super) fn is_known(letter: char) -> bool {
    letter.is_ascii() || FONTS.iter().any(|font| font.info().coverage.contains(letter.into()))
}

/// How wide a letter is, in ems: in the wider weight, where there are two.
pub(super) fn width(letter: char) -> f64 {
    let advance = |face: &FontInstance| {
        let glyph = face.ttf().glyph_index(letter)?;
        Some(face.x_advance(glyph.0)?.get())
    };
    let (own, lent) = FACES.split_at(font::WEIGHTS);
    let own = own.iter().filter_map(advance).reduce(f64::max);
    own.or_else(|| lent.iter().find_map(advance)).unwrap_or(1.0)
}

//! The fonts that ship, so that every machine draws and prints the same.
//!
//! Noto Sans 2.015 is the face of everything. The others lend the letters that it does not have.

pub(super) const FAMILY: &str = "Noto Sans";
pub(super) const REGULAR: &[u8] = include_bytes!("../../reports/style/fonts/NotoSans-Regular.ttf");
pub(super) const BOLD: &[u8] = include_bytes!("../../reports/style/fonts/NotoSans-Bold.ttf");

/// For lines as a terminal shows them, and for signs: arrows, boxes, `≥`.
pub(super) const MONO_FAMILY: &str = "Noto Sans Mono";
pub(super) const MONO: &[u8] = include_bytes!("../../reports/style/fonts/NotoSansMono-Regular.ttf");

const HEBREW: &[u8] = include_bytes!("../../reports/style/fonts/NotoSansHebrew-Regular.ttf");
const ARABIC: &[u8] = include_bytes!("../../reports/style/fonts/NotoSansArabic-Regular.ttf");
const EMOJI: &[u8] = include_bytes!("../../reports/style/fonts/NotoEmoji-Regular.ttf");

/// All of them, in the order in which they are asked for a letter.
pub(super) const ALL: [&[u8]; 6] = [REGULAR, BOLD, HEBREW, ARABIC, EMOJI, MONO];
/// Their names, in the same order.
pub(super) const FAMILIES: [&str; 5] =
    [FAMILY, "Noto Sans Hebrew", "Noto Sans Arabic", "Noto Emoji", MONO_FAMILY];

/// The first so many are one face in its weights.
pub(super) const WEIGHTS: usize = 2;

//! What all charts share: sizes, colors, and how each source is marked.
//!
//! One accent and greys. A source has a shape as well as a color, so a chart
//! says the same in grey print and to eyes that do not tell colors apart.

use plotters::style::RGBColor;

use super::text::{Face, Weight};

/// 6.5 inches at 96 to the inch: the text width of a letter page. So 12 is 9 points in print.
pub(super) const WIDTH: f64 = 624.0;
/// Left free on every side.
pub(super) const MARGIN: f64 = 6.0;

pub(super) const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);
pub(super) const INK: RGBColor = RGBColor(0x1f, 0x29, 0x33);
pub(super) const QUIET: RGBColor = RGBColor(0x57, 0x62, 0x6d);
pub(super) const GRID: RGBColor = RGBColor(0xe1, 0xe5, 0xea);
pub(super) const GOAL: RGBColor = RGBColor(0x6b, 0x76, 0x82);
pub(super) const REFERENCE: RGBColor = RGBColor(0x8a, 0x94, 0x9f);
pub(super) const ACCENT: RGBColor = RGBColor(0x0b, 0x62, 0xa4);

/// Behind all that reaches the target.
pub(super) const REACHED: RGBColor = RGBColor(0xf1, 0xf6, 0xfa);

pub(super) const ACCENT_PALE: RGBColor = RGBColor(0x9f, 0xc6, 0xe3);
pub(super) const SLATE: RGBColor = RGBColor(0x5b, 0x66, 0x71);
const ACCENT_FAINT: RGBColor = RGBColor(0x6b, 0xa5, 0xd0);
pub(super) const GREY_FAINT: RGBColor = RGBColor(0x97, 0xa1, 0xab);
pub(super) const GREY_PALE: RGBColor = RGBColor(0xbd, 0xc4, 0xcb);

/// From a little to a lot: what lies below a target, the further the darker.
pub(super) const SHADES: [RGBColor; 4] =
    [RGBColor(0xd9, 0xe8, 0xf3), ACCENT_PALE, RGBColor(0x5a, 0x9b, 0xcb), ACCENT];

pub(super) const TITLE: Face = Face { size: 17.0, weight: Weight::Bold };
pub(super) const SUBTITLE: Face = Face { size: 13.0, weight: Weight::Regular };
pub(super) const HEADING: Face = Face { size: 13.0, weight: Weight::Bold };
pub(super) const NAME: Face = Face { size: 13.0, weight: Weight::Regular };
/// No text is smaller than this.
pub(super) const LABEL: Face = Face { size: 12.0, weight: Weight::Regular };
pub(super) const LABEL_BOLD: Face = Face { size: 12.0, weight: Weight::Bold };

/// How to read what all charts have, as messages.
pub(super) const NUMBERS: &str = "chart-note-n";
pub(super) const INTERVALS: &str = "chart-note-interval";
pub(super) const HOLLOW: &str = "chart-note-hollow";

/// How the values of one source are marked.
#[derive(Clone, Copy)]
pub(super) struct Marking {
    pub(super) shape: Shape,
    pub(super) ink: RGBColor,
    /// For intervals.
    pub(super) pale: RGBColor,
    /// For what was before.
    pub(super) faint: RGBColor,
    /// How thick its line is.
    pub(super) line: f64,
}

#[derive(Clone, Copy)]
pub(super) enum Shape {
    Disc,
    Diamond,
    Square,
}

/// Self-assessment comes first, observation second.
const MARKINGS: [Marking; 3] = [
    Marking { shape: Shape::Disc, ink: ACCENT, pale: ACCENT_PALE, faint: ACCENT_FAINT, line: 2.4 },
    Marking { shape: Shape::Diamond, ink: INK, pale: GREY_PALE, faint: GREY_FAINT, line: 1.2 },
    Marking { shape: Shape::Square, ink: SLATE, pale: GREY_PALE, faint: GREY_FAINT, line: 1.2 },
];

/// The marking of a source, by its place among the sources of a chart.
pub(super) fn marking(source: usize) -> Marking {
    MARKINGS[source % MARKINGS.len()]
}

//! What stands on a chart, before it is written as lines or as dots.
//!
//! Places and lengths are whole units, [`UNITS`] to the pixel.

use std::iter;

use plotters_backend::BackendCoord;

use super::{look::PAPER, text::Face};

/// Units to the pixel. plotters counts in whole units, which would show as steps.
pub(super) const UNITS: i32 = 10;

/// Red, green and blue.
pub(super) type Ink = (u8, u8, u8);

/// A chart, drawn: its elements from the lowest to the one on top.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    /// Width and height in pixels.
    pub(in crate::render) size: (f64, f64),
    pub(super) title: String,
    pub(super) description: String,
    pub(super) elements: Vec<Element>,
}

/// One thing on a chart.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Element {
    /// A line through all points, and back to the first where it closes.
    Line {
        points: Vec<BackendCoord>,
        closes: bool,
        width: u32,
        ink: Ink,
    },
    Rectangle {
        corners: [BackendCoord; 2],
        ink: Ink,
    },
    Area {
        corners: Vec<BackendCoord>,
        ink: Ink,
    },
    Disc {
        center: BackendCoord,
        radius: u32,
        ink: Ink,
    },
    Text(Text),
    /// From here to [`Element::End`] is a part that says `told` where someone points into a
    /// rectangle, given by its upper left and lower right corner.
    Part {
        told: String,
        corners: [BackendCoord; 2],
    },
    End,
}

/// A line of text.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Text {
    pub(super) words: String,
    /// Where its baseline starts, has its middle or ends, in pixels, before it is turned there.
    pub(super) at: (f64, f64),
    pub(super) side: Side,
    pub(super) turn: Turn,
    pub(super) face: Face,
    pub(super) ink: Ink,
}

/// What of a text is at its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Start,
    Middle,
    End,
}

/// How a text is turned about its place, clockwise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Turn {
    None,
    Quarter,
    Half,
    ThreeQuarters,
}

impl Turn {
    pub(super) fn degrees(self) -> u16 {
        match self {
            Turn::None => 0,
            Turn::Quarter => 90,
            Turn::Half => 180,
            Turn::ThreeQuarters => 270,
        }
    }
}

impl Text {
    /// How much of its width lies before the place that it is given by.
    pub(super) fn before(&self) -> f64 {
        let share = match self.side {
            Side::Start => 0.0,
            Side::Middle => 0.5,
            Side::End => 1.0,
        };
        self.face.width(&self.words) * share
    }
}

impl Sheet {
    /// Every color that it is drawn in, some more than once.
    pub(super) fn inks(&self) -> impl Iterator<Item = Ink> {
        let inks = self.elements.iter().filter_map(|element| match element {
            Element::Line { ink, .. }
            | Element::Rectangle { ink, .. }
            | Element::Area { ink, .. }
            | Element::Disc { ink, .. }
            | Element::Text(Text { ink, .. }) => Some(*ink),
            Element::Part { .. } | Element::End => None,
        });
        iter::once((PAPER.0, PAPER.1, PAPER.2)).chain(inks)
    }
}

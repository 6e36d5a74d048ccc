//! The page of a chart: filled from the top down, as tall as what is on it.
//!
//! Everything is in pixels here; plotters' whole units stay in this file.

use std::{cell::Cell, convert::Infallible, mem, rc::Rc};

use plotters::{
    coord::Shift,
    drawing::{DrawingArea, IntoDrawingArea},
    element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text},
    style::{Color, FontTransform, RGBColor, ShapeStyle, TextStyle, text_anchor::Pos},
};

use super::{
    backend::{Collector, Elements},
    element::{Element, Sheet, UNITS},
    look::{GREY_PALE, INK, LABEL, MARGIN, QUIET, SUBTITLE, TITLE, WIDTH},
    text::Face,
};
use crate::{
    language::{Language, facts},
    report::Figure,
};

pub(super) use plotters::style::text_anchor::{HPos, VPos};

/// Taller than any chart: plotters asks for a size before the height is known.
const TALLEST: f64 = 100_000.0;

/// The most lines of a title, and of a subtitle.
const HEAD_LINES: usize = 3;

/// A place on the page, from its upper left corner.
pub(super) type Point = (f64, f64);

/// Between two places along one axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Span {
    pub(super) fn length(self) -> f64 {
        self.to - self.from
    }

    /// So far to either side of a place.
    pub(super) fn around(place: f64, half: f64) -> Span {
        Span { from: place - half, to: place + half }
    }

    pub(super) fn middle(self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    /// The place nearest to `place` where something `length` long, centered there, stays inside.
    pub(super) fn keep(self, place: f64, length: f64) -> f64 {
        let half = length / 2.0;
        if self.length() < length {
            self.middle()
        } else {
            place.clamp(self.from + half, self.to - half)
        }
    }
}

/// A rectangle on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub(super) across: Span,
    pub(super) down: Span,
}

impl Reach {
    pub(super) fn overlaps(self, other: Reach) -> bool {
        self.across.from < other.across.to
            && other.across.from < self.across.to
            && self.down.from < other.down.to
            && other.down.from < self.down.to
    }
}

/// A chart while it is drawn.
pub(super) struct Page {
    pub(super) language: Language,
    area: DrawingArea<Collector, Shift>,
    elements: Elements,
    /// The most looks behind any hollow mark.
    hollow: Cell<usize>,
    /// Where the next part starts.
    pub(super) top: f64,
}

impl Page {
    /// Starts with the finding in bold and what is drawn in grey.
    pub(super) fn titled(figure: &Figure) -> Page {
        let elements = Elements::default();
        let size = (units(WIDTH).unsigned_abs(), units(TALLEST).unsigned_abs());
        let area = Collector::new(size, Rc::clone(&elements)).into_drawing_area();
        let mut page = Page {
            language: figure.language,
            area,
            elements,
            hollow: Cell::default(),
            top: MARGIN,
        };
        page.write(&TITLE.balance(&figure.finding, WIDTH - 2.0 * MARGIN, HEAD_LINES), TITLE, INK);
        page.top += 2.0;
        page.paragraph(&figure.subtitle, SUBTITLE, QUIET, HEAD_LINES);
        page.top += 12.0;
        page
    }

    /// Ends with notes on how to read the chart, given as messages, and gives the whole.
    pub(super) fn finish(mut self, notes: &[&str], figure: &Figure) -> Sheet {
        self.top += 10.0;
        let facts = facts!(hollow = self.hollow.get());
        let notes: Vec<String> = notes.iter().map(|note| self.language.say(note, &facts)).collect();
        self.paragraph(&notes.join(" "), LABEL, QUIET, 4);
        let height = (self.top + MARGIN).ceil();
        Sheet {
            size: (WIDTH, height),
            title: figure.finding.clone(),
            description: figure.description.clone(),
            elements: mem::take(&mut self.elements.borrow_mut()),
        }
    }

    /// Takes note that a mark with `n` looks behind it is drawn hollow.
    pub(super) fn drew_hollow(&self, n: usize) {
        self.hollow.set(self.hollow.get().max(n));
    }

    /// A message that needs no facts.
    pub(super) fn say(&self, message: &str) -> String {
        self.language.say(message, &[])
    }

    /// Says a message in the place of a chart that has nothing to draw.
    pub(super) fn instead(&mut self, message: &str) {
        self.paragraph(&self.say(message), LABEL, QUIET, 1);
    }

    /// Writes `text` on the lines that come next, at most so many.
    pub(super) fn paragraph(&mut self, text: &str, face: Face, color: RGBColor, lines: usize) {
        self.write(&face.wrap(text, WIDTH - 2.0 * MARGIN, lines), face, color);
    }

    fn write(&mut self, lines: &[String], face: Face, color: RGBColor) {
        for line in lines {
            let middle = self.top + face.leading() / 2.0;
            self.text(line, (MARGIN, middle), HPos::Left, (face, color));
            self.top += face.leading();
        }
    }

    /// Draws a part that says `told` where someone points at it: a page on a screen shows it, without
    /// any program in the page.
    pub(super) fn told(&self, told: &str, reach: Reach, draw: impl FnOnce(&Page)) {
        let corners =
            [place((reach.across.from, reach.down.from)), place((reach.across.to, reach.down.to))];
        self.elements.borrow_mut().push(Element::Part { told: told.to_owned(), corners });
        draw(self);
        self.elements.borrow_mut().push(Element::End);
    }

    /// One line of text, its capitals centered on `at`.
    pub(super) fn text(&self, text: &str, at: Point, side: HPos, (face, color): (Face, RGBColor)) {
        let font = face.font(f64::from(UNITS));
        let style = TextStyle::from(font).color(&color).pos(Pos::new(side, VPos::Center));
        self.put(&Text::new(in_font(text), place(at), style));
    }

    /// Lines of text that are read from below, beside each other, their ends on `at`.
    pub(super) fn upright(&self, lines: &[String], at: Point, (face, color): (Face, RGBColor)) {
        let leading = face.leading();
        let first = at.0 - leading * (lines.len() as f64 - 1.0) / 2.0;
        for (count, line) in lines.iter().enumerate() {
            let font = face.font(f64::from(UNITS)).transform(FontTransform::Rotate270);
            let pos = Pos::new(HPos::Left, VPos::Center);
            let style = TextStyle::from(font).color(&color).pos(pos);
            let at = place((first + leading * count as f64, at.1));
            self.put(&Text::new(in_font(line), at, style));
        }
    }

    /// Lines of text below each other, centered on `at`.
    pub(super) fn lines(&self, lines: &[String], at: Point, side: HPos, look: (Face, RGBColor)) {
        let leading = look.0.leading();
        let first = at.1 - leading * (lines.len() as f64 - 1.0) / 2.0;
        for (count, line) in lines.iter().enumerate() {
            self.text(line, (at.0, first + leading * count as f64), side, look);
        }
    }

    /// A line through all `points`; closed where it ends as it began.
    pub(super) fn line(&self, points: &[Point], width: f64, color: RGBColor) {
        let points: Vec<(i32, i32)> = points.iter().copied().map(place).collect();
        self.put(&PathElement::new(points, stroke(width, color)));
    }

    /// A line of dashes, `dash` long and as far apart as `gap`.
    pub(super) fn dashes(&self, ends: [Point; 2], (dash, gap): (f64, f64), color: RGBColor) {
        let [from, to] = ends;
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let along = |way: f64| {
            let share = (way / length).min(1.0);
            (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
        };
        let mut way = 0.0;
        while way < length {
            self.line(&[along(way), along(way + dash)], 1.3, color);
            way += dash + gap;
        }
    }

    pub(super) fn area(&self, corners: &[Point], color: RGBColor) {
        let corners: Vec<(i32, i32)> = corners.iter().copied().map(place).collect();
        self.put(&Polygon::new(corners, color.filled()));
    }

    pub(super) fn rectangle(&self, across: Span, down: Span, color: RGBColor) {
        let corners = [place((across.from, down.from)), place((across.to, down.to))];
        self.put(&Rectangle::new(corners, color.filled()));
    }

    /// The outline of a rectangle.
    pub(super) fn frame(&self, across: Span, down: Span, color: RGBColor) {
        let (left, right) = (across.from, across.to);
        let corners = [
            (left, down.from),
            (right, down.from),
            (right, down.to),
            (left, down.to),
            (left, down.from),
        ];
        self.line(&corners, 1.0, color);
    }

    /// Slanting lines in a rectangle: there is nothing here.
    pub(super) fn hatch(&self, across: Span, down: Span) {
        let (width, height) = (across.length(), down.length());
        let mut along = 3.0;
        while along < width + height {
            // The line through all points that lie `along` to the right and below the corner.
            let from = (along.min(width), (along - width).max(0.0));
            let to = ((along - height).max(0.0), along.min(height));
            let at = |(x, y): Point| (across.from + x, down.from + y);
            self.line(&[at(from), at(to)], 0.8, GREY_PALE);
            along += 6.0;
        }
    }

    pub(super) fn disc(&self, center: Point, radius: f64, color: RGBColor) {
        self.put(&Circle::new(place(center), units(radius), color.filled()));
    }

    fn put<'a, E>(&self, element: &'a E)
    where
        &'a E: PointCollection<'a, (i32, i32)>,
        E: Drawable<Collector>,
    {
        let drawn: Result<(), plotters::drawing::DrawingAreaErrorKind<Infallible>> =
            self.area.draw(element);
        drawn.expect("drawing into memory does not go wrong");
    }
}

/// The font of the charts has no minus sign: a dash as wide stands for it.
fn in_font(text: &str) -> String {
    text.replace('\u{2212}', "\u{2013}")
}

fn stroke(width: f64, color: RGBColor) -> ShapeStyle {
    color.stroke_width(units(width).unsigned_abs())
}

fn place((x, y): Point) -> (i32, i32) {
    (units(x), units(y))
}

#[expect(clippy::cast_possible_truncation, reason = "a page is far smaller than an i32")]
fn units(pixels: f64) -> i32 {
    (pixels * f64::from(UNITS)).round() as i32
}

//! A chart as dots.
//!
//! A dot is the place of a color in the palette of the picture: a byte, and so there is little to
//! fill, to mix and to pack.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a picture is far smaller than what a whole number can count"
)]

use plotters_backend::BackendCoord;
use resvg::tiny_skia::{LineCap, LineJoin, Path, PathBuilder, Stroke};

use super::{
    element::{Element, Ink, Sheet, Text, Turn, UNITS},
    letters::{self, Letter, PLACES},
    mask::{Mask, STEPS},
    palette::Palette,
};

/// A picture, row by row.
pub(super) struct Canvas {
    pub(super) palette: Palette,
    pub(super) width: usize,
    pub(super) dots: Vec<u8>,
    /// Dots to the pixel.
    scale: f32,
}

impl Canvas {
    /// The chart on paper, with `scale` dots to the pixel; none where it holds letters that only a
    /// shaper can set.
    pub(super) fn of(sheet: &Sheet, scale: f32) -> Option<Canvas> {
        let is_simple = sheet.elements.iter().all(|element| match element {
            Element::Text(text) => letters::are_simple(&text.words, text.face.weight),
            _ => true,
        });
        if !is_simple {
            return None;
        }
        let mut palette = Palette::default();
        // First, so that each of them has a place of its own; paper is the first of all.
        for ink in sheet.inks() {
            palette.place(ink);
        }
        let size = |pixels: f64| (pixels * f64::from(scale)).ceil() as usize;
        let (width, height) = (size(sheet.size.0), size(sheet.size.1));
        let mut canvas = Canvas { palette, width, dots: vec![0; width * height], scale };
        for element in &sheet.elements {
            canvas.draw(element);
        }
        Some(canvas)
    }

    fn draw(&mut self, element: &Element) {
        match element {
            Element::Line { points, closes, width, ink } => {
                let line = self.path(points, *closes);
                self.fill(line.and_then(|line| self.stroked(&line, *width)), *ink);
            }
            Element::Area { corners, ink } => self.fill(self.path(corners, true), *ink),
            Element::Rectangle { corners: [(left, top), (right, bottom)], ink } => {
                let [left, top, right, bottom] =
                    [left, top, right, bottom].map(|at| self.dots(*at));
                self.lay(&Mask::rectangle((left, right), (top, bottom)), (0, 0), *ink);
            }
            Element::Disc { center: (x, y), radius, ink } => {
                let radius = self.dots(radius.cast_signed());
                self.fill(PathBuilder::from_circle(self.dots(*x), self.dots(*y), radius), *ink);
            }
            Element::Text(text) => self.write(text),
            Element::Part { .. } | Element::End => {}
        }
    }

    fn fill(&mut self, path: Option<Path>, ink: Ink) {
        if let Some(mask) = path.and_then(|path| Mask::fill(&path)) {
            self.lay(&mask, (0, 0), ink);
        }
    }

    /// The outline of a line so many units wide.
    fn stroked(&self, line: &Path, width: u32) -> Option<Path> {
        let stroke = Stroke {
            width: self.dots(width.cast_signed()),
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        line.stroke(&stroke, 1.0)
    }

    fn path(&self, points: &[BackendCoord], closes: bool) -> Option<Path> {
        let mut path = PathBuilder::with_capacity(points.len() + 1, points.len());
        for (place, (x, y)) in points.iter().enumerate() {
            let (x, y) = (self.dots(*x), self.dots(*y));
            if place == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        if closes {
            path.close();
        }
        path.finish()
    }

    /// Units as dots.
    fn dots(&self, units: i32) -> f32 {
        units as f32 * self.scale / UNITS as f32
    }

    /// Letter by letter along the baseline, each in its own width, as texts are measured.
    fn write(&mut self, text: &Text) {
        let (x, y) = text.at;
        // As who reads the turned text sees it: to the right, and downwards.
        let (right, down) = match text.turn {
            Turn::None => (x, y),
            Turn::Quarter => (y, -x),
            Turn::Half => (-x, -y),
            Turn::ThreeQuarters => (-y, x),
        };
        let scale = f64::from(self.scale);
        let down = (down * scale).round() as i32;
        let mut pen = right - text.before();
        for char in text.words.chars() {
            let place = (pen * scale * f64::from(PLACES)).round() as i32;
            let (right, place) = (place.div_euclid(PLACES), place.rem_euclid(PLACES) as u8);
            let at = match text.turn {
                Turn::None => (right, down),
                Turn::Quarter => (-down, right),
                Turn::Half => (-right, -down),
                Turn::ThreeQuarters => (down, -right),
            };
            let letter = Letter { char, face: text.face, turn: text.turn, place };
            self.lay(&letter.mask(self.scale), at, text.ink);
            pen += text.face.width_of(char);
        }
    }

    /// Lays ink on what a mask covers, counted from `at`, as far as it is on the canvas.
    fn lay(&mut self, mask: &Mask, at: (i32, i32), ink: Ink) {
        let ink = self.palette.place(ink);
        let left = at.0 + mask.left;
        let (skipped, left) = (left.min(0).unsigned_abs() as usize, left.max(0) as usize);
        for (row, covered) in (at.1 + mask.top..).zip(mask.rows()) {
            let Ok(row) = usize::try_from(row) else { continue };
            let row = self.dots.chunks_exact_mut(self.width).nth(row);
            let Some(dots) = row.and_then(|row| row.get_mut(left..)) else { continue };
            for (dot, &steps) in dots.iter_mut().zip(covered.iter().skip(skipped)) {
                match steps {
                    0 => {}
                    STEPS => *dot = ink,
                    steps => *dot = self.palette.mix(*dot, ink, steps),
                }
            }
        }
    }
}

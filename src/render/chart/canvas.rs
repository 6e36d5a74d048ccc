//! A chart as dots.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "a picture is far smaller than what a whole number can count"
)]

use plotters_backend::{BackendCoord, FontTransform, text_anchor::HPos};
use resvg::tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, PremultipliedColorU8,
    Rect, Stroke, Transform,
};

use super::{
    element::{Element, Ink, Sheet, Text, UNITS},
    letters::{self, Mask, PLACES, STEPS},
};

/// What a chart is drawn on.
struct Canvas {
    dots: Pixmap,
    /// Dots to the pixel.
    scale: f32,
}

/// The chart on white, with `scale` dots to the pixel; none where it holds letters that only a
/// shaper can set.
pub(super) fn dots(sheet: &Sheet, scale: f32) -> Option<Pixmap> {
    let is_simple = sheet.elements.iter().all(|element| match element {
        Element::Text(text) => letters::are_simple(&text.words, text.face.weight),
        _ => true,
    });
    if !is_simple {
        return None;
    }
    let size = |pixels: f64| (pixels * f64::from(scale)).ceil() as u32;
    let mut dots = Pixmap::new(size(sheet.size.0), size(sheet.size.1))?;
    // Nothing shines through, so that a color is what it is.
    dots.fill(Color::WHITE);
    let mut canvas = Canvas { dots, scale };
    for element in &sheet.elements {
        canvas.draw(element);
    }
    Some(canvas.dots)
}

impl Canvas {
    fn draw(&mut self, element: &Element) {
        match element {
            Element::Line { points, closes, width, ink } => {
                if let Some(path) = path(points, *closes) {
                    self.stroke(&path, *width, *ink);
                }
            }
            Element::Area { corners, ink } => {
                if let Some(path) = path(corners, true) {
                    self.fill(&path, *ink);
                }
            }
            Element::Rectangle { corners: [(left, top), (right, bottom)], ink } => {
                let in_dots = |at: &i32| *at as f32 * self.scale / UNITS as f32;
                let [left, top, right, bottom] = [left, top, right, bottom].map(in_dots);
                if let Some(rectangle) = Rect::from_ltrb(left, top, right, bottom) {
                    let as_it_is = Transform::identity();
                    self.dots.fill_rect(rectangle, &paint(*ink), as_it_is, None);
                }
            }
            Element::Disc { center: (x, y), radius, ink } => {
                if let Some(disc) = PathBuilder::from_circle(*x as f32, *y as f32, *radius as f32) {
                    self.fill(&disc, *ink);
                }
            }
            Element::Text(text) => self.write(text),
            Element::Part { .. } | Element::End => {}
        }
    }

    fn fill(&mut self, path: &Path, ink: Ink) {
        self.dots.fill_path(path, &paint(ink), FillRule::Winding, self.units(), None);
    }

    fn stroke(&mut self, path: &Path, width: u32, ink: Ink) {
        let stroke = Stroke {
            width: width as f32,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        self.dots.stroke_path(path, &paint(ink), &stroke, self.units(), None);
    }

    /// From units to dots.
    fn units(&self) -> Transform {
        let scale = self.scale / UNITS as f32;
        Transform::from_scale(scale, scale)
    }

    /// Letter by letter along the baseline, each in its own width, as texts are measured.
    fn write(&mut self, text: &Text) {
        let share = match text.side {
            HPos::Left => 0.0,
            HPos::Center => 0.5,
            HPos::Right => 1.0,
        };
        let (x, y) = text.at;
        let (along, across) = match text.turn {
            FontTransform::None => (x, y),
            FontTransform::Rotate90 => (y, -x),
            FontTransform::Rotate180 => (-x, -y),
            FontTransform::Rotate270 => (-y, x),
        };
        let scale = f64::from(self.scale);
        let baseline = (across * scale).round() as i32;
        let mut pen = along - text.face.width(&text.words) * share;
        for letter in text.words.chars() {
            let place = (pen * scale * f64::from(PLACES)).round() as i32;
            let (dot, place) = (place.div_euclid(PLACES), place.rem_euclid(PLACES));
            let mask = letters::mask(letter, text.face, self.scale, place as u8);
            self.press(&mask, (dot, baseline), &text.turn, text.ink);
            pen += text.face.width_of(letter);
        }
    }

    /// Puts a letter on the canvas, its start at `at` as seen by who reads the turned text.
    fn press(&mut self, mask: &Mask, at: (i32, i32), turn: &FontTransform, ink: Ink) {
        for (row, covered) in mask.covered.chunks_exact(mask.width.max(1)).enumerate() {
            let down = at.1 + mask.top + row as i32;
            for (column, &steps) in covered.iter().enumerate().filter(|(_, steps)| 0 < **steps) {
                let right = at.0 + mask.left + column as i32;
                let (x, y) = match turn {
                    FontTransform::None => (right, down),
                    FontTransform::Rotate90 => (-down - 1, right),
                    FontTransform::Rotate180 => (-right - 1, -down - 1),
                    FontTransform::Rotate270 => (down, -right - 1),
                };
                self.tint(x, y, ink, steps);
            }
        }
    }

    /// Lays so many [`STEPS`] of `ink` over a dot, if it is on the canvas.
    fn tint(&mut self, x: i32, y: i32, ink: Ink, steps: u8) {
        let width = self.dots.width();
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        if width <= x {
            return;
        }
        let Some(dot) = self.dots.pixels_mut().get_mut((y * width + x) as usize) else { return };
        let mix = |below: u8, above: u8| {
            let (below, above, steps) = (u16::from(below), u16::from(above), u16::from(steps));
            let all = u16::from(STEPS);
            ((below * (all - steps) + above * steps + all / 2) / all) as u8
        };
        let (red, green, blue) = ink;
        let (red, green, blue) =
            (mix(dot.red(), red), mix(dot.green(), green), mix(dot.blue(), blue));
        *dot = PremultipliedColorU8::from_rgba(red, green, blue, u8::MAX).unwrap_or(*dot);
    }
}

fn path(points: &[BackendCoord], closes: bool) -> Option<Path> {
    let mut path = PathBuilder::with_capacity(points.len() + 1, points.len());
    for (place, &(x, y)) in points.iter().enumerate() {
        let (x, y) = (x as f32, y as f32);
        if place == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    if closes {
        path.close();
    }
    path.finish()
}

fn paint((red, green, blue): Ink) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, u8::MAX);
    paint
}

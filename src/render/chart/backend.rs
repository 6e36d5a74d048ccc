//! Where plotters draws: every call becomes an element of the chart.

use std::{cell::RefCell, convert::Infallible, rc::Rc};

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle, FontTransform, rasterizer,
    text_anchor::{HPos, VPos},
};

use super::{
    element::{Element, Side, Text, Turn, UNITS},
    text::{CAPITAL, EMS_HIGH, Face, Weight},
};

/// The height below the baseline, in ems.
const DESCENT: f64 = 0.293;

/// Elements that are shared between who draws and who collects.
pub(super) type Elements = Rc<RefCell<Vec<Element>>>;

/// Collects what plotters draws.
pub(super) struct Collector {
    size: (u32, u32),
    elements: Elements,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Collector {
    /// Draws into `elements`, on a sheet of `size` units.
    pub(super) fn new(size: (u32, u32), elements: Elements) -> Collector {
        Collector { size, elements }
    }

    #[expect(clippy::unnecessary_wraps, reason = "the answer that every call of plotters wants")]
    fn add(&self, element: Element) -> Drawn {
        self.elements.borrow_mut().push(element);
        Ok(())
    }
}

impl DrawingBackend for Collector {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.add(Element::Rectangle { corners: [at, (at.0 + 1, at.1 + 1)], ink: color.rgb })
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if !fill {
            return self.draw_path([from, (to.0, from.1), to, (from.0, to.1), from], style);
        }
        let upper_left = (from.0.min(to.0), from.1.min(to.1));
        let lower_right = (from.0.max(to.0), from.1.max(to.1));
        self.add(Element::Rectangle { corners: [upper_left, lower_right], ink: style.color().rgb })
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let mut points: Vec<BackendCoord> = path.into_iter().collect();
        let closes = 2 < points.len() && points.first() == points.last();
        if closes {
            points.pop();
        }
        let (width, ink) = (style.stroke_width(), style.color().rgb);
        self.add(Element::Line { points, closes, width, ink })
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if !fill {
            return rasterizer::draw_circle(self, center, radius, style, fill);
        }
        self.add(Element::Disc { center, radius, ink: style.color().rgb })
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let corners = corners.into_iter().collect();
        self.add(Element::Area { corners, ink: style.color().rgb })
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let size = style.size() / EMS_HIGH / f64::from(UNITS);
        let below = match style.anchor().v_pos {
            VPos::Top => EMS_HIGH - DESCENT,
            VPos::Center => CAPITAL / 2.0,
            VPos::Bottom => -DESCENT,
        };
        let turn = turn(&style.transform());
        let (x, y) = (f64::from(at.0) / f64::from(UNITS), f64::from(at.1) / f64::from(UNITS));
        let weight = match style.style() {
            FontStyle::Bold => Weight::Bold,
            _ => Weight::Regular,
        };
        self.add(Element::Text(Text {
            words: text.to_owned(),
            at: moved_down((x, y), below * size, turn),
            side: side(style.anchor().h_pos),
            turn,
            face: Face { size, weight },
            ink: style.color().rgb,
        }))
    }
}

fn side(anchor: HPos) -> Side {
    match anchor {
        HPos::Left => Side::Start,
        HPos::Center => Side::Middle,
        HPos::Right => Side::End,
    }
}

fn turn(transform: &FontTransform) -> Turn {
    match transform {
        FontTransform::None => Turn::None,
        FontTransform::Rotate90 => Turn::Quarter,
        FontTransform::Rotate180 => Turn::Half,
        FontTransform::Rotate270 => Turn::ThreeQuarters,
    }
}

/// `at`, so far down as who reads the turned text sees it.
fn moved_down((x, y): (f64, f64), far: f64, turn: Turn) -> (f64, f64) {
    match turn {
        Turn::None => (x, y + far),
        Turn::Quarter => (x - far, y),
        Turn::Half => (x, y - far),
        Turn::ThreeQuarters => (x + far, y),
    }
}

#[cfg(test)]
mod tests {
    use plotters_backend::text_anchor::Pos;

    use super::*;
    use crate::render::chart::look::LABEL;

    /// The middle of its capitals, of 12 pixels x 0.714, stands on the place: the baseline lies half of
    /// that below it, which is to its right where text is read from below.
    #[test]
    fn text_is_centered_however_it_is_turned() {
        let baseline = |turn: FontTransform| {
            let elements = Elements::default();
            let mut collector = Collector::new((1000, 1000), Rc::clone(&elements));
            let style = plotters::style::TextStyle::from(LABEL.font(10.0).transform(turn))
                .pos(Pos::new(HPos::Left, VPos::Center));
            collector.draw_text("Skill Building", &style, (100, 200)).unwrap();
            let Some(Element::Text(text)) = elements.borrow_mut().pop() else { panic!("a text") };
            text.at
        };
        let close = |(x, y): (f64, f64), (right, down): (f64, f64)| {
            assert!((x - right).abs() < 1e-9 && (y - down).abs() < 1e-9, "{x} {y}");
        };
        close(baseline(FontTransform::None), (10.0, 24.284));
        close(baseline(FontTransform::Rotate90), (5.716, 20.0));
        close(baseline(FontTransform::Rotate180), (10.0, 15.716));
        close(baseline(FontTransform::Rotate270), (14.284, 20.0));
    }
}

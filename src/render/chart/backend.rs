//! SVG from plotters, finer than its own: tenths of a pixel, round joins, words for those who cannot see.

use std::{cell::RefCell, convert::Infallible, fmt::Write as _, rc::Rc};

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle, FontTransform,
    text_anchor::{HPos, VPos},
};

use super::text::{CAPITAL, EMS_HIGH, Face, Weight};
use crate::render::font::FAMILY;

/// Units to the pixel. plotters counts in whole units, which would show as steps.
pub(super) const UNITS: i32 = 10;

/// The height below the baseline, in ems.
const DESCENT: f64 = 0.293;

/// Collects what plotters draws, as elements of an SVG document.
pub(super) struct SvgBackend {
    size: (u32, u32),
    body: Rc<RefCell<String>>,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl SvgBackend {
    /// Draws into `body`, on a sheet of `size` units.
    pub(super) fn new(size: (u32, u32), body: Rc<RefCell<String>>) -> SvgBackend {
        SvgBackend { size, body }
    }

    #[expect(clippy::unnecessary_wraps, reason = "the answer that every call of plotters wants")]
    fn element(&self, element: &str) -> Drawn {
        let mut body = self.body.borrow_mut();
        body.push_str(element);
        body.push('\n');
        Ok(())
    }
}

/// A whole document around `body`, on white, `width` by `height` pixels.
pub(super) fn document(
    (width, height): (f64, f64),
    title: &str,
    description: &str,
    body: &str,
) -> String {
    let (title, description) = (escaped(title), escaped(description));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" \
         font-family=\"'{FAMILY}', 'Segoe UI', Helvetica, Arial, sans-serif\">\n\
         <title>{title}</title>\n<desc>{description}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{body}</svg>\n"
    )
}

/// The start of a part that says `told` where someone points at it, anywhere in a rectangle given by
/// its corners.
pub(super) fn part(told: &str, [(left, top), (right, bottom)]: [BackendCoord; 2]) -> String {
    let (x, y) = (pixels(left), pixels(top));
    let (width, height) = (pixels(right - left), pixels(bottom - top));
    let told = escaped(told);
    format!(
        "<g><title>{told}</title>\n<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
         fill=\"none\" pointer-events=\"all\"/>\n"
    )
}

impl DrawingBackend for SvgBackend {
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
        let (x, y) = (pixels(at.0), pixels(at.1));
        let paint = paint("fill", color);
        self.element(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"0.1\" height=\"0.1\"{paint}/>"))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        let line = trace([from, to]);
        self.element(&format!("<path d=\"{line}\"{}/>", stroke(style)))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y) = (pixels(from.0.min(to.0)), pixels(from.1.min(to.1)));
        let (width, height) = (pixels((to.0 - from.0).abs()), pixels((to.1 - from.1).abs()));
        let paint = outside_or_inside(style, fill);
        self.element(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{paint}/>"
        ))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let path = trace(path);
        self.element(&format!("<path d=\"{path}\" fill=\"none\"{}/>", stroke(style)))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y) = (pixels(center.0), pixels(center.1));
        let radius = pixels(radius.cast_signed());
        let paint = outside_or_inside(style, fill);
        self.element(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{paint}/>"))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let path = trace(corners);
        self.element(&format!("<path d=\"{path}Z\"{}/>", paint("fill", style.color())))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let size = style.size() / EMS_HIGH / f64::from(UNITS);
        let below = match style.anchor().v_pos {
            VPos::Top => EMS_HIGH - DESCENT,
            VPos::Center => CAPITAL / 2.0,
            VPos::Bottom => -DESCENT,
        };
        let (x, y) = (pixels(at.0), f64::from(at.1) / f64::from(UNITS));
        let baseline = y + below * size;
        let mut element = format!("<text x=\"{x}\" y=\"{baseline:.1}\" font-size=\"{size:.1}\"");
        element.push_str(match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        });
        let weight = match style.style() {
            FontStyle::Bold => Weight::Bold,
            _ => Weight::Regular,
        };
        if weight == Weight::Bold {
            element.push_str(" font-weight=\"700\"");
        }
        element.push_str(&room(Face { size, weight }.width(text)));
        if let Some(degrees) = turn(&style.transform()) {
            let _ = write!(element, " transform=\"rotate({degrees} {x} {y:.1})\"");
        }
        let paint = paint("fill", style.color());
        self.element(&format!("{element}{paint}>{}</text>", escaped(text)))
    }
}

/// The room that a text was given. A machine without the font draws the text with another one, which
/// may be wider: then its letters become narrower, and nothing is cut or overlaps.
fn room(width: f64) -> String {
    if width <= 0.0 {
        return String::new();
    }
    format!(" textLength=\"{width:.1}\" lengthAdjust=\"spacingAndGlyphs\"")
}

/// The way along `points`, closed where it ends as it began.
fn trace(points: impl IntoIterator<Item = BackendCoord>) -> String {
    let points: Vec<BackendCoord> = points.into_iter().collect();
    let closes = 2 < points.len() && points.first() == points.last();
    let open = if closes { &points[..points.len() - 1] } else { &points[..] };
    let mut path = String::new();
    for (place, &(x, y)) in open.iter().enumerate() {
        let step = if place == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{step}{} {}", pixels(x), pixels(y));
    }
    if closes {
        path.push('Z');
    }
    path
}

fn outside_or_inside<S: BackendStyle>(style: &S, fill: bool) -> String {
    if fill { paint("fill", style.color()) } else { format!(" fill=\"none\"{}", stroke(style)) }
}

fn stroke<S: BackendStyle>(style: &S) -> String {
    let width = pixels(style.stroke_width().cast_signed());
    let paint = paint("stroke", style.color());
    format!("{paint} stroke-width=\"{width}\" stroke-linejoin=\"round\" stroke-linecap=\"round\"")
}

fn paint(what: &str, color: BackendColor) -> String {
    let (red, green, blue) = color.rgb;
    let mut paint = format!(" {what}=\"#{red:02x}{green:02x}{blue:02x}\"");
    if color.alpha < 1.0 {
        let _ = write!(paint, " {what}-opacity=\"{:.2}\"", color.alpha);
    }
    paint
}

fn turn(transform: &FontTransform) -> Option<u16> {
    match transform {
        FontTransform::None => None,
        FontTransform::Rotate90 => Some(90),
        FontTransform::Rotate180 => Some(180),
        FontTransform::Rotate270 => Some(270),
    }
}

/// Units as pixels: `-7` is `-0.7`.
fn pixels(units: i32) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let (whole, tenths) = (units.unsigned_abs() / 10, units.unsigned_abs() % 10);
    if tenths == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenths}") }
}

/// `text` as XML has it, without the letters that XML cannot hold.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

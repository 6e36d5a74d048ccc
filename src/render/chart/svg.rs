//! A chart as SVG: tenths of a pixel, round joins, words for those who cannot see.

use std::fmt::Write as _;

use plotters_backend::BackendCoord;

use super::{
    element::{Element, Ink, Sheet, Side, Text, Turn},
    text::Weight,
};
use crate::render::font::FAMILY;

/// A whole document, on white.
pub(super) fn document(sheet: &Sheet) -> String {
    of(sheet, sheet.elements.iter())
}

/// The document without its words.
pub(super) fn without_words(sheet: &Sheet) -> String {
    of(sheet, sheet.elements.iter().filter(|element| !matches!(element, Element::Text(_))))
}

fn of<'a>(sheet: &Sheet, elements: impl Iterator<Item = &'a Element>) -> String {
    let (width, height) = sheet.size;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" \
         font-family=\"'{FAMILY}', 'Segoe UI', Helvetica, Arial, sans-serif\">\n\
         <title>{}</title>\n<desc>{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
        escaped(&sheet.title),
        escaped(&sheet.description),
    );
    for element in elements {
        svg.push_str(&written(element));
        svg.push('\n');
    }
    svg.push_str("</svg>\n");
    svg
}

fn written(element: &Element) -> String {
    match element {
        Element::Line { points, closes, width, ink } => line(points, *closes, *width, *ink),
        Element::Rectangle { corners, ink } => {
            format!("<rect{}{}/>", place_and_size(corners), paint("fill", *ink))
        }
        Element::Area { corners, ink } => {
            format!("<path d=\"{}Z\"{}/>", trace(corners), paint("fill", *ink))
        }
        Element::Disc { center, radius, ink } => {
            let (x, y, radius) = (pixels(center.0), pixels(center.1), pixels(radius.cast_signed()));
            format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{}/>", paint("fill", *ink))
        }
        Element::Text(line) => text(line),
        Element::Part { told, corners } => format!(
            "<g><title>{}</title>\n<rect{} fill=\"none\" pointer-events=\"all\"/>",
            escaped(told),
            place_and_size(corners)
        ),
        Element::End => "</g>".to_owned(),
    }
}

fn line(points: &[BackendCoord], closes: bool, width: u32, ink: Ink) -> String {
    let (path, end) = (trace(points), if closes { "Z" } else { "" });
    let (paint, width) = (paint("stroke", ink), pixels(width.cast_signed()));
    format!(
        "<path d=\"{path}{end}\" fill=\"none\"{paint} stroke-width=\"{width}\" \
         stroke-linejoin=\"round\" stroke-linecap=\"round\"/>"
    )
}

fn text(text: &Text) -> String {
    let ((x, y), size) = (text.at, text.face.size);
    let x = (x * 10.0).round() / 10.0;
    let mut element = format!("<text x=\"{x}\" y=\"{y:.1}\" font-size=\"{size:.1}\"");
    element.push_str(match text.side {
        Side::Start => "",
        Side::Middle => " text-anchor=\"middle\"",
        Side::End => " text-anchor=\"end\"",
    });
    if text.face.weight == Weight::Bold {
        element.push_str(" font-weight=\"700\"");
    }
    element.push_str(&room(text.face.width(&text.words)));
    if text.turn != Turn::None {
        let degrees = text.turn.degrees();
        let _ = write!(element, " transform=\"rotate({degrees} {x} {y:.1})\"");
    }
    format!("{element}{}>{}</text>", paint("fill", text.ink), escaped(&text.words))
}

/// The room that a text was given. A machine without the font draws the text with another one, which
/// may be wider: then its letters become narrower, and nothing is cut or overlaps.
fn room(width: f64) -> String {
    if width <= 0.0 {
        return String::new();
    }
    format!(" textLength=\"{width:.1}\" lengthAdjust=\"spacingAndGlyphs\"")
}

fn place_and_size([(left, top), (right, bottom)]: &[BackendCoord; 2]) -> String {
    let (x, y) = (pixels(*left), pixels(*top));
    let (width, height) = (pixels(right - left), pixels(bottom - top));
    format!(" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
}

/// The way along `points`.
fn trace(points: &[BackendCoord]) -> String {
    let mut path = String::new();
    for (place, &(x, y)) in points.iter().enumerate() {
        let step = if place == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{step}{} {}", pixels(x), pixels(y));
    }
    path
}

fn paint(what: &str, (red, green, blue): Ink) -> String {
    format!(" {what}=\"#{red:02x}{green:02x}{blue:02x}\"")
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

//! The drawn figures of a report.

use std::{collections::BTreeMap, fmt};

use super::chart::{self, Label, Sheet};
use crate::report::{Block, Report};

/// The drawings of a report, each under the id of its figure.
///
/// A figure without a drawing is still told: by its finding, its description and its numbers.
#[derive(Clone, Default, Debug)]
pub struct Drawings {
    by_figure: BTreeMap<String, Drawing>,
}

/// In which forms figures are drawn. Pixels take most of the time of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Forms {
    Lines,
    LinesAndPixels,
}

impl Drawings {
    /// Dots to the pixel of a PNG: 150 to the inch at the width of a page. Word prints the lines that
    /// stand beside it.
    const DOTS: f32 = 150.0 / 96.0;

    /// Draws every figure of a report.
    pub fn of(report: &Report, forms: Forms) -> Drawings {
        let mut drawings = Drawings::default();
        for block in &report.blocks {
            let Block::Figure(figure) = block else { continue };
            let sheet = chart::draw(figure);
            let pixels = match forms {
                Forms::Lines => None,
                Forms::LinesAndPixels => Pixels::of(sheet.png(Drawings::DOTS)),
            };
            let drawing = Drawing { svg: sheet.svg(), sheet: Some(sheet), pixels };
            drawings.insert(&figure.id, drawing);
        }
        drawings
    }

    /// Every drawing as a file, by its name.
    pub fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        self.by_figure.iter().flat_map(|(id, drawing)| {
            let lines = (format!("{id}.svg"), drawing.svg.as_bytes());
            let pixels = drawing.pixels.as_ref();
            std::iter::once(lines)
                .chain(pixels.map(|pixels| (format!("{id}.png"), pixels.png.as_slice())))
        })
    }

    pub fn insert(&mut self, figure_id: &str, drawing: Drawing) {
        self.by_figure.insert(figure_id.to_owned(), drawing);
    }

    pub fn get(&self, figure_id: &str) -> Option<&Drawing> {
        self.by_figure.get(figure_id)
    }
}

/// A figure, drawn: as lines for the page, and as pixels for Word where they are wanted.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawing {
    svg: String,
    /// None where the drawing comes from elsewhere.
    sheet: Option<Sheet>,
    pixels: Option<Pixels>,
}

/// A drawing whose words are set by who sets the words around it, for paper.
pub(super) struct Apart {
    /// Width and height; only their ratio counts where there are no labels.
    pub(super) size: (f64, f64),
    /// SVG.
    pub(super) lines: String,
    pub(super) labels: Vec<Label>,
}

/// A PNG and its size.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Pixels {
    pub(super) png: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Pixels {
    /// None for bytes that are not a PNG.
    fn of(png: Vec<u8>) -> Option<Pixels> {
        let (width, height) = size_in_pixels(&png)?;
        Some(Pixels { png, width, height })
    }
}

impl Drawing {
    /// Takes both forms of one drawing. Its size is read from the PNG.
    pub fn new(svg: String, png: Vec<u8>) -> Result<Drawing, DrawingError> {
        let pixels = Pixels::of(png).ok_or(DrawingError::NotPng)?;
        if !svg.contains("<svg") {
            return Err(DrawingError::NotSvg);
        }
        Ok(Drawing { svg, sheet: None, pixels: Some(pixels) })
    }

    /// The whole SVG file.
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// The SVG as it stands inside a page: without the lines that only a file of its own has.
    pub(super) fn inline_svg(&self) -> &str {
        let start = self.svg.find("<svg").unwrap_or_default();
        &self.svg[start..]
    }

    pub(super) fn apart(&self) -> Apart {
        if let Some(sheet) = &self.sheet {
            let (lines, labels) = (sheet.svg_without_words(), sheet.labels());
            return Apart { size: sheet.size, lines, labels };
        }
        let size = self
            .pixels()
            .map_or((1.0, 1.0), |pixels| (f64::from(pixels.width), f64::from(pixels.height)));
        Apart { size, lines: self.svg.clone(), labels: Vec::new() }
    }

    pub(super) fn pixels(&self) -> Option<&Pixels> {
        self.pixels.as_ref()
    }
}

/// Why something is not a drawing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DrawingError {
    NotPng,
    NotSvg,
}

impl fmt::Display for DrawingError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DrawingError::NotPng => out.write_str("the pixels are not a PNG picture"),
            DrawingError::NotSvg => out.write_str("the lines are not an SVG picture"),
        }
    }
}

impl std::error::Error for DrawingError {}

/// The size that a PNG gives in its first chunk (PNG specification, 11.2.1).
fn size_in_pixels(png: &[u8]) -> Option<(u32, u32)> {
    let after_signature = png.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let header = after_signature.get(4..)?.strip_prefix(b"IHDR")?;
    let number = |from: usize| {
        header.get(from..from + 4)?.try_into().ok().map(u32::from_be_bytes).filter(|n| 0 < *n)
    };
    Some((number(0)?, number(4)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_is_the_one_that_the_picture_gives() {
        let drawing = Drawing::new("<?xml?>\n<svg/>".to_owned(), png(720, 420)).unwrap();
        let pixels = drawing.pixels().unwrap();
        assert_eq!((pixels.width, pixels.height), (720, 420));
        assert_eq!(drawing.inline_svg(), "<svg/>");
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let drawing = |svg: &str, png: Vec<u8>| Drawing::new(svg.to_owned(), png);
        assert_eq!(drawing("<svg/>", b"GIF89a".to_vec()), Err(DrawingError::NotPng));
        assert_eq!(drawing("<svg/>", png(0, 420)), Err(DrawingError::NotPng));
        assert_eq!(drawing("<svg/>", png(1, 1)[..20].to_vec()), Err(DrawingError::NotPng));
        assert_eq!(drawing("%PDF", png(1, 1)), Err(DrawingError::NotSvg));
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let signature = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice();
        [signature, &width.to_be_bytes(), &height.to_be_bytes()].concat()
    }
}

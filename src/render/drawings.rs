//! The drawn figures of a report.

use std::{collections::BTreeMap, fmt};

/// The drawings of a report, each under the id of its figure.
///
/// A figure without a drawing is still told: by its finding, its description and its numbers.
#[derive(Clone, Default, Debug)]
pub struct Drawings {
    by_figure: BTreeMap<String, Drawing>,
}

impl Drawings {
    pub fn insert(&mut self, figure_id: &str, drawing: Drawing) {
        self.by_figure.insert(figure_id.to_owned(), drawing);
    }

    pub fn get(&self, figure_id: &str) -> Option<&Drawing> {
        self.by_figure.get(figure_id)
    }
}

/// A figure, drawn twice: as lines for the page, as pixels for Word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drawing {
    svg: String,
    png: Vec<u8>,
    width: u32,
    height: u32,
}

impl Drawing {
    /// Takes both forms of one drawing. Its size is read from the PNG.
    pub fn new(svg: String, png: Vec<u8>) -> Result<Drawing, DrawingError> {
        let (width, height) = size_in_pixels(&png).ok_or(DrawingError::NotPng)?;
        if !svg.contains("<svg") {
            return Err(DrawingError::NotSvg);
        }
        Ok(Drawing { svg, png, width, height })
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

    pub fn png(&self) -> &[u8] {
        &self.png
    }

    /// Width and height of the PNG.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
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
        assert_eq!(drawing.size(), (720, 420));
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

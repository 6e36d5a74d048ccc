//! Figures in a Word file: the drawing, its finding, and at the end the same in words.

use super::{
    body::{Body, Next},
    styles::{Look, Style},
};
use crate::{
    render::{
        drawings::{Drawing, Pixels},
        wording,
    },
    report::Figure,
};

/// Drawings are measured in English metric units: so many to a twentieth of a point.
const UNITS: u64 = 635;

/// Eight inches: room for the caption on the same page.
const TALLEST: u64 = 8 * 914_400;

const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// The extension under which Word looks for the SVG of a picture ([MS-ODRAWXML] 2.2.4).
const SVG_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

/// A drawing, and its pixels.
type Drawn<'a> = (&'a Drawing, &'a Pixels);

impl<'a> Body<'a> {
    pub(super) fn figure(&mut self, figure: &'a Figure) {
        self.figures.push(figure);
        let number = wording::figure(self.language, self.figures.len());
        let drawn = self.drawings.get(&figure.id);
        if let Some((drawing, pixels)) =
            drawn.and_then(|drawing| Some((drawing, drawing.pixels()?)))
        {
            self.paragraph(Style::Drawing, Next::SamePage, |paragraph| {
                paragraph.drawing(&number, figure, (drawing, pixels));
            });
        }
        self.paragraph(Style::Caption, Next::Free, |caption| {
            caption.run(Look::FigureNumber, &format!("{number}. "));
            caption.run(Look::Plain, said_below(figure, drawn));
        });
    }

    fn drawing(&mut self, name: &str, figure: &Figure, (drawing, pixels): Drawn<'a>) {
        let (width, height) = fitted((pixels.width, pixels.height), self.text_width() * UNITS);
        let extent = [("cx", width.as_str()), ("cy", height.as_str())];
        let id = self.next_id();
        let about = [("id", id.as_str()), ("name", name), ("descr", &figure.description)];
        self.element("w:r", |run| {
            run.element("w:drawing", |anchor| {
                let no_distance = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
                anchor.element_with("wp:inline", &no_distance, |inline| {
                    inline.empty("wp:extent", &extent);
                    inline.empty("wp:docPr", &about);
                    inline.element("wp:cNvGraphicFramePr", |frame| {
                        frame.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
                    });
                    inline.element("a:graphic", |graphic| {
                        graphic.element_with("a:graphicData", &[("uri", PICTURE)], |data| {
                            data.picture(&about, &extent, (drawing, pixels));
                        });
                    });
                });
            });
        });
    }

    fn picture(&mut self, about: &[(&str, &str)], extent: &[(&str, &str)], drawn: Drawn<'a>) {
        self.element("pic:pic", |picture| {
            picture.element("pic:nvPicPr", |properties| {
                properties.empty("pic:cNvPr", about);
                properties.empty("pic:cNvPicPr", &[]);
            });
            picture.element("pic:blipFill", |fill| {
                fill.pixels_or_lines(drawn);
                fill.element("a:stretch", |stretch| stretch.empty("a:fillRect", &[]));
            });
            picture.element("pic:spPr", |shape| {
                shape.element("a:xfrm", |place| {
                    place.empty("a:off", &[("x", "0"), ("y", "0")]);
                    place.empty("a:ext", extent);
                });
                shape.element_with("a:prstGeom", &[("prst", "rect")], |rectangle| {
                    rectangle.empty("a:avLst", &[]);
                });
            });
        });
    }

    /// The PNG, and in its place the SVG for a Word that can draw it.
    fn pixels_or_lines(&mut self, (drawing, pixels): Drawn<'a>) {
        let png = self.relations.picture("png", &pixels.png);
        let svg = self.relations.picture("svg", drawing.svg().as_bytes());
        self.element_with("a:blip", &[("r:embed", &png)], |blip| {
            blip.element("a:extLst", |extensions| {
                extensions.element_with("a:ext", &[("uri", SVG_EXTENSION)], |extension| {
                    extension.empty("asvg:svgBlip", &[("r:embed", &svg)]);
                });
            });
        });
    }

    /// The last part of the document: what was drawn, for those who cannot see it. The tables of
    /// numbers stand in the web page and the data: on paper they would take pages.
    pub(super) fn figures_in_words(&mut self, place: usize) {
        if self.figures.is_empty() {
            return;
        }
        self.heading(1, place, &wording::figures_in_words(self.language));
        for (place, figure) in self.figures.clone().into_iter().enumerate() {
            let number = wording::figure(self.language, place + 1);
            let title = format!("{number}. {}", figure.name);
            self.line(Style::FigureTitle, &title);
            self.line(Style::Note, &figure.description);
        }
    }
}

/// The finding stands in the drawing already; without one the caption has to say it.
fn said_below<'f>(figure: &'f Figure, drawn: Option<&Drawing>) -> &'f str {
    if drawn.is_some() { &figure.name } else { &figure.finding }
}

/// The width of the text, or less where the drawing would be too tall for a page.
fn fitted((width, height): (u32, u32), widest: u64) -> (String, String) {
    let (width, height) = (u64::from(width), u64::from(height));
    let full_height = widest * height / width;
    let (width, height) = if full_height <= TALLEST {
        (widest, full_height)
    } else {
        (TALLEST * width / height, TALLEST)
    };
    (width.max(1).to_string(), height.max(1).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_fills_the_width_or_the_height() {
        // Seven inches wide, at the proportions of the drawing.
        assert_eq!(fitted((720, 360), 6_400_800), ("6400800".to_owned(), "3200400".to_owned()));
        // Eight inches tall.
        assert_eq!(fitted((400, 800), 6_400_800), ("3657600".to_owned(), "7315200".to_owned()));
    }
}

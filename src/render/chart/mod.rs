//! Figures as charts: SVG and PNG, the same bytes on every machine.
//!
//! plotters draws, through a backend of our own, in a font of our own. No type of
//! plotters leaves this folder.

mod look;
mod text;
mod element;
mod backend;
mod page;
mod scale;
mod mark;
mod key;
mod trend;
mod plot;
mod dots;
mod across;
mod rows;
mod standards;
mod profile;
mod agreement;
mod change;
mod views;
mod shares;
mod priority;
mod control;
// Sites beside each other.
mod heat;
mod pareto;
mod funnel;
mod caterpillar;
// What is drawn, as lines, as words apart and as dots.
mod svg;
mod label;
mod mask;
mod letters;
mod palette;
mod canvas;
mod picture;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use element::Sheet;
pub use label::Label;

use self::{element::Element, page::Page};
use crate::report::{Chart, Figure};

/// Draws `figure`, 6.5 inches wide.
pub fn draw(figure: &Figure) -> Sheet {
    let mut page = Page::titled(figure);
    let notes = match &figure.chart {
        Chart::Trend(chart) => trend::draw(&mut page, chart),
        Chart::Standards(chart) => standards::draw(&mut page, chart),
        Chart::Profile(chart) => profile::draw(&mut page, chart),
        Chart::Change(chart) => change::draw(&mut page, chart),
        Chart::Control(chart) => control::draw(&mut page, chart),
        Chart::Views(chart) => views::draw(&mut page, chart),
        Chart::Priority(chart) => priority::draw(&mut page, chart),
        Chart::Shares(chart) => shares::draw(&mut page, chart),
        Chart::Agreement(chart) => agreement::draw(&mut page, chart),
        Chart::HeatMap(chart) => heat::draw(&mut page, chart),
        Chart::Pareto(chart) => {
            pareto::draw(&mut page, chart);
            Vec::new()
        }
        Chart::Funnel(chart) => funnel::draw(&mut page, chart),
        Chart::Caterpillar(chart) => caterpillar::draw(&mut page, chart),
    };
    page.finish(&notes, figure)
}

impl Sheet {
    /// The chart as an SVG document.
    pub fn svg(&self) -> String {
        svg::document(self)
    }

    /// The chart as an SVG document without its words.
    pub fn svg_without_words(&self) -> String {
        svg::without_words(self)
    }

    /// The words that stand on the chart, above everything else.
    pub fn labels(&self) -> Vec<Label> {
        let label = |element: &Element| match element {
            Element::Text(text) => Some(Label::of(text)),
            _ => None,
        };
        self.elements.iter().filter_map(label).collect()
    }

    /// The chart as a PNG with `scale` dots to the pixel.
    ///
    /// # Panics
    ///
    /// When `scale` leaves nothing of it.
    pub fn png(&self, scale: f32) -> Vec<u8> {
        picture::png(self, scale)
    }
}

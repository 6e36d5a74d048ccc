//! Figures as charts: SVG and PNG, the same bytes on every machine.
//!
//! plotters draws, through a backend of our own, in a font of our own. No type of
//! plotters leaves this folder.

mod look;
mod text;
mod backend;
mod page;
mod scale;
mod mark;
mod key;
mod trend;
mod plot;
mod dots;
mod standards;
mod profile;
mod picture;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use picture::png;

use self::page::Page;
use crate::report::{Chart, Figure};

/// `figure` as an SVG document, 6.5 inches wide.
pub fn svg(figure: &Figure) -> String {
    let mut page = Page::titled(&figure.finding, &figure.subtitle);
    let notes = match &figure.chart {
        Chart::Trend(chart) => trend::draw(&mut page, chart),
        Chart::Standards(chart) => standards::draw(&mut page, chart),
        Chart::Profile(chart) => profile::draw(&mut page, chart),
        _ => told(&mut page, figure),
    };
    page.finish(&notes, &figure.finding, &figure.description)
}

/// The figure in words, where there is no drawing of it.
fn told(page: &mut Page, figure: &Figure) -> Vec<&'static str> {
    page.paragraph(&figure.description, look::LABEL, look::QUIET, 20);
    Vec::new()
}

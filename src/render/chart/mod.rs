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
mod picture;
mod palette;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use picture::png;

use self::page::Page;
use crate::report::{Chart, Figure};

/// `figure` as an SVG document, 6.5 inches wide.
pub fn svg(figure: &Figure) -> String {
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
        Chart::Pareto(chart) => pareto::draw(&mut page, chart),
        Chart::Funnel(chart) => funnel::draw(&mut page, chart),
        Chart::Caterpillar(chart) => caterpillar::draw(&mut page, chart),
    };
    page.finish(&notes, figure)
}

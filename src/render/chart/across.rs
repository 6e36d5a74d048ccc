//! A scale that runs across: its ticks and its target above, its grid below.

use super::{
    look::{GOAL, GRID, LABEL, LABEL_BOLD, MARGIN, QUIET, WIDTH},
    mark,
    page::{HPos, Page, Span},
    scale::{Scale, widest},
    text::Face,
};
use crate::report::Axis;

const WIDEST_TICK: f64 = 90.0;

/// An axis in its place.
pub(super) struct Across<'a> {
    axis: &'a Axis,
    pub(super) values: Scale,
}

impl<'a> Across<'a> {
    /// Lays `axis` along `plot`, with room for half a tick and half a mark at both ends.
    pub(super) fn new(axis: &'a Axis, plot: Span) -> Across<'a> {
        let aside = (tick_room(axis) / 2.0).max(8.0);
        let inner = Span { from: plot.from + aside, to: plot.to - aside };
        Across { axis, values: Scale::new(axis, inner) }
    }

    /// The target, where it is a number, and its label.
    pub(super) fn target(&self) -> Option<(f64, &'a str)> {
        let target = self.axis.target.as_ref().filter(|(value, _)| value.is_finite());
        target.map(|(value, label)| (self.values.place(*value), label.as_str()))
    }

    /// The target's label above the ticks; at the end `page.top` lies below them.
    pub(super) fn draw_head(&self, page: &mut Page) {
        if let Some((x, label)) = self.target() {
            let label = LABEL_BOLD.shorten(label, WIDTH - 2.0 * MARGIN);
            let page_room = Span { from: MARGIN, to: WIDTH - MARGIN };
            let x = page_room.keep(x, LABEL_BOLD.width(&label));
            let y = page.top + LABEL.leading() / 2.0;
            page.text(&label, (x, y), HPos::Center, (LABEL_BOLD, QUIET));
            page.top += LABEL.leading();
        }
        let y = page.top + LABEL.leading() / 2.0;
        for (x, label) in self.ticks() {
            let label = LABEL.shorten(&label, WIDEST_TICK);
            page.text(&label, (x, y), HPos::Center, (LABEL, QUIET));
        }
        page.top += LABEL.leading() + 4.0;
    }

    pub(super) fn draw_grid(&self, page: &Page, down: Span) {
        for (x, _) in self.ticks() {
            page.line(&[(x, down.from), (x, down.to)], 1.0, GRID);
        }
    }

    pub(super) fn draw_target(&self, page: &Page, down: Span) {
        if let Some((x, _)) = self.target() {
            page.dashes([(x, down.from), (x, down.to)], mark::DASHES, GOAL);
        }
    }

    fn ticks(&self) -> Vec<(f64, String)> {
        self.values.ticks(self.axis, tick_room(self.axis) + 8.0)
    }
}

/// What the widest tick of `axis` takes.
fn tick_room(axis: &Axis) -> f64 {
    widest(LABEL, axis.ticks.iter().map(|(_, label)| label.as_str())).min(WIDEST_TICK)
}

/// Names things of a row in the line above it, each as near to its place as the others let it.
pub(super) fn name_above(
    page: &mut Page,
    room: Span,
    names: &[(f64, &str, (Face, plotters::style::RGBColor))],
) {
    let texts: Vec<String> = names
        .iter()
        .map(|(_, name, look)| look.0.shorten(name, room.length() / names.len() as f64 - 6.0))
        .collect();
    let wanted: Vec<(f64, f64)> = names
        .iter()
        .zip(&texts)
        .map(|((x, _, look), text)| (*x, look.0.width(text) + 8.0))
        .collect();
    let y = page.top + LABEL.leading() / 2.0;
    for ((x, text), (.., look)) in
        super::scale::spread(&wanted, room).into_iter().zip(&texts).zip(names)
    {
        page.text(text, (x, y), HPos::Center, *look);
    }
    page.top += LABEL.leading();
}

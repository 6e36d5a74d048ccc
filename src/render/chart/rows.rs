//! A column of names, and the lines between rows: what charts of rows share.

use super::{
    look::{GRID, HEADING, INK, MARGIN, PAPER, WIDTH},
    page::{HPos, Page, Span},
    text::Face,
};

/// Between the parts of a row.
pub(super) const GAP: f64 = 14.0;

/// The names at the left of all rows.
pub(super) struct Names {
    pub(super) span: Span,
}

impl Names {
    /// As wide as the widest of `names` needs, up to `most`.
    pub(super) fn of<'a>(names: impl IntoIterator<Item = (&'a str, Face)>, most: f64) -> Names {
        let widths = names.into_iter().map(|(name, face)| face.width(name).ceil());
        let width = widths.fold(60.0, f64::max).min(most);
        Names { span: Span { from: MARGIN, to: MARGIN + width } }
    }

    /// The same, so far to the right.
    pub(super) fn moved(mut self, by: f64) -> Names {
        self.span = Span { from: self.span.from + by, to: self.span.to + by };
        self
    }

    fn lines(&self, name: &str, face: Face) -> Vec<String> {
        face.wrap(name, self.span.length() + 0.5, 2)
    }

    /// How tall a row is whose other parts take `least`.
    pub(super) fn height(&self, name: &str, face: Face, least: f64) -> f64 {
        let lines = self.lines(name, face).len();
        let text = if lines < 2 { 0.0 } else { face.leading() * lines as f64 + 6.0 };
        least.max(text)
    }

    pub(super) fn draw(&self, page: &Page, name: &str, face: Face, middle: f64) {
        page.lines(&self.lines(name, face), (self.span.from, middle), HPos::Left, (face, INK));
    }
}

/// How tall the name of a group is, with the room around it.
pub(super) fn heading_height() -> f64 {
    HEADING.leading() + 7.0
}

/// Draws the name of a group over the lines behind it.
pub(super) fn draw_heading(page: &mut Page, name: &str) {
    let middle = page.top + 5.0 + HEADING.leading() / 2.0;
    let name = HEADING.shorten(name, WIDTH - 2.0 * MARGIN);
    let across = Span { from: MARGIN, to: MARGIN + HEADING.width(&name) + 6.0 };
    page.rectangle(across, Span::around(middle, 9.0), PAPER);
    page.text(&name, (MARGIN, middle), HPos::Left, (HEADING, INK));
    page.top += heading_height();
}

/// The line under a row.
pub(super) fn draw_rule(page: &Page, y: f64) {
    page.line(&[(MARGIN, y), (WIDTH - MARGIN, y)], 1.0, GRID);
}

//! How one value looks: a shape, hollow where it rests on few, and its interval.

use plotters::style::RGBColor;

use super::{
    look::{Marking, PAPER, Shape},
    page::{Page, Point, Span},
    scale::interval,
};
use crate::{
    language::{Language, say},
    model::shown_score,
    report::Mark,
};

/// From the middle of a mark to its edge.
pub(super) const RADIUS: f64 = 4.5;

/// The dashes of a target line, and the gaps between them.
pub(super) const DASHES: (f64, f64) = (5.0, 4.0);

/// For what may be chance.
pub(super) const UNSURE: RGBColor = RGBColor(0x6b, 0x76, 0x82);

const OUTLINE: f64 = 1.8;
/// How thick an interval is, and the tick of a published value.
const BAR: f64 = 3.0;

/// Draws the shape of `mark` at `at`.
pub(super) fn shape(page: &Page, at: Point, mark: &Mark, marking: Marking) {
    filled(page, at, RADIUS, marking);
    if mark.thin {
        page.drew_hollow(mark.n);
        filled(page, at, RADIUS - OUTLINE, Marking { ink: PAPER, ..marking });
    }
}

/// Draws what a value was before: smaller and paler than what it is.
pub(super) fn ghost(page: &Page, at: Point, marking: Marking) {
    filled(page, at, RADIUS * 0.75, Marking { ink: marking.faint, ..marking });
}

/// A mark in words, for those who point at it: `Skill Building: 2.50 (2.10 to 2.90), n = 4`.
pub(super) fn told(language: Language, name: &str, mark: &Mark) -> String {
    let (value, n) = (shown_score(mark.value), mark.n.to_string());
    let told = match interval(mark) {
        Some((low, high)) => {
            let (low, high) = (format!("{low:.2}"), format!("{high:.2}"));
            let range = say!(language, "say-range", low = low, high = high);
            say!(language, "chart-value-range", value = value, range = range, n = n)
        }
        None => say!(language, "chart-value", value = value, n = n),
    };
    format!("{name}: {told}")
}

/// Draws an interval that reaches up and down.
pub(super) fn upright_interval(page: &Page, x: f64, reach: Span, marking: Marking) {
    page.rectangle(bar(x), reach, marking.pale);
}

/// Draws an interval that reaches to the left and the right.
pub(super) fn level_interval(page: &Page, reach: Span, y: f64, marking: Marking) {
    page.rectangle(reach, bar(y), marking.pale);
}

/// Draws the tick of a published value, for a scale that runs across.
pub(super) fn reference(page: &Page, (x, y): Point, color: RGBColor) {
    page.rectangle(bar(x), Span { from: y - 8.0, to: y + 8.0 }, color);
}

/// The two sides of a bar along `middle`.
fn bar(middle: f64) -> Span {
    Span { from: middle - BAR / 2.0, to: middle + BAR / 2.0 }
}

fn filled(page: &Page, (x, y): Point, radius: f64, marking: Marking) {
    match marking.shape {
        Shape::Disc => page.disc((x, y), radius, marking.ink),
        Shape::Diamond => {
            let reach = radius * 1.3;
            let corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)];
            page.area(&corners, marking.ink);
        }
        Shape::Square => {
            let reach = radius * 0.9;
            let (left, right) = (x - reach, x + reach);
            let corners =
                [(left, y - reach), (right, y - reach), (right, y + reach), (left, y + reach)];
            page.area(&corners, marking.ink);
        }
    }
}

//! A line that says what the signs of a chart mean, where there is no room beside them.

use plotters::style::RGBColor;

use super::{
    look::{GOAL, GREY_PALE, LABEL, MARGIN, QUIET, REFERENCE, WIDTH, marking},
    mark,
    page::{HPos, Page, Span},
};
use crate::report::Mark;

/// Room for a sign, and between one meaning and the next sign.
const SIGN: f64 = 22.0;
const APART: f64 = 20.0;

/// What is explained.
#[derive(Clone, Copy)]
pub(super) enum Sign {
    /// A source, by its place among those of the chart.
    Source(usize),
    Target,
    Reference,
    /// A shade of areas.
    Swatch(RGBColor),
    /// An area of lines, as [`Page::hatch`] draws it.
    Hatched,
}

/// Writes the meanings after each other, on as many lines as they need.
pub(super) fn draw(page: &mut Page, meanings: &[(Sign, &str)]) {
    let room = Span { from: MARGIN, to: WIDTH - MARGIN };
    let mut left = room.from;
    for (sign, meaning) in meanings {
        let meaning = LABEL.shorten(meaning, room.length() - SIGN);
        let width = SIGN + LABEL.width(&meaning);
        if room.from < left && room.to < left + width {
            left = room.from;
            page.top += LABEL.leading();
        }
        let middle = page.top + LABEL.leading() / 2.0;
        draw_sign(page, *sign, (left + SIGN / 2.0 - 4.0, middle));
        page.text(&meaning, (left + SIGN, middle), HPos::Left, (LABEL, sign_ink(*sign)));
        left += width + APART;
    }
    if !meanings.is_empty() {
        page.top += LABEL.leading() + 12.0;
    }
}

fn draw_sign(page: &Page, sign: Sign, (x, y): (f64, f64)) {
    match sign {
        Sign::Source(source) => {
            let sample = Mark { value: 0.0, interval: None, n: 0, thin: false };
            mark::shape(page, (x, y), &sample, marking(source));
        }
        Sign::Target => page.dashes([(x - 8.0, y), (x + 8.0, y)], mark::DASHES, GOAL),
        Sign::Reference => mark::reference(page, (x, y), REFERENCE),
        Sign::Swatch(color) => {
            let (across, down) = (Span::around(x, 7.0), Span::around(y, 6.0));
            page.rectangle(across, down, color);
            page.frame(across, down, GREY_PALE);
        }
        Sign::Hatched => page.hatch(Span::around(x, 7.0), Span::around(y, 6.0)),
    }
}

fn sign_ink(sign: Sign) -> RGBColor {
    match sign {
        Sign::Source(source) => marking(source).ink,
        _ => QUIET,
    }
}

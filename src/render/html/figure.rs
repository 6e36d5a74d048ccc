//! Figures on a page: the drawing, its finding, and the same in words and numbers.

use maud::{Markup, PreEscaped, html};

use super::{lines, table};
use crate::{
    language::{Language, say},
    render::{drawings::Drawing, wording},
    report::Figure,
};

pub(super) fn figure(
    language: Language,
    figure: &Figure,
    number: usize,
    drawing: Option<&Drawing>,
) -> Markup {
    html! {
        figure {
            @if let Some(drawing) = drawing { (drawn(language, figure, drawing)) }
            figcaption dir="auto" {
                span.figure-number { (wording::figure(language, number)) ". " }
                (lines(if drawing.is_some() { &figure.name } else { &figure.finding }))
            }
            details open[drawing.is_none()] {
                summary { (say!(language, "format-in-numbers")) }
                p dir="auto" { (lines(&figure.description)) }
                p.note dir="auto" { (lines(&figure.subtitle)) }
                (table::table(language, &figure.data))
            }
        }
    }
}

/// The drawing. On a phone it keeps a size at which its words can be read, and moves sideways;
/// hence it can be reached by keyboard.
fn drawn(language: Language, figure: &Figure, drawing: &Drawing) -> Markup {
    html! {
        p.swipe aria-hidden="true" { (say!(language, "format-swipe")) }
        div.drawing role="group" aria-label=(figure.finding) tabindex="0" {
            (PreEscaped(drawing.inline_svg()))
        }
    }
}

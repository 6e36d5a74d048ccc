//! A report as one web page that needs nothing else.
//!
//! No script, no request: the page holds its style and its drawings, and may be mailed, printed
//! or opened from a stick.

mod block;
mod figure;
mod form;
mod table;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    drawings::Drawings,
    outline,
    text::{self, Piece},
    wording,
};
use crate::{
    language::{Language, say},
    report::{Block, Report},
};

const STYLE: &str = include_str!("../../../reports/style/report.css");

/// Nothing from outside, and nothing that runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// Writes a report as a page.
pub fn html(report: &Report, drawings: &Drawings) -> String {
    let language = report.language;
    let page = html! {
        (DOCTYPE)
        html lang=(wording::locale(language)) {
            (head(report))
            body {
                a.skip href="#report" { (say!(language, "format-skip")) }
                (masthead(report))
                (contents(language, &report.blocks))
                main #report tabindex="-1" { (block::blocks(language, &report.blocks, drawings)) }
                footer.colophon { p dir="auto" { (lines(&report.footer)) } }
            }
        }
    };
    page.into_string().chars().filter(|sign| is_printable(*sign)).collect()
}

fn head(report: &Report) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            title {
                (report.title)
                @if !report.subtitle.is_empty() { " – " (report.subtitle) }
            }
            style { (PreEscaped(STYLE)) }
        }
    }
}

fn masthead(report: &Report) -> Markup {
    html! {
        header.masthead {
            h1 dir="auto" { (lines(&report.title)) }
            @if !report.subtitle.is_empty() {
                p.subtitle dir="auto" { (lines(&report.subtitle)) }
            }
        }
    }
}

/// The way to each part of the report.
fn contents(language: Language, blocks: &[Block]) -> Markup {
    let parts = outline::contents(blocks);
    html! {
        @if !parts.is_empty() {
            nav.contents aria-label=(say!(language, "format-contents")) {
                ol {
                    @for (place, text) in parts {
                        li { a href={ "#" (heading_id(place)) } dir="auto" { (text) } }
                    }
                }
            }
        }
    }
}

/// What a link within the page leads to: the place of a block, because names may repeat.
fn heading_id(place: usize) -> String {
    format!("block-{place}")
}

/// Text with its line breaks.
fn lines(text: &str) -> Markup {
    html! {
        @for (place, line) in text.lines().enumerate() {
            @if 0 < place { br; }
            @for piece in text::pieces(line) {
                @match piece {
                    Piece::Words(words) => (words),
                    Piece::Whole(word) => span.whole { (word) },
                }
            }
        }
    }
}

/// Whether a sign may stand in a page; spreadsheets hold some that may not.
fn is_printable(sign: char) -> bool {
    !sign.is_control() || matches!(sign, '\n' | '\t')
}

#[cfg(test)]
mod tests;

//! The pieces of a report as parts of a page.

use maud::{Markup, html};

use super::{figure, form, heading_id, lines, table};
use crate::{
    language::Language,
    render::{drawings::Drawings, outline::Outline},
    report::Block,
};

pub(super) fn blocks(language: Language, blocks: &[Block], drawings: &Drawings) -> Markup {
    let mut outline = Outline::default();
    let mut figures = 0;
    html! {
        @for (place, block) in blocks.iter().enumerate() {
            @match block {
                Block::Heading { level, text } => {
                    (heading(outline.next(*level), &heading_id(place), text))
                }
                Block::Figure(drawn) => {
                    @let number = { figures += 1; figures };
                    (figure::figure(language, drawn, number, drawings.get(&drawn.id)))
                }
                other => (plain(language, other)),
            }
        }
    }
}

/// The title of the page is its only `h1`, so a part begins at `h2`.
fn heading(level: u8, id: &str, text: &str) -> Markup {
    html! {
        @match level {
            1 => h2 id=(id) dir="auto" { (lines(text)) },
            2 => h3 id=(id) dir="auto" { (lines(text)) },
            _ => h4 id=(id) dir="auto" { (lines(text)) },
        }
    }
}

/// A piece that needs to know nothing about those before it.
fn plain(language: Language, block: &Block) -> Markup {
    match block {
        Block::Paragraph(text) => html! { p dir="auto" { (lines(text)) } },
        Block::Note(text) => html! { p.note dir="auto" { (lines(text)) } },
        Block::Callout { title, text } => callout(title, text),
        Block::List(items) => {
            html! { ul { @for item in items { li dir="auto" { (lines(item)) } } } }
        }
        Block::Facts(facts) => table::facts(language, facts),
        Block::Table(drawn) => table::table(language, drawn),
        Block::Ticks { label, help, options } => form::ticks(language, label, help, options),
        Block::Form(fields) => form::form(language, fields),
        Block::Verbatim(text) => html! { pre.verbatim tabindex="0" { (text.trim_end()) } },
        Block::PageBreak => html! { div.new-page {} },
        Block::Heading { .. } | Block::Figure(_) => html! {},
    }
}

fn callout(title: &str, text: &str) -> Markup {
    html! {
        div.callout role="note" {
            p.callout-title dir="auto" { (lines(title)) }
            p dir="auto" { (lines(text)) }
        }
    }
}

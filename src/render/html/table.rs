//! Tables and facts on a page.

use maud::{Markup, html};

use super::{form::to_write, lines};
use crate::{
    language::Language,
    render::{
        layout::{Align, Column, Gap, Layout},
        link::{self, BETWEEN_LINKS},
    },
    report::{Cell, Link, Table},
};

/// From this many columns on, rows become cards on a phone.
const COLUMNS_FOR_CARDS: usize = 3;

pub(super) fn table(language: Language, table: &Table) -> Markup {
    if table.head.is_empty() {
        return html! {};
    }
    let layout = Layout::of(table);
    let class = if layout.columns.len() < COLUMNS_FOR_CARDS { "plain" } else { "cards" };
    html! {
        table class=(class) {
            @if !table.caption.is_empty() { caption dir="auto" { (lines(&table.caption)) } }
            colgroup {
                @for width in layout.widths(1000) {
                    col style={ "width:" (width / 10) "." (width % 10) "%" };
                }
            }
            thead {
                tr {
                    @for column in &layout.columns {
                        th scope="col" class=[class_of(column)] dir="auto" { (lines(column.head)) }
                    }
                }
            }
            @if layout.details.is_empty() {
                tbody { @for row in &table.rows { (main_row(language, &layout, row)) } }
            } @else {
                @for row in &table.rows {
                    tbody.folded { (main_row(language, &layout, row)) (detail_row(language, &layout, row)) }
                }
            }
        }
    }
}

fn main_row(language: Language, layout: &Layout, row: &[Cell]) -> Markup {
    html! {
        tr {
            @for column in &layout.columns {
                @let cell = &row[column.place];
                @let class = class_of(column);
                @if column.place == 0 && names_the_row(cell) {
                    th scope="row" class=[class] dir="auto" { (content(language, cell)) }
                } @else {
                    td class=[class] data-head=(column.head) dir="auto" { span { (content(language, cell)) } }
                }
            }
        }
    }
}

/// The columns that did not fit side by side, each with its heading.
fn detail_row(language: Language, layout: &Layout, row: &[Cell]) -> Markup {
    html! {
        tr.details {
            td colspan=(layout.columns.len()) {
                dl {
                    @for column in &layout.details {
                        div {
                            dt dir="auto" { (column.head) }
                            dd dir="auto" { (content(language, &row[column.place])) }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn facts(language: Language, facts: &[(String, Cell)]) -> Markup {
    html! {
        dl.facts {
            @for (label, value) in facts {
                div {
                    dt dir="auto" { (lines(label)) }
                    dd dir="auto" { (content(language, value)) }
                }
            }
        }
    }
}

fn content(language: Language, cell: &Cell) -> Markup {
    match cell {
        Cell::Text(text) | Cell::Number(text) => lines(text),
        Cell::Strong(text) => html! { strong { (lines(text)) } },
        Cell::Titled { title, text } => html! {
            span.titled { strong { (lines(title)) } }
            span.titled { (lines(text)) }
        },
        Cell::Links(links) => html! {
            span.links {
                @for (place, link) in links.iter().enumerate() {
                    @if 0 < place { (BETWEEN_LINKS) }
                    (one_link(link))
                }
            }
        },
        Cell::Blank(hint) => html! {
            span.blank { (to_write(language)) (lines(hint)) }
        },
    }
}

fn one_link(link: &Link) -> Markup {
    match link::address(&link.to) {
        Some(address) => html! { a href=(address) { (lines(&link.text)) } },
        None => lines(&link.text),
    }
}

fn names_the_row(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) | Cell::Strong(text) | Cell::Number(text) => !text.is_empty(),
        Cell::Links(links) => !links.is_empty(),
        Cell::Titled { .. } | Cell::Blank(_) => false,
    }
}

fn class_of(column: &Column) -> Option<&'static str> {
    match (column.align, column.gap) {
        (Align::Right, _) => Some("number"),
        (Align::Left, Gap::Wide) => Some("after-number"),
        (Align::Left, Gap::Usual) => None,
    }
}

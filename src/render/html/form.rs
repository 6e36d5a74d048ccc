//! What people fill in, on a page: boxes to tick and room to write.

use maud::{Markup, html};

use super::lines;
use crate::{
    render::wording,
    report::{FormField, Tick},
};

pub(super) fn ticks(label: &str, help: &str, options: &[Tick]) -> Markup {
    html! {
        div.ticks {
            p.label dir="auto" { (lines(label)) }
            @if !help.is_empty() { p.help dir="auto" { (lines(help)) } }
            ul { @for option in options { (tick(option)) } }
        }
    }
}

fn tick(option: &Tick) -> Markup {
    let (class, said) =
        if option.ticked { ("box ticked", wording::TICKED) } else { ("box", wording::NOT_TICKED) };
    html! {
        li dir="auto" {
            span class=(class) aria-hidden="true" {}
            span { span.unseen { (said) ": " } (lines(&option.label)) }
        }
    }
}

pub(super) fn form(fields: &[FormField]) -> Markup {
    html! { dl.form { @for field in fields { (form_field(field)) } } }
}

fn form_field(field: &FormField) -> Markup {
    html! {
        div {
            dt {
                span.label dir="auto" { (lines(&field.label)) }
                @if !field.help.is_empty() { span.help dir="auto" { (lines(&field.help)) } }
            }
            dd dir="auto" style={ "--lines:" (field.lines.max(1)) } {
                @if field.value.is_empty() {
                    span.unseen { (wording::TO_WRITE) }
                } @else {
                    (lines(&field.value))
                }
            }
        }
    }
}

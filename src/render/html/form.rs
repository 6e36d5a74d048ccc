//! What people fill in, on a page: boxes to tick and room to write.

use maud::{Markup, html};

use super::lines;
use crate::{
    language::{Language, say},
    report::{FormField, Tick},
};

pub(super) fn ticks(language: Language, label: &str, help: &str, options: &[Tick]) -> Markup {
    html! {
        div.ticks {
            p.label dir="auto" { (lines(label)) }
            @if !help.is_empty() { p.help dir="auto" { (lines(help)) } }
            ul { @for option in options { (tick(language, option)) } }
        }
    }
}

fn tick(language: Language, option: &Tick) -> Markup {
    let (class, said) = if option.ticked {
        ("box ticked", say!(language, "format-ticked"))
    } else {
        ("box", say!(language, "format-not-ticked"))
    };
    html! {
        li dir="auto" {
            span class=(class) aria-hidden="true" {}
            span { span.unseen { (said) ": " } (lines(&option.label)) }
        }
    }
}

pub(super) fn form(language: Language, fields: &[FormField]) -> Markup {
    html! { dl.form { @for field in fields { (form_field(language, field)) } } }
}

fn form_field(language: Language, field: &FormField) -> Markup {
    html! {
        div {
            dt {
                span.label dir="auto" { (lines(&field.label)) }
                @if !field.help.is_empty() { span.help dir="auto" { (lines(&field.help)) } }
            }
            dd dir="auto" style={ "--lines:" (field.lines.max(1)) } {
                @if field.value.is_empty() {
                    (to_write(language))
                } @else {
                    (lines(&field.value))
                }
            }
        }
    }
}

/// Before room to write in, for those who listen to the page.
pub(super) fn to_write(language: Language) -> Markup {
    html! { span.unseen { (say!(language, "format-to-write")) " " } }
}

//! The page of a site whose results are held back: why, where, and what to do.

use super::{Block, Report, say};
use crate::{
    diagnostic::{Code, Diagnostic, count, render},
    model::Site,
};

/// What stands in the way of a site's plan.
pub fn held_back_page(site: &Site, diagnostics: &[Diagnostic]) -> Report {
    let things = count(diagnostics.len(), "thing");
    let mut blocks = vec![
        Block::Heading { level: 1, text: "This plan is waiting".to_owned() },
        Block::Callout {
            title: format!("{things} to put right first"),
            text: "With the files as they are, some of this site\u{2019}s numbers would be wrong. Nothing \
                   is lost: put right what is listed here in your files, and run again."
                .to_owned(),
        },
    ];
    for diagnostic in diagnostics {
        blocks.push(Block::Heading { level: 2, text: about(diagnostic) });
        blocks.push(Block::Paragraph(format!("{}.", say::sentence(&diagnostic.message))));
        if let Some(help) = &diagnostic.help {
            blocks.push(Block::Paragraph(format!("What to do: {help}.")));
        }
        blocks.push(Block::Verbatim(render(diagnostic)));
    }
    Report {
        language: crate::language::Language::English,
        title: "Site Quality Improvement Plan".to_owned(),
        subtitle: site.name.clone(),
        footer: format!("{} \u{b7} held back", site.name),
        blocks,
    }
}

/// What kind of thing it is, in a few words.
fn about(diagnostic: &Diagnostic) -> String {
    let found = Code::ALL.iter().find(|(code, ..)| *code == diagnostic.code);
    found.map_or_else(String::new, |(.., about)| say::sentence(about))
}

//! The page of a site whose results are held back: why, where, and what to do.

use super::{Block, Report};
use crate::{
    diagnostic::{Diagnostic, count, render},
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
        blocks.push(Block::Heading { level: 2, text: super::say::sentence(&diagnostic.message) });
        blocks.push(Block::Verbatim(render(diagnostic)));
    }
    Report {
        title: "Site Quality Improvement Plan".to_owned(),
        subtitle: site.name.clone(),
        footer: format!("{} \u{b7} held back", site.name),
        blocks,
    }
}

//! The page of a site whose results are held back: why, where, and what to do.

use super::{
    Block, Report,
    noticed::{about, in_english, in_full},
    say,
};
use crate::{
    diagnostic::Diagnostic,
    language::{Language, say},
    model::Site,
};

/// What stands in the way of a site's plan.
pub fn held_back_page(language: Language, site: &Site, diagnostics: &[Diagnostic]) -> Report {
    let mut blocks = vec![
        Block::Heading { level: 1, text: say!(language, "notices-waiting") },
        Block::Callout {
            title: say!(language, "notices-waiting-for", n = diagnostics.len()),
            text: say!(language, "notices-waiting-why"),
        },
    ];
    blocks.extend(in_english(language));
    for diagnostic in diagnostics {
        let text = say::sentence(&about(language, diagnostic.code));
        blocks.push(Block::Heading { level: 2, text });
        blocks.extend(in_full(language, diagnostic));
    }
    Report {
        language,
        title: say!(language, "notices-waiting-title"),
        subtitle: site.name.clone(),
        footer: say!(language, "notices-waiting-footer", site = &*site.name),
        blocks,
    }
}

//! The list of contents of a Word file.
//!
//! It is a field that Word can renew, and is filled in already: each line leads to its part. It has
//! no page numbers, because where pages end is known to Word alone.

use super::{
    body::{Body, Next},
    styles::{Look, Style},
};
use crate::{
    render::{outline, wording},
    report::Block,
};

/// A table of contents (ECMA-376, 17.16.5.68): headings of level 1, as links, without page numbers.
const FIELD: &str = " TOC \\o \"1-1\" \\h \\z \\n ";

impl Body<'_> {
    pub(super) fn contents(&mut self, blocks: &[Block]) {
        let figures_in_words = wording::figures_in_words(self.language);
        let mut parts = outline::contents(blocks);
        if parts.is_empty() {
            return;
        }
        if blocks.iter().any(|block| matches!(block, Block::Figure(_))) {
            parts.push((blocks.len(), &figures_in_words));
        }
        let last = parts.len() - 1;
        self.element("w:sdt", |control| {
            control.element("w:sdtPr", |properties| {
                let id = properties.next_id();
                properties.value("w:id", &id);
                properties.element("w:docPartObj", |part| {
                    part.value("w:docPartGallery", "Table of Contents");
                    part.empty("w:docPartUnique", &[]);
                });
            });
            control.element("w:sdtContent", |content| {
                for (count, (place, text)) in parts.into_iter().enumerate() {
                    content.contents_line(place, text, (count == 0, count == last));
                }
            });
        });
    }

    fn contents_line(&mut self, place: usize, text: &str, (begins, ends): (bool, bool)) {
        self.paragraph(Style::Contents, Next::Free, |line| {
            if begins {
                line.field_mark("begin");
                line.element("w:r", |run| {
                    let preserve = [("xml:space", "preserve")];
                    run.element_with("w:instrText", &preserve, |code| code.text(FIELD));
                });
                line.field_mark("separate");
            }
            let to = [("w:anchor", &*bookmark(place)), ("w:history", "1")];
            line.element_with("w:hyperlink", &to, |link| link.run(Look::Plain, text));
            if ends {
                line.field_mark("end");
            }
        });
    }

    fn field_mark(&mut self, kind: &str) {
        self.element("w:r", |run| run.empty("w:fldChar", &[("w:fldCharType", kind)]));
    }

    /// A heading, where the list of contents finds it.
    pub(super) fn heading(&mut self, level: u8, place: usize, text: &str) {
        let number = place.to_string();
        self.paragraph(Style::Heading(level), Next::Free, |heading| {
            let name = bookmark(place);
            heading.empty("w:bookmarkStart", &[("w:id", &number), ("w:name", &name)]);
            heading.run(Look::Plain, text);
            heading.empty("w:bookmarkEnd", &[("w:id", &number)]);
        });
    }
}

/// Names that start so are Word's own for this purpose, and hidden from people.
fn bookmark(place: usize) -> String {
    format!("_Toc{place:06}")
}

//! The text of a Word file, block by block.

use super::{
    package::Relations,
    styles::{Look, Style},
    xml::{Attribute, Xml},
};
use crate::{
    language::Language,
    render::{
        drawings::Drawings,
        outline::Outline,
        paper::Paper,
        text::{self, Piece},
    },
    report::{Block, Figure, Report},
};

const NAMESPACES: &[Attribute] = &[
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main"),
    ("xmlns:w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
    ("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("mc:Ignorable", "w14"),
];

/// The main part of a Word file as it is written.
pub(super) struct Body<'a> {
    pub(super) language: Language,
    xml: Xml,
    pub(super) relations: Relations<'a>,
    pub(super) drawings: &'a Drawings,
    /// The figures so far, in order.
    pub(super) figures: Vec<&'a Figure>,
    /// The last number given to a field or a picture; Word wants each only once.
    last_id: u32,
    new_page: PageStart,
    paper: Paper,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PageStart {
    Here,
    No,
}

/// Whether a paragraph may stand on another page than the next one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Free,
    SamePage,
}

impl<'a> Body<'a> {
    /// Writes the main part. It comes with the list of what it points to.
    pub(super) fn write(
        report: &'a Report,
        drawings: &'a Drawings,
        paper: Paper,
    ) -> (Vec<u8>, Relations<'a>) {
        let mut body = Body {
            language: report.language,
            xml: Xml::new(),
            relations: Relations::none(),
            drawings,
            figures: Vec::new(),
            last_id: 0,
            new_page: PageStart::No,
            paper,
        };
        body.element_with("w:document", NAMESPACES, |document| {
            document.element("w:body", |body| {
                body.report(report);
                body.section();
            });
        });
        (body.xml.into_bytes(), body.relations)
    }

    fn report(&mut self, report: &'a Report) {
        self.line(Style::Title, &report.title);
        if !report.subtitle.is_empty() {
            self.line(Style::Subtitle, &report.subtitle);
        }
        self.contents(&report.blocks);
        let mut outline = Outline::default();
        let mut after_heading = Next::Free;
        for (place, block) in report.blocks.iter().enumerate() {
            match block {
                Block::Heading { level, text } => {
                    self.heading(outline.next(*level), place, text);
                    after_heading = Next::SamePage;
                    continue;
                }
                // A heading and a line under it are no end for a page.
                Block::Note(text) => {
                    self.paragraph(Style::Note, after_heading, |note| note.run(Look::Plain, text));
                }
                other => self.block(other),
            }
            after_heading = Next::Free;
        }
        self.figures_in_words(report.blocks.len());
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading { .. } | Block::Note(_) => {}
            Block::Paragraph(text) => self.line(Style::Text, text),
            Block::Callout { title, text } => self.callout(title, text),
            Block::List(items) => items.iter().for_each(|item| self.line(Style::ListItem, item)),
            Block::Verbatim(text) => {
                text.trim_end().lines().for_each(|line| self.line(Style::Verbatim, line));
            }
            Block::Facts(facts) => self.facts(facts),
            Block::Table(table) => self.table(table),
            Block::Ticks { label, help, options } => self.ticks(label, help, options),
            Block::Form(fields) => self.form(fields),
            Block::Figure(figure) => self.figure(figure),
            Block::PageBreak => self.new_page = PageStart::Here,
        }
    }

    /// One paragraph, so that the line beside it is one.
    fn callout(&mut self, title: &str, text: &str) {
        self.paragraph(Style::Callout, Next::Free, |callout| {
            callout.run(Look::Strong, title);
            if !title.is_empty() && !text.is_empty() {
                callout.element("w:r", |run| run.empty("w:br", &[]));
            }
            callout.run(Look::Plain, text);
        });
    }

    /// The width of the text in twentieths of a point.
    pub(super) fn text_width(&self) -> u64 {
        self.paper.text_width()
    }

    /// The page: its size, its margins, and what stands at its head and foot. The first page has no head.
    fn section(&mut self) {
        self.element("w:sectPr", |section| {
            section
                .empty("w:headerReference", &[("w:type", "default"), ("r:id", Relations::HEADER)]);
            section.empty(
                "w:headerReference",
                &[("w:type", "first"), ("r:id", Relations::FIRST_HEADER)],
            );
            section
                .empty("w:footerReference", &[("w:type", "default"), ("r:id", Relations::FOOTER)]);
            section.empty(
                "w:footerReference",
                &[("w:type", "first"), ("r:id", Relations::FIRST_FOOTER)],
            );
            let (width, height) = section.paper.size();
            let (width, height) = (width.to_string(), height.to_string());
            section.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
            section.empty(
                "w:pgMar",
                &[
                    ("w:top", "1160"),
                    ("w:right", "1080"),
                    ("w:bottom", "1080"),
                    ("w:left", "1080"),
                    ("w:header", "560"),
                    ("w:footer", "500"),
                    ("w:gutter", "0"),
                ],
            );
            section.empty("w:titlePg", &[]);
        });
    }

    /// A paragraph of one text.
    pub(super) fn line(&mut self, style: Style, text: &str) {
        self.paragraph(style, Next::Free, |paragraph| paragraph.run(Look::Plain, text));
    }

    pub(super) fn paragraph(&mut self, style: Style, next: Next, inside: impl FnOnce(&mut Self)) {
        let new_page = std::mem::replace(&mut self.new_page, PageStart::No);
        self.element("w:p", |paragraph| {
            paragraph.element("w:pPr", |properties| {
                properties.value("w:pStyle", style.id());
                if next == Next::SamePage {
                    properties.empty("w:keepNext", &[]);
                }
                if new_page == PageStart::Here {
                    properties.empty("w:pageBreakBefore", &[]);
                    properties.empty("w:spacing", &[("w:before", "0")]);
                }
            });
            inside(paragraph);
        });
    }

    /// Where a table cannot start a page by itself, a thin line before it does.
    pub(super) fn before_table(&mut self) {
        if self.new_page == PageStart::Here {
            self.line(Style::AfterTable, "");
        }
    }

    /// Words of one look, with their line breaks.
    pub(super) fn run(&mut self, look: Look, text: &str) {
        if text.is_empty() {
            return;
        }
        self.element("w:r", |run| {
            if let Some(id) = look.id() {
                run.element("w:rPr", |properties| properties.value("w:rStyle", id));
            }
            for (place, line) in text.lines().enumerate() {
                if 0 < place {
                    run.empty("w:br", &[]);
                }
                run.pieces(line);
            }
        });
    }

    fn pieces(&mut self, line: &str) {
        for piece in text::pieces(line) {
            match piece {
                Piece::Words(words) => self.words(words),
                Piece::Whole(word) => self.whole_word(word),
            }
        }
    }

    fn whole_word(&mut self, word: &str) {
        for (place, part) in word.split('-').enumerate() {
            if 0 < place {
                self.empty("w:noBreakHyphen", &[]);
            }
            self.words(part);
        }
    }

    fn words(&mut self, words: &str) {
        self.element_with("w:t", &[("xml:space", "preserve")], |t| t.text(words));
    }

    pub(super) fn next_id(&mut self) -> String {
        self.last_id += 1;
        self.last_id.to_string()
    }

    pub(super) fn element(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.element_with(name, &[], inside);
    }

    pub(super) fn element_with(
        &mut self,
        name: &str,
        attributes: &[Attribute],
        inside: impl FnOnce(&mut Self),
    ) {
        self.xml.open(name, attributes);
        inside(self);
        self.xml.close(name);
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute]) {
        self.xml.empty(name, attributes);
    }

    /// An element that holds one value: `<w:sz w:val="20"/>`.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.xml.empty(name, &[("w:val", value)]);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.xml.text(text);
    }
}

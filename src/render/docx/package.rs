//! The parts of a Word file, and the zip that holds them.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{
    styles::Style,
    xml::{Attribute, Xml},
};
use crate::{
    language::{Language, say},
    render::{
        about::{DocumentAbout, running_title},
        wording,
    },
    report::Report,
};

const STYLES: &str = include_str!("../../../reports/style/word/styles.xml");
const NUMBERING: &str = include_str!("../../../reports/style/word/numbering.xml");
const SETTINGS: &str = include_str!("../../../reports/style/word/settings.xml");
const FONTS: &str = include_str!("../../../reports/style/word/fontTable.xml");

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts beside the text: name, kind, file.
const BESIDE: [(&str, &str, &str); 8] = [
    ("rIdStyles", "styles", "styles.xml"),
    ("rIdNumbering", "numbering", "numbering.xml"),
    ("rIdSettings", "settings", "settings.xml"),
    ("rIdFonts", "fontTable", "fontTable.xml"),
    (Relations::HEADER, "header", "header1.xml"),
    (Relations::FIRST_HEADER, "header", "header2.xml"),
    (Relations::FOOTER, "footer", "footer1.xml"),
    (Relations::FIRST_FOOTER, "footer", "footer2.xml"),
];

/// What the text points to: pictures and web pages.
pub(super) struct Relations<'a> {
    pointed_to: Vec<Relation<'a>>,
}

enum Relation<'a> {
    Picture { ending: &'static str, bytes: &'a [u8] },
    Hyperlink(String),
}

impl<'a> Relations<'a> {
    pub(super) const HEADER: &'static str = "rIdHeader";
    pub(super) const FIRST_HEADER: &'static str = "rIdFirstHeader";
    pub(super) const FOOTER: &'static str = "rIdFooter";
    pub(super) const FIRST_FOOTER: &'static str = "rIdFirstFooter";

    pub(super) fn none() -> Relations<'a> {
        Relations { pointed_to: Vec::new() }
    }

    /// Takes a picture along, and gives the name by which the text calls it.
    pub(super) fn picture(&mut self, ending: &'static str, bytes: &'a [u8]) -> String {
        self.add(Relation::Picture { ending, bytes })
    }

    pub(super) fn hyperlink(&mut self, address: String) -> String {
        self.add(Relation::Hyperlink(address))
    }

    fn add(&mut self, relation: Relation<'a>) -> String {
        self.pointed_to.push(relation);
        format!("rId{}", self.pointed_to.len())
    }

    fn numbered(&self) -> impl Iterator<Item = (usize, &Relation<'a>)> {
        (1..).zip(&self.pointed_to)
    }
}

/// Puts the parts together. The first one must be the list of types.
pub(super) fn package(
    report: &Report,
    about: &DocumentAbout,
    document: &[u8],
    relations: &Relations,
) -> Vec<u8> {
    let mut package = Package::new();
    package.part("[Content_Types].xml", &content_types());
    package.part("_rels/.rels", &package_relations());
    package.part("docProps/core.xml", &core_properties(report, about));
    package.part("word/document.xml", document);
    package.part("word/_rels/document.xml.rels", &document_relations(relations));
    package.part("word/styles.xml", in_language(STYLES, report.language).as_bytes());
    package.part("word/numbering.xml", NUMBERING.as_bytes());
    package.part("word/settings.xml", in_language(SETTINGS, report.language).as_bytes());
    package.part("word/fontTable.xml", FONTS.as_bytes());
    package.part("word/header1.xml", &header(&running_title(report)));
    package.part("word/header2.xml", &header(""));
    package.part("word/footer1.xml", &footer(report));
    package.part("word/footer2.xml", &footer(report));
    for (number, relation) in relations.numbered() {
        if let Relation::Picture { ending, bytes } = relation {
            let name = format!("word/media/figure{number}.{ending}");
            if *ending == "png" {
                package.picture(&name, bytes);
            } else {
                package.part(&name, bytes);
            }
        }
    }
    package.finish()
}

/// A part that says in which language the text is, in that of the report.
fn in_language(part: &str, language: Language) -> String {
    let val = |locale: &str| format!("w:val=\"{locale}\"");
    part.replace(&val("en-US"), &val(&wording::locale(language)))
}

/// A zip in memory, with one date for all its parts.
struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Package {
    fn new() -> Package {
        Package { zip: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    fn part(&mut self, name: &str, bytes: &[u8]) {
        self.add(name, bytes, CompressionMethod::Deflated);
    }

    /// A part that is pressed already.
    fn picture(&mut self, name: &str, bytes: &[u8]) {
        self.add(name, bytes, CompressionMethod::Stored);
    }

    fn add(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default());
        self.zip.start_file(name, options).expect("each part has its own name");
        self.zip.write_all(bytes).expect("writing to memory always works");
    }

    fn finish(self) -> Vec<u8> {
        self.zip.finish().expect("writing to memory always works").into_inner()
    }
}

fn content_types() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))]);
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    for (ending, kind) in [
        ("rels", relations),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("svg", "image/svg+xml"),
    ] {
        xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
    }
    let mut part = |name: &str, kind: &str| {
        xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
    };
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    part("/word/document.xml", &format!("{WORD_TYPE}.document.main+xml"));
    for (_, kind, file) in BESIDE {
        part(&format!("/word/{file}"), &format!("{WORD_TYPE}.{kind}+xml"));
    }
    xml.close("Types");
    xml.into_bytes()
}

fn package_relations() -> Vec<u8> {
    relations(|relation| {
        relation("rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml", &[]);
        let core = format!("{PACKAGE}/relationships/metadata/core-properties");
        relation("rId2", &core, "docProps/core.xml", &[]);
    })
}

fn document_relations(pointed_to: &Relations) -> Vec<u8> {
    relations(|relation| {
        for (id, kind, file) in BESIDE {
            relation(id, &format!("{OFFICE}/{kind}"), file, &[]);
        }
        for (number, to) in pointed_to.numbered() {
            let id = format!("rId{number}");
            match to {
                Relation::Picture { ending, .. } => {
                    let file = format!("media/figure{number}.{ending}");
                    relation(&id, &format!("{OFFICE}/image"), &file, &[]);
                }
                Relation::Hyperlink(address) => {
                    let outside = [("TargetMode", "External")];
                    relation(&id, &format!("{OFFICE}/hyperlink"), address, &outside);
                }
            }
        }
    })
}

/// A list of relations; `each` is given a way to add one by id, kind, target and what else it needs.
fn relations(each: impl FnOnce(&mut dyn FnMut(&str, &str, &str, &[Attribute]))) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))]);
    each(&mut |id, kind, target, more| {
        let attributes = [&[("Id", id), ("Type", kind), ("Target", target)], more].concat();
        xml.empty("Relationship", &attributes);
    });
    xml.close("Relationships");
    xml.into_bytes()
}

fn core_properties(report: &Report, about: &DocumentAbout) -> Vec<u8> {
    let made_on = format!("{}T00:00:00Z", about.made_on.format("%Y-%m-%d"));
    let mut xml = Xml::new();
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let date = [("xsi:type", "dcterms:W3CDTF")];
    xml.open("cp:coreProperties", &namespaces);
    leaf(&mut xml, "dc:title", &[], &running_title(report));
    leaf(&mut xml, "dc:creator", &[], &about.author);
    leaf(&mut xml, "dc:language", &[], &wording::locale(report.language));
    leaf(&mut xml, "cp:lastModifiedBy", &[], &about.author);
    leaf(&mut xml, "dcterms:created", &date, &made_on);
    leaf(&mut xml, "dcterms:modified", &date, &made_on);
    xml.close("cp:coreProperties");
    xml.into_bytes()
}

fn header(title: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:hdr", &[("xmlns:w", WORD)]);
    open_paragraph(&mut xml, Style::Header);
    if !title.is_empty() {
        run(&mut xml, title);
    }
    xml.close("w:p");
    xml.close("w:hdr");
    xml.into_bytes()
}

/// The number of the page, and beside it what the report says at the foot of every page.
fn footer(report: &Report) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:ftr", &[("xmlns:w", WORD)]);
    open_paragraph(&mut xml, Style::Footer);
    page_number(&mut xml, report.language);
    xml.open("w:r", &[]);
    xml.empty("w:tab", &[]);
    xml.close("w:r");
    run(&mut xml, &report.footer);
    xml.close("w:p");
    xml.close("w:ftr");
    xml.into_bytes()
}

/// `Page 3 of 12`, where Word counts.
fn page_number(xml: &mut Xml, language: Language) {
    let said = say!(language, "format-page", page = "{PAGE}", pages = "{NUMPAGES}");
    for (place, part) in said.split(['{', '}']).enumerate() {
        match place % 2 {
            _ if part.is_empty() => {}
            0 => run(xml, part),
            _ => field(xml, part),
        }
    }
}

fn open_paragraph(xml: &mut Xml, style: Style) {
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", style.id())]);
    xml.close("w:pPr");
}

fn run(xml: &mut Xml, text: &str) {
    xml.open("w:r", &[]);
    leaf(xml, "w:t", &[("xml:space", "preserve")], text);
    xml.close("w:r");
}

/// A number that Word keeps right.
fn field(xml: &mut Xml, name: &str) {
    xml.open("w:fldSimple", &[("w:instr", name)]);
    run(xml, "1");
    xml.close("w:fldSimple");
}

fn leaf(xml: &mut Xml, name: &str, attributes: &[Attribute], text: &str) {
    xml.open(name, attributes);
    xml.text(text);
    xml.close(name);
}

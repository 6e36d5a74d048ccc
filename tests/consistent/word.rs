//! A Word file, read.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use zip::ZipArchive;

use super::{
    document::{Document, Figure, Piece, Table, plain},
    tree::{Element, drawn},
};

/// What a field says that holds nothing yet and has no hint of its own.
const WRITE_HERE: &str = "Click here to write";

pub(crate) fn read(bytes: &[u8]) -> Document {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let document = Element::read(&part("word/document.xml"));
    let relations = Element::read(&part("word/_rels/document.xml.rels"));
    let links: BTreeMap<String, String> = relations
        .all("Relationship")
        .into_iter()
        .map(|link| (link.attribute("Id").to_owned(), link.attribute("Target").to_owned()))
        .collect();
    let mut reader = Reader {
        document: Document::default(),
        caption: String::new(),
        drawing: &mut |id| drawn(&Element::read(&part(&format!("word/{}", links[id])))),
    };
    for block in document.first("w:body").elements() {
        reader.block(block);
    }
    reader.document.with_figures_in_words()
}

struct Reader<'a> {
    document: Document,
    /// Of the table that comes next.
    caption: String,
    drawing: &'a mut dyn FnMut(&str) -> Vec<String>,
}

impl Reader<'_> {
    fn block(&mut self, block: &Element) {
        match &*block.name {
            "w:p" => self.paragraph(block),
            "w:tbl" if style(block, "w:tblStyle") == "ReportTable" => {
                let caption = std::mem::take(&mut self.caption);
                self.document.pieces.push(Piece::Table(table(block, caption)));
            }
            "w:tbl" => block.all("w:p").into_iter().for_each(|line| self.paragraph(line)),
            // The list of contents, and where the pages end.
            _ => {}
        }
    }

    fn paragraph(&mut self, paragraph: &Element) {
        if let Some(picture) = paragraph.all("wp:docPr").first() {
            let svg = paragraph.first("asvg:svgBlip").attribute("r:embed").to_owned();
            self.document.figures.push(Figure {
                alternative: Some(plain(picture.attribute("descr"))),
                drawn: (self.drawing)(&svg),
                ..Figure::default()
            });
        }
        let words = plain(&words(paragraph));
        match style(paragraph, "w:pStyle") {
            "Heading1" | "Heading2" | "Heading3" => {
                self.document.pieces.push(Piece::Heading(words));
            }
            "TableCaption" => self.caption = words,
            _ => self.document.text(&words),
        }
    }
}

fn style<'a>(element: &'a Element, kind: &str) -> &'a str {
    element.all(kind).first().map_or("", |style| style.attribute("w:val"))
}

fn words(element: &Element) -> String {
    let said = element.words(&|part| match &*part.name {
        "w:br" | "w:tab" => Some(" ".to_owned()),
        "w:noBreakHyphen" => Some("-".to_owned()),
        "w:t" => Some(part.words(&|_| None)),
        // Names and texts of pictures are no words of the paragraph.
        "w:drawing" | "w:sdtPr" | "w:pPr" | "w:rPr" => Some(String::new()),
        _ => None,
    });
    if plain(&said) == WRITE_HERE { String::new() } else { said }
}

fn table(table: &Element, caption: String) -> Table {
    let mut head = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in table.elements().filter(|part| part.name == "w:tr") {
        let cells = row.elements().filter(|part| part.name == "w:tc");
        if row.all("w:tblHeader").len() == 1 {
            head = cells.map(|cell| plain(&words(cell))).collect();
        } else if is_details(row) {
            let above = rows.last_mut().expect("details stand below a row");
            head.truncate(above.len());
            for line in row.all("w:p") {
                let said = words_of_runs(line);
                let (label, value) = said.split_once('\t').expect("a label and a value");
                head.push(plain(label));
                above.push(plain(value));
            }
        } else {
            rows.push(cells.map(|cell| plain(&words(cell))).collect());
        }
    }
    Table { caption, head, rows }
}

fn is_details(row: &Element) -> bool {
    row.all("w:pStyle").iter().any(|style| style.attribute("w:val") == "TableDetail")
}

/// The same as `words`, with the tab between label and value.
fn words_of_runs(line: &Element) -> String {
    let runs = line
        .elements()
        .map(|run| if run.all("w:tab").is_empty() { words(run) } else { "\t".to_owned() });
    let runs: Vec<String> = runs.collect();
    runs.concat()
}

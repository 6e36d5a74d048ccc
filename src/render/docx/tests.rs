//! What a Word file promises.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
};

use chrono::NaiveDate;
use quick_xml::{
    Reader,
    escape::unescape,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::*;
use crate::{
    language::Language,
    render::{Paper, sample},
    report::{Block, Cell, Table},
};

#[test]
fn nothing_that_the_report_says_is_lost() {
    let report = sample::report();
    let parts = parts(&sample_file());
    let words: String =
        ["word/document.xml", "word/footer1.xml"].iter().map(|part| words(&parts[*part])).collect();
    for text in sample::strings_on_paper(&report) {
        assert!(words.contains(text), "not in the document: {text}");
    }
}

#[test]
fn every_part_is_xml_with_a_known_type() {
    let parts = parts(&sample_file());
    let types = &parts["[Content_Types].xml"];
    for (name, bytes) in &parts {
        let ending = name.rsplit('.').next().unwrap();
        if ending == "png" {
            continue;
        }
        elements(bytes);
        let of_its_own = text(types).contains(&format!("PartName=\"/{name}\""));
        let is_plain = ["rels", "svg"].contains(&ending) || name == "[Content_Types].xml";
        assert!(of_its_own || is_plain, "no type for {name}");
    }
}

#[test]
fn the_list_of_types_comes_first() {
    let mut zip = ZipArchive::new(Cursor::new(sample_file())).unwrap();
    assert_eq!(zip.by_index(0).unwrap().name().unwrap(), "[Content_Types].xml");
}

#[test]
fn what_the_text_points_to_is_there() {
    let parts = parts(&sample_file());
    let relations = elements(&parts["word/_rels/document.xml.rels"]);
    let ids: BTreeSet<_> = attributes(&relations, "Relationship", "Id").into_iter().collect();
    assert_eq!(ids.len(), attributes(&relations, "Relationship", "Id").len());
    for element in elements(&parts["word/document.xml"]) {
        for (name, value) in element.1 {
            let points = ["r:id", "r:embed"].contains(&name.as_str());
            assert!(!points || ids.contains(&value), "{value}");
        }
    }
    for target in attributes(&relations, "Relationship", "Target") {
        let is_link = target.starts_with("inputs/");
        assert!(is_link || parts.contains_key(&format!("word/{target}")), "{target}");
    }
}

#[test]
fn every_style_in_use_is_defined() {
    let parts = parts(&sample_file());
    let styles = elements(&parts["word/styles.xml"]);
    let defined = attributes(&styles, "w:style", "w:styleId");
    for part in ["word/document.xml", "word/header1.xml", "word/footer1.xml", "word/styles.xml"] {
        let elements = elements(&parts[part]);
        for name in ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"] {
            for style in attributes(&elements, name, "w:val") {
                assert!(defined.contains(&style), "{style} in {part}");
            }
        }
    }
}

#[test]
fn headings_have_their_levels() {
    let used = attributes(&sample_elements(), "w:pStyle", "w:val");
    let levels: String = used.iter().filter_map(|style| style.strip_prefix("Heading")).collect();
    // The last one is that of the figures in words.
    assert_eq!(levels, "122331212".to_owned() + "1");
}

#[test]
fn the_contents_lead_to_each_part() {
    let document = sample_elements();
    let bookmarks = attributes(&document, "w:bookmarkStart", "w:name");
    let lead_to = attributes(&document, "w:hyperlink", "w:anchor");
    // Three parts, and the figures in words.
    assert_eq!(lead_to.len(), 4);
    assert!(lead_to.iter().all(|name| bookmarks.contains(name)), "{lead_to:?} {bookmarks:?}");
    assert_eq!(attributes(&document, "w:fldChar", "w:fldCharType"), ["begin", "separate", "end"]);
    let ids = attributes(&document, "w:bookmarkStart", "w:id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[test]
fn it_fits_the_paper() {
    let on = |paper| {
        let about = DocumentAbout { paper, ..about() };
        let file = docx(&sample::report(), &sample::drawings(), &about);
        let document = elements(&parts(&file)["word/document.xml"]);
        (attributes(&document, "w:pgSz", "w:w"), attributes(&document, "w:pgSz", "w:h"))
    };
    // Twentieths of a point: 8.5 by 11 inches, and 210 by 297 millimeters.
    assert_eq!(on(Paper::Letter), (vec!["12240".to_owned()], vec!["15840".to_owned()]));
    assert_eq!(on(Paper::A4), (vec!["11906".to_owned()], vec!["16838".to_owned()]));
}

#[test]
fn the_head_of_each_table_repeats_and_no_row_splits() {
    let document = sample_elements();
    let count = |name: &str| document.iter().filter(|(element, _)| element == name).count();
    // Results, action steps and progress; the numbers of the figure stand in the web page.
    assert_eq!(count("w:tblHeader"), 3);
    assert_eq!(count("w:cantSplit"), count("w:tr"));
    assert_eq!(count("w:tcW"), count("w:tc"));
}

#[test]
fn the_columns_of_a_table_fill_the_page() {
    let document = text(&parts(&sample_file())["word/document.xml"]).to_owned();
    for grid in document.split("<w:tblGrid>").skip(1) {
        let grid = grid.split("</w:tblGrid>").next().unwrap();
        let widths = grid.split("w:w=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        assert_eq!(widths.map(|width| width.parse::<u64>().unwrap()).sum::<u64>(), 10_080);
    }
}

#[test]
fn a_picture_says_what_it_shows() {
    let report = sample::report();
    let figure = report.blocks.iter().find_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    });
    let document = sample_elements();
    let described = attributes(&document, "wp:docPr", "descr");
    assert_eq!(described, [figure.unwrap().description.clone()]);
    assert_eq!(attributes(&document, "asvg:svgBlip", "r:embed").len(), 1);
}

#[test]
fn people_can_tick_and_write() {
    let document = sample_elements();
    let checked = attributes(&document, "w14:checked", "w14:val").concat();
    // Four kinds of funding, then seven kinds of people.
    assert_eq!(checked, "1010".to_owned() + "1101100");
    let count = |name: &str| document.iter().filter(|(element, _)| element == name).count();
    // Four facts, one measure, four fields of the form, three cells in each of four rows.
    assert_eq!(count("w:text"), 4 + 1 + 4 + 12);
    // One field is filled in already.
    assert_eq!(count("w:showingPlcHdr"), count("w:text") - 1);
    let ids = attributes(&document, "w:id", "w:val");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[test]
fn nothing_to_show_makes_no_table() {
    let nothing = Table {
        caption: "Nothing yet".to_owned(),
        head: Vec::new(),
        rows: Vec::new(),
        widths: Vec::new(),
    };
    let ticks = Block::Ticks { label: String::new(), help: String::new(), options: Vec::new() };
    let blocks = vec![
        Block::Facts(Vec::new()),
        Block::Table(nothing),
        ticks,
        Block::Form(Vec::new()),
        Block::List(Vec::new()),
    ];
    let report = Report { blocks, ..sample::report() };
    let parts = parts(&docx(&report, &Drawings::default(), &about()));
    assert!(!text(&parts["word/document.xml"]).contains("<w:tbl>"));
}

#[test]
fn an_address_that_would_run_is_no_link() {
    let mut report = sample::report();
    let link = Cell::link("run", "javascript:alert(1)");
    report.blocks = vec![Block::Facts(vec![("Made from".to_owned(), link)])];
    let parts = parts(&docx(&report, &Drawings::default(), &about()));
    assert!(!text(&parts["word/_rels/document.xml.rels"]).contains("javascript"));
}

#[test]
fn the_file_says_what_it_is() {
    let parts = parts(&sample_file());
    let core = text(&parts["docProps/core.xml"]);
    assert!(core.contains("<dc:title>Site Quality Improvement Plan – Oak Street Elementary"));
    assert!(core.contains("2025-09-01T00:00:00Z"));
    assert!(core.contains("<dc:language>en-US</dc:language>"));
}

#[test]
fn a_file_in_spanish_says_so_to_word() {
    let report = Report { language: Language::Spanish, ..sample::report() };
    let parts = parts(&docx(&report, &sample::drawings(), &about()));
    assert!(text(&parts["docProps/core.xml"]).contains("<dc:language>es-US</dc:language>"));
    for part in ["word/styles.xml", "word/settings.xml"] {
        let part = text(&parts[part]);
        assert!(part.contains("w:val=\"es-US\"") && !part.contains("w:val=\"en-US\""), "{part}");
    }
    assert!(words(&parts["word/footer1.xml"]).starts_with("Página 1 de 1"));
    assert!(words(&parts["word/document.xml"]).contains("Las figuras en palabras"));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(sample_file(), sample_file());
}

type Element = (String, BTreeMap<String, String>);

fn about() -> DocumentAbout {
    let made_on = NaiveDate::from_ymd_opt(2025, 9, 1).unwrap();
    DocumentAbout {
        author: "Valley Unified School District".to_owned(),
        made_on,
        paper: Paper::Letter,
    }
}

fn sample_file() -> Vec<u8> {
    docx(&sample::report(), &sample::drawings(), &about())
}

fn sample_elements() -> Vec<Element> {
    elements(&parts(&sample_file())["word/document.xml"])
}

fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut parts = BTreeMap::new();
    for place in 0..zip.len() {
        let mut part = zip.by_index(place).unwrap();
        let mut bytes = Vec::new();
        let name = part.name().unwrap().into_owned();
        part.read_to_end(&mut bytes).unwrap();
        parts.insert(name, bytes);
    }
    parts
}

fn text(part: &[u8]) -> &str {
    std::str::from_utf8(part).unwrap()
}

/// Every element of a part, in order; the reader sees to it that the part is well formed.
#[track_caller]
fn elements(part: &[u8]) -> Vec<Element> {
    let mut reader = Reader::from_str(text(part));
    let mut elements = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => elements.push(element(&start)),
            Event::Eof => return elements,
            _ => {}
        }
    }
}

fn element(start: &BytesStart) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = unescape(&attribute.value).unwrap().into_owned();
        (attribute.key.as_ref().to_owned(), value)
    });
    (start.name().as_ref().to_owned(), attributes.collect())
}

fn attributes(elements: &[Element], name: &str, attribute: &str) -> Vec<String> {
    let named = elements.iter().filter(|element| element.0 == name);
    named.filter_map(|element| element.1.get(attribute).cloned()).collect()
}

/// The words of a part, in order.
fn words(part: &[u8]) -> String {
    let mut words = String::new();
    let part = text(part).replace("<w:noBreakHyphen/>", "<w:t >-</w:t>");
    for piece in part.split("<w:t ").skip(1) {
        let inside = piece.split_once('>').unwrap().1.split("</w:t>").next().unwrap();
        words.push_str(&unescape(inside).unwrap());
    }
    words
}

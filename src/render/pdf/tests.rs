//! What a PDF promises.

use chrono::NaiveDate;
use typst::{
    World as _,
    layout::{Abs, Frame, FrameItem, Point},
    syntax::{RootedPath, VirtualPath, VirtualRoot},
};

use super::*;
use crate::{
    language::Language,
    render::{Drawing, Forms, Paper, sample},
    report::{Block, Cell, Figure, FormField, Table, Tick},
};

#[test]
fn nothing_that_the_report_says_is_lost() {
    let report = sample::report();
    let words = squeezed(&words(&report));
    for text in sample::strings_on_paper(&report) {
        // Letters without a shape, and Chinese ones, are the business of other tests.
        let text = squeezed(text);
        assert!(words.contains(&text), "not in the document: {text}");
    }
}

#[test]
fn it_is_marked_as_accessible() {
    let set = pdf(&sample::report(), &sample::drawings(), &about()).unwrap();
    assert_eq!(set.unmarked, None);
    let text = String::from_utf8_lossy(&set.bytes);
    // ISO 14289-1: the mark, the language, the tags, the title of the window.
    for mark in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "/Lang(en-US)",
        "/StructTreeRoot",
        "/Marked true",
        "/DisplayDocTitle true",
        "/Tabs/S",
        "/S/TH",
        "/Scope/Column",
        "/Alt(ticked)",
        "/Alt(not ticked)",
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Site Quality Improvement Plan – Oak Street",
    ] {
        assert!(text.contains(mark), "{mark}");
    }
}

#[test]
fn a_report_in_spanish_is_marked_as_such() {
    let report = Report { language: Language::Spanish, ..sample::report() };
    let set = pdf(&report, &sample::drawings(), &about()).unwrap();
    assert_eq!(set.unmarked, None);
    let text = String::from_utf8_lossy(&set.bytes);
    for mark in ["/Lang(es-US)", "/Alt(marcado)", "/Alt(sin marcar)"] {
        assert!(text.contains(mark), "{mark}");
    }
    let words = squeezed(&words(&report));
    for said in ["Página1de", "Figura1.", "Lasfigurasenpalabras"] {
        assert!(words.contains(said), "{said} not in {words}");
    }
}

#[test]
fn each_heading_is_a_bookmark() {
    let text = sample_text();
    // Three parts, four sections and two subsections of the sample, and the figures in words.
    assert_eq!(text.matches("/Title(").count() - in_metadata(&text), 10);
    for heading in ["I. Summary of assessment", "Strengths to protect", "The figures in words"] {
        assert!(text.contains(&format!("/Title({heading})")), "{heading}");
    }
}

/// Beside bookmarks, the list of properties has a title.
fn in_metadata(text: &str) -> usize {
    text.matches("/Title(Site Quality").count()
}

#[test]
fn the_same_report_gives_the_same_bytes_on_every_thread() {
    let set = || pdf(&sample::report(), &sample::drawings(), &about()).unwrap();
    let here = set();
    let threads: Vec<_> = (0..2).map(|_| std::thread::spawn(set)).collect();
    for thread in threads {
        assert!(thread.join().unwrap() == here);
    }
}

#[test]
fn it_bears_the_day_of_the_run() {
    assert!(sample_text().contains("/CreationDate(D:20250901000000Z)"));
}

/// Letter is 8.5 by 11 inches of 72 points; A4 is 210 by 297 millimeters.
#[test]
fn it_fits_the_paper() {
    let on = |paper| {
        let about = DocumentAbout { paper, ..about() };
        let set = pdf(&sample::report(), &sample::drawings(), &about).unwrap();
        String::from_utf8_lossy(&set.bytes).into_owned()
    };
    assert!(on(Paper::Letter).contains("/MediaBox[0 0 612 792]"));
    assert!(on(Paper::A4).contains("/MediaBox[0 0 595.3 841.9]"));
}

#[test]
fn what_looks_like_markup_stays_text() {
    let unkind = "#read(\"/etc/passwd\") *bold* $x^2$ <label> @ref = Heading \\ [a] //no /*no*/ ~";
    let report = everywhere(unkind);
    let words = squeezed(&words(&report));
    assert_eq!(words.matches(&squeezed(unkind)).count(), places(&report));
    assert_eq!(pdf(&report, &Drawings::default(), &about()).unwrap().unmarked, None);
}

#[test]
fn the_template_sees_nothing_but_the_report() {
    let view = View::of(&sample::report(), &sample::drawings(), &about());
    let world = World::of(view, about().made_on);
    let file = |name| RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).unwrap());
    assert!(world.file(file("report.json").intern()).is_ok());
    assert!(world.file(file("figure-1.svg").intern()).is_ok());
    for outside in ["Cargo.toml", "/etc/passwd", "figure-2.svg"] {
        assert!(world.file(file(outside).intern()).is_err(), "{outside}");
        assert!(world.source(file(outside).intern()).is_err(), "{outside}");
    }
}

#[test]
fn no_text_leaves_the_page() {
    let words = "Expanded Learning Academy of Arts ".repeat(4);
    stays_on_the_page(&everywhere(&words), Paper::Letter);
    stays_on_the_page(&everywhere(&"W".repeat(120)), Paper::A4);
    stays_on_the_page(&everywhere(&"a-b/c_d.e@f".repeat(11)), Paper::A4);
    stays_on_the_page(&everywhere(sample::HOSTILE), Paper::A4);
}

#[track_caller]
fn stays_on_the_page(report: &Report, paper: Paper) {
    let about = DocumentAbout { paper, ..about() };
    for page in pages(report, &about) {
        let (width, height) = (page.width() - margin(), page.height());
        for Said { at, width: long, text } in said(&page, Point::zero()) {
            let inside = margin() <= at.x && at.x + long <= width + Abs::pt(0.5);
            let inside = inside && Abs::zero() <= at.y && at.y <= height - Abs::pt(20.0);
            assert!(inside, "{text:?} at {at:?}, {long:?} wide");
        }
    }
}

fn margin() -> Abs {
    Abs::pt(54.0)
}

/// A cell as long as two pages still stands in the document, to its end.
#[test]
fn a_row_longer_than_a_page_goes_on_on_the_next() {
    let long = format!("{}the end", "A long story. ".repeat(600));
    let report = saying("Short", &long);
    stays_on_the_page(&report, Paper::Letter);
    let said = sample::strings(&report).iter().filter(|text| **text == long).count();
    assert_eq!(squeezed(&words(&report)).matches("theend").count(), said + titles(&report));
}

#[test]
fn emoji_and_other_scripts_are_set() {
    let name = "Ñandú −0.3 ≥ → 🏫 👩‍🔬 ☀️ מרכז למידה مدرسة";
    let report = everywhere(name);
    let set = pdf(&report, &Drawings::default(), &about()).unwrap();
    assert_eq!(set.unmarked, None);
    let words = words(&report);
    for letter in ["Ñandú", "🏫", "🔬", "☀", "−0.3", "≥", "→"] {
        assert!(words.contains(letter), "{letter}");
    }
    // Words that run from right to left come in runs of their own.
    assert!(words.contains("מרכז") && words.contains("مدرسة"));
}

#[test]
fn a_letter_without_a_shape_is_told() {
    let report = everywhere("Oak 学 Street");
    let words = squeezed(&words(&report));
    assert_eq!(words.matches("Oak□Street").count(), places(&report));
    assert!(words.contains(&squeezed(
        "□ stands for a letter that this document has no shape for (U+5B66)."
    )));
    assert_eq!(pdf(&report, &Drawings::default(), &about()).unwrap().unmarked, None);
}

#[test]
fn the_words_of_a_drawing_are_words() {
    let report = sample::report();
    let Some(Block::Figure(figure)) = report.blocks.iter().find(|block| is_figure(block)) else {
        panic!("a figure in the sample")
    };
    let figure = Figure { finding: "Oak 学 🏫 rose".to_owned(), ..(**figure).clone() };
    let report = Report { blocks: vec![Block::Figure(Box::new(figure))], ..report };
    let drawings = Drawings::of(&report, Forms::Lines);
    assert_eq!(pdf(&report, &drawings, &about()).unwrap().unmarked, None);
    let view = View::of(&report, &drawings, &about());
    let document = typeset::pages(&World::of(view, about().made_on)).unwrap();
    let said = said(&document.pages()[0].frame, Point::zero());
    let words: String = said.into_iter().map(|said| said.text).collect();
    assert!(squeezed(&words).contains("Oak□🏫rose"), "{words}");
}

#[test]
fn a_drawing_from_elsewhere_keeps_its_words() {
    let figure = sample::report().blocks.into_iter().find(is_figure).unwrap();
    let report = Report { blocks: vec![figure], ..sample::report() };
    let svg =
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>Oak 学</text></svg>";
    let png = sample::drawings().get("standards").unwrap().pixels().unwrap().png.clone();
    let mut drawings = Drawings::default();
    drawings.insert("standards", Drawing::new(svg.to_owned(), png).unwrap());
    assert_eq!(pdf(&report, &drawings, &about()).unwrap().unmarked, None);
}

fn is_figure(block: &Block) -> bool {
    matches!(block, Block::Figure(_))
}

#[test]
fn a_drawing_that_is_none_is_told_and_takes_nothing_down() {
    let figure = sample::report().blocks.into_iter().find(is_figure).unwrap();
    let mut drawings = Drawings::default();
    let png = sample::drawings().get("standards").unwrap().pixels().unwrap().png.clone();
    drawings.insert("standards", Drawing::new("<svg <svg".to_owned(), png).unwrap());
    let report = Report { blocks: vec![figure], ..sample::report() };
    let told = pdf(&report, &drawings, &about()).unwrap_err();
    assert!(told.to_string().contains("SVG"), "{told}");
}

#[test]
fn a_report_with_nothing_in_it_is_a_document() {
    let empty = Report {
        language: Language::English,
        title: String::new(),
        subtitle: String::new(),
        footer: String::new(),
        blocks: Vec::new(),
    };
    let set = pdf(&empty, &Drawings::default(), &about()).unwrap();
    assert_eq!(set.unmarked, None);
}

#[test]
fn an_address_that_would_run_is_no_link() {
    let mut report = sample::report();
    let link = |to: &str| Cell::link("run", to);
    report.blocks = vec![Block::Facts(vec![
        ("Made from".to_owned(), link("javascript:alert(1)")),
        ("And from".to_owned(), link("inputs/Oak Street.xlsx")),
    ])];
    let set = pdf(&report, &Drawings::default(), &about()).unwrap();
    let text = String::from_utf8_lossy(&set.bytes).into_owned();
    assert!(!text.contains("javascript"));
    assert!(text.contains("/URI(inputs/Oak%20Street.xlsx)"));
}

fn about() -> DocumentAbout {
    DocumentAbout {
        author: "Valley Unified School District".to_owned(),
        made_on: NaiveDate::from_ymd_opt(2025, 9, 1).unwrap(),
        paper: Paper::Letter,
    }
}

fn sample_text() -> String {
    let set = pdf(&sample::report(), &sample::drawings(), &about()).unwrap();
    String::from_utf8_lossy(&set.bytes).into_owned()
}

/// A report that says one text wherever it can.
fn everywhere(text: &str) -> Report {
    saying(text, text)
}

/// A report that says one text in all places that are for few words, and another one in all others.
fn saying(name: &str, text: &str) -> Report {
    let (name, text) = (name.to_owned(), text.to_owned());
    let cells = [
        Cell::Text(text.clone()),
        Cell::Titled { title: text.clone(), text: text.clone() },
        Cell::Strong(text.clone()),
        Cell::Blank(text.clone()),
    ];
    let table = |columns: usize| Table {
        caption: text.clone(),
        head: vec![name.clone(); columns],
        rows: vec![cells.iter().cycle().take(columns).cloned().collect()],
        widths: vec![1; columns],
    };
    let field = |value: &str| FormField {
        label: text.clone(),
        help: text.clone(),
        value: value.to_owned(),
        lines: 2,
    };
    Report {
        language: Language::English,
        title: name.clone(),
        subtitle: name.clone(),
        footer: String::new(),
        blocks: vec![
            Block::Heading { level: 1, text: name.clone() },
            Block::Paragraph(text.clone()),
            Block::Note(text.clone()),
            Block::Callout { title: text.clone(), text: text.clone() },
            Block::List(vec![text.clone()]),
            Block::Facts(cells.iter().map(|cell| (text.clone(), cell.clone())).collect()),
            Block::Table(table(4)),
            Block::Table(table(8)),
            Block::Ticks {
                label: text.clone(),
                help: text.clone(),
                options: vec![Tick { label: text.clone(), ticked: true }],
            },
            Block::Form(vec![field(""), field(&text)]),
        ],
    }
}

/// In how many places a report says it. The head of each page repeats it there.
fn places(report: &Report) -> usize {
    let repeated = pages(report, &about()).len() - 1;
    // Title twice, with the subtitle, at the head of each page but the first.
    2 + 2 * repeated + sample::strings(report).len() - 2 + titles(report)
}

fn titles(report: &Report) -> usize {
    let titled = |cell: &&Cell| matches!(cell, Cell::Titled { .. });
    let cells = report.blocks.iter().map(|block| match block {
        Block::Facts(facts) => facts.iter().map(|(_, cell)| cell).filter(titled).count(),
        Block::Table(table) => table.rows.iter().flatten().filter(titled).count(),
        _ => 0,
    });
    cells.sum()
}

/// A run of text on a page.
struct Said {
    at: Point,
    width: Abs,
    text: String,
}

fn pages(report: &Report, about: &DocumentAbout) -> Vec<Frame> {
    let view = View::of(report, &sample::drawings(), about);
    let document = typeset::pages(&World::of(view, about.made_on)).unwrap();
    document.pages().iter().map(|page| page.frame.clone()).collect()
}

fn said(frame: &Frame, from: Point) -> Vec<Said> {
    let mut found = Vec::new();
    for (at, item) in frame.items() {
        let at = from + *at;
        match item {
            FrameItem::Group(group) => found.extend(said(&group.frame, at)),
            FrameItem::Text(text) => {
                found.push(Said { at, width: text.width(), text: text.text.to_string() });
            }
            _ => {}
        }
    }
    found
}

fn words(report: &Report) -> String {
    let pages = pages(report, &about());
    let said = pages.iter().flat_map(|page| said(page, Point::zero()));
    said.map(|said| said.text).collect::<Vec<_>>().join(" ")
}

/// Without spaces and shapeless letters: lines break where they must.
fn squeezed(text: &str) -> String {
    let shown =
        |letter: &char| !letter.is_whitespace() && !super::super::text::is_shapeless(*letter);
    text.chars().filter(shown).collect()
}

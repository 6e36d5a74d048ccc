//! A web page, read.

use super::{
    document::{Document, Figure, NOT_TICKED, Piece, TICKED, Table, plain},
    tree::{Element, drawn},
};

pub(crate) fn read(html: &str) -> Document {
    let page = Element::read(html);
    let mut document = Document::default();
    for line in page.first("header").elements() {
        document.text(&words(line));
    }
    for block in page.first("main").elements() {
        said(&mut document, block);
    }
    document
}

fn said(document: &mut Document, block: &Element) {
    match &*block.name {
        "h2" | "h3" | "h4" => document.pieces.push(Piece::Heading(plain(&words(block)))),
        "p" | "pre" | "li" | "dt" | "dd" => document.text(&words(block)),
        "table" => document.pieces.push(Piece::Table(table(block))),
        "figure" => figure(document, block),
        _ => block.elements().for_each(|part| said(document, part)),
    }
}

/// What people see: the words for those who listen count where they stand for a sign.
fn words(element: &Element) -> String {
    element.words(&|part| match &*part.name {
        "br" => Some(" ".to_owned()),
        "span" if part.has_class("ticked") => Some(TICKED.to_owned()),
        "span" if part.has_class("box") => Some(NOT_TICKED.to_owned()),
        "span" if part.has_class("unseen") => Some(String::new()),
        "span" if part.has_class("titled") => Some(format!("{} ", words(part))),
        _ => None,
    })
}

fn figure(document: &mut Document, figure: &Element) {
    let caption = plain(&words(figure.first("figcaption")));
    document.text(&caption);
    let details = figure.first("details");
    let lines: Vec<String> = details.all("p").into_iter().map(|p| plain(&words(p))).collect();
    let svg = figure.all("svg");
    document.figures.push(Figure {
        name: caption,
        told: lines[0].clone(),
        alternative: svg.first().map(|svg| plain(&svg.first("desc").words(&|_| None))),
        drawn: svg.first().map_or(Vec::new(), |svg| drawn(svg)),
        hovers: svg.first().map_or(Vec::new(), |svg| hovers(svg)),
        numbers: Some((lines[1].clone(), table(details.first("table")))),
    });
}

/// The first title is that of the whole drawing.
fn hovers(svg: &Element) -> Vec<String> {
    let titles = svg.all("title").into_iter().skip(1);
    titles.map(|title| plain(&title.words(&|_| None))).collect()
}

fn table(table: &Element) -> Table {
    let caption = table.all("caption").first().map_or(String::new(), |it| plain(&words(it)));
    let mut head: Vec<String> =
        table.first("thead").all("th").into_iter().map(|cell| plain(&words(cell))).collect();
    let wide = head.len();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in table.all("tbody").into_iter().flat_map(|body| body.all("tr")) {
        if row.has_class("details") {
            let label = |cell: &Element| plain(&words(cell));
            head.truncate(wide);
            head.extend(row.all("dt").into_iter().map(label));
            let above = rows.last_mut().expect("details stand below a row");
            above.extend(row.all("dd").into_iter().map(label));
        } else {
            rows.push(row.elements().map(|cell| plain(&words(cell))).collect());
        }
    }
    Table { caption, head, rows }
}

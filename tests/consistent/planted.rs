//! Differences that are put in by hand are found: every number with two decimals, one by one.

use regex::{Captures, Regex};

use super::{
    DATA, NETWORK, books, check,
    document::{Document, Figure, Piece, first_difference, first_other_figure},
    page, word,
};
use crate::common::text;

const PLAN: &str = "sites/canyon-oaks/plan.html";

#[test]
fn a_digit_that_differs_between_formats_is_found() {
    let html = text(&NETWORK.written[PLAN]);
    let word = &NETWORK.documents["sites/canyon-oaks/plan.docx"];
    assert_eq!(first_difference(&page::read(&html), word), None);
    for (said, planted) in [
        // A cell, a heading, a word more, a box, and a text more.
        ("<span>3.70 (3.49 to 3.91); ", "<span>3.70 (3.49 to 3.97); "),
        (">Where this comes from<", ">Where it comes from<"),
        ("<p class=\"note\" dir=\"auto\">How to read this", "<p>And this: How to read this"),
        ("box ticked", "box"),
        ("</ul><p class=\"note\"", "</ul><p>And more.</p><p class=\"note\""),
    ] {
        let planted = html.replacen(said, planted, 1);
        assert!(planted != html, "{said}");
        assert_ne!(first_difference(&page::read(&planted), word), None, "{said}");
    }
    let drawn = html.replacen(">target 3.0</text>", ">target 3.1</text>", 1);
    assert_ne!(first_other_figure(&page::read(&drawn), word), None);
    let start = "numbers</summary><p dir=\"auto\">";
    let told = html.replacen(start, &format!("{start}And "), 1);
    assert!(told != html);
    assert_ne!(first_other_figure(&page::read(&told), word), None);
}

#[test]
fn every_number_that_is_changed_by_hand_is_found() {
    for name in [PLAN, "index.html"] {
        let mut planted = 0;
        let mut unnoticed = Vec::new();
        for part in parts(&NETWORK.documents[name]) {
            assert_eq!(check(&DATA, name, &part).problems, Vec::<String>::new());
            for other in with_another_number(&part) {
                planted += 1;
                if check(&DATA, name, &other).problems.is_empty() {
                    unnoticed.push(format!("{:?} {:?}", other.pieces, other.figures));
                }
            }
        }
        assert!(60 < planted, "{name}: {planted}");
        assert!(unnoticed.is_empty(), "{name}: of {planted}, {}: {unnoticed:#?}", unnoticed.len());
    }
}

/// The document in parts that can be checked by themselves: a text or a table, with the heading that
/// it stands under, or a figure.
fn parts(document: &Document) -> Vec<Document> {
    let mut heading = Piece::Heading(String::new());
    let mut parts = Vec::new();
    for piece in &document.pieces {
        match piece {
            Piece::Heading(text) if text.contains(". ") => heading = piece.clone(),
            _ => {
                let pieces = vec![heading.clone(), piece.clone()];
                parts.push(Document { pieces, figures: Vec::new() });
            }
        }
    }
    let alone = |figure: &Figure| Document { pieces: Vec::new(), figures: vec![figure.clone()] };
    parts.extend(document.figures.iter().map(alone));
    parts
}

/// So many numbers of a part are changed, spread over all that it has.
const OF_A_PART: usize = 8;

/// The same part again and again, each time with another of its numbers changed.
fn with_another_number(part: &Document) -> Vec<Document> {
    let texts_of = |part: &Document| -> Vec<usize> {
        texts(&mut copy(part)).iter().map(|(_, text)| numbers(text)).collect()
    };
    let places = texts_of(part).into_iter().enumerate();
    let all: Vec<(usize, usize)> =
        places.flat_map(|(text, many)| (0..many).map(move |number| (text, number))).collect();
    let step = all.len().div_ceil(OF_A_PART).max(1);
    let some = all.into_iter().step_by(step);
    some.map(|(place, number)| {
        let mut other = copy(part);
        let mut texts = texts(&mut other);
        let (kind, text) = &mut texts[place];
        **text = with_number_changed(text, number, *kind);
        other
    })
    .collect()
}

fn copy(part: &Document) -> Document {
    Document { pieces: part.pieces.clone(), figures: part.figures.clone() }
}

#[derive(Clone, Copy)]
enum Kind {
    Said,
    /// In a drawing, whose words are held against the whole table of its numbers.
    Drawn,
}

/// Every text below, where it stands.
fn texts(document: &mut Document) -> Vec<(Kind, &mut String)> {
    let mut texts = Vec::new();
    for piece in &mut document.pieces {
        match piece {
            Piece::Heading(_) => {}
            Piece::Text(text) => texts.push((Kind::Said, text)),
            Piece::Table(table) => {
                texts.extend(table.rows.iter_mut().flatten().map(|cell| (Kind::Said, cell)));
            }
        }
    }
    for figure in &mut document.figures {
        texts.push((Kind::Said, &mut figure.told));
        texts.extend(figure.drawn.iter_mut().map(|text| (Kind::Drawn, text)));
        texts.extend(figure.hovers.iter_mut().map(|text| (Kind::Drawn, text)));
        let numbers = figure.numbers.iter_mut().flat_map(|(_, table)| &mut table.rows);
        texts.extend(numbers.flatten().map(|cell| (Kind::Said, cell)));
    }
    texts
}

fn two_decimals() -> Regex {
    Regex::new(r"\d\.\d\d\b").unwrap()
}

fn numbers(text: &str) -> usize {
    two_decimals().find_iter(text).count()
}

/// The text with one of its numbers changed: by 0.01, or beyond all that there is in a table.
fn with_number_changed(text: &str, wanted: usize, kind: Kind) -> String {
    let mut place = 0;
    let changed = two_decimals().replace_all(text, |found: &Captures<'_>| {
        let number = &found[0];
        place += 1;
        if place != wanted + 1 {
            return number.to_owned();
        }
        let hundredths: u32 = number.replace('.', "").parse().unwrap();
        let other = match kind {
            Kind::Said if hundredths.is_multiple_of(2) => hundredths + 1,
            Kind::Said => hundredths - 1,
            Kind::Drawn => 700 + hundredths,
        };
        format!("{}.{:02}", other / 100, other % 100)
    });
    changed.into_owned()
}

#[test]
fn data_that_say_something_else_are_found() {
    for (table, column) in [
        ("scores", "score_exact"),
        ("scores", "n_responses"),
        ("changes", "difference"),
        ("changes", "ci_low"),
        ("trends", "slope"),
        ("gaps", "gap"),
        ("priorities", "shortfall"),
        ("ratings", "value"),
    ] {
        let row = shown(table, column);
        let data = DATA.clone().with(table, row, column, "1");
        let problems = check(&data, PLAN, &NETWORK.documents[PLAN]).problems;
        assert!(!problems.is_empty(), "{table}: {column}");
    }
    for (table, column) in [("scores", "score"), ("challenges", "in_focus")] {
        let data = DATA.clone().with(table, shown(table, column), column, "7");
        assert!(!books::network(&NETWORK.written["network.xlsx"], &data).1.is_empty(), "{table}");
    }
}

/// The last row of a table that tells a number of the latest year of the site, other than 1.
fn shown(table: &str, column: &str) -> usize {
    let is_meant = |row: &super::data::Row| {
        let of_site = row.get("site_id").is_none_or(|site| site == "canyon-oaks");
        let latest = row.get("school_year").is_none_or(|year| year == "2024-25");
        let is_chosen = row.get("rank").map(|rank| !rank.is_empty());
        let level = row.get("level").is_none_or(|level| level == "standard");
        let level = is_chosen.unwrap_or(level);
        of_site
            && latest
            && level
            && row[column].parse::<f64>() != Ok(1.0)
            && !row[column].is_empty()
    };
    let place = DATA.rows(table).iter().rposition(is_meant);
    place.unwrap_or_else(|| panic!("{table}: {column}"))
}

#[test]
fn a_word_file_that_lacks_a_row_is_found() {
    let whole = word::read(&NETWORK.written["network.docx"]);
    let mut lacking = copy(&whole);
    let table = lacking.pieces.iter_mut().find_map(|piece| match piece {
        Piece::Table(table) => Some(table),
        _ => None,
    });
    table.unwrap().rows.pop();
    assert_ne!(first_difference(&lacking, &NETWORK.documents["network.pdf"]), None);
}

//! What a page promises.

use super::*;
use crate::{
    render::sample,
    report::{Cell, Table},
};

#[test]
fn nothing_that_the_report_says_is_lost() {
    let report = sample::report();
    let page = html(&report, &sample::drawings());
    let words: String =
        page.split('<').filter_map(|piece| Some(piece.split_once('>')?.1)).collect();
    for text in sample::strings(&report) {
        let escaped = html! { (text) }.into_string();
        assert!(words.contains(&escaped), "not on the page: {text}");
    }
}

#[test]
fn the_page_needs_nothing_else_and_runs_nothing() {
    let page = sample_page();
    for outside in ["<script", "<link", "<iframe", "@import", "src=", "url(http", "url(//"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn an_unkind_name_is_only_a_name() {
    let unkind = "\"><script>alert(1)</script>\u{0}";
    let mut report = Report { title: unkind.to_owned(), ..sample::report() };
    let link = Cell::link(unkind, "javascript:alert(1)");
    report.blocks =
        vec![Block::Facts(vec![(unkind.to_owned(), link)]), Block::Table(table(unkind))];
    let page = html(&report, &Drawings::default());
    assert!(!page.contains("<script"));
    assert!(!page.contains("javascript:"));
    assert!(!page.contains('\u{0}'));
    assert!(page.contains("data-head=\"&quot;&gt;&lt;script&gt;"));
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let page = sample_page();
    let levels: Vec<u32> = page
        .match_indices("<h")
        .filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10))
        .collect();
    assert_eq!(levels, [1, 2, 3, 3, 4, 4, 2, 3, 2, 3]);
}

#[test]
fn the_page_can_be_walked_by_ear_and_by_keyboard() {
    let page = sample_page();
    for mark in [
        "<html lang=\"en-US\">",
        "<a class=\"skip\" href=\"#report\">",
        "<main id=\"report\"",
        "<nav class=\"contents\" aria-label=\"Contents\">",
        "<caption dir=\"auto\">Scores on the scale from 1 to 4, target 3.0</caption>",
        "<th scope=\"col\" dir=\"auto\">Standard</th>",
        "<th scope=\"row\" dir=\"auto\">3 Skill building</th>",
        "<span class=\"unseen\">ticked: </span>Program Director",
        "<span class=\"unseen\">not ticked: </span>School Administrator",
    ] {
        assert!(page.contains(mark), "{mark}");
    }
}

#[test]
fn a_page_says_its_own_words_in_the_language_of_the_report() {
    let report = Report { language: Language::Spanish, ..sample::report() };
    let page = html(&report, &sample::drawings());
    for words in [
        "<html lang=\"es-US\">",
        "Ir al informe</a>",
        "aria-label=\"Contenido\"",
        "<span class=\"unseen\">marcado: </span>Program Director",
        "<span class=\"unseen\">por escribir: </span>",
        "<span class=\"figure-number\">Figura 1. </span>",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn each_contents_line_leads_to_its_part() {
    let page = sample_page();
    let mut links = 0;
    for (at, _) in page.match_indices("href=\"#block-") {
        let id = page[at + 7..].split('"').next().unwrap();
        assert!(page.contains(&format!("<h2 id=\"{id}\"")), "{id}");
        links += 1;
    }
    assert_eq!(links, 3);
}

#[test]
fn a_figure_shows_its_drawing_and_holds_its_numbers() {
    let page = sample_page();
    let figure = &page[page.find("<figure>").unwrap()..page.find("</figure>").unwrap()];
    assert!(figure.contains("<svg xmlns"));
    assert!(!figure.contains("<?xml"));
    assert!(figure.contains("Figure 1. </span>Standards over the years"));
    assert!(figure.contains("<details><summary>"));
    assert!(figure.contains("2.40"));
}

#[test]
fn a_figure_without_a_drawing_opens_its_numbers() {
    let page = html(&sample::report(), &Drawings::default());
    assert!(!page.contains("<svg xmlns"));
    assert!(page.contains("<details open>"));
}

#[test]
fn a_link_leads_where_it_should() {
    assert!(sample_page().contains("<a href=\"inputs/Oak%20Street%202025-26.xlsx\">"));
}

#[test]
fn what_does_not_fit_side_by_side_stands_below() {
    let page = sample_page();
    assert!(page.contains("<dt dir=\"auto\">Evidence of completion</dt>"));
    assert!(!page.contains("<th scope=\"col\" dir=\"auto\">Evidence of completion</th>"));
}

#[test]
fn a_school_year_stays_on_one_line() {
    assert!(sample_page().contains("school year <span class=\"whole\">2025-26</span>"));
}

#[test]
fn the_same_report_gives_the_same_page() {
    assert_eq!(sample_page(), sample_page());
}

fn sample_page() -> String {
    html(&sample::report(), &sample::drawings())
}

fn table(word: &str) -> Table {
    Table {
        caption: word.to_owned(),
        head: vec![word.to_owned(); 2],
        rows: vec![vec![Cell::Blank(word.to_owned()), Cell::Text(word.to_owned())]],
        widths: vec![1, 1],
    }
}

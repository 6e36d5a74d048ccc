//! The workbook in each language: its formulas ask for sheets and words that are there.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, Range, Reader, Xlsx};
use chrono::NaiveDate;

use super::network_workbook;
use crate::{
    language::{Language, say},
    model::EvidenceSource,
    report::{BookLine, BookScore, BookSite, NetworkBook, SiteSummary},
};

/// Two sites, a standard, two sources and two years: what changes with the language is made by it.
fn network(language: Language) -> NetworkBook {
    let site = |name: &str, focus| BookSite {
        name: name.to_owned(),
        program: String::new(),
        focus: Some(focus),
        strength: None,
    };
    let line = |source| BookLine {
        standard: 0,
        source,
        tool: "Tool".to_owned(),
        rated: String::new(),
        round: String::new(),
    };
    let summary = SiteSummary {
        language,
        title: "Summary".to_owned(),
        note: "For the year.".to_owned(),
        footer: String::new(),
        columns: Vec::new(),
        rows: Vec::new(),
    };
    NetworkBook {
        language,
        title: say!(language, "network-title"),
        read_me: Vec::new(),
        standards: vec!["1. Safe".to_owned()],
        sites: vec![site("Alder", vec![0]), site("Bay", Vec::new())],
        lines: vec![line(EvidenceSource::SelfAssessment), line(EvidenceSource::Observation)],
        scores: vec![
            score((0, 0), "2023-24", 2.5),
            BookScore { year_before: Some(2.5), ..score((0, 0), "2024-25", 3.0) },
            score((1, 0), "2024-25", 3.5),
            score((1, 1), "2024-25", 2.0),
        ],
        years: vec!["2023-24".parse().unwrap(), "2024-25".parse().unwrap()],
        summary: Some(summary),
    }
}

fn score((site, line): (usize, usize), year: &str, score: f64) -> BookScore {
    BookScore {
        site,
        line,
        school_year: year.parse().unwrap(),
        score,
        n: 1,
        interval: None,
        target: Some(3.0),
        is_below: Some(score < 3.0),
        is_latest: year == "2024-25",
        is_shown: true,
        year_before: None,
    }
}

/// The sheets of a workbook, in order, with what their cells and their formulas hold.
struct Book {
    names: Vec<String>,
    values: BTreeMap<String, Range<Data>>,
    formulas: Vec<(usize, (u32, u32), String, Data)>,
}

fn book(language: Language) -> Book {
    let day = NaiveDate::from_ymd_opt(2025, 10, 20).unwrap();
    let bytes = network_workbook(&network(language), day);
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = xlsx.sheet_names();
    let mut book = Book { names, values: BTreeMap::new(), formulas: Vec::new() };
    for (place, name) in book.names.iter().enumerate() {
        let (values, formulas) =
            (xlsx.worksheet_range(name).unwrap(), xlsx.worksheet_formula(name).unwrap());
        let (top, left) = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas.used_cells().filter(|(.., it)| !it.is_empty()) {
            let below = |first: u32, place: usize| first + u32::try_from(place).unwrap();
            let cell = (below(top, row), below(left, column));
            let value = values.get_value(cell).cloned();
            book.formulas.push((place, cell, formula.clone(), value.unwrap_or_default()));
        }
        book.values.insert(name.clone(), values);
    }
    book
}

impl Book {
    fn text(&self, sheet: &str, cell: (u32, u32)) -> String {
        self.values[sheet].get_value(cell).map(ToString::to_string).unwrap_or_default()
    }
}

#[test]
fn formulas_have_the_same_results_in_every_language() {
    let results = |language| -> Vec<_> {
        let book = book(language);
        book.formulas.into_iter().map(|(sheet, cell, _, value)| (sheet, cell, value)).collect()
    };
    let english = results(Language::English);
    // A target and two scores; four counts; seven of each of two lines; sites that work on it.
    assert!(3 + 4 + 14 + 2 <= english.len(), "{}", english.len());
    assert_eq!(results(Language::Spanish), english);
}

#[test]
fn formulas_ask_for_sheets_that_are_there() {
    for language in Language::ALL {
        let book = book(language);
        let mut asked = 0;
        for (_, _, formula, _) in &book.formulas {
            for (before, _) in formula.split('!').zip(formula.split('!').skip(1)) {
                let is_of_name = |letter: char| letter.is_alphanumeric() || letter == '\'';
                let name = before.rsplit(|letter| !is_of_name(letter)).next().unwrap();
                assert!(book.names.iter().any(|known| known == name), "{language}: {formula}");
                asked += 1;
            }
        }
        assert!(0 < asked, "{language}");
    }
}

#[test]
fn formulas_ask_for_words_that_stand_in_the_cells() {
    for language in Language::ALL {
        let book = book(language);
        let sheet = |name: &str| language.say(name, &[]);
        let scores = sheet("network-book-sheet-scores");
        let sources: Vec<String> = (1..=4).map(|row| book.text(&scores, (row, 4))).collect();
        let heat = sheet("network-book-sheet-heat");
        // The source that is chosen, and the word for the latest year.
        assert_eq!(book.text(&heat, (2, 1)), sources[0], "{language}");
        let latest = format!("=\"{}\"", book.text(&heat, (3, 1)));
        let challenges = sheet("network-book-sheet-challenges");
        for (place, cell, formula, _) in &book.formulas {
            if book.names[*place] == heat {
                assert!(formula.contains(&latest), "{language}: {formula}");
            }
            if book.names[*place] == challenges && 4 <= cell.1 {
                let source = &sources[if cell.1 < 6 { 0 } else { 3 }];
                assert!(formula.contains(&format!("\"{source}\"")), "{language}: {formula}");
            }
        }
    }
}

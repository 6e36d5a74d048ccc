//! Worked cases: documents that say in numbers what the rules are meant to do.
//!
//! A case is a page of Markdown: prose, a table of ratings as a sheet would hold
//! them, and a table of the scores that they must give. It runs through the same
//! stages as real files.

mod document;

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Code, Diagnostic, Excerpt, Place, Severity},
    model::{Exact, Source},
    rulebook::{self, LayoutName, Mapping, Names, Pack, Rulebook, Settings},
    score::{self, Outcome, Score},
    tidy::{self, Material},
};
use document::{Case, Row};

/// What a case's rules give that its tables do not say, and what they must not give. Empty where
/// the case comes out as written.
pub fn run(source: &Source, text: &str, packs: &[Pack]) -> Vec<Diagnostic> {
    let case = match document::read(source, text) {
        Ok(case) => case,
        Err(fault) => return vec![*fault],
    };
    let mut told = Vec::new();
    let rulebook = rules(&case, packs, &mut told);
    if told.iter().any(|told| told.severity == Severity::Error) {
        return told;
    }
    let settings = settings(&case);
    let sheets = [case.ratings.clone()];
    let material =
        Material { sheets: &sheets, site_list: case.sites.as_ref(), settings: &settings };
    let observations = tidy::observations(material, &rulebook).value;
    let scores = score::scores(&observations, &rulebook);

    let mut told = Vec::new();
    for row in &case.scores {
        let found: Vec<&Score> =
            scores.rows.iter().filter(|score| row.is_about(score, &observations)).collect();
        told.extend(differs(row, &found).map(|differs| tell(source, text, row, &differs)));
    }
    for row in &case.not {
        let wrong = scores
            .rows
            .iter()
            .filter(|score| row.is_about(score, &observations))
            .any(|score| row.get("Score").is_some_and(|text| is_score(score, text)));
        if wrong {
            let because = row.get("Because").unwrap_or("the case says it must not");
            told.push(tell(source, text, row, &format!("comes out wrong: {because}")));
        }
    }
    told
}

/// The case says what its table is, so that a case may show a single item.
fn settings(case: &Case) -> Settings {
    let mapping = |instrument: &String| Mapping {
        files: Names::One("*".to_owned()),
        sheet: None,
        instrument: instrument.clone(),
        layout: Some(LayoutName::Rows),
        header_row: Some(1),
        set: BTreeMap::new(),
        column: Vec::new(),
        pattern: Vec::new(),
        ignore: Vec::new(),
    };
    Settings { mapping: case.instrument.iter().map(mapping).collect(), ..Settings::default() }
}

/// The rules that a case names, with its own in their place.
fn rules(case: &Case, packs: &[Pack], told: &mut Vec<Diagnostic>) -> Rulebook {
    let mut packs = packs.to_vec();
    let mut names: Vec<&str> = case.rules.iter().map(String::as_str).collect();
    if !case.own_rules.is_empty() {
        let origin = case.ratings.source.0.clone();
        names.push(document::OWN_PACK);
        packs.push(Pack { origin, files: case.own_rules.clone() });
    }
    let chosen = rulebook::selected(&packs, &names).collect(told);
    rulebook::read(&chosen).collect(told)
}

fn tell(source: &Source, text: &str, row: &Row, differs: &str) -> Diagnostic {
    let (start, end) = (row.span.start, row.span.end);
    let place = Place::Text { source: source.clone(), start, end };
    Diagnostic::error(Code::CaseDiffers, differs)
        .at(place)
        .showing(Excerpt::of_text(text, row.span.clone()))
        .help("check the arithmetic of the case, and the rules that it names")
}

/// How what came out differs from what a row of the case says.
fn differs(row: &Row, found: &[&Score]) -> Option<String> {
    let [score] = found else {
        return Some(match found {
            [] => "no such score came out".to_owned(),
            _ => "more than one such score came out: name the school year, source or occasion"
                .to_owned(),
        });
    };
    let expected = row.get("Score").filter(|text| !is_score(score, text));
    if let Some(expected) = expected {
        return Some(format!("the case says {expected}, and {} came out", shown(&score.outcome)));
    }
    let columns: [(&str, String); 6] = [
        ("Shown", score.outcome.value().map_or(String::new(), |value| value.rounded(2))),
        ("Ratings", score.n_ratings.to_string()),
        ("Responses", score.n_responses.to_string()),
        ("Band", score.band.as_deref().unwrap_or("none").to_owned()),
        ("Reason", reason(&score.outcome)),
        ("Share", score.complete_share.map_or("none".to_owned(), |share| share.to_string())),
    ];
    columns.into_iter().find_map(|(column, came)| {
        let said = row.get(column).filter(|said| !agrees(column, said, &came))?;
        Some(format!("{column}: the case says {said}, and {came} came out"))
    })
}

fn agrees(column: &str, said: &str, came: &str) -> bool {
    if column == "Share" {
        let exact = |text: &str| text.parse::<Exact>().map(|value| value.to_f64()).ok();
        return exact(said) == exact(came);
    }
    // Whole numbers may be written as they are: 3 for 3.00.
    said == came || (column == "Shown" && format!("{said}.00") == came) || said.is_empty()
}

/// Whether a score is what a text says: a number, names, or `none`.
fn is_score(score: &Score, text: &str) -> bool {
    match &score.outcome {
        Outcome::Value(value) => text.parse::<Exact>().is_ok_and(|said| said == *value),
        Outcome::Names(names) => {
            let mut said: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
            said.sort_unstable();
            said.iter().copied().eq(names.iter().map(|name| &**name))
        }
        Outcome::None(_) => text == "none",
    }
}

fn shown(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Value(value) => value.to_string(),
        Outcome::Names(names) => names.join(", "),
        Outcome::None(reason) => format!("none ({reason})"),
    }
}

fn reason(outcome: &Outcome) -> String {
    match outcome {
        Outcome::None(reason) => reason.to_string(),
        Outcome::Value(_) | Outcome::Names(_) => String::new(),
    }
}

//! Everything that was noticed about the files of a run.

use std::collections::BTreeMap;

use super::{Block, Cell, Report, block::table, say};
use crate::{
    diagnostic::{Code, Diagnostic, Severity, place_in_words, render_place},
    language::{Language, facts, say},
    pipeline::Study,
};

/// More places than this are counted.
const MOST_PLACES: usize = 12;

/// What was noticed, by how much it matters, each with its place and what to do.
pub fn noticed_page(study: &Study) -> Report {
    let language = study.language;
    let mut blocks = vec![Block::Paragraph(summary(language, &study.diagnostics))];
    blocks.extend(in_english(language).filter(|_| !study.diagnostics.is_empty()));
    for (severity, title, meaning) in [
        (Severity::Error, "notices-errors", "notices-errors-meaning"),
        (Severity::Warning, "notices-warnings", "notices-warnings-meaning"),
        (Severity::Note, "notices-notes", "notices-notes-meaning"),
    ] {
        let found: Vec<&Diagnostic> =
            study.diagnostics.iter().filter(|found| found.severity == severity).collect();
        if found.is_empty() {
            continue;
        }
        let text = language.say(title, &facts!(n = found.len()));
        blocks.push(Block::Heading { level: 1, text });
        blocks.push(Block::Note(language.say(meaning, &[])));
        blocks.extend(by_code(study, &found));
    }
    Report {
        language,
        title: say!(language, "notices-title"),
        subtitle: String::new(),
        footer: say!(language, "notices-footer"),
        blocks,
    }
}

fn summary(language: Language, diagnostics: &[Diagnostic]) -> String {
    let of = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    if diagnostics.is_empty() {
        return say!(language, "notices-nothing");
    }
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let notes = of(Severity::Note);
    say!(language, "notices-summary", errors = errors, warnings = warnings, notes = notes)
}

/// The diagnostics under a heading for each code, in the order of the codes: notes in a table, those
/// that someone has to act on one by one.
fn by_code(study: &Study, found: &[&Diagnostic]) -> Vec<Block> {
    let language = study.language;
    let mut blocks = Vec::new();
    for &(code, id, _) in Code::ALL {
        let of_code: Vec<&Diagnostic> =
            found.iter().filter(|found| found.code == code).copied().collect();
        let Some(first) = of_code.first() else { continue };
        let text = format!("{id} \u{b7} {} ({})", about(language, code), of_code.len());
        blocks.push(Block::Heading { level: 2, text });
        if first.severity == Severity::Note {
            blocks.push(in_a_table(study, &of_code));
        } else {
            blocks.extend(of_code.iter().flat_map(|found| in_full(language, found)));
        }
    }
    blocks
}

/// What is so, what to do, and the lines that show where.
pub(super) fn in_full(language: Language, diagnostic: &Diagnostic) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(ended(&diagnostic.message))];
    if let Some(help) = &diagnostic.help {
        blocks.push(Block::Paragraph(say!(language, "notices-what-to-do", help = &**help)));
    }
    let place = render_place(diagnostic);
    blocks.extend((!place.is_empty()).then_some(Block::Verbatim(place)));
    blocks
}

/// Notes, with all their places.
fn in_a_table(study: &Study, notes: &[&Diagnostic]) -> Block {
    let language = study.language;
    let row = |(note, places): (&Diagnostic, Vec<String>)| {
        let title = ended(&note.message);
        let text = note.help.as_deref().map(ended).unwrap_or_default();
        vec![Cell::Titled { title, text }, Cell::Text(listed(language, &places))]
    };
    let rows = together(notes, |note| place(study, note)).into_iter().map(row).collect();
    let heads = (say!(language, "notices-what"), say!(language, "notices-where"));
    table("", &[(heads.0.as_str(), 3), (heads.1.as_str(), 2)], rows)
}

/// Notes that say the same stand together, in the order in which each is said first, and each of
/// their places once.
fn together<'a>(
    notes: &[&'a Diagnostic],
    place: impl Fn(&Diagnostic) -> Option<String>,
) -> Vec<(&'a Diagnostic, Vec<String>)> {
    let mut alike: Vec<(&Diagnostic, Vec<String>)> = Vec::new();
    let mut seen = BTreeMap::new();
    for note in notes {
        let at = *seen.entry((&note.message, &note.help)).or_insert_with(|| {
            alike.push((note, Vec::new()));
            alike.len() - 1
        });
        let places = &mut alike[at].1;
        places.extend(place(note).filter(|place| !places.contains(place)));
    }
    alike
}

/// The site where it is about one, and the place in its files.
fn place(study: &Study, note: &Diagnostic) -> Option<String> {
    let site = match note.sites.as_slice() {
        [only] => study.observations.sites.get(only).map(|site| site.name.clone()),
        _ => None,
    };
    match (site, place_in_words(note)) {
        (Some(site), Some(place)) => Some(format!("{site}: {place}")),
        (site, place) => site.or(place),
    }
}

fn listed(language: Language, places: &[String]) -> String {
    let shown = places.iter().take(MOST_PLACES).map(String::as_str).collect::<Vec<_>>().join("\n");
    match places.len().saturating_sub(MOST_PLACES) {
        0 => shown,
        more => format!("{shown}\n{}", say!(language, "notices-more", n = more)),
    }
}

/// As a sentence of its own.
fn ended(text: &str) -> String {
    let end = if text.ends_with(['?', '!', '.']) { "" } else { "." };
    format!("{}{end}", say::sentence(text))
}

/// What a kind of diagnostic is about, in a few words.
pub(super) fn about(language: Language, code: Code) -> String {
    say!(language, "notices-about", code = code.id(), about = code.about())
}

/// That the messages themselves are in English, where the page is not.
pub(super) fn in_english(language: Language) -> Option<Block> {
    let said = say!(language, "notices-in-english");
    (!said.is_empty()).then_some(Block::Note(said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostic::Place, model::Source};

    #[test]
    fn every_code_says_in_each_language_what_it_is_about() {
        for (code, id, english) in Code::ALL {
            assert_eq!(about(Language::English, *code), *english);
            assert_ne!(about(Language::Spanish, *code), *english, "{id} in Spanish");
        }
    }

    #[test]
    fn only_a_page_in_another_language_says_that_messages_are_in_english() {
        assert_eq!(in_english(Language::English), None);
        assert!(in_english(Language::Spanish).is_some());
    }

    #[test]
    fn notes_that_say_the_same_stand_together_with_each_place_once() {
        let note = |message: &str, file: &str| {
            Diagnostic::note(Code::HiddenSheet, message).at(Place::File(Source::named(file)))
        };
        let notes =
            [note("a", "1.csv"), note("b", "2.csv"), note("a", "3.csv"), note("a", "1.csv")];
        let told = together(&notes.iter().collect::<Vec<_>>(), place_in_words);
        let told: Vec<(&str, String)> =
            told.iter().map(|(note, places)| (&*note.message, places.join(" "))).collect();
        assert_eq!(told, [("a", "1.csv 3.csv".to_owned()), ("b", "2.csv".to_owned())]);
    }

    #[test]
    fn many_places_are_counted() {
        let places: Vec<String> = (1..=14).map(|number| number.to_string()).collect();
        let told = listed(Language::English, &places);
        assert!(told.ends_with("12\nand 2 more; diagnostics.json has them all"), "{told}");
    }

    #[test]
    fn a_question_needs_no_full_stop() {
        assert_eq!(ended("what did you see?"), "What did you see?");
        assert_eq!(ended("a sheet was read"), "A sheet was read.");
    }

    #[test]
    fn what_was_noticed_is_counted() {
        let note = Diagnostic::note(Code::HiddenSheet, "a hidden sheet was read");
        let error = Diagnostic::error(Code::UnknownSite, "no site is called so");
        let told = |language| summary(language, &[error.clone(), note.clone(), note.clone()]);
        assert_eq!(told(Language::English), "1 thing to put right, 0 things to look at, 2 notes.");
        assert_eq!(told(Language::Spanish), "1 cosa por corregir, 0 por revisar y 2 notas.");
    }
}

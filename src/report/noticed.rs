//! Everything that was noticed about the files of a run.

use super::{Block, Report};
use crate::{
    diagnostic::{Code, Diagnostic, Severity, render},
    language::{Language, facts, say},
    pipeline::Study,
};

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
        blocks.extend(by_code(language, &found));
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

/// The diagnostics under a heading for each code, in the order of the codes.
fn by_code(language: Language, found: &[&Diagnostic]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for &(code, id, _) in Code::ALL {
        let of_code: Vec<&&Diagnostic> = found.iter().filter(|found| found.code == code).collect();
        if of_code.is_empty() {
            continue;
        }
        let text = format!("{id} \u{b7} {} ({})", about(language, code), of_code.len());
        blocks.push(Block::Heading { level: 2, text });
        blocks.extend(of_code.iter().map(|found| Block::Verbatim(render(found))));
    }
    blocks
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
    fn what_was_noticed_is_counted() {
        let note = Diagnostic::note(Code::HiddenSheet, "a hidden sheet was read");
        let error = Diagnostic::error(Code::UnknownSite, "no site is called so");
        let told = |language| summary(language, &[error.clone(), note.clone(), note.clone()]);
        assert_eq!(told(Language::English), "1 thing to put right, 0 things to look at, 2 notes.");
        assert_eq!(told(Language::Spanish), "1 cosa por corregir, 0 por revisar y 2 notas.");
    }
}

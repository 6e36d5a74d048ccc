//! Everything that was noticed about the files of a run.

use super::{Block, Report};
use crate::{
    diagnostic::{Code, Diagnostic, Severity, count, render},
    pipeline::Study,
};

/// What was noticed, by how much it matters, each with its place and what to do.
pub fn noticed_page(study: &Study) -> Report {
    let parts = [
        (
            Severity::Error,
            "To put right first",
            "The sites that these touch are held back; all others are done.",
        ),
        (Severity::Warning, "To look at", "The results stand, and are weaker for it."),
        (
            Severity::Note,
            "For your information",
            "The results stand. This is how the files were read.",
        ),
    ];
    let mut blocks = vec![Block::Paragraph(summary(&study.diagnostics))];
    for (severity, title, meaning) in parts {
        let found: Vec<&Diagnostic> =
            study.diagnostics.iter().filter(|found| found.severity == severity).collect();
        if found.is_empty() {
            continue;
        }
        let title = format!("{title} ({})", found.len());
        blocks.push(Block::Heading { level: 1, text: title });
        blocks.push(Block::Note(meaning.to_owned()));
        blocks.extend(by_code(&found));
    }
    Report {
        language: study.language,
        title: "What we noticed in the files".to_owned(),
        subtitle: String::new(),
        footer: "what we noticed in the files".to_owned(),
        blocks,
    }
}

fn summary(diagnostics: &[Diagnostic]) -> String {
    let of = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    if diagnostics.is_empty() {
        return "Nothing to put right: every file was read as it stands.".to_owned();
    }
    format!(
        "{} to put right, {} to look at, {}.",
        count(of(Severity::Error), "thing"),
        count(of(Severity::Warning), "thing"),
        count(of(Severity::Note), "note")
    )
}

/// The diagnostics under a heading for each code, in the order of the codes.
fn by_code(found: &[&Diagnostic]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for &(code, id, about) in Code::ALL {
        let of_code: Vec<&&Diagnostic> = found.iter().filter(|found| found.code == code).collect();
        if of_code.is_empty() {
            continue;
        }
        let text = format!("{id} \u{b7} {about} ({})", of_code.len());
        blocks.push(Block::Heading { level: 2, text });
        blocks.extend(of_code.iter().map(|found| Block::Verbatim(render(found))));
    }
    blocks
}

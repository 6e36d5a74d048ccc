//! The files behind a report, with their fingerprints.

use std::collections::BTreeSet;

use super::{Block, Scope, heading, text};
use crate::{
    diagnostic::count,
    pipeline::{Input, Study},
    report::{Cell, Table},
};

/// A table of more files helps nobody: they all stand in `run.json`.
const MOST_FILES: usize = 24;
/// As many digits of a fingerprint tell files apart for the eye.
const DIGITS: usize = 16;

/// The files with the ratings of a site, or all files of the run.
pub(in crate::report) fn inputs(study: &Study, scope: Scope<'_>) -> Vec<Block> {
    let used: BTreeSet<_> = scope.rows(study).iter().map(|row| &row.form.file).collect();
    let ours = |input: &&Input| matches!(scope, Scope::Network) || used.contains(&input.source);
    let inputs: Vec<&Input> = study.inputs.iter().filter(ours).collect();
    let row = |input: &&Input| {
        vec![
            text(input.source.to_string()),
            Cell::Number(input.bytes.to_string()),
            text(&input.sha256[..DIGITS.min(input.sha256.len())]),
        ]
    };
    let mut blocks = vec![
        heading("Files that were read"),
        Block::Table(Table {
            caption: "Files, and the start of their SHA-256 fingerprints".to_owned(),
            head: ["File", "Bytes", "Fingerprint"].map(str::to_owned).to_vec(),
            rows: inputs.iter().take(MOST_FILES).map(row).collect(),
            widths: vec![60, 12, 28],
        }),
    ];
    if let Some(more) = inputs.len().checked_sub(MOST_FILES + 1) {
        let more = count(more + 1, "more file");
        blocks.push(Block::Note(format!("And {more}: run.json lists all of them in full.")));
    }
    blocks
}

//! The files behind a report, with their fingerprints.

use std::collections::BTreeSet;

use super::{Block, Scope, heading, text};
use crate::{
    language::say,
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
    let folder = common_folder(&inputs);
    let row = |input: &&Input| {
        vec![
            text(&input.source.0[folder..]),
            Cell::Number(input.bytes.to_string()),
            text(&input.sha256[..DIGITS.min(input.sha256.len())]),
        ]
    };
    let language = study.language;
    let heads = ["method-file", "method-bytes", "method-fingerprint"];
    let mut blocks = vec![
        heading(say!(language, "method-files")),
        Block::Table(Table {
            caption: say!(language, "method-files-caption"),
            head: heads.map(|head| language.say(head, &[])).to_vec(),
            rows: inputs.iter().take(MOST_FILES).map(row).collect(),
            widths: vec![60, 12, 28],
        }),
    ];
    if let Some(more) = inputs.len().checked_sub(MOST_FILES + 1) {
        blocks.push(Block::Note(say!(language, "method-more-files", n = more + 1)));
    }
    blocks
}

/// The length of the folder that all files are in: whoever gets the report need not know where it lies.
fn common_folder(inputs: &[&Input]) -> usize {
    let names: Vec<&str> = inputs.iter().map(|input| &*input.source.0).collect();
    let Some((first, others)) = names.split_first() else { return 0 };
    let folders = first.match_indices(['/', '\\']).map(|(at, _)| at + 1);
    folders
        .rev()
        .find(|&end| others.iter().all(|name| name.starts_with(&first[..end])))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Source;

    #[test]
    fn files_are_named_from_the_folder_that_they_share() {
        let named = |names: &[&str]| {
            let inputs: Vec<Input> = names
                .iter()
                .map(|name| Input { source: Source::named(name), sha256: String::new(), bytes: 0 })
                .collect();
            let inputs: Vec<&Input> = inputs.iter().collect();
            let folder = common_folder(&inputs);
            names.iter().map(|name| name[folder..].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(named(&["home/ann/a.csv"]), ["a.csv"]);
        assert_eq!(named(&["in/2024/a.csv", "in/2025/a.csv"]), ["2024/a.csv", "2025/a.csv"]);
        assert_eq!(named(&["in/a.csv", "in-2/a.csv"]), ["in/a.csv", "in-2/a.csv"]);
        assert_eq!(named(&["a.csv", "b.csv"]), ["a.csv", "b.csv"]);
    }
}

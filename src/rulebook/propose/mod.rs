//! Mappings as a person would write them, from what sheets were taken for.
//!
//! What stands in the settings stays as it is, to the letter: new blocks come after it. A block
//! says what was recognised, so that reading by it gives the same; where a choice has to be made,
//! it is written as a comment.

mod files;
mod block;
mod likely;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use toml_edit::{DocumentMut, Item};

use super::Rulebook;
use crate::model::{
    Aside, Outcome, Recognition, SheetReading, Source, TakenColumn, Tool, UnusedColumn, Way,
};
use block::{Block, Kind};

/// Written once above the first block.
const PREAMBLE: &str = "\
# ----------------------------------------------------------------------
# How your files are read, as `cqi check --write-mapping` wrote it down.
#
# To put it right:
#   a column is something else    change its `field` or `item`
#   a column should not be read   take out its line, and add: ignore = [\"its heading\"]
#   the headings are elsewhere    change `header_row`, counted as spreadsheets do
#   all rows are of one site      add: set = { site = \"Oak Street\", school_year = \"2024-25\" }
#   it should not be said here    take out the whole [[mapping]]: cqi then goes by the file alone
#
# `cqi rules show` and the name of the instrument list the items; `cqi check` shows what came of it.
# ----------------------------------------------------------------------
";

/// Settings with new mappings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// The whole text.
    pub text: String,
    /// How many mappings are new.
    pub mappings: usize,
    /// How many of the new blocks are comments, because a person has to choose.
    pub to_choose: usize,
}

/// Why nothing can be added to the settings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProposalError {
    /// They are not TOML.
    Unreadable,
    /// `mapping` is written as one list, to which no block can be added.
    MappingIsList,
}

impl fmt::Display for ProposalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ProposalError::Unreadable => "it is not TOML",
            ProposalError::MappingIsList => {
                "`mapping = [ … ]` is one list; write each entry as a block `[[mapping]]` first"
            }
        })
    }
}

impl std::error::Error for ProposalError {}

/// What mappings are made from.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'r> {
    pub recognitions: &'r [Recognition],
    /// The folder in which the settings lie: names of files are written from there.
    pub folder: &'r str,
    /// Files that are read otherwise by a mapping than by themselves: theirs are written as
    /// comments.
    pub otherwise: &'r BTreeSet<Source>,
    pub rulebook: &'r Rulebook,
}

/// The settings with a mapping for every kind of sheet that none of theirs speaks of.
pub fn with_mappings(settings: &str, seen: Seen<'_>) -> Result<Proposal, ProposalError> {
    let document: DocumentMut = settings.parse().map_err(|_| ProposalError::Unreadable)?;
    if document.get("mapping").is_some_and(|mapping| !matches!(mapping, Item::ArrayOfTables(_))) {
        return Err(ProposalError::MappingIsList);
    }
    let mut blocks = blocks(seen);
    blocks.sort_by(|left, right| left.order().cmp(&right.order()));
    let mut proposal = Proposal { text: settings.to_owned(), mappings: 0, to_choose: 0 };
    let plain = settings.replace("\r\n", "\n");
    for block in blocks {
        let is_comment = block.is_comment();
        if is_comment && plain.contains(&block.names_line()) {
            continue;
        }
        if proposal.mappings == 0 && proposal.to_choose == 0 && !settings.contains(first_line()) {
            add(&mut proposal.text, PREAMBLE);
        }
        add(&mut proposal.text, &block.text(seen.rulebook));
        if is_comment {
            proposal.to_choose += 1;
        } else {
            proposal.mappings += 1;
        }
    }
    if settings.contains("\r\n") {
        proposal.text = proposal.text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    Ok(proposal)
}

/// The line by which the preamble is known again.
fn first_line() -> &'static str {
    PREAMBLE.lines().nth(1).unwrap_or_default()
}

/// Adds a block after a blank line.
fn add(text: &mut String, block: &str) {
    if !text.is_empty() {
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push('\n');
    }
    text.push_str(block);
}

/// What sheets have in common that one mapping speaks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Alike<'r> {
    Read(&'r Tool, &'static str, u32, &'r [TakenColumn], &'r [UnusedColumn]),
    /// Each sheet by itself.
    Choice(&'r Recognition),
}

fn blocks(seen: Seen<'_>) -> Vec<Block<'_>> {
    let mut kinds: BTreeMap<Alike<'_>, Vec<&Recognition>> = BTreeMap::new();
    for one in seen.recognitions {
        if let Some(alike) = alike(one) {
            kinds.entry(alike).or_default().push(one);
        }
    }
    let mut blocks = Vec::new();
    for sheets in kinds.into_values() {
        let Some(kind) = kind(sheets[0]) else { continue };
        let is_otherwise = sheets.iter().any(|one| seen.otherwise.contains(&one.source));
        let kind = match kind {
            Kind::Read(reading) if is_otherwise => Kind::Otherwise(reading),
            kind => kind,
        };
        let named = files::named(&sheets, seen.recognitions, seen.folder);
        blocks.extend(named.into_iter().map(|names| Block { names, kind: kind.clone() }));
    }
    blocks
}

/// None for what a mapping speaks of already, and for what needs none.
fn alike(one: &Recognition) -> Option<Alike<'_>> {
    match &one.outcome {
        Outcome::Read(reading) if reading.way == Way::ByMapping => None,
        Outcome::Read(reading) => {
            let SheetReading { tool, layout, header_row, columns, left_aside, .. } = &**reading;
            Some(Alike::Read(tool, layout.id, *header_row, columns, left_aside))
        }
        _ => kind(one).map(|_| Alike::Choice(one)),
    }
}

fn kind(one: &Recognition) -> Option<Kind<'_>> {
    let (tools, headings) = match &one.outcome {
        Outcome::Read(reading) => return Some(Kind::Read(reading)),
        Outcome::Unclear { between, headings } => (between.iter().collect(), headings),
        Outcome::NotRecognised { nearest, headings } => {
            (nearest.iter().map(|nearest| &nearest.tool).collect(), headings)
        }
        Outcome::LeftAside(Aside::BesideOthers { nearest: Some(nearest), headings })
            if 1 < nearest.items_found =>
        {
            (vec![&nearest.tool], headings)
        }
        Outcome::Tracker(_) | Outcome::LeftAside(_) => return None,
    };
    Some(Kind::Choice { tools, headings })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Headings, UnusedColumn};

    fn proposed(settings: &str) -> Result<Proposal, ProposalError> {
        let column = UnusedColumn { column: 0, heading: "Where \"now\"".into() };
        let headings = Headings { row: 2, columns: vec![column] };
        let recognitions = [Recognition {
            source: Source::named("in/a.csv"),
            sheet: "a".into(),
            outcome: Outcome::NotRecognised { nearest: None, headings },
        }];
        let otherwise = BTreeSet::new();
        let rulebook = &Rulebook::default();
        let seen =
            Seen { recognitions: &recognitions, folder: "in", otherwise: &otherwise, rulebook };
        with_mappings(settings, seen)
    }

    #[test]
    fn a_choice_is_written_as_a_comment_that_reads_as_a_mapping_without_its_signs() {
        let proposal = proposed("").unwrap();
        assert_eq!((proposal.mappings, proposal.to_choose), (0, 1));
        let block = proposal.text.split("# [[mapping]]\n").nth(1).unwrap();
        let plain = block.lines().map(|line| &line[2..]).collect::<Vec<_>>().join("\n") + "\n";
        assert_eq!(
            plain,
            "files = \"a.csv\"\n\
             instrument = \"?\"\n\
             header_row = 3\n\
             column = [\n    { heading = \"Where \\\"now\\\"\", field = \"?\" },\n]\n"
        );
        assert!(toml::from_str::<toml::Table>(&plain).is_ok());
        assert!(toml::from_str::<toml::Table>(&proposal.text).unwrap().is_empty());
    }

    #[test]
    fn line_ends_stay_as_the_file_has_them() {
        let proposal = proposed("sites = \"s.csv\"\r\n").unwrap();
        assert!(!proposal.text.replace("\r\n", "").contains(['\r', '\n']));
    }

    #[test]
    fn nothing_is_added_to_what_cannot_be_added_to() {
        assert_eq!(proposed("sites = ["), Err(ProposalError::Unreadable));
        assert_eq!(proposed("mapping = []"), Err(ProposalError::MappingIsList));
    }
}

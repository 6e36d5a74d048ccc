//! Packs in, rulebook out.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use super::{
    Pack, RuleFile, Rulebook, Settings, check,
    document::Document,
    kind::Words,
    pack::{self, ReadPack},
    shape::{self, KINDS},
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, nearest, one_of, order},
    model::Source,
};

/// The rules of the packs, and every fault of theirs.
///
/// A file of a pack takes the place of a file of the packs it builds on that has the same kind
/// and id. A file whose shape is at fault is left out of the rulebook.
pub fn read(packs: &[Pack]) -> Checked<Rulebook> {
    let mut diagnostics = Vec::new();
    let mut shelf = Shelf::default();
    for pack in pack::in_order(packs).collect(&mut diagnostics) {
        shelf.add_pack(&pack, &mut diagnostics);
    }
    diagnostics.extend(check::all(&shelf));
    diagnostics.sort_by(order);
    diagnostics.dedup();
    Checked { value: shelf.rulebook, diagnostics }
}

/// What a settings file says, and every fault of its shape.
pub fn settings(source: &Source, text: &str) -> Checked<Settings> {
    let read = Document::read(source, &text.into())
        .and_then(|document| shape::value::<Settings>(&document, "settings"));
    match read {
        Ok(settings) => Checked::clean(settings),
        Err(diagnostics) => Checked { value: Settings::default(), diagnostics },
    }
}

/// The rules that have been read so far, and the texts they were read from.
#[derive(Default, Debug)]
pub(super) struct Shelf {
    pub(super) rulebook: Rulebook,
    /// By kind and id.
    documents: BTreeMap<(String, String), Document>,
    /// What could not be read, by kind and id where these are known.
    unread: BTreeSet<(Option<String>, Option<String>)>,
}

impl Shelf {
    /// The text that a file was read from.
    pub(super) fn document(&self, kind: &str, id: &str) -> Option<&Document> {
        self.documents.get(&(kind.to_owned(), id.to_owned()))
    }

    /// Whether a file that could not be read may be the one of this kind and id.
    pub(super) fn forgives(&self, kind: &str, id: &str) -> bool {
        self.unread.iter().any(|(unread_kind, unread_id)| {
            unread_kind.as_deref().is_none_or(|unread| unread == kind)
                && unread_id.as_deref().is_none_or(|unread| unread == id)
        })
    }

    fn add_pack(&mut self, pack: &ReadPack<'_>, diagnostics: &mut Vec<Diagnostic>) {
        self.rulebook.packs.push(pack.info());
        let mut seen: BTreeMap<(String, String), Source> = BTreeMap::new();
        for file in pack.pack.rules() {
            let source = pack.pack.source(&file.name);
            let Some((key, document)) = self.add_file(&source, file, diagnostics) else { continue };
            if let Some(first) = seen.get(&key) {
                let (kind, id) = &key;
                let message = format!("two files of kind `{kind}` have the id `{id}`");
                let help = format!("the other is {first}: give this one an id of its own");
                let fault = document.error(Code::RepeatedId, "/about/id", message);
                diagnostics.push(fault.help(help));
            }
            seen.entry(key.clone()).or_insert(source);
            self.documents.insert(key, document);
        }
    }

    /// Reads a file and puts it in its place.
    fn add_file(
        &mut self,
        source: &Source,
        file: &RuleFile,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<((String, String), Document)> {
        let document = match Document::read(source, &file.text) {
            Ok(document) => document,
            Err(faults) => {
                diagnostics.extend(faults);
                self.unread.insert((None, None));
                return None;
            }
        };
        let kind = document.text_at("/kind").map(str::to_owned);
        let id = document.text_at("/about/id").map(str::to_owned);
        let placed = match &kind {
            Some(kind) => self.place(kind, &document),
            None => Err(vec![without_kind(&document)]),
        };
        match (placed, kind, id) {
            (Ok(()), Some(kind), Some(id)) => Some(((kind, id), document)),
            (Ok(()), ..) => None,
            (Err(faults), kind, id) => {
                diagnostics.extend(faults);
                let known = kind.filter(|kind| KINDS.contains(&kind.as_str()));
                self.unread.insert((known, id));
                None
            }
        }
    }

    fn place(&mut self, kind: &str, document: &Document) -> Result<(), Vec<Diagnostic>> {
        let book = &mut self.rulebook;
        match kind {
            "scale" => put(&mut book.scales, document, kind),
            "instrument" => put(&mut book.instruments, document, kind),
            "standards" => put(&mut book.frameworks, document, kind),
            "crosswalk" => put(&mut book.crosswalks, document, kind),
            "scoring" => put(&mut book.scoring, document, kind),
            "targets" => put(&mut book.targets, document, kind),
            "actions" => put(&mut book.actions, document, kind),
            "goals" => put(&mut book.goals, document, kind),
            "plan" => put(&mut book.plans, document, kind),
            "words" => {
                let words: Words = shape::value(document, kind)?;
                book.words.retain(|other| other.about.id != words.about.id);
                book.words.push(words);
                Ok(())
            }
            _ => Err(vec![unknown_kind(document, kind)]),
        }
    }
}

fn put<T: DeserializeOwned>(
    shelf: &mut BTreeMap<String, T>,
    document: &Document,
    kind: &str,
) -> Result<(), Vec<Diagnostic>> {
    let rule: T = shape::value(document, kind)?;
    let id = document.text_at("/about/id").expect("the shape of every kind asks for an id");
    shelf.insert(id.to_owned(), rule);
    Ok(())
}

/// The kinds of file that a pack holds beside its manifest.
fn rule_kinds() -> impl Iterator<Item = &'static str> {
    KINDS.into_iter().filter(|kind| !matches!(*kind, "pack" | "settings"))
}

fn unknown_kind(document: &Document, kind: &str) -> Diagnostic {
    let message = format!("no kind of rule file is called `{kind}`");
    let help = match (kind, nearest(kind, rule_kinds())) {
        ("pack", _) => format!("the manifest of a pack is called `{}`", Pack::MANIFEST),
        (_, Some(near)) => format!("did you mean `{near}`?"),
        (_, None) => format!("the kinds are {}", one_of(rule_kinds()).replace(" or ", " and ")),
    };
    document.error(Code::UnknownKind, "/kind", message).help(help)
}

fn without_kind(document: &Document) -> Diagnostic {
    document
        .error(Code::MissingKey, "/kind", "this file has no `kind`")
        .help("start it with a line such as `kind = \"scale\"`")
}

//! Packs: folders of rule files that build on each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
};

use sha2::{Digest, Sha256};

use super::{PackInfo, RuleFile, document::Document, kind::Manifest, shape};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Place, nearest},
    model::Source,
};

/// A folder of rule files, as it was handed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pack {
    /// Where it comes from: the folder, as people write it.
    pub origin: Arc<str>,
    /// Its files, with their paths from the folder. Only those that end in `.toml` are rules.
    pub files: Vec<RuleFile>,
}

/// A pack whose manifest has been read.
#[derive(Clone, Debug)]
pub(super) struct ReadPack<'a> {
    pub(super) pack: &'a Pack,
    pub(super) manifest: Manifest,
    document: Document,
}

impl Pack {
    /// The name of the manifest.
    pub const MANIFEST: &'static str = "pack.toml";

    /// Whether a file of a pack is one of rules, by its name.
    pub fn is_rule_file(name: &str) -> bool {
        Path::new(name).extension().is_some_and(|ending| ending == "toml")
    }

    /// A file of the pack as messages name it.
    pub(super) fn source(&self, name: &str) -> Source {
        Source::named(&format!("{}/{name}", self.origin.trim_end_matches('/')))
    }

    /// Its rule files by name, without the manifest.
    pub(super) fn rules(&self) -> Vec<&RuleFile> {
        let is_rule =
            |file: &&RuleFile| Pack::is_rule_file(&file.name) && &*file.name != Pack::MANIFEST;
        let mut rules: Vec<&RuleFile> = self.files.iter().filter(is_rule).collect();
        rules.sort_by(|left, right| left.name.cmp(&right.name));
        rules
    }

    fn manifest(&self) -> Checked<Option<ReadPack<'_>>> {
        let Some(file) = self.files.iter().find(|file| &*file.name == Pack::MANIFEST) else {
            return Checked { value: None, diagnostics: vec![self.without_manifest()] };
        };
        match Document::read(&self.source(&file.name), &file.text) {
            Ok(mut document) => {
                let Checked { value, diagnostics } = shape::value(&mut document, "pack");
                let value = value.map(|manifest| ReadPack { pack: self, manifest, document });
                Checked { value, diagnostics }
            }
            Err(diagnostics) => Checked { value: None, diagnostics },
        }
    }

    fn without_manifest(&self) -> Diagnostic {
        let message = format!("`{}` has no `{}`", self.origin, Pack::MANIFEST);
        Diagnostic::error(Code::MissingPack, message)
            .at(Place::File(Source::named(&self.origin)))
            .help("a folder of rules needs one: `cqi rules schema pack` says what stands in it")
    }

    /// Name, version and fingerprint for the record of a run.
    fn info(&self, manifest: &Manifest) -> PackInfo {
        let mut files: Vec<&RuleFile> = self.files.iter().collect();
        files.sort_by(|left, right| left.name.cmp(&right.name));
        let mut hash = Sha256::new();
        for file in files {
            // Lengths first, so that no two folders can read the same.
            for part in [&file.name, &file.text] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part.as_bytes());
            }
        }
        let bytes = hash.finalize();
        let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        PackInfo {
            id: manifest.about.id.clone(),
            version: manifest.about.version.clone(),
            title: manifest.about.title.clone(),
            sha256: digits.concat(),
        }
    }
}

impl ReadPack<'_> {
    pub(super) fn id(&self) -> &str {
        &self.manifest.about.id
    }

    pub(super) fn info(&self) -> PackInfo {
        self.pack.info(&self.manifest)
    }
}

/// Those of the packs that are named by id or origin, and all that they build on. Without names:
/// those that are used by default. A pack that is named by its origin is taken even when its
/// manifest cannot be read, so that reading it says why.
pub fn selected(packs: &[Pack], names: &[&str]) -> Checked<Vec<Pack>> {
    let mut diagnostics = Vec::new();
    let read: Vec<ReadPack<'_>> = manifests(packs).collect(&mut Vec::new());
    let by_id: BTreeMap<&str, &ReadPack<'_>> = read.iter().map(|pack| (pack.id(), pack)).collect();
    let by_origin = |name: &str| read.iter().find(|read| *read.pack.origin == *name);
    let defaults = read.iter().filter(|pack| pack.manifest.default).map(ReadPack::id);
    let mut waiting: Vec<&str> = if names.is_empty() { defaults.collect() } else { names.to_vec() };
    let mut chosen = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        match by_id.get(name).copied().or_else(|| by_origin(name)) {
            Some(pack) if chosen.insert(&*pack.pack.origin) => {
                waiting.extend(pack.manifest.builds_on.iter().map(String::as_str));
            }
            None if packs.iter().any(|pack| *pack.origin == *name) => {
                chosen.insert(name);
            }
            // What a pack builds on is asked for again when the packs are read, with its line.
            None if names.contains(&name) => {
                let message = format!("no rule pack is called `{name}`");
                let missing = Diagnostic::error(Code::MissingPack, message);
                let near = nearest(name, by_id.keys().copied());
                diagnostics.push(with_nearest(missing, near));
            }
            _ => {}
        }
    }
    let is_chosen = |pack: &&Pack| chosen.contains(&*pack.origin);
    let value = packs.iter().filter(is_chosen).cloned().collect();
    Checked { value, diagnostics }
}

/// The packs in the order in which they build on each other, those that others build on first.
pub(super) fn in_order(packs: &[Pack]) -> Checked<Vec<ReadPack<'_>>> {
    let mut diagnostics = Vec::new();
    let mut waiting = manifests(packs).collect(&mut diagnostics);
    repeated(&waiting, &mut diagnostics);
    missing(&waiting, packs, &mut diagnostics);
    let known: BTreeSet<String> = waiting.iter().map(|pack| pack.id().to_owned()).collect();
    let mut ordered: Vec<ReadPack<'_>> = Vec::new();
    while !waiting.is_empty() {
        let is_ready = |pack: &ReadPack<'_>| {
            let mut needs = pack.manifest.builds_on.iter().filter(|id| known.contains(*id));
            needs.all(|id| ordered.iter().any(|done| done.id() == id))
        };
        if let Some(ready) = waiting.iter().position(is_ready) {
            ordered.push(waiting.remove(ready));
            continue;
        }
        diagnostics.push(circle(&waiting));
        ordered.append(&mut waiting);
    }
    Checked { value: ordered, diagnostics }
}

fn manifests(packs: &[Pack]) -> Checked<Vec<ReadPack<'_>>> {
    let mut diagnostics = Vec::new();
    let value = packs.iter().filter_map(|pack| pack.manifest().collect(&mut diagnostics)).collect();
    Checked { value, diagnostics }
}

fn repeated(packs: &[ReadPack<'_>], diagnostics: &mut Vec<Diagnostic>) {
    for (at, pack) in packs.iter().enumerate() {
        if let Some(first) = packs[..at].iter().find(|first| first.id() == pack.id()) {
            let message = format!("two packs are called `{}`", pack.id());
            let help =
                format!("the other is `{}`: give this one an id of its own", first.pack.origin);
            diagnostics
                .push(pack.document.error(Code::RepeatedId, "/about/id", message).help(help));
        }
    }
}

fn missing(read: &[ReadPack<'_>], packs: &[Pack], diagnostics: &mut Vec<Diagnostic>) {
    // A pack whose manifest has faults is there, and its id is not known.
    let all_read = read.len() == packs.len();
    for pack in read.iter().filter(|_| all_read) {
        for (at, id) in pack.manifest.builds_on.iter().enumerate() {
            if read.iter().any(|other| other.id() == id) {
                continue;
            }
            let pointer = format!("/builds_on/{at}");
            let message = format!("no rule pack is called `{id}`");
            let fault = pack.document.error(Code::MissingPack, &pointer, message);
            let others = read.iter().map(ReadPack::id).filter(|other| *other != pack.id());
            diagnostics.push(with_nearest(fault, nearest(id, others)));
        }
    }
}

fn with_nearest(fault: Diagnostic, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help("name the folder of that pack, too"),
    }
}

/// Each of the packs waits for another of them.
fn circle(waiting: &[ReadPack<'_>]) -> Diagnostic {
    let by_id: BTreeMap<&str, &ReadPack<'_>> =
        waiting.iter().map(|pack| (pack.id(), pack)).collect();
    let mut way = vec![waiting[0].id()];
    loop {
        let last = by_id[way[way.len() - 1]];
        let next = last.manifest.builds_on.iter().find(|id| by_id.contains_key(id.as_str()));
        let Some(next) = next else { break };
        let seen = way.iter().position(|id| id == next);
        way.push(next);
        if let Some(start) = seen {
            way.drain(..start);
            break;
        }
    }
    let first = by_id[way[0]];
    let named: Vec<String> = way.iter().map(|id| format!("`{id}`")).collect();
    let message = format!("packs build on each other in a circle: {}", named.join(" → "));
    first
        .document
        .error(Code::Circle, "/builds_on", message)
        .help("take one of them out of `builds_on`")
}

//! `cqi check --annotate`: a folder with a copy of each file that holds something in question, with
//! the cells marked.
//!
//! Nothing that people wrote is ever overwritten: neither their files, nor what stands in a folder
//! that is not ours, nor a copy of ours in which they went on working.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use anyhow::{Result, bail};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    args::{CheckArguments, Material},
    files, output,
};
use crate::{
    annotate::{Annotated, Copied, annotated},
    diagnostic::{Diagnostic, Place, Severity, count},
    model::Source,
    pipeline::{Files, Request},
};

/// Says that a folder is ours, and which files in it are.
pub(super) const RECORD: &str = ".cqi-annotated";
const ABOUT: &str = "This folder is written by cqi; a new check replaces what stands here.";
/// How many copies are named; the others are counted.
const NAMED: usize = 20;

/// The folder of the copies.
pub(super) struct Folder {
    path: PathBuf,
    record: Record,
}

#[derive(Default, Serialize, Deserialize)]
struct Record {
    about: String,
    /// The files that we wrote, by their path from the folder, with the SHA-256 that each may have.
    files: BTreeMap<String, BTreeSet<String>>,
}

/// What became of one file.
enum Outcome<'a> {
    NothingToMark,
    /// There is something to say, but the file cannot be read as a table.
    Unreadable(&'a Source),
    Marked(&'a Source, Annotated),
}

impl Folder {
    /// Looks at the folder that was asked for, and refuses one in which people would lose
    /// something. Nothing is written yet.
    pub(super) fn wanted(arguments: &CheckArguments) -> Result<Option<Folder>> {
        let Some(path) = &arguments.annotate else { return Ok(None) };
        refuse_own_files(path, &arguments.material)?;
        let record = path.join(RECORD);
        let is_ours = record.is_file();
        let holds_files =
            path.is_dir() && path.read_dir().is_ok_and(|mut entries| entries.next().is_some());
        if holds_files && !is_ours {
            bail!("{} holds other files: name a new folder with --annotate", path.display());
        }
        let record = if is_ours {
            serde_json::from_slice(&files::read(&record)?).unwrap_or_default()
        } else {
            Record::default()
        };
        let folder = Folder { path: path.clone(), record };
        for name in folder.record.files.keys() {
            folder.refuse_changed(name)?;
        }
        Ok(Some(folder))
    }

    /// Writes the copies, and says what was written.
    pub(super) fn write(
        mut self,
        originals: &Originals,
        told: &[Diagnostic],
        arguments: &CheckArguments,
        out: Option<&mut dyn Write>,
    ) -> Result<()> {
        let outcomes: Vec<Outcome<'_>> = originals
            .names
            .par_iter()
            .map(|source| outcome(source, &*originals.files, told, arguments.notes))
            .collect();
        let names = names(&outcomes, &arguments.material.inputs);
        let copies: BTreeMap<&str, &Annotated> = outcomes
            .iter()
            .filter_map(|outcome| match outcome {
                Outcome::Marked(source, copy) => Some((names[*source].as_str(), copy)),
                Outcome::NothingToMark | Outcome::Unreadable(_) => None,
            })
            .collect();
        self.replace_with(&copies)?;
        match out {
            Some(out) => self.tell(&copies, &outcomes, out),
            None => Ok(()),
        }
    }

    /// Puts the copies into the folder, and takes away what an earlier check left there.
    fn replace_with(&mut self, copies: &BTreeMap<&str, &Annotated>) -> Result<()> {
        if copies.is_empty() && self.record.files.is_empty() {
            return Ok(());
        }
        for name in copies.keys() {
            self.refuse_changed(name)?;
        }
        let new: BTreeMap<String, BTreeSet<String>> = copies
            .iter()
            .map(|(name, copy)| ((*name).to_owned(), [sha256(&copy.bytes)].into()))
            .collect();
        let old = std::mem::replace(&mut self.record.files, new.clone());
        ABOUT.clone_into(&mut self.record.about);
        // Until all is written, a file may be either of two.
        for (name, known) in &old {
            self.record.files.entry(name.clone()).or_default().extend(known.clone());
        }
        self.note()?;
        for (name, copy) in copies {
            output::put(&self.path, name, &copy.bytes)?;
        }
        for name in old.keys().filter(|name| !new.contains_key(*name)) {
            output::remove(&self.path, name)?;
        }
        self.record.files = new;
        self.note()
    }

    fn note(&self) -> Result<()> {
        let mut text = serde_json::to_string_pretty(&self.record)?;
        text.push('\n');
        output::put(&self.path, RECORD, text.as_bytes())
    }

    /// Refuses to write where people have a file of their own, or worked on in one of ours.
    fn refuse_changed(&self, name: &str) -> Result<()> {
        if !output::stays_inside(name) {
            bail!("{} names a file outside its folder", self.path.join(RECORD).display());
        }
        let path = self.path.join(name);
        if !path.exists() {
            return Ok(());
        }
        let sha256 = sha256(&files::read(&path)?);
        if self.record.files.get(name).is_some_and(|known| known.contains(&sha256)) {
            return Ok(());
        }
        bail!(
            "{} was changed since it was written, and would be lost: move it, or name a new folder \
             with --annotate",
            path.display()
        );
    }

    fn tell(
        &self,
        copies: &BTreeMap<&str, &Annotated>,
        outcomes: &[Outcome<'_>],
        out: &mut dyn Write,
    ) -> Result<()> {
        if copies.is_empty() {
            writeln!(out, "nothing to mark: no copy was written")?;
        } else {
            let cells = copies.values().map(|copy| copy.cells).sum();
            let (cells, files) = (count(cells, "cell"), count(copies.len(), "file"));
            writeln!(out, "marked {cells} in {files}:")?;
        }
        for (name, copy) in copies.iter().take(NAMED) {
            let path = self.path.join(name);
            let values = if copy.copy == Copied::Values { ", values only" } else { "" };
            writeln!(out, "  {}: {}{values}", path.display(), count(copy.cells, "cell"))?;
        }
        if NAMED < copies.len() {
            writeln!(out, "  and {}", count(copies.len() - NAMED, "more file"))?;
        }
        if copies.values().any(|copy| copy.copy == Copied::Values) {
            writeln!(
                out,
                "`values only`: a new workbook with the values of the file, which cannot take comments \
                 itself (csv, xls, xlsb, or built in an unusual way)"
            )?;
        }
        let unmarked = outcomes.iter().filter(|it| matches!(it, Outcome::NothingToMark)).count();
        if 0 < unmarked && !copies.is_empty() {
            writeln!(out, "nothing to mark in {}", count(unmarked, "other file"))?;
        }
        for outcome in outcomes {
            if let Outcome::Unreadable(source) = outcome {
                writeln!(out, "`{source}` cannot be marked, because it cannot be read")?;
            }
        }
        Ok(())
    }
}

/// The files of a check, to be had once more.
pub(super) struct Originals {
    names: Vec<Source>,
    files: Arc<dyn Files>,
}

impl Originals {
    pub(super) fn of(request: &Request) -> Originals {
        let names = request.inputs.iter().chain(&request.site_list).cloned().collect();
        Originals { names, files: request.files.clone() }
    }
}

fn outcome<'a>(
    original: &'a Source,
    files: &dyn Files,
    told: &[Diagnostic],
    notes: bool,
) -> Outcome<'a> {
    let is_about = |told: &&Diagnostic| {
        let source = told.place.as_ref().map(Place::source);
        source == Some(original) && (notes || told.severity != Severity::Note)
    };
    let told: Vec<&Diagnostic> = told.iter().filter(is_about).collect();
    if told.is_empty() {
        return Outcome::NothingToMark;
    }
    let Ok(bytes) = files.bytes(original) else { return Outcome::Unreadable(original) };
    let read = |bytes: &[u8]| files.sheets(original, bytes).value;
    match annotated(&bytes, &told, read) {
        Some(copy) => Outcome::Marked(original, copy),
        None => Outcome::Unreadable(original),
    }
}

/// The SHA-256 of bytes, as hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    let digits: Vec<String> =
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}

/// The name of each copy: the path of the file from where it was named. No two are alike, also
/// where large and small letters are.
fn names<'a>(outcomes: &[Outcome<'a>], inputs: &[PathBuf]) -> BTreeMap<&'a Source, String> {
    let mut taken = BTreeSet::new();
    let mut names = BTreeMap::new();
    for outcome in outcomes {
        let Outcome::Marked(source, copy) = outcome else { continue };
        let wanted = path_from(&source.0, inputs);
        let ending = if copy.copy == Copied::Values { ".xlsx" } else { "" };
        let numbered = |number: usize| match number {
            1 => format!("{wanted}{ending}"),
            _ => with_number(&wanted, ending, number),
        };
        let mut free = (1..).map(numbered).filter(|name| taken.insert(name.to_lowercase()));
        names.extend(free.next().map(|name| (*source, name)));
    }
    names
}

/// `fall.xlsx` as `fall (2).xlsx`.
fn with_number(name: &str, ending: &str, number: usize) -> String {
    let file = name.rfind('/').map_or(0, |slash| slash + 1);
    match name[file..].rfind('.').filter(|&dot| 0 < dot) {
        Some(dot) => {
            let (stem, own) = name.split_at(file + dot);
            format!("{stem} ({number}){own}{ending}")
        }
        None => format!("{name} ({number}){ending}"),
    }
}

/// The path of a file from what was named: from a folder, or its own name.
fn path_from(source: &str, named: &[PathBuf]) -> String {
    let path = Path::new(source);
    let below = named.iter().filter_map(|named| path.strip_prefix(named).ok());
    let mut inside = below.filter(|below| {
        let stays = |part: Component<'_>| matches!(part, Component::Normal(_));
        below.components().next().is_some() && below.components().all(stays)
    });
    let own_name = || path.file_name().map_or(Path::new("file"), Path::new);
    let found = inside.next().unwrap_or_else(own_name);
    let parts: Vec<_> = found.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Refuses a folder in or above which the files lie that are read.
fn refuse_own_files(folder: &Path, material: &Material) -> Result<()> {
    let Ok(folder_itself) = folder.canonicalize() else { return Ok(()) };
    if !folder_itself.is_dir() {
        bail!("{} is a file: name a new folder with --annotate", folder.display());
    }
    for named in material.inputs.iter().chain(&material.sites) {
        let Ok(itself) = named.canonicalize() else { continue };
        if itself.starts_with(&folder_itself) {
            bail!(
                "{} is where your own files lie: name a new folder with --annotate, so that they \
                 stay as they are",
                folder.display()
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<PathBuf> {
        names.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn a_copy_is_named_by_its_path_from_what_was_named() {
        let from = |source, names: &[&str]| path_from(source, &named(names));
        assert_eq!(from("data/fall/oak.xlsx", &["data"]), "fall/oak.xlsx");
        assert_eq!(from("data/oak.xlsx", &["data/oak.xlsx"]), "oak.xlsx");
        assert_eq!(from("./fall/oak.xlsx", &["."]), "fall/oak.xlsx");
        assert_eq!(from("../data/oak.xlsx", &["../data"]), "oak.xlsx");
        assert_eq!(from("/else/where/sites.csv", &["data"]), "sites.csv");
        assert_eq!(from("../../sites.csv", &["data"]), "sites.csv");
    }

    #[test]
    fn no_two_copies_have_one_name() {
        let copy = |copy| Annotated { bytes: Vec::new(), copy, cells: 1 };
        let sources = ["a/oak.csv", "b/Oak.csv", "b/oak.csv.xlsx", "b/oak"].map(Source::named);
        let kinds = [Copied::Values, Copied::Values, Copied::Everything, Copied::Everything];
        let outcomes: Vec<Outcome<'_>> = sources
            .iter()
            .zip(kinds)
            .map(|(source, kind)| Outcome::Marked(source, copy(kind)))
            .collect();
        let names = names(&outcomes, &named(&["a", "b"]));
        let names: Vec<&str> = sources.iter().map(|source| names[source].as_str()).collect();
        assert_eq!(names, ["oak.csv.xlsx", "Oak (2).csv.xlsx", "oak.csv (2).xlsx", "oak"]);
    }
}

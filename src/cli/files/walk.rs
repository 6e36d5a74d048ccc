//! Folders, and what in them cannot be read: told, and passed over.

use std::{
    io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use walkdir::{DirEntry, WalkDir};

use super::{
    super::{annotate, output},
    names::{name_of, source},
};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    model::Source,
};

/// What lies below a folder, and what is to be told of it.
#[derive(Default, Debug)]
pub(super) struct Found {
    pub(super) files: Vec<PathBuf>,
    pub(super) told: Vec<Diagnostic>,
}

/// Every file below a folder that is wanted, in the order of their names.
///
/// Links are followed, but for those that lead back. Only plain files are ever opened: a pipe or a
/// device may never end. Folders that we wrote are passed over, unless they are named themselves.
pub(super) fn walk(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Found {
    let mut found = Found::default();
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    let is_foreign = |entry: &DirEntry| entry.depth() == 0 || !is_written_by_us(entry.path());
    for entry in walk.into_iter().filter_entry(is_foreign) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() || !wanted(entry.path()) => {}
            Ok(entry) if entry.file_type().is_file() => found.files.push(entry.into_path()),
            Ok(entry) => found.told.push(no_file(source(entry.path()))),
            Err(error) => found.told.extend(trouble(&error, &wanted)),
        }
    }
    found
}

/// Whether a folder holds what a run or a check of ours wrote.
fn is_written_by_us(folder: &Path) -> bool {
    [output::MARK, annotate::RECORD].iter().any(|mark| folder.join(mark).is_file())
}

/// Every file below a folder of our own, such as a rule pack; one that cannot be read is an error.
pub(super) fn all(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot read {}", name_of(folder)))?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// What to tell of a file or folder that the system does not let us read.
pub(super) fn unreadable(source: Source, error: &io::Error) -> Diagnostic {
    let (why, help) = match error.kind() {
        io::ErrorKind::PermissionDenied => (
            "you are not permitted to read it".to_owned(),
            "ask whoever owns it to let you read it, or copy it to where you can",
        ),
        io::ErrorKind::NotFound => (
            "it is not there any more, or is a link that leads to nothing".to_owned(),
            "get the file again, or remove the link",
        ),
        _ => (plain(error), "copy it to another folder, and give that"),
    };
    Diagnostic::error(Code::UnreadableFile, format!("the file or folder cannot be read: {why}"))
        .at(Place::File(source))
        .help(help)
}

/// What to tell of a pipe, a device and the like.
pub(super) fn no_file(source: Source) -> Diagnostic {
    let message = "the file cannot be read: it is a pipe, a device or the like, and is not opened";
    Diagnostic::error(Code::UnreadableFile, message)
        .at(Place::File(source))
        .help("write what comes out of it to a file, and give that")
}

fn trouble(error: &walkdir::Error, wanted: impl Fn(&Path) -> bool) -> Option<Diagnostic> {
    let path = error.path().unwrap_or(Path::new(""));
    if error.loop_ancestor().is_some() {
        let message = "the folder is a link that leads back to where it lies, and is passed over";
        let note = Diagnostic::note(Code::UnreadableFile, message)
            .at(Place::File(source(path)))
            .help("nothing to do: every file is read once; remove the link to keep things tidy");
        return Some(note);
    }
    let io = error.io_error()?;
    // A broken link with another ending is no loss.
    let is_lost = io.kind() != io::ErrorKind::NotFound || wanted(path);
    is_lost.then(|| unreadable(source(path), io))
}

/// The system's own words, without its number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string().to_lowercase();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}

//! Trackers in the folder of a run: people write there, and nothing that they wrote is lost.
//!
//! `run.json` says which bytes were ours, and whether anything in them was written by people. Before a
//! run, what stands there is looked at; what holds writing is read like any input. Before a new
//! tracker takes the place of one that a person has changed, that one is kept beside it, byte for
//! byte, in `kept/`. One that could not be read, or that changed while we ran, is left alone.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use anyhow::Result;
use serde_json::{Value, json};

use super::{
    files,
    output::{self, Output},
};
use crate::{
    model::{SchoolYear, SiteId, Source},
    pipeline::sha256,
    tracker::Trackers,
};

/// The file of a site's tracker, in the folder of the site.
pub(super) const NAME: &str = "tracker.xlsx";
/// How the names of files start that are read there, whatever program saved them.
const STEM: &str = "tracker";
/// Where trackers of people are kept when a new one takes their place.
const KEPT: &str = "kept";

/// The trackers that stand in a folder before a run.
#[derive(Default, Debug)]
pub(super) struct Standing {
    /// By their names within the folder.
    found: BTreeMap<String, Found>,
}

#[derive(Debug)]
struct Found {
    path: PathBuf,
    /// None where it cannot be read.
    sha256: Option<String>,
    state: State,
}

/// What is known of a tracker that stands in the folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// A run wrote it so, and it holds proposals alone.
    Proposals,
    /// A run wrote or kept it so, and it holds what people wrote.
    Ours,
    /// Somebody else wrote in it.
    Changed,
}

/// A tracker to put in its place.
#[derive(Debug)]
pub(super) struct New<'a> {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) of: (&'a SiteId, SchoolYear),
    pub(super) holds_writing: bool,
}

/// What became of a new tracker.
#[derive(Debug)]
pub(super) enum Put {
    Written {
        name: String,
        sha256: String,
        holds_writing: bool,
    },
    /// The one that stands there was left alone, and why.
    LeftAlone {
        path: PathBuf,
        why: &'static str,
    },
}

impl Put {
    /// For `run.json`.
    pub(super) fn record(&self) -> Option<Value> {
        let Put::Written { name, sha256, holds_writing } = self else { return None };
        Some(json!({ "file": name, "sha256": sha256, "holds_writing": holds_writing }))
    }

    /// For the person who ran it.
    pub(super) fn told(&self) -> Option<String> {
        let Put::LeftAlone { path, why } = self else { return None };
        Some(format!("{} was left as it is: {why}", path.display()))
    }
}

impl Standing {
    /// Looks at what stands in the folder of a run.
    pub(super) fn look(folder: &Path) -> Standing {
        let record = output::record_in(folder);
        let mut standing = Standing::default();
        for site in entries(&folder.join("sites")) {
            for path in entries(&site).into_iter().chain(entries(&site.join(KEPT))) {
                if is_tracker(&path) {
                    let name = name_in(folder, &path);
                    let found = Found::at(path, &name, &record);
                    standing.found.insert(name, found);
                }
            }
        }
        standing
    }

    /// Those that hold, or may hold, what people wrote.
    pub(super) fn to_read(&self) -> impl Iterator<Item = PathBuf> {
        self.holding().map(|(_, found)| found.path.clone())
    }

    /// Those of them that are as a run left them.
    pub(super) fn ours(&self) -> BTreeSet<Source> {
        let ours = self.found.values().filter(|found| found.state == State::Ours);
        ours.map(|found| files::source(&found.path)).collect()
    }

    /// The names of those that are never taken away.
    pub(super) fn held(&self) -> BTreeSet<String> {
        self.holding().map(|(name, _)| name.clone()).collect()
    }

    fn holding(&self) -> impl Iterator<Item = (&String, &Found)> {
        self.found.iter().filter(|(_, found)| found.state != State::Proposals)
    }

    /// Puts a new tracker in its place, unless that would lose something.
    pub(super) fn put(&self, new: New<'_>, read: &Trackers, output: &Output) -> Result<Put> {
        if let Some(found) = self.found.get(&new.name) {
            let is = files::read(&found.path).ok();
            if is.as_deref().map(sha256) != found.sha256 {
                let why = "it changed while this ran; run again";
                return Ok(Put::LeftAlone { path: found.path.clone(), why });
            }
            let of = read.read.get(&files::source(&found.path));
            let goes_on = of.is_some_and(|(site, year)| (site, *year) == new.of);
            match (found.state, of) {
                (State::Proposals, _) => {}
                (State::Ours, _) if goes_on => {}
                (_, Some(_)) => keep(&new.name, &is.unwrap_or_default(), output)?,
                (_, None) => {
                    let why = "it could not be read, and what stands in it would be lost";
                    return Ok(Put::LeftAlone { path: found.path.clone(), why });
                }
            }
        }
        output.write(&new.name, &new.bytes)?;
        let New { name, bytes, holds_writing, .. } = new;
        Ok(Put::Written { name, sha256: sha256(&bytes), holds_writing })
    }
}

impl Found {
    fn at(path: PathBuf, name: &str, record: &Value) -> Found {
        let sha256 = files::read(&path).ok().map(|bytes| sha256(&bytes));
        let state = match &sha256 {
            Some(sha256) => state(name, sha256, record),
            None => State::Changed,
        };
        Found { path, sha256, state }
    }
}

/// Keeps a tracker beside the place that a new one takes.
fn keep(name: &str, bytes: &[u8], output: &Output) -> Result<()> {
    let (folder, _) = name.rsplit_once('/').unwrap_or_default();
    output.put_aside(&format!("{folder}/{KEPT}/{}", kept_name(&sha256(bytes))), bytes)
}

fn state(name: &str, sha256: &str, record: &Value) -> State {
    if name.ends_with(&format!("/{KEPT}/{}", kept_name(sha256))) {
        return State::Ours;
    }
    let known = record["trackers"].as_array().into_iter().flatten();
    let mut known = known.filter(|known| known["file"] == name && known["sha256"] == sha256);
    match known.next().map(|known| known["holds_writing"] == false) {
        Some(true) => State::Proposals,
        Some(false) => State::Ours,
        None => State::Changed,
    }
}

/// Its name tells whether it is still what was kept.
fn kept_name(sha256: &str) -> String {
    format!("{STEM}-{}.xlsx", &sha256[..12])
}

fn is_tracker(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase());
    name.is_some_and(|name| name.starts_with(STEM)) && path.is_file() && files::is_workbook(path)
}

/// What lies in a folder, by name; nothing where there is no such folder.
fn entries(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path())).collect()
}

/// A path within the folder, with `/` on every system.
fn name_in(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.collect::<Vec<_>>().join("/")
}

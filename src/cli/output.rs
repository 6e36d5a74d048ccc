//! What is written to disk, above all the folder of a run: no file looks whole that is not.
//!
//! Each file is written beside its place and then moved there in one step. `run.json` comes last
//! and lists every file; what an earlier run left and this one did not write is taken away.

use std::{
    collections::BTreeSet,
    io::Write,
    path::{Component, Path, PathBuf},
    sync::Mutex,
};

use anyhow::{Context, Result, bail};

use crate::model::SiteId;

/// Says that a folder is ours, from the first moment of a run.
pub(super) const MARK: &str = ".cqi-out";
const RECORD: &str = "run.json";

/// The folder of a run.
pub(super) struct Output {
    folder: PathBuf,
    written: Mutex<BTreeSet<String>>,
    /// What is never taken away, though this run did not write it.
    spared: BTreeSet<String>,
}

impl Output {
    /// Opens the folder; refuses one that holds files of somebody else.
    pub(super) fn open(folder: &Path, spared: BTreeSet<String>) -> Result<Output> {
        let ours = folder.join(MARK).exists() || folder.join(RECORD).exists();
        let holds_files =
            folder.is_dir() && folder.read_dir().is_ok_and(|mut entries| entries.next().is_some());
        if holds_files && !ours {
            bail!("{} holds other files: name a new folder with --out", folder.display());
        }
        let output = Output { folder: folder.to_owned(), written: Mutex::default(), spared };
        output.put(
            MARK,
            b"This folder is written by cqi; a new run replaces what stands here, but for what \
            people write in trackers.\n",
        )?;
        Ok(output)
    }

    /// Writes one file, whole or not at all. `name` is its path within the folder.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        self.put(name, bytes)?;
        let mut written = self.written.lock().expect("no thread panics while it notes a name");
        written.insert(name.to_owned());
        Ok(())
    }

    /// Whether a file of this name is there when the run ends, as far as it has come.
    pub(super) fn holds(&self, name: &str) -> bool {
        let written = self.written.lock().expect("no thread panics while it notes a name");
        written.contains(name) || self.spared.contains(name)
    }

    /// Puts aside what a person has written, for good: no run lists it, so none takes it away.
    pub(super) fn put_aside(&self, name: &str, bytes: &[u8]) -> Result<()> {
        self.put(name, bytes)
    }

    /// Writes the record, and takes away what an earlier run left.
    pub(super) fn finish(self, mut record: serde_json::Value) -> Result<()> {
        let written = self.written.lock().expect("no thread panics while it notes a name").clone();
        let stays = |name: &String| written.contains(name) || self.spared.contains(name);
        for name in self.listed_before().into_iter().filter(|name| !stays(name)) {
            remove(&self.folder, &name)?;
        }
        record["files"] = written.into_iter().collect();
        let mut text = serde_json::to_string_pretty(&record)?;
        text.push('\n');
        self.put(RECORD, text.as_bytes())
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        put(&self.folder, name, bytes)
    }

    /// The files that the run before this one listed.
    fn listed_before(&self) -> Vec<String> {
        let record = record_in(&self.folder);
        let files = record["files"].as_array().cloned().unwrap_or_default();
        let names = files.iter().filter_map(|name| name.as_str().map(str::to_owned));
        names.filter(|name| stays_inside(name)).collect()
    }
}

/// What the last run said of its folder; nothing where there was none.
pub(super) fn record_in(folder: &Path) -> serde_json::Value {
    let text = std::fs::read_to_string(folder.join(RECORD)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Writes one file of a folder, whole or not at all.
pub(super) fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    let folder = path.parent().unwrap_or(folder);
    std::fs::create_dir_all(folder).with_context(|| format!("cannot write {}", path.display()))?;
    write_whole(&path, bytes, readable(), Existing::Replace)
}

/// Takes away one file of a folder, and what folders in it are empty then.
pub(super) fn remove(folder: &Path, name: &str) -> Result<()> {
    let path = folder.join(name);
    if path.is_file() {
        std::fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    // Folders that still hold something stay.
    for folder in path.ancestors().skip(1).take_while(|above| *above != folder) {
        let _ = std::fs::remove_dir(folder);
    }
    Ok(())
}

/// Writes a file of the user's own anew, whole or not at all. It keeps its permissions; where its
/// name is a link, the file that it leads to is written.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let permissions = path.metadata().map_or_else(|_| readable(), |about| about.permissions());
    write_whole(&path, bytes, permissions, Existing::Replace)
}

/// What happens to a file that is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Existing {
    Keep,
    Replace,
}

/// Writes a file that the user has named, whole or not at all.
pub(super) fn write_file(path: &Path, bytes: &[u8], existing: Existing) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    write_whole(path, bytes, readable(), existing)
}

/// Writes beside the place and then moves it there in one step.
fn write_whole(
    path: &Path,
    bytes: &[u8],
    permissions: std::fs::Permissions,
    existing: Existing,
) -> Result<()> {
    let failed = || format!("cannot write {}", path.display());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new()
        .prefix(".cqi-")
        .permissions(permissions)
        .tempfile_in(folder)
        .with_context(failed)?;
    file.write_all(bytes).with_context(failed)?;
    let written = match existing {
        Existing::Keep => file.persist_noclobber(path),
        Existing::Replace => file.persist(path),
    };
    written.with_context(failed)?;
    Ok(())
}

/// Readable by everyone, as files that people make are.
fn readable() -> std::fs::Permissions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::Permissions::from_mode(0o644)
    }
    #[cfg(not(unix))]
    {
        tempfile::NamedTempFile::new()
            .and_then(|file| file.as_file().metadata())
            .map(|about| about.permissions())
            .expect("a new file has permissions")
    }
}

/// Whether a name leads to a file in its folder.
pub(super) fn stays_inside(name: &str) -> bool {
    Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The id of a site as the name of a folder: letters, digits, `-`, `_` and `.`; anything else as
/// `%` and two digits for each byte.
pub(super) fn folder_name(site: &SiteId) -> String {
    plain_name(&site.0)
}

/// Any text as the name of a file, in the same way.
pub(super) fn plain_name(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let only_dots = text.bytes().all(|byte| byte == b'.');
    let name: String = text
        .bytes()
        .map(|byte| {
            if plain(byte) && !only_dots {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    let cut: String = name.chars().take(120).collect();
    if cut.is_empty() { "%".to_owned() } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(id: &str) -> String {
        folder_name(&SiteId(id.into()))
    }

    #[test]
    fn names_of_sites_never_lead_elsewhere() {
        assert_eq!(named("S-014"), "S-014");
        assert_eq!(named("../../etc"), "..%2F..%2Fetc");
        assert_eq!(named(".."), "%2E%2E");
        assert_eq!(named(""), "%");
        assert_eq!(named("Niños"), "Ni%C3%B1os");
    }

    #[test]
    fn a_second_run_takes_away_what_it_did_not_write() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let first = Output::open(&out, BTreeSet::new()).unwrap();
        first.write("sites/a/plan.html", b"a").unwrap();
        first.write("sites/b/plan.html", b"b").unwrap();
        first.finish(serde_json::json!({})).unwrap();
        let second = Output::open(&out, BTreeSet::new()).unwrap();
        second.write("sites/b/plan.html", b"b").unwrap();
        second.finish(serde_json::json!({})).unwrap();
        assert!(!out.join("sites/a").exists());
        assert!(out.join("sites/b/plan.html").exists());
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::File::create(folder.path().join("thesis.docx")).unwrap();
        let refused = Output::open(folder.path(), BTreeSet::new()).err().unwrap().to_string();
        assert!(refused.contains("holds other files"), "{refused}");
    }
}

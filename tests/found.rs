//! What the fuzz targets found once, and what they start from: each file holds what its target claims.

#![expect(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]

#[path = "../fuzz/src/lib.rs"]
pub mod claims;

use std::{
    fs, panic,
    path::{Path, PathBuf},
};

#[test]
fn what_was_found_once_holds_ever_since() {
    hold_all("fixtures/found");
}

#[test]
fn what_the_search_starts_from_holds() {
    hold_all("fuzz/seeds");
}

/// Holds every file against the claim of the target that its folder is named for.
fn hold_all(folder: &str) {
    for target in inside(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
        let name = target.file_name().unwrap().to_str().unwrap();
        for path in inside(&target) {
            let material = fs::read(&path).unwrap();
            let held = panic::catch_unwind(|| claims::hold(name, &material));
            assert!(held.is_ok(), "{} does not hold: see above", path.display());
        }
    }
}

fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_none_or(|ending| ending != "md"));
    paths.sort();
    paths
}

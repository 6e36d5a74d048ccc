//! One site's broken file holds back that site, and nothing else.

#![expect(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]

mod common;

use std::{collections::BTreeMap, fs, path::Path};

use common::{cqi, files, root, text};

const BROKEN: &str = "self-assessment/2024-25/alder-creek.xlsx";

/// A copy of the example network, with one file as `change` makes it.
fn copy(place: &Path, change: impl Fn(&[u8]) -> Option<Vec<u8>>) {
    for (name, bytes) in files(&root().join("fixtures/small-network")) {
        let bytes = if name == BROKEN { change(&bytes) } else { Some(bytes) };
        let Some(bytes) = bytes else { continue };
        let path = place.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The exit code of a run in a copy, what it printed, and the files of the sites.
fn run(change: impl Fn(&[u8]) -> Option<Vec<u8>>) -> (i32, String, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    copy(&folder.path().join("network"), change);
    let words = ["run", "network", "--out", "out", "--formats", "html,docx,svg"];
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_cqi"))
        .args(words)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let printed = text(&output.stdout) + &text(&output.stderr);
    let sites = files(&folder.path().join("out/sites")).into_iter().collect();
    (output.status.code().unwrap(), printed, sites)
}

#[test]
fn a_broken_file_holds_back_its_site_and_no_other() {
    let (code, printed, with) = run(|bytes| Some(bytes[..bytes.len() / 2].to_vec()));
    let (_, _, without) = run(|_| None);
    assert_eq!(code, 1, "{printed}");
    assert!(printed.contains("held back 1 site: Alder Creek Elementary"), "{printed}");

    let others = |files: &BTreeMap<String, Vec<u8>>| -> BTreeMap<String, Vec<u8>> {
        files.clone().into_iter().filter(|(name, _)| !name.starts_with("alder-creek/")).collect()
    };
    assert!(!others(&with).is_empty());
    assert!(others(&with) == others(&without), "the other sites' files are the same");

    let page = text(&with["alder-creek/plan.html"]);
    assert!(page.contains("This plan is waiting") && page.contains("alder-creek.xlsx"), "{page}");
    assert!(!with.keys().any(|name| name.starts_with("alder-creek/charts")));
}

#[test]
fn strict_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let messy = "fixtures/messy/T004-unknown-site";
    let output = cqi(["run", messy, "--strict", "--out", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!out.exists());
}

#[test]
fn what_cannot_be_done_says_so_in_one_line() {
    let output = cqi(["run", "no-such-folder"]);
    assert_eq!(output.status.code(), Some(2));
    let told = text(&output.stderr);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("no-such-folder"), "{told}");
    assert_eq!(cqi(["run"]).status.code(), Some(2));
    assert_eq!(cqi(["--version"]).status.code(), Some(0));
}

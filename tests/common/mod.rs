//! Running the program as people do.

#![allow(dead_code, reason = "each test uses the part that it needs")]

// Numbers that look random and are the same in every run.
pub(crate) mod dice;
// Public series.
pub(crate) mod series;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use cqi::{
    model::Source,
    rulebook::{self, Pack, RuleFile, Rulebook, Settings},
};
use serde_json::Value;

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The program, in the folder of the package, without color.
pub(crate) fn cqi<I: AsRef<std::ffi::OsStr>>(words: impl IntoIterator<Item = I>) -> Output {
    let program = Command::new(env!("CARGO_BIN_EXE_cqi"))
        .args(words)
        .current_dir(root())
        .env("NO_COLOR", "1")
        .output();
    program.expect("the program starts")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8")
}

/// What `cqi check` notices in some files.
pub(crate) fn noticed(words: &[&str]) -> Vec<Value> {
    let output = cqi(["check", "--format", "json"].iter().chain(words));
    let told = text(&output.stderr);
    let found: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("no list of diagnostics: {told}"));
    found["diagnostics"].as_array().cloned().unwrap_or_else(|| panic!("no diagnostics: {told}"))
}

/// Every file below a folder, by its path from there, with its bytes.
#[allow(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The rules and the settings of a folder with `cqi.toml` and `rules/`.
#[allow(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]
#[track_caller]
pub(crate) fn rules(folder: &Path) -> (Rulebook, Settings) {
    let path = folder.join("cqi.toml");
    let settings =
        rulebook::settings(&Source::named("cqi.toml"), &fs::read_to_string(path).unwrap());
    assert_eq!(settings.diagnostics, []);
    let rule_file = |(name, bytes): (String, Vec<u8>)| RuleFile {
        name: name.into(),
        text: String::from_utf8(bytes).unwrap().into(),
    };
    let files = files(&folder.join("rules")).into_iter().map(rule_file).collect();
    let rulebook = rulebook::read(&[Pack { origin: "rules".into(), files }]);
    assert_eq!(rulebook.diagnostics, []);
    (rulebook.value, settings.value)
}

/// Public files that lie beside the repository, in `../shared` or where `CQI_SHARED` says, if they
/// are there.
#[allow(clippy::disallowed_methods, reason = "tests stand at the door to the environment")]
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let shared = env::var("CQI_SHARED").map_or(root().join("../shared"), PathBuf::from);
    Some(shared.join(path)).filter(|path| path.exists())
}

/// Numbers of worked cases: published, or computed by other programs.
pub(crate) fn golden() -> Value {
    let path = root().join("fixtures/reference/golden.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

//! Who may know whom.
//!
//! The module tree is a line of stages. This test reads the sources and fails when
//! a module names one that it must not know, so that the picture in `lib.rs` stays
//! true without anyone watching over it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each module and the modules it may name, lowest first.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("statistics", &[]),
    ("diagnostic", &["model"]),
    ("language", &[]),
    ("ingest", &["model", "diagnostic"]),
    ("rulebook", &["model", "diagnostic", "language"]),
    ("tidy", &["model", "diagnostic", "rulebook", "ingest"]),
    ("score", &["model", "diagnostic", "rulebook", "tidy"]),
    ("analysis", &["model", "statistics", "rulebook", "tidy", "score"]),
    ("plan", &["model", "statistics", "language", "rulebook", "score", "analysis"]),
    ("network", &["model", "language", "rulebook", "analysis", "plan"]),
    ("template", &["model", "diagnostic", "rulebook"]),
    // It reads sheets as `tidy` does, and sets them beside plans.
    (
        "tracker",
        &[
            "model",
            "diagnostic",
            "language",
            "ingest",
            "rulebook",
            "tidy",
            "analysis",
            "plan",
            "template",
        ],
    ),
    (
        "pipeline",
        &[
            "model",
            "diagnostic",
            "ingest",
            "rulebook",
            "tidy",
            "score",
            "analysis",
            "plan",
            "network",
            "tracker",
            "language",
        ],
    ),
    (
        "report",
        &[
            "model",
            "diagnostic",
            "language",
            "rulebook",
            "tidy",
            "score",
            "analysis",
            "plan",
            "network",
            "tracker",
            "pipeline",
        ],
    ),
    (
        "render",
        &[
            "model",
            "diagnostic",
            "language",
            "report",
            "score",
            "analysis",
            "plan",
            "network",
            "tracker",
            "pipeline",
            "template",
        ],
    ),
    ("annotate", &["model", "diagnostic", "ingest"]),
    ("casebook", &["model", "diagnostic", "ingest", "rulebook", "tidy", "score"]),
    ("calculator", &["statistics"]),
    (
        "cli",
        // It starts the process in which `ingest` reads what it does not trust.
        &[
            "model",
            "diagnostic",
            "language",
            "ingest",
            "rulebook",
            "tracker",
            "pipeline",
            "report",
            "template",
            "render",
            "annotate",
            "casebook",
            "calculator",
        ],
    ),
];

/// Crates that stay behind one door.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("polars", &["render"]),
    ("calamine", &["ingest"]),
    ("toml", &["rulebook"]),
    ("cel", &["rulebook"]),
    ("statrs", &["statistics"]),
    ("plotters", &["render"]),
    ("resvg", &["render"]),
    ("fluent_bundle", &["language"]),
    ("typst", &["render"]),
    ("typst_layout", &["render"]),
    ("typst_pdf", &["render"]),
    ("comemo", &["render"]),
    ("clap", &["cli"]),
    ("anyhow", &["cli"]),
    ("postcard", &["ingest"]),
    ("rlimit", &["cli"]),
];

#[test]
fn modules_name_only_what_they_may_know() {
    let mut faults = Vec::new();
    for (module, path, code) in sources() {
        let Some((_, known)) = MAY_KNOW.iter().find(|(name, _)| *name == module) else {
            faults.push(format!("{}: `{module}` has no line in MAY_KNOW", path.display()));
            continue;
        };
        let mut named = names_after("crate::", &code);
        named.extend(names_after(&to_the_root(&path), &code));
        named.retain(|name| MAY_KNOW.iter().any(|(listed, _)| listed == name));
        for named in named {
            if named != module && !known.contains(&named.as_str()) {
                faults.push(format!("{}: `{module}` must not know `{named}`", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn crates_stay_behind_their_door() {
    let mut faults = Vec::new();
    for (module, path, code) in sources().into_iter().filter(|(_, path, _)| !is_for_tests(path)) {
        let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (name, doors) in ONLY_IN {
            if names_crate(name, code) && !doors.contains(&module.as_str()) {
                faults.push(format!("{}: `{module}` must not name `{name}`", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let opens = |path: &Path| fs::read_to_string(root.join(path)).unwrap().starts_with("//! ");
    let silent: Vec<_> = sources().into_iter().filter(|(_, path, _)| !opens(path)).collect();
    assert!(silent.is_empty(), "no `//!` at the top of {silent:?}");
}

#[test]
fn the_table_itself_has_no_circle() {
    let mut lower = BTreeSet::new();
    let mut waiting: Vec<_> = MAY_KNOW.iter().collect();
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|(module, known)| {
            let ready = known.iter().all(|name| lower.contains(name));
            if ready {
                lower.insert(module);
            }
            !ready
        });
        assert!(waiting.len() < before, "a circle among {waiting:?}");
    }
}

/// Every source below a module: the module, the file and its code without comments.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&root).unwrap();
                let first = below.components().next().unwrap().as_os_str().to_str().unwrap();
                let module = first.trim_end_matches(".rs").to_owned();
                if !matches!(module.as_str(), "lib" | "main") {
                    let code = without_comments(&fs::read_to_string(&path).unwrap());
                    found.push((module, below.to_owned(), code));
                }
            }
        }
    }
    found.sort();
    found
}

/// Whether a file is declared under `#[cfg(test)]` by the file above it.
fn is_for_tests(path: &Path) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let above = root.join(path.parent().unwrap()).join("mod.rs");
    let Ok(above) = fs::read_to_string(above) else { return false };
    let name = path.file_stem().unwrap().to_str().unwrap();
    above.match_indices("#[cfg(test)]\n").any(|(at, mark)| {
        let declared = above[at + mark.len()..].lines().next().unwrap_or_default();
        declared.trim_start_matches("pub(crate) ") == format!("mod {name};")
    })
}

/// As many `super::` as lead from a file out of its module, to the root.
fn to_the_root(path: &Path) -> String {
    let folders = path.components().count() - 1;
    let is_folder_head = path.file_name().is_some_and(|name| name == "mod.rs");
    "super::".repeat(folders + usize::from(!is_folder_head))
}

fn without_comments(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// The first names of all paths that start with `prefix`, also inside braces.
fn names_after(prefix: &str, code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for rest in code.split(prefix).skip(1) {
        match rest.strip_prefix('{') {
            None => drop(names.insert(first_word(rest))),
            Some(group) => {
                let mut depth = 0;
                for (at, letter) in group.char_indices() {
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        _ => {}
                    }
                    let starts =
                        group[..at].trim_end().ends_with(',') || group[..at].trim().is_empty();
                    if depth == 0 && starts && letter.is_alphabetic() {
                        names.insert(first_word(&group[at..]));
                    }
                }
            }
        }
    }
    names
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|&letter| letter.is_alphanumeric() || letter == '_').collect()
}

fn names_crate(name: &str, code: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':')
    })
}

//! What the loader says about rules that do not hold: each folder of `fixtures/broken` is a pack
//! with a fault, and `told.txt` in it is all that is said.

use std::{fs, path::Path};

use cqi::{
    diagnostic::render,
    rulebook::{Pack, RuleFile, read},
};

const BASE: &str = "base";

#[test]
fn the_rules_they_build_on_fit_together() {
    assert_eq!(told(&[pack(BASE)]), "");
}

#[test]
fn every_fault_is_told_with_its_line() {
    let mut differ = Vec::new();
    for story in stories() {
        let expected = fs::read_to_string(folder().join(&story).join("told.txt"));
        let told = told(&[pack(BASE), pack(&story)]);
        if expected.ok().as_deref() != Some(told.as_str()) {
            differ.push(format!("--- {story}\n{told}"));
        }
    }
    assert!(differ.is_empty(), "\n{}", differ.join("\n"));
}

#[test]
fn every_code_of_the_loader_has_a_story() {
    // R017 is found by worked cases, and not by loading.
    let stories: String = stories().concat();
    for number in 1..=16 {
        assert!(stories.contains(&format!("r{number:03}")), "R{number:03}");
    }
}

#[test]
fn the_order_of_packs_and_files_does_not_matter() {
    for story in stories() {
        let mut turned = pack(&story);
        turned.files.reverse();
        let there = told(&[pack(BASE), pack(&story)]);
        assert_eq!(told(&[turned, pack(BASE)]), there, "{story}");
    }
}

fn told(packs: &[Pack]) -> String {
    read(packs).diagnostics.iter().map(render).collect()
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/broken"))
}

fn stories() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != BASE)
        .collect();
    names.sort();
    names
}

fn pack(name: &str) -> Pack {
    let files = fs::read_dir(folder().join(name)).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        RuleFile { name: name.into(), text: text.into() }
    });
    let mut files: Vec<RuleFile> = files.collect();
    files.sort_by(|left, right| left.name.cmp(&right.name));
    Pack { origin: name.into(), files }
}

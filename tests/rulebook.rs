//! What the loader makes of rules. Each folder of `fixtures/broken` is a pack with a fault, and
//! `told.txt` in it is all that is said about it.

use std::{fs, path::Path};

use cqi::{
    diagnostic::render,
    rulebook::{Pack, RuleFile, list, read, show},
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
    for number in (1..=16).chain([18]) {
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

#[test]
fn a_file_that_lacks_a_line_never_stops_the_program() {
    let base = pack(BASE);
    for (at, file) in base.files.iter().enumerate() {
        let lines: Vec<&str> = file.text.lines().collect();
        for gone in 0..lines.len() {
            let kept = [&lines[..gone], &lines[gone + 1..]].concat().join("\n");
            let mut damaged = base.clone();
            damaged.files[at].text = kept.into();
            let told = told(&[damaged]);
            for blame in ["invalid", "illegal", "failed", "error occurred"] {
                assert!(!told.contains(blame), "{told}");
            }
        }
    }
}

#[test]
fn what_a_file_says_can_be_read_in_words() {
    let book = read(&[pack(BASE)]).value;
    assert_eq!(
        show(&book, "three").unwrap(),
        "\
One to three (scale `three`, version 1)
Status: own wording.

Levels, lowest first:
  1  Never.
  2  At times.
  3  Always.
  Not rated (NR): is left out.
"
    );
    let walk = show(&book, "walk").unwrap();
    let scoring = "\
Scores `walk`, in this order:
  raters: mean over rater
  then section = mean of its parts
  walks: mean over date
  from the values of the year: standard = weighted mean of its parts, by the crosswalk `walk_to_aims`
";
    assert!(walk.contains(scoring), "{walk}");
    assert_eq!(show(&book, "four"), None);
    assert_eq!(list(&book).len(), 9);
}

#[test]
fn the_most_specific_targets_win() {
    let mut base = pack(BASE);
    let with_text = |name: &str, from: &str, to: &str| {
        let targets = base.files.iter().find(|file| &*file.name == "targets.toml").unwrap();
        let text = targets.text.replacen(from, to, 1).replacen("id = \"aims\"", name, 1);
        RuleFile { name: format!("{}.toml", name.len()).into(), text: text.into() }
    };
    let framework = "framework = \"aims\"";
    let both = format!("{framework}\ninstrument = \"walk\"");
    let own = [
        with_text("id = \"walk_aims\"", framework, &both),
        with_text("id = \"section\"", framework, "instrument = \"walk\"\nlevels = [\"section\"]"),
    ];
    base.files.extend(own);
    let book = read(&[base]).value;
    let found = |level: &str, instrument: &str, framework: Option<&str>| {
        book.targets_for(level, instrument, framework).map(|targets| targets.about.id.clone())
    };
    assert_eq!(found("standard", "walk", Some("aims")).as_deref(), Some("walk_aims"));
    assert_eq!(found("standard", "other", Some("aims")).as_deref(), Some("aims"));
    assert_eq!(found("section", "walk", None).as_deref(), Some("section"));
    assert_eq!(found("item", "walk", None), None);
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

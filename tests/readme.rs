//! The commands of the README do what it says.

mod common;

use std::{collections::BTreeSet, fs};

use common::{cqi, root, text};

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The commands in the README, without the programs that start them.
fn commands(page: &str) -> Vec<String> {
    let lines = page.lines().filter_map(|line| line.trim_start().strip_prefix("$ "));
    let ours = lines.filter_map(|line| {
        line.strip_prefix("cqi ").or_else(|| line.strip_prefix("cargo run -- "))
    });
    ours.map(str::to_owned).collect()
}

#[test]
fn every_command_of_the_readme_works() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let out = out.to_str().unwrap();
    let page = readme();
    let mut ran = BTreeSet::new();
    for command in commands(&page) {
        let command = command
            .replace("my-files", "fixtures/small-network")
            .replace("cqi-out", out)
            .replace(" --out my-plans", "");
        let mut words: Vec<&str> = command.split_whitespace().collect();
        if words[0] == "run" {
            words.extend(["--out", out]);
        }
        let output = cqi(&words);
        assert!(output.status.success(), "{command}: {}", text(&output.stderr));
        ran.insert(words[0].to_owned());
    }
    let named = ["run", "check", "explain", "plan", "rules", "stats"];
    assert_eq!(ran, BTreeSet::from(named.map(str::to_owned)));
}

#[test]
fn the_first_run_prints_what_the_readme_shows() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("cqi-out");
    let output = cqi(["run", "fixtures/small-network", "--out", out.to_str().unwrap()]);
    let printed = text(&output.stdout).replace(out.to_str().unwrap(), "cqi-out");
    let page = readme();
    let shown = page.split("$ cargo run -- run fixtures/small-network\n").nth(1).unwrap();
    assert_eq!(printed, shown.split("```").next().unwrap());
}

#[test]
fn what_the_readme_links_to_is_there() {
    let page = readme();
    let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    for link in links.filter(|link| !link.starts_with("http")) {
        assert!(root().join(link).exists(), "{link}");
    }
}

//! The documents of a run: which are written, on which paper, and that they are the same each time.

#![expect(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]

mod common;

use std::{collections::BTreeMap, fs, path::Path};

use common::{cqi, files, root, text};

const LETTER: &str = "/MediaBox[0 0 612 792]";
/// 210 by 297 millimeters, 72 points to the inch of 25.4.
const A4: &str = "/MediaBox[0 0 595.3 841.9]";

/// What a run over some folder writes, and what it prints.
fn run(network: &Path, more: &[&str]) -> (BTreeMap<String, Vec<u8>>, String) {
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("out");
    let words = ["run", network.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let output = cqi(words.iter().chain(more));
    let printed = text(&output.stdout) + &text(&output.stderr);
    assert!(output.status.success(), "{printed}");
    (files(&out).into_iter().collect(), printed)
}

/// A copy of the example network with another line in its settings.
fn network_with(setting: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files(&root().join("fixtures/small-network")) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let settings = folder.path().join("cqi.toml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(settings, format!("{setting}\n{text}")).unwrap();
    folder
}

fn example() -> std::path::PathBuf {
    root().join("fixtures/small-network")
}

#[track_caller]
fn has_paper(files: &BTreeMap<String, Vec<u8>>, box_of_page: &str) {
    let pdf = String::from_utf8_lossy(&files["sites/alder-creek/plan.pdf"]);
    assert!(pdf.contains(box_of_page), "{box_of_page}");
}

#[test]
fn the_paper_is_what_the_command_line_says_then_the_settings_then_letter() {
    let only = ["--only", "alder-creek", "--formats", "pdf"];
    has_paper(&run(&example(), &only).0, LETTER);
    let settings = network_with("paper = \"a4\"");
    has_paper(&run(settings.path(), &only).0, A4);
    let both = [&only[..], &["--paper", "letter"]].concat();
    has_paper(&run(settings.path(), &both).0, LETTER);
}

#[test]
fn a_paper_that_is_not_known_is_told_with_its_line() {
    let settings = network_with("paper = \"legal\"");
    let output = cqi(["run", settings.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(told.contains("cqi.toml:1:"), "{told}");
    assert!(told.contains("letter") && told.contains("a4"), "{told}");
}

#[test]
fn a_plan_holds_the_charts_that_its_rules_name() {
    let rules = tempfile::tempdir().unwrap();
    for (name, bytes) in files(&root().join("rules/california")) {
        let path = rules.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let template = rules.path().join("plan/site-plan.toml");
    let text = fs::read_to_string(&template).unwrap();
    let titles = |charts: &str| -> Vec<String> {
        let some = format!("maximum_actions = 3\n{charts}\n");
        fs::write(&template, text.replace("maximum_actions = 3\n", &some)).unwrap();
        let rules = rules.path().to_str().unwrap();
        let only = ["--only", "canyon-oaks", "--formats", "svg", "--rules", rules];
        let written = run(&example(), &only).0;
        let charts =
            written.keys().filter_map(|path| path.strip_prefix("sites/canyon-oaks/charts/"));
        charts.map(str::to_owned).collect()
    };
    let all = titles("");
    assert_eq!(all.len(), 7, "{all:?}");
    assert_eq!(titles("charts = [\"trend\", \"standards\"]"), ["standards.svg", "trend.svg"]);
    assert_eq!(titles("charts = []"), <[&str; 0]>::default());
}

/// Whether sites were left out or are held back, or the rules have no tracker.
#[test]
fn the_page_of_the_network_leads_to_nothing_that_is_not_there() {
    let example = "fixtures/small-network";
    for words in [
        [example, "--formats", "html,xlsx,ics,csv"].as_slice(),
        &[example, "--formats", "html,docx,ics", "--only", "alder-creek"],
        &[
            "fixtures/bench-network/network",
            "--formats",
            "html,xlsx,ics",
            "--rules",
            "fixtures/bench-pack",
        ],
    ] {
        let out = tempfile::tempdir().unwrap();
        let out = out.path().join("out");
        cqi(["run", "--out", out.to_str().unwrap()].iter().chain(words));
        let files: BTreeMap<String, Vec<u8>> = files(&out).into_iter().collect();
        let page = text(&files["index.html"]);
        let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let links: Vec<&str> = links.filter(|link| !link.starts_with('#')).collect();
        assert!(links.iter().any(|link| link.ends_with("/plan.html")), "{words:?}");
        let dead: Vec<&&str> = links.iter().filter(|link| !files.contains_key(**link)).collect();
        assert!(dead.is_empty(), "{words:?}: {dead:?}");
    }
}

#[test]
fn the_page_of_the_network_leads_to_what_is_written() {
    let index = |formats: &str| {
        let (files, _) = run(&example(), &["--only", "alder-creek", "--formats", formats]);
        text(&files["index.html"])
    };
    let page = index("html,pdf");
    assert!(page.contains("href=\"sites/alder-creek/plan.pdf\""));
    assert!(!page.contains("plan.docx"));
    let page = index("html,docx");
    assert!(page.contains("href=\"sites/alder-creek/plan.docx\""));
    assert!(!page.contains("plan.pdf"));
}

#[test]
fn any_number_of_threads_writes_the_same_pdfs() {
    let with = |jobs: &str| run(&example(), &["--formats", "pdf", "--jobs", jobs]).0;
    let (one, three) = (with("1"), with("3"));
    assert_eq!(one.keys().filter(|name| name.ends_with("plan.pdf")).count(), 4);
    assert!(one == three);
}

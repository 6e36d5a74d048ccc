//! No format disagrees with another one, and none with the data: every number is read back out of
//! what a run wrote, and compared with `data/*.csv`.

#![expect(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]

#[path = "../common/mod.rs"]
mod common;

// What documents say, whatever their format.
mod document;
mod tree;
mod page;
mod word;
mod pdf;

// What the data say, and what of it a report says.
mod data;
mod number;
mod left;
mod checker;
mod site;
mod all_sites;
mod drawing;

// Workbooks and calendars.
mod books;

use std::{collections::BTreeMap, sync::LazyLock};

use checker::Checker;
use common::{cqi, files, text};
use data::Data;
use document::{Document, first_difference, first_other_figure, squeezed};

/// Every file of a run, by its name.
type Written = BTreeMap<String, Vec<u8>>;

/// The example network.
static NETWORK: LazyLock<Written> = LazyLock::new(|| run(&["fixtures/small-network"]));

/// The same, with a tracker that a site sent back.
static TRACKED: LazyLock<Written> = LazyLock::new(|| {
    let tracker = "fixtures/tracker/tracker-2025-26.xlsx";
    run(&["fixtures/small-network", tracker, "--only", "bahia-vista"])
});

fn run(words: &[&str]) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let formats = ["--formats", "html,docx,pdf,xlsx,ics,svg,csv,json", "--out"];
    let asked = ["run"].iter().chain(words).chain(&formats).map(AsRef::as_ref);
    let output = cqi(asked.chain([out.as_os_str()]));
    assert!(output.status.success(), "{}", text(&output.stderr));
    files(&out).into_iter().collect()
}

/// The reports that are written in more than one format, by their names without an ending.
fn reports(written: &Written) -> impl Iterator<Item = &str> {
    written.keys().filter_map(|name| name.strip_suffix(".pdf"))
}

fn every_format(written: &Written, report: &str) -> Vec<(&'static str, Document)> {
    let mut formats = vec![
        ("Word", word::read(&written[&format!("{report}.docx")])),
        ("PDF", pdf::read(&written[&format!("{report}.pdf")])),
    ];
    if let Some(page) = written.get(&format!("{report}.html")) {
        formats.push(("HTML", page::read(&text(page))));
    }
    formats
}

#[test]
fn every_format_says_the_same_in_the_same_order() {
    for written in [&*NETWORK, &*TRACKED] {
        for report in reports(written) {
            let formats = every_format(written, report);
            let (first, one) = &formats[0];
            for (format, other) in &formats[1..] {
                let told = first_difference(one, other).or_else(|| first_other_figure(one, other));
                assert_eq!(told, None, "{report}: {first} and {format}");
            }
        }
    }
}

#[test]
fn a_picture_says_what_its_figure_says() {
    for (format, document) in reports(&NETWORK).flat_map(|report| every_format(&NETWORK, report)) {
        for figure in &document.figures {
            let alternative = figure.alternative.as_deref().unwrap_or_default();
            assert_eq!(squeezed(alternative), squeezed(&figure.told), "{format}: {}", figure.name);
        }
    }
}

/// The reports of a run that are checked against the data, with the site that each is about.
fn checked<'a>(written: &'a Written, data: &'a Data) -> Vec<(&'a str, Checker<'a>)> {
    let pages = written.keys().filter(|name| is_report(name));
    let check = |name: &'a String| {
        let site = name.split('/').nth(1).filter(|_| name.starts_with("sites/"));
        let mut checker = Checker::of(data, site);
        checker.document(&read(written, name));
        (name.as_str(), checker)
    };
    pages.map(check).collect()
}

fn is_report(name: &str) -> bool {
    name.ends_with("plan.html") || ["index.html", "network.docx"].contains(&name)
}

fn read(written: &Written, name: &str) -> Document {
    let bytes = &written[name];
    if name.ends_with(".html") { page::read(&text(bytes)) } else { word::read(bytes) }
}

#[test]
fn every_number_of_a_report_is_one_of_the_data() {
    let data = Data::of(&NETWORK);
    for (name, checker) in checked(&NETWORK, &data) {
        println!("{name}: {} numbers", checker.checked);
        let problems = checker.problems.join("\n");
        assert!(problems.is_empty(), "{name}:\n{problems}");
        // Nothing would be wrong with a report in which nothing was found.
        assert!(500 < checker.checked, "{name}: {} numbers", checker.checked);
    }
}

#[test]
fn every_number_of_the_workbook_of_all_sites_is_one_of_the_data() {
    let data = Data::of(&NETWORK);
    let (compared, problems) = books::network(&NETWORK["network.xlsx"], &data);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(1000 < compared, "{compared}");
    let scores = data.find("scores", &[("level", "standard")]);
    let known = scores.iter().filter(|row| !row["score"].is_empty()).count();
    assert_eq!(books::scores(&NETWORK["network.xlsx"]), known);
}

#[test]
fn tracker_and_calendar_say_what_the_plan_says() {
    for name in NETWORK.keys().filter(|name| name.ends_with("plan.html")) {
        let folder = name.trim_end_matches("plan.html");
        let plan = read(&NETWORK, name);
        let steps = books::steps_of_plan(plan.tables());
        let tracker = &NETWORK[&format!("{folder}tracker.xlsx")];
        assert!(3 <= steps.len(), "{name}: {steps:?}");
        assert_eq!(books::steps_of_tracker(tracker), steps, "{name}");
        assert_eq!(books::goals(tracker), goals_of(&plan), "{name}");

        let events = books::events(&text(&NETWORK[&format!("{folder}dates.ics")]));
        let of_step = |step: &books::Step| {
            let is_same = |event: &&books::Step| step.words.starts_with(&event.words);
            events.iter().filter(is_same).any(|event| event.due == step.due)
        };
        let missing: Vec<&books::Step> = steps.iter().filter(|step| !of_step(step)).collect();
        assert!(missing.is_empty(), "{name}: not in the calendar: {missing:?}");
    }
}

/// Standard, start and target of each goal, as the plan has them.
fn goals_of(plan: &Document) -> Vec<[String; 3]> {
    let goals = plan.tables().filter(|table| table.head.first().is_some_and(|head| head == "Goal"));
    let goal = |row: &Vec<String>| [row[0].clone(), row[1].clone(), row[2].clone()];
    goals.flat_map(|table| table.rows.iter().map(goal)).collect()
}

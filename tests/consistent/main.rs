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
mod known;
mod site;
mod site_tables;
mod all_sites;
mod all_sites_tables;
mod drawing;

// Workbooks and calendars.
mod books;

// A test that finds nothing may be one that looks at nothing.
mod planted;

use std::{collections::BTreeMap, sync::LazyLock};

use checker::Checker;
use common::{cqi, files, text};
use data::Data;
use document::{Document, first_difference, first_other_figure, squeezed};

/// What a run wrote, and its documents as their readers find them, by their names.
struct Run {
    written: BTreeMap<String, Vec<u8>>,
    documents: BTreeMap<String, Document>,
}

/// The example network.
static NETWORK: LazyLock<Run> = LazyLock::new(|| {
    Run::over(&["fixtures/small-network", "--formats", "html,docx,pdf,xlsx,ics,csv"])
});

/// The same, with a tracker that a site sent back.
static TRACKED: LazyLock<Run> = LazyLock::new(|| {
    let tracker = "fixtures/tracker/tracker-2025-26.xlsx";
    let only = ["--only", "bahia-vista", "--formats", "html,docx,pdf"];
    Run::over(&[&["fixtures/small-network", tracker], &only[..]].concat())
});

static DATA: LazyLock<Data> = LazyLock::new(|| Data::of(&NETWORK.written));

impl Run {
    fn over(words: &[&str]) -> Run {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let asked = ["run"].iter().chain(words).chain(&["--out"]).map(AsRef::as_ref);
        let output = cqi(asked.chain([out.as_os_str()]));
        assert!(output.status.success(), "{}", text(&output.stderr));
        let written: BTreeMap<String, Vec<u8>> = files(&out).into_iter().collect();
        let documents = written.iter().filter_map(|(name, bytes)| {
            let document = match name.rsplit('.').next()? {
                "html" if name != "diagnostics.html" => page::read(&text(bytes)),
                "docx" => word::read(bytes),
                "pdf" => pdf::read(bytes),
                _ => return None,
            };
            Some((name.clone(), document))
        });
        let documents = documents.collect();
        Run { written, documents }
    }

    /// Every report that is written in several formats, with these.
    fn in_every_format(&self) -> BTreeMap<&str, Vec<(&str, &Document)>> {
        let mut reports: BTreeMap<&str, Vec<(&str, &Document)>> = BTreeMap::new();
        for (name, document) in &self.documents {
            let (report, format) = name.rsplit_once('.').expect("a name with an ending");
            reports.entry(report).or_default().push((format, document));
        }
        reports
    }
}

#[test]
fn every_format_says_the_same_in_the_same_order() {
    let reports = [&*NETWORK, &*TRACKED].into_iter().flat_map(Run::in_every_format);
    let mut compared = 0;
    for (report, formats) in reports {
        let (first, one) = formats[0];
        for (format, other) in &formats[1..] {
            let told = first_difference(one, other).or_else(|| first_other_figure(one, other));
            assert_eq!(told, None, "{report}: {first} and {format}");
            compared += 1;
        }
    }
    // Five plans in three formats, two reports of all sites in two.
    assert_eq!(compared, 5 * 2 + 2);
}

#[test]
fn a_picture_says_what_its_figure_says() {
    for (name, document) in &NETWORK.documents {
        for figure in &document.figures {
            let alternative = figure.alternative.as_deref().unwrap_or_default();
            assert_eq!(squeezed(alternative), squeezed(&figure.told), "{name}: {}", figure.name);
        }
    }
}

/// What is found in a report that is about one site or about all.
fn check<'a>(data: &'a Data, name: &'a str, document: &Document) -> Checker<'a> {
    let site = name.split('/').nth(1).filter(|_| name.starts_with("sites/"));
    let mut checker = Checker::of(data, site);
    checker.document(document);
    checker
}

#[test]
fn every_number_of_a_report_is_one_of_the_data() {
    // Pages hold the numbers of their figures; other formats say the same as they, but for the report
    // of all sites, which has no page.
    let pages = NETWORK.documents.keys().filter_map(|name| Some(name.strip_suffix("html")?.len()));
    assert_eq!(pages.count(), 5);
    for (name, document) in &NETWORK.documents {
        let has_numbers = document.figures.iter().any(|figure| figure.numbers.is_some());
        if !has_numbers && name != "network.docx" {
            continue;
        }
        let checker = check(&DATA, name, document);
        let problems = checker.problems.join("\n");
        assert!(problems.is_empty(), "{name}:\n{problems}");
        assert!(500 < checker.checked, "{name}: {} numbers", checker.checked);
    }
}

#[test]
fn every_number_of_the_workbook_of_all_sites_is_one_of_the_data() {
    let book = &NETWORK.written["network.xlsx"];
    let (compared, problems) = books::network(book, &DATA);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(1000 < compared, "{compared}");
    let scores = DATA.find("scores", &[("level", "standard")]);
    let known = scores.iter().filter(|row| !row["score"].is_empty()).count();
    assert_eq!(books::scores(book), known);
}

#[test]
fn tracker_and_calendar_say_what_the_plan_says() {
    for (name, plan) in NETWORK.documents.iter().filter(|(name, _)| name.ends_with("plan.html")) {
        let folder = name.trim_end_matches("plan.html");
        let steps = books::steps_of_plan(plan.tables());
        let tracker = &NETWORK.written[&format!("{folder}tracker.xlsx")];
        assert!(3 <= steps.len(), "{name}: {steps:?}");
        assert_eq!(books::steps_of_tracker(tracker), steps, "{name}");
        assert_eq!(books::goals(tracker), goals_of(plan), "{name}");

        let events = books::events(&text(&NETWORK.written[&format!("{folder}dates.ics")]));
        let is_in_calendar = |step: &&books::Step| {
            let is_same = |event: &books::Step| step.words.starts_with(&event.words);
            events.iter().any(|event| is_same(event) && event.due == step.due)
        };
        let missing: Vec<&books::Step> = steps.iter().filter(|it| !is_in_calendar(it)).collect();
        assert!(missing.is_empty(), "{name}: not in the calendar: {missing:?}");
    }
}

/// Standard, start and target of each goal, as the plan has them.
fn goals_of(plan: &Document) -> Vec<[String; 3]> {
    let goals = plan.tables().filter(|table| table.head.first().is_some_and(|head| head == "Goal"));
    let goal = |row: &Vec<String>| [row[0].clone(), row[1].clone(), row[2].clone()];
    goals.flat_map(|table| table.rows.iter().map(goal)).collect()
}

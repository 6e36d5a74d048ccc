//! What people write about their plans is read back, told, and never lost.

#![expect(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::Path,
};

use common::{cqi, files, root, text};
use cqi::{
    diagnostic::Code,
    ingest::{self, Cell},
    model::Source,
};
use serde_json::Value;

const NETWORK: &str = "fixtures/small-network";
const THIS_YEAR: &str = "fixtures/tracker/tracker-2025-26.xlsx";
const LAST_YEAR: &str = "fixtures/tracker/tracker-2024-25.xlsx";
const OURS: &str = "sites/bahia-vista/tracker.xlsx";

/// A run into a folder: its exit code, and what it printed.
fn run(out: &Path, words: &[&str]) -> (i32, String) {
    let asked = ["run", NETWORK, "--out", out.to_str().unwrap()];
    let output = cqi(asked.iter().chain(words));
    (output.status.code().unwrap(), text(&output.stdout) + &text(&output.stderr))
}

fn out() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    (folder, out)
}

/// The rows of a sheet below its headings: by their refs, what stands under each heading.
fn rows(bytes: &[u8], tab: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let sheets = ingest::sheets(&Source::named("tracker.xlsx"), bytes).value;
    let sheet = sheets.iter().find(|sheet| &*sheet.name == tab).unwrap();
    let is_head = |row: &&Vec<Cell>| row.first() == Some(&Cell::Text("Ref".to_owned()));
    let head = sheet.rows.iter().position(|row| is_head(&row)).unwrap();
    let mut rows = BTreeMap::new();
    for row in sheet.rows[head + 1..].iter().filter(|row| !row.is_empty()) {
        let heading = |at| sheet.rows[head].get(at).map(shown).unwrap_or_default();
        let named = row.iter().enumerate().map(|(at, cell)| (heading(at), shown(cell)));
        let filled = named.filter(|(_, text)| !text.is_empty()).collect::<BTreeMap<_, _>>();
        rows.insert(filled.get("Ref").cloned().unwrap_or_default(), filled);
    }
    rows
}

/// The words on the page of the plan, without its tags.
fn page(out: &Path) -> String {
    let page = text(&fs::read(out.join("sites/bahia-vista/plan.html")).unwrap());
    let mut words = String::new();
    for piece in page.split('<') {
        words.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    words
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) | Cell::Broken(text) => text.trim().to_owned(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Date(day) => day.date().to_string(),
    }
}

fn lint(words: &[&str]) -> (i32, String) {
    let output = cqi(["plan", "lint"].iter().chain(words));
    (output.status.code().unwrap(), text(&output.stdout))
}

fn progress(words: &[&str]) -> String {
    let output = cqi(["plan", "progress"].iter().chain(words));
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn every_plan_has_a_tracker_with_drop_downs_locked_headings_and_open_cells() {
    let (_folder, out) = out();
    let (code, printed) = run(&out, &["--formats", "xlsx"]);
    assert_eq!(code, 0, "{printed}");
    let bytes = fs::read(out.join(OURS)).unwrap();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let steps = part("xl/worksheets/sheet1.xml");
    let wanted = [
        "&quot;Not started,Moving,Done,Stuck,Dropped&quot;",
        "<sheetProtection sheet=\"1\"",
        "state=\"frozen\"",
        "<autoFilter ",
        "paperSize=\"1\"",
        "TODAY()",
    ];
    let unquoted = steps.replace('"', "&quot;");
    for wanted in wanted {
        let found = steps.contains(wanted) || unquoted.contains(&wanted.replace('"', "&quot;"));
        assert!(found, "no {wanted} in {steps}");
    }
    // Ten places on the scale, as the Institute for Healthcare Improvement counts them.
    let lists = rows_of_lists(&bytes);
    let numbers: Vec<&str> =
        lists.iter().filter_map(|line| line.split_once("  ")).map(|(number, _)| number).collect();
    let scale = ["0.5", "1.0", "1.5", "2.0", "2.5", "3.0", "3.5", "4.0", "4.5", "5.0"];
    assert_eq!(numbers, scale);
    assert!(part("xl/styles.xml").contains("protection locked=\"0\""));
}

fn rows_of_lists(bytes: &[u8]) -> Vec<String> {
    let sheets = ingest::sheets(&Source::named("tracker.xlsx"), bytes).value;
    let lists = sheets.into_iter().find(|sheet| &*sheet.name == "Lists").unwrap();
    lists.rows.iter().map(|row| row.first().map(shown).unwrap_or_default()).collect()
}

#[test]
fn the_same_plan_gives_the_same_bytes_on_any_number_of_threads() {
    let (_folder, one) = out();
    let (_other_folder, other) = out();
    let formats = ["--formats", "xlsx,ics"];
    run(&one, &[&formats[..], &["--jobs", "1", THIS_YEAR]].concat());
    run(&other, &[&formats[..], &["--jobs", "3", THIS_YEAR]].concat());
    let of = |out: &Path| files(&out.join("sites"));
    assert!(of(&one) == of(&other));
    assert_eq!(of(&one).len(), 8);
}

#[test]
fn a_tracker_that_another_program_saved_is_read_alike_in_every_format() {
    let told = ["xlsx", "ods", "csv"].map(|ending| {
        let file = format!("fixtures/tracker/tracker-2025-26.{ending}");
        let told = progress(&[&file, NETWORK, "--as-of", "2026-02-10"]);
        let (steps, _) = told.split_once("\n  goal ").unwrap_or((&told, ""));
        let (_, steps) = steps.split_once('\n').unwrap();
        steps.trim_end().to_owned()
    });
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
    // As the script that made them filled them in.
    assert!(told[0].starts_with(
        "  1 of 9 steps is done; 2 moving, 1 stuck, 4 not started and 1 dropped on\n    purpose."
    ));
    assert!(told[0].contains("Student council   Mar 31, 2026  Moving"), "{}", told[0]);
    assert!(told[0].contains("=SUM(our list)"), "{}", told[0]);
}

#[test]
fn headings_that_were_changed_are_taken_for_what_they_are_and_said() {
    let output = cqi(["check", THIS_YEAR, "--notes"]);
    let told = text(&output.stdout);
    assert!(told.contains("`What it needs` is read as `Needs`"), "{told}");
    assert!(told.contains("tracker of a plan, 9 steps"), "{told}");
}

#[test]
fn what_people_wrote_in_the_folder_of_a_run_comes_back_in_the_next_tracker() {
    let (_folder, out) = out();
    run(&out, &["--formats", "xlsx"]);
    let edited = fs::read(root().join(THIS_YEAR)).unwrap();
    fs::write(out.join(OURS), &edited).unwrap();
    let (code, printed) = run(&out, &["--formats", "xlsx,html", "--as-of", "2026-02-10"]);
    assert_eq!(code, 0, "{printed}");

    let written = fs::read(out.join(OURS)).unwrap();
    let called = BTreeMap::from([
        ("What it needs", "Needs"),
        ("As of", "Date of this status"),
        // As they were called in trackers of before.
        ("Start is of", "Year of the start"),
        ("Target", "Goal for the year"),
        ("Latest", "Latest score"),
        ("How far we are", "How far along (0.5 to 5; not the score)"),
    ]);
    for tab in ["Steps", "Goals", "Looking back"] {
        let (before, after) = (rows(&edited, tab), rows(&written, tab));
        for (id, row) in before {
            let id = if id.is_empty() { "own-1".to_owned() } else { id };
            for (heading, text) in row {
                let heading = called.get(&*heading).unwrap_or(&&*heading).to_string();
                let kept = after[&id].get(&heading).cloned().unwrap_or_default();
                // A day that was written as text is a day now.
                let kept = if text == "Jan 20, 2026" && kept == "2026-01-20" {
                    text.clone()
                } else {
                    kept
                };
                // This one is ours, and stands there once there is a score after that of the start.
                let text = if heading == "Latest score" { "" } else { text.as_str() };
                assert_eq!(kept, text, "{tab} {id} {heading}");
            }
        }
    }
    let beside: Vec<String> = rows(&written, "Steps")["act_12_build_3"].values().cloned().collect();
    assert!(beside.contains(&"ask Ms. Lee".to_owned()), "a remark without a heading: {beside:?}");
    // The one that was read had no columns for this yet.
    let asks = &rows(&written, "Steps")["act_12_build_2"];
    assert_eq!(asks["What should change"], "Asks made this term: 2, with at least 1 yes.");
    assert_eq!(asks["Stand-in (position)"], "Program director");
    let kept: Vec<_> = files(&out.join("sites/bahia-vista/kept"));
    assert_eq!(kept.len(), 1);
    assert!(kept[0].1 == edited, "the workbook itself is kept, byte for byte");
    let page = page(&out);
    assert!(page.contains("1 of 10 steps is done"), "part III says it");

    // Nothing was written since, so nothing changes.
    run(&out, &["--formats", "xlsx,html", "--as-of", "2026-02-10"]);
    assert!(fs::read(out.join(OURS)).unwrap() == written);
    assert_eq!(files(&out.join("sites/bahia-vista/kept")).len(), 1);
}

#[test]
fn a_tracker_among_the_inputs_that_was_brought_up_to_date_goes_before_what_a_run_has_written() {
    let (folder, out) = out();
    let mine = folder.path().join("tracker.csv");
    let before = text(&fs::read(root().join("fixtures/tracker/tracker-2025-26.csv")).unwrap());
    fs::write(&mine, &before).unwrap();
    let words = [mine.to_str().unwrap(), "--formats", "xlsx", "--as-of", "2026-02-10"];
    run(&out, &words);
    // The day of the status is older than the run.
    fs::write(&mine, before.replace("in progress", "Done")).unwrap();
    let (code, printed) = run(&out, &words);
    assert_eq!((code, printed.contains("older tracker")), (0, false), "{printed}");
    let steps = rows(&fs::read(out.join(OURS)).unwrap(), "Steps");
    assert_eq!(steps["act_12_build_2"]["Status"], "Done");
}

#[test]
fn a_text_file_of_steps_takes_nothing_from_the_goals_of_the_tracker_before_it() {
    let (folder, out) = out();
    run(&out, &["--formats", "xlsx"]);
    fs::copy(root().join(THIS_YEAR), out.join(OURS)).unwrap();
    run(&out, &["--formats", "xlsx", "--as-of", "2026-02-10"]);
    let steps = text(&fs::read(root().join("fixtures/tracker/tracker-2025-26.csv")).unwrap());
    let mine = folder.path().join("tracker.csv");
    fs::write(&mine, steps.replace(",1/20/2026", ",2/12/2026")).unwrap();
    run(&out, &[mine.to_str().unwrap(), "--formats", "xlsx", "--as-of", "2026-02-20"]);
    let written = fs::read(out.join(OURS)).unwrap();
    let (steps, goals) = (rows(&written, "Steps"), rows(&written, "Goals"));
    assert_eq!(steps["act_12_build_1"]["Date of this status"], "2026-02-12");
    assert_eq!(
        goals["sustainability"]["How far along (0.5 to 5; not the score)"],
        "3.0  Modest improvement"
    );
}

#[test]
fn a_run_that_writes_no_tracker_takes_none_away_that_people_wrote_in() {
    let (_folder, out) = out();
    run(&out, &["--formats", "xlsx"]);
    let edited = fs::read(root().join(THIS_YEAR)).unwrap();
    fs::write(out.join(OURS), &edited).unwrap();
    run(&out, &["--formats", "csv"]);
    assert!(fs::read(out.join(OURS)).unwrap() == edited);
    assert!(!out.join("sites/alder-creek/tracker.xlsx").exists(), "a proposal is made anew");
    run(&out, &["--formats", "xlsx", "--only", "alder-creek"]);
    assert!(fs::read(out.join(OURS)).unwrap() == edited);
}

#[test]
fn a_tracker_that_cannot_be_read_is_left_alone() {
    let (_folder, out) = out();
    run(&out, &["--formats", "xlsx"]);
    let whole = fs::read(out.join(OURS)).unwrap();
    let half = &whole[..whole.len() / 2];
    fs::write(out.join(OURS), half).unwrap();
    let (code, printed) = run(&out, &["--formats", "xlsx"]);
    assert_eq!(code, 1, "{printed}");
    assert!(printed.contains("tracker.xlsx was left as it is: it could not be read"), "{printed}");
    assert!(fs::read(out.join(OURS)).unwrap() == half);
}

#[test]
fn when_the_year_is_over_its_tracker_is_kept_and_becomes_last_years_plan() {
    let (_folder, out) = out();
    run(&out, &["--formats", "xlsx", THIS_YEAR]);
    let of_this_year = fs::read(out.join(OURS)).unwrap();
    // After the day for reaching goals, the plan is that of 2026-27.
    let (code, printed) = run(&out, &["--formats", "xlsx,html", "--as-of", "2026-06-20"]);
    assert_eq!(code, 0, "{printed}");
    let kept = files(&out.join("sites/bahia-vista/kept"));
    assert_eq!(kept.len(), 1);
    assert!(kept[0].1 == of_this_year);
    let page = page(&out);
    assert!(page.contains("What became of the plan of 2025-26"));
    let steps = rows(&fs::read(out.join(OURS)).unwrap(), "Steps");
    assert!(!steps.contains_key("own-1"), "a new year starts anew");
}

#[test]
fn last_years_plan_stands_beside_this_years_with_what_the_scores_say_since() {
    let (_folder, out) = out();
    let (code, printed) = run(&out, &[LAST_YEAR, "--formats", "html"]);
    assert_eq!(code, 0, "{printed}");
    let page = page(&out);
    let wanted = [
        "What became of the plan of 2024-25",
        "5 of 9 steps are done; 1 moving, 1 stuck and 2 dropped on purpose.",
        // Partnerships: 3.25 now, 2.75 at the start.
        "2.75 (2023-24)",
        "+0.50 (",
        "Ten minutes at the start of every staff meeting",
        // From May 20 to October 20.
        "153 days old",
    ];
    for wanted in wanted {
        assert!(page.contains(wanted), "no {wanted}");
    }
}

#[test]
fn all_that_a_plan_lacks_is_told_at_its_cell() {
    let (code, told) = lint(&["fixtures/tracker/lacking.xlsx", LAST_YEAR, NETWORK]);
    assert_eq!(code, 1);
    let wanted = [
        ("L001", "Steps!D6"),
        ("L002", "Steps!F7"),
        ("L003", "Steps!G8"),
        ("L004", "Goals!D6"),
        ("L005", "Goals!H7"),
        ("L006", "Goals!B9"),
        ("L008", "Steps!B9"),
        ("L009", "lacking.xlsx"),
    ];
    for (code, place) in wanted {
        let (_, told) = told.split_once(&format!("[{code}]")).unwrap_or_else(|| panic!("{told}"));
        let place_told = told.lines().nth(1).unwrap();
        assert!(place_told.ends_with(place), "{code}: {place_told}");
    }
    assert!(told.ends_with("8 things to look at\n"), "{told}");
}

#[test]
fn what_comes_first_and_is_not_in_the_plan_is_told() {
    let (code, told) = lint(&["fixtures/tracker/passed-over.xlsx", NETWORK]);
    assert_eq!(code, 1);
    assert_eq!(
        told,
        "warning[L007]: Safety comes first: \"Eyes on every student\" is rated 1, the lowest level; no step \
         or goal of this plan works on it\n--> fixtures/tracker/passed-over.xlsx\n = help: add a step for \
         it, such as `Give every adult a zone`\n\n1 thing to look at\n"
    );
}

#[test]
fn every_code_about_plans_has_its_story_here() {
    let (_, lacking) = lint(&["fixtures/tracker/lacking.xlsx", LAST_YEAR, NETWORK]);
    let (_, passed_over) = lint(&["fixtures/tracker/passed-over.xlsx", NETWORK]);
    let told = lacking + &passed_over;
    for (_, id, _) in Code::ALL.iter().filter(|(_, id, _)| id.starts_with('L')) {
        assert!(told.contains(&format!("[{id}]")), "{id}");
    }
}

#[test]
fn a_plan_as_it_is_proposed_lacks_nothing() {
    let (_folder, out) = out();
    run(&out, &["--formats", "xlsx"]);
    for site in ["alder-creek", "bahia-vista", "canyon-oaks", "puente-center"] {
        let tracker = out.join(format!("sites/{site}/tracker.xlsx"));
        let (code, told) = lint(&[tracker.to_str().unwrap(), NETWORK]);
        assert_eq!((code, &*told), (0, "nothing is missing in 1 plan\n"), "{site}");
    }
}

#[test]
fn a_word_file_is_not_read_back_and_that_is_said() {
    let output = cqi(["plan", "lint", "plan.docx"]);
    assert_eq!(output.status.code(), Some(2));
    let told = text(&output.stderr);
    assert!(told.contains("plan.docx is a Word file, and these are not read back"), "{told}");
}

#[test]
fn the_days_of_open_steps_stand_in_the_calendar_and_no_others() {
    let (_folder, out) = out();
    run(&out, &[THIS_YEAR, "--formats", "ics", "--as-of", "2026-02-10"]);
    let calendar = text(&fs::read(out.join("sites/bahia-vista/dates.ics")).unwrap());
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    let unfolded = calendar.replace("\r\n ", "");
    let uids: Vec<&str> = unfolded.lines().filter_map(|line| line.strip_prefix("UID:")).collect();
    let different: BTreeSet<&&str> = uids.iter().collect();
    assert_eq!(uids.len(), different.len());
    // Nine steps of the tracker and one that the plan proposes since, less the one that is done and the
    // one that was dropped; the mid-year check; one day for all goals.
    assert_eq!(uids.len(), 9 + 1 - 2 + 1 + 1);
    for wanted in [
        "DTSTART;VALUE=DATE:20260331",
        "SUMMARY:Due: Bahía Vista School: Student menu",
        "mid-year check",
        "What should change: ",
    ] {
        assert!(unfolded.contains(wanted), "{wanted}");
    }
    assert!(!unfolded.contains("Write a three-year keep list"), "it is done");
    assert!(unfolded.contains("DESCRIPTION:Start: "), "{unfolded}");
}

#[test]
fn the_calendar_says_of_a_step_for_safety_what_the_plan_says() {
    let (_folder, out) = out();
    run(&out, &["--formats", "ics,html", "--only", "puente-center"]);
    let of = |file: &str| {
        text(&fs::read(out.join("sites/puente-center").join(file)).unwrap()).replace("\r\n ", "")
    };
    let told = "Begin with the first step, “Give every adult a zone”, and do not wait for the day \
                beside it.";
    assert!(of("plan.html").contains(told));
    assert!(of("plan.html").contains("Now; by Nov 17, 2025"));
    let calendar = of("dates.ics").replace("\\,", ",");
    assert!(calendar.contains(&format!("DESCRIPTION:{told}\\nWho (position): ")), "{calendar}");
}

#[test]
fn the_record_says_which_trackers_hold_what_people_wrote() {
    let (_folder, out) = out();
    run(&out, &[THIS_YEAR, "--formats", "xlsx"]);
    let record: Value = serde_json::from_slice(&fs::read(out.join("run.json")).unwrap()).unwrap();
    let holds = |name: &str| {
        let all = record["trackers"].as_array().unwrap();
        all.iter().find(|it| it["file"] == name).unwrap()["holds_writing"].clone()
    };
    assert_eq!(holds(OURS), true);
    assert_eq!(holds("sites/alder-creek/tracker.xlsx"), false);
}

//! `cqi check`: what the files are taken for, for people and for programs, and how to correct it.

#![allow(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]

mod common;

use std::{fs, path::PathBuf};

use common::{cqi, files, root, text};
use rayon::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

/// A folder of fixtures, copied so that it can be written to.
struct Copy {
    folder: TempDir,
}

impl Copy {
    fn of(fixture: &str) -> Copy {
        let folder = tempfile::tempdir().unwrap();
        let copy = Copy { folder };
        for (name, bytes) in files(&root().join("fixtures").join(fixture)) {
            let path = copy.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        copy
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    fn settings(&self) -> String {
        fs::read_to_string(self.path().join("cqi.toml")).unwrap_or_default()
    }

    fn set(&self, settings: &str) {
        fs::write(self.path().join("cqi.toml"), settings).unwrap();
    }

    /// Exit code and what is said while a mapping is written.
    fn write_mapping(&self) -> (Option<i32>, String) {
        let path = self.path();
        let output = cqi(["check", path.to_str().unwrap(), "--write-mapping"]);
        (output.status.code(), text(&output.stderr))
    }

    fn checked(&self) -> Value {
        let path = self.path();
        let output = cqi(["check", path.to_str().unwrap(), "--format", "json"]);
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Every rating with its site, year, form and cell, as `cqi run` writes them.
    fn ratings(&self) -> String {
        let (path, out) = (self.path(), self.folder.path().join("out"));
        let words = ["run", path.to_str().unwrap(), "--out", out.to_str().unwrap()];
        cqi(words.iter().chain(&["--formats", "csv", "--quiet", "--as-of", "2025-10-20"]));
        fs::read_to_string(out.join("data/ratings.csv")).unwrap()
    }
}

fn sheet<'v>(found: &'v Value, file: &str) -> &'v Value {
    let sheets = found["sheets"].as_array().unwrap();
    let is_it = |sheet: &&Value| sheet["file"].as_str().unwrap().ends_with(file);
    sheets.iter().find(is_it).unwrap_or_else(|| panic!("no sheet of {file}"))
}

/// What `cqi check` prints for fixtures, and its exit code.
fn transcript(words: &[&str]) -> (Option<i32>, String) {
    let output = cqi(["check"].iter().chain(words));
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn what_a_file_was_taken_for_is_said_at_a_glance() {
    let (code, told) = transcript(&["fixtures/messy/T032-left-aside"]);
    assert_eq!(code, Some(0));
    assert_eq!(
        told,
        "\
read 1 file: 24 rating cells

fixtures/messy/T032-left-aside/observations.csv
  Dimensions of Success (dos_ost), one row a form, headings in row 1
    A    Observation ID             -> observation id  by its name
    B    Date                       -> date            by its name
    C    Site                       -> site            by its name
    D    Activity                   -> activity        by its name
    E    Observer                   -> rater           by its name
    F    Basis                      -> basis           by its name
    G    Grade span                 -> grade span      by its name
    H    Youth                      -> youth           by its name
    I    Minutes                    -> minutes         by its name
    J-U  Organization … Youth Voice -> 12 items        by their codes
    V    Notes                      -> notes           by its name
    left aside: W `Weather`
    2 forms, 24 ratings; Oak Street Elementary; 2024-25

1 note
"
    );
}

#[test]
fn a_file_that_is_not_recognised_is_shown_with_its_headings() {
    let (code, told) = transcript(&["fixtures/messy/T001-sheet-not-recognised"]);
    assert_eq!(code, Some(1));
    assert!(
        told.starts_with(
            "\
read 1 file: 0 rating cells

fixtures/messy/T001-sheet-not-recognised/staff-schedule.csv
  not recognised
    row 1 may be the headings: A `Week of`, B `Monday`, C `Tuesday`, D
      `Wednesday`, E `Thursday`, F `Friday`

error[T001]: "
        ),
        "{told}"
    );
}

#[test]
fn a_tie_is_asked_about() {
    let (code, told) = transcript(&["fixtures/messy/T002-instrument-unclear"]);
    assert_eq!(code, Some(1));
    let tie = "  not clear: Fall checklist (fall_checklist) and Spring checklist\n    (spring_checklist) fit alike\n";
    assert!(told.contains(tie), "{told}");
}

#[test]
fn files_that_are_alike_are_told_once_unless_all_are_asked_for() {
    let (_, told) = transcript(&["fixtures/small-network"]);
    assert!(told.contains("costa-serena-expanded-learning.csv\n  and 8 more files like it\n"));
    let last = "  and fixtures/small-network/observations/2024-25/puente-youth-partners.csv\n";
    assert!(!told.contains(last), "{told}");
    let (_, told) = transcript(&["fixtures/small-network", "--columns"]);
    assert!(told.contains(last), "{told}");
    assert!(told.contains("    U  Youth Voice           -> Youth Voice"), "{told}");
}

#[test]
fn no_line_about_a_file_is_wider_than_a_terminal() {
    let (_, told) = transcript(&["fixtures/small-network", "--columns"]);
    let about = told.lines().filter(|line| line.starts_with("    "));
    let wide: Vec<&str> = about.filter(|line| 80 < line.chars().count()).collect();
    assert!(wide.is_empty(), "{wide:#?}");
}

#[test]
fn quiet_says_only_what_was_noticed() {
    let (code, told) = transcript(&["fixtures/messy/T032-left-aside", "--quiet"]);
    assert_eq!((code, told.as_str()), (Some(0), "1 note\n"));
}

#[test]
fn programs_get_the_same_as_people() {
    let output = cqi(["check", "fixtures/small-network", "--format", "json"]);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["version"], 1);
    assert!(found["diagnostics"].is_array());
    let form = sheet(&found, "2024-25/alder-creek.xlsx");
    assert_eq!(form["outcome"], "left-aside");
    let form = sheet(&found, "2020-21/puente-center.csv");
    assert_eq!(form["outcome"], "read");
    assert_eq!(form["instrument"]["id"], "can_qsa_2009");
    assert_eq!((&form["layout"], &form["header_row"]), (&"items-down".into(), &10.into()));
    let rating = &form["columns"][2];
    assert_eq!(rating["column"], "C");
    assert_eq!(rating["heading"], "Rating (1-4)");
    assert_eq!(rating["field"], "rating");
    // Eleven sections with a rating each.
    assert_eq!(form["counts"]["ratings"], 11);
    assert_eq!(form["counts"]["first_year"], "2020-21");
    let site = form["said"].as_array().unwrap().iter().find(|said| said["field"] == "site");
    assert_eq!((&site.unwrap()["by"], &site.unwrap()["cell"]), (&"cell".into(), &"B2".into()));
}

/// Required by SARIF 2.1.0: 3.13.2 version, 3.14.6 tool, 3.19.8 name, 3.27.11 message, 3.49.3 id of
/// a rule; a rule index must lead to the rule of that id (3.27.6).
#[test]
fn code_scanning_gets_what_its_standard_requires() {
    let output = cqi(["check", "fixtures/messy", "--format", "sarif"]);
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "cqi");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    let told = common::noticed(&["fixtures/messy"]);
    assert_eq!(results.len(), told.len());
    for (result, told) in results.iter().zip(&told) {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], rules[index]["id"]);
        assert_eq!(result["ruleId"], told["code"]);
        assert_eq!(result["level"], told["severity"]);
        assert!(
            result["message"]["text"]
                .as_str()
                .unwrap()
                .starts_with(told["message"].as_str().unwrap())
        );
        let Some(location) = result["locations"].get(0) else { continue };
        let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.is_ascii() && !uri.contains(' '), "{uri}");
        if told["place"]["cell"].is_string() {
            let cell = &location["logicalLocations"][0];
            assert_eq!(cell["name"], told["place"]["cell"]);
            assert_eq!(cell["properties"]["row"], told["place"]["row"]);
        }
    }
}

#[test]
fn a_written_mapping_gives_the_same_ratings() {
    let fixtures = [
        "small-network",
        "unseen/letter-grades",
        "unseen/odd-steps-and-names",
        "unseen/pathway-five-points",
        "unseen/two-raters-eight-segments",
        "messy/F006-hidden-sheet",
        "messy/S001-few-raters",
        "messy/T012-date-in-rating-cell",
        "messy/T018-unknown-item",
        "messy/T022-other-heading",
        "messy/T027-headings-over-headings",
    ];
    fixtures.par_iter().for_each(|fixture| {
        let copy = Copy::of(fixture);
        let before = copy.ratings();
        assert!(1 < before.lines().count(), "{fixture}");
        copy.write_mapping();
        assert!(copy.settings().contains("\n[[mapping]]\n"), "{fixture}");
        let found = copy.checked();
        let read = found["sheets"].as_array().unwrap().iter();
        let by: Vec<&Value> =
            read.filter(|one| one["outcome"] == "read").map(|one| &one["by"]).collect();
        assert!(by.iter().all(|by| **by == "mapping"), "{fixture}: {by:?}");
        assert_eq!(copy.ratings(), before, "{fixture}");
    });
}

#[test]
fn a_second_time_nothing_is_written_and_that_is_said() {
    for fixture in ["messy/T001-sheet-not-recognised", "messy/T008-heading-nearly-known"] {
        let copy = Copy::of(fixture);
        let (_, first) = copy.write_mapping();
        assert!(first.starts_with("wrote 1 mapping to "), "{first}");
        let written = copy.settings();
        let (_, second) = copy.write_mapping();
        assert!(second.starts_with("there is nothing to add to "), "{second}");
        assert_eq!(copy.settings(), written);
    }
}

#[test]
fn what_stands_in_the_settings_stays_to_the_letter() {
    let copy = Copy::of("messy/T008-heading-nearly-known");
    let own = "# ours, since 2023\nyears = \"2020-21..2030-31\" # all\n";
    copy.set(own);
    copy.write_mapping();
    assert!(copy.settings().starts_with(own), "{}", copy.settings());
    copy.set("mapping = [{ files = \"other.csv\", instrument = \"dos_ost\" }]\n");
    let (code, told) = copy.write_mapping();
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("write each entry as a block `[[mapping]]` first"), "{told}");
    assert_eq!(copy.settings().lines().count(), 1);
}

#[test]
fn a_correction_is_used() {
    let copy = Copy::of("messy/T008-heading-nearly-known");
    copy.write_mapping();
    // Two forms, eleven of twelve items: the twelfth is misspelt.
    assert_eq!(sheet(&copy.checked(), "observations.csv")["counts"]["ratings"], 22);
    let proposed = "    # { heading = \"Relevence\", item = \"relevance\" },";
    let written = copy.settings();
    assert!(written.contains(proposed), "{written}");
    copy.set(&written.replace(proposed, &proposed.replacen("# ", "", 1)));
    let found = copy.checked();
    assert_eq!(sheet(&found, "observations.csv")["counts"]["ratings"], 24);
    assert_eq!(sheet(&found, "observations.csv")["left_aside"], Value::Array(Vec::new()));
}

#[test]
fn a_column_can_be_left_out_by_hand() {
    let copy = Copy::of("messy/T008-heading-nearly-known");
    copy.write_mapping();
    let line = "    { heading = \"Youth Voice\", item = \"youth_voice\" },\n";
    let written = copy.settings();
    assert!(written.contains(line), "{written}");
    copy.set(&(written.replace(line, "") + "ignore = [\"Youth Voice\"]\n"));
    let found = copy.checked();
    let form = sheet(&found, "observations.csv");
    assert_eq!(form["counts"]["ratings"], 20);
    let left: Vec<&Value> =
        form["left_aside"].as_array().unwrap().iter().map(|one| &one["heading"]).collect();
    assert_eq!(left, ["Relevence", "Youth Voice"]);
}

#[test]
fn a_mapping_for_a_file_that_is_not_recognised_can_be_filled_in() {
    let copy = Copy::of("messy/T001-sheet-not-recognised");
    let file = copy.path().join("staff-schedule.csv");
    fs::remove_file(&file).unwrap();
    fs::write(copy.path().join("walk.csv"), "Where,Day,Setting up,Gear\nOak,2024-10-03,3,4\n")
        .unwrap();
    let (code, told) = copy.write_mapping();
    assert_eq!(code, Some(1));
    assert!(
        told.starts_with("wrote 1 mapping to ") && told.contains("for you to choose"),
        "{told}"
    );
    let written = copy.settings();
    for heading in ["Where", "Day", "Setting up", "Gear"] {
        assert!(written.contains(&format!("#     {{ heading = \"{heading}\", ")), "{written}");
    }
    copy.set(
        "[[mapping]]\n\
         files = \"walk.csv\"\n\
         instrument = \"dos_ost\"\n\
         header_row = 1\n\
         column = [\n\
             { heading = \"Where\", field = \"site\" },\n\
             { heading = \"Day\", field = \"date\" },\n\
             { heading = \"Setting up\", item = \"organization\" },\n\
             { heading = \"Gear\", item = \"materials\" },\n\
         ]\n",
    );
    let found = copy.checked();
    let form = sheet(&found, "walk.csv");
    assert_eq!(form["by"], "mapping", "{}", copy.settings());
    assert_eq!(form["counts"]["ratings"], 2);
    assert_eq!(form["counts"]["sites"], serde_json::json!(["oak"]));
}

#[test]
fn nothing_is_written_where_the_settings_cannot_be_read() {
    let copy = Copy::of("messy/T008-heading-nearly-known");
    copy.set("rules = [\n");
    let (code, _) = copy.write_mapping();
    assert_eq!(code, Some(1));
    assert_eq!(copy.settings(), "rules = [\n");
    let left = fs::read_dir(copy.path()).unwrap().count();
    assert_eq!(left, 2, "only what was there");
}

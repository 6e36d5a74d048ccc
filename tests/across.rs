//! Sites beside each other, from files to the network page and the data files.

#![expect(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    fmt::Write,
    fs,
    path::Path,
    sync::LazyLock,
};

use common::{cqi, files, text};
use tempfile::TempDir;

/// Fourteen sites and their programs. All but the last two were visited in both years, and alike; the
/// last two joined, and every visit to them says the lowest level. Three people of each site rated it
/// alone: at the highest level at Harbor, and much as visits do elsewhere.
const SITES: [(&str, &str); 14] = [
    ("Aspen", "One"),
    ("Birch", "One"),
    ("Cedar", "One"),
    ("Dogwood", "One"),
    ("Elm", "One"),
    ("Fir", "One"),
    ("Grove", "Two"),
    ("Harbor", "Two"),
    ("Inlet", "Two"),
    ("Juniper", "Two"),
    ("Knoll", "Two"),
    ("Laurel", "Two"),
    ("Mesa", "Three"),
    ("North Fork", "Three"),
];

const FIRST_THAT_JOINED: usize = 12;

/// The files of a run, by name.
static OUTPUT: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    write_network(folder.path());
    let out = folder.path().join("out");
    let asked = ["run", "--formats", "html,csv", "--as-of", "2025-10-20", "--out"].map(OsStr::new);
    let output = cqi(asked.into_iter().chain([out.as_os_str(), folder.path().as_os_str()]));
    assert!(output.status.success(), "{}", text(&output.stderr));
    files(&out).into_iter().map(|(name, bytes)| (name, text(&bytes))).collect()
});

fn write_network(folder: &Path) {
    let mut sites = "site_id,site_name,program,region\n".to_owned();
    let mut visits = format!("Site,Date,Activity,Observer,{DIMENSIONS}\n");
    let mut own = format!("Site,School year,Rater,Basis,{INDICATORS}\n");
    for (at, (name, program)) in SITES.iter().enumerate() {
        writeln!(sites, "s{at:02},{name},{program},5").unwrap();
        let first_year = if at < FIRST_THAT_JOINED { 2023 } else { 2024 };
        for (year, visit) in (first_year..=2024).flat_map(|year| (1..4).map(move |at| (year, at))) {
            let ratings = listed((0..12).map(|dimension| seen(at, year, visit, dimension)));
            writeln!(visits, "{name},{year}-10-0{visit},Visit {visit},Ana,{ratings}").unwrap();
        }
        for rater in 0..3 {
            let ratings = listed((0..14).map(|indicator| said(at, rater, indicator)));
            writeln!(own, "{name},2024-25,Person {rater},individual,{ratings}").unwrap();
        }
    }
    fs::write(folder.join("sites.csv"), sites).unwrap();
    fs::write(folder.join("visits.csv"), visits).unwrap();
    fs::write(folder.join("own.csv"), own).unwrap();
}

/// From 2 to 4 in turn; some twos are threes in the second year.
fn seen(site: usize, year: usize, visit: usize, dimension: usize) -> usize {
    let usual = 2 + (site + 2 * visit + dimension) % 3;
    let rose = year == 2024 && usual == 2 && (site + dimension).is_multiple_of(4);
    if FIRST_THAT_JOINED <= site { 1 } else { usual + usize::from(rose) }
}

fn said(site: usize, rater: usize, indicator: usize) -> usize {
    match SITES[site].0 {
        "Harbor" => 4,
        "Mesa" | "North Fork" => 1,
        _ => 2 + (site + rater + indicator) % 3,
    }
}

fn listed(ratings: impl Iterator<Item = usize>) -> String {
    ratings.map(|rating| rating.to_string()).collect::<Vec<_>>().join(",")
}

const DIMENSIONS: &str = "Organization,Materials,Space Utilization,Participation,Purposeful Activities,\
    Engagement with STEM,STEM Content Learning,Inquiry,Reflection,Relationships,Relevance,Youth Voice";

/// Those of the first four sections.
const INDICATORS: &str =
    "QS1.1,QS1.2,QS1.3,QS1.4,QS2.1,QS2.2,QS2.3,QS2.4,QS3.1,QS3.2,QS3.3,QS4.1,QS4.2,QS4.3";

type Row = BTreeMap<String, String>;

/// The rows of a data file.
fn rows(name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(OUTPUT[name].as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[track_caller]
fn number(row: &Row, name: &str) -> f64 {
    row[name].parse().unwrap_or_else(|_| panic!("{name} is no number: {row:?}"))
}

/// What stands under a heading of the network page, without tags.
fn section(heading: &str) -> String {
    let page = &OUTPUT["index.html"];
    let start = format!(">{heading}</h");
    let from = page.find(&start).unwrap_or_else(|| panic!("no `{heading}`")) + start.len();
    let rest = page[from..].split("<h2").next().unwrap_or_default();
    let words = rest.split('<').filter_map(|part| Some(part.split_once('>')?.1.trim()));
    words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn sites_far_from_all_others_are_named_and_no_other() {
    let told = section("Sites that differ from the others by more than chance");
    assert!(told.contains("\nMesa (lower); North Fork (lower)\n"), "{told}");
    for (name, _) in &SITES[..FIRST_THAT_JOINED] {
        assert!(!told.contains(name), "{name}: {told}");
    }
    let rows = rows("data/funnel.csv");
    let differ = rows.iter().filter(|row| row["reading"] == "differs_from_the_others");
    let outside: BTreeSet<&str> = differ.map(|row| &*row["site_id"]).collect();
    assert_eq!(outside, ["s12", "s13"].into());
}

#[test]
fn the_table_of_funnels_holds_both_kinds_of_limits_and_what_they_rest_on() {
    let rows = rows("data/funnel.csv");
    assert!(!rows.is_empty());
    for row in &rows {
        assert_eq!(row["sites"], "14");
        let reach = |kind: &str| number(row, &format!("{kind}_high_95")) - number(row, "centre");
        let (chance, adjusted) =
            (number(row, "se"), number(row, "tau2") + number(row, "se").powi(2));
        assert!((reach("chance") - 1.959_964 * chance).abs() < 1e-5, "{row:?}");
        assert!((reach("adjusted") - 1.959_964 * adjusted.sqrt()).abs() < 1e-5, "{row:?}");
        let (score, low) = (number(row, "score"), number(row, "adjusted_low_998"));
        assert_eq!(row["adjusted_at_998"] == "below", score < low, "{row:?}");
    }
}

/// Twelve sites at their mean and two at 1, by the definition of a mean.
#[test]
fn a_mean_that_falls_while_the_same_sites_rise_is_told_in_words() {
    let rows = rows("data/network.csv");
    let is_meant = |row: &&Row| {
        [&*row["id"], &*row["source"], &*row["school_year"]]
            == ["active_engaged", "observation", "2024-25"]
    };
    let row = rows.iter().find(is_meant).unwrap();
    assert_eq!([&*row["same_sites"], &*row["joined"], &*row["left"]], ["12", "2", "0"]);
    let (before, now) = (number(row, "same_sites_before"), number(row, "same_sites_now"));
    let mean = number(row, "mean");
    assert!((mean - (12.0 * now + 2.0) / 14.0).abs() < 1e-9, "{row:?}");
    assert!(before < now && mean < before, "{row:?}");
    assert_eq!(row["directions_differ"], "yes");
    let sentence = format!(
        "the mean over all sites fell from {before:.2} to {mean:.2}, and that of the 12 sites rated in both \
         years rose from {before:.2} to {now:.2} (2 sites joined, 0 left)."
    );
    let told = section("Standards over all sites");
    let of_standard =
        told.split("Active and engaged, observation: since").nth(1).unwrap_or_default();
    let told = of_standard.lines().take(3).collect::<Vec<_>>().join(" ");
    assert_eq!(told.trim(), format!("2023-24 {sentence}"));
}

#[test]
fn a_site_that_sees_itself_higher_than_its_visits_is_told_so_in_its_own_plan() {
    let line = "Clearly higher in the self-assessment than in the observations: ";
    let plans = OUTPUT.iter().filter(|(name, _)| name.ends_with("plan.html"));
    let told: Vec<&str> =
        plans.filter(|(_, page)| page.contains(line)).map(|(name, _)| &**name).collect();
    let [only] = told[..] else { panic!("{told:?}") };
    assert!(OUTPUT[only].contains("Harbor"), "{only}");
    let rows = rows("data/gaps.csv");
    let clear = rows.iter().filter(|row| row["reading"] != "no_clear_difference");
    let clear: BTreeSet<[&str; 2]> =
        clear.map(|row| [&*row["site_id"], &*row["reading"]]).collect();
    assert_eq!(clear, [["s07", "self_higher"]].into());
    let beside = section("Self-assessment beside observation");
    assert!(beside.contains("\n1 site higher\n"), "{beside}");
}

#[test]
fn every_column_of_these_tables_stands_in_the_dictionary() {
    let dictionary = &OUTPUT["data/dictionary.md"];
    for table in ["network", "funnel", "gaps", "network_gaps", "groups"] {
        let part = dictionary.split(&format!("\n## {table}\n")).nth(1).unwrap();
        let part = part.split("\n## ").next().unwrap();
        let head = OUTPUT[&format!("data/{table}.csv")].lines().next().unwrap();
        for column in head.split(',') {
            let line = part.lines().find(|line| line.starts_with(&format!("| `{column}` |")));
            let meaning = line.and_then(|line| line.split('|').nth(2)).unwrap_or_default();
            assert!(!meaning.trim().is_empty(), "{table}: {column} has no meaning");
        }
    }
}

/// Programs of six, six and two sites.
#[test]
fn a_program_of_two_sites_takes_another_with_it() {
    let rows = rows("data/groups.csv");
    let readings: BTreeSet<[&str; 3]> =
        rows.iter().map(|row| [&*row["grouping"], &*row["group"], &*row["reading"]]).collect();
    let expected = [
        ["all_sites", "", "told"],
        ["program", "One", "told"],
        ["program", "Three", "too_few_sites"],
        ["program", "Two", "would_tell_others"],
    ];
    assert_eq!(readings, expected.into());
    for row in rows.iter().filter(|row| row["reading"] != "told") {
        assert_eq!([&*row["sites"], &*row["mean"], &*row["ci_low"]], [""; 3], "{row:?}");
    }
    // One group alone compares nothing.
    assert!(!OUTPUT["index.html"].contains("Groups of sites"));
}

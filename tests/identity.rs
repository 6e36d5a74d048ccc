//! Who a form is about: over the years, under other names, and misspelt.

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use common::{cqi, noticed, root, text};
use cqi::{
    diagnostic::{Checked, Code, Diagnostic, Place},
    ingest,
    model::Source,
    rulebook::{self, Rulebook, Settings, shipped},
    tidy::{self, Material, Observations},
};

const NETWORK: &str = "fixtures/identity/network";

type Row = BTreeMap<String, String>;

fn table(path: &Path) -> Vec<Row> {
    let text = fs::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        heads.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn fixture(name: &str) -> Vec<Row> {
    table(&root().join("fixtures/identity").join(name))
}

/// A run of the network in the spring of 2024, with its folder.
fn run() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let words = ["run", NETWORK, "--as-of", "2024-03-01", "--formats", "csv,html,json", "--out"];
    let output = cqi(words.iter().map(AsRef::as_ref).chain([folder.path().as_os_str()]));
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    folder
}

#[test]
fn each_site_has_its_own_years_and_no_others() {
    let folder = run();
    let is_inquiry = |row: &&Row| row["level"] == "item" && row["id"] == "inquiry";
    let changes: BTreeMap<(String, String), f64> = table(&folder.path().join("data/changes.csv"))
        .iter()
        .filter(is_inquiry)
        .filter(|row| row["kind"] == "from_year_before")
        .map(|row| {
            ((row["site_id"].clone(), row["school_year"].clone()), number(&row["difference"]))
        })
        .collect();
    let made: Vec<(String, String, f64, Option<f64>)> =
        table(&folder.path().join("data/scores.csv"))
            .iter()
            .filter(is_inquiry)
            .map(|row| {
                let key = (row["site_id"].clone(), row["school_year"].clone());
                let change = changes.get(&key).copied();
                (key.0, key.1, number(&row["score"]), change)
            })
            .collect();
    let expected: Vec<(String, String, f64, Option<f64>)> = fixture("expected.csv")
        .iter()
        .map(|row| {
            let change = Some(&row["from_year_before"]).filter(|text| !text.is_empty());
            let (site, year) = (row["site_id"].clone(), row["school_year"].clone());
            (site, year, number(&row["score"]), change.map(|text| number(text)))
        })
        .collect();
    assert_eq!(made, expected);
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

#[test]
fn closed_sites_get_no_plan_and_a_new_id_says_what_it_continues() {
    let folder = run();
    let sites = fs::read_dir(folder.path().join("sites")).unwrap();
    let planned: BTreeSet<String> =
        sites.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let open =
        ["S-014", "S-022", "S-031", "S-040", "S-041", "S-051", "S-062", "S-071", "S-072", "S-090"];
    assert_eq!(planned, open.map(str::to_owned).into());
    let page = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(page("index.html").contains("no plan: in the list until"));
    assert!(page("sites/S-051/plan.html").contains("This site continues Mesa (site S-050, until"));
    assert!(!page("sites/S-062/plan.html").contains("This site continues"));
    let record: serde_json::Value = serde_json::from_str(&page("run.json")).unwrap();
    let expected = serde_json::json!([{ "site": "S-051", "continues": ["S-050"] }]);
    assert_eq!(record["sites_read_as_one"], expected);
}

#[test]
fn what_was_joined_and_what_was_not_is_told_at_its_cell() {
    let told: Vec<(String, String, String)> = noticed(&[NETWORK])
        .iter()
        .map(|told| {
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            let file = text(&told["place"]["file"]);
            let file = file.trim_start_matches(NETWORK).trim_start_matches('/');
            let place = format!("{file} {}", text(&told["place"]["cell"]));
            (text(&told["code"]), place, text(&told["message"]))
        })
        .filter(|(code, ..)| code != "T022")
        .collect();
    let expected = [
        ("T020", "observations/2023-24/visits.csv C2", "`Oak Street` was not in use on 11/3/2023"),
        (
            "T009",
            "observations/2023-24/visits.csv E5",
            "the CDS code `1987650100040` has lost its leading zero and is read as \
             `01-98765-0100040`",
        ),
        (
            "T042",
            "sites.csv G10",
            "`S-051` continues `S-050`, `Mesa`, and the two are read as one site",
        ),
        (
            "T042",
            "sites.csv G13",
            "`S-062` continues 2 sites, `S-060` and `S-061`, and its own results start anew",
        ),
        (
            "T042",
            "sites.csv G15",
            "`S-070` was split into `S-071` and `S-072`, and the results of `S-071` start anew",
        ),
        (
            "T042",
            "sites.csv G16",
            "`S-070` was split into `S-071` and `S-072`, and the results of `S-072` start anew",
        ),
    ];
    let expected = expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
    assert_eq!(told, expected);
}

fn rules() -> Rulebook {
    let packs = shipped();
    let chosen = rulebook::selected(&packs, &["california"]).value;
    rulebook::read(&chosen).value
}

fn written(head: &str, rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(head.split(',')).unwrap();
    rows.for_each(|row| out.write_record(row).unwrap());
    out.into_inner().unwrap()
}

const DIMENSIONS: &str = "Organization,Materials,Space Utilization,Participation,\
    Purposeful Activities,Engagement with STEM,STEM Content Learning,Inquiry,Reflection,\
    Relationships,Relevance,Youth Voice";

/// A visit to every site of a list, one row each, with the names of a round as they are misspelt.
fn visits(sites: &[Row], slips: &BTreeMap<&str, &Row>, rules: &Rulebook) -> Checked<Observations> {
    let list = sites.iter().map(|site| {
        ["site_id", "site_name", "program"].map(|column| site[column].clone()).to_vec()
    });
    let list = written("site_id,site_name,program", list);
    let visit = |site: &Row| {
        let slip = slips.get(site["site_id"].as_str());
        let name = slip.map_or(&site["site_name"], |slip| &slip["written"]).clone();
        let says_program = slip.is_none_or(|slip| slip["with_program"] == "yes");
        let program = if says_program { site["program"].clone() } else { String::new() };
        let mut row = vec!["2024-10-03".to_owned(), name, program];
        row.extend(std::iter::repeat_n("3".to_owned(), 12));
        row
    };
    let head = format!("Date,Site,Program,{DIMENSIONS}");
    let visits = written(&head, sites.iter().map(visit));
    let sheet = |name: &str, bytes: &[u8]| {
        ingest::sheets(&Source::named(name), bytes).value.into_iter().next().unwrap()
    };
    let material = Material {
        sheets: &[sheet("visits.csv", &visits)],
        site_list: Some(&sheet("sites.csv", &list)),
        settings: &Settings::default(),
    };
    tidy::observations(material, rules)
}

/// The row of the visits that it is told of, counted as sites are.
fn site_at(told: &Diagnostic, sites: &[Row]) -> String {
    let Some(Place::Cell(cell)) = &told.place else { panic!("{}", told.message) };
    sites[cell.row as usize - 1]["site_id"].clone()
}

#[test]
fn every_misspelt_name_is_proposed_right_and_none_is_joined_wrongly() {
    let (lists, slips, rules) = (fixture("lists.csv"), fixture("misspelt.csv"), rules());
    let mut seen = 0;
    for number in 1..=8 {
        let of_list = |row: &&Row| row["list"] == number.to_string();
        let sites: Vec<Row> = lists.iter().filter(of_list).cloned().collect();
        assert_eq!(sites.len(), 200);
        for round in 1..=5 {
            let of_round = |row: &&Row| of_list(row) && row["round"] == round.to_string();
            let slips: BTreeMap<&str, &Row> =
                slips.iter().filter(of_round).map(|row| (row["site_id"].as_str(), row)).collect();
            assert_eq!(slips.len(), 10);
            let tidied = visits(&sites, &slips, &rules);
            none_is_joined_wrongly(&tidied.value, &sites);
            let proposed: BTreeMap<String, &Diagnostic> = tidied
                .diagnostics
                .iter()
                .filter(|told| told.code == Code::UnknownSite)
                .map(|told| (site_at(told, &sites), told))
                .collect();
            for (site, slip) in &slips {
                is_proposed_right(site, slip, proposed.get(*site).copied());
            }
            assert!(proposed.keys().all(|site| slips.contains_key(site.as_str())));
            seen += proposed.len();
        }
    }
    assert!(300 < seen, "{seen} names that are not in the list");
}

fn none_is_joined_wrongly(observations: &Observations, sites: &[Row]) {
    for row in &observations.rows {
        let site = &sites[row.cell().row as usize - 1];
        assert_eq!(*row.form.site.0, *site["site_id"], "{}", site["site_name"]);
    }
}

/// The site that is meant is proposed, with those that could be meant as well and no others. A slip
/// that makes no difference is read without a word.
fn is_proposed_right(site: &str, slip: &Row, told: Option<&Diagnostic>) {
    let (written, how) = (&slip["written"], &slip["how"]);
    let makes_no_difference = ["hyphen", "spaces", "accents"].contains(&how.as_str());
    assert_eq!(told.is_none(), makes_no_difference, "{written} ({how})");
    let Some(told) = told else { return };
    let meant: BTreeSet<&str> =
        slip["also"].split(';').filter(|id| !id.is_empty()).chain([site]).collect();
    let proposed: BTreeSet<&str> = told.sites.iter().map(|site| &*site.0).collect();
    assert_eq!(proposed, meant, "{written} ({how}): {:?}", told.help);
    let help = told.help.as_deref().unwrap_or_default();
    assert!(meant.iter().all(|id| help.contains(&format!("(site `{id}`"))), "{help}");
    assert!(help.contains(&format!("put `{written}` under `aliases`")), "{help}");
}

//! Ratings, cut-offs, and files that cannot be read.

use cqi::{
    calculator,
    model::Exact,
    rulebook::{self, Pack, RuleFile, Rulebook},
};
use serde_json::{Value, json};

use crate::{
    common::golden,
    written::{IN_ORDER, Run, Visit, run, sheet},
};

/// Four observers and twelve units (Krippendorff 1980).
fn four_observers() -> Value {
    let none: Option<u8> = None;
    json!([
        [Some(1), Some(1), none, Some(1)],
        [2, 2, 3, 2],
        [3, 3, 3, 3],
        [3, 3, 3, 3],
        [2, 2, 2, 2],
        [1, 2, 3, 4],
        [4, 4, 4, 4],
        [1, 1, 2, 1],
        [2, 2, 2, 2],
        [none, Some(5), Some(5), Some(5)],
        [none, none, Some(1), Some(1)],
        [none, Some(3), none, none],
    ])
}

fn answer(input: &Value) -> Value {
    let answer = calculator::answer(&json!({ "name": "case", "input": input }));
    assert!(!calculator::is_trouble(&answer), "{answer}");
    answer["output"].clone()
}

#[track_caller]
fn close(found: &Value, expected: &Value) {
    let (found, expected) = (found.as_f64().unwrap(), expected.as_f64().unwrap());
    assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
}

#[test]
fn a09_agreement_is_what_is_published_and_none_where_all_ratings_are_the_same() {
    let golden = golden();
    let alpha = answer(&json!({ "method": "krippendorff_alpha", "ratings": four_observers() }));
    for distance in ["nominal", "ordinal", "interval"] {
        close(&alpha[format!("alpha_{distance}")], &golden["krippendorff_4x12"][distance]);
    }
    let gwet = answer(&json!({
        "method": "gwet", "ratings": four_observers(), "categories": [1, 2, 3, 4, 5], "weights": "quadratic",
    }));
    close(&gwet["ac"], &golden["gwet_4x12"]["quadratic"]);

    let same = json!([[3, 3], [3, 3], [3, 3], [3, 3]]);
    let alpha = answer(&json!({ "method": "krippendorff_alpha", "ratings": same }));
    let kappa = answer(&json!({
        "method": "pair_agreement", "a": [3, 3, 3, 3], "b": [3, 3, 3, 3], "categories": [1, 2, 3, 4],
    }));
    let none = [
        &alpha["alpha_nominal"],
        &alpha["alpha_ordinal"],
        &alpha["alpha_interval"],
        &kappa["kappa"],
    ];
    assert_eq!(none, [&Value::Null; 4]);
    assert_eq!(kappa["prop_exact"], json!(1.0));
}

/// Targets of 2.745, which exactly 2.745 meets, and of which it has to be more.
fn rules(comparison: &str) -> Rulebook {
    let about = |id: &str| {
        format!(
            "[about]\nid = \"{id}\"\ntitle = \"{id}\"\nversion = \"1\"\nstatus = [\"own wording\"]\n"
        )
    };
    let file = |name: &str, text: String| RuleFile { name: name.into(), text: text.into() };
    let files = vec![
        file("pack.toml", format!("kind = \"pack\"\nbuilds_on = []\n{}", about("edges"))),
        file(
            "scale.toml",
            format!(
                "kind = \"scale\"\ntype = \"numbers\"\nlowest = 1\nhighest = 4\n{}",
                about("any")
            ),
        ),
        file(
            "instrument.toml",
            format!(
                "kind = \"instrument\"\nshort_name = \"Edges\"\nsource = \"observation\"\nscale = \"any\"\n{}\
                 [[item]]\nid = \"score\"\nname = \"Score\"\n",
                about("edges")
            ),
        ),
        file(
            "targets.toml",
            format!(
                "kind = \"targets\"\ninstrument = \"edges\"\nlevels = [\"item\"]\nlowest = 1\nhighest = 4\n\
                 target = 2.745\ncomparison = \"{comparison}\"\n{}\
                 [[band]]\nid = \"below\"\nlabel = \"Below\"\nfrom = 1\n\
                 [[band]]\nid = \"there\"\nlabel = \"There\"\nfrom = 2.745\n",
                about("edges")
            ),
        ),
    ];
    let read = rulebook::read(&[Pack { origin: "edges".into(), files }]);
    assert_eq!(read.diagnostics, []);
    read.value
}

#[test]
fn a10_a_score_at_the_edge_lies_on_the_side_that_the_rules_say() {
    // All three are printed as 2.7 or 2.75.
    let scores = ["2.745", "2.7449999", "2.75"].map(|text| text.parse::<Exact>().unwrap());
    for (comparison, expected) in
        [("at-least", [true, false, true]), ("more-than", [false, false, true])]
    {
        let rulebook = rules(comparison);
        let targets = rulebook.targets_of_level("edges", "item").unwrap();
        let meets = scores.clone().map(|score| targets.meets("score", &score).unwrap());
        assert_eq!(meets, expected, "{comparison}");
        // A lower bound belongs to its band.
        let bands =
            scores.clone().map(|score| targets.band_of("score", &score, 1).unwrap().id.clone());
        assert_eq!(bands, ["there", "below", "there"]);
    }
}

/// Three sites, in a file each.
fn network(heron: Option<&str>) -> Run {
    let (alder, birch) = (visits("Alder"), visits("Birch"));
    let sites = "Site ID,Site\nalder,Alder\nbirch,Birch\nheron,Heron\n";
    let mut inputs = vec![("sites.csv", sites), ("alder.csv", &alder), ("birch.csv", &birch)];
    inputs.extend(heron.map(|text| ("heron.csv", text)));
    let inputs: Vec<(&str, &[u8])> =
        inputs.into_iter().map(|(name, text)| (name, text.as_bytes())).collect();
    run(&inputs, "html,docx,svg")
}

/// Two visits in each of two years.
fn visits(site: &'static str) -> String {
    let visit = |(year, activity)| Visit { site, year, activity, ratings: [3; 12] };
    sheet(&[(2023, 1), (2023, 2), (2024, 1), (2024, 2)].map(visit), IN_ORDER)
}

/// The first visit stands in the sheet once more, with other ratings. (`tests/held_back.rs` does the same
/// with a workbook that breaks off, on the network of the README.)
#[test]
fn a12_one_spoiled_sheet_is_told_with_its_row_and_touches_no_other_site() {
    let whole = visits("Heron");
    let first = whole.lines().nth(1).unwrap();
    let spoiled = format!("{whole}{}\n", first.replace(",3", ",4"));
    let with = network(Some(&spoiled));
    assert_eq!(with.code, Some(1), "{}", with.told);
    assert!(with.told.contains("held back 1 site: Heron"), "{}", with.told);
    let page = String::from_utf8_lossy(&with.files["sites/heron/plan.html"]).into_owned();
    for told in ["This plan is waiting", "heron.csv", "heron!A6"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    for without in [network(Some(&whole)), network(None)] {
        assert_eq!(without.code, Some(0), "{}", without.told);
        assert!(4 <= others(&with).len());
        assert!(others(&with) == others(&without), "the other sites' files are the same");
    }
}

/// The files of all sites but Heron.
fn others(run: &Run) -> Vec<(&String, &Vec<u8>)> {
    let is_other = |name: &str| name.starts_with("sites/") && !name.starts_with("sites/heron");
    run.files.iter().filter(|(name, _)| is_other(name)).collect()
}

//! Cases whose numbers were worked out by hand: observed activities, raters and a crosswalk.

use std::collections::BTreeMap;

use super::*;
use crate::model::{Answer, FilledForm, Rating, Response, Source};

const ABOUT: &str = "title = \"t\", version = \"1\", status = [\"proposed\"] }";

/// An instrument of six items in two domains, with a crosswalk to two standards.
fn rules(scoring: &str) -> Rulebook {
    let about = |id: &str| format!("about = {{ id = \"{id}\", {ABOUT}\n");
    let item = |id: &str, group: &str| {
        format!("[[item]]\nid = \"{id}\"\nname = \"{id}\"\nin = \"{group}\"\n")
    };
    let group =
        |id: &str| format!("[[group]]\nid = \"{id}\"\nlevel = \"domain\"\nname = \"{id}\"\n");
    let mut instrument = format!(
        "kind = \"instrument\"\nshort_name = \"I\"\nsource = \"observation\"\nscale = \"four\"\n{}",
        about("tool")
    );
    for (id, group) in [("a", "first"), ("b", "first"), ("c", "first"), ("d", "second")] {
        instrument += &item(id, group);
    }
    for id in ["first", "second"] {
        instrument += &group(id);
    }
    let scale = format!(
        "kind = \"scale\"\ntype = \"levels\"\n{}[[missing]]\nid = \"not_applicable\"\nlabel = \"n/a\"\nwords = [\"n/a\"]\neffect = \"not-expected\"\n[[missing]]\nid = \"ask\"\nlabel = \"ask\"\nwords = [\"ask\"]\neffect = \"blocks\"\n",
        about("four")
    );
    let crosswalk = format!(
        "kind = \"crosswalk\"\ninstrument = \"tool\"\nframework = \"standards\"\nlabel_on_reports = \"derived\"\npublish = {{ minimum_weight = 1.0, minimum_parts = 2 }}\n{}[[link]]\nfrom = \"a\"\nstandard = \"safe\"\nweight = 0.3\n[[link]]\nfrom = \"b\"\nstandard = \"safe\"\nweight = 0.2\n[[link]]\nfrom = \"c\"\nstandard = \"safe\"\nweight = 0.7\n[[link]]\nfrom = \"d\"\nstandard = \"safe\"\nweight = 0.8\n",
        about("walk")
    );
    let framework = format!(
        "kind = \"standards\"\nderived_note = \"derived\"\n{}[[standard]]\nid = \"safe\"\nnumber = 1\nname = \"Safe\"\nshort_name = \"Safe\"\n",
        about("standards")
    );
    let scoring = format!("kind = \"scoring\"\ninstrument = \"tool\"\n{}{scoring}", about("rules"));
    Rulebook {
        scales: BTreeMap::from([("four".into(), toml::from_str(&scale).unwrap())]),
        instruments: BTreeMap::from([("tool".into(), toml::from_str(&instrument).unwrap())]),
        crosswalks: BTreeMap::from([("walk".into(), toml::from_str(&crosswalk).unwrap())]),
        frameworks: BTreeMap::from([("standards".into(), toml::from_str(&framework).unwrap())]),
        scoring: BTreeMap::from([("rules".into(), toml::from_str(&scoring).unwrap())]),
        ..Rulebook::default()
    }
}

const ACTIVITIES: &str = r#"
[[combine]]
id = "observers"
over = ["rater"]
method = "mean"
rows = "consensus-first"
[[combine]]
id = "activities"
over = ["activity"]
method = "mean"
[[level]]
id = "domain"
method = "mean"
after = "observers"
minimum_parts = 2
[[level]]
id = "standard"
crosswalk = "walk"
method = "weighted-mean"
"#;

/// One form: who rated which activity, and the ratings of a, b, c and d.
fn form(activity: &str, rater: &str, ratings: [&str; 4]) -> Vec<Observation> {
    let basis = if rater.is_empty() { Basis::Consensus } else { Basis::Individual };
    let fields =
        [("activity", activity), ("rater", rater)].map(|(id, text)| (id.into(), text.into()));
    let response = Arc::new(Response { basis, date: None, fields: BTreeMap::from(fields) });
    let form = Arc::new(FilledForm {
        site: SiteId("S1".into()),
        school_year: SchoolYear::starting(2023),
        occasion: None,
        source: EvidenceSource::Observation,
        instrument: "tool".into(),
        version: "1".into(),
        response,
        file: Source::named("f"),
        sheet: "s".into(),
    });
    let answer = |rating: &str| Answer {
        rating: match rating {
            "NR" => Rating::Missing("not_rated".into()),
            "n/a" => Rating::Missing("not_applicable".into()),
            "ask" => Rating::Missing("ask".into()),
            value => Rating::Value(value.parse().unwrap()),
        },
        written: rating.into(),
    };
    let row = |(item, rating): (&str, &str)| Observation {
        form: Arc::clone(&form),
        item: item.into(),
        answer: Arc::new(answer(rating)),
        row: 0,
        column: 0,
    };
    ["a", "b", "c", "d"].into_iter().zip(ratings).map(row).collect()
}

#[track_caller]
fn score(forms: &[Vec<Observation>], scoring: &str, level: &str, id: &str) -> Score {
    let observations = Observations { rows: forms.concat(), ..Observations::default() };
    let scores = scores(&observations, &rules(scoring));
    let mut found =
        scores.rows.into_iter().filter(|row| &*row.key.level == level && &*row.key.id == id);
    let score = found.next().unwrap();
    assert!(found.next().is_none(), "one score of {level} {id}");
    score
}

#[track_caller]
fn gives(forms: &[Vec<Observation>], level: &str, id: &str, expected: &str) {
    let shown = match score(forms, ACTIVITIES, level, id).outcome {
        Outcome::Value(value) => value.to_string(),
        Outcome::Names(names) => names.join(", "),
        Outcome::None(reason) => format!("none: {reason}"),
    };
    assert_eq!(shown, expected);
}

#[test]
fn a_domain_is_made_within_each_activity_first() {
    // Activity 1: (4 + 4)/2 = 4; activity 2: (2 + 2 + 1)/3 = 5/3; mean 17/6. Items first: 7/3.
    let forms = [form("1", "x", ["4", "4", "NR", "3"]), form("2", "x", ["2", "2", "1", "3"])];
    gives(&forms, "domain", "first", "17/6");
    let items_first = ACTIVITIES.replace("after = \"observers\"\n", "");
    assert_eq!(
        score(&forms, &items_first, "domain", "first").outcome.value().unwrap().to_string(),
        "7/3"
    );
}

#[test]
fn one_rating_of_three_makes_no_domain_value() {
    let forms = [form("1", "x", ["4", "NR", "NR", "3"]), form("2", "x", ["2", "2", "3", "3"])];
    gives(&forms, "domain", "first", "7/3");
}

#[test]
fn two_observers_of_one_activity_are_one_look() {
    // (2 + 4)/2 = 3 and 2: mean 5/2. As three rows: 8/3.
    let forms = [
        form("bridges", "x", ["2", "2", "2", "2"]),
        form("bridges", "y", ["4", "4", "4", "4"]),
        form("circuits", "x", ["2", "2", "2", "2"]),
    ];
    gives(&forms, "item", "a", "5/2");
    let score = score(&forms, ACTIVITIES, "item", "a");
    assert_eq!((score.n_ratings, score.n_responses), (3, 2));
    assert_eq!(score.per_response, [2.0, 3.0]);
}

#[test]
fn an_agreed_rating_comes_before_those_it_rests_on() {
    // Agreed on 3 and on 4: mean 7/2. All six rows: 10/3.
    let forms = [
        form("bridges", "x", ["2", "2", "2", "2"]),
        form("bridges", "y", ["4", "4", "4", "4"]),
        form("bridges", "", ["3", "3", "3", "3"]),
        form("rockets", "x", ["3", "3", "3", "3"]),
        form("rockets", "y", ["4", "4", "4", "4"]),
        form("rockets", "", ["4", "4", "4", "4"]),
    ];
    gives(&forms, "item", "a", "7/2");
}

#[test]
fn a_missing_part_leaves_both_sums_of_a_weighted_mean() {
    // 0.3 x 3 + 0.2 x 4 + 0.7 x 2 = 3.1 over a weight of 1.2.
    gives(&[form("1", "x", ["3", "4", "2", "NR"])], "standard", "safe", "31/12");
    gives(&[form("1", "x", ["3", "3", "3", "3"])], "standard", "safe", "3");
}

#[test]
fn too_little_weight_has_no_value_and_says_so() {
    let reason = "none: the rated parts weigh 0.50, at least 1.00 needed";
    gives(&[form("1", "x", ["4", "4", "NR", "NR"])], "standard", "safe", reason);
}

#[test]
fn a_blocking_word_holds_back_all_that_needs_it() {
    let forms = [form("1", "x", ["ask", "4", "4", "4"])];
    gives(
        &forms,
        "domain",
        "first",
        "none: `a` has no rating (ask), and nothing is worked out without it",
    );
    gives(&forms, "domain", "second", "none: 1 part rated, at least 2 needed");
}

#[test]
fn what_does_not_apply_is_not_expected_and_what_is_not_known_is() {
    let answered =
        |ratings| score(&[form("1", "x", ratings)], ACTIVITIES, "domain", "first").complete_share;
    assert_eq!(answered(["3", "3", "n/a", "3"]), Some(1.0));
    assert_eq!(answered(["3", "3", "NR", "3"]), Some(2.0 / 3.0));
}

#[test]
fn forms_are_averaged_where_the_rules_name_no_step() {
    let forms = [form("1", "x", ["4", "3", "3", "3"]), form("2", "y", ["1", "3", "3", "3"])];
    assert_eq!(score(&forms, "", "item", "a").outcome.value().unwrap().to_string(), "5/2");
}

#[test]
fn a_score_leads_back_to_its_cells() {
    let forms = [form("1", "x", ["4", "3", "3", "3"]), form("2", "y", ["1", "3", "3", "3"])];
    let Working::Made { parts, .. } = score(&forms, ACTIVITIES, "standard", "safe").working else {
        panic!("a standard is made of parts")
    };
    let Working::Made { parts: activities, .. } = &parts[0].working else {
        panic!("of activities")
    };
    let cells: Vec<&Working> = activities.iter().map(|part| &part.working).collect();
    assert_eq!(cells, [&Working::Rating(0), &Working::Rating(4)]);
}

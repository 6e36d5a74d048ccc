//! Any statistic, on a table of one's own or on cases from a script.
//!
//! Numbers are golden, published, or computed with scipy 1.17, statsmodels 0.15, krippendorff 0.9,
//! irrCAC 0.4 and pingouin 0.7.

mod common;

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    process::{Command, Stdio},
};

use common::{cqi, root, text};
use serde_json::{Value, json};

/// What `cqi stats` prints of a file, and how it ends.
fn told(words: &[&str]) -> (Option<i32>, String) {
    let output = cqi(["stats"].iter().chain(words));
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

/// The same of what comes through a pipe.
fn piped(words: &[&str], input: &str) -> (Option<i32>, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_cqi"))
        .arg("stats")
        .args(words)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    program.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = program.wait_with_output().unwrap();
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

/// The rows of a table, for scripts.
#[track_caller]
fn rows(words: &[&str], csv: &str) -> Vec<Value> {
    let (code, told) = piped(&[&["--json"], words].concat(), csv);
    assert_eq!(code, Some(0), "{told}");
    let answer: Value = serde_json::from_str(&told).unwrap_or_else(|_| panic!("{told}"));
    answer["rows"].as_array().unwrap().clone()
}

/// The row of a measure; of several, the first.
#[track_caller]
fn row<'a>(rows: &'a [Value], measure: &str) -> &'a Value {
    let found = rows.iter().find(|row| row["measure"] == measure);
    found.unwrap_or_else(|| panic!("no `{measure}` in {rows:?}"))
}

#[track_caller]
fn is(found: &Value, expected: f64) {
    let number = found.as_f64().unwrap_or_else(|| panic!("{found} is no number"));
    assert!((number - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{number}: {expected}");
}

const AGREEMENT: &str = " measure                       value  95% interval    n    convention
 same level                    70.0%  60.4% to 78.1%  100  share of pairs; Wilson
 one level apart at most       97.0%  91.5% to 99.0%  100  share of pairs; Wilson
 kappa                         0.586  0.460 to 0.711  100  Cohen, unweighted, levels 1 to 4
 kappa, linear                 0.691  0.589 to 0.793  100  Cohen, linear weights, levels 1 to 4
 kappa, quadratic              0.792  0.704 to 0.880  100  Cohen, quadratic weights, levels 1 to 4
 alpha                         0.793                  100  Krippendorff, ordinal
 AC2                           0.857  0.799 to 0.915  100  Gwet, quadratic weights, levels 1 to 4
 ICC, one rating, absolute     0.793  0.708 to 0.856  100  ICC(2,1), Shrout and Fleiss; McGraw and Wong
 ICC, one rating, consistency  0.793  0.707 to 0.856  100  ICC(3,1), Shrout and Fleiss
 ICC, mean of all raters       0.885  0.829 to 0.922  100  ICC(2,k), absolute

In 70% of 100 pairs both gave the same level, and in 97% they were one level
  apart at most. Luck alone gives some of that.
Beyond luck, agreement is 0.793 by alpha (0 is luck, 1 is perfect): enough for
  tentative conclusions, not to rely on one rater, by Krippendorff's marks of
  0.667 and 0.8.
About 79% of the differences between single ratings are differences between
  subjects: one rating reaches a reliability of 0.7.
";

/// As an evaluator types it.
#[test]
fn agreement_is_told_in_a_table_and_in_words() {
    let file = "fixtures/statistics/ratings.csv";
    let columns = ["--subject", "site", "--rater", "observer", "--value", "score"];
    let (code, told) = told(&[&["agreement", file][..], &columns, &["--scale", "1..4"]].concat());
    assert_eq!((code, told.as_str()), (Some(0), AGREEMENT));
}

const TREND: &str = " site        measure              value  95% interval     n  convention
 Oak Street  change a year        0.117  0.075 to 0.175   8  Theil-Sen, median of all slopes; Sen
 Oak Street  tau                  0.786                   8  Kendall's tau-b
 Oak Street  p                    0.006                   8  Mann-Kendall, all orders counted
 Oak Street  p, adjusted          0.011                   8  Benjamini-Hochberg over all series
 Oak Street  line, change a year  0.115  0.072 to 0.159   8  least squares; t
 Elm Street  change a year        0.225  -0.200 to 0.400  5  Theil-Sen, median of all slopes; Sen
 Elm Street  tau                  0.800                   5  Kendall's tau-b
 Elm Street  p                    0.083                   5  Mann-Kendall, all orders counted
 Elm Street  p, adjusted          0.083                   5  Benjamini-Hochberg over all series
 Elm Street  line, change a year  0.220  0.029 to 0.411   5  least squares; t

Values clearly rise: Oak Street and Elm Street.
2 series were asked about at once: of those called clear, up to 10% are expected
  to be chance.
1 of 14 rows is left out: `N/O` in `score` is no number in row 16.
";

#[test]
fn trends_of_several_sites_are_told_together() {
    let file = "fixtures/statistics/years.csv";
    let columns = ["--time", "school year", "--value", "score", "--by", "site"];
    let (code, told) = told(&[&["trend", file][..], &columns].concat());
    assert_eq!((code, told.as_str()), (Some(0), TREND));
}

#[test]
fn what_cannot_be_found_is_answered_with_what_is_there() {
    let file = "fixtures/statistics/ratings.csv";
    let asked = |value: &str| told(&["mean", file, "--value", value]);
    let near = "error: no column is called `scor`: did you mean --value `score`?\n";
    assert_eq!(asked("scor"), (Some(2), near.to_owned()));
    let far = "error: no column is called `rating`; there are `site`, `observer` and `score`: name \
               one with --value\n";
    assert_eq!(asked("rating"), (Some(2), far.to_owned()));
    let gone = "error: gone.csv is not there\n";
    assert_eq!(told(&["mean", "gone.csv"]), (Some(2), gone.to_owned()));
}

#[test]
fn ratings_that_never_differ_have_no_kappa_and_it_is_said_why() {
    let csv = "subject,rater,value\nOak,Ana,3\nOak,Ben,3\nElm,Ana,3\nElm,Ben,3\n";
    let found = rows(&["agreement", "--scale", "1..4"], csv);
    for measure in ["kappa", "alpha", "ICC, one rating, absolute"] {
        let row = row(&found, measure);
        assert_eq!(row["value"], Value::Null, "{row}");
        assert!(row["reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{row}");
    }
    is(&row(&found, "same level")["value"], 1.0);
    let (_, told) = piped(&["agreement", "--scale", "1..4"], csv);
    assert!(told.contains("Agreement beyond luck cannot be told: "), "{told}");
    assert!(told.contains("That is neither good nor bad."), "{told}");
}

#[test]
fn somebody_who_rated_twice_is_named_with_the_rows() {
    let csv = "subject,item,rater,value\nOak,1,Ana,3\nOak,2,Ana,2\nOak,1,Ben,3\nOak,2,Ben,2\n";
    let (code, told) = piped(&["agreement"], csv);
    let twice = "error: `Ana` rated `Oak` twice, in rows 2 and 3: give --subject once more, with the \
                 column that tells the two apart\n";
    assert_eq!((code, told.as_str()), (Some(2), twice));
    let found = rows(&["agreement", "--subject", "subject", "--subject", "item"], csv);
    assert_eq!(row(&found, "same level")["n"], 2);
}

/// Shrout and Fleiss 1979, Psychological Bulletin 86:420-428: six targets, four judges.
#[test]
fn several_raters_agree_as_published() {
    let judges =
        [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];
    let mut csv = "subject,rater,value\n".to_owned();
    for (target, ratings) in judges.iter().enumerate() {
        for (judge, rating) in ratings.iter().enumerate() {
            writeln!(csv, "{target},{judge},{rating}").unwrap();
        }
    }
    let found = rows(&["agreement"], &csv);
    let published = [
        ("ICC, one rating, absolute", 0.29),
        ("ICC, one rating, consistency", 0.71),
        ("ICC, mean of all raters", 0.62),
    ];
    for (measure, value) in published {
        let found = row(&found, measure)["value"].as_f64().unwrap();
        assert!((found - value).abs() < 0.005, "{measure}: {found}");
    }
}

/// Hours of sleep gained with two drugs by ten patients (Student 1908).
const SLEEP: [(f64, f64); 10] = [
    (0.7, 1.9),
    (-1.6, 0.8),
    (-0.2, 1.1),
    (-1.2, 0.1),
    (-0.1, -0.1),
    (3.4, 4.4),
    (3.7, 5.5),
    (0.8, 1.6),
    (0.0, 4.6),
    (2.0, 3.4),
];

#[test]
fn the_same_patients_are_compared_pair_by_pair() {
    let mut csv = "first;second\n".to_owned();
    for (first, second) in SLEEP {
        writeln!(csv, "{first};{second}").unwrap();
    }
    let found = rows(&["compare", "--before", "first", "--after", "second"], &csv);
    let change = row(&found, "mean change");
    is(&change["value"], 1.58);
    is(&change["interval"][0], 0.700_114_236_745);
    is(&change["interval"][1], 2.459_885_763_255);
    // All nine that differ rise: two of 512 patterns are as far out.
    is(&row(&found, "p")["value"], 2.0 / 512.0);
    is(&row(&found, "Hedges' g of change")["value"], 1.173_924_903_514);
}

#[test]
fn two_groups_are_compared_by_every_split() {
    let mut csv = "group,value\n".to_owned();
    for (first, second) in SLEEP {
        writeln!(csv, "one,{first}\nother,{second}").unwrap();
    }
    let found = rows(&["compare"], &csv);
    is(&row(&found, "p")["value"], 0.065_816_536_404_8);
    is(&row(&found, "Cliff's delta")["value"], -0.49);
    is(&row(&found, "Hedges' g")["value"], -0.796_935_239_191);
    let (_, told) = piped(&["compare"], &csv);
    assert!(told.contains("is higher than one of `other` in 26% of draws"), "{told}");
}

#[test]
fn three_groups_are_compared_by_ranks() {
    let csv = "group,value\na,340\na,345\na,330\na,342\na,338\nb,339\nb,333\nb,344\nc,347\nc,343\n\
               c,349\nc,355\n";
    // Kruskal and Wallis 1952: bottle caps of three machines.
    let found = rows(&["compare"], csv);
    let h = row(&found, "H")["value"].as_f64().unwrap();
    assert!((h - 5.656).abs() < 5e-4, "{h}");
}

#[test]
fn shares_are_of_those_who_answered() {
    let csv = "value\nyes\nno\nYes\nTRUE\n\nperhaps\n1\n0\nyes\n";
    let found = rows(&["proportion"], csv);
    let share = row(&found, "yes");
    is(&share["value"], 5.0 / 7.0);
    assert_eq!(share["n"], 7);
    is(&share["interval"][0], 0.358_934_452);
    is(&share["interval"][1], 0.917_781_076);
    let (_, told) = piped(&["proportion"], csv);
    assert!(told.contains("`perhaps` in `value` is no yes or no in row 7."), "{told}");
}

#[test]
fn adjusted_chances_agree_with_the_golden_ones() {
    let golden = fs::read_to_string(root().join("fixtures/reference/golden.json")).unwrap();
    let golden: Value = serde_json::from_str(&golden).unwrap();
    let list = |name: &str| golden["bh_adjust"][name].as_array().unwrap().clone();
    let csv: String = std::iter::once("p".to_owned())
        .chain(list("p").iter().map(Value::to_string))
        .collect::<Vec<_>>()
        .join("\n");
    for (row, adjusted) in rows(&["adjust"], &csv).iter().zip(list("adj")) {
        is(&row["value"], adjusted.as_f64().unwrap());
    }
}

/// A case of the reference vectors: its columns as CSV, and what is expected.
fn vector(family: &str, name: &str, columns: &[&str]) -> (String, Value) {
    let path = root().join(format!("fixtures/reference/{family}.json"));
    let cases: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let case = cases.into_iter().find(|case| case["name"] == name).unwrap();
    let mut csv = columns.join(",");
    for place in 0..case["input"][columns[0]].as_array().unwrap().len() {
        let cells: Vec<String> =
            columns.iter().map(|column| case["input"][column][place].to_string()).collect();
        write!(csv, "\n{}", cells.join(",")).unwrap();
    }
    (csv, case["expected"].clone())
}

#[test]
fn sites_are_pooled_as_by_lme4_and_metafor() {
    let (csv, expected) = vector("pooling", "reml_6_sites_unbalanced", &["site", "score"]);
    let found = rows(&["pool", "--value", "score"], &csv);
    is(&row(&found, "mean over sites")["value"], expected["mu"].as_f64().unwrap());
    let levels: Vec<&Value> =
        found.iter().filter(|row| row["measure"] == "drawn to the mean").collect();
    for (found, expected) in levels.iter().zip(expected["site_mean_shrunken"].as_array().unwrap()) {
        let apart = found["value"].as_f64().unwrap() - expected.as_f64().unwrap();
        assert!(apart.abs() < 1e-4, "{found}: {expected}");
    }
    assert_eq!(levels.len(), 6);

    let (csv, expected) = vector("pooling", "meta_6_pm", &["estimates", "se"]);
    let numbered = csv.lines().enumerate().map(|(place, line)| format!("{place},{line}"));
    let csv = numbered.collect::<Vec<_>>().join("\n").replacen('0', "site", 1);
    let found = rows(&["pool", "--estimate", "estimates", "--se", "se"], &csv);
    is(&row(&found, "mean over sites")["value"], expected["mu"].as_f64().unwrap());
    is(&row(&found, "mean over sites")["interval"][0], expected["ci"][0].as_f64().unwrap());
}

#[test]
fn one_line_for_all_sites_is_as_by_lme4() {
    let columns = ["site", "year", "score"];
    let (csv, expected) = vector("growth", "growth_sim1_balanced_8x5", &columns);
    let found = rows(&["growth", "--value", "score"], &csv);
    let slope = row(&found, "change a year");
    is(&slope["value"], expected["slope"].as_f64().unwrap());
    let p = expected["p_slope_satterthwaite"].as_f64().unwrap();
    assert!((row(&found, "p")["value"].as_f64().unwrap() - p).abs() < 1e-4, "{slope}");
}

/// Spread within: the squares about 2, 3 and 5 are 2, 2 and 2, over 3 degrees of freedom: sigma^2 is
/// 2. With two values each, limits around 4 are 4 -+ 1.96.
#[test]
fn limits_of_a_funnel_are_as_by_hand() {
    let csv = "site,value\na,1\na,3\nb,2\nb,4\nc,4\nc,6\n";
    let found = rows(&["funnel", "--target", "4"], csv);
    is(&found[0]["interval"][0], 4.0 - 1.959_963_984_54);
    is(&found[0]["value"], 2.0);
    let (_, told) = piped(&["funnel", "--target", "4"], csv);
    assert!(
        told.contains("Beyond the 95% limits, where chance alone puts one in 20: a."),
        "{told}"
    );
    assert!(told.contains("95% limits"), "{told}");
}

/// Thirteen scores of 3 and one of 4, of which two well-known programs call out all fourteen.
#[test]
fn too_little_variation_calls_out_no_point() {
    let scores = [3, 3, 3, 3, 3, 3, 3, 4, 3, 3, 3, 3, 3, 3];
    let mut csv = "time,value\n".to_owned();
    for (place, score) in scores.iter().enumerate() {
        writeln!(csv, "{},{score}", 2010 + place).unwrap();
    }
    let found = rows(&["xmr"], &csv);
    assert_eq!(row(&found, "beyond the limits")["value"], Value::Null);
    let (_, told) = piped(&["xmr"], &csv);
    assert!(
        told.contains("No point can be called out: too little variation for limits."),
        "{told}"
    );
    let (_, told) = piped(&["run-chart"], &csv);
    assert!(told.contains("The chart cannot be judged: "), "{told}");
}

#[test]
fn four_rising_years_are_too_short_to_test() {
    let csv = "time,value\n2021,2.1\n2022,2.3\n2023,2.4\n2024,2.8\n";
    let found = rows(&["trend"], csv);
    is(&row(&found, "p")["value"], 1.0 / 12.0);
    let (_, told) = piped(&["trend"], csv);
    assert!(
        told.contains("Too short to test: with 4 points even a steady rise comes up by chance")
    );
}

#[test]
fn workbooks_are_read_like_files_of_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scores.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "Nothing here").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Scores").unwrap();
    sheet.write(0, 0, "Scores of fall").unwrap();
    sheet.write(2, 1, "Score").unwrap();
    for (place, score) in [2.0, 3.0, 3.0, 4.0, 2.0].into_iter().enumerate() {
        sheet.write(u32::try_from(place).unwrap() + 3, 1, score).unwrap();
    }
    book.save(&path).unwrap();
    let (code, told) = told(&["mean", path.to_str().unwrap(), "--value", "score"]);
    assert_eq!(code, Some(0), "{told}");
    // As in the vector `tci_n5`.
    assert!(told.contains("mean                2.800  1.761 to 3.839  5  Student's t"), "{told}");
}

#[test]
fn cases_are_answered_in_their_order_and_troubles_among_them() {
    let cases = json!([
        { "name": "one", "input": { "method": "wilson", "successes": 0, "n": 0, "conf": 0.95 } },
        { "name": "two", "input": { "method": "wilsom" } },
        { "input": { "method": "mean_ci_t", "x": [2, null, 4] } },
    ]);
    let (code, told) = piped(&["--json"], &cases.to_string());
    assert_eq!(code, Some(1), "{told}");
    let answers: Vec<Value> = serde_json::from_str(&told).unwrap();
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["output"]["p"], Value::Null);
    assert_eq!(answers[1], json!({ "name": "two", "error": "no method is called `wilsom`" }));
    is(&answers[2]["output"]["mean"], 3.0);
}

#[test]
fn what_is_no_array_of_cases_is_refused() {
    for input in ["{}", "", "[1", "3"] {
        let (code, told) = piped(&["--json"], input);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.starts_with("error: standard input is not "), "{told}");
    }
    assert_eq!(piped(&["--json"], "[]"), (Some(0), "[\n]\n".to_owned()));
}

#[test]
fn methods_are_listed() {
    for words in [&[][..], &["list"]] {
        let (code, told) = told(words);
        assert_eq!(code, Some(0));
        for method in ["agreement", "run-chart", "adjust", "krippendorff_alpha", "p_adjust"] {
            assert!(told.contains(&format!(" {method} ")), "{method} in\n{told}");
        }
    }
}

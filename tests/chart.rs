//! `cqi chart`: any one chart, from a run or from files.

mod common;

use std::{collections::BTreeSet, path::Path};

use common::{cqi, files, text};

const NETWORK: &str = "fixtures/small-network";

/// What `cqi chart` does and says, with the folder of a run or its example as the place of `OUT`.
fn chart(from: &str, words: &[&str]) -> (Option<i32>, String) {
    let output = cqi(["chart", from].iter().chain(words));
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[track_caller]
fn refused(words: &[&str], expected: &str) {
    let (code, told) = chart(NETWORK, &[words, &["--as-of", "2025-10-20"]].concat());
    assert_eq!((code, told.as_str()), (Some(2), expected));
}

#[allow(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

const KINDS: &str = "\
charts of one site (name it with --site):
  standards             all standards against the target, with the year before
  trend                 this year\u{2019}s focus, or one standard, over the years
  change                what changed since the first year that can be compared
  self-and-observation  self-assessment beside observation, and the gap
  levels                how many ratings lie on each level of the scale
  profile               the items of a tool beside published averages
  priority              why the focus standards come first, step by step
  run-chart             lines of ten years or more, and their signals

charts of all sites:
  heat-map              all sites by all standards, by name and not ranked
  common-challenges     standards in which many sites lie below target
  agreement             how far people who rated the same thing agree
  funnel                sites within the limits that chance gives
  levels-of-sites       how sure the levels of sites are, by name

to draw one: cqi chart OUT KIND -o chart.svg
";

#[test]
fn without_a_kind_the_kinds_are_listed() {
    let output = cqi(["chart"]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), KINDS.to_owned()));
}

/// The ratings are 2, 2, 3 and 2: the cells R2 to R5 of the file.
#[test]
fn a_chart_is_drawn_from_the_folder_of_a_run() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let out = out.to_str().unwrap();
    let as_of = ["--as-of", "2025-10-20", "--quiet"];
    let run = ["run", NETWORK, "--out", out, "--formats", "svg"];
    assert!(cqi(run.iter().chain(&as_of)).status.success());
    let charts = folder.path().join("charts");
    let words = ["levels", "--site", "Puente Community Center", "-o", charts.to_str().unwrap()];
    let (code, told) = chart(out, &words);
    assert_eq!(code, Some(0), "{told}");

    let drawn = charts.join("puente-center-levels-dos-ost-observation.svg");
    assert!(told.contains(&format!("wrote {}", drawn.display())), "{told}");
    let svg = read(&drawn);
    let hover = "<title>Reflection, 2 Inconsistent evidence: 3 of 4 (75%)</title>";
    assert!(svg.contains(hover), "{svg}");
    let of_run = Path::new(out).join("sites/puente-center/charts/levels-dos-ost-observation.svg");
    assert_eq!(svg, read(&of_run), "the chart of the plan");
}

#[test]
fn the_ending_of_the_file_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("chart.png");
    let words = ["standards", "--site", "alder-creek", "-o", file.to_str().unwrap()];
    let (code, told) = chart(NETWORK, &words);
    assert_eq!(code, Some(0), "{told}");
    let written = files(folder.path());
    assert!(written[0].1.starts_with(b"\x89PNG\r\n"), "{:?}", written[0].0);
    let (code, told) = chart(NETWORK, &words);
    let there = format!("error: {} is there already; add --force to replace it\n", file.display());
    assert_eq!((code, told), (Some(2), there));
}

#[test]
fn what_there_is_not_is_answered_with_what_it_takes() {
    refused(
        &["run-chart", "--site", "puente-center"],
        "error: there is nothing to show in `run-chart` for Puente Community Center: it takes scores \
         from ten school years or more, with the same tool\n",
    );
    refused(
        &["funnel"],
        "error: there is nothing to show in `funnel`: it takes ten sites or more with a score on the \
         same standard in one year, some of it rated more than once\n",
    );
}

#[test]
fn what_is_meant_is_asked_for() {
    refused(&["trendd"], "error: no chart is called `trendd`: did you mean `trend`?\n");
    refused(
        &["trend"],
        "error: say which site with --site; there are alder-creek, bahia-vista, canyon-oaks, \
         puente-center\n",
    );
    refused(
        &["trend", "--site", "puente-centre"],
        "error: no site is called `puente-centre`: did you mean `puente-center`?\n",
    );
    refused(
        &["heat-map", "--standard", "3"],
        "error: `heat-map` shows all standards at once: leave out --standard\n",
    );
    refused(
        &["trend", "--site", "alder-creek", "--standard", "youth_voise"],
        "error: no standard is called `youth_voise`: did you mean `youth_voice`?\n",
    );
    refused(
        &["trend", "-o", "chart.pdf"],
        "error: a chart is an SVG or a PNG: end chart.pdf in .svg or .png\n",
    );
    refused(
        &["heat-map", "-o", "chart.svg"],
        "error: there are 2 charts of this kind: name a folder with -o, or pick one with --standard or \
         --source\n  Sites by standards, self-assessment\n  Sites by standards, observation\n",
    );
}

/// The scores of the example in its latest year, by site, source and standard, as `data/` has them.
fn scores(out: &Path) -> Vec<(String, String, String, f64)> {
    let csv = read(&out.join("data/scores.csv"));
    let mut lines = csv.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = |name: &str| head.iter().position(|column| *column == name).unwrap();
    let [site, year, source, level, id, score] =
        ["site_id", "school_year", "source", "level", "id", "score"].map(column);
    let rows = lines.map(|line| line.split(',').collect::<Vec<_>>());
    let meant = rows.filter(|row| row[year] == "2024-25" && row[level] == "standard");
    let told = meant.filter(|row| !row[score].is_empty());
    told.map(|row| {
        let text = |at: usize| row[at].to_owned();
        (text(site), text(source), text(id), row[score].parse().unwrap())
    })
    .collect()
}

/// Every cell of the heat map is a score of the data files, and common challenges count those below
/// 3, the target of the rules.
#[test]
fn charts_of_all_sites_show_what_the_data_files_hold() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let name = out.to_str().unwrap();
    let words = ["run", NETWORK, "--out", name, "--formats", "csv", "--as-of", "2025-10-20", "-q"];
    assert!(cqi(words).status.success());
    let scores = scores(&out);
    let charts = folder.path().join("charts");
    for kind in ["heat-map", "common-challenges"] {
        let (code, told) = chart(name, &[kind, "-o", charts.to_str().unwrap()]);
        assert_eq!(code, Some(0), "{told}");
    }
    for source in ["self-assessment", "observation"] {
        let svg = read(&charts.join(format!("heat-map-{source}.svg")));
        let of_source = scores.iter().filter(|(_, of, ..)| of == source);
        let mut expected: Vec<String> = of_source.map(|it| format!("{:.2}", it.3)).collect();
        let mut shown: Vec<String> = svg
            .split("<title>")
            .filter_map(|part| part.split_once("</title>")?.0.split_once(": "))
            .filter_map(|(_, told)| told.split_once([' ', ',']))
            .filter(|(_, rest)| rest.contains("in 2024-25"))
            .map(|(score, _)| score.to_owned())
            .collect();
        expected.sort();
        shown.sort();
        assert_eq!(shown, expected, "{source}");
    }

    let sites = |is_meant: &dyn Fn(f64) -> bool| {
        let of_standard =
            scores.iter().filter(|(_, _, id, score)| id == "youth_voice" && is_meant(*score));
        of_standard.map(|it| it.0.as_str()).collect::<BTreeSet<_>>().len()
    };
    let (below, rated) = (sites(&|score| score < 3.0), sites(&|_| true));
    let svg = read(&charts.join("common-challenges.svg"));
    let told = format!("<title>Youth voice: {below} of {rated} sites are below target");
    assert!(0 < below && svg.contains(&told), "{told} in {svg}");
}

/// The latest year of the example is 2024-25.
#[test]
fn a_year_leaves_out_what_came_later() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("trend.svg");
    let name = file.to_str().unwrap();
    let words = ["trend", "--site", "alder-creek", "--standard", "4", "--force", "-o", name];
    let years = |more: &[&str]| {
        let (code, told) = chart(NETWORK, &[words.as_slice(), more].concat());
        assert_eq!(code, Some(0), "{told}");
        let svg = read(&file);
        ["2022-23", "2023-24", "2024-25"].map(|year| svg.contains(&format!(">{year}</text>")))
    };
    assert_eq!(years(&[]), [true, true, true]);
    assert_eq!(years(&["--year", "2023-24"]), [true, true, false]);
}

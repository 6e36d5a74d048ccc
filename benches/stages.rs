//! How long each stage takes, and its share, in one process and one run: `cargo bench`.
//!
//! The network is made up here: 200 sites, 5 school years, a self-assessment of 55
//! items and three observed activities a year. Times differ from machine to
//! machine; shares and the time per site are what to compare.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use cqi::{
    analysis, ingest,
    language::Language,
    model::Source,
    pipeline::{self, Request},
    plan,
    render::{self, Drawings, Forms},
    report, rulebook,
    rulebook::{Rulebook, Settings},
    score, tidy,
    tidy::Material,
};

const SITES: usize = 200;
const YEARS: usize = 5;

fn main() {
    let rulebook = rules();
    let files = network(&rulebook);
    let settings = Settings::default();
    let as_of = NaiveDate::from_ymd_opt(2025, 10, 20).expect("a day of the calendar");

    let mut table = Table::default();
    let sheets = table.time("ingest", || {
        let read = files.iter().flat_map(|(source, bytes)| ingest::sheets(source, bytes).value);
        read.collect::<Vec<_>>()
    });
    let material = Material { sheets: &sheets, site_list: None, settings: &settings };
    let observations = table.time("tidy", || tidy::observations(material, &rulebook).value);
    let scores = table.time("score", || score::scores(&observations, &rulebook));
    let known = table.time("analysis", || analysis::analysis(&scores, &observations, &rulebook));
    table.time("plan", || {
        plan::plans(Language::English, &known, &scores, &rulebook, &observations.sites, as_of)
    });

    let request = Request {
        inputs: files.keys().cloned().collect(),
        site_list: None,
        files: Arc::new(files),
        ours: std::collections::BTreeSet::new(),
        noticed: Vec::new(),
        rulebook,
        translated: None,
        language: Language::English,
        settings,
        as_of,
        years: None,
    };
    let study = pipeline::run(request);
    let reports = table.time("report", || {
        study.plans.values().filter_map(|plan| report::site_plan(&study, plan)).collect::<Vec<_>>()
    });
    let lines = table.time("charts as SVG", || drawn(&reports, Forms::Lines));
    table.time("pages in HTML", || {
        reports
            .iter()
            .zip(&lines)
            .map(|(report, drawn)| render::html(report, drawn).len())
            .sum::<usize>()
    });
    let pixels = table.time("charts as SVG and PNG", || drawn(&reports, Forms::LinesAndPixels));
    let about = render::DocumentAbout {
        author: "benchmark".to_owned(),
        made_on: as_of,
        paper: render::Paper::Letter,
    };
    table.time("Word files", || {
        reports
            .iter()
            .zip(&pixels)
            .map(|(report, drawn)| render::docx(report, drawn, &about).len())
            .sum::<usize>()
    });
    table.time("PDFs", || {
        reports
            .iter()
            .zip(&lines)
            .map(|(report, drawn)| {
                render::pdf(report, drawn, &about).expect("it is set").bytes.len()
            })
            .sum::<usize>()
    });
    table.print(observations.rows.len());
}

fn drawn(reports: &[report::Report], forms: Forms) -> Vec<Drawings> {
    reports.iter().map(|report| Drawings::of(report, forms)).collect()
}

fn rules() -> Rulebook {
    let packs = rulebook::selected(&rulebook::shipped(), &[]).value;
    rulebook::read(&packs).value
}

/// Stages and their times.
#[derive(Default)]
struct Table {
    rows: Vec<(&'static str, Duration)>,
}

impl Table {
    fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let made = work();
        self.rows.push((stage, start.elapsed()));
        made
    }

    fn print(&self, ratings: usize) {
        let total: Duration = self.rows.iter().map(|(_, time)| *time).sum();
        println!(
            "{SITES} sites, {YEARS} school years, {ratings} ratings, one thread where not said"
        );
        println!("{:24} {:>10} {:>12} {:>7}", "stage", "seconds", "ms a site", "share");
        for (stage, time) in &self.rows {
            let seconds = time.as_secs_f64();
            let share = 100.0 * seconds / total.as_secs_f64();
            println!(
                "{stage:24} {seconds:10.3} {:12.3} {share:6.1}%",
                1000.0 * seconds / SITES as f64
            );
        }
    }
}

/// The files of a network, in CSV.
fn network(rulebook: &Rulebook) -> BTreeMap<Source, Vec<u8>> {
    let mut dice = Dice(2025);
    let mut files = BTreeMap::new();
    for site in 0..SITES {
        for year in 0..YEARS {
            files.extend([
                self_assessment(rulebook, site, year, &mut dice),
                observations(rulebook, site, year, &mut dice),
            ]);
        }
    }
    files
}

fn self_assessment(
    rulebook: &Rulebook,
    site: usize,
    year: usize,
    dice: &mut Dice,
) -> (Source, Vec<u8>) {
    let label = school_year(year);
    let mut text = format!(
        "Site,Site {site:03}\nSchool year,{label}\nRating basis,consensus\n\nCode,Rating\n"
    );
    for item in &rulebook.instruments["site_self_assessment"].item {
        let code = item.code.as_deref().unwrap_or(&item.id);
        text.extend([code, ",", &dice.rating().to_string(), "\n"]);
    }
    file(&format!("self-assessment/{label}/{site:03}.csv"), text)
}

fn observations(
    rulebook: &Rulebook,
    site: usize,
    year: usize,
    dice: &mut Dice,
) -> (Source, Vec<u8>) {
    let label = school_year(year);
    let items = &rulebook.instruments["dos_ost"].item;
    let names: Vec<&str> = items.iter().map(|item| item.name.as_str()).collect();
    let mut text = format!("Site,Date,Activity,Observer,{}\n", names.join(","));
    for visit in 1..=3 {
        let ratings: Vec<String> = items.iter().map(|_| dice.rating().to_string()).collect();
        let starts = 2020 + year;
        let head = format!("Site {site:03},{starts}-10-{visit:02},Activity {visit},O1");
        text.extend([head.as_str(), ",", &ratings.join(","), "\n"]);
    }
    file(&format!("observations/{label}/{site:03}.csv"), text)
}

fn school_year(year: usize) -> String {
    format!("{}-{}", 2020 + year, 21 + year)
}

fn file(name: &str, text: String) -> (Source, Vec<u8>) {
    (Source::named(name), text.into_bytes())
}

/// Ratings that are the same in every run (the generator of Numerical Recipes, 7.1).
struct Dice(u64);

impl Dice {
    fn rating(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        1 + (self.0 >> 33) % 4
    }
}

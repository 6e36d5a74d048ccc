//! How long the analysis of a very large network takes: 10,000 sites, 12 standards and 8 school years,
//! with one to six visits a year: `cargo bench --bench analysis`.
//!
//! The scores are made up here, so that nothing but the analysis is measured. A smaller network:
//! `cargo bench --bench analysis -- 1000`; without the long build of the optimised program, and many
//! times slower: `cargo bench --profile dev --bench analysis -- 1000`.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads what it takes itself")]

use std::{
    collections::BTreeMap,
    fs,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use cqi::{
    analysis::{self, Analysis},
    language::Language,
    model::{Basis, EvidenceSource, Exact, SchoolYear, Site, SiteId},
    plan,
    rulebook::{self, Rulebook},
    score::{Outcome, Score, ScoreKey, Scores, Working},
    tidy::Observations,
};

const SITES: usize = 10_000;
const YEARS: u16 = 8;

fn main() {
    let given = std::env::args().find_map(|word| word.parse().ok());
    let sites: BTreeMap<SiteId, Site> = (0..given.unwrap_or(SITES)).map(site).collect();
    let rulebook = rules();
    let mut table = Table::default();
    let scores = table.time("scores made up", || scores(&sites, &rulebook));
    let observations = Observations { sites: sites.clone(), ..Observations::default() };
    let analysed = || analysis::analysis(&scores, &observations, &rulebook);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    table.time("analysis, one thread", || one.install(|| analysed().series.len()));
    let known = table.time("analysis, all threads", analysed);
    let as_of = NaiveDate::from_ymd_opt(2025, 10, 20).expect("a day of the calendar");
    table.time("plans", || {
        plan::plans(Language::English, &known, &scores, &rulebook, &sites, as_of).len()
    });
    table.print(scores.rows.len(), &known);
}

/// Stages and their times.
#[derive(Default)]
struct Table {
    rows: Vec<(&'static str, Duration, Option<u64>)>,
}

impl Table {
    fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let made = work();
        self.rows.push((stage, start.elapsed(), most_memory()));
        made
    }

    fn print(&self, scores: usize, known: &Analysis) {
        let lines = known.series.len();
        println!("{scores} scores, {lines} lines, {} comparisons", known.comparisons.len());
        println!("{:24} {:>9} {:>14} {:>16}", "stage", "seconds", "us a line", "most memory, MB");
        for (stage, time, memory) in &self.rows {
            let each = time.as_secs_f64() * 1e6 / lines as f64;
            let memory = memory.map_or("-".to_owned(), |kilobytes| (kilobytes / 1024).to_string());
            println!("{stage:24} {:9.2} {each:14.1} {memory:>16}", time.as_secs_f64());
        }
    }
}

/// In kilobytes, from the start of the process; none but under Linux.
fn most_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn rules() -> Rulebook {
    rulebook::read(&rulebook::selected(&rulebook::shipped(), &[]).value).value
}

/// In twenty counties and forty hubs.
fn site(at: usize) -> (SiteId, Site) {
    let id = SiteId(format!("{at:05}").into());
    let site = Site::named(id.clone(), &format!("Site {at}"));
    let (county, hub) = (format!("County {}", at % 20), format!("Hub {}", at / 7 % 40));
    (id, Site { county: Some(county), hub: Some(hub), ..site })
}

/// The scores of every standard, year by year, from one to six visits.
fn scores(sites: &BTreeMap<SiteId, Site>, rulebook: &Rulebook) -> Scores {
    let mut dice = Dice(2025);
    let framework = rulebook.plan_framework().expect("the rules that ship have standards");
    let standards: Vec<Arc<str>> =
        framework.standard.iter().map(|standard| Arc::from(standard.id.as_str())).collect();
    let words: [Arc<str>; 3] = ["dos_ost", "1", "standard"].map(Arc::from);
    let mut rows = Vec::with_capacity(sites.len() * standards.len() * usize::from(YEARS));
    for site in sites.keys() {
        for year in 0..YEARS {
            let visits = 1 + dice.below(6);
            for standard in &standards {
                rows.push(score((site, year, standard), visits, &words, &mut dice));
            }
        }
    }
    rows.sort_by(|one, other| one.key.cmp(&other.key));
    Scores { rows }
}

fn score(
    (site, year, standard): (&SiteId, u16, &Arc<str>),
    visits: u32,
    [instrument, version, level]: &[Arc<str>; 3],
    dice: &mut Dice,
) -> Score {
    // Each visit is a mean of four ratings.
    let mut quarters: Vec<u32> = (0..visits).map(|_| 4 + dice.below(13)).collect();
    quarters.sort_unstable();
    let sum = i64::from(quarters.iter().sum::<u32>());
    let value = Exact::fraction(sum, 4 * i64::from(visits)).expect("there is a visit");
    Score {
        key: ScoreKey {
            site: site.clone(),
            source: EvidenceSource::Observation,
            instrument: instrument.clone(),
            version: version.clone(),
            basis: Basis::Individual,
            school_year: SchoolYear::starting(2017 + year),
            occasion: None,
            level: level.clone(),
            id: standard.clone(),
        },
        outcome: Outcome::Value(value),
        n_ratings: 4 * quarters.len(),
        n_responses: quarters.len(),
        per_response: quarters.into_iter().map(|sum| f64::from(sum) / 4.0).collect(),
        complete_share: Some(1.0),
        band: None,
        working: Working::Rating(0),
        first_date: None,
        last_date: None,
    }
}

/// Numbers that are the same in every run (the generator of Numerical Recipes, 7.1).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).expect("31 bits") % bound
    }
}

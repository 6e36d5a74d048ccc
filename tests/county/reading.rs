//! The file of the county, and what the engine makes of it.
//!
//! The file names a school year by one year, which the engine refuses because it could mean two. Here
//! 2015 is read as 2014-15. Years stay one apart, so that no number depends on it. Everything else is
//! left to the rules in `fixtures/county-pack`: a 0 is a state and no level, a school is a site, and each
//! teacher is a look at it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::{Arc, OnceLock},
};

use chrono::NaiveDate;
use cqi::{
    analysis::{Family, Pool, Series, Trend},
    language::Language,
    model::{SchoolYear, Source},
    pipeline::{self, Request, Study},
};

use crate::common::{dice::Dice, root, rules, shared};

/// All four years; none where the file is not there.
pub(crate) fn all_years() -> Option<&'static Study> {
    static STUDY: OnceLock<Option<Study>> = OnceLock::new();
    STUDY.get_or_init(|| Some(study(&rows()?, None))).as_ref()
}

/// The ratings of 2015 alone.
pub(crate) fn last_year() -> Option<&'static Study> {
    static STUDY: OnceLock<Option<Study>> = OnceLock::new();
    STUDY.get_or_init(|| Some(study(&rows()?, Some(school_year("2015"))))).as_ref()
}

/// All four years with three ratings a school and year: those of the lowest ids of teachers.
pub(crate) fn three_a_school_and_year() -> Option<&'static Study> {
    static STUDY: OnceLock<Option<Study>> = OnceLock::new();
    STUDY.get_or_init(|| Some(study(&lowest_three(rows()?), None))).as_ref()
}

/// What is known of teaching, the only group of the instrument.
pub(crate) fn pool(study: &Study) -> &Pool {
    study.analysis.pools.iter().find(|pool| &*pool.level == "domain").unwrap()
}

pub(crate) fn family(study: &Study) -> &Family {
    let [family] = study.analysis.families.as_slice() else { panic!("there is one family") };
    family
}

pub(crate) fn series(study: &Study) -> impl Iterator<Item = &Series> {
    study.analysis.series.iter().filter(|series| &*series.level == "domain")
}

/// The trends of the schools with three years or more: in two, no line can be told from a difference.
pub(crate) fn trends(study: &Study) -> Vec<&Trend> {
    let trends = series(study).filter_map(|series| series.trend.as_ref());
    trends.filter(|trend| 3 <= trend.n_years).collect()
}

/// The columns of the file that matter here.
#[derive(Clone)]
struct Row {
    school: String,
    year: String,
    teacher: u32,
    cells: Vec<String>,
    is_rated: bool,
}

impl Row {
    fn place(&self) -> (&str, &str) {
        (&self.school, &self.year)
    }
}

/// The rows of the file.
#[allow(clippy::print_stdout, reason = "a test that skips says so")]
#[allow(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]
fn rows() -> Option<Vec<Row>> {
    let Some(path) = shared("data/network/fake_county_obs.csv") else {
        println!("skipped: the county is not there");
        return None;
    };
    let bytes = fs::read(path).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    assert_eq!(reader.headers().unwrap(), HEADINGS.as_slice());
    let rows = reader.records().map(|record| {
        let cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        Row {
            school: cells[2].clone(),
            year: cells[1].clone(),
            teacher: cells[0].parse().unwrap(),
            is_rated: matches!(cells[10].as_str(), "1" | "2" | "3" | "4"),
            cells,
        }
    });
    Some(rows.collect())
}

const HEADINGS: [&str; 12] = [
    "tid",
    "school_year",
    "school_code",
    "school_name",
    "region",
    "elem",
    "middle",
    "high",
    "title1",
    "novice",
    "eval_obs",
    "eval_growth",
];

/// All four years with three ratings a school and year, those of teachers drawn by chance.
pub(crate) fn three_by_chance(seed: u64) -> Option<Study> {
    let mut rows = rows()?;
    let mut dice = Dice::new(seed);
    let mut drawn: Vec<(u64, Row)> = rows.drain(..).map(|row| (dice.next(), row)).collect();
    drawn.sort_by_key(|(number, _)| *number);
    Some(study(&first_three(drawn.into_iter().map(|(_, row)| row).collect()), None))
}

fn lowest_three(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by_key(|row| row.teacher);
    first_three(rows)
}

/// The first three ratings of each school and year.
fn first_three(mut rows: Vec<Row>) -> Vec<Row> {
    rows.retain(|row| row.is_rated);
    rows.sort_by(|one, other| one.place().cmp(&other.place()));
    let of_a_year = rows.chunk_by(|one, next| one.place() == next.place());
    of_a_year.flat_map(|rows| rows.iter().take(3)).cloned().collect()
}

/// The school year that the file means by a year: the one that ends in it.
fn school_year(year: &str) -> SchoolYear {
    SchoolYear::starting(year.parse::<u16>().unwrap() - 1)
}

fn study(rows: &[Row], only: Option<SchoolYear>) -> Study {
    let source = Source::named("county.csv");
    let (rulebook, settings) = rules(&root().join("fixtures/county-pack"));
    let request = Request {
        inputs: vec![source.clone()],
        site_list: None,
        files: Arc::new(BTreeMap::from([(source, written(rows))])),
        ours: BTreeSet::new(),
        noticed: Vec::new(),
        rulebook,
        translated: None,
        language: Language::English,
        settings,
        as_of: NaiveDate::from_ymd_opt(2015, 10, 20).unwrap(),
        years: only.map(|year| (year, year)),
    };
    let study = pipeline::run(request);
    let told: BTreeSet<String> = study
        .diagnostics
        .iter()
        .map(|told| format!("{:?} {}", told.severity, told.message))
        .collect();
    // Teachers who were not rated that year.
    let blank = "Warning this form holds not a single rating".to_owned();
    assert!(told.is_subset(&BTreeSet::from([blank])), "{told:#?}");
    study
}

/// The file again, with school years as the engine reads them.
fn written(rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADINGS).unwrap();
    for row in rows {
        let year = school_year(&row.year).to_string();
        let cell = |(at, cell): (usize, &String)| if at == 1 { year.clone() } else { cell.clone() };
        writer.write_record(row.cells.iter().enumerate().map(cell)).unwrap();
    }
    writer.into_inner().unwrap()
}

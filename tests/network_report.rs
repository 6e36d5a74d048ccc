//! The report of a network in all its forms: no number of the workbook, the page or the command may
//! differ from the data files.

#![expect(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    io::Cursor,
    path::Path,
    sync::LazyLock,
};

use calamine::{Data, Range, Reader, Xlsx};
use common::{cqi, files, text};

type Files = BTreeMap<String, Vec<u8>>;
type Row = BTreeMap<String, String>;

/// A run of the example network.
static OUTPUT: LazyLock<Files> = LazyLock::new(|| run("fixtures/small-network"));

fn run(input: &str) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let words = ["run", input, "--as-of", "2025-10-20", "--formats", "html,csv,docx,xlsx", "--out"];
    let output = cqi(words.iter().map(AsRef::as_ref).chain([out.as_os_str()]));
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    files(&out).into_iter().collect()
}

fn table(files: &Files, name: &str) -> Vec<Row> {
    let bytes = &files[&format!("data/{name}.csv")];
    csv::Reader::from_reader(bytes.as_slice()).deserialize().map(Result::unwrap).collect()
}

/// The workbook as a program without formulas sees it, and its formulas.
struct Book {
    values: BTreeMap<String, Range<Data>>,
    formulas: BTreeMap<String, Range<String>>,
}

impl Book {
    fn of(files: &Files) -> Book {
        let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(files["network.xlsx"].clone())).unwrap();
        let names = xlsx.sheet_names();
        let values = names.iter().map(|it| (it.clone(), xlsx.worksheet_range(it).unwrap()));
        let values = values.collect();
        let formulas = names.iter().map(|it| (it.clone(), xlsx.worksheet_formula(it).unwrap()));
        let formulas = formulas.collect();
        Book { values, formulas }
    }

    fn cell(&self, sheet: &str, (row, column): (u32, u32)) -> Data {
        self.values[sheet].get_value((row, column)).cloned().unwrap_or_default()
    }

    fn text(&self, sheet: &str, place: (u32, u32)) -> String {
        self.cell(sheet, place).to_string()
    }

    /// The rows of a sheet below its heads, by head; the first row of heads has this number.
    fn rows(&self, sheet: &str, heads: u32) -> Vec<BTreeMap<String, Data>> {
        let (last_row, last_column) = self.values[sheet].end().unwrap();
        let row = |row| {
            let cells = (0..=last_column)
                .map(|it| (self.text(sheet, (heads, it)), self.cell(sheet, (row, it))));
            cells.collect()
        };
        (heads + 1..=last_row).map(row).collect()
    }

    /// All formulas of a sheet, with their places.
    fn formulas(&self, sheet: &str) -> Vec<((u32, u32), String)> {
        let range = &self.formulas[sheet];
        let (top, left) = range.start().unwrap_or_default();
        let cells = range.used_cells().map(|(row, column, formula)| {
            (
                (top + cell_number(row), left + cell_number(column)),
                formula.trim_start_matches('=').to_owned(),
            )
        });
        cells.filter(|(_, formula)| !formula.is_empty()).collect()
    }
}

fn cell_number(place: usize) -> u32 {
    u32::try_from(place).unwrap()
}

fn number(data: &Data) -> Option<f64> {
    match data {
        Data::Float(number) => Some(*number),
        Data::Int(number) => Some(*number as f64),
        Data::String(text) if text.is_empty() => None,
        Data::Empty => None,
        other => panic!("{other:?} is no number"),
    }
}

fn is_alike(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-9,
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// A second reading of the few formulas that the workbook uses, with some cells set otherwise.
struct Sheet<'a> {
    book: &'a Book,
    name: &'a str,
    set: BTreeMap<&'a str, &'a str>,
}

impl Sheet<'_> {
    /// The value of `COUNTIFS(…)` or `IFERROR(AVERAGEIFS(…),"")`; none where that is empty.
    fn value(&self, formula: &str) -> Option<f64> {
        if let Some((cell, counted)) =
            formula.strip_prefix("IF(").and_then(|it| it.split_once(">0,"))
        {
            let any = number(&self.book.cell(self.name, at(cell))).is_some_and(|many| 0.0 < many);
            return self.value(counted.trim_end_matches(",\"\")")).filter(|_| any);
        }
        if let Some(inside) = between(formula, "COUNTIFS(", ")") {
            return Some(self.rows(&arguments(inside)).len() as f64);
        }
        let inside =
            between(formula, "IFERROR(AVERAGEIFS(", "),\"\")").expect("a formula that is known");
        let arguments = arguments(inside);
        let (of, conditions) = arguments.split_first().unwrap();
        let rows = self.rows(conditions);
        let values: Vec<f64> =
            rows.into_iter().filter_map(|row| number(&self.scores(of, row))).collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    }

    /// The rows of the sheet of scores for which pairs of a range and a condition hold.
    fn rows(&self, conditions: &[&str]) -> Vec<u32> {
        let last = last_row(conditions[0]);
        let holds = |row: &u32| {
            conditions
                .chunks(2)
                .all(|pair| is_met(&self.scores(pair[0], *row), &self.criterion(pair[1])))
        };
        (1..last).filter(holds).collect()
    }

    fn scores(&self, range: &str, row: u32) -> Data {
        let letter = range.trim_start_matches("Scores!$").chars().next().unwrap();
        self.book.cell("Scores", (row, letter as u32 - 'A' as u32))
    }

    fn criterion(&self, written: &str) -> String {
        if let Some(inside) = between(written, "IF(", ")") {
            let parts = arguments(inside);
            let (cell, wanted) = parts[0].split_once('=').unwrap();
            let holds = self.criterion(cell) == wanted.trim_matches('"');
            return self.criterion(parts[if holds { 1 } else { 2 }]);
        }
        if let Some(rest) = written.strip_prefix("VALUE(LEFT(") {
            let (cell, more) = rest.split_once(",4))").unwrap();
            let year: i64 = self.criterion(cell)[..4].parse().unwrap();
            let more: i64 = if more.is_empty() { 0 } else { more.parse().unwrap() };
            return (year + more).to_string();
        }
        if written.starts_with('"') || written.parse::<f64>().is_ok() {
            return written.trim_matches('"').to_owned();
        }
        let place = written.replace('$', "");
        match self.set.get(place.as_str()) {
            Some(text) => (*text).to_owned(),
            None => self.book.text(self.name, at(&place)),
        }
    }
}

fn is_met(value: &Data, criterion: &str) -> bool {
    let number = match value {
        Data::Float(number) => Some(*number),
        Data::Int(number) => Some(*number as f64),
        _ => None,
    };
    let wanted = |text: &str| text.parse::<f64>().unwrap();
    if let Some(text) = criterion.strip_prefix(">=") {
        return number.is_some_and(|number| wanted(text) <= number);
    }
    if let Some(text) = criterion.strip_prefix('>') {
        return number.is_some_and(|number| wanted(text) < number);
    }
    match criterion.parse::<f64>() {
        Ok(wanted) => number.is_some_and(|number| (number - wanted).abs() < 1e-12),
        Err(_) => matches!(value, Data::String(text) if text == criterion),
    }
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    text.strip_prefix(start)?.strip_suffix(end)
}

/// Split at commas that lie in no brackets and no quotes.
fn arguments(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut quoted, mut start) = (Vec::new(), 0, false, 0);
    for (place, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(&text[start..place]);
                start = place + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The last row of a range such as `Scores!$K$2:$K$99`.
fn last_row(range: &str) -> u32 {
    range.rsplit('$').next().unwrap().parse().unwrap()
}

/// `C7` as row and column from zero.
fn at(cell: &str) -> (u32, u32) {
    let letters: String = cell.chars().take_while(char::is_ascii_alphabetic).collect();
    let column =
        letters.bytes().fold(0, |so_far, letter| so_far * 26 + u32::from(letter - b'A') + 1);
    let row: u32 = cell[letters.len()..].parse().unwrap();
    (row - 1, column - 1)
}

fn short_names() -> BTreeMap<&'static str, &'static str> {
    [
        ("1. Safe and supportive", "safe_supportive"),
        ("2. Active and engaged", "active_engaged"),
        ("3. Skill building", "skill_building"),
        ("4. Youth voice", "youth_voice"),
        ("5. Healthy choices", "healthy_choices"),
        ("6. Diversity, access, equity", "diversity_access_equity"),
        ("7. Quality staff", "quality_staff"),
        ("8. Vision and purpose", "vision_mission"),
        ("9. Partnerships", "partnerships"),
        ("10. Quality improvement", "cqi"),
        ("11. Program management", "program_mgmt"),
        ("12. Sustainability", "sustainability"),
    ]
    .into()
}

#[test]
fn formulas_carry_the_results_that_they_have() {
    let book = Book::of(&OUTPUT);
    let mut checked = 0;
    for name in ["Heat map", "Change", "Challenges"] {
        let sheet = Sheet { book: &book, name, set: BTreeMap::new() };
        for (place, formula) in book.formulas(name) {
            if formula.contains("COUNTIFS") || formula.starts_with("IFERROR") {
                let (carried, worked_out) =
                    (number(&book.cell(name, place)), sheet.value(&formula));
                assert!(
                    is_alike(carried, worked_out),
                    "{name} {place:?} {formula}: {carried:?} {worked_out:?}"
                );
                checked += 1;
            }
        }
    }
    // 12 targets and 48 scores; 4 counts a standard; 7 of each line.
    assert!(12 + 48 + 48 + 7 * 24 <= checked, "{checked}");
}

#[test]
fn the_heat_map_holds_the_scores_of_the_data_files() {
    let book = Book::of(&OUTPUT);
    let ids: BTreeMap<String, String> = table(&OUTPUT, "grantee_summary")
        .into_iter()
        .map(|row| (row["site"].clone(), row["site_id"].clone()))
        .collect();
    let scores = table(&OUTPUT, "scores");
    for (source, year) in [("self-assessment", "2024-25"), ("observation", "2022-23")] {
        let chosen = if source == "observation" { "Observation" } else { "Self-assessment" };
        let set = [("B3", chosen), ("B4", year)].into();
        let sheet = Sheet { book: &book, name: "Heat map", set };
        let mut found = 0;
        for ((row, column), formula) in
            book.formulas("Heat map").into_iter().filter(|((row, _), _)| 8 <= *row)
        {
            let site = &ids[&book.text("Heat map", (row, 1))];
            let standard = short_names()[book.text("Heat map", (6, column)).as_str()];
            let is_this = |it: &&Row| {
                it["site_id"] == *site
                    && it["level"] == "standard"
                    && it["id"] == standard
                    && it["source"] == source
                    && it["school_year"] == year
            };
            let told = scores.iter().find(is_this).and_then(|row| row["score"].parse().ok());
            assert!(is_alike(sheet.value(&formula), told), "{site} {standard} {year}");
            found += usize::from(told.is_some());
        }
        assert!(12 <= found, "{source}: {found}");
    }
}

#[test]
fn changes_are_those_of_the_data_files_in_every_year() {
    let book = Book::of(&OUTPUT);
    let network = table(&OUTPUT, "network");
    let mut compared = 0;
    for year in ["2021-22", "2022-23", "2023-24", "2024-25"] {
        let sheet = Sheet { book: &book, name: "Change", set: [("B3", year)].into() };
        let formulas: BTreeMap<(u32, u32), String> = book.formulas("Change").into_iter().collect();
        let rows: BTreeSet<u32> = formulas.keys().map(|(row, _)| *row).collect();
        for row in rows {
            let text = |column| book.text("Change", (row, column));
            let basis = if text(3) == "each alone" { "individual" } else { "consensus" };
            let is_this = |it: &&Row| {
                let same_tool = text(4) == "QSA 2009" && it["instrument"] == "can_qsa_2009"
                    || text(4) == "Self-assessment" && it["instrument"] == "site_self_assessment"
                    || text(4) == "DoS" && it["instrument"] == "dos_ost";
                same_tool
                    && it["level"] == "standard"
                    && it["id"] == short_names()[text(1).as_str()]
                    && it["school_year"] == year
                    && (text(2) == "Observation" || it["basis"] == basis)
            };
            let Some(told) = network.iter().find(is_this) else { continue };
            let cell = |column| sheet.value(&formulas[&(row, column)]);
            let data = |name: &str| told[name].parse::<f64>().ok();
            assert!(is_alike(cell(7), data("sites")), "{told:?}");
            assert!(is_alike(cell(8), data("mean")), "{told:?}");
            if !told["since"].is_empty() {
                assert!(is_alike(cell(9), data("same_sites")), "{told:?}");
                assert!(is_alike(cell(10), data("same_sites_before")), "{told:?}");
                assert!(is_alike(cell(11), data("same_sites_now")), "{told:?}");
            }
            compared += 1;
        }
    }
    assert!(60 <= compared, "{compared}");
}

#[test]
fn challenges_are_those_of_the_data_files_and_of_the_page() {
    let book = Book::of(&OUTPUT);
    let rows = table(&OUTPUT, "challenges");
    let page = text(&OUTPUT["index.html"]);
    let told = book.rows("Challenges", 3);
    assert_eq!(told.len(), rows.len());
    for (shown, row) in told.iter().zip(&rows) {
        let name = shown["Standard"].to_string();
        assert_eq!(short_names()[name.as_str()], row["standard"]);
        let same = |head: &str, column: &str| {
            assert!(is_alike(number(&shown[head]), row[column].parse().ok()), "{name} {head}");
        };
        same("Sites that work on it", "in_focus");
        same("Sites with a plan", "sites");
        same("Of sites rated, self-assessment", "self_rated");
        same("Of sites rated, observation", "observed");
        same("Below target, self-assessment", "self_below");
        if row["observed"] == "0" {
            assert_eq!(number(&shown["Below target, observation"]), None, "{name}");
        } else {
            same("Below target, observation", "observed_below");
        }
        let (_, short) = name.split_once(". ").unwrap();
        let cell = format!("<span>{} of {}</span>", row["in_focus"], row["sites"]);
        let head = format!("dir=\"auto\">{short}</th>");
        let after = page.split(&head);
        assert!(
            after.skip(1).any(|row| row.split("</tr>").next().unwrap().contains(&cell)),
            "{name}"
        );
    }
}

/// Sites whose names mean something to spreadsheets, pages or terminals.
const UNKIND: [&str; 3] = ["=cmd|' /C calc'!A0", "+1 \u{202e}evil\u{202c} <b>", "@SUM(1+1)*cmd"];

/// Fourteen indicators of the self-assessment, and what raters say of them.
const INDICATORS: &str =
    "QS1.1,QS1.2,QS1.3,QS1.4,QS2.1,QS2.2,QS2.3,QS2.4,QS3.1,QS3.2,QS3.3,QS4.1,QS4.2,QS4.3";
const RATINGS: &str = "2,3,4,3,2,2,3,3,4,4,4,1,2,2";

fn write_unkind(folder: &Path) {
    let mut sites = "site_id,site_name,program\n".to_owned();
    let mut ratings = format!("Site,School year,Rater,Basis,{INDICATORS}\n");
    for (place, name) in UNKIND.iter().enumerate() {
        writeln!(sites, "s{place},\"{name}\",=HYPERLINK(1)").unwrap();
        for rater in ["A", "B"] {
            writeln!(ratings, "s{place},2024-25,{rater},individual,{RATINGS}").unwrap();
        }
    }
    fs::write(folder.join("sites.csv"), sites).unwrap();
    fs::write(folder.join("own.csv"), ratings).unwrap();
}

#[test]
fn names_never_become_formulas() {
    let folder = tempfile::tempdir().unwrap();
    write_unkind(folder.path());
    let files = run(folder.path().to_str().unwrap());
    let book = Book::of(&files);
    for sheet in ["Sites", "Scores", "CQI summary", "Read me"] {
        assert_eq!(book.formulas(sheet), [], "{sheet}");
    }
    let names: BTreeSet<String> = (4..7).map(|row| book.text("Sites", (row, 1))).collect();
    assert!(names.iter().any(|name| name.starts_with("=cmd")), "{names:?}");
    for (place, formula) in book.formulas("Heat map") {
        assert!(!formula.contains("cmd") && !formula.contains("HYPERLINK"), "{place:?} {formula}");
    }
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let again = run("fixtures/small-network");
    for name in ["network.xlsx", "network.docx", "index.html"] {
        assert!(OUTPUT[name] == again[name], "{name}");
    }
}

#[test]
fn what_people_fill_in_stays_open() {
    let rows = table(&OUTPUT, "grantee_summary");
    let names: Vec<&str> = rows.iter().map(|row| row["site"].as_str()).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!(names, sorted, "sites stand by name");
    for row in &rows {
        for open in ["actions_done", "mid_year", "results", "plan_on_site"] {
            assert_eq!(row[open], "", "{open}");
        }
    }
    // Three rated activities and one that two observers saw, in fixtures/small-network.
    let canyon = rows.iter().find(|row| row["site_id"] == "canyon-oaks").unwrap();
    assert_eq!((canyon["observations"].as_str(), canyon["raters"].as_str()), ("3", "6"));
}

#[test]
fn the_command_says_what_the_files_of_a_run_hold() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let out = out.to_str().unwrap();
    let run = ["run", "fixtures/small-network", "--out", out, "--formats", "parquet", "--quiet"];
    assert!(cqi(run).status.success());
    let told = text(&cqi(["network", out]).stdout);
    for line in [
        "  Sustainability: 4 of 4 sites work on it; below target 4 of 4 self-assessed; a session for staff",
        "    Safe and supportive: Alder Creek Elementary (alder-creek), Bahía Vista School (bahia-vista), Canyon Oaks Middle School (canyon-oaks)",
        "    Sustainability: no site is strong in it",
        "  Canyon Oaks Middle School (canyon-oaks): Healthy choices to 1 site, Safe and supportive to 1 site",
    ] {
        assert!(told.lines().any(|said| said == line), "{line}\n{told}");
    }
}

//! Workbooks and calendars against the data, and against the plan that they go with.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data as Cell, Reader, Xlsx};
use chrono::NaiveDate;

use super::{
    checker::{SEEN, SELF, source},
    data::{Data, Row},
    document::{Table, plain, squeezed},
};

/// The rows of a sheet below its headings, by heading. The headings stand in the first row that begins
/// with this one.
fn rows(book: &[u8], sheet: &str, first: &str) -> Vec<BTreeMap<String, Cell>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("the sheet is there");
    let mut rows = range.rows().skip_while(|row| row[0] != Cell::String(first.to_owned()));
    let head: Vec<String> =
        rows.next().expect("headings").iter().map(ToString::to_string).collect();
    let named = |row: &[Cell]| head.iter().cloned().zip(row.iter().cloned()).collect();
    rows.map(named).collect()
}

fn said(row: &BTreeMap<String, Cell>, heading: &str) -> String {
    row[heading].to_string()
}

/// What is wrong with a number in a cell; None where it is the one of the data.
fn fault(
    row: &BTreeMap<String, Cell>,
    heading: &str,
    known: Option<&Row>,
    column: &str,
) -> Option<String> {
    let told = known.map_or("", |known| known[column].as_str());
    let (shown, told) = (said(row, heading).parse::<f64>().ok(), told.parse::<f64>().ok());
    let agrees = match (shown, told) {
        (Some(shown), Some(told)) => (shown - told).abs() < 1e-9,
        (shown, told) => shown.is_none() && told.is_none(),
    };
    (!agrees).then(|| format!("{heading} {shown:?} and {column} {told:?} in {row:?}"))
}

/// The sheets of the network. How many numbers were compared, and what does not agree.
pub(crate) fn network(book: &[u8], data: &Data) -> (usize, Vec<String>) {
    let mut found = (0, Vec::new());
    let mut note = |fault: Option<String>| {
        found.0 += 1;
        found.1.extend(fault);
    };
    for row in rows(book, "Scores", "Site no.") {
        let known = score(&row, data);
        for (heading, column) in [
            ("Score", "score"),
            ("n", "n_responses"),
            ("95% from", "ci_low"),
            ("95% to", "ci_high"),
        ] {
            note(fault(&row, heading, known, column));
        }
    }
    for row in rows(book, "Challenges", "No.") {
        let name = said(&row, "Standard");
        let known = data.the("challenges", &[("standard", data.standard(numbered(&name)))]);
        for (heading, column) in [
            ("Sites that work on it", "in_focus"),
            ("Sites with a plan", "sites"),
            ("Below target, self-assessment", "self_below"),
            ("Of sites rated, self-assessment", "self_rated"),
            ("Below target, observation", "observed_below"),
            ("Of sites rated, observation", "observed"),
        ] {
            // Nothing is below where nothing was rated.
            let rated = heading.replace("Below target,", "Of sites rated,");
            if rated == heading || said(&row, &rated) != "0" {
                note(fault(&row, heading, known, column));
            }
        }
    }
    for row in
        rows(book, "Change", "Line no.").into_iter().filter(|row| said(row, "Same sites") != "0")
    {
        let known = change(&row, data);
        for (heading, column) in [
            ("Sites, this year", "sites"),
            ("Mean, this year", "mean"),
            ("Same sites", "same_sites"),
            ("Their mean, year before", "same_sites_before"),
            ("Their mean, this year", "same_sites_now"),
            ("Difference", "same_sites_difference"),
        ] {
            note(fault(&row, heading, known, column));
        }
    }
    for row in rows(book, "Heat map", "No.") {
        let Some(site) = data.sites.get(&said(&row, "Site")) else { continue };
        for heading in row.keys().filter(|heading| heading.contains(". ")) {
            let wanted = [
                ("site_id", site.as_str()),
                ("source", SELF),
                ("level", "standard"),
                ("id", data.standard(numbered(heading))),
            ];
            let known = data.find("scores", &wanted).into_iter();
            let known = known.filter(|it| !it["score"].is_empty());
            note(fault(&row, heading, known.max_by_key(|it| &it["school_year"]), "score"));
        }
    }
    found
}

/// How many rows the sheet of scores has: one for each score of a standard.
pub(crate) fn scores(book: &[u8]) -> usize {
    rows(book, "Scores", "Site no.").len()
}

fn score<'a>(row: &BTreeMap<String, Cell>, data: &'a Data) -> Option<&'a Row> {
    let (standard, site, by) = (said(row, "Standard"), said(row, "Site"), said(row, "Source"));
    let mut wanted = vec![
        ("site_id", data.sites[&site].as_str()),
        ("level", "standard"),
        ("id", data.standard(numbered(&standard))),
        ("source", source(&by)),
    ];
    let (year, tool) = (said(row, "School year"), said(row, "Tool"));
    wanted.extend([("school_year", year.as_str()), ("instrument", data.tool(&tool))]);
    data.the("scores", &wanted)
}

fn change<'a>(row: &BTreeMap<String, Cell>, data: &'a Data) -> Option<&'a Row> {
    let (standard, by) = (said(row, "Standard"), said(row, "Source"));
    let by = source(&by);
    let rated = said(row, "Rated");
    let basis = if rated == "together" { "consensus" } else { "individual" };
    let tool = said(row, "Tool and round");
    let wanted = [
        ("level", "standard"),
        ("id", data.standard(numbered(&standard))),
        ("source", by),
        ("instrument", data.tool(&tool)),
    ];
    let rows = data.find("network", &wanted).into_iter();
    let rows = rows.filter(|known| by == SEEN || known["basis"] == basis);
    rows.max_by_key(|known| &known["school_year"])
}

fn numbered(name: &str) -> &str {
    name.split_once(". ").map_or(name, |(_, name)| name)
}

/// A step as a plan, its tracker and its calendar say it.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Step {
    /// Without spaces.
    pub(crate) words: String,
    pub(crate) due: NaiveDate,
}

pub(crate) fn steps_of_tracker(book: &[u8]) -> Vec<Step> {
    let rows = rows(book, "Steps", "Ref").into_iter();
    let rows = rows.filter(|row| row["Ref"] != Cell::Empty && row["Done by"] != Cell::Empty);
    let step = |row: BTreeMap<String, Cell>| Step {
        words: squeezed(&said(&row, "What we will do")),
        due: day(&row["Done by"]),
    };
    let mut steps: Vec<Step> = rows.map(step).collect();
    steps.sort();
    steps
}

fn day(cell: &Cell) -> NaiveDate {
    let Cell::DateTime(day) = cell else { panic!("a day: {cell:?}") };
    day.as_datetime().expect("a day").date()
}

/// `Nov 1 to Dec 13, 2025` or `Now; by Nov 17, 2025` in the cell beside the step ends with the day.
pub(crate) fn steps_of_plan<'a>(tables: impl Iterator<Item = &'a Table>) -> Vec<Step> {
    let is_meant = |table: &&Table| table.head.iter().any(|head| head == "Who and when");
    let rows = tables.filter(is_meant).flat_map(|table| &table.rows);
    let due = regex::Regex::new(r"(?:to|Now; by) ([A-Z][a-z]{2} \d{1,2}, \d{4})").unwrap();
    let step = |row: &Vec<String>| {
        let day = &due.captures(&row[1]).expect("a day")[1];
        Step { words: squeezed(&row[0]), due: NaiveDate::parse_from_str(day, "%b %d, %Y").unwrap() }
    };
    let mut steps: Vec<Step> = rows.map(step).collect();
    steps.sort();
    steps
}

/// The events of a calendar: title, without the site, and first day.
pub(crate) fn events(calendar: &str) -> Vec<Step> {
    let unfolded = calendar.replace("\r\n ", "");
    let events = unfolded.split("BEGIN:VEVENT").skip(1);
    let event = |event: &str| {
        let field = |name: &str| {
            let line = event.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_else(|| panic!("no {name}: {event}")).replace("\\,", ",")
        };
        let title = field("SUMMARY:");
        let title = title.strip_prefix("Due: ").unwrap_or(&title);
        let (_, title) = title.split_once(": ").expect("a site and a title");
        let due = NaiveDate::parse_from_str(&field("DTSTART;VALUE=DATE:"), "%Y%m%d").unwrap();
        Step { words: squeezed(title), due }
    };
    events.map(event).collect()
}

/// Start and target of each goal, by its standard.
pub(crate) fn goals(book: &[u8]) -> Vec<[String; 3]> {
    let rows = rows(book, "Goals", "Ref").into_iter();
    let rows = rows.filter(|row| row["Ref"] != Cell::Empty && row["Start"] != Cell::Empty);
    let two = |cell: &Cell| format!("{:.2}", cell.to_string().parse::<f64>().unwrap_or(f64::NAN));
    rows.map(|row| {
        [plain(&said(&row, "Quality Standard")), two(&row["Start"]), two(&row["Goal for the year"])]
    })
    .collect()
}

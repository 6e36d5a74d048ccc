//! Sheets and rules by hand, for the tests of this stage.

use chrono::NaiveDate;

use super::{Material, Observations, observations};
use crate::{
    diagnostic::{Checked, Diagnostic, Place},
    ingest::{Cell, Sheet, Visibility},
    model::{Observation, Rating, Source},
    rulebook::{
        Rulebook, Settings,
        kind::{Instrument, Scale, Words, written},
    },
};

/// A text file: one line a row, cells between `|`.
pub(super) fn csv(name: &str, lines: &str) -> Sheet {
    let cell = |text: &str| match text {
        "" => Cell::Empty,
        text => Cell::Text(text.to_owned()),
    };
    let tab = name.rsplit('/').next().unwrap().split('.').next().unwrap();
    sheet(name, tab, lines, cell)
}

/// A sheet of a workbook. Numbers are numbers, `'3` is text, `@2024-10-03` a date and `#REF!` the
/// error of a formula.
pub(super) fn book(name: &str, tab: &str, lines: &str) -> Sheet {
    sheet(name, tab, lines, |text| match text.as_bytes() {
        [] => Cell::Empty,
        [b'\'', ..] => Cell::Text(text[1..].to_owned()),
        [b'#', .., b'!'] => Cell::Broken(text.to_owned()),
        [b'@', ..] => {
            let date: NaiveDate = text[1..].parse().unwrap();
            Cell::Date(date.into())
        }
        _ => text.parse().map_or_else(|_| Cell::Text(text.to_owned()), Cell::Number),
    })
}

fn sheet(name: &str, tab: &str, lines: &str, cell: impl Fn(&str) -> Cell) -> Sheet {
    let row = |line: &str| line.split('|').map(&cell).collect();
    Sheet {
        source: Source::named(name),
        name: tab.into(),
        visibility: Visibility::Shown,
        rows: lines.lines().map(|line| row(line.trim_start_matches("    "))).collect(),
        merges: Vec::new(),
    }
}

const HEAD: &str = "version = \"1\"\nstatus = [\"proposed\"]\n";

const WORDS: &str = r#"
    kind = "words"
    rating_headings = ["Rating", "Score"]
    item_headings = ["Code", "Item", "Item code"]
    consensus_words = ["consensus", "agreed"]
    individual_words = ["individual", "alone"]
    corrected_words = ["corrected"]
    summary_words = ["Average", "Total"]
    [[field]]
    id = "site"
    headings = ["Site", "Site name", "School"]
    [[field]]
    id = "site_id"
    headings = ["Site ID"]
    [[field]]
    id = "program"
    headings = ["Program"]
    [[field]]
    id = "school_year"
    headings = ["School year", "Year"]
    [[field]]
    id = "occasion"
    headings = ["Occasion", "Round"]
    [[field]]
    id = "date"
    headings = ["Date", "Date completed"]
    [[field]]
    id = "submitted"
    headings = ["Timestamp"]
    [[field]]
    id = "rater"
    headings = ["Observer", "Rater"]
    [[field]]
    id = "activity"
    headings = ["Activity"]
    [[field]]
    id = "segment"
    headings = ["Segment"]
    [[field]]
    id = "basis"
    headings = ["Basis", "Rating basis"]
    [[field]]
    id = "purpose"
    headings = ["Purpose"]
    [[field]]
    id = "version"
    headings = ["Version"]
    [[field]]
    id = "observation_id"
    headings = ["Observation ID"]
    [[field]]
    id = "notes"
    headings = ["Notes"]
    [[occasion]]
    id = "fall"
    label = "Fall"
    words = ["autumn", "round 1"]
    half = "first"
    [[occasion]]
    id = "spring"
    label = "Spring"
    half = "second"
    [about]
    id = "words"
    title = "Words"
"#;

const FOUR: &str = r#"
    kind = "scale"
    type = "levels"
    level = [
        { value = 1, label = "Must address" },
        { value = 2, label = "Some progress" },
        { value = 3, label = "Satisfactory" },
        { value = 4, label = "Excellent" },
    ]
    missing = [
        { id = "not_rated", label = "Not rated", words = ["NR"] },
        { id = "not_applicable", label = "Not applicable", words = ["n/a"], tell = true },
    ]
    [about]
    id = "four"
    title = "Four levels"
"#;

const SELF_ASSESSMENT: &str = r#"
    kind = "instrument"
    short_name = "SA"
    source = "self-assessment"
    scale = "four"
    item = [
        { id = "greet", code = "SA-1.1", name = "Greeting", text = "Adults greet every student" },
        { id = "exits", code = "SA-1.2", name = "Exits", text = "Exits are staffed" },
        { id = "hands", code = "SA-2.1", name = "Hands-on", text = "Activities are hands-on" },
        { id = "choice", code = "SA-2.2", name = "Choice", text = "Students choose" },
    ]
    field = [{ id = "evidence", aliases = ["Evidence"], expected = true }]
    version_aliases = { "second edition" = "2" }
    [about]
    id = "sa"
    title = "Self-assessment"
"#;

const VISIT: &str = r#"
    kind = "instrument"
    short_name = "Visit"
    source = "observation"
    scale = "four"
    item = [
        { id = "organization", name = "Organization", aliases = ["Org"] },
        { id = "materials", name = "Materials" },
        { id = "inquiry", name = "Inquiry" },
        { id = "reflection", name = "Reflection" },
    ]
    purpose = [
        { words = ["external"], source = "observation" },
        { words = ["self"], source = "self-assessment" },
        { words = ["practice"] },
    ]
    [about]
    id = "visit"
    title = "Activity visit"
"#;

/// A self-assessment and an observation of four items each, on four levels.
pub(super) fn rulebook() -> Rulebook {
    let whole = |text: &str| format!("{text}{HEAD}");
    let scale: Scale = written(&whole(FOUR));
    let words: Words = written(&whole(WORDS));
    let mut rulebook = Rulebook { words: vec![words], ..Rulebook::default() };
    rulebook.scales.insert("four".to_owned(), scale);
    for text in [SELF_ASSESSMENT, VISIT] {
        add_instrument(&mut rulebook, text);
    }
    rulebook
}

pub(super) fn add_instrument(rulebook: &mut Rulebook, text: &str) {
    let instrument: Instrument = written(&format!("{text}{HEAD}"));
    rulebook.instruments.insert(instrument.about.id.clone(), instrument);
}

/// What the sheets hold, by the usual rules, without a list of sites.
pub(super) fn tidied(sheets: &[Sheet]) -> Checked<Observations> {
    tidied_with(sheets, None, "")
}

pub(super) fn tidied_with(
    sheets: &[Sheet],
    site_list: Option<&Sheet>,
    settings: &str,
) -> Checked<Observations> {
    let settings: Settings = written(settings);
    observations(Material { sheets, site_list, settings: &settings }, &rulebook())
}

/// The diagnostic in one line: severity, code, place and message.
pub(super) fn line(told: &Diagnostic) -> String {
    let place = match &told.place {
        Some(Place::Cell(cell)) => cell.address(),
        Some(Place::Sheet { sheet, .. }) => sheet.to_string(),
        Some(Place::File(source)) => source.to_string(),
        _ => "nowhere".to_owned(),
    };
    format!("{} {} {place}: {}", told.severity.id(), told.code, told.message)
}

pub(super) fn lines(tidied: &Checked<Observations>) -> Vec<String> {
    tidied.diagnostics.iter().map(line).collect()
}

/// Each rating in one line: site, year, occasion, item and rating.
pub(super) fn ratings(tidied: &Checked<Observations>) -> Vec<String> {
    let row = |row: &Observation| {
        let rating = match &row.answer.rating {
            Rating::Value(value) => value.to_string(),
            Rating::Category(id) => id.to_string(),
            Rating::Missing(id) => format!("no: {id}"),
            Rating::Unusable => "unusable".to_owned(),
        };
        let occasion =
            row.form.occasion.as_deref().map_or(String::new(), |round| format!(" {round}"));
        format!("{} {}{occasion} {} {rating}", row.form.site, row.form.school_year, row.item)
    };
    tidied.value.rows.iter().map(row).collect()
}

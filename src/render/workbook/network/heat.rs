//! Sites and standards: a score in each cell, for the source and year that people choose.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Color, ConditionalFormatFormula, Format, Worksheet};

use super::{
    live::{Column, Condition, Live, quoted},
    sheet,
};
use crate::{
    language::{Language, say},
    model::EvidenceSource,
    render::workbook::{look, measure},
    report::NetworkBook,
};

const SOURCE: (u32, u16) = (2, 1);
const YEAR: (u32, u16) = (3, 1);
/// The row with the numbers of the standards, and those below it.
const NUMBERS: u32 = 5;
const NAMES: u32 = 6;
const TARGETS: u32 = 7;
const FIRST: u32 = 8;
/// The first column with a standard.
const LEFT: u16 = 2;
const NAME_WIDTH: f64 = 34.0;
/// As many years as the choice of a cell holds.
const MOST_YEARS: usize = 25;

pub(super) fn write(sheet: &mut Worksheet, network: &NetworkBook) {
    let language = network.language;
    let name = say!(language, "network-book-sheet-heat");
    let (title, lead) = (say!(language, "network-heat"), say!(language, "network-book-heat-lead"));
    sheet::start(sheet, network, &name, (&title, &lead));
    let source = choices(sheet, network);
    head(sheet, network);
    let live = Live::of(network);
    let chosen = Chosen::of(network, source);
    for (standard, column) in (0..network.standards.len()).zip(LEFT..) {
        let targets = chosen.targets.get(&standard).map_or(&[][..], Vec::as_slice);
        let formula = live.mean(Column::Target, &conditions(network, column, None), targets);
        sheet::formula(sheet, (TARGETS, column), formula, &sheet::quiet_score());
        for (site, row) in (0..network.sites.len()).zip(FIRST..) {
            let scores = chosen.scores.get(&(site, standard)).map_or(&[][..], Vec::as_slice);
            let formula = live.mean(Column::Score, &conditions(network, column, Some(row)), scores);
            sheet::formula(sheet, (row, column), formula, &centered());
        }
    }
    colors(sheet, network);
}

/// What the first choice of people would show.
#[derive(Default)]
struct Chosen {
    /// By site and standard: one score, where there is one.
    scores: BTreeMap<(usize, usize), Vec<f64>>,
    /// By standard: the targets of these scores.
    targets: BTreeMap<usize, Vec<f64>>,
}

impl Chosen {
    fn of(network: &NetworkBook, source: Option<EvidenceSource>) -> Chosen {
        let mut chosen = Chosen::default();
        for score in network.scores.iter().filter(|score| score.is_latest && score.is_shown) {
            let line = &network.lines[score.line];
            if Some(line.source) == source {
                let place = (score.site, line.standard);
                chosen.scores.entry(place).or_default().push(score.score);
                chosen.targets.entry(line.standard).or_default().extend(score.target);
            }
        }
        chosen
    }
}

/// The choice of source and year; the source that is chosen at first.
fn choices(sheet: &mut Worksheet, network: &NetworkBook) -> Option<EvidenceSource> {
    let language = network.language;
    let known: BTreeSet<EvidenceSource> = network.lines.iter().map(|line| line.source).collect();
    let sources: Vec<String> = known.iter().map(|source| network.source(*source)).collect();
    let newest = network.years.iter().rev().take(MOST_YEARS).map(ToString::to_string);
    let latest = say!(language, "network-book-latest");
    let years: Vec<String> = std::iter::once(latest.clone()).chain(newest).collect();
    let choose = say!(language, "network-book-choose-source");
    sheet::text(sheet, (SOURCE.0, LEFT), &choose, &look::lead());
    sheet::choice(sheet, SOURCE, &sources, sources.first().map_or("", String::as_str));
    let choose = say!(language, "network-book-choose-year");
    sheet::text(sheet, (YEAR.0, LEFT), &choose, &look::lead());
    sheet::choice(sheet, YEAR, &years, &latest);
    known.first().copied()
}

fn head(sheet: &mut Worksheet, network: &NetworkBook) {
    sheet.set_column_width(0, 5).expect("the sheet has a first column");
    sheet.set_column_width(1, NAME_WIDTH).expect("the sheet has a second column");
    let said = |name: &str| network.language.say(name, &[]);
    sheet::text(sheet, (NAMES, 0), &said("network-book-number"), &look::heading());
    sheet::text(sheet, (NAMES, 1), &said("network-site"), &look::heading());
    sheet::text(sheet, (TARGETS, 1), &said("network-book-target"), &look::quiet());
    for (standard, column) in network.standards.iter().zip(LEFT..) {
        let number = f64::from(column - LEFT) + 1.0;
        sheet::number(sheet, (NUMBERS, column), number, &look::key());
        sheet::text(sheet, (NAMES, column), standard, &look::heading_centered());
        let width = column_width(network.language);
        sheet.set_column_width(column, width).expect("the column fits its sheet");
    }
    for row in [SOURCE.0, YEAR.0] {
        sheet.set_row_height(row, 20).expect("the row fits its sheet");
    }
    sheet.set_row_hidden(NUMBERS).expect("the row fits its sheet");
    sheet.set_row_height(NAMES, 48).expect("the row fits its sheet");
    sheet.set_freeze_panes(FIRST, LEFT).expect("the sheet has these cells");
    sheet.set_repeat_rows(NAMES, TARGETS).expect("the sheet has these rows");
    for ((site, row), number) in network.sites.iter().zip(FIRST..).zip(1_u32..) {
        sheet::number(sheet, (row, 0), f64::from(number), &sheet::quiet_count());
        sheet::text(sheet, (row, 1), &site.name, &look::text());
        let height = measure::height([(site.name.as_str(), NAME_WIDTH)]);
        sheet.set_row_height(row, height).expect("the row fits its sheet");
    }
}

/// Room for the longest word among the names of standards.
fn column_width(language: Language) -> f64 {
    match language {
        Language::English => 11.5,
        Language::Spanish => 13.5,
    }
}

/// What a row of scores must be to stand in this cell.
fn conditions(network: &NetworkBook, column: u16, row: Option<u32>) -> Vec<Condition> {
    let standard = format!("{}${}", sheet::letters(column), NUMBERS + 1);
    let year = format!("$B${}", YEAR.0 + 1);
    let latest = quoted(&say!(network.language, "network-book-latest"));
    let is_latest = format!("{year}={latest}");
    let site = row.map(|row| (Column::Site, format!("$A{}", row + 1)));
    let others = [
        (Column::Standard, standard),
        (Column::Source, format!("$B${}", SOURCE.0 + 1)),
        (Column::YearStarts, format!("IF({is_latest},\">0\",VALUE(LEFT({year},4)))")),
        (Column::Latest, format!("IF({is_latest},1,\">=0\")")),
        (Column::Shown, "1".to_owned()),
    ];
    site.into_iter().chain(others).collect()
}

fn centered() -> Format {
    sheet::score_format().set_indent(0).set_align(rust_xlsxwriter::FormatAlign::Center)
}

/// By the target of the column; told by bold type too, for print in grey.
fn colors(sheet: &mut Worksheet, network: &NetworkBook) {
    let (sites, standards) = (network.sites.len(), network.standards.len());
    let (Ok(sites), Ok(standards)) = (u32::try_from(sites), u16::try_from(standards)) else {
        return;
    };
    if sites == 0 || standards == 0 {
        return;
    }
    let (cell, target) = (format!("C{}", FIRST + 1), format!("C${}", TARGETS + 1));
    let known = format!("ISNUMBER({cell}),ISNUMBER({target})");
    // As on the page: what lies below target is shaded.
    let below = Format::new().set_background_color(Color::RGB(0x00D9_E9F4)).set_bold();
    let rule = ConditionalFormatFormula::new()
        .set_rule(format!("=AND({known},{cell}<{target})").as_str())
        .set_format(below);
    let (last_row, last_column) = (FIRST + sites - 1, LEFT + standards - 1);
    sheet
        .add_conditional_format(FIRST, LEFT, last_row, last_column, &rule)
        .expect("the cells fit the sheet");
}

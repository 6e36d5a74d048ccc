//! From one year to the next: all sites, and those rated in both years in the same way.

use rust_xlsxwriter::{Formula, Worksheet};

use super::{
    live::{Column, Condition, Live, mean, with_result},
    sheet,
};
use crate::{
    language::say,
    model::SchoolYear,
    render::workbook::look,
    report::{BookScore, NetworkBook},
};

const YEAR: (u32, u16) = (2, 1);
const HEADS: u32 = 4;
const COLUMNS: [(&str, f64); 13] = [
    ("network-book-line", 6.0),
    ("network-standard", 28.0),
    ("network-source", 16.0),
    ("network-rated", 12.0),
    ("network-book-change-tool", 22.0),
    ("network-book-change-sites-before", 10.0),
    ("network-book-change-mean-before", 10.0),
    ("network-book-change-sites-now", 10.0),
    ("network-book-change-mean-now", 10.0),
    ("network-book-change-same", 10.0),
    ("network-book-change-same-before", 12.0),
    ("network-book-change-same-now", 12.0),
    ("network-book-change-difference", 11.0),
];

pub(super) fn write(sheet: &mut Worksheet, network: &NetworkBook) {
    let language = network.language;
    let name = say!(language, "network-book-sheet-change");
    let (title, lead) =
        (say!(language, "network-change"), say!(language, "network-book-change-lead"));
    sheet::start(sheet, network, &name, (&title, &lead));
    let Some(newest) = network.years.last() else { return };
    let years: Vec<String> = network.years.iter().rev().take(25).map(ToString::to_string).collect();
    let choose = say!(language, "network-book-choose-this-year");
    sheet::text(sheet, (YEAR.0, 2), &choose, &look::lead());
    sheet::choice(sheet, YEAR, &years, &newest.to_string());
    sheet.set_row_height(YEAR.0, 20).expect("the row fits its sheet");
    sheet::heads(sheet, network, HEADS, &COLUMNS);
    sheet.set_freeze_panes(HEADS + 1, 2).expect("the sheet has these cells");
    for (line, row) in lines(network).into_iter().zip(HEADS + 1..) {
        Row { network, line, place: row, year: *newest }.write(sheet);
    }
}

/// The lines with a score, in the order of the standards.
fn lines(network: &NetworkBook) -> Vec<usize> {
    let has_score = |line: &usize| network.scores.iter().any(|score| score.line == *line);
    let mut lines: Vec<usize> = (0..network.lines.len()).filter(has_score).collect();
    // The lines come by source; sorting keeps that order within a standard.
    lines.sort_by_key(|line| network.lines[*line].standard);
    lines
}

/// A row of the sheet.
struct Row<'a> {
    network: &'a NetworkBook,
    line: usize,
    place: u32,
    year: SchoolYear,
}

impl Row<'_> {
    fn write(&self, sheet: &mut Worksheet) {
        let line = &self.network.lines[self.line];
        let round = if line.round.is_empty() { String::new() } else { format!(", {}", line.round) };
        sheet::number(sheet, (self.place, 0), (self.line + 1) as f64, &sheet::quiet_count());
        let texts = [
            self.network.standards[line.standard].clone(),
            self.network.source(line.source),
            line.rated.clone(),
            format!("{}{round}", line.tool),
        ];
        for (text, column) in texts.iter().zip(1..) {
            sheet::text(sheet, (self.place, column), text, &look::text());
        }
        let before = |score: &BookScore| score.school_year.next() == self.year;
        let now = |score: &BookScore| score.school_year == self.year;
        self.all_sites(sheet, 5, "-1", before);
        self.all_sites(sheet, 7, "", now);
        self.same_sites(sheet);
    }

    /// How many sites have a score in a year, and their mean.
    fn all_sites(
        &self,
        sheet: &mut Worksheet,
        column: u16,
        years: &str,
        of_year: impl Fn(&BookScore) -> bool,
    ) {
        let live = Live::of(self.network);
        let conditions = self.conditions(years);
        let scores = self.of_line().filter(|score| of_year(score));
        let scores: Vec<f64> = scores.map(|score| score.score).collect();
        let count = live.count(&conditions, scores.len());
        let mean = live.mean(Column::Score, &conditions, &scores);
        sheet::formula(sheet, (self.place, column), count, &sheet::count_format());
        sheet::formula(sheet, (self.place, column + 1), mean, &sheet::score_format());
    }

    fn of_line(&self) -> impl Iterator<Item = &BookScore> {
        self.network.scores.iter().filter(|score| score.line == self.line)
    }

    fn same_sites(&self, sheet: &mut Worksheet) {
        let live = Live::of(self.network);
        let mut conditions = self.conditions("");
        conditions.push((Column::YearBefore, "\">-1000000000\"".to_owned()));
        let both = self.of_line().filter(|score| score.school_year == self.year);
        let both = both.filter_map(|score| Some((score.year_before?, score.score)));
        let (before, now): (Vec<f64>, Vec<f64>) = both.unzip();
        let difference = mean(&now).zip(mean(&before)).map(|(now, before)| now - before);
        let cells = [
            (9, live.count(&conditions, now.len()), sheet::count_format()),
            (10, live.mean(Column::YearBefore, &conditions, &before), sheet::score_format()),
            (11, live.mean(Column::Score, &conditions, &now), sheet::score_format()),
            (12, self.difference(difference), look::text().set_num_format("+0.00;-0.00;0.00")),
        ];
        for (column, formula, format) in cells {
            sheet::formula(sheet, (self.place, column), formula, &format);
        }
    }

    fn difference(&self, result: Option<f64>) -> Formula {
        let row = self.place + 1;
        with_result(format!("=IF(J{row}=0,\"\",L{row}-K{row})"), result)
    }

    /// The rows of this line in the chosen year, or so many years from it.
    fn conditions(&self, years: &str) -> Vec<Condition> {
        vec![
            (Column::Line, format!("$A{}", self.place + 1)),
            (Column::YearStarts, format!("VALUE(LEFT($B${},4)){years}", YEAR.0 + 1)),
        ]
    }
}

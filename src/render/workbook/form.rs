//! The sheet that people fill in.

use std::sync::Arc;

use rust_xlsxwriter::{ConditionalFormatFormula, Format, Worksheet};

use super::{
    BLANK, Footer, LONGEST_TEXT, Lists, Paper, RATINGS, at_most, locked, look, measure, on_paper,
};
use crate::{
    model::letters,
    template::{Cell, Choice, Column, Input, Layout, Line, Role, Takes, Template},
};

/// How many letters fit beside each other on Letter, upright and across, before print becomes small.
const UPRIGHT: f64 = 122.0;
const ACROSS: f64 = 205.0;
/// From how many rows on a filter helps.
const WORTH_A_FILTER: usize = 16;
/// How wide the cell of a line above the table is at least, in letters.
const LINE_WIDTH: f64 = 34.0;
/// The lowest row of a table, so that there is room to write by hand.
const LOWEST: f64 = 34.0;
const LOWEST_OF_ROWS: f64 = 22.0;

/// How wide a digit is on paper, in points.
const POINTS_OF_A_DIGIT: f64 = 5.3;
/// What is not much higher than a page is shrunk to one.
const NEARLY_A_PAGE: f64 = 1.25;

const IN_RANGE: &str = "a form is smaller than a sheet";

pub(super) fn write(sheet: &mut Worksheet, template: &Template, lists: &mut Lists) {
    sheet.set_name(RATINGS).expect("the name is short and plain");
    let widths: Vec<f64> = widths(template);
    for (at, width) in (0..).zip(&widths) {
        sheet.set_column_width(at, *width).expect(IN_RANGE);
    }
    let mut page = Page { sheet, lists, row: 0, points: 0.0 };
    page.text(0, &template.title, &look::title(), 30.0);
    page.text(0, &template.lead, &look::lead(), 18.0);
    page.gap(8.0);
    page.lines(template, &widths);
    page.gap(8.0);
    for key in &template.form.key {
        page.text(0, key, &look::key(), 16.0);
    }
    page.gap(8.0);
    let header = page.row;
    page.headings(template);
    page.table(template, &widths);
    let last = page.row.saturating_sub(1);
    let points = page.points;
    colored(sheet, template, header + 1, last);
    framed(sheet, template, header, last);
    printed(sheet, template, &widths, points);
    locked(sheet);
    sheet.set_active(true);
}

/// The sheet while it is written, and the row that comes next.
struct Page<'s, 'l> {
    sheet: &'s mut Worksheet,
    lists: &'l mut Lists,
    row: u32,
    /// How high the rows are that were written.
    points: f64,
}

impl Page<'_, '_> {
    fn text(&mut self, column: u16, text: &str, format: &Format, height: f64) {
        let text = at_most(text, LONGEST_TEXT);
        self.sheet.write_string_with_format(self.row, column, text, format).expect(IN_RANGE);
        self.height(height);
        self.row += 1;
    }

    fn gap(&mut self, height: f64) {
        self.height(height);
        self.row += 1;
    }

    fn height(&mut self, height: f64) {
        self.sheet.set_row_height(self.row, height).expect(IN_RANGE);
        self.points += height;
    }

    /// Two lines beside each other where there is room, so that the table starts high on the screen.
    fn lines(&mut self, template: &Template, widths: &[f64]) {
        let rating = template.form.columns.iter().position(|column| column.role == Role::Rating);
        let rating = rating.unwrap_or(1);
        let pairs = template.layout == Layout::Form && 2 <= rating;
        let places = if pairs {
            let end = enough(widths, 1, rating - 1);
            vec![(0, 1, end), (rating, rating + 1, rating + 1)]
        } else {
            vec![(0, 1, enough(widths, 1, widths.len() - 1))]
        };
        for lines in template.form.lines.chunks(places.len()) {
            self.height(21.0);
            for (line, (label, first, last)) in lines.iter().zip(&places) {
                let is_left = *label == 0;
                let format = if is_left { look::label() } else { look::label_before() };
                let text = at_most(&line.label, LONGEST_TEXT);
                self.sheet
                    .write_string_with_format(self.row, column(*label), text, &format)
                    .expect(IN_RANGE);
                self.line(line, column(*first), column(*last));
            }
            self.row += 1;
        }
    }

    fn line(&mut self, line: &Line, first: u16, last: u16) {
        let format = match line.input.takes {
            Takes::Date => look::date(),
            Takes::Number { .. } => look::number(),
            Takes::Text | Takes::OneOf(_) => look::written(),
        };
        let value = at_most(&line.value, LONGEST_TEXT);
        if first < last {
            self.sheet
                .merge_range(self.row, first, self.row, last, &value, &format)
                .expect(IN_RANGE);
        } else if value.is_empty() {
            self.sheet.write_blank(self.row, first, &format).expect(IN_RANGE);
        } else {
            self.sheet.write_string_with_format(self.row, first, value, &format).expect(IN_RANGE);
        }
        self.validate((self.row, first), (self.row, first), &line.input);
        let waits = waiting(&format!("LEN(${}${})=0", letters(first.into()), self.row + 1));
        self.sheet.add_conditional_format(self.row, first, self.row, last, &waits).expect(IN_RANGE);
    }

    fn headings(&mut self, template: &Template) {
        for (at, heading) in (0..).zip(&template.form.columns) {
            let format = match (heading.role, template.layout) {
                (Role::Rating, Layout::Rows) => look::heading_upwards(),
                (_, Layout::Rows) => look::heading_below(),
                (Role::Rating, Layout::Form) => look::heading_centered(),
                (_, Layout::Form) => look::heading(),
            };
            let text = at_most(&heading.heading, LONGEST_TEXT);
            self.sheet.write_string_with_format(self.row, at, text, &format).expect(IN_RANGE);
        }
        self.gap(heading_height(template));
    }

    fn table(&mut self, template: &Template, widths: &[f64]) {
        let first = self.row;
        let lowest = match template.layout {
            Layout::Form => LOWEST,
            Layout::Rows => LOWEST_OF_ROWS,
        };
        for row in &template.form.rows {
            for (at, (cell, column)) in (0..).zip(row.iter().zip(&template.form.columns)) {
                self.cell(at, cell, column);
            }
            let fixed = |(cell, width): (&'_ Cell, &f64)| match cell {
                Cell::Fixed(text) => Some((text.clone(), *width)),
                Cell::Open(_) => None,
            };
            let fixed: Vec<(String, f64)> = row.iter().zip(widths).filter_map(fixed).collect();
            let needed = measure::height(fixed.iter().map(|(text, width)| (text.as_str(), *width)));
            self.height(needed.max(lowest));
            self.row += 1;
        }
        for at in 0..template.form.columns.len() {
            let inputs: Vec<Option<&Arc<Input>>> =
                template.form.rows.iter().map(|row| open(&row[at])).collect();
            for (from, to, input) in runs(&inputs) {
                self.validate((first + from, column(at)), (first + to, column(at)), input);
            }
        }
    }

    fn cell(&mut self, at: u16, cell: &Cell, column: &Column) {
        let format = format_of(cell, column.role);
        let written = match cell {
            Cell::Fixed(text) if !text.is_empty() => {
                let text = at_most(text, LONGEST_TEXT);
                self.sheet.write_string_with_format(self.row, at, text, &format)
            }
            _ => self.sheet.write_blank(self.row, at, &format),
        };
        written.expect(IN_RANGE);
    }

    fn validate(&mut self, first: (u32, u16), last: (u32, u16), input: &Input) {
        if let Some(rule) = self.lists.validation(input) {
            self.sheet
                .add_data_validation(first.0, first.1, last.0, last.1, &rule)
                .expect(IN_RANGE);
        }
    }
}

fn format_of(cell: &Cell, role: Role) -> Format {
    match (cell, role) {
        (Cell::Fixed(_), Role::Section) => look::section(),
        (Cell::Fixed(_), Role::Code) => look::quiet(),
        (Cell::Fixed(_), Role::Item) => look::strong(),
        (Cell::Fixed(_), _) => look::text(),
        (Cell::Open(_), Role::Rating) => look::rating(),
        (Cell::Open(input), _) => match input.takes {
            Takes::Date => look::date(),
            Takes::Number { .. } => look::number(),
            Takes::Text | Takes::OneOf(_) => look::written(),
        },
    }
}

fn open(cell: &Cell) -> Option<&Arc<Input>> {
    match cell {
        Cell::Open(input) => Some(input),
        Cell::Fixed(_) => None,
    }
}

/// Cells below each other that take the same: first, last, and what.
fn runs<'i>(inputs: &[Option<&'i Arc<Input>>]) -> Vec<(u32, u32, &'i Input)> {
    let mut runs: Vec<(u32, u32, &Input)> = Vec::new();
    for (row, input) in (0..).zip(inputs) {
        let Some(input) = input else { continue };
        match runs.last_mut() {
            Some((_, last, same)) if *last + 1 == row && *same == &***input => *last = row,
            _ => runs.push((row, row, input)),
        }
    }
    runs
}

/// Colors that follow what is filled in and how the rows are sorted.
fn colored(sheet: &mut Worksheet, template: &Template, first: u32, last: u32) {
    let columns = &template.form.columns;
    for (at, column) in (0..).zip(columns) {
        let (name, row) = (letters(u32::from(at)), first + 1);
        let rule = match (column.role, template.layout) {
            (Role::Rating | Role::Evidence, Layout::Form) => format!("LEN(${name}{row})=0"),
            // In a row that somebody has begun.
            (Role::Rating, Layout::Rows) => format!("AND(LEN($A{row})>0,LEN(${name}{row})=0)"),
            _ => continue,
        };
        sheet.add_conditional_format(first, at, last, at, &waiting(&rule)).expect(IN_RANGE);
    }
    if columns.first().is_some_and(|column| column.role == Role::Section) {
        let (this, above) = (format!("$A{}", first + 1), format!("$A{first}"));
        let same = ConditionalFormatFormula::new()
            .set_rule(format!("={this}={above}").as_str())
            .set_format(look::repeated());
        let other = ConditionalFormatFormula::new()
            .set_rule(format!("={this}<>{above}").as_str())
            .set_format(look::starts());
        let last_column = column(columns.len() - 1);
        sheet.add_conditional_format(first, 0, last, 0, &same).expect(IN_RANGE);
        sheet.add_conditional_format(first, 0, last, last_column, &other).expect(IN_RANGE);
    }
}

/// The filter, and what stays on the screen and on every page.
fn framed(sheet: &mut Worksheet, template: &Template, header: u32, last: u32) {
    let last_column = column(template.form.columns.len().saturating_sub(1));
    if WORTH_A_FILTER <= template.form.rows.len() {
        sheet.autofilter(header, 0, last, last_column).expect(IN_RANGE);
    }
    let kept = u16::from(template.layout == Layout::Rows);
    sheet.set_freeze_panes(header + 1, kept).expect(IN_RANGE);
    sheet.set_repeat_rows(header, header).expect(IN_RANGE);
    sheet.set_print_area(0, 0, last, last_column).expect(IN_RANGE);
}

/// As wide as a page, or as few pages as can be read; on one page where that is nearly so.
fn printed(sheet: &mut Worksheet, template: &Template, widths: &[f64], points: f64) {
    let total: f64 = widths.iter().sum();
    let paper = if total <= UPRIGHT { Paper::Upright } else { Paper::Across };
    let wide = (1..8).find(|&pages| total <= ACROSS * f64::from(pages)).unwrap_or(8);
    if 1 < wide {
        sheet.set_repeat_columns(0, 0).expect(IN_RANGE);
    }
    let (across, down) = paper.room();
    let shrunk = (across * f64::from(wide) / (total * POINTS_OF_A_DIGIT)).min(1.0);
    let is_nearly_one = points * shrunk <= down * NEARLY_A_PAGE;
    let footer = Footer { language: BLANK, title: &template.title, rules: &template.rules };
    on_paper(sheet, footer, paper, (wide, u16::from(is_nearly_one)));
}

/// Yellow while the rule holds.
fn waiting(rule: &str) -> ConditionalFormatFormula {
    ConditionalFormatFormula::new()
        .set_rule(format!("={rule}").as_str())
        .set_format(look::waiting())
}

/// The column up to which cells are joined so that they are wide enough.
fn enough(widths: &[f64], first: usize, last: usize) -> usize {
    let mut sum = 0.0;
    for (at, width) in widths.iter().enumerate().take(last + 1).skip(first) {
        sum += width;
        if LINE_WIDTH <= sum {
            return at;
        }
    }
    last
}

/// The width of each column in digits.
fn widths(template: &Template) -> Vec<f64> {
    let columns = &template.form.columns;
    let has = |role| columns.iter().any(|column| column.role == role);
    let wide_items = !has(Role::Statement);
    // The labels at the right stand over the ratings.
    let labels = template.form.lines.iter().skip(1).step_by(2).map(|line| line.label.as_str());
    let label = widest(labels) + 3.0;
    let width = |(at, column): (usize, &Column)| {
        let word = widest(column.heading.split(' '));
        let texts = template.form.rows.iter().filter_map(|row| match &row[at] {
            Cell::Fixed(text) => Some(text.as_str()),
            Cell::Open(_) => None,
        });
        match (column.role, template.layout) {
            (Role::Section, _) => 21.0,
            (Role::Code, _) => (widest(texts) + 3.0).clamp(15.0, 24.0),
            (Role::Item, _) if wide_items => (widest(texts) + 4.0).clamp(24.0, 46.0),
            (Role::Item, _) => 26.0,
            (Role::Statement, _) => 44.0,
            (Role::Rating, Layout::Form) => {
                rating_width(template, at).max(word + 3.0).max(label).clamp(14.0, 26.0)
            }
            (Role::Rating, Layout::Rows) => rating_width(template, at).clamp(6.0, 16.0),
            (Role::Evidence, Layout::Form) => 42.0,
            (Role::Evidence, Layout::Rows) => 28.0,
            (Role::Field, _) => field_width(template, at).max(word + 3.0),
        }
    };
    columns.iter().enumerate().map(width).collect()
}

/// A field of a form in a row.
fn field_width(template: &Template, at: usize) -> f64 {
    match takes(template, at) {
        Some(Takes::Date) => 12.0,
        Some(Takes::Number { .. }) => 9.0,
        Some(Takes::OneOf(choices)) => (widest_choice(choices) + 3.0).clamp(11.0, 26.0),
        // The first is the site.
        Some(Takes::Text) | None if at == 0 => 24.0,
        Some(Takes::Text) | None => 15.0,
    }
}

/// As narrow as what is written there allows.
fn rating_width(template: &Template, at: usize) -> f64 {
    match takes(template, at) {
        Some(Takes::OneOf(choices)) => widest_choice(choices) * 1.3 + 2.5,
        _ => 8.0,
    }
}

fn takes(template: &Template, at: usize) -> Option<&Takes> {
    let input = open(&template.form.rows.first()?[at])?;
    Some(&input.takes)
}

fn widest_choice(choices: &[Choice]) -> f64 {
    let shown: Vec<String> = choices.iter().map(Choice::shown).collect();
    widest(shown.iter().map(String::as_str))
}

/// High enough for headings that are written upwards.
fn heading_height(template: &Template) -> f64 {
    let headings = template.form.columns.iter();
    let upwards = headings.filter(|column| column.role == Role::Rating);
    match template.layout {
        Layout::Form => 30.0,
        Layout::Rows => {
            let widest = widest(upwards.map(|column| column.heading.as_str()));
            (widest * 5.6 + 16.0).clamp(60.0, 220.0)
        }
    }
}

/// How wide the widest text is, in digits.
fn widest<'t>(texts: impl Iterator<Item = &'t str>) -> f64 {
    let wide = |text: &str| text.chars().map(measure::width).sum::<f64>();
    texts.map(wide).fold(0.0, f64::max)
}

fn column(at: usize) -> u16 {
    u16::try_from(at).expect(IN_RANGE)
}

//! A tracker as an Excel workbook: drop-downs, days and words that set rows off, headings locked.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, ProtectionOptions, Workbook, Worksheet};

use super::{Footer, Lists, Paper, about, at_most, excel_day, guide, look, measure, on_paper};
use crate::{
    language::{Language, say},
    model::letters,
    tracker::{Book, BookColumn, BookTable, Marks, Role, Value},
};

/// The longest text that a cell of a workbook takes: what people write is never cut shorter.
const LONGEST: usize = 32_767;
/// How high a row is at least, so that there is room to write by hand.
const LOWEST: f64 = 30.0;
const HEADING: f64 = 34.0;
/// Letters of ten points instead of eleven: more of them in a cell, and lower lines.
const WIDER: f64 = 1.08;
const LOWER: f64 = 0.92;

const MOST_ON_A_PAGE: usize = 10;

const IN_RANGE: &str = "a tracker is smaller than a sheet";

/// The bytes of the workbook. The same tracker gives the same bytes.
///
/// # Panics
/// Never for a tracker that was made from rules: its sheets have names of their own.
pub fn tracker(book: &Book) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let language = book.language;
    let subject = say!(language, "tracker-subject");
    workbook.set_properties(&about(language, (&book.title, &subject), &book.rules, book.dated));
    let mut lists = Lists::of(language);
    let footer = Footer { language, title: &book.title, rules: &book.rules };
    for (at, table) in book.tables.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        write(sheet, table, (language, &book.title), &mut lists);
        on_paper(sheet, footer, Paper::Across, (pages_beside(table), 0));
        sheet.set_active(at == 0);
    }
    guide::write(workbook.add_worksheet(), &book.title, &book.guide, footer);
    lists.write(&mut workbook);
    workbook
        .save_to_buffer()
        .expect("names of sheets differ, and lists are written where they are named")
}

fn write(
    sheet: &mut Worksheet,
    table: &BookTable,
    (language, title): (Language, &str),
    lists: &mut Lists,
) {
    sheet.set_name(&table.tab).expect("the name is short and plain");
    let widths: Vec<f64> = table.columns.iter().map(|column| width(column, table)).collect();
    for (at, width) in (0..).zip(&widths) {
        sheet.set_column_width(at, *width).expect(IN_RANGE);
    }
    text(sheet, (0, 0), title, &look::title(), 30.0);
    text(sheet, (1, 0), &table.lead, &look::lead(), 18.0);
    let header = lines(sheet, table, (language, &widths), 2) + 1;
    sheet.set_row_height(header - 1, 8.0).expect(IN_RANGE);
    headings(sheet, table, &widths, header);
    let last = rows(sheet, table, (language, &widths), header + 1);
    inputs(sheet, table, (header + 1, last), lists);
    Looks { sheet, table, first: header + 1, last }.set();
    framed(sheet, table, header, last);
    locked(sheet);
}

/// On one page, so many columns would be too small to read.
fn pages_beside(table: &BookTable) -> u16 {
    if table.columns.len() <= MOST_ON_A_PAGE { 1 } else { 2 }
}

fn text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
    height: f64,
) {
    sheet.write_string_with_format(row, column, at_most(text, LONGEST), format).expect(IN_RANGE);
    sheet.set_row_height(row, height).expect(IN_RANGE);
}

/// Labels and values beside each other, in as many rows as it takes; gives the row after them.
fn lines(
    sheet: &mut Worksheet,
    table: &BookTable,
    (language, widths): (Language, &[f64]),
    first_row: u32,
) -> u32 {
    let (mut row, mut next) = (first_row, 0);
    for (label, value) in &table.lines {
        let shown = value.shown(language);
        let (mut label_end, mut end) = spans(widths, next, label, &shown);
        if widths.len() <= end && 0 < next {
            (row, next) = (row + 1, 0);
            (label_end, end) = spans(widths, next, label, &shown);
        }
        let end = end.min(widths.len() - 1);
        over(sheet, row, (next, label_end), &Value::Text(label.clone()), &look::label());
        let format = match value {
            Value::Date(_) => look::fixed_date(language),
            Value::Text(_) | Value::Number(_) => look::fixed(),
        };
        over(sheet, row, (label_end + 1, end), value, &format);
        sheet.set_row_height(row, 20.0).expect(IN_RANGE);
        next = end + 1;
    }
    row + 1
}

/// The last columns of a label and of its value; beyond the table where there is no room.
fn spans(widths: &[f64], first: usize, label: &str, value: &str) -> (usize, usize) {
    let end = |from: usize, text: &str| {
        let needed = text.chars().map(measure::width).sum::<f64>() + 3.0;
        let mut sum = 0.0;
        let fits = (from..widths.len()).find(|&at| {
            sum += widths[at];
            needed <= sum
        });
        fits.unwrap_or(widths.len())
    };
    let label_end = end(first, label).min(widths.len() - 1);
    (label_end, end(label_end + 1, value))
}

fn over(
    sheet: &mut Worksheet,
    row: u32,
    (first, last): (usize, usize),
    value: &Value,
    format: &Format,
) {
    let (first, last) = (column(first), column(last.max(first)));
    if first < last {
        sheet.merge_range(row, first, row, last, "", format).expect(IN_RANGE);
    }
    put(sheet, (row, first), value, format);
}

fn headings(sheet: &mut Worksheet, table: &BookTable, widths: &[f64], row: u32) {
    let texts = table.columns.iter().map(|column| column.heading.as_str());
    let height =
        (measure::height(texts.zip(widths.iter().map(|width| width * WIDER))) * LOWER).max(HEADING);
    for (at, heading) in (0..).zip(&table.columns) {
        let format =
            if is_narrow(heading.role) { look::heading_centered() } else { look::heading() };
        text(sheet, (row, at), &heading.heading, &format.set_font_size(10), height);
    }
}

/// Writes the rows and those that are left open; gives the last one.
fn rows(
    sheet: &mut Worksheet,
    table: &BookTable,
    (language, widths): (Language, &[f64]),
    first: u32,
) -> u32 {
    let open = vec![None; table.columns.len()];
    let all = table.rows.iter().chain(std::iter::repeat_n(&open, table.open_rows));
    let mut row = first;
    for cells in all {
        for (at, (cell, column)) in (0..).zip(cells.iter().zip(&table.columns)) {
            let format = format(language, column.role, cell.as_ref());
            match cell {
                Some(Value::Text(text)) if column.role == Role::Subject => {
                    subject(sheet, (row, at), text, &format);
                }
                Some(value) => put(sheet, (row, at), value, &format),
                None => drop(sheet.write_blank(row, at, &format).expect(IN_RANGE)),
            }
        }
        let shown: Vec<(String, f64)> = cells
            .iter()
            .zip(widths)
            .filter_map(|(cell, width)| Some((cell.as_ref()?.shown(language), *width * WIDER)))
            .collect();
        let height = measure::height(shown.iter().map(|(text, width)| (text.as_str(), *width)));
        sheet.set_row_height(row, (height * LOWER).max(LOWEST)).expect(IN_RANGE);
        row += 1;
    }
    (row - 1).max(first)
}

/// A text never is a formula, whatever it starts with.
fn put(sheet: &mut Worksheet, (row, column): (u32, u16), value: &Value, format: &Format) {
    let written = match value {
        Value::Text(text) => {
            sheet.write_string_with_format(row, column, at_most(text, LONGEST), format)
        }
        Value::Number(number) => sheet.write_number_with_format(row, column, *number, format),
        Value::Date(day) => match excel_day(*day) {
            Some(day) => sheet.write_datetime_with_format(row, column, &day, format),
            None => sheet.write_string_with_format(row, column, day.to_string(), format),
        },
    };
    written.expect(IN_RANGE);
}

/// What a row is about: its first line in bold, where there are more.
fn subject(sheet: &mut Worksheet, (row, column): (u32, u16), text: &str, format: &Format) {
    let text = at_most(text, LONGEST);
    let written = match text.split_once('\n') {
        Some((first, rest)) if !first.trim().is_empty() && !rest.trim().is_empty() => {
            let rest = format!("\n{rest}");
            let (bold, plain) = (look::first_line(), look::next_lines());
            let parts = [(&bold, first), (&plain, rest.as_str())];
            sheet.write_rich_string_with_format(row, column, &parts, format)
        }
        _ => sheet.write_string_with_format(row, column, &text, format),
    };
    written.expect(IN_RANGE);
}

fn format(language: Language, role: Role, value: Option<&Value>) -> Format {
    let is_date = matches!(value, Some(Value::Date(_)));
    match role {
        Role::Ref => look::reference(),
        Role::Day | Role::Due | Role::StatusDay => look::small_date(language),
        Role::Score => look::score(),
        Role::Status => look::picked(),
        _ if is_date => look::small_date(language),
        Role::Standard | Role::Subject | Role::Person | Role::Text | Role::Short | Role::Theirs => {
            match value {
                Some(Value::Number(_)) => look::small().set_num_format("General"),
                _ => look::small(),
            }
        }
    }
}

fn inputs(sheet: &mut Worksheet, table: &BookTable, (first, last): (u32, u32), lists: &mut Lists) {
    for (at, column) in (0..).zip(&table.columns) {
        if let Some(rule) = lists.validation(&column.input) {
            sheet.add_data_validation(first, at, last, at, &rule).expect(IN_RANGE);
        }
    }
}

/// What stays on the screen and on every page.
fn framed(sheet: &mut Worksheet, table: &BookTable, header: u32, last: u32) {
    let last_column = column(table.columns.len() - 1);
    let subject = place(table, Role::Subject).unwrap_or(0);
    sheet.autofilter(header, 0, last, last_column).expect(IN_RANGE);
    sheet.set_freeze_panes(header + 1, subject + 1).expect(IN_RANGE);
    sheet.set_repeat_rows(header, header).expect(IN_RANGE);
    if 1 < pages_beside(table) {
        sheet.set_repeat_columns(0, subject).expect(IN_RANGE);
    }
    sheet.set_print_area(0, 0, last, last_column).expect(IN_RANGE);
}

/// Headings are locked, without a password. Every cell below them is open: sorting needs that.
fn locked(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        delete_rows: true,
        insert_columns: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
    sheet.set_screen_gridlines(false);
}

/// Looks that follow what is written.
struct Looks<'s, 't> {
    sheet: &'s mut Worksheet,
    table: &'t BookTable,
    first: u32,
    last: u32,
}

impl Looks<'_, '_> {
    fn set(&mut self) {
        let Marks { done, stuck, dropped, not_started, .. } = self.table.marks.clone();
        let Some(status) = self.cell(Role::Status) else { return };
        let is_any = |words: &[String]| any(&status, words);
        let settled = [done.clone(), dropped.clone()].concat();
        let is_begun = format!("AND(LEN({status})>0,NOT({}))", is_any(&not_started));
        let is_open = format!("NOT({})", is_any(&settled));
        self.on(Role::Status, &is_any(&done), look::done());
        self.on(Role::Status, &is_any(&stuck), look::stuck());
        if let Some(due) = self.cell(Role::Due)
            && self.table.marks_steps()
        {
            let has_passed = format!("AND(ISNUMBER({due}),{due}<TODAY(),{is_open})");
            self.on(Role::Due, &has_passed, look::overdue());
        }
        if let Some(day) = self.cell(Role::StatusDay) {
            let stale = self.table.marks.stale_days;
            let waits = format!(
                "AND({is_begun},OR(LEN({day})=0,AND(ISNUMBER({day}),TODAY()-{day}>{stale},{is_open})))"
            );
            self.on(Role::StatusDay, &waits, look::waiting());
        }
        if let Some(subject) = self.cell(Role::Subject) {
            for role in [Role::Person, Role::Due] {
                let Some(cell) = self.cell(role) else { continue };
                let waits = format!("AND(LEN({subject})>0,LEN({cell})=0,{is_open})");
                self.on(role, &waits, look::waiting());
            }
        }
        if !dropped.is_empty() {
            let last = column(self.table.columns.len() - 1);
            self.over((0, last), &is_any(&dropped), look::dropped());
        }
    }

    /// The cell of a role in the first row, its column fixed.
    fn cell(&self, role: Role) -> Option<String> {
        let at = place(self.table, role)?;
        Some(format!("${}{}", letters(at.into()), self.first + 1))
    }

    fn on(&mut self, role: Role, condition: &str, format: Format) {
        if let Some(at) = place(self.table, role) {
            self.over((at, at), condition, format);
        }
    }

    fn over(&mut self, (from, to): (u16, u16), rule: &str, format: Format) {
        let look = ConditionalFormatFormula::new()
            .set_rule(format!("={rule}").as_str())
            .set_format(format);
        self.sheet.add_conditional_format(self.first, from, self.last, to, &look).expect(IN_RANGE);
    }
}

impl BookTable {
    /// Whether its rows are done one day: a goal has no word for that.
    fn marks_steps(&self) -> bool {
        self.columns.iter().any(|column| column.role == Role::Person)
    }
}

/// Whether a cell holds one of the words.
fn any(cell: &str, words: &[String]) -> String {
    let is = words.iter().map(|word| format!("{cell}=\"{}\"", word.replace('"', "\"\"")));
    let is: Vec<String> = is.collect();
    if is.is_empty() { "FALSE".to_owned() } else { format!("OR({})", is.join(",")) }
}

fn place(table: &BookTable, role: Role) -> Option<u16> {
    table.columns.iter().position(|column| column.role == role).map(column)
}

const fn is_narrow(role: Role) -> bool {
    matches!(role, Role::Day | Role::Due | Role::Status | Role::StatusDay | Role::Score)
}

/// The width of a column in digits. A sheet with few columns gives them more room.
fn width(of: &BookColumn, table: &BookTable) -> f64 {
    let roomy = table.columns.len() <= 4;
    match of.role {
        Role::Ref => {
            if roomy {
                14.5
            } else {
                12.0
            }
        }
        Role::Standard => 17.0,
        Role::Subject => {
            if roomy {
                60.0
            } else {
                38.0
            }
        }
        Role::Day | Role::Due | Role::StatusDay => 10.5,
        Role::Status => {
            if table.marks_steps() {
                11.0
            } else {
                17.0
            }
        }
        Role::Score => 8.5,
        Role::Text => {
            if roomy {
                90.0
            } else {
                18.0
            }
        }
        Role::Person | Role::Short | Role::Theirs => 15.0,
    }
}

fn column(at: usize) -> u16 {
    u16::try_from(at).expect(IN_RANGE)
}

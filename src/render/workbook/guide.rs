//! The pages beside the form: how to fill it in, and what each level looks like.

use rust_xlsxwriter::{Format, Worksheet};

use super::{BLANK, Footer, LEVELS, LONGEST_TEXT, Paper, at_most, locked, look, measure, on_paper};
use crate::{
    language::say,
    template::{Passage, Table, Template},
};

const IN_RANGE: &str = "a guide is smaller than a sheet";
/// How wide the columns are: the number of a step; what to write, its name, what it means.
const GUIDE_WIDTHS: [f64; 4] = [5.0, 16.0, 26.0, 60.0];
/// How wide the columns of the levels are together.
const LEVELS_WIDTH: f64 = 175.0;

pub(super) fn write(sheet: &mut Worksheet, title: &str, passages: &[Passage], footer: Footer<'_>) {
    sheet
        .set_name(say!(footer.language, "tracker-tab-guide"))
        .expect("the name is short and plain");
    for (at, width) in (0..).zip(GUIDE_WIDTHS) {
        sheet.set_column_width(at, width).expect(IN_RANGE);
    }
    let mut row = 0;
    put(sheet, (row, 0), title, &look::title());
    sheet.set_row_height(row, 30.0).expect(IN_RANGE);
    row += 1;
    for passage in passages {
        row = write_passage(sheet, row, passage);
    }
    on_paper(sheet, footer, Paper::Upright, (1, 0));
    locked(sheet);
}

/// Writes a passage from a row on; gives the row after it.
fn write_passage(sheet: &mut Worksheet, row: u32, passage: &Passage) -> u32 {
    match passage {
        Passage::Heading(text) => {
            put(sheet, (row, 0), text, &look::passage_heading());
            sheet.set_row_height(row, 32.0).expect(IN_RANGE);
            row + 1
        }
        Passage::Steps(steps) => {
            for (at, step) in (0..).zip(steps) {
                marked(sheet, row + at, &format!("{}.", at + 1), step);
            }
            after(row, steps.len())
        }
        Passage::Paragraph(text) => {
            marked(sheet, row, "•", text);
            row + 1
        }
        Passage::Table(table) => {
            let widths = &GUIDE_WIDTHS[1..];
            // Two columns share the width of three.
            let widths = if table.head.len() == 2 { [16.0, 86.0].as_slice() } else { widths };
            write_table(sheet, row, table, widths)
        }
    }
}

/// A text behind its mark over the whole width, as high as it needs.
fn marked(sheet: &mut Worksheet, row: u32, mark: &str, text: &str) {
    put(sheet, (row, 0), mark, &look::mark());
    let text = at_most(text, LONGEST_TEXT);
    let width: f64 = GUIDE_WIDTHS[1..].iter().sum();
    sheet.merge_range(row, 1, row, 3, &text, &look::passage()).expect(IN_RANGE);
    sheet.set_row_height(row, measure::height([(text.as_str(), width)])).expect(IN_RANGE);
}

fn write_table(sheet: &mut Worksheet, row: u32, table: &Table, widths: &[f64]) -> u32 {
    for (at, head) in (1..).zip(&table.head) {
        put(sheet, (row, at), head, &look::heading());
    }
    sheet.set_row_height(row, 21.0).expect(IN_RANGE);
    for (below, cells) in (1..).zip(&table.rows) {
        for (at, cell) in (1..).zip(cells) {
            let format = if at == 1 { look::write_this() } else { look::text() };
            put(sheet, (row + below, at), cell, &format);
        }
        let sized = cells.iter().map(String::as_str).zip(widths.iter().copied());
        sheet.set_row_height(row + below, measure::height(sized)).expect(IN_RANGE);
    }
    after(row, table.rows.len() + 1)
}

pub(super) fn write_levels(sheet: &mut Worksheet, template: &Template) {
    sheet.set_name(LEVELS).expect("the name is short and plain");
    let most = template.levels.iter().map(|table| table.head.len()).max().unwrap_or(1);
    let width = (LEVELS_WIDTH / most as f64).clamp(22.0, 40.0);
    for at in (0..).take(most) {
        sheet.set_column_width(at, width).expect(IN_RANGE);
    }
    put(sheet, (0, 0), "What each level looks like", &look::title());
    sheet.set_row_height(0, 30.0).expect(IN_RANGE);
    put(sheet, (1, 0), &template.title, &look::lead());
    let mut row = 3;
    for table in &template.levels {
        row = write_table_of_levels(sheet, row, table, width) + 1;
    }
    sheet.set_freeze_panes(4, 1).expect(IN_RANGE);
    if template.levels.len() == 1 {
        sheet.set_repeat_rows(3, 3).expect(IN_RANGE);
    }
    let footer = Footer { language: BLANK, title: &template.title, rules: &template.rules };
    on_paper(sheet, footer, Paper::Across, (1, 0));
    locked(sheet);
}

fn write_table_of_levels(sheet: &mut Worksheet, row: u32, table: &Table, width: f64) -> u32 {
    for (at, head) in (0..).zip(&table.head) {
        put(sheet, (row, at), head, &look::heading());
    }
    sheet.set_row_height(row, 24.0).expect(IN_RANGE);
    for (below, cells) in (1..).zip(&table.rows) {
        for (at, cell) in (0..).zip(cells) {
            let format = if at == 0 { look::strong() } else { look::text() };
            put(sheet, (row + below, at), cell, &format);
        }
        let sized = cells.iter().map(|cell| (cell.as_str(), width));
        sheet.set_row_height(row + below, measure::height(sized)).expect(IN_RANGE);
    }
    after(row, table.rows.len() + 1)
}

fn put(sheet: &mut Worksheet, (row, column): (u32, u16), text: &str, format: &Format) {
    let text = at_most(text, LONGEST_TEXT);
    sheet.write_string_with_format(row, column, text, format).expect(IN_RANGE);
}

fn after(row: u32, rows: usize) -> u32 {
    row + u32::try_from(rows).expect(IN_RANGE)
}

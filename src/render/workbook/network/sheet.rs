//! What the sheets share: title, heads, choices, paper.

use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Formula, Worksheet};

use crate::{
    language::say,
    render::workbook::{
        BOTTOM, LETTER, LONGEST_TEXT, SIDES, TOP, at_most, in_footer, look, measure,
    },
    report::NetworkBook,
};

/// A cell of ours; rows and columns count from zero.
pub(super) type Place = (u32, u16);

/// The sheet with its name, its title and a line about it, on paper across.
pub(super) fn start(
    sheet: &mut Worksheet,
    network: &NetworkBook,
    name: &str,
    (title, lead): (&str, &str),
) {
    sheet.set_name(name).expect("the name is short and of letters");
    sheet.set_screen_gridlines(false);
    // What has no value shows nothing, and no 0.
    sheet.set_formula_result_default("");
    sheet.set_row_height(0, 30).expect("the sheet has a first row");
    text(sheet, (0, 0), title, &look::title());
    text(sheet, (1, 0), lead, &look::lead());
    on_paper(sheet, network);
}

/// Letter across, one page wide.
pub(super) fn on_paper(sheet: &mut Worksheet, network: &NetworkBook) {
    sheet.set_paper_size(LETTER);
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(SIDES, SIDES, TOP, BOTTOM, 0.3, 0.3);
    let page = say!(network.language, "network-book-page", page = "&P", pages = "&N");
    let title = in_footer(&network.title);
    sheet.set_footer(format!("&L&8&K6B6B6B{title}&R&8&K6B6B6B{page}"));
}

/// A text is always a text, whatever it starts with.
pub(super) fn text(sheet: &mut Worksheet, (row, column): Place, text: &str, format: &Format) {
    let text = at_most(text, LONGEST_TEXT);
    sheet
        .write_string_with_format(row, column, text, format)
        .expect("the text fits its cell, and the cell its sheet");
}

pub(super) fn number(sheet: &mut Worksheet, (row, column): Place, number: f64, format: &Format) {
    sheet.write_number_with_format(row, column, number, format).expect("the cell fits its sheet");
}

pub(super) fn blank(sheet: &mut Worksheet, (row, column): Place, format: &Format) {
    sheet.write_blank(row, column, format).expect("the cell fits its sheet");
}

pub(super) fn formula(
    sheet: &mut Worksheet,
    (row, column): Place,
    formula: Formula,
    format: &Format,
) {
    sheet.write_formula_with_format(row, column, formula, format).expect("the cell fits its sheet");
}

/// The heading of the column that says how was rated, in more words in some languages.
const RATED: &str = "network-rated";

/// Headings side by side, as messages with the least widths of their columns.
pub(super) fn heads(
    sheet: &mut Worksheet,
    network: &NetworkBook,
    row: u32,
    columns: &[(&str, f64)],
) {
    let rated = measure::width_of(network.lines.iter().map(|line| line.rated.as_str()));
    let wide = |head: &str, width: f64| if head == RATED { width.max(rated) } else { width };
    let said = |(head, width): &(&str, f64)| (network.language.say(head, &[]), wide(head, *width));
    let said: Vec<(String, f64)> = columns.iter().map(said).collect();
    texts_as_heads(sheet, row, said.iter().map(|(head, width)| (head.as_str(), *width)));
}

/// Headings side by side, and how wide their columns are; the row stays in sight and is printed on
/// every page.
pub(super) fn texts_as_heads<'a>(
    sheet: &mut Worksheet,
    row: u32,
    columns: impl Iterator<Item = (&'a str, f64)> + Clone,
) {
    let format = look::heading();
    for ((head, width), column) in columns.clone().zip(0..) {
        text(sheet, (row, column), head, &format);
        sheet.set_column_width(column, width).expect("the column fits its sheet");
    }
    let height = measure::height(columns);
    sheet.set_row_height(row, height).expect("the row fits its sheet");
    sheet.set_repeat_rows(row, row).expect("the row fits its sheet");
}

/// A cell in which people choose one of a few words.
pub(super) fn choice(sheet: &mut Worksheet, place: Place, choices: &[String], chosen: &str) {
    let (row, column) = place;
    text(sheet, place, chosen, &look::written().set_background_color(look::YELLOW));
    let rule = DataValidation::new().allow_list_strings(choices);
    // A list that is too long for a cell is left out: the cell can be written in all the same.
    if let Ok(rule) = rule {
        sheet
            .add_data_validation(row, column, row, column, &rule)
            .expect("the cell fits its sheet");
    }
}

/// A column as spreadsheets name it.
pub(super) fn letters(column: u16) -> String {
    crate::model::letters(u32::from(column))
}

pub(super) fn count_format() -> Format {
    look::text().set_num_format("0")
}

pub(super) fn score_format() -> Format {
    look::text().set_num_format("0.00")
}

/// A number that stands beside a name.
pub(super) fn quiet_count() -> Format {
    look::quiet().set_num_format("0").set_indent(0).set_align(FormatAlign::Center)
}

pub(super) fn quiet_score() -> Format {
    look::quiet().set_num_format("0.0").set_indent(0).set_align(FormatAlign::Center)
}

/// A row among thousands.
pub(super) fn plain() -> Format {
    Format::new().set_font_name("Calibri").set_font_size(10).set_font_color(look::INK)
}

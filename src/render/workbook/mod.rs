//! A blank form as an Excel workbook: drop-downs, locked structure, open cells, set up for Letter.

mod look;
mod measure;
mod lists;
mod form;
mod guide;
mod network;
mod tracker;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet};

use crate::{
    language::{Language, say},
    template::Template,
};
use chrono::{Datelike, NaiveDate};
use lists::Lists;

pub use network::network_workbook;
pub use tracker::tracker;

/// The tabs, in the order in which they stand, with the guide between them: the first is what other
/// formats keep.
const RATINGS: &str = "Ratings";
const LEVELS: &str = "Levels";

/// The language of blank forms.
const BLANK: Language = Language::English;
/// US Letter, as workbooks number it.
const LETTER: u8 = 1;
/// Margins in inches.
const SIDES: f64 = 0.5;
const TOP: f64 = 0.6;
const BOTTOM: f64 = 0.7;
/// The longest text that a cell takes.
const LONGEST_TEXT: usize = 32_000;
/// The longest title in a footer.
const LONGEST_FOOTER: usize = 80;

/// The bytes of the workbook. The same template gives the same bytes.
///
/// # Panics
/// Never for a template that was made from rules: its sheets have names of their own.
pub fn workbook(template: &Template) -> Vec<u8> {
    let mut book = Workbook::new();
    book.set_properties(&properties(template));
    let mut lists = Lists::of(BLANK);
    form::write(book.add_worksheet(), template, &mut lists);
    let footer = Footer { language: BLANK, title: &template.title, rules: &template.rules };
    guide::write(book.add_worksheet(), &template.title, &template.guide, footer);
    if !template.levels.is_empty() {
        guide::write_levels(book.add_worksheet(), template);
    }
    lists.write(&mut book);
    book.save_to_buffer()
        .expect("names of sheets differ, and lists are written where they are named")
}

fn properties(template: &Template) -> DocProperties {
    about(BLANK, (&template.title, "Blank form"), &template.rules, template.dated)
}

/// What a workbook says of itself, dated so that the same content gives the same bytes.
fn about(
    language: Language,
    (title, subject): (&str, &str),
    rules: &str,
    day: NaiveDate,
) -> DocProperties {
    let dated = excel_day(day).expect("a run is made for a day of our time");
    DocProperties::new()
        .set_title(title)
        .set_subject(subject)
        .set_comment(say!(language, "tracker-made-from", rules = rules))
        .set_creation_datetime(&dated)
}

/// A day as workbooks count them; none before 1900.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, day) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// What stands at the foot of every page.
#[derive(Clone, Copy, Debug)]
struct Footer<'a> {
    language: Language,
    title: &'a str,
    rules: &'a str,
}

/// How a page lies on paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Paper {
    Upright,
    Across,
}

impl Paper {
    /// How wide and how high the room between the margins is, in points.
    fn room(self) -> (f64, f64) {
        let (short, long) = (8.5 * 72.0, 11.0 * 72.0);
        let (wide, high) = match self {
            Paper::Upright => (short, long),
            Paper::Across => (long, short),
        };
        (wide - 2.0 * SIDES * 72.0, high - (TOP + BOTTOM) * 72.0)
    }
}

/// Letter, on so many pages beside and below each other (0: as many as it takes), with the number of
/// the page.
fn on_paper(sheet: &mut Worksheet, footer: Footer<'_>, paper: Paper, (wide, high): (u16, u16)) {
    sheet.set_paper_size(LETTER);
    match paper {
        Paper::Upright => sheet.set_portrait(),
        Paper::Across => sheet.set_landscape(),
    };
    sheet.set_print_fit_to_pages(wide, high);
    sheet.set_margins(SIDES, SIDES, TOP, BOTTOM, 0.3, 0.3);
    sheet.set_print_center_horizontally(true);
    let page = say!(footer.language, "tracker-page", page = "&P", pages = "&N");
    sheet.set_footer(format!(
        "&L&8&K6B6B6B{}&C&8&K6B6B6B{}&R&8&K6B6B6B{page}",
        in_footer(footer.title),
        in_footer(footer.rules)
    ));
}

/// In a footer, `&` starts a code.
fn in_footer(text: &str) -> String {
    at_most(text, LONGEST_FOOTER).replace('&', "&&")
}

/// Locked without a password; what people need is allowed.
fn locked(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
    sheet.set_screen_gridlines(false);
}

/// The text, cut where it is longer than what may stand there.
fn at_most(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(letters - 1).collect();
    format!("{}…", kept.trim_end())
}

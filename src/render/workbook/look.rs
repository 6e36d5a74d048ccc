//! Colors, type and cells: how a blank form looks.
//!
//! Yellow is where people write, and dark blue is where headings stand; nothing is told by color alone.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::language::Language;

pub(super) const INK: Color = Color::RGB(0x0022_2B33);
pub(super) const BLUE: Color = Color::RGB(0x001F_4560);
pub(super) const GREY: Color = Color::RGB(0x0060_6B75);
pub(super) const PALE: Color = Color::RGB(0x009A_A3AB);
pub(super) const LINE: Color = Color::RGB(0x00CF_D6DC);
pub(super) const YELLOW: Color = Color::RGB(0x00FF_F6D6);
const WASH: Color = Color::RGB(0x00EE_F3F7);
const GREEN: Color = Color::RGB(0x00DF_F0E3);
const DARK_GREEN: Color = Color::RGB(0x001E_5B34);
const ORANGE: Color = Color::RGB(0x00FB_D9B5);
const BROWN: Color = Color::RGB(0x006B_3A00);

fn plain() -> Format {
    Format::new().set_font_name("Calibri").set_font_size(11).set_font_color(INK)
}

fn on_top() -> Format {
    plain().set_align(FormatAlign::Top).set_text_wrap()
}

/// Beside its neighbors, a little away from the edge.
fn in_a_row() -> Format {
    let format = plain().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    format.set_align(FormatAlign::Left).set_indent(1)
}

fn boxed(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(LINE)
}

pub(super) fn title() -> Format {
    plain().set_font_size(18).set_bold().set_font_color(BLUE).set_align(FormatAlign::VerticalCenter)
}

pub(super) fn lead() -> Format {
    plain().set_font_color(GREY).set_align(FormatAlign::VerticalCenter)
}

pub(super) fn label() -> Format {
    plain().set_bold().set_font_color(BLUE).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

/// The label of a cell at its right.
pub(super) fn label_before() -> Format {
    label().set_align(FormatAlign::Right).set_indent(1)
}

pub(super) fn key() -> Format {
    plain().set_font_size(10).set_font_color(INK).set_align(FormatAlign::VerticalCenter)
}

pub(super) fn heading() -> Format {
    let format = plain().set_bold().set_font_color(Color::White).set_background_color(BLUE);
    let format = format.set_text_wrap().set_align(FormatAlign::VerticalCenter);
    boxed(format.set_align(FormatAlign::Left).set_indent(1))
}

/// A heading over a column of a form in a row, beside headings that are written upwards.
pub(super) fn heading_below() -> Format {
    heading().set_align(FormatAlign::Bottom)
}

/// A heading over a narrow column, written upwards.
pub(super) fn heading_upwards() -> Format {
    let format = heading().set_indent(0).set_rotation(90);
    format.set_align(FormatAlign::Bottom).set_align(FormatAlign::Center)
}

pub(super) fn heading_centered() -> Format {
    heading().set_indent(0).set_align(FormatAlign::Center)
}

pub(super) fn text() -> Format {
    boxed(in_a_row())
}

pub(super) fn strong() -> Format {
    boxed(in_a_row().set_bold())
}

pub(super) fn quiet() -> Format {
    boxed(in_a_row().set_font_color(GREY))
}

pub(super) fn section() -> Format {
    boxed(in_a_row().set_font_color(BLUE).set_background_color(WASH))
}

/// Where people write. As text, so that `2011-12` does not become a date and `- went well` no formula.
pub(super) fn written() -> Format {
    boxed(in_a_row().set_num_format("@").set_unlocked())
}

pub(super) fn date() -> Format {
    written().set_num_format("m/d/yyyy")
}

/// A number stays a number.
pub(super) fn number() -> Format {
    written().set_num_format("General")
}

/// A rating, which is a number too.
pub(super) fn rating() -> Format {
    let format = plain().set_bold().set_font_size(13).set_unlocked().set_text_wrap();
    boxed(format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter))
}

/// A cell that waits for somebody to write.
pub(super) fn waiting() -> Format {
    Format::new().set_background_color(YELLOW)
}

/// The name of a section that the row above has too.
pub(super) fn repeated() -> Format {
    Format::new().set_font_color(PALE)
}

/// The first row of a section.
pub(super) fn starts() -> Format {
    boxed(Format::new()).set_border_top_color(BLUE)
}

pub(super) fn passage_heading() -> Format {
    plain().set_font_size(13).set_bold().set_font_color(BLUE).set_align(FormatAlign::Bottom)
}

pub(super) fn passage() -> Format {
    on_top()
}

/// The number of a step, or the dot of a note.
pub(super) fn mark() -> Format {
    on_top().set_bold().set_font_color(BLUE).set_align(FormatAlign::Right).set_indent(1)
}

pub(super) fn write_this() -> Format {
    boxed(in_a_row().set_bold().set_indent(0).set_align(FormatAlign::Center))
}

/// By which a row is known again: there, and out of the way.
pub(super) fn reference() -> Format {
    boxed(in_a_row().set_font_size(8).set_font_color(PALE).set_num_format("@").set_unlocked())
}

/// Text of people in a table that is full of it.
pub(super) fn small() -> Format {
    written().set_font_size(10)
}

/// How days look: as people who read the language write them, and not to be read the other way round.
fn days(language: Language) -> &'static str {
    match language {
        Language::English => "m/d/yyyy",
        // The names of months in the Spanish of Mexico, whatever the machine speaks.
        Language::Spanish => "[$-80A]d mmm yyyy",
    }
}

pub(super) fn small_date(language: Language) -> Format {
    small().set_num_format(days(language)).set_indent(0).set_align(FormatAlign::Center)
}

pub(super) fn score() -> Format {
    small().set_num_format("0.00").set_indent(0).set_align(FormatAlign::Center)
}

/// A word that is picked.
pub(super) fn picked() -> Format {
    small().set_bold().set_indent(0).set_align(FormatAlign::Center)
}

/// What is fixed above a table.
pub(super) fn fixed() -> Format {
    let format = plain().set_align(FormatAlign::VerticalCenter).set_align(FormatAlign::Left);
    format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE)
}

pub(super) fn fixed_date(language: Language) -> Format {
    fixed().set_num_format(days(language))
}

/// Letters within a cell: its first line, and the rest.
pub(super) fn first_line() -> Format {
    plain().set_font_size(10).set_bold()
}

pub(super) fn next_lines() -> Format {
    plain().set_font_size(10)
}

pub(super) fn done() -> Format {
    Format::new().set_background_color(GREEN).set_font_color(DARK_GREEN)
}

pub(super) fn stuck() -> Format {
    Format::new().set_background_color(ORANGE).set_font_color(BROWN)
}

pub(super) fn dropped() -> Format {
    Format::new().set_font_color(PALE).set_font_strikethrough()
}

pub(super) fn overdue() -> Format {
    Format::new().set_font_color(BROWN).set_bold()
}

//! What people fill in, in a Word file: boxes to tick and fields to write in.

use super::{
    body::{Body, Next},
    styles::{Look, Style, TableStyle},
    table::{LABEL_WIDTH, Row},
};
use crate::{
    language::say,
    report::{FormField, Tick},
};

/// The height of a line to write on, in twentieths of a point.
const LINE_HEIGHT: u64 = 300;

/// Boxes to tick stand so many abreast.
const TICKS_ACROSS: usize = 3;

/// The longest name that Word takes for a field.
const LONGEST_NAME: usize = 64;

const TICKED: &str = "\u{2612}";
const NOT_TICKED: &str = "\u{2610}";

/// A font that has both boxes, on every machine that has Word.
const BOX_FONT: &str = "MS Gothic";

impl<'a> Body<'a> {
    pub(super) fn ticks(&mut self, label: &str, help: &str, options: &[Tick]) {
        self.line(Style::TickLabel, label);
        if !help.is_empty() {
            self.line(Style::TickHelp, help);
        }
        if options.is_empty() {
            return;
        }
        let width = self.text_width() / TICKS_ACROSS as u64;
        self.grid(TableStyle::Ticks, label, &[width; TICKS_ACROSS], |grid| {
            for together in options.chunks(TICKS_ACROSS) {
                grid.row(Row::Body, |row| {
                    for option in together {
                        row.cell(width, |cell| cell.tick(option));
                    }
                    for _ in together.len()..TICKS_ACROSS {
                        row.cell(width, |cell| cell.line(Style::Tick, ""));
                    }
                });
            }
        });
    }

    fn tick(&mut self, option: &Tick) {
        self.paragraph(Style::Tick, Next::Free, |paragraph| {
            paragraph.check_box(option);
            paragraph.element("w:r", |run| run.empty("w:tab", &[]));
            paragraph.run(Look::Plain, &option.label);
        });
    }

    fn check_box(&mut self, option: &Tick) {
        let (state, sign) = if option.ticked { ("1", TICKED) } else { ("0", NOT_TICKED) };
        self.element("w:sdt", |control| {
            control.element("w:sdtPr", |properties| {
                properties.value("w:alias", &name(&option.label));
                let id = properties.next_id();
                properties.value("w:id", &id);
                properties.element("w14:checkbox", |checkbox| {
                    checkbox.empty("w14:checked", &[("w14:val", state)]);
                    let font = ("w14:font", BOX_FONT);
                    checkbox.empty("w14:checkedState", &[("w14:val", "2612"), font]);
                    checkbox.empty("w14:uncheckedState", &[("w14:val", "2610"), font]);
                });
            });
            control.element("w:sdtContent", |content| content.box_sign(sign));
        });
    }

    fn box_sign(&mut self, sign: &str) {
        self.element("w:r", |run| {
            run.element("w:rPr", |properties| {
                properties.empty(
                    "w:rFonts",
                    &[
                        ("w:ascii", BOX_FONT),
                        ("w:hAnsi", BOX_FONT),
                        ("w:eastAsia", BOX_FONT),
                        ("w:hint", "eastAsia"),
                    ],
                );
            });
            run.element("w:t", |t| t.text(sign));
        });
    }

    pub(super) fn form(&mut self, fields: &'a [FormField]) {
        if fields.is_empty() {
            return;
        }
        let widths = [LABEL_WIDTH, self.text_width() - LABEL_WIDTH];
        self.before_table();
        self.grid(TableStyle::Form, "", &widths, |grid| {
            for field in fields {
                let height = u64::from(field.lines.max(1)) * LINE_HEIGHT;
                grid.row(Row::AtLeast(height), |row| {
                    row.cell(widths[0], |cell| cell.line(Style::FieldLabel, &field.label));
                    row.field_cell(widths[1], field);
                });
            }
        });
    }

    fn field_cell(&mut self, width: u64, field: &FormField) {
        self.element("w:tc", |tc| {
            tc.element("w:tcPr", |properties| {
                properties.width("w:tcW", width);
                properties.shade();
            });
            if !field.value.is_empty() && !field.help.is_empty() {
                tc.line(Style::FieldHelp, &field.help);
            }
            tc.paragraph(Style::FieldText, Next::Free, |paragraph| {
                paragraph.text_field(&field.label, &field.value, &field.help);
            });
        });
    }

    /// A field to write in. Its hint goes when someone begins to write.
    pub(super) fn text_field(&mut self, label: &str, value: &str, hint: &str) {
        let write_here = say!(self.language, "format-write-here");
        let hint = if hint.is_empty() { &write_here } else { hint };
        self.element("w:sdt", |control| {
            control.element("w:sdtPr", |properties| {
                properties.value("w:alias", &name(label));
                let id = properties.next_id();
                properties.value("w:id", &id);
                if value.is_empty() {
                    properties.empty("w:showingPlcHdr", &[]);
                }
                properties.empty("w:text", &[("w:multiLine", "1")]);
            });
            control.element("w:sdtContent", |content| match value {
                "" => content.run(Look::Placeholder, hint),
                value => content.run(Look::Plain, value),
            });
        });
    }
}

fn name(label: &str) -> String {
    label.chars().take(LONGEST_NAME).collect()
}

//! Tables and facts in a Word file.

use super::{
    body::{Body, Next},
    styles::{Look, Style, TableStyle},
    xml::Attribute,
};
use crate::{
    render::{
        layout::{Align, Column, Gap, Layout},
        link::{self, BETWEEN_LINKS},
    },
    report::{Cell, Table},
};

/// Of a page's width, what the labels beside facts and fields take.
pub(super) const LABEL_WIDTH: u64 = 2_800;

/// Behind room to write in.
const FIELD_COLOR: &str = "F2F5F8";

/// Between two fields.
const PARTED: [Attribute; 4] =
    [("w:val", "single"), ("w:sz", "36"), ("w:space", "0"), ("w:color", "FFFFFF")];

/// The room between numbers and the words after them.
const WIDE_GAP: u64 = 300;

/// Where a heading says what to write: wide spaces, so that there is something to click on.
const ROOM: &str = "\u{2003}\u{2003}\u{2003}\u{2003}\u{2003}\u{2003}\u{2003}\u{2003}";

/// Whether there is a line between two rows. A row and the details under it are one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Drawn,
    None,
}

/// What a row of a table is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// Stands again on each page that the table reaches.
    Head,
    Body,
    /// Leaves at least this height, in twentieths of a point.
    AtLeast(u64),
}

impl<'a> Body<'a> {
    pub(super) fn table(&mut self, table: &'a Table) {
        if table.head.is_empty() {
            return;
        }
        let layout = Layout::of(table);
        let widths = layout.widths(self.text_width());
        if table.caption.is_empty() {
            self.before_table();
        } else {
            self.line(Style::TableCaption, &table.caption);
        }
        self.grid(TableStyle::Report, &table.caption, &widths, |grid| {
            grid.head_row(&layout, &widths);
            for (place, row) in table.rows.iter().enumerate() {
                let ends_alone = place + 2 == table.rows.len();
                if layout.details.is_empty() {
                    let next = if ends_alone { Next::SamePage } else { Next::Free };
                    grid.body_row(&layout, &widths, next, row);
                } else {
                    grid.body_row(&layout, &widths, Next::SamePage, row);
                    grid.detail_row(&layout, row);
                }
            }
        });
    }

    fn head_row(&mut self, layout: &Layout, widths: &[u64]) {
        self.row(Row::Head, |row| {
            for (column, width) in layout.columns.iter().zip(widths) {
                let style = match column.align {
                    Align::Left => Style::TableHead,
                    Align::Right => Style::TableHeadNumber,
                };
                row.element("w:tc", |tc| {
                    tc.element("w:tcPr", |properties| {
                        properties.width("w:tcW", *width);
                        properties.gap(column.gap);
                    });
                    tc.line(style, column.head);
                });
            }
        });
    }

    fn body_row(&mut self, layout: &Layout, widths: &[u64], next: Next, cells: &'a [Cell]) {
        let line_below = if layout.details.is_empty() { Line::Drawn } else { Line::None };
        self.row(Row::Body, |row| {
            for (column, width) in layout.columns.iter().zip(widths) {
                let cell = &cells[column.place];
                row.element("w:tc", |tc| {
                    tc.element("w:tcPr", |properties| {
                        properties.width("w:tcW", *width);
                        properties.edges(cell, line_below);
                        properties.field_shade(cell);
                        properties.gap(column.gap);
                    });
                    tc.body_cell(column, next, cell);
                });
            }
        });
    }

    fn body_cell(&mut self, column: &Column, next: Next, cell: &'a Cell) {
        let style = match column.align {
            Align::Left => Style::TableText,
            Align::Right => Style::TableNumber,
        };
        self.paragraph(style, next, |paragraph| paragraph.content(column.head, cell));
    }

    /// The columns that did not fit side by side: one cell, a line for each with its heading.
    fn detail_row(&mut self, layout: &Layout, cells: &'a [Cell]) {
        self.row(Row::Body, |row| {
            row.element("w:tc", |tc| {
                tc.element("w:tcPr", |properties| {
                    properties.width("w:tcW", properties.text_width());
                    properties.value("w:gridSpan", &layout.columns.len().to_string());
                    properties.element("w:tcBorders", |edges| edges.value("w:top", "nil"));
                });
                for column in &layout.details {
                    tc.paragraph(Style::TableDetail, Next::Free, |paragraph| {
                        paragraph.run(Look::Label, column.head);
                        paragraph.element("w:r", |run| run.empty("w:tab", &[]));
                        match &cells[column.place] {
                            // Its cell has no shade of its own, and room alone would not be seen.
                            Cell::Blank(hint) => paragraph.text_field(column.head, "", hint),
                            cell => paragraph.content(column.head, cell),
                        }
                    });
                }
            });
        });
    }

    pub(super) fn facts(&mut self, facts: &'a [(String, Cell)]) {
        if facts.is_empty() {
            return;
        }
        let widths = [LABEL_WIDTH, self.text_width() - LABEL_WIDTH];
        self.before_table();
        self.grid(TableStyle::Facts, "", &widths, |grid| {
            for (label, value) in facts {
                grid.row(Row::Body, |row| {
                    row.cell(widths[0], |cell| cell.line(Style::FactLabel, label));
                    row.fact(widths[1], label, value);
                });
            }
        });
    }

    fn fact(&mut self, width: u64, label: &str, value: &'a Cell) {
        self.element("w:tc", |tc| {
            tc.element("w:tcPr", |properties| {
                properties.width("w:tcW", width);
                properties.field_shade(value);
            });
            tc.paragraph(Style::FactText, Next::Free, |paragraph| paragraph.content(label, value));
        });
    }

    /// What a cell holds, under a heading that also names its field.
    fn content(&mut self, heading: &str, cell: &'a Cell) {
        match cell {
            Cell::Text(text) | Cell::Number(text) => self.run(Look::Plain, text),
            Cell::Strong(text) => self.run(Look::Strong, text),
            Cell::Titled { title, text } => {
                self.run(Look::Strong, title);
                self.element("w:r", |run| run.empty("w:br", &[]));
                self.run(Look::Plain, text);
            }
            Cell::Links(links) => {
                for (place, link) in links.iter().enumerate() {
                    if 0 < place {
                        self.run(Look::Plain, BETWEEN_LINKS);
                    }
                    self.link(&link.text, &link.to);
                }
            }
            Cell::Blank(hint) if hint.is_empty() => self.text_field(heading, "", ROOM),
            Cell::Blank(hint) => self.text_field(heading, "", hint),
        }
    }

    fn link(&mut self, text: &str, to: &str) {
        let Some(address) = link::address(to) else {
            return self.run(Look::Plain, text);
        };
        let id = self.relations.hyperlink(address);
        self.element_with("w:hyperlink", &[("r:id", &id), ("w:history", "1")], |link| {
            link.run(Look::Hyperlink, text);
        });
    }

    /// A table of fixed widths, and the thin line after it: Word would join two tables in a row.
    /// There must be rows: Word does not open a table without any.
    pub(super) fn grid(
        &mut self,
        style: TableStyle,
        description: &str,
        widths: &[u64],
        rows: impl FnOnce(&mut Self),
    ) {
        self.element("w:tbl", |table| {
            table.element("w:tblPr", |properties| {
                properties.value("w:tblStyle", style.id());
                properties.width("w:tblW", widths.iter().sum());
                properties.empty("w:tblLayout", &[("w:type", "fixed")]);
                properties.table_look(style);
                if !description.is_empty() {
                    properties.value("w:tblCaption", description);
                }
            });
            table.element("w:tblGrid", |grid| {
                for width in widths {
                    grid.empty("w:gridCol", &[("w:w", &width.to_string())]);
                }
            });
            rows(table);
        });
        self.line(Style::AfterTable, "");
    }

    /// Which of the style's parts count: the head of a table of data, and no bands.
    fn table_look(&mut self, style: TableStyle) {
        let (bits, head) = if style == TableStyle::Report { ("0620", "1") } else { ("0600", "0") };
        self.empty(
            "w:tblLook",
            &[
                ("w:val", bits),
                ("w:firstRow", head),
                ("w:lastRow", "0"),
                ("w:firstColumn", "0"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ],
        );
    }

    pub(super) fn row(&mut self, kind: Row, cells: impl FnOnce(&mut Self)) {
        self.element("w:tr", |row| {
            row.element("w:trPr", |properties| {
                properties.empty("w:cantSplit", &[]);
                match kind {
                    Row::Head => properties.empty("w:tblHeader", &[]),
                    Row::Body => {}
                    Row::AtLeast(height) => {
                        let height = height.to_string();
                        let at_least = [("w:val", height.as_str()), ("w:hRule", "atLeast")];
                        properties.empty("w:trHeight", &at_least);
                    }
                }
            });
            cells(row);
        });
    }

    pub(super) fn cell(&mut self, width: u64, inside: impl FnOnce(&mut Self)) {
        self.element("w:tc", |tc| {
            tc.element("w:tcPr", |properties| properties.width("w:tcW", width));
            inside(tc);
        });
    }

    pub(super) fn width(&mut self, name: &str, width: u64) {
        self.empty(name, &[("w:w", &width.to_string()), ("w:type", "dxa")]);
    }

    /// Fields beside each other are parted.
    fn edges(&mut self, cell: &Cell, below: Line) {
        let is_field = matches!(cell, Cell::Blank(_));
        if !is_field && below == Line::Drawn {
            return;
        }
        self.element("w:tcBorders", |edges| {
            if is_field {
                edges.empty("w:left", &PARTED);
            }
            if below == Line::None {
                edges.value("w:bottom", "nil");
            }
            if is_field {
                edges.empty("w:right", &PARTED);
            }
        });
    }

    fn gap(&mut self, gap: Gap) {
        if gap == Gap::Wide {
            self.element("w:tcMar", |margins| margins.width("w:left", WIDE_GAP));
        }
    }

    /// Room to write in stands out.
    fn field_shade(&mut self, cell: &Cell) {
        if matches!(cell, Cell::Blank(_)) {
            self.shade();
        }
    }

    pub(super) fn shade(&mut self) {
        let fill = [("w:val", "clear"), ("w:color", "auto"), ("w:fill", FIELD_COLOR)];
        self.empty("w:shd", &fill);
    }
}

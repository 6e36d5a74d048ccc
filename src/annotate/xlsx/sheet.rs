//! A sheet of a workbook (ECMA-376 part 1, 18.3) while its marked cells get their fills.

use std::{collections::BTreeMap, fmt::Write};

use super::{
    super::{
        mark::{Marks, address, position},
        xml::{Edits, Kind, Tag, Unfit, walk},
    },
    layout::Layout,
    styles::Styles,
};
use crate::diagnostic::Severity;

/// What stands in a sheet before the drawing of its comments, by the schema.
const BEFORE_DRAWING: [&str; 30] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
];
const DRAWING: &str = "legacyDrawing";
/// Elements that hold several versions of one that would stand in their place.
const ALTERNATIVES: &str = "AlternateContent";

/// A sheet with its marks.
pub(super) struct Sheet<'a> {
    edits: Edits<'a>,
    prefix: &'a str,
    /// The relation to the drawing of comments, if the sheet has one.
    pub(super) drawing: Option<String>,
    place_of_drawing: usize,
    /// The prefix of what is about relations, where the sheet has one.
    relations_prefix: Option<String>,
    pub(super) layout: Layout,
}

/// The sheet with its marked cells; `relations` is the namespace of relations.
pub(super) fn marked<'a>(
    text: &'a str,
    marks: &Marks,
    styles: &mut Styles<'_>,
    relations: &str,
) -> Result<Sheet<'a>, Unfit> {
    let mut sheet = Sheet {
        edits: Edits::of(text),
        prefix: "",
        drawing: None,
        place_of_drawing: 0,
        relations_prefix: None,
        layout: Layout::default(),
    };
    let mut cells = Cells {
        marks: marks.iter().map(|(&at, mark)| (at, mark.severity)).collect(),
        styles,
        row: None,
        next_row: 0,
        next_column: 0,
        past_made: None,
    };
    walk(text, |path, tag| match path {
        [] if tag.opens() => {
            sheet.prefix = tag.prefix();
            sheet.place_of_drawing = tag.range.end;
            sheet.relations_prefix = tag.prefix_for(relations);
            Ok(())
        }
        [_, "cols"] if tag.opens() => {
            sheet.layout.take_columns(tag);
            Ok(())
        }
        [_, "sheetData"] if tag.local() == "row" => cells.row(&mut sheet, tag),
        [_, "sheetData", "row"] if tag.local() == "c" && tag.opens() => cells.cell(&mut sheet, tag),
        [_, ALTERNATIVES, _] => {
            sheet.alternative(tag);
            Ok(())
        }
        [_] => {
            sheet.top_level(tag, marks);
            if tag.local() == "sheetData" {
                cells.all_rows(&mut sheet, tag);
            }
            Ok(())
        }
        _ => Ok(()),
    })?;
    if cells.marks.is_empty() { Ok(sheet) } else { Err(Unfit) }
}

impl<'a> Sheet<'a> {
    /// The text of the sheet. `drawing` is a relation for it to name, where it names none.
    pub(super) fn finish(mut self, drawing: &str, relations: &str) -> Result<String, Unfit> {
        if self.drawing.is_none() {
            let element = format!("<{}{DRAWING}", self.prefix);
            let element = match &self.relations_prefix {
                Some(known) => format!("{element} {known}id=\"{drawing}\"/>"),
                None => format!("{element} xmlns:r=\"{relations}\" r:id=\"{drawing}\"/>"),
            };
            self.edits.insert(self.place_of_drawing, element);
        }
        self.edits.finish()
    }

    fn top_level(&mut self, tag: &Tag<'a>, marks: &Marks) {
        match tag.local() {
            "dimension" if tag.opens() => self.widen(tag, marks),
            "sheetFormatPr" if tag.opens() => self.layout.take_defaults(tag),
            DRAWING if tag.opens() => self.drawing = tag.local_attribute("id"),
            _ => {}
        }
        let ends = tag.kind != Kind::Open;
        let is_before = BEFORE_DRAWING.contains(&tag.local())
            || tag.local() == ALTERNATIVES && self.layout.stands_in_alternatives;
        if ends && is_before {
            self.place_of_drawing = tag.range.end;
            self.layout.stands_in_alternatives = false;
        }
    }

    fn alternative(&mut self, tag: &Tag<'a>) {
        match tag.local() {
            DRAWING if tag.opens() => self.drawing = tag.local_attribute("id"),
            name if BEFORE_DRAWING.contains(&name) => self.layout.stands_in_alternatives = true,
            _ => {}
        }
    }

    /// The cells that the sheet says it has, with those that are made.
    fn widen(&mut self, tag: &Tag<'a>, marks: &Marks) {
        let Some(reference) = tag.attribute("ref") else { return };
        let (first, last) = reference.split_once(':').unwrap_or((&reference, &reference));
        let (Some(mut first), Some(mut last)) = (position(first), position(last)) else { return };
        for &(row, column) in marks.keys() {
            first = (first.0.min(row), first.1.min(column));
            last = (last.0.max(row), last.1.max(column));
        }
        let [start, end] = [first, last].map(|(row, column)| address(row, column));
        let widened = if first == last { start } else { format!("{start}:{end}") };
        if widened != reference {
            self.edits.replace(tag.range.clone(), tag.with(tag.kind, &[("ref", Some(&widened))]));
        }
    }
}

/// The walk through the rows and cells of a sheet. Where one has no reference, it follows the one
/// before.
struct Cells<'s, 't> {
    /// What is still to be marked.
    marks: BTreeMap<(u32, u32), Severity>,
    styles: &'s mut Styles<'t>,
    row: Option<Row>,
    next_row: u32,
    next_column: u32,
    /// The last row that was made and was not there.
    past_made: Option<u32>,
}

struct Row {
    number: u32,
    /// The style of cells that are not there.
    style: Option<usize>,
}

impl Cells<'_, '_> {
    fn all_rows(&mut self, sheet: &mut Sheet<'_>, tag: &Tag<'_>) {
        match tag.kind {
            Kind::Open => {}
            Kind::Empty => {
                let rows = self.rows_before(sheet, u32::MAX);
                let whole = format!("{}{rows}{}", tag.with(Kind::Open, &[]), tag.close());
                sheet.edits.replace(tag.range.clone(), whole);
            }
            Kind::Close => {
                let rows = self.rows_before(sheet, u32::MAX);
                sheet.edits.insert(tag.range.start, rows);
            }
        }
    }

    fn row(&mut self, sheet: &mut Sheet<'_>, tag: &Tag<'_>) -> Result<(), Unfit> {
        if tag.kind == Kind::Close {
            let rest = self.cells_before(sheet, u32::MAX);
            sheet.edits.insert(tag.range.start, rest);
            self.row = None;
            return Ok(());
        }
        let number = match tag.attribute("r") {
            Some(digits) => {
                digits.parse::<u32>().ok().and_then(|r| r.checked_sub(1)).ok_or(Unfit)?
            }
            None => self.next_row,
        };
        // A row out of order that was made already would stand there twice.
        if self.past_made.is_some_and(|made| number <= made) {
            return Err(Unfit);
        }
        let rows = self.rows_before(sheet, number);
        sheet.edits.insert(tag.range.start, rows);
        sheet.layout.take_row(number, tag);
        let style = tag.is_set("customFormat").then(|| tag.number("s")).flatten();
        self.row = Some(Row { number, style });
        (self.next_row, self.next_column) = (number + 1, 0);
        if self.marks.range((number, 0)..=(number, u32::MAX)).next().is_none() {
            return Ok(());
        }
        // The span is a hint, which may not hold any more.
        let opening = tag.with(Kind::Open, &[("spans", None)]);
        if tag.kind == Kind::Open {
            sheet.edits.replace(tag.range.clone(), opening);
        } else {
            let cells = self.cells_before(sheet, u32::MAX);
            sheet.edits.replace(tag.range.clone(), format!("{opening}{cells}{}", tag.close()));
            self.row = None;
        }
        Ok(())
    }

    fn cell(&mut self, sheet: &mut Sheet<'_>, tag: &Tag<'_>) -> Result<(), Unfit> {
        let row = self.row.as_ref().ok_or(Unfit)?.number;
        let column = match tag.attribute("r") {
            Some(reference) => match position(&reference) {
                Some((own_row, column)) if own_row == row => column,
                _ => return Err(Unfit),
            },
            None => self.next_column,
        };
        if column < self.next_column {
            return Err(Unfit);
        }
        let cells = self.cells_before(sheet, column);
        sheet.edits.insert(tag.range.start, cells);
        self.next_column = column + 1;
        if let Some(severity) = self.marks.remove(&(row, column)) {
            let style = self.styles.marked(tag.number("s").unwrap_or(0), severity).to_string();
            sheet.edits.replace(tag.range.clone(), tag.with(tag.kind, &[("s", Some(&style))]));
        }
        Ok(())
    }

    /// Rows that are not there, up to one that is.
    fn rows_before(&mut self, sheet: &Sheet<'_>, end: u32) -> String {
        let mut rows = String::new();
        while let Some(&(number, _)) = self.marks.keys().next().filter(|(row, _)| *row < end) {
            self.row = Some(Row { number, style: None });
            let cells = self.cells_before(sheet, u32::MAX);
            let prefix = sheet.prefix;
            // Writing to a `String` cannot fail.
            let _ = write!(rows, "<{prefix}row r=\"{}\">{cells}</{prefix}row>", number + 1);
            self.past_made = Some(number);
        }
        rows
    }

    /// Cells of the row that are not there, up to one that is.
    fn cells_before(&mut self, sheet: &Sheet<'_>, end: u32) -> String {
        let Some(row) = &self.row else { return String::new() };
        let missing: Vec<(u32, Severity)> = self
            .marks
            .range((row.number, 0)..(row.number, end))
            .map(|(&(_, column), &severity)| (column, severity))
            .collect();
        let mut cells = String::new();
        for (column, severity) in missing {
            self.marks.remove(&(row.number, column));
            let own = row.style.or_else(|| sheet.layout.style_of_column(column)).unwrap_or(0);
            let style = self.styles.marked(own, severity);
            let reference = address(row.number, column);
            let _ = write!(cells, "<{}c r=\"{reference}\" s=\"{style}\"/>", sheet.prefix);
        }
        cells
    }
}

//! A sheet of an ods (`OpenDocument` 1.2, part 1, 9) while its marked cells get their fills and
//! comments. A cell or row that says that it comes several times is taken apart where a marked
//! cell lies within.

use std::{collections::BTreeMap, fmt::Write, ops::Range};

use super::{
    super::{
        mark::{Mark, Marks},
        wording::{self, AUTHOR},
        xml::{Edits, Kind, Tag, Unfit, quoted},
    },
    styles::Styles,
};

const STYLE: &str = "table:style-name";
const DEFAULT_STYLE: &str = "table:default-cell-style-name";
const ROWS: &str = "table:number-rows-repeated";
const COLUMNS: &str = "table:number-columns-repeated";

/// A sheet as far as it has been passed.
pub(super) struct Table<'a> {
    /// What is still to be marked.
    marks: Marks,
    /// How many columns in a row have a style for cells without one.
    columns: Vec<(u32, Option<String>)>,
    next_row: u32,
    end_of_rows: Option<usize>,
    row: Option<Row<'a>>,
}

struct Row<'a> {
    tag: Tag<'a>,
    first: u32,
    repeats: u32,
    cells: Vec<Cell<'a>>,
}

struct Cell<'a> {
    tag: Tag<'a>,
    end: usize,
    first: u32,
    repeats: u32,
    /// Where a comment may stand.
    place: usize,
    /// The comment that is there: its opening tag, where its closing tag begins, its end.
    annotation: Option<(Tag<'a>, Range<usize>)>,
}

impl<'a> Table<'a> {
    pub(super) fn with(marks: Marks) -> Table<'a> {
        Table { marks, columns: Vec::new(), next_row: 0, end_of_rows: None, row: None }
    }

    pub(super) fn column(&mut self, tag: &Tag<'a>) {
        let many = tag.number(COLUMNS).unwrap_or(1);
        self.columns.push((many, tag.attribute(DEFAULT_STYLE)));
    }

    pub(super) fn row(
        &mut self,
        tag: &Tag<'a>,
        edits: &mut Edits<'a>,
        styles: &mut Styles<'a>,
    ) -> Result<(), Unfit> {
        if tag.opens() {
            let repeats = tag.number(ROWS).unwrap_or(1).max(1);
            let (tag, first) = (tag.clone(), self.next_row);
            self.row = Some(Row { tag, first, repeats, cells: Vec::new() });
            self.next_row = first.checked_add(repeats).ok_or(Unfit)?;
        }
        if tag.kind != Kind::Open {
            self.end_of_rows = Some(tag.range.end);
            let row = self.row.take().ok_or(Unfit)?;
            self.mark_row(&row, tag, edits, styles);
        }
        Ok(())
    }

    pub(super) fn cell(&mut self, tag: &Tag<'a>) -> Result<(), Unfit> {
        let cells = &mut self.row.as_mut().ok_or(Unfit)?.cells;
        if tag.opens() {
            let first = cells.last().map_or(0, |cell| cell.first.saturating_add(cell.repeats));
            cells.push(Cell {
                tag: tag.clone(),
                end: tag.range.end,
                first,
                repeats: tag.number(COLUMNS).unwrap_or(1).max(1),
                place: tag.range.end,
                annotation: None,
            });
        } else if let Some(cell) = cells.last_mut() {
            cell.end = tag.range.end;
        }
        Ok(())
    }

    /// An element in a cell.
    pub(super) fn content(&mut self, tag: &Tag<'a>) {
        let Some(cell) = self.row.as_mut().and_then(|row| row.cells.last_mut()) else { return };
        let ends = tag.kind != Kind::Open;
        match tag.local() {
            "cell-range-source" if ends => cell.place = tag.range.end,
            "annotation" if tag.opens() => {
                let end = tag.range.end;
                cell.annotation = Some((tag.clone(), end..end));
            }
            "annotation" => {
                if let Some((_, closing)) = &mut cell.annotation {
                    *closing = tag.range.clone();
                }
            }
            _ => {}
        }
    }

    /// Makes the rows that are not there; says whether every mark has found its cell.
    pub(super) fn finish(
        mut self,
        edits: &mut Edits<'a>,
        styles: &mut Styles<'a>,
    ) -> Result<(), Unfit> {
        if self.marks.is_empty() {
            return Ok(());
        }
        let place = self.end_of_rows.ok_or(Unfit)?;
        let mut made = String::new();
        while let Some(&(row, _)) = self.marks.keys().next() {
            let gap = row.checked_sub(self.next_row).ok_or(Unfit)?;
            if 0 < gap {
                let _ = write!(
                    made,
                    "<table:table-row {ROWS}=\"{gap}\"><table:table-cell/></table:table-row>"
                );
            }
            let marks = self.take_marks(row);
            let cells = self.cells_past(0, &marks, None, styles);
            let _ = write!(made, "<table:table-row>{cells}</table:table-row>");
            self.next_row = row + 1;
        }
        edits.insert(place, made);
        Ok(())
    }

    fn take_marks(&mut self, row: u32) -> BTreeMap<u32, Mark> {
        let later = self.marks.split_off(&(row + 1, 0));
        let mut own = std::mem::replace(&mut self.marks, later);
        let of_row = own.split_off(&(row, 0));
        self.marks.append(&mut own);
        of_row.into_iter().map(|((_, column), mark)| (column, mark)).collect()
    }

    /// Puts in the place of a row the copies without marks, and each marked one.
    fn mark_row(
        &mut self,
        row: &Row<'a>,
        closing: &Tag<'a>,
        edits: &mut Edits<'a>,
        styles: &mut Styles<'a>,
    ) {
        let past = row.first + row.repeats;
        let mut marked: Vec<u32> =
            self.marks.range((row.first, 0)..(past, 0)).map(|(&(row, _), _)| row).collect();
        marked.dedup();
        if marked.is_empty() {
            return;
        }
        let text = edits.text();
        let inner = match row.tag.kind {
            Kind::Open => &text[row.tag.range.end..closing.range.start],
            _ => "",
        };
        let copies = |many: u32| match many {
            0 => String::new(),
            many => format!("{}{inner}{}", repeated(&row.tag, ROWS, many), row.tag.close()),
        };
        let mut out = String::new();
        let mut next = row.first;
        for number in marked {
            out.push_str(&copies(number - next));
            let marks = self.take_marks(number);
            out.push_str(&repeated(&row.tag, ROWS, 1));
            out.push_str(&self.cells(row, &marks, (text, closing.range.start), styles));
            out.push_str(&row.tag.close());
            next = number + 1;
        }
        out.push_str(&copies(past - next));
        edits.replace(row.tag.range.start..closing.range.end, out);
    }

    /// The content of a row with its marked cells.
    fn cells(
        &self,
        row: &Row<'a>,
        marks: &BTreeMap<u32, Mark>,
        (text, end): (&str, usize),
        styles: &mut Styles<'a>,
    ) -> String {
        let default = row.tag.attribute(DEFAULT_STYLE);
        let mut out = String::new();
        let mut at = row.tag.range.end;
        let mut next_column = 0;
        for cell in &row.cells {
            out.push_str(&text[at..cell.tag.range.start]);
            let past = cell.first.saturating_add(cell.repeats);
            let mut next = cell.first;
            for (&column, mark) in marks.range(cell.first..past) {
                out.push_str(&cell.copies(column - next, text));
                let own = cell.tag.attribute(STYLE).or_else(|| default.clone());
                let own = own.or_else(|| self.style_of_column(column));
                let style = styles.marked(own, mark.severity);
                out.push_str(&cell.marked(mark, &style, text));
                next = column + 1;
            }
            if next == cell.first {
                out.push_str(&text[cell.tag.range.start..cell.end]);
            } else {
                out.push_str(&cell.copies(past - next, text));
            }
            at = cell.end;
            next_column = past;
        }
        if row.tag.kind == Kind::Open {
            out.push_str(&text[at..end]);
        }
        out.push_str(&self.cells_past(next_column, marks, default.as_ref(), styles));
        out
    }

    /// Marked cells past the last that a row has.
    fn cells_past(
        &self,
        mut next: u32,
        marks: &BTreeMap<u32, Mark>,
        default: Option<&String>,
        styles: &mut Styles<'a>,
    ) -> String {
        let mut out = String::new();
        for (&column, mark) in marks.range(next..) {
            if next < column {
                let gap = column - next;
                let _ = write!(out, "<table:table-cell {COLUMNS}=\"{gap}\"/>");
            }
            let own = default.cloned().or_else(|| self.style_of_column(column));
            let style = styles.marked(own, mark.severity);
            let _ = write!(
                out,
                "<table:table-cell {STYLE}=\"{style}\">{}</table:table-cell>",
                annotation(mark)
            );
            next = column + 1;
        }
        out
    }

    fn style_of_column(&self, column: u32) -> Option<String> {
        let mut past = 0_u32;
        let own = self.columns.iter().find(|(many, _)| {
            past = past.saturating_add(*many);
            column < past
        });
        own?.1.clone()
    }
}

impl Cell<'_> {
    fn copies(&self, many: u32, text: &str) -> String {
        match many {
            0 => String::new(),
            many if self.tag.kind == Kind::Empty => {
                let tag = repeated(&self.tag, COLUMNS, many);
                format!("{tag}{}", self.tag.close())
            }
            many => {
                let rest = &text[self.tag.range.end..self.end];
                format!("{}{rest}", repeated(&self.tag, COLUMNS, many))
            }
        }
    }

    fn marked(&self, mark: &Mark, style: &str, text: &str) -> String {
        let changes = [(STYLE, Some(style)), (COLUMNS, None)];
        let opening = self.tag.with(Kind::Open, &changes);
        if self.tag.kind == Kind::Empty {
            return format!("{opening}{}{}", annotation(mark), self.tag.close());
        }
        let start = self.tag.range.end;
        match &self.annotation {
            _ if !mark.speaks() => format!("{opening}{}", &text[start..self.end]),
            Some((tag, closing)) => {
                let more = paragraphs(&format!("{}{}", wording::after_another(), mark.text()));
                let before = &text[start..tag.range.start];
                let after = &text[closing.end..self.end];
                let own = &text[tag.range.end..closing.start];
                let open = tag.with(Kind::Open, &[]);
                format!("{opening}{before}{open}{own}{more}{}{after}", tag.close())
            }
            None => format!(
                "{opening}{}{}{}",
                &text[start..self.place],
                annotation(mark),
                &text[self.place..self.end]
            ),
        }
    }
}

/// The opening tag of a row or cell that comes so many times.
fn repeated(tag: &Tag<'_>, attribute: &str, many: u32) -> String {
    let many = (1 < many).then(|| many.to_string());
    tag.with(Kind::Open, &[(attribute, many.as_deref())])
}

fn annotation(mark: &Mark) -> String {
    if !mark.speaks() {
        return String::new();
    }
    format!(
        "<office:annotation office:display=\"false\">\
         <dc:creator xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{AUTHOR}</dc:creator>{}\
         </office:annotation>",
        paragraphs(&mark.text())
    )
}

fn paragraphs(text: &str) -> String {
    let lines: Vec<String> =
        text.lines().map(|line| format!("<text:p>{}</text:p>", quoted(line))).collect();
    lines.concat()
}

//! The cells of a sheet, and which of them are merged.

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};
use memchr::memmem;

use super::{Cells, Shared, formats::Shown, texts::text_in};
use crate::ingest::{
    Merge,
    tags::{Kind, Tag, Tags, resolved},
    xlsx::outline::{KNOWN_ERRORS, merge, position, row},
};

/// The cells of a sheet in a part.
pub(super) fn of_sheet<'t>(xml: &str, shared: &'t Shared<'_>) -> Option<Cells<'t>> {
    let mut tags = Tags::of(xml)?;
    if !tags.next()?.opens("worksheet") {
        return None;
    }
    let mut cells = Cells::default();
    loop {
        let tag = tags.next()?;
        match (tag.name, tag.kind) {
            ("dimension", Kind::Opening | Kind::Empty) => is_range(tag).then_some(())?,
            ("sheetData", Kind::Empty) => break,
            ("sheetData", Kind::Opening) => {
                Reader { tags: &mut tags, shared, row: 0, column: 0 }.rows(&mut cells)?;
                break;
            }
            _ => {}
        }
    }
    cells.merges = merges(tags)?;
    Some(cells)
}

fn is_range(tag: Tag<'_>) -> bool {
    let is_range = |range: &str| {
        let (first, last) = range.split_once(':').unwrap_or((range, range));
        let corners = position(first).zip(position(last));
        corners.is_some_and(|(first, last)| first.0 <= last.0 && first.1 <= last.1)
    };
    matches!(tag.attribute("ref"), Some(Some(range)) if is_range(range))
}

fn merges(mut tags: Tags<'_>) -> Option<Vec<Merge>> {
    let mut merges = Vec::new();
    while memmem::find(tags.rest().as_bytes(), b"mergeCell").is_some() {
        let tag = tags.next()?;
        if tag.name == "mergeCell" && tag.kind != Kind::Closing {
            merges.extend(merge(tag.attribute("ref")??).ok()?);
        }
    }
    Some(merges)
}

/// What a cell says of itself.
#[derive(Clone, Copy, Default)]
struct Says<'x> {
    /// Row and column.
    place: Option<(u32, u32)>,
    style: Option<&'x str>,
    kind: Option<&'x str>,
}

impl<'x> Says<'x> {
    fn of(tag: Tag<'x>) -> Option<Says<'x>> {
        let mut says = Says::default();
        for attribute in tag.attributes() {
            let (name, value) = attribute?;
            let is_said_twice = match name {
                "r" => says.place.replace(position(value)?).is_some(),
                "s" => says.style.replace(value).is_some(),
                "t" => says.kind.replace(value).is_some(),
                _ => false,
            };
            if is_said_twice {
                return None;
            }
        }
        Some(says)
    }
}

/// Where in a sheet the reading stands. Rows and cells without a reference follow the one before.
struct Reader<'r, 'x, 't> {
    tags: &'r mut Tags<'x>,
    shared: &'t Shared<'t>,
    row: u32,
    column: u32,
}

impl<'t> Reader<'_, '_, 't> {
    fn rows(&mut self, cells: &mut Cells<'t>) -> Option<()> {
        loop {
            let tag = self.tags.next()?;
            match (tag.name, tag.kind) {
                ("row", Kind::Opening) => self.cells(tag, cells)?,
                ("row", Kind::Empty) => self.enter(tag)?,
                ("sheetData", Kind::Closing) => return Some(()),
                _ => return None,
            }
            self.row += 1;
            self.column = 0;
        }
    }

    fn enter(&mut self, tag: Tag<'_>) -> Option<()> {
        if let Some(number) = tag.attribute("r")? {
            self.row = row(number)?;
        }
        Some(())
    }

    fn cells(&mut self, tag: Tag<'_>, cells: &mut Cells<'t>) -> Option<()> {
        self.enter(tag)?;
        loop {
            let tag = self.tags.next()?;
            match (tag.name, tag.kind) {
                ("c", Kind::Opening | Kind::Empty) => {
                    let says = Says::of(tag)?;
                    let (row, column) = says.place.unwrap_or((self.row, self.column));
                    self.column = column + 1;
                    if tag.kind == Kind::Opening
                        && let Some(value) = self.value(says)?
                    {
                        cells.found.push((row, column, value));
                    }
                }
                ("row", Kind::Closing) => return Some(()),
                _ => return None,
            }
        }
    }

    /// What stands in a cell that was opened: perhaps a formula, and a value.
    #[expect(
        clippy::option_option,
        reason = "what is not plain, and what is not there, are two things"
    )]
    fn value(&mut self, says: Says<'_>) -> Option<Option<DataRef<'t>>> {
        let mut tag = self.tags.next()?;
        let has_formula = tag.name == "f";
        if has_formula {
            if tag.kind == Kind::Opening {
                self.tags.text_of("f")?;
            }
            tag = self.tags.next()?;
        }
        let value = match (tag.name, tag.kind, says.kind) {
            ("c", Kind::Closing, _) if !has_formula => return Some(None),
            ("v", Kind::Empty, _) if !has_formula => None,
            ("v", Kind::Opening, _) => {
                let text = self.tags.text_of("v")?;
                if has_formula && text.is_empty() {
                    // It has no result.
                    return None;
                }
                self.read(text, says)?
            }
            ("is", Kind::Opening, Some("inlineStr")) => {
                Some(DataRef::String(text_in(self.tags, "is")?.into_owned()))
            }
            _ => return None,
        };
        self.tags.close("c")?;
        Some(value)
    }

    #[expect(
        clippy::option_option,
        reason = "what is not plain, and what is not there, are two things"
    )]
    fn read(&self, text: &str, says: Says<'_>) -> Option<Option<DataRef<'t>>> {
        if text.is_empty() {
            return matches!(says.kind, None | Some("n" | "s" | "b" | "str")).then_some(None);
        }
        Some(Some(match says.kind {
            Some("s") => DataRef::SharedString(self.shared.texts.get(whole(text)?)?),
            None | Some("n") => self.number(text, says.style)?,
            Some("str") => DataRef::String(resolved(text)?.into_owned()),
            Some("b") if text == "0" => DataRef::Bool(false),
            Some("b") if text == "1" => DataRef::Bool(true),
            Some("e") if KNOWN_ERRORS.contains(&text) => DataRef::Error(text.parse().ok()?),
            Some(_) => return None,
        }))
    }

    fn number(&self, text: &str, style: Option<&str>) -> Option<DataRef<'t>> {
        let number = if is_number(text) { text.parse().ok()? } else { return None };
        let shown = match style {
            None => Shown::AsNumbers,
            Some(style) => {
                let format = self.shared.formats.get(whole(style)?);
                format.copied().unwrap_or(Shown::AsNumbers)
            }
        };
        match shown {
            Shown::AsNumbers => Some(DataRef::Float(number)),
            Shown::AsDates => Some(DataRef::DateTime(ExcelDateTime::new(
                number,
                ExcelDateTimeType::DateTime,
                self.shared.is_1904,
            ))),
            Shown::Unclear => None,
        }
    }
}

/// Whether a number is written out as every program writes it.
fn is_number(text: &str) -> bool {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let is_plain = |letter: char| is_digit(letter) || matches!(letter, '.' | 'e' | 'E' | '+' | '-');
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    unsigned.starts_with(is_digit) && unsigned.ends_with(is_digit) && text.chars().all(is_plain)
}

/// A number of digits and nothing else.
fn whole(text: &str) -> Option<usize> {
    let is_whole = text.bytes().all(|letter| letter.is_ascii_digit());
    if is_whole { text.parse().ok() } else { None }
}

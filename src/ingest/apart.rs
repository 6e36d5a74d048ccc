//! Sheets on their way from one process to another.
//!
//! A reader that may abort works in a process of its own, which writes down what it found; the
//! process that asked takes it in within the same limits as a file, since it may break off anywhere.
//! Who starts a process, and who ends it, is not said here.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use super::{
    Cell, Merge, Sheet, Visibility,
    fault::Fault,
    grid::Grid,
    limits::{self, Budget},
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Place, Severity},
    model::Source,
};

/// What an answer begins with: another program, or another version of ours, gives another one.
const GREETING: &[u8] = concat!("cqi ", env!("CARGO_PKG_VERSION"), " sheets\n").as_bytes();
/// The longest part of an answer; the longest text of a cell fits in.
const PART_BYTES: u32 = 4 << 20;
/// As many cells of a row go into one part.
const CELLS_TOGETHER: usize = 256;
/// As many diagnostics are taken in.
const TOLD: usize = 10_000;

/// What became of an answer.
#[derive(Debug)]
pub enum Heard {
    Whole(Checked<Vec<Sheet>>),
    /// The other process went down before it was through.
    BrokenOff,
    /// Whatever answered, it was no reader of ours.
    Stranger,
}

/// A part of an answer, after its length.
#[derive(Serialize, Deserialize, Debug)]
enum Part {
    Sheet { name: String, visibility: Visibility, merges: Vec<Merge> },
    Cells { row: u32, column: u32, cells: Vec<Cell> },
    Told(Told),
    End,
}

/// A diagnostic without its file, which the one who asked knows better.
#[derive(Serialize, Deserialize, Debug)]
struct Told {
    code: String,
    severity: u8,
    message: String,
    sheet: Option<String>,
    help: Option<String>,
}

/// What to tell of a file whose reader went down or was stopped.
pub fn given_up(source: &Source) -> Diagnostic {
    Fault::TooCostly.told(Place::File(source.clone()))
}

/// The whole of what the other process does: takes the bytes of a file, and answers with its sheets.
///
/// It greets first, so that the one who asked can tell a reader that went down from a program that
/// is no reader.
pub fn serve(file: impl Read, out: &mut impl Write) -> io::Result<()> {
    out.write_all(GREETING)?;
    out.flush()?;
    let mut bytes = Vec::new();
    file.take(limits::FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    // Names the file in what is told, and is not sent.
    let source = Source::named("");
    let read = super::sheets(&source, &bytes);
    drop(bytes);
    answer(read, out)
}

fn answer(read: Checked<Vec<Sheet>>, out: &mut impl Write) -> io::Result<()> {
    for sheet in read.value {
        let Sheet { name, visibility, rows, merges, .. } = sheet;
        write(out, &Part::Sheet { name: name.to_string(), visibility, merges })?;
        // Each row goes as soon as it is written, so that two processes never hold all of them.
        for (row, mut cells) in (0..).zip(rows) {
            let mut column = 0;
            while !cells.is_empty() {
                let rest = cells.split_off(cells.len().min(CELLS_TOGETHER));
                let many = u32::try_from(cells.len()).unwrap_or(u32::MAX);
                for cells in alone_if_long(cells, column) {
                    write(out, &Part::Cells { row, column: cells.0, cells: cells.1 })?;
                }
                column += many;
                cells = rest;
            }
        }
    }
    for told in read.diagnostics.iter().take(TOLD) {
        write(out, &Part::Told(Told::of(told)))?;
    }
    write(out, &Part::End)?;
    out.flush()
}

/// Takes in what another process read. Nothing of it is believed before it is looked at.
pub fn heard(source: &Source, answer: impl Read) -> Heard {
    let mut answer = io::BufReader::new(answer);
    let mut greeting = vec![0; GREETING.len()];
    match answer.read_exact(&mut greeting) {
        Ok(()) if greeting == GREETING => {
            taken_in(source, &mut answer).map_or(Heard::BrokenOff, Heard::Whole)
        }
        _ => Heard::Stranger,
    }
}

fn taken_in(source: &Source, answer: &mut impl Read) -> Option<Checked<Vec<Sheet>>> {
    let mut all: Checked<Vec<Sheet>> = Checked::clean(Vec::new());
    let mut budget = Budget::full();
    let mut buffer = Vec::new();
    let mut next = part(answer, &mut buffer)?;
    loop {
        match next {
            Part::Sheet { name, visibility, merges } => {
                budget.take_merges(merges.len()).ok()?;
                let mut grid = Grid::new(&mut budget);
                next = cells(answer, &mut buffer, &mut grid)?;
                let (source, rows) = (source.clone(), grid.into_rows());
                let is_odd = limits::SHEET_NAME < name.chars().count()
                    || !merges.iter().all(Merge::is_block);
                if is_odd || limits::PARTS < all.value.len() {
                    return None;
                }
                all.value.push(Sheet { source, name: name.into(), visibility, rows, merges });
            }
            Part::Told(told) => {
                let is_too_much = TOLD <= all.diagnostics.len();
                if is_too_much {
                    return None;
                }
                all.diagnostics.push(told.about(source)?);
                next = part(answer, &mut buffer)?;
            }
            Part::End => return Some(all),
            Part::Cells { .. } => return None,
        }
    }
}

/// Fills a grid, up to the part that is no cells.
fn cells(answer: &mut impl Read, buffer: &mut Vec<u8>, grid: &mut Grid<'_>) -> Option<Part> {
    loop {
        match part(answer, buffer)? {
            Part::Cells { row, column, cells } => {
                for (column, cell) in (column..limits::COLUMNS).zip(cells) {
                    if !is_sound(&cell) {
                        return None;
                    }
                    grid.put(row, column, cell).ok()?;
                }
            }
            other => return Some(other),
        }
    }
}

/// Whether a reader of ours gives such a cell.
fn is_sound(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) | Cell::Broken(text) => !text.is_empty(),
        Cell::Number(number) => number.is_finite(),
        Cell::Empty | Cell::Truth(_) | Cell::Date(_) => true,
    }
}

fn write(out: &mut impl Write, part: &Part) -> io::Result<()> {
    let bytes = postcard::to_stdvec(part).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&bytes)
}

fn part(answer: &mut impl Read, buffer: &mut Vec<u8>) -> Option<Part> {
    let mut length = [0; 4];
    answer.read_exact(&mut length).ok()?;
    let length = u32::from_le_bytes(length);
    if PART_BYTES < length {
        return None;
    }
    buffer.clear();
    answer.take(length.into()).read_to_end(buffer).ok()?;
    let is_whole = buffer.len() == length as usize;
    if is_whole { postcard::from_bytes(buffer).ok() } else { None }
}

/// Cells with their first column: together where they are short, each alone where one is long.
fn alone_if_long(cells: Vec<Cell>, column: u32) -> Vec<(u32, Vec<Cell>)> {
    let is_long = |cell: &Cell| match cell {
        Cell::Text(text) | Cell::Broken(text) => 4_096 < text.len(),
        _ => false,
    };
    if cells.iter().any(is_long) {
        (column..).zip(cells).map(|(column, cell)| (column, vec![cell])).collect()
    } else {
        vec![(column, cells)]
    }
}

impl Told {
    fn of(diagnostic: &Diagnostic) -> Told {
        let sheet = match &diagnostic.place {
            Some(Place::Sheet { sheet, .. }) => Some(sheet.to_string()),
            _ => None,
        };
        Told {
            code: diagnostic.code.id().to_owned(),
            severity: diagnostic.severity as u8,
            message: diagnostic.message.clone(),
            sheet,
            help: diagnostic.help.clone(),
        }
    }

    fn about(self, source: &Source) -> Option<Diagnostic> {
        let (code, ..) = *Code::ALL.iter().find(|(_, id, _)| *id == self.code)?;
        let told = [Diagnostic::note, Diagnostic::warning, Diagnostic::error];
        let told = *told.get(usize::from(self.severity))?;
        let place = match self.sheet {
            Some(sheet) => Place::Sheet { source: source.clone(), sheet: sheet.into() },
            None => Place::File(source.clone()),
        };
        let diagnostic = told(code, self.message).at(place);
        // A message keeps no letter that would steer a terminal; it has to have others.
        if diagnostic.message.trim().is_empty() {
            return None;
        }
        Some(self.help.into_iter().fold(diagnostic, Diagnostic::help))
    }
}

// `Told` keeps a severity as its place in this order.
const _: () = assert!(Severity::Note as u8 == 0 && Severity::Error as u8 == 2);

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: Vec<Vec<Cell>>) -> Sheet {
        let merge = Merge { first_row: 0, last_row: 1, first_column: 2, last_column: 3 };
        Sheet {
            source: Source::named("a.xls"),
            name: "Ratings".into(),
            visibility: Visibility::Hidden,
            rows,
            merges: vec![merge],
        }
    }

    fn written(sheets: Vec<Sheet>) -> Vec<u8> {
        let note = Diagnostic::note(Code::HiddenSheet, "the sheet `Ratings` is hidden")
            .at(Place::Sheet { source: Source::named("a.xls"), sheet: "Ratings".into() })
            .help("unhide it");
        let mut out = GREETING.to_vec();
        answer(Checked { value: sheets, diagnostics: vec![note] }, &mut out).unwrap();
        out
    }

    fn some_rows() -> Vec<Vec<Cell>> {
        let day = chrono::NaiveDate::from_ymd_opt(2024, 10, 15).unwrap();
        let mut wide = vec![Cell::Empty; 700];
        wide[0] = Cell::Text("é".repeat(100_000));
        wide[699] = Cell::Number(0.1);
        let dated = Cell::Date(day.and_hms_opt(9, 30, 0).unwrap());
        vec![wide, vec![], vec![Cell::Truth(true), dated, Cell::Broken("#REF!".to_owned())]]
    }

    #[test]
    fn sheets_arrive_as_they_were_sent() {
        let sent = vec![sheet(some_rows()), sheet(vec![])];
        let answer = written(sent.clone());
        let Heard::Whole(arrived) = heard(&Source::named("a.xls"), answer.as_slice()) else {
            panic!("the answer is whole")
        };
        assert_eq!(arrived.value, sent);
        assert_eq!(arrived.diagnostics[0].code, Code::HiddenSheet);
        assert_eq!(arrived.diagnostics[0].help.as_deref(), Some("unhide it"));
    }

    #[test]
    fn an_answer_that_breaks_off_is_not_taken_for_a_whole_one() {
        let answer = written(vec![sheet(vec![vec![Cell::Truth(true)]])]);
        for length in GREETING.len()..answer.len() {
            let heard = heard(&Source::named("a.xls"), &answer[..length]);
            assert!(matches!(heard, Heard::BrokenOff), "cut at {length}");
        }
    }

    #[test]
    fn a_stranger_is_known_by_its_greeting() {
        let heard =
            heard(&Source::named("a.xls"), b"\nrunning 0 tests\n\ntest result: ok".as_slice());
        assert!(matches!(heard, Heard::Stranger));
    }

    #[test]
    fn an_answer_cannot_ask_for_more_than_a_file_may() {
        let cells = |row, column| Part::Cells { row, column, cells: vec![Cell::Truth(true)] };
        let named = |name: &str| Part::Sheet {
            name: name.to_owned(),
            visibility: Visibility::Shown,
            merges: Vec::new(),
        };
        let full = (0..123).map(|row| cells(row, 16_383)).collect::<Vec<_>>();
        let answers = [
            vec![cells(0, 0), Part::End],
            vec![named("A"), cells(1_048_576, 0), Part::End],
            [named("A")].into_iter().chain(full).chain([Part::End]).collect(),
            vec![named(&"a".repeat(256)), Part::End],
        ];
        for parts in answers {
            let mut answer = GREETING.to_vec();
            for part in &parts {
                write(&mut answer, part).unwrap();
            }
            let heard = heard(&Source::named("a.xls"), answer.as_slice());
            assert!(matches!(heard, Heard::BrokenOff), "{parts:.200?}");
        }
        let long = [GREETING, &u32::MAX.to_le_bytes(), &[0; 64]].concat();
        assert!(matches!(heard(&Source::named("a.xls"), long.as_slice()), Heard::BrokenOff));
    }
}

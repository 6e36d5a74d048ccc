//! Tables as text: csv, tsv, txt.
//!
//! Cells stay text, exactly as written: what is a number is for a later stage to say, which knows
//! what a column should hold.

mod plausible;
mod encoding;
mod separator;

use std::{
    cell::Cell,
    io::{self, Read},
};

use csv::{ReaderBuilder, StringRecord};

use super::{
    Sheet, Visibility,
    fault::{Damage, Excess, Fault},
    grid::Grid,
    limits::{self, Budget},
    value,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Place},
    model::Source,
};
use encoding::{Decoded, Guess};
use separator::Separator;

pub(super) fn read(source: &Source, bytes: &[u8]) -> Result<Checked<Vec<Sheet>>, Fault> {
    let Decoded { text, guess } = encoding::decode(bytes)?;
    let (stem, ending) = stem_and_ending(source);
    let (separator, table) = separator::declared(&text)
        .unwrap_or_else(|| (separator::sniff(&text, separator::usual(ending)), &text));
    let is_declared = table.len() < text.len();

    let mut budget = Budget::full();
    let mut grid = Grid::new(&mut budget);
    fill(table, separator, &mut grid)?;
    let rows = grid.into_rows();
    if rows.is_empty() {
        return Err(Fault::Empty);
    }
    let place = Place::File(source.clone());
    let mut diagnostics: Vec<Diagnostic> = guess.map(encoding_note).into_iter().collect();
    let is_usual = separator::is_usual(separator, ending);
    if !is_declared && !is_usual {
        diagnostics.push(separator_note(separator));
    }
    let sheet = Sheet {
        source: source.clone(),
        name: stem.into(),
        visibility: Visibility::Shown,
        rows,
        merges: Vec::new(),
    };
    let diagnostics = diagnostics.into_iter().map(|note| note.at(place.clone())).collect();
    Ok(Checked { value: vec![sheet], diagnostics })
}

/// Whether the bytes are a text of wide letters, although no mark says so.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    encoding::wide(bytes).is_some()
}

/// The name without folder and ending, and the ending.
fn stem_and_ending(source: &Source) -> (&str, &str) {
    let name = source.0.rsplit(['/', '\\']).next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, ending),
        _ => (name, ""),
    }
}

/// Puts every record into its row. The `csv` crate passes over blank lines; here they are rows,
/// as in any spreadsheet program, so that cells keep their addresses.
fn fill(text: &str, separator: Separator, grid: &mut Grid<'_>) -> Result<(), Fault> {
    let left = Cell::new(0);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.byte())
        .from_reader(Metered { text: text.as_bytes(), left: &left });
    let mut record = StringRecord::new();
    let mut row = 0;
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        left.set(limits::RECORD_BYTES);
        let read = reader.read_record(&mut record).map_err(|error| match error.kind() {
            csv::ErrorKind::Io(_) => Fault::TooLarge(Excess::RowText),
            _ => Fault::Damaged(Damage::BreaksOff),
        });
        if !read? {
            return Ok(());
        }
        row += blank_lines(text, start);
        for (column, field) in (0..).zip(record.iter()) {
            grid.put(row, column, value::written(field))?;
        }
        row += 1;
    }
}

/// A text that gives no more than is left for a record: the `csv` crate would gather a record of any
/// length, and of each of its fields keep a number that is longer than the field.
struct Metered<'a> {
    text: &'a [u8],
    left: &'a Cell<usize>,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 && !self.text.is_empty() {
            return Err(io::Error::other("the record is too long"));
        }
        let end = buffer.len().min(left);
        let taken = self.text.read(&mut buffer[..end])?;
        self.left.set(left - taken);
        Ok(taken)
    }
}

/// How many lines are blank from `start` on, which is where a record ended.
fn blank_lines(text: &str, start: usize) -> u32 {
    let bytes = text.as_bytes();
    let ends_within_a_line_end = 0 < start && bytes[..start].ends_with(b"\r");
    let mut rest = &bytes[start..];
    if ends_within_a_line_end {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut lines = 0;
    while let Some((b'\r' | b'\n', tail)) = rest.split_first() {
        let is_double = rest.starts_with(b"\r\n");
        rest = if is_double { &tail[1..] } else { tail };
        lines += 1;
    }
    lines
}

fn encoding_note(guess: Guess) -> Diagnostic {
    let message = format!("the text is not in UTF-8 and was read as `{}`", guess.name);
    let word = guess.word.map_or(String::new(), |word| format!(" such as `{word}`"));
    Diagnostic::note(Code::EncodingGuessed, message).help(format!(
        "look at names with accents{word}; if one is wrong, save the file again as `CSV UTF-8`"
    ))
}

fn separator_note(separator: Separator) -> Diagnostic {
    let message = format!("the columns are taken to be split by {}", separator.named());
    Diagnostic::note(Code::SeparatorGuessed, message)
        .help("if a column is cut in the wrong place, save the file again as `CSV UTF-8`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostic::render, ingest::Cell};

    #[track_caller]
    fn reads(name: &str, bytes: &[u8], rows: &[&[&str]]) -> Vec<Diagnostic> {
        let Checked { value, diagnostics } = read(&Source::named(name), bytes).unwrap();
        let shown: Vec<Vec<String>> =
            value[0].rows.iter().map(|row| row.iter().map(shown).collect()).collect();
        assert_eq!(shown, rows, "reading {name}");
        diagnostics
    }

    fn shown(cell: &Cell) -> String {
        match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            other => panic!("{other:?} in a text"),
        }
    }

    #[track_caller]
    fn told(diagnostics: &[Diagnostic], text: &str) {
        let rendered: Vec<String> = diagnostics.iter().map(render).collect();
        assert_eq!(rendered.concat(), text);
    }

    #[test]
    fn a_plain_table_is_taken_as_it_is() {
        let notes = reads(
            "fall/oak.csv",
            b"Site,Rating,Note\r\nOak, 3 ,\"said \"\"yes\"\", then\nleft\"\r\nElm,,\r\n",
            &[&["Site", "Rating", "Note"], &["Oak", " 3 ", "said \"yes\", then\nleft"], &["Elm"]],
        );
        assert_eq!(notes, []);
    }

    #[test]
    fn a_table_is_named_after_its_file() {
        for (name, stem) in [("a/b.c/Oak St. 2.csv", "Oak St. 2"), ("x\\y.tsv", "y"), ("z", "z")] {
            let sheets = read(&Source::named(name), b"a\tb").unwrap().value;
            assert_eq!(&*sheets[0].name, stem);
        }
    }

    #[test]
    fn rows_may_differ_in_length() {
        reads("a.csv", b"a,b,c\n1\n1,2,3,4\n", &[&["a", "b", "c"], &["1"], &["1", "2", "3", "4"]]);
    }

    #[test]
    fn blank_lines_are_rows() {
        let rows: &[&[&str]] = &[&[], &["a", "b"], &[], &[], &["1", "2"]];
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "a,b", "", "", "1,2", "", ""].join(end);
            reads("a.csv", text.as_bytes(), rows);
        }
        reads("a.csv", b"a\n\"\n\n\"\n\nb", &[&["a"], &["\n\n"], &[], &["b"]]);
    }

    #[test]
    fn encodings_say_what_they_are() {
        let rows: &[&[&str]] = &[&["École", "Niño"]];
        let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        let low_first: Vec<u8> =
            units("\u{feff}École,Niño").iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let high_first: Vec<u8> =
            units("\u{feff}École,Niño").iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for bytes in
            ["École,Niño".as_bytes(), "\u{feff}École,Niño".as_bytes(), &low_first, &high_first]
        {
            assert_eq!(reads("a.csv", bytes, rows), []);
        }
    }

    #[test]
    fn an_older_encoding_is_guessed_and_told() {
        let notes = reads(
            "a.csv",
            b"Site,Note\nMontr\xE9al,\x93tr\xE8s bien\x94\nNi\xF1o,caf\xE9\n",
            &[&["Site", "Note"], &["Montréal", "“très bien”"], &["Niño", "café"]],
        );
        told(
            &notes,
            "\
note[F007]: the text is not in UTF-8 and was read as `windows-1252`
--> a.csv
 = help: look at names with accents such as `Montréal`; if one is wrong, save the file again as \
`CSV UTF-8`
",
        );
    }

    #[test]
    fn text_cut_within_a_letter_is_damaged() {
        let cut = read(&Source::named("a.csv"), &"École,é".as_bytes()[..8]);
        assert_eq!(cut, Err(Fault::Damaged(Damage::HalfALetter)));
    }

    #[test]
    fn another_separator_is_told() {
        let notes =
            reads("a.csv", b"Site;Score\nOak;3,5\n", &[&["Site", "Score"], &["Oak", "3,5"]]);
        told(
            &notes,
            "\
note[F008]: the columns are taken to be split by semicolons
--> a.csv
 = help: if a column is cut in the wrong place, save the file again as `CSV UTF-8`
",
        );
        let tabs = b"Site\tScore\nOak\t3,5\n";
        assert_eq!(reads("a.csv", tabs, &[&["Site", "Score"], &["Oak", "3,5"]]).len(), 1);
        assert_eq!(reads("a.tsv", tabs, &[&["Site", "Score"], &["Oak", "3,5"]]), []);
        assert_eq!(reads("a.txt", tabs, &[&["Site", "Score"], &["Oak", "3,5"]]), []);
    }

    #[test]
    fn a_first_line_may_name_the_separator() {
        for line in ["sep=;", "SEP=;", "\"sep=;\""] {
            let text = format!("{line}\r\na;b,c\r\n1;2\r\n");
            assert_eq!(reads("a.csv", text.as_bytes(), &[&["a", "b,c"], &["1", "2"]]), []);
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_swallow_the_file() {
        let long = format!("a,\"{}", ",1\n".repeat(2_000_000));
        let refused = read(&Source::named("a.csv"), long.as_bytes());
        assert_eq!(refused, Err(Fault::TooLarge(Excess::RowText)));
        let commas = ",".repeat(5 << 20);
        let refused = read(&Source::named("a.csv"), commas.as_bytes());
        assert_eq!(refused, Err(Fault::TooLarge(Excess::RowText)));
    }

    #[test]
    fn what_stands_past_the_last_column_is_not_dropped() {
        let wide = |commas: usize| format!("{}1", ",".repeat(commas));
        let refused = read(&Source::named("a.csv"), wide(20_000).as_bytes());
        assert_eq!(refused, Err(Fault::TooLarge(Excess::Columns)));
        assert!(read(&Source::named("a.csv"), wide(16_383).as_bytes()).is_ok());
    }

    #[test]
    fn nothing_but_line_ends_is_an_empty_file() {
        for bytes in [b"" as &[u8], b"\r\n\r\n", b",,\n,,\n", b"\xEF\xBB\xBF"] {
            assert_eq!(read(&Source::named("a.csv"), bytes), Err(Fault::Empty));
        }
    }
}

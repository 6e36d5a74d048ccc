//! One mapping, as text.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::{super::Rulebook, files::Named, likely::likely};
use crate::{
    diagnostic::count,
    model::{Headings, Holds, SheetReading, TakenColumn, Tool, UnusedColumn, letters},
};

/// What stands in place of what a person has to say.
const TO_SAY: &str = "?";

const NOT_RECOGNISED: &str = "\
# Not recognised. If ratings stand here, name the instrument and say what each column is: a `field`
# such as site, school_year, date or rater, or an `item`. Take out the lines of columns that are not
# needed, and then the `#` in front of the others. If there are no ratings, name the file in
# `leave_out` at the top of this page.
";
const UNCLEAR: &str = "\
# More than one instrument fits. Choose one, and take away the `#` in front of these lines. Those of
# `column` may go.
";
const UNUSED: &str = "    # Not used. To use one, say what it is and take away the `#`.\n";
const OTHERWISE: &str = "\
# cqi reads this by itself, in a way that a mapping does not say in full. To have it read as below
# instead, take away the `#` in front of these lines.
";

/// A mapping that is to be written.
pub(super) struct Block<'r> {
    pub(super) names: Named,
    pub(super) kind: Kind<'r>,
}

#[derive(Clone)]
pub(super) enum Kind<'r> {
    /// The sheets are read; the mapping says how.
    Read(&'r SheetReading),
    /// The sheets are read, and otherwise than a mapping would read them.
    Otherwise(&'r SheetReading),
    /// A person has to choose one of these instruments, or another.
    Choice { tools: Vec<&'r Tool>, headings: &'r Headings },
}

impl Block<'_> {
    /// First what is read, then what is to be chosen, by the names of files and sheets.
    pub(super) fn order(&self) -> (bool, &[String], &[String]) {
        (self.is_comment(), &self.names.files, &self.names.sheets)
    }

    pub(super) fn is_comment(&self) -> bool {
        !matches!(self.kind, Kind::Read(_))
    }

    pub(super) fn text(&self, rulebook: &Rulebook) -> String {
        match &self.kind {
            Kind::Read(reading) => self.mapping(reading, rulebook),
            Kind::Otherwise(reading) => {
                OTHERWISE.to_owned() + &commented(&self.mapping(reading, rulebook))
            }
            Kind::Choice { tools, headings } => self.choice(tools, headings, rulebook),
        }
    }

    /// The lines that say which sheets are meant, in a comment: by them it is known again.
    pub(super) fn names_line(&self) -> String {
        commented(&self.names_lines())
    }

    fn names_lines(&self) -> String {
        let files = format!("files = {}\n", one_or_list(&self.names.files));
        match &self.names.sheets[..] {
            [] => files,
            sheets => format!("{files}sheet = {}\n", one_or_list(sheets)),
        }
    }

    fn mapping(&self, reading: &SheetReading, rulebook: &Rulebook) -> String {
        let SheetReading { tool, layout, header_row, columns, left_aside, .. } = reading;
        let about = match self.names.count {
            1 => format!("# {}, {}.\n", tool.title, layout.about),
            many => {
                let noun = if self.names.sheets.is_empty() { "file" } else { "sheet" };
                format!("# {}, {}: {}.\n", tool.title, layout.about, count(many, noun))
            }
        };
        let taken = columns.iter().map(|column| (column.column, &*column.heading));
        let left = left_aside.iter().map(|column| (column.column, &*column.heading));
        let handles = handles(taken.chain(left));
        let mut lines = vec![
            about,
            "[[mapping]]\n".to_owned(),
            self.names_lines(),
            format!("instrument = {}\n", quoted(&tool.id)),
            format!("layout = {}\n", quoted(layout.id)),
            format!("header_row = {}\n", header_row + 1),
            "column = [\n".to_owned(),
        ];
        lines.extend(columns.iter().map(|column| taken_line(column, &handles)));
        if !left_aside.is_empty() {
            lines.push(UNUSED.to_owned());
        }
        let unused = |column| unused_line(column, Some(&*tool.id), rulebook, &handles);
        lines.extend(left_aside.iter().map(|column| format!("    # {}", unused(column))));
        lines.push("]\n".to_owned());
        lines.concat()
    }

    fn choice(&self, tools: &[&Tool], headings: &Headings, rulebook: &Rulebook) -> String {
        let mut known: Vec<&str> = tools.iter().map(|tool| &*tool.id).collect();
        let listed = rulebook.instruments.keys().map(String::as_str);
        known.extend(listed.filter(|id| !tools.iter().any(|tool| *tool.id == **id)));
        let (first, others) =
            known.split_first().map_or((TO_SAY, &[][..]), |(id, rest)| (id, rest));
        let handles =
            handles(headings.columns.iter().map(|column| (column.column, &*column.heading)));
        let mut lines = vec![
            "[[mapping]]\n".to_owned(),
            self.names_lines(),
            format!("instrument = {}{}\n", quoted(first), or_comment(others)),
            format!("header_row = {}\n", headings.row + 1),
            "column = [\n".to_owned(),
        ];
        let unused = |column| unused_line(column, Some(first), rulebook, &handles);
        lines.extend(headings.columns.iter().map(|column| format!("    {}", unused(column))));
        lines.push("]\n".to_owned());
        let why = if tools.len() < 2 { NOT_RECOGNISED } else { UNCLEAR };
        why.to_owned() + &commented(&lines.concat())
    }
}

/// How settings name a column: by its heading, or by its letters where another is called the same.
type Handles = BTreeMap<u32, String>;

fn handles<'h>(columns: impl Iterator<Item = (u32, &'h str)>) -> Handles {
    let columns: Vec<(u32, &str)> = columns.collect();
    let handle = |(column, heading): &(u32, &str)| {
        let key = key(heading);
        let alike = columns.iter().filter(|(_, other)| key == self::key(other)).count();
        let is_plain = alike == 1 && !key.is_empty() && !heading.starts_with("column ");
        let handle =
            if is_plain { (*heading).to_owned() } else { format!("column {}", letters(*column)) };
        (*column, handle)
    };
    columns.iter().map(handle).collect()
}

/// The letters and digits of a heading: what is alike in them may be taken for one another.
fn key(heading: &str) -> String {
    let letters = heading.nfkd().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn taken_line(column: &TakenColumn, handles: &Handles) -> String {
    let handle = &handles[&column.column];
    let set: Vec<String> = column
        .set
        .iter()
        .map(|(field, text)| format!("{} = {}", key_of(field), quoted(text)))
        .collect();
    let set = match &set[..] {
        [] => String::new(),
        set => format!(", set = {{ {} }}", set.join(", ")),
    };
    let name = match &column.holds {
        Holds::Item { name, .. } if !key(handle).contains(&key(name)) => &**name,
        Holds::Field { .. } if handle.starts_with("column ") => &*column.heading,
        _ => "",
    };
    let name = if name.is_empty() { String::new() } else { format!("  # {}", one_line(name)) };
    let what = holds(&column.holds);
    format!("    {{ heading = {}, {what}{set} }},{name}\n", quoted(handle))
}

fn unused_line(
    column: &UnusedColumn,
    instrument: Option<&str>,
    rulebook: &Rulebook,
    handles: &Handles,
) -> String {
    let handle = quoted(&handles[&column.column]);
    let what = match likely(&column.heading, instrument, rulebook) {
        Some(likely) => holds(&likely),
        None => format!("field = {}", quoted(TO_SAY)),
    };
    format!("{{ heading = {handle}, {what} }},\n")
}

fn holds(holds: &Holds) -> String {
    match holds {
        Holds::Field { id } => format!("field = {}", quoted(id)),
        Holds::Item { id, .. } => format!("item = {}", quoted(id)),
    }
}

fn or_comment(others: &[&str]) -> String {
    if others.is_empty() { String::new() } else { format!("  # or: {}", others.join(", ")) }
}

fn one_or_list(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| self::quoted(name)).collect();
    match &quoted[..] {
        [only] => only.clone(),
        all if all.iter().map(String::len).sum::<usize>() < 80 => {
            format!("[{}]", all.join(", "))
        }
        all => format!("[\n    {},\n]", all.join(",\n    ")),
    }
}

/// The text as TOML writes it on one line. What JSON escapes, TOML escapes alike.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

fn key_of(field: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
    if !field.is_empty() && field.chars().all(is_plain) { field.to_owned() } else { quoted(field) }
}

/// The text for a comment.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn commented(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("# {line}\n")).collect();
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_written_so_that_toml_reads_them() {
        for text in ["Rating \"1-4\"", "two\nlines\t", "Año \\ año", "\u{7f}\u{1}", "評価"] {
            let read: toml::Table = toml::from_str(&format!("a = {}", quoted(text))).unwrap();
            assert_eq!(read["a"].as_str(), Some(text));
        }
    }

    #[test]
    fn a_heading_that_stands_twice_goes_by_its_letters() {
        let columns = [(0, "Año"), (1, "ano"), (2, "Site"), (3, ""), (4, "column B")];
        let handles = handles(columns.into_iter());
        let named: Vec<&str> = handles.values().map(String::as_str).collect();
        assert_eq!(named, ["column A", "column B", "Site", "column D", "column E"]);
    }
}

//! Settings: what `cqi.toml` beside the files says.

use std::{collections::BTreeMap, fmt};

use schemars::JsonSchema;
use serde::Deserialize;

/// A settings file, `cqi.toml`. The command line wins over it.
#[derive(Clone, PartialEq, Default, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Rule packs by id, or folders. Left out: the packs that ship.
    #[serde(default)]
    pub rules: Vec<String>,
    /// The list of sites, by its path from this file. Left out: `sites.csv` beside this file.
    #[serde(default)]
    pub sites: Option<String>,
    /// The day the plan is made for, such as `2025-10-20`. Left out: today.
    #[serde(default)]
    pub as_of: Option<String>,
    /// The school years to use, such as `2021-22..2025-26`. Left out: all.
    #[serde(default)]
    pub years: Option<String>,
    /// The paper of Word files and PDFs: `letter` or `a4`. Left out: `letter`.
    #[serde(default)]
    pub paper: Option<PaperName>,
    /// The language of reports: `en` or `es`. Left out: `en`.
    #[serde(default)]
    pub language: Option<LanguageName>,
    /// Files to leave aside without a word, by name or path; `*` stands for any letters. A file
    /// that the command line names is read all the same.
    #[serde(default)]
    pub leave_out: Vec<String>,
    /// How to read files that are not recognised by themselves.
    #[serde(default)]
    pub mapping: Vec<Mapping>,
}

/// A size of paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PaperName {
    Letter,
    A4,
}

/// A language of reports.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LanguageName {
    En,
    Es,
}

/// How to read some files.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The files, by name or path; `*` stands for any letters. One, or a list of them.
    pub files: Names,
    /// The sheet, by name; `*` stands for any letters. One, or a list of them. Left out: every
    /// sheet.
    #[serde(default)]
    pub sheet: Option<Names>,
    /// The instrument that was filled in.
    pub instrument: String,
    /// How the sheet is laid out. Left out: as recognised.
    #[serde(default)]
    pub layout: Option<LayoutName>,
    /// The row of the headings, counted from 1 as spreadsheets do. Left out: as recognised.
    #[serde(default)]
    pub header_row: Option<u32>,
    /// What is the same for every row and stands nowhere in the file, by field: such as
    /// `{ school_year = "2024-25", occasion = "fall" }`.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// What single columns are.
    #[serde(default)]
    pub column: Vec<ColumnMapping>,
    /// What columns are whose headings follow a pattern.
    #[serde(default)]
    pub pattern: Vec<PatternMapping>,
    /// Headings of columns to leave aside without a word, even where their name is known.
    #[serde(default)]
    pub ignore: Vec<String>,
}

/// A name with `*` for any letters, or a list of such names.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Names {
    One(String),
    Several(Vec<String>),
}

impl Names {
    pub fn all(&self) -> &[String] {
        match self {
            Names::One(name) => std::slice::from_ref(name),
            Names::Several(names) => names,
        }
    }
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.all().join(", "))
    }
}

/// How a sheet is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LayoutName {
    /// One row a form, items in columns.
    Rows,
    /// Items down the page, one form a sheet.
    ItemsDown,
    /// One row a rating, with a column for the item and one for the rating.
    Long,
}

impl LayoutName {
    /// The name in settings.
    pub const fn id(self) -> &'static str {
        match self {
            LayoutName::Rows => "rows",
            LayoutName::ItemsDown => "items-down",
            LayoutName::Long => "long",
        }
    }

    /// In words.
    pub const fn about(self) -> &'static str {
        match self {
            LayoutName::Rows => "one row a form",
            LayoutName::ItemsDown => "items down the page",
            LayoutName::Long => "one row a rating",
        }
    }
}

/// What a column is.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnMapping {
    /// The heading as it stands in the file, or the letter of the column as `column C`.
    pub heading: String,
    /// The field that it holds: `site`, `date`, `rater` and so on; `rating` and `item` name the
    /// columns of items that run down the page.
    #[serde(default)]
    pub field: Option<String>,
    /// The item whose ratings it holds, by id.
    #[serde(default)]
    pub item: Option<String>,
    /// What its ratings have in common, by field: such as `{ segment = "2" }`.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
}

/// What columns are whose headings follow a pattern.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PatternMapping {
    /// The heading, with `{item}` for an item's id, code, name or alias, and the names of fields
    /// for the rest: such as `{item}_S{segment}` or `{item} ({occasion})`.
    pub heading: String,
}

/// Whether a pattern names a file: its name, its path or the end of its path.
pub fn names_file(pattern: &str, path: &str) -> bool {
    let path = path.replace('\\', "/");
    let mut ends = path.match_indices('/').map(|(at, _)| &path[at + 1..]);
    follows(pattern, &path) || ends.any(|end| follows(pattern, end))
}

/// Whether the text follows the pattern, in which `*` stands for any letters.
pub fn follows(pattern: &str, text: &str) -> bool {
    let mut plain = pattern.split('*');
    let start = plain.next().unwrap_or_default();
    let Some(end) = plain.next_back() else { return pattern.eq_ignore_ascii_case(text) };
    let Some(mut rest) = after(start, text) else { return false };
    for piece in plain {
        // Where a piece fits, the first place leaves most for the others.
        let found = rest.char_indices().find_map(|(at, _)| after(piece, &rest[at..]));
        match found {
            Some(left) => rest = left,
            None if piece.is_empty() => {}
            None => return false,
        }
    }
    let last = rest.len().checked_sub(end.len()).and_then(|at| rest.get(at..));
    last.is_some_and(|last| last.eq_ignore_ascii_case(end))
}

/// What comes after `start` at the start of the text, if it starts so in capitals or not.
fn after<'t>(start: &str, text: &'t str) -> Option<&'t str> {
    let (head, tail) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_letters() {
        for (pattern, text) in [
            ("*.csv", "a/b.csv"),
            ("fall*.xlsx", "Fall 2023.xlsx"),
            ("a*b*c", "aXbYbZc"),
            ("*", ""),
            ("a**b*", "aXb"),
            ("*é*", "Café au lait"),
            ("*.csv*", "a.CSV"),
        ] {
            assert!(follows(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("*.csv", "a.csv.bak"),
            ("fall", "fall 2"),
            ("ab*ba", "aba"),
            ("a*b*b", "ab"),
            ("*é", "e"),
        ] {
            assert!(!follows(pattern, text), "{pattern} {text}");
        }
    }

    /// Trying out every place for every star would take years.
    #[test]
    fn a_pattern_of_many_stars_is_decided_at_once() {
        let pattern = "*a".repeat(40);
        assert!(follows(&pattern, &"a".repeat(40_000)));
        assert!(!follows(&format!("{pattern}b"), &"a".repeat(40_000)));
    }

    #[test]
    fn a_file_goes_by_its_name_or_the_end_of_its_path() {
        for pattern in ["fall.csv", "2024/fall.csv", "visits/2024/fall.csv", "*/fall.csv"] {
            assert!(names_file(pattern, "visits/2024/fall.csv"), "{pattern}");
            assert!(names_file(pattern, r"visits\2024\fall.csv"), "{pattern}");
        }
        assert!(!names_file("all.csv", "visits/2024/fall.csv"));
    }
}

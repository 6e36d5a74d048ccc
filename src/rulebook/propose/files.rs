//! Which names a mapping has to give, so that it speaks of these sheets and of no others.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{follows, names_file};
use crate::model::{Recognition, Source};

/// Signs at which a name is cut, so that a pattern ends with a whole word.
const WORD_ENDS: [char; 5] = ['/', '-', '_', ' ', '.'];

/// Names of files, and of sheets where a file has more than these.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Named {
    pub(super) files: Vec<String>,
    pub(super) sheets: Vec<String>,
    /// How many sheets it speaks of.
    pub(super) count: usize,
}

/// Sheets of a file, by name.
type Sheets<'r> = BTreeMap<&'r Source, BTreeSet<&'r str>>;

/// The names that pick out some sheets among all. More than one where no single one can.
pub(super) fn named(wanted: &[&Recognition], all: &[Recognition], folder: &str) -> Vec<Named> {
    let all = by_file(all);
    let wanted = by_file(wanted.iter().copied());
    let mut parts: BTreeMap<BTreeSet<&str>, Sheets<'_>> = BTreeMap::new();
    let (whole, some): (Sheets<'_>, Sheets<'_>) =
        wanted.into_iter().partition(|(source, sheets)| all.get(source) == Some(sheets));
    if !whole.is_empty() {
        parts.insert(BTreeSet::new(), whole);
    }
    let names: BTreeSet<&str> = some.values().flatten().copied().collect();
    if some.iter().all(|(source, sheets)| all[source].intersection(&names).eq(sheets)) {
        parts.entry(names).or_default().extend(some);
    } else {
        for (source, sheets) in some {
            parts.entry(sheets.clone()).or_default().insert(source, sheets);
        }
    }
    parts.retain(|_, files| !files.is_empty());
    let part = |(sheets, files): (BTreeSet<&str>, Sheets<'_>)| Named {
        files: patterns(&files, &sheets, &all, folder),
        count: files.values().map(BTreeSet::len).sum(),
        sheets: sheets.into_iter().map(str::to_owned).collect(),
    };
    parts.into_iter().map(part).collect()
}

fn by_file<'r>(all: impl IntoIterator<Item = &'r Recognition>) -> Sheets<'r> {
    let mut files = Sheets::new();
    for one in all {
        files.entry(&one.source).or_default().insert(&one.sheet);
    }
    files
}

/// Patterns that name these files and none of the others that have such a sheet.
fn patterns(
    files: &Sheets<'_>,
    sheets: &BTreeSet<&str>,
    all: &Sheets<'_>,
    folder: &str,
) -> Vec<String> {
    let has_sheet = |names: &BTreeSet<&str>| {
        let is_meant = |name: &&str| sheets.iter().any(|sheet| follows(sheet, name));
        sheets.is_empty() || names.iter().any(is_meant)
    };
    let others =
        all.iter().filter(|(source, names)| !files.contains_key(*source) && has_sheet(names));
    let others: Vec<&str> = others.map(|(source, _)| &*source.0).collect();
    let is_exact = |pattern: &str| !others.iter().any(|other| names_file(pattern, other));

    let paths: Vec<String> = files.keys().map(|source| from(folder, source)).collect();
    let whole = pattern(&paths);
    if 1 < paths.len() && is_exact(&whole) {
        return vec![whole];
    }
    let mut folders: BTreeMap<&str, Vec<(&Source, &String)>> = BTreeMap::new();
    for (source, path) in files.keys().zip(&paths) {
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        folders.entry(parent).or_default().push((source, path));
    }
    let mut found = Vec::new();
    for files in folders.into_values() {
        let paths: Vec<String> = files.iter().map(|(_, path)| (*path).clone()).collect();
        let together = pattern(&paths);
        if 1 < files.len() && is_exact(&together) {
            found.push(together);
            continue;
        }
        // A name alone may be that of a file in a folder as well; the path as it was given is not.
        let name = |(source, path): (&Source, &String)| {
            if is_exact(path) { path.clone() } else { plain(source) }
        };
        found.extend(files.into_iter().map(name));
    }
    found
}

/// The path from the folder of the settings.
fn from(folder: &str, source: &Source) -> String {
    let path = plain(source);
    let folder = folder.replace('\\', "/");
    let folder = folder.trim_end_matches('/');
    let inside = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
    match inside {
        Some(inside) => inside.to_owned(),
        None => path.trim_start_matches("./").to_owned(),
    }
}

fn plain(source: &Source) -> String {
    source.0.replace('\\', "/")
}

/// What all the paths begin and end with, in whole words, and `*` between.
fn pattern(paths: &[String]) -> String {
    let Some(first) = paths.first() else { return String::new() };
    let alike = |left: &str, right: &str| {
        let same = left.chars().zip(right.chars()).take_while(|(l, r)| l == r);
        same.map(|(letter, _)| letter.len_utf8()).sum::<usize>()
    };
    let head = paths.iter().map(|path| alike(first, path)).min().unwrap_or(0);
    let head = first[..head].rfind(WORD_ENDS).map_or(0, |at| at + 1);
    let shortest = paths.iter().map(String::len).min().unwrap_or(0);
    let reversed = |path: &str| path.chars().rev().collect::<String>();
    let last = reversed(first);
    let tail = paths.iter().map(|path| alike(&last, &reversed(path))).min().unwrap_or(0);
    let tail = &first[first.len() - tail.min(shortest - head)..];
    let tail = tail.find(WORD_ENDS).map_or("", |at| &tail[at..]);
    format!("{}*{tail}", &first[..head])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Aside, Outcome};

    fn sheet(source: &str, sheet: &str) -> Recognition {
        let outcome = Outcome::LeftAside(Aside::Hidden);
        Recognition { source: Source::named(source), sheet: sheet.into(), outcome }
    }

    /// The names for the sheets that end in `!`.
    fn names(all: &[(&str, &str)]) -> Vec<(Vec<String>, Vec<String>)> {
        let wanted = |name: &str| name.ends_with('!');
        let sheets: Vec<_> =
            all.iter().map(|(file, name)| (wanted(name), sheet(file, name))).collect();
        let all: Vec<Recognition> = sheets.iter().map(|(_, one)| one.clone()).collect();
        let wanted: Vec<&Recognition> =
            sheets.iter().filter(|(wanted, _)| *wanted).map(|(_, one)| one).collect();
        let named = named(&wanted, &all, "in");
        named.into_iter().map(|named| (named.files, named.sheets)).collect()
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn files_of_one_kind_go_by_what_their_names_share() {
        let all =
            [("in/a/oak-qsa.xlsx", "x!"), ("in/b/elm-qsa.xlsx", "x!"), ("in/b/elm-dos.xlsx", "x")];
        assert_eq!(names(&all), [(texts(&["*-qsa.xlsx"]), vec![])]);
    }

    #[test]
    fn files_that_share_nothing_are_named_one_by_one() {
        let all = [("in/a/x.xlsx", "x!"), ("in/b/y.xlsx", "x!"), ("in/b/z.xlsx", "x")];
        assert_eq!(names(&all), [(texts(&["a/x.xlsx", "b/y.xlsx"]), vec![])]);
    }

    #[test]
    fn a_folder_of_its_own_is_enough() {
        let all = [
            ("in/a/x.xlsx", "x!"),
            ("in/a/y.xlsx", "x!"),
            ("in/b/1.csv", "x!"),
            ("in/c/z.csv", "x"),
        ];
        assert_eq!(names(&all), [(texts(&["a/*.xlsx", "b/1.csv"]), vec![])]);
    }

    #[test]
    fn sheets_are_named_where_a_file_has_others() {
        let all = [("in/x.xlsx", "Ann!"), ("in/x.xlsx", "Ben!"), ("in/x.xlsx", "Help")];
        assert_eq!(names(&all), [(texts(&["x.xlsx"]), texts(&["Ann!", "Ben!"]))]);
    }

    #[test]
    fn a_file_above_one_of_the_same_name_goes_by_its_whole_path() {
        let all = [("in/x.xlsx", "x!"), ("in/sub/x.xlsx", "x")];
        assert_eq!(names(&all), [(texts(&["in/x.xlsx"]), vec![])]);
    }
}

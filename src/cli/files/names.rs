//! Paths as people see them, on one line and told apart, whatever letters are in them.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use crate::model::Source;

pub(in crate::cli) fn source(path: &Path) -> Source {
    Source::named(&name_of(path))
}

/// A path as people write it, with `/` on every system.
///
/// What would break the line or turn it round is written out, and so are bytes that are no
/// letters: two files never have one name.
pub(super) fn name_of(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        for letter in chunk.valid().chars() {
            match letter {
                MAIN_SEPARATOR => name.push('/'),
                letter if is_unseen(letter) => name.extend(letter.escape_default()),
                letter => name.push(letter),
            }
        }
        name.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    name
}

pub(super) fn shown(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| name_of(path)).collect();
    names.join(", ")
}

/// Line ends and the like, and marks that turn the direction of writing.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_on_one_line_and_in_one_direction() {
        let named = [
            ("fall/Oak Street.xlsx", "fall/Oak Street.xlsx"),
            ("Niño 🌳 مدرسة.csv", "Niño 🌳 مدرسة.csv"),
            ("two\nlines.csv", "two\\nlines.csv"),
            ("\u{1b}[31mred.csv", "\\u{1b}[31mred.csv"),
            ("fall\u{202e}vsc.exe", "fall\\u{202e}vsc.exe"),
            ("--help.csv", "--help.csv"),
        ];
        for (path, name) in named {
            assert_eq!(name_of(Path::new(path)), name);
        }
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_letters_keep_two_files_apart() {
        use std::{ffi::OsStr, os::unix::ffi::OsStrExt};

        let name = |bytes: &[u8]| name_of(Path::new(OsStr::from_bytes(bytes)));
        assert_eq!(name(b"Ni\xF1o.csv"), "Ni\\xf1o.csv");
        assert_eq!(name(b"Ni\xFFo.csv"), "Ni\\xffo.csv");
        assert_eq!(name(b"a\\b.csv"), "a\\b.csv");
    }
}

//! Lines that fit a terminal of 80 columns.

use unicode_width::UnicodeWidthStr;

/// The width of a terminal.
const WIDTH: usize = 80;

/// Whether what is alike is folded into one line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Detail {
    Folded,
    /// Every column and every file.
    Full,
}

/// The text in lines that start with `indent` spaces, and two more from the second on.
pub(in crate::cli) fn wrapped(text: &str, indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = " ".repeat(indent);
    let mut is_empty = true;
    for word in text.split_whitespace() {
        if !is_empty && WIDTH < line.width() + 1 + word.width() {
            lines.push(std::mem::replace(&mut line, " ".repeat(indent + 2)));
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines.push(line);
    lines
}

/// The text on one line, cut to a width; what is cut ends in `…`.
pub(super) fn cut(text: &str, width: usize) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.width() <= width {
        return line;
    }
    let mut out = String::new();
    for letter in line.chars() {
        if width < out.width() + 2 {
            break;
        }
        out.push(letter);
    }
    format!("{}…", out.trim_end())
}

/// The text with spaces after it, up to a width.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_goes_on_in_the_next_line() {
        let lines = wrapped(&"word ".repeat(20), 4);
        assert_eq!(lines[0], format!("    {}", ["word"; 15].join(" ")));
        assert_eq!(lines[1], format!("      {}", ["word"; 5].join(" ")));
    }

    #[test]
    fn a_text_is_cut_by_the_room_that_it_takes() {
        assert_eq!(cut("Oak Street", 10), "Oak Street");
        assert_eq!(cut("Oak Street", 9), "Oak Stre…");
        assert_eq!(cut("two\nlines", 20), "two lines");
        // Each of these takes two columns of a terminal.
        assert_eq!(cut("評価項目", 5), "評価…");
        assert_eq!(padded("評価", 6), "評価  ");
    }
}

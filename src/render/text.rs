//! Lines of text, and the words in them that must not break.

/// A longer word may break: it would leave a hole at the end of a line.
const LONGEST_WHOLE: usize = 12;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Piece<'a> {
    Words(&'a str),
    /// A word with a hyphen between digits, such as `2024-25`: it stays on one line.
    Whole(&'a str),
}

pub(super) fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut told = 0;
    let mut at = 0;
    for word in line.split_inclusive(' ') {
        let bare = word.trim_end_matches(' ');
        if is_whole(bare) {
            if told < at {
                pieces.push(Piece::Words(&line[told..at]));
            }
            pieces.push(Piece::Whole(bare));
            told = at + bare.len();
        }
        at += word.len();
    }
    if told < line.len() {
        pieces.push(Piece::Words(&line[told..]));
    }
    pieces
}

/// Whether a letter has no shape of its own: control letters, and those that join letters or turn
/// their direction.
pub(super) fn is_shapeless(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || matches!(letter, '\u{fff9}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_whole(word: &str) -> bool {
    let joins_digits =
        |signs: &[u8]| signs[0].is_ascii_digit() && signs[1] == b'-' && signs[2].is_ascii_digit();
    word.len() <= LONGEST_WHOLE && word.as_bytes().windows(3).any(joins_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_year_stays_whole() {
        let pieces = pieces("self-assessment, 2024-25 and (2025-26)");
        let expected = [
            Piece::Words("self-assessment, "),
            Piece::Whole("2024-25"),
            Piece::Words(" and "),
            Piece::Whole("(2025-26)"),
        ];
        assert_eq!(pieces, expected);
    }

    #[test]
    fn other_words_stay_as_they_are() {
        assert_eq!(pieces(" Oak Street "), [Piece::Words(" Oak Street ")]);
        assert_eq!(pieces("01-61119-6090005-X"), [Piece::Words("01-61119-6090005-X")]);
        assert_eq!(pieces(""), []);
    }
}

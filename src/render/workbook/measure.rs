//! How high a text stands in its cell. Spreadsheets find that only when somebody types into the cell.

/// The height of a line in points, and the room above and below.
const LINE_HEIGHT: f64 = 15.0;
const ROOM: f64 = 6.0;
/// What the indent and the edges of a cell take, in digits.
const EDGES: f64 = 2.2;

/// The height of a row, in points, of which these are the texts and the widths of their cells.
pub(super) fn height<'t>(cells: impl IntoIterator<Item = (&'t str, f64)>) -> f64 {
    let lines = cells.into_iter().map(|(text, width)| lines(text, width)).max().unwrap_or(1);
    f64::from(lines.min(26)) * LINE_HEIGHT + ROOM
}

/// How wide a column must be for each of these texts to stand on one line.
pub(super) fn width_of<'t>(texts: impl IntoIterator<Item = &'t str>) -> f64 {
    let wide = |text: &str| text.chars().map(width).sum::<f64>();
    texts.into_iter().map(wide).fold(0.0, f64::max) + EDGES
}

/// How many lines a text takes in a column so many digits wide.
fn lines(text: &str, width: f64) -> u32 {
    let room = (width - EDGES).max(1.0);
    text.lines().map(|paragraph| lines_of_paragraph(paragraph, room)).sum::<u32>().max(1)
}

fn lines_of_paragraph(text: &str, room: f64) -> u32 {
    let mut lines = 1;
    let mut taken = 0.0;
    for word in text.split(' ') {
        let wide: f64 = word.chars().map(width).sum();
        let after = taken + wide + if taken > 0.0 { width(' ') } else { 0.0 };
        if after <= room {
            taken = after;
        } else if taken > 0.0 {
            lines += 1;
            taken = wide;
        } else {
            taken = wide;
        }
        // A word longer than a line is broken.
        while room < taken {
            lines += 1;
            taken -= room;
        }
    }
    lines
}

/// About how wide a letter is, beside a digit; rather too wide than too narrow, for type may be bold.
pub(super) fn width(letter: char) -> f64 {
    match letter {
        ' ' => 0.45,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '’' | '!' | '|' => 0.55,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' | '“' | '”' => 0.72,
        'm' | 'w' | 'M' | 'W' | '@' => 1.6,
        letter if letter.is_uppercase() => 1.15,
        letter if letter.is_ascii() => 0.96,
        letter if letter.is_alphabetic() && letter < '\u{2e80}' => 1.1,
        // Letters of East Asia and pictures are twice as wide.
        _ => 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_as_its_longest_text() {
        // Ten letters of 0.96 digits and a space of 0.45, and the edges of 2.2.
        let wide = width_of(["aa", "aaaaa aaaaa", ""]);
        assert!((wide - (10.0 * 0.96 + 0.45 + 2.2)).abs() < 1e-9, "{wide}");
        assert_eq!(lines("aaaaa aaaaa", wide), 1);
    }

    #[test]
    fn a_text_is_broken_between_words_and_a_long_word_within() {
        assert_eq!(lines("", 20.0), 1);
        assert_eq!(lines("one two", 20.0), 1);
        assert_eq!(lines("aaaaaaaaaa bbbbbbbbbb", 14.0), 2);
        assert_eq!(lines("first\nsecond", 20.0), 2);
        assert_eq!(lines(&"漢".repeat(100), 22.2), 10);
    }
}

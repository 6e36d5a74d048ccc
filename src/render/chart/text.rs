//! The font, and how much room a text takes in it.

use std::sync::{LazyLock, Once};

use ab_glyph::{Font, FontRef};
use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};
use unicode_width::UnicodeWidthChar;

use crate::render::{
    font::{BOLD, FAMILY, REGULAR},
    text::is_shapeless,
};

/// From the top to the bottom of the font, in ems: what plotters calls the size of a font.
pub(super) const EMS_HIGH: f64 = 1.362;
/// The height of a capital, in ems.
pub(super) const CAPITAL: f64 = 0.714;
/// What is kept for a letter that the font does not have and that is drawn wide, in ems.
const WIDE_LETTER: f64 = 1.4;

/// Letters up to here, which is most of them, are measured once.
const MEASURED: u32 = 0x250;

/// The font in its weights, to measure text with.
static RULERS: LazyLock<[Ruler; 2]> = LazyLock::new(|| [REGULAR, BOLD].map(Ruler::of));

/// How wide the letters of a font are, in ems.
struct Ruler {
    font: FontRef<'static>,
    em: f64,
    measured: Vec<f64>,
}

impl Ruler {
    fn of(bytes: &'static [u8]) -> Ruler {
        let font = FontRef::try_from_slice(bytes).expect("the font of the charts can be read");
        let em = f64::from(font.units_per_em().expect("the font of the charts has an em"));
        let mut ruler = Ruler { font, em, measured: Vec::new() };
        let letters = (0..MEASURED).map(|code| char::from_u32(code).unwrap_or_default());
        ruler.measured = letters.map(|letter| ruler.measure(letter)).collect();
        ruler
    }

    fn width(&self, letter: char) -> f64 {
        let known = self.measured.get(letter as usize).copied();
        known.unwrap_or_else(|| self.measure(letter))
    }

    fn measure(&self, letter: char) -> f64 {
        match letter.width() {
            Some(columns) if 1 < columns => WIDE_LETTER,
            _ => f64::from(self.font.h_advance_unscaled(self.font.glyph_id(letter))) / self.em,
        }
    }
}

/// A size and weight of the font.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Face {
    /// Of an em, in pixels.
    pub(super) size: f64,
    pub(super) weight: Weight,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Weight {
    Regular,
    Bold,
}

impl Weight {
    pub(super) fn font(self) -> &'static FontRef<'static> {
        &RULERS[self as usize].font
    }
}

impl Face {
    /// The face as plotters has it, `scale` times as large.
    pub(super) fn font(self, scale: f64) -> FontDesc<'static> {
        register();
        let style = match self.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        FontDesc::new(FontFamily::Name(FAMILY), self.size * EMS_HIGH * scale, style)
    }

    /// From one line to the next.
    pub(super) fn leading(self) -> f64 {
        (self.size * 1.3).ceil()
    }

    /// How wide `text` is, in pixels.
    pub(super) fn width(self, text: &str) -> f64 {
        let ruler = &RULERS[self.weight as usize];
        text.chars().map(|letter| ruler.width(letter)).sum::<f64>() * self.size
    }

    /// How wide `letter` is, in pixels.
    pub(super) fn width_of(self, letter: char) -> f64 {
        RULERS[self.weight as usize].width(letter) * self.size
    }

    /// `text` in at most `lines` lines of `room` pixels; what does not fit ends in `…`.
    pub(super) fn wrap(self, text: &str, room: f64, lines: usize) -> Vec<String> {
        let mut wrapped: Vec<String> = Vec::new();
        let text = plain(text);
        let mut rest = text.as_str();
        while !rest.is_empty() {
            if wrapped.len() + 1 == lines {
                wrapped.push(self.shorten(rest, room));
                break;
            }
            let (line, after) = self.split(rest, room);
            wrapped.push(line.trim_end().to_string());
            rest = after.trim_start();
        }
        wrapped
    }

    /// As [`Face::wrap`], with lines of about the same length, so that no word is left alone.
    pub(super) fn balance(self, text: &str, room: f64, lines: usize) -> Vec<String> {
        let mut balanced = self.wrap(text, room, lines);
        let whole = plain(text);
        let mut narrower = room - self.size;
        while room / 2.0 < narrower {
            let tried = self.wrap(text, narrower, lines);
            let keeps_all = tried.join(" ") == whole;
            if !keeps_all || balanced.len() < tried.len() {
                break;
            }
            balanced = tried;
            narrower -= self.size;
        }
        balanced
    }

    /// The least room, up to `most` pixels, in which all of `texts` stand whole in so many lines.
    pub(super) fn narrowest(self, texts: &[String], most: f64, lines: usize) -> f64 {
        let is_whole =
            |text: &String, room: f64| self.wrap(text, room, lines).join(" ") == plain(text);
        let mut room = most;
        while texts.iter().all(|text| is_whole(text, room - 1.0)) && 1.0 < room {
            room -= 1.0;
        }
        room
    }

    /// `text` in one line of `room` pixels; what does not fit ends in `…`.
    pub(super) fn shorten(self, text: &str, room: f64) -> String {
        let text = plain(text);
        if self.width(&text) <= room {
            return text;
        }
        let kept = self.longest(&text, room - self.width("…"));
        format!("{}…", text[..kept].trim_end())
    }

    /// The part of `text` that fits a line, and the rest. Breaks between words where it can.
    fn split(self, text: &str, room: f64) -> (&str, &str) {
        let mut fits = None;
        let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]);
        for end in ends {
            if room < self.width(&text[..end]) {
                break;
            }
            fits = Some(end);
        }
        text.split_at(fits.unwrap_or_else(|| self.longest(text, room)))
    }

    /// How many bytes of `text` fit `room`; one letter at least.
    fn longest(self, text: &str, room: f64) -> usize {
        let starts = || text.char_indices().map(|(at, _)| at).chain([text.len()]).skip(1);
        let fitting = starts().take_while(|&end| self.width(&text[..end]) <= room).last();
        fitting.or_else(|| starts().next()).unwrap_or(0)
    }
}

/// `text` with single spaces, without what has no shape of its own.
fn plain(text: &str) -> String {
    let words = text.split_whitespace();
    let shown = words.map(|word| word.chars().filter(|letter| !is_shapeless(*letter)).collect());
    shown.filter(|word: &String| !word.is_empty()).collect::<Vec<String>>().join(" ")
}

/// Hands the font to plotters, once.
fn register() {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        for (style, bytes) in [(FontStyle::Normal, REGULAR), (FontStyle::Bold, BOLD)] {
            let registered = register_font(FAMILY, style, bytes);
            assert!(registered.is_ok(), "the font of the charts can be read");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: Face = Face { size: 10.0, weight: Weight::Regular };

    /// The advance widths of Noto Sans Regular: H 741, i 258, space 260, of 1000.
    #[test]
    fn widths_are_those_of_the_font() {
        assert!((FACE.width("Hi") - 9.99).abs() < 0.02, "{}", FACE.width("Hi"));
        assert!((FACE.width("Hi Hi") - 22.58).abs() < 0.02, "{}", FACE.width("Hi Hi"));
        assert!(FACE.width("") < f64::EPSILON);
    }

    #[test]
    fn text_breaks_between_words_and_ends_in_an_ellipsis() {
        let name = "Clear Vision, Mission, and Purpose";
        assert_eq!(FACE.wrap(name, 100.0, 2), ["Clear Vision, Mission,", "and Purpose"]);
        assert_eq!(FACE.wrap(name, 70.0, 2), ["Clear Vision,", "Mission, and…"]);
        assert_eq!(FACE.wrap("", 70.0, 2), Vec::<String>::new());
    }

    /// "Diversity," is the longest word, "access, equity" the longer line.
    #[test]
    fn names_of_two_lines_take_no_more_room_than_the_longest_line() {
        let names = ["Diversity, access, equity", "Safe"].map(str::to_owned);
        let room = FACE.narrowest(&names, 200.0, 2);
        let longest = FACE.width("access, equity");
        assert!(longest <= room && room < longest + 1.0, "{room}");
        let in_one = FACE.narrowest(&names, 200.0, 1);
        assert!((in_one - FACE.width(&names[0])).abs() < 1.0, "{in_one}");
        let short_of_all = FACE.narrowest(&names, 30.0, 1);
        assert!((short_of_all - 30.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_title_leaves_no_word_alone() {
        let title = "Skill Building has risen for two years";
        assert_eq!(FACE.wrap(title, 160.0, 2), ["Skill Building has risen for two", "years"]);
        assert_eq!(FACE.balance(title, 160.0, 2), ["Skill Building has", "risen for two years"]);
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        let long = "W".repeat(60);
        for text in
            [long.as_str(), "🚀🚀🚀🚀🚀🚀🚀🚀 🚀🚀🚀", "מרכז למידה מורחבת", "a b c d e f g h i j"]
        {
            for line in FACE.wrap(text, 50.0, 3) {
                assert!(FACE.width(&line) <= 50.0, "{line:?}");
            }
        }
    }

    #[test]
    fn letters_without_a_shape_are_left_out() {
        assert_eq!(plain("Oak\u{202e} \u{0}Street\n\t 👩\u{200d}🔬"), "Oak Street 👩🔬");
    }
}

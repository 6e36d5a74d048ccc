//! Bytes to letters.
//!
//! Where nothing tells the encoding, likely ones are tried, and the one is taken in which the
//! letters beyond English make words: `Montréal`, not `MontrŽal`.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{
    super::fault::{Damage, Fault},
    plausible::{self, Plausibility},
};

/// Where files come from; it tips the scales where a few letters could be of several alphabets.
const HOME: &[u8] = b"us";
/// From how many letters beyond English on a detector is asked.
const ENOUGH_FOR_DETECTOR: i64 = 8;
/// How much of a text is tried.
const SAMPLE_BYTES: usize = 256 << 10;
/// How much of a text is looked at for wide letters without a mark.
const WIDE_SAMPLE_BYTES: usize = 4 << 10;

pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) guess: Option<Guess>,
}

/// An encoding that nothing in the file tells.
pub(super) struct Guess {
    pub(super) name: &'static str,
    /// A word in which a letter is as it was guessed.
    pub(super) word: Option<String>,
}

/// A mark at the start tells the encoding; else it is UTF-8 if it can be; else it is guessed.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Fault> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = decoded(encoding, &bytes[mark..])?;
        return Ok(Decoded { text, guess: None });
    }
    if let Some(encoding) = wide(bytes) {
        let guess = Some(Guess { name: encoding.name(), word: None });
        return Ok(Decoded { text: decoded(encoding, bytes)?, guess });
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.to_owned(), guess: None }),
        Err(error) => {
            let (sound, rest) = bytes.split_at(error.valid_up_to());
            let is_cut_short = error.error_len().is_none() && !sound.is_ascii() && rest.len() < 4;
            if is_cut_short {
                return Err(Fault::Damaged(Damage::HalfALetter));
            }
            let encoding = likeliest(bytes);
            let text = decoded(encoding, bytes)?;
            let guess = Some(Guess { name: encoding.name(), word: plausible::odd_word(&text) });
            Ok(Decoded { text, guess })
        }
    }
}

/// UTF-16 that does not say so: in a table of English words, every other byte is zero.
pub(super) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(WIDE_SAMPLE_BYTES) & !1];
    let pairs = sample.len() / 2;
    let zeros = |at: usize| sample.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let is_even = bytes.len().is_multiple_of(2);
    match (first, second) {
        _ if pairs == 0 || !is_even => None,
        (0, zeros) if pairs <= 2 * zeros => Some(UTF_16LE),
        (zeros, 0) if pairs <= 2 * zeros => Some(UTF_16BE),
        _ => None,
    }
}

/// Of what a detector says and the two that programs of this country wrote, the one in which most
/// letters stand where such letters do. A detector that has seen a few letters only is not asked.
fn likeliest(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let detected = detector.guess(Some(HOME), Utf8Detection::Deny);
    let sample = lines_beyond_ascii(bytes);
    let plausibility = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&sample);
        text.map_or_else(Plausibility::none, |text| Plausibility::of(&text))
    };
    let by_detector = plausibility(detected);
    let mut best = if by_detector.letters() < ENOUGH_FOR_DETECTOR {
        (plausibility(WINDOWS_1252), WINDOWS_1252)
    } else {
        (by_detector, detected)
    };
    for encoding in [WINDOWS_1252, MACINTOSH] {
        let one = plausibility(encoding);
        if best.0 < one {
            best = (one, encoding);
        }
    }
    best.1
}

/// The lines that hold more than English letters, as far as they are looked at.
fn lines_beyond_ascii(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for line in bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
        if SAMPLE_BYTES < sample.len() {
            break;
        }
        if !line.is_ascii() {
            sample.extend_from_slice(&line[..line.len().min(SAMPLE_BYTES)]);
        }
    }
    sample
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Fault> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(Cow::into_owned).ok_or(Fault::Damaged(Damage::HalfALetter))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of windows-1252 and macintosh are from the tables of the Unicode Consortium
    /// (`CP1252.TXT`, `ROMAN.TXT`).
    #[track_caller]
    fn reads(bytes: &[u8], name: &str, text: &str) {
        let decoded = decode(bytes).unwrap_or_else(|_| panic!("{text} can be read"));
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.guess.map(|guess| guess.name), Some(name), "{text}");
    }

    #[test]
    fn old_files_of_windows_and_mac_are_told_apart() {
        reads(b"Montr\xE9al,Espa\xF1a", "windows-1252", "Montréal,España");
        reads(b"Montr\x8Eal,Espa\x96a", "macintosh", "Montréal,España");
        reads(b"\xC9cole,MONTR\xC9AL", "windows-1252", "École,MONTRÉAL");
        reads(b"\x83cole,MONTR\x83AL", "macintosh", "École,MONTRÉAL");
        reads(b"it\x92s,O\x92Brien,\x93fine\x94", "windows-1252", "it’s,O’Brien,“fine”");
        reads(b"it\xD5s,O\xD5Brien,\xD2fine\xD3", "macintosh", "it’s,O’Brien,“fine”");
        reads(b"Mart\x92nez,Jos\x8E", "macintosh", "Martínez,José");
        reads(b"Mart\xEDnez,Jos\xE9", "windows-1252", "Martínez,José");
        reads(b"2 \x96 3,yes \x97 no", "windows-1252", "2 – 3,yes — no");
        reads(b"2 \xD0 3,yes \xD1 no", "macintosh", "2 – 3,yes — no");
    }

    #[test]
    fn a_space_that_does_not_break_is_known_in_both() {
        reads(b"Not much\xCA,a\xCAlot", "macintosh", "Not much\u{a0},a\u{a0}lot");
        reads(b"Not much\xA0,a\xA0lot", "windows-1252", "Not much\u{a0},a\u{a0}lot");
    }

    #[test]
    fn a_letter_or_two_are_not_taken_for_another_alphabet() {
        reads(
            b"fan of the Universe?\x8C\xE6,Response",
            "windows-1252",
            "fan of the Universe?Œæ,Response",
        );
        reads(b"Dvor\xE1k", "windows-1252", "Dvorák");
    }

    #[test]
    fn other_alphabets_are_left_to_the_detector() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Школа,Оценка\nДуб,хорошо");
        reads(&bytes, "windows-1251", "Школа,Оценка\nДуб,хорошо");
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("学校,評価\nオーク小学校,良い");
        reads(&bytes, "Shift_JIS", "学校,評価\nオーク小学校,良い");
    }

    #[test]
    fn wide_letters_need_no_mark() {
        let text = "Site,Rating\nCañada Creek,3\n";
        let units: Vec<u16> = text.encode_utf16().collect();
        let low_first: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let high_first: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        reads(&low_first, "UTF-16LE", text);
        reads(&high_first, "UTF-16BE", text);
        assert!(wide(b"Site,Rating\n").is_none());
        assert!(wide(b"a\0b\0\0\0\0\0").is_none());
    }
}

//! Bytes to letters.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use super::super::fault::{Damage, Fault};

/// Where files come from; it tips the scales where a few letters could be of several alphabets.
const HOME: &[u8] = b"us";

pub(super) struct Decoded {
    pub(super) text: String,
    /// The name of the encoding, where nothing in the file tells it.
    pub(super) guessed: Option<&'static str>,
}

/// A mark at the start tells the encoding; else it is UTF-8 if it can be; else it is guessed.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Fault> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = decoded(encoding, &bytes[mark..])?;
        return Ok(Decoded { text, guessed: None });
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.to_owned(), guessed: None }),
        Err(error) => {
            let (sound, rest) = bytes.split_at(error.valid_up_to());
            let is_cut_short = error.error_len().is_none() && !sound.is_ascii() && rest.len() < 4;
            if is_cut_short {
                return Err(Fault::Damaged(Damage::HalfALetter));
            }
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            let encoding = detector.guess(Some(HOME), Utf8Detection::Deny);
            Ok(Decoded { text: decoded(encoding, bytes)?, guessed: Some(encoding.name()) })
        }
    }
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Fault> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(Cow::into_owned).ok_or(Fault::Damaged(Damage::HalfALetter))
}

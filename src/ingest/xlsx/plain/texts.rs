//! The texts that cells share, and those that stand in cells.

use std::borrow::Cow;

use crate::ingest::tags::{Kind, Tag, Tags, resolved};

/// Around a text, unless it says that these count.
const SPACES: [char; 4] = [' ', '\t', '\r', '\n'];

/// The list of shared texts.
pub(super) fn list(xml: &str) -> Option<Vec<Cow<'_, str>>> {
    let mut tags = Tags::of(xml)?;
    let mut texts = Vec::new();
    let list = tags.next()?;
    if list.name != "sst" || list.kind == Kind::Closing {
        return None;
    }
    if list.kind == Kind::Empty {
        return Some(texts);
    }
    loop {
        let tag = tags.next()?;
        match (tag.name, tag.kind) {
            ("si", Kind::Opening) => texts.push(text_in(&mut tags, "si")?),
            ("si", Kind::Empty) => texts.push(Cow::Borrowed("")),
            ("sst", Kind::Closing) => return Some(texts),
            _ => return None,
        }
    }
}

/// The text in an element that was opened, whole or in pieces that look different.
pub(super) fn text_in<'t>(tags: &mut Tags<'t>, element: &str) -> Option<Cow<'t, str>> {
    let mut whole: Option<Cow<'t, str>> = None;
    loop {
        let tag = tags.next()?;
        match (tag.name, tag.kind) {
            ("t", Kind::Opening) => {
                let piece = piece(tag, tags.text_of("t")?)?;
                match &mut whole {
                    None => whole = Some(piece),
                    Some(whole) => whole.to_mut().push_str(&piece),
                }
            }
            ("rPr", Kind::Opening) => tags.pass("rPr")?,
            ("r", _) | ("t" | "rPr" | "phoneticPr", Kind::Empty) => {}
            (name, Kind::Closing) if name == element => return Some(whole.unwrap_or_default()),
            _ => return None,
        }
    }
}

fn piece<'t>(tag: Tag<'t>, text: &'t str) -> Option<Cow<'t, str>> {
    let space = tag.attribute("xml:space")?;
    let text = resolved(text)?;
    Some(match (space == Some("preserve"), text) {
        (true, text) => text,
        (false, Cow::Borrowed(text)) => Cow::Borrowed(text.trim_matches(SPACES)),
        (false, Cow::Owned(text)) => Cow::Owned(text.trim_matches(SPACES).to_owned()),
    })
}

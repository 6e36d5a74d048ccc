//! Tags of XML, one after the other, as far as nothing in it is out of the ordinary.

use std::borrow::Cow;

use memchr::memchr;

/// What is left of a part.
#[derive(Debug)]
pub(super) struct Tags<'t> {
    rest: &'t str,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'t> {
    pub(super) name: &'t str,
    pub(super) kind: Kind,
    attributes: &'t str,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Opening,
    Closing,
    /// With nothing in it: `<v/>`.
    Empty,
}

impl<'t> Tags<'t> {
    /// The tags of a part in UTF-8.
    pub(super) fn of(xml: &'t str) -> Option<Tags<'t>> {
        let Some(declared) = xml.strip_prefix("<?xml") else { return Some(Tags { rest: xml }) };
        let (declaration, rest) = declared.split_once("?>")?;
        let declaration = declaration.to_ascii_lowercase();
        let is_utf_8 = !declaration.contains("encoding") || declaration.contains("\"utf-8\"");
        is_utf_8.then_some(Tags { rest })
    }

    /// The next tag, over any text. None at the end, and before a comment or anything else that
    /// is no tag.
    pub(super) fn next(&mut self) -> Option<Tag<'t>> {
        self.text()?;
        let inner = &self.rest[1..];
        let end = first(inner, b'>')?;
        self.rest = &inner[end + 1..];
        Tag::of(&inner[..end])
    }

    /// The text up to the next tag.
    pub(super) fn text(&mut self) -> Option<&'t str> {
        let (text, rest) = self.rest.split_at(first(self.rest, b'<')?);
        self.rest = rest;
        Some(text)
    }

    /// The text of an element that was opened, and nothing but text.
    pub(super) fn text_of(&mut self, name: &str) -> Option<&'t str> {
        let text = self.text()?;
        self.close(name)?;
        Some(text)
    }

    /// Passes over the end of an element of which nothing is left but spaces.
    pub(super) fn close(&mut self, name: &str) -> Option<()> {
        let rest = self.rest.trim_ascii_start().strip_prefix("</")?;
        self.rest = rest.strip_prefix(name)?.strip_prefix('>')?;
        Some(())
    }

    /// Passes over all that stands in an element that was opened.
    pub(super) fn pass(&mut self, name: &str) -> Option<()> {
        while !self.next()?.closes(name) {}
        Some(())
    }

    pub(super) fn is_done(&self) -> bool {
        first(self.rest, b'<').is_none()
    }

    pub(super) fn rest(&self) -> &'t str {
        self.rest
    }
}

impl<'t> Tag<'t> {
    fn of(inner: &'t str) -> Option<Tag<'t>> {
        let (inner, kind) = match inner.as_bytes() {
            [b'/', ..] => (&inner[1..], Kind::Closing),
            [.., b'/'] => (&inner[..inner.len() - 1], Kind::Empty),
            _ => (inner, Kind::Opening),
        };
        let (name, attributes) = inner.split_at(name_length(inner));
        let is_plain = !name.is_empty()
            && (attributes.is_empty() || attributes.starts_with(|letter: char| is_space(letter)));
        is_plain.then_some(Tag { name, kind, attributes })
    }

    pub(super) fn opens(&self, name: &str) -> bool {
        self.kind == Kind::Opening && self.name == name
    }

    pub(super) fn closes(&self, name: &str) -> bool {
        self.kind == Kind::Closing && self.name == name
    }

    /// The attributes with their values, as they are written. None instead of one that is not plain.
    pub(super) fn attributes(&self) -> impl Iterator<Item = Option<(&'t str, &'t str)>> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            rest = rest.trim_ascii_start();
            if rest.is_empty() {
                return None;
            }
            let attribute = split_attribute(rest);
            rest = attribute.map_or("", |(_, _, rest)| rest);
            Some(attribute.map(|(name, value, _)| (name, value)))
        })
    }

    /// The value of an attribute, as it is written. None where any of them is not plain.
    #[expect(
        clippy::option_option,
        reason = "what is not plain, and what is not there, are two things"
    )]
    pub(super) fn attribute(&self, wanted: &str) -> Option<Option<&'t str>> {
        let mut found = None;
        for attribute in self.attributes() {
            let (name, value) = attribute?;
            if name == wanted && found.replace(value).is_some() {
                return None;
            }
        }
        Some(found)
    }
}

/// Name and value of the first attribute, and what stands after it.
fn split_attribute(attributes: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = attributes.split_at(name_length(attributes));
    let rest = rest.strip_prefix("=\"")?;
    let end = first(rest, b'"')?;
    (!name.is_empty()).then_some((name, &rest[..end], &rest[end + 1..]))
}

/// Where the letter stands first: as a rule, it is near.
fn first(text: &str, letter: u8) -> Option<usize> {
    const NEAR: usize = 32;
    let bytes = text.as_bytes();
    let near = bytes.iter().take(NEAR).position(|&byte| byte == letter);
    near.or_else(|| Some(NEAR + memchr(letter, bytes.get(NEAR..)?)?))
}

/// How many letters at the start make up a plain name.
fn name_length(text: &str) -> usize {
    let is_plain = |letter: &u8| letter.is_ascii_alphanumeric() || matches!(letter, b':' | b'_');
    text.bytes().take_while(is_plain).count()
}

fn is_space(letter: char) -> bool {
    letter.is_ascii_whitespace()
}

/// A text with its references resolved; none where it has line ends or escapes that take more than
/// that.
pub(super) fn resolved(text: &str) -> Option<Cow<'_, str>> {
    let takes_care = |letter: u8| matches!(letter, b'&' | b'\r' | b'_');
    if !text.bytes().any(takes_care) {
        return Some(Cow::Borrowed(text));
    }
    let is_odd = |text: &str| text.contains('\r') || text.contains("_x");
    if is_odd(text) {
        return None;
    }
    let Some((first, rest)) = text.split_once('&') else { return Some(Cow::Borrowed(text)) };
    let mut out = first.to_owned();
    for part in rest.split('&') {
        let (reference, after) = part.split_once(';')?;
        out.push(match reference {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => return None,
        });
        out.push_str(after);
    }
    // A reference may have stood in for a letter of an escape.
    if is_odd(&out) { None } else { Some(Cow::Owned(out)) }
}

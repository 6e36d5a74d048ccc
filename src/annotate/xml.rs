//! The tags of an XML part with their places in its text, so that what is not changed stays
//! letter for letter as it was.

use std::{borrow::Cow, fmt::Write, ops::Range};

use quick_xml::{
    Reader,
    escape::{escape, unescape},
    events::{Event, attributes::Attributes},
};

/// The file is built in a way that we do not change: an unknown structure, or a broken one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Unfit;

/// A tag, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Tag<'a> {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    /// What stands between the brackets.
    content: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Open,
    Empty,
    Close,
}

/// Every tag of a text, in order.
pub(super) fn tags(text: &str) -> impl Iterator<Item = Result<Tag<'_>, Unfit>> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    std::iter::from_fn(move || {
        loop {
            let start = reader.buffer_position();
            let kind = match reader.read_event() {
                Ok(Event::Start(_)) => Kind::Open,
                Ok(Event::Empty(_)) => Kind::Empty,
                Ok(Event::End(_)) => Kind::Close,
                Ok(Event::Eof) => return None,
                Ok(_) => continue,
                Err(_) => return Some(Err(Unfit)),
            };
            return Some(Tag::between(text, kind, start, reader.buffer_position()));
        }
    })
}

/// Goes from tag to tag; `take` is given the names of the elements around each, without prefixes,
/// and of those around a closing tag not its own.
pub(super) fn walk<'a>(
    text: &'a str,
    mut take: impl FnMut(&[&'a str], &Tag<'a>) -> Result<(), Unfit>,
) -> Result<(), Unfit> {
    let mut path = Vec::new();
    for tag in tags(text) {
        let tag = tag?;
        if tag.kind == Kind::Close {
            path.pop();
        }
        take(&path, &tag)?;
        if tag.kind == Kind::Open {
            path.push(tag.local());
        }
    }
    if path.is_empty() { Ok(()) } else { Err(Unfit) }
}

impl<'a> Tag<'a> {
    fn between(text: &'a str, kind: Kind, start: u64, end: u64) -> Result<Tag<'a>, Unfit> {
        let range =
            usize::try_from(start).map_err(|_| Unfit)?..usize::try_from(end).map_err(|_| Unfit)?;
        let whole = text.get(range.clone()).ok_or(Unfit)?;
        let content =
            whole.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).ok_or(Unfit)?;
        let content = match kind {
            Kind::Open => content,
            Kind::Empty => content.strip_suffix('/').ok_or(Unfit)?,
            Kind::Close => content.strip_prefix('/').ok_or(Unfit)?,
        };
        Ok(Tag { kind, range, content })
    }

    /// The name with its prefix.
    pub(super) fn name(&self) -> &'a str {
        self.content.split(|sign: char| sign.is_ascii_whitespace()).next().unwrap_or_default()
    }

    /// The name without its prefix.
    pub(super) fn local(&self) -> &'a str {
        local(self.name())
    }

    /// The prefix with its colon, or nothing.
    pub(super) fn prefix(&self) -> &'a str {
        let name = self.name();
        &name[..name.len() - local(name).len()]
    }

    pub(super) fn opens(&self) -> bool {
        self.kind != Kind::Close
    }

    /// An attribute by its whole name, with its signs put back.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.attributes().find(|(key, _)| *key == name).map(|(_, value)| plain(&value))
    }

    /// An attribute by its name without prefix.
    pub(super) fn local_attribute(&self, name: &str) -> Option<String> {
        self.attributes().find(|(key, _)| local(key) == name).map(|(_, value)| plain(&value))
    }

    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.attribute(name)?.trim().parse().ok()
    }

    pub(super) fn is_set(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
    }

    /// The tag with some attributes set to a value, or taken away; all others as they were.
    pub(super) fn with(&self, kind: Kind, changes: &[(&str, Option<&str>)]) -> String {
        let mut out = format!("<{}", self.name());
        let change_of = |key: &str| changes.iter().find(|(name, _)| *name == key);
        for (key, value) in self.attributes() {
            match change_of(key) {
                None => attribute(&mut out, key, &value.replace('"', "&quot;")),
                Some((_, Some(new))) => attribute(&mut out, key, &quoted(new)),
                Some((_, None)) => {}
            }
        }
        for (name, value) in changes {
            let is_there = self.attributes().any(|(key, _)| key == *name);
            if let (false, Some(value)) = (is_there, value) {
                attribute(&mut out, name, &quoted(value));
            }
        }
        out.push_str(if kind == Kind::Empty { "/>" } else { ">" });
        out
    }

    /// The closing tag.
    pub(super) fn close(&self) -> String {
        format!("</{}>", self.name())
    }

    /// The namespace that the tag declares for itself.
    pub(super) fn own_namespace(&self) -> Option<String> {
        match self.prefix().strip_suffix(':') {
            Some(prefix) => self.attribute(&format!("xmlns:{prefix}")),
            None => self.attribute("xmlns"),
        }
    }

    /// The prefix, with its colon, that the tag declares for a namespace.
    pub(super) fn prefix_for(&self, namespace: &str) -> Option<String> {
        let mut declared = self.attributes().filter(|(_, value)| plain(value) == namespace);
        declared.find_map(|(key, _)| Some(format!("{}:", key.strip_prefix("xmlns:")?)))
    }

    /// Attributes with their values as they are written.
    fn attributes(&self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
        let mut all = Attributes::new(self.content, self.name().len());
        all.with_checks(false);
        all.flatten().map(|attribute| (attribute.key.0, attribute.value))
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn plain(value: &str) -> String {
    unescape(value).map_or_else(|_| value.to_owned(), Cow::into_owned)
}

fn attribute(out: &mut String, name: &str, value: &str) {
    // Writing to a `String` cannot fail.
    let _ = write!(out, " {name}=\"{value}\"");
}

/// A text as it can stand in any part, whatever its encoding: plain ASCII, with numbers for all
/// other signs, and without those that XML cannot hold (XML 1.0, 2.2).
pub(super) fn quoted(text: &str) -> String {
    let can_stand = |sign: &char| match sign {
        '\t' | '\n' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        sign => !sign.is_control(),
    };
    let kept: String = text.chars().filter(can_stand).collect();
    let mut out = String::new();
    for sign in escape(&kept).chars() {
        if sign.is_ascii() {
            out.push(sign);
        } else {
            let _ = write!(out, "&#{};", u32::from(sign));
        }
    }
    out
}

/// A text while it is changed here and there.
#[derive(Debug)]
pub(super) struct Edits<'a> {
    text: &'a str,
    /// In the order in which they were made; those at one place stand in that order.
    changes: Vec<(Range<usize>, String)>,
}

impl<'a> Edits<'a> {
    pub(super) fn of(text: &'a str) -> Edits<'a> {
        Edits { text, changes: Vec::new() }
    }

    /// The text as it was.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn insert(&mut self, at: usize, new: String) {
        self.replace(at..at, new);
    }

    pub(super) fn replace(&mut self, range: Range<usize>, new: String) {
        self.changes.push((range, new));
    }

    /// The changed text; none of the changes may reach into another.
    pub(super) fn finish(mut self) -> Result<String, Unfit> {
        self.changes.sort_by_key(|(range, _)| range.start);
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for (range, new) in self.changes {
            out.push_str(self.text.get(at..range.start).ok_or(Unfit)?);
            out.push_str(&new);
            at = range.end;
        }
        out.push_str(self.text.get(at..).ok_or(Unfit)?);
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_stands_at_its_place() {
        let text = "<?xml version='1.0'?><!-- <no> -->\n<x:a b='1 &amp; \"2\"'>&lt;t\n<c /></x:a >";
        let found: Vec<Tag<'_>> = tags(text).map(Result::unwrap).collect();
        let placed: Vec<&str> = found.iter().map(|tag| &text[tag.range.clone()]).collect();
        assert_eq!(placed, ["<x:a b='1 &amp; \"2\"'>", "<c />", "</x:a >"]);
        let [open, empty, close] = &found[..] else { panic!("three tags") };
        assert_eq!((open.name(), open.local(), open.prefix()), ("x:a", "a", "x:"));
        assert_eq!(open.attribute("b").unwrap(), "1 & \"2\"");
        assert_eq!((empty.kind, close.kind, close.name()), (Kind::Empty, Kind::Close, "x:a"));
    }

    #[test]
    fn a_changed_tag_keeps_its_other_attributes() {
        let text = "<c r=\"A1\" s='3' x:y='a \"b\" &lt;' t=\"s\"/>";
        let tag = tags(text).next().unwrap().unwrap();
        assert_eq!(
            tag.with(Kind::Open, &[("s", Some("7")), ("t", None), ("z", Some("é"))]),
            "<c r=\"A1\" s=\"7\" x:y=\"a &quot;b&quot; &lt;\" z=\"&#233;\">"
        );
    }

    #[test]
    fn changes_at_one_place_stand_in_their_order() {
        let mut edits = Edits::of("<a></a>");
        edits.insert(3, "<b/>".to_owned());
        edits.replace(3..7, "<c/></a>".to_owned());
        edits.insert(0, "!".to_owned());
        assert_eq!(edits.finish().unwrap(), "!<a><b/><c/></a>");
    }
}

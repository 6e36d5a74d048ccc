//! The styles of a workbook (ECMA-376 part 1, 18.8): to each style that a marked cell has, one
//! that is the same but for its fill.

use std::{collections::BTreeMap, ops::Range};

use super::super::{
    look,
    xml::{Edits, Kind, Tag, Unfit, tags, walk},
};
use crate::diagnostic::Severity;

/// The most cell styles that Excel takes is a little above this.
const MOST_STYLES: usize = 64_000;

const FILLS: &str = "fills";
const CELL_STYLES: &str = "cellXfs";

/// A list that cell styles draw on: its name, that of its entries, and those that it must at least
/// hold, with `{}` for the prefix.
type Least = (&'static str, &'static str, &'static [&'static str]);

/// These lists, in the order of the schema.
const LISTS: [Least; 5] = [
    ("fonts", "font", &["<{}font><{}sz val=\"11\"/><{}name val=\"Calibri\"/></{}font>"]),
    // The first two are what Excel takes them for, whatever they say.
    (
        FILLS,
        "fill",
        &[
            "<{}fill><{}patternFill patternType=\"none\"/></{}fill>",
            "<{}fill><{}patternFill patternType=\"gray125\"/></{}fill>",
        ],
    ),
    (
        "borders",
        "border",
        &["<{}border><{}left/><{}right/><{}top/><{}bottom/><{}diagonal/></{}border>"],
    ),
    ("cellStyleXfs", "xf", &["<{}xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"]),
    (
        CELL_STYLES,
        "xf",
        &["<{}xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"],
    ),
];
/// What may stand before them.
const FORMATS: &str = "numFmts";

pub(super) struct Styles<'a> {
    text: &'a str,
    prefix: &'a str,
    /// Past the opening tag, or past the formats of numbers.
    start: usize,
    lists: [List<'a>; 5],
    new_fills: Vec<Severity>,
    /// By the style of the cell and its mark, the number of the new style.
    new_numbers: BTreeMap<(usize, Severity), usize>,
    /// Those, in the order of their numbers.
    order: Vec<(usize, Severity)>,
}

/// A list of the stylesheet, with its entries.
#[derive(Default)]
struct List<'a> {
    opening: Option<Tag<'a>>,
    /// Where its closing tag begins.
    end: usize,
    /// Past its closing tag.
    past: usize,
    entries: Vec<(Tag<'a>, Range<usize>)>,
}

impl<'a> Styles<'a> {
    /// A stylesheet with nothing in it.
    pub(super) fn blank(namespace: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <styleSheet xmlns=\"{namespace}\"></styleSheet>"
        )
    }

    /// Whether a stylesheet is nothing but its own name.
    pub(super) fn is_blank(text: &str) -> bool {
        tags(text).next().is_some_and(|root| root.is_ok_and(|root| root.kind == Kind::Empty))
    }

    pub(super) fn read(text: &'a str) -> Result<Styles<'a>, Unfit> {
        let mut styles = Styles {
            text,
            prefix: "",
            start: 0,
            lists: Default::default(),
            new_fills: Vec::new(),
            new_numbers: BTreeMap::new(),
            order: Vec::new(),
        };
        walk(text, |path, tag| {
            styles.take(path, tag);
            Ok(())
        })?;
        if styles.start == 0 { Err(Unfit) } else { Ok(styles) }
    }

    /// The style of a cell with its mark.
    pub(super) fn marked(&mut self, style: usize, severity: Severity) -> usize {
        let known = self.list(CELL_STYLES).entries.len().max(1);
        let style = if style < known { style } else { 0 };
        if let Some(&number) = self.new_numbers.get(&(style, severity)) {
            return number;
        }
        let number = known + self.order.len();
        if MOST_STYLES <= number {
            return style;
        }
        if !self.new_fills.contains(&severity) {
            self.new_fills.push(severity);
        }
        self.order.push((style, severity));
        self.new_numbers.insert((style, severity), number);
        number
    }

    pub(super) fn finish(self) -> Result<String, Unfit> {
        let mut edits = Edits::of(self.text);
        if self.order.is_empty() {
            return edits.finish();
        }
        let mut place = self.start;
        for ((name, _, least), list) in LISTS.iter().zip(&self.lists) {
            let missing = least.iter().skip(list.entries.len());
            let mut new: Vec<String> =
                missing.map(|entry| entry.replace("{}", self.prefix)).collect();
            match *name {
                FILLS => new.extend(self.new_fills.iter().map(|&severity| self.fill(severity))),
                CELL_STYLES => new.extend(self.order.iter().map(|&style| self.with_fill(style))),
                _ => {}
            }
            if !new.is_empty() {
                list.extend(&mut edits, (self.prefix, name), place, &new);
            }
            place = place.max(list.past);
        }
        edits.finish()
    }

    fn list(&self, name: &str) -> &List<'a> {
        let place = LISTS.iter().position(|(known, ..)| *known == name);
        &self.lists[place.expect("every list that is asked for stands in the table")]
    }

    fn take(&mut self, path: &[&str], tag: &Tag<'a>) {
        let lists = LISTS.iter().zip(&mut self.lists);
        match path {
            [] if tag.opens() => {
                self.prefix = tag.prefix();
                self.start = tag.range.end;
            }
            [_] if tag.local() == FORMATS => self.start = tag.range.end,
            [_] => {
                let mut named = lists.filter(|((name, ..), _)| *name == tag.local());
                if let Some((_, list)) = named.next() {
                    list.bound(tag);
                }
            }
            [_, name] => {
                let mut named =
                    lists.filter(|((list, entry, _), _)| list == name && *entry == tag.local());
                if let Some((_, list)) = named.next() {
                    list.entry(tag);
                }
            }
            _ => {}
        }
    }

    fn fill(&self, severity: Severity) -> String {
        let prefix = self.prefix;
        format!(
            "<{prefix}fill><{prefix}patternFill patternType=\"solid\">\
             <{prefix}fgColor rgb=\"FF{}\"/><{prefix}bgColor indexed=\"64\"/>\
             </{prefix}patternFill></{prefix}fill>",
            look::fill(severity)
        )
    }

    /// A style of cells with another fill.
    fn with_fill(&self, (style, severity): (usize, Severity)) -> String {
        let place = self.new_fills.iter().position(|&known| known == severity).unwrap_or(0);
        let fill = (self.list(FILLS).entries.len().max(2) + place).to_string();
        let changes = [("fillId", Some(fill.as_str())), ("applyFill", Some("1"))];
        match self.list(CELL_STYLES).entries.get(style) {
            Some((tag, whole)) => {
                let rest = &self.text[tag.range.end..whole.end];
                format!("{}{rest}", tag.with(tag.kind, &changes))
            }
            None => format!(
                "<{}xf numFmtId=\"0\" fontId=\"0\" fillId=\"{fill}\" borderId=\"0\" xfId=\"0\" \
                 applyFill=\"1\"/>",
                self.prefix
            ),
        }
    }
}

impl<'a> List<'a> {
    fn bound(&mut self, tag: &Tag<'a>) {
        self.past = tag.range.end;
        match tag.kind {
            Kind::Close => self.end = tag.range.start,
            Kind::Open | Kind::Empty => self.opening = Some(tag.clone()),
        }
    }

    fn entry(&mut self, tag: &Tag<'a>) {
        match (tag.kind, self.entries.last_mut()) {
            (Kind::Close, Some((_, whole))) => whole.end = tag.range.end,
            (Kind::Close, None) => {}
            (Kind::Open | Kind::Empty, _) => self.entries.push((tag.clone(), tag.range.clone())),
        }
    }

    /// Puts entries at the end of the list, which is made at `place` if it is not there.
    fn extend(
        &self,
        edits: &mut Edits<'_>,
        (prefix, name): (&str, &str),
        place: usize,
        new: &[String],
    ) {
        let count = (self.entries.len() + new.len()).to_string();
        let entries = new.concat();
        let Some(tag) = &self.opening else {
            let list = format!("<{prefix}{name} count=\"{count}\">{entries}</{prefix}{name}>");
            return edits.insert(place, list);
        };
        let opening = tag.with(Kind::Open, &[("count", Some(&count))]);
        if tag.kind == Kind::Empty {
            return edits.replace(tag.range.clone(), format!("{opening}{entries}{}", tag.close()));
        }
        edits.replace(tag.range.clone(), opening);
        edits.insert(self.end, entries);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: &str = "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFF7C4AE\"/>\
                       <bgColor indexed=\"64\"/></patternFill></fill>";

    #[test]
    fn a_marked_style_keeps_all_but_its_fill() {
        let before = "<fonts><font/></fonts>";
        let between = "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>";
        let date = "numFmtId=\"14\" fontId=\"3\"";
        let wrap = "<alignment wrapText=\"1\"/>";
        let after = "<dxfs><dxf><fill/></dxf></dxfs>";
        let text = format!(
            "<styleSheet>{before}<fills count=\"2\"><fill/><fill><a/></fill></fills>{between}\
             <cellXfs count=\"2\"><xf fillId=\"0\"/><xf {date} fillId=\"1\">{wrap}</xf></cellXfs>\
             {after}</styleSheet>"
        );
        let mut styles = Styles::read(&text).unwrap();
        assert_eq!(styles.marked(1, Severity::Error), 2);
        assert_eq!(styles.marked(0, Severity::Error), 3);
        assert_eq!(styles.marked(1, Severity::Error), 2);
        assert_eq!(
            styles.finish().unwrap(),
            format!(
                "<styleSheet>{before}<fills count=\"3\"><fill/><fill><a/></fill>{RED}</fills>{between}\
                 <cellXfs count=\"4\"><xf fillId=\"0\"/><xf {date} fillId=\"1\">{wrap}</xf>\
                 <xf {date} fillId=\"2\" applyFill=\"1\">{wrap}</xf>\
                 <xf fillId=\"2\" applyFill=\"1\"/></cellXfs>{after}</styleSheet>"
            )
        );
    }

    #[test]
    fn lists_that_are_not_there_are_made_at_their_place() {
        let text = "<x:styleSheet><x:numFmts/><x:fonts></x:fonts><x:dxfs/></x:styleSheet>";
        let mut styles = Styles::read(text).unwrap();
        assert_eq!(styles.marked(7, Severity::Note), 1);
        let made = styles.finish().unwrap();
        let lists = [
            "numFmts",
            "fonts count=\"1\"",
            "fills count=\"3\"",
            "borders count=\"1\"",
            "cellStyleXfs count=\"1\"",
            "cellXfs count=\"2\"",
            "dxfs",
        ];
        let places = lists.map(|list| made.find(&format!("<x:{list}")).expect(list));
        assert!(places.is_sorted(), "{made}");
    }
}

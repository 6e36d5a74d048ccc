//! The styles of a workbook (ECMA-376 part 1, 18.8): to each style that a marked cell has, one
//! that is the same but for its fill.

use std::{collections::BTreeMap, ops::Range};

use super::super::{
    look,
    xml::{Edits, Kind, Tag, Unfit, walk},
};
use crate::diagnostic::Severity;

/// The most cell styles that Excel takes is a little above this.
const MOST_STYLES: usize = 64_000;

/// The parts of a stylesheet that may come before a list of ours, in their order.
const BEFORE_FILLS: [&str; 2] = ["numFmts", "fonts"];
const BEFORE_CELL_STYLES: [&str; 5] = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs"];

const FILLS: &str = "fills";
const CELL_STYLES: &str = "cellXfs";

pub(super) struct Styles<'a> {
    text: &'a str,
    prefix: &'a str,
    /// Where a list would have to stand that is not there.
    place_of_fills: usize,
    place_of_cell_styles: usize,
    fills: List<'a>,
    cell_styles: List<'a>,
    new_fills: Vec<Severity>,
    /// By the style of the cell and its mark, the number of the new style.
    new_cell_styles: BTreeMap<(usize, Severity), usize>,
    /// Those, in the order of their numbers.
    order: Vec<(usize, Severity)>,
}

/// A list of the stylesheet, with its entries.
#[derive(Default)]
struct List<'a> {
    opening: Option<Tag<'a>>,
    end: usize,
    entries: Vec<(Tag<'a>, Range<usize>)>,
}

impl<'a> Styles<'a> {
    /// A stylesheet with nothing in it but what cells have without one.
    pub(super) fn plain(namespace: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <styleSheet xmlns=\"{namespace}\">\
             <fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
             <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
             <fill><patternFill patternType=\"gray125\"/></fill></fills>\
             <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
             <cellStyleXfs count=\"1\">\
             <xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
             <cellXfs count=\"1\">\
             <xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>\
             </styleSheet>"
        )
    }

    pub(super) fn read(text: &'a str) -> Result<Styles<'a>, Unfit> {
        let mut styles = Styles {
            text,
            prefix: "",
            place_of_fills: 0,
            place_of_cell_styles: 0,
            fills: List::default(),
            cell_styles: List::default(),
            new_fills: Vec::new(),
            new_cell_styles: BTreeMap::new(),
            order: Vec::new(),
        };
        walk(text, |path, tag| {
            styles.take(path, tag);
            Ok(())
        })?;
        let has_root = styles.place_of_fills != 0;
        if has_root { Ok(styles) } else { Err(Unfit) }
    }

    /// The style of a cell with its mark.
    pub(super) fn marked(&mut self, style: usize, severity: Severity) -> usize {
        let known = self.cell_styles.entries.len().max(1);
        let style = if style < known { style } else { 0 };
        if let Some(&number) = self.new_cell_styles.get(&(style, severity)) {
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
        self.new_cell_styles.insert((style, severity), number);
        number
    }

    pub(super) fn finish(self) -> Result<String, Unfit> {
        let mut edits = Edits::of(self.text);
        if !self.order.is_empty() {
            self.add_fills(&mut edits);
            self.add_cell_styles(&mut edits);
        }
        edits.finish()
    }

    fn take(&mut self, path: &[&str], tag: &Tag<'a>) {
        let end = tag.range.end;
        let closes = tag.kind != Kind::Open;
        match path {
            [] if tag.opens() => {
                self.prefix = tag.prefix();
                (self.place_of_fills, self.place_of_cell_styles) = (end, end);
            }
            [_] => {
                if closes && BEFORE_FILLS.contains(&tag.local()) {
                    self.place_of_fills = end;
                }
                if closes && BEFORE_CELL_STYLES.contains(&tag.local()) {
                    self.place_of_cell_styles = end;
                }
                match tag.local() {
                    FILLS => self.fills.bound(tag),
                    CELL_STYLES => self.cell_styles.bound(tag),
                    _ => {}
                }
            }
            [_, FILLS] if tag.local() == "fill" => self.fills.entry(tag),
            [_, CELL_STYLES] if tag.local() == "xf" => self.cell_styles.entry(tag),
            _ => {}
        }
    }

    fn add_fills(&self, edits: &mut Edits<'_>) {
        let prefix = self.prefix;
        let plain = |kind: &str| {
            format!("<{prefix}fill><{prefix}patternFill patternType=\"{kind}\"/></{prefix}fill>")
        };
        // The first two are what Excel takes them for, whatever they say.
        let reserved = ["none", "gray125"].map(plain);
        let missing = reserved.iter().skip(self.fills.entries.len()).cloned();
        let new = self.new_fills.iter().map(|&severity| {
            format!(
                "<{prefix}fill><{prefix}patternFill patternType=\"solid\">\
                 <{prefix}fgColor rgb=\"FF{}\"/><{prefix}bgColor indexed=\"64\"/>\
                 </{prefix}patternFill></{prefix}fill>",
                look::fill(severity)
            )
        });
        let new: Vec<String> = missing.chain(new).collect();
        self.fills.extend(edits, (prefix, FILLS), self.place_of_fills, &new);
    }

    fn add_cell_styles(&self, edits: &mut Edits<'_>) {
        let prefix = self.prefix;
        let first =
            format!("<{prefix}xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>");
        let missing = self.cell_styles.entries.is_empty().then_some(first);
        let new = self.order.iter().map(|&(style, severity)| self.with_fill(style, severity));
        let new: Vec<String> = missing.into_iter().chain(new).collect();
        self.cell_styles.extend(edits, (prefix, CELL_STYLES), self.place_of_cell_styles, &new);
    }

    /// A style of cells with another fill.
    fn with_fill(&self, style: usize, severity: Severity) -> String {
        let place = self.new_fills.iter().position(|&known| known == severity).unwrap_or(0);
        let fill = (self.fills.entries.len().max(2) + place).to_string();
        let changes = [("fillId", Some(fill.as_str())), ("applyFill", Some("1"))];
        match self.cell_styles.entries.get(style) {
            Some((tag, whole)) => {
                let rest = &self.text[tag.range.end..whole.end];
                format!("{}{rest}", tag.with(tag.kind, &changes))
            }
            None => format!(
                "<{}xf numFmtId=\"0\" fontId=\"0\" fillId=\"{fill}\" borderId=\"0\" applyFill=\"1\"/>",
                self.prefix
            ),
        }
    }
}

impl<'a> List<'a> {
    fn bound(&mut self, tag: &Tag<'a>) {
        match tag.kind {
            Kind::Close => self.end = tag.range.start,
            Kind::Open | Kind::Empty => {
                self.opening = Some(tag.clone());
                self.end = tag.range.end;
            }
        }
    }

    fn entry(&mut self, tag: &Tag<'a>) {
        match (tag.kind, self.entries.last_mut()) {
            (Kind::Close, Some((_, whole))) => whole.end = tag.range.end,
            (Kind::Close, None) => {}
            (Kind::Open | Kind::Empty, _) => self.entries.push((tag.clone(), tag.range.clone())),
        }
    }

    /// Puts entries at the end of the list; makes the list at `place` if it is not there.
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
        let text = "<styleSheet><fills count=\"2\"><fill/><fill><a/></fill></fills>\
                    <cellXfs count=\"2\"><xf fillId=\"0\"/>\
                    <xf numFmtId=\"14\" fontId=\"3\" fillId=\"1\"><alignment wrapText=\"1\"/></xf></cellXfs>\
                    <dxfs><dxf><fill/></dxf></dxfs></styleSheet>";
        let mut styles = Styles::read(text).unwrap();
        assert_eq!(styles.marked(1, Severity::Error), 2);
        assert_eq!(styles.marked(0, Severity::Error), 3);
        assert_eq!(styles.marked(1, Severity::Error), 2);
        assert_eq!(
            styles.finish().unwrap(),
            format!(
                "<styleSheet><fills count=\"3\"><fill/><fill><a/></fill>{RED}</fills>\
                 <cellXfs count=\"4\"><xf fillId=\"0\"/>\
                 <xf numFmtId=\"14\" fontId=\"3\" fillId=\"1\"><alignment wrapText=\"1\"/></xf>\
                 <xf numFmtId=\"14\" fontId=\"3\" fillId=\"2\" applyFill=\"1\"><alignment wrapText=\"1\"/></xf>\
                 <xf fillId=\"2\" applyFill=\"1\"/></cellXfs>\
                 <dxfs><dxf><fill/></dxf></dxfs></styleSheet>"
            )
        );
    }

    #[test]
    fn lists_that_are_not_there_are_made_at_their_place() {
        let text = "<x:styleSheet><x:numFmts/><x:fonts></x:fonts><x:dxfs/></x:styleSheet>";
        let mut styles = Styles::read(text).unwrap();
        assert_eq!(styles.marked(7, Severity::Note), 1);
        let made = styles.finish().unwrap();
        let lists: Vec<&str> =
            ["numFmts", "fonts", "fills count=\"3\"", "cellXfs count=\"2\"", "dxfs"].to_vec();
        let places: Vec<usize> =
            lists.iter().map(|list| made.find(&format!("<x:{list}")).unwrap()).collect();
        assert!(places.is_sorted(), "{made}");
    }
}

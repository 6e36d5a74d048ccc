//! The automatic styles of an ods (`OpenDocument` 1.2, part 1, 16): to each style that a marked cell
//! has, one that is the same but for its background.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::{
    look,
    xml::{Edits, Kind, Tag, Unfit},
};
use crate::diagnostic::Severity;

const LIST: &str = "automatic-styles";
const PROPERTIES: &str = "table-cell-properties";
const BACKGROUND: &str = "fo:background-color";

#[derive(Default)]
pub(super) struct Styles<'a> {
    known: BTreeMap<String, Style<'a>>,
    /// The style whose content is passed.
    current: Option<String>,
    list: Option<Range<usize>>,
    list_is_empty: bool,
    place_of_list: usize,
    /// By the style of the cell and its mark, the number of the new style.
    new: BTreeMap<(Option<String>, Severity), usize>,
    order: Vec<(Option<String>, Severity)>,
}

struct Style<'a> {
    tag: Tag<'a>,
    end: usize,
    properties: Option<Tag<'a>>,
}

impl<'a> Styles<'a> {
    /// Takes a tag of the list of styles, or of the part as a whole.
    pub(super) fn take(&mut self, path: &[&str], tag: &Tag<'a>) {
        match path {
            [_] if tag.local() == LIST => {
                self.list_is_empty = tag.kind == Kind::Empty;
                self.list = Some(tag.range.clone());
            }
            [_] if tag.local() == "body" && tag.opens() => self.place_of_list = tag.range.start,
            [_, LIST] if tag.local() == "style" => self.style(tag),
            [_, LIST, "style"] if tag.local() == PROPERTIES && tag.opens() => {
                let current = self.current.as_ref().and_then(|name| self.known.get_mut(name));
                if let Some(style) = current {
                    style.properties = Some(tag.clone());
                }
            }
            _ => {}
        }
    }

    /// The name of the style of a cell with its mark.
    pub(super) fn marked(&mut self, style: Option<String>, severity: Severity) -> String {
        let next = self.order.len();
        let key = (style, severity);
        let number = *self.new.entry(key.clone()).or_insert(next);
        if number == next {
            self.order.push(key);
        }
        self.name(number)
    }

    pub(super) fn finish(self, edits: &mut Edits<'a>) -> Result<(), Unfit> {
        let styles: Vec<String> = self
            .order
            .iter()
            .enumerate()
            .map(|(number, (style, severity))| {
                self.with_background(edits.text(), number, style.as_deref(), *severity)
            })
            .collect();
        let styles = styles.concat();
        let whole = format!("<office:{LIST}>{styles}</office:{LIST}>");
        match &self.list {
            None if self.place_of_list == 0 => return Err(Unfit),
            None => edits.insert(self.place_of_list, whole),
            Some(range) if self.list_is_empty => edits.replace(range.clone(), whole),
            // The last tag of the list that was passed is its closing one.
            Some(range) => edits.insert(range.start, styles),
        }
        Ok(())
    }

    fn style(&mut self, tag: &Tag<'a>) {
        if tag.kind == Kind::Close {
            let current = self.current.take().and_then(|name| self.known.get_mut(&name));
            if let Some(style) = current {
                style.end = tag.range.end;
            }
            return;
        }
        let is_of_cells = tag.attribute("style:family").as_deref() == Some("table-cell");
        if let (true, Some(name)) = (is_of_cells, tag.attribute("style:name")) {
            let style = Style { tag: tag.clone(), end: tag.range.end, properties: None };
            self.known.insert(name.clone(), style);
            self.current = (tag.kind == Kind::Open).then_some(name);
        }
    }

    /// A name that no style of the file has.
    fn name(&self, number: usize) -> String {
        let mut stem = "cqi".to_owned();
        while self.known.keys().any(|name| name.starts_with(&stem)) {
            stem.push('_');
        }
        format!("{stem}{}", number + 1)
    }

    fn with_background(
        &self,
        text: &str,
        number: usize,
        style: Option<&str>,
        severity: Severity,
    ) -> String {
        let name = self.name(number);
        let background = format!("#{}", look::fill(severity).to_lowercase());
        let changes = [(BACKGROUND, Some(background.as_str()))];
        let properties = format!("<style:{PROPERTIES} {BACKGROUND}=\"{background}\"/>");
        let Some(known) = style.and_then(|style| self.known.get(style)) else {
            let parent = super::super::xml::quoted(style.unwrap_or("Default"));
            return format!(
                "<style:style style:name=\"{name}\" style:family=\"table-cell\" \
                 style:parent-style-name=\"{parent}\">{properties}</style:style>"
            );
        };
        let opening = known.tag.with(Kind::Open, &[("style:name", Some(&name))]);
        let inner = known.tag.range.end..known.end;
        match (&known.properties, known.tag.kind) {
            (_, Kind::Empty) => format!("{opening}{properties}{}", known.tag.close()),
            (None, _) => format!("{opening}{properties}{}", &text[inner]),
            (Some(tag), _) => format!(
                "{opening}{}{}{}",
                &text[inner.start..tag.range.start],
                tag.with(tag.kind, &changes),
                &text[tag.range.end..inner.end]
            ),
        }
    }
}

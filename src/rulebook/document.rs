//! A TOML text, with the place of every key and value.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use serde_json::{Map, Number, Value};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    diagnostic::{Code, Diagnostic, Excerpt, Place, Severity, in_plain_words},
    model::Source,
};

/// A TOML text that has been read.
///
/// Places within it are JSON pointers: `/link/3/weight` is the weight of the fourth link.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Document {
    pub(super) source: Source,
    text: Arc<str>,
    root: Node,
}

/// A value of the text.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Node {
    /// Where it stands; of a table with a heading, the heading.
    span: Range<usize>,
    /// Where its key stands, if it has one.
    key: Option<Range<usize>>,
    content: Content,
}

#[derive(Clone, PartialEq, Debug)]
enum Content {
    Table(Vec<(String, Node)>),
    List(Vec<Node>),
    /// A text, number or truth as JSON knows them.
    Plain(Value),
    /// A date, a time, or a number that is not finite: nothing that a rule takes.
    Other,
}

impl Document {
    /// Reads a text. What cannot be read comes back as diagnostics, one for each line.
    pub(super) fn read(source: &Source, text: &Arc<str>) -> Result<Document, Vec<Diagnostic>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return Err(unreadable(source, text, &errors));
        }
        let span = 0..0;
        let root = Node { span, key: None, content: table_content(table.get_ref()) };
        Ok(Document { source: source.clone(), text: text.clone(), root })
    }

    /// The text as JSON, which shape is checked on. What JSON cannot say is null.
    pub(super) fn json(&self) -> Value {
        self.root.json()
    }

    /// Whether anything stands at `pointer`.
    pub(super) fn has(&self, pointer: &str) -> bool {
        self.node(pointer).is_some()
    }

    /// Reads a key of the table at `pointer` by another name from now on, or not at all.
    pub(super) fn rename(&mut self, pointer: &str, key: &str, name: Option<&str>) {
        let Some(Node { content: Content::Table(entries), .. }) = self.node_mut(pointer) else {
            return;
        };
        match name {
            Some(name) => {
                if let Some((entry, _)) = entries.iter_mut().find(|(entry, _)| entry == key) {
                    name.clone_into(entry);
                }
            }
            None => entries.retain(|(entry, _)| entry != key),
        }
    }

    /// Reads what stands at `pointer` as another value from now on.
    pub(super) fn put(&mut self, pointer: &str, value: Value) {
        if let Some(node) = self.node_mut(pointer) {
            node.content = Content::Plain(value);
        }
    }

    /// Puts texts before those of the list at `pointer`.
    pub(super) fn put_first(&mut self, pointer: &str, texts: &[Value]) {
        if let Some(Node { content: Content::List(list), span, .. }) = self.node_mut(pointer) {
            let node = |text: &Value| {
                let content = Content::Plain(text.clone());
                Node { span: span.clone(), key: None, content }
            };
            list.splice(0..0, texts.iter().map(node).collect::<Vec<_>>());
        }
    }

    /// Adds a text to the list under `key` of the table at `pointer`, unless it is there.
    pub(super) fn add_name(&mut self, pointer: &str, key: &str, name: &str) {
        let Some(Node { content: Content::Table(entries), span, .. }) = self.node_mut(pointer)
        else {
            return;
        };
        let text = Content::Plain(Value::from(name));
        let new = Node { span: span.clone(), key: None, content: text };
        match entries.iter_mut().find(|(entry, _)| entry == key) {
            Some((_, Node { content: Content::List(names), .. })) => {
                if names.iter().all(|known| known.content != new.content) {
                    names.push(new);
                }
            }
            Some(_) => {}
            None => {
                let list =
                    Node { span: span.clone(), key: None, content: Content::List(vec![new]) };
                entries.push((key.to_owned(), list));
            }
        }
    }

    /// A place in words: `action[food-3].title`, and by number where an entry has no id.
    pub(super) fn named(&self, pointer: &str) -> String {
        let mut named = String::new();
        let mut so_far = String::new();
        for step in pointer.split('/').skip(1) {
            so_far = format!("{so_far}/{step}");
            if step.bytes().all(|byte| byte.is_ascii_digit()) {
                let number = step.parse().map_or(0, |at: usize| at + 1).to_string();
                let id = self.text_at(&format!("{so_far}/id"));
                named = format!("{named}[{}]", id.unwrap_or(&number));
            } else if named.is_empty() {
                step.clone_into(&mut named);
            } else {
                named = format!("{named}.{step}");
            }
        }
        format!("`{named}`")
    }

    /// The text that stands at `pointer`.
    pub(super) fn text_at(&self, pointer: &str) -> Option<&str> {
        match &self.node(pointer)?.content {
            Content::Plain(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// What is written at `pointer`, as it is written.
    pub(super) fn written(&self, pointer: &str) -> &str {
        self.node(pointer).and_then(|node| self.text.get(node.span.clone())).unwrap_or_default()
    }

    /// What kind of value stands at `pointer`, as the end of a sentence.
    pub(super) fn described(&self, pointer: &str) -> String {
        let written = self.written(pointer);
        let shown = if written.len() < 40 && !written.contains('\n') { written } else { "this" };
        let what = match self.node(pointer).map(|node| &node.content) {
            Some(Content::Table(_)) => return "this is a table".to_owned(),
            Some(Content::List(_)) => return "this is a list".to_owned(),
            Some(Content::Plain(Value::String(_))) => "a text",
            Some(Content::Plain(Value::Bool(_))) => "a truth",
            Some(Content::Plain(Value::Number(number))) if number.is_f64() => "a decimal number",
            Some(Content::Plain(Value::Number(_))) => "a number",
            Some(Content::Other) if written.contains(['-', ':']) => "a date",
            _ => "something else",
        };
        format!("{shown} is {what}")
    }

    /// The line on which the value at `pointer` starts, counted from 1.
    pub(super) fn line(&self, pointer: &str) -> usize {
        let start = boundary(&self.text, self.value_span(pointer).start);
        self.text[..start].matches('\n').count() + 1
    }

    /// An error about the value at `pointer`.
    pub(super) fn error(
        &self,
        code: Code,
        pointer: &str,
        message: impl Into<String>,
    ) -> Diagnostic {
        self.place(Diagnostic::error(code, message), self.value_span(pointer))
    }

    /// A warning about the value at `pointer`.
    pub(super) fn warning(
        &self,
        code: Code,
        pointer: &str,
        message: impl Into<String>,
    ) -> Diagnostic {
        let error = self.error(code, pointer, message);
        Diagnostic { severity: Severity::Warning, ..error }
    }

    /// A note about the value at `pointer`.
    pub(super) fn note(&self, code: Code, pointer: &str, message: impl Into<String>) -> Diagnostic {
        let error = self.error(code, pointer, message);
        Diagnostic { severity: Severity::Note, ..error }
    }

    /// An error about the key at `pointer`, or about its value where it has none.
    pub(super) fn error_at_key(
        &self,
        code: Code,
        pointer: &str,
        message: impl Into<String>,
    ) -> Diagnostic {
        let key = self.node(pointer).and_then(|node| node.key.clone());
        let span = key.unwrap_or_else(|| self.value_span(pointer));
        self.place(Diagnostic::error(code, message), span)
    }

    /// Where the value at `pointer` stands. Of what is not there, where its table stands.
    pub(super) fn value_span(&self, pointer: &str) -> Range<usize> {
        let mut pointer = pointer;
        loop {
            match (self.node(pointer), pointer.rfind('/')) {
                (Some(node), _) => return node.span.clone(),
                (None, Some(end)) => pointer = &pointer[..end],
                (None, None) => return 0..0,
            }
        }
    }

    fn place(&self, diagnostic: Diagnostic, span: Range<usize>) -> Diagnostic {
        at(diagnostic, &self.source, &self.text, span)
    }

    fn node_mut(&mut self, pointer: &str) -> Option<&mut Node> {
        let mut node = &mut self.root;
        for step in pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            node = match &mut node.content {
                Content::Table(entries) => &mut entries.iter_mut().find(|(key, _)| *key == step)?.1,
                Content::List(items) => items.get_mut(step.parse::<usize>().ok()?)?,
                Content::Plain(_) | Content::Other => return None,
            };
        }
        Some(node)
    }

    fn node(&self, pointer: &str) -> Option<&Node> {
        let mut node = &self.root;
        for step in pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            node = match &node.content {
                Content::Table(entries) => &entries.iter().find(|(key, _)| *key == step)?.1,
                Content::List(items) => items.get(step.parse::<usize>().ok()?)?,
                Content::Plain(_) | Content::Other => return None,
            };
        }
        Some(node)
    }
}

impl Node {
    fn read(value: &Spanned<DeValue<'_>>, key: Option<Range<usize>>) -> Node {
        let content = match value.get_ref() {
            DeValue::Table(table) => table_content(table),
            DeValue::Array(items) => {
                Content::List(items.iter().map(|item| Node::read(item, None)).collect())
            }
            DeValue::String(text) => Content::Plain(Value::String(text.to_string())),
            DeValue::Boolean(truth) => Content::Plain(Value::Bool(*truth)),
            DeValue::Integer(whole) => {
                let digits = i64::from_str_radix(whole.as_str(), whole.radix());
                digits.map_or(Content::Other, |whole| Content::Plain(whole.into()))
            }
            DeValue::Float(number) => {
                let number = number.as_str().parse().ok().and_then(number_of);
                number.map_or(Content::Other, |number| Content::Plain(Value::Number(number)))
            }
            DeValue::Datetime(_) => Content::Other,
        };
        Node { span: value.span(), key, content }
    }

    fn json(&self) -> Value {
        match &self.content {
            Content::Table(entries) => {
                let entries = entries.iter().map(|(key, node)| (key.clone(), node.json()));
                Value::Object(entries.collect::<Map<_, _>>())
            }
            Content::List(items) => Value::Array(items.iter().map(Node::json).collect()),
            Content::Plain(value) => value.clone(),
            Content::Other => Value::Null,
        }
    }
}

fn table_content(table: &DeTable<'_>) -> Content {
    let entries = table.iter();
    let read = entries
        .map(|(key, value)| (key.get_ref().to_string(), Node::read(value, Some(key.span()))));
    Content::Table(read.collect())
}

/// The number, as a whole one where it is: `2.0` may stand where `2` is asked for.
fn number_of(value: f64) -> Option<Number> {
    let is_whole = value.fract() == 0.0 && value.abs() < 1e15;
    if is_whole {
        format!("{value:.0}").parse::<i64>().ok().map(Number::from)
    } else {
        Number::from_f64(value)
    }
}

/// Every error of a text that is not TOML, at most one for a line.
fn unreadable(source: &Source, text: &str, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
    let mut by_line = BTreeMap::new();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let line = text[..boundary(text, span.start)].matches('\n').count();
        let why = in_plain_words(error.message());
        let message = format!("this line is not TOML: {why}");
        by_line.entry(line).or_insert_with(|| {
            at(Diagnostic::error(Code::UnreadableRules, message), source, text, span)
        });
    }
    by_line.into_values().collect()
}

fn at(diagnostic: Diagnostic, source: &Source, text: &str, span: Range<usize>) -> Diagnostic {
    let start = boundary(text, span.start);
    let end = boundary(text, span.end.max(start));
    diagnostic
        .at(Place::Text { source: source.clone(), start, end })
        .showing(Excerpt::of_text(text, start..end))
}

/// The nearest place at or before `byte` where a letter starts.
fn boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::render;

    const LINKS: &str = "\
kind = \"crosswalk\"

[about]
id = \"x\"

[[link]]
from = \"a\"
weight = 1.0

[[link]]
from = \"b\"
weight = 0.25
";

    fn read(text: &str) -> Document {
        Document::read(&Source::named("rules.toml"), &text.into()).unwrap()
    }

    fn marked(document: &Document, pointer: &str) -> String {
        document.text[document.value_span(pointer)].to_owned()
    }

    #[test]
    fn a_value_is_found_by_its_pointer() {
        let document = read(LINKS);
        assert_eq!(marked(&document, "/link/1/weight"), "0.25");
        assert_eq!(marked(&document, "/about/id"), "\"x\"");
        assert_eq!(marked(&document, "/link/1"), "[[link]]");
        assert_eq!(marked(&document, "/about"), "[about]");
        assert_eq!(marked(&document, "/link/1/standard"), "[[link]]", "the table of a missing key");
    }

    #[test]
    fn a_whole_number_may_be_written_as_a_decimal() {
        assert_eq!(read(LINKS).json()["link"][0]["weight"], Value::from(1));
    }

    #[test]
    fn every_line_that_is_not_toml_is_told() {
        let text = "id = oak street\ntitle = \"Harbor\"\nversion = = 2\n";
        let faults = Document::read(&Source::named("rules.toml"), &text.into()).unwrap_err();
        let told: Vec<String> = faults.iter().map(render).collect();
        assert_eq!(
            told.concat(),
            "\
error[R001]: this line is not TOML: string values must be quoted, expected literal string
 --> rules.toml:1:6
  |
1 | id = oak street
  |      ^^^^^^^^^^
error[R001]: this line is not TOML: extra `=`, expected nothing
 --> rules.toml:3:11
  |
3 | version = = 2
  |           ^
"
        );
    }
}

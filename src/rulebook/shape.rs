//! Whether a rule file has the shape that its kind asks for: keys, and kinds of value.
//!
//! The JSON Schema that editors use is the one that the loader checks against, so the two cannot
//! disagree.

use std::{collections::BTreeMap, sync::LazyLock};

use jsonschema::{
    JsonType, Validator,
    error::{TypeKind, ValidationErrorKind},
};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    Settings,
    document::Document,
    kind::{
        ActionSet, Crosswalk, Framework, GoalSet, Instrument, Manifest, PlanTemplate, Scale,
        Scoring, Targets, Words,
    },
};
use crate::diagnostic::{Code, Diagnostic, nearest, one_of};

/// The kinds of file that there are.
pub const KINDS: [&str; 12] = [
    "scale",
    "instrument",
    "standards",
    "crosswalk",
    "scoring",
    "targets",
    "actions",
    "goals",
    "plan",
    "words",
    "pack",
    "settings",
];

/// The JSON Schema of a kind of file, as an editor takes it.
pub fn schema(kind: &str) -> Option<Value> {
    SHAPES.get(kind).map(|shape| shape.schema.clone())
}

/// The value that a document holds, or every fault of its shape.
pub(super) fn value<T: DeserializeOwned>(
    document: &Document,
    kind: &str,
) -> Result<T, Vec<Diagnostic>> {
    let json = document.json();
    let faults = faults(document, kind, &json);
    if !faults.is_empty() {
        return Err(faults);
    }
    // The schema is made from the type, so this only finds what a schema cannot say.
    serde_json::from_value(json)
        .map_err(|why| vec![document.error(Code::WrongKindOfValue, "", why.to_string())])
}

/// The shape of a kind of file.
struct Shape {
    schema: Value,
    validator: Validator,
}

static SHAPES: LazyLock<BTreeMap<&'static str, Shape>> = LazyLock::new(|| {
    BTreeMap::from([
        ("scale", shape::<Scale>()),
        ("instrument", shape::<Instrument>()),
        ("standards", shape::<Framework>()),
        ("crosswalk", shape::<Crosswalk>()),
        ("scoring", shape::<Scoring>()),
        ("targets", shape::<Targets>()),
        ("actions", shape::<ActionSet>()),
        ("goals", shape::<GoalSet>()),
        ("plan", shape::<PlanTemplate>()),
        ("words", shape::<Words>()),
        ("pack", shape::<Manifest>()),
        ("settings", shape::<Settings>()),
    ])
});

fn shape<T: JsonSchema>() -> Shape {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    without_null(&mut schema);
    let validator = jsonschema::validator_for(&schema).expect("schemars writes sound schemas");
    Shape { schema, validator }
}

/// TOML has no null: a key is there, or it is not.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(entries) => {
            if let Some(Value::Array(types)) = entries.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    entries.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(choices)) = entries.get_mut("anyOf") {
                choices.retain(|choice| choice["type"] != "null");
                if let [Value::Object(only)] = choices.as_slice() {
                    let only = only.clone();
                    entries.remove("anyOf");
                    entries.extend(only);
                }
            }
            if entries.get("default") == Some(&Value::Null) {
                entries.remove("default");
            }
            if entries.get("format").is_some_and(|format| format == "uint32") {
                entries.insert("maximum".to_owned(), u32::MAX.into());
            }
            entries.values_mut().for_each(without_null);
        }
        Value::Array(items) => items.iter_mut().for_each(without_null),
        _ => {}
    }
}

/// Every fault of shape, in the order in which the keys stand.
fn faults(document: &Document, kind: &str, json: &Value) -> Vec<Diagnostic> {
    let Some(shape) = SHAPES.get(kind) else { return Vec::new() };
    let errors = shape.validator.iter_errors(json);
    let mut found: Vec<Diagnostic> = errors
        .flat_map(|error| {
            let pointer = error.instance_path().as_str();
            let rule = error.schema_path().as_str();
            let around = rule.rsplit_once('/').map_or("", |(around, _)| around);
            let place = Fault { document, pointer, rule: shape.schema.pointer(around) };
            place.tell(error.kind())
        })
        .collect();
    found.sort_by(crate::diagnostic::order);
    found.dedup();
    found
}

/// A place at which a document departs from its schema.
struct Fault<'a> {
    document: &'a Document,
    /// The value.
    pointer: &'a str,
    /// The part of the schema that speaks about it.
    rule: Option<&'a Value>,
}

impl Fault<'_> {
    fn tell(&self, kind: &ValidationErrorKind) -> Vec<Diagnostic> {
        match kind {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                unexpected.iter().map(|key| self.unknown_key(key)).collect()
            }
            ValidationErrorKind::Required { property } => {
                vec![self.missing_key(property.as_str().unwrap_or_default())]
            }
            ValidationErrorKind::Type { kind } => vec![self.wrong_type(kind)],
            ValidationErrorKind::Enum { .. }
            | ValidationErrorKind::Constant { .. }
            | ValidationErrorKind::OneOfNotValid { .. }
            | ValidationErrorKind::AnyOf { .. } => vec![self.wrong_choice()],
            ValidationErrorKind::Minimum { limit } => vec![self.off_limit("below", limit)],
            ValidationErrorKind::Maximum { limit } => vec![self.off_limit("above", limit)],
            _ => vec![self.wrong("another kind of value")],
        }
    }

    fn unknown_key(&self, key: &str) -> Diagnostic {
        let escaped = key.replace('~', "~0").replace('/', "~1");
        let pointer = format!("{}/{escaped}", self.pointer);
        let known: Vec<&str> = self
            .rule
            .and_then(|rule| rule["properties"].as_object())
            .map(|properties| properties.keys().map(String::as_str).collect())
            .unwrap_or_default();
        let message = format!("`{key}` is not a key of {}", table_name(self.pointer));
        let help = match nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys here are {}", one_of(known).replace(" or ", " and ")),
        };
        self.document.error_at_key(Code::UnknownKey, &pointer, message).help(help)
    }

    fn missing_key(&self, key: &str) -> Diagnostic {
        let rule = self.rule.map(|rule| &rule["properties"][key]);
        let message = format!("{} has no `{key}`", table_name(self.pointer));
        let fault = self.document.error(Code::MissingKey, self.pointer, message);
        match rule.and_then(|rule| rule["description"].as_str()) {
            Some(about) => fault.help(format!("add `{key} = …`: {}", one_line(about))),
            None => fault.help(format!("add `{key} = …`")),
        }
    }

    fn wrong_type(&self, kind: &TypeKind) -> Diagnostic {
        let takes = match kind {
            TypeKind::Single(JsonType::String) => "a text",
            TypeKind::Single(JsonType::Number) => "a number",
            TypeKind::Single(JsonType::Integer) => "a whole number",
            TypeKind::Single(JsonType::Boolean) => "`true` or `false`",
            TypeKind::Single(JsonType::Array) => "a list",
            TypeKind::Single(JsonType::Object) => "a table",
            _ => "another kind of value",
        };
        self.wrong(takes)
    }

    fn wrong(&self, takes: &str) -> Diagnostic {
        let written = self.document.written(self.pointer);
        let is = self.document.described(self.pointer);
        let name = value_name(self.pointer);
        let message = format!("{name} takes {takes}, and {is}");
        let fault = self.document.error(Code::WrongKindOfValue, self.pointer, message);
        match rewritten(takes, written) {
            Some(help) => fault.help(help),
            None => fault,
        }
    }

    fn off_limit(&self, side: &str, limit: &Value) -> Diagnostic {
        let written = self.document.written(self.pointer);
        let message = format!("{written} for {} is {side} {limit}", value_name(self.pointer));
        self.document.error(Code::WrongKindOfValue, self.pointer, message)
    }

    fn wrong_choice(&self) -> Diagnostic {
        let choices = self.rule.map(choices).unwrap_or_default();
        match self.document.text_at(self.pointer) {
            Some(word) => choice(self.document, self.pointer, word, &choices),
            None => self.wrong(&format!("one of {}", one_of(choices.iter().copied()))),
        }
    }
}

/// A word that is not one of the choices for its key.
pub(super) fn choice(
    document: &Document,
    pointer: &str,
    word: &str,
    choices: &[&str],
) -> Diagnostic {
    let message = format!("`{word}` is not a choice for {}", value_name(pointer));
    let help = match nearest(word, choices.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write {}", one_of(choices.iter().copied())),
    };
    document.error(Code::WrongKindOfValue, pointer, message).help(help)
}

/// The words that a schema allows.
fn choices(rule: &Value) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    found.extend(rule["const"].as_str());
    let listed = ["enum", "oneOf", "anyOf"].into_iter().filter_map(|key| rule[key].as_array());
    for part in listed.flatten() {
        match part {
            Value::String(word) => found.push(word),
            part => found.extend(choices(part)),
        }
    }
    found
}

/// What to write instead, where it can be told.
fn rewritten(takes: &str, written: &str) -> Option<String> {
    let text = written.trim_matches(['"', '\'']);
    let is_quoted = text.len() < written.len();
    let with_point = text.trim().replace(',', ".");
    let wants_number = takes.contains("number");
    if wants_number && is_quoted && with_point.parse::<f64>().is_ok() {
        return Some(format!("write {with_point}, not {written}"));
    }
    let is_truth = text == "true" || text == "false";
    if takes.starts_with("`true`") && is_truth {
        return Some(format!("write {text}, not {written}"));
    }
    let is_one_line = !written.is_empty() && !written.contains('\n');
    match takes {
        "a text" if is_one_line && !written.starts_with(['[', '{']) => {
            Some(format!("write it in quotation marks: \"{text}\""))
        }
        "a list" if is_one_line && !written.starts_with('[') => {
            Some(format!("write it in square brackets: [{written}]"))
        }
        _ => None,
    }
}

/// A table in the words of the file: `[about]`, `[[link]]` or "this file".
fn table_name(pointer: &str) -> String {
    match names(pointer).as_slice() {
        [] => "this file".to_owned(),
        names => format!("`{}`", names.join(".")),
    }
}

/// A value by its key.
fn value_name(pointer: &str) -> String {
    let is_in_list = pointer.rsplit('/').next().is_some_and(is_index);
    match names(pointer).last() {
        None => "this file".to_owned(),
        Some(name) if is_in_list => format!("each entry of `{name}`"),
        Some(name) => format!("`{name}`"),
    }
}

/// The keys on the way to a value.
fn names(pointer: &str) -> Vec<&str> {
    pointer.split('/').skip(1).filter(|step| !is_index(step)).collect()
}

fn is_index(step: &str) -> bool {
    !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit())
}

/// The first sentence of a description.
fn one_line(about: &str) -> String {
    let line = about.lines().collect::<Vec<_>>().join(" ");
    let first = line.split(". ").next().unwrap_or_default().trim_end_matches('.');
    let mut letters = first.chars();
    match letters.next() {
        Some(letter) => letter.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

//! Whether a rule file has the shape that its kind asks for: keys, and kinds of value.
//!
//! The JSON Schema that editors use is the one that the loader checks against, so the two cannot
//! disagree.

use std::{collections::BTreeMap, sync::LazyLock};

use jsonschema::{
    JsonType, ValidationError, Validator,
    error::{TypeKind, ValidationErrorKind},
};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    Settings,
    document::Document,
    kind::{
        ActionSet, AnalysisRules, Crosswalk, Framework, GoalSet, Instrument, Manifest,
        MatchingRules, PlanTemplate, Scale, Scoring, Targets, Translation, VersionLink, Words,
    },
};
use crate::diagnostic::{Checked, Code, Diagnostic, nearest, one_of};

/// The kinds of file that there are.
pub const KINDS: [&str; 16] = [
    "scale",
    "instrument",
    "standards",
    "crosswalk",
    "scoring",
    "targets",
    "analysis",
    "link",
    "actions",
    "goals",
    "plan",
    "matching",
    "words",
    "translation",
    "pack",
    "settings",
];

/// The JSON Schema of a kind of file, as an editor takes it.
pub fn schema(kind: &str) -> Option<Value> {
    SHAPES.get(kind).map(|shape| shape.schema.clone())
}

/// The value that a document holds, and every fault of its shape.
///
/// Where a slip leaves no doubt about what is meant (`wieght`, `"0,4"`), it is told and then read
/// as meant, so that the rest of the file can be checked in the same go. None where there is doubt.
pub(super) fn value<T: DeserializeOwned>(
    document: &mut Document,
    kind: &str,
) -> Checked<Option<T>> {
    if let Some(value) = without_fault(document) {
        return Checked::clean(Some(value));
    }
    let Some(shape) = SHAPES.get(kind) else { return Checked::clean(None) };
    let mut diagnostics = shape.unknown_keys(document);
    diagnostics.extend(shape.other_faults(document));
    diagnostics.sort_by(crate::diagnostic::order);
    diagnostics.dedup();
    let value = serde_json::from_value(document.json());
    if let (Err(why), true) = (&value, diagnostics.is_empty()) {
        // The schema is made from the type, so this is only what a schema cannot say.
        diagnostics.push(document.error(Code::WrongKindOfValue, "", why.to_string()));
    }
    Checked { value: value.ok(), diagnostics }
}

/// The value, where the text is just as its type asks for. The schemas are made from the types, so they
/// would find nothing either; but for what JSON cannot say, which a type may take for nothing at all.
fn without_fault<T: DeserializeOwned>(document: &Document) -> Option<T> {
    let json = document.json();
    if holds_null(&json) { None } else { serde_json::from_value(json).ok() }
}

fn holds_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(values) => values.iter().any(holds_null),
        Value::Object(entries) => entries.values().any(holds_null),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// The shape of a kind of file.
struct Shape {
    schema: Value,
    validator: Validator,
}

static SHAPES: LazyLock<BTreeMap<&'static str, Shape>> = LazyLock::new(|| {
    BTreeMap::from([
        ("scale", shape::<Scale>("scale")),
        ("instrument", shape::<Instrument>("instrument")),
        ("standards", shape::<Framework>("standards")),
        ("crosswalk", shape::<Crosswalk>("crosswalk")),
        ("scoring", shape::<Scoring>("scoring")),
        ("targets", shape::<Targets>("targets")),
        ("analysis", shape::<AnalysisRules>("analysis")),
        ("link", shape::<VersionLink>("link")),
        ("actions", shape::<ActionSet>("actions")),
        ("goals", shape::<GoalSet>("goals")),
        ("plan", shape::<PlanTemplate>("plan")),
        ("matching", shape::<MatchingRules>("matching")),
        ("words", shape::<Words>("words")),
        ("translation", shape::<Translation>("translation")),
        ("pack", shape::<Manifest>("pack")),
        ("settings", shape::<Settings>("settings")),
    ])
});

fn shape<T: JsonSchema>(kind: &str) -> Shape {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    without_null(&mut schema);
    if let Some(own) = schema.pointer_mut("/properties/kind") {
        own["const"] = kind.into();
    }
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

impl Shape {
    /// Keys that the kind does not have. A slip of a key becomes the key that is meant.
    fn unknown_keys(&self, document: &mut Document) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        // A table under a slip of its key is looked at once the key is right.
        loop {
            let json = document.json();
            let mut renamed = Vec::new();
            for error in self.validator.iter_errors(&json) {
                let fault = self.fault(document, &error);
                let ValidationErrorKind::AdditionalProperties { unexpected } = error.kind() else {
                    continue;
                };
                for key in unexpected {
                    let (diagnostic, meant) = fault.unknown_key(key);
                    told.push(diagnostic);
                    renamed.push((fault.pointer.to_owned(), key.clone(), meant));
                }
            }
            if renamed.is_empty() {
                return told;
            }
            for (pointer, key, meant) in renamed {
                document.rename(&pointer, &key, meant.as_deref());
            }
        }
    }

    /// Values of another kind, and keys that are missing.
    fn other_faults(&self, document: &mut Document) -> Vec<Diagnostic> {
        let json = document.json();
        let mut told = Vec::new();
        let mut meant = Vec::new();
        for error in self.validator.iter_errors(&json) {
            let fault = self.fault(document, &error);
            told.push(fault.tell(error.kind()));
            let value = fault.meant(error.kind());
            meant.extend(value.map(|value| (fault.pointer.to_owned(), value)));
        }
        for (pointer, value) in meant {
            document.put(&pointer, value);
        }
        told
    }

    fn fault<'a>(&'a self, document: &'a Document, error: &'a ValidationError<'_>) -> Fault<'a> {
        let rule = error.schema_path().as_str();
        let around = rule.rsplit_once('/').map_or("", |(around, _)| around);
        let pointer = error.instance_path().as_str();
        Fault { document, pointer, rule: self.schema.pointer(around) }
    }
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
    fn tell(&self, kind: &ValidationErrorKind) -> Diagnostic {
        match kind {
            ValidationErrorKind::Required { property } => {
                self.missing_key(property.as_str().unwrap_or_default())
            }
            ValidationErrorKind::Type { kind } => self.wrong_type(kind),
            ValidationErrorKind::Enum { .. }
            | ValidationErrorKind::Constant { .. }
            | ValidationErrorKind::OneOfNotValid { .. }
            | ValidationErrorKind::AnyOf { .. } => self.wrong_choice(),
            ValidationErrorKind::Minimum { limit } => self.off_limit("below", limit),
            ValidationErrorKind::Maximum { limit } => self.off_limit("above", limit),
            _ => self.wrong("another kind of value"),
        }
    }

    /// The value that a slip stands for, where there is no doubt.
    fn meant(&self, kind: &ValidationErrorKind) -> Option<Value> {
        let written = self.document.written(self.pointer);
        let text = self.document.text_at(self.pointer);
        match kind {
            ValidationErrorKind::Type { kind: TypeKind::Single(wanted) } => match (wanted, text) {
                (JsonType::Number, Some(text)) => {
                    let number: f64 = text.trim().replace(',', ".").parse().ok()?;
                    Some(Value::from(number)).filter(|_| number.is_finite())
                }
                (JsonType::Integer, Some(text)) => text.trim().parse::<i64>().ok().map(Value::from),
                (JsonType::Boolean, Some(text)) => text.parse::<bool>().ok().map(Value::from),
                (JsonType::String, None) if !written.contains(['[', '{', '\n']) => {
                    Some(Value::from(written))
                }
                _ => None,
            },
            ValidationErrorKind::Enum { .. } | ValidationErrorKind::OneOfNotValid { .. } => {
                nearest(text?, self.rule.map(choices)?).map(Value::from)
            }
            _ => None,
        }
    }

    /// A key that is not there, and the key that is meant, if that is still free.
    fn unknown_key(&self, key: &str) -> (Diagnostic, Option<String>) {
        let pointer = format!("{}/{}", self.pointer, escaped(key));
        let known: Vec<&str> = self
            .rule
            .and_then(|rule| rule["properties"].as_object())
            .map(|properties| properties.keys().map(String::as_str).collect())
            .unwrap_or_default();
        let message = format!("`{key}` is not a key of {}", table_name(self.pointer));
        let near = nearest(key, known.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys here are {}", one_of(known).replace(" or ", " and ")),
        };
        let is_free = |near: &&str| !self.document.has(&format!("{}/{near}", self.pointer));
        let diagnostic = self.document.error_at_key(Code::UnknownKey, &pointer, message).help(help);
        (diagnostic, near.filter(is_free).map(str::to_owned))
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
            Some(word) => {
                let fault = choice(self.document, self.pointer, word, &choices);
                let code = if self.pointer == "/kind" { Code::UnknownKind } else { fault.code };
                Diagnostic { code, ..fault }
            }
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

/// A key as a step of a pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
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

//! Translations: what people read of another rule file, in another language.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Head;

/// A translation (`kind = "translation"`).
///
/// It mirrors the file that it translates: the same keys, with the texts that people read in
/// another language and nothing else. A file of another pack that takes the place of the one that
/// is translated leaves the translation behind.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// Always `translation`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// The language, such as `es`.
    pub language: String,
    /// The file that is translated.
    pub of: Translated,
    /// What people read of that file: its keys, with the texts in this language. An entry of a list
    /// is known by its `id`; where entries have none, all are given in the same order.
    pub text: Map<String, Value>,
}

/// A file that is translated.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Translated {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: String,
}

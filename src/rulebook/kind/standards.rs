//! Standards: what quality means, as the field has written it down.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Head;

/// A standards file (`kind = "standards"`).
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Always `standards`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// What every number on a standard must be labelled with.
    pub derived_note: String,
    /// The parts of the standards, such as point of service.
    #[serde(default)]
    pub group: Vec<StandardGroup>,
    /// The standards, in order.
    pub standard: Vec<Standard>,
}

/// A part of the standards, such as point of service.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandardGroup {
    /// The id, by which standards name it.
    pub id: String,
    /// The published name.
    pub name: String,
    /// What it means to a newcomer.
    #[serde(default)]
    pub label: String,
}

/// One standard.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// The id, by which other files name it.
    pub id: String,
    /// Its number among the standards, as published.
    pub number: u32,
    /// The code printed in publications.
    #[serde(default)]
    pub code: Option<String>,
    /// The published name.
    pub name: String,
    /// For charts and tables.
    pub short_name: String,
    /// Other names by which people call it, such as those in another language.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The part of the standards that it belongs to.
    #[serde(default)]
    pub group: Option<String>,
    /// The published sentence.
    #[serde(default)]
    pub definition: String,
    /// What a visitor would see, in own words.
    #[serde(default)]
    pub looks_like: String,
    /// What to look for, one by one.
    #[serde(default)]
    pub indicator: Vec<Indicator>,
}

/// One indicator of a standard.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The id, by which items and actions name it.
    pub id: String,
    /// The code printed in publications.
    #[serde(default)]
    pub code: Option<String>,
    /// The indicator in a few words.
    pub title: String,
    /// The published sentence.
    #[serde(default)]
    pub sentence: String,
    /// `program`, `staff` or `participant`.
    #[serde(default)]
    pub level: Option<String>,
}

//! Instruments: the tools that sites and observers fill in.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Decimal, Head, Occasion};
use crate::model::EvidenceSource;

/// An instrument file (`kind = "instrument"`).
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Always `instrument`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// The short name for tables and charts.
    pub short_name: String,
    /// Other names by which files call it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Whose eyes: `self-assessment` or `observation`. The two are never averaged.
    pub source: EvidenceSource,
    /// What one filled-in form is about, such as "one STEM activity on one date".
    #[serde(default)]
    pub unit: String,
    /// The version to assume when a file names none. A change of version starts a new line in charts.
    #[serde(default = "current")]
    pub instrument_version: String,
    /// Names that files may give for a version, and the version they mean.
    #[serde(default)]
    pub version_aliases: std::collections::BTreeMap<String, String>,
    /// The scale of every item that names none of its own.
    pub scale: String,
    /// The items, in order.
    pub item: Vec<Item>,
    /// Sections, domains and any other groups of items, in order. Groups may lie in groups.
    #[serde(default)]
    pub group: Vec<Group>,
    /// Columns of this instrument beyond those that all share (see `kind = "words"`), or more
    /// names for those.
    #[serde(default)]
    pub field: Vec<Field>,
    /// Rounds in which it is filled in, where they are not those of the shared word list.
    #[serde(default)]
    pub occasion: Vec<Occasion>,
    /// What the words in the `purpose` column mean.
    #[serde(default)]
    pub purpose: Vec<Purpose>,
    /// Things to check in every filled-in form.
    #[serde(default)]
    pub check: Vec<Check>,
    /// Published values to show beside a site's own, never as a norm.
    #[serde(default)]
    pub reference: Option<ReferenceProfile>,
    /// What a reader of any report must know.
    #[serde(default)]
    pub cautions: Vec<String>,
}

fn current() -> String {
    "current".to_owned()
}

/// One item: a question, an indicator or an observed dimension.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The id, as rules and data files use it.
    pub id: String,
    /// The code printed on the form, such as `QS1.2`.
    #[serde(default)]
    pub code: Option<String>,
    /// A short name.
    pub name: String,
    /// What is looked at, in a sentence.
    #[serde(default)]
    pub text: String,
    /// Other headings and codes by which files call it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The group that it is a part of.
    #[serde(default)]
    pub r#in: Option<String>,
    /// Its own scale, if not the instrument's.
    #[serde(default)]
    pub scale: Option<String>,
    /// Whether a high rating is bad news: it is turned round (lowest + highest - rating) when read.
    #[serde(default)]
    pub reverse: bool,
    /// How much it counts in a weighted mean.
    #[serde(default)]
    pub weight: Option<Decimal>,
    /// Whether it comes first wherever it is low, such as an item about safety.
    #[serde(default)]
    pub critical: bool,
    /// The indicator of the standards that it speaks to.
    #[serde(default)]
    pub indicator: Option<String>,
    /// What each level looks like for this item, lowest first.
    #[serde(default)]
    pub levels: Vec<String>,
    /// Where to look for evidence.
    #[serde(default)]
    pub evidence: Vec<String>,
}

/// A group of items or of other groups: a section, a domain, a practice.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The id, as rules and data files use it.
    pub id: String,
    /// The level that it belongs to, such as `section`, `domain`, `practice`.
    pub level: String,
    /// The code printed on the form.
    #[serde(default)]
    pub code: Option<String>,
    /// The name that people read.
    pub name: String,
    /// What the group is about, in a sentence.
    #[serde(default)]
    pub text: String,
    /// Other headings and names by which files call it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The group that it is a part of.
    #[serde(default)]
    pub r#in: Option<String>,
    /// Its parts, by id, where they are not those that name it with `in`: such as a total over
    /// three of four domains, or a second group over the same items.
    #[serde(default)]
    pub parts: Vec<String>,
    /// How much it counts in a weighted mean.
    #[serde(default)]
    pub weight: Option<Decimal>,
}

/// A column that tells something about a filled-in form.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The id, such as `rater`, `activity`, `segment`, `minutes`.
    pub id: String,
    /// The headings by which files call it, that of the form itself first.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Whether the form always has it, so that a file without it is told.
    #[serde(default)]
    pub expected: bool,
}

/// What a word in the `purpose` column means.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// The ways people write it.
    pub words: Vec<String>,
    /// Whose eyes it makes the form: `self-assessment`, `observation`; leave out for forms that do
    /// not count, such as practice.
    #[serde(default)]
    pub source: Option<EvidenceSource>,
}

/// Something to check in every filled-in form.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The id, unlike that of any other check.
    pub id: String,
    /// A condition over the fields of the form, such as `minutes < 30`. A field that is empty or
    /// not a number makes the condition untrue.
    pub when: String,
    /// `note` and `warning` tell; `leave-out` tells and does not use the form.
    pub effect: CheckEffect,
    /// What is so, in one line: lower case, no full stop.
    pub message: String,
    /// What to do.
    #[serde(default)]
    pub help: String,
}

/// What a check does when its condition is true.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CheckEffect {
    Note,
    Warning,
    LeaveOut,
}

/// Published values of the items and groups.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferenceProfile {
    /// Whose values they are, in a few words for a chart.
    pub label: String,
    /// The publication.
    pub citation: String,
    /// What a reader must know before comparing.
    #[serde(default)]
    pub cautions: Vec<String>,
    /// The values.
    pub value: Vec<ReferenceValue>,
}

/// One published value.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferenceValue {
    /// The item or group.
    pub id: String,
    /// The published mean.
    pub mean: Decimal,
    /// The published standard deviation, where there is one.
    #[serde(default)]
    pub sd: Option<Decimal>,
}

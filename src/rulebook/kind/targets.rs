//! Targets and bands: what a score is held against.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Decimal, Head};

/// A targets file (`kind = "targets"`).
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// Always `targets`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// The standards that they are for; leave out when they are for an instrument's own levels.
    #[serde(default)]
    pub framework: Option<String>,
    /// The instrument that they are for; with `framework` too, they are for what this instrument
    /// says about the standards.
    #[serde(default)]
    pub instrument: Option<String>,
    /// The levels that they are for: `item`, or levels of the scoring file. Left out: all.
    #[serde(default)]
    pub levels: Vec<String>,
    /// The lowest score that there can be.
    pub lowest: Decimal,
    /// The highest score that there can be.
    pub highest: Decimal,
    /// What to reach.
    #[serde(default)]
    pub target: Option<Decimal>,
    /// Whether exactly the target is enough: `at-least` (the usual) or `more-than`.
    #[serde(default)]
    pub comparison: Comparison,
    /// Other targets or bounds for single items, groups or standards.
    #[serde(default)]
    pub exception: Vec<Target>,
    /// Names for ranges of scores, each from its lower bound up to the next one. A score is held
    /// against the bounds as it is, not as it is printed.
    #[serde(default)]
    pub band: Vec<Band>,
    /// A score from fewer forms than this gets no band.
    #[serde(default)]
    pub minimum_responses: Option<u32>,
}

/// Whether exactly the target is enough.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    #[default]
    AtLeast,
    MoreThan,
}

/// A target of its own for one item, group or standard, or bounds of its own, or both.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The item, group or standard.
    pub id: String,
    /// What to reach. Left out: the target that all have.
    #[serde(default)]
    pub target: Option<Decimal>,
    /// Whether exactly the target is enough, with a target of its own.
    #[serde(default)]
    pub comparison: Comparison,
    /// Other lower bounds of the bands, by band: such as `{ middle = 2.5, high = 4 }`. A band that
    /// is left out keeps its bound.
    #[serde(default)]
    pub bounds: BTreeMap<String, Decimal>,
}

/// A name for a range of scores.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The id, by which actions and goals name it.
    pub id: String,
    /// The name that people read.
    pub label: String,
    /// The lower bound, which belongs to the band.
    pub from: Decimal,
    /// What the band asks for, in a sentence.
    #[serde(default)]
    pub idea: String,
}

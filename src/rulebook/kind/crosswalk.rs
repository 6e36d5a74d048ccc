//! Crosswalks: what an instrument can say about the standards, and how strongly.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Decimal, Head};

/// A crosswalk file (`kind = "crosswalk"`).
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Crosswalk {
    /// Always `crosswalk`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// The instrument it starts from.
    pub instrument: String,
    /// The standards it leads to.
    pub framework: String,
    /// The words under every number that it yields.
    pub label_on_reports: String,
    /// Whether the weights of each part must add up to 1 over its links.
    #[serde(default = "yes")]
    pub weights_add_up: bool,
    /// What it takes to print a value.
    #[serde(default)]
    pub publish: Publish,
    /// What leads to what. One part may lead to several standards.
    pub link: Vec<Link>,
    /// Standards that the instrument cannot speak to, and why.
    #[serde(default)]
    pub no_evidence: Vec<NoEvidence>,
    /// What a reader of the numbers must know.
    #[serde(default)]
    pub cautions: Vec<String>,
}

fn yes() -> bool {
    true
}

/// What it takes to print a value for a standard. What is not stated is not asked.
#[derive(Clone, PartialEq, Default, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// The least sum of the weights of the rated parts.
    #[serde(default)]
    pub minimum_weight: Option<Decimal>,
    /// The least number of rated parts.
    #[serde(default)]
    pub minimum_parts: Option<u32>,
    /// The least number of forms: observed activities, or people who rated.
    #[serde(default)]
    pub minimum_responses: Option<u32>,
}

/// One part of the instrument and one standard that it speaks to.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The item or group.
    pub from: String,
    /// The standard that it speaks to.
    pub standard: String,
    /// How strongly it speaks to it, such as 0.7.
    pub weight: Decimal,
    /// Why, in a sentence.
    #[serde(default)]
    pub because: String,
}

/// A standard that the instrument cannot speak to.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoEvidence {
    /// The standard.
    pub standard: String,
    /// Why, in a sentence.
    pub because: String,
    /// What could speak to it instead.
    #[serde(default)]
    pub instead: Vec<String>,
}

//! What every rule file says about itself.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de::Error};

use crate::model::Exact;

/// What stands at the head of every rule file.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The id by which other files and the command line name this file. A file of your own with
    /// the same kind and id takes the place of the one that ships.
    pub id: String,
    /// The name that people read.
    pub title: String,
    /// The version of this file. Change it whenever a number would change.
    pub version: String,
    /// Where the content comes from. `sourced`: a publication says so. `own wording`: written for
    /// this project. `proposed`: a choice of this project that nobody has endorsed.
    pub status: Vec<Status>,
    /// What the status applies to, in a sentence.
    #[serde(default)]
    pub status_note: String,
    /// The first day on which these rules count, such as `2025-07-01`. Empty: always.
    #[serde(default)]
    pub effective_from: Option<String>,
    /// Who owns the content, and what may be done with it.
    #[serde(default)]
    pub rights: String,
    /// The publications that the content rests on.
    #[serde(default)]
    pub sources: Vec<SourceNote>,
}

/// Where content comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    #[serde(rename = "sourced")]
    Sourced,
    #[serde(rename = "own wording")]
    OwnWording,
    #[serde(rename = "proposed")]
    Proposed,
}

/// A publication.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceNote {
    /// What it is.
    pub what: String,
    /// Where it is found.
    pub r#where: String,
    /// What it was used for.
    #[serde(default)]
    pub used_for: String,
}

/// A number exactly as it is written: 0.3 is three tenths.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, JsonSchema)]
#[schemars(with = "f64")]
pub struct Decimal(pub Exact);

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let value = f64::deserialize(deserializer)?;
        Exact::from_decimal(value).map(Decimal).ok_or_else(|| D::Error::custom("not a number"))
    }
}

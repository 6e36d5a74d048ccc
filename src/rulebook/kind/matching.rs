//! Matching: which site could help which, and where coaching or a session is the better start.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Decimal, Head};
use crate::model::EvidenceSource;

/// A matching file (`kind = "matching"`). Without one, no site is named as a possible partner of
/// another, and nothing is said about coaching.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatchingRules {
    /// Always `matching`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// When a site is strong enough in a standard to help another one.
    pub giver: Giver,
    /// How possible partners are chosen.
    pub pair: Pairing,
    /// When a site or a standard is named where coaching is asked for.
    pub coaching: Coaching,
}

/// When a site is strong enough in a standard to help another one. One that works on the standard
/// itself never is.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Giver {
    /// The kinds of evidence that count, the strongest first: the first one that a site has
    /// decides. Self-assessments make no giver in a standard that others are observed in.
    pub sources: Vec<Evidence>,
    /// What makes a strength.
    pub strength: StrengthRule,
    /// A score from fewer observed activities, or people who rated alone, is too thin.
    pub fewest_looks: u32,
    /// How many school years before the latest one of the network a score may be from; 1 allows
    /// the year before.
    pub oldest_years: u32,
}

/// A kind of evidence.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// Visits from outside.
    Observation,
    /// What a site's own people say.
    SelfAssessment,
}

impl Evidence {
    pub const fn source(self) -> EvidenceSource {
        match self {
            Evidence::Observation => EvidenceSource::Observation,
            Evidence::SelfAssessment => EvidenceSource::SelfAssessment,
        }
    }
}

/// What makes a strength.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StrengthRule {
    /// The whole 95% range lies at or above target. A score without a range never does.
    SurelyAtTarget,
    /// The score lies at or above target, however sure it is.
    AtTarget,
}

/// How possible partners are chosen for a site.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pairing {
    /// Where partners are looked for: `region`, in the same region of the list of sites, or
    /// `network`, everywhere.
    pub within: Within,
    /// The most partners to name for a site.
    pub choices: u32,
    /// What one standard counts in which the partner is strong and the site works.
    pub per_match: u32,
    /// What one standard counts in which the site could help the partner in return.
    pub per_return: u32,
    /// What is taken off where both grade spans are known and have no grade in common.
    pub grade_mismatch: u32,
    /// What to do before a pair is made, in a sentence or two.
    pub ask_first: String,
}

/// Where partners are looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// In the same region of the list of sites. Sites without one are together.
    Region,
    /// Everywhere.
    Network,
}

/// Where coaching is asked for.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coaching {
    /// From this share of sites on that work on the same standard, a session for staff is the
    /// better start.
    pub session_from_share: Decimal,
    /// What to say there.
    pub session: String,
    /// What to say where fewer sites work on it.
    pub coaching: String,
    /// Hours of coaching on site for one site and one standard in a year.
    pub hours_per_need: u32,
    /// The bands of the targets whose standards press.
    #[serde(default)]
    pub pressing_bands: Vec<String>,
    /// A site with so many pressing standards in focus is named.
    pub many_pressing: u32,
}

//! Actions: steps that have helped other sites.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Decimal, Head};
use crate::model::EvidenceSource;

/// An actions file (`kind = "actions"`).
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionSet {
    /// Always `actions`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// The standards that the actions are for.
    pub framework: String,
    /// The targets file whose bands the actions name.
    pub targets: String,
    /// Who may answer for an action: positions, never names.
    pub position: Vec<Position>,
    /// The action steps.
    pub action: Vec<Action>,
}

/// A position at a site or program.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The id, by which actions name it.
    pub id: String,
    /// The name that people read.
    pub label: String,
    /// What the position does.
    #[serde(default)]
    pub does: String,
    /// Who takes over where a site has no such position.
    #[serde(default)]
    pub if_none: Option<String>,
}

/// One action step.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// The id, unlike that of any other action.
    pub id: String,
    /// The standard that it serves; leave out for a situation that cuts across standards.
    #[serde(default)]
    pub standard: Option<String>,
    /// The band of scores that it suits; leave out for any.
    #[serde(default)]
    pub band: Option<String>,
    /// When it suits, as a condition: such as `score < 2.0 && items["QS1.2"] <= 2.0`. It knows
    /// `score`, `target`, `gap` (target less score), `n` (forms), `years` (with a score), `change`
    /// (0 where there is no year before), `source`, `standard`, `band` and `items` (the scores of
    /// the instrument's items by code or id). Leave out for always.
    #[serde(default)]
    pub when: Option<String>,
    /// The step in a few words.
    pub title: String,
    /// What to do, in a sentence or two.
    pub text: String,
    /// The position that answers for it.
    pub position: String,
    /// Weeks until it is finished or has become routine.
    pub weeks: u32,
    /// `low`, `medium` or `high`.
    pub effort: String,
    /// What it takes.
    #[serde(default)]
    pub needs: ActionNeeds,
    /// What you could show a visitor.
    pub evidence: String,
    /// Which rating or count should change. `{item}` is the rating that `rated` speaks of.
    pub measure: String,
    /// Where the measure is a rating: whose, and from what on it is reached.
    #[serde(default)]
    pub rated: Option<RatedMeasure>,
    /// A question for the team before they start.
    #[serde(default)]
    pub question: String,
    /// The indicators that it works on, by code.
    #[serde(default)]
    pub indicators: Vec<String>,
    /// The observed dimensions that it works on, by item id.
    #[serde(default)]
    pub items: Vec<String>,
}

/// A measure that is a rating: that of the lowest item that the action names.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RatedMeasure {
    /// Whose ratings: `self-assessment` or `observation`.
    pub source: EvidenceSource,
    /// From what on it is reached. A site that is there with all of these items is offered another
    /// action, if there is one.
    pub at_least: Decimal,
}

/// What an action takes.
#[derive(Clone, PartialEq, Default, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionNeeds {
    /// What to buy or print.
    #[serde(default)]
    pub materials: String,
    /// What people have to learn first.
    #[serde(default)]
    pub training: String,
    /// A rough cost for one site.
    #[serde(default)]
    pub money: String,
}

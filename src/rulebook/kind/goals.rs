//! Goals: sentences that a site can make its own.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Decimal, Head};

/// A goals file (`kind = "goals"`).
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GoalSet {
    /// Always `goals`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// The standards that the goals are for.
    pub framework: String,
    /// The targets file whose bands the goals name.
    pub targets: String,
    /// A sentence after each goal, with places for `{site}` and for `{steps}`: the titles of the chosen
    /// steps in small letters, one after the other. It is left out where there are no steps.
    #[serde(default)]
    pub way: String,
    /// How far a goal goes, by band.
    pub default_target: Vec<DefaultTarget>,
    /// The sentences: one for each band, or for each standard and band.
    pub goal: Vec<Goal>,
    /// Questions for the team.
    #[serde(default)]
    pub question: Vec<Question>,
}

/// How far a goal goes: the higher of `at_least` and the score plus `step`, but not above `at_most`.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DefaultTarget {
    /// The band of the score now.
    pub band: String,
    /// The least that the goal should be.
    #[serde(default)]
    pub at_least: Option<Decimal>,
    /// How far up from the score now.
    #[serde(default)]
    pub step: Option<Decimal>,
    /// The most that one year can ask for.
    #[serde(default)]
    pub at_most: Option<Decimal>,
    /// Round the goal down to a multiple of this, such as 0.5.
    #[serde(default)]
    pub round_down_to: Option<Decimal>,
}

/// One goal, with places for `{site}`, `{standard}`, `{from}`, `{to}`, `{by_date}` and `{measure}`.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// The id, unlike that of any other goal.
    pub id: String,
    /// The standard that it is for; leave out for every standard that has none of its own.
    #[serde(default)]
    pub standard: Option<String>,
    /// The band of scores that it suits.
    pub band: String,
    /// The sentence.
    pub goal: String,
    /// Counts to watch beside the rating.
    #[serde(default)]
    pub also_watch: Vec<String>,
    /// What should be true at the mid-year check if it is working. Where this is left out, it is what
    /// the first step that is done by then can show.
    #[serde(default)]
    pub mid_year_sign: String,
}

/// A question for the team.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The id, unlike that of any other question.
    pub id: String,
    /// When it is asked: `choosing`, `mid-year`, `end-of-year`, or the id of a standard.
    pub at: String,
    /// The question.
    pub text: String,
}

//! Scoring: how ratings become scores, in which order.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Decimal, Head};

/// A scoring file (`kind = "scoring"`).
///
/// Ratings are brought together in two directions. `combine` goes across forms: raters of the same
/// activity, activities of a year. `level` goes up the instrument: items into sections, sections
/// into standards. Which goes first changes the number, so both say it: the `combine` steps run in
/// the order in which they stand, and each level names the step `after` which it is made.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// Always `scoring`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// The instrument whose ratings are scored.
    pub instrument: String,
    /// How forms of one site and school year are brought together, first step first. Without any
    /// step, the forms are averaged.
    #[serde(default)]
    pub combine: Vec<Combine>,
    /// The step before which the forms count as separate looks at the site, for n and for how sure
    /// a score is. Leave out for the last step that is not about occasions.
    #[serde(default)]
    pub independent_before: Option<String>,
    /// What changes so much that a trend line must break there, beside the instrument itself:
    /// `version`, `basis`.
    #[serde(default = "version")]
    pub break_on: Vec<String>,
    /// How far single forms of the same site and school year lie apart, as a standard deviation in
    /// points, for when the files hold too few repeated forms to tell. What rests on it is marked
    /// as assumed. Left out: then nothing is said about how sure a score is.
    #[serde(default)]
    pub assumed_spread: Option<Decimal>,
    /// The levels above the items, lowest first.
    #[serde(default)]
    pub level: Vec<LevelRule>,
    /// Say so when fewer people than this rated alone.
    #[serde(default)]
    pub few_raters: Option<u32>,
    /// Ask people to talk an item through when their ratings lie this far apart.
    #[serde(default)]
    pub discuss_range: Option<Decimal>,
}

fn version() -> Vec<String> {
    vec!["version".to_owned()]
}

/// One step that brings forms together.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Combine {
    /// The name of the step, for `after` and `independent_before`.
    pub id: String,
    /// The fields over which to combine, such as `["rater"]` or `["date", "activity"]`. Forms that
    /// are alike in the fields of all later steps become one; so the raters of one activity are
    /// brought together before the activities are. `occasion` combines the rounds of a year;
    /// without such a step each round gets scores of its own.
    pub over: Vec<String>,
    /// How the values are combined.
    pub method: Method,
    /// `all`: every form counts alike. `consensus-first`: where the group agreed on a rating it is
    /// taken, and those of single people are not.
    #[serde(default)]
    pub rows: WhichRows,
    /// The least number of values; with fewer there is none.
    #[serde(default)]
    pub minimum: Option<u32>,
}

/// Which forms a step takes.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhichRows {
    #[default]
    All,
    ConsensusFirst,
}

/// How several values become one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    Mean,
    /// The mean with the weights of the parts, divided by the weights of those that have a value.
    WeightedMean,
    /// The mean of all ratings below it, whoever gave them: the mean with the number of ratings of
    /// each part as its weight.
    PooledMean,
    /// The middle value; half way between the two middle ones where their number is even.
    Median,
    /// The sum of the parts that have a value; ask for all of them with `minimum_parts`.
    Sum,
    Minimum,
    Maximum,
    /// The value or name given most often. For names a tie stays a tie; for numbers a tie has no
    /// value.
    Mode,
    /// The share of values at or above `at_or_above`, from 0 to 1.
    ShareAtOrAbove,
    /// 1 when enough values are at or above `at_or_above`, else 0: `at_least` of them, or at least
    /// the `share` of them; see also `none_below` and `small`.
    KOfN,
    /// How far up a ladder of yes (1) and no (0) parts, lowest step first, the site stands; see
    /// `cumulative`.
    Ladder,
    /// The first part divided by the second, such as a count by its base.
    Ratio,
}

/// A level above the items: how each of its groups gets its value.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelRule {
    /// The level: that of groups of the instrument, such as `section`, or `standard` with a
    /// crosswalk.
    pub id: String,
    /// What the level is called in reports.
    #[serde(default)]
    pub name: String,
    /// The crosswalk that says which parts make up each standard, and with which weight.
    #[serde(default)]
    pub crosswalk: Option<String>,
    /// How the values of the parts become one.
    pub method: Method,
    /// The combine step after which the value is made. `start`: within each single form. `end`, or
    /// left out: from the values of the year.
    #[serde(default = "end")]
    pub after: String,
    /// Only these groups; left out: all groups of the level that no other rule names.
    #[serde(default)]
    pub groups: Vec<String>,
    /// The least number of parts with a value. Left out: one is enough.
    #[serde(default)]
    pub minimum_parts: Option<u32>,
    /// The least share of the expected parts with a value, such as 0.6.
    #[serde(default)]
    pub minimum_share: Option<Decimal>,
    /// The line for `share-at-or-above` and `k-of-n`.
    #[serde(default)]
    pub at_or_above: Option<Decimal>,
    /// For `k-of-n`: how many.
    #[serde(default)]
    pub at_least: Option<u32>,
    /// For `k-of-n`: which share, such as 0.75.
    #[serde(default)]
    pub share: Option<Decimal>,
    /// For `k-of-n`: no value may lie below this.
    #[serde(default)]
    pub none_below: Option<Decimal>,
    /// For `k-of-n`: what to ask when there are few parts.
    #[serde(default)]
    pub small: Option<SmallExceptions>,
    /// For `ladder`: which steps need those below them.
    #[serde(default)]
    pub cumulative: Cumulative,
}

fn end() -> String {
    "end".to_owned()
}

/// What `k-of-n` asks when there are few parts.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SmallExceptions {
    /// When fewer parts than this have a value …
    pub fewer_than: u32,
    /// … then this many must be at or above the line; left out: all of them.
    #[serde(default)]
    pub at_least: Option<u32>,
}

/// Which steps of a ladder need the steps below them.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cumulative {
    /// Every step needs all steps below it.
    #[default]
    All,
    /// Only the top step needs all steps below it.
    TopOnly,
}

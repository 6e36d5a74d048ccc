//! Scales: what may stand in a rating cell, and what it counts as.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Decimal, Head};

/// A scale file (`kind = "scale"`).
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Always `scale`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// `levels`: a rating is one of the listed levels, lowest first, such as 1 to 4 or 1, 3, 5.
    /// `names`: the levels have names and no order, and are never averaged.
    /// `numbers`: any number from `lowest` to `highest`.
    pub r#type: ScaleKind,
    /// The levels, lowest first. Leave out for `numbers`.
    #[serde(default)]
    pub level: Vec<Level>,
    /// The lowest number, for `numbers`.
    #[serde(default)]
    pub lowest: Option<Decimal>,
    /// The highest number, for `numbers`.
    #[serde(default)]
    pub highest: Option<Decimal>,
    /// What to do with a rating half way between two levels, such as 2.5 on a scale of whole
    /// numbers. `refuse`: report the cell and count it as missing. `keep`: use it and say so.
    #[serde(default)]
    pub half_points: HalfPoints,
    /// How people write a level, for `levels`. `number`: by its value, such as 3. `label`: by its
    /// label, such as Yes. Blank workbooks offer it so, and the label is then read without a word.
    #[serde(default)]
    pub written_as: WrittenAs,
    /// Words and signs that stand for "no rating", each with its own meaning and effect.
    /// An empty cell is left out and counts as unanswered, unless a word list below holds "".
    #[serde(default)]
    pub missing: Vec<MissingWord>,
}

/// What kind of values a scale has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScaleKind {
    Levels,
    Names,
    Numbers,
}

/// What to do with a rating between two levels.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HalfPoints {
    #[default]
    Refuse,
    Keep,
}

/// How people write a level.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WrittenAs {
    #[default]
    Number,
    Label,
}

/// One level of a scale.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The number it counts as. Leave out for `names`.
    #[serde(default)]
    pub value: Option<Decimal>,
    /// The id of the level, for `names`.
    #[serde(default)]
    pub id: Option<String>,
    /// What people read and write, such as `Reasonable evidence`.
    pub label: String,
    /// Other ways people write it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What the level means, in a sentence.
    #[serde(default)]
    pub meaning: String,
}

/// A word that stands for "no rating".
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MissingWord {
    /// The state, such as `not_rated`, `not_applicable` or `dont_know`.
    pub id: String,
    /// The name that people read.
    pub label: String,
    /// The ways people write it; letter case does not matter. "" is the empty cell.
    pub words: Vec<String>,
    /// What a score does with it. `left-out`: it is not counted, and the item stays unanswered.
    /// `not-expected`: it is not counted, and the item need not be answered (does not apply).
    /// `counts-as`: it counts as the number in `counts_as`. `blocks`: nothing that needs this item
    /// gets a score.
    #[serde(default)]
    pub effect: Effect,
    /// The number it counts as, with `effect = "counts-as"`.
    #[serde(default)]
    pub counts_as: Option<Decimal>,
    /// What it means, in a sentence.
    #[serde(default)]
    pub meaning: String,
    /// Say so where it stands.
    #[serde(default)]
    pub tell: bool,
}

/// What a score does with a word that stands for "no rating".
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    #[default]
    LeftOut,
    NotExpected,
    CountsAs,
    Blocks,
}

//! Words: the headings and times of the year that all instruments share.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Head;

/// A word list (`kind = "words"`).
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Always `words`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// Headings, by what they mean.
    pub field: Vec<FieldWords>,
    /// Times of the year.
    #[serde(default)]
    pub occasion: Vec<Occasion>,
    /// Headings of the column that holds the ratings, where items run down the page.
    pub rating_headings: Vec<String>,
    /// Headings of the column that holds the items' codes, where items run down the page.
    pub item_headings: Vec<String>,
    /// What survey programs write in a second row of headings, below a question that has no parts,
    /// such as "Response".
    #[serde(default = "usual_answers")]
    pub answer_headings: Vec<String>,
    /// Words in a `basis` field that mean that the group agreed on one rating.
    pub consensus_words: Vec<String>,
    /// Words in a `basis` field that mean that people rated alone.
    pub individual_words: Vec<String>,
    /// Words in the name of a file or sheet, or in a field `version` or `submission`, that mean that a
    /// form was handed in again, such as `corrected`.
    #[serde(default)]
    pub corrected_words: Vec<String>,
    /// Words that start or end the first cell of a row of totals, such as `Average`. Such rows hold
    /// no ratings.
    #[serde(default)]
    pub summary_words: Vec<String>,
    /// Which school year a summer belongs to.
    #[serde(default)]
    pub summer: CalendarSummer,
}

fn usual_answers() -> Vec<String> {
    ["Response", "Open-Ended Response"].map(str::to_owned).to_vec()
}

/// A field, and the headings by which files call it.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldWords {
    /// `site`, `site_id`, `program`, `school_year`, `occasion`, `date`, `rater`, `role`, `activity`,
    /// `segment`, `basis`, `purpose`, `minutes`, `observation_id`, `version`, `submitted`,
    /// `submission`, `notes`, or any other.
    pub id: String,
    /// The headings; letter case does not matter.
    pub headings: Vec<String>,
}

/// A time of the year, or a round, in which an instrument is filled in.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Occasion {
    /// The id, as data files use it.
    pub id: String,
    /// The name that people read.
    pub label: String,
    /// The ways people write it.
    #[serde(default)]
    pub words: Vec<String>,
    /// Which half of the school year it lies in: `first` or `second`. With it, `Fall 2024` tells
    /// the school year.
    #[serde(default)]
    pub half: Option<Half>,
}

/// A half of a school year.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Half {
    /// In the calendar year in which it starts.
    First,
    /// In the calendar year in which it ends.
    Second,
}

/// Which school year a date from June 1 to August 31 belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CalendarSummer {
    /// The one in which the date lies: a year runs from July 1 to June 30.
    #[default]
    ByDate,
    /// The year that ended in June.
    Follows,
    /// The year that starts.
    LeadsInto,
}

//! Links: how scores of an older version of an instrument are carried to the newer one.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Decimal, Head};

/// A link file (`kind = "link"`). Without one, lines break where the version changes: years before
/// and after are not compared. With one, trends go on; charts still show the break.
///
/// Other words on the form, another scale and another way of scoring are all changes of version.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VersionLink {
    /// Always `link`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// The instrument that has both versions.
    pub instrument: String,
    /// The older version.
    pub from: String,
    /// The newer version, to whose scale older scores are carried.
    pub to: String,
    /// The levels that it is for, such as `section` or `standard`. Left out: all above the items.
    #[serde(default)]
    pub levels: Vec<String>,
    /// The groups or standards that it is for. Left out: all of its levels.
    #[serde(default)]
    pub ids: Vec<String>,
    /// What the link rests on: `declared` or `common-items`.
    pub method: LinkMethod,
    /// For `declared`: what a score of the older version is worth in the newer one, lowest first.
    /// The lowest and the highest score have a line, and every level of the scale where scores stay on
    /// it; between two lines scores are carried in a straight line.
    #[serde(default)]
    pub value: Vec<LinkedValue>,
    /// For `declared`: how far all carried scores together may be off, as a standard error in
    /// points. 0 where the values hold by definition, such as a scale that was renumbered.
    #[serde(default)]
    pub standard_error: Option<Decimal>,
    /// Where the values come from, or who found that the items are the same. A `declared` link
    /// must have one.
    #[serde(default)]
    pub source: String,
    /// For `common-items`: the items that are the same in both versions, word for word and with the
    /// same levels. For each score those that it is made from count; there must be three or more.
    #[serde(default)]
    pub items: Vec<String>,
    /// For `common-items`: with fewer sites that were rated in the last year of the older version
    /// and the first of the newer one, the line stays broken. The usual is 10, so that no single
    /// site moves the link by more than a tenth of its own change; 3 is the least.
    #[serde(default)]
    pub fewest_sites: Option<u32>,
}

/// What a link rests on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LinkMethod {
    /// A table says what older scores are worth, from a study or by definition.
    Declared,
    /// Items that did not change tell how much of the step in the scores is the tool's: what the
    /// score moved beyond them, as a mean over the sites that were rated right before and after.
    CommonItems,
}

impl LinkMethod {
    /// The word for it in rule files and tables.
    pub const fn id(self) -> &'static str {
        match self {
            LinkMethod::Declared => "declared",
            LinkMethod::CommonItems => "common-items",
        }
    }
}

/// What a score of the older version is worth in the newer one.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkedValue {
    /// The score in the older version.
    pub from: Decimal,
    /// What it is worth in the newer version.
    pub to: Decimal,
}

impl VersionLink {
    /// The fewest common items of a score on which a link may rest.
    pub const FEWEST_ITEMS: usize = 3;

    /// The least that `fewest_sites` may ask for. With two sites a standard error rests on one
    /// difference, and an interval reaches 12.7 of them to each side.
    pub const LEAST_SITES: usize = 3;

    /// Whether it is for this group or standard.
    pub fn speaks_of(&self, level: &str, id: &str) -> bool {
        let among =
            |named: &[String], own: &str| named.is_empty() || named.iter().any(|it| it == own);
        among(&self.levels, level) && among(&self.ids, id)
    }

    /// What it leaves open: less for a link that names ids, most for one that names nothing.
    pub fn wideness(&self) -> (bool, bool) {
        (self.ids.is_empty(), self.levels.is_empty())
    }

    /// How many sites it takes.
    pub fn fewest_sites(&self) -> usize {
        self.fewest_sites.map_or(10, |own| own as usize)
    }
}

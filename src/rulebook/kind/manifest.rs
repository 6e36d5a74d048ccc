//! Packs: rule files that belong together.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Head;

/// The manifest of a pack, `pack.toml` (`kind = "pack"`).
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Always `pack`.
    pub kind: String,
    /// The id of the pack, its name and its version.
    pub about: Head,
    /// The packs that this one adds to, by id: packs that ship, or others whose folders are named
    /// together with this one. A file of this pack takes the place of a file of
    /// theirs that has the same kind and id.
    #[serde(default)]
    pub builds_on: Vec<String>,
    /// Whether the pack is used when nobody names one.
    #[serde(default)]
    pub default: bool,
}

//! The rules of a run: instruments, standards, scoring, targets, actions, goals and the plan.
//!
//! Rule files are TOML, one kind a file, in packs: folders with a manifest. They are read in
//! three steps: the text, the shape (`kind`), and how the files fit together.

pub mod kind;
mod settings;
mod document;
mod shape;
mod condition;
mod pack;
mod load;
mod check;
mod translate;
mod shipped;
mod lookup;
mod levels;
mod view;
mod propose;

use std::{collections::BTreeMap, sync::Arc};

pub use condition::{Condition, ConditionError, Input};
use kind::{
    ActionSet, AnalysisRules, Crosswalk, Framework, GoalSet, Instrument, MatchingRules,
    PlanTemplate, Scale, Scoring, Targets, Translation, VersionLink, Words,
};
pub use load::{read, read_in, settings};
pub use lookup::LinkKey;
pub use pack::{Pack, selected};
pub use propose::{Proposal, ProposalError, Seen, with_mappings};
pub use settings::{
    ColumnMapping, LanguageName, LayoutName, Mapping, Names, PaperName, PatternMapping, Settings,
    follows, names_file,
};
pub use shape::{KINDS, schema};
pub use shipped::{shipped, shipped_cases};
pub use view::{Row, list, scoring_in_words, show};

/// Every rule of a run, checked against each other: what each id names is there.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Rulebook {
    pub words: Vec<Words>,
    pub scales: BTreeMap<String, Scale>,
    pub instruments: BTreeMap<String, Instrument>,
    pub frameworks: BTreeMap<String, Framework>,
    pub crosswalks: BTreeMap<String, Crosswalk>,
    pub scoring: BTreeMap<String, Scoring>,
    pub targets: BTreeMap<String, Targets>,
    pub analysis: BTreeMap<String, AnalysisRules>,
    pub links: BTreeMap<String, VersionLink>,
    pub actions: BTreeMap<String, ActionSet>,
    pub goals: BTreeMap<String, GoalSet>,
    pub plans: BTreeMap<String, PlanTemplate>,
    pub matching: BTreeMap<String, MatchingRules>,
    pub translations: BTreeMap<String, Translation>,
    /// The packs that it was made from, in the order in which they build on each other.
    pub packs: Vec<PackInfo>,
}

/// A pack as `run.json` names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PackInfo {
    pub id: String,
    pub version: String,
    pub title: String,
    /// SHA-256 over the names and texts of its files, in order, as hexadecimal digits.
    pub sha256: String,
}

/// A rule file as it was handed in: the path within its pack, and its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleFile {
    pub name: Arc<str>,
    pub text: Arc<str>,
}

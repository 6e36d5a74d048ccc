//! What a rule file may say, one kind of file each.
//!
//! These types are the rule language: the JSON Schema that editors use and the
//! loader's own check are both made from them, and their comments are what a
//! person reads there.

mod head;
mod scale;
mod instrument;
mod standards;
mod crosswalk;
mod scoring;
mod targets;
mod analysis;
mod link;
mod actions;
mod goals;
mod plan;
mod matching;
mod words;
mod translation;
mod manifest;

pub use actions::{Action, ActionNeeds, ActionSet, Position, RatedMeasure};
pub use analysis::{AnalysisRules, Care};
pub use crosswalk::{Crosswalk, Link, NoEvidence, Publish};
pub use goals::{DefaultTarget, Goal, GoalSet, Question};
pub use head::{Decimal, Head, SourceNote, Status};
pub use instrument::{
    Check, CheckEffect, Field, Group, Instrument, Item, Purpose, ReferenceProfile, ReferenceValue,
};
pub use link::{LinkMethod, LinkedValue, VersionLink};
pub use manifest::Manifest;
pub use matching::{
    Coaching, Evidence, Giver, MatchingRules, Pairing, StrengthRule, Within as MatchWithin,
};
pub use plan::{
    Closed, Column, Due, Field as PlanField, Focus, Gate, GranteeSummary, Importance, Milestone,
    OptionList, Part, PlanChart, PlanTemplate, PriorityRule, StepState, Table, TickOption,
    TrackerColumn, TrackerField, TrackerRules,
};
pub use scale::{Effect, HalfPoints, Level, MissingWord, Scale, ScaleKind, WrittenAs};
pub use scoring::{Combine, Cumulative, LevelRule, Method, Scoring, SmallExceptions, WhichRows};
pub use standards::{Framework, Indicator, Standard, StandardGroup};
pub use targets::{Band, Comparison, Target, Targets};
pub use translation::{Translated, Translation};
pub use words::{CalendarSummer, FieldWords, Half, Occasion, Words};

/// A rule, or a part of one, as the tests of other stages write it.
#[cfg(test)]
pub(crate) fn written<T: serde::de::DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).unwrap()
}

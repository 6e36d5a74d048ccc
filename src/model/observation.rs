//! What was rated, by whom, and what was written.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CellRef, Exact, SchoolYear, SiteId, Source};

/// Whose eyes: a site's own, or someone's from outside. The two are never pooled.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceSource {
    SelfAssessment,
    Observation,
}

impl EvidenceSource {
    /// The name in files and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            EvidenceSource::SelfAssessment => "self-assessment",
            EvidenceSource::Observation => "observation",
        }
    }
}

/// How people came to a rating.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Basis {
    /// Each person rated alone.
    Individual,
    /// The group agreed on one rating.
    Consensus,
}

impl Basis {
    pub const fn id(self) -> &'static str {
        match self {
            Basis::Individual => "individual",
            Basis::Consensus => "consensus",
        }
    }
}

/// What stands in a rating cell, once it has been read off its scale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rating {
    /// A value of the scale, turned round where the item is reverse-coded.
    Value(Exact),
    /// A level of a scale without order, by the id of the level.
    Category(Arc<str>),
    /// No rating, and why: the id of one of the scale's missing states, such as `not_rated`.
    Missing(Arc<str>),
    /// Something that is not on the scale. A diagnostic names the cell.
    Unusable,
}

/// One filled-in form: a row, a sheet or a column of ratings by the same people at the same time.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Response {
    pub basis: Basis,
    pub date: Option<NaiveDate>,
    /// What else tells it from others, by the id of the field: `rater`, `activity`, `segment`.
    pub fields: BTreeMap<Arc<str>, Arc<str>>,
}

/// What all ratings of a filled-in form have in common.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FilledForm {
    pub site: SiteId,
    pub school_year: SchoolYear,
    /// The time of the year or the round, where the file tells one: `fall`, `spring`.
    pub occasion: Option<Arc<str>>,
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    pub version: Arc<str>,
    pub response: Arc<Response>,
    pub file: Source,
    pub sheet: Arc<str>,
}

/// What a rating says, and how it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    pub rating: Rating,
    /// The text of the cell, as it stands there.
    pub written: Box<str>,
}

/// One rating, and all that says what it is a rating of. A network has many of them: what they share
/// stands once, in their form, and most of a form give one of a few answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Observation {
    pub form: Arc<FilledForm>,
    pub item: Arc<str>,
    pub answer: Arc<Answer>,
    /// Where it stands in the sheet of its form, counted from zero.
    pub row: u32,
    pub column: u32,
}

impl Observation {
    /// The cell in which it stands.
    pub fn cell(&self) -> CellRef {
        let FilledForm { file, sheet, .. } = &*self.form;
        let (source, sheet) = (file.clone(), Arc::clone(sheet));
        CellRef { source, sheet, row: self.row, column: self.column }
    }
}

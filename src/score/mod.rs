//! Observations in, scores out.

mod outcome;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::{Basis, EvidenceSource, Exact, SchoolYear, SiteId};

pub use outcome::{Outcome, Reason};

/// All scores of a run, sorted by key.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Scores {
    pub rows: Vec<Score>,
}

/// What a score is the score of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ScoreKey {
    pub site: SiteId,
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    pub version: Arc<str>,
    pub basis: Basis,
    pub school_year: SchoolYear,
    /// None where the rounds of a year are combined, or the files tell no round.
    pub occasion: Option<Arc<str>>,
    /// `item`, or a level of the scoring rules such as `section` or `standard`.
    pub level: Arc<str>,
    /// The item, group or standard.
    pub id: Arc<str>,
}

/// A score, or the reason why there is none.
#[derive(Clone, PartialEq, Debug)]
pub struct Score {
    pub key: ScoreKey,
    pub outcome: Outcome,
    /// How many ratings went into it.
    pub n_ratings: usize,
    /// How many independent looks at the site went into it: observed activities, or people who
    /// rated alone; 1 for a rating that a group agreed on.
    pub n_responses: usize,
    /// Its value within each of these looks, in ascending order: what its uncertainty is made from.
    pub per_response: Vec<f64>,
    /// The share of the expected parts that have a value, from 0 to 1.
    pub complete_share: Option<f64>,
    /// The band of the targets that it falls in, by id.
    pub band: Option<Arc<str>>,
    /// How it was made.
    pub working: Working,
    pub first_date: Option<NaiveDate>,
    pub last_date: Option<NaiveDate>,
}

/// How a value was made: a cell, or a rule and its parts. From any score the leaves are cells.
#[derive(Clone, PartialEq, Debug)]
pub enum Working {
    /// The rating at this place of [`crate::tidy::Observations::rows`].
    Rating(usize),
    Made {
        rule: Arc<str>,
        parts: Vec<Part>,
    },
}

/// One part of a value.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// What it is: an item or group by id, or a form by its rater, date or activity.
    pub what: Arc<str>,
    pub value: Option<Exact>,
    pub weight: Option<Exact>,
    pub working: Working,
}

//! What tests of figures start from.

use crate::{
    model::{Basis, EvidenceSource, Exact},
    plan::{Age, SourceEvidence},
};

pub(in crate::report) fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

/// A score from one visit, of which nothing else is known.
pub(in crate::report) fn seen(score: &str) -> SourceEvidence {
    SourceEvidence {
        source: EvidenceSource::Observation,
        instrument: "visits".into(),
        version: "1".into(),
        basis: Basis::Individual,
        school_year: "2024-25".parse().unwrap(),
        occasion: None,
        score: exact(score),
        interval: None,
        standard_error: None,
        spread_basis: None,
        shrunken: None,
        n_ratings: 1,
        n_responses: 1,
        weak: true,
        years: 1,
        complete_share: None,
        first_date: None,
        last_date: None,
        band: None,
        target: None,
        from_year_before: None,
        from_first_year: None,
        trend: None,
        bounds: (1.0, 4.0),
        age: Age::Current,
    }
}

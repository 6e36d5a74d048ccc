//! Standards that moved clearly since the first year of their line.

use std::cmp::Reverse;

use crate::{
    analysis::{Change, ChangeReading},
    model::Exact,
    plan::{Age, Plan, SourceEvidence, StandardEvidence},
};

/// More would be a list and no story.
pub(in crate::report) const MOST_MOVERS: usize = 2;

/// A standard, the source by which it moved, and by how much.
pub(in crate::report) type Mover<'a> = (&'a StandardEvidence, &'a SourceEvidence, &'a Change);

/// Every standard whose change leaves out zero, once, the largest change first.
pub(in crate::report) fn movers(plan: &Plan) -> Vec<Mover<'_>> {
    let mut movers: Vec<Mover<'_>> = plan.evidence.iter().filter_map(mover).collect();
    movers.sort_by_key(|(_, _, change)| Reverse(size(change)));
    movers
}

/// The source with the larger clear change.
fn mover(known: &StandardEvidence) -> Option<Mover<'_>> {
    let clear = known.sources.iter().filter(|it| it.age == Age::Current).filter_map(|evidence| {
        let change = evidence.from_first_year.as_ref()?;
        (change.reading == ChangeReading::BeyondNoise).then_some((known, evidence, change))
    });
    clear.max_by_key(|(_, _, change)| size(change))
}

fn size(change: &Change) -> Exact {
    let difference = change.difference.clone();
    if difference < Exact::ZERO { Exact::ZERO - difference } else { difference }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::figure::sample::{exact, seen};

    #[test]
    fn a_standard_moved_only_where_the_change_is_clear() {
        assert!(mover(&known(&[("2", ChangeReading::BeyondNoise)])).is_some());
        assert!(mover(&known(&[("2", ChangeReading::WithinNoise)])).is_none());
        assert!(mover(&known(&[("2", ChangeReading::CannotTell)])).is_none());
    }

    #[test]
    fn the_source_with_the_larger_clear_change_speaks() {
        let clear = ChangeReading::BeyondNoise;
        let known = known(&[("1/2", clear), ("-3/4", clear), ("2", ChangeReading::CannotTell)]);
        let (_, _, change) = mover(&known).unwrap();
        assert_eq!(change.difference, exact("-3/4"));
    }

    fn known(changes: &[(&str, ChangeReading)]) -> StandardEvidence {
        StandardEvidence {
            standard: "youth_voice".into(),
            sources: changes.iter().map(|(by, reading)| moved_by(by, *reading)).collect(),
            without_score: Vec::new(),
        }
    }

    fn moved_by(by: &str, reading: ChangeReading) -> SourceEvidence {
        let change = Change {
            since: "2020-21".parse().unwrap(),
            difference: exact(by),
            interval: None,
            smallest_detectable: None,
            reading,
        };
        SourceEvidence { years: 2, from_first_year: Some(change), ..seen("3") }
    }
}

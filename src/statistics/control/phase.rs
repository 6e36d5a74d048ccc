//! Where a new phase may begin: suggested, never applied.
//!
//! A new phase hides the old one, a decline too. Whether one begins is for people who know what
//! changed; a series only says where it may be worth asking.

use std::num::NonZeroUsize;

use super::{
    Undefined,
    compare::{Side, side},
    runs::median,
};

/// On which side of the median runs are looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    Above,
    Below,
    Both,
}

/// How new phases are looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Search {
    /// How many points the first median is made from.
    pub baseline: NonZeroUsize,
    /// How many points in a run suggest a new phase.
    pub run_length: NonZeroUsize,
    pub direction: Direction,
}

/// A phase that a series suggests.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Suggested {
    /// The first and the last place of the points that the median is made from.
    pub start: usize,
    pub end: usize,
    /// The median of these points, those on the old median left out.
    pub centre: f64,
}

/// The baseline, and after it the phases that a series suggests.
///
/// The first median is that of the first points. Where so many points in a row then lie on one side
/// of it, their median is the next, and the search goes on after them. Points on the median are passed over;
/// a missing value breaks a row. (As in runcharter, from its description.) Undefined with fewer
/// points than a baseline and a run.
pub fn suggested_phases(
    values: &[Option<f64>],
    search: Search,
) -> Result<Vec<Suggested>, Undefined> {
    let present: Vec<usize> = (0..values.len()).filter(|&at| values[at].is_some()).collect();
    let (baseline, run_length) = (search.baseline.get(), search.run_length.get());
    let least = baseline.saturating_add(run_length);
    if present.len() < least {
        return Err(Undefined::TooFew { found: present.len(), least });
    }
    let mut phases: Vec<Suggested> = Vec::new();
    let mut next = phase(values, &present[..baseline]);
    while let Some(found) = next {
        phases.push(found);
        let run = first_run(values, found, search);
        next = run.and_then(|run| phase(values, &run));
    }
    Ok(phases)
}

/// The places of the first run after a phase that is long enough.
fn first_run(values: &[Option<f64>], after: Suggested, search: Search) -> Option<Vec<usize>> {
    let mut run: Vec<usize> = Vec::new();
    let mut of: Option<Side> = None;
    for at in after.end + 1..values.len() {
        let Some(value) = values[at] else {
            run.clear();
            continue;
        };
        let Some(side) = side(value, after.centre) else { continue };
        if of != Some(side) {
            run.clear();
            of = Some(side);
        }
        run.push(at);
        if run.len() == search.run_length.get() && search.direction.looks(side) {
            return Some(run);
        }
    }
    None
}

impl Direction {
    fn looks(self, side: Side) -> bool {
        match self {
            Direction::Above => side == Side::Above,
            Direction::Below => side == Side::Below,
            Direction::Both => true,
        }
    }
}

/// The phase of some points. None without points.
fn phase(values: &[Option<f64>], points: &[usize]) -> Option<Suggested> {
    let centre = median(points.iter().filter_map(|&at| values[at]))?;
    Some(Suggested { start: *points.first()?, end: *points.last()?, centre })
}

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
    for (at, value) in values.iter().enumerate().skip(after.end + 1) {
        let Some(value) = *value else {
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

#[cfg(test)]
mod tests {
    use super::*;

    const THREE: NonZeroUsize = NonZeroUsize::new(3).unwrap();
    const SEARCH: Search =
        Search { baseline: THREE, run_length: THREE, direction: Direction::Both };

    fn suggested(values: &[f64], search: Search) -> Vec<(usize, usize, f64)> {
        let values: Vec<_> = values.iter().copied().map(Some).collect();
        let phases = suggested_phases(&values, search).unwrap();
        phases.into_iter().map(|phase| (phase.start, phase.end, phase.centre)).collect()
    }

    #[test]
    fn a_run_makes_the_next_median_and_the_search_goes_on_after_it() {
        // Above 2 by 3, 5, 4, median 4; then below 4 by 1, 1, 3, median 1.
        let values = [1.0, 2.0, 3.0, 3.0, 5.0, 4.0, 4.5, 1.0, 1.0, 3.0];
        let all = [(0, 2, 2.0), (3, 5, 4.0), (7, 9, 1.0)];
        assert_eq!(suggested(&values, SEARCH), all);
        let upward = Search { direction: Direction::Above, ..SEARCH };
        assert_eq!(suggested(&values, upward), all[..2]);
        let downward = Search { direction: Direction::Below, ..SEARCH };
        assert_eq!(suggested(&values, downward), all[..1]);
    }

    #[test]
    fn points_on_the_median_are_passed_over_and_not_part_of_the_next() {
        let values = [2.0, 2.0, 2.0, 3.0, 2.0, 5.0, 7.0];
        assert_eq!(suggested(&values, SEARCH), [(0, 2, 2.0), (3, 6, 5.0)]);
    }

    #[test]
    fn a_gap_breaks_a_run() {
        let values = [Some(2.0), None, Some(2.0), Some(2.0), Some(3.0), Some(3.0), None, Some(3.0)];
        let phases = suggested_phases(&values, SEARCH).unwrap();
        // The baseline is the first three points that there are.
        assert_eq!(phases, [Suggested { start: 0, end: 3, centre: 2.0 }]);
    }

    #[test]
    fn fewer_points_than_a_baseline_and_a_run_suggest_nothing() {
        let five = suggested_phases(&[Some(2.0); 5], SEARCH);
        assert_eq!(five, Err(Undefined::TooFew { found: 5, least: 6 }));
        let endless = Search { baseline: NonZeroUsize::MAX, ..SEARCH };
        let least = usize::MAX;
        assert_eq!(suggested_phases(&[], endless), Err(Undefined::TooFew { found: 0, least }));
    }
}

//! How sure each point is, and what changed.

use std::collections::BTreeMap;

use super::{
    Change, ChangeReading, Point, Pool, Segment, Series,
    pool::{Error, PoolKey, among_years, error_of},
    rules,
    series::{Line, Valued},
};
use crate::{
    model::{Basis, SchoolYear},
    rulebook::Rulebook,
    statistics::{
        Between, Estimate, Shrunken, Variance, degrees_of_a_sum, difference_interval,
        mean_interval, reach, shrunken, smallest_detectable_change,
    },
};

/// The series of a line.
pub(super) fn series(
    line: &Line<'_>,
    pools: &BTreeMap<PoolKey, Pool>,
    rulebook: &Rulebook,
) -> Series {
    let key = &line.key;
    let bounds = Bounds {
        scale: rules::bounds(rulebook, &key.instrument, &key.level, &key.id),
        fewest_looks: rulebook.care().fewest_looks,
    };
    let pool_of = |row: &Valued<'_>| pools.get(&PoolKey::of(row.key(), line.breaks));
    let segments = line.segments.iter().filter_map(|rows| {
        let marks: Vec<Mark<'_>> =
            rows.iter().map(|row| Mark::new(*row, pool_of(row), rulebook)).collect();
        let points: Vec<Point> = marks.iter().map(|mark| point(mark, &marks, &bounds)).collect();
        let latest = points.last()?;
        Some(Segment { version: latest.version.clone(), basis: latest.basis, points })
    });
    Series {
        site: key.site.clone(),
        source: key.source,
        instrument: key.instrument.clone(),
        level: key.level.clone(),
        id: key.id.clone(),
        segments: segments.collect(),
        trend: None,
    }
}

/// What the rules set for a line.
struct Bounds {
    /// The lowest and the highest score that there can be.
    scale: (f64, f64),
    /// A score from fewer looks is weak.
    fewest_looks: usize,
}

/// A score and how sure it is.
struct Mark<'a> {
    row: Valued<'a>,
    error: Option<Error>,
    /// What it varies by when years are compared.
    among_years: Option<Vec<Variance>>,
    shrunken: Option<Shrunken>,
}

impl<'a> Mark<'a> {
    fn new(row: Valued<'a>, pool: Option<&Pool>, rulebook: &Rulebook) -> Mark<'a> {
        let error = pool.and_then(|pool| error_of(pool, &row, rulebook));
        let own = error
            .map(|error| Estimate { value: row.value.to_f64(), variance: error.variance.value });
        Mark {
            row,
            error,
            among_years: pool.and_then(|pool| among_years(pool, &row, rulebook)),
            shrunken: pool.and_then(|pool| shrunken(own?, over_sites(pool)?)),
        }
    }

    fn year(&self) -> SchoolYear {
        self.row.key().school_year
    }

    fn is_same_time_of_year(&self, other: &Mark<'_>) -> bool {
        self.row.key().occasion == other.row.key().occasion
    }
}

fn over_sites(pool: &Pool) -> Option<Between> {
    let standard_error = pool.standard_error?;
    Some(Between { mean: pool.mean, standard_error, variance: pool.between? })
}

fn point(mark: &Mark<'_>, segment: &[Mark<'_>], bounds: &Bounds) -> Point {
    let score = mark.row.score;
    let comparable = || segment.iter().filter(|other| other.is_same_time_of_year(mark));
    let year_before = comparable().find(|other| other.year().next() == mark.year());
    let first_year = comparable().next().filter(|other| other.year() < mark.year());
    Point {
        school_year: mark.year(),
        occasion: score.key.occasion.clone(),
        version: score.key.version.clone(),
        basis: score.key.basis,
        score: mark.row.value.clone(),
        n_ratings: score.n_ratings,
        n_responses: score.n_responses,
        weak: score.n_responses < bounds.fewest_looks && score.key.basis == Basis::Individual,
        complete_share: score.complete_share,
        first_date: score.first_date,
        last_date: score.last_date,
        band: score.band.clone(),
        standard_error: mark.error.map(|error| error.variance.value.sqrt()),
        spread_basis: mark.error.map(|error| error.basis),
        interval: mark.error.and_then(|Error { variance, .. }| {
            let reach = reach(variance.degrees_of_freedom)?;
            mean_interval(mark.row.value.to_f64(), variance.value, reach, bounds.scale)
        }),
        shrunken: mark.shrunken,
        from_year_before: year_before.map(|before| change(before, mark)),
        from_first_year: first_year.map(|first| change(first, mark)),
    }
}

fn change(earlier: &Mark<'_>, later: &Mark<'_>) -> Change {
    let difference = later.row.value.clone() - earlier.row.value.clone();
    let smallest_detectable = smallest_detectable(earlier, later);
    let reading = match smallest_detectable {
        None => ChangeReading::CannotTell,
        Some(smallest) if smallest < difference.to_f64().abs() => ChangeReading::BeyondNoise,
        Some(_) => ChangeReading::WithinNoise,
    };
    Change {
        since: earlier.year(),
        interval: smallest_detectable
            .map(|smallest| difference_interval(difference.to_f64(), smallest)),
        difference,
        smallest_detectable,
        reading,
    }
}

/// Two points of a segment share a pool: each part of their errors comes from one estimate.
fn smallest_detectable(earlier: &Mark<'_>, later: &Mark<'_>) -> Option<f64> {
    let (before, now) = (earlier.among_years.as_ref()?, later.among_years.as_ref()?);
    let both = before.iter().zip(now);
    let parts: Vec<Variance> =
        both.map(|(one, other)| Variance { value: one.value + other.value, ..*one }).collect();
    let reach = reach(degrees_of_a_sum(&parts))?;
    let sum = |parts: &[Variance]| parts.iter().map(|part| part.value).sum();
    smallest_detectable_change(sum(before), sum(now), reach)
}

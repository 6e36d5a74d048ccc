//! How much ratings vary, pooled over sites.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Point, Pool, Series, SpreadBasis, Variance, Within, Wobble,
    rules::{self, Breaks},
    series::{Line, Valued},
};
use crate::{
    model::{Basis, EvidenceSource},
    rulebook::Rulebook,
    score::ScoreKey,
    statistics::{Estimate, YearMean, between, pooled_within, year_to_year},
};

/// The least degrees of freedom from which a variance is used.
///
/// Below ten, a variance is off by half its size or more one time in three (its relative standard
/// error is the root of 2 / df). From ten on, intervals by Student's t cover the true mean of 1-4
/// ratings 94 to 96 times in 100, whether one form or three stand behind it (simulated), and are at
/// most a seventh wider than with a variance that is known.
const ENOUGH_DEGREES: f64 = 10.0;

/// The fewest sites toward whose mean a site's level is drawn, and among which one is held against
/// the others: with fewer, how much sites differ is anyone's guess.
pub const ENOUGH_SITES: usize = 10;

/// What a pool is the pool of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct PoolKey {
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    pub version: Option<Arc<str>>,
    pub basis: Option<Basis>,
    pub level: Arc<str>,
    pub id: Arc<str>,
}

impl PoolKey {
    pub(super) fn of(key: &ScoreKey, breaks: Breaks) -> PoolKey {
        PoolKey {
            source: key.source,
            instrument: key.instrument.clone(),
            version: breaks.version.then(|| key.version.clone()),
            basis: breaks.basis.then_some(key.basis),
            level: key.level.clone(),
            id: key.id.clone(),
        }
    }

    pub(super) fn of_point(series: &Series, point: &Point, breaks: Breaks) -> PoolKey {
        PoolKey {
            source: series.source,
            instrument: series.instrument.clone(),
            version: breaks.version.then(|| point.version.clone()),
            basis: breaks.basis.then_some(point.basis),
            level: series.level.clone(),
            id: series.id.clone(),
        }
    }
}

/// All pools.
pub(super) fn pools(lines: &[Line<'_>], rulebook: &Rulebook) -> BTreeMap<PoolKey, Pool> {
    let mut rows: BTreeMap<PoolKey, Vec<Valued<'_>>> = BTreeMap::new();
    // Lines come site by site, and each in the order of time: so does every pool.
    for line in lines {
        for row in line.segments.iter().flatten() {
            rows.entry(PoolKey::of(row.key(), line.breaks)).or_default().push(*row);
        }
    }
    rows.into_iter().map(|(key, rows)| (key.clone(), pool(key, &rows, rulebook))).collect()
}

fn pool(key: PoolKey, rows: &[Valued<'_>], rulebook: &Rulebook) -> Pool {
    let measured = measured(&key, rows, rulebook);
    let within = within(&key, measured, rulebook);
    let error = |row: &Valued<'_>| error(row, within?.variance.value, rulebook);
    let latest = latest_of_each_site(rows);
    let sites = latest.len();
    let estimates: Option<Vec<Estimate>> =
        latest.iter().map(|row| Some(estimate(row, error(row)?))).collect();
    let over_sites =
        estimates.filter(|_| ENOUGH_SITES <= sites).and_then(|estimates| between(&estimates));
    let plain_mean = latest.iter().map(|row| row.value.to_f64()).sum::<f64>() / sites as f64;
    Pool {
        measured,
        within,
        wobble: wobble(rows, within.is_none(), error),
        mean: over_sites.map_or(plain_mean, |over| over.mean),
        standard_error: over_sites.map(|over| over.standard_error),
        between: over_sites.map(|over| over.variance),
        sites,
        source: key.source,
        instrument: key.instrument,
        version: key.version,
        basis: key.basis,
        level: key.level,
        id: key.id,
    }
}

/// How much repeated ratings vary; never less than writing them as whole levels does.
fn measured(key: &PoolKey, rows: &[Valued<'_>], rulebook: &Rulebook) -> Option<Variance> {
    let looks = rows.iter().map(|row| row.score.per_response.as_slice());
    let Variance { value, degrees_of_freedom } = pooled_within(looks)?;
    let value = value.max(rounding_variance(key, rows, rulebook));
    if 0.0 < value { Some(Variance { value, degrees_of_freedom }) } else { None }
}

/// What is measured, where enough stands behind it; else what the scoring rules assume.
fn within(key: &PoolKey, measured: Option<Variance>, rulebook: &Rulebook) -> Option<Within> {
    let enough = measured.filter(|it| ENOUGH_DEGREES <= it.degrees_of_freedom);
    let measured = enough.map(|variance| Within { variance, basis: SpreadBasis::Measured });
    measured.or_else(|| {
        let spread = rules::assumed_spread(rulebook, &key.instrument, &key.level)?;
        let variance = Variance { value: spread.powi(2), degrees_of_freedom: f64::INFINITY };
        Some(Within { variance, basis: SpreadBasis::Assumed })
    })
}

/// The variance that writing ratings as whole levels alone brings with it: the square of the step,
/// over 12, for each of the ratings that a form's value is the mean of. Where every form says the
/// same, this is how sure one can be.
fn rounding_variance(key: &PoolKey, rows: &[Valued<'_>], rulebook: &Rulebook) -> f64 {
    let Some(step) = rules::step(rulebook, &key.instrument, &key.level, &key.id) else {
        return 0.0;
    };
    let ratings: usize = rows.iter().map(|row| row.score.n_ratings).sum();
    let responses: usize = rows.iter().map(|row| row.score.n_responses).sum();
    step.powi(2) / 12.0 * responses as f64 / ratings.max(1) as f64
}

/// The variance of the error of a score, given that of single forms.
fn error(row: &Valued<'_>, within: f64, rulebook: &Rulebook) -> Option<f64> {
    let (key, responses) = (row.key(), row.score.n_responses);
    let factor = rules::error_factor(rulebook, &key.instrument, &key.level, responses)?;
    if responses == 0 { None } else { Some(factor * within / responses as f64) }
}

/// How sure a score is.
#[derive(Clone, Copy)]
pub(super) struct Error {
    /// The variance of its error, in squared points, and what it rests on.
    pub variance: Variance,
    pub basis: SpreadBasis,
}

/// How sure a score is as a picture of its year; none where too few forms stand behind its pool.
pub(super) fn error_of(pool: &Pool, row: &Valued<'_>, rulebook: &Rulebook) -> Option<Error> {
    let within = pool.within?;
    let value = error(row, within.variance.value, rulebook)?;
    Some(Error { variance: Variance { value, ..within.variance }, basis: within.basis })
}

/// How much a score varies when years are compared: as its ratings do, and as years do. The
/// variances to add up; none where nothing is known of either.
pub(super) fn among_years(
    pool: &Pool,
    row: &Valued<'_>,
    rulebook: &Rulebook,
) -> Option<Vec<Variance>> {
    let own = error_of(pool, row, rulebook).map(|error| error.variance);
    let parts: Vec<Variance> = match pool.wobble {
        Some(wobble) if wobble.holds_all => vec![wobble.variance],
        Some(wobble) => vec![own?, wobble.variance],
        None => vec![own?],
    };
    Some(parts)
}

fn estimate(row: &Valued<'_>, variance: f64) -> Estimate {
    Estimate { value: row.value.to_f64(), variance }
}

fn latest_of_each_site<'a>(rows: &[Valued<'a>]) -> Vec<Valued<'a>> {
    let of_sites = rows.chunk_by(|one, next| one.key().site == next.key().site);
    of_sites
        .filter_map(|rows| rows.iter().max_by_key(|row| row.key().school_year))
        .copied()
        .collect()
}

/// How much the means of a site wobble from year to year, from the last round of each year. Where
/// the error of a mean is not known it is part of the wobble.
fn wobble(
    rows: &[Valued<'_>],
    holds_all: bool,
    error: impl Fn(&Valued<'_>) -> Option<f64>,
) -> Option<Wobble> {
    let error = |row: &Valued<'_>| if holds_all { Some(0.0) } else { error(row) };
    let of_sites = rows.chunk_by(|one, next| one.key().site == next.key().site);
    let years: Vec<Vec<YearMean>> = of_sites.filter_map(|rows| year_means(rows, error)).collect();
    let variance = year_to_year(years.iter().map(Vec::as_slice))?;
    // Leverages add up to whole numbers, give or take the last digit.
    let enough = ENOUGH_DEGREES - 0.5 < variance.degrees_of_freedom;
    let tells = enough && (!holds_all || 0.0 < variance.value);
    if tells { Some(Wobble { variance, holds_all }) } else { None }
}

fn year_means(
    rows: &[Valued<'_>],
    error: impl Fn(&Valued<'_>) -> Option<f64>,
) -> Option<Vec<YearMean>> {
    let by_year: BTreeMap<u16, &Valued<'_>> =
        rows.iter().map(|row| (row.key().school_year.starts(), row)).collect();
    by_year
        .into_iter()
        .map(|(year, row)| {
            let mean = row.value.to_f64();
            Some(YearMean { year: f64::from(year), mean, variance: error(row)? })
        })
        .collect()
}

//! Whether a line rises or falls: its slope, how sure it is, and what may be said of it.

use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use super::{
    Interval, MaySay, Pool, Shrunken, Signals, Variance,
    pool::{PoolKey, among_years},
    rules::{ITEM, OccasionOrder},
    series::{Line, Valued},
};
use crate::{
    model::SchoolYear,
    rulebook::Rulebook,
    statistics::{
        Estimate, YearMean, chance_beyond, common, degrees_of_a_sum, difference_interval, reach,
        trend::{
            ExactInterval, Point, exact_sen_interval, known_line, smallest_detectable_slope,
            stratified_mann_kendall,
        },
    },
};

/// Which way a line goes over the years. Where it breaks, each stretch is compared with itself
/// alone: the step between two stretches never counts.
#[derive(Clone, PartialEq, Debug)]
pub struct Trend {
    /// The time of the year that is followed: the one rated in most years.
    pub occasion: Option<Arc<str>>,
    /// The first and last year that count; the same where there is one.
    pub first_year: SchoolYear,
    pub last_year: SchoolYear,
    /// How many years can be compared with another one.
    pub n_years: usize,
    /// How many stretches they lie in.
    pub stretches: usize,
    /// What the number of years allows to be said.
    pub may_say: MaySay,
    /// The change a year; none with one year, and where nothing is known of how much years vary.
    pub slope: Option<Slope>,
    /// By nothing but the order of the values; none with fewer than three years.
    pub ranks: Option<Ranks>,
    /// What control charts say of its latest stretch; none with fewer than ten years.
    pub signals: Option<Signals>,
    pub verdict: Verdict,
}

/// A change a year, in points of the scale.
#[derive(Clone, PartialEq, Debug)]
pub struct Slope {
    pub per_year: f64,
    pub standard_error: f64,
    pub interval: Interval,
    /// The smallest true change a year that would be found 8 times in 10.
    pub smallest_detectable: f64,
    /// How often chance alone would give a slope as steep.
    pub p: f64,
    /// The same, given how many sites are looked at: the share of chance findings among all that
    /// are at least as clear.
    pub p_adjusted: f64,
    /// The slope drawn toward that of all sites; none with fewer than ten sites, and where sites differ
    /// no more than the errors of their slopes would make them.
    pub shrunken: Option<Shrunken>,
    /// How likely it is that the true line rises, by the slope drawn toward all sites.
    pub chance_of_rise: Option<f64>,
}

/// What the order of the values alone says: the test of Mann and Kendall, and the slope of Sen.
#[derive(Clone, PartialEq, Debug)]
pub struct Ranks {
    /// Pairs of years that rise, less pairs that fall.
    pub s: i64,
    /// The variance that `s` has by chance.
    pub variance: f64,
    /// The exact chance of an `s` as far from zero; none for more years than can be counted out.
    pub p: Option<f64>,
    /// The same, given how many sites are looked at.
    pub p_adjusted: Option<f64>,
    /// The middle one of all slopes between two years, in points a year.
    pub slope: Option<f64>,
    /// An interval for it and how often such an interval holds the true slope; only for a line
    /// without a break.
    pub interval: Option<ExactInterval>,
}

/// What may be said of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// One year: no word on where it goes.
    OneYear,
    /// Two years: a difference, and whether it is more than noise, is all there is.
    TwoYears,
    /// Three or four years: up or down so far, too short to test.
    TooShortToTest(Ordering),
    /// Five years or more.
    Improving,
    Declining,
    NoClearTrend,
    /// Nothing tells how much the years vary by themselves, and their order alone is not clear.
    CannotTell,
}

/// The stretches of a line whose years follow one another, each with its variances.
struct Stretch<'a> {
    rows: Vec<Valued<'a>>,
    variances: Option<Vec<Vec<Variance>>>,
}

/// The trend of a line, before it is seen among those of all sites. None for a line without years.
pub(super) fn trend(
    line: &Line<'_>,
    pools: &BTreeMap<PoolKey, Pool>,
    rulebook: &Rulebook,
    occasions: &OccasionOrder,
) -> Option<Trend> {
    if *line.key.level == *ITEM {
        return None;
    }
    let chain = chain(&line.segments);
    let occasion = main_occasion(&chain, occasions)?;
    let all: Vec<Vec<Valued<'_>>> = chain
        .into_iter()
        .map(|rows| rows.iter().filter(|row| row.key().occasion == occasion).copied().collect())
        .collect();
    let mut rows: Vec<Vec<Valued<'_>>> =
        all.iter().filter(|rows| 2 <= rows.len()).cloned().collect();
    if rows.is_empty() {
        // Years that stand alone say where the site is, and nothing else.
        rows.extend(all.into_iter().rfind(|rows| !rows.is_empty()));
    }
    let stretches: Vec<Stretch<'_>> = rows
        .into_iter()
        .map(|rows| {
            let variance = |row: &Valued<'_>| {
                let pool = pools.get(&PoolKey::of(row.key(), line.breaks))?;
                pool.wobble.and(among_years(pool, row, rulebook))
            };
            Stretch { variances: rows.iter().map(variance).collect(), rows }
        })
        .collect();
    of_stretches(&stretches, occasion)
}

fn of_stretches(stretches: &[Stretch<'_>], occasion: Option<Arc<str>>) -> Option<Trend> {
    let years = || stretches.iter().flat_map(|it| &it.rows).map(|row| row.key().school_year);
    let n_years = years().count();
    // Each stretch spends a year on its own level.
    let steps = n_years - stretches.len();
    let slope = slope(stretches);
    let ranks = if 2 <= steps { Some(ranks(stretches)) } else { None };
    Some(Trend {
        occasion,
        first_year: years().min()?,
        last_year: years().max()?,
        n_years,
        stretches: stretches.len(),
        may_say: MaySay::of(steps + 1),
        slope,
        ranks,
        signals: None,
        verdict: Verdict::CannotTell,
    })
}

/// The latest segment, and those before it that end before the next one starts.
fn chain<'a, 'b>(segments: &'b [Vec<Valued<'a>>]) -> Vec<&'b Vec<Valued<'a>>> {
    let start = |rows: &[Valued<'_>]| rows.first().map(|row| row.key().school_year);
    let end = |rows: &[Valued<'_>]| rows.last().map(|row| row.key().school_year);
    let mut ordered: Vec<&Vec<Valued<'_>>> = segments.iter().collect();
    ordered.sort_by_key(|rows| end(rows));
    let mut chain: Vec<&Vec<Valued<'_>>> = Vec::new();
    for rows in ordered.into_iter().rev() {
        if chain.last().is_none_or(|next| end(rows) < start(next)) {
            chain.push(rows);
        }
    }
    chain.reverse();
    chain
}

/// The time of the year that was rated in most years; the later one where two are alike.
fn main_occasion(
    chain: &[&Vec<Valued<'_>>],
    occasions: &OccasionOrder,
) -> Option<Option<Arc<str>>> {
    let mut years: BTreeMap<(usize, Option<Arc<str>>), usize> = BTreeMap::new();
    for row in chain.iter().copied().flatten() {
        let place = occasions.place(&row.key().instrument, row.key().occasion.as_ref());
        *years.entry(place).or_default() += 1;
    }
    let most = years
        .into_iter()
        .max_by(|(place, many), (other, more)| many.cmp(more).then_with(|| place.cmp(other)));
    most.map(|((_, occasion), _)| occasion)
}

/// One slope for all stretches, each about its own level: that of each, weighted by how sure it is.
fn slope(stretches: &[Stretch<'_>]) -> Option<Slope> {
    let lines: Vec<Estimate> = stretches
        .iter()
        .map(|stretch| Some(known_line(&stretch.means()?)?.slope))
        .collect::<Option<_>>()?;
    let Estimate { value: per_year, variance } = common(&lines)?;
    let standard_error = variance.sqrt();
    let freedom = degrees_of_freedom(stretches);
    let half = reach(freedom)? * standard_error;
    let p = chance_beyond(per_year / standard_error, freedom)?;
    Some(Slope {
        per_year,
        standard_error,
        interval: difference_interval(per_year, half),
        smallest_detectable: smallest_detectable_slope(standard_error),
        p,
        p_adjusted: p,
        shrunken: None,
        chance_of_rise: None,
    })
}

impl Stretch<'_> {
    fn means(&self) -> Option<Vec<YearMean>> {
        let variances = self.variances.as_ref()?;
        let mean = |(row, parts): (&Valued<'_>, &Vec<Variance>)| YearMean {
            year: f64::from(row.key().school_year.starts()),
            mean: row.value.to_f64(),
            variance: parts.iter().map(|part| part.value).sum(),
        };
        Some(self.rows.iter().zip(variances).map(mean).collect())
    }

    fn points(&self) -> Vec<Point> {
        let point = |row: &Valued<'_>| Point {
            time: f64::from(row.key().school_year.starts()),
            value: row.value.to_f64(),
        };
        self.rows.iter().map(point).collect()
    }
}

/// What the variances of all years together rest on: each part of them comes from one estimate.
fn degrees_of_freedom(stretches: &[Stretch<'_>]) -> f64 {
    let mut parts: Vec<Variance> = Vec::new();
    for variances in stretches.iter().filter_map(|stretch| stretch.variances.as_ref()) {
        for (at, part) in variances.iter().flat_map(|parts| parts.iter().enumerate()) {
            match parts.get_mut(at) {
                Some(sum) => {
                    sum.value += part.value;
                    sum.degrees_of_freedom = sum.degrees_of_freedom.min(part.degrees_of_freedom);
                }
                None => parts.push(*part),
            }
        }
    }
    degrees_of_a_sum(&parts)
}

fn ranks(stretches: &[Stretch<'_>]) -> Ranks {
    let points: Vec<Vec<Point>> = stretches.iter().map(Stretch::points).collect();
    let test = stratified_mann_kendall(&points);
    let interval = match points.as_slice() {
        [only] => exact_sen_interval(only, 0.95).ok(),
        _ => None,
    };
    Ranks {
        s: test.rise.s,
        variance: test.rise.variance,
        p: test.rise.p_exact.ok(),
        p_adjusted: test.rise.p_exact.ok(),
        slope: test.slope.ok(),
        interval,
    }
}

impl Trend {
    /// What may be said, given the share of chance findings that is accepted.
    pub(super) fn verdict(&self, accepted: f64) -> Verdict {
        match self.may_say {
            MaySay::Level => Verdict::OneYear,
            MaySay::Change => Verdict::TwoYears,
            MaySay::TooShortToTest => Verdict::TooShortToTest(self.direction()),
            MaySay::Trend => self.tested(accepted),
        }
    }

    fn tested(&self, accepted: f64) -> Verdict {
        let by_order = self.ranks.as_ref().and_then(|ranks| ranks.p_adjusted);
        let chance = self.slope.as_ref().map(|slope| slope.p_adjusted).or(by_order);
        match (chance, self.direction()) {
            (Some(chance), Ordering::Greater) if chance <= accepted => Verdict::Improving,
            (Some(chance), Ordering::Less) if chance <= accepted => Verdict::Declining,
            _ if self.slope.is_some() => Verdict::NoClearTrend,
            _ => Verdict::CannotTell,
        }
    }

    /// Up, down or level so far.
    fn direction(&self) -> Ordering {
        let per_year = self.slope.as_ref().map(|slope| slope.per_year);
        let by_order = || self.ranks.as_ref().and_then(|ranks| ranks.slope);
        let per_year = per_year.or_else(by_order).unwrap_or(0.0);
        // A slope of nothing but the last digit is none.
        if per_year.abs() < 1e-9 { Ordering::Equal } else { per_year.total_cmp(&0.0) }
    }

    /// The difference between the first and the last year that the slope stands for, in points.
    pub fn over_all_years(&self) -> Option<f64> {
        let years = f64::from(self.last_year.years_since(self.first_year));
        self.slope.as_ref().map(|slope| slope.per_year * years)
    }
}

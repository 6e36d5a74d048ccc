//! Charts of counts: shares of yes and no (p) and events for each unit of exposure (u), and Laney's
//! versions of them (p', u').

use super::{Undefined, compare::order, individuals::short_term_sigma, limits::Limits};

/// What was counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counted {
    /// How many of n cases: binomial, a p chart.
    Share,
    /// How many events over an exposure n, such as days: Poisson, a u chart.
    Rate,
}

/// How much points are taken to vary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spread {
    /// As chance makes them.
    Chance,
    /// As chance makes them, times how much they really do from one to the next (Laney 2002, Quality
    /// Engineering 14:531-537). For large n, where chance alone would call every point a signal.
    Observed,
}

/// A chart of counts.
#[derive(Clone, PartialEq, Debug)]
pub struct CountChart {
    /// Events divided by n. None where one of them is missing or n is not above zero.
    pub values: Vec<Option<f64>>,
    /// All events divided by all n. None without values.
    pub centre: Option<f64>,
    /// How many times as much as by chance points vary from one to the next. None in charts that do
    /// not ask for it, and where no two neighbours say it.
    pub sigma_z: Option<f64>,
    /// The limits of each point, not clipped: they are wide where n is small.
    pub limits: Vec<Option<Limits>>,
    /// How many points it takes to say how much they vary.
    fewest: usize,
}

/// The chart of counts: `centre ± 3 sd`, `sd = sqrt(c (1 - c) / n)` for shares and `sqrt(c / n)` for
/// rates (Montgomery, Introduction to Statistical Quality Control, 7.2 and 7.3), times `sigma_z` in
/// Laney's versions, `sigma_z = mean |z - z before| / 1.128`, `z = (value - c) / sd`.
///
/// Pairs beyond the shorter of the two lists are left out.
pub fn count_chart(
    events: &[Option<f64>],
    n: &[Option<f64>],
    counted: Counted,
    spread: Spread,
) -> CountChart {
    let pairs: Vec<Option<(f64, f64)>> = events.iter().zip(n).map(complete).collect();
    let values: Vec<Option<f64>> = pairs.iter().map(|pair| pair.map(|(e, n)| e / n)).collect();
    let centre = ratio_of_sums(&pairs);
    let by_chance: Vec<Option<f64>> =
        pairs.iter().map(|pair| counted.deviation(centre?, pair.as_ref()?.1)).collect();
    let (sigma_z, factor, fewest) = match spread {
        Spread::Chance => (None, Some(1.0), 1),
        Spread::Observed => {
            let sigma_z = observed_spread(&values, centre, &by_chance);
            (sigma_z, sigma_z, 2)
        }
    };
    let limits = by_chance
        .into_iter()
        .map(|deviation| Some(Limits { centre: centre?, sigma: deviation? * factor? }))
        .collect();
    CountChart { values, centre, sigma_z, limits, fewest }
}

impl CountChart {
    /// Which values lie beyond their limits, strictly, by their place. None lies beyond flat limits.
    pub fn beyond(&self) -> Vec<usize> {
        let beyond = |value: Option<f64>, limits: Option<Limits>| limits?.side_beyond(value?);
        (0..self.values.len())
            .filter(|&at| beyond(self.values[at], self.limits[at]).is_some())
            .collect()
    }

    /// Why there are no limits, or none that a point could lie beyond.
    pub fn undefined(&self) -> Option<Undefined> {
        let found = self.values.iter().flatten().count();
        if found < self.fewest {
            return Some(Undefined::TooFew { found, least: self.fewest });
        }
        let mut limits = self.limits.iter().flatten().peekable();
        if limits.peek().is_none() && !self.is_constant() {
            return Some(Undefined::NoNeighbours);
        }
        limits.all(Limits::is_flat).then_some(Undefined::NoVariation)
    }

    fn is_constant(&self) -> bool {
        let is_centre = |value: &f64| self.centre.is_some_and(|c| order(*value, c).is_eq());
        self.values.iter().flatten().all(is_centre)
    }
}

impl Counted {
    /// The standard deviation of a point by chance. None where the centre is no share or rate.
    fn deviation(self, centre: f64, n: f64) -> Option<f64> {
        let variance = match self {
            Counted::Share => centre * (1.0 - centre),
            Counted::Rate => centre,
        };
        (0.0 <= variance).then(|| (variance / n).sqrt())
    }
}

fn complete((events, n): (&Option<f64>, &Option<f64>)) -> Option<(f64, f64)> {
    let (events, n) = ((*events)?, (*n)?);
    (0.0 < n).then_some((events, n))
}

fn ratio_of_sums(pairs: &[Option<(f64, f64)>]) -> Option<f64> {
    let (events, n) =
        pairs.iter().flatten().fold((0.0, 0.0), |(events, n), (e, m)| (events + e, n + m));
    (0.0 < n).then(|| events / n)
}

/// None where chance leaves no spread, or no two neighbouring points say how much they vary.
fn observed_spread(
    values: &[Option<f64>],
    centre: Option<f64>,
    by_chance: &[Option<f64>],
) -> Option<f64> {
    let z = |(value, deviation): (&Option<f64>, &Option<f64>)| {
        let deviation = deviation.filter(|&deviation| 0.0 < deviation)?;
        Some(((*value)? - centre?) / deviation)
    };
    short_term_sigma(&values.iter().zip(by_chance).map(z).collect::<Vec<_>>())
}

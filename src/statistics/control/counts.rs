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
    (0.0 < n && events.is_finite() && n.is_finite()).then(|| events / n)
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

#[cfg(test)]
mod tests {
    use super::{super::super::reference::close, *};

    fn all(values: &[f64]) -> Vec<Option<f64>> {
        values.iter().copied().map(Some).collect()
    }

    /// 12 of 20 shares of a centre of 1/2: 0.5 ± 3 · sqrt(0.25 / 25) = 0.5 ± 0.3.
    #[test]
    fn limits_of_a_share_are_those_of_a_binomial() {
        let chart =
            count_chart(&all(&[15.0, 10.0]), &all(&[25.0, 25.0]), Counted::Share, Spread::Chance);
        let limits = chart.limits[0].unwrap();
        close(limits.upper(), 0.8);
        close(limits.lower(), 0.2);
        assert_eq!(chart.undefined(), None);
    }

    /// A rate of 4 over an exposure of 4: 4 ± 3 · sqrt(4 / 4) = 4 ± 3, and 8 lies beyond.
    #[test]
    fn limits_of_a_rate_are_those_of_a_poisson() {
        let events = all(&[32.0, 0.0, 16.0]);
        let chart = count_chart(&events, &all(&[4.0; 3]), Counted::Rate, Spread::Chance);
        close(chart.limits[1].unwrap().upper(), 7.0);
        close(chart.limits[1].unwrap().lower(), 1.0);
        assert_eq!(chart.beyond(), [0, 1]);
    }

    #[test]
    fn a_missing_count_counts_nowhere() {
        let events = [Some(15.0), None, Some(10.0), Some(3.0)];
        let n = [Some(25.0), Some(100.0), Some(25.0), Some(0.0)];
        let chart = count_chart(&events, &n, Counted::Share, Spread::Chance);
        close(chart.centre.unwrap(), 0.5);
        assert_eq!((chart.values[1], chart.limits[1]), (None, None));
        assert_eq!((chart.values[3], chart.limits[3]), (None, None));
    }

    /// z goes from -1 to 1 and back, a range of 2 each time: 2 / 1.128 times as much as by chance.
    #[test]
    fn spread_as_observed_multiplies_that_of_chance() {
        let events = all(&[40.0, 60.0, 40.0, 60.0]);
        let chart = count_chart(&events, &all(&[100.0; 4]), Counted::Share, Spread::Observed);
        // The standard deviation is sqrt(0.25 / 100) = 0.05, so that 0.4 has z = -2.
        close(chart.sigma_z.unwrap(), 4.0 / 1.128);
        close(chart.limits[0].unwrap().sigma, 0.05 * 4.0 / 1.128);
    }

    #[test]
    fn why_there_are_no_limits_is_told() {
        let undefined = |events: &[Option<f64>], n: &[Option<f64>], spread| {
            count_chart(events, n, Counted::Share, spread).undefined()
        };
        let ten = [Some(10.0); 3];
        let none = undefined(&[None; 3], &ten, Spread::Chance);
        assert_eq!(none, Some(Undefined::TooFew { found: 0, least: 1 }));
        let one = undefined(&[Some(3.0)], &ten, Spread::Observed);
        assert_eq!(one, Some(Undefined::TooFew { found: 1, least: 2 }));
        let apart = undefined(&[Some(3.0), None, Some(4.0)], &ten, Spread::Observed);
        assert_eq!(apart, Some(Undefined::NoNeighbours));
        for events in [0.0, 10.0] {
            let constant = undefined(&[Some(events); 3], &ten, Spread::Chance);
            assert_eq!(constant, Some(Undefined::NoVariation));
            let constant = undefined(&[Some(events); 3], &ten, Spread::Observed);
            assert_eq!(constant, Some(Undefined::NoVariation));
        }
        assert_eq!(
            undefined(&[Some(5.0); 3], &ten, Spread::Observed),
            Some(Undefined::NoVariation)
        );
        assert_eq!(undefined(&[Some(5.0); 3], &ten, Spread::Chance), None);
    }

    /// Two levels, each constant, with a gap between them: nothing varies from one to the next, and
    /// flat limits would call every point a signal.
    #[test]
    fn no_count_lies_beyond_flat_limits() {
        let events = [Some(20.0), Some(20.0), None, Some(80.0), Some(80.0)];
        let chart = count_chart(&events, &[Some(100.0); 5], Counted::Share, Spread::Observed);
        assert_eq!(chart.undefined(), Some(Undefined::NoVariation));
        assert!(chart.beyond().is_empty());
    }
}

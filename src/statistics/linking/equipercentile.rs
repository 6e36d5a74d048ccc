//! Linking by shares: a score is worth the one that as many sites lie below.

use super::{Pair, Undefined};

/// The fewest sites: with fewer, a level rests on a handful of them.
const FEWEST_SITES: usize = 200;

/// The levels of a scale, equally far apart.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Levels {
    pub lowest: f64,
    pub step: f64,
    pub count: usize,
}

/// What each level of the older scale is worth on the newer one, lowest first.
#[derive(Clone, PartialEq, Debug)]
pub struct Equipercentile {
    pub n: usize,
    pub table: Vec<Equivalent>,
}

/// A level of the older scale on the newer one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Equivalent {
    pub older: f64,
    /// No lower and no higher than the levels of the newer scale.
    pub newer: f64,
    /// How far that may be off over samples of sites. None above all sites of the newer scale.
    pub standard_error: Option<f64>,
}

/// The equipercentile link (Kolen and Brennan 2014, section 2.5): the percentile rank of a level is
/// the share of sites below it and half of those at it, and it is worth the newer score with the same
/// rank, sites being spread evenly half a step to each side of their level. It never falls, and
/// without a difference between the scales it leaves every score as it is.
///
/// The standard error is that of the delta method for sites scored on both scales: the standard
/// deviation of `(below_X - P) - (below_Y - P)`, the share of a site's own place below the score on
/// either scale, over the density of the newer scale there and the root of the number of sites (Lord
/// 1982, Journal of Educational Statistics 7:165-174, with the covariance of a single group).
///
/// Undefined with fewer than 200 sites, or where a score lies on no level.
pub fn equipercentile(
    pairs: &[Pair],
    older: Levels,
    newer: Levels,
) -> Result<Equipercentile, Undefined> {
    if pairs.len() < FEWEST_SITES {
        return Err(Undefined::TooFewSites { needed: FEWEST_SITES });
    }
    let places: Vec<(usize, usize)> = pairs
        .iter()
        .map(|pair| Some((older.place(pair.older)?, newer.place(pair.newer)?)))
        .collect::<Option<_>>()
        .ok_or(Undefined::OffTheLevels)?;
    let shares = Shares::of(places.iter().map(|(_, newer)| *newer), newer.count);
    let table = (0..older.count).map(|level| {
        let rank = mean(places.iter().map(|(older, _)| share_below(*older, level as f64)));
        let (at, density) = shares.at_rank(rank);
        let highest = newer.count as f64 - 1.0;
        Equivalent {
            older: older.value(level as f64),
            newer: newer.value(at.clamp(0.0, highest)),
            standard_error: density.map(|density| newer.step * error(&places, level, at, density)),
        }
    });
    Ok(Equipercentile { n: pairs.len(), table: table.collect() })
}

impl Levels {
    fn value(self, place: f64) -> f64 {
        self.lowest + self.step * place
    }

    /// On which level a score lies; none where it lies on none.
    fn place(self, score: f64) -> Option<usize> {
        let at = |place: &usize| (self.value(*place as f64) - score).abs() < 1e-6 * self.step;
        (0..self.count).find(at)
    }
}

/// How much of a site's place, half a step to each side of its level, lies below a score.
fn share_below(level: usize, score: f64) -> f64 {
    (score - level as f64 + 0.5).clamp(0.0, 1.0)
}

/// The shares of sites at each level of a scale.
struct Shares(Vec<f64>);

impl Shares {
    fn of(places: impl Iterator<Item = usize>, count: usize) -> Shares {
        let mut shares = vec![0.0; count];
        let mut n = 0.0;
        for place in places {
            shares[place] += 1.0;
            n += 1.0;
        }
        Shares(shares.into_iter().map(|share| share / n).collect())
    }

    /// The place below which so great a share of sites lies, and the share for each step there; where
    /// several do, because nobody lies between them, the highest.
    fn at_rank(&self, rank: f64) -> (f64, Option<f64>) {
        let mut below = 0.0;
        for (level, share) in self.0.iter().enumerate() {
            // A sum of shares may miss its rank by the last digit.
            if rank + 1e-12 < below + share {
                return (level as f64 - 0.5 + ((rank - below) / share).max(0.0), Some(*share));
            }
            below += share;
        }
        (self.0.len() as f64 - 0.5, None)
    }
}

/// How far the place of a level on the newer scale may be off, in its steps.
fn error(places: &[(usize, usize)], level: usize, at: f64, density: f64) -> f64 {
    let off = |(older, newer): &(usize, usize)| {
        share_below(*older, level as f64) - share_below(*newer, at)
    };
    let n = places.len() as f64;
    let middle = mean(places.iter().map(off));
    let squares: f64 = places.iter().map(|place| (off(place) - middle).powi(2)).sum();
    (squares / (n - 1.0) / n).sqrt() / density
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = values.len() as f64;
    values.sum::<f64>() / n
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::super::reference::close, *};

    fn levels(lowest: f64, step: f64, count: usize) -> Levels {
        Levels { lowest, step, count }
    }

    /// As many copies of each pair as it takes for 200 sites.
    fn copies(pairs: &[(f64, f64)]) -> Vec<Pair> {
        let all = pairs.iter().cycle().take(200 / pairs.len() * pairs.len());
        all.map(|&(older, newer)| Pair { older, newer }).collect()
    }

    /// Kolen and Brennan 2014, tables 2.1 to 2.3: ten examinees, scores 0 to 4 on both forms.
    #[test]
    fn scores_are_worth_what_the_textbook_prints() {
        let older = [0.0, 0.0, 1.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 4.0];
        let newer = [0.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 4.0, 4.0];
        let pairs: Vec<(f64, f64)> = older.into_iter().zip(newer).collect();
        let five = levels(0.0, 1.0, 5);
        // A sixth level, which nobody has, leaves room for the last score.
        let found = equipercentile(&copies(&pairs), five, levels(0.0, 1.0, 6)).unwrap();
        let printed = [0.5, 1.75, 2.833_333, 3.5, 4.25];
        for (equivalent, printed) in found.table.iter().zip(printed) {
            assert!((equivalent.newer - printed).abs() < 1e-6, "{equivalent:?}");
        }
        let on_scale = equipercentile(&copies(&pairs), five, five).unwrap();
        close(on_scale.table[4].newer, 4.0);
    }

    /// Levels 1 and 2 on both scales, each combination 50 times. Level 1 has a rank of 1/4 and is worth
    /// itself; there a site's places lie 1/2 or 0 below it on either scale, which differ by 1/2 for half
    /// of the sites. The density is 1/2, so that the variance is `(100 / 4) / 199 / 200 / (1/4)`.
    #[test]
    fn the_standard_error_is_that_of_paired_shares() {
        let scale = levels(1.0, 1.0, 2);
        let pairs = copies(&[(1.0, 1.0), (1.0, 2.0), (2.0, 1.0), (2.0, 2.0)]);
        let found = equipercentile(&pairs, scale, scale).unwrap();
        close(found.table[0].newer, 1.0);
        close(found.table[0].standard_error.unwrap(), (25.0_f64 / 199.0 / 200.0 * 4.0).sqrt());
    }

    #[test]
    fn a_level_that_no_site_has_is_passed_over() {
        // Nobody is at 2 on the newer scale: all below 3 are at 1.
        let pairs = copies(&[(1.0, 1.0), (2.0, 3.0)]);
        let found = equipercentile(&pairs, levels(1.0, 1.0, 2), levels(1.0, 1.0, 3)).unwrap();
        close(found.table[0].newer, 1.0);
        close(found.table[1].newer, 3.0);
    }

    #[test]
    fn few_sites_and_scores_between_levels_are_refused() {
        let scale = levels(1.0, 0.5, 7);
        let mut pairs = copies(&[(1.5, 4.0)]);
        pairs[7].older = 1.7;
        assert_eq!(equipercentile(&pairs, scale, scale), Err(Undefined::OffTheLevels));
        assert_eq!(
            equipercentile(&pairs[..199], scale, scale),
            Err(Undefined::TooFewSites { needed: 200 })
        );
    }

    proptest! {
        #[test]
        fn links_never_fall_and_a_scale_is_worth_itself(
            places in prop::collection::vec((0_usize..7, 0_usize..5), 200..260),
        ) {
            let (older, newer) = (levels(1.0, 0.5, 7), levels(0.0, 1.0, 5));
            let pairs: Vec<Pair> = places
                .iter()
                .map(|&(one, other)| Pair { older: 1.0 + 0.5 * one as f64, newer: other as f64 })
                .collect();
            let found = equipercentile(&pairs, older, newer).unwrap();
            for pair in found.table.windows(2) {
                prop_assert!(pair[0].newer <= pair[1].newer + 1e-12, "{:?}", pair);
            }
            let same: Vec<Pair> =
                pairs.iter().map(|pair| Pair { newer: pair.older, ..*pair }).collect();
            let own = equipercentile(&same, older, older).unwrap();
            for (place, equivalent) in own.table.iter().enumerate() {
                if places.iter().any(|(level, _)| *level == place) {
                    prop_assert!((equivalent.newer - equivalent.older).abs() < 1e-9);
                    prop_assert!(equivalent.standard_error.unwrap() < 1e-9);
                }
            }
        }
    }
}

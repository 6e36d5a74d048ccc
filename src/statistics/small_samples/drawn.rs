//! The means of all draws of `n` from `n` values, with replacement.

use statrs::distribution::{Continuous, ContinuousCDF, Normal};

use super::super::spread::mean;

/// How the means of draws lie.
pub(super) enum Drawn {
    Counted(Counted),
    Many(Many),
}

/// The most values of which all draws are counted; beyond, their mean is taken as normal but for
/// its skewness, which is off by about one in so many.
const MOST_COUNTED: usize = 2000;

impl Drawn {
    /// Of values that are not all the same, with their mean.
    pub(super) fn from(values: &[f64], mean: f64) -> Drawn {
        if MOST_COUNTED < values.len() {
            Drawn::Many(Many::from(values, mean))
        } else {
            Drawn::Counted(Counted::from(values))
        }
    }

    /// The share of draws with a mean below that of the values; half of those that equal it.
    pub(super) fn share_below_mean(&self) -> f64 {
        match self {
            Drawn::Counted(counted) => counted.share_below_mean(),
            Drawn::Many(many) => many.share_below_mean(),
        }
    }

    /// The smallest mean that so great a share of draws does not exceed.
    pub(super) fn quantile(&self, level: f64) -> f64 {
        match self {
            Drawn::Counted(counted) => counted.quantile(level),
            Drawn::Many(many) => many.quantile(level),
        }
    }
}

/// Every draw, by where its sum lies on a ladder of equal steps.
pub(super) struct Counted {
    lowest: f64,
    /// From one sum to the next, as a difference of means.
    step: f64,
    /// On which step the sum of the values themselves lies.
    own: usize,
    sums: Sums,
}

impl Counted {
    fn from(values: &[f64]) -> Counted {
        let ladder = Ladder::under(values);
        let n = values.len();
        let own = values.iter().map(|value| ladder.height(*value)).sum::<f64>().round();
        let sums = Sums::of_draws(&ladder.chances(values), n);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "heights are not negative, and at most so many as there are sums"
        )]
        let own = own as usize;
        Counted { lowest: ladder.lowest, step: ladder.step / n as f64, own, sums }
    }

    fn share_below_mean(&self) -> f64 {
        let (mut below, mut at) = (0.0, 0.0);
        for (sum, chance) in self.sums.iter() {
            if sum < self.own {
                below += chance;
            } else if sum == self.own {
                at = chance;
            }
        }
        below + at / 2.0
    }

    fn quantile(&self, level: f64) -> f64 {
        // A share that should be the level is off by the rounding of many additions.
        const NOISE: f64 = 1e-12;
        let mut reached = 0.0;
        let mut last = 0;
        for (sum, chance) in self.sums.iter() {
            reached += chance;
            last = sum;
            if level - NOISE <= reached {
                break;
            }
        }
        self.lowest + self.step * last as f64
    }
}

/// Equal steps from the lowest value to the highest, each value on one, if a number of steps can be
/// found for which that is so.
struct Ladder {
    lowest: f64,
    step: f64,
}

impl Ladder {
    /// The fewest steps that serve; otherwise so many that counting stays quick.
    fn under(values: &[f64]) -> Ladder {
        let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let of = |steps: usize| Ladder { lowest, step: (highest - lowest) / steps as f64 };
        let most = most_steps(values.len());
        let serves = |ladder: &Ladder| values.iter().all(|value| ladder.split(*value).1 == 0.0);
        (1..most).map(of).find(serves).unwrap_or_else(|| of(most))
    }

    fn height(&self, value: f64) -> f64 {
        (value - self.lowest) / self.step
    }

    /// The step below a value, and which part of it goes to the one above: a value between two
    /// steps stands on both, so that the mean stays what it is.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "heights are not negative, and at most so many as there are steps"
    )]
    fn split(&self, value: f64) -> (usize, f64) {
        // Averages are on their step only but for what binary numbers cannot say.
        const NOISE: f64 = 1e-6;
        let height = self.height(value);
        let nearest = height.round();
        if (height - nearest).abs() < NOISE {
            return (nearest as usize, 0.0);
        }
        (height.floor() as usize, height.fract())
    }

    /// The chance of each step when one value is drawn.
    fn chances(&self, values: &[f64]) -> Vec<f64> {
        let one = 1.0 / values.len() as f64;
        let mut chances = Vec::new();
        for (step, part) in values.iter().map(|value| self.split(*value)) {
            if chances.len() < step + 2 {
                chances.resize(step + 2, 0.0);
            }
            chances[step] += one * (1.0 - part);
            chances[step + 1] += one * part;
        }
        chances
    }
}

/// The sum of `n` draws lies within `9 sqrt(n)` ranges of the values but for less than 1e-17
/// (Hoeffding 1963), so that about so many sums are counted in all.
fn most_steps(n: usize) -> usize {
    const SUMS: f64 = 8192.0;
    let ranges = (n as f64).min(9.0 * (n as f64).sqrt());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 20 and 8192, because n is between 1 and 2000"
    )]
    let steps = (SUMS / ranges) as usize;
    steps
}

/// The chance of each sum, from the first that is not too unlikely to count to the last.
#[derive(Clone)]
struct Sums {
    first: usize,
    chances: Vec<f64>,
}

impl Sums {
    /// Of `n` draws, by doubling: the sum of 2k draws is that of k and of another k.
    fn of_draws(one: &[f64], n: usize) -> Sums {
        let one = Sums { first: 0, chances: one.to_vec() }.trimmed();
        let mut sums = one.clone();
        for bit in (0..n.ilog2()).rev() {
            sums = sums.plus(&sums);
            if n >> bit & 1 == 1 {
                sums = sums.plus(&one);
            }
        }
        sums
    }

    fn plus(&self, other: &Sums) -> Sums {
        let mut chances = vec![0.0; self.chances.len() + other.chances.len() - 1];
        for (start, chance) in self.chances.iter().enumerate() {
            for (sum, other) in chances[start..].iter_mut().zip(&other.chances) {
                *sum += chance * other;
            }
        }
        Sums { first: self.first + other.first, chances }.trimmed()
    }

    fn trimmed(mut self) -> Sums {
        const NOTHING: f64 = 1e-20;
        let counts = |chance: &f64| NOTHING < *chance;
        let end = self.chances.iter().rposition(counts).map_or(0, |last| last + 1);
        self.chances.truncate(end);
        let start = self.chances.iter().position(counts).unwrap_or(0);
        self.chances.drain(..start);
        self.first += start;
        self
    }

    fn iter(&self) -> impl Iterator<Item = (usize, f64)> {
        (self.first..).zip(self.chances.iter().copied())
    }
}

/// So many draws that their mean is normal but for its skewness (the first terms of Edgeworth's and
/// of Cornish and Fisher's series).
pub(super) struct Many {
    mean: f64,
    standard_error: f64,
    /// A sixth of the skewness of the drawn means.
    skew: f64,
}

impl Many {
    fn from(values: &[f64], centre: f64) -> Many {
        let n = values.len() as f64;
        let power = |power: i32| {
            let powers: Vec<f64> =
                values.iter().map(|value| (value - centre).powi(power)).collect();
            mean(&powers).expect("there are many values")
        };
        let variance = power(2);
        let skew = power(3) / variance.powf(1.5) / n.sqrt() / 6.0;
        Many { mean: centre, standard_error: (variance / n).sqrt(), skew }
    }

    fn share_below_mean(&self) -> f64 {
        0.5 + self.skew * Normal::standard().pdf(0.0)
    }

    fn quantile(&self, level: f64) -> f64 {
        const OUTERMOST: f64 = 1e-15;
        let z = Normal::standard().inverse_cdf(level.clamp(OUTERMOST, 1.0 - OUTERMOST));
        self.mean + self.standard_error * (z + self.skew * (z * z - 1.0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The means of all draws, one by one.
    fn means_of_all_draws(values: &[f64]) -> Vec<f64> {
        let n = values.len();
        let many = n.pow(u32::try_from(n).unwrap());
        let drawn = |draw: usize, place: usize| {
            let place = u32::try_from(place).unwrap();
            values[draw / n.pow(place) % n]
        };
        let mut means: Vec<f64> = (0..many)
            .map(|draw| (0..n).map(|place| drawn(draw, place)).sum::<f64>() / n as f64)
            .collect();
        means.sort_by(f64::total_cmp);
        means
    }

    proptest! {
        /// Fewer than half a draw apart from the level, so that rounding decides nothing.
        #[test]
        fn quantiles_are_those_of_all_draws(
            scores in prop::collection::vec(1_i8..8, 2..6), level in 0.01..0.99_f64,
        ) {
            prop_assume!(scores.iter().any(|score| *score != scores[0]));
            let values: Vec<f64> = scores.iter().map(|score| f64::from(*score) / 3.0).collect();
            let centre = mean(&values).unwrap();
            let drawn = Drawn::from(&values, centre);
            let all = means_of_all_draws(&values);
            let place = all.partition_point(|mean| *mean < drawn.quantile(level) - 1e-9);
            let share = |draws: usize| draws as f64 / all.len() as f64;
            prop_assert!(share(place) <= level + 1e-9);
            let reached = all.partition_point(|mean| *mean < drawn.quantile(level) + 1e-9);
            prop_assert!(level - 1e-9 <= share(reached));
            prop_assert!(place < reached);
        }

        #[test]
        fn the_share_below_the_mean_is_that_of_all_draws(
            scores in prop::collection::vec(1_i8..8, 2..6),
        ) {
            prop_assume!(scores.iter().any(|score| *score != scores[0]));
            let values: Vec<f64> = scores.iter().map(|score| f64::from(*score) / 3.0).collect();
            let centre = mean(&values).unwrap();
            let all = means_of_all_draws(&values);
            let below = all.iter().filter(|mean| **mean < centre - 1e-9).count() as f64;
            let at = all.iter().filter(|mean| (**mean - centre).abs() <= 1e-9).count() as f64;
            let share = (below + at / 2.0) / all.len() as f64;
            let found = Drawn::from(&values, centre).share_below_mean();
            prop_assert!((found - share).abs() < 1e-9, "{} is not {}", found, share);
        }
    }

    /// Values that lie on no ladder keep their mean, and so do their draws.
    #[test]
    fn between_the_steps_the_mean_stays() {
        let values: Vec<f64> = (1..=12).map(|i| f64::from(i).sqrt()).collect();
        let centre = mean(&values).unwrap();
        let Drawn::Counted(counted) = Drawn::from(&values, centre) else { panic!("few values") };
        let at = |sum: usize| counted.lowest + counted.step * sum as f64;
        let found: f64 = counted.sums.iter().map(|(sum, chance)| at(sum) * chance).sum();
        assert!((found - centre).abs() < 1e-9, "{found} is not {centre}");
    }

    #[test]
    fn many_values_are_taken_as_nearly_normal_and_little_changes() {
        let values: Vec<f64> =
            (0..MOST_COUNTED).map(|i| if i % 7 == 0 { 4.0 } else { 1.0 }).collect();
        let centre = mean(&values).unwrap();
        let (counted, many) = (Counted::from(&values), Many::from(&values, centre));
        assert!((counted.share_below_mean() - many.share_below_mean()).abs() < 1e-4);
        for level in [0.025, 0.5, 0.975] {
            // One value more or less of 4 moves the mean by 3 in 2000.
            assert!((counted.quantile(level) - many.quantile(level)).abs() < 0.0015, "{level}");
        }
    }
}

//! Whether a choice stays what it is when what it rests on moves within its errors.

use statrs::distribution::{ContinuousCDF, Normal};

/// How often a choice is made anew.
const TRIALS: usize = 200;

/// Standard normal draws, the same in every run, on every machine and for every site: one for each
/// trial and place.
#[derive(Clone, Debug)]
pub struct Draws {
    trials: Vec<Vec<f64>>,
}

impl Draws {
    /// Draws for as many places.
    pub fn new(places: usize) -> Draws {
        let trial = |trial| (0..places).map(|place| draw(trial, place)).collect();
        Draws { trials: (0..TRIALS).map(trial).collect() }
    }

    /// The share of 200 trials in which each of `spreads` is chosen: in each trial all values move
    /// by a draw times their spread, `chosen` is told by how much, and says which places it takes.
    ///
    /// From 0 to 1, one for each spread; give or take 0.03 (the standard error at one half). A
    /// choice is close where this is far from 1.
    ///
    /// # Panics
    ///
    /// When there are more spreads than places, or a chosen place is none.
    pub fn shares_chosen(
        &self,
        spreads: &[f64],
        chosen: impl Fn(&[f64]) -> Vec<usize>,
    ) -> Vec<f64> {
        let mut times = vec![0.0; spreads.len()];
        for draws in &self.trials {
            assert!(spreads.len() <= draws.len(), "there is a draw for every place");
            let moved: Vec<f64> = spreads.iter().zip(draws).map(|(s, draw)| s * draw).collect();
            for place in chosen(&moved) {
                times[place] += 1.0;
            }
        }
        times.into_iter().map(|times| times / TRIALS as f64).collect()
    }
}

/// A draw that depends on its trial and place alone.
fn draw(trial: usize, place: usize) -> f64 {
    let bits = scrambled(((trial as u64) << 32) | place as u64) >> 11;
    // The middle of one of 2^53 equal parts: never 0, never 1.
    let uniform = (bits as f64 + 0.5) / (1_u64 << 53) as f64;
    Normal::standard().inverse_cdf(uniform)
}

/// The finalizer of `SplitMix64` (Steele, Lea and Flood 2014, OOPSLA 2014:453-472).
fn scrambled(number: u64) -> u64 {
    let mut z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place with the lowest value of 1.0 and `other`.
    fn lowest(other: f64, spread: f64) -> Vec<f64> {
        Draws::new(2).shares_chosen(&[spread, spread], |moved| {
            let (one, two) = (1.0 + moved[0], other + moved[1]);
            vec![usize::from(two < one)]
        })
    }

    #[test]
    fn what_does_not_move_is_always_chosen() {
        assert_eq!(lowest(1.1, 0.0), [1.0, 0.0]);
    }

    /// The difference of two draws has the standard deviation sqrt(2) s: the lower one stays the
    /// lower in Phi(d / (sqrt(2) s)) of all trials, give or take twice the standard error.
    #[test]
    fn how_often_it_is_chosen_is_what_the_normal_distribution_says() {
        for (apart, spread, expected) in [(0.1, 0.2, 0.638), (0.2, 0.2, 0.760), (0.5, 0.2, 0.961)] {
            let found = lowest(1.0 + apart, spread)[0];
            assert!((found - expected).abs() < 0.068, "{found} is not {expected}");
        }
    }

    #[test]
    fn draws_are_standard_normal() {
        let draws: Vec<f64> = Draws::new(50).trials.concat();
        let n = draws.len() as f64;
        let mean = draws.iter().sum::<f64>() / n;
        let variance = draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / n;
        // Three standard errors of each: 3 / sqrt(n) and 3 sqrt(2 / n).
        assert!(mean.abs() < 3.0 / n.sqrt(), "{mean}");
        assert!((variance - 1.0).abs() < 3.0 * (2.0 / n).sqrt(), "{variance}");
    }
}

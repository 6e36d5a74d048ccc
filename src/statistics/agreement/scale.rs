//! The values that a rating can take, and how near two of them are.

use super::super::equal::comparable;

/// The values that a rating can take, in their order.
#[derive(Clone, PartialEq, Debug)]
pub struct Scale {
    levels: Vec<f64>,
}

impl Scale {
    /// How many levels a scale has at most; what has more is a measurement, for which
    /// [`MeanSquares`](super::MeanSquares) are made.
    pub const MOST_LEVELS: usize = 200;

    /// None where a level stands twice or there are more than [`Scale::MOST_LEVELS`].
    pub fn new(levels: &[f64]) -> Option<Scale> {
        let levels: Vec<f64> = levels.iter().copied().map(comparable).collect();
        let mut sorted = levels.clone();
        sorted.sort_by(f64::total_cmp);
        let twice = sorted.windows(2).any(|pair| pair[0].total_cmp(&pair[1]).is_eq());
        if twice || Self::MOST_LEVELS < levels.len() { None } else { Some(Scale { levels }) }
    }

    pub(super) fn levels(&self) -> usize {
        self.levels.len()
    }

    pub(super) fn position(&self, rating: f64) -> Option<usize> {
        let rating = comparable(rating);
        self.levels.iter().position(|level| level.total_cmp(&rating).is_eq())
    }
}

/// How much two levels agree, from 0 (the ends of the scale) to 1 (the same level).
///
/// It depends on how many levels lie between them and not on their numbers: of 1, 2 and 4, the
/// levels 2 and 4 are neighbours. With `d` steps between two of `q` levels:
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weights {
    /// 1 for the same level, otherwise 0.
    Unweighted,
    /// `1 - d / (q - 1)` (Cicchetti and Allison 1971).
    Linear,
    /// `1 - d^2 / (q - 1)^2` (Fleiss and Cohen 1973).
    Quadratic,
    /// `1 - d (d + 1) / (q (q - 1))` (Gwet 2014, Handbook of Inter-Rater Reliability, chapter 3).
    Ordinal,
}

impl Weights {
    pub(super) fn between(self, one: usize, other: usize, levels: usize) -> f64 {
        let steps = one.abs_diff(other) as f64;
        let levels = levels as f64;
        match self {
            _ if one == other => 1.0,
            Weights::Unweighted => 0.0,
            Weights::Linear => 1.0 - steps / (levels - 1.0),
            Weights::Quadratic => 1.0 - (steps / (levels - 1.0)).powi(2),
            Weights::Ordinal => 1.0 - steps * (steps + 1.0) / (levels * (levels - 1.0)),
        }
    }
}

pub(super) fn same(one: f64, other: f64) -> bool {
    comparable(one).total_cmp(&comparable(other)).is_eq()
}

#[cfg(test)]
mod tests {
    use super::{super::super::reference::close, *};

    #[test]
    fn a_scale_names_each_level_once() {
        assert_eq!(Scale::new(&[1.0, 2.0, 1.0]), None);
        assert_eq!(Scale::new(&[0.0, -0.0]), None);
        assert_eq!(Scale::new(&[0.3, 0.1 + 0.2]), None);
        let most: Vec<f64> = (0..201).map(f64::from).collect();
        assert_eq!(Scale::new(&most), None);
        assert!(Scale::new(&most[..200]).is_some());
    }

    #[test]
    fn a_level_is_found_though_it_was_averaged() {
        let scale = Scale::new(&[0.1, 0.2, 0.3, 1e300]).unwrap();
        assert_eq!(scale.position(0.1 + 0.2), Some(2));
        assert_eq!(scale.position(1e300), Some(3));
        assert_eq!(scale.position(0.301), None);
    }

    /// Four levels; the ordinal weights are those of Gwet's table for four: 1, 5/6, 1/2, 0.
    #[test]
    fn weights_fall_from_one_to_nothing() {
        let published = [
            (Weights::Unweighted, [1.0, 0.0, 0.0, 0.0]),
            (Weights::Linear, [1.0, 2.0 / 3.0, 1.0 / 3.0, 0.0]),
            (Weights::Quadratic, [1.0, 8.0 / 9.0, 5.0 / 9.0, 0.0]),
            (Weights::Ordinal, [1.0, 5.0 / 6.0, 0.5, 0.0]),
        ];
        for (weights, by_distance) in published {
            for (distance, expected) in by_distance.into_iter().enumerate() {
                close(weights.between(distance, 0, 4), expected);
                close(weights.between(0, distance, 4), expected);
            }
        }
    }
}

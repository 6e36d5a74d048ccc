//! Where a site stands among the others, when their levels are not known exactly.

use statrs::distribution::{ContinuousCDF, Normal};

use super::super::Estimate;

/// The rank that each site can expect, 1 being the lowest:
/// `1 + sum over others of Phi((m - m') / sqrt(v + v'))` (Laird and Louis 1989, Journal of Educational
/// Statistics 14:29-46).
///
/// Close levels share their ranks, so that the one seen most rarely is not always first or last. Two
/// levels known exactly stand one above the other; equal ones share. Empty for no sites.
pub fn expected_ranks(levels: &[Estimate]) -> Vec<f64> {
    let rank = |(at, level): (usize, &Estimate)| {
        let others = levels.iter().enumerate().filter(|(other, _)| *other != at);
        1.0 + others.map(|(_, other)| chance_above(level, other)).sum::<f64>()
    };
    levels.iter().enumerate().map(rank).collect()
}

fn chance_above(level: &Estimate, other: &Estimate) -> f64 {
    let (apart, spread) = (level.value - other.value, (level.variance + other.variance).sqrt());
    if 0.0 < spread {
        return Normal::standard().cdf(apart / spread);
    }
    f64::midpoint(f64::from(u8::from(0.0 < apart)), f64::from(u8::from(0.0 <= apart)))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            super::reference::{close, golden, numbers},
            estimates,
        },
        *,
    };

    #[test]
    fn ranks_agree_with_the_golden_ones() {
        let golden = &golden()["expected_rank"];
        let pairs: Vec<(f64, f64)> =
            numbers(&golden["theta"]).into_iter().zip(numbers(&golden["v"])).collect();
        let published = numbers(&golden["rank_low_is_1"]);
        for (found, expected) in expected_ranks(&estimates(&pairs)).into_iter().zip(published) {
            close(found, expected);
        }
    }

    #[test]
    fn levels_known_exactly_stand_in_their_order() {
        let found = expected_ranks(&estimates(&[(2.0, 0.0), (3.0, 0.0), (2.0, 0.0)]));
        for (found, expected) in found.into_iter().zip([1.5, 3.0, 1.5]) {
            close(found, expected);
        }
        assert_eq!(expected_ranks(&[]), Vec::<f64>::new());
    }

    #[test]
    fn ranks_always_sum_to_the_same() {
        let levels = estimates(&[(2.0, 0.04), (2.5, 0.09), (2.6, 0.01), (3.2, 0.16), (1.0, 0.5)]);
        close(expected_ranks(&levels).into_iter().sum(), 15.0);
    }
}

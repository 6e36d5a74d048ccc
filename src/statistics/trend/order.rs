//! The order of values, and which of them are equal.

use super::super::equal::comparable;

/// The rank of each value among the different ones, from 0.
///
/// Values are equal when they agree to 9 decimals.
pub(super) fn ranks(values: &[f64]) -> Vec<usize> {
    let rounded: Vec<f64> = values.iter().map(|value| comparable(*value)).collect();
    let mut levels = rounded.clone();
    levels.sort_by(f64::total_cmp);
    levels.dedup_by(|one, other| one.total_cmp(other).is_eq());
    let below = |value: &f64| levels.partition_point(|level| level.total_cmp(value).is_lt());
    rounded.iter().map(below).collect()
}

/// How many values share each rank, most first.
pub(super) fn ties(ranks: &[usize]) -> Vec<usize> {
    let mut sizes = vec![0; ranks.iter().max().map_or(0, |last| last + 1)];
    for rank in ranks {
        sizes[*rank] += 1;
    }
    sizes.sort_unstable_by(|one, other| other.cmp(one));
    sizes
}

/// How many pairs rise, less how many fall: Kendall's S.
pub(super) fn rises_less_falls(ranks: &[usize]) -> i64 {
    let mut seen = Seen::new(ranks.len());
    let mut balance = 0;
    for (earlier, rank) in (0..).zip(ranks) {
        balance += seen.below(*rank) - (earlier - seen.below(rank + 1));
        seen.add(*rank);
    }
    balance
}

/// How often each rank was seen, kept as sums over ranges so that counting and adding both take
/// few steps (Fenwick 1994, Software: Practice and Experience 24:327-336).
struct Seen {
    sums: Vec<i64>,
}

impl Seen {
    fn new(ranks: usize) -> Seen {
        Seen { sums: vec![0; ranks + 1] }
    }

    fn add(&mut self, rank: usize) {
        let mut place = rank + 1;
        while let Some(sum) = self.sums.get_mut(place) {
            *sum += 1;
            place += place & place.wrapping_neg();
        }
    }

    /// How many of those seen lie below a rank.
    fn below(&self, rank: usize) -> i64 {
        let mut place = rank;
        let mut count = 0;
        while place != 0 {
            count += self.sums[place];
            place &= place - 1;
        }
        count
    }
}

/// The middle one of sorted values, or the mean of the middle two. None of no values.
pub(super) fn median(sorted: &[f64]) -> Option<f64> {
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(sorted[sorted.len() / 2 - 1], upper))
}

/// Values from the smallest to the largest.
pub(super) fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_that_differ_only_in_binary_are_equal() {
        assert_eq!(ranks(&[2.4 - 2.1, 2.6 - 2.3, 0.1, 0.0, -0.0]), [2, 2, 1, 0, 0]);
        assert_eq!(ties(&[2, 2, 1, 0, 0]), [2, 2, 1]);
    }

    #[test]
    fn large_numbers_keep_their_order() {
        assert_eq!(ranks(&[1e300, 2e300, -1e300, 1e17, 1.0, f64::MAX]), [3, 4, 0, 2, 1, 5]);
    }

    #[test]
    fn the_middle_of_none_is_none() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[1.0, 2.0, 4.0]), Some(2.0));
        assert_eq!(median(&[1.0, 2.0, 4.0, 9.0]), Some(3.0));
    }

    proptest! {
        #[test]
        fn pairs_are_counted_as_one_by_one(values in prop::collection::vec(0_usize..6, 0..12)) {
            let mut balance = 0;
            for (at, later) in values.iter().enumerate() {
                for earlier in &values[..at] {
                    balance += i64::from(earlier < later) - i64::from(later < earlier);
                }
            }
            let as_numbers: Vec<f64> = values.iter().map(|value| *value as f64).collect();
            prop_assert_eq!(rises_less_falls(&ranks(&as_numbers)), balance);
        }
    }
}

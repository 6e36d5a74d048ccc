//! How often each value of Kendall's S comes up when the order of the values is left to chance.

use super::Undefined;

/// Up to here the orders are counted out; beyond, one p-value would take as long as a report, and
/// the normal approximation is good.
pub(super) const MOST_POINTS: usize = 150;

/// The exact distribution of S over all orders of given values, ties kept.
#[derive(Clone, Debug)]
pub(super) struct ByChance {
    /// The chance of each number of falling pairs, from none up to all that are not tied.
    falling: Vec<f64>,
}

impl ByChance {
    /// From the sizes of the groups of equal values, largest first: the number of orders with `i`
    /// falling pairs is the coefficient of `q^i` in `[n]! / prod [t]!` with
    /// `[m]! = prod (1 + q + ... + q^(j - 1))`.
    ///
    /// That is a product of one factor a group, each the distribution of the pairs between the
    /// group and all before it. Chances are only ever added and multiplied, never subtracted, so
    /// that even the smallest are right to 12 digits.
    pub(super) fn of(ties: &[usize]) -> Result<ByChance, Undefined> {
        if MOST_POINTS < ties.iter().sum() {
            return Err(Undefined::TooManyPoints);
        }
        let mut falling = vec![1.0];
        let mut before = 0;
        for group in ties {
            falling = convolved(&falling, &pairs_between(before, *group));
            before += group;
        }
        Ok(ByChance { falling })
    }

    /// Of the sum of two, each ordered by itself.
    pub(super) fn and(&self, other: &ByChance) -> ByChance {
        ByChance { falling: convolved(&self.falling, &other.falling) }
    }

    /// How many pairs are not tied: the largest S there can be.
    pub(super) fn largest(&self) -> usize {
        self.falling.len() - 1
    }

    /// How often S is as far from zero as `s`, on either side.
    pub(super) fn as_far_as(&self, s: u64) -> f64 {
        let far = |falling: usize| s <= (self.largest() as u64).abs_diff(2 * falling as u64);
        let chances = self.falling.iter().enumerate();
        let sum: f64 = chances.filter(|(falling, _)| far(*falling)).map(|(_, chance)| chance).sum();
        sum.min(1.0)
    }
}

/// The distribution of the number of pairs in which one of `first` lies above one of `second`, all
/// values being different: whichever has the largest value of all lies above every one of the
/// others (Mann and Whitney 1947, Annals of Mathematical Statistics 18:50-60).
fn pairs_between(first: usize, second: usize) -> Vec<f64> {
    let mut row = vec![vec![1.0]; second + 1];
    for a in 1..=first {
        for b in 1..=second {
            let has_largest = a as f64 / (a + b) as f64;
            let mut chances = vec![0.0; a * b + 1];
            for (pairs, chance) in row[b].iter().enumerate() {
                chances[pairs + b] += has_largest * chance;
            }
            for (pairs, chance) in row[b - 1].iter().enumerate() {
                chances[pairs] += (1.0 - has_largest) * chance;
            }
            row[b] = chances;
        }
    }
    row.swap_remove(second)
}

fn convolved(one: &[f64], other: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; one.len() + other.len() - 1];
    for (from, chance) in one.iter().enumerate() {
        for (sum, more) in sums[from..].iter_mut().zip(other) {
            *sum += chance * more;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::{
            super::reference::close,
            order::{ranks, rises_less_falls, ties},
        },
        *,
    };

    /// Kaarsemaker and van Wijngaarden (1953), as in table A.30 of Hollander and Wolfe: the chance
    /// that S is at least the given value.
    #[test]
    fn chances_without_ties_are_the_tabulated_ones() {
        let table = [(3, 3, 0.167), (4, 6, 0.042), (5, 8, 0.042), (6, 11, 0.028), (8, 16, 0.031)];
        for (n, s, published) in table {
            let chance = ByChance::of(&vec![1; n]).unwrap().as_far_as(s) / 2.0;
            assert!((chance - published).abs() < 6e-4, "{n} values, S {s}: {chance}");
        }
    }

    #[test]
    fn the_rarest_order_of_many_is_one_of_all() {
        // Two of 1 * 2 * ... * 30 orders.
        let all: f64 = (1..=30).map(f64::from).product();
        let chance = ByChance::of(&[1; 30]).unwrap().as_far_as(435);
        assert!((chance * all - 2.0).abs() < 1e-12, "{chance}");
    }

    #[test]
    fn beyond_the_limit_nothing_is_counted() {
        assert!(ByChance::of(&[1; MOST_POINTS]).is_ok());
        assert_eq!(ByChance::of(&[1; MOST_POINTS + 1]).unwrap_err(), Undefined::TooManyPoints);
    }

    #[test]
    fn of_no_values_s_is_zero() {
        close(ByChance::of(&[]).unwrap().as_far_as(0), 1.0);
    }

    /// All orders of the values, equal ones told apart.
    fn orders(values: &[f64]) -> Vec<Vec<f64>> {
        let Some((last, others)) = values.split_last() else { return vec![vec![]] };
        let longer = |order: Vec<f64>| {
            (0..=order.len()).map(move |place| {
                let mut order = order.clone();
                order.insert(place, *last);
                order
            })
        };
        orders(others).into_iter().flat_map(longer).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn chances_are_those_of_going_through_all_orders(
            values in prop::collection::vec((0_u8..4).prop_map(f64::from), 1..7),
        ) {
            let s = |values: &[f64]| rises_less_falls(&ranks(values)).unsigned_abs();
            let found = ByChance::of(&ties(&ranks(&values))).unwrap().as_far_as(s(&values));
            let orders = orders(&values);
            let far = orders.iter().filter(|order| s(&values) <= s(order)).count();
            close(found, far as f64 / orders.len() as f64);
        }
    }
}

//! Whether later values are higher than earlier ones, whatever the distances.

use super::{
    super::interval::two_sided_normal,
    Undefined,
    by_chance::ByChance,
    order::{ranks, rises_less_falls, ties},
};

/// The test of Mann and Kendall on one series.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct MannKendall {
    /// How many values there are.
    pub n: usize,
    pub rise: Rise,
    /// S as a share of the pairs that could differ.
    pub tau_b: Result<f64, Undefined>,
}

/// Whether there are more pairs that rise than chance would give, or fewer.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rise {
    /// How many pairs rise, less how many fall.
    pub s: i64,
    /// The variance of S if time did not matter, ties kept.
    pub variance: f64,
    /// S in standard errors, drawn toward zero by one (continuity).
    pub z: f64,
    /// How often chance alone would give such a z, on either side.
    pub p_normal: f64,
    /// How often chance alone would give such an S, on either side, counted over all orders of the
    /// values. Not counted out beyond 150 values, where `p_normal` serves.
    pub p_exact: Result<f64, Undefined>,
    /// S as a share of all pairs.
    pub tau_a: Result<f64, Undefined>,
}

/// Whether values in the order of time rise or fall: `S = sum sign(x_j - x_i)` over all pairs
/// (Mann 1945, Econometrica 13:245-259; Kendall 1975, Rank Correlation Methods), with
/// `var = (n(n-1)(2n+5) - sum t(t-1)(2t+5)) / 18` and the exact p-value also where values are tied.
///
/// Values that agree to 9 decimals are tied. With 3 or 4 values even the steepest order comes up by
/// chance more than 5 times in 100 (0.333 and 0.083): too short to test. With none or one, S is 0.
pub fn mann_kendall(values: &[f64]) -> MannKendall {
    let order = Order::of(values);
    MannKendall {
        n: values.len(),
        rise: order.rise(ByChance::of(&order.ties)),
        tau_b: order.share((order.pairs * order.untied).sqrt()),
    }
}

/// What the test knows of a series, or of several: all but the ties add up.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Order {
    pub(super) s: i64,
    pub(super) variance: f64,
    pub(super) pairs: f64,
    /// How many pairs have two different values.
    pub(super) untied: f64,
    /// How many values are equal, for each different value, most first.
    pub(super) ties: Vec<usize>,
}

impl Order {
    pub(super) fn of(values: &[f64]) -> Order {
        let ranks = ranks(values);
        let ties = ties(&ranks);
        let pairs = pairs(values.len());
        Order {
            s: rises_less_falls(&ranks),
            variance: (spread(values.len()) - ties.iter().map(|size| spread(*size)).sum::<f64>())
                / 18.0,
            pairs,
            untied: pairs - ties.iter().map(|size| self::pairs(*size)).sum::<f64>(),
            ties,
        }
    }

    pub(super) fn rise(&self, by_chance: Result<ByChance, Undefined>) -> Rise {
        let z = self.z();
        Rise {
            s: self.s,
            variance: self.variance,
            z,
            p_normal: two_sided_normal(z),
            p_exact: by_chance.map(|chance| chance.as_far_as(self.s.unsigned_abs())),
            tau_a: self.share(self.pairs),
        }
    }

    fn z(&self) -> f64 {
        if self.s == 0 {
            return 0.0;
        }
        (self.s - self.s.signum()) as f64 / self.variance.sqrt()
    }

    fn share(&self, of: f64) -> Result<f64, Undefined> {
        if self.pairs < 1.0 {
            return Err(Undefined::TooFewPoints);
        }
        if of <= 0.0 { Err(Undefined::NoVariation) } else { Ok(self.s as f64 / of) }
    }
}

fn pairs(n: usize) -> f64 {
    let n = n as f64;
    n * (n - 1.0) / 2.0
}

/// Eighteen times the variance that `n` values without ties give to S.
pub(super) fn spread(n: usize) -> f64 {
    let n = n as f64;
    n * (n - 1.0) * (2.0 * n + 5.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::super::reference::{close, golden, number, numbers},
        *,
    };

    #[test]
    fn series_of_few_years_agree_with_the_golden_ones() {
        for case in golden()["mann_kendall"].as_array().unwrap() {
            let Some(s) = case["S"].as_i64() else { continue };
            let found = mann_kendall(&numbers(&case["y"]));
            assert_eq!(found.rise.s, s);
            close(found.rise.p_exact.unwrap(), number(&case["p_exact"]));
            if let Some(published) = case["p_normal"].as_f64() {
                assert!((found.rise.p_normal - published).abs() < 5e-5, "{found:?}");
            }
            if let Some(published) = case["tau_b"].as_f64() {
                assert!((found.tau_b.unwrap() - published).abs() < 5e-5, "{:?}", found.tau_b);
            }
            if let Some(published) = case["varS"].as_f64() {
                close(found.rise.variance, published);
            }
        }
    }

    /// The smallest p that a series of a length can reach.
    #[test]
    fn three_and_four_values_are_too_short_to_test() {
        let published = [(3, 0.3333), (4, 0.0833), (5, 0.0167), (6, 0.0028), (7, 0.0004)];
        for (n, smallest) in published {
            let rising: Vec<f64> = (0..n).map(f64::from).collect();
            let found = mann_kendall(&rising).rise.p_exact.unwrap();
            assert!((found - smallest).abs() < 5e-5, "{n} values: {found}");
        }
    }

    #[test]
    fn what_has_no_order_says_why() {
        for values in [[].as_slice(), &[3.0]] {
            let found = mann_kendall(values);
            assert_eq!((found.rise.s, found.rise.z, found.rise.p_normal), (0, 0.0, 1.0));
            close(found.rise.p_exact.unwrap(), 1.0);
            assert_eq!(found.rise.tau_a, Err(Undefined::TooFewPoints));
            assert_eq!(found.tau_b, Err(Undefined::TooFewPoints));
        }
        assert_eq!(mann_kendall(&[3.0; 5]).tau_b, Err(Undefined::NoVariation));
    }

    #[test]
    fn a_long_series_has_the_normal_p_alone() {
        let rising: Vec<f64> = (0..1000).map(f64::from).collect();
        let found = mann_kendall(&rising);
        assert_eq!(found.rise.s, 499_500);
        assert_eq!(found.rise.p_exact, Err(Undefined::TooManyPoints));
    }

    proptest! {
        #[test]
        fn turned_round_in_time_only_the_sign_changes(
            values in prop::collection::vec((1_u8..5).prop_map(f64::from), 2..20),
        ) {
            let backward: Vec<f64> = values.iter().rev().copied().collect();
            let (forward, backward) = (mann_kendall(&values).rise, mann_kendall(&backward).rise);
            prop_assert_eq!(forward.s, -backward.s);
            close(forward.z, -backward.z);
            prop_assert_eq!(forward.p_exact, backward.p_exact);
            prop_assert_eq!(forward.tau_a.is_ok(), backward.tau_a.is_ok());
        }
    }
}

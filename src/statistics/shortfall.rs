//! How far below a target, given how sure the level is.

use statrs::distribution::{Continuous, ContinuousCDF, Normal};

/// The shortfall below `target` that is to be expected of a level with the standard deviation
/// `spread`: `E = (T - m) Phi(z) + s phi(z)` with `z = (T - m) / s`; `max(0, T - m)` where the
/// spread is 0.
///
/// The expectation of `max(0, T - X)` for a normal `X`, known from option pricing as Bachelier's
/// formula (1900). In points of the scale, never negative.
pub fn expected_shortfall(level: f64, spread: f64, target: f64) -> f64 {
    let gap = target - level;
    if spread <= 0.0 {
        return gap.max(0.0);
    }
    let z = gap / spread;
    let normal = Normal::standard();
    (gap * normal.cdf(z) + spread * normal.pdf(z)).max(0.0)
}

/// The chance that the true level lies below `target`: `Phi((T - m) / s)`, from 0 to 1; where the
/// spread is 0, whether the level does.
pub fn chance_below(level: f64, spread: f64, target: f64) -> f64 {
    if spread <= 0.0 {
        return if level < target { 1.0 } else { 0.0 };
    }
    Normal::standard().cdf((target - level) / spread)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::reference::{close, golden, number},
        *,
    };

    #[test]
    fn shortfalls_agree_with_the_golden_ones() {
        for case in golden()["expected_shortfall"].as_array().unwrap() {
            let (level, spread, target) =
                (number(&case["m"]), number(&case["s"]), number(&case["T"]));
            close(expected_shortfall(level, spread, target), number(&case["E"]));
            close(chance_below(level, spread, target), number(&case["P_below"]));
        }
    }

    #[test]
    fn an_exact_level_falls_short_by_its_gap() {
        close(expected_shortfall(2.5, 0.0, 3.0), 0.5);
        close(expected_shortfall(3.5, 0.0, 3.0), 0.0);
        close(chance_below(2.5, 0.0, 3.0), 1.0);
        close(chance_below(3.0, 0.0, 3.0), 0.0);
    }

    proptest! {
        #[test]
        fn it_falls_with_the_level_and_rises_with_target_and_spread(
            level in 1.0..4.0, spread in 0.0..1.0, target in 1.0..4.0, more in 0.01..1.0,
        ) {
            let shortfall = expected_shortfall(level, spread, target);
            prop_assert!(0.0 <= shortfall);
            prop_assert!(expected_shortfall(level + more, spread, target) <= shortfall + 1e-12);
            prop_assert!(shortfall <= expected_shortfall(level, spread, target + more) + 1e-12);
            prop_assert!(shortfall <= expected_shortfall(level, spread + more, target) + 1e-12);
        }
    }
}

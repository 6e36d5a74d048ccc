//! How many runs, and how long ones, chance alone would give.

use std::f64::consts::LN_2;

use statrs::function::factorial::ln_binomial;

/// The limits of the Anhøj rules, for points that are not on the centre line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AnhoejLimits {
    /// The longest run on one side that chance would give.
    pub longest_run: usize,
    /// The fewest crossings of the centre line that chance would give.
    pub fewest_crossings: usize,
}

/// The limits for a number of useful points: at most `round(log2 n) + 3` points in a run (Schilling
/// 2012, Mathematics Magazine 85:141-149), at least the 5% quantile of `Bin(n - 1, 1/2)` crossings
/// (Chen 2010; Anhøj and Olesen 2014, PLOS ONE 9:e113825). None without points.
pub fn anhoej_limits(useful: usize) -> Option<AnhoejLimits> {
    let doublings = useful.checked_ilog2()?;
    // Rounds up past the half way: log2 n > k + 1/2 when n squared > 2 to the 2k + 1.
    let rounds_up = 1 << (2 * doublings + 1) < (useful as u128).pow(2);
    Some(AnhoejLimits {
        longest_run: doublings as usize + usize::from(rounds_up) + 3,
        fewest_crossings: lowest_twentieth(useful - 1),
    })
}

/// Up to so many trials the quantile is the exact one; beyond, that of the normal distribution with
/// a correction for continuity, which may be off by one.
const MOST_TRIALS: usize = 1_000_000;

/// The smallest c with `P(Bin(trials, 1/2) <= c) >= 0.05`.
fn lowest_twentieth(trials: usize) -> usize {
    let by_normal = lowest_twentieth_by_normal(trials);
    if MOST_TRIALS < trials {
        return by_normal;
    }
    let mut c = by_normal.saturating_sub(2);
    while chance_of_at_most(c, trials) < 0.05 {
        c += 1;
    }
    c
}

/// `trials / 2 - 1/2 - 1.6449 · sqrt(trials) / 2`, rounded up; in whole numbers, so that no size is too
/// large.
fn lowest_twentieth_by_normal(trials: usize) -> usize {
    // The square of 1.6448536269514722 in billionths.
    const SQUARE: u128 = 2_705_543_454;
    let deviations = (trials as u128 * SQUARE / 1_000_000_000).isqrt();
    let twice = (trials as u128).saturating_sub(1 + deviations);
    usize::try_from(twice.div_ceil(2)).unwrap_or(trials)
}

/// `P(Bin(trials, 1/2) <= most)`, summed from the largest term down.
fn chance_of_at_most(most: usize, trials: usize) -> f64 {
    let mut term = (ln_choices(trials, most) - trials as f64 * LN_2).exp();
    let mut sum = 0.0;
    for k in (0..=most).rev() {
        sum += term;
        term *= k as f64 / (trials - k + 1) as f64;
        if term < sum * f64::EPSILON {
            break;
        }
    }
    sum
}

/// The fewest and the most runs that chance would give with so many points above and below the
/// centre line, given how many there are: what is left when the 2.5% at either end is set aside
/// (Wald and Wolfowitz 1940; Swed and Eisenhart 1943, Annals of Mathematical Statistics 14:66-87).
///
/// Computed and not looked up, because printed tables differ by one at several sizes. None where all
/// points lie on one side.
pub fn runs_by_chance(above: usize, below: usize) -> Option<(usize, usize)> {
    let fewer = above.min(below);
    if fewer == 0 {
        return None;
    }
    let most = 2 * fewer + usize::from(above != below);
    Some((past_the_tail(2..=most, above, below)?, past_the_tail((2..=most).rev(), above, below)?))
}

/// The first number of runs with which the chance so far is more than 2.5%.
fn past_the_tail(runs: impl Iterator<Item = usize>, above: usize, below: usize) -> Option<usize> {
    // A little more than 1/40, so that a chance of exactly 1/40 belongs to the tail.
    const TAIL: f64 = 0.025 * (1.0 + 1e-9);
    let mut so_far = 0.0;
    runs.into_iter().find(|&runs| {
        so_far += chance_of_runs(runs, above, below);
        TAIL < so_far
    })
}

/// `P(R = 2k) = 2 C(a-1, k-1) C(b-1, k-1) / C(a+b, a)`, `P(R = 2k+1) = [C(a-1, k) C(b-1, k-1) +
/// C(a-1, k-1) C(b-1, k)] / C(a+b, a)`.
fn chance_of_runs(runs: usize, above: usize, below: usize) -> f64 {
    let all = ln_choices(above + below, above);
    let ways = |of_above: usize, of_below: usize| {
        (ln_choices(above - 1, of_above - 1) + ln_choices(below - 1, of_below - 1) - all).exp()
    };
    let half = runs / 2;
    if runs.is_multiple_of(2) {
        2.0 * ways(half, half)
    } else {
        ways(half + 1, half) + ways(half, half + 1)
    }
}

/// The logarithm of the number of choices of k from n; that of zero is infinite, downward.
fn ln_choices(n: usize, k: usize) -> f64 {
    ln_binomial(n as u64, k as u64)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{super::super::reference::golden, *};

    #[test]
    fn limits_agree_with_the_golden_ones() {
        let golden = &golden()["anhoej_limits"];
        let column = |name: &str| -> Vec<u64> {
            golden[name].as_array().unwrap().iter().filter_map(Value::as_u64).collect()
        };
        let expected = column("longest_run_max").into_iter().zip(column("crossings_min"));
        for (useful, (longest, fewest)) in column("n").into_iter().zip(expected) {
            let found = anhoej_limits(usize::try_from(useful).unwrap()).unwrap();
            assert_eq!(found.longest_run as u64, longest, "longest run of {useful}");
            assert_eq!(found.fewest_crossings as u64, fewest, "crossings of {useful}");
        }
    }

    #[test]
    fn crossings_are_the_quantile_in_whole_numbers() {
        for trials in 0..=120_u32 {
            let all = 2_u128.pow(trials);
            let mut choices = 1_u128;
            let mut so_far = 1_u128;
            let mut quantile = 0;
            while so_far.saturating_mul(20) < all {
                choices = choices * u128::from(trials - quantile) / u128::from(quantile + 1);
                so_far += choices;
                quantile += 1;
            }
            assert_eq!(lowest_twentieth(trials as usize), quantile as usize, "of {trials}");
        }
    }

    #[test]
    fn the_exact_quantile_and_the_normal_one_meet() {
        for trials in [1_000, 99_999, MOST_TRIALS] {
            let apart = lowest_twentieth(trials).abs_diff(lowest_twentieth_by_normal(trials));
            assert!(apart <= 1, "{apart} of {trials}");
        }
    }

    #[test]
    fn no_number_of_points_is_too_large() {
        assert_eq!(anhoej_limits(0), None);
        let one = AnhoejLimits { longest_run: 3, fewest_crossings: 0 };
        assert_eq!(anhoej_limits(1), Some(one));
        let most = anhoej_limits(usize::MAX).unwrap();
        assert_eq!(most.longest_run, 67);
        assert!(most.fewest_crossings < usize::MAX / 2);
    }

    /// Acceptance regions of 95%, published for as many points above as below, or one fewer.
    #[test]
    fn numbers_of_runs_agree_with_the_published_regions() {
        let published =
            [(10, 3, 9), (12, 4, 10), (15, 5, 12), (20, 7, 15), (24, 8, 18), (30, 11, 21)];
        for (n, fewest, most) in published {
            assert_eq!(runs_by_chance(n / 2, n - n / 2), Some((fewest, most)), "{n} points");
        }
    }

    #[test]
    fn chances_of_runs_sum_to_one_and_a_chance_of_a_fortieth_is_in_the_tail() {
        for (above, below) in [(1, 1), (3, 8), (20, 20), (400, 7)] {
            let most = 2 * above.min(below) + usize::from(above != below);
            let sum: f64 = (2..=most).map(|runs| chance_of_runs(runs, above, below)).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        }
        // One point above among 79 below: two runs where it is the first or the last of 80.
        assert_eq!(runs_by_chance(1, 79), Some((3, 3)));
        assert_eq!(runs_by_chance(0, 9), None);
    }
}

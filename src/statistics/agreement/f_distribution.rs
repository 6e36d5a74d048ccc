//! Fisher's F distribution, where the crate's own loses digits.

use statrs::function::beta::checked_beta_reg;

/// The chance of a value above `f`, never 0: at least the smallest number that can be written with
/// all its digits. None where `f` is below 0, a degree of freedom is not above 0, or one is
/// infinite.
///
/// Of the two ways to write it this is the one that keeps its digits when it is small.
pub(super) fn upper_tail(f: f64, freedom: (f64, f64)) -> Option<f64> {
    let (above, below) = freedom;
    let usable = 0.0 <= f && 0.0 < above && 0.0 < below && (f + above + below).is_finite();
    if !usable {
        return None;
    }
    let tail = checked_beta_reg(below / 2.0, above / 2.0, below / (above * f + below)).ok()?;
    Some(tail.clamp(f64::MIN_POSITIVE, 1.0))
}

/// The value above which 2.5% lie, by halving an interval of its logarithm.
///
/// statrs finds a share near 1 first and loses the digits of a large F with few degrees of freedom.
pub(super) fn upper_limit(freedom: (f64, f64)) -> Option<f64> {
    const ABOVE: f64 = 0.025;
    let (mut low, mut high) = (-700.0, 700.0);
    // Each step halves 1400, down to less than the last digit.
    for _ in 0..64 {
        let middle = f64::midpoint(low, high);
        let is_above = upper_tail(f64::exp(middle), freedom)? < ABOVE;
        if is_above { high = middle } else { low = middle }
    }
    Some(f64::midpoint(low, high).exp())
}

#[cfg(test)]
mod tests {
    use super::{super::super::reference::close, *};

    /// Upper 2.5% points of the F distribution, as every statistics book prints them.
    #[test]
    fn limits_are_those_of_the_printed_table() {
        let printed =
            [(1.0, 1.0, 647.8), (2.0, 10.0, 5.46), (5.0, 15.0, 3.58), (10.0, 120.0, 2.16)];
        for (above, below, limit) in printed {
            let found = upper_limit((above, below)).unwrap();
            assert!(
                (found - limit).abs() <= 0.006_f64.max(limit * 1e-4),
                "{above}, {below}: {found}"
            );
        }
    }

    #[test]
    fn above_the_limit_lie_two_and_a_half_percent() {
        for freedom in [(1.0, 0.3), (3.0, 4.785), (999.0, 2.0), (1e5, 1e5)] {
            let tail = upper_tail(upper_limit(freedom).unwrap(), freedom).unwrap();
            assert!((tail - 0.025).abs() < 1e-9, "{freedom:?}: {tail}");
        }
    }

    /// A real network's F, whose tail is 3e-349: nothing can be as sure as a zero says.
    #[test]
    fn no_chance_is_nothing() {
        assert!(0.0 < upper_tail(14.434_461_663, (170.0, 9383.0)).unwrap());
        close(upper_tail(0.0, (3.0, 4.0)).unwrap(), 1.0);
    }

    /// With one degree of freedom each, F is the square of a Cauchy variable.
    #[test]
    fn the_tail_is_that_of_cauchy_squared() {
        for f in [0.1, 1.0, 1e6] {
            let expected = 1.0 - 2.0 / std::f64::consts::PI * f64::atan(f64::sqrt(f));
            close(upper_tail(f, (1.0, 1.0)).unwrap(), expected);
        }
        assert_eq!(upper_tail(-1.0, (1.0, 1.0)), None);
        assert_eq!(upper_limit((0.0, 1.0)), None);
        assert_eq!(upper_limit((f64::NAN, 1.0)), None);
    }
}

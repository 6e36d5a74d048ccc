//! Fisher's F distribution, where the crate's own loses digits.

use statrs::function::beta::checked_beta_reg;

/// The chance of a value above `f`; None where `f` or a degree of freedom is not above 0 or finite.
///
/// Of the two ways to write it this is the one that keeps its digits when it is small.
pub(super) fn upper_tail(f: f64, freedom: (f64, f64)) -> Option<f64> {
    let (above, below) = freedom;
    let usable = |value: f64| 0.0 < value && value.is_finite();
    if ![f, above, below].into_iter().all(usable) {
        return None;
    }
    checked_beta_reg(below / 2.0, above / 2.0, below / (above * f + below)).ok()
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

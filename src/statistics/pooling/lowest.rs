//! Where a criterion is lowest, and where a function crosses zero.

use std::iter::once;

/// Where a smooth criterion over zero and up is lowest, zero included, given its derivative.
///
/// Looks at zero and at `unit` doubled and halved sixty times; wherever the criterion turns from
/// falling to rising, that place is found to the last digit, and the lowest of all is taken.
pub(in crate::statistics) fn lowest(
    unit: f64,
    derivative: impl Fn(f64) -> f64,
    criterion: impl Fn(f64) -> f64,
) -> f64 {
    let grid: Vec<f64> = once(0.0).chain((-60..=60).map(|n| unit * 2.0_f64.powi(n))).collect();
    let rises: Vec<bool> = grid.iter().map(|place| 0.0 <= derivative(*place)).collect();
    let turns = (1..grid.len()).filter(|at| !rises[at - 1] && rises[*at]);
    turns
        .map(|at| crossing(grid[at - 1], grid[at], &derivative))
        .chain(once(0.0))
        .min_by(|one, other| criterion(*one).total_cmp(&criterion(*other)))
        .expect("zero is always looked at")
}

/// Where a function that is below zero at `low` and not below it at `high` crosses zero, to the last
/// digit.
pub(in crate::statistics) fn crossing(
    mut low: f64,
    mut high: f64,
    function: impl Fn(f64) -> f64,
) -> f64 {
    loop {
        let middle = f64::midpoint(low, high);
        let is_between = low < middle && middle < high;
        if !is_between {
            return high;
        }
        if function(middle) < 0.0 { low = middle } else { high = middle }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::reference::close, *};

    #[test]
    fn the_lower_of_two_valleys_is_found() {
        // x^2 (x - 3)^2 / 2 - x^2 / 4 has valleys near 0 (at 0) and near 3 (lower).
        let height = |x: f64| (x * (x - 3.0)).powi(2) / 2.0 - x * x / 4.0;
        let slope = |x: f64| x * (x - 3.0) * (2.0 * x - 3.0) - x / 2.0;
        // 2 x^2 - 9 x + 8.5 = 0.
        close(lowest(1.0, slope, height), (9.0 + 13.0_f64.sqrt()) / 4.0);
    }

    #[test]
    fn what_only_rises_is_lowest_at_zero() {
        assert_eq!(lowest(1.0, |_| 1.0, |x| x).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn a_crossing_is_found_to_the_last_digit() {
        let root = crossing(0.0, 2.0, |x| x * x - 2.0);
        assert!((root - 2.0_f64.sqrt()).abs() <= f64::EPSILON, "{root}");
    }
}

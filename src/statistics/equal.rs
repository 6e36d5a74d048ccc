//! Which values count as equal.

/// A value to nine decimals, as which it is compared; where a number is so large that it has no nine
/// decimals, as it is.
///
/// Scores that were averaged or subtracted in binary are rarely the same to the last digit: 2.4 - 2.1
/// is not 2.6 - 2.3.
pub(super) fn comparable(value: f64) -> f64 {
    const BILLION: f64 = 1e9;
    // Whole numbers up to here are exact; beyond, there is nothing left to round.
    const EXACT: f64 = 9e15;
    let billionths = value * BILLION;
    let rounded = if billionths.abs() < EXACT { billionths.round() / BILLION } else { value };
    // Zero has one sign only.
    rounded + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_agrees_to_nine_decimals_is_equal() {
        assert!(comparable(2.4 - 2.1).total_cmp(&comparable(2.6 - 2.3)).is_eq());
        assert!(comparable(-1e-12).total_cmp(&0.0).is_eq());
        assert!(comparable(0.3).total_cmp(&comparable(0.300_000_002)).is_lt());
        assert!(comparable(3e200).total_cmp(&3e200).is_eq());
    }
}

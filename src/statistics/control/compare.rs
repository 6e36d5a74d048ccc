//! On which side of a line values lie.

use std::cmp::Ordering;

use super::super::equal::comparable;

/// On which side of a line a value lies, or in which direction values go: rising is above.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Side {
    Above,
    Below,
}

/// The side of a line on which a value lies; None on the line.
pub(super) fn side(value: f64, line: f64) -> Option<Side> {
    match order(value, line) {
        Ordering::Greater => Some(Side::Above),
        Ordering::Less => Some(Side::Below),
        Ordering::Equal => None,
    }
}

pub(super) fn order(a: f64, b: f64) -> Ordering {
    comparable(a).total_cmp(&comparable(b))
}

pub(super) fn is_zero(value: f64) -> bool {
    order(value, 0.0).is_eq()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_beyond_nine_decimals_do_not_count() {
        assert_eq!(side(2.4 - 2.1, 2.6 - 2.3), None);
        assert_eq!(side(0.000_000_002, 0.0), Some(Side::Above));
        assert_eq!(side(-0.0, 0.0), None);
        assert_eq!(side(-1e-12, 0.0), None);
    }

    #[test]
    fn large_numbers_are_compared_as_they_are() {
        assert_eq!(side(1e300, 1e299), Some(Side::Above));
        assert_eq!(side(-1e300, 1e300), Some(Side::Below));
        assert_eq!(side(9_007_199.254_740_99, 9_007_199.254_740_99), None);
    }
}

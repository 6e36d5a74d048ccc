//! How often two raters give the same, and how often nearly the same.

use super::{super::equal::comparable, scale::same, share};

/// Shares of the subjects, from 0 to 1.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Shares {
    pub exact: f64,
    /// At most one point apart. On a scale from 1 to 4 this is high by chance alone.
    pub within_one: f64,
}

/// What both raters gave, for the subjects that both have rated.
pub fn pairs(one: &[Option<f64>], other: &[Option<f64>]) -> Vec<(f64, f64)> {
    one.iter().zip(other).filter_map(|(one, other)| one.zip(*other)).collect()
}

/// The shares of exact agreement and of agreement within one point; None without pairs.
pub fn shares(pairs: &[(f64, f64)]) -> Option<Shares> {
    let exact = pairs.iter().filter(|(one, other)| same(*one, *other)).count();
    let within_one = pairs.iter().filter(|(one, other)| is_within_one(*one, *other)).count();
    Some(Shares { exact: share(exact, pairs.len())?, within_one: share(within_one, pairs.len())? })
}

pub(super) fn is_within_one(one: f64, other: f64) -> bool {
    comparable(one - other).abs() <= 1.0
}

#[cfg(test)]
mod tests {
    use super::{super::super::reference::close, *};

    #[test]
    fn one_point_apart_is_one_point_apart_in_binary_too() {
        // 2.2 - 1.2 is a little more than 1 in binary, and 0.1 + 0.2 a little more than 0.3.
        let shares = shares(&[(2.2, 1.2), (0.1 + 0.2, 0.3), (1.0, 3.0), (2.0, 3.0001)]).unwrap();
        close(shares.exact, 0.25);
        close(shares.within_one, 0.5);
    }

    #[test]
    fn only_what_both_have_rated_counts() {
        let both = pairs(&[Some(1.0), None, Some(3.0)], &[Some(2.0), Some(2.0), None]);
        assert_eq!(both, [(1.0, 2.0)]);
        assert_eq!(shares(&[]), None);
    }
}

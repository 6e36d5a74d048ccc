//! Ranks, and which values count as equal.

use super::super::equal::comparable;

pub(super) fn are_equal(values: &[f64]) -> bool {
    let mut comparable = values.iter().map(|value| comparable(*value));
    let first = comparable.next();
    comparable.all(|value| Some(value) == first)
}

/// Where values stand from the smallest to the largest; equal ones share the mean of their places.
pub(super) struct Ranks {
    /// Twice the rank of each value, in the order in which they came: a whole number.
    pub doubled: Vec<usize>,
    /// How many values are equal, for each different value.
    ties: Vec<usize>,
}

impl Ranks {
    pub(super) fn of(values: &[f64]) -> Ranks {
        let values: Vec<f64> = values.iter().map(|value| comparable(*value)).collect();
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|one, other| values[*one].total_cmp(&values[*other]));
        let mut ranks = Ranks { doubled: vec![0; values.len()], ties: Vec::new() };
        let mut below = 0;
        for equal in order.chunk_by(|one, other| values[*one].total_cmp(&values[*other]).is_eq()) {
            // The mean of the places below + 1 to below + many, twice.
            for place in equal {
                ranks.doubled[*place] = 2 * below + equal.len() + 1;
            }
            ranks.ties.push(equal.len());
            below += equal.len();
        }
        ranks
    }

    /// What the formulas for ties take away: the sum of `t^3 - t` over groups of `t` equal values.
    pub(super) fn tie_term(&self) -> f64 {
        self.ties.iter().map(|many| *many as f64).map(|t| t.powi(3) - t).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_their_places() {
        let ranks = Ranks::of(&[3.0, 1.0, 2.0, 3.0, 3.0]);
        assert_eq!(ranks.doubled, [8, 2, 4, 8, 8]);
        assert!((ranks.tie_term() - 24.0).abs() < 1e-12);
    }

    #[test]
    fn what_should_be_equal_is() {
        assert!(are_equal(&[2.4 - 2.1, 2.6 - 2.3]));
        assert!(are_equal(&[0.0, -0.0]));
        assert!(!are_equal(&[0.3, 0.300_000_002]));
        assert!(!are_equal(&[1e300, 2e300]));
        assert_eq!(Ranks::of(&[0.0, -0.0]).doubled, [3, 3]);
    }
}

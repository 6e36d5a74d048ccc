//! Rows of a system of equations, exact: counted modulo a prime.
//!
//! No rounding, so that "can be worked out" is a yes or no. What can be worked out with fractions
//! can be worked out here, unless a determinant of zeros and ones is a multiple of the prime: of
//! fewer than 36 rows none is that large (Hadamard), and of more it would take a coincidence of one
//! in 10^18.

/// A Mersenne prime.
const PRIME: u64 = (1 << 61) - 1;

/// What stands in each column that is not zero, by column. The first is 1, so that rows that say the
/// same are the same.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Row(Vec<(usize, u64)>);

impl Row {
    /// 1 in each of these columns, which come in order.
    pub(super) fn of(columns: impl IntoIterator<Item = usize>) -> Row {
        Row(columns.into_iter().map(|column| (column, 1)).collect())
    }

    /// Whether it says nothing.
    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|(column, _)| *column)
    }

    pub(super) fn has(&self, column: usize) -> bool {
        self.at(column) != 0
    }

    /// What is left when as much of another row is taken away as makes a column zero, in which that
    /// other row has something.
    pub(super) fn without(self, column: usize, other: &Row) -> Row {
        let times = product(self.at(column), inverse(other.at(column)));
        if times == 0 { self } else { self.less(times, other) }
    }

    fn at(&self, column: usize) -> u64 {
        let place = self.0.binary_search_by_key(&column, |(column, _)| *column);
        place.map_or(0, |place| self.0[place].1)
    }

    fn less(&self, times: u64, other: &Row) -> Row {
        let mut left = Vec::with_capacity(self.0.len() + other.0.len());
        let mut rest = self.0.iter().copied().peekable();
        for &(column, value) in &other.0 {
            while let Some(own) = rest.next_if(|(own, _)| *own < column) {
                left.push(own);
            }
            let own = rest.next_if(|(own, _)| *own == column).map_or(0, |(_, value)| value);
            left.push((column, difference(own, product(times, value))));
        }
        left.extend(rest);
        left.retain(|(_, value)| *value != 0);
        Row(left).scaled()
    }

    fn scaled(mut self) -> Row {
        let first = self.0.first().map_or(1, |(_, value)| *value);
        let scale = inverse(first);
        for (_, value) in &mut self.0 {
            *value = product(*value, scale);
        }
        self
    }
}

fn difference(one: u64, other: u64) -> u64 {
    (one + (PRIME - other)) % PRIME
}

/// For a prime of 61 ones the remainder is the sum of the digits to the base 2^61.
fn product(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    let digit = |digit: u128| u64::try_from(digit).expect("a product of two digits has two digits");
    (digit(product & u128::from(PRIME)) + digit(product >> PRIME.count_ones())) % PRIME
}

/// By Fermat's little theorem: `x^(p - 2)`. 1 and -1 are their own.
fn inverse(value: u64) -> u64 {
    if value == 1 || value == PRIME - 1 {
        return value;
    }
    let (mut power, mut result) = (value, 1);
    let mut exponent = PRIME - 2;
    while 0 < exponent {
        if exponent % 2 == 1 {
            result = product(result, power);
        }
        power = product(power, power);
        exponent /= 2;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_times_its_inverse_is_one() {
        for value in [1, 2, 3, 1_000_003, PRIME - 1] {
            assert_eq!(product(value, inverse(value)), 1, "{value}");
        }
    }

    #[test]
    fn what_is_left_is_scaled_to_start_with_one() {
        // (1, 1, 1, 0) less (0, 1, 1, 1) by the column 1 leaves (1, 0, 0, -1).
        let left = Row::of([0, 1, 2]).without(1, &Row::of([1, 2, 3]));
        assert_eq!(left, Row(vec![(0, 1), (3, PRIME - 1)]));
        // By the column 0, which the other lacks in nothing: (0, 1) is left of (1, 1) and (1).
        assert_eq!(Row::of([0, 1]).without(0, &Row::of([0])), Row::of([1]));
        assert!(Row::of([0, 1]).without(0, &Row::of([0, 1])).is_zero());
    }
}

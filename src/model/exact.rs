//! Exact numbers: what a score is made of.
//!
//! Ratings are whole numbers or short decimals, and a score is sums and quotients
//! of them. As fractions they are exact, so a mean of 3 is 3 and not a hair below
//! a target of 3, and the order of the rows cannot change the last digit.

use std::{
    cmp::Ordering,
    fmt,
    iter::Sum,
    ops::{Add, Div, Mul, Sub},
    str::FromStr,
};

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, ToPrimitive, Zero};

/// A fraction, exact at any size. Small ones take no memory of their own.
#[derive(Clone, Debug)]
pub struct Exact(Repr);

#[derive(Clone, Debug)]
enum Repr {
    Small(Ratio<i64>),
    Big(Box<BigRational>),
}

/// Why a text is not an exact number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExactError;

impl Exact {
    pub const ZERO: Exact = Exact(Repr::Small(Ratio::new_raw(0, 1)));
    pub const ONE: Exact = Exact(Repr::Small(Ratio::new_raw(1, 1)));

    pub const fn whole(value: i64) -> Exact {
        Exact(Repr::Small(Ratio::new_raw(value, 1)))
    }

    /// `numerator` of `denominator` equal parts; none where there are no parts.
    pub fn fraction(numerator: i64, denominator: i64) -> Option<Exact> {
        Exact::whole(numerator).checked_div(&Exact::whole(denominator))
    }

    /// The decimal that `value` was written as: the shortest one that reads back as it.
    /// None for what is not a finite number.
    pub fn from_decimal(value: f64) -> Option<Exact> {
        let is_short = value.abs() < 1e15 && value.fract() == 0.0;
        match value.to_i64().filter(|_| is_short) {
            Some(whole) => Some(Exact::whole(whole)),
            None if value.is_finite() => format!("{value}").parse().ok(),
            None => None,
        }
    }

    /// The quotient; none when `divisor` is zero.
    pub fn checked_div(&self, divisor: &Exact) -> Option<Exact> {
        if divisor.is_zero() { None } else { Some(self.clone() / divisor.clone()) }
    }

    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Repr::Small(value) => value.is_zero(),
            Repr::Big(value) => value.is_zero(),
        }
    }

    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Repr::Small(value) => value.is_integer(),
            Repr::Big(value) => value.is_integer(),
        }
    }

    /// The nearest floating point number.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            // One division of two exact numbers rounds once, as long as both fit in 53 bits.
            Repr::Small(value)
                if value.numer().unsigned_abs() < 1 << 53
                    && value.denom().unsigned_abs() < 1 << 53 =>
            {
                *value.numer() as f64 / *value.denom() as f64
            }
            Repr::Small(value) => big(value).to_f64().unwrap_or(f64::NAN),
            Repr::Big(value) => value.to_f64().unwrap_or(f64::NAN),
        }
    }

    /// Rounded half up to `places` decimals, as reports print it.
    pub fn rounded(&self, places: u32) -> String {
        let scale = BigInt::from(10).pow(places);
        let half = BigRational::new(1.into(), 2.into());
        let shifted = self.as_big() * BigRational::from(scale.clone());
        let units = (shifted + half).floor().to_integer();
        let negative = units < BigInt::zero();
        let digits = units.magnitude().to_string();
        let width = places as usize + 1;
        let padded = format!("{digits:0>width$}");
        let (whole, decimals) = padded.split_at(padded.len() - places as usize);
        let sign = if negative { "-" } else { "" };
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
    }

    fn as_big(&self) -> BigRational {
        match &self.0 {
            Repr::Small(value) => big(value),
            Repr::Big(value) => BigRational::clone(value),
        }
    }

    fn from_big(value: BigRational) -> Exact {
        match (value.numer().to_i64(), value.denom().to_i64()) {
            (Some(numerator), Some(denominator)) => {
                Exact(Repr::Small(Ratio::new_raw(numerator, denominator)))
            }
            _ => Exact(Repr::Big(Box::new(value))),
        }
    }
}

/// A score that went through floating point, with two decimals: half up, so that it looks as
/// [`Exact::rounded`] shows it.
pub fn shown_score(score: f64) -> String {
    // A half that lies just below itself as a binary number is a half.
    format!("{:.2}", score + 1e-9_f64.copysign(score))
}

fn big(value: &Ratio<i64>) -> BigRational {
    BigRational::new_raw((*value.numer()).into(), (*value.denom()).into())
}

/// Tries the small form first and falls back to the big one when it overflows.
fn either(
    left: &Exact,
    right: &Exact,
    small: impl Fn(&Ratio<i64>, &Ratio<i64>) -> Option<Ratio<i64>>,
    large: impl Fn(BigRational, BigRational) -> BigRational,
) -> Exact {
    if let (Repr::Small(left), Repr::Small(right)) = (&left.0, &right.0)
        && let Some(value) = small(left, right)
    {
        return Exact(Repr::Small(value));
    }
    Exact::from_big(large(left.as_big(), right.as_big()))
}

impl Add for Exact {
    type Output = Exact;

    fn add(self, other: Exact) -> Exact {
        either(&self, &other, CheckedAdd::checked_add, |left, right| left + right)
    }
}

impl Sub for Exact {
    type Output = Exact;

    fn sub(self, other: Exact) -> Exact {
        either(&self, &other, CheckedSub::checked_sub, |left, right| left - right)
    }
}

impl Mul for Exact {
    type Output = Exact;

    fn mul(self, other: Exact) -> Exact {
        either(&self, &other, CheckedMul::checked_mul, |left, right| left * right)
    }
}

impl Div for Exact {
    type Output = Exact;

    /// # Panics
    ///
    /// When `other` is zero; [`Exact::checked_div`] does not.
    fn div(self, other: Exact) -> Exact {
        either(&self, &other, CheckedDiv::checked_div, |left, right| left / right)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(values: I) -> Exact {
        values.fold(Exact::ZERO, |total, value| total + value)
    }
}

impl<'a> Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Exact>>(values: I) -> Exact {
        values.cloned().sum()
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Exact) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(left), Repr::Small(right)) => left.cmp(right),
            _ => self.as_big().cmp(&other.as_big()),
        }
    }
}

/// In lowest terms: `3`, `7/3`, `-1/10`.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small(value) => value.fmt(f),
            Repr::Big(value) => value.fmt(f),
        }
    }
}

impl FromStr for Exact {
    type Err = ExactError;

    /// Reads `3`, `3.0`, `-0.25`, `2.5e-3` and `7/3`.
    fn from_str(text: &str) -> Result<Exact, ExactError> {
        if let Some((numerator, denominator)) = text.split_once('/') {
            let numerator: Exact = decimal(numerator.trim())?;
            return numerator.checked_div(&decimal(denominator.trim())?).ok_or(ExactError);
        }
        decimal(text.trim())
    }
}

fn decimal(text: &str) -> Result<Exact, ExactError> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| ExactError)?),
        None => (text, 0),
    };
    if 300 < exponent.abs() || 400 < mantissa.len() {
        return Err(ExactError);
    }
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let unsigned = whole.strip_prefix(['-', '+']).unwrap_or(whole);
    let digits = format!("{unsigned}{decimals}");
    let only_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !only_digits {
        return Err(ExactError);
    }
    let mut value = digits.parse::<BigInt>().map_err(|_| ExactError)?;
    if whole.starts_with('-') {
        value = -value;
    }
    let shift = exponent - i32::try_from(decimals.len()).map_err(|_| ExactError)?;
    let power = BigInt::from(10).pow(shift.unsigned_abs());
    let ratio =
        if shift < 0 { BigRational::new(value, power) } else { BigRational::from(value * power) };
    Ok(Exact::from_big(ratio))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn decimals_are_read_as_they_are_written() {
        let read =
            [("3", "3"), ("3.0", "3"), ("2.745", "549/200"), ("-0.25", "-1/4"), ("7/3", "7/3")];
        for (text, shown) in read {
            assert_eq!(exact(text).to_string(), shown);
        }
        for text in ["", "3,5", "three", "1/0", ".", "--1", "1e999999"] {
            assert_eq!(text.parse::<Exact>(), Err(ExactError), "reading {text:?}");
        }
    }

    #[test]
    fn weights_of_seven_and_three_tenths_on_threes_give_three() {
        let score = exact("0.7") * exact("3") + exact("0.3") * exact("3");
        assert_eq!(score, Exact::whole(3));
        assert_eq!(Exact::from_decimal(0.7), Some(exact("0.7")));
    }

    #[test]
    fn printed_half_up() {
        let printed = [("7/3", "2.33"), ("599/200", "3.00"), ("23/8", "2.88"), ("-1/8", "-0.12")];
        for (value, shown) in printed {
            assert_eq!(exact(value).rounded(2), shown);
        }
        assert_eq!(exact("5/2").rounded(0), "3");
        assert_eq!(exact("-3/1000").rounded(2), "0.00");
    }

    #[test]
    fn sums_that_outgrow_small_fractions_stay_exact() {
        let primes = [999_983_i64, 999_979, 999_961, 999_959, 999_953];
        let parts: Vec<Exact> = primes.iter().filter_map(|&n| Exact::fraction(1, n)).collect();
        let there: Exact = parts.iter().sum();
        let back: Exact = parts.iter().rev().sum();
        assert_eq!(there, back);
        let rest = parts.iter().cloned().fold(there, |rest, part| rest - part);
        assert!(rest.is_zero());
    }

    /// 25/8 and 107/40 lie half way, and the second is a little less as a binary number.
    #[test]
    fn a_score_looks_the_same_after_floating_point() {
        for fraction in ["25/8", "107/40", "17/8", "8/3", "3"] {
            let score = exact(fraction);
            assert_eq!(shown_score(score.to_f64()), score.rounded(2), "{fraction}");
        }
        assert_eq!(shown_score(3.125), "3.13");
        assert_eq!(shown_score(2.675), "2.68");
    }
}

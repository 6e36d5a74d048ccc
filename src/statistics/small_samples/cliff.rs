//! Two groups: how often a value of one is higher than one of the other (Cliff's delta).

use super::{super::equal::comparable, Undefined};

/// By how much more often values of the first group are higher than lower.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Dominance {
    /// From -1 (every value of the first is lower) to 1.
    pub delta: f64,
    pub magnitude: Magnitude,
    /// Of the error of delta. None with a single value in a group, and where delta is -1 or 1: that
    /// no pair is the other way round says nothing of how often one would be.
    pub variance: Option<f64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Magnitude {
    Negligible,
    Small,
    Medium,
    Large,
}

impl Magnitude {
    /// The bounds are .147, .33 and .474 (Romano, Kromrey, Coraggio and Skowronek 2006).
    fn of(delta: f64) -> Magnitude {
        match delta.abs() {
            size if size < 0.147 => Magnitude::Negligible,
            size if size < 0.33 => Magnitude::Small,
            size if size < 0.474 => Magnitude::Medium,
            _ => Magnitude::Large,
        }
    }
}

/// The mean over all pairs of the sign of first less second, with the unbiased variance
/// `(n^2 sum (d_i. - d)^2 + m^2 sum (d_.j - d)^2 - sum (d_ij - d)^2) / (m n (m - 1) (n - 1))`, where
/// `d_i.` and `d_.j` are the means for one value of each group (Cliff 1993, Psychological Bulletin
/// 114:494-509).
///
/// There is none where a group is empty.
pub fn dominance(first: &[f64], second: &[f64]) -> Result<Dominance, Undefined> {
    if first.is_empty() || second.is_empty() {
        return Err(Undefined::TooFew { needed: 1 });
    }
    let (first, second) = (sorted(first), sorted(second));
    let (m, n) = (first.len() as f64, second.len() as f64);
    let of_first: Vec<Wins> = first.iter().map(|value| Wins::over(*value, &second)).collect();
    let of_second: Vec<Wins> = second.iter().map(|value| Wins::over(*value, &first)).collect();
    let won: f64 = of_first.iter().map(Wins::net).sum();
    let delta = won / (m * n);
    let rows: f64 = of_first.iter().map(|wins| (wins.net() / n - delta).powi(2)).sum();
    let columns: f64 = of_second.iter().map(|wins| (wins.net() / m + delta).powi(2)).sum();
    let decided: f64 = of_first.iter().map(Wins::decided).sum();
    let cells = decided - m * n * delta.powi(2);
    let freedom = m * n * (m - 1.0) * (n - 1.0);
    let is_known = 0.0 < freedom && delta.abs() < 1.0;
    let variance = is_known.then(|| (n * n * rows + m * m * columns - cells) / freedom);
    Ok(Dominance { delta, magnitude: Magnitude::of(delta), variance })
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().map(|value| comparable(*value)).collect();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// How many values of the other group lie below a value, and how many above.
struct Wins {
    below: usize,
    above: usize,
}

impl Wins {
    fn over(value: f64, sorted: &[f64]) -> Wins {
        let below = sorted.partition_point(|other| *other < value);
        let above = sorted.len() - sorted.partition_point(|other| *other <= value);
        Wins { below, above }
    }

    fn net(&self) -> f64 {
        self.below as f64 - self.above as f64
    }

    fn decided(&self) -> f64 {
        (self.below + self.above) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::reference::close, *};

    /// Reading of the matrix by hand: rows of signs (-1 -1), (0 -1) for 2, 3 against 3, 3.5 give
    /// delta -3/4; row means -1, -1/2, column means -1/2, -1: 4/8 + 4/8 - (3 - 9/4) = 1/4, over 4.
    #[test]
    fn signs_are_counted_as_by_hand() {
        let found = dominance(&[2.0, 3.0], &[3.0, 3.5]).unwrap();
        close(found.delta, -0.75);
        close(found.variance.unwrap(), 1.0 / 16.0);
    }

    #[test]
    fn bounds_belong_to_the_larger_word() {
        let deltas = [(0.1469, Magnitude::Negligible), (0.147, Magnitude::Small)];
        let more = [(0.33, Magnitude::Medium), (-0.474, Magnitude::Large)];
        for (delta, magnitude) in deltas.into_iter().chain(more) {
            assert_eq!(Magnitude::of(delta), magnitude, "{delta}");
        }
    }

    #[test]
    fn what_cannot_be_known_is_not_given() {
        let apart = dominance(&[3.0, 4.0], &[1.0, 2.0]).unwrap();
        close(apart.delta, 1.0);
        assert_eq!(apart.variance, None);
        assert_eq!(dominance(&[3.0], &[1.0, 4.0]).unwrap().variance, None);
        assert_eq!(dominance(&[], &[1.0]), Err(Undefined::TooFew { needed: 1 }));
    }
}

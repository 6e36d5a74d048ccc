//! Three groups and more: whether any differs from the others.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::{Undefined, ranks::Ranks};

/// Whether values tend to be higher in some groups than in others.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct AcrossGroups {
    pub h: f64,
    /// Of a chi-square at least as high, were all groups alike.
    pub chance: f64,
}

/// The test of Kruskal and Wallis (1952, JASA 47:583-621):
/// `H = 12 / (N (N + 1)) sum n_j (R_j - (N + 1) / 2)^2 / (1 - sum(t^3 - t) / (N^3 - N))`, `R_j` being
/// the mean rank of a group; chi-square with one degree of freedom fewer than groups.
///
/// Groups without a value do not count. None where fewer than two have one, or where all values are
/// equal. With few values in a group the chance is rough.
pub fn across_groups(groups: &[Vec<f64>]) -> Result<AcrossGroups, Undefined> {
    let filled: Vec<&[f64]> =
        groups.iter().map(Vec::as_slice).filter(|group| !group.is_empty()).collect();
    if filled.len() < 2 {
        return Err(Undefined::TooFewGroups);
    }
    let ranks = Ranks::of(&filled.concat());
    let all = ranks.doubled.len() as f64;
    let correction = 1.0 - ranks.tie_term() / (all.powi(3) - all);
    if correction <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    let mut rest = ranks.doubled.as_slice();
    let mut squares = 0.0;
    for group in &filled {
        let (own, others) = rest.split_at(group.len());
        let n = own.len() as f64;
        let mean = own.iter().sum::<usize>() as f64 / 2.0 / n;
        squares += n * (mean - f64::midpoint(all, 1.0)).powi(2);
        rest = others;
    }
    let h = 12.0 / (all * (all + 1.0)) * squares / correction;
    Ok(AcrossGroups { h, chance: chance_beyond(h, filled.len() - 1) })
}

/// Whether some columns tend to be higher than others in the same row.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct AcrossBlocks {
    pub chi_square: f64,
    /// Of a chi-square at least as high, were all columns alike.
    pub chance: f64,
    /// Kendall's coefficient of concordance W, from 0 (rows do not agree on an order) to 1.
    pub concordance: f64,
}

/// The test of Friedman (1937, JASA 32:675-701) with ties:
/// `12 sum (R_j - n (k + 1) / 2)^2 / (n k (k + 1) - sum(t^3 - t) / (k - 1))` for `n` rows of `k`
/// columns, `R_j` being the sum of the ranks within rows; chi-square with `k - 1` degrees of freedom.
/// `W` is it over `n (k - 1)`.
///
/// Rows are complete and of one length. None with fewer than two columns, without a row, or where
/// in every row all values are equal.
pub fn across_blocks(rows: &[Vec<f64>]) -> Result<AcrossBlocks, Undefined> {
    let columns = rows.first().map_or(0, Vec::len);
    if columns < 2 {
        return Err(Undefined::TooFewGroups);
    }
    let ranks: Vec<Ranks> = rows.iter().map(|row| Ranks::of(row)).collect();
    let (n, k) = (rows.len() as f64, columns as f64);
    let ties: f64 = ranks.iter().map(Ranks::tie_term).sum();
    let variation = n * k * (k + 1.0) - ties / (k - 1.0);
    if variation <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    let sum = |column: usize| ranks.iter().map(|row| row.doubled[column]).sum::<usize>();
    let middle = n * (k + 1.0) / 2.0;
    let squares: f64 = (0..columns).map(|column| (sum(column) as f64 / 2.0 - middle).powi(2)).sum();
    let chi_square = 12.0 * squares / variation;
    let chance = chance_beyond(chi_square, columns - 1);
    Ok(AcrossBlocks { chi_square, chance, concordance: chi_square / (n * (k - 1.0)) })
}

fn chance_beyond(chi_square: f64, degrees_of_freedom: usize) -> f64 {
    ChiSquared::new(degrees_of_freedom as f64)
        .expect("two groups leave a degree of freedom")
        .sf(chi_square)
}

#[cfg(test)]
mod tests {
    use super::{super::super::reference::close, *};

    /// Bottle caps of three machines: Kruskal and Wallis 1952, section 1.2, who give 5.656 and, by
    /// chi-square, 0.059.
    #[test]
    fn bottle_caps_agree_with_the_published_example() {
        let machines = [
            vec![340.0, 345.0, 330.0, 342.0, 338.0],
            vec![339.0, 333.0, 344.0],
            vec![347.0, 343.0, 349.0, 355.0],
        ];
        let found = across_groups(&machines).unwrap();
        assert!((found.h - 5.656).abs() < 5e-4, "{}", found.h);
        assert!((found.chance - 0.059).abs() < 5e-4, "{}", found.chance);
    }

    /// Three ways of rounding first base, 22 players: Hollander and Wolfe 1973, p. 140, and the
    /// example of R's `friedman.test`: 11.1429 on 2 degrees of freedom, p = 0.003805.
    #[test]
    fn rounding_first_base_agrees_with_the_published_example() {
        let players = [
            [5.40, 5.50, 5.55],
            [5.85, 5.70, 5.75],
            [5.20, 5.60, 5.50],
            [5.55, 5.50, 5.40],
            [5.90, 5.85, 5.70],
            [5.45, 5.55, 5.60],
            [5.40, 5.40, 5.35],
            [5.45, 5.50, 5.35],
            [5.25, 5.15, 5.00],
            [5.85, 5.80, 5.70],
            [5.25, 5.20, 5.10],
            [5.65, 5.55, 5.45],
            [5.60, 5.35, 5.45],
            [5.05, 5.00, 4.95],
            [5.50, 5.50, 5.40],
            [5.45, 5.55, 5.50],
            [5.55, 5.55, 5.35],
            [5.45, 5.50, 5.55],
            [5.50, 5.45, 5.25],
            [5.65, 5.60, 5.40],
            [5.70, 5.65, 5.55],
            [6.30, 6.30, 6.25],
        ];
        let found = across_blocks(&players.map(Vec::from)).unwrap();
        assert!((found.chi_square - 11.1429).abs() < 5e-5, "{}", found.chi_square);
        assert!((found.chance - 0.003_805).abs() < 5e-7, "{}", found.chance);
        close(found.concordance, found.chi_square / 44.0);
    }

    #[test]
    fn what_does_not_differ_has_no_test() {
        let equal = [vec![3.0], vec![3.0, 3.0]];
        assert_eq!(across_groups(&equal), Err(Undefined::NoVariation));
        assert_eq!(across_blocks(&[vec![2.0, 2.0], vec![3.0, 3.0]]), Err(Undefined::NoVariation));
    }

    #[test]
    fn one_group_has_nothing_to_differ_from() {
        assert_eq!(across_groups(&[vec![1.0, 2.0], Vec::new()]), Err(Undefined::TooFewGroups));
        assert_eq!(across_blocks(&[]), Err(Undefined::TooFewGroups));
        assert_eq!(across_blocks(&[vec![1.0]]), Err(Undefined::TooFewGroups));
    }
}

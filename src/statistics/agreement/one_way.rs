//! How well one visit tells sites apart, from as many visits as each site happens to have.

use super::{
    Coefficient, FTest, Undefined,
    icc::{Ratio, mean_square, unless_rounding},
    mean, written,
};
use crate::statistics::pooled_within;

/// One-way analysis of variance of groups of unequal size.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct OneWay {
    /// How many groups have a value.
    pub groups: usize,
    pub between: f64,
    pub within: f64,
    /// The size that counts: `n0 = (N - sum n^2 / N) / (groups - 1)`.
    pub size: f64,
    /// `(MSB - MSW) / (MSB + (n0 - 1) MSW)`, ICC(1,1) of Shrout and Fleiss (1979) where all groups
    /// have the same size. The interval is exact there; otherwise an approximation with `n0` in the
    /// place of the size.
    pub icc: Coefficient,
    pub test: Option<FTest>,
}

/// How much of what varies is differences between groups (sites), where a group's values (visits)
/// are as good as any other of its values. No value with fewer than two groups, or where no group
/// has two values.
pub fn one_way(groups: &[Vec<f64>]) -> Result<OneWay, Undefined> {
    let groups: Vec<&[f64]> =
        groups.iter().map(Vec::as_slice).filter(|group| !group.is_empty()).collect();
    let sizes = || groups.iter().map(|group| group.len() as f64);
    let all: f64 = sizes().sum();
    let centre = groups.iter().copied().flatten().sum::<f64>() / all;
    let squares = groups.iter().map(|group| {
        let mean = mean(group.iter().copied()).unwrap_or_default();
        group.len() as f64 * (mean - centre).powi(2)
    });
    let freedom = groups.len().saturating_sub(1);
    let between = mean_square(squares.sum(), freedom).ok_or(Undefined::TooFewSubjects)?;
    let within = pooled_within(groups.iter().copied()).ok_or(Undefined::NothingRatedTwice)?;
    let left = within.degrees_of_freedom;
    let size = (all - sizes().map(|size| size.powi(2)).sum::<f64>() / all) / freedom as f64;
    let within = written(unless_rounding(within.value))?;
    let ratio =
        Ratio { above: written(between)?, below: within, size, freedom: (freedom as f64, left) };
    Ok(OneWay {
        groups: groups.len(),
        between,
        within,
        size,
        icc: ratio.single(),
        test: ratio.test(),
    })
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            super::reference::{close, golden, number, numbers},
            Complete, MeanSquares,
        },
        *,
    };

    /// 9,554 observations of 171 schools.
    #[test]
    fn the_correlation_of_a_real_network_agrees_with_the_golden_one() {
        let golden = &golden()["fake_county_2015_eval_obs_ge1"];
        let schools = number(&golden["schools"]);
        let ratio = Ratio {
            above: number(&golden["MSB"]),
            below: number(&golden["MSW"]),
            size: number(&golden["n0"]),
            freedom: (schools - 1.0, number(&golden["N"]) - schools),
        };
        close(ratio.single().value.unwrap(), number(&golden["ICC1"]));
    }

    /// Groups 1 2, 2 3 4 and 2: their means 3/2, 3 and 2, the mean of all 7/3.
    #[test]
    fn groups_of_unequal_size_are_weighed() {
        let found = one_way(&[vec![1.0, 2.0], vec![2.0, 3.0, 4.0], vec![], vec![2.0]]).unwrap();
        assert_eq!(found.groups, 3);
        // 2 (5/6)^2 + 3 (4/6)^2 + (2/6)^2, over two degrees of freedom.
        close(found.between, (50.0 + 48.0 + 4.0) / 36.0 / 2.0);
        close(found.within, 2.5 / 3.0);
        close(found.size, (6.0 - 14.0 / 6.0) / 2.0);
        let (above, below, size) = (found.between, found.within, found.size);
        close(found.icc.value.unwrap(), (above - below) / (above + (size - 1.0) * below));
    }

    #[test]
    fn with_equal_sizes_it_is_the_first_of_shrout_and_fleiss() {
        let rows = &golden()["shrout_fleiss"]["ratings"];
        let rows: Vec<Vec<f64>> = rows.as_array().unwrap().iter().map(numbers).collect();
        let table: Vec<Vec<Option<f64>>> =
            rows.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
        let icc = MeanSquares::of(&Complete::of(&table)).correlations();
        let found = one_way(&rows).unwrap();
        close(found.icc.value.unwrap(), icc.icc1.value.unwrap());
        close(found.icc.interval.unwrap().low, icc.icc1.interval.unwrap().low);
        close(found.icc.interval.unwrap().high, icc.icc1.interval.unwrap().high);
        close(found.test.unwrap().p, icc.test1.unwrap().p);
    }

    #[test]
    fn what_cannot_be_said_has_its_reason() {
        assert_eq!(one_way(&[]), Err(Undefined::TooFewSubjects));
        assert_eq!(one_way(&[vec![1.0, 2.0], vec![]]), Err(Undefined::TooFewSubjects));
        assert_eq!(one_way(&[vec![1.0], vec![2.0]]), Err(Undefined::NothingRatedTwice));
        // Equal but for the way they were averaged.
        let exact = one_way(&[vec![0.1 + 0.2, 0.3], vec![0.4, 0.4]]).unwrap();
        close(exact.icc.value.unwrap(), 1.0);
        assert_eq!(exact.icc.interval, Err(Undefined::NothingLeft));
        let same = one_way(&[vec![3.0, 3.0], vec![3.0]]).unwrap();
        assert_eq!(same.icc.value, Err(Undefined::NoVariation));
    }
}

//! How far two means lie apart, in standard deviations: Hedges' g.

use statrs::function::gamma::ln_gamma;

use super::{
    super::{Interval, interval::normal_reach, spread::mean},
    Undefined,
    mean::{deviation, squares},
    noncentral_t::noncentrality,
};

/// A difference of means over a standard deviation, as it is and corrected.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Difference {
    /// Cohen's d, or `d_z` of pairs. Too large on average, the more so the fewer the values.
    pub d: f64,
    /// Not with a single degree of freedom: the correction would leave nothing of any difference.
    pub corrected: Result<Corrected, Undefined>,
}

/// What is left of a difference after Hedges' correction.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Corrected {
    /// What d is multiplied by:
    /// `j = Gamma(df / 2) / (sqrt(df / 2) Gamma((df - 1) / 2))` (Hedges 1981, Journal of Educational
    /// Statistics 6:107-128).
    pub factor: f64,
    pub g: f64,
    /// From the noncentral t that the observed difference would come from, times the factor.
    pub interval: Interval,
}

/// The difference of two groups without pairs.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Independent {
    /// The standard deviation within groups, pooled over both.
    pub deviation: f64,
    /// Not where nothing differs within groups.
    pub difference: Result<Difference, Undefined>,
    /// How many values each group has.
    sizes: (f64, f64),
}

/// The mean of the first less that of the second, over the standard deviation within groups, with
/// `df = m + n - 2`.
///
/// None where a group is empty or both have one value.
pub fn independent(first: &[f64], second: &[f64]) -> Result<Independent, Undefined> {
    let too_few = Undefined::TooFew { needed: 2 };
    let apart = mean(first).ok_or(too_few)? - mean(second).ok_or(too_few)?;
    let sizes = (first.len() as f64, second.len() as f64);
    let freedom = sizes.0 + sizes.1 - 2.0;
    if freedom < 1.0 {
        return Err(too_few);
    }
    let deviation = ((squares(first) + squares(second)) / freedom).sqrt();
    let scale = (1.0 / sizes.0 + 1.0 / sizes.1).sqrt();
    let difference = Difference::of(apart, deviation, freedom, scale);
    Ok(Independent { deviation, difference, sizes })
}

impl Independent {
    /// g with the approximate factor `1 - 3 / (4 df - 1)`.
    pub fn approximate_g(&self) -> Option<f64> {
        let Difference { d, corrected } = self.difference.ok()?;
        corrected.ok()?;
        let freedom = self.sizes.0 + self.sizes.1 - 2.0;
        Some(d * (1.0 - 3.0 / (4.0 * freedom - 1.0)))
    }

    /// The variance of g in large samples: `1 / m + 1 / n + g^2 / (2 (m + n))`.
    pub fn variance(&self) -> Option<f64> {
        let g = self.difference.ok()?.corrected.ok()?.g;
        let (m, n) = self.sizes;
        Some(1.0 / m + 1.0 / n + g * g / (2.0 * (m + n)))
    }

    /// The interval of g in large samples: `g +- 1.96 sqrt(variance)`.
    pub fn normal_interval(&self) -> Option<Interval> {
        let g = self.difference.ok()?.corrected.ok()?.g;
        let half = normal_reach() * self.variance()?.sqrt();
        Some(Interval { low: g - half, high: g + half })
    }
}

/// The change of pairs.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Paired {
    pub n: usize,
    pub mean: f64,
    /// The standard deviation of the changes. None of a single pair.
    pub deviation: Option<f64>,
    /// Not of a single pair, and not where all changes are the same.
    pub difference: Result<Difference, Undefined>,
}

/// The mean change over the standard deviation of the changes, with `df = n - 1`.
///
/// None without a pair.
pub fn paired(changes: &[f64]) -> Result<Paired, Undefined> {
    let mean = mean(changes).ok_or(Undefined::TooFew { needed: 2 })?;
    let n = changes.len();
    let deviation = deviation(changes);
    let difference = match deviation {
        None => Err(Undefined::TooFew { needed: 2 }),
        Some(deviation) => Difference::of(mean, deviation, n as f64 - 1.0, (1.0 / n as f64).sqrt()),
    };
    Ok(Paired { n, mean, deviation, difference })
}

impl Difference {
    /// `scale` is what turns a difference in standard deviations into its standard error.
    fn of(apart: f64, deviation: f64, freedom: f64, scale: f64) -> Result<Difference, Undefined> {
        if deviation <= 0.0 {
            return Err(Undefined::NoVariation);
        }
        let d = apart / deviation;
        Ok(Difference { d, corrected: Corrected::of(d, freedom, scale) })
    }
}

impl Corrected {
    fn of(d: f64, freedom: f64, scale: f64) -> Result<Corrected, Undefined> {
        if freedom < 2.0 {
            return Err(Undefined::TooFew { needed: 3 });
        }
        let factor = hedges_factor(freedom);
        let limit = |below: f64| factor * scale * noncentrality(d / scale, freedom, below);
        let interval = Interval { low: limit(0.975), high: limit(0.025) };
        Ok(Corrected { factor, g: factor * d, interval })
    }
}

fn hedges_factor(freedom: f64) -> f64 {
    let half = freedom / 2.0;
    (ln_gamma(half) - ln_gamma(half - 0.5)).exp() / half.sqrt()
}

#[cfg(test)]
mod tests {
    use super::{super::super::reference::close, *};

    /// Hedges 1981, table of the exact correction: 0.7979 at 4 degrees of freedom is
    /// `sqrt(2 / pi)`, and 0.5642 at 2 is `1 / sqrt(pi)`.
    #[test]
    fn the_factor_is_that_of_gamma_functions() {
        close(hedges_factor(4.0), (2.0 / std::f64::consts::PI).sqrt());
        close(hedges_factor(2.0), 1.0 / std::f64::consts::PI.sqrt());
        // Within 1 / (32 df^2) of the approximation, which is close where there are many.
        close(hedges_factor(1e5), 1.0 - 3.0 / (4.0 * 1e5 - 1.0));
    }

    #[test]
    fn groups_change_places_and_the_difference_its_sign() {
        let (first, second) = ([2.0, 3.0, 3.5], [1.0, 2.0, 2.0, 4.0]);
        let one = independent(&first, &second).unwrap().difference.unwrap();
        let other = independent(&second, &first).unwrap().difference.unwrap();
        close(one.d, -other.d);
        close(one.corrected.unwrap().interval.low, -other.corrected.unwrap().interval.high);
    }

    #[test]
    fn without_spread_there_is_no_unit() {
        let found = independent(&[3.0, 3.0], &[2.0, 2.0]).unwrap();
        assert_eq!(found.difference, Err(Undefined::NoVariation));
        assert_eq!((found.variance(), found.normal_interval()), (None, None));
        // 2.4 - 2.1 and 2.6 - 2.3 differ in binary.
        let changes = paired(&[2.4 - 2.1, 2.6 - 2.3]).unwrap();
        assert_eq!(changes.difference, Err(Undefined::NoVariation));
    }

    #[test]
    fn a_single_degree_of_freedom_cannot_be_corrected() {
        let found = paired(&[0.5, 1.0]).unwrap().difference.unwrap();
        close(found.d, 0.75 / 0.125_f64.sqrt());
        assert_eq!(found.corrected, Err(Undefined::TooFew { needed: 3 }));
        let found = independent(&[1.0, 2.0], &[4.0]).unwrap();
        assert_eq!(found.approximate_g(), None);
    }

    #[test]
    fn too_few_have_no_difference() {
        assert_eq!(independent(&[1.0], &[2.0]), Err(Undefined::TooFew { needed: 2 }));
        assert_eq!(independent(&[], &[2.0, 3.0]), Err(Undefined::TooFew { needed: 2 }));
        assert_eq!(paired(&[]), Err(Undefined::TooFew { needed: 2 }));
        assert_eq!(paired(&[1.0]).unwrap().difference, Err(Undefined::TooFew { needed: 2 }));
    }
}

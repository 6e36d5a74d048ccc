//! Whether a year above a site's own line is followed by another one above it.

use std::collections::BTreeMap;

use super::super::{YearMean, pooling::lowest::crossing, spread::Line};

/// How much of a year's deviation lasts into the next: the correlation of deviations one year apart.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CarryOver {
    /// As it is in the residuals, which lean toward below zero.
    pub raw: f64,
    /// What would make residuals like these, from -0.99 to 0.99. Of a few sites it can be anything.
    pub corrected: f64,
    /// How many sites it rests on.
    pub sites: usize,
}

/// The correlation of a site's deviations from its own straight line, one year apart, pooled over all
/// sites with four years or more: `r = sum e_t e_(t+1) / sum e_t^2`, and that of the deviations
/// themselves.
///
/// A line through few points takes most of the correlation with it: without any, `r` is about
/// `-2 / n`, and with `rho` about `rho - (2 + 4 rho) / n` (Kendall 1954, Biometrika 41:403-404;
/// Marriott and Pope 1954, Biometrika 41:390-402), which is of no use at four years. So `corrected`
/// is the `rho` at which the expected sums, `trace(P A P R)` over `trace(P R)`, have the ratio that
/// was seen: `P` takes the line off, `A` pairs years next to each other, and `R` holds
/// `rho^(years apart)`. Three years tell nothing: their residuals always have the same ratio.
///
/// Where it is high, errors of slopes that take years as independent are too small. None where no
/// site has four different years, or all lie on their lines.
pub fn carry_over<'a>(sites: impl IntoIterator<Item = &'a [YearMean]>) -> Option<CarryOver> {
    let mut pool = Pool::default();
    for years in sites.into_iter().filter(|years| 4 <= years.len()) {
        pool.add(years);
    }
    let raw = pool.products / pool.squares;
    raw.is_finite().then(|| CarryOver { raw, corrected: pool.correlation(), sites: pool.sites })
}

/// The sums over all sites, and what to expect of them.
#[derive(Default)]
struct Pool {
    sites: usize,
    products: f64,
    squares: f64,
    /// What the correlation of deviations so many years apart adds to the products and squares.
    by_lag: BTreeMap<u64, (f64, f64)>,
}

impl Pool {
    fn add(&mut self, years: &[YearMean]) {
        let Some(line) = Line::through(years) else { return };
        self.sites += 1;
        let residuals: Vec<f64> = years.iter().map(|year| line.residual(year)).collect();
        self.squares += residuals.iter().map(|residual| residual * residual).sum::<f64>();
        let pairs = next_to_each_other(years);
        self.products +=
            pairs.iter().map(|(one, next)| residuals[*one] * residuals[*next]).sum::<f64>();
        let kept = |one: usize, other: usize| {
            f64::from(u8::from(one == other)) - line.pull(&years[one], &years[other])
        };
        for one in 0..years.len() {
            for other in 0..years.len() {
                let product = |(a, b): &(usize, usize)| {
                    f64::midpoint(kept(one, *a) * kept(*b, other), kept(one, *b) * kept(*a, other))
                };
                let lag = apart(&years[one], &years[other]);
                self.expect(lag, pairs.iter().map(product).sum(), kept(one, other));
            }
        }
    }

    fn expect(&mut self, lag: u64, products: f64, squares: f64) {
        let sums = self.by_lag.entry(lag).or_default();
        sums.0 += products;
        sums.1 += squares;
    }

    /// Where the expected sums have the ratio that was seen.
    fn correlation(&self) -> f64 {
        crossing(-0.99, 0.99, |correlation| -self.excess(correlation))
    }

    /// Above zero where the residuals are more alike than this correlation would make them.
    fn excess(&self, correlation: f64) -> f64 {
        let excess = |(lag, (products, squares)): (&u64, &(f64, f64))| {
            correlation.powf(*lag as f64) * (self.products * squares - self.squares * products)
        };
        self.by_lag.iter().map(excess).sum()
    }
}

fn next_to_each_other(years: &[YearMean]) -> Vec<(usize, usize)> {
    let all = (0..years.len()).flat_map(|one| (one + 1..years.len()).map(move |next| (one, next)));
    all.filter(|(one, next)| apart(&years[*one], &years[*next]) == 1).collect()
}

/// How many years lie between, which may be gaps.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a distance is not below zero, and one beyond u64 counts as that far"
)]
fn apart(one: &YearMean, other: &YearMean) -> u64 {
    (one.year - other.year).abs().round() as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::super::reference::close, *};

    fn years(means: &[f64]) -> Vec<YearMean> {
        let year = |(year, mean): (usize, &f64)| YearMean {
            year: year as f64,
            mean: *mean,
            variance: 0.1,
        };
        means.iter().enumerate().map(year).collect()
    }

    fn pooled(sites: &[Vec<YearMean>]) -> Option<CarryOver> {
        carry_over(sites.iter().map(Vec::as_slice))
    }

    #[test]
    fn residuals_are_multiplied_with_those_of_the_next_year() {
        // 1, -1, -1, 1 has no slope: products -1, 1 and -1 over four squares of 1.
        let site = years(&[3.0, 1.0, 1.0, 3.0]);
        close(pooled(&[site]).unwrap().raw, -0.25);
        // Years 0, 2, 3, 5: residuals 3, -15, 15, -3 thirteenths, and only 2 and 3 are neighbours.
        let at = |year, mean| YearMean { year, mean, variance: 0.1 };
        let gaps = vec![at(0.0, 3.0), at(2.0, 1.0), at(3.0, 3.0), at(5.0, 1.0)];
        close(pooled(&[gaps]).unwrap().raw, -225.0 / 468.0);
    }

    #[test]
    fn what_is_too_short_or_straight_tells_nothing() {
        assert_eq!(pooled(&[]), None);
        assert_eq!(pooled(&[years(&[1.0, 3.0, 2.0])]), None);
        assert_eq!(pooled(&[years(&[2.0, 2.0, 2.0, 2.0])]), None);
    }

    /// Uniform numbers of a linear congruential generator (Knuth), about zero.
    fn chance(state: &mut u64) -> f64 {
        *state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 11) as f64 / (1_u64 << 53) as f64 - 0.5
    }

    /// Sites of four to seven years whose deviations keep a share of the year before.
    fn network(kept: f64) -> Vec<Vec<YearMean>> {
        let mut state = 1;
        let mut site = |length: usize| {
            let mut deviation = chance(&mut state) / (1.0 - kept * kept).sqrt();
            let mut means = Vec::new();
            for _ in 0..length {
                means.push(2.5 + deviation);
                deviation = kept * deviation + chance(&mut state);
            }
            years(&means)
        };
        (0..4000).map(|number| site(4 + number % 4)).collect()
    }

    #[test]
    fn the_correlation_that_was_put_in_comes_out() {
        for kept in [-0.3, 0.0, 0.3, 0.6] {
            let found = pooled(&network(kept)).unwrap();
            assert!((found.corrected - kept).abs() < 0.04, "{kept}: {found:?}");
            assert!(found.raw < kept - 0.15, "{kept}: {found:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]
        /// Solved for `rho`: `(r + 2 / n) / (1 - 4 / n)`.
        #[test]
        fn for_long_series_the_correction_is_the_published_one(
            means in prop::collection::vec(1.0_f64..4.0, 100),
        ) {
            let found = pooled(&[years(&means)]).unwrap();
            let published = (found.raw + 0.02) / 0.96;
            prop_assert!((found.corrected - published).abs() < 0.005, "{:?}, {}", found, published);
        }
    }
}

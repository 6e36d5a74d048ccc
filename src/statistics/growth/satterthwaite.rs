//! How many degrees of freedom the slope of a line shared by sites has.

use super::super::pooling::random_intercept::{Fit, Rows, Site};

/// `2 v^2 / (g' A g)`: `v` the variance of the slope, `g` its gradient in `(tau2, sigma2)`, and
/// `A = 2 H^-1` with `H` the second derivatives of minus twice the restricted log-likelihood
/// (Satterthwaite 1946, Biometrics Bulletin 2:110-114; as in lmerTest, Kuznetsova, Brockhoff and
/// Christensen 2017, Journal of Statistical Software 82(13)).
///
/// From exact derivatives, not differences. None where sites do not differ, which puts `tau2` at the
/// edge of what it can be, and where the likelihood is not curved.
pub(super) fn degrees_of_freedom(rows: &Rows, fit: &Fit) -> Option<f64> {
    if fit.tau2() <= 0.0 {
        return None;
    }
    let curved = Curved { rows, fit };
    let by_tau2 = curved.first(&TAU2);
    let by_sigma2 = curved.first(&SIGMA2);
    let twice_tau2 = curved.second(&TAU2, &TAU2);
    let both = curved.second(&TAU2, &SIGMA2);
    let twice_sigma2 = curved.second(&SIGMA2, &SIGMA2);
    let determinant = twice_tau2 * twice_sigma2 - both * both;
    // The gradient of v is -v^2 times these.
    let (tau2, sigma2) = (by_tau2.times, by_sigma2.times);
    let through =
        twice_sigma2 * tau2 * tau2 - 2.0 * both * tau2 * sigma2 + twice_tau2 * sigma2 * sigma2;
    let variance = fit.slope_variance();
    let degrees_of_freedom = determinant / (variance * variance * through);
    let is_curved = 0.0 < determinant && degrees_of_freedom.is_finite();
    is_curved.then_some(degrees_of_freedom)
}

/// A variance: how the variance of a site's mean, times its rows, changes with it, over its rows; and
/// how that of a row does.
struct Parameter {
    of_site: fn(&Site) -> f64,
    of_row: f64,
}

const TAU2: Parameter = Parameter { of_site: |_| 1.0, of_row: 0.0 };
const SIGMA2: Parameter = Parameter { of_site: |site| 1.0 / site.n, of_row: 1.0 };

/// Weighted sums about the line: of times from the centre and of distances above it.
#[derive(Default)]
struct Moments {
    total: f64,
    centre: f64,
    times: f64,
    above: f64,
    products: f64,
    squares: f64,
}

struct Curved<'a> {
    rows: &'a Rows,
    fit: &'a Fit,
}

impl Curved<'_> {
    /// The sums, with the weights changed as they change with a variance.
    fn first(&self, by: &Parameter) -> Moments {
        let row = self.row_weight();
        self.moments(
            |site| -self.weight(site).powi(2) * (by.of_site)(site),
            -row.powi(2) * by.of_row,
        )
    }

    /// The second derivative of `log |V| + log |X' V^-1 X| + e' V^-1 e`. The weight `w` of a site
    /// changes by `-w^2` and by `2 w^3`; the line moves along with the second variance.
    fn second(&self, one: &Parameter, other: &Parameter) -> f64 {
        let of_site = |site: &Site| (one.of_site)(site) * (other.of_site)(site);
        let of_row = one.of_row * other.of_row;
        let row = self.row_weight();
        let of_rows = (self.rows.count - self.rows.sites.len() as f64) * row.powi(2) * of_row;
        let of_sites: f64 =
            self.rows.sites.iter().map(|site| self.weight(site).powi(2) * of_site(site)).sum();
        let both = self.moments(
            |site| 2.0 * self.weight(site).powi(3) * of_site(site),
            2.0 * row.powi(3) * of_row,
        );
        let (a, b) = (self.first(one), self.first(other));
        let (level, slope) = (self.fit.level_variance(), self.fit.slope_variance());
        let of_line = level * both.total + slope * both.times
            - level * level * a.total * b.total
            - 2.0 * level * slope * a.centre * b.centre
            - slope * slope * a.times * b.times;
        let of_squares =
            both.squares - 2.0 * (level * a.above * b.above + slope * a.products * b.products);
        of_line + of_squares - of_rows - of_sites
    }

    /// In units of one over a variance.
    fn weight(&self, site: &Site) -> f64 {
        site.n / (self.fit.sigma2 + site.n * self.fit.tau2())
    }

    fn row_weight(&self) -> f64 {
        1.0 / self.fit.sigma2
    }

    fn moments(&self, weight: impl Fn(&Site) -> f64, of_rows: f64) -> Moments {
        let within = &self.rows.within;
        let mut sums = Moments {
            times: of_rows * within.times,
            products: of_rows * (within.products - self.fit.slope * within.times),
            squares: of_rows * within.about(self.fit.slope),
            ..Moments::default()
        };
        for site in &self.rows.sites {
            let (time, above) = (site.time - self.fit.centre, self.fit.above(site));
            let weight = weight(site);
            sums.total += weight;
            sums.centre += weight * time;
            sums.times += weight * time * time;
            sums.above += weight * above;
            sums.products += weight * time * above;
            sums.squares += weight * above * above;
        }
        sums
    }
}

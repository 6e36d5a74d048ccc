//! Rows of sites, where each site lies above or below all by an amount of its own.
//!
//! `value = level (+ slope · time) + u + e`, with `u ~ N(0, tau2)` one a site and `e ~ N(0, sigma2)`
//! one a row, by restricted maximum likelihood (REML; Patterson and Thompson 1971, Biometrika
//! 58:545-554). Everything rests on a few sums a site, so that a fit takes one pass over the rows;
//! and on distances from means, so that years as large as 2024 cost no digits.

use std::f64::consts::TAU;

use super::{
    super::{spread::beyond_rounding, trend::Point},
    lowest::lowest,
};

/// Why what sites add and what rows add cannot be told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undefined {
    /// It takes two sites.
    TooFewSites,
    /// No site has more than one row.
    NothingRepeated,
    /// The rows of a site do not differ, or no more than a line through them says.
    NoVariationWithin,
    /// A slope takes two different times.
    OneTime,
    /// The numbers are so large that their squares are no numbers any more.
    TooLarge,
}

/// What is the same for all sites.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::statistics) enum Shared {
    Level,
    LevelAndSlope,
}

impl Shared {
    /// How many numbers are estimated for all sites.
    fn count(self) -> f64 {
        match self {
            Shared::Level => 1.0,
            Shared::LevelAndSlope => 2.0,
        }
    }
}

/// The rows of a site, summed.
#[derive(Clone, Copy, Debug)]
pub(in crate::statistics) struct Site {
    pub(in crate::statistics) n: f64,
    /// The mean time.
    pub(in crate::statistics) time: f64,
    /// The mean value.
    pub(in crate::statistics) value: f64,
}

impl Site {
    fn of(points: &[Point]) -> Option<Site> {
        if points.is_empty() {
            return None;
        }
        let n = points.len() as f64;
        let mean = |part: fn(&Point) -> f64| points.iter().map(part).sum::<f64>() / n;
        Some(Site { n, time: mean(|point| point.time), value: mean(|point| point.value) })
    }

    /// In units of `1 / sigma2`, where `tau2` is so many times `sigma2`.
    fn weight(&self, ratio: f64) -> f64 {
        self.n / (1.0 + self.n * ratio)
    }
}

/// Squares and products about the means of each site, summed over all sites.
#[derive(Clone, Copy, Default, Debug)]
pub(in crate::statistics) struct Within {
    pub(in crate::statistics) times: f64,
    pub(in crate::statistics) products: f64,
    pub(in crate::statistics) values: f64,
}

impl Within {
    fn of(sites: &[Vec<Point>], means: &[Site]) -> Within {
        let mut within = Within::default();
        let with_rows = sites.iter().filter(|points| !points.is_empty());
        for (points, site) in with_rows.zip(means) {
            for point in points {
                let (time, value) = (point.time - site.time, point.value - site.value);
                within.times += time * time;
                within.products += time * value;
                within.values += value * value;
            }
        }
        if beyond_rounding(within.times, size(sites, |point| point.time)) <= 0.0 {
            return Within { times: 0.0, products: 0.0, ..within };
        }
        within
    }

    /// The squares about lines of one slope, each through the means of its site.
    pub(in crate::statistics) fn about(&self, slope: f64) -> f64 {
        self.values - 2.0 * slope * self.products + slope * slope * self.times
    }

    /// The squares about the lines that fit best.
    fn about_best(&self, shared: Shared) -> f64 {
        let has_slope = shared == Shared::LevelAndSlope && 0.0 < self.times;
        self.about(if has_slope { self.products / self.times } else { 0.0 })
    }
}

fn size(sites: &[Vec<Point>], part: fn(&Point) -> f64) -> f64 {
    sites.iter().flatten().map(|point| part(point).powi(2)).sum()
}

/// All that the likelihood needs to know of the rows.
#[derive(Clone, Debug)]
pub(in crate::statistics) struct Rows {
    pub(in crate::statistics) sites: Vec<Site>,
    pub(in crate::statistics) within: Within,
    pub(in crate::statistics) count: f64,
    shared: Shared,
}

impl Rows {
    /// Sites without rows are left out.
    pub(in crate::statistics) fn of(
        sites: &[Vec<Point>],
        shared: Shared,
    ) -> Result<Rows, Undefined> {
        let means: Vec<Site> = sites.iter().filter_map(|points| Site::of(points)).collect();
        let within = Within::of(sites, &means);
        let count = means.iter().map(|site| site.n).sum();
        let rows = Rows { sites: means, within, count, shared };
        if rows.sites.len() < 2 {
            return Err(Undefined::TooFewSites);
        }
        if count <= rows.sites.len() as f64 {
            return Err(Undefined::NothingRepeated);
        }
        let (far, high) = (size(sites, |point| point.time), size(sites, |point| point.value));
        if !(far + high).is_finite() {
            return Err(Undefined::TooLarge);
        }
        let across = beyond_rounding(rows.at(0.0).across, far);
        if shared == Shared::LevelAndSlope && across <= 0.0 {
            return Err(Undefined::OneTime);
        }
        let left = beyond_rounding(within.about_best(shared), high);
        if left <= 0.0 { Err(Undefined::NoVariationWithin) } else { Ok(rows) }
    }

    /// The fit of the highest restricted likelihood; sites that do not differ are a valid answer.
    pub(in crate::statistics) fn most_likely(&self) -> Fit {
        let unit = self.sites.len() as f64 / self.count;
        let rise = |ratio| self.rise(&self.at(ratio));
        self.at(lowest(unit, rise, |ratio| self.deviance(&self.at(ratio))))
    }

    /// The best line where `tau2` is so many times `sigma2`.
    fn at(&self, ratio: f64) -> Fit {
        let sum = |part: &dyn Fn(&Site) -> f64| -> f64 {
            self.sites.iter().map(|site| site.weight(ratio) * part(site)).sum()
        };
        let total = sum(&|_| 1.0);
        let (centre, level) = (sum(&|site| site.time) / total, sum(&|site| site.value) / total);
        let across = self.within.times + sum(&|site| (site.time - centre).powi(2));
        let products =
            self.within.products + sum(&|site| (site.time - centre) * (site.value - level));
        let slope = match self.shared {
            Shared::Level => 0.0,
            Shared::LevelAndSlope => products / across,
        };
        let fit = Fit { ratio, sigma2: 0.0, centre, level, slope, total, across };
        let left = self.within.about(slope) + sum(&|site| fit.above(site).powi(2));
        Fit { sigma2: left / self.freedom(), ..fit }
    }

    fn freedom(&self) -> f64 {
        self.count - self.shared.count()
    }

    /// Minus twice the logarithm of the restricted likelihood:
    /// `(N - p)(1 + log(2 pi s2)) + sum log(1 + n L) + log |X' V^-1 X|`, the constant as in lme4.
    pub(in crate::statistics) fn deviance(&self, fit: &Fit) -> f64 {
        let of_sites: f64 = self.sites.iter().map(|site| (site.n * fit.ratio).ln_1p()).sum();
        let of_rows = self.freedom() * (1.0 + (TAU * fit.sigma2).ln());
        let of_line = match self.shared {
            Shared::Level => fit.total.ln(),
            Shared::LevelAndSlope => fit.total.ln() + fit.across.ln(),
        };
        of_rows + of_sites + of_line
    }

    /// The derivative of the deviance with the ratio. The line being the best one, only the weights
    /// change with the ratio, each by minus its square.
    fn rise(&self, fit: &Fit) -> f64 {
        let mut rise = 0.0;
        for site in &self.sites {
            let weight = site.weight(fit.ratio);
            let of_line = match self.shared {
                Shared::Level => 1.0 / fit.total,
                Shared::LevelAndSlope => {
                    1.0 / fit.total + (site.time - fit.centre).powi(2) / fit.across
                }
            };
            rise += weight - weight * weight * (of_line + fit.above(site).powi(2) / fit.sigma2);
        }
        rise
    }
}

/// The line for all sites, and how much sites and rows vary about it.
#[derive(Clone, Copy, Debug)]
pub(in crate::statistics) struct Fit {
    /// `tau2 / sigma2`.
    ratio: f64,
    pub(in crate::statistics) sigma2: f64,
    /// The weighted mean of times.
    pub(in crate::statistics) centre: f64,
    /// The value of the line at the centre.
    pub(in crate::statistics) level: f64,
    /// Zero where only a level is shared.
    pub(in crate::statistics) slope: f64,
    /// `sigma2` over this is the variance of the level.
    total: f64,
    /// `sigma2` over this is the variance of the slope.
    across: f64,
}

impl Fit {
    pub(in crate::statistics) fn tau2(&self) -> f64 {
        self.ratio * self.sigma2
    }

    pub(in crate::statistics) fn level_variance(&self) -> f64 {
        self.sigma2 / self.total
    }

    pub(in crate::statistics) fn slope_variance(&self) -> f64 {
        self.sigma2 / self.across
    }

    /// How far the mean of a site lies above the line.
    pub(in crate::statistics) fn above(&self, site: &Site) -> f64 {
        site.value - self.level - self.slope * (site.time - self.centre)
    }
}

//! Limits of a funnel when sites differ by more than chance for reasons that are nobody's fault.

use super::{
    super::{
        Estimate,
        spread::{weight_beyond_mean, weighted_mean},
    },
    Limits,
};

/// How much more sites differ than their errors would make them, and limits that allow for it.
#[derive(Clone, PartialEq, Debug)]
pub struct OverDispersion {
    /// The weighted mean of all sites.
    pub centre: f64,
    /// The mean square of the distances from the centre, in standard errors, outliers pulled in; 1
    /// where only chance is at work.
    pub phi: f64,
    /// The variance between sites that is added to each error; 0 where there is no more than chance.
    pub between: f64,
    /// The limits of each site.
    pub limits: Vec<Limits>,
}

/// Additive over-dispersion (Spiegelhalter 2005, Statistics in Medicine 24:1185-1202, and Quality and
/// Safety in Health Care 14:347-351): distances `z = (y - centre) / s`, those beyond the `winsorised`
/// share at each end pulled in to it (all sites still count), `phi = mean z^2`, and where `n phi` is
/// at least `n - 1`, `tau2 = (n phi - (n - 1)) / (sum w - sum w^2 / sum w)` with `w = 1 / s^2`. Limits
/// `centre + z sqrt(s^2 + tau2)`.
///
/// In the unit of the estimates, and squares of it. None with fewer than two sites, where one has no
/// error, or where numbers are too large to be squared.
pub fn over_dispersion(estimates: &[Estimate], winsorised: f64) -> Option<OverDispersion> {
    let has_error = estimates.iter().all(|estimate| 0.0 < estimate.variance);
    if estimates.len() < 2 || !has_error {
        return None;
    }
    let (centre, _) = weighted_mean(estimates, 0.0);
    let distance = |estimate: &Estimate| (estimate.value - centre) / estimate.variance.sqrt();
    let distances: Vec<f64> = estimates.iter().map(distance).collect();
    let squares: f64 = pulled_in(&distances, winsorised).map(|distance| distance * distance).sum();
    if !squares.is_finite() {
        return None;
    }
    let excess = squares - (estimates.len() - 1) as f64;
    let between = (excess / weight_beyond_mean(estimates)).max(0.0);
    let limits = |estimate: &Estimate| Limits::normal(centre, (estimate.variance + between).sqrt());
    Some(OverDispersion {
        centre,
        phi: squares / estimates.len() as f64,
        between,
        limits: estimates.iter().map(limits).collect(),
    })
}

/// Distances beyond a share at each end, moved to where that share begins: none is dropped.
fn pulled_in(distances: &[f64], share: f64) -> impl Iterator<Item = f64> {
    let mut sorted = distances.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (quantile(&sorted, share), quantile(&sorted, 1.0 - share));
    distances.iter().map(move |distance| distance.max(low).min(high))
}

/// Between the two nearest of sorted values: type 7 of Hyndman and Fan (1996, American Statistician
/// 50:361-365).
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() - 1) as f64 * share.clamp(0.0, 1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the place lies between 0 and the last one"
    )]
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - place.floor()) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            super::{between, reference::close},
            estimates,
        },
        *,
    };

    #[test]
    fn outliers_are_pulled_in_and_still_count() {
        // Errors of 1 about a centre of 2: distances -2, -1, 0, 1, 2; a quarter at each end begins
        // at -1 and 1, so the squares are four ones.
        let sites = estimates(&[(0.0, 1.0), (1.0, 1.0), (2.0, 1.0), (3.0, 1.0), (4.0, 1.0)]);
        let found = over_dispersion(&sites, 0.25).unwrap();
        close(found.centre, 2.0);
        close(found.phi, 4.0 / 5.0);
        close(found.between, 0.0);
        close(found.limits[0].high_95, 2.0 + 1.959_963_985);
        // An eighth begins half way between the first and the second.
        close(over_dispersion(&sites, 0.125).unwrap().phi, (2.0 * 1.5 * 1.5 + 2.0) / 5.0);
    }

    #[test]
    fn without_pulling_in_it_is_the_variance_of_der_simonian_and_laird() {
        let sites = estimates(&[(2.1, 0.04), (2.9, 0.02), (3.4, 0.09), (2.6, 0.01), (1.9, 0.03)]);
        let found = over_dispersion(&sites, 0.0).unwrap();
        close(found.between, between(&sites).unwrap().variance);
        close(found.phi, 5.0_f64.recip() * (4.0 + found.between * weight_beyond_mean(&sites)));
        let widest = found.limits[2].high_998 - found.centre;
        close(widest, 3.090_232_306 * (0.09 + found.between).sqrt());
    }

    #[test]
    fn one_site_or_one_without_an_error_has_no_limits() {
        assert_eq!(over_dispersion(&estimates(&[(2.0, 0.1)]), 0.1), None);
        assert_eq!(over_dispersion(&estimates(&[(2.0, 0.1), (3.0, 0.0)]), 0.1), None);
    }
}

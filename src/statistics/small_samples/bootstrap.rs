//! The mean of few values, by drawing from them again and again.

use statrs::distribution::{ContinuousCDF, Normal};

use super::{
    super::{Interval, interval::normal_reach_at, spread::mean},
    Undefined,
    drawn::Drawn,
    ranks::are_equal,
};

/// The mean with an interval that follows the shape of the values.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Bootstrapped {
    pub mean: f64,
    /// How far the median of the drawn means lies from the mean, in standard deviations: `z0`.
    pub bias: f64,
    /// How the standard error changes with the mean, a sixth of the skewness of the mean.
    pub acceleration: f64,
    pub interval: Interval,
}

/// The interval of the mean, bias-corrected and accelerated (Efron 1987, JASA 82:171-185), of the
/// ideal bootstrap: every way to draw is counted, so that no number depends on chance.
///
/// `z0 = Phi^-1(P(m* < m) + P(m* = m) / 2)`, `a = sum u^3 / (6 (sum u^2)^1.5)` with the influences
/// `u` of the jackknife; the limits are the smallest means whose share of draws reaches
/// `Phi(z0 + (z0 + z) / (1 - a (z0 + z)))`. In the unit of the values. None of fewer than two values,
/// or where all are the same.
pub fn bootstrapped_mean(values: &[f64], confidence: f64) -> Result<Bootstrapped, Undefined> {
    let too_few = Undefined::TooFew { needed: 2 };
    let mean = mean(values).filter(|_| 1 < values.len()).ok_or(too_few)?;
    if are_equal(values) {
        return Err(Undefined::NoVariation);
    }
    let drawn = Drawn::from(values, mean);
    let bias = Normal::standard().inverse_cdf(drawn.share_below_mean());
    let acceleration = skewness(values, mean) / (6.0 * (values.len() as f64).sqrt());
    let reach = normal_reach_at(confidence);
    let limit = |z: f64| drawn.quantile(corrected_level(z, bias, acceleration));
    let interval = Interval { low: limit(-reach), high: limit(reach) };
    Ok(Bootstrapped { mean, bias, acceleration, interval })
}

fn corrected_level(z: f64, bias: f64, acceleration: f64) -> f64 {
    let shifted = bias + z;
    let slowed = 1.0 - acceleration * shifted;
    // Where the correction overshoots, it takes in all.
    if slowed <= 0.0 {
        return if shifted < 0.0 { 0.0 } else { 1.0 };
    }
    Normal::standard().cdf(bias + shifted / slowed)
}

/// The third moment about the mean over the 1.5th power of the second.
fn skewness(values: &[f64], mean: f64) -> f64 {
    let moment = |power: i32| values.iter().map(|x| (x - mean).powi(power)).sum::<f64>();
    moment(3) / moment(2).powf(1.5) * (values.len() as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::{super::super::reference::close, *};

    /// Symmetric values have neither bias nor acceleration, and limits as far on both sides. Of two
    /// values, 1 and 2, the draws have means 1, 1.5, 1.5 and 2.
    #[test]
    fn symmetric_values_have_a_symmetric_interval() {
        let found = bootstrapped_mean(&[1.0, 2.0], 0.95).unwrap();
        close(found.bias, 0.0);
        close(found.acceleration, 0.0);
        close(found.interval.low, 1.0);
        close(found.interval.high, 2.0);
        let half = bootstrapped_mean(&[1.0, 2.0], 0.4).unwrap();
        close(half.interval.low, 1.5);
        close(half.interval.high, 1.5);
    }

    #[test]
    fn what_cannot_vary_has_no_interval() {
        assert_eq!(bootstrapped_mean(&[3.0; 4], 0.95), Err(Undefined::NoVariation));
        assert_eq!(bootstrapped_mean(&[3.0], 0.95), Err(Undefined::TooFew { needed: 2 }));
    }

    #[test]
    fn an_overshooting_correction_takes_in_all() {
        close(corrected_level(7.0, 0.0, 0.16), 1.0);
        close(corrected_level(-7.0, 0.0, -0.16), 0.0);
    }
}

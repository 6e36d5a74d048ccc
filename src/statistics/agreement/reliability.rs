//! What a reliability means for practice: how many observations, and how large a change.

use super::Undefined;
use crate::statistics::{reach, smallest_detectable_change};

/// The reliability of one observation, from the variance between sites and that of single
/// observations of a site: `between / (between + within)`, ICC(1,1) of Shrout and Fleiss (1979).
/// None where nothing varies.
pub fn reliability_of_one(between: f64, within: f64) -> Option<f64> {
    let all = between + within;
    if 0.0 < all && all.is_finite() { Some(between / all) } else { None }
}

/// The reliability of the mean of `count` observations, if one has the reliability `single`:
/// `k r / (1 + (k - 1) r)` (Spearman 1910, Brown 1910). None where what is below the line is not
/// above 0.
pub fn reliability_of_mean(single: f64, count: f64) -> Option<f64> {
    let below = 1.0 + (count - 1.0) * single;
    let mean = count * single / below;
    if 0.0 < below && mean.is_finite() { Some(mean) } else { None }
}

/// How many observations of a site are looked for at most.
pub const MOST_OBSERVATIONS: u32 = 10_000;

/// How few observations have a mean whose reliability reaches `goal`, if one has `single`.
///
/// No value where one tells nothing (0 or less), where more than [`MOST_OBSERVATIONS`] would be
/// needed, and where the goal or the reliability of one is above 1.
pub fn observations_needed(single: f64, goal: f64) -> Result<u32, Undefined> {
    // 2 times 0.6 over 1.6 is 0.75 but for the last digit.
    const ROUNDING: f64 = 1e-9;
    if single <= 0.0 {
        return Err(Undefined::NotReliable);
    }
    let shares = 0.0..=1.0;
    if !shares.contains(&goal) || !shares.contains(&single) {
        return Err(Undefined::NotAShare);
    }
    let reaches = |count: &u32| {
        let mean = reliability_of_mean(single, f64::from(*count));
        mean.is_some_and(|mean| goal <= mean + ROUNDING)
    };
    (1..=MOST_OBSERVATIONS).find(reaches).ok_or(Undefined::TooManyObservations)
}

/// How far a score is off, in its own points.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct MeasurementError {
    /// The standard error of measurement: `SD sqrt(1 - reliability)`.
    pub standard_error: f64,
    /// The smallest change between two scores that is beyond it with 95% confidence:
    /// `1.96 sqrt(2)` times the standard error. None where that is 0.
    pub smallest_change: Option<f64>,
}

/// How far a score is off, from how much scores vary and how much of that is real (Weir 2005,
/// Journal of Strength and Conditioning Research 19:231-240). No value for a reliability that is
/// not from 0 to 1.
pub fn measurement_error(
    standard_deviation: f64,
    reliability: f64,
) -> Result<MeasurementError, Undefined> {
    if !(0.0..=1.0).contains(&reliability) {
        return Err(Undefined::NotAShare);
    }
    let standard_error = standard_deviation * (1.0 - reliability).sqrt();
    let variance = standard_error.powi(2);
    let smallest_change = reach(f64::INFINITY)
        .and_then(|reach| smallest_detectable_change(variance, variance, reach));
    Ok(MeasurementError { standard_error, smallest_change })
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::reference::{close, golden, number},
        *,
    };

    /// The components of the golden one-way analysis: 0.082624 between and 0.343050 within.
    #[test]
    fn one_observation_tells_as_much_as_sites_differ() {
        let golden = &golden()["fake_county_2015_eval_obs_ge1"];
        let (between, within) = (number(&golden["anova_s2b"]), number(&golden["MSW"]));
        close(reliability_of_one(between, within).unwrap(), number(&golden["ICC1"]));
        assert_eq!(reliability_of_one(0.0, 0.3), Some(0.0));
        assert_eq!(reliability_of_one(0.0, 0.0), None);
    }

    /// The figures of the method's description: 0.17 and 0.40 for one observation.
    #[test]
    fn more_observations_are_more_reliable() {
        let described =
            [(0.17, 3.0, 0.38), (0.17, 6.0, 0.55), (0.40, 3.0, 0.67), (0.40, 6.0, 0.80)];
        for (single, count, shown) in described {
            let found = reliability_of_mean(single, count).unwrap();
            assert!((found - shown).abs() < 0.005, "{count} of {single}: {found}");
        }
        assert_eq!(reliability_of_mean(-0.5, 3.0), None);
    }

    /// `k = goal (1 - r) / (r (1 - goal))`, rounded up: 0.7 * 0.83 / (0.17 * 0.3) = 11.4.
    #[test]
    fn the_fewest_that_reach_the_goal_are_found() {
        let worked = [(0.17, 0.7, 12), (0.4, 0.8, 6), (0.4, 0.7, 4), (0.7, 0.7, 1), (1.0, 1.0, 1)];
        let exact_but_for_rounding = [(0.6, 0.75, 2), (0.6, 0.9, 6)];
        for (single, goal, expected) in worked.into_iter().chain(exact_but_for_rounding) {
            assert_eq!(observations_needed(single, goal), Ok(expected), "{goal} from {single}");
        }
    }

    #[test]
    fn what_cannot_be_reached_is_said() {
        assert_eq!(observations_needed(0.0, 0.7), Err(Undefined::NotReliable));
        assert_eq!(observations_needed(-0.2, 0.7), Err(Undefined::NotReliable));
        assert_eq!(observations_needed(0.5, 1.0), Err(Undefined::TooManyObservations));
        assert_eq!(observations_needed(1e-300, 0.7), Err(Undefined::TooManyObservations));
        assert_eq!(observations_needed(0.5, 1.1), Err(Undefined::NotAShare));
        assert_eq!(observations_needed(f64::NAN, 0.7), Err(Undefined::NotAShare));
    }

    #[test]
    fn an_unreliable_score_has_to_change_a_lot() {
        // 0.5 sqrt(1 - 0.36) = 0.4; 1.959964 * sqrt(2) * 0.4.
        let error = measurement_error(0.5, 0.36).unwrap();
        close(error.standard_error, 0.4);
        close(error.smallest_change.unwrap(), 1.108_723);
        assert_eq!(measurement_error(0.5, 1.0).unwrap().smallest_change, None);
        assert_eq!(measurement_error(0.5, -0.1), Err(Undefined::NotAShare));
    }
}

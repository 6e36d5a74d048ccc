//! The centre line and the limits of a chart.

use super::compare::{Side, is_zero, side};

/// How many standard deviations lie between the centre line and a limit (Shewhart 1931).
const REACH: f64 = 3.0;

/// The centre line of a chart, and the standard deviation on which its limits stand, both in the
/// unit of the values.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Limits {
    pub centre: f64,
    pub sigma: f64,
}

/// The limits as they are drawn on a scale with ends.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawn {
    pub lower: f64,
    pub upper: f64,
    /// The sides on which no value of the scale can lie beyond the limit. A chart that shows no
    /// signal there has not shown that there is none.
    pub out_of_reach: Vec<Side>,
}

impl Limits {
    pub fn lower(&self) -> f64 {
        self.centre - REACH * self.sigma
    }

    pub fn upper(&self) -> f64 {
        self.centre + REACH * self.sigma
    }

    /// Whether limits and centre line fall together. Nothing lies beyond such limits.
    pub fn is_flat(&self) -> bool {
        is_zero(self.sigma)
    }

    /// The side on which a value lies beyond the limits, strictly. None within them and on them.
    pub fn side_beyond(&self, value: f64) -> Option<Side> {
        if self.is_flat() {
            return None;
        }
        let above = side(value, self.upper()).filter(|&side| side == Side::Above);
        above.or(side(value, self.lower()).filter(|&side| side == Side::Below))
    }

    /// Which values lie beyond the limits, by their place.
    pub fn beyond(&self, values: &[Option<f64>]) -> Vec<usize> {
        let is_beyond = |value: &Option<f64>| value.and_then(|v| self.side_beyond(v)).is_some();
        (0..values.len()).filter(|&at| is_beyond(&values[at])).collect()
    }

    /// Clipped to the scale for drawing. Signals are looked for with the limits as they are.
    pub fn drawn(&self, (lowest, highest): (f64, f64)) -> Drawn {
        let is_blocked = |&side: &Side| !self.is_within_reach(side, REACH, (lowest, highest));
        Drawn {
            lower: self.lower().max(lowest).min(highest),
            upper: self.upper().max(lowest).min(highest),
            out_of_reach: [Side::Above, Side::Below].into_iter().filter(is_blocked).collect(),
        }
    }

    /// Whether a value of a scale can lie beyond a line so many standard deviations from the centre.
    pub(super) fn is_within_reach(
        &self,
        to: Side,
        sigmas: f64,
        (lowest, highest): (f64, f64),
    ) -> bool {
        match to {
            Side::Above => side(highest, self.centre + sigmas * self.sigma) == Some(Side::Above),
            Side::Below => side(lowest, self.centre - sigmas * self.sigma) == Some(Side::Below),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: (f64, f64) = (1.0, 4.0);

    #[test]
    fn what_lies_on_a_limit_is_not_beyond_it() {
        let limits = Limits { centre: 3.0, sigma: 0.1 };
        // 3 + 3 · 0.1 is 3.3000000000000003 in binary.
        assert_eq!(limits.side_beyond(3.3), None);
        assert_eq!(limits.side_beyond(3.301), Some(Side::Above));
        assert_eq!(limits.side_beyond(2.699), Some(Side::Below));
        assert_eq!(limits.beyond(&[Some(3.4), None, Some(3.0), Some(2.6)]), [0, 3]);
    }

    #[test]
    fn nothing_lies_beyond_flat_limits() {
        let limits = Limits { centre: 43.0 / 14.0, sigma: 0.0 };
        assert!(limits.beyond(&[Some(3.0), Some(4.0)]).is_empty());
    }

    #[test]
    fn a_limit_outside_the_scale_is_drawn_at_its_end_and_told() {
        let limits = Limits { centre: 3.5, sigma: 0.3 };
        let drawn = limits.drawn(SCALE);
        assert!(drawn.upper <= 4.0 && 2.6 - 1e-12 < drawn.lower, "{drawn:?}");
        assert_eq!(drawn.out_of_reach, [Side::Above]);
    }

    #[test]
    fn a_limit_at_the_end_of_the_scale_is_out_of_reach_too() {
        let limits = Limits { centre: 2.5, sigma: 0.5 };
        assert_eq!(limits.drawn(SCALE).out_of_reach, [Side::Above, Side::Below]);
    }

    #[test]
    fn signals_are_tested_on_limits_that_are_not_clipped() {
        let limits = Limits { centre: 3.8, sigma: 0.2 };
        assert_eq!(limits.side_beyond(4.0), None);
        assert_eq!(limits.side_beyond(4.5), Some(Side::Above));
    }
}

//! What a signal and a target mean, given which way is better.

use super::{
    compare::{Side, order},
    limits::Limits,
};

/// Which way is better.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aim {
    Higher,
    Lower,
    /// Neither way is better.
    Neither,
}

/// What a signal says to people with an aim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bearing {
    Improvement,
    Concern,
    /// Higher or rising, where neither way is better.
    High,
    /// Lower or falling, where neither way is better.
    Low,
    /// The signal has no side: the process changes, and not for the better or the worse.
    Unclear,
}

impl Bearing {
    /// What a signal on a side says.
    pub(super) fn of(side: Option<Side>, aim: Aim) -> Bearing {
        match (side, aim) {
            (None, _) => Bearing::Unclear,
            (Some(Side::Above), Aim::Higher) | (Some(Side::Below), Aim::Lower) => {
                Bearing::Improvement
            }
            (Some(Side::Above), Aim::Lower) | (Some(Side::Below), Aim::Higher) => Bearing::Concern,
            (Some(Side::Above), Aim::Neither) => Bearing::High,
            (Some(Side::Below), Aim::Neither) => Bearing::Low,
        }
    }
}

/// Whether a target is met again and again as long as the process stays what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Assurance {
    /// Both limits lie on the good side of the target.
    Pass,
    /// Both limits lie on the bad side of the target.
    Fail,
    /// The target lies between the limits or on one: met and missed by chance.
    HitOrMiss,
}

/// The assurance that a target will be met (NHS Making Data Count). Taken from limits that are not
/// clipped to a scale.
///
/// None where neither way is better, and where limits are flat: values that are all the same, such
/// as all at the target, say nothing of how they vary.
pub fn assurance(limits: &Limits, target: f64, aim: Aim) -> Option<Assurance> {
    if limits.is_flat() {
        return None;
    }
    let over = order(limits.upper(), target).is_lt();
    let under = order(target, limits.lower()).is_lt();
    match (aim, over, under) {
        (Aim::Neither, ..) => None,
        (Aim::Higher, true, _) | (Aim::Lower, _, true) => Some(Assurance::Fail),
        (Aim::Higher, _, true) | (Aim::Lower, true, _) => Some(Assurance::Pass),
        (_, false, false) => Some(Assurance::HitOrMiss),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_good_news_only_where_it_is_the_better_one() {
        let above = Some(Side::Above);
        let below = Some(Side::Below);
        for (side, aim, bearing) in [
            (above, Aim::Higher, Bearing::Improvement),
            (below, Aim::Higher, Bearing::Concern),
            (above, Aim::Lower, Bearing::Concern),
            (below, Aim::Lower, Bearing::Improvement),
            (above, Aim::Neither, Bearing::High),
            (below, Aim::Neither, Bearing::Low),
            (None, Aim::Higher, Bearing::Unclear),
        ] {
            assert_eq!(Bearing::of(side, aim), bearing, "{side:?} with {aim:?}");
        }
    }

    /// Limits from 2.7 to 3.3.
    const LIMITS: Limits = Limits { centre: 3.0, sigma: 0.1 };

    #[test]
    fn assurance_is_that_both_limits_lie_on_one_side_of_the_target() {
        for (target, aim, assured) in [
            (3.5, Aim::Higher, Assurance::Fail),
            (2.5, Aim::Higher, Assurance::Pass),
            (3.0, Aim::Higher, Assurance::HitOrMiss),
            (3.5, Aim::Lower, Assurance::Pass),
            (2.5, Aim::Lower, Assurance::Fail),
            (3.0, Aim::Lower, Assurance::HitOrMiss),
            // On a limit, which is 3.3000000000000003 in binary.
            (3.3, Aim::Higher, Assurance::HitOrMiss),
            (2.7, Aim::Lower, Assurance::HitOrMiss),
        ] {
            assert_eq!(assurance(&LIMITS, target, aim), Some(assured), "{target} with {aim:?}");
        }
        assert_eq!(assurance(&LIMITS, 3.0, Aim::Neither), None);
    }

    /// A peer calls values that are all at the target a failure.
    #[test]
    fn values_that_are_all_at_the_target_assure_nothing() {
        let flat = Limits { centre: 4.0, sigma: 0.0 };
        assert_eq!(assurance(&flat, 4.0, Aim::Higher), None);
    }
}

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

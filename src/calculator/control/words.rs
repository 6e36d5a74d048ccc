//! What sides, aims and reasons are called.

use super::super::input::{Input, Trouble};
use crate::statistics::control::{
    Aim, Assurance, Bearing, Direction, Side, Undefined, rule::Obstacle,
};

pub(super) fn side(side: Side) -> &'static str {
    match side {
        Side::Above => "above",
        Side::Below => "below",
    }
}

pub(super) fn aim(input: &Input<'_>) -> Result<Aim, Trouble> {
    match input.text("aim")? {
        "higher" => Ok(Aim::Higher),
        "lower" => Ok(Aim::Lower),
        "neither" => Ok(Aim::Neither),
        _ => Err(Trouble("`aim` is higher, lower or neither".to_owned())),
    }
}

pub(super) fn direction(input: &Input<'_>) -> Result<Direction, Trouble> {
    match input.text("direction")? {
        "above" => Ok(Direction::Above),
        "below" => Ok(Direction::Below),
        "both" => Ok(Direction::Both),
        _ => Err(Trouble("`direction` is above, below or both".to_owned())),
    }
}

pub(super) fn bearing(bearing: Bearing) -> &'static str {
    match bearing {
        Bearing::Improvement => "improvement",
        Bearing::Concern => "concern",
        Bearing::High => "high",
        Bearing::Low => "low",
        Bearing::Unclear => "unclear",
    }
}

pub(super) fn assurance(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::Pass => "pass",
        Assurance::Fail => "fail",
        Assurance::HitOrMiss => "hit or miss",
    }
}

pub(super) fn undefined(undefined: Undefined) -> String {
    match undefined {
        Undefined::TooFew { found, least } => {
            format!("too few points: {found}, and it takes {least}")
        }
        Undefined::NoNeighbours => "no two neighbouring periods have values".to_owned(),
        Undefined::NoVariation => "too little variation for limits".to_owned(),
    }
}

pub(super) fn too_few_useful(found: usize, least: usize) -> String {
    format!("too few points off the centre line: {found}, and it takes {least}")
}

pub(super) fn obstacle(obstacle: Obstacle) -> String {
    match obstacle {
        Obstacle::TooFew { found, least } => undefined(Undefined::TooFew { found, least }),
        Obstacle::NoVariation => undefined(Undefined::NoVariation),
        Obstacle::OutOfReach(beyond) => {
            format!("the scale ends before a point could fire {} the centre line", side(beyond))
        }
    }
}

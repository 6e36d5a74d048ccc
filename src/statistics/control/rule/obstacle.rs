//! Why a rule cannot fire, whatever the values.
//!
//! Where a rule cannot fire, that it did not is no news.

use super::{Chart, Measure, Needs, Rule, Side, pattern::sides};

/// A reason why a rule cannot fire.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Obstacle {
    /// Fewer points than the rule needs; in a row, where it needs them so.
    TooFew { found: usize, least: usize },
    /// The limits and the centre line fall together.
    NoVariation,
    /// The line beyond which points must lie is at the end of the scale, or outside it.
    OutOfReach(Side),
}

/// What keeps a rule from firing on a chart whose values lie on a scale, if there are ends to it.
pub fn obstacles(rule: &Rule, chart: &Chart<'_>, scale: Option<(f64, f64)>) -> Vec<Obstacle> {
    let mut obstacles = Vec::new();
    let (found, least) = rule.needs.met_by(chart);
    if found < least {
        obstacles.push(Obstacle::TooFew { found, least });
    }
    let (sigmas, needs_width) = match rule.measure {
        Measure::Order => return obstacles,
        Measure::Within => (None, true),
        Measure::Centre => (Some(0.0), false),
        Measure::Beyond(sigmas) => (Some(sigmas), true),
    };
    if needs_width && chart.limits.is_flat() {
        obstacles.push(Obstacle::NoVariation);
    } else if let (Some(sigmas), Some(scale)) = (sigmas, scale) {
        let blocked = |side: &Side| !chart.limits.is_within_reach(*side, sigmas, scale);
        let sides = [Side::Above, Side::Below].into_iter().filter(blocked);
        obstacles.extend(sides.map(Obstacle::OutOfReach));
    }
    obstacles
}

impl Needs {
    /// How many points a chart has of the kind that is needed, and how many it takes.
    fn met_by(self, chart: &Chart<'_>) -> (usize, usize) {
        let present = chart.values.iter().flatten().count();
        match self {
            Needs::Points(least) => (present, least),
            Needs::InARow(least) => (longest_stretch(chart.values), least),
            Needs::Useful(least) => (sides(chart).iter().flatten().count(), least),
        }
    }
}

/// How many neighbouring periods at most all have a value.
fn longest_stretch(values: &[Option<f64>]) -> usize {
    values.split(Option::is_none).map(<[_]>::len).max().unwrap_or(0)
}

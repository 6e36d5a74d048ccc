//! What the figures of a plan show, made from the study.

mod mover;
mod profile;
mod standards;
mod trend;

use super::{Axis, Mark};
use crate::{analysis::Point, model::Exact, pipeline::Study, plan::Plan, rulebook::kind::Targets};

pub(super) use mover::{MOST_MOVERS, Mover, movers};
pub(super) use profile::profiles;
pub(super) use standards::standards;
pub(super) use trend::trend;

/// The level at which standards are scored.
const STANDARD: &str = "standard";

/// An axis from the lowest to the highest score, with a tick at every whole number.
fn axis(targets: Option<&Targets>) -> Axis {
    let (lowest, highest) = targets
        .map_or((0.0, 1.0), |targets| (targets.lowest.0.to_f64(), targets.highest.0.to_f64()));
    let target = targets.and_then(|targets| targets.target.as_ref());
    let mut ticks = Vec::new();
    let mut at = lowest.ceil();
    let step = (((highest - lowest) / 6.0).ceil()).max(1.0);
    while at <= highest {
        ticks.push((at, format!("{at}")));
        at += step;
    }
    let target =
        target.map(|target| (target.0.to_f64(), format!("target {}", target.0.rounded(1))));
    Axis { lowest, highest, ticks, target }
}

fn mark(point: &Point) -> Mark {
    Mark {
        value: point.score.to_f64(),
        interval: point.interval.map(|interval| (interval.low, interval.high)),
        n: point.n_responses,
        thin: point.weak && point.interval.is_some(),
    }
}

/// The points of a series in its latest school year, latest round last.
fn latest<'a>(study: &'a Study, plan: &Plan, at: &At<'_>) -> Option<&'a Point> {
    let series = series(study, plan, at)?;
    series.segments.last()?.points.last()
}

/// Which series is meant.
struct At<'a> {
    source: crate::model::EvidenceSource,
    instrument: &'a str,
    level: &'a str,
    id: &'a str,
}

fn series<'a>(study: &'a Study, plan: &Plan, at: &At<'_>) -> Option<&'a crate::analysis::Series> {
    study.analysis.series.iter().find(|series| {
        series.site == plan.site
            && series.source == at.source
            && *series.instrument == *at.instrument
            && *series.level == *at.level
            && *series.id == *at.id
    })
}

fn two_places(value: &Exact) -> String {
    value.rounded(2)
}

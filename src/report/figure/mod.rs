//! What the figures of a plan show, made from the study.

// One site.
mod change;
mod control;
mod mover;
mod priority;
mod profile;
mod shares;
mod standards;
mod trend;
mod views;
// All sites.
mod agreement;
mod beside;
mod heat;
mod pareto;
// The numbers behind.
mod numbers;

#[cfg(test)]
pub(super) mod sample;

use super::{Axis, Figure, Mark};
use crate::{
    analysis::{Point, SpreadBasis},
    language::{Language, say},
    model::{Exact, SiteId},
    pipeline::Study,
    plan::Plan,
    rulebook::kind::Targets,
};

pub(super) use agreement::agreement;
pub(super) use beside::{caterpillar, funnel};
pub(super) use change::change;
pub(super) use control::control;
pub(super) use heat::heat_map;
pub(super) use mover::{MOST_MOVERS, Mover, movers};
pub(super) use pareto::pareto;
pub(super) use priority::priority;
pub(super) use profile::profiles;
pub(super) use shares::shares;
pub(super) use standards::standards;
pub(super) use trend::trend;
pub(super) use views::{both_speak, views};

/// The level at which standards are scored.
pub(super) const STANDARD: &str = "standard";

/// An axis from the lowest to the highest score, with a tick at every whole number.
fn axis(language: Language, targets: Option<&Targets>) -> Axis {
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
    let target = target.map(|target| {
        let label = say!(language, "chart-target", value = target.0.rounded(1));
        (target.0.to_f64(), label)
    });
    Axis { lowest, highest, ticks, target }
}

fn mark(point: &Point) -> Mark {
    Mark {
        value: point.score.to_f64(),
        interval: point.interval.map(|interval| (interval.low, interval.high)),
        n: point.n_responses,
        thin: point.weak,
    }
}

/// What is drawn, and that ranges rest on what the rules assume where one of them does.
fn with_basis(
    language: Language,
    subtitle: String,
    mut bases: impl Iterator<Item = SpreadBasis>,
) -> String {
    if bases.any(|basis| basis == SpreadBasis::Assumed) {
        say!(language, "chart-ranges-assumed", subtitle = subtitle)
    } else {
        subtitle
    }
}

/// The figure with the site and its school year under its title: a picture may go places alone.
pub(super) fn with_site(study: &Study, plan: &Plan, figure: Figure) -> Figure {
    let (site, year) = (site_name(study, &plan.site), plan.school_year.to_string());
    let whose = say!(study.language, "plan-footer", site = site, year = year);
    Figure { subtitle: format!("{whose}. {}", figure.subtitle), ..figure }
}

/// What is said of a page where a chart has several.
fn part_of(language: Language, text: &str, (page, pages): (usize, usize)) -> String {
    if pages == 1 {
        return text.to_owned();
    }
    let (part, parts) = ((page + 1).to_string(), pages.to_string());
    say!(language, "chart-part", text = text, part = part, parts = parts)
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
    study.analysis.series_of(&plan.site).iter().find(|series| {
        series.source == at.source
            && *series.instrument == *at.instrument
            && *series.level == *at.level
            && *series.id == *at.id
    })
}

/// The short name of a standard of the plan.
fn standard_name(study: &Study, id: &str) -> String {
    let framework = study.rulebook.plan_framework();
    let standards = framework.map_or([].as_slice(), |framework| &framework.standard);
    let standard = standards.iter().find(|standard| standard.id == id);
    standard.map_or(id.to_owned(), |standard| standard.short_name.clone())
}

fn tool_name(study: &Study, id: &str) -> String {
    let known = study.rulebook.instruments.get(id);
    known.map_or(id.to_owned(), |tool| tool.short_name.clone())
}

pub(super) fn site_name(study: &Study, id: &SiteId) -> String {
    let site = study.observations.sites.get(id);
    site.map_or_else(|| id.0.to_string(), |site| site.name.clone())
}

fn two_places(value: &Exact) -> String {
    value.rounded(2)
}

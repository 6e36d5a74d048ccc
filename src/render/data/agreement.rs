//! The tables of raters: how far they agree, how observers compare, how many visits would be enough.

use polars::prelude::DataFrame;

use super::{counts, frame_of, numbers, texts, trends::spread_basis};
use crate::{
    analysis::{
        Agreement, Coefficient, NoFigure, NotEnough, Observer, ObserverStanding, Reliability,
    },
    model::EvidenceSource,
    pipeline::Study,
};

/// One row a tool, its version, and an item, a group of items or all items: how far people who rated
/// the same thing agree.
pub(super) fn agreement(study: &Study) -> DataFrame {
    let rows = &study.analysis.agreement;
    let text =
        |name: &str, cell: fn(&Agreement) -> Option<String>| texts(name, rows.iter().map(cell));
    let number =
        |name: &str, cell: fn(&Agreement) -> Option<f64>| numbers(name, rows.iter().map(cell));
    let count = |name: &str, cell: fn(&Agreement) -> usize| {
        counts(name, rows.iter().map(|row| Some(cell(row) as u64)))
    };
    frame_of(vec![
        text("source", |row| Some(row.source.id().to_owned())),
        text("raters_are", |row| Some(raters_are(row.source).to_owned())),
        text("instrument", |row| Some(row.instrument.to_string())),
        text("version", |row| Some(row.version.to_string())),
        text("level", |row| Some(row.level.to_string())),
        text("id", |row| Some(row.id.to_string())),
        count("n_items", |row| row.items),
        count("n_rated", |row| row.things),
        count("n_raters", |row| row.raters),
        count("n_pairs", |row| row.pairs),
        number("exact", |row| Some(row.exact)),
        number("within_one", |row| row.within_one),
        number("alpha", |row| value(row.alpha)),
        number("alpha_low", |row| Some(row.alpha.ok()?.interval?.low)),
        number("alpha_high", |row| Some(row.alpha.ok()?.interval?.high)),
        number("gwet_ac", |row| value(row.gwet)),
        number("gwet_ac_low", |row| Some(row.gwet.ok()?.interval?.low)),
        number("gwet_ac_high", |row| Some(row.gwet.ok()?.interval?.high)),
        number("kappa", |row| row.kappa.ok()),
        text("reason", reason),
    ])
}

const fn raters_are(source: EvidenceSource) -> &'static str {
    match source {
        EvidenceSource::Observation => "observers",
        EvidenceSource::SelfAssessment => "people_of_one_site",
    }
}

fn value(coefficient: Result<Coefficient, NoFigure>) -> Option<f64> {
    coefficient.ok().map(|coefficient| coefficient.value)
}

/// Which figures there are none of, and why.
fn reason(row: &Agreement) -> Option<String> {
    let missing =
        [("alpha", row.alpha.err()), ("gwet_ac", row.gwet.err()), ("kappa", row.kappa.err())];
    let told: Vec<String> = missing
        .into_iter()
        .filter_map(|(figure, why)| Some(format!("{figure}: {}", words(why?))))
        .collect();
    if told.is_empty() { None } else { Some(told.join("; ")) }
}

const fn words(why: NoFigure) -> &'static str {
    match why {
        NoFigure::NoVariation => "every rating is the same",
        NoFigure::NoLevels => "any number may be given",
        NoFigure::NotTwoEach => "some things have more than two raters",
        NoFigure::SeveralItems => "for single items only",
    }
}

/// One row a tool, its version and an observer: whether they give more or less than others.
pub(super) fn observers(study: &Study) -> DataFrame {
    let rows = &study.analysis.observers;
    let text =
        |name: &str, cell: fn(&Observer) -> Option<String>| texts(name, rows.iter().map(cell));
    let number =
        |name: &str, cell: fn(&Observer) -> Option<f64>| numbers(name, rows.iter().map(cell));
    let linked = |row: &Observer| row.linked.map(|group| group as u64 + 1);
    frame_of(vec![
        text("instrument", |row| Some(row.instrument.to_string())),
        text("version", |row| Some(row.version.to_string())),
        text("observer", |row| Some(row.name.to_string())),
        counts("n_visits", rows.iter().map(|row| Some(row.visits as u64))),
        counts("linked_group", rows.iter().map(linked)),
        number("offset", |row| row.offset),
        number("offset_se", |row| row.standard_error),
        number("offset_shrunk", |row| row.shrunken),
        number("offset_shrunk_se", |row| row.shrunken_error),
        number("p", |row| row.p),
        number("p_adjusted", |row| row.p_adjusted),
        text("reading", |row| Some(standing(row.standing).to_owned())),
    ])
}

const fn standing(standing: ObserverStanding) -> &'static str {
    match standing {
        ObserverStanding::GivesMore => "gives_more",
        ObserverStanding::GivesLess => "gives_less",
        ObserverStanding::NoClearDifference => "no_clear_difference",
        ObserverStanding::TwoDiffer => "the_two_differ",
        ObserverStanding::NotApartFromSites => "not_apart_from_sites",
        ObserverStanding::CannotTell => "cannot_tell",
    }
}

/// One row a source, instrument and standard, group or item of which it is known how much sites
/// differ: how well one visit tells them apart, and how many would be enough.
pub(super) fn reliability(study: &Study) -> DataFrame {
    let rows = &study.analysis.reliabilities;
    let text =
        |name: &str, cell: fn(&Reliability) -> Option<String>| texts(name, rows.iter().map(cell));
    let number = |name: &str, cell: fn(&Reliability) -> f64| {
        numbers(name, rows.iter().map(|row| Some(cell(row))))
    };
    frame_of(vec![
        text("source", |row| Some(row.source.id().to_owned())),
        text("instrument", |row| Some(row.instrument.to_string())),
        text("version", |row| row.version.as_deref().map(str::to_owned)),
        text("basis", |row| Some(row.basis?.id().to_owned())),
        text("level", |row| Some(row.level.to_string())),
        text("id", |row| Some(row.id.to_string())),
        counts("sites", rows.iter().map(|row| Some(row.sites as u64))),
        text("within_basis", |row| Some(spread_basis(row.spread_basis).to_owned())),
        number("of_one", |row| row.of_one),
        number("goal", |row| row.goal),
        counts("enough", rows.iter().map(|row| row.enough.ok().map(u64::from))),
        text("reason", |row| row.enough.err().map(|why| not_enough(why).to_owned())),
    ])
}

const fn not_enough(why: NotEnough) -> &'static str {
    match why {
        NotEnough::SitesAlike => "sites differ no more than the visits to one site would make them",
        NotEnough::TooMany => "more than 10,000",
    }
}

//! The tables of ratings, scores, changes and priorities.

use polars::prelude::DataFrame;

use super::{counts, frame_of, numbers, texts, trends::spread_basis};
use crate::{
    analysis::{Change, ChangeReading, Point, Segment, Series},
    model::{Exact, Observation, Rating},
    pipeline::Study,
    plan::{FocusKind, LevelBasis, NotChosen, Plan, Priority},
    score::{Outcome, Score, ScoreKey},
};

/// One row a rating cell, with all that says what it is a rating of.
pub(super) fn ratings(study: &Study) -> DataFrame {
    let rows = &study.observations.rows;
    let text =
        |name: &str, cell: fn(&Observation) -> Option<String>| texts(name, rows.iter().map(cell));
    let field = |name: &str| {
        texts(
            name,
            rows.iter().map(|row| row.form.response.fields.get(name).map(ToString::to_string)),
        )
    };
    frame_of(vec![
        text("site_id", |row| Some(row.form.site.to_string())),
        text("school_year", |row| Some(row.form.school_year.to_string())),
        text("occasion", |row| row.form.occasion.as_deref().map(str::to_owned)),
        text("source", |row| Some(row.form.source.id().to_owned())),
        text("instrument", |row| Some(row.form.instrument.to_string())),
        text("version", |row| Some(row.form.version.to_string())),
        text("item", |row| Some(row.item.to_string())),
        text("basis", |row| Some(row.form.response.basis.id().to_owned())),
        text("date", |row| row.form.response.date.map(|date| date.to_string())),
        field("rater"),
        field("role"),
        field("activity"),
        field("segment"),
        text("state", |row| Some(state(&row.answer.rating).to_owned())),
        numbers("value", rows.iter().map(|row| value(&row.answer.rating))),
        text("written", |row| Some(row.answer.written.to_string())),
        text("file", |row| Some(row.form.file.to_string())),
        text("sheet", |row| Some(row.form.sheet.to_string())),
        text("cell", |row| Some(row.cell().address())),
    ])
}

fn state(rating: &Rating) -> &str {
    match rating {
        Rating::Value(_) => "rated",
        Rating::Category(id) | Rating::Missing(id) => id,
        Rating::Unusable => "unusable",
    }
}

fn value(rating: &Rating) -> Option<f64> {
    match rating {
        Rating::Value(value) => Some(value.to_f64()),
        Rating::Category(_) | Rating::Missing(_) | Rating::Unusable => None,
    }
}

/// One row a score: site, school year, occasion, source, instrument version and level.
pub(super) fn scores(study: &Study) -> DataFrame {
    let rows: Vec<&Score> = shown_scores(study).collect();
    let points: Vec<Option<&Point>> = rows.iter().map(|row| point(study, &row.key)).collect();
    let key = |name: &str, cell: fn(&ScoreKey) -> Option<String>| {
        texts(name, rows.iter().map(|row| cell(&row.key)))
    };
    frame_of(vec![
        key("site_id", |key| Some(key.site.to_string())),
        key("school_year", |key| Some(key.school_year.to_string())),
        key("occasion", |key| key.occasion.as_deref().map(str::to_owned)),
        key("source", |key| Some(key.source.id().to_owned())),
        key("instrument", |key| Some(key.instrument.to_string())),
        key("version", |key| Some(key.version.to_string())),
        key("basis", |key| Some(key.basis.id().to_owned())),
        key("level", |key| Some(key.level.to_string())),
        key("id", |key| Some(key.id.to_string())),
        numbers("score", rows.iter().map(|row| row.outcome.value().map(Exact::to_f64))),
        texts("score_exact", rows.iter().map(|row| exact(&row.outcome))),
        counts("n_ratings", rows.iter().map(|row| Some(row.n_ratings as u64))),
        counts("n_responses", rows.iter().map(|row| Some(row.n_responses as u64))),
        numbers("se", points.iter().map(|point| point.and_then(|point| point.standard_error))),
        numbers("ci_low", points.iter().map(|point| Some(point.as_ref()?.interval?.low))),
        numbers("ci_high", points.iter().map(|point| Some(point.as_ref()?.interval?.high))),
        texts("se_basis", points.iter().map(|p| p.and_then(se_basis))),
        numbers("shrunk_score", points.iter().map(|point| Some(point.as_ref()?.shrunken?.level))),
        texts("band", rows.iter().map(|row| row.band.as_deref().map(str::to_owned))),
        numbers("complete_share", rows.iter().map(|row| row.complete_share)),
        texts("reason", rows.iter().map(|row| reason(&row.outcome))),
    ])
}

fn se_basis(point: &Point) -> Option<String> {
    point.spread_basis.map(|basis| spread_basis(basis).to_owned())
}

/// The scores of all sites that are not held back.
pub(super) fn shown_scores(study: &Study) -> impl Iterator<Item = &Score> {
    study.scores.rows.iter().filter(|row| !study.held_back.contains_key(&row.key.site))
}

/// The value as a fraction, or the names of a scale without order.
fn exact(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Value(value) => Some(value.to_string()),
        Outcome::Names(names) => Some(names.join("; ")),
        Outcome::None(_) => None,
    }
}

fn reason(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::None(reason) => Some(reason.to_string()),
        Outcome::Value(_) | Outcome::Names(_) => None,
    }
}

/// The point of the analysis that belongs to a score.
fn point<'a>(study: &'a Study, key: &ScoreKey) -> Option<&'a Point> {
    let series = &study.analysis.series;
    let order = |series: &Series| {
        (&series.site, series.source, &series.instrument, &series.level, &series.id).cmp(&(
            &key.site,
            key.source,
            &key.instrument,
            &key.level,
            &key.id,
        ))
    };
    let series = &series[series.binary_search_by(order).ok()?];
    let points = series
        .segments
        .iter()
        .filter(|segment| segment.version == key.version)
        .flat_map(|segment| &segment.points);
    points
        .into_iter()
        .find(|point| point.school_year == key.school_year && point.occasion == key.occasion)
}

/// A change and the series and point that it belongs to.
struct Told<'a> {
    series: &'a Series,
    segment: &'a Segment,
    point: &'a Point,
    kind: &'static str,
    change: &'a Change,
}

/// One row a difference between two years of the same segment.
pub(super) fn changes(study: &Study) -> DataFrame {
    let shown = |series: &&Series| !study.held_back.contains_key(&series.site);
    let mut rows: Vec<Told<'_>> = Vec::new();
    for series in study.analysis.series.iter().filter(shown) {
        for segment in &series.segments {
            for point in &segment.points {
                let both = [
                    ("from_year_before", &point.from_year_before),
                    ("from_first_year", &point.from_first_year),
                ];
                let told = both.into_iter().filter_map(|(kind, change)| {
                    Some(Told { series, segment, point, kind, change: change.as_ref()? })
                });
                rows.extend(told);
            }
        }
    }
    let text =
        |name: &str, cell: fn(&Told<'_>) -> Option<String>| texts(name, rows.iter().map(cell));
    frame_of(vec![
        text("site_id", |row| Some(row.series.site.to_string())),
        text("source", |row| Some(row.series.source.id().to_owned())),
        text("instrument", |row| Some(row.series.instrument.to_string())),
        text("version", |row| Some(row.segment.version.to_string())),
        text("basis", |row| Some(row.segment.basis.id().to_owned())),
        text("level", |row| Some(row.series.level.to_string())),
        text("id", |row| Some(row.series.id.to_string())),
        text("kind", |row| Some(row.kind.to_owned())),
        text("since", |row| Some(row.change.since.to_string())),
        text("school_year", |row| Some(row.point.school_year.to_string())),
        text("occasion", |row| row.point.occasion.as_deref().map(str::to_owned)),
        numbers("difference", rows.iter().map(|row| Some(row.change.difference.to_f64()))),
        numbers("ci_low", rows.iter().map(|row| Some(row.change.interval?.low))),
        numbers("ci_high", rows.iter().map(|row| Some(row.change.interval?.high))),
        numbers("smallest_detectable", rows.iter().map(|row| row.change.smallest_detectable)),
        text("reading", |row| Some(reading(row.change.reading).to_owned())),
    ])
}

const fn reading(reading: ChangeReading) -> &'static str {
    match reading {
        ChangeReading::BeyondNoise => "beyond_noise",
        ChangeReading::WithinNoise => "within_noise",
        ChangeReading::CannotTell => "cannot_tell",
    }
}

/// A standard of a plan, and what became of it.
struct Considered<'a> {
    plan: &'a Plan,
    rank: Option<u64>,
    standard: &'a str,
    priority: Option<&'a Priority>,
    outcome: &'static str,
    source: Option<&'static str>,
}

/// One row a site and standard: its priority, part by part, and why it was chosen or not.
pub(super) fn priorities(study: &Study) -> DataFrame {
    let rows: Vec<Considered<'_>> = study.plans.values().flat_map(considered).collect();
    let part = |name: &str, cell: fn(&Priority) -> f64| {
        numbers(name, rows.iter().map(|row| row.priority.map(cell)))
    };
    frame_of(vec![
        texts("site_id", rows.iter().map(|row| Some(row.plan.site.to_string()))),
        texts("plan_year", rows.iter().map(|row| Some(row.plan.school_year.to_string()))),
        texts("standard", rows.iter().map(|row| Some(row.standard.to_owned()))),
        counts("rank", rows.iter().map(|row| row.rank)),
        texts("outcome", rows.iter().map(|row| Some(row.outcome.to_owned()))),
        texts("driving_source", rows.iter().map(|row| row.source.map(str::to_owned))),
        part("priority", |priority| priority.value),
        part("importance", |priority| priority.importance.to_f64()),
        part("level", |priority| priority.level),
        texts("level_basis", rows.iter().map(|row| row.priority.map(|it| basis(it).to_owned()))),
        part("spread", |priority| priority.spread),
        part("target", |priority| priority.target.to_f64()),
        part("shortfall", |priority| priority.shortfall),
        part("chance_of_missing", |priority| priority.chance_of_missing),
        numbers("stays_share", rows.iter().map(|row| row.priority.and_then(|it| it.stays))),
    ])
}

fn considered(plan: &Plan) -> Vec<Considered<'_>> {
    let focus = plan.focus.iter().zip(1..).map(|(focus, rank)| Considered {
        plan,
        rank: Some(rank),
        standard: &focus.standard,
        priority: focus.priority.as_ref(),
        outcome: match focus.kind {
            FocusKind::Urgent => "urgent",
            FocusKind::Raise => "focus",
            FocusKind::Sustain => "sustain",
        },
        source: focus.driver.as_ref().map(|driver| driver.source.id()),
    });
    let passed = plan.passed_over.iter().map(|passed| Considered {
        plan,
        rank: None,
        standard: &passed.standard,
        priority: passed.priority.as_ref(),
        outcome: match passed.why {
            NotChosen::OthersFirst { .. } => "others_first",
            NotChosen::NotSurelyBelow => "not_surely_below",
            NotChosen::AtTarget => "at_target",
            NotChosen::NoTarget => "no_target",
            NotChosen::OlderEvidence => "older_evidence",
        },
        source: None,
    });
    let unknown = plan.no_evidence.iter().map(|none| Considered {
        plan,
        rank: None,
        standard: &none.standard,
        priority: None,
        outcome: "no_evidence",
        source: None,
    });
    focus.chain(passed).chain(unknown).collect()
}

const fn basis(priority: &Priority) -> &'static str {
    match priority.level_basis {
        LevelBasis::Shrunk => "shrunk",
        LevelBasis::CarriedOn { .. } => "carried_on",
        LevelBasis::Measured => "measured",
        LevelBasis::ScoreItself => "score_itself",
    }
}

//! Each focus standard across the years.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    MOST_MOVERS, STANDARD, axis, mark, movers,
    numbers::{columns, numbers},
    two_places, with_basis,
};
use crate::{
    analysis::{Point, Series},
    language::{Language, facts, say},
    model::{EvidenceSource, Exact, SchoolYear},
    pipeline::Study,
    plan::Plan,
    report::{Cell, Chart, Figure, Table, TrendChart, TrendLine, TrendPanel, TrendPoint, say},
};

/// This year's focus and what moved most, or the one standard that is asked for. None where there is
/// nothing of it, and where one year is all there is.
pub(in crate::report) fn trend(study: &Study, plan: &Plan, only: Option<&str>) -> Option<Figure> {
    let framework = study.rulebook.plan_framework()?;
    let shown: Vec<Shown<'_>> = only
        .map_or_else(|| shown(plan), |only| vec![only])
        .into_iter()
        .map(|standard| (standard, lines_of(study, plan, standard)))
        .collect();
    let mut driving =
        plan.focus.iter().filter(|focus| only.is_none_or(|id| *focus.standard == *id));
    let driving = driving.find_map(|focus| Some(&focus.driver.as_ref()?.instrument));
    let tool = match driving {
        Some(tool) => tool,
        None => &shown.iter().flat_map(|(_, series)| series).next()?.instrument,
    };
    let targets = study.rulebook.targets_for(STANDARD, tool, Some(&framework.about.id));
    let years = years(shown.iter().flat_map(|(_, series)| series))?;
    if years.len() < 2 {
        return None;
    }
    let name = |id: &str| {
        let standard = framework.standard.iter().find(|standard| standard.id == id);
        standard.map_or(id.to_owned(), |standard| standard.short_name.clone())
    };
    let language = study.language;
    let panels = shown
        .iter()
        .map(|(standard, series)| TrendPanel {
            title: name(standard),
            lines: lines(language, series, years[0]),
        })
        .collect();
    let finding = finding(language, plan, &shown, &name);
    let drawn = shown.iter().flat_map(|(_, series)| series).flat_map(|series| points(series));
    let bases = drawn.filter_map(|point| point.spread_basis);
    let data = data(language, &shown, &years, &name);
    Some(Figure {
        language,
        id: "trend".to_owned(),
        name: match only {
            Some(only) => say!(language, "chart-trend-one", standard = name(only)),
            None => trend_name(language, plan, shown.len()),
        },
        description: format!("{finding}. {}", described(language, &shown, &name)),
        finding,
        subtitle: with_basis(language, say!(language, "chart-trend-subtitle"), bases),
        chart: Chart::Trend(TrendChart {
            axis: axis(language, targets),
            years: years.iter().map(ToString::to_string).collect(),
            panels,
        }),
        data,
    })
}

/// A standard, and its lines.
type Shown<'a> = (&'a str, Vec<&'a Series>);

/// This year's focus, and after it what has moved most.
fn shown(plan: &Plan) -> Vec<&str> {
    let mut shown: Vec<&str> = plan.focus.iter().map(|focus| &*focus.standard).collect();
    for (known, ..) in movers(plan).into_iter().take(MOST_MOVERS) {
        if !shown.contains(&&*known.standard) {
            shown.push(&known.standard);
        }
    }
    shown
}

fn trend_name(language: Language, plan: &Plan, shown: usize) -> String {
    if plan.focus.len() < shown {
        say!(language, "chart-trend-and-movers")
    } else {
        say!(language, "chart-trend")
    }
}

/// The series on one standard, self-assessment first.
fn lines_of<'a>(study: &'a Study, plan: &Plan, standard: &str) -> Vec<&'a Series> {
    let of_standard = |series: &&Series| &*series.level == STANDARD && *series.id == *standard;
    study.analysis.series_of(&plan.site).iter().filter(of_standard).collect()
}

/// Every school year from the first to the last with data.
fn years<'a, 'b: 'a>(series: impl Iterator<Item = &'a &'b Series>) -> Option<Vec<SchoolYear>> {
    let points = series.flat_map(|series| points(series));
    let all: BTreeSet<SchoolYear> = points.map(|point| point.school_year).collect();
    let (mut year, last) = (*all.first()?, *all.last()?);
    let mut years = vec![year];
    while year < last {
        year = year.next();
        years.push(year);
    }
    Some(years)
}

fn points(series: &Series) -> impl Iterator<Item = &Point> {
    series.segments.iter().flat_map(|segment| &segment.points)
}

/// One line a source; the instruments of a source are segments of its line.
fn lines(language: Language, series: &[&Series], first: SchoolYear) -> Vec<TrendLine> {
    let mut by_source: BTreeMap<EvidenceSource, Vec<Vec<TrendPoint>>> = BTreeMap::new();
    for series in series {
        let segments = series.segments.iter().map(|segment| {
            let last_of_year = last_rounds(&segment.points);
            let place = |point: &&Point| usize::try_from(point.school_year.years_since(first)).ok();
            let drawn = last_of_year
                .into_iter()
                .filter_map(|point| Some(TrendPoint { year: place(&point)?, mark: mark(point) }));
            drawn.collect::<Vec<_>>()
        });
        by_source.entry(series.source).or_default().extend(segments);
    }
    let line = |(source, mut segments): (EvidenceSource, Vec<Vec<TrendPoint>>)| {
        segments.sort_by_key(|segment| segment.first().map(|point| point.year));
        TrendLine { label: say::source(language, source), segments }
    };
    by_source.into_iter().map(line).collect()
}

/// The last round of each year.
fn last_rounds(points: &[Point]) -> Vec<&Point> {
    let mut by_year: BTreeMap<SchoolYear, &Point> = BTreeMap::new();
    for point in points {
        by_year.insert(point.school_year, point);
    }
    by_year.into_values().collect()
}

/// Which of the standards moved clearly since the first year of their line, and by how much.
fn finding(
    language: Language,
    plan: &Plan,
    shown: &[Shown<'_>],
    name: &impl Fn(&str) -> String,
) -> String {
    let told: Vec<String> = movers(plan)
        .into_iter()
        .filter(|(known, ..)| shown.iter().any(|(standard, _)| *standard == &*known.standard))
        .map(|(known, evidence, change)| {
            let falls = change.difference < Exact::ZERO;
            let direction = if falls { "chart-trend-fell" } else { "chart-trend-rose" };
            let by = say::difference(&change.difference);
            let by = by.trim_start_matches(['+', '−']);
            let source = say::source_lower(language, evidence.source);
            let (name, since) = (name(&known.standard), change.since.to_string());
            language.say(direction, &facts!(name = name, by = by, since = since, source = source))
        })
        .collect();
    if told.is_empty() { say!(language, "chart-trend-none") } else { told.join("; ") }
}

fn described(language: Language, shown: &[Shown<'_>], name: &impl Fn(&str) -> String) -> String {
    let mut told = Vec::new();
    for (standard, series) in shown {
        for series in series {
            let values: Vec<String> = points(series)
                .map(|point| format!("{} {}", point.school_year, two_places(&point.score)))
                .collect();
            let source = say::source_lower(language, series.source);
            told.push(format!("{}, {source}: {}", name(standard), values.join(", ")));
        }
    }
    format!("{}.", told.join(". "))
}

/// One row a standard and source, one column a school year: score, range and n of its last round.
fn data(
    language: Language,
    shown: &[Shown<'_>],
    years: &[SchoolYear],
    name: &impl Fn(&str) -> String,
) -> Table {
    let mut rows = Vec::new();
    for (standard, all) in shown {
        for series in all {
            let of_year: BTreeMap<SchoolYear, &Point> =
                points(series).map(|point| (point.school_year, point)).collect();
            let mut row =
                vec![Cell::Text(name(standard)), Cell::Text(say::source(language, series.source))];
            let told = |year| told(language, of_year.get(year).copied());
            row.extend(years.iter().map(|year| Cell::Text(told(year))));
            rows.push(row);
        }
    }
    let mut heads = columns(language, &[("chart-standard", 20), ("chart-source", 18)]);
    heads.extend(years.iter().map(|year| (year.to_string(), 14)));
    Table { caption: say!(language, "chart-trend-data"), ..numbers(language, &heads, rows) }
}

fn told(language: Language, point: Option<&Point>) -> String {
    let Some(point) = point else { return say!(language, "chart-no-data") };
    let (score, n) = (two_places(&point.score), point.n_responses.to_string());
    match &point.interval {
        Some(range) => {
            let range = say::interval(language, range, point.spread_basis);
            say!(language, "chart-value-range", value = score, range = range, n = n)
        }
        None => say!(language, "chart-value", value = score, n = n),
    }
}

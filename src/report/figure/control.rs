//! Lines that are long enough for a run chart: ten years or more.

use std::collections::BTreeMap;

use super::{
    STANDARD, axis,
    numbers::{numbers, text},
};
use crate::{
    analysis::{LimitsUndefined, Series, Shift, Signals},
    diagnostic::count,
    model::{EvidenceSource, SchoolYear, shown_score},
    pipeline::Study,
    plan::Plan,
    report::{Cell, Chart, ControlChart, ControlPanel, ControlSignal, Figure, Table, say},
};

/// Years, one a line, that have a score.
type Values = BTreeMap<SchoolYear, f64>;

/// None where no line of the site is long enough. `only` asks for one standard.
pub(in crate::report) fn control(study: &Study, plan: &Plan, only: Option<&str>) -> Option<Figure> {
    let framework = study.rulebook.plan_framework()?;
    let mut long: Vec<(usize, &Series, &Signals, Values)> = study
        .analysis
        .series
        .iter()
        .filter(|series| series.site == plan.site && &*series.level == STANDARD)
        .filter(|series| only.is_none_or(|only| *series.id == *only))
        .filter_map(|series| {
            let place = framework.standard.iter().position(|it| *it.id == *series.id)?;
            let signals = series.trend.as_ref()?.signals.as_ref()?;
            let points = series.followed();
            let values = points.iter().map(|point| (point.school_year, point.score.to_f64()));
            Some((place, series, signals, values.collect()))
        })
        .collect();
    long.sort_by_key(|(place, series, ..)| (*place, series.source));
    let first =
        long.iter().filter_map(|(.., values)| values.first_key_value()).map(|it| *it.0).min()?;
    let last =
        long.iter().filter_map(|(.., values)| values.last_key_value()).map(|it| *it.0).max()?;
    let years: Vec<SchoolYear> =
        (first.starts()..=last.starts()).map(SchoolYear::starting).collect();
    let tool = &long.first()?.1.instrument;
    let targets = study.rulebook.targets_for(STANDARD, tool, Some(&framework.about.id));
    let panels = long
        .iter()
        .map(|(_, series, signals, values)| panel(study, series, signals, values, &years))
        .collect();
    let chart = ControlChart {
        axis: axis(targets),
        years: years.iter().map(ToString::to_string).collect(),
        panels,
    };
    let finding = finding(&chart);
    Some(Figure {
        id: "run-chart".to_owned(),
        name: "Lines of ten years or more, as run charts".to_owned(),
        description: format!("{finding}. {}", described(&chart)),
        finding,
        subtitle:
            "Score by school year about its median; limits where there are twelve years or more"
                .to_owned(),
        data: data(&chart),
        chart: Chart::Control(chart),
    })
}

fn panel(
    study: &Study,
    series: &Series,
    signals: &Signals,
    values: &Values,
    years: &[SchoolYear],
) -> ControlPanel {
    let source = say::source_lower(study.language, series.source);
    let name = super::standard_name(study, &series.id);
    let tool = match series.source {
        EvidenceSource::Observation => format!(", {}", super::tool_name(study, &series.instrument)),
        EvidenceSource::SelfAssessment => String::new(),
    };
    ControlPanel {
        title: format!("{name}, {source}{tool}"),
        values: years.iter().map(|year| values.get(year).copied()).collect(),
        centre: signals.median.map(|median| (median, format!("median {median:.2}"))),
        limits: signals.limits.ok().map(|limits| (limits.lower(), limits.upper())),
        signals: fired(signals, years),
        verdict: verdict(signals),
    }
}

/// The rules that found a signal, each with its years.
fn fired(signals: &Signals, years: &[SchoolYear]) -> Vec<ControlSignal> {
    let places = |found: &[SchoolYear]| -> Vec<usize> {
        years.iter().enumerate().filter(|(_, year)| found.contains(year)).map(|it| it.0).collect()
    };
    let mut fired = Vec::new();
    let run = signals.longest_run.len();
    if signals.shift == Shift::Signal {
        if let Some(most) = signals.longest_by_chance.filter(|most| *most < run) {
            fired.push(ControlSignal {
                years: places(&signals.longest_run),
                rule: format!(
                    "{} in a row on one side of the median; chance gives {most} at most (anhoej/runs@1)",
                    count(run, "year")
                ),
            });
        }
        let pair = signals.crossings.zip(signals.fewest_by_chance);
        if let Some((crossings, fewest)) = pair.filter(|(crossings, fewest)| crossings < fewest) {
            fired.push(ControlSignal {
                years: Vec::new(),
                rule: format!(
                    "the line crosses its median {}; chance gives {fewest} at least (anhoej/crossings@1)",
                    count(crossings, "time")
                ),
            });
        }
    }
    if let Ok(beyond) = signals.beyond_limits.as_ref()
        && !beyond.is_empty()
    {
        fired.push(ControlSignal {
            years: places(beyond),
            rule: format!("{} beyond the limits (nelson/1@1)", count(beyond.len(), "year")),
        });
    }
    fired
}

/// What can be said where no rule fired, and why limits are missing.
fn verdict(signals: &Signals) -> String {
    let shift = match signals.shift {
        Shift::Signal => "",
        Shift::None => "The years move about their median as chance would have it. ",
        Shift::CannotTell { useful, least } => {
            return format!(
                "Whether the line has shifted cannot be told: {useful} of its years do not lie on the \
                 median itself, and it takes {least}. {}",
                limits(signals)
            );
        }
    };
    format!("{shift}{}", limits(signals))
}

fn limits(signals: &Signals) -> String {
    match signals.limits {
        Ok(limits) => format!(
            "Limits {:.2} to {:.2}: mean {:.2}, and three times what neighbouring years differ by.",
            limits.lower(),
            limits.upper(),
            limits.centre
        ),
        Err(LimitsUndefined::TooFew { found, least }) => {
            format!("No limits: {} of the {least} that they take.", count(found, "year"))
        }
        Err(LimitsUndefined::NoNeighbours) => {
            "No limits: no two years in a row have a score.".to_owned()
        }
        Err(LimitsUndefined::NoVariation) => {
            "No limits: the years vary too little for them.".to_owned()
        }
    }
}

fn finding(chart: &ControlChart) -> String {
    let with: Vec<&str> = chart
        .panels
        .iter()
        .filter(|panel| !panel.signals.is_empty())
        .map(|panel| panel.title.as_str())
        .collect();
    match with.as_slice() {
        [] => "No line shows a signal of change beyond chance".to_owned(),
        [one] => format!("{one}: more than chance is at work"),
        several => format!(
            "{} of {} show that more than chance is at work",
            several.len(),
            count(chart.panels.len(), "line")
        ),
    }
}

fn described(chart: &ControlChart) -> String {
    let told = chart.panels.iter().map(|panel| {
        let rules: Vec<&str> = panel.signals.iter().map(|signal| signal.rule.as_str()).collect();
        let rules = if rules.is_empty() { "no signal".to_owned() } else { rules.join("; ") };
        format!("{}: {rules}. {}", panel.title, panel.verdict)
    });
    told.collect::<Vec<_>>().join(" ")
}

fn data(chart: &ControlChart) -> Table {
    let rows = chart.panels.iter().map(|panel| {
        let values = panel.values.iter().map(|value| match value {
            Some(value) => Cell::Number(shown_score(*value)),
            None => text("no data"),
        });
        std::iter::once(text(&*panel.title)).chain(values).collect()
    });
    let mut columns = vec![("Line", 30)];
    columns.extend(chart.years.iter().map(|year| (year.as_str(), 10)));
    numbers(&columns, rows.collect())
}

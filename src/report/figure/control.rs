//! Lines that are long enough for a run chart: ten years or more.

use std::collections::BTreeMap;

use super::{
    STANDARD, axis,
    numbers::{columns, numbers, text},
};
use crate::{
    analysis::{LimitsUndefined, Series, Shift, Signals},
    language::{Language, say},
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
    let language = study.language;
    let chart = ControlChart {
        axis: axis(language, targets),
        years: years.iter().map(ToString::to_string).collect(),
        panels,
    };
    let finding = finding(language, &chart);
    Some(Figure {
        language,
        id: "run-chart".to_owned(),
        name: say!(language, "chart-control"),
        description: format!("{finding}. {}", described(language, &chart)),
        finding,
        subtitle: say!(language, "chart-control-subtitle"),
        data: data(language, &chart),
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
    let language = study.language;
    let source = say::source_lower(language, series.source);
    let name = super::standard_name(study, &series.id);
    let tool = match series.source {
        EvidenceSource::Observation => format!(", {}", super::tool_name(study, &series.instrument)),
        EvidenceSource::SelfAssessment => String::new(),
    };
    let centre =
        |median: f64| (median, say!(language, "chart-median", value = format!("{median:.2}")));
    ControlPanel {
        title: format!("{name}, {source}{tool}"),
        values: years.iter().map(|year| values.get(year).copied()).collect(),
        centre: signals.median.map(centre),
        limits: signals.limits.ok().map(|limits| (limits.lower(), limits.upper())),
        signals: fired(language, signals, years),
        verdict: verdict(language, signals),
    }
}

/// The rules that found a signal, each with its years.
fn fired(language: Language, signals: &Signals, years: &[SchoolYear]) -> Vec<ControlSignal> {
    let places = |found: &[SchoolYear]| -> Vec<usize> {
        years.iter().enumerate().filter(|(_, year)| found.contains(year)).map(|it| it.0).collect()
    };
    let mut fired = Vec::new();
    let run = signals.longest_run.len();
    if signals.shift == Shift::Signal {
        if let Some(most) = signals.longest_by_chance.filter(|most| *most < run) {
            fired.push(ControlSignal {
                years: places(&signals.longest_run),
                rule: say!(language, "chart-signal-run", n = run, most = most),
            });
        }
        let pair = signals.crossings.zip(signals.fewest_by_chance);
        if let Some((crossings, fewest)) = pair.filter(|(crossings, fewest)| crossings < fewest) {
            fired.push(ControlSignal {
                years: Vec::new(),
                rule: say!(language, "chart-signal-crossings", n = crossings, fewest = fewest),
            });
        }
    }
    if let Ok(beyond) = signals.beyond_limits.as_ref()
        && !beyond.is_empty()
    {
        fired.push(ControlSignal {
            years: places(beyond),
            rule: say!(language, "chart-signal-beyond", n = beyond.len()),
        });
    }
    fired
}

/// What can be said where no rule fired, and why limits are missing.
fn verdict(language: Language, signals: &Signals) -> String {
    let limits = limits(language, signals);
    let shift = match signals.shift {
        Shift::Signal => return limits,
        Shift::None => say!(language, "chart-no-shift"),
        Shift::CannotTell { useful, least } => {
            say!(language, "chart-shift-untold", useful = useful, least = least)
        }
    };
    format!("{shift} {limits}")
}

fn limits(language: Language, signals: &Signals) -> String {
    match signals.limits {
        Ok(limits) => {
            let (low, high) = (format!("{:.2}", limits.lower()), format!("{:.2}", limits.upper()));
            let mean = format!("{:.2}", limits.centre);
            say!(language, "chart-limits", low = low, high = high, mean = mean)
        }
        Err(LimitsUndefined::TooFew { found, least }) => {
            say!(language, "chart-limits-too-few", n = found, least = least)
        }
        Err(LimitsUndefined::NoNeighbours) => say!(language, "chart-limits-no-neighbours"),
        Err(LimitsUndefined::NoVariation) => say!(language, "chart-limits-no-variation"),
    }
}

fn finding(language: Language, chart: &ControlChart) -> String {
    let with: Vec<&str> = chart
        .panels
        .iter()
        .filter(|panel| !panel.signals.is_empty())
        .map(|panel| panel.title.as_str())
        .collect();
    match with.as_slice() {
        [] => say!(language, "chart-control-none"),
        [one] => say!(language, "chart-control-one", line = *one),
        several => {
            let (n, all) = (several.len(), chart.panels.len());
            say!(language, "chart-control-several", n = n, all = all)
        }
    }
}

fn described(language: Language, chart: &ControlChart) -> String {
    let told = chart.panels.iter().map(|panel| {
        let rules: Vec<&str> = panel.signals.iter().map(|signal| signal.rule.as_str()).collect();
        let none = || say!(language, "chart-no-signal");
        let rules = if rules.is_empty() { none() } else { rules.join("; ") };
        format!("{}: {rules}. {}", panel.title, panel.verdict)
    });
    told.collect::<Vec<_>>().join(" ")
}

fn data(language: Language, chart: &ControlChart) -> Table {
    let rows = chart.panels.iter().map(|panel| {
        let values = panel.values.iter().map(|value| match value {
            Some(value) => Cell::Number(shown_score(*value)),
            None => text(say!(language, "chart-no-data")),
        });
        std::iter::once(text(&*panel.title)).chain(values).collect()
    });
    let mut columns = columns(language, &[("chart-line", 30)]);
    columns.extend(chart.years.iter().map(|year| (year.clone(), 10)));
    numbers(language, &columns, rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Axis;

    #[test]
    fn lines_with_a_signal_are_counted_in_both_languages() {
        let panel = |title: &str, rules: &[&str]| ControlPanel {
            title: title.to_owned(),
            values: Vec::new(),
            centre: None,
            limits: None,
            signals: rules
                .iter()
                .map(|rule| ControlSignal { years: Vec::new(), rule: (*rule).to_owned() })
                .collect(),
            verdict: String::new(),
        };
        let axis = Axis { lowest: 1.0, highest: 4.0, ticks: Vec::new(), target: None };
        let of = |panels| ControlChart { axis: axis.clone(), years: Vec::new(), panels };
        let two = of(vec![panel("A", &["one"]), panel("B", &["one"]), panel("C", &[])]);
        let said = |chart| Language::ALL.map(|language| finding(language, chart));
        assert_eq!(
            said(&two),
            [
                "2 of 3 lines show that more than chance is at work",
                "2 de 3 líneas muestran que hay algo más que casualidad"
            ]
        );
        let one = of(vec![panel("A", &["one"]), panel("B", &[])]);
        assert_eq!(
            said(&one),
            ["A: more than chance is at work", "A: hay algo más que casualidad"]
        );
    }
}

//! All standards against the target.

use super::{STANDARD, axis};
use crate::{
    diagnostic::{all_of, count},
    model::{EvidenceSource, shown_score},
    pipeline::Study,
    plan::{Age, Plan, SourceEvidence, StandardEvidence},
    report::{Cell, Chart, Figure, Mark, StandardsChart, StandardsRow, Table},
};

/// None where nothing is known about any standard.
pub(in crate::report) fn standards(study: &Study, plan: &Plan) -> Option<Figure> {
    let framework = study.rulebook.plan_framework()?;
    let any = plan.evidence.first()?.sources.first()?;
    let targets = study.rulebook.targets_for(STANDARD, &any.instrument, Some(&framework.about.id));
    let known = |id: &str| plan.evidence.iter().find(|known| *known.standard == *id);
    let rows = framework.standard.iter().map(|standard| StandardsRow {
        name: standard.name.clone(),
        in_focus: plan.focus.iter().any(|focus| *focus.standard == *standard.id),
        self_assessment: known(&standard.id)
            .and_then(|it| mark(it, EvidenceSource::SelfAssessment)),
        observation: known(&standard.id).and_then(|it| mark(it, EvidenceSource::Observation)),
        self_assessment_before: known(&standard.id)
            .and_then(|it| before(it, EvidenceSource::SelfAssessment)),
        observation_before: known(&standard.id)
            .and_then(|it| before(it, EvidenceSource::Observation)),
    });
    let chart = StandardsChart { axis: axis(targets), rows: rows.collect() };
    let finding = finding(plan, framework.standard.len());
    Some(Figure {
        id: "standards".to_owned(),
        name: "All standards against the target".to_owned(),
        description: format!("{finding}. {}", described(&chart)),
        finding,
        subtitle: "Latest score of each source with its 95% range where it can be told; \
                   bold: this year's focus"
            .to_owned(),
        data: data(&chart),
        chart: Chart::Standards(chart),
    })
}

fn current(known: &StandardEvidence, source: EvidenceSource) -> Option<&SourceEvidence> {
    known.sources.iter().find(|it| it.source == source && it.age == Age::Current)
}

/// What it was in the school year before, where the two may be compared.
fn before(known: &StandardEvidence, source: EvidenceSource) -> Option<f64> {
    let evidence = current(known, source)?;
    let change = evidence.from_year_before.as_ref()?;
    Some((evidence.score.clone() - change.difference.clone()).to_f64())
}

fn mark(known: &StandardEvidence, source: EvidenceSource) -> Option<Mark> {
    let evidence = current(known, source)?;
    Some(Mark {
        value: evidence.score.to_f64(),
        interval: evidence.interval.map(|interval| (interval.low, interval.high)),
        n: evidence.n_responses,
        thin: evidence.weak && evidence.interval.is_some(),
    })
}

/// How many standards lie below target in at least one source.
fn finding(plan: &Plan, standards: usize) -> String {
    let below = plan.evidence.iter().filter(|known| known.sources.iter().any(is_below)).count();
    let rated = plan.evidence.iter().filter(|known| !known.sources.is_empty()).count();
    let unknown = standards - rated;
    let unknown = if unknown == 0 {
        String::new()
    } else {
        format!("; {} not known yet", count(unknown, "standard"))
    };
    match below {
        0 => format!(
            "All {} with evidence are at or above target{unknown}",
            count(rated, "standard")
        ),
        below => format!(
            "{below} of {} with evidence {} below target{unknown}",
            count(rated, "standard"),
            if below == 1 { "is" } else { "are" }
        ),
    }
}

fn is_below(evidence: &SourceEvidence) -> bool {
    evidence.age == Age::Current
        && evidence.target.as_ref().is_some_and(|target| evidence.score < target.value)
}

fn described(chart: &StandardsChart) -> String {
    let lines: Vec<String> = chart
        .rows
        .iter()
        .map(|row| {
            let sides =
                [("self-assessment", &row.self_assessment), ("observation", &row.observation)];
            let told: Vec<String> = sides
                .iter()
                .filter_map(|(name, mark)| {
                    Some(format!("{name} {}", shown_score(mark.as_ref()?.value)))
                })
                .collect();
            let told = if told.is_empty() {
                "no evidence".to_owned()
            } else {
                all_of(told.iter().map(String::as_str))
            };
            format!("{}: {told}", row.name)
        })
        .collect();
    format!("{}.", lines.join("; "))
}

fn data(chart: &StandardsChart) -> Table {
    let cells = |mark: &Option<Mark>| match mark {
        Some(mark) => {
            let range = mark.interval.map_or("cannot be told".to_owned(), |(low, high)| {
                format!("{low:.2} to {high:.2}")
            });
            [
                Cell::Number(shown_score(mark.value)),
                Cell::Text(range),
                Cell::Number(mark.n.to_string()),
            ]
        }
        None => [
            Cell::Text("no evidence".to_owned()),
            Cell::Text(String::new()),
            Cell::Text(String::new()),
        ],
    };
    let rows = chart.rows.iter().map(|row| {
        let mut all = vec![Cell::Text(row.name.clone())];
        all.extend(cells(&row.self_assessment));
        all.extend(cells(&row.observation));
        all
    });
    let head = ["Standard", "Self-assessment", "95% range", "n", "Observation", "95% range", "n"];
    Table {
        caption: "The numbers of this chart".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
        widths: vec![28, 14, 16, 6, 14, 16, 6],
    }
}

//! All standards against the target.

use super::{
    STANDARD, axis,
    numbers::{columns, number, numbers, range, text, whole},
    with_basis,
};
use crate::{
    analysis::SpreadBasis,
    language::{Language, all_of, say},
    model::{EvidenceSource, shown_score},
    pipeline::Study,
    plan::{Age, Plan, SourceEvidence, StandardEvidence},
    report::{Chart, Figure, Mark, StandardsChart, StandardsRow, Table, say},
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
    let language = study.language;
    let chart = StandardsChart { axis: axis(language, targets), rows: rows.collect() };
    let finding = finding(language, plan, framework.standard.len());
    Some(Figure {
        language,
        id: "standards".to_owned(),
        name: say!(language, "chart-standards"),
        description: format!("{finding}. {}", described(language, &chart)),
        finding,
        subtitle: with_basis(language, say!(language, "chart-standards-subtitle"), bases(plan)),
        data: data(language, &chart),
        chart: Chart::Standards(chart),
    })
}

fn bases(plan: &Plan) -> impl Iterator<Item = SpreadBasis> {
    let current = plan.evidence.iter().flat_map(StandardEvidence::current);
    current.filter_map(|evidence| evidence.spread_basis)
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
        thin: evidence.weak,
    })
}

/// How many standards lie below target in at least one source.
fn finding(language: Language, plan: &Plan, standards: usize) -> String {
    let below = plan.evidence.iter().filter(|known| known.sources.iter().any(is_below)).count();
    let rated = plan.evidence.iter().filter(|known| !known.sources.is_empty()).count();
    let finding = match below {
        0 => say!(language, "chart-standards-all", n = rated),
        below => say!(language, "chart-standards-below", below = below, n = rated),
    };
    let finding = if 0 < below && plan.evidence.iter().any(|known| 1 < known.sources.len()) {
        say!(language, "chart-standards-in-either", finding = finding)
    } else {
        finding
    };
    match standards - rated {
        0 => finding,
        unknown => say!(language, "chart-standards-unknown", finding = finding, n = unknown),
    }
}

fn is_below(evidence: &SourceEvidence) -> bool {
    evidence.age == Age::Current
        && evidence.target.as_ref().is_some_and(|target| evidence.score < target.value)
}

fn described(language: Language, chart: &StandardsChart) -> String {
    let side = |source: EvidenceSource, mark: &Option<Mark>| {
        let score = shown_score(mark.as_ref()?.value);
        Some(format!("{} {score}", say::source_lower(language, source)))
    };
    let row = |row: &StandardsRow| {
        let told: Vec<String> = [
            side(EvidenceSource::SelfAssessment, &row.self_assessment),
            side(EvidenceSource::Observation, &row.observation),
        ]
        .into_iter()
        .flatten()
        .collect();
        let told = if told.is_empty() {
            say!(language, "chart-no-evidence")
        } else {
            all_of(language, told.iter().map(String::as_str))
        };
        format!("{}: {told}", row.name)
    };
    let lines: Vec<String> = chart.rows.iter().map(row).collect();
    format!("{}.", lines.join("; "))
}

fn data(language: Language, chart: &StandardsChart) -> Table {
    let cells = |mark: &Option<Mark>| match mark {
        Some(mark) => [number(mark.value), range(language, mark.interval), whole(mark.n)],
        None => [text(say!(language, "chart-no-evidence")), text(""), text("")],
    };
    let rows = chart.rows.iter().map(|row| {
        let mut all = vec![text(&*row.name)];
        all.extend(cells(&row.self_assessment));
        all.extend(cells(&row.observation));
        all
    });
    let heads = [
        ("chart-standard", 28),
        ("say-self-assessment", 14),
        ("chart-range", 16),
        ("chart-n", 6),
        ("say-observation", 14),
        ("chart-range", 16),
        ("chart-n", 6),
    ];
    numbers(language, &columns(language, &heads), rows.collect())
}

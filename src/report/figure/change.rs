//! What changed since the first year that can be compared.

use std::collections::BTreeMap;

use super::{
    At, STANDARD, axis,
    numbers::{columns, number, numbers, text},
    series,
};
use crate::{
    analysis::{Change, ChangeReading},
    language::{Language, all_of, facts, say},
    model::{EvidenceSource, Exact, SchoolYear, shown_score},
    pipeline::Study,
    plan::{Age, Plan, SourceEvidence, StandardEvidence},
    report::{Axis, Cell, ChangeChart, ChangeGroup, ChangeRow, Chart, Figure, Sure, Table, say},
};

/// More names than this would be a list and no title.
const MOST_NAMED: usize = 3;

/// None where no standard has a year before the latest one that it may be compared with.
pub(in crate::report) fn change(study: &Study, plan: &Plan) -> Option<Figure> {
    let all: Vec<Changed<'_>> = plan.evidence.iter().flat_map(changed).collect();
    let first = all.first()?;
    let language = study.language;
    let chart = ChangeChart { axis: axis_of(study, first), groups: groups(study, plan, &all) };
    let finding = finding(study, &all);
    Some(Figure {
        language,
        id: "change".to_owned(),
        name: say!(language, "chart-change"),
        description: format!("{finding}. {}", described(language, &chart)),
        finding,
        subtitle: say!(language, "chart-change-subtitle"),
        data: data(language, &chart),
        chart: Chart::Change(chart),
    })
}

/// A standard as one source sees it, and its change.
struct Changed<'a> {
    standard: &'a str,
    evidence: &'a SourceEvidence,
    change: &'a Change,
}

fn changed(known: &StandardEvidence) -> impl Iterator<Item = Changed<'_>> {
    let current = known.sources.iter().filter(|evidence| evidence.age == Age::Current);
    current.filter_map(|evidence| {
        let change = evidence.from_first_year.as_ref()?;
        let standard = &known.standard;
        (change.since < evidence.school_year).then_some(Changed { standard, evidence, change })
    })
}

fn axis_of(study: &Study, changed: &Changed<'_>) -> Axis {
    let framework = study.rulebook.plan_framework().map(|framework| &*framework.about.id);
    let targets = study.rulebook.targets_for(STANDARD, &changed.evidence.instrument, framework);
    axis(study.language, targets)
}

/// The same source and the same two years are a group; standards keep their order.
fn groups(study: &Study, plan: &Plan, all: &[Changed<'_>]) -> Vec<ChangeGroup> {
    let mut groups: BTreeMap<(EvidenceSource, SchoolYear, SchoolYear), Vec<ChangeRow>> =
        BTreeMap::new();
    for changed in all {
        let Changed { evidence, change, .. } = changed;
        let key = (evidence.source, change.since, evidence.school_year);
        groups.entry(key).or_default().push(row(study, plan, changed));
    }
    let group = |((source, from, to), rows): ((EvidenceSource, SchoolYear, SchoolYear), _)| {
        let (from, to) = (from.to_string(), to.to_string());
        ChangeGroup { name: say::source(study.language, source), from, to, rows }
    };
    groups.into_iter().map(group).collect()
}

fn row(
    study: &Study,
    plan: &Plan,
    Changed { standard, evidence, change }: &Changed<'_>,
) -> ChangeRow {
    let before = evidence.score.clone() - change.difference.clone();
    let at = At {
        source: evidence.source,
        instrument: &evidence.instrument,
        level: STANDARD,
        id: standard,
    };
    let points = series(study, plan, &at).into_iter().flat_map(|series| &series.segments);
    let mut points = points.flat_map(|segment| &segment.points);
    let then = points
        .find(|point| point.school_year == change.since && point.occasion == evidence.occasion);
    ChangeRow {
        name: super::standard_name(study, standard),
        before: before.to_f64(),
        now: evidence.score.to_f64(),
        n: (then.map_or(0, |point| point.n_responses), evidence.n_responses),
        told: told(study.language, change),
        sure: match change.reading {
            ChangeReading::BeyondNoise => Sure::Clear,
            ChangeReading::WithinNoise => Sure::NotClear,
            ChangeReading::CannotTell => Sure::CannotTell,
        },
    }
}

/// `+0.75 (+0.31 to +1.19)`.
fn told(language: Language, change: &Change) -> String {
    let by = say::difference(&change.difference);
    let Some(range) = change.interval else { return by };
    let (low, high) = (say::signed(range.low), say::signed(range.high));
    say!(language, "chart-difference", by = by, low = low, high = high)
}

/// What rose and what fell clearly; else how little can be said.
fn finding(study: &Study, all: &[Changed<'_>]) -> String {
    let clear = |rises: bool| -> Vec<String> {
        let clear = all.iter().filter(|it| it.change.reading == ChangeReading::BeyondNoise);
        let that_way = clear.filter(|it| (Exact::ZERO < it.change.difference) == rises);
        let mut names: Vec<String> =
            that_way.map(|it| super::standard_name(study, it.standard)).collect();
        names.dedup();
        names
    };
    let language = study.language;
    let sides = [("chart-change-rose", clear(true)), ("chart-change-fell", clear(false))];
    let told: Vec<String> = sides
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(side, names)| {
            let who = if MOST_NAMED < names.len() {
                say!(language, "standards", n = names.len())
            } else {
                all_of(language, names.iter().map(String::as_str))
            };
            language.say(side, &facts!(n = names.len(), who = who))
        })
        .collect();
    let untold = all.iter().filter(|it| it.change.reading == ChangeReading::CannotTell).count();
    match (told.is_empty(), untold) {
        (false, _) => told.join("; "),
        (true, 0) => say!(language, "chart-change-none"),
        (true, untold) if untold == all.len() => say!(language, "chart-change-untold"),
        (true, untold) => {
            say!(language, "chart-change-some-untold", untold = untold, n = all.len())
        }
    }
}

fn described(language: Language, chart: &ChangeChart) -> String {
    let row = |row: &ChangeRow| {
        say!(
            language,
            "chart-change-row",
            name = row.name.as_str(),
            before = shown_score(row.before),
            now = shown_score(row.now),
            sure = sure(language, row.sure)
        )
    };
    let group = |group: &ChangeGroup| {
        let rows: Vec<String> = group.rows.iter().map(row).collect();
        say!(
            language,
            "chart-change-group",
            name = group.name.as_str(),
            from = group.from.as_str(),
            to = group.to.as_str(),
            rows = rows.join("; ")
        )
    };
    chart.groups.iter().map(group).collect::<Vec<_>>().join(" ")
}

fn sure(language: Language, sure: Sure) -> String {
    match sure {
        Sure::Clear => say!(language, "chart-clear"),
        Sure::NotClear => say!(language, "chart-not-clear"),
        Sure::CannotTell => say!(language, "chart-chance-untold"),
    }
}

fn data(language: Language, chart: &ChangeChart) -> Table {
    let rows = chart.groups.iter().flat_map(|group| {
        group.rows.iter().map(move |row| {
            let (from, to) = (group.from.as_str(), group.to.as_str());
            vec![
                text(&*row.name),
                text(&*group.name),
                text(say!(language, "say-range", low = from, high = to)),
                number(row.before),
                number(row.now),
                text(&*row.told),
                text(sure(language, row.sure)),
                Cell::Text(format!("{}, {}", row.n.0, row.n.1)),
            ]
        })
    });
    let heads = [
        ("chart-standard", 22),
        ("chart-source", 14),
        ("chart-years", 16),
        ("chart-before", 8),
        ("chart-now", 8),
        ("chart-by", 18),
        ("chart-how-sure", 18),
        ("chart-n", 8),
    ];
    numbers(language, &columns(language, &heads), rows.collect())
}

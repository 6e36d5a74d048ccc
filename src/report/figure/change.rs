//! What changed since the first year that can be compared.

use std::collections::BTreeMap;

use super::{
    At, STANDARD, axis,
    numbers::{number, numbers, text},
    series,
};
use crate::{
    analysis::{Change, ChangeReading},
    diagnostic::{all_of, count},
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
    let chart = ChangeChart { axis: axis_of(study, first), groups: groups(study, plan, &all) };
    let finding = finding(study, &all);
    Some(Figure {
        id: "change".to_owned(),
        name: "What changed since the first year that can be compared".to_owned(),
        description: format!("{finding}. {}", described(&chart)),
        finding,
        subtitle:
            "Score in the first comparable year and in the latest; on the right the difference \
                   with its 95% range where it can be told"
                .to_owned(),
        data: data(&chart),
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
    axis(study.rulebook.targets_for(STANDARD, &changed.evidence.instrument, framework))
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
    let range = change
        .interval
        .map(|range| format!(" ({} to {})", say::signed(range.low), say::signed(range.high)));
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
        told: format!("{}{}", say::difference(&change.difference), range.unwrap_or_default()),
        sure: match change.reading {
            ChangeReading::BeyondNoise => Sure::Clear,
            ChangeReading::WithinNoise => Sure::NotClear,
            ChangeReading::CannotTell => Sure::CannotTell,
        },
    }
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
    let sides = [("rose", clear(true)), ("fell", clear(false))];
    let told: Vec<String> = sides
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(word, names)| {
            if MOST_NAMED < names.len() {
                format!("{} {word} clearly", count(names.len(), "standard"))
            } else {
                format!("{} {word} clearly", all_of(names.iter().map(String::as_str)))
            }
        })
        .collect();
    let untold = all.iter().filter(|it| it.change.reading == ChangeReading::CannotTell).count();
    match (told.is_empty(), untold) {
        (false, _) => told.join("; "),
        (true, 0) => "No standard changed by more than chance would have it".to_owned(),
        (true, untold) if untold == all.len() => {
            "Whether any change is more than chance cannot be told from these ratings".to_owned()
        }
        (true, untold) => format!(
            "No clear change where it can be told; for {untold} of {} it cannot",
            count(all.len(), "change")
        ),
    }
}

fn described(chart: &ChangeChart) -> String {
    let told = chart.groups.iter().map(|group| {
        let rows: Vec<String> = group
            .rows
            .iter()
            .map(|row| {
                let sure = sure(row.sure);
                let (before, now) = (shown_score(row.before), shown_score(row.now));
                format!("{} {before} to {now}, {sure}", row.name)
            })
            .collect();
        format!("{}, {} to {}: {}.", group.name, group.from, group.to, rows.join("; "))
    });
    told.collect::<Vec<_>>().join(" ")
}

const fn sure(sure: Sure) -> &'static str {
    match sure {
        Sure::Clear => "a clear change",
        Sure::NotClear => "not a clear change",
        Sure::CannotTell => "whether by chance cannot be told",
    }
}

fn data(chart: &ChangeChart) -> Table {
    let rows = chart.groups.iter().flat_map(|group| {
        group.rows.iter().map(move |row| {
            vec![
                text(&*row.name),
                text(&*group.name),
                text(format!("{} to {}", group.from, group.to)),
                number(row.before),
                number(row.now),
                text(&*row.told),
                text(sure(row.sure)),
                Cell::Text(format!("{}, {}", row.n.0, row.n.1)),
            ]
        })
    });
    let columns = [
        ("Standard", 22),
        ("Source", 14),
        ("Years", 16),
        ("Before", 8),
        ("Now", 8),
        ("Difference", 18),
        ("How sure", 18),
        ("n", 8),
    ];
    numbers(&columns, rows.collect())
}

//! All sites by all standards, each source by itself.

use super::{
    STANDARD, axis,
    numbers::{numbers, text},
};
use crate::{
    diagnostic::{all_of, count},
    model::EvidenceSource,
    pipeline::Study,
    plan::{Age, Plan, SourceEvidence},
    report::{Cell, Chart, Figure, HeatCell, HeatMap, HeatRow, Table, say},
    rulebook::kind::{Framework, Standard},
};

/// More sites than this have no room on a page.
const MOST_SITES: usize = 30;

/// One for each source that any site has, or for the one that is asked for, and more where the sites
/// do not fit on a page.
pub(in crate::report) fn heat_map(study: &Study, only: Option<EvidenceSource>) -> Vec<Figure> {
    let Some(framework) = study.rulebook.plan_framework() else { return Vec::new() };
    [EvidenceSource::SelfAssessment, EvidenceSource::Observation]
        .into_iter()
        .filter(|source| only.is_none_or(|only| only == *source))
        .flat_map(|source| of_source(study, framework, source))
        .collect()
}

fn of_source(study: &Study, framework: &Framework, source: EvidenceSource) -> Vec<Figure> {
    let mut plans: Vec<(String, &Plan)> = study
        .plans
        .values()
        .filter(|plan| framework.standard.iter().any(|it| score(plan, it, source).is_some()))
        .map(|plan| (super::site_name(study, &plan.site), plan))
        .collect();
    plans.sort_by(|one, other| (&one.0, &one.1.site).cmp(&(&other.0, &other.1.site)));
    if plans.is_empty() {
        return Vec::new();
    }
    let finding = finding(framework, &plans, source);
    let silent = study.plans.len() - plans.len();
    let parts = plans.len().div_ceil(MOST_SITES);
    let pages = plans.chunks(plans.len().div_ceil(parts)).enumerate();
    pages
        .map(|(page, sites)| {
            figure(study, framework, (source, page, parts), sites, (&finding, silent))
        })
        .collect()
}

fn figure(
    study: &Study,
    framework: &Framework,
    (source, page, parts): (EvidenceSource, usize, usize),
    plans: &[(String, &Plan)],
    (finding, silent): (&str, usize),
) -> Figure {
    let instrument = plans.iter().find_map(|(_, plan)| {
        framework.standard.iter().find_map(|it| Some(&*score(plan, it, source)?.instrument))
    });
    let targets = instrument.and_then(|instrument| {
        study.rulebook.targets_for(STANDARD, instrument, Some(&framework.about.id))
    });
    let row = |(name, plan): &(String, &Plan)| HeatRow {
        name: name.clone(),
        cells: framework.standard.iter().map(|it| score(plan, it, source).map(cell)).collect(),
    };
    let chart = HeatMap {
        axis: axis(targets),
        columns: framework.standard.iter().map(|standard| standard.short_name.clone()).collect(),
        rows: plans.iter().map(row).collect(),
    };
    let of = if parts == 1 { String::new() } else { format!(", part {} of {parts}", page + 1) };
    let suffix = if parts == 1 { String::new() } else { format!("-{}", page + 1) };
    Figure {
        id: format!("heat-map-{}{suffix}", source.id()),
        name: format!("Sites by standards, {}{of}", say::source_lower(study.language, source)),
        description: format!("{finding}. {}", described(&chart)),
        finding: finding.to_owned(),
        subtitle: format!(
            "{}: the latest score of each site{of}; what lies below target is shaded, darker the \
             further below{}",
            say::source(study.language, source),
            match silent {
                0 => String::new(),
                silent => format!("; {} without a score left out", count(silent, "site")),
            }
        ),
        data: data(&chart),
        chart: Chart::HeatMap(chart),
    }
}

/// The score that the plan of a site shows.
fn score<'a>(
    plan: &'a Plan,
    standard: &Standard,
    source: EvidenceSource,
) -> Option<&'a SourceEvidence> {
    let known = plan.evidence.iter().find(|known| *known.standard == *standard.id)?;
    known.sources.iter().find(|it| it.source == source && it.age == Age::Current)
}

fn cell(evidence: &SourceEvidence) -> HeatCell {
    let shown = match &evidence.target {
        Some(target) => say::score_against(&evidence.score, &target.value),
        None => say::score(&evidence.score),
    };
    let range = evidence.interval.as_ref().map_or(String::new(), |range| {
        format!(
            " ({})",
            say::interval(crate::language::Language::English, range, evidence.spread_basis)
        )
    });
    HeatCell {
        value: evidence.score.to_f64(),
        told: format!(
            "{shown}{range} in {}, n\u{a0}=\u{a0}{}",
            evidence.school_year, evidence.n_responses
        ),
        shown,
        thin: evidence.weak && evidence.interval.is_some(),
    }
}

/// The standard that most sites, of those that have a score, lie below target in.
fn finding(framework: &Framework, plans: &[(String, &Plan)], source: EvidenceSource) -> String {
    let counted = |standard: &Standard| {
        let scores: Vec<&SourceEvidence> =
            plans.iter().filter_map(|(_, plan)| score(plan, standard, source)).collect();
        let below = scores.iter().filter(|evidence| evidence.misses_target()).count();
        (standard.short_name.clone(), below, scores.len())
    };
    let all: Vec<(String, usize, usize)> = framework.standard.iter().map(counted).collect();
    let most = all.iter().map(|(_, below, _)| *below).max().unwrap_or(0);
    let by = say::by(crate::language::Language::English, source);
    if most == 0 {
        return format!("By {by}, no site with a score lies below target in any standard");
    }
    let lowest: Vec<&(String, usize, usize)> =
        all.iter().filter(|(_, below, _)| *below == most).collect();
    match lowest.as_slice() {
        [(name, below, rated)] => {
            format!("By {by}, {name} is below target at {below} of {}", count(*rated, "site"))
        }
        several if several.len() <= 3 => {
            let names = all_of(several.iter().map(|(name, ..)| name.as_str()));
            format!("By {by}, {names} are each below target at {}", count(most, "site"))
        }
        several => {
            let standards = count(several.len(), "standard");
            format!("By {by}, {standards} are each below target at {}", count(most, "site"))
        }
    }
}

fn described(chart: &HeatMap) -> String {
    let cells = || chart.rows.iter().flat_map(|row| &row.cells);
    let missing = cells().filter(|cell| cell.is_none()).count();
    format!(
        "{} by {}; {} of {} have no score. The numbers are in the table.",
        count(chart.rows.len(), "site"),
        count(chart.columns.len(), "standard"),
        missing,
        count(cells().count(), "cell")
    )
}

fn data(chart: &HeatMap) -> Table {
    let rows = chart.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| match cell {
            Some(cell) if cell.thin => Cell::Number(format!("({})", cell.shown)),
            Some(cell) => Cell::Number(cell.shown.clone()),
            None => text("–"),
        });
        std::iter::once(text(&*row.name)).chain(cells).collect()
    });
    let mut columns = vec![("Site", 24)];
    columns.extend(chart.columns.iter().map(|name| (name.as_str(), 10)));
    let table = numbers(&columns, rows.collect());
    Table {
        caption: "The numbers of this chart; in brackets what rests on few".to_owned(),
        ..table
    }
}

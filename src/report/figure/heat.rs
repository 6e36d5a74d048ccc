//! All sites by all standards, each source by itself.

use super::{
    STANDARD, axis,
    numbers::{columns, numbers, text},
    part_of,
};
use crate::{
    language::{Language, all_of, say},
    model::EvidenceSource,
    pipeline::Study,
    plan::{Age, Plan, SourceEvidence},
    report::{Cell, Chart, Figure, HeatCell, HeatMap, HeatRow, Table, say},
    rulebook::kind::{Framework, Standard, Targets},
};

/// More sites than this have no room on a page.
const MOST_SITES: usize = 30;
/// More names than this would be a list and no title.
const MOST_NAMED: usize = 3;

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
    let finding = finding(study.language, framework, &plans, source);
    let silent = study.plans.len() - plans.len();
    let parts = plans.len().div_ceil(MOST_SITES);
    let scored = |standard: &&Standard| {
        plans.iter().any(|(_, plan)| score(plan, standard, source).is_some())
    };
    let (standards, left_out) = framework.standard.iter().partition(scored);
    let columns = Columns { standards, left_out };
    let pages = plans.chunks(plans.len().div_ceil(parts)).enumerate();
    pages
        .map(|(page, sites)| {
            figure(study, &columns, (source, page, parts), sites, (&finding, silent))
        })
        .collect()
}

/// The standards by which sites are shown, and those of which the source says nothing.
struct Columns<'a> {
    standards: Vec<&'a Standard>,
    left_out: Vec<&'a Standard>,
}

fn figure(
    study: &Study,
    columns: &Columns<'_>,
    (source, page, parts): (EvidenceSource, usize, usize),
    plans: &[(String, &Plan)],
    (finding, silent): (&str, usize),
) -> Figure {
    let language = study.language;
    let row = |(name, plan): &(String, &Plan)| HeatRow {
        name: name.clone(),
        cells: columns
            .standards
            .iter()
            .map(|it| score(plan, it, source).map(|it| cell(language, it)))
            .collect(),
    };
    let names = |standards: &[&Standard]| -> Vec<String> {
        standards.iter().map(|it| it.short_name.clone()).collect()
    };
    let chart = HeatMap {
        axis: axis(language, targets(study, columns, plans, source)),
        columns: names(&columns.standards),
        rows: plans.iter().map(row).collect(),
        left_out: left_out(language, source, &names(&columns.left_out)),
    };
    let suffix = if parts == 1 { String::new() } else { format!("-{}", page + 1) };
    let name = say!(language, "chart-heat", source = say::source_lower(language, source));
    let mut told = vec![format!("{finding}."), described(language, &chart)];
    told.extend(chart.left_out.clone());
    Figure {
        language,
        id: format!("heat-map-{}{suffix}", source.id()),
        name: part_of(language, &name, (page, parts)),
        description: told.join(" "),
        finding: finding.to_owned(),
        subtitle: subtitle(language, source, (page, parts), silent),
        data: data(language, &chart),
        chart: Chart::HeatMap(chart),
    }
}

/// The targets of the tool behind the scores.
fn targets<'a>(
    study: &'a Study,
    columns: &Columns<'_>,
    plans: &[(String, &Plan)],
    source: EvidenceSource,
) -> Option<&'a Targets> {
    let instrument = plans.iter().find_map(|(_, plan)| {
        columns.standards.iter().find_map(|it| Some(&*score(plan, it, source)?.instrument))
    })?;
    let framework = study.rulebook.plan_framework()?;
    study.rulebook.targets_for(STANDARD, instrument, Some(&framework.about.id))
}

/// Which standards have no column, and why. None where all have one.
fn left_out(language: Language, source: EvidenceSource, standards: &[String]) -> Option<String> {
    if standards.is_empty() {
        return None;
    }
    // Names hold commas of their own.
    let (by, standards) = (say::by(language, source), standards.join("; "));
    Some(say!(language, "chart-heat-left-out", by = by, standards = standards))
}

fn subtitle(
    language: Language,
    source: EvidenceSource,
    (page, parts): (usize, usize),
    silent: usize,
) -> String {
    let source = say::source(language, source);
    let shown =
        part_of(language, &say!(language, "chart-heat-shown", source = source), (page, parts));
    match silent {
        0 => say!(language, "chart-heat-subtitle", shown = shown),
        silent => say!(language, "chart-heat-subtitle-silent", shown = shown, n = silent),
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

fn cell(language: Language, evidence: &SourceEvidence) -> HeatCell {
    let shown = match &evidence.target {
        Some(target) => say::score_against(&evidence.score, &target.value),
        None => say::score(&evidence.score),
    };
    let (year, n) = (evidence.school_year.to_string(), evidence.n_responses.to_string());
    let score = shown.as_str();
    let told = match &evidence.interval {
        Some(range) => {
            let range = say::interval(language, range, evidence.spread_basis);
            say!(
                language,
                "chart-heat-cell-range",
                score = score,
                range = range,
                year = year,
                n = n
            )
        }
        None => say!(language, "chart-heat-cell", score = score, year = year, n = n),
    };
    HeatCell { value: evidence.score.to_f64(), told, shown, thin: evidence.weak }
}

/// The standard that most sites, of those that have a score, lie below target in.
fn finding(
    language: Language,
    framework: &Framework,
    plans: &[(String, &Plan)],
    source: EvidenceSource,
) -> String {
    let counted = |standard: &Standard| {
        let scores: Vec<&SourceEvidence> =
            plans.iter().filter_map(|(_, plan)| score(plan, standard, source)).collect();
        let below = scores.iter().filter(|evidence| evidence.misses_target()).count();
        (standard.short_name.clone(), below, scores.len())
    };
    let all: Vec<(String, usize, usize)> = framework.standard.iter().map(counted).collect();
    let most = all.iter().map(|(_, below, _)| *below).max().unwrap_or(0);
    let by = say::by(language, source);
    if most == 0 {
        return say!(language, "chart-heat-none", by = by);
    }
    let lowest: Vec<&(String, usize, usize)> =
        all.iter().filter(|(_, below, _)| *below == most).collect();
    match lowest.as_slice() {
        [(name, below, rated)] => {
            let (name, below, n) = (name.as_str(), below.to_string(), *rated);
            say!(language, "chart-heat-one", by = by, standard = name, below = below, n = n)
        }
        several => {
            let names = if several.len() <= MOST_NAMED {
                all_of(language, several.iter().map(|(name, ..)| name.as_str()))
            } else {
                say!(language, "standards", n = several.len())
            };
            say!(language, "chart-heat-several", by = by, names = names, n = most)
        }
    }
}

fn described(language: Language, chart: &HeatMap) -> String {
    let cells = || chart.rows.iter().flat_map(|row| &row.cells);
    let missing = cells().filter(|cell| cell.is_none()).count();
    say!(
        language,
        "chart-heat-described",
        sites = say!(language, "sites", n = chart.rows.len()),
        standards = say!(language, "standards", n = chart.columns.len()),
        missing = missing,
        n = cells().count()
    )
}

fn data(language: Language, chart: &HeatMap) -> Table {
    let rows = chart.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| match cell {
            Some(cell) if cell.thin => Cell::Number(format!("({})", cell.shown)),
            Some(cell) => Cell::Number(cell.shown.clone()),
            None => text("–"),
        });
        std::iter::once(text(&*row.name)).chain(cells).collect()
    });
    let mut columns = columns(language, &[("chart-site", 24)]);
    columns.extend(chart.columns.iter().map(|name| (name.clone(), 10)));
    let table = numbers(language, &columns, rows.collect());
    Table { caption: say!(language, "chart-heat-data"), ..table }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standards_without_a_column_are_named() {
        let told = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            left_out(Language::English, EvidenceSource::Observation, &names)
        };
        assert_eq!(told(&[]), None);
        assert_eq!(
            told(&["Partnerships", "Sustainability"]).as_deref(),
            Some(
                "No score by the observations at any site, and so left out: Partnerships; \
                 Sustainability."
            )
        );
    }
}

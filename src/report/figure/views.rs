//! How a site sees itself beside how it is seen on visits.

use super::{
    STANDARD, axis,
    numbers::{number, numbers, range, text},
};
use crate::{
    analysis::{Gap, GapReading, View},
    diagnostic::{all_of, count},
    model::{EvidenceSource, SchoolYear, shown_score},
    pipeline::Study,
    plan::{Age, Plan, StandardEvidence},
    report::{Cell, Chart, Figure, Mark, Sure, Table, ViewsChart, ViewsRow, say},
};

/// None where no standard has both views in the same year.
pub(in crate::report) fn views(study: &Study, plan: &Plan) -> Option<Figure> {
    let gaps = gaps(study, plan);
    let first = gaps.first()?;
    let framework = Some(&*first.views.framework);
    let targets = study.rulebook.targets_for(STANDARD, &first.views.visit_tool, framework);
    let rows = gaps.iter().map(|gap| row(study, &gaps, gap)).collect();
    let chart = ViewsChart { axis: axis(targets), rows };
    let finding = finding(study, &gaps);
    let years = years(&gaps);
    Some(Figure {
        id: "self-and-observation".to_owned(),
        name: "Self-assessment beside observation".to_owned(),
        description: format!("{finding}. {}", described(&chart)),
        finding,
        subtitle: format!("Both scores of {years}, and the gap between them with its 95% range"),
        data: data(&chart),
        chart: Chart::Views(chart),
    })
}

/// The gaps between the scores that the plan shows, in the order of the standards.
fn gaps<'a>(study: &'a Study, plan: &Plan) -> Vec<&'a Gap> {
    let framework = study.rulebook.plan_framework().map(|it| it.about.id.as_str());
    let of_site = study.analysis.gaps.of_sites.iter().filter(|gap| gap.site == plan.site);
    let ours: Vec<&Gap> = of_site.filter(|gap| Some(&*gap.views.framework) == framework).collect();
    let of_standard = |known: &StandardEvidence| {
        let about = |gap: &&&Gap| {
            gap.views.standard == known.standard && both_speak(known, gap.views.school_year)
        };
        ours.iter().filter(about).copied().collect::<Vec<&Gap>>()
    };
    plan.evidence.iter().flat_map(of_standard).collect()
}

/// Whether the latest scores of both sources are of this year, and recent.
pub(in crate::report) fn both_speak(known: &StandardEvidence, year: SchoolYear) -> bool {
    let speaks = |source| {
        let mut of_source = known.sources.iter().filter(|evidence| evidence.source == source);
        of_source.any(|evidence| evidence.school_year == year && evidence.age == Age::Current)
    };
    speaks(EvidenceSource::SelfAssessment) && speaks(EvidenceSource::Observation)
}

fn row(study: &Study, gaps: &[&Gap], gap: &Gap) -> ViewsRow {
    let mark = |view: &View| Mark {
        value: view.score.to_f64(),
        interval: None,
        n: view.n_responses,
        thin: false,
    };
    ViewsRow {
        name: name(study, gaps, gap),
        own: mark(&gap.own),
        visits: mark(&gap.visits),
        gap: gap.difference.to_f64(),
        interval: gap.error.map(|error| (error.interval.low, error.interval.high)),
        sure: match gap.reading {
            GapReading::SelfHigher | GapReading::SelfLower => Sure::Clear,
            GapReading::NoClearDifference => Sure::NotClear,
            GapReading::CannotTell => Sure::CannotTell,
        },
    }
}

/// The standard, with the tools where it stands here more than once.
fn name(study: &Study, gaps: &[&Gap], gap: &Gap) -> String {
    let name = super::standard_name(study, &gap.views.standard);
    let times = gaps.iter().filter(|other| other.views.standard == gap.views.standard).count();
    if times < 2 {
        return name;
    }
    let tool = |id: &str| super::tool_name(study, id);
    format!("{name} ({} and {})", tool(&gap.views.own_tool), tool(&gap.views.visit_tool))
}

fn years(gaps: &[&Gap]) -> String {
    let mut years: Vec<SchoolYear> = gaps.iter().map(|gap| gap.views.school_year).collect();
    years.sort_unstable();
    years.dedup();
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    all_of(years.iter().map(String::as_str))
}

fn finding(study: &Study, gaps: &[&Gap]) -> String {
    let names = |reading| -> Vec<String> {
        let clear = gaps.iter().filter(|gap| gap.reading == reading);
        clear.map(|gap| super::standard_name(study, &gap.views.standard)).collect()
    };
    let sides =
        [("higher", names(GapReading::SelfHigher)), ("lower", names(GapReading::SelfLower))];
    let told: Vec<String> = sides
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(word, names)| {
            format!("{} than visits show: {}", *word, all_of(names.iter().map(String::as_str)))
        })
        .collect();
    let untold = gaps.iter().filter(|gap| gap.reading == GapReading::CannotTell).count();
    match (told.is_empty(), untold) {
        (false, _) => format!("The site sees itself clearly {}", told.join("; clearly ")),
        (true, untold) if untold == gaps.len() => {
            "Whether the two views differ by more than chance cannot be told".to_owned()
        }
        (true, 0) => {
            "No clear gap between how the site sees itself and what visits show".to_owned()
        }
        (true, untold) => format!(
            "No clear gap where it can be told; for {} it cannot",
            count(untold, "standard")
        ),
    }
}

fn described(chart: &ViewsChart) -> String {
    let told: Vec<String> = chart
        .rows
        .iter()
        .map(|row| {
            let (own, visits) = (shown_score(row.own.value), shown_score(row.visits.value));
            let gap = say::signed(row.gap);
            format!("{}: self-assessment {own}, observation {visits}, gap {gap}", row.name)
        })
        .collect();
    format!("{}.", told.join("; "))
}

fn data(chart: &ViewsChart) -> Table {
    let rows = chart.rows.iter().map(|row| {
        vec![
            text(&*row.name),
            number(row.own.value),
            Cell::Number(row.own.n.to_string()),
            number(row.visits.value),
            Cell::Number(row.visits.n.to_string()),
            Cell::Number(say::signed(row.gap)),
            match row.interval {
                Some((low, high)) => text(format!("{} to {}", say::signed(low), say::signed(high))),
                None => range(None),
            },
        ]
    });
    let columns = [
        ("Standard", 28),
        ("Self-assessment", 14),
        ("n", 6),
        ("Observation", 12),
        ("n", 6),
        ("Gap", 10),
        ("95% range", 20),
    ];
    numbers(&columns, rows.collect())
}

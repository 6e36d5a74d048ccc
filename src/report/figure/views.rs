//! How a site sees itself beside how it is seen on visits.

use super::{
    STANDARD, axis,
    numbers::{columns, number, numbers, range, text, whole},
};
use crate::{
    analysis::{Gap, GapReading, View},
    language::{Language, all_of, say},
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
    let language = study.language;
    let rows = gaps.iter().map(|gap| row(study, &gaps, gap)).collect();
    let chart = ViewsChart { axis: axis(language, targets), rows };
    let finding = finding(study, &gaps);
    Some(Figure {
        language,
        id: "self-and-observation".to_owned(),
        name: say!(language, "chart-views"),
        description: format!("{finding}. {}", described(language, &chart)),
        finding,
        subtitle: say!(language, "chart-views-subtitle", years = years(language, &gaps)),
        data: data(language, &chart),
        chart: Chart::Views(chart),
    })
}

/// The gaps between the scores that the plan shows, in the order of the standards.
fn gaps<'a>(study: &'a Study, plan: &Plan) -> Vec<&'a Gap> {
    let framework = study.rulebook.plan_framework().map(|it| it.about.id.as_str());
    let of_site = study.analysis.gaps.of_site(&plan.site);
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
    let tools = [tool(&gap.views.own_tool), tool(&gap.views.visit_tool)];
    format!("{name} ({})", all_of(study.language, tools.iter().map(String::as_str)))
}

fn years(language: Language, gaps: &[&Gap]) -> String {
    let mut years: Vec<SchoolYear> = gaps.iter().map(|gap| gap.views.school_year).collect();
    years.sort_unstable();
    years.dedup();
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    all_of(language, years.iter().map(String::as_str))
}

fn finding(study: &Study, gaps: &[&Gap]) -> String {
    let names = |reading| -> Vec<String> {
        let clear = gaps.iter().filter(|gap| gap.reading == reading);
        clear.map(|gap| super::standard_name(study, &gap.views.standard)).collect()
    };
    let language = study.language;
    let listed = |names: &[String]| all_of(language, names.iter().map(String::as_str));
    let (higher, lower) = (names(GapReading::SelfHigher), names(GapReading::SelfLower));
    match (higher.as_slice(), lower.as_slice()) {
        ([], []) => no_clear_gap(language, gaps),
        (higher, []) => say!(language, "chart-views-higher", names = listed(higher)),
        ([], lower) => say!(language, "chart-views-lower", names = listed(lower)),
        (higher, lower) => {
            let (higher, lower) = (listed(higher), listed(lower));
            say!(language, "chart-views-both", higher = higher, lower = lower)
        }
    }
}

fn no_clear_gap(language: Language, gaps: &[&Gap]) -> String {
    match gaps.iter().filter(|gap| gap.reading == GapReading::CannotTell).count() {
        untold if untold == gaps.len() => say!(language, "chart-views-untold"),
        0 => say!(language, "chart-views-none"),
        untold => say!(language, "chart-views-some-untold", n = untold),
    }
}

fn described(language: Language, chart: &ViewsChart) -> String {
    let row = |row: &ViewsRow| {
        say!(
            language,
            "chart-views-row",
            name = row.name.as_str(),
            own = shown_score(row.own.value),
            visits = shown_score(row.visits.value),
            gap = say::signed(row.gap)
        )
    };
    let told: Vec<String> = chart.rows.iter().map(row).collect();
    format!("{}.", told.join("; "))
}

fn data(language: Language, chart: &ViewsChart) -> Table {
    let rows = chart.rows.iter().map(|row| {
        vec![
            text(&*row.name),
            number(row.own.value),
            whole(row.own.n),
            number(row.visits.value),
            whole(row.visits.n),
            Cell::Number(say::signed(row.gap)),
            match row.interval {
                Some((low, high)) => {
                    let (low, high) = (say::signed(low), say::signed(high));
                    text(say!(language, "say-range", low = low, high = high))
                }
                None => range(language, None),
            },
        ]
    });
    let heads = [
        ("chart-standard", 28),
        ("say-self-assessment", 14),
        ("chart-n", 6),
        ("say-observation", 12),
        ("chart-n", 6),
        ("chart-gap", 10),
        ("chart-range", 20),
    ];
    numbers(language, &columns(language, &heads), rows.collect())
}

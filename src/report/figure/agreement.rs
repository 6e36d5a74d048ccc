//! How far people who rated the same thing agree, item by item.

use super::numbers::{columns, numbers, range, text, whole};
use crate::{
    analysis::{ALL, Agreement, Interval},
    language::{Language, facts, say},
    model::EvidenceSource,
    pipeline::Study,
    report::{AgreementChart, AgreementRow, Axis, Cell, Chart, Figure, Mark, Table, say},
};

/// More items than this stand by their groups.
const MOST_ITEMS: usize = 20;
/// The level of single items.
const ITEM: &str = "item";
/// Shares that rest on fewer visits than this are drawn hollow.
const FEW: usize = 5;

/// One for each tool, version and kind of raters with anything rated twice, or for those of one
/// source.
pub(in crate::report) fn agreement(study: &Study, only: Option<EvidenceSource>) -> Vec<Figure> {
    let of_a_tool = |one: &Agreement, next: &Agreement| key(one) == key(next);
    let tools = study.analysis.agreement.chunk_by(of_a_tool);
    let meant = tools.filter(|rows| only.is_none_or(|only| only == rows[0].source));
    meant.filter_map(|rows| figure(study, rows)).collect()
}

fn key(row: &Agreement) -> (EvidenceSource, &str, &str) {
    (row.source, &row.instrument, &row.version)
}

fn figure(study: &Study, rows: &[Agreement]) -> Option<Figure> {
    let all = rows.iter().find(|row| *row.level == *ALL)?;
    let items = rows.iter().filter(|row| *row.level == *ITEM).count();
    let shown: Vec<&Agreement> =
        rows.iter().filter(|row| items <= MOST_ITEMS || *row.level != *ITEM).collect();
    let chart =
        AgreementChart { axis: shares(), rows: shown.iter().map(|it| row(study, it)).collect() };
    let (language, tool) = (study.language, tool(study, all));
    let finding = finding(language, all);
    Some(Figure {
        language,
        id: format!("agreement-{}", id(all)),
        name: say!(language, "chart-agreement", tool = tool.as_str()),
        description: format!("{finding}. {}", described(language, &chart)),
        finding,
        subtitle: subtitle(language, &tool, all),
        data: data(language, &chart, &shown),
        chart: Chart::Agreement(chart),
    })
}

fn subtitle(language: Language, tool: &str, all: &Agreement) -> String {
    let name = match all.source {
        EvidenceSource::Observation => "chart-agreement-visits",
        EvidenceSource::SelfAssessment => "chart-agreement-rounds",
    };
    language.say(name, &facts!(tool = tool, things = all.things, people = all.raters))
}

fn tool(study: &Study, all: &Agreement) -> String {
    let name = super::tool_name(study, &all.instrument);
    let known = study.rulebook.instruments.get(&*all.instrument);
    let present = known.is_none_or(|known| *known.instrument_version == *all.version);
    if present {
        name
    } else {
        say!(study.language, "chart-tool-version", tool = name, version = &*all.version)
    }
}

fn id(all: &Agreement) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let id = format!("{}-{}-{}", all.source.id(), all.instrument, all.version);
    id.to_lowercase().chars().map(plain).collect()
}

fn shares() -> Axis {
    let ticks = (0..=4).map(|quarter| (f64::from(quarter) / 4.0, format!("{}%", quarter * 25)));
    Axis { lowest: 0.0, highest: 1.0, ticks: ticks.collect(), target: None }
}

fn row(study: &Study, row: &Agreement) -> AgreementRow {
    let mark = |value: f64, interval: Option<Interval>| Mark {
        value,
        interval: interval.map(|interval| (interval.low, interval.high)),
        n: row.pairs,
        thin: row.things < FEW,
    };
    AgreementRow {
        name: name(study, row),
        is_summary: *row.level != *ITEM,
        exact: mark(row.exact, row.exact_interval()),
        within_one: row.within_one.map(|share| mark(share, row.within_one_interval())),
    }
}

fn name(study: &Study, row: &Agreement) -> String {
    if *row.level == *ALL {
        return say!(study.language, "chart-agreement-all", n = row.items);
    }
    let known = study.rulebook.instruments.get(&*row.instrument);
    let item = known.and_then(|known| known.item_by_id(&row.id)).map(|item| item.name.clone());
    let group = || known.and_then(|known| known.group_by_id(&row.id)).map(|it| it.name.clone());
    item.or_else(group).unwrap_or_else(|| row.id.to_string())
}

fn finding(language: Language, all: &Agreement) -> String {
    let (plain, with_near) = match all.source {
        EvidenceSource::Observation => {
            ("chart-agreement-observers", "chart-agreement-observers-near")
        }
        EvidenceSource::SelfAssessment => ("chart-agreement-people", "chart-agreement-people-near"),
    };
    let (share, pairs) = (say::percent(language, all.exact), all.pairs);
    match all.within_one {
        Some(near) => {
            let near = say::percent(language, near);
            language.say(with_near, &facts!(share = share, pairs = pairs, near = near))
        }
        None => language.say(plain, &facts!(share = share, pairs = pairs)),
    }
}

fn described(language: Language, chart: &AgreementChart) -> String {
    let row = |row: &AgreementRow| {
        let (name, exact) = (row.name.as_str(), say::percent(language, row.exact.value));
        match &row.within_one {
            Some(mark) => {
                let near = say::percent(language, mark.value);
                say!(language, "chart-agreement-row-near", name = name, exact = exact, near = near)
            }
            None => say!(language, "chart-agreement-row", name = name, exact = exact),
        }
    };
    let told: Vec<String> = chart.rows.iter().map(row).collect();
    format!("{}.", told.join("; "))
}

fn data(language: Language, chart: &AgreementChart, shown: &[&Agreement]) -> Table {
    let share = |mark: &Mark| Cell::Number(say::percent(language, mark.value));
    let no_order = || text(say!(language, "chart-no-order"));
    let rows = chart.rows.iter().zip(shown).map(|(row, agreement)| {
        vec![
            text(&*row.name),
            share(&row.exact),
            range(language, row.exact.interval),
            row.within_one.as_ref().map_or_else(no_order, share),
            range(language, row.within_one.as_ref().and_then(|mark| mark.interval)),
            whole(agreement.pairs),
            whole(agreement.things),
        ]
    });
    let heads = [
        ("chart-rated", 28),
        ("chart-same-level", 12),
        ("chart-range-of-share", 18),
        ("chart-within-one", 12),
        ("chart-range-of-share", 18),
        ("chart-pairs", 8),
        ("chart-rated-by-several", 10),
    ];
    numbers(language, &columns(language, &heads), rows.collect())
}

//! How far people who rated the same thing agree, item by item.

use super::numbers::{numbers, range, text, whole};
use crate::{
    analysis::{ALL, Agreement, Interval},
    diagnostic::{count, count_of},
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
    let tool = tool(study, all);
    let things = match all.source {
        EvidenceSource::Observation => count(all.things, "visit"),
        EvidenceSource::SelfAssessment => count(all.things, "round"),
    };
    let finding = finding(all);
    Some(Figure {
        id: format!("agreement-{}", id(all)),
        name: format!("{tool}: how far raters agree"),
        description: format!("{finding}. {}", described(&chart)),
        finding,
        subtitle: format!(
            "{tool}, {things} rated by two or more of {}, each alone; share of pairs with its 95% range",
            count_of(all.raters, "person", "people")
        ),
        data: data(&chart, &shown),
        chart: Chart::Agreement(chart),
    })
}

fn tool(study: &Study, all: &Agreement) -> String {
    let name = super::tool_name(study, &all.instrument);
    let known = study.rulebook.instruments.get(&*all.instrument);
    let present = known.is_none_or(|known| *known.instrument_version == *all.version);
    if present { name } else { format!("{name}, version {}", all.version) }
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
        return format!("All {}", count(row.items, "item"));
    }
    let known = study.rulebook.instruments.get(&*row.instrument);
    let item = known.and_then(|known| known.item_by_id(&row.id)).map(|item| item.name.clone());
    let group = || known.and_then(|known| known.group_by_id(&row.id)).map(|it| it.name.clone());
    item.or_else(group).unwrap_or_else(|| row.id.to_string())
}

fn finding(all: &Agreement) -> String {
    let who = match all.source {
        EvidenceSource::Observation => "Observers of one visit",
        EvidenceSource::SelfAssessment => "People of one site",
    };
    let near = all.within_one.map_or(String::new(), |share| {
        format!(
            ", and at most one level apart in {}",
            say::percent(crate::language::Language::English, share)
        )
    });
    let pairs = count_of(all.pairs, "pair of ratings", "pairs of ratings");
    format!(
        "{who} gave the same level in {} of {pairs}{near}",
        say::percent(crate::language::Language::English, all.exact)
    )
}

fn described(chart: &AgreementChart) -> String {
    let told: Vec<String> = chart
        .rows
        .iter()
        .map(|row| {
            let near = row.within_one.as_ref().map_or(String::new(), |mark| {
                format!(
                    ", within one level {}",
                    say::percent(crate::language::Language::English, mark.value)
                )
            });
            format!(
                "{}: same level {}{near}",
                row.name,
                say::percent(crate::language::Language::English, row.exact.value)
            )
        })
        .collect();
    format!("{}.", told.join("; "))
}

fn data(chart: &AgreementChart, shown: &[&Agreement]) -> Table {
    let share =
        |mark: &Mark| Cell::Number(say::percent(crate::language::Language::English, mark.value));
    let rows = chart.rows.iter().zip(shown).map(|(row, agreement)| {
        vec![
            text(&*row.name),
            share(&row.exact),
            range(row.exact.interval),
            row.within_one.as_ref().map_or(text("no order"), share),
            range(row.within_one.as_ref().and_then(|mark| mark.interval)),
            whole(agreement.pairs),
            whole(agreement.things),
        ]
    });
    let columns = [
        ("Rated", 28),
        ("Same level", 12),
        ("95% range, as a share", 18),
        ("Within one", 12),
        ("95% range, as a share", 18),
        ("Pairs", 8),
        ("Rated by several", 10),
    ];
    numbers(&columns, rows.collect())
}

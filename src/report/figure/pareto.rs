//! What many sites have in common: the standards in which most of them lie below target.

use std::cmp::Reverse;

use super::numbers::{number, numbers, text, whole};
use crate::{
    diagnostic::count,
    pipeline::Study,
    plan::{Age, SourceEvidence},
    report::{Cell, Chart, Figure, ParetoChart, ParetoRow, Table, say},
};

/// None where no site has a score that is held against a target.
pub(in crate::report) fn pareto(study: &Study) -> Option<Figure> {
    let framework = study.rulebook.plan_framework()?;
    let mut rows: Vec<ParetoRow> = framework
        .standard
        .iter()
        .map(|standard| row(study, &standard.id, &standard.short_name))
        .filter(|row| 0 < row.rated)
        .collect();
    if rows.is_empty() {
        return None;
    }
    // Standards of the same count keep their order.
    rows.sort_by_key(|row| Reverse(row.below));
    let chart = ParetoChart { rows };
    let finding = finding(&chart);
    Some(Figure {
        id: "common-challenges".to_owned(),
        name: "What many sites have in common".to_owned(),
        description: format!("{finding}. {}", described(&chart)),
        finding,
        subtitle:
            "Sites below target in the latest scores, by self-assessment, by observation or both"
                .to_owned(),
        data: data(&chart),
        chart: Chart::Pareto(chart),
    })
}

fn row(study: &Study, standard: &str, name: &str) -> ParetoRow {
    let mut row = ParetoRow { name: name.to_owned(), below: 0, in_focus: 0, rated: 0 };
    for plan in study.plans.values() {
        let known = plan.evidence.iter().find(|known| *known.standard == *standard);
        let held =
            |evidence: &&SourceEvidence| evidence.age == Age::Current && evidence.target.is_some();
        let scores: Vec<&SourceEvidence> =
            known.map_or(Vec::new(), |known| known.sources.iter().filter(held).collect());
        let is_below = scores.iter().any(|evidence| evidence.misses_target());
        let in_focus = plan.focus.iter().any(|focus| *focus.standard == *standard);
        row.rated += usize::from(!scores.is_empty());
        row.below += usize::from(is_below);
        row.in_focus += usize::from(is_below && in_focus);
    }
    row
}

fn finding(chart: &ParetoChart) -> String {
    let first = &chart.rows[0];
    if first.below == 0 {
        return "No site lies below target in any standard".to_owned();
    }
    let told: Vec<String> = chart
        .rows
        .iter()
        .take(2)
        .filter(|row| 0 < row.below)
        .map(|row| format!("{} at {} of {}", row.name, row.below, count(row.rated, "site")))
        .collect();
    format!("Most often below target: {}", told.join(", "))
}

fn described(chart: &ParetoChart) -> String {
    let told: Vec<String> = chart
        .rows
        .iter()
        .map(|row| {
            format!(
                "{}: {} of {} below target, {} work on it",
                row.name,
                row.below,
                count(row.rated, "site"),
                row.in_focus
            )
        })
        .collect();
    format!("{}.", told.join("; "))
}

fn data(chart: &ParetoChart) -> Table {
    let all: usize = chart.rows.iter().map(|row| row.below).sum();
    let mut so_far = 0;
    let rows = chart.rows.iter().map(|row| {
        so_far += row.below;
        let share = if all == 0 { None } else { Some(so_far as f64 / all as f64) };
        vec![
            text(&*row.name),
            whole(row.below),
            whole(row.in_focus),
            whole(row.rated),
            number_of(row.below, row.rated),
            share.map_or(text("–"), |share| {
                Cell::Number(say::percent(crate::language::Language::English, share))
            }),
        ]
    });
    let columns = [
        ("Standard", 30),
        ("Sites below target", 14),
        ("Of these in the plan", 14),
        ("Sites with a score", 14),
        ("Share below", 12),
        ("So far", 10),
    ];
    numbers(&columns, rows.collect())
}

fn number_of(part: usize, all: usize) -> Cell {
    if all == 0 {
        number(0.0)
    } else {
        Cell::Number(say::percent(crate::language::Language::English, part as f64 / all as f64))
    }
}

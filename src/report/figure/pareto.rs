//! What many sites have in common: the standards in which most of them lie below target.

use std::cmp::Reverse;

use super::numbers::{columns, number, numbers, text, whole};
use crate::{
    language::{Language, say},
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
    let language = study.language;
    let finding = finding(language, &chart);
    Some(Figure {
        language,
        id: "common-challenges".to_owned(),
        name: say!(language, "chart-pareto"),
        description: format!("{finding}. {}", described(language, &chart)),
        finding,
        subtitle: say!(language, "chart-pareto-subtitle"),
        data: data(language, &chart),
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

fn finding(language: Language, chart: &ParetoChart) -> String {
    let first = &chart.rows[0];
    if first.below == 0 {
        return say!(language, "chart-pareto-none");
    }
    let at = |row: &ParetoRow| {
        let (name, below) = (row.name.as_str(), row.below.to_string());
        say!(language, "chart-pareto-at", name = name, below = below, n = row.rated)
    };
    let most = chart.rows.iter().take(2).filter(|row| 0 < row.below);
    let told: Vec<String> = most.map(at).collect();
    say!(language, "chart-pareto-most", told = told.join(", "))
}

fn described(language: Language, chart: &ParetoChart) -> String {
    let row = |row: &ParetoRow| {
        say!(
            language,
            "chart-pareto-row",
            name = row.name.as_str(),
            below = row.below.to_string(),
            n = row.rated,
            working = row.in_focus
        )
    };
    let told: Vec<String> = chart.rows.iter().map(row).collect();
    format!("{}.", told.join("; "))
}

fn data(language: Language, chart: &ParetoChart) -> Table {
    let rows = chart.rows.iter().map(|row| {
        vec![
            text(&*row.name),
            whole(row.below),
            whole(row.in_focus),
            whole(row.rated),
            number_of(language, row.below, row.rated),
        ]
    });
    let heads = [
        ("chart-standard", 30),
        ("chart-sites-below", 14),
        ("chart-of-these-in-plan", 14),
        ("chart-sites-with-score", 14),
        ("chart-share-below", 12),
    ];
    numbers(language, &columns(language, &heads), rows.collect())
}

fn number_of(language: Language, part: usize, all: usize) -> Cell {
    if all == 0 {
        number(0.0)
    } else {
        Cell::Number(say::percent(language, part as f64 / all as f64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_words_in_spanish() {
        let row = |name: &str, below, in_focus, rated| ParetoRow {
            name: name.to_owned(),
            below,
            in_focus,
            rated,
        };
        let rows = vec![row("Personal", 3, 1, 4), row("Equidad", 1, 0, 1)];
        let chart = ParetoChart { rows };
        assert_eq!(
            finding(Language::Spanish, &chart),
            "Más sitios bajo la meta: Personal (3 de 4), Equidad (1 de 1)"
        );
        assert_eq!(
            described(Language::Spanish, &chart),
            "Personal: 3 de 4 sitios por debajo de la meta, 1 lo trabaja; Equidad: 1 de 1 sitio por \
             debajo de la meta, 0 lo trabajan."
        );
    }
}

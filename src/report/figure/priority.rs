//! Why the focus standards come first: their priorities, step by step.

use super::numbers::{numbers, text};
use crate::{
    diagnostic::{all_of, count},
    pipeline::Study,
    plan::{FocusStandard, LevelBasis, Plan, Priority, SourceEvidence},
    report::{Cell, Chart, Figure, PriorityChart, PriorityPanel, PriorityStep, Table, say},
    rulebook::kind::PriorityRule,
};

/// A step that changes less than this is none: it would be told as 0.00.
const NOTHING: f64 = 0.005;

/// None where no focus has a priority.
pub(in crate::report) fn priority(study: &Study, plan: &Plan) -> Option<Figure> {
    let rule = study.rulebook.plans.values().next()?.focus.priority;
    let known = |focus: &FocusStandard| {
        let (priority, driver) = (focus.priority.as_ref()?, focus.driver.as_ref()?);
        let title = super::standard_name(study, &focus.standard);
        let steps = steps(priority, driver, rule);
        Some(PriorityPanel { title, steps, total: "Priority".to_owned() })
    };
    let panels: Vec<PriorityPanel> = plan.focus.iter().filter_map(known).collect();
    if panels.is_empty() {
        return None;
    }
    let chart = PriorityChart { panels };
    let finding = finding(&chart);
    Some(Figure {
        id: "priority".to_owned(),
        name: "Why these standards come first".to_owned(),
        description: format!("{finding}. {}", described(&chart)),
        finding,
        subtitle:
            "How far below target, corrected for how little is known, times importance; in points \
                   of the scale"
                .to_owned(),
        data: data(&chart),
        chart: Chart::Priority(chart),
    })
}

/// From the score to the priority. The steps add up to its value.
fn steps(priority: &Priority, driver: &SourceEvidence, rule: PriorityRule) -> Vec<PriorityStep> {
    let (score, target) = (driver.score.to_f64(), priority.target.to_f64());
    let short = target - score;
    let side = if short < 0.0 { "above" } else { "below" };
    let first = PriorityStep {
        name: format!(
            "{} in {} lies {side} the target of {}",
            say::score_against(&driver.score, &priority.target),
            say::by(driver.source),
            priority.target.rounded(1)
        ),
        by: short,
    };
    let drawn = PriorityStep { name: drawn(priority), by: score - priority.level };
    let unsure = PriorityStep {
        name: match rule {
            PriorityRule::ExpectedShortfall if 0.0 < priority.spread => {
                format!("Not known exactly (spread {:.2}): it may lie lower", priority.spread)
            }
            PriorityRule::ExpectedShortfall => "Above target counts as nothing".to_owned(),
            PriorityRule::SureShortfall => "Only what is surely below target counts".to_owned(),
        },
        by: priority.shortfall - (target - priority.level),
    };
    let source = priority.importance_source.as_deref().unwrap_or("all standards count alike");
    let weighted = PriorityStep {
        name: format!("Importance {} ({source})", priority.importance.rounded(1)),
        by: priority.value - priority.shortfall,
    };
    let rest = [drawn, unsure, weighted].into_iter().filter(|step| NOTHING <= step.by.abs());
    std::iter::once(first).chain(rest).collect()
}

fn drawn(priority: &Priority) -> String {
    match priority.level_basis {
        LevelBasis::CarriedOn { years } => format!(
            "Drawn toward the mean of all sites, carried on {} along its line",
            count(usize::from(years), "year")
        ),
        LevelBasis::Shrunk | LevelBasis::Measured | LevelBasis::ScoreItself => {
            "Drawn toward the mean of all sites, as it rests on few ratings".to_owned()
        }
    }
}

fn value(panel: &PriorityPanel) -> f64 {
    panel.steps.iter().map(|step| step.by).sum()
}

fn finding(chart: &PriorityChart) -> String {
    let told: Vec<String> =
        chart.panels.iter().map(|panel| format!("{} ({:.2})", panel.title, value(panel))).collect();
    format!("First things first: {}", all_of(told.iter().map(String::as_str)))
}

fn described(chart: &PriorityChart) -> String {
    let told = chart.panels.iter().map(|panel| {
        let steps: Vec<String> =
            panel.steps.iter().map(|it| format!("{} {}", it.name, say::signed(it.by))).collect();
        format!("{}: {}; together {:.2}.", panel.title, steps.join("; "), value(panel))
    });
    told.collect::<Vec<_>>().join(" ")
}

fn data(chart: &PriorityChart) -> Table {
    let rows = chart.panels.iter().flat_map(|panel| {
        let steps = panel.steps.iter().map(|step| {
            vec![text(&*panel.title), text(&*step.name), Cell::Number(say::signed(step.by))]
        });
        let sum = Cell::Number(format!("{:.2}", value(panel)));
        steps.chain([vec![text(&*panel.title), text(&*panel.total), sum]]).collect::<Vec<_>>()
    });
    numbers(&[("Standard", 26), ("Step", 50), ("Points", 12)], rows.collect())
}

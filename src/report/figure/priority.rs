//! Why the focus standards come first: their priorities, step by step.

use super::numbers::{numbers, text};
use crate::{
    diagnostic::{all_of, count},
    pipeline::Study,
    plan::{FocusKind, FocusStandard, LevelBasis, Plan, Priority, SourceEvidence},
    report::{Cell, Chart, Figure, PriorityChart, PriorityPanel, PriorityStep, Table, say},
    rulebook::kind::PriorityRule,
};

/// A step that changes less than this is none: it would be told as 0.00.
const NOTHING: f64 = 0.005;

/// None where no priority is more than the distance to the target.
pub(in crate::report) fn priority(study: &Study, plan: &Plan) -> Option<Figure> {
    let rule = study.rulebook.plans.values().next()?.focus.priority;
    let known = |focus: &FocusStandard| {
        let (priority, driver) = (focus.priority.as_ref()?, focus.driver.as_ref()?);
        let title = super::standard_name(study, &focus.standard);
        let steps = steps(priority, driver, rule);
        Some(PriorityPanel { title, steps, total: "Priority".to_owned() })
    };
    let panels: Vec<PriorityPanel> = plan.focus.iter().filter_map(known).collect();
    // A single step shows nothing that the score and the target do not say.
    if panels.iter().all(|panel| panel.steps.len() < 2) {
        return None;
    }
    let chart = PriorityChart { panels };
    let finding = finding(study, plan);
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
    let first = PriorityStep {
        name: format!(
            "{} in {}, target {}",
            say::score_against(&driver.score, &priority.target),
            say::by(crate::language::Language::English, driver.source),
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

/// What comes first by the averages, and what comes before that whatever they say.
fn finding(study: &Study, plan: &Plan) -> String {
    let name = |focus: &FocusStandard| super::standard_name(study, &focus.standard);
    let urgent = plan.focus.iter().filter(|focus| focus.kind == FocusKind::Urgent);
    let urgent: Vec<String> = urgent.map(name).collect();
    let by_value = plan.focus.iter().filter(|focus| focus.kind != FocusKind::Urgent);
    let by_value = by_value.filter_map(|focus| {
        Some(format!("{} ({:.2})", name(focus), focus.priority.as_ref()?.value))
    });
    let by_value: Vec<String> = by_value.collect();
    let first = all_of(urgent.iter().map(String::as_str));
    let then = all_of(by_value.iter().map(String::as_str));
    let comes = if urgent.len() == 1 { "comes" } else { "come" };
    match (urgent.is_empty(), by_value.is_empty()) {
        (true, _) => format!("Highest priority: {then}"),
        (false, true) => format!("{first} {comes} first whatever the averages say"),
        (false, false) => {
            format!("{first} {comes} first whatever the averages say; then by priority {then}")
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        plan::TargetLine,
        report::figure::sample::{exact, seen},
        rulebook::kind::Comparison,
    };

    fn driver(score: &str) -> SourceEvidence {
        let target = TargetLine { value: exact("3"), comparison: Comparison::AtLeast };
        SourceEvidence { target: Some(target), ..seen(score) }
    }

    fn priority(level: f64, spread: f64, shortfall: f64, importance: &str) -> Priority {
        Priority {
            value: exact(importance).to_f64() * shortfall,
            importance: exact(importance),
            importance_source: Some("the state".to_owned()),
            level,
            level_basis: LevelBasis::Shrunk,
            spread,
            target: exact("3"),
            shortfall,
            chance_of_missing: 0.9,
            stays: None,
        }
    }

    #[track_caller]
    fn by(steps: &[PriorityStep], expected: &[f64]) {
        let found: Vec<f64> = steps.iter().map(|step| step.by).collect();
        let close = found.iter().zip(expected).all(|(one, other)| (one - other).abs() < 1e-9);
        assert!(close && found.len() == expected.len(), "{found:?} is not {expected:?}");
    }

    /// 3 - 2.2 = 0.8; drawn up to 2.35 takes 0.15 away; 0.73 is expected where 0.65 lies below
    /// target; half as much again is 0.365. Together 1.095, which is 1.5 times 0.73.
    #[test]
    fn steps_lead_from_the_score_to_the_priority() {
        let priority = priority(2.35, 0.2, 0.73, "3/2");
        let steps = steps(&priority, &driver("11/5"), PriorityRule::ExpectedShortfall);
        by(&steps, &[0.8, -0.15, 0.08, 0.365]);
        assert_eq!(steps[0].name, "2.20 in the observations, target 3.0");
        assert_eq!(steps[3].name, "Importance 1.5 (the state)");
        let sum: f64 = steps.iter().map(|step| step.by).sum();
        assert!((sum - priority.value).abs() < 1e-9, "{sum}");
    }

    /// With one level and no spread there is one step; above target it comes to nothing.
    #[test]
    fn a_step_that_changes_nothing_is_left_out() {
        let below = priority(2.5, 0.0, 0.5, "1");
        by(&steps(&below, &driver("5/2"), PriorityRule::ExpectedShortfall), &[0.5]);
        let above = priority(3.5, 0.0, 0.0, "1");
        let steps = steps(&above, &driver("7/2"), PriorityRule::ExpectedShortfall);
        by(&steps, &[-0.5, 0.5]);
        assert_eq!(steps[1].name, "Above target counts as nothing");
    }
}

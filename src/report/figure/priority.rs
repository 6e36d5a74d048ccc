//! Why the focus standards come first: their priorities, step by step.

use std::mem;

use super::numbers::{columns, numbers, text};
use crate::{
    language::{Language, all_of, say},
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
    let language = study.language;
    let known = |focus: &FocusStandard| {
        let (priority, driver) = (focus.priority.as_ref()?, focus.driver.as_ref()?);
        let title = super::standard_name(study, &focus.standard);
        let steps = steps(language, priority, driver, rule);
        Some(PriorityPanel { title, steps, total: say!(language, "chart-priority-total") })
    };
    let panels: Vec<PriorityPanel> = plan.focus.iter().filter_map(known).collect();
    // A single step shows nothing that the score and the target do not say.
    if panels.iter().all(|panel| panel.steps.len() < 2) {
        return None;
    }
    let chart = PriorityChart { panels };
    let finding = finding(study, plan);
    Some(Figure {
        language,
        id: "priority".to_owned(),
        name: say!(language, "chart-priority"),
        description: format!("{finding}. {}", described(language, &chart)),
        finding,
        subtitle: say!(language, "chart-priority-subtitle"),
        data: data(language, &chart),
        chart: Chart::Priority(chart),
    })
}

/// From the score as it is printed to the priority. The steps add up to its value.
fn steps(
    language: Language,
    priority: &Priority,
    driver: &SourceEvidence,
    rule: PriorityRule,
) -> Vec<PriorityStep> {
    let printed = say::score_against(&driver.score, &priority.target);
    let score = printed.parse().unwrap_or_else(|_| driver.score.to_f64());
    let target = priority.target.to_f64();
    let first = PriorityStep { name: short(language, priority, driver), by: target - score };
    let (ahead, level) = ahead(language, priority, driver).unzip();
    let level = level.unwrap_or(priority.level);
    let drawn = PriorityStep { name: say!(language, "chart-priority-drawn"), by: score - level };
    let unsure = PriorityStep {
        name: unsure(language, priority, rule),
        by: priority.shortfall - (target - priority.level),
    };
    let weighted = PriorityStep {
        name: weighted(language, priority),
        by: priority.value - priority.shortfall,
    };
    let rest = [Some(drawn), ahead, Some(unsure), Some(weighted)].into_iter().flatten();
    without_nothing(first, rest)
}

/// Steps that show nothing are not lost: each counts with the next one, the last with the one before.
fn without_nothing(
    first: PriorityStep,
    rest: impl Iterator<Item = PriorityStep>,
) -> Vec<PriorityStep> {
    let (mut steps, mut left) = (vec![first], 0.0);
    for step in rest {
        let by = step.by + mem::take(&mut left);
        if by.abs() < NOTHING {
            left = by;
        } else {
            steps.push(PriorityStep { by, ..step });
        }
    }
    if let Some(last) = steps.last_mut() {
        last.by += left;
    }
    steps
}

fn short(language: Language, priority: &Priority, driver: &SourceEvidence) -> String {
    let score = say::score_against(&driver.score, &priority.target);
    let (by, target) = (say::by(language, driver.source), priority.target.rounded(1));
    say!(language, "chart-priority-score", score = score, by = by, target = target)
}

/// What the years up to that of the plan add along the line, and the level before them.
fn ahead(
    language: Language,
    priority: &Priority,
    driver: &SourceEvidence,
) -> Option<(PriorityStep, f64)> {
    let LevelBasis::CarriedOn { years } = priority.level_basis else { return None };
    let before = driver.shrunken?.level;
    let name = say!(language, "chart-priority-ahead", n = usize::from(years));
    Some((PriorityStep { name, by: before - priority.level }, before))
}

fn unsure(language: Language, priority: &Priority, rule: PriorityRule) -> String {
    match rule {
        PriorityRule::ExpectedShortfall if 0.0 < priority.spread => {
            let spread = format!("{:.2}", priority.spread);
            say!(language, "chart-priority-spread", spread = spread)
        }
        PriorityRule::ExpectedShortfall => say!(language, "chart-priority-above"),
        PriorityRule::SureShortfall => say!(language, "chart-priority-surely"),
    }
}

fn weighted(language: Language, priority: &Priority) -> String {
    let weight = priority.importance.rounded(1);
    match priority.importance_source.as_deref() {
        Some(source) => {
            say!(language, "chart-priority-importance", weight = weight, source = source)
        }
        None => say!(language, "chart-priority-importance-alike", weight = weight),
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
    let language = study.language;
    let n = urgent.len();
    let first = all_of(language, urgent.iter().map(String::as_str));
    let then = all_of(language, by_value.iter().map(String::as_str));
    match (urgent.is_empty(), by_value.is_empty()) {
        (true, _) => say!(language, "chart-priority-highest", names = then),
        (false, true) => say!(language, "chart-priority-urgent", n = n, names = first),
        (false, false) => {
            say!(language, "chart-priority-urgent-then", n = n, names = first, then = then)
        }
    }
}

fn described(language: Language, chart: &PriorityChart) -> String {
    let told = chart.panels.iter().map(|panel| {
        let steps: Vec<String> =
            panel.steps.iter().map(|it| format!("{} {}", it.name, say::signed(it.by))).collect();
        let (title, sum) = (panel.title.as_str(), format!("{:.2}", value(panel)));
        say!(language, "chart-priority-panel", title = title, steps = steps.join("; "), sum = sum)
    });
    told.collect::<Vec<_>>().join(" ")
}

fn data(language: Language, chart: &PriorityChart) -> Table {
    let rows = chart.panels.iter().flat_map(|panel| {
        let steps = panel.steps.iter().map(|step| {
            vec![text(&*panel.title), text(&*step.name), Cell::Number(say::signed(step.by))]
        });
        let sum = Cell::Number(format!("{:.2}", value(panel)));
        steps.chain([vec![text(&*panel.title), text(&*panel.total), sum]]).collect::<Vec<_>>()
    });
    let heads = [("chart-standard", 26), ("chart-step", 50), ("chart-points", 12)];
    numbers(language, &columns(language, &heads), rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::Shrunken,
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
        let steps =
            steps(Language::English, &priority, &driver("11/5"), PriorityRule::ExpectedShortfall);
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
        let of = |priority: &Priority, score: &str| {
            steps(Language::English, priority, &driver(score), PriorityRule::ExpectedShortfall)
        };
        by(&of(&below, "5/2"), &[0.5]);
        let above = priority(3.5, 0.0, 0.0, "1");
        let steps = of(&above, "7/2");
        by(&steps, &[-0.5, 0.5]);
        assert_eq!(steps[1].name, "Above target counts as nothing");
    }

    #[test]
    fn steps_in_spanish() {
        let priority = priority(2.35, 0.2, 0.73, "3/2");
        let said = |priority: &Priority| -> Vec<String> {
            let steps =
                steps(Language::Spanish, priority, &driver("11/5"), PriorityRule::SureShortfall);
            steps.into_iter().map(|step| step.name).collect()
        };
        assert_eq!(said(&priority)[0], "2.20 en las observaciones, meta 3.0");
        let drawn =
            "Acercado al promedio de todos los sitios, pues se basa en pocas calificaciones";
        assert_eq!(said(&priority)[1], drawn);
    }

    /// 3 - 2.2 = 0.8; drawn up to 2.4 takes 0.2 away; a line that falls by 0.05 in the year adds it.
    #[test]
    fn the_years_ahead_are_a_step_of_their_own() {
        let mut priority = priority(2.35, 0.0, 0.65, "1");
        priority.level_basis = LevelBasis::CarriedOn { years: 1 };
        let shrunken = Some(Shrunken { level: 2.4, spread: 0.1, kept: 0.5 });
        let driver = SourceEvidence { shrunken, ..driver("11/5") };
        let steps = steps(Language::English, &priority, &driver, PriorityRule::ExpectedShortfall);
        by(&steps, &[0.8, -0.2, 0.05]);
        assert_eq!(steps[2].name, "1 year on, along its line (drawn toward those of all sites)");
    }

    /// 2.875 is printed as 2.88, which 3 exceeds by 0.12; the rest of the 0.125 stands with the spread.
    #[test]
    fn the_first_step_starts_from_what_is_printed() {
        let priority = priority(2.875, 0.1, 0.135, "1");
        let steps =
            steps(Language::English, &priority, &driver("23/8"), PriorityRule::ExpectedShortfall);
        by(&steps, &[0.12, 0.015]);
    }
}

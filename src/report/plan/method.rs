//! How the numbers of a plan were made, and what to keep in mind.

use super::{Block, Subject};
use crate::{
    language::{Language, facts, say},
    plan::{FocusKind, FocusStandard, LevelBasis, Priority, SourceEvidence},
    report::{
        figure,
        method::{self, Scope},
        say,
    },
    rulebook::kind::PlanChart,
};

pub(super) fn blocks(subject: Subject<'_>) -> Vec<Block> {
    let language = subject.language();
    let rulebook = &subject.study.rulebook;
    let scope = Scope::Site(subject.site);
    let tools = method::tools(rulebook, subject.plan.tools.iter().map(|tool| &*tool.instrument));
    let mut blocks = vec![
        Block::Heading { level: 1, text: say!(language, "plan-method") },
        method::of_tools(language, &tools, rulebook),
        method::how_sure(subject.study),
        Block::Paragraph(what_comes_first(subject)),
    ];
    let places: Vec<String> =
        subject.plan.focus.iter().filter_map(|focus| arithmetic(subject, focus)).collect();
    if !places.is_empty() {
        blocks.push(Block::List(places));
        blocks.extend(subject.charts(PlanChart::Priority, figure::priority));
    }
    blocks.extend(method::cautions(language, &tools, rulebook));
    blocks.extend(method::left_out(subject.study, scope));
    blocks.extend(method::rules_and_settings(subject.study));
    blocks.extend(method::inputs(subject.study, scope));
    blocks
}

/// How a priority is come by; what give or take means only where it is said.
fn what_comes_first(subject: Subject<'_>) -> String {
    let language = subject.language();
    let said = say!(language, "plan-priority");
    let mut priorities = subject.plan.focus.iter().filter_map(|focus| focus.priority.as_ref());
    if priorities.any(|priority| priority.level_basis != LevelBasis::ScoreItself) {
        format!("{said} {}", say!(language, "plan-priority-spread"))
    } else {
        said
    }
}

/// How a standard got its place, in numbers. None for a critical item that stands alone.
fn arithmetic(subject: Subject<'_>, focus: &FocusStandard) -> Option<String> {
    let language = subject.language();
    let (priority, driver) = (focus.priority.as_ref()?, focus.driver.as_ref()?);
    let tool = subject.tool(&driver.instrument);
    let source = say::source_lower(language, driver.source);
    let source = if tool.to_lowercase() == source { source } else { format!("{source}, {tool}") };
    let standard = subject.standard_name(&focus.standard);
    let (shortfall, target) = (format!("{:.2}", priority.shortfall), priority.target.rounded(1));
    let level = level(language, priority, driver);
    let said = match &priority.importance_source {
        Some(decided) => say!(
            language,
            "plan-arithmetic",
            standard = standard,
            priority = format!("{:.2}", priority.value),
            importance = priority.importance.rounded(1),
            weight = &**decided,
            shortfall = shortfall,
            target = target,
            source = source,
            level = level,
        ),
        None => say!(
            language,
            "plan-arithmetic-alike",
            standard = standard,
            shortfall = shortfall,
            target = target,
            source = source,
            level = level,
        ),
    };
    Some(match focus.kind {
        FocusKind::Urgent => format!("{said} {}", say!(language, "plan-comes-first")),
        FocusKind::Raise | FocusKind::Sustain => said,
    })
}

/// The level that a priority starts from, and how sure it is.
fn level(language: Language, priority: &Priority, driver: &SourceEvidence) -> String {
    let (name, n) = match priority.level_basis {
        LevelBasis::Shrunk => ("plan-level-shrunk", 0),
        LevelBasis::CarriedOn { years } => ("plan-level-carried", years),
        LevelBasis::Measured => ("plan-level-measured", 0),
        LevelBasis::ScoreItself => ("plan-level-itself", 0),
    };
    let level = format!("{:.2}", priority.level);
    let drawn = driver.shrunken.map_or(priority.level, |drawn| drawn.level);
    let drawn = format!("{drawn:.2}");
    let spread = format!("{:.2}", priority.spread);
    let chance = say::chance(language, priority.chance_of_missing);
    language
        .say(name, &facts!(level = level, drawn = drawn, spread = spread, chance = chance, n = n))
}

//! How the numbers of a plan were made, and what to keep in mind.

use super::{Block, Subject};
use crate::{
    diagnostic::count,
    plan::{FocusKind, FocusStandard, LevelBasis, Priority},
    report::{
        figure,
        method::{self, Scope},
        say,
    },
};

pub(super) fn blocks(subject: Subject<'_>) -> Vec<Block> {
    let rulebook = &subject.study.rulebook;
    let scope = Scope::Site(subject.site);
    let tools = method::tools(rulebook, subject.plan.tools.iter().map(|tool| &*tool.instrument));
    let mut blocks = vec![
        Block::Heading { level: 1, text: "How these numbers were made".to_owned() },
        method::of_tools(&tools, rulebook),
        Block::Paragraph(method::SURE.to_owned()),
        Block::Paragraph(PRIORITY.to_owned()),
    ];
    let places: Vec<String> =
        subject.plan.focus.iter().filter_map(|focus| arithmetic(subject, focus)).collect();
    if !places.is_empty() {
        blocks.push(Block::List(places));
        blocks.extend(figure::priority(subject.study, subject.plan).map(Block::figure));
    }
    blocks.extend(method::cautions(&tools, rulebook));
    blocks.extend(method::left_out(subject.study, scope));
    blocks.extend(method::rules_and_settings(subject.study));
    blocks.extend(method::inputs(subject.study, scope));
    blocks
}

const PRIORITY: &str = "What comes first: priority is importance times the expected shortfall below \
    target. A shaky score just below target counts for more than a sure one just below target. The \
    source with the larger shortfall decides; the other is shown beside it.";

/// How a standard got its place, in numbers. None for a critical item that stands alone.
fn arithmetic(subject: Subject<'_>, focus: &FocusStandard) -> Option<String> {
    let (priority, driver) = (focus.priority.as_ref()?, focus.driver.as_ref()?);
    let name = subject.standard_name(&focus.standard);
    let tool = subject.tool(&driver.instrument);
    let source = say::source_lower(subject.study.language, driver.source);
    let from = if tool.to_lowercase() == source { source } else { format!("{source}, {tool}") };
    let first = match focus.kind {
        FocusKind::Urgent => " It comes first whatever the averages say.",
        FocusKind::Raise | FocusKind::Sustain => "",
    };
    let weight = priority.importance_source.as_deref().unwrap_or("all standards count alike");
    Some(format!(
        "{name}: {:.2} = importance {} ({weight}) \u{d7} expected shortfall {:.2} below {} ({from}: \
         {}).{first}",
        priority.value,
        priority.importance.rounded(1),
        priority.shortfall,
        priority.target.rounded(1),
        level(priority)
    ))
}

/// The level that a priority starts from, and how sure it is.
fn level(priority: &Priority) -> String {
    let Priority { level, spread, .. } = priority;
    let chance = say::percent(crate::language::Language::English, priority.chance_of_missing);
    let sure = format!("spread {spread:.2}, chance of lying below target {chance}");
    match priority.level_basis {
        LevelBasis::Shrunk => format!(
            "level {level:.2}, drawn toward the mean of all sites because it rests on few ratings, {sure}"
        ),
        LevelBasis::CarriedOn { years } => format!(
            "level {level:.2}, drawn toward the mean of all sites and carried on by {} along its line, {sure}",
            count(usize::from(years), "year")
        ),
        LevelBasis::Measured => format!("level {level:.2}, {sure}"),
        LevelBasis::ScoreItself => {
            format!("level {level:.2}, taken as it is because there are no repeated ratings")
        }
    }
}

//! How the numbers of a plan were made, and what to keep in mind.

use std::collections::BTreeSet;

use super::{Block, Subject};
use crate::{
    diagnostic::count,
    plan::{FocusKind, FocusStandard, LevelBasis, Priority},
    report::{figure, say},
    rulebook::{
        Rulebook,
        kind::{Crosswalk, Instrument},
    },
};

pub(super) fn blocks(subject: Subject<'_>) -> Vec<Block> {
    let rulebook = &subject.study.rulebook;
    let used: BTreeSet<&str> = subject.plan.tools.iter().map(|tool| &*tool.instrument).collect();
    let tools: Vec<&Instrument> =
        used.iter().filter_map(|id| rulebook.instruments.get(*id)).collect();
    let mut blocks = vec![
        Block::Heading { level: 1, text: "How these numbers were made".to_owned() },
        Block::List(tools.iter().flat_map(|tool| lines(tool, rulebook)).collect()),
        Block::Paragraph(SURE.to_owned()),
        Block::Paragraph(PRIORITY.to_owned()),
    ];
    let places: Vec<String> =
        subject.plan.focus.iter().filter_map(|focus| arithmetic(subject, focus)).collect();
    if !places.is_empty() {
        blocks.push(Block::List(places));
        blocks.extend(figure::priority(subject.study, subject.plan).map(Block::figure));
    }
    let cautions: Vec<String> = tools
        .iter()
        .flat_map(|tool| {
            let walked = walks(tool, rulebook).flat_map(|walk| &walk.cautions);
            let cautions = tool.cautions.iter().chain(walked);
            cautions.map(|caution| format!("{}: {caution}", tool.short_name))
        })
        .collect();
    if !cautions.is_empty() {
        blocks.push(Block::Heading { level: 2, text: "Keep in mind".to_owned() });
        blocks.push(Block::List(cautions));
    }
    let packs = rulebook.packs.iter().map(|pack| {
        format!("{} ({} {}, fingerprint {})", pack.title, pack.id, pack.version, &pack.sha256[..8])
    });
    blocks.push(Block::Note(format!(
        "Made by cqi {} with the rules {}, for {}. From any score, `cqi explain` leads to the rule \
         and the cells.",
        env!("CARGO_PKG_VERSION"),
        packs.collect::<Vec<_>>().join("; "),
        say::date(subject.study.as_of)
    )));
    blocks
}

const SURE: &str = "How sure: people or visits of the same site and year differ. How much they \
    differ is estimated over all sites together, and gives each score its 95% range (t distribution, \
    pooled standard deviation, cut at the ends of the scale). A rating that a group agreed on stands \
    alone, so its range cannot be told. A change is called clear only when its own 95% range leaves \
    out zero.";

const PRIORITY: &str = "What comes first: priority is importance times the expected shortfall below \
    target. A shaky score just below target counts for more than a sure one just below target. The \
    source with the larger shortfall decides; the other is shown beside it.";

/// How a standard got its place, in numbers. None for a critical item that stands alone.
fn arithmetic(subject: Subject<'_>, focus: &FocusStandard) -> Option<String> {
    let (priority, driver) = (focus.priority.as_ref()?, focus.driver.as_ref()?);
    let name = subject.standard_name(&focus.standard);
    let tool = subject.tool(&driver.instrument);
    let source = say::source(driver.source).to_lowercase();
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
    let chance = say::percent(priority.chance_of_missing);
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

/// What one tool is, and how its ratings become scores.
fn lines(tool: &Instrument, rulebook: &Rulebook) -> Vec<String> {
    let scoring = rulebook.scoring.values().find(|scoring| scoring.instrument == tool.about.id);
    let note = scoring.map_or("", |scoring| scoring.about.status_note.as_str());
    let mut lines = vec![format!(
        "{} ({}), version {}. {} {note}",
        tool.about.title, tool.short_name, tool.about.version, tool.about.status_note
    )];
    lines.extend(walks(tool, rulebook).map(|walk| walk.label_on_reports.clone()));
    lines
}

fn walks<'a>(tool: &Instrument, rulebook: &'a Rulebook) -> impl Iterator<Item = &'a Crosswalk> {
    let id = tool.about.id.clone();
    rulebook.crosswalks.values().filter(move |walk| walk.instrument == id)
}

//! How the numbers of a report were made: tools, rules, what was left out, settings and inputs.
//!
//! A plan and the report of the network say it in the same words; a plan of its own site.

mod left_out;
mod inputs;

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, Cell};
use crate::{
    model::{Observation, Site},
    pipeline::Study,
    rulebook::{
        self, Rulebook,
        kind::{Crosswalk, Instrument},
    },
};

pub(super) use inputs::inputs;
pub(super) use left_out::left_out;

/// Whose numbers they are.
#[derive(Clone, Copy)]
pub(super) enum Scope<'a> {
    Site(&'a Site),
    Network,
}

impl<'a> Scope<'a> {
    /// The ratings behind the numbers.
    fn rows(self, study: &'a Study) -> &'a [Observation] {
        match self {
            Scope::Site(site) => super::say::rows_of(study, &site.id),
            Scope::Network => &study.observations.rows,
        }
    }
}

/// The tools that were used, by id.
pub(super) fn tools<'a>(
    rulebook: &'a Rulebook,
    used: impl IntoIterator<Item = &'a str>,
) -> Vec<&'a Instrument> {
    let used: BTreeSet<&str> = used.into_iter().collect();
    used.into_iter().filter_map(|id| rulebook.instruments.get(id)).collect()
}

/// What the tools are, and how their ratings become scores.
pub(super) fn of_tools(tools: &[&Instrument], rulebook: &Rulebook) -> Block {
    Block::List(tools.iter().flat_map(|tool| lines(tool, rulebook)).collect())
}

/// What one tool is, and how its ratings become scores.
fn lines(tool: &Instrument, rulebook: &Rulebook) -> Vec<String> {
    let scoring = rulebook.scoring_for(&tool.about.id);
    let note = scoring.map_or("", |scoring| scoring.about.status_note.as_str());
    let mut lines = vec![format!(
        "{} ({}), version {}. {} {note}",
        tool.about.title, tool.short_name, tool.about.version, tool.about.status_note
    )];
    lines.extend(scoring.map(|scoring| {
        let steps = rulebook::scoring_in_words(scoring);
        let steps: Vec<String> = steps.iter().map(|step| step.trim().replace('`', "")).collect();
        format!("How its ratings are averaged, step by step: {}.", steps.join("; "))
    }));
    lines.extend(walks(tool, rulebook).map(|walk| walk.label_on_reports.clone()));
    lines
}

fn walks<'a>(tool: &Instrument, rulebook: &'a Rulebook) -> impl Iterator<Item = &'a Crosswalk> {
    let id = tool.about.id.clone();
    rulebook.crosswalks.values().filter(move |walk| walk.instrument == id)
}

/// What to keep in mind about the tools. Nothing where there is nothing.
pub(super) fn cautions(tools: &[&Instrument], rulebook: &Rulebook) -> Vec<Block> {
    let cautions: Vec<String> = tools
        .iter()
        .flat_map(|tool| {
            let walked = walks(tool, rulebook).flat_map(|walk| &walk.cautions);
            let cautions = tool.cautions.iter().chain(walked);
            cautions.map(|caution| format!("{}: {caution}", tool.short_name))
        })
        .collect();
    if cautions.is_empty() {
        return Vec::new();
    }
    vec![heading("Keep in mind"), Block::List(cautions)]
}

pub(super) const SURE: &str = "How sure: people or visits of the same site and year differ. How much they \
    differ is estimated over all sites together, and gives each score its 95% range (t distribution, \
    pooled standard deviation, cut at the ends of the scale). A rating that a group agreed on stands \
    alone, so its range cannot be told. The range of a change also holds how much years vary about the \
    line of a site, where the lines of enough sites tell: it can be wider than those of its two scores \
    would let expect. A change is called clear only when its own 95% range leaves out zero; of the many \
    that are looked at, a few are so by chance. Where nearly all rise or fall at once, look first at how \
    people rated.";

/// Versions, fingerprints and what was asked for.
pub(super) fn rules_and_settings(study: &Study) -> Vec<Block> {
    let mut facts =
        vec![("Program".to_owned(), text(format!("cqi {}", env!("CARGO_PKG_VERSION"))))];
    facts.push(("Made for".to_owned(), text(super::say::date(study.language, study.as_of))));
    facts.push(("School years".to_owned(), text(years(study))));
    facts.extend(study.rulebook.packs.iter().map(|pack| {
        let print = &pack.sha256[..12];
        let said = format!("{}, version {}, fingerprint {print}", pack.title, pack.version);
        (format!("Rules, {}", pack.id), text(said))
    }));
    facts.extend(files(&study.rulebook));
    vec![
        heading("Rules and settings"),
        Block::Facts(facts),
        Block::Note(
            "The fingerprint of rules changes with every letter of them. run.json holds it in full, with the settings \
             and the files: enough to repeat the run. From any score, cqi explain leads to the rule and the cells."
                .to_owned(),
        ),
    ]
}

fn years(study: &Study) -> String {
    match study.years {
        Some((first, last)) if first == last => format!("only {first}, as asked"),
        Some((first, last)) => format!("only {first} to {last}, as asked"),
        None => "all that the files hold".to_owned(),
    }
}

/// The rule files by kind, each with its version.
fn files(rulebook: &Rulebook) -> Vec<(String, Cell)> {
    let mut order: Vec<&str> = Vec::new();
    let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in rulebook::list(rulebook) {
        if !kinds.contains_key(row.kind) {
            order.push(row.kind);
        }
        kinds.entry(row.kind).or_default().push(format!("{} {}", row.id, row.version));
    }
    order.into_iter().map(|kind| (format!("Files, {kind}"), text(kinds[kind].join("; ")))).collect()
}

fn heading(text: &str) -> Block {
    Block::Heading { level: 2, text: text.to_owned() }
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

//! How the numbers of a report were made: tools, rules, what was left out, settings and inputs.
//!
//! A plan and the report of the network say it in the same words; a plan of its own site.

mod left_out;
mod inputs;

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, Cell};
use crate::{
    language::{Language, say},
    model::{Basis, EvidenceSource, Observation, Site},
    pipeline::Study,
    rulebook::{
        self, Row, Rulebook,
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
pub(super) fn of_tools(language: Language, tools: &[&Instrument], rulebook: &Rulebook) -> Block {
    Block::List(tools.iter().flat_map(|tool| lines(language, tool, rulebook)).collect())
}

/// What one tool is, and how its ratings become scores.
fn lines(language: Language, tool: &Instrument, rulebook: &Rulebook) -> Vec<String> {
    let scoring = rulebook.scoring_for(&tool.about.id);
    let note = scoring.map_or("", |scoring| scoring.about.status_note.as_str());
    let (title, version) = (&*tool.about.title, &*tool.about.version);
    let short = &*tool.short_name;
    let what = say!(language, "method-tool", title = title, short = short, version = version);
    let mut lines = vec![format!("{what} {} {note}", tool.about.status_note)];
    lines.extend(scoring.map(|scoring| {
        let steps = rulebook::scoring_in_words(language, scoring);
        let steps = steps.join("; ").replace('`', "");
        say!(language, "method-steps", steps = steps)
    }));
    lines.extend(walks(tool, rulebook).map(|walk| walk.label_on_reports.clone()));
    lines
}

fn walks<'a>(tool: &Instrument, rulebook: &'a Rulebook) -> impl Iterator<Item = &'a Crosswalk> {
    let id = tool.about.id.clone();
    rulebook.crosswalks.values().filter(move |walk| walk.instrument == id)
}

/// How sure scores and changes are, as the rules have it.
pub(super) fn how_sure(study: &Study) -> Block {
    let language = study.language;
    let agreed = if agreed_ratings_have_ranges(study) {
        say!(language, "method-sure-agreed-ranged")
    } else {
        say!(language, "method-sure-agreed")
    };
    let said = [say!(language, "method-sure"), agreed, say!(language, "method-sure-change")];
    Block::Paragraph(said.join(" "))
}

/// Whether the rules let people who rate alone tell how sure a rating is that a group agreed on.
fn agreed_ratings_have_ranges(study: &Study) -> bool {
    let all = study.analysis.series.iter();
    let own = all.filter(|series| series.source == EvidenceSource::SelfAssessment);
    let mut points = own.flat_map(|series| &series.segments).flat_map(|segment| &segment.points);
    points.any(|point| point.basis == Basis::Consensus && point.interval.is_some())
}

/// What to keep in mind about the tools. Nothing where there is nothing.
pub(super) fn cautions(
    language: Language,
    tools: &[&Instrument],
    rulebook: &Rulebook,
) -> Vec<Block> {
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
    vec![heading(say!(language, "method-cautions")), Block::List(cautions)]
}

/// Versions, fingerprints and what was asked for.
pub(super) fn rules_and_settings(study: &Study) -> Vec<Block> {
    let language = study.language;
    let program = format!("cqi {}", env!("CARGO_PKG_VERSION"));
    let mut facts = vec![
        (say!(language, "method-program"), text(program)),
        (say!(language, "method-made-for"), text(super::say::date(language, study.as_of))),
        (say!(language, "method-school-years"), text(years(study))),
    ];
    facts.extend(study.rulebook.packs.iter().map(|pack| {
        (
            say!(language, "method-rules", pack = &*pack.id),
            text(say!(
                language,
                "method-pack",
                title = &*pack.title,
                version = &*pack.version,
                fingerprint = &pack.sha256[..12],
            )),
        )
    }));
    facts.extend(files(study));
    vec![
        heading(say!(language, "method-rules-and-settings")),
        Block::Facts(facts),
        Block::Note(say!(language, "method-repeat")),
    ]
}

fn years(study: &Study) -> String {
    let language = study.language;
    match study.years {
        Some((first, last)) if first == last => {
            say!(language, "method-only-year", year = first.to_string())
        }
        Some((first, last)) => {
            let (first, last) = (first.to_string(), last.to_string());
            say!(language, "method-only-years", first = first, last = last)
        }
        None => say!(language, "method-all-years"),
    }
}

/// The rule files by kind, each with its version.
fn files(study: &Study) -> Vec<(String, Cell)> {
    let mut order: Vec<&str> = Vec::new();
    let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let is_in_use = |row: &Row| {
        let translation = study.rulebook.translations.get(&row.id);
        row.kind != "translation"
            || translation.is_some_and(|it| it.language == study.language.tag())
    };
    for row in rulebook::list(&study.rulebook).into_iter().filter(is_in_use) {
        if !kinds.contains_key(row.kind) {
            order.push(row.kind);
        }
        kinds.entry(row.kind).or_default().push(format!("{} {}", row.id, row.version));
    }
    let label = |kind| say!(study.language, "method-rule-files", kind = kind);
    order.into_iter().map(|kind| (label(kind), text(kinds[kind].join("; ")))).collect()
}

fn heading(text: String) -> Block {
    Block::Heading { level: 2, text }
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

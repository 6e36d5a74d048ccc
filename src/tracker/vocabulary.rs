//! What the rules say about trackers, looked up once.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::columns::Kind;
use crate::{
    language::Language,
    model::Exact,
    rulebook::{
        Rulebook,
        kind::{
            Action, Decimal, Framework, Instrument, Level, OptionList, PlanTemplate, Position,
            Scale, Standard, StepState, TickOption, TrackerField, TrackerRules,
        },
    },
    tidy::{by_normal, normal},
};

/// The words of trackers.
#[derive(Debug)]
pub struct Vocabulary<'a> {
    /// In which trackers are written. They are read in every language.
    pub language: Language,
    pub template: &'a PlanTemplate,
    pub rules: &'a TrackerRules,
    pub framework: &'a Framework,
    pub words: &'a OptionList,
    pub scale: &'a Scale,
    /// Positions that may answer for a step, each name once.
    pub positions: Vec<&'a Position>,
    actions: BTreeMap<&'a str, &'a Action>,
    /// By their ids.
    pub(super) tools: &'a BTreeMap<String, Instrument>,
    /// What a heading holds, as it is compared, in each of the sheets.
    headings: FxHashMap<String, Held>,
    /// The bytes of the longest of them.
    longest: usize,
}

/// How many times as long a heading may be that is spread over lines.
const SPACED: usize = 2;

/// What a heading holds in each of the sheets, and by what it is known there.
pub(super) type Held = BTreeMap<Kind, (Known, TrackerField)>;

/// By what a heading is known, the better way first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Known {
    ByLabel,
    ByOtherName,
}

/// How far a step is, in the word of the rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Status {
    pub state: StepState,
    pub label: String,
}

impl<'a> Vocabulary<'a> {
    /// None where the rules have no plan, or one without a tracker.
    pub fn new(language: Language, rulebook: &'a Rulebook) -> Option<Vocabulary<'a>> {
        let template = rulebook.plans.values().next()?;
        let rules = template.tracker.as_ref()?;
        let framework = rulebook.frameworks.get(&template.framework)?;
        let sets = || rulebook.actions.values().filter(|set| set.framework == framework.about.id);
        let mut positions: Vec<&Position> = Vec::new();
        for position in sets().flat_map(|set| &set.position) {
            if positions.iter().all(|known| known.label != position.label) {
                positions.push(position);
            }
        }
        let mut vocabulary = Vocabulary {
            language,
            template,
            rules,
            framework,
            words: template.list.iter().find(|list| list.id == rules.status)?,
            scale: rulebook.scales.get(&rules.progress)?,
            positions,
            actions: sets().flat_map(|set| &set.action).map(|it| (&*it.id, it)).collect(),
            tools: &rulebook.instruments,
            headings: FxHashMap::default(),
            longest: 0,
        };
        vocabulary.headings = headings(&vocabulary);
        vocabulary.longest = vocabulary.headings.keys().map(String::len).max().unwrap_or_default();
        Some(vocabulary)
    }

    /// What a heading holds in each of the sheets; none where no sheet has it.
    pub(super) fn heading(&self, text: &str) -> Option<&Held> {
        // Most cells of other sheets are sentences.
        if self.longest * SPACED < text.len() {
            None
        } else {
            by_normal(text, |key| self.headings.get(key))
        }
    }

    /// The status that a word stands for.
    pub fn status(&self, word: &str) -> Option<Status> {
        let word = normal(word);
        let is_called = |option: &&TickOption| option.names().any(|name| normal(name) == word);
        let option = self.words.option.iter().find(is_called)?;
        Some(Status { state: option.means?, label: option.label.clone() })
    }

    /// The word of a state.
    pub fn word(&self, state: StepState) -> Option<&'a str> {
        let option = self.words.option.iter().find(|option| option.means == Some(state))?;
        Some(&option.label)
    }

    /// The place on the scale that a text stands for: its number, its name, or both.
    pub fn level(&self, text: &str) -> Option<&'a Level> {
        let number = text.trim().split([' ', '\u{a0}', ':', '·']).next().unwrap_or_default();
        let number: Option<Exact> = number.replace(',', ".").parse().ok();
        let word = normal(text);
        let is_called = |level: &&Level| {
            let names = std::iter::once(&level.label).chain(&level.aliases);
            let value = level.value.as_ref().map(|Decimal(value)| value);
            (value.is_some() && value == number.as_ref())
                || names.into_iter().any(|name| normal(name) == word)
        };
        self.scale.level.iter().find(is_called)
    }

    pub fn action(&self, id: &str) -> Option<&'a Action> {
        self.actions.get(id).copied()
    }

    /// Whether an instrument is called so.
    pub(super) fn is_tool(&self, instrument: &str, called: &str) -> bool {
        self.tool(called, instrument).is_some()
    }

    /// The instrument of this id, if it is called so.
    fn tool(&self, called: &str, id: &str) -> Option<&'a Instrument> {
        let (tool, called) = (self.tools.get(id)?, normal(called));
        let names = [&tool.about.title, &tool.short_name].into_iter().chain(&tool.aliases);
        names.into_iter().any(|name| normal(name) == called).then_some(tool)
    }

    /// The standard of this id or name.
    pub fn standard(&self, called: &str) -> Option<&'a Standard> {
        let word = normal(called);
        let numbered =
            |standard: &Standard| normal(&format!("{}. {}", standard.number, standard.name));
        self.framework.standard.iter().find(|standard| {
            let names = std::iter::once(&standard.name).chain(&standard.aliases);
            standard.id == called
                || numbered(standard) == word
                || names.into_iter().any(|name| normal(name) == word)
        })
    }
}

fn headings(vocabulary: &Vocabulary<'_>) -> FxHashMap<String, Held> {
    let mut headings: FxHashMap<String, Held> = FxHashMap::default();
    for kind in Kind::ALL {
        for column in kind.columns(vocabulary) {
            for alias in &column.aliases {
                let of = headings.entry(normal(alias)).or_default();
                of.entry(kind).or_insert((Known::ByOtherName, column.id));
            }
        }
        for column in kind.columns(vocabulary) {
            let of = headings.entry(normal(&column.label)).or_default();
            of.insert(kind, (Known::ByLabel, column.id));
        }
    }
    headings
}

/// A place on the scale as drop-downs offer it: `2.5  Changes tested, but no improvement`.
pub(super) fn shown(level: &Level) -> String {
    match &level.value {
        Some(Decimal(value)) => format!("{}  {}", value.rounded(1), level.label),
        None => level.label.clone(),
    }
}

//! What the rules say about plans, looked up once.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;

use super::{
    Days, NoEvidenceReason, TargetLine,
    condition::Conditions,
    working_days::{WorkingDays, month_day},
};
use crate::{
    analysis::OccasionOrder,
    language::Language,
    model::{EvidenceSource, Exact, SchoolYear},
    rulebook::{
        Rulebook,
        kind::{
            ActionSet, Care, Comparison, Crosswalk, Framework, GoalSet, Group, Indicator,
            Instrument, Item, PlanTemplate, Standard, Targets,
        },
    },
    statistics::Draws,
};

/// The rules of a run as plans need them.
pub(super) struct PlanRules<'a> {
    /// The language that plans are written in.
    pub language: Language,
    pub template: &'a PlanTemplate,
    pub goals: Vec<&'a GoalSet>,
    pub actions: Vec<&'a ActionSet>,
    pub conditions: Conditions<'a>,
    pub working_days: WorkingDays,
    pub occasions: OccasionOrder,
    pub care: Care,
    /// For each standard, by its place: how its scores move in trials.
    pub draws: Draws,
    framework: &'a Framework,
    rulebook: &'a Rulebook,
    tools: BTreeMap<&'a str, Tool<'a>>,
}

/// What an instrument says about the standards.
#[derive(Default)]
struct Tool<'a> {
    /// The levels whose ids are standards.
    levels: BTreeSet<&'a str>,
    crosswalks: Vec<&'a Crosswalk>,
    items: BTreeMap<&'a str, ItemRule<'a>>,
}

/// What a single item says about the standards.
pub(super) struct ItemRule<'a> {
    /// Its place on the form.
    pub place: usize,
    pub critical: bool,
    /// All names that rules may call it by.
    pub names: BTreeSet<&'a str>,
    /// The standards that it speaks to.
    pub standards: BTreeSet<&'a str>,
    /// The one that it speaks to first of all.
    pub main: Option<&'a str>,
}

impl<'a> PlanRules<'a> {
    /// None where the rules hold no plan template. Where they hold several, the first by id counts.
    pub(super) fn new(language: Language, rulebook: &'a Rulebook) -> Option<PlanRules<'a>> {
        let template = rulebook.plans.values().next()?;
        let framework = rulebook.frameworks.get(&template.framework)?;
        let ours = |id: &str| id == template.framework;
        let tool = |instrument| tool(instrument, framework, rulebook);
        let actions = rulebook.actions.values().filter(|set| ours(&set.framework));
        let actions: Vec<&ActionSet> = actions.collect();
        Some(PlanRules {
            language,
            template,
            goals: rulebook.goals.values().filter(|set| ours(&set.framework)).collect(),
            conditions: Conditions::of(template, &actions),
            actions,
            working_days: WorkingDays::new(&template.due.closed),
            occasions: OccasionOrder::new(rulebook),
            care: rulebook.care(),
            draws: Draws::new(framework.standard.len()),
            framework,
            rulebook,
            tools: rulebook.instruments.values().map(|it| (&*it.about.id, tool(it))).collect(),
        })
    }

    /// The standards, in order.
    pub(super) fn standards(&self) -> impl Iterator<Item = &'a Standard> {
        self.framework.standard.iter()
    }

    /// The place of a standard in their order.
    pub(super) fn place(&self, standard: &str) -> usize {
        let place = self.framework.standard.iter().position(|one| one.id == standard);
        place.unwrap_or(self.framework.standard.len())
    }

    pub(super) fn standard(&self, id: &str) -> Option<&'a Standard> {
        self.framework.standard.iter().find(|standard| standard.id == id)
    }

    pub(super) fn instrument(&self, id: &str) -> Option<&'a Instrument> {
        self.rulebook.instruments.get(id)
    }

    /// Whether the ids of a level are standards of the plan.
    pub(super) fn is_about_standards(&self, instrument: &str, level: &str) -> bool {
        self.tools.get(instrument).is_some_and(|tool| tool.levels.contains(level))
    }

    pub(super) fn item(&self, instrument: &str, item: &str) -> Option<&ItemRule<'a>> {
        self.tools.get(instrument)?.items.get(item)
    }

    /// The item with this id or code in any tool of a source.
    pub(super) fn item_named(&self, source: EvidenceSource, name: &str) -> Option<&'a Item> {
        let tools = self.rulebook.instruments.values().filter(|tool| tool.source == source);
        let mut items = tools.flat_map(|tool| &tool.item);
        items.find(|item| item.id == name || item.code.as_deref() == Some(name))
    }

    /// What a standard's score is held against, and the highest score that there can be.
    pub(super) fn target(
        &self,
        instrument: &str,
        level: &str,
        standard: &str,
    ) -> Option<TargetLine> {
        let targets = self.rulebook.targets_of_level(instrument, level)?;
        let (value, comparison) = targets.target_of(standard)?;
        Some(TargetLine { value: value.clone(), comparison })
    }

    /// The lowest and the highest score that there can be on a level; anything where the rules do
    /// not say.
    pub(super) fn bounds(&self, instrument: &str, level: &str) -> (f64, f64) {
        let targets = self.rulebook.targets_of_level(instrument, level);
        targets.map_or((f64::NEG_INFINITY, f64::INFINITY), |targets| {
            (targets.lowest.0.to_f64(), targets.highest.0.to_f64())
        })
    }

    pub(super) fn targets(&self, id: &str) -> Option<&'a Targets> {
        self.rulebook.targets.get(id)
    }

    /// Why an instrument cannot speak to a standard, in the words of its crosswalks.
    pub(super) fn not_seen(
        &self,
        instrument: &Arc<str>,
        standard: &str,
    ) -> Option<NoEvidenceReason> {
        let crosswalks = &self.tools.get(&**instrument)?.crosswalks;
        let unseen = crosswalks.iter().flat_map(|crosswalk| &crosswalk.no_evidence);
        let entry = unseen.into_iter().find(|entry| entry.standard == standard)?;
        Some(NoEvidenceReason::NotSeenBy {
            instrument: instrument.clone(),
            because: entry.because.clone(),
            instead: entry.instead.clone(),
        })
    }

    /// The weight of a standard, and who decided it.
    pub(super) fn importance(&self, standard: &str) -> (Exact, Option<String>) {
        let stated = self.template.focus.importance.iter().find(|it| it.standard == standard);
        stated.map_or((Exact::ONE, None), |it| (it.weight.0.clone(), Some(it.source.clone())))
    }

    /// The year to plan for, from `year` on, and its days: one whose goals can still be reached. None
    /// for days that no calendar has.
    pub(super) fn year_to_plan(
        &self,
        year: SchoolYear,
        as_of: NaiveDate,
    ) -> Option<(SchoolYear, Days)> {
        let days = self.days(year, as_of)?;
        if as_of < days.goals {
            return Some((year, days));
        }
        Some((year.next(), self.days(year.next(), as_of)?))
    }

    fn days(&self, year: SchoolYear, as_of: NaiveDate) -> Option<Days> {
        let (due, working) = (&self.template.due, &self.working_days);
        let start = working.on_or_after(day(year, &due.start)?.max(as_of));
        Some(Days {
            start: start.min(last_day(year)?),
            review: working.on_or_before(day(year, &due.review)?),
            goals: working.on_or_before(day(year, &due.goals)?),
        })
    }
}

impl TargetLine {
    /// Whether a score is enough, compared as it is and not as it is printed.
    pub fn is_met_by(&self, score: &Exact) -> bool {
        match self.comparison {
            Comparison::AtLeast => self.value <= *score,
            Comparison::MoreThan => self.value < *score,
        }
    }
}

/// A day such as `05-15` within a school year.
fn day(year: SchoolYear, text: &str) -> Option<NaiveDate> {
    let (month, day) = month_day(text)?;
    year.date(month, day)
}

/// The last day of a school year.
pub(super) fn last_day(year: SchoolYear) -> Option<NaiveDate> {
    year.next().date(SchoolYear::FIRST_MONTH, 1)?.pred_opt()
}

fn tool<'a>(
    instrument: &'a Instrument,
    framework: &'a Framework,
    rulebook: &'a Rulebook,
) -> Tool<'a> {
    let id = &instrument.about.id;
    let scoring = rulebook.scoring.values().filter(|scoring| scoring.instrument == *id);
    let mut tool = Tool::default();
    for rule in scoring.flat_map(|scoring| &scoring.level) {
        let crosswalk = rule.crosswalk.as_ref().and_then(|id| rulebook.crosswalks.get(id));
        if let Some(crosswalk) = crosswalk.filter(|it| it.framework == framework.about.id) {
            tool.levels.insert(&rule.id);
            tool.crosswalks.push(crosswalk);
        }
    }
    for (place, item) in instrument.item.iter().enumerate() {
        let mut names: BTreeSet<&str> = [&*item.id].into();
        names.extend(item.code.as_deref());
        names.extend(item.indicator.as_deref());
        let links = links(&item.id, instrument, &tool.crosswalks);
        let heaviest =
            links.iter().max_by(|one, other| one.1.cmp(other.1).then_with(|| other.0.cmp(one.0)));
        let by_indicator = item.indicator.as_deref().and_then(|it| owner(it, framework));
        if let Some((_, indicator)) = by_indicator {
            names.insert(&indicator.id);
            names.extend(indicator.code.as_deref());
        }
        let by_indicator = by_indicator.map(|(standard, _)| standard);
        let rule = ItemRule {
            place,
            critical: item.critical,
            names,
            main: by_indicator.or(heaviest.map(|(standard, _)| *standard)),
            standards: links.keys().copied().chain(by_indicator).collect(),
        };
        tool.items.insert(&item.id, rule);
    }
    tool
}

/// The standards that an item, or a group that it is in, is linked to, with the largest weight.
fn links<'a>(
    item: &'a str,
    instrument: &'a Instrument,
    crosswalks: &[&'a Crosswalk],
) -> BTreeMap<&'a str, Exact> {
    let wholes = wholes(item, instrument);
    let mut links: BTreeMap<&str, Exact> = BTreeMap::new();
    let found = crosswalks.iter().flat_map(|crosswalk| &crosswalk.link);
    for link in found.filter(|link| wholes.contains(&*link.from)) {
        let weight = links.entry(&link.standard).or_insert(Exact::ZERO);
        *weight = weight.clone().max(link.weight.0.clone());
    }
    links
}

/// An item and every group that it is a part of, at any depth.
fn wholes<'a>(item: &'a str, instrument: &'a Instrument) -> BTreeSet<&'a str> {
    let mut wholes = BTreeSet::new();
    let mut waiting = vec![item];
    while let Some(part) = waiting.pop() {
        if !wholes.insert(part) {
            continue;
        }
        let item = instrument.item.iter().find(|item| item.id == part);
        let group = instrument.group.iter().find(|group| group.id == part);
        waiting.extend(item.and_then(|item| item.r#in.as_deref()));
        waiting.extend(group.and_then(|group| group.r#in.as_deref()));
        let lists = |group: &&Group| group.parts.iter().any(|listed| listed == part);
        waiting.extend(instrument.group.iter().filter(lists).map(|group| &*group.id));
    }
    wholes
}

/// The standard that an indicator belongs to, by the indicator's id or code.
fn owner<'a>(indicator: &str, framework: &'a Framework) -> Option<(&'a str, &'a Indicator)> {
    let is_named = |it: &&Indicator| it.id == indicator || it.code.as_deref() == Some(indicator);
    framework.standard.iter().find_map(|standard| {
        let found = standard.indicator.iter().find(is_named)?;
        Some((&*standard.id, found))
    })
}

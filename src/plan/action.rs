//! Action steps: chosen by standard, band and condition, the lowest items first.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use chrono::{Days as DaysLater, NaiveDate};

use super::{
    ActionStep, Days, FocusStandard, ItemScore, SourceEvidence,
    condition::{Facts, facts},
    evidence::Findings,
    focus::{Choice, MOST_ITEMS, items_of},
    measure::{Measure, measure},
    rules::{PlanRules, last_day},
};
use crate::{
    model::{Exact, SchoolYear},
    rulebook::{
        Input,
        kind::{Action, ActionSet},
    },
};

/// The most steps that one position is asked to answer for in a plan; and where the last works on a
/// low item.
const MOST_FOR_A_POSITION: usize = 2;
const MOST_WITH_A_LOW_ITEM: usize = 3;

/// Hands out the steps of a plan, so that no position gets too many.
pub(super) struct Steps<'a> {
    rules: &'a PlanRules<'a>,
    start: NaiveDate,
    last_day: Option<NaiveDate>,
    given: BTreeMap<&'a str, usize>,
}

/// An action that suits.
struct Suited<'a> {
    set: &'a ActionSet,
    action: &'a Action,
    works_on: Vec<ItemScore>,
    measure: Measure,
}

impl<'a> Steps<'a> {
    pub(super) fn new(rules: &'a PlanRules<'a>, days: Days, year: SchoolYear) -> Steps<'a> {
        // What is to bring a goal about is done by its day, if there is time until then.
        let last = if days.start < days.goals { Some(days.goals) } else { last_day(year) };
        Steps { rules, start: days.start, last_day: last, given: BTreeMap::new() }
    }

    /// The steps for a chosen standard: one for each item that the plan names as low, the critical ones
    /// first; then others by the items that they work on.
    pub(super) fn for_standard(&mut self, choice: &Choice, findings: &Findings) -> Vec<ActionStep> {
        let Some(situation) = Situation::of_choice(choice, findings, self.rules) else {
            return Vec::new();
        };
        let low = low_items(choice, findings, self.rules);
        let mut suited: Vec<Suited<'a>> = Vec::new();
        for &set in &self.rules.actions {
            let ours =
                set.action.iter().filter(|it| it.standard.as_deref() == Some(&choice.standard));
            for action in situation.suited(ours, set, self.rules) {
                let works_on = works_on(action, &low, self.rules);
                let measure = measure(action, findings, self.rules);
                suited.push(Suited { set, action, works_on, measure });
            }
        }
        leave_out_reached(&mut suited);
        suited.sort_by_key(|suited| place(suited, &low));
        let named = low.get(..MOST_ITEMS).unwrap_or(&low);
        let is_urgent = !choice.critical.is_empty();
        let weeks_apart = if is_urgent { 0 } else { self.rules.template.due.weeks_apart };
        self.hand_out(one_for_each_first(named, suited), weeks_apart)
    }

    /// The steps for situations that cut across standards, where a focus standard calls for them.
    pub(super) fn across(
        &mut self,
        focus: &[FocusStandard],
        findings: &Findings,
    ) -> Vec<ActionStep> {
        let of_focus = |focus| Situation::of_focus(focus, findings, self.rules);
        let situations: Vec<Situation<'_>> = focus.iter().filter_map(of_focus).collect();
        let mut suited: Vec<Suited<'a>> = Vec::new();
        for &set in &self.rules.actions {
            let across = || set.action.iter().filter(|action| action.standard.is_none());
            let called: BTreeSet<&str> = situations
                .iter()
                .flat_map(|situation| situation.suited(across(), set, self.rules))
                .map(|action| &*action.id)
                .collect();
            for action in across().filter(|action| called.contains(&*action.id)) {
                let measure = measure(action, findings, self.rules);
                suited.push(Suited { set, action, works_on: Vec::new(), measure });
            }
        }
        if suited.is_empty() { Vec::new() } else { self.hand_out(suited, 0) }
    }

    /// As many as a goal may have, and no more for a position than it can answer for; but the one for
    /// the lowest item in any case. A goal is not left without any.
    fn hand_out(&mut self, suited: Vec<Suited<'a>>, weeks_apart: u32) -> Vec<ActionStep> {
        let most = self.rules.template.maximum_actions as usize;
        let mut steps: Vec<ActionStep> = Vec::new();
        let first = suited.first().map(|suited| self.step(suited, 0));
        for suited in suited {
            let given = self.given.entry(&suited.action.position).or_default();
            let is_for_low = !suited.works_on.is_empty();
            let most_given = if is_for_low { MOST_WITH_A_LOW_ITEM } else { MOST_FOR_A_POSITION };
            let is_for_lowest = is_for_low && steps.is_empty();
            if steps.len() < most && (*given < most_given || is_for_lowest) {
                *given += 1;
                let weeks =
                    weeks_apart.saturating_mul(u32::try_from(steps.len()).unwrap_or(u32::MAX));
                steps.push(self.step(&suited, weeks));
            }
        }
        if steps.is_empty() && 0 < most { first.into_iter().collect() } else { steps }
    }

    /// A step that starts so many weeks after the first ones.
    fn step(&self, suited: &Suited<'_>, weeks: u32) -> ActionStep {
        let Suited { set, action, works_on, measure } = suited;
        let position = |id: &str| set.position.iter().find(|position| position.id == id);
        let label = |id: &str| position(id).map_or_else(|| id.to_owned(), |it| it.label.clone());
        let if_none = position(&action.position).and_then(|position| position.if_none.as_deref());
        ActionStep {
            id: action.id.as_str().into(),
            title: action.title.clone(),
            text: action.text.clone(),
            position: label(&action.position),
            if_none: if_none.map(label),
            weeks: action.weeks,
            start: self.after(weeks),
            due: self.after(weeks.saturating_add(action.weeks)),
            effort: action.effort.clone(),
            needs: action.needs.clone(),
            evidence: action.evidence.clone(),
            measure: measure.text.clone(),
            measured_now: measure.now.clone(),
            question: action.question.clone(),
            works_on: works_on.clone(),
        }
    }

    /// So many weeks after the start; where nobody is at the site on that day, the first working day
    /// after it. What would go past the day of the goals, or the school year, is due on the last working day
    /// before.
    fn after(&self, weeks: u32) -> NaiveDate {
        let working = &self.rules.working_days;
        let later = self.start.checked_add_days(DaysLater::new(7 * u64::from(weeks)));
        let due = later.map(|day| working.on_or_after(day));
        let last = self.last_day.map(|day| working.on_or_before(day));
        due.into_iter().chain(last).min().unwrap_or(self.start).max(self.start)
    }
}

/// The critical items, then those of the driving tool that are below target, lowest first.
fn low_items(choice: &Choice, findings: &Findings, rules: &PlanRules<'_>) -> Vec<ItemScore> {
    let mut low: Vec<ItemScore> =
        choice.critical.iter().map(|critical| critical.item.clone()).collect();
    let target = choice.driver.as_ref().and_then(|driver| driver.target.as_ref());
    for item in items_of(choice, findings, rules) {
        let is_low = target.is_none_or(|target| item.score < target.value);
        if is_low && !low.contains(item) {
            low.push(item.clone());
        }
    }
    low
}

/// What a site has reached already is no step to take, unless there is no other.
fn leave_out_reached(suited: &mut Vec<Suited<'_>>) {
    if suited.iter().any(|suited| !suited.measure.is_reached) {
        suited.retain(|suited| !suited.measure.is_reached);
    }
}

fn works_on(action: &Action, low: &[ItemScore], rules: &PlanRules<'_>) -> Vec<ItemScore> {
    low.iter().filter(|item| names(action, item, rules)).cloned().collect()
}

/// Whether an action names an item, by any of the item's names.
pub(super) fn names(action: &Action, item: &ItemScore, rules: &PlanRules<'_>) -> bool {
    let mut named = action.indicators.iter().chain(&action.items);
    let rule = rules.item(&item.instrument, &item.item);
    rule.is_some_and(|rule| named.any(|name| rule.names.contains(&**name)))
}

/// Actions on the lowest item first; of these, the ones that work on more of the low items.
fn place(suited: &Suited<'_>, low: &[ItemScore]) -> (usize, Reverse<usize>) {
    let first = suited.works_on.first();
    let at = first.and_then(|first| low.iter().position(|item| item == first));
    (at.unwrap_or(usize::MAX), Reverse(suited.works_on.len()))
}

/// A step for each of these items before all others: the first that works on it, unless one for an item
/// before it does so, too.
fn one_for_each_first<'a>(items: &[ItemScore], mut others: Vec<Suited<'a>>) -> Vec<Suited<'a>> {
    let mut first: Vec<Suited<'a>> = Vec::new();
    for item in items {
        let works_on_it = |suited: &Suited<'_>| suited.works_on.contains(item);
        if first.iter().any(works_on_it) {
            continue;
        }
        if let Some(place) = others.iter().position(works_on_it) {
            first.push(others.remove(place));
        }
    }
    first.extend(others);
    first
}

/// What the conditions of actions are asked about: a standard, and the source that drives it.
struct Situation<'a> {
    standard: &'a str,
    score: Exact,
    driver: Option<&'a SourceEvidence>,
    items: BTreeMap<String, f64>,
}

impl<'a> Situation<'a> {
    /// None where there is neither a driving source nor a critical item to go by.
    fn of_choice(
        choice: &'a Choice,
        findings: &Findings,
        rules: &PlanRules<'_>,
    ) -> Option<Situation<'a>> {
        let driver = choice.driver.as_ref();
        let of_item = choice.critical.first().map(|critical| &critical.item.score);
        Some(Situation {
            standard: &choice.standard,
            score: driver.map(|driver| &driver.score).or(of_item)?.clone(),
            driver,
            items: items_by_name(driver, findings, rules),
        })
    }

    fn of_focus(
        focus: &'a FocusStandard,
        findings: &Findings,
        rules: &PlanRules<'_>,
    ) -> Option<Situation<'a>> {
        let driver = focus.driver.as_ref()?;
        Some(Situation {
            standard: &focus.standard,
            score: driver.score.clone(),
            driver: Some(driver),
            items: items_by_name(Some(driver), findings, rules),
        })
    }

    /// The actions that suit, by band and condition.
    fn suited<'r>(
        &self,
        actions: impl Iterator<Item = &'r Action>,
        set: &ActionSet,
        rules: &PlanRules<'_>,
    ) -> Vec<&'r Action> {
        // A critical item that stands alone needs no number of forms.
        let responses = self.driver.map_or(usize::MAX, |driver| driver.n_responses);
        let targets = rules.targets(&set.targets);
        let band =
            targets.and_then(|targets| targets.band_of(self.standard, &self.score, responses));
        let band = band.map(|band| &*band.id);
        let facts = self.facts(band);
        let in_band = |action: &Action| action.band.is_none() || action.band.as_deref() == band;
        let holds = |action: &Action| {
            let condition = action.when.as_ref();
            condition.is_none_or(|when| rules.conditions.hold(when, &facts))
        };
        actions.filter(|action| in_band(action) && holds(action)).collect()
    }

    fn facts(&self, band: Option<&str>) -> Facts {
        let mut known = facts([
            ("standard", Input::Text(self.standard.to_owned())),
            ("score", Input::Number(self.score.to_f64())),
            ("items", Input::Table(self.items.clone())),
        ]);
        known.extend(band.map(|band| ("band".to_owned(), Input::Text(band.to_owned()))));
        let Some(driver) = self.driver else { return known };
        let change = driver.from_year_before.as_ref().map_or(0.0, |it| it.difference.to_f64());
        known.extend(facts([
            ("n", Input::Number(driver.n_responses as f64)),
            ("years", Input::Number(driver.years as f64)),
            ("change", Input::Number(change)),
            ("source", Input::Text(driver.source.id().to_owned())),
        ]));
        if let Some(target) = &driver.target {
            let gap = (target.value.clone() - self.score.clone()).to_f64();
            let target = target.value.to_f64();
            known.extend(facts([("target", Input::Number(target)), ("gap", Input::Number(gap))]));
        }
        known
    }
}

/// All recent items of the site by each of their names. Where two tools share a name, the driving
/// one counts.
fn items_by_name(
    driver: Option<&SourceEvidence>,
    findings: &Findings,
    rules: &PlanRules<'_>,
) -> BTreeMap<String, f64> {
    let of_driver =
        |item: &ItemScore| driver.is_some_and(|driver| driver.instrument == item.instrument);
    let mut items: Vec<&ItemScore> = findings.items.iter().collect();
    items.sort_by_key(|item| of_driver(item));
    let mut by_name = BTreeMap::new();
    for item in items {
        let rule = rules.item(&item.instrument, &item.item);
        for name in rule.iter().flat_map(|rule| &rule.names) {
            by_name.insert((*name).to_owned(), item.score.to_f64());
        }
    }
    by_name
}

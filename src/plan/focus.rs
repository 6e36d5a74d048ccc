//! What comes first, and why; and why the rest does not.

use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use super::{
    FocusKind, ItemScore, LevelBasis, NotChosen, PassedOver, Priority, Reason, SourceEvidence,
    StandardEvidence, Tie,
    condition::facts,
    evidence::Findings,
    priority::{first_things_first, priority},
    rules::PlanRules,
};
use crate::{
    analysis::ChangeReading,
    model::{EvidenceSource, Exact, SchoolYear},
    rulebook::{
        Input,
        kind::{Gate, PriorityRule},
    },
};

/// The most items that a reason names: as many as a sentence holds.
pub(super) const MOST_ITEMS: usize = 3;

/// Standards in the order in which they call for work.
pub(super) struct Ranking {
    pub chosen: Vec<Choice>,
    pub passed_over: Vec<PassedOver>,
}

/// A standard that was chosen.
pub(super) struct Choice {
    pub standard: Arc<str>,
    pub kind: FocusKind,
    pub priority: Option<Priority>,
    pub driver: Option<SourceEvidence>,
    /// The items that put it first whatever the averages say, lowest first.
    pub critical: Vec<Critical>,
    pub tie: Option<Tie>,
}

/// An item that puts its standard first.
#[derive(Clone)]
pub(super) struct Critical {
    pub gate: Arc<str>,
    pub item: ItemScore,
    pub because: String,
}

/// A standard on its way to a place.
struct Candidate {
    standard: Arc<str>,
    place: usize,
    standing: Standing,
    lead: Option<(Priority, SourceEvidence)>,
    critical: Vec<Critical>,
}

/// Where a candidate stands, in the order in which they come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Urgent,
    Below,
    NotSurelyBelow,
    AtTarget,
    NoTarget,
    Older,
}

/// Puts the standards of a site in order and chooses as many as the rules allow.
pub(super) fn ranking(findings: &Findings, rules: &PlanRules<'_>, year: SchoolYear) -> Ranking {
    let mut candidates = candidates(findings, rules, year);
    candidates.sort_by(in_order);
    try_out(&mut candidates, rules);
    let maximum = rules.template.focus.maximum as usize;
    let call = |candidate: &Candidate| candidate.standing <= Standing::Below;
    let calling = candidates.iter().filter(|candidate| call(candidate)).count();
    // Where nothing is below target, the one that is closest to slipping gets the care.
    let fallback = usize::from(calling == 0 && is_held_against_target(candidates.first()));
    let rest = candidates.split_off(calling.max(fallback).min(maximum));
    let ties_of_rest: Vec<_> = rest.iter().map(|one| tie(one, &candidates)).collect();
    let chosen = candidates.into_iter().map(|one| {
        let tie = tie(&one, &rest);
        one.chosen(tie)
    });
    let chosen = chosen.collect();
    let rest = rest.into_iter().zip(ties_of_rest);
    Ranking { chosen, passed_over: rest.map(|(one, tie)| one.passed_over(maximum, tie)).collect() }
}

/// Those of the others that are below target and stand where a standard does.
fn tie(one: &Candidate, others: &[Candidate]) -> Option<Tie> {
    let (_, source) = one.lead.as_ref().filter(|_| one.standing == Standing::Below)?;
    let is_level = |other: &&Candidate| {
        let same_score = other.lead.as_ref().is_some_and(|lead| lead.1.score == source.score);
        same_score && by_call(one, other).is_eq()
    };
    let with: Vec<Arc<str>> =
        others.iter().filter(is_level).map(|it| it.standard.clone()).collect();
    (!with.is_empty()).then(|| Tie { with, score: source.score.clone() })
}

fn is_held_against_target(candidate: Option<&Candidate>) -> bool {
    candidate.is_some_and(|candidate| candidate.standing < Standing::NoTarget)
}

fn in_order(one: &Candidate, other: &Candidate) -> Ordering {
    by_call(one, other).then_with(|| one.place.cmp(&other.place))
}

/// Which of two calls more for work.
fn by_call(one: &Candidate, other: &Candidate) -> Ordering {
    let by_priority = || match (&one.lead, &other.lead) {
        (Some(one), Some(other)) => first_things_first((&one.0, &one.1), (&other.0, &other.1)),
        (one, other) => other.is_some().cmp(&one.is_some()),
    };
    let by_margin = || match (one.margin(), other.margin()) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => Ordering::Equal,
    };
    let not_calling = Standing::Below < one.standing;
    one.standing
        .cmp(&other.standing)
        .then_with(|| if not_calling { by_margin() } else { Ordering::Equal })
        .then_with(by_priority)
}

/// Chooses again and again while all scores move within their errors, and notes how often each
/// standard is chosen.
fn try_out(candidates: &mut [Candidate], rules: &PlanRules<'_>) {
    let urgent = candidates.iter().filter(|it| it.standing == Standing::Urgent).count();
    let places_left = (rules.template.focus.maximum as usize).saturating_sub(urgent);
    let mut contenders: Vec<&mut Candidate> =
        candidates.iter_mut().filter(|it| it.contends()).collect();
    if contenders.len() < 2 {
        return;
    }
    // In the order of the standards, so that each keeps its own draws.
    contenders.sort_by_key(|candidate| candidate.place);
    let leads: Vec<&(Priority, SourceEvidence)> =
        contenders.iter().filter_map(|candidate| candidate.lead.as_ref()).collect();
    let spreads: Vec<f64> = leads.iter().map(|(priority, _)| priority.spread).collect();
    let rule = rules.template.focus.priority;
    let shares = rules.draws.shares_chosen(&spreads, |moved| {
        let trial = leads.iter().zip(moved).map(|(lead, &shift)| Trial::of(lead, shift, rule));
        chosen_in(&trial.collect::<Vec<_>>(), places_left)
    });
    for (candidate, share) in contenders.into_iter().zip(shares) {
        if let Some((priority, _)) = &mut candidate.lead {
            priority.stays = (0.0 < priority.spread).then_some(share);
        }
    }
}

/// A standard, had its score come out a little differently.
struct Trial {
    /// How far above target; negative below it.
    margin: f64,
    value: f64,
}

impl Trial {
    fn of(
        (priority, source): &(Priority, SourceEvidence),
        shift: f64,
        rule: PriorityRule,
    ) -> Trial {
        let margin = source.score.to_f64() + shift - priority.target.to_f64();
        Trial { margin, value: priority.value_if_moved(shift, rule) }
    }
}

/// The places of those that are chosen in a trial: below target, the highest value first; the one
/// closest to its target where none is below.
fn chosen_in(trials: &[Trial], most: usize) -> Vec<usize> {
    let mut below: Vec<usize> = (0..trials.len()).filter(|&at| trials[at].margin < 0.0).collect();
    if below.is_empty() {
        let closest =
            |one: &usize, other: &usize| trials[*one].margin.total_cmp(&trials[*other].margin);
        return (0..trials.len()).min_by(closest).into_iter().take(most).collect();
    }
    below.sort_by(|&one, &other| trials[other].value.total_cmp(&trials[one].value));
    below.truncate(most);
    below
}

fn candidates(findings: &Findings, rules: &PlanRules<'_>, year: SchoolYear) -> Vec<Candidate> {
    let mut critical = critical_items(findings, rules);
    let mut candidates: Vec<Candidate> = findings
        .evidence
        .iter()
        .map(|evidence| {
            let critical = critical.remove(&evidence.standard).unwrap_or_default();
            candidate(evidence, critical, rules, year)
        })
        .collect();
    // What is left are critical items of standards that have no score.
    candidates.extend(critical.into_iter().map(|(standard, critical)| Candidate {
        place: rules.place(&standard),
        standing: Standing::Urgent,
        lead: None,
        standard,
        critical,
    }));
    candidates
}

fn candidate(
    evidence: &StandardEvidence,
    critical: Vec<Critical>,
    rules: &PlanRules<'_>,
    year: SchoolYear,
) -> Candidate {
    let lead = lead(evidence, &critical, rules, year);
    let asks_to_be_sure = rules.template.focus.priority == PriorityRule::SureShortfall;
    let standing = match &lead {
        _ if !critical.is_empty() => Standing::Urgent,
        None if evidence.current().next().is_none() => Standing::Older,
        None => Standing::NoTarget,
        Some((_, source)) if source.meets_target() => Standing::AtTarget,
        Some((priority, _)) if asks_to_be_sure && priority.value <= 0.0 => Standing::NotSurelyBelow,
        Some(_) => Standing::Below,
    };
    let standard = evidence.standard.clone();
    Candidate { place: rules.place(&standard), standard, standing, lead, critical }
}

/// The source that drives: that of the critical items, else the one below target whose shortfall is
/// the largest, else the one with the largest shortfall that may be.
fn lead(
    evidence: &StandardEvidence,
    critical: &[Critical],
    rules: &PlanRules<'_>,
    year: SchoolYear,
) -> Option<(Priority, SourceEvidence)> {
    let has_critical =
        |source: &SourceEvidence| critical.iter().any(|it| it.item.instrument == source.instrument);
    let priority = |source| priority(&evidence.standard, source, rules, year);
    let sources = evidence.current().filter_map(|it| Some((priority(it)?, it.clone())));
    sources.min_by(|one, other| {
        let by_critical = has_critical(&other.1).cmp(&has_critical(&one.1));
        by_critical
            .then_with(|| one.1.meets_target().cmp(&other.1.meets_target()))
            .then_with(|| first_things_first((&one.0, &one.1), (&other.0, &other.1)))
    })
}

/// The items that the gates of the rules let through, by the standard that each speaks to first.
fn critical_items(findings: &Findings, rules: &PlanRules<'_>) -> BTreeMap<Arc<str>, Vec<Critical>> {
    let mut critical: BTreeMap<Arc<str>, Vec<Critical>> = BTreeMap::new();
    // Many items have the same score: each gate is asked once for all of them.
    let mut gates: BTreeMap<(&Exact, bool), Option<&Gate>> = BTreeMap::new();
    for item in &findings.items {
        let Some(rule) = rules.item(&item.instrument, &item.item) else { continue };
        let gate = gates
            .entry((&item.score, rule.critical))
            .or_insert_with(|| gate(&item.score, rule.critical, rules));
        if let (Some(gate), Some(standard)) = (gate, rule.main) {
            let found = Critical {
                gate: gate.id.as_str().into(),
                item: item.clone(),
                because: because(gate, item, rules),
            };
            critical.entry(standard.into()).or_default().push(found);
        }
    }
    for items in critical.values_mut() {
        items.sort_by(|one, other| one.item.score.cmp(&other.item.score));
    }
    critical
}

/// The first gate that lets an item through.
fn gate<'a>(score: &Exact, critical: bool, rules: &PlanRules<'a>) -> Option<&'a Gate> {
    let score = Input::Number(score.to_f64());
    let facts = facts([("score", score), ("critical", Input::Truth(critical))]);
    let mut gates = rules.template.focus.gate.iter();
    gates.find(|gate| rules.conditions.hold(&gate.when, &facts))
}

fn because(gate: &Gate, item: &ItemScore, rules: &PlanRules<'_>) -> String {
    let instrument = rules.instrument(&item.instrument);
    let known = instrument.and_then(|it| it.item.iter().find(|one| *one.id == *item.item));
    let name = known.map_or(&*item.item, |known| &known.name);
    let places = u32::from(!item.score.is_whole());
    gate.because.replace("{item}", name).replace("{score}", &item.score.rounded(places))
}

impl Candidate {
    /// Whether its scores decide whether it is chosen.
    fn contends(&self) -> bool {
        matches!(self.standing, Standing::Below | Standing::NotSurelyBelow | Standing::AtTarget)
            && self.lead.is_some()
    }

    /// How far above target the leading source is; negative below it.
    fn margin(&self) -> Option<Exact> {
        let (priority, source) = self.lead.as_ref()?;
        Some(source.score.clone() - priority.target.clone())
    }

    fn chosen(self, tie: Option<Tie>) -> Choice {
        let kind = match self.standing {
            Standing::Urgent => FocusKind::Urgent,
            Standing::AtTarget => FocusKind::Sustain,
            _ => FocusKind::Raise,
        };
        let (priority, driver) = self.lead.unzip();
        Choice { standard: self.standard, kind, priority, driver, critical: self.critical, tie }
    }

    fn passed_over(self, maximum: usize, tie: Option<Tie>) -> PassedOver {
        let why = match self.standing {
            Standing::Urgent | Standing::Below => NotChosen::OthersFirst { maximum },
            Standing::NotSurelyBelow => NotChosen::NotSurelyBelow,
            Standing::AtTarget => NotChosen::AtTarget,
            Standing::NoTarget => NotChosen::NoTarget,
            Standing::Older => NotChosen::OlderEvidence,
        };
        PassedOver {
            standard: self.standard,
            priority: self.lead.map(|(priority, _)| priority),
            why,
            tie,
        }
    }
}

impl SourceEvidence {
    /// Whether it has a target and reaches it.
    pub fn meets_target(&self) -> bool {
        self.target.as_ref().is_some_and(|target| target.is_met_by(&self.score))
    }

    /// Whether it has a target and does not reach it.
    pub fn misses_target(&self) -> bool {
        self.target.as_ref().is_some_and(|target| !target.is_met_by(&self.score))
    }
}

/// Why a standard was chosen, the weightiest reason first.
pub(super) fn reasons(choice: &Choice, findings: &Findings, rules: &PlanRules<'_>) -> Vec<Reason> {
    let critical = choice.critical.iter().cloned();
    let mut reasons: Vec<Reason> = critical
        .map(|Critical { gate, item, because }| Reason::CriticalItem { gate, item, because })
        .collect();
    let evidence = findings.standard(&choice.standard);
    let mut sources: Vec<&SourceEvidence> =
        evidence.map(|evidence| evidence.current().collect()).unwrap_or_default();
    let is_driver = |source: &SourceEvidence| Some(source) == choice.driver.as_ref();
    sources.sort_by_key(|source| !is_driver(source));

    reasons.extend(sources.iter().filter_map(|source| below_target(source)));
    if let (FocusKind::Sustain, Some(driver)) = (choice.kind, &choice.driver) {
        reasons.extend(closest_to_target(driver));
    }
    reasons.extend(sources.iter().filter_map(|source| fell_since(source)));
    reasons.extend(lowest_items(choice, findings, rules));
    reasons.extend(partly_by_chance(choice));
    reasons.extend(choice.tie.clone().map(Reason::Tie));
    reasons.extend(stability(choice, rules));
    reasons.extend(evidence.and_then(sources_disagree));
    reasons
}

fn below_target(source: &SourceEvidence) -> Option<Reason> {
    let target = source.target.as_ref().filter(|_| source.misses_target())?.value.clone();
    Some(Reason::BelowTarget {
        source: source.source,
        score: source.score.clone(),
        gap: target.clone() - source.score.clone(),
        target,
    })
}

fn closest_to_target(driver: &SourceEvidence) -> Option<Reason> {
    let target = driver.target.as_ref()?.value.clone();
    Some(Reason::ClosestToTarget {
        source: driver.source,
        score: driver.score.clone(),
        margin: driver.score.clone() - target.clone(),
        target,
    })
}

fn fell_since(source: &SourceEvidence) -> Option<Reason> {
    let changes = [&source.from_year_before, &source.from_first_year];
    let fell = changes.into_iter().flatten().find(|change| {
        change.difference < Exact::ZERO && change.reading != ChangeReading::WithinNoise
    })?;
    Some(Reason::FellSince { source: source.source, change: fell.clone() })
}

/// A score below target that lies below what is to be expected of the site: the lowest of many is
/// partly low by chance.
fn partly_by_chance(choice: &Choice) -> Option<Reason> {
    let driver = choice.driver.as_ref().filter(|_| choice.kind == FocusKind::Raise)?;
    // A line that is carried on leads to another level: two forecasts of one score would say nothing.
    let basis = choice.priority.as_ref().map(|priority| priority.level_basis);
    if matches!(basis, Some(LevelBasis::CarriedOn { .. })) {
        return None;
    }
    let expected = driver.shrunken?.level;
    let source = driver.source;
    let below = driver.score.to_f64() < expected;
    below.then(|| Reason::LowPartlyByChance { source, score: driver.score.clone(), expected })
}

fn stability(choice: &Choice, rules: &PlanRules<'_>) -> Option<Reason> {
    let share = choice.priority.as_ref()?.stays?;
    let maximum = rules.template.focus.maximum as usize;
    Some(Reason::Stability { share, robust: rules.care.robust_share <= share, maximum })
}

/// The items of the driving tool that are below the standard's target.
fn lowest_items(choice: &Choice, findings: &Findings, rules: &PlanRules<'_>) -> Option<Reason> {
    let target = &choice.driver.as_ref()?.target.as_ref()?.value;
    let items = items_of(choice, findings, rules).into_iter();
    let low: Vec<ItemScore> =
        items.filter(|item| item.score < *target).take(MOST_ITEMS).cloned().collect();
    if low.is_empty() { None } else { Some(Reason::LowestItems(low)) }
}

/// The items of the driving tool that speak to the standard, lowest first, then as on the form.
pub(super) fn items_of<'a>(
    choice: &Choice,
    findings: &'a Findings,
    rules: &PlanRules<'_>,
) -> Vec<&'a ItemScore> {
    let Some(driver) = &choice.driver else { return Vec::new() };
    let speaks = |item: &&ItemScore| {
        let rule = rules.item(&item.instrument, &item.item);
        let of_driver = (item.source, &item.instrument) == (driver.source, &driver.instrument);
        of_driver && rule.is_some_and(|rule| rule.standards.contains(&*choice.standard))
    };
    let mut items: Vec<&ItemScore> = findings.items.iter().filter(speaks).collect();
    items.sort_by(|one, other| one.score.cmp(&other.score));
    items
}

fn sources_disagree(evidence: &StandardEvidence) -> Option<Reason> {
    let of = |source| evidence.current().find(|one| one.source == source);
    let own = of(EvidenceSource::SelfAssessment)?;
    let outside = of(EvidenceSource::Observation)?;
    let other_band = own.band.is_some() && outside.band.is_some() && own.band != outside.band;
    let other_side = own.meets_target() && outside.misses_target()
        || own.misses_target() && outside.meets_target();
    if !other_band && !other_side {
        return None;
    }
    Some(Reason::SourcesDisagree {
        self_assessment: own.score.clone(),
        observation: outside.score.clone(),
        difference: own.score.clone() - outside.score.clone(),
    })
}

//! Analysis in, plans out: what each site works on next, why, and how.
//!
//! Facts and numbers only, unrounded; how they are said is up to `report`. The one exception is
//! the sentence of a goal, whose words stand in the rules.

// What the rules say about plans, looked up once.
mod rules;
mod condition;
mod working_days;
// What is known about a site.
mod evidence;
// What comes first, and why.
mod priority;
mod focus;
mod strength;
// What to do about it.
mod goal;
mod action;
mod measure;

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use crate::{
    analysis::{Analysis, Change, Interval, Series, Shrunken, SpreadBasis, Trend},
    language::Language,
    model::{Basis, EvidenceSource, Exact, Period, SchoolYear, Site, SiteId},
    rulebook::{
        Rulebook,
        kind::{ActionNeeds, Comparison},
    },
    score::{self, Score, Scores},
};

/// The improvement plan of a site for a school year.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    pub site: SiteId,
    pub school_year: SchoolYear,
    pub days: Days,
    /// The standards that something speaks to, in the order of the standards.
    pub evidence: Vec<StandardEvidence>,
    /// The standards that nothing speaks to, in the same order. They are not zero: they are unknown.
    pub no_evidence: Vec<NoEvidence>,
    /// What to work on, first things first.
    pub focus: Vec<FocusStandard>,
    /// The other standards with evidence, next in line first, and why they were not chosen.
    pub passed_over: Vec<PassedOver>,
    /// What is going well and must not get lost. There is one wherever there is evidence.
    pub strength: Option<Strength>,
    /// Steps for situations that cut across standards.
    pub across: Vec<ActionStep>,
    /// Where the evidence comes from.
    pub tools: Vec<ToolUsed>,
}

/// The days of a plan that its template sets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Days {
    /// When the first action steps start: the day of the template, or that of the plan if it is later.
    pub start: NaiveDate,
    /// The mid-year check.
    pub review: NaiveDate,
    /// When goals are to be reached.
    pub goals: NaiveDate,
}

/// What is known about a standard: self-assessment and observation side by side, never pooled.
#[derive(Clone, PartialEq, Debug)]
pub struct StandardEvidence {
    pub standard: Arc<str>,
    /// The latest score of each source, self-assessment first.
    pub sources: Vec<SourceEvidence>,
    /// Where a tool was used in the latest year and yet gives no score.
    pub without_score: Vec<NoScore>,
}

/// What one source says about a standard, by its latest score.
#[derive(Clone, PartialEq, Debug)]
pub struct SourceEvidence {
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    pub version: Arc<str>,
    pub basis: Basis,
    pub school_year: SchoolYear,
    pub occasion: Option<Arc<str>>,
    pub score: Exact,
    pub interval: Option<Interval>,
    pub standard_error: Option<f64>,
    /// Where the spread behind interval and standard error comes from.
    pub spread_basis: Option<SpreadBasis>,
    /// The level drawn toward the mean of all sites; never to be shown as the site's score.
    pub shrunken: Option<Shrunken>,
    pub n_ratings: usize,
    pub n_responses: usize,
    /// Whether it rests on fewer looks than the rules ask for. A form that a group agreed on rests on
    /// the group.
    pub weak: bool,
    /// How many school years of the same line have a score.
    pub years: usize,
    /// The share of the expected parts that have a value, from 0 to 1.
    pub complete_share: Option<f64>,
    pub first_date: Option<NaiveDate>,
    pub last_date: Option<NaiveDate>,
    pub band: Option<Arc<str>>,
    pub target: Option<TargetLine>,
    pub from_year_before: Option<Change>,
    pub from_first_year: Option<Change>,
    /// Which way its line goes.
    pub trend: Option<Trend>,
    /// The lowest and the highest score that there can be.
    pub bounds: (f64, f64),
    pub age: Age,
}

/// What a score is held against.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetLine {
    pub value: Exact,
    pub comparison: Comparison,
}

/// Whether a score is recent enough to plan from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Age {
    /// From the latest school year in which the site has any score, or the one before it.
    Current,
    /// Older: it is shown, and does not drive the plan.
    Older,
}

/// A tool that was used, and why it gives no score.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoScore {
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    pub school_year: SchoolYear,
    pub reason: score::Reason,
}

/// A standard that nothing speaks to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoEvidence {
    pub standard: Arc<str>,
    /// Why the tools that were used are silent; none where no tool was used, or none says why.
    pub reasons: Vec<NoEvidenceReason>,
}

/// Why nothing speaks to a standard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoEvidenceReason {
    /// The tool cannot speak to it, in the words of the crosswalk, and what could.
    NotSeenBy { instrument: Arc<str>, because: String, instead: Vec<String> },
    /// The tool could, and the ratings do not suffice.
    NoScore(NoScore),
}

/// A standard to work on.
#[derive(Clone, PartialEq, Debug)]
pub struct FocusStandard {
    pub standard: Arc<str>,
    pub kind: FocusKind,
    /// None where a critical item stands alone: its standard has no score, or no target.
    pub priority: Option<Priority>,
    /// The source whose shortfall is the largest: it sets the goal. The others stand in
    /// [`Plan::evidence`]. None where a critical item stands alone.
    pub driver: Option<SourceEvidence>,
    /// Never empty, the weightiest first.
    pub reasons: Vec<Reason>,
    /// None where the rules have no goal for this standard and band.
    pub goal: Option<Goal>,
    pub actions: Vec<ActionStep>,
}

impl Plan {
    /// Standards that are next in line although a recent score of theirs is lower than that of one that was
    /// chosen by the averages.
    pub fn lower_not_chosen(&self) -> Vec<&PassedOver> {
        let lowest = |id: &str| {
            let known = self.evidence.iter().find(|known| *known.standard == *id)?;
            let recent = known.sources.iter().filter(|evidence| evidence.age == Age::Current);
            recent.map(|evidence| &evidence.score).min()
        };
        let chosen = self.focus.iter().filter(|focus| focus.kind == FocusKind::Raise);
        let Some(highest) = chosen.filter_map(|focus| lowest(&focus.standard)).max() else {
            return Vec::new();
        };
        let is_lower = |it: &&PassedOver| {
            matches!(it.why, NotChosen::OthersFirst { .. })
                && lowest(&it.standard).is_some_and(|score| score < highest)
        };
        self.passed_over.iter().filter(is_lower).collect()
    }
}

impl FocusStandard {
    /// The step that does not wait for the day beside it: the first one, where something comes first
    /// whatever the averages say.
    pub fn urgent_step(&self) -> Option<&ActionStep> {
        self.actions.first().filter(|_| self.kind == FocusKind::Urgent)
    }
}

/// What a focus is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FocusKind {
    /// It comes first whatever the averages say, such as a safety item at the lowest level.
    Urgent,
    /// To raise it to its target.
    Raise,
    /// Nothing is below target: to keep the one that is closest to slipping.
    Sustain,
}

/// How a standard got its place, part by part: `value` is importance times shortfall.
#[derive(Clone, PartialEq, Debug)]
pub struct Priority {
    /// In points of the scale, weighted.
    pub value: f64,
    /// 1 where the rules say nothing else.
    pub importance: Exact,
    /// Who decided the importance; none where all standards count alike.
    pub importance_source: Option<String>,
    /// The level that was used, and how it was come by.
    pub level: f64,
    pub level_basis: LevelBasis,
    /// The standard deviation of that level; 0 where it is not known.
    pub spread: f64,
    pub target: Exact,
    /// The shortfall below target that is to be expected, or, by the rule `sure-shortfall`, that is
    /// sure; in points of the scale.
    pub shortfall: f64,
    /// The chance that the true level is below target, from 0 to 1.
    pub chance_of_missing: f64,
    /// In which share of trials, in which all scores move within their errors, the standard is
    /// among those that come first; none where its own error is not known, where it has no rival,
    /// and for what comes first whatever the scores say.
    pub stays: Option<f64>,
}

/// How the level of a priority was come by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LevelBasis {
    /// Drawn toward the mean of all sites, the more so the less it rests on.
    Shrunk,
    /// The same, carried on to the year of the plan along the slope drawn toward that of all sites.
    CarriedOn { years: u16 },
    /// The score itself, with the spread that ratings show over all sites.
    Measured,
    /// The score itself, as if it were exact: there are no repeated ratings.
    ScoreItself,
}

/// Why a standard was chosen.
#[derive(Clone, PartialEq, Debug)]
pub enum Reason {
    /// An item that comes first wherever it is low; `because` is the rule's own sentence.
    CriticalItem {
        gate: Arc<str>,
        item: ItemScore,
        because: String,
    },
    BelowTarget {
        source: EvidenceSource,
        score: Exact,
        target: Exact,
        gap: Exact,
    },
    /// Nothing is below target, and this is the closest to it.
    ClosestToTarget {
        source: EvidenceSource,
        score: Exact,
        target: Exact,
        margin: Exact,
    },
    /// It is lower than before, and not by noise as far as one can tell.
    FellSince {
        source: EvidenceSource,
        change: Change,
    },
    /// The items that pull it down, lowest first.
    LowestItems(Vec<ItemScore>),
    /// Scores that were picked because they are low tend to rise by themselves: the level that is to
    /// be expected next time, if nothing changes.
    LowPartlyByChance {
        source: EvidenceSource,
        score: Exact,
        expected: f64,
    },
    /// Others that were not chosen stand equally low.
    Tie(Tie),
    /// Whether the choice would be the same had the scores come out a little differently.
    Stability {
        /// The share of trials in which it is chosen, from 0 to 1.
        share: f64,
        robust: bool,
        maximum: usize,
    },
    /// The two sources stand in different bands, or on different sides of their targets.
    SourcesDisagree {
        self_assessment: Exact,
        observation: Exact,
        difference: Exact,
    },
}

/// Standards on the other side of the line between those that were chosen and the rest, with the same
/// score and priority, to the last digit: their order alone decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tie {
    pub with: Vec<Arc<str>>,
    pub score: Exact,
}

/// An item and its score.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemScore {
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    pub item: Arc<str>,
    pub score: Exact,
}

/// A standard that was not chosen.
#[derive(Clone, PartialEq, Debug)]
pub struct PassedOver {
    pub standard: Arc<str>,
    /// None where there is no target, or no recent evidence, to make one from.
    pub priority: Option<Priority>,
    pub why: NotChosen,
    /// None where something else than the order of the standards decided.
    pub tie: Option<Tie>,
}

/// Why a standard was not chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotChosen {
    /// It is below target, and others come before it: as many as a plan may hold.
    OthersFirst {
        maximum: usize,
    },
    /// It is below target, though not surely so, by the rule `sure-shortfall`.
    NotSurelyBelow,
    AtTarget,
    /// The rules set no target for it.
    NoTarget,
    /// All that is known about it is old.
    OlderEvidence,
}

/// A standard to be proud of.
#[derive(Clone, PartialEq, Debug)]
pub struct Strength {
    pub standard: Arc<str>,
    /// Where there are two sources, the one whose range is known, else the more cautious one.
    pub evidence: SourceEvidence,
    pub why: StrengthReason,
}

/// Why a standard is called a strength.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum StrengthReason {
    /// The whole interval lies at or above target.
    SurelyAtTarget,
    AtTarget,
    /// None is at target; this one is the closest.
    ClosestToTarget,
    /// The rules set no target; this is the highest score.
    HighestScore,
}

/// A goal that a site can make its own.
#[derive(Clone, PartialEq, Debug)]
pub struct Goal {
    pub id: Arc<str>,
    /// The goal in words, numbers and date filled in.
    pub sentence: String,
    pub from: Exact,
    pub to: Exact,
    /// How far a year may lead by the rules, where that is what ends the goal.
    pub step: Option<Exact>,
    pub by: NaiveDate,
    /// The tool that gave `from` and will give `to`, as people call it.
    pub measure: String,
    pub also_watch: Vec<String>,
    pub mid_year_sign: String,
}

/// An action step.
#[derive(Clone, PartialEq, Debug)]
pub struct ActionStep {
    pub id: Arc<str>,
    pub title: String,
    pub text: String,
    /// The position that answers for it, as people call it.
    pub position: String,
    /// Who takes over where a site has no such position.
    pub if_none: Option<String>,
    pub weeks: u32,
    pub start: NaiveDate,
    pub due: NaiveDate,
    pub effort: String,
    pub needs: ActionNeeds,
    pub evidence: String,
    pub measure: String,
    /// Where the measure is a rating, what it is now; none where it is not known.
    pub measured_now: Option<Exact>,
    pub question: String,
    /// The low items that it works on, lowest first.
    pub works_on: Vec<ItemScore>,
}

/// A tool that the evidence of a plan comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ToolUsed {
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    pub version: Arc<str>,
    pub basis: Basis,
    pub school_year: SchoolYear,
    pub first_date: Option<NaiveDate>,
    pub last_date: Option<NaiveDate>,
    /// The most activities or people that any of its scores rests on.
    pub n_responses: usize,
}

/// The plans of all sites, in the order of their ids; none where the rules hold no plan template.
///
/// The plan year is the school year of `as_of`, but not before the latest year with data; where the
/// day for reaching goals has come already, it is the year after.
pub fn plans(
    language: Language,
    analysis: &Analysis,
    scores: &Scores,
    rulebook: &Rulebook,
    sites: &BTreeMap<SiteId, Site>,
    as_of: NaiveDate,
) -> Vec<Plan> {
    let Some(rules) = rules::PlanRules::new(language, rulebook) else { return Vec::new() };
    let mut material: BTreeMap<&SiteId, Material<'_>> = BTreeMap::new();
    for series in &analysis.series {
        material.entry(&series.site).or_default().series.push(series);
    }
    for row in &scores.rows {
        material.entry(&row.key.site).or_default().rows.push(row);
    }
    sites
        .values()
        .filter_map(|site| {
            let material = material.remove(&site.id).unwrap_or_default();
            plan(site, material, &rules, as_of)
        })
        .collect()
}

/// What there is about one site.
#[derive(Default)]
struct Material<'a> {
    series: Vec<&'a Series>,
    rows: Vec<&'a Score>,
}

fn plan(
    site: &Site,
    mut material: Material<'_>,
    rules: &rules::PlanRules<'_>,
    as_of: NaiveDate,
) -> Option<Plan> {
    material.rows.sort_by(|one, other| one.key.cmp(&other.key));
    let findings = evidence::findings(&material, rules);
    let today = SchoolYear::of(as_of)?;
    let (school_year, days) =
        rules.year_to_plan(findings.latest.map_or(today, |latest| latest.max(today)), as_of)?;
    // A site that has closed keeps its scores, and there is nobody to plan for.
    if site.open.ends_before(Period::of_year(school_year)) {
        return None;
    }

    let ranking = focus::ranking(&findings, rules, school_year);
    let mut steps = action::Steps::new(rules, days, school_year);
    let focus: Vec<FocusStandard> = ranking
        .chosen
        .into_iter()
        .map(|choice| {
            let actions = steps.for_standard(&choice, &findings);
            FocusStandard {
                goal: goal::goal(&choice, &actions, site, days, rules),
                reasons: focus::reasons(&choice, &findings, rules),
                actions,
                standard: choice.standard,
                kind: choice.kind,
                priority: choice.priority,
                driver: choice.driver,
            }
        })
        .collect();
    Some(Plan {
        site: site.id.clone(),
        school_year,
        days,
        across: steps.across(&focus, &findings),
        strength: strength::strength(&findings, &focus),
        focus,
        passed_over: ranking.passed_over,
        no_evidence: findings.no_evidence,
        evidence: findings.evidence,
        tools: findings.tools,
    })
}

//! What is known about a site: the latest score of each source for each standard, and of each item.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Age, ItemScore, Material, NoEvidence, NoEvidenceReason, NoScore, SourceEvidence,
    StandardEvidence, ToolUsed, rules::PlanRules,
};
use crate::{
    analysis::{ITEM, Point, Segment, Series},
    model::{EvidenceSource, SchoolYear},
    score::{Outcome, Score},
};

/// What is known about a site.
pub(super) struct Findings {
    /// The latest year with data.
    pub latest: Option<SchoolYear>,
    pub evidence: Vec<StandardEvidence>,
    pub no_evidence: Vec<NoEvidence>,
    /// The items of the latest year of each tool, as far as it is recent, in the order of the form.
    pub items: Vec<ItemScore>,
    pub tools: Vec<ToolUsed>,
}

impl Findings {
    pub(super) fn standard(&self, id: &str) -> Option<&StandardEvidence> {
        self.evidence.iter().find(|evidence| *evidence.standard == *id)
    }
}

impl StandardEvidence {
    /// The sources that are recent enough to plan from.
    pub fn current(&self) -> impl Iterator<Item = &SourceEvidence> {
        self.sources.iter().filter(|source| source.age == Age::Current)
    }
}

pub(super) fn findings(material: &Material<'_>, rules: &PlanRules<'_>) -> Findings {
    let latest = material.rows.iter().map(|row| row.key.school_year).max();
    let ages = Ages { latest };
    let (evidence, silent): (Vec<_>, Vec<_>) = rules
        .standards()
        .map(|standard| standard_evidence(&standard.id, material, rules, ages))
        .partition(|evidence| !evidence.sources.is_empty());
    let tools = tools(material, ages);
    Findings {
        latest,
        evidence,
        no_evidence: silent.into_iter().map(|silent| no_evidence(silent, &tools, rules)).collect(),
        items: items(material, rules, ages),
        tools,
    }
}

/// Tells recent scores from old ones.
#[derive(Clone, Copy)]
struct Ages {
    latest: Option<SchoolYear>,
}

impl Ages {
    /// Many sites observe every other year, so the year before the latest one still counts.
    fn of(self, year: SchoolYear) -> Age {
        let is_recent = self.latest.is_none_or(|latest| latest <= year.next());
        if is_recent { Age::Current } else { Age::Older }
    }
}

fn standard_evidence(
    standard: &str,
    material: &Material<'_>,
    rules: &PlanRules<'_>,
    ages: Ages,
) -> StandardEvidence {
    let ours = |series: &&&Series| {
        *series.id == *standard && rules.is_about_standards(&series.instrument, &series.level)
    };
    let mut by_source: BTreeMap<EvidenceSource, Latest<'_>> = BTreeMap::new();
    for series in material.series.iter().filter(ours) {
        let Some(found) = Latest::of(series, rules) else { continue };
        let best = by_source.entry(series.source).or_insert(found);
        if best.rank(rules) < found.rank(rules) {
            *best = found;
        }
    }
    let sources: Vec<SourceEvidence> =
        by_source.into_values().map(|latest| latest.evidence(rules, ages)).collect();
    StandardEvidence {
        standard: standard.into(),
        without_score: without_score(standard, material, rules, ages),
        sources,
    }
}

/// The latest point of a series.
#[derive(Clone, Copy)]
struct Latest<'a> {
    series: &'a Series,
    segment: &'a Segment,
    point: &'a Point,
}

impl<'a> Latest<'a> {
    fn of(series: &'a Series, rules: &PlanRules<'_>) -> Option<Latest<'a>> {
        let points = series
            .segments
            .iter()
            .filter_map(|segment| Some(Latest { series, segment, point: segment.latest()? }));
        points.max_by_key(|latest| latest.time(rules))
    }

    /// When it was; what a group agreed on comes after what people said alone.
    fn time(&self, rules: &PlanRules<'_>) -> impl Ord + use<> {
        let place = rules.occasions.place(&self.series.instrument, self.point.occasion.as_ref());
        (self.point.school_year, place, self.point.basis)
    }

    /// The later one, else the one with more forms, else the first tool by name.
    fn rank(&self, rules: &PlanRules<'_>) -> impl Ord + use<> {
        let instrument = Reverse(self.series.instrument.clone());
        (self.time(rules), self.point.n_responses, instrument)
    }

    fn evidence(&self, rules: &PlanRules<'_>, ages: Ages) -> SourceEvidence {
        let (series, point) = (self.series, self.point);
        let years: BTreeSet<SchoolYear> =
            self.segment.points.iter().map(|point| point.school_year).collect();
        SourceEvidence {
            source: series.source,
            instrument: series.instrument.clone(),
            version: point.version.clone(),
            basis: point.basis,
            school_year: point.school_year,
            occasion: point.occasion.clone(),
            score: point.score.clone(),
            interval: point.interval,
            standard_error: point.standard_error,
            spread_basis: point.spread_basis,
            shrunken: point.shrunken,
            n_ratings: point.n_ratings,
            n_responses: point.n_responses,
            weak: point.weak,
            years: years.len(),
            complete_share: point.complete_share,
            first_date: point.first_date,
            last_date: point.last_date,
            band: point.band.clone(),
            target: rules.target(&series.instrument, &series.level, &series.id),
            from_year_before: point.from_year_before.clone(),
            trend: series.trend.clone(),
            bounds: rules.bounds(&series.instrument, &series.level),
            from_first_year: point.from_first_year.clone(),
            age: ages.of(point.school_year),
        }
    }
}

/// The tools that were used of late and give no score in the latest year of their use.
fn without_score(
    standard: &str,
    material: &Material<'_>,
    rules: &PlanRules<'_>,
    ages: Ages,
) -> Vec<NoScore> {
    let ours = |row: &&&Score| {
        *row.key.id == *standard && rules.is_about_standards(&row.key.instrument, &row.key.level)
    };
    let mut latest: BTreeMap<(EvidenceSource, &Arc<str>), Vec<&Score>> = BTreeMap::new();
    for row in material.rows.iter().filter(ours) {
        let rows = latest.entry((row.key.source, &row.key.instrument)).or_default();
        rows.retain(|other| row.key.school_year <= other.key.school_year);
        if rows.iter().all(|other| other.key.school_year <= row.key.school_year) {
            rows.push(row);
        }
    }
    latest.into_values().filter_map(|rows| no_score(&rows, ages)).collect()
}

/// Why there is no score among rows of one tool and year; none where one of them has a score.
fn no_score(rows: &[&Score], ages: Ages) -> Option<NoScore> {
    let is_scored = rows.iter().any(|row| !matches!(row.outcome, Outcome::None(_)));
    let row = rows.last().filter(|_| !is_scored)?;
    let Outcome::None(reason) = &row.outcome else { return None };
    let key = &row.key;
    match ages.of(key.school_year) {
        Age::Older => None,
        Age::Current => Some(NoScore {
            source: key.source,
            instrument: key.instrument.clone(),
            school_year: key.school_year,
            reason: reason.clone(),
        }),
    }
}

fn no_evidence(silent: StandardEvidence, tools: &[ToolUsed], rules: &PlanRules<'_>) -> NoEvidence {
    let used: BTreeSet<&Arc<str>> = tools.iter().map(|tool| &tool.instrument).collect();
    let mut reasons: Vec<NoEvidenceReason> =
        used.into_iter().filter_map(|tool| rules.not_seen(tool, &silent.standard)).collect();
    reasons.extend(silent.without_score.into_iter().map(NoEvidenceReason::NoScore));
    NoEvidence { standard: silent.standard, reasons }
}

fn items(material: &Material<'_>, rules: &PlanRules<'_>, ages: Ages) -> Vec<ItemScore> {
    let of_items: Vec<Latest<'_>> = material
        .series
        .iter()
        .filter(|series| &*series.level == ITEM)
        .filter_map(|series| Latest::of(series, rules))
        .collect();
    let mut newest: BTreeMap<(EvidenceSource, &str), SchoolYear> = BTreeMap::new();
    for item in &of_items {
        let year = newest.entry(tool_of(item)).or_insert(item.point.school_year);
        *year = (*year).max(item.point.school_year);
    }
    let mut items: Vec<(usize, ItemScore)> = of_items
        .iter()
        .filter(|item| newest.get(&tool_of(item)) == Some(&item.point.school_year))
        .filter(|item| ages.of(item.point.school_year) == Age::Current)
        .filter_map(|item| {
            let series = item.series;
            let place = rules.item(&series.instrument, &series.id)?.place;
            let score = ItemScore {
                source: series.source,
                instrument: series.instrument.clone(),
                item: series.id.clone(),
                score: item.point.score.clone(),
            };
            Some((place, score))
        })
        .collect();
    items.sort_by(|(place, item), (other_place, other)| {
        let one = (item.source, &item.instrument, place);
        one.cmp(&(other.source, &other.instrument, other_place))
    });
    items.into_iter().map(|(_, item)| item).collect()
}

fn tool_of<'a>(item: &Latest<'a>) -> (EvidenceSource, &'a str) {
    (item.series.source, &item.series.instrument)
}

/// The tools of the recent years, self-assessment first.
fn tools(material: &Material<'_>, ages: Ages) -> Vec<ToolUsed> {
    let mut tools: Vec<ToolUsed> = Vec::new();
    let recent = |row: &&&Score| ages.of(row.key.school_year) == Age::Current;
    for row in material.rows.iter().filter(recent) {
        let key = &row.key;
        let used = ToolUsed {
            source: key.source,
            instrument: key.instrument.clone(),
            version: key.version.clone(),
            basis: key.basis,
            school_year: key.school_year,
            first_date: row.first_date,
            last_date: row.last_date,
            n_responses: row.n_responses,
        };
        match tools.iter_mut().find(|tool| tool.is_same_use(&used)) {
            Some(tool) => tool.add(&used),
            None => tools.push(used),
        }
    }
    tools.sort_by(|one, other| one.order().cmp(&other.order()));
    tools
}

impl ToolUsed {
    fn order(&self) -> impl Ord + '_ {
        (self.source, &self.instrument, self.school_year, &self.version, self.basis)
    }

    fn is_same_use(&self, other: &ToolUsed) -> bool {
        self.order().cmp(&other.order()).is_eq()
    }

    fn add(&mut self, other: &ToolUsed) {
        self.first_date = self.first_date.into_iter().chain(other.first_date).min();
        self.last_date = self.last_date.max(other.last_date);
        self.n_responses = self.n_responses.max(other.n_responses);
    }
}

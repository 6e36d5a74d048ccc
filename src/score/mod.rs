//! Observations in, scores out.
//!
//! Ratings go two ways: across forms, such as the raters of an activity and the
//! activities of a year, and up the instrument, from items to standards. In which
//! order is for the scoring rules to say, because it changes the number.

mod scheme;
mod form;
mod level;
mod method;
mod outcome;
mod raters;

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::{
    diagnostic::Diagnostic,
    model::{Basis, EvidenceSource, Exact, FilledForm, Observation, SchoolYear, SiteId},
    rulebook::{Rulebook, kind::Instrument},
    tidy::Observations,
};
use form::{Form, Value};
use scheme::{OCCASION, Scheme};

pub use outcome::{Outcome, Reason};
pub use raters::items_far_apart;

/// All scores of a run, sorted by key.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Scores {
    pub rows: Vec<Score>,
}

/// What a score is the score of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ScoreKey {
    pub site: SiteId,
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    pub version: Arc<str>,
    pub basis: Basis,
    pub school_year: SchoolYear,
    /// None where the rounds of a year are combined, or the files tell no round.
    pub occasion: Option<Arc<str>>,
    /// `item`, or a level of the scoring rules such as `section` or `standard`.
    pub level: Arc<str>,
    /// The item, group or standard.
    pub id: Arc<str>,
}

/// A score, or the reason why there is none.
#[derive(Clone, PartialEq, Debug)]
pub struct Score {
    pub key: ScoreKey,
    pub outcome: Outcome,
    /// How many ratings went into it.
    pub n_ratings: usize,
    /// How many independent looks at the site went into it: observed activities, or people who
    /// rated alone; 1 for a rating that a group agreed on.
    pub n_responses: usize,
    /// Its value within each of these looks, in ascending order: what its uncertainty is made from.
    pub per_response: Vec<f64>,
    /// The share of the expected parts that have a value, from 0 to 1.
    pub complete_share: Option<f64>,
    /// The band of the targets that it falls in, by id.
    pub band: Option<Arc<str>>,
    /// How it was made.
    pub working: Working,
    pub first_date: Option<NaiveDate>,
    pub last_date: Option<NaiveDate>,
}

/// How a value was made: a cell, or a rule and its parts. From any score the leaves are cells. What
/// is made of a value shares its parts.
#[derive(Clone, PartialEq, Debug)]
pub enum Working {
    /// The rating at this place of [`crate::tidy::Observations::rows`].
    Rating(usize),
    Made {
        rule: Arc<str>,
        parts: Arc<[Part]>,
    },
}

impl Working {
    fn no_rating() -> Working {
        Working::Made { rule: "no rating".into(), parts: Arc::default() }
    }
}

/// One part of a value.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// What it is: an item or group by id, or a form by its rater, date or activity.
    pub what: Arc<str>,
    pub value: Option<Exact>,
    pub weight: Option<Exact>,
    pub working: Working,
}

/// The scores that the observations support.
///
/// Instruments without scoring rules get none.
pub fn scores(observations: &Observations, rulebook: &Rulebook) -> Scores {
    let mut groups: BTreeMap<Group<'_>, Vec<(usize, &Observation)>> = BTreeMap::new();
    for (place, row) in observations.rows.iter().enumerate() {
        groups.entry(Group::of(row)).or_default().push((place, row));
    }
    let schemes: BTreeMap<&str, Scheme<'_>> = rulebook
        .instruments
        .iter()
        .filter_map(|(id, instrument)| Some((id.as_str(), Scheme::of(instrument, rulebook)?)))
        .collect();
    let groups: Vec<_> = groups.into_iter().collect();
    let scored: Vec<Vec<Score>> = groups
        .par_iter()
        .filter_map(|(group, rows)| {
            let scheme = schemes.get(group.instrument)?;
            let instrument = rulebook.instruments.get(group.instrument)?;
            Some(of_group(group, rows, scheme, (instrument, rulebook)))
        })
        .collect();
    let mut rows: Vec<Score> = scored.into_iter().flatten().collect();
    rows.sort_by(|left, right| left.key.cmp(&right.key));
    Scores { rows }
}

/// What people who rated should know, as far as the observations tell it.
pub fn noticed(observations: &Observations, rulebook: &Rulebook) -> Vec<Diagnostic> {
    raters::diagnostics(observations, rulebook)
}

/// What is scored together: one site's forms of one instrument and school year.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Group<'a> {
    site: &'a SiteId,
    source: EvidenceSource,
    instrument: &'a str,
    version: &'a Arc<str>,
    school_year: SchoolYear,
}

impl<'a> Group<'a> {
    fn of(row: &'a Observation) -> Group<'a> {
        let FilledForm { site, source, instrument, version, school_year, .. } = &*row.form;
        Group { site, source: *source, instrument, version, school_year: *school_year }
    }
}

fn of_group(
    group: &Group<'_>,
    rows: &[(usize, &Observation)],
    scheme: &Scheme<'_>,
    rules: (&Instrument, &Rulebook),
) -> Vec<Score> {
    let mut forms = form::forms(rows, scheme);
    let agreed = forms.iter().any(|form| form.basis == Basis::Consensus);
    let basis = if agreed { Basis::Consensus } else { Basis::Individual };
    let rounds_combined =
        scheme.steps.iter().any(|step| step.combine.over.iter().any(|field| field == OCCASION));

    let mut looks = Vec::new();
    for (moment, makings) in scheme.makings.iter().enumerate() {
        for form in &mut forms {
            level::make(form, makings, &scheme.nodes);
        }
        if moment == scheme.independent_before {
            looks = separate_looks(&forms, scheme);
        }
        forms = match scheme.steps.get(moment) {
            Some(step) => form::combine(forms, step, rounds_combined),
            None => forms,
        };
    }
    let instrument: Arc<str> = group.instrument.into();
    let key = |occasion: &Option<Arc<str>>, node: &scheme::Node| ScoreKey {
        site: group.site.clone(),
        source: group.source,
        instrument: Arc::clone(&instrument),
        version: Arc::clone(group.version),
        basis,
        school_year: group.school_year,
        occasion: occasion.clone(),
        level: Arc::clone(&node.level),
        id: Arc::clone(&node.id),
    };
    let mut scores = Vec::new();
    for form in &forms {
        let looks: Vec<&Form> =
            looks.iter().filter(|look| rounds_combined || look.occasion == form.occasion).collect();
        for (place, node) in scheme.nodes.iter().enumerate() {
            if let Some(value) = &form.values[place] {
                let made = Made { value, node: place, form, looks: &looks };
                scores.push(made.score(key(&form.occasion, node), scheme, rules));
            }
        }
    }
    scores
}

/// The forms as separate looks at the site, each with every level made within it.
fn separate_looks(forms: &[Form], scheme: &Scheme<'_>) -> Vec<Form> {
    let mut looks = forms.to_vec();
    if let Some(step) = scheme.steps.get(scheme.independent_before) {
        looks = form::chosen(looks, step);
    }
    for look in &mut looks {
        for makings in &scheme.makings[scheme.independent_before + 1..] {
            level::make(look, makings, &scheme.nodes);
        }
    }
    looks
}

/// A value at the end of all steps, and the looks that it rests on.
struct Made<'a> {
    value: &'a Value,
    node: usize,
    form: &'a Form,
    looks: &'a [&'a Form],
}

impl Made<'_> {
    fn score(&self, key: ScoreKey, scheme: &Scheme<'_>, rules: (&Instrument, &Rulebook)) -> Score {
        let in_looks: Vec<&Value> = self
            .looks
            .iter()
            .filter_map(|look| look.values[self.node].as_ref())
            .filter(|value| value.known())
            .collect();
        let mut per_response: Vec<f64> =
            in_looks.iter().filter_map(|value| value.outcome.value().map(Exact::to_f64)).collect();
        per_response.sort_by(f64::total_cmp);
        let n_responses = in_looks.len();
        let outcome = self.published(n_responses, scheme);
        let band = band(&outcome, &key, n_responses, rules);
        Score {
            key,
            outcome,
            n_ratings: self.value.n_ratings,
            n_responses,
            per_response,
            complete_share: self.value.complete_share.as_ref().map(Exact::to_f64),
            band,
            working: self.value.working.clone(),
            first_date: self.form.first_date,
            last_date: self.form.last_date,
        }
    }

    /// The outcome, unless it rests on fewer looks than its crosswalk asks for.
    fn published(&self, n_responses: usize, scheme: &Scheme<'_>) -> Outcome {
        let making = scheme.makings.iter().flatten().find(|making| making.node == self.node);
        let publish = making.and_then(|making| making.crosswalk).map(|walk| &walk.publish);
        let need = publish.and_then(|publish| publish.minimum_responses);
        match need.map(|need| need as usize) {
            Some(need) if n_responses < need && self.value.known() => {
                Outcome::None(Reason::TooFewResponses { have: n_responses, need })
            }
            _ => self.value.outcome.clone(),
        }
    }
}

/// The band that a value falls in, by the targets that are for it.
fn band(
    outcome: &Outcome,
    key: &ScoreKey,
    n_responses: usize,
    (instrument, rulebook): (&Instrument, &Rulebook),
) -> Option<Arc<str>> {
    let targets = rulebook.targets_of_level(&instrument.about.id, &key.level)?;
    let band = targets.band_of(&key.id, outcome.value()?, n_responses)?;
    Some(band.id.as_str().into())
}

#[cfg(test)]
mod tests;

//! How many visits would be enough.

use std::sync::Arc;

use crate::{
    analysis::{Pool, SpreadBasis, rules},
    model::{Basis, EvidenceSource},
    rulebook::Rulebook,
    statistics::agreement::{Undefined, observations_needed, reliability_of_one},
};

/// How well a visit, or a form, tells sites apart, and how many would be enough. Of what is known of
/// all sites; a single site may vary more or less.
#[derive(Clone, PartialEq, Debug)]
pub struct Reliability {
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    /// None where the scoring rules do not break a line on it.
    pub version: Option<Arc<str>>,
    /// None where the scoring rules do not break a line on it.
    pub basis: Option<Basis>,
    pub level: Arc<str>,
    pub id: Arc<str>,
    pub sites: usize,
    /// Where the spread of single visits comes from.
    pub spread_basis: SpreadBasis,
    /// The reliability of one: the share of what varies that is differences between sites, from 0 to
    /// 1.
    pub of_one: f64,
    /// The reliability that the mean of a site should have, by the rules.
    pub goal: f64,
    /// How many reach it.
    pub enough: Result<u32, NotEnough>,
}

/// Why no number is enough.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotEnough {
    /// Sites differ no more than the visits to one site would make them.
    SitesAlike,
    /// More than anyone looks for.
    TooMany,
}

/// For every pool of which it is known how much sites differ and how much visits to a site do.
pub(in crate::analysis) fn reliabilities(pools: &[Pool], rulebook: &Rulebook) -> Vec<Reliability> {
    let goal = rulebook.care().reliability_goal;
    pools.iter().filter_map(|pool| reliability(pool, goal, rulebook)).collect()
}

fn reliability(pool: &Pool, goal: f64, rulebook: &Rulebook) -> Option<Reliability> {
    let (between, within) = (pool.between?, pool.within?);
    // A median of many varies more than their mean; with that, each form counts as less sure.
    let factor = rules::error_factor(rulebook, &pool.instrument, &pool.level, usize::MAX)?;
    let of_one = reliability_of_one(between, factor * within.variance.value)?;
    Some(Reliability {
        source: pool.source,
        instrument: pool.instrument.clone(),
        version: pool.version.clone(),
        basis: pool.basis,
        level: pool.level.clone(),
        id: pool.id.clone(),
        sites: pool.sites,
        spread_basis: within.basis,
        of_one,
        goal,
        enough: observations_needed(of_one, goal).map_err(|reason| match reason {
            Undefined::NotReliable => NotEnough::SitesAlike,
            _ => NotEnough::TooMany,
        }),
    })
}

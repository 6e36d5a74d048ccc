//! How far people who rated the same thing agree, whether an observer gives more or less than
//! others, and how many visits would be enough.

// What was rated, and by whom.
mod rated;
// Where a rating lies on its scale.
mod ruler;
// What can be said.
mod figures;
mod observers;
mod reliability;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::Interval;
use crate::{
    model::{EvidenceSource, Observation},
    rulebook::Rulebook,
    statistics::small_samples::wilson_of_mean,
};

/// Of all intervals.
const CONFIDENCE: f64 = 0.95;

pub use observers::{Observer, ObserverStanding};
pub(super) use reliability::reliabilities;
pub use reliability::{NotEnough, Reliability};

/// The level of all items of an instrument together.
pub(crate) const ALL: &str = "all";

/// How far people who rated the same thing, each alone, agree on an item or over several.
///
/// From observations it says how far observers of one visit agree. From self-assessments it says how
/// far people of one site agree who rated in the same round: they may have seen different days, so
/// that is another thing, and the two are never mixed.
#[derive(Clone, PartialEq, Debug)]
pub struct Agreement {
    pub source: EvidenceSource,
    pub instrument: Arc<str>,
    pub version: Arc<str>,
    /// `item`, the level of a group of items, or `all` for all items together.
    pub level: Arc<str>,
    pub id: Arc<str>,
    /// Over how many items.
    pub items: usize,
    /// Visits, or rounds of a site, that have two or more ratings of an item.
    pub things: usize,
    /// People who gave these ratings.
    pub raters: usize,
    /// Pairs of ratings of the same item and thing.
    pub pairs: usize,
    /// The share of pairs on the same level, from 0 to 1.
    pub exact: f64,
    /// The share of pairs at most one level of the item's scale apart. None where one of the items has
    /// no order, or only two levels.
    pub within_one: Option<f64>,
    /// Krippendorff's alpha, ordinal; nominal on scales without order, interval where any number may
    /// be given.
    pub alpha: Result<Coefficient, NoFigure>,
    /// Gwet's AC2 with quadratic weights; AC1 on scales without order. Unlike alpha it holds where
    /// nearly all ratings are the same.
    pub gwet: Result<Coefficient, NoFigure>,
    /// Cohen's kappa with quadratic weights, unweighted on scales without order.
    pub kappa: Result<f64, NoFigure>,
}

impl Agreement {
    /// How sure `exact` is: with 95% confidence, visits and not pairs being what there are many of.
    pub fn exact_interval(&self) -> Option<Interval> {
        self.interval_of(self.exact)
    }

    /// How sure `within_one` is, in the same way.
    pub fn within_one_interval(&self) -> Option<Interval> {
        self.interval_of(self.within_one?)
    }

    fn interval_of(&self, share: f64) -> Option<Interval> {
        wilson_of_mean(share, self.things, CONFIDENCE).ok().map(|found| found.interval)
    }
}

/// A coefficient of agreement: 1 where raters always agree, 0 where they agree as often as chance
/// would have it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Coefficient {
    pub value: f64,
    /// With 95% confidence, visits and not single ratings being what there are many of. None with
    /// one visit, and where leaving any one out changes nothing.
    pub interval: Option<Interval>,
}

/// Why there is no figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoFigure {
    /// Every rating is the same: whether raters tell visits apart cannot be seen.
    NoVariation,
    /// Any number may be given, and the figure is for levels.
    NoLevels,
    /// Some things were rated by more than two people, and the figure is for two.
    NotTwoEach,
    /// The figure is for single items.
    SeveralItems,
}

/// How far raters agree, and how observers compare.
pub(super) fn agreements(
    rows: &[Observation],
    rulebook: &Rulebook,
) -> (Vec<Agreement>, Vec<Observer>) {
    let (mut agreement, mut observers) = (Vec::new(), Vec::new());
    for tool in rated::tools(rows, rulebook) {
        agreement.extend(figures::agreements(&tool));
        if tool.source == EvidenceSource::Observation {
            observers.extend(observers::observers(&tool, &rulebook.care()));
        }
    }
    (agreement, observers)
}

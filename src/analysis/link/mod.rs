//! Links: what carries the scores of an older version to the scale of the newer one.

// What a link is worth by the items that did not change.
mod common_items;
// Which lines need which link.
mod links;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::{
    model::Exact,
    rulebook::kind::{LinkMethod, VersionLink},
    statistics::Variance,
};

pub(super) use links::{Links, Transition};

/// A change of version over which a line goes on, because a rule says how.
#[derive(Clone, PartialEq, Debug)]
pub struct Linked {
    /// The older version, and the newer one.
    pub from: Arc<str>,
    pub to: Arc<str>,
    pub method: LinkMethod,
    /// The common items of the score, and the sites that were rated right before and after the
    /// change; none for a declared link.
    pub evidence: Option<LinkEvidence>,
    /// How far all carried scores together may be off, in squared points. One error for all of
    /// them, at all sites: they do not vary by it, and no number of years or sites wears it off.
    pub error: Variance,
    carrier: Carrier,
}

/// What a link by common items rests on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LinkEvidence {
    pub items: usize,
    pub sites: usize,
}

/// A change of version where the line stays broken although a rule is there.
#[derive(Clone, PartialEq, Debug)]
pub struct NotLinked {
    pub from: Arc<str>,
    pub to: Arc<str>,
    pub because: WhyNotLinked,
}

/// Why a rule links nothing.
#[derive(Clone, PartialEq, Debug)]
pub enum WhyNotLinked {
    /// Fewer common items than it takes go into the score.
    FewItems { have: usize, need: usize },
    /// Fewer sites than it takes were rated right before and after the change.
    FewSites { have: usize, need: usize },
    /// The scores of all sites moved alike, so that nothing tells how sure the link is.
    NoVariation,
    /// The site has a score that the table of the link leaves out.
    OutsideTheTable { score: Exact },
}

/// What happens to a carried score.
#[derive(Clone, PartialEq, Debug)]
enum Carrier {
    /// This is added to it.
    Step(Exact),
    /// It goes along straight lines between these scores, older and newer, lowest first.
    Table(Vec<(Exact, Exact)>),
}

impl Linked {
    /// The declared link of a rule.
    fn declared(rule: &VersionLink) -> Linked {
        let error = rule.standard_error.as_ref().map_or(0.0, |error| error.0.to_f64());
        let table = rule.value.iter().map(|it| (it.from.0.clone(), it.to.0.clone())).collect();
        Linked {
            from: rule.from.as_str().into(),
            to: rule.to.as_str().into(),
            method: LinkMethod::Declared,
            evidence: None,
            error: Variance { value: error.powi(2), degrees_of_freedom: f64::INFINITY },
            carrier: Carrier::Table(table),
        }
    }

    /// A link that adds a step to every older score.
    fn by_common_items(
        rule: &VersionLink,
        step: Exact,
        error: Variance,
        evidence: LinkEvidence,
    ) -> Linked {
        Linked {
            from: rule.from.as_str().into(),
            to: rule.to.as_str().into(),
            method: LinkMethod::CommonItems,
            evidence: Some(evidence),
            error,
            carrier: Carrier::Step(step),
        }
    }

    /// What an older score is on the scale of the newer version, exactly. None for a score that the
    /// table leaves out.
    pub fn carried(&self, score: &Exact) -> Option<Exact> {
        match &self.carrier {
            Carrier::Step(step) => Some(score.clone() + step.clone()),
            Carrier::Table(table) => {
                let ((low, at_low), (high, at_high)) = pieces(table, score).next()?;
                let share =
                    (score.clone() - low.clone()).checked_div(&(high.clone() - low.clone()))?;
                Some(at_low.clone() + share * (at_high.clone() - at_low.clone()))
            }
        }
    }

    /// By how much the link widens the error of a score: as steeply as its table goes there, the
    /// steeper side counting at a corner, and no less than from one end to the other. A flat piece
    /// would make a score certain, which it is not.
    pub(super) fn widening(&self, score: &Exact) -> f64 {
        match &self.carrier {
            Carrier::Step(_) => 1.0,
            Carrier::Table(table) => {
                let ends = table.first().zip(table.last());
                let overall = ends.map_or(1.0, |(low, high)| steepness(low, high));
                let here = pieces(table, score).map(|(low, high)| steepness(low, high));
                here.fold(overall, f64::max)
            }
        }
    }
}

/// The pieces of a table that touch a score, each by its ends.
fn pieces<'a>(
    table: &'a [(Exact, Exact)],
    score: &'a Exact,
) -> impl Iterator<Item = (&'a (Exact, Exact), &'a (Exact, Exact))> {
    let pieces = table.iter().zip(table.iter().skip(1));
    pieces.filter(move |((low, _), (high, _))| low <= score && score <= high)
}

fn steepness((low, at_low): &(Exact, Exact), (high, at_high): &(Exact, Exact)) -> f64 {
    let (run, rise) = (high.clone() - low.clone(), at_high.clone() - at_low.clone());
    rise.checked_div(&run).map_or(1.0, |steepness| steepness.to_f64())
}

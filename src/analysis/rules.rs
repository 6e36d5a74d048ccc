//! What the rules say about a level: its targets, its scale, and how it is averaged.

use std::{collections::BTreeMap, f64::consts::FRAC_PI_2, sync::Arc};

use crate::rulebook::{
    Rulebook,
    kind::{Combine, Instrument, Method, Scoring},
};

/// The level of single items.
pub(crate) const ITEM: &str = "item";

/// The lowest and the highest score that there can be; anything where the rules do not say.
pub(super) fn bounds(rulebook: &Rulebook, instrument: &str, level: &str, id: &str) -> (f64, f64) {
    let range = rulebook.range_of(instrument, level, id);
    range.map_or((f64::NEG_INFINITY, f64::INFINITY), |(lowest, highest)| {
        (lowest.to_f64(), highest.to_f64())
    })
}

/// The distance between two neighbouring levels of the scale, where a level is an average of items.
pub(super) fn step(rulebook: &Rulebook, instrument: &str, level: &str, id: &str) -> Option<f64> {
    if !rulebook.methods_up_to(instrument, level)?.all(Method::averages) {
        return None;
    }
    let values = rulebook.values_of(instrument, id)?;
    let steps = values.windows(2).map(|pair| pair[1].clone() - pair[0].clone());
    steps.min().map(|step| step.to_f64())
}

/// By how much the variance of a score's error exceeds that of a mean of its forms; none where it
/// is made in a way that has no such error.
///
/// The median of many normal values varies pi / 2 times as much as their mean (Kendall and Stuart,
/// The Advanced Theory of Statistics 1, 10.10); the median of two is their mean.
pub(super) fn error_factor(
    rulebook: &Rulebook,
    instrument: &str,
    level: &str,
    responses: usize,
) -> Option<f64> {
    if !rulebook.methods_up_to(instrument, level)?.all(Method::averages) {
        return None;
    }
    let steps = independent_steps(rulebook.scoring_for(instrument)?);
    if !steps.iter().all(|step| step.method.averages()) {
        return None;
    }
    let of_medians = steps.iter().any(|step| step.method == Method::Median);
    Some(if of_medians && 2 < responses { FRAC_PI_2 } else { 1.0 })
}

/// How far single forms of the same site and year are assumed to lie apart, in points; none where
/// the scoring rules assume nothing, or a level is no average.
pub(super) fn assumed_spread(rulebook: &Rulebook, instrument: &str, level: &str) -> Option<f64> {
    let averaged = rulebook.methods_up_to(instrument, level)?.all(Method::averages);
    let assumed = rulebook.scoring_for(instrument)?.assumed_spread.as_ref()?;
    averaged.then(|| assumed.0.to_f64())
}

/// The steps that bring independent looks at a site together.
fn independent_steps(scoring: &Scoring) -> &[Combine] {
    let is_about_occasions = |step: &Combine| step.over == ["occasion"];
    let at = match &scoring.independent_before {
        Some(id) => scoring.combine.iter().position(|step| step.id == *id),
        None => scoring.combine.iter().rposition(|step| !is_about_occasions(step)),
    };
    at.map_or(&[], |at| &scoring.combine[at..])
}

/// What breaks a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Breaks {
    pub version: bool,
    pub basis: bool,
}

/// What breaks the lines of an instrument; anything where the rules do not say.
pub(super) fn breaks(rulebook: &Rulebook, instrument: &str) -> Breaks {
    let Some(scoring) = rulebook.scoring_for(instrument) else {
        return Breaks { version: true, basis: true };
    };
    let on = |what: &str| scoring.break_on.iter().any(|named| named == what);
    Breaks { version: on("version"), basis: on("basis") }
}

/// The times of a school year in their order.
pub(crate) struct OccasionOrder {
    shared: BTreeMap<String, usize>,
    own: BTreeMap<String, BTreeMap<String, usize>>,
}

impl OccasionOrder {
    pub(crate) fn new(rulebook: &Rulebook) -> OccasionOrder {
        let shared = rulebook.words.iter().flat_map(|words| &words.occasion);
        let own = |instrument: &Instrument| numbered(instrument.occasion.iter().map(|o| &o.id));
        OccasionOrder {
            shared: numbered(shared.map(|occasion| &occasion.id)),
            own: rulebook.instruments.iter().map(|(id, it)| (id.clone(), own(it))).collect(),
        }
    }

    /// Sorts as the year goes; what the rules do not know comes last, by name.
    pub(crate) fn place(
        &self,
        instrument: &str,
        occasion: Option<&Arc<str>>,
    ) -> (usize, Option<Arc<str>>) {
        let Some(occasion) = occasion else { return (0, None) };
        let own = self.own.get(instrument).filter(|own| !own.is_empty()).unwrap_or(&self.shared);
        let place = own.get(&**occasion).map_or(usize::MAX, |place| place + 1);
        (place, Some(occasion.clone()))
    }
}

fn numbered<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    for (place, id) in ids.enumerate() {
        places.entry(id.clone()).or_insert(place);
    }
    places
}

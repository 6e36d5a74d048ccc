//! How a level is made: by which methods, from which items, and between which numbers it lies.

use std::collections::BTreeSet;

use super::{
    Rulebook,
    kind::{Instrument, Method, Scale},
};
use crate::model::Exact;

impl Rulebook {
    /// The lowest and the highest score that there can be: by the targets, else by the scale where
    /// a level stays on it. None where the rules do not say.
    pub fn range_of(&self, instrument: &str, level: &str, id: &str) -> Option<(Exact, Exact)> {
        if let Some(targets) = self.targets_of_level(instrument, level) {
            return Some((targets.lowest.0.clone(), targets.highest.0.clone()));
        }
        let values = self.values_that_stay(instrument, level, id)?;
        Some((values.first()?.clone(), values.last()?.clone()))
    }

    /// The numbers of the scale, lowest first, where a level stays on it.
    pub fn values_that_stay(&self, instrument: &str, level: &str, id: &str) -> Option<Vec<Exact>> {
        let stays = self.methods_up_to(instrument, level)?.all(Method::keeps_the_scale);
        if stays { self.values_of(instrument, id) } else { None }
    }

    /// The numbers of the scale of an item, lowest first; of the instrument's own scale for anything
    /// else.
    pub fn values_of(&self, instrument: &str, id: &str) -> Option<Vec<Exact>> {
        let instrument = self.instruments.get(instrument)?;
        let item = instrument.item.iter().find(|item| item.id == id);
        let scale = item.and_then(|item| item.scale.as_ref()).unwrap_or(&instrument.scale);
        Some(self.scales.get(scale)?.values())
    }

    /// The methods by which items become a level, lowest level first. None for a level that the
    /// rules do not know.
    pub fn methods_up_to<'a>(
        &'a self,
        instrument: &str,
        level: &str,
    ) -> Option<impl Iterator<Item = Method> + use<'a>> {
        let rules = self.scoring_for(instrument).map_or(&[][..], |scoring| &scoring.level);
        let reached = match rules.iter().rposition(|rule| rule.id == level) {
            Some(at) => &rules[..=at],
            None if level == "item" => &[],
            None => return None,
        };
        Some(reached.iter().map(|rule| rule.method))
    }

    /// The items that a score of a level above them is made from. None for an instrument or a level
    /// that the rules do not know.
    pub fn items_of<'a>(
        &'a self,
        instrument: &str,
        level: &str,
        id: &str,
    ) -> Option<BTreeSet<&'a str>> {
        let rules = self.scoring_for(instrument)?;
        let rule = rules.level.iter().find(|rule| rule.id == level)?;
        let instrument = self.instruments.get(instrument)?;
        let mut items = BTreeSet::new();
        match rule.crosswalk.as_ref().and_then(|crosswalk| self.crosswalks.get(crosswalk)) {
            Some(crosswalk) => {
                let links = crosswalk.link.iter().filter(|link| link.standard == id);
                links.for_each(|link| add_items(instrument, &link.from, &mut items));
            }
            None => add_items(instrument, id, &mut items),
        }
        Some(items)
    }
}

/// Adds the items of a part: itself, or those of the groups and items that it holds.
fn add_items<'a>(instrument: &'a Instrument, part: &str, items: &mut BTreeSet<&'a str>) {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![part];
    while let Some(part) = waiting.pop() {
        if !seen.insert(part) {
            continue;
        }
        if let Some(item) = instrument.item_by_id(part) {
            items.insert(&item.id);
        } else if let Some(group) = instrument.group_by_id(part) {
            waiting.extend(instrument.parts_of(group));
        }
    }
}

impl Scale {
    /// Every number that it names, lowest first.
    fn values(&self) -> Vec<Exact> {
        let levels = self.level.iter().filter_map(|level| level.value.as_ref());
        let ends = self.lowest.iter().chain(&self.highest);
        let mut values: Vec<Exact> = levels.chain(ends).map(|value| value.0.clone()).collect();
        values.sort();
        values
    }
}

impl Method {
    /// Whether what it makes lies on the scale of its parts.
    pub fn keeps_the_scale(self) -> bool {
        self.averages() || matches!(self, Method::Minimum | Method::Maximum | Method::Mode)
    }

    /// Whether it is a mean or a median.
    pub fn averages(self) -> bool {
        use Method::{Mean, Median, PooledMean, WeightedMean};
        matches!(self, Mean | WeightedMean | PooledMean | Median)
    }
}

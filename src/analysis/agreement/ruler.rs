//! Where a rating lies on the scale of its item, counted in levels.

use std::collections::BTreeMap;

use crate::{
    model::{Exact, Rating},
    rulebook::kind::{HalfPoints, Item, Scale, ScaleKind},
    statistics::agreement::{self, Distance, Weights},
};

/// The scale of an item, made ready to place ratings on it.
pub(super) struct Ruler<'a> {
    marks: Marks<'a>,
    /// The states of no rating that count as a number.
    counted: BTreeMap<&'a str, &'a Exact>,
}

enum Marks<'a> {
    /// Lowest first.
    Levels { values: Vec<Exact>, steps_between_levels: usize },
    /// The ids of levels without order.
    Names(Vec<&'a str>),
    /// Any number from the lowest, as far up as `span`.
    Numbers { lowest: f64, span: f64 },
}

impl<'a> Ruler<'a> {
    pub(super) fn of(item: &Item, scale: &'a Scale) -> Ruler<'a> {
        let counted = scale
            .missing
            .iter()
            .filter_map(|missing| Some((missing.id.as_str(), &missing.counts_as.as_ref()?.0)));
        let counted: BTreeMap<&str, &Exact> = counted.collect();
        let names = scale.level.iter().filter_map(|level| level.id.as_deref());
        let marks = match scale.r#type {
            ScaleKind::Levels => levels(item, scale, &counted),
            ScaleKind::Names => Marks::Names(names.collect()),
            ScaleKind::Numbers => numbers(scale),
        };
        Ruler { marks, counted }
    }

    /// The place of a rating: how many levels lie below it, or how far up it is among numbers, from 0
    /// to 1. None without a rating.
    pub(super) fn place(&self, rating: &Rating) -> Option<f64> {
        match (rating, &self.marks) {
            (Rating::Category(id), Marks::Names(names)) => {
                names.iter().position(|name| **name == **id).map(|at| at as f64)
            }
            (Rating::Value(value), _) => self.place_of(value),
            (Rating::Missing(state), _) => self.place_of(self.counted.get(&**state)?),
            (Rating::Category(_) | Rating::Unusable, _) => None,
        }
    }

    fn place_of(&self, value: &Exact) -> Option<f64> {
        match &self.marks {
            Marks::Levels { values, steps_between_levels } => {
                let at = values.binary_search(value).ok()?;
                Some(at as f64 / *steps_between_levels as f64)
            }
            Marks::Numbers { lowest, span } => Some((value.to_f64() - lowest) / span),
            Marks::Names(_) => None,
        }
    }

    /// All places that a rating can have, as a scale for agreement: half points only where someone
    /// gave one, because few people think of them as levels. None where any number may be given.
    pub(super) fn scale(&self, mut given: impl Iterator<Item = f64>) -> Option<agreement::Scale> {
        let (many, steps_between_levels) = match &self.marks {
            Marks::Levels { values, steps_between_levels } => (values.len(), *steps_between_levels),
            Marks::Names(names) => (names.len(), 1),
            Marks::Numbers { .. } => return None,
        };
        let places = (0..many).map(|at| at as f64 / steps_between_levels as f64);
        let uses_halves = given.any(is_half);
        let places: Vec<f64> = places.filter(|place| uses_halves || !is_half(*place)).collect();
        agreement::Scale::new(&places)
    }

    /// Whether it says something that two ratings are at most one level apart: not on two levels,
    /// where they always are.
    pub(super) fn has_neighbours(&self) -> bool {
        matches!(&self.marks, Marks::Levels { values, steps_between_levels }
            if 2 * steps_between_levels < values.len())
    }

    pub(super) fn has_order(&self) -> bool {
        !matches!(&self.marks, Marks::Names(_))
    }

    pub(super) fn distance(&self) -> Distance {
        match self.marks {
            Marks::Levels { .. } => Distance::Ordinal,
            Marks::Names(_) => Distance::Nominal,
            Marks::Numbers { .. } => Distance::Interval,
        }
    }

    pub(super) fn weights(&self) -> Weights {
        match self.marks {
            Marks::Names(_) => Weights::Unweighted,
            Marks::Levels { .. } | Marks::Numbers { .. } => Weights::Quadratic,
        }
    }
}

/// Half way between two levels.
fn is_half(place: f64) -> bool {
    0.25 < (place - place.round()).abs()
}

/// The levels of a scale, with the numbers that states of no rating count as. A half point that is
/// kept is a step of its own.
fn levels<'a>(item: &Item, scale: &Scale, counted: &BTreeMap<&str, &Exact>) -> Marks<'a> {
    let turned = |value: &Exact| match scale.range() {
        Some((lowest, highest)) if item.reverse => lowest.clone() + highest.clone() - value.clone(),
        _ => value.clone(),
    };
    let own = scale.level.iter().filter_map(|level| level.value.as_ref());
    let mut values: Vec<Exact> = own.map(|value| turned(&value.0)).collect();
    values.extend(counted.values().map(|value| Exact::clone(value)));
    values.sort();
    values.dedup();
    if scale.half_points == HalfPoints::Refuse {
        return Marks::Levels { values, steps_between_levels: 1 };
    }
    let half_way =
        |pair: &[Exact]| (pair[0].clone() + pair[1].clone()).checked_div(&Exact::whole(2));
    let halves: Vec<Exact> = values.windows(2).filter_map(half_way).collect();
    values.extend(halves);
    values.sort();
    Marks::Levels { values, steps_between_levels: 2 }
}

fn numbers<'a>(scale: &Scale) -> Marks<'a> {
    let ends = scale.range().map(|(lowest, highest)| (lowest.to_f64(), highest.to_f64()));
    let (lowest, highest) = ends.unwrap_or((0.0, 1.0));
    Marks::Numbers { lowest, span: highest - lowest }
}

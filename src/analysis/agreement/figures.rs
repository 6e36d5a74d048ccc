//! How far raters agree: the figures.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{
    ALL, Agreement, Coefficient, NoFigure,
    rated::{Thing, Tool},
    ruler::Ruler,
};
use crate::{
    analysis::rules::ITEM,
    rulebook::kind::{Group, Instrument},
    statistics::{
        Interval,
        agreement::{
            Disagreement, Pairable, Table, gwet, interval_by_leaving_out, over_items, shares,
        },
    },
};

/// As many groups of things are left out, one at a time, to see how sure a figure is; with fewer
/// things each is a group.
const MOST_GROUPS: usize = 50;

/// How far the raters of a tool agree: each item, each group of items, and all items, in the order of
/// the instrument. Nothing where nothing was rated twice.
pub(super) fn agreements(tool: &Tool<'_>) -> Vec<Agreement> {
    let several: Vec<&Thing<'_>> =
        tool.things.iter().filter(|thing| 2 <= thing.raters.len()).collect();
    let items: Vec<Item<'_>> = (0..tool.rulers.len())
        .into_par_iter()
        .filter_map(|at| Item::of(at, tool, &several))
        .collect();
    let agreement = |part: Part<'_>| {
        let items: Vec<&Item<'_>> =
            items.iter().filter(|item| part.items.contains(&item.id)).collect();
        agreement(tool, (part.level, part.id), &items)
    };
    parts(tool.instrument).into_iter().filter_map(agreement).collect()
}

/// An item, or several that are seen together.
struct Part<'a> {
    level: &'a str,
    id: &'a str,
    items: Vec<&'a str>,
}

fn parts(instrument: &Instrument) -> Vec<Part<'_>> {
    let ids = instrument.item.iter().map(|item| item.id.as_str());
    let items = ids.clone().map(|id| Part { level: ITEM, id, items: vec![id] });
    let groups = instrument.group.iter().map(|group| Part {
        level: &group.level,
        id: &group.id,
        items: within(instrument, group),
    });
    let all = Part { level: ALL, id: &instrument.about.id, items: ids.collect() };
    items.chain(groups).chain([all]).collect()
}

/// The items that lie in a group, also within groups of it.
fn within<'a>(instrument: &'a Instrument, group: &'a Group) -> Vec<&'a str> {
    let parts = instrument.parts_of(group).into_iter();
    let below = |id: &'a str| match instrument.group_by_id(id) {
        Some(group) => within(instrument, group),
        None => vec![id],
    };
    parts.flat_map(below).collect()
}

/// None without items that were rated twice.
fn agreement(tool: &Tool<'_>, (level, id): (&str, &str), items: &[&Item<'_>]) -> Option<Agreement> {
    let pairs: Vec<(f64, f64)> = items.iter().flat_map(|item| item.pairs()).collect();
    let have_neighbours = items.iter().all(|item| item.ruler.has_neighbours());
    let shares = shares(&pairs)?;
    let things: BTreeSet<usize> = items.iter().flat_map(|item| item.rated_twice()).collect();
    let raters: BTreeSet<usize> = items.iter().flat_map(|item| item.raters()).collect();
    Some(Agreement {
        source: tool.source,
        instrument: tool.instrument.about.id.as_str().into(),
        version: tool.version.into(),
        level: level.into(),
        id: id.into(),
        items: items.len(),
        things: things.len(),
        raters: raters.len(),
        pairs: pairs.len(),
        exact: shares.exact,
        within_one: have_neighbours.then_some(shares.within_one),
        alpha: coefficient(items, |item| Some(&item.alpha)),
        gwet: gwet_of(items),
        kappa: if let [only] = items { only.kappa() } else { Err(NoFigure::SeveralItems) },
    })
}

fn gwet_of(items: &[&Item<'_>]) -> Result<Coefficient, NoFigure> {
    let pooled = coefficient(items, |item| item.gwet.as_ref().map(|gwet| &gwet.parts))?;
    Ok(match items {
        // Of one item there is an interval in closed form.
        [only] => Coefficient { interval: only.gwet.as_ref().and_then(|it| it.interval), ..pooled },
        _ => pooled,
    })
}

/// A coefficient over items, with what it is when each group of things is left out.
fn coefficient<'a>(
    items: &[&'a Item<'_>],
    parts: impl Fn(&'a Item<'_>) -> Option<&'a Parts>,
) -> Result<Coefficient, NoFigure> {
    let parts: Vec<&Parts> = items.iter().filter_map(|item| parts(item)).collect();
    if parts.is_empty() {
        return Err(NoFigure::NoLevels);
    }
    let whole: Vec<Disagreement> = parts.iter().map(|parts| parts.whole).collect();
    let value = over_items(&whole).map_err(|_| NoFigure::NoVariation)?;
    let groups: BTreeSet<usize> =
        items.iter().flat_map(|item| item.rated_twice()).map(|thing| thing % MOST_GROUPS).collect();
    let without = |group: usize| {
        let left: Vec<Disagreement> =
            parts.iter().filter_map(|parts| parts.without.get(group).copied().flatten()).collect();
        over_items(&left).ok()
    };
    let without: Option<Vec<f64>> = groups.into_iter().map(without).collect();
    let interval = without.and_then(|without| interval_by_leaving_out(value, &without));
    Ok(Coefficient { value, interval })
}

/// An item that two or more people have rated on the same thing.
struct Item<'a> {
    id: &'a str,
    ruler: &'a Ruler<'a>,
    /// A row for each thing that several people rated: who gave which place.
    rows: Vec<Vec<(usize, f64)>>,
    alpha: Parts,
    /// None where any number may be given.
    gwet: Option<OfGwet>,
}

struct OfGwet {
    parts: Parts,
    interval: Option<Interval>,
}

/// The ratings of things, a row each.
type Ratings = Vec<Vec<Option<f64>>>;

impl<'a> Item<'a> {
    fn of(at: usize, tool: &'a Tool<'_>, several: &[&Thing<'_>]) -> Option<Item<'a>> {
        let row = |thing: &&Thing<'_>| {
            let given = thing.raters.iter();
            given.filter_map(|rater| Some((rater.person, rater.given[at]?))).collect()
        };
        let rows: Vec<Vec<(usize, f64)>> = several.iter().map(row).collect();
        let ratings: Ratings =
            rows.iter().map(|row| row.iter().map(|(_, place)| Some(*place)).collect()).collect();
        let ruler = &tool.rulers[at];
        let alpha = |ratings: &Ratings| Pairable::of(ratings).disagreement(ruler.distance()).ok();
        Some(Item {
            id: &tool.instrument.item[at].id,
            ruler,
            alpha: Parts::of(&ratings, alpha)?,
            gwet: OfGwet::of(&ratings, ruler),
            rows,
        })
    }

    /// The things that two or more people gave a rating.
    fn rated_twice(&self) -> impl Iterator<Item = usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| 2 <= row.len()).map(|(thing, _)| thing)
    }

    fn raters(&self) -> impl Iterator<Item = usize> {
        let twice = self.rows.iter().filter(|row| 2 <= row.len());
        twice.flatten().map(|(person, _)| *person)
    }

    /// Every two ratings of the same thing.
    fn pairs(&self) -> impl Iterator<Item = (f64, f64)> {
        let of_row = |row: &'_ [(usize, f64)]| -> Vec<(f64, f64)> {
            let places = || row.iter().map(|(_, place)| *place).enumerate();
            let later = |at: usize| places().skip(at + 1).map(|(_, place)| place);
            places().flat_map(|(at, one)| later(at).map(move |other| (one, other))).collect()
        };
        self.rows.iter().flat_map(move |row| of_row(row))
    }

    /// Cohen's kappa of the two who rated everything, or of all pairs, each counted both ways,
    /// because nobody of them comes first.
    fn kappa(&self) -> Result<f64, NoFigure> {
        let mut rows: Vec<Vec<(usize, f64)>> =
            self.rows.iter().filter(|row| 2 <= row.len()).cloned().collect();
        rows.iter_mut().for_each(|row| row.sort_by_key(|(person, _)| *person));
        if rows.iter().any(|row| 2 < row.len()) {
            return Err(NoFigure::NotTwoEach);
        }
        let who = |row: &Vec<(usize, f64)>| (row[0].0, row[1].0);
        let is_one_pair = rows.windows(2).all(|both| who(&both[0]) == who(&both[1]));
        let mut pairs: Vec<(f64, f64)> = rows.iter().map(|row| (row[0].1, row[1].1)).collect();
        if !is_one_pair {
            pairs.extend(rows.iter().map(|row| (row[1].1, row[0].1)));
        }
        let scale = self.ruler.scale().ok_or(NoFigure::NoLevels)?;
        let table = Table::of_pairs(&pairs, &scale).map_err(|_| NoFigure::NoLevels)?;
        let kappa = table.kappa(self.ruler.weights()).map_err(|_| NoFigure::NoVariation)?;
        Ok(kappa.value)
    }
}

impl OfGwet {
    fn of(ratings: &Ratings, ruler: &Ruler<'_>) -> Option<OfGwet> {
        let scale = ruler.scale()?;
        let found = |ratings: &Ratings| gwet(ratings, &scale, ruler.weights()).ok();
        let parts = Parts::of(ratings, |ratings| Some(found(ratings)?.disagreement()))?;
        Some(OfGwet { parts, interval: found(ratings)?.interval })
    }
}

/// What a coefficient is made of, from all things and without each group of them.
struct Parts {
    whole: Disagreement,
    without: Vec<Option<Disagreement>>,
}

impl Parts {
    /// None where nothing was rated twice.
    fn of(
        ratings: &Ratings,
        disagreement: impl Fn(&Ratings) -> Option<Disagreement>,
    ) -> Option<Parts> {
        let without = |group: usize| {
            let things = ratings.iter().enumerate();
            let left = things.filter(|(thing, _)| thing % MOST_GROUPS != group);
            disagreement(&left.map(|(_, row)| row.clone()).collect())
        };
        Some(Parts {
            whole: disagreement(ratings)?,
            without: (0..ratings.len().min(MOST_GROUPS)).map(without).collect(),
        })
    }
}

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
            Disagreement, Pairable, Placed, Scale, Shares, Table, Weights, interval_by_leaving_out,
            interval_of_high_agreement, over_items, shares,
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
    let pairs: usize = items.iter().map(|item| item.pairs).sum();
    let share = |of: fn(&Shares) -> f64| {
        let agreeing = items.iter().map(|item| of(&item.shares) * item.pairs as f64).sum::<f64>();
        agreeing / pairs as f64
    };
    let have_neighbours = items.iter().all(|item| item.ruler.has_neighbours());
    let things: BTreeSet<usize> = items.iter().flat_map(|item| item.rated_twice()).collect();
    let raters: BTreeSet<usize> = items.iter().flat_map(|item| item.raters()).collect();
    let is_rated_twice = 0 < pairs;
    is_rated_twice.then(|| Agreement {
        source: tool.source,
        instrument: tool.instrument.about.id.as_str().into(),
        version: tool.version.into(),
        level: level.into(),
        id: id.into(),
        items: items.len(),
        things: things.len(),
        raters: raters.len(),
        pairs,
        exact: share(|shares| shares.exact),
        within_one: have_neighbours.then(|| share(|shares| shares.within_one)),
        alpha: alpha_of(items),
        gwet: gwet_of(items),
        kappa: if let [only] = items { only.kappa() } else { Err(NoFigure::SeveralItems) },
    })
}

fn alpha_of(items: &[&Item<'_>]) -> Result<Coefficient, NoFigure> {
    let parts: Vec<&Parts> = items.iter().map(|item| &item.alpha).collect();
    coefficient(items, &parts, interval_by_leaving_out)
}

fn gwet_of(items: &[&Item<'_>]) -> Result<Coefficient, NoFigure> {
    let parts: Vec<&OfGwet> = items.iter().filter_map(|item| item.gwet.as_ref()).collect();
    let interval = match parts.as_slice() {
        [] => return Err(NoFigure::NoLevels),
        // Of one item there is an interval in closed form.
        [only] => Some(only.interval),
        _ => None,
    };
    let parts = parts.iter().map(|gwet| &gwet.parts).collect::<Vec<_>>();
    let pooled = coefficient(items, &parts, interval_of_high_agreement)?;
    Ok(Coefficient { interval: interval.unwrap_or(pooled.interval), ..pooled })
}

/// A coefficient over items, and how sure it is by what it is when each group of things is left out.
fn coefficient(
    items: &[&Item<'_>],
    parts: &[&Parts],
    interval: fn(f64, &[f64]) -> Option<Interval>,
) -> Result<Coefficient, NoFigure> {
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
    Ok(Coefficient { value, interval: without.and_then(|without| interval(value, &without)) })
}

/// An item that two or more people have rated on the same thing.
struct Item<'a> {
    id: &'a str,
    ruler: &'a Ruler<'a>,
    /// None where any number may be given.
    scale: Option<Scale>,
    /// A row for each thing that several people rated.
    rows: Vec<Row>,
    /// Pairs of ratings of the same thing, and which shares of them agree.
    pairs: usize,
    shares: Shares,
    alpha: Parts,
    /// None where any number may be given.
    gwet: Option<OfGwet>,
}

struct OfGwet {
    parts: Parts,
    interval: Option<Interval>,
}

/// Who gave which place.
type Row = Vec<(usize, f64)>;

impl<'a> Item<'a> {
    fn of(at: usize, tool: &'a Tool<'_>, several: &[&Thing<'_>]) -> Option<Item<'a>> {
        let row = |thing: &&Thing<'_>| {
            let given = thing.raters.iter();
            given.filter_map(|rater| Some((rater.person, rater.given[at]?))).collect()
        };
        let rows: Vec<Row> = several.iter().map(row).collect();
        let pairs: Vec<(f64, f64)> = rows.iter().flat_map(pairs).collect();
        let ratings: Vec<Vec<Option<f64>>> =
            rows.iter().map(|row| row.iter().map(|(_, place)| Some(*place)).collect()).collect();
        let ruler = &tool.rulers[at];
        let scale = ruler.scale(rows.iter().flatten().map(|(_, place)| *place));
        let pairable = Pairable::of(&ratings);
        let alpha = |is_meant: &dyn Fn(usize) -> bool| {
            pairable.disagreement_among(is_meant, ruler.distance()).ok()
        };
        Some(Item {
            id: &tool.instrument.item[at].id,
            ruler,
            alpha: Parts::of(ratings.len(), alpha)?,
            gwet: scale.as_ref().and_then(|scale| OfGwet::of(&ratings, scale, ruler.weights())),
            scale,
            pairs: pairs.len(),
            shares: shares(&pairs)?,
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

    /// Cohen's kappa of the two who rated everything, or of all pairs, each counted both ways,
    /// because nobody of them comes first.
    fn kappa(&self) -> Result<f64, NoFigure> {
        let mut rows: Vec<Row> = self.rows.iter().filter(|row| 2 <= row.len()).cloned().collect();
        for row in &mut rows {
            row.sort_by_key(|(person, _)| *person);
        }
        if rows.iter().any(|row| 2 < row.len()) {
            return Err(NoFigure::NotTwoEach);
        }
        let who = |row: &Row| (row[0].0, row[1].0);
        let is_one_pair = rows.windows(2).all(|both| who(&both[0]) == who(&both[1]));
        let mut pairs: Vec<(f64, f64)> = rows.iter().map(|row| (row[0].1, row[1].1)).collect();
        if !is_one_pair {
            pairs.extend(rows.iter().map(|row| (row[1].1, row[0].1)));
        }
        let scale = self.scale.as_ref().ok_or(NoFigure::NoLevels)?;
        let table = Table::of_pairs(&pairs, scale).map_err(|_| NoFigure::NoLevels)?;
        let kappa = table.kappa(self.ruler.weights()).map_err(|_| NoFigure::NoVariation)?;
        Ok(kappa.value)
    }
}

/// Every two ratings of the same thing.
fn pairs(row: &Row) -> impl Iterator<Item = (f64, f64)> {
    let later = |at: usize| row[at + 1..].iter().map(|(_, place)| *place);
    row.iter().enumerate().flat_map(move |(at, (_, one))| later(at).map(|other| (*one, other)))
}

impl OfGwet {
    fn of(ratings: &[Vec<Option<f64>>], scale: &Scale, weights: Weights) -> Option<OfGwet> {
        let placed = Placed::of(ratings, scale, weights).ok()?;
        let parts = |is_meant: &dyn Fn(usize) -> bool| placed.disagreement_among(is_meant).ok();
        let parts = Parts::of(ratings.len(), parts)?;
        Some(OfGwet { parts, interval: placed.gwet().ok()?.interval })
    }
}

/// What a coefficient is made of, from all things and without each group of them.
struct Parts {
    whole: Disagreement,
    without: Vec<Option<Disagreement>>,
}

impl Parts {
    /// Of so many things, from what some of them disagree. None where nothing was rated twice.
    fn of(
        things: usize,
        disagreement: impl Fn(&dyn Fn(usize) -> bool) -> Option<Disagreement>,
    ) -> Option<Parts> {
        let without = |group: usize| disagreement(&|thing| thing % MOST_GROUPS != group);
        Some(Parts {
            whole: disagreement(&|_| true)?,
            without: (0..things.min(MOST_GROUPS)).map(without).collect(),
        })
    }
}

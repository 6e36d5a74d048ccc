//! The years of a line that may be compared: a stretch ends where the line breaks, and goes on where
//! a link carries its older scores to the scale of the newer version.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Pool, Variance,
    link::{Linked, Links, NotLinked, Transition, WhyNotLinked},
    pool::{PoolKey, among_years},
    rules::OccasionOrder,
    series::{Line, Valued},
};
use crate::{model::Exact, rulebook::Rulebook};

/// What is known from all sites and from the rules.
pub(super) struct Known<'a> {
    pub pools: &'a BTreeMap<PoolKey, Pool>,
    pub links: &'a Links,
    pub occasions: &'a OccasionOrder,
    pub rulebook: &'a Rulebook,
}

/// The stretches of a line at the time of the year that is followed.
pub(super) struct Stretches<'a> {
    pub occasion: Option<Arc<str>>,
    /// Those with two years or more; where there are none, the latest.
    pub compared: Vec<Stretch<'a>>,
    /// Where a rule is there to link, and the line stays broken.
    pub not_linked: Vec<NotLinked>,
}

/// Years on the scale of the last of them.
pub(super) struct Stretch<'a> {
    pub years: Vec<Year<'a>>,
    /// What joins its versions, oldest first, and at which year the newer one starts.
    pub links: Vec<(usize, Linked)>,
}

/// A score in its year, carried to the scale of its stretch.
#[derive(Clone)]
pub(super) struct Year<'a> {
    pub row: Valued<'a>,
    pub value: Exact,
    /// What it varies by when years are compared; none where that is not known.
    pub variances: Option<Vec<Variance>>,
    /// How many points it moves by when a link of its stretch is off by one.
    pub moves: Vec<f64>,
}

/// The stretches of a line. None for a line without years.
pub(super) fn stretches<'a>(line: &Line<'a>, known: &Known<'_>) -> Option<Stretches<'a>> {
    let Parts { occasion, parts } = parts(line, known.occasions)?;
    let mut all: Vec<Stretch<'a>> = Vec::new();
    let mut not_linked = Vec::new();
    for rows in parts {
        let next = Stretch::of(rows, line, known);
        match all.last().and_then(|last| last.joined_to(&next, line, known.links)) {
            Some(Ok(joined)) => {
                all.pop();
                all.push(joined);
            }
            Some(Err(why)) => {
                not_linked.push(why);
                all.push(next);
            }
            None => all.push(next),
        }
    }
    Some(Stretches { occasion, compared: compared(all), not_linked })
}

/// Those that can be compared with themselves; else the latest.
fn compared(mut all: Vec<Stretch<'_>>) -> Vec<Stretch<'_>> {
    if all.iter().any(|stretch| 2 <= stretch.years.len()) {
        all.retain(|stretch| 2 <= stretch.years.len());
        return all;
    }
    // Years that stand alone say where the site is, and nothing else.
    all.pop().into_iter().collect()
}

/// The parts of a line between its breaks that follow one another, at one time of the year.
pub(super) struct Parts<'a> {
    pub occasion: Option<Arc<str>>,
    /// None of them is empty.
    pub parts: Vec<Vec<Valued<'a>>>,
}

/// The parts of a line at the time of the year that is followed. None for a line without years.
pub(super) fn parts<'a>(line: &Line<'a>, occasions: &OccasionOrder) -> Option<Parts<'a>> {
    let chain = chain(&line.segments);
    let occasion = main_occasion(&chain, occasions);
    let mut parts: Vec<Vec<Valued<'a>>> = chain
        .into_iter()
        .map(|rows| rows.iter().filter(|row| row.key().occasion == occasion).copied().collect())
        .collect();
    parts.retain(|rows| !rows.is_empty());
    (!parts.is_empty()).then_some(Parts { occasion, parts })
}

/// The latest segment, and those before it that end before the next one starts.
fn chain<'a, 'b>(segments: &'b [Vec<Valued<'a>>]) -> Vec<&'b Vec<Valued<'a>>> {
    let start = |rows: &[Valued<'_>]| rows.first().map(|row| row.key().school_year);
    let end = |rows: &[Valued<'_>]| rows.last().map(|row| row.key().school_year);
    let mut ordered: Vec<&Vec<Valued<'_>>> = segments.iter().collect();
    ordered.sort_by_key(|rows| end(rows));
    let mut chain: Vec<&Vec<Valued<'_>>> = Vec::new();
    for rows in ordered.into_iter().rev() {
        if chain.last().is_none_or(|next| end(rows) < start(next)) {
            chain.push(rows);
        }
    }
    chain.reverse();
    chain
}

/// The time of the year that was rated in most years; the later one where two are alike. None
/// where rounds are not told apart.
fn main_occasion(chain: &[&Vec<Valued<'_>>], occasions: &OccasionOrder) -> Option<Arc<str>> {
    let mut years: BTreeMap<(usize, Option<Arc<str>>), usize> = BTreeMap::new();
    for row in chain.iter().copied().flatten() {
        let place = occasions.place(&row.key().instrument, row.key().occasion.as_ref());
        *years.entry(place).or_default() += 1;
    }
    let most = years
        .into_iter()
        .max_by(|(place, many), (other, more)| many.cmp(more).then_with(|| place.cmp(other)));
    most.and_then(|((_, occasion), _)| occasion)
}

impl<'a> Stretch<'a> {
    fn of(rows: Vec<Valued<'a>>, line: &Line<'_>, known: &Known<'_>) -> Stretch<'a> {
        let variances = |row: &Valued<'_>| {
            let pool = known.pools.get(&PoolKey::of(row.key(), line.breaks))?;
            pool.wobble.and(among_years(pool, row, known.rulebook))
        };
        let year = |row: Valued<'a>| Year {
            value: row.value.clone(),
            variances: variances(&row),
            moves: Vec::new(),
            row,
        };
        Stretch { years: rows.into_iter().map(year).collect(), links: Vec::new() }
    }

    /// This stretch and the next one as one; the reason why not where a rule links them in vain, and
    /// none where no rule does.
    fn joined_to(
        &self,
        next: &Stretch<'a>,
        line: &Line<'_>,
        links: &Links,
    ) -> Option<Result<Stretch<'a>, NotLinked>> {
        let (older, newer) = (self.years.last()?, next.years.first()?);
        let step = Transition { line, older: older.row, newer: newer.row };
        Some(links.between(&step)?.and_then(|rule| self.carried(rule, next)))
    }

    /// The years of both, those of this stretch carried to the scale of the next one.
    fn carried(&self, rule: &Linked, next: &Stretch<'a>) -> Result<Stretch<'a>, NotLinked> {
        let mut years: Vec<Year<'a>> =
            self.years.iter().map(|year| year.carried(rule)).collect::<Result<_, _>>()?;
        let mut links = self.links.clone();
        links.push((years.len(), rule.clone()));
        let unmoved = next.years.iter().cloned();
        years.extend(unmoved.map(|year| Year { moves: vec![0.0; links.len()], ..year }));
        Ok(Stretch { years, links })
    }
}

impl<'a> Year<'a> {
    /// On the scale that the link leads to.
    fn carried(&self, link: &Linked) -> Result<Year<'a>, NotLinked> {
        let Some(value) = link.carried(&self.value) else {
            let because = WhyNotLinked::OutsideTheTable { score: self.value.clone() };
            return Err(NotLinked { from: link.from.clone(), to: link.to.clone(), because });
        };
        let widening = link.widening(&self.value);
        let widened = |part: &Variance| Variance { value: part.value * widening.powi(2), ..*part };
        let moves = self.moves.iter().map(|by| by * widening).chain([1.0]).collect();
        let variances = self.variances.as_ref();
        Ok(Year {
            row: self.row,
            value,
            variances: variances.map(|parts| parts.iter().map(widened).collect()),
            moves,
        })
    }
}

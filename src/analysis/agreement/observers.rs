//! Whether an observer gives more or less than others at the same sites.

use std::{collections::BTreeMap, sync::Arc};

use super::rated::{Rater, Thing, Tool};
use crate::{
    rulebook::kind::Care,
    statistics::{
        agreement::{self, Severity, Visit, observer_severity},
        mean,
        multiplicity::benjamini_hochberg,
    },
};

/// How an observer rates, compared with others who saw the same sites in the same year.
///
/// Of each visit the mean over its items counts, each item seen from its own mean over all visits, so
/// that leaving out an item that is hard to reach makes nobody mild. Only items on the scale of the
/// instrument count; one level of it is the unit, or its whole span where any number may be given.
#[derive(Clone, PartialEq, Debug)]
pub struct Observer {
    pub instrument: Arc<str>,
    pub version: Arc<str>,
    pub name: Arc<str>,
    pub visits: usize,
    /// Observers with the same number can be compared, directly or over others. None where there are
    /// more of them than can be compared.
    pub linked: Option<usize>,
    /// Above 0 they give more than the others would at the same site. None where no site of theirs
    /// was seen by anyone else in the same year.
    pub offset: Option<f64>,
    /// None where too few visits stand beside each other to tell.
    pub standard_error: Option<f64>,
    /// The offset drawn toward 0, all the more the less it rests on.
    pub shrunken: Option<f64>,
    pub shrunken_error: Option<f64>,
    /// The chance of an offset as far from 0, if there is none.
    pub p: Option<f64>,
    /// The same, given how many observers of the tool are looked at.
    pub p_adjusted: Option<f64>,
    pub standing: ObserverStanding,
}

/// What may be said of an observer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ObserverStanding {
    GivesMore,
    GivesLess,
    NoClearDifference,
    /// The two who can be compared with each other differ; which of them is off cannot be told.
    TwoDiffer,
    /// Nobody else saw their sites: the observer is severe, or the sites are low.
    NotApartFromSites,
    /// Too few visits stand beside each other.
    CannotTell,
}

/// The observers of a tool, by name.
pub(super) fn observers(tool: &Tool<'_>, care: &Care) -> Vec<Observer> {
    let places: Vec<String> = tool.things.iter().map(site_and_year).collect();
    let visits = visits(tool, &places);
    let mut all: Vec<Observer> = match observer_severity(&visits) {
        Ok(found) => compared(tool, &found, care),
        Err(_) => not_compared(tool, &visits),
    };
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

fn visits<'a>(tool: &'a Tool<'_>, places: &'a [String]) -> Vec<Visit<'a>> {
    let centres = centres(tool);
    let things = tool.things.iter().zip(places);
    let by_rater = things.flat_map(|(thing, site)| thing.raters.iter().map(move |it| (it, site)));
    let visit = |(rater, site): (&Rater, &'a String)| {
        let observer = tool.people[rater.person]?;
        Some(Visit { site, observer, value: above(rater, &centres)? })
    };
    by_rater.filter_map(visit).collect()
}

fn compared(tool: &Tool<'_>, found: &Severity<'_>, care: &Care) -> Vec<Observer> {
    let chances: Vec<Option<f64>> = found.observers.iter().map(|one| one.p).collect();
    let adjusted = benjamini_hochberg(&chances);
    let members = |group| found.observers.iter().filter(|one| one.group == group).count();
    let observer = |(one, p_adjusted): (&agreement::Observer<'_>, Option<f64>)| Observer {
        linked: Some(one.group),
        offset: one.offset.ok(),
        standard_error: one.standard_error,
        shrunken: one.shrunken,
        shrunken_error: one.shrunken_error,
        p: one.p,
        p_adjusted,
        standing: standing(one, p_adjusted, members(one.group), care),
        ..Observer::of(tool, one.name, one.visits)
    };
    found.observers.iter().zip(adjusted).map(observer).collect()
}

/// Where more observers are linked than can be compared, each with their visits alone.
fn not_compared(tool: &Tool<'_>, visits: &[Visit<'_>]) -> Vec<Observer> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for visit in visits {
        *counts.entry(visit.observer).or_default() += 1;
    }
    counts.into_iter().map(|(name, visits)| Observer::of(tool, name, visits)).collect()
}

impl Observer {
    /// An observer of whom nothing is known yet but their visits.
    fn of(tool: &Tool<'_>, name: &str, visits: usize) -> Observer {
        Observer {
            instrument: tool.instrument.about.id.as_str().into(),
            version: tool.version.into(),
            name: name.into(),
            visits,
            linked: None,
            offset: None,
            standard_error: None,
            shrunken: None,
            shrunken_error: None,
            p: None,
            p_adjusted: None,
            standing: ObserverStanding::CannotTell,
        }
    }
}

/// Sites change from year to year.
fn site_and_year(thing: &Thing<'_>) -> String {
    format!("{} {}", thing.school_year, thing.site)
}

/// The mean place of each item over all that was given; none for an item on a scale of its own or
/// one without order.
fn centres(tool: &Tool<'_>) -> Vec<Option<f64>> {
    let counts = |at: usize| {
        let own = tool.instrument.item[at].scale.as_ref();
        let is_common = own.is_none_or(|own| *own == tool.instrument.scale);
        is_common && tool.rulers[at].has_order()
    };
    let centre = |at: usize| {
        let given = tool.things.iter().flat_map(|thing| &thing.raters);
        let places: Vec<f64> = given.filter_map(|rater| rater.given[at]).collect();
        mean(&places).filter(|_| counts(at))
    };
    (0..tool.rulers.len()).map(centre).collect()
}

/// How far what a rater gave lies above what is usually given for these items.
fn above(rater: &Rater, centres: &[Option<f64>]) -> Option<f64> {
    let given = rater.given.iter().zip(centres);
    let above: Vec<f64> =
        given.filter_map(|(place, centre)| Some((*place)? - (*centre)?)).collect();
    mean(&above)
}

fn standing(
    one: &agreement::Observer<'_>,
    p_adjusted: Option<f64>,
    members: usize,
    care: &Care,
) -> ObserverStanding {
    match (one.offset, p_adjusted) {
        (Err(_), _) => ObserverStanding::NotApartFromSites,
        (_, None) => ObserverStanding::CannotTell,
        (_, Some(chance)) if care.false_discovery_share < chance => {
            ObserverStanding::NoClearDifference
        }
        _ if members == 2 => ObserverStanding::TwoDiffer,
        (Ok(offset), _) if 0.0 < offset => ObserverStanding::GivesMore,
        _ => ObserverStanding::GivesLess,
    }
}

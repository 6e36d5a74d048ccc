//! Means over groups of sites, such as counties. What rests on few sites is left out, and as many
//! others as it takes that it cannot be worked out.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    Analysis, Point,
    network::mean,
    rules::bounds,
    shared::{OfSites, Topic, shared},
};
use crate::{
    model::{Exact, SchoolYear, Site, SiteId},
    rulebook::Rulebook,
    statistics::{
        Interval, mean_interval, reach,
        small_samples::few_mean,
        suppression::{Fate, Members, fates},
    },
};

/// The groups of the sites that have a score on a topic in its latest year.
#[derive(Clone, PartialEq, Debug)]
pub struct GroupedTopic {
    pub topic: Topic,
    pub school_year: SchoolYear,
    /// Over all sites, in groups or not.
    pub all: GroupMean,
    /// Sorted by grouping and name.
    pub groups: Vec<GroupOfSites>,
}

/// A group of sites, and its mean or why there is none.
#[derive(Clone, PartialEq, Debug)]
pub struct GroupOfSites {
    pub grouping: Grouping,
    /// None for the sites of which the list does not say.
    pub name: Option<String>,
    pub mean: Result<GroupMean, LeftOut>,
}

/// What sites are grouped by: what the list of sites says about them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Grouping {
    Region,
    Hub,
    County,
    Program,
    GradeSpan,
}

/// A mean over sites, each counted once.
#[derive(Clone, PartialEq, Debug)]
pub struct GroupMean {
    pub sites: usize,
    pub mean: Exact,
    /// By how the sites differ, cut at the ends of the scale. None where they do not.
    pub interval: Option<Interval>,
}

/// Why a group has no mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeftOut {
    /// Fewer sites than the rules ask for.
    TooFewSites,
    /// With it, what rests on too few sites could be worked out.
    WouldTellOthers,
}

impl Grouping {
    pub const ALL: [Grouping; 5] =
        [Grouping::Region, Grouping::Hub, Grouping::County, Grouping::Program, Grouping::GradeSpan];

    fn name(self, site: &Site) -> Option<&str> {
        match self {
            Grouping::Region => site.region.as_deref(),
            Grouping::Hub => site.hub.as_deref(),
            Grouping::County => site.county.as_deref(),
            Grouping::Program => site.program.as_deref(),
            Grouping::GradeSpan => site.grade_span.as_deref(),
        }
    }
}

/// The groups of every topic, as far as its sites suffice for any.
///
/// The mean over all sites, and that over the sites with a score in the year before as well, are
/// told in any case: nothing that is left out can be worked out from these either. Each topic is
/// protected by itself.
pub fn groups(
    analysis: &Analysis,
    sites: &BTreeMap<SiteId, Site>,
    rulebook: &Rulebook,
) -> Vec<GroupedTopic> {
    let fewest = rulebook.care().fewest_sites_in_a_cell;
    let shared = shared(&analysis.series, rulebook);
    let rated: Vec<Rated<'_>> =
        shared.iter().filter_map(|(topic, years)| Rated::of(topic, years, rulebook)).collect();
    // Most topics are about the same sites, and then the same groups are told.
    let different: BTreeSet<&Present<'_>> = rated
        .iter()
        .map(|rated| &rated.present)
        .filter(|present| fewest <= present.sites.len())
        .collect();
    let cells: BTreeMap<&Present<'_>, Vec<Cell<'_>>> =
        different.into_par_iter().map(|present| (present, present.cells(sites, fewest))).collect();
    rated
        .iter()
        .filter_map(|rated| rated.grouped(cells.get(&rated.present)?))
        .filter(|grouped| !grouped.groups.is_empty())
        .collect()
}

/// The scores of a topic in its latest year.
struct Rated<'a> {
    topic: &'a Topic,
    school_year: SchoolYear,
    present: Present<'a>,
    /// In the order of the sites.
    points: Vec<&'a Point>,
    /// Its lowest and highest score.
    scale: (f64, f64),
}

/// The sites with a score, and which of them have one in the year before.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Present<'a> {
    sites: Vec<&'a SiteId>,
    in_both_years: Members,
}

/// A group, and what becomes of it.
struct Cell<'a> {
    grouping: Grouping,
    name: Option<&'a str>,
    members: Members,
    fate: Fate,
}

impl<'a> Rated<'a> {
    fn of(
        topic: &'a Topic,
        years: &BTreeMap<SchoolYear, OfSites<'a>>,
        rulebook: &Rulebook,
    ) -> Option<Rated<'a>> {
        let (&school_year, now) = years.last_key_value()?;
        let before = years.iter().find(|(year, _)| year.next() == school_year);
        let is_in_both =
            |site: &&SiteId| before.is_some_and(|(_, before)| before.contains_key(site));
        let sites: Vec<&SiteId> = now.keys().copied().collect();
        let in_both_years = (0..sites.len()).filter(|&at| is_in_both(&sites[at])).collect();
        let present = Present { sites, in_both_years };
        Some(Rated {
            topic,
            school_year,
            present,
            points: now.values().copied().collect(),
            scale: bounds(rulebook, &topic.instrument, &topic.level, &topic.id),
        })
    }

    fn grouped(&self, cells: &[Cell<'_>]) -> Option<GroupedTopic> {
        let everyone: Members = (0..self.points.len()).collect();
        let group = |cell: &Cell<'_>| {
            let mean = match cell.fate {
                Fate::Told => Ok(self.mean(&cell.members)?),
                Fate::TooFew => Err(LeftOut::TooFewSites),
                Fate::WouldTell => Err(LeftOut::WouldTellOthers),
            };
            let name = cell.name.map(str::to_owned);
            Some(GroupOfSites { grouping: cell.grouping, name, mean })
        };
        Some(GroupedTopic {
            topic: self.topic.clone(),
            school_year: self.school_year,
            all: self.mean(&everyone)?,
            groups: cells.iter().filter_map(group).collect(),
        })
    }

    fn mean(&self, members: &Members) -> Option<GroupMean> {
        let scores = members.iter().map(|&member| &self.points[member].score);
        let values: Vec<f64> = scores.clone().map(Exact::to_f64).collect();
        let few = few_mean(&values, 0.95).ok()?;
        let interval = few.spread.ok().and_then(|spread| {
            let reach = reach(members.len() as f64 - 1.0)?;
            mean_interval(few.mean, spread.standard_error.powi(2), reach, self.scale)
        });
        Some(GroupMean { sites: members.len(), mean: mean(scores)?, interval })
    }
}

impl Present<'_> {
    /// All groups of these sites, and what becomes of each.
    fn cells<'s>(&self, sites: &'s BTreeMap<SiteId, Site>, fewest: usize) -> Vec<Cell<'s>> {
        let groups: Vec<_> =
            Grouping::ALL.into_iter().flat_map(|grouping| self.groups(grouping, sites)).collect();
        let members: Vec<Members> = groups.iter().map(|(.., members)| members.clone()).collect();
        let known = [(0..self.sites.len()).collect(), self.in_both_years.clone()];
        let fates = fates(&members, &known, fewest);
        let cell = |((grouping, name, members), fate)| Cell { grouping, name, members, fate };
        groups.into_iter().zip(fates).map(cell).collect()
    }

    /// The groups of one kind, by name. Where all sites are in the same group there is nothing to
    /// tell.
    fn groups<'s>(
        &self,
        grouping: Grouping,
        sites: &'s BTreeMap<SiteId, Site>,
    ) -> Vec<(Grouping, Option<&'s str>, Members)> {
        let mut groups: BTreeMap<Option<&'s str>, Members> = BTreeMap::new();
        for (member, site) in self.sites.iter().enumerate() {
            let name = sites.get(site).and_then(|site| grouping.name(site));
            groups.entry(name).or_default().insert(member);
        }
        if groups.len() < 2 {
            return Vec::new();
        }
        groups.into_iter().map(|(name, members)| (grouping, name, members)).collect()
    }
}

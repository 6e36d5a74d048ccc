//! Means over groups of sites, such as counties. What rests on few sites is left out, and as many
//! others as it takes that it cannot be worked out.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    Point,
    network::mean,
    rules::bounds,
    shared::{OfSites, Shared, Topic},
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
/// What is left out can be worked out neither from the other groups and the mean over all sites, nor
/// by a reader who knows the mean over the sites with a score in the year before as well, unless that
/// one gives it away by itself, as where few sites joined. Each topic is protected by itself.
pub(super) fn groups(
    shared: &Shared<'_>,
    sites: &BTreeMap<SiteId, Site>,
    rulebook: &Rulebook,
) -> Vec<GroupedTopic> {
    let fewest = rulebook.care().fewest_sites_in_a_cell;
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
        let all: Members = (0..self.sites.len()).collect();
        let readers = [vec![all.clone()], vec![all, self.in_both_years.clone()]];
        let fates = fates(&members, &readers, fewest);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::Observations;
    use crate::{
        analysis::{
            analysis,
            given::{about, observed, read, rulebook, scores, site_id},
        },
        rulebook::kind::AnalysisRules,
        score::Score,
    };

    /// Region North holds the counties Alder (6 sites), Birch (5) and Cedar (2); South holds Dogwood
    /// (6). The program Early is Alder and one site of Birch.
    const SITES: [(&str, &str, &str, usize); 5] = [
        ("North", "Alder", "Early", 6),
        ("North", "Birch", "Early", 1),
        ("North", "Birch", "Late", 4),
        ("North", "Cedar", "Late", 2),
        ("South", "Dogwood", "Late", 6),
    ];

    fn sites() -> BTreeMap<SiteId, Site> {
        let of_kind = SITES.iter().flat_map(|kind| (0..kind.3).map(move |_| kind));
        let site = |(at, (region, county, program, _)): (usize, &(&str, &str, &str, usize))| {
            let id = site_id(&format!("site-{at:02}"));
            let mut site = Site::named(id.clone(), &id.0);
            site.region = Some((*region).to_owned());
            site.county = Some((*county).to_owned());
            site.program = Some((*program).to_owned());
            (id, site)
        };
        of_kind.enumerate().map(site).collect()
    }

    /// A score for each site: 2.0, 2.1, 2.2 and so on.
    fn rows() -> Vec<Score> {
        let row = |at: usize, id: &SiteId| observed(&id.0, 2022, &format!("{}/10", 20 + at));
        sites().keys().enumerate().map(|(at, id)| row(at, id)).collect()
    }

    fn grouped(rows: Vec<Score>, sites: &BTreeMap<SiteId, Site>) -> Vec<GroupedTopic> {
        grouped_by(&rulebook(), rows, sites)
    }

    fn grouped_by(
        rulebook: &Rulebook,
        rows: Vec<Score>,
        sites: &BTreeMap<SiteId, Site>,
    ) -> Vec<GroupedTopic> {
        let observations = Observations { sites: sites.clone(), ..Observations::default() };
        analysis(&scores(rows), &observations, rulebook).groups
    }

    fn of<'a>(topic: &'a GroupedTopic, name: &str) -> &'a Result<GroupMean, LeftOut> {
        &topic.groups.iter().find(|group| group.name.as_deref() == Some(name)).unwrap().mean
    }

    #[test]
    fn a_group_has_the_mean_of_its_sites_and_how_sure_it_is() {
        let [topic] = &grouped(rows(), &sites())[..] else { panic!("there is one topic") };
        assert_eq!((topic.all.sites, topic.all.mean.to_string()), (19, "29/10".to_owned()));
        // The last six: 3.3 to 3.8. Their variance is 0.035, t(.975; 5) = 2.570582.
        let dogwood = of(topic, "Dogwood").as_ref().unwrap();
        assert_eq!((dogwood.sites, dogwood.mean.to_string()), (6, "71/20".to_owned()));
        let half = 2.570_582 * (0.035_f64 / 6.0).sqrt();
        assert!((dogwood.interval.unwrap().high - (3.55 + half)).abs() < 1e-6);
    }

    #[test]
    fn a_small_group_is_left_out_and_so_is_what_would_tell_it() {
        let [topic] = &grouped(rows(), &sites())[..] else { panic!("there is one topic") };
        assert_eq!(*of(topic, "Cedar"), Err(LeftOut::TooFewSites));
        // Early is Alder and one site of Birch.
        assert_eq!(*of(topic, "Alder"), Err(LeftOut::WouldTellOthers));
        // Late less South leaves four sites of Birch and the two of Cedar; Birch less that leaves its
        // one early site against those two.
        assert_eq!(*of(topic, "Birch"), Err(LeftOut::WouldTellOthers));
        for name in ["North", "South", "Early", "Late", "Dogwood"] {
            assert!(of(topic, name).is_ok(), "{name}");
        }
    }

    /// Every sum and difference of what is told, each group taken once, given or not.
    #[test]
    fn no_sum_or_difference_of_what_is_told_rests_on_fewer_sites_than_a_cell_may() {
        let sites = sites();
        let [topic] = &grouped(rows(), &sites)[..] else { panic!("there is one topic") };
        let members = |group: &GroupOfSites| -> Vec<i32> {
            let is_in = |site: &Site| group.grouping.name(site) == group.name.as_deref();
            sites.values().map(|site| i32::from(is_in(site))).collect()
        };
        let mut told = vec![vec![1; sites.len()]];
        told.extend(topic.groups.iter().filter(|group| group.mean.is_ok()).map(members));
        assert_eq!(told.len(), 6, "all sites and five groups");
        let fewest = rulebook().care().fewest_sites_in_a_cell;
        for signs in 0..3_usize.pow(6) {
            let mut sum = vec![0; sites.len()];
            for (at, row) in told.iter().enumerate() {
                let sign =
                    i32::try_from(signs / 3_usize.pow(u32::try_from(at).unwrap()) % 3).unwrap();
                sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += (sign - 1) * value);
            }
            let is_about_a_set = sum.iter().all(|times| [0, 1].contains(times));
            let many = sum.iter().filter(|times| **times == 1).count();
            assert!(!is_about_a_set || many == 0 || fewest <= many, "{signs}: {sum:?}");
        }
    }

    #[test]
    fn without_names_there_are_no_groups_and_sites_without_one_are_a_group() {
        let mut sites = sites();
        for site in sites.values_mut() {
            site.region = None;
            site.county = None;
            if site.program.as_deref() == Some("Late") {
                site.program = None;
            }
        }
        let [topic] = &grouped(rows(), &sites)[..] else { panic!("there is one topic") };
        let names: Vec<_> = topic.groups.iter().map(|group| group.name.as_deref()).collect();
        assert_eq!(names, [None, Some("Early")]);
        assert_eq!(grouped(rows(), &BTreeMap::new()), []);
    }

    #[test]
    fn the_rules_say_how_few_are_too_few() {
        let mut rulebook = rulebook();
        let rules: AnalysisRules = read(serde_json::json!({
            "kind": "analysis", "about": about("care"),
            "fewest_sites_in_a_cell": 1,
        }));
        rulebook.analysis.insert("care".to_owned(), rules);
        let found = grouped_by(&rulebook, rows(), &sites());
        assert!(found[0].groups.iter().all(|group| group.mean.is_ok()));
        let few = grouped(rows().into_iter().take(4).collect(), &sites());
        assert_eq!(few, [], "four sites in all: nothing to tell of groups");
    }
}

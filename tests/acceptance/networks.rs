//! Many sites at once.

use std::collections::{BTreeMap, BTreeSet};

use cqi::{
    analysis::{Analysis, GroupedTopic, Verdict, analysis},
    model::{SchoolYear, Site, SiteId},
    score::Scores,
    statistics::{Between, Estimate, pooling::expected_ranks, shrunken},
    tidy::Observations,
};

use crate::{
    common::{dice::Dice, golden},
    county,
    tally::Tally,
    world::{self, USUAL, World, counted},
};

#[test]
fn a06_two_hundred_sites_without_a_trend_are_left_in_peace() {
    let world = World { sites: 200, years: 5, noise: (1.0, 1.0), ..USUAL };
    let seen = counted(world, 40, |run| {
        let slopes = run.trends().filter_map(|(_, trend)| trend.slope.as_ref());
        let clear = Tally::of(slopes.map(|slope| slope.p <= 0.05));
        let is_called = |verdict| matches!(verdict, Verdict::Improving | Verdict::Declining);
        let called = run.trends().any(|(_, trend)| is_called(trend.verdict));
        let by_chances = run
            .trends()
            .any(|(_, trend)| trend.slope.as_ref().is_some_and(|slope| slope.p_adjusted <= 0.1));
        (clear, Tally::of([!called]), Tally::of([!by_chances]))
    });
    for (clear, ..) in &seen {
        assert!((0.0..0.12).contains(&clear.share()), "one network of 200: {clear}");
    }
    let clear: Tally = seen.iter().map(|(clear, ..)| *clear).sum();
    clear.lies_within(0.03, 0.07, "clear slopes");
    let quiet: Tally = seen.iter().map(|(_, quiet, _)| *quiet).sum();
    quiet.lies_within(0.85, 1.0, "networks where nothing is called a trend");
    let quiet: Tally = seen.iter().map(|(.., quiet)| *quiet).sum();
    quiet.lies_within(0.85, 1.0, "networks where nothing is flagged");
}

/// Every other number of the county is held in `tests/county`.
#[test]
fn a07_three_ratings_a_school_and_year_give_twenty_clear_slopes_and_none_among_all() {
    let Some(study) = county::three_a_school_and_year() else { return };
    let within = county::pool(study).within.unwrap().variance.value;
    assert!((within - 0.339_511).abs() < 1e-6, "{within}");
    let wobble = county::pool(study).wobble.unwrap().variance.value;
    assert!(wobble.abs() < 1e-12, "{wobble}");
    let slopes = county::trends(study).into_iter().map(|trend| trend.slope.as_ref().unwrap());
    let (clear, among_all): (Vec<bool>, Vec<bool>) =
        slopes.map(|slope| (slope.p <= 0.05, slope.p_adjusted <= 0.1)).unzip();
    let count = |all: &[bool]| all.iter().filter(|is_so| **is_so).count();
    assert_eq!((clear.len(), count(&clear), count(&among_all)), (169, 20, 0));
}

/// Fourteen sites by county and by hub; four of them make a county that is too small to be told.
fn listed() -> BTreeMap<SiteId, Site> {
    let site = |at: usize| {
        let id = SiteId(format!("{at:02}").into());
        let county = if at < 4 {
            "Small"
        } else if at < 9 {
            "Middle"
        } else {
            "Large"
        };
        let hub = if at.is_multiple_of(2) { "North" } else { "South" };
        let site = Site::named(id.clone(), &format!("Site {at}"));
        (id, Site { county: Some(county.to_owned()), hub: Some(hub.to_owned()), ..site })
    };
    (0..SITES).map(site).collect()
}

const SITES: usize = 14;
const NEW: [usize; 5] = [5, 7, 10, 11, 12];

/// All sites in two years, but for five that were not rated in the first.
fn rated() -> Analysis {
    let mut dice = Dice::new(13);
    let mut rows = Vec::new();
    for id in listed().into_keys() {
        for year in 2023..2025 {
            let is_new = year == 2023 && NEW.contains(&id.0.parse().unwrap());
            if !is_new {
                let ratings = [0; 3].map(|_| u8::try_from(dice.whole(1, 4)).unwrap());
                rows.push(world::score(id.clone(), SchoolYear::starting(year), &ratings));
            }
        }
    }
    let observations = Observations { sites: listed(), ..Observations::default() };
    analysis(&Scores { rows }, &observations, &world::RULES)
}

/// Every way to add what is told and subtract it: from -1 to 1 times each group, the total over all,
/// and the total over the sites of both years. What is left is never the total of one to four sites.
#[test]
fn a13_no_subtraction_gives_what_rests_on_fewer_than_five_sites() {
    let sites = listed();
    let topics = rated().groups;
    let [topic] = topics.as_slice() else { panic!("there is one topic") };
    let members = told(topic, &sites);
    assert!(2 <= members.len(), "something is told: {topic:?}");
    assert!(topic.groups.iter().any(|group| group.mean.is_err()), "something is left out");
    let all: BTreeSet<usize> = (0..SITES).collect();
    let both: BTreeSet<usize> = (0..SITES).filter(|site| !NEW.contains(site)).collect();
    let known: Vec<BTreeSet<usize>> = members.into_iter().chain([all, both]).collect();
    let ways = 3_usize.pow(u32::try_from(known.len()).unwrap());
    for way in 0..ways {
        let mut left = [0_i32; SITES];
        for (at, members) in known.iter().enumerate() {
            let times = way / 3_usize.pow(u32::try_from(at).unwrap()) % 3;
            for site in members {
                left[*site] += [0, 1, -1][times];
            }
        }
        let is_total = left.iter().all(|times| (0..=1).contains(times));
        let sites = left.iter().sum::<i32>();
        assert!(!is_total || sites == 0 || 5 <= sites, "{left:?} is told by {known:?}");
    }
}

/// The members of each group whose mean is told.
fn told(topic: &GroupedTopic, sites: &BTreeMap<SiteId, Site>) -> Vec<BTreeSet<usize>> {
    let told = topic.groups.iter().filter(|group| group.mean.is_ok());
    told.map(|group| {
        let of_group = |site: &Site| [&site.county, &site.hub].contains(&&group.name);
        let members: BTreeSet<usize> = (0..SITES)
            .zip(sites.values())
            .filter(|(_, site)| of_group(site))
            .map(|(at, _)| at)
            .collect();
        assert_eq!(group.mean.as_ref().map(|mean| mean.sites), Ok(members.len()), "{group:?}");
        members
    })
    .collect()
}

#[test]
fn a14_one_low_visit_does_not_stand_below_six_low_ones() {
    let golden = &golden()["eb_normal"];
    let number = |name: &str| golden[name].as_f64().unwrap();
    let all = Between { mean: number("mu"), standard_error: 0.0, variance: number("tau2") };
    let level = |mean: f64, visits: f64| {
        let variance = number("sigma_w").powi(2) / visits;
        shrunken(Estimate { value: mean, variance }, all).unwrap()
    };
    let (once, six_times) = (level(1.0, 1.0), level(1.8, 6.0));
    assert!(six_times.level < once.level, "{six_times:?} {once:?}");
    let estimate = |level: cqi::statistics::Shrunken| Estimate {
        value: level.level,
        variance: level.spread.powi(2),
    };
    let ranks = expected_ranks(&[estimate(once), estimate(six_times)]);
    assert!(ranks[1] < ranks[0], "{ranks:?}");
}

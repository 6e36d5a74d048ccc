//! How often an interval holds the truth.

use std::collections::BTreeMap;

use cqi::analysis::Interval;

use crate::{
    tally::Tally,
    world::{HIGHEST, LOWEST, Run, Slopes, USUAL, World, counted, place},
};

/// How often an interval may hold the truth that is to hold it 95 times in 100.
const ALLOWED: (f64, f64) = (0.93, 0.97);

fn holds(interval: Interval, truth: f64) -> bool {
    (interval.low..=interval.high).contains(&truth)
}

/// Tallies by a number, such as that of visits.
type Tallies = BTreeMap<usize, Tally>;

fn by_number(all: impl IntoIterator<Item = (usize, bool)>) -> Tallies {
    let mut tallies = Tallies::new();
    for (number, is_so) in all {
        let tally = tallies.entry(number).or_default();
        *tally = *tally + Tally::of([is_so]);
    }
    tallies
}

fn together(all: Vec<Tallies>) -> Tallies {
    let mut sum = Tallies::new();
    for (number, tally) in all.into_iter().flatten() {
        let so_far = sum.entry(number).or_default();
        *so_far = *so_far + tally;
    }
    sum
}

#[track_caller]
fn all_are_allowed(tallies: &Tallies, many: usize, what: &str, of: &str) {
    assert_eq!(tallies.len(), many, "{what}");
    for (number, tally) in tallies {
        tally.lies_within(ALLOWED.0, ALLOWED.1, &format!("{what}, {number} {of}"));
    }
}

const UP_TO_TEN_VISITS: World = World { years: 3, looks: (1, 10), ..USUAL };

#[test]
#[ignore = "long"]
fn a_score_has_an_interval_that_holds_the_mean_of_its_year() {
    let levels = |run: &Run| {
        let points = run.points();
        by_number(points.filter_map(|(site, year, point)| {
            Some((point.n_responses, holds(point.interval?, site.means[year])))
        }))
    };
    let tallies = together(counted(UP_TO_TEN_VISITS, 30, levels));
    all_are_allowed(&tallies, 10, "interval of a score", "visits");
}

#[test]
#[ignore = "long"]
fn a_score_drawn_toward_all_sites_lies_as_near_the_mean_of_its_year_as_it_says() {
    let levels = |run: &Run| {
        let points = run.points();
        by_number(points.filter_map(|(site, year, point)| {
            Some((point.n_responses, holds(point.shrunken?.interval(), site.means[year])))
        }))
    };
    let tallies = together(counted(UP_TO_TEN_VISITS, 30, levels));
    all_are_allowed(&tallies, 10, "score drawn toward all sites", "visits");
}

/// The line of a site in each year, not the wobble of single years, is what is said to have changed.
#[test]
#[ignore = "long"]
fn a_difference_between_years_has_an_interval_that_holds_that_of_the_line() {
    let world = World { years: 4, slopes: Slopes::Normal(0.1), ..USUAL };
    let differences = |run: &Run| {
        Tally::of(run.points().filter_map(|(site, year, point)| {
            let change = point.from_first_year.as_ref()?;
            let truth = site.line[year] - site.line[place(change.since)];
            Some(holds(change.interval?, truth))
        }))
    };
    let tally: Tally = counted(world, 20, differences).into_iter().sum();
    tally.lies_within(ALLOWED.0, ALLOWED.1, "interval of a difference");
}

#[test]
#[ignore = "long"]
fn a_slope_has_an_interval_that_holds_the_true_one() {
    for years in 3..=10 {
        let world = World { years, slopes: Slopes::Normal(0.04), ..USUAL };
        let slopes = |run: &Run| {
            let trends = run.trends().filter(|(_, trend)| 3 <= trend.n_years);
            Tally::of(trends.filter_map(|(site, trend)| {
                Some(holds(trend.slope.as_ref()?.interval, site.slope))
            }))
        };
        let tally: Tally = counted(world, 20, slopes).into_iter().sum();
        tally.lies_within(ALLOWED.0, ALLOWED.1, &format!("interval of a slope, {years} years"));
    }
}

#[test]
#[ignore = "long"]
fn a_slope_drawn_toward_all_sites_lies_as_near_the_true_one_as_it_says() {
    for years in 4..=10 {
        let tally: Tally = counted(sloping(years), 20, drawn_slopes).into_iter().sum();
        let what = format!("slope drawn toward all sites, {years} years");
        tally.lies_within(ALLOWED.0, ALLOWED.1, &what);
    }
}

/// Three years can hardly tell how much sites differ in their slopes from how much years wobble: 88 of
/// 100 intervals would hold the true one. So none is given.
#[test]
#[ignore = "long"]
fn over_three_years_no_slope_is_drawn() {
    let tally: Tally = counted(sloping(3), 40, |run| {
        let trends = run.trends().filter(|(_, trend)| trend.n_years == 3);
        Tally::of(trends.filter_map(|(_, trend)| Some(trend.slope.as_ref()?.shrunken.is_none())))
    })
    .into_iter()
    .sum();
    tally.lies_within(1.0, 1.0, "no slope drawn toward all sites, 3 years");
}

fn sloping(years: u16) -> World {
    World { years, slopes: Slopes::Normal(0.1), ..USUAL }
}

fn drawn_slopes(run: &Run) -> Tally {
    let trends = run.trends().filter(|(_, trend)| 3 <= trend.n_years);
    Tally::of(trends.filter_map(|(site, trend)| {
        Some(holds(trend.slope.as_ref()?.shrunken?.interval(), site.slope))
    }))
}

/// Five ratings to check what networks are made of: levels, and how far ratings lie apart.
#[test]
fn networks_are_what_they_say() {
    let world = World { years: 1, missing: 0.0, sites: 4000, looks: (5, 5), ..USUAL };
    let run = crate::world::run(world, 1);
    let ratings: Vec<u8> =
        run.sites.iter().flat_map(|site| site.ratings.iter().flatten().copied()).collect();
    for (level, share) in [(1, 0.05), (2, 0.30), (3, 0.50), (4, 0.15)] {
        let found = Tally::of(ratings.iter().map(|rating| *rating == level));
        found.lies_within(share - 0.03, share + 0.03, &format!("ratings of {level}"));
    }
    let within = run.analysis.pools[0].within.expect("there are repeated ratings");
    let apart = within.variance.value.sqrt();
    assert!((0.5..0.6).contains(&apart), "ratings lie {apart} apart");
    let truth = |site: &crate::world::Site| (LOWEST..HIGHEST).contains(&site.means[0]);
    assert!(run.sites.iter().all(truth), "means lie on the scale");
}

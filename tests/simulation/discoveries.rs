//! What is found among many sites: how much of it is true, and what simpler rules would have found.

use cqi::analysis::{Trend, Verdict};

use crate::{
    tally::Tally,
    world::{Run, Site, Slopes, USUAL, World, counted},
};

/// Three sites in ten rise or fall.
const SOME: Slopes = Slopes::Some { share: 0.3, size: 0.15 };

fn is_called(trend: &Trend) -> bool {
    matches!(trend.verdict, Verdict::Improving | Verdict::Declining)
}

/// The share of wrong findings among the findings of a network; 0 where there is none.
fn wrong_share(run: &Run, is_found: impl Fn(&Site, &Trend) -> bool) -> f64 {
    let found: Vec<&Site> =
        run.trends().filter(|(site, trend)| is_found(site, trend)).map(|(site, _)| site).collect();
    let wrong = found.iter().filter(|site| is_level(site)).count();
    wrong as f64 / found.len().max(1) as f64
}

fn is_level(site: &Site) -> bool {
    site.slope.abs() < 1e-12
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[test]
#[ignore = "long"]
fn at_most_one_in_ten_of_the_sites_called_improving_or_declining_is_not() {
    for years in [5, 6, 8, 10] {
        let world = World { years, slopes: SOME, ..USUAL };
        let seen = counted(world, 30, |run| {
            let rising = run.trends().filter(|(site, _)| !is_level(site));
            let found = Tally::of(rising.map(|(_, trend)| is_called(trend)));
            (wrong_share(run, |_, trend| is_called(trend)), found)
        });
        let (wrong, found): (Vec<f64>, Vec<Tally>) = seen.into_iter().unzip();
        let wrong = mean(&wrong);
        let found: Tally = found.into_iter().sum();
        println!("{years} years: {wrong:.4} of the findings are wrong, {found} found");
        assert!(wrong <= 0.1, "{years} years: {wrong}");
    }
}

/// One network in ten is what the method allows.
#[test]
#[ignore = "long"]
fn a_network_without_trends_is_left_in_peace() {
    for years in [5, 6, 8, 10] {
        let world = World { years, sites: 200, noise: (1.0, 1.0), ..USUAL };
        let quiet: Tally = counted(world, 400, is_quiet).into_iter().sum();
        quiet.lies_within(0.85, 1.0, &format!("networks where nothing is found, {years} years"));
    }
}

/// One spread for all is too small for sites with noisy observers, and it shows most in the rarest
/// chances.
#[test]
#[ignore = "long"]
fn unequal_observers_disturb_a_few_more_networks_without_trends() {
    for years in [5, 6, 8, 10] {
        let world = World { years, sites: 200, ..USUAL };
        let quiet: Tally = counted(world, 400, is_quiet).into_iter().sum();
        quiet.lies_within(0.78, 1.0, &format!("the same with unequal observers, {years} years"));
    }
}

fn is_quiet(run: &Run) -> Tally {
    Tally::of([!run.trends().any(|(_, trend)| is_called(trend))])
}

/// What a spreadsheet calls a change: half a point from the first year to the last.
#[test]
#[ignore = "long"]
fn half_a_point_is_a_change_at_four_sites_in_ten_where_nothing_changed() {
    for years in [4, 6] {
        let by_half = counted(World { years, ..USUAL }, 20, |run| {
            Tally::of(run.seen().filter_map(|(_, series)| {
                let change = series.segments.last()?.latest()?.from_first_year.as_ref()?;
                Some(0.5 <= change.difference.to_f64().abs())
            }))
        });
        let by_half: Tally = by_half.into_iter().sum();
        by_half.lies_within(0.35, 0.5, &format!("half a point, {years} years"));
        let called = counted(World { years, ..USUAL }, 20, |run| {
            Tally::of(run.trends().map(|(_, trend)| is_called(trend)))
        });
        called.into_iter().sum::<Tally>().lies_within(
            0.0,
            0.005,
            &format!("called, {years} years"),
        );
    }
}

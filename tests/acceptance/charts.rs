//! Long lines, and what control charts say of them.

use std::{collections::BTreeSet, num::NonZeroUsize};

use cqi::{
    analysis::{Shift, Signals},
    model::{Exact, SchoolYear},
    score::{Outcome, Score},
    statistics::control::{
        Centre, Direction, Limits, Reach, Screening, Search, Undefined, Verdict, individuals,
        rule::{Firing, Phase, firings, rule, rules},
        run_chart, suggested_phases,
    },
};

use crate::{
    common::{golden, series::wards},
    world,
    written::{IN_ORDER, Visit, run, sheet},
};

/// What the engine says of a line, one score a year.
fn signals(values: &[f64]) -> Signals {
    let rows = values.iter().zip(2000..).map(|(value, year)| {
        let score = world::score(site(), SchoolYear::starting(year), &[3]);
        Score { outcome: Outcome::Value(Exact::from_decimal(*value).unwrap()), ..score }
    });
    let analysis = world::analysed(rows);
    let [series] = analysis.series.as_slice() else { panic!("there is one line") };
    series.trend.as_ref().unwrap().signals.clone().unwrap()
}

fn site() -> cqi::model::SiteId {
    cqi::model::SiteId("one".into())
}

fn present(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

/// qicharts2 and `NHSRplotthedots` flag all fourteen.
#[test]
fn a01_thirteen_threes_and_a_four_have_no_limits_and_no_point_is_flagged() {
    for place in 0..14 {
        let mut values = [3.0; 14];
        values[place] = 4.0;
        let chart = individuals(&present(&values));
        for screening in [Screening::Off, Screening::Once] {
            let limits = chart.limits(Reach::Usual, screening, 12);
            assert_eq!(limits, Err(Undefined::NoVariation), "a 4 at {place}");
        }
        let told = signals(&values);
        assert_eq!(told.beyond_limits, Err(Undefined::NoVariation), "a 4 at {place}");
        assert_ne!(told.shift, Shift::Signal, "a 4 at {place}");
    }
}

/// Eleven years, of which two lie on the median. No signal would say nothing: there could be none.
#[test]
fn a03_nine_useful_points_are_too_few_for_the_rules_of_anhoej() {
    let values = [1.0, 1.1, 1.2, 1.3, 1.5, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0];
    let chart = run_chart(&present(&values), Centre::OwnMedian);
    assert_eq!((chart.n, chart.useful()), (11, 9));
    assert_eq!(chart.verdict(), Verdict::NotApplicable { min: 10 });
    assert_eq!(signals(&values).shift, Shift::CannotTell { useful: 9, least: 10 });
}

/// The three tables that runcharter gives, with a baseline and a run of nine. Ward V has no new phase.
#[test]
fn a11_suggested_phases_are_those_of_runcharter() {
    let Some(wards) = wards() else { return };
    let nine = NonZeroUsize::new(9).unwrap();
    let search = Search { baseline: nine, run_length: nine, direction: Direction::Both };
    let mut told = Vec::new();
    for (ward, months) in wards {
        let values: Vec<Option<f64>> = months.iter().map(|(_, value)| *value).collect();
        for phase in suggested_phases(&values, search).unwrap() {
            let (start, end) = (&months[phase.start].0, &months[phase.end].0);
            told.push(format!("{ward} {} {start} to {end}", phase.centre));
        }
    }
    assert_eq!(
        told,
        [
            "WardV 7 2014-01-01 to 2014-09-01",
            "WardX 11 2014-01-01 to 2014-09-01",
            "WardX 6 2016-12-01 to 2017-08-01",
            "WardY 12 2014-01-01 to 2014-09-01",
            "WardY 8 2017-10-01 to 2018-06-01",
            "WardZ 4 2014-01-01 to 2014-09-01",
            "WardZ 9 2017-06-01 to 2018-03-01",
        ]
    );
}

/// Twenty years, the last ten a point higher. Were a new phase applied, the shift would be gone.
#[test]
fn a11_no_phase_is_applied_by_itself() {
    let values: Vec<f64> = (0..20)
        .map(|year| if year < 10 { 2.0 } else { 3.0 } + f64::from(year % 3) / 10.0)
        .collect();
    let told = signals(&values);
    assert_eq!(told.shift, Shift::Signal);
    // Ten years on either side, and one crossing; of twenty useful points chance gives runs of 7 at most
    // and 6 crossings at least (Anhoej 2015, table 1).
    let by_chance = (told.longest_by_chance, told.fewest_by_chance);
    assert_eq!(
        (told.longest_run.len(), told.crossings, by_chance),
        (10, Some(1), (Some(7), Some(6)))
    );
    assert!((told.median.unwrap() - 2.6).abs() < 1e-9);
    let chart = run_chart(&present(&values), Centre::OwnMedian);
    // The middle of 2.2 and 3.0.
    assert!((chart.centre.unwrap() - 2.6).abs() < 1e-9);
    assert_eq!(chart.longest_run(), Some(10));
}

#[test]
fn a15_two_of_three_means_three_things_and_each_says_which() {
    let golden = &golden()["two_of_three_divergence"];
    let z: Vec<f64> = golden["z"].as_array().unwrap().iter().map(|z| z.as_f64().unwrap()).collect();
    for (id, peer) in PEERS {
        let found = marked(id, &z);
        let expected: BTreeSet<usize> = golden[peer]
            .as_array()
            .unwrap()
            .iter()
            .map(|place| usize::try_from(place.as_u64().unwrap()).unwrap() - 1)
            .collect();
        assert_eq!(found, expected, "{id}");
    }
    let definitions: BTreeSet<&str> =
        PEERS.into_iter().map(|(id, _)| rule(id).unwrap().definition).collect();
    assert_eq!(definitions.len(), 3, "each says what it does in words of its own");
    let ids: BTreeSet<&str> = rules().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), rules().count(), "no two rules share an id");
}

/// What the engine uses itself is named where its tables are explained.
#[test]
fn a15_the_rules_in_use_are_named_beside_the_tables() {
    let visit = Visit { site: "Heron", year: 2024, activity: 1, ratings: [3; 12] };
    let run = run(&[("visits.csv", sheet(&[visit], IN_ORDER).as_bytes())], "csv");
    let dictionary = String::from_utf8_lossy(&run.files["data/dictionary.md"]).into_owned();
    for id in ["anhoej/runs@1", "anhoej/crossings@1", "nelson/1@1"] {
        assert!(rule(id).is_some() && dictionary.contains(id), "{id}");
    }
}

const PEERS: [(&str, &str); 3] = [
    ("nhs-mdc/2of3@2", "NHSRplotthedots"),
    ("powerbi-spc/2of3@1", "PowerBI_SPC"),
    ("qcc/2of3@1", "qcc_WER2_completing"),
];

/// The places that a rule marks, in values that are standard deviations from the centre.
fn marked(id: &str, z: &[f64]) -> BTreeSet<usize> {
    let limits = Limits { centre: 0.0, sigma: 1.0 };
    let found = firings(&[rule(id).unwrap()], &present(z), &[Phase { start: 0, limits }]);
    assert!(found.iter().all(|firing| firing.rule == id), "a firing says its rule");
    found.into_iter().flat_map(|Firing { points, .. }| points).collect()
}

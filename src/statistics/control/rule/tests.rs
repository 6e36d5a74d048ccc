//! What fires on what.

use proptest::prelude::*;

use super::{super::super::reference::golden, *};

const STANDARD: Limits = Limits { centre: 0.0, sigma: 1.0 };

/// Firings of one rule on values in standard deviations from the centre line.
fn fired(id: &str, values: &[Option<f64>]) -> Vec<Firing> {
    firings(&[rule(id).unwrap()], values, &[Phase { start: 0, limits: STANDARD }])
}

fn all(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

/// The points that a rule marks.
fn marked(id: &str, values: &[Option<f64>]) -> Vec<usize> {
    let mut points: Vec<usize> = fired(id, values).into_iter().flat_map(|f| f.points).collect();
    points.sort_unstable();
    points.dedup();
    points
}

#[test]
fn two_of_three_has_the_three_answers_that_were_measured() {
    let golden = &golden()["two_of_three_divergence"];
    let z = all(&super::super::super::reference::numbers(&golden["z"]));
    for (id, tool) in [
        ("nhs-mdc/2of3@2", "NHSRplotthedots"),
        ("powerbi-spc/2of3@1", "PowerBI_SPC"),
        ("qcc/2of3@1", "qcc_WER2_completing"),
    ] {
        // The tools count from one.
        let found: Vec<usize> = marked(id, &z).iter().map(|at| at + 1).collect();
        assert_eq!(serde_json::json!(found), golden[tool], "{id}");
    }
}

#[test]
fn every_rule_has_an_id_with_a_version_and_a_definition_of_its_own() {
    let mut ids: Vec<&str> = rules().map(|rule| rule.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), rules().count());
    for rule in rules() {
        let (name, version) = rule.id.rsplit_once('@').unwrap();
        assert!(name.split('/').count() == 2 && version.parse::<u8>().is_ok(), "{}", rule.id);
        assert!(rule.definition.contains("arks") && rule.definition.ends_with('.'), "{}", rule.id);
        assert!(!rule.definition.contains("  "), "{}", rule.id);
    }
    assert!(rule("nelson/1").is_none());
}

/// The shortest series on which each rule fires; without its last point none does.
fn shortest() -> Vec<(&'static str, Vec<f64>)> {
    let rising = |n: u8| (1..=n).map(|value| f64::from(value) / 10.0).collect::<Vec<f64>>();
    vec![
        ("nelson/1@1", vec![3.1]),
        ("nelson/2@1", vec![0.5; 9]),
        ("nelson/3@1", rising(6)),
        ("nelson/4@1", [0.1, 0.2].repeat(7)),
        ("nelson/5@1", vec![-2.1; 2]),
        ("nelson/6@1", vec![1.1; 4]),
        ("nelson/7@1", vec![0.9; 15]),
        ("nelson/8@1", [1.1, -1.1].repeat(4)),
        ("western-electric/1@1", vec![-3.1]),
        ("western-electric/2@1", vec![2.1; 2]),
        ("western-electric/3@1", vec![-1.1; 4]),
        ("western-electric/4@1", vec![0.5; 8]),
        ("nhs-mdc/beyond@1", vec![3.1]),
        ("nhs-mdc/trend@1", rising(7)),
        ("nhs-mdc/2of3@2", vec![2.1, 2.1, 0.1]),
        ("nhs-mdc/shift@1", vec![-0.5; 7]),
        ("qcc/2of3@1", vec![2.1; 2]),
        ("powerbi-spc/2of3@1", vec![2.1; 2]),
        ("anhoej/runs@1", vec![0.5; 7]),
        ("anhoej/crossings@1", vec![0.5; 6]),
        ("perla/shift@1", vec![0.5; 6]),
        ("perla/trend@1", rising(5)),
        ("perla/runs@1", [vec![0.5; 5], vec![-0.5; 4]].concat()),
    ]
}

#[test]
fn every_rule_fires_on_its_shortest_series_and_not_on_less() {
    let shortest = shortest();
    assert_eq!(shortest.len(), rules().count());
    for (id, values) in shortest {
        let values = all(&values);
        assert_eq!(fired(id, &values).len(), 1, "{id}");
        let less = &values[..values.len() - 1];
        assert!(fired(id, less).is_empty(), "{id} on less");
        let few = |values| obstacles(rule(id).unwrap(), &chart(values, STANDARD), None);
        assert_eq!(few(&values), [], "{id}");
        let told = Obstacle::TooFew { found: values.len() - 1, least: values.len() };
        assert_eq!(few(less), [told], "{id} on less");
    }
}

fn chart(values: &[Option<f64>], limits: Limits) -> Chart<'_> {
    Chart { values, limits }
}

/// Of the rules that need points in a row, none sees one across a gap.
#[test]
fn a_gap_breaks_a_row() {
    let across = |id: &str| {
        !matches!(rule(id).unwrap().needs, Needs::Points(_))
            && !matches!(id, "anhoej/runs@1" | "anhoej/crossings@1" | "perla/runs@1")
    };
    for (id, values) in shortest().into_iter().filter(|(id, _)| across(id)) {
        let mut gapped = all(&values);
        gapped.insert(values.len() / 2, None);
        assert!(fired(id, &gapped).is_empty(), "{id}");
    }
}

#[test]
fn a_tie_breaks_a_trend_of_the_nhs_and_is_passed_over_by_the_ihi() {
    let values = all(&[1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 6.0]);
    assert_eq!(marked("nhs-mdc/trend@1", &values), [0_usize; 0]);
    assert_eq!(marked("perla/trend@1", &values), [0, 1, 2, 4, 5, 6]);
}

#[test]
fn a_point_on_the_mean_breaks_a_shift_of_the_nhs() {
    let mut values = all(&[0.5; 8]);
    assert_eq!(marked("nhs-mdc/shift@1", &values), [0, 1, 2, 3, 4, 5, 6, 7]);
    values[3] = Some(0.0);
    assert_eq!(marked("nhs-mdc/shift@1", &values), [0_usize; 0]);
}

#[test]
fn several_rules_fire_on_one_point_and_none_hides_another() {
    // The last point is beyond the limit, and completes two of three and a row of nine.
    let values = all(&[0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 2.5, 3.5]);
    let asked: Vec<&Rule> =
        ["nelson/2@1", "nelson/5@1", "nelson/1@1"].map(|id| rule(id).unwrap()).to_vec();
    let found = firings(&asked, &values, &[Phase { start: 0, limits: STANDARD }]);
    let fired: Vec<(&str, usize, usize)> =
        found.iter().map(|firing| (firing.rule, firing.start, firing.end)).collect();
    assert_eq!(fired, [("nelson/2@1", 0, 8), ("nelson/5@1", 6, 8), ("nelson/1@1", 8, 8)]);
    assert!(found.iter().all(|firing| firing.side == Some(Side::Above)));
    assert!(found.iter().all(|firing| firing.bearing(Aim::Lower) == Bearing::Concern));
}

#[test]
fn rules_start_anew_at_each_phase() {
    let values = all(&[0.5; 12]);
    let phase = |start, centre| Phase { start, limits: Limits { centre, sigma: 1.0 } };
    let nine = [rule("nelson/2@1").unwrap()];
    assert_eq!(firings(&nine, &values, &[phase(0, 0.0)]).len(), 4);
    assert!(firings(&nine, &values, &[phase(0, 0.0), phase(6, 0.0)]).is_empty());
    // Places are those of the series; what lies before the first phase is left out.
    let found = firings(&nine, &values, &[phase(1, 0.0), phase(2, 1.0), phase(99, 0.0)]);
    assert!(found.is_empty(), "a phase that ends after the series has no values: {found:?}");
    let found = firings(&nine, &values, &[phase(1, 0.0), phase(3, 1.0)]);
    assert_eq!((found[0].start, found[0].end, found[0].side), (3, 11, Some(Side::Below)));
}

#[test]
fn windows_that_overlap_are_one_episode() {
    let mut values = all(&[0.5; 12]);
    values.extend(all(&[-0.5; 9]));
    let found = fired("nelson/2@1", &values);
    assert_eq!(found.len(), 5);
    let episodes = episodes(&found);
    let windows: Vec<(usize, usize)> = episodes.iter().map(|e| (e.start, e.end)).collect();
    assert_eq!(windows, [(0, 11), (12, 20)]);
    assert_eq!(episodes[0].points, (0..12).collect::<Vec<_>>());
}

#[test]
fn windows_on_different_sides_are_different_episodes() {
    let found = fired("western-electric/2@1", &all(&[2.5, -2.5, 2.5, -2.5]));
    let told: Vec<_> = episodes(&found).iter().map(|e| (e.side.unwrap(), e.start, e.end)).collect();
    assert_eq!(told, [(Side::Above, 0, 2), (Side::Below, 1, 3)]);
}

/// 2.5 + 2 · 0.2 is the value itself, though (2.9 - 2.5) / 0.2 is 1.9999999999999996 in binary and
/// (2.1 - 2.5) / 0.2 is -1.9999999999999996; and 3.39 / 1.13 is 3.0000000000000004.
#[test]
fn a_point_on_a_line_is_not_beyond_it() {
    let at = |centre, sigma, value| {
        let limits = Limits { centre, sigma };
        let asked: Vec<&Rule> = ["nelson/1@1", "nelson/5@1"].map(|id| rule(id).unwrap()).to_vec();
        firings(&asked, &[Some(value), Some(value)], &[Phase { start: 0, limits }]).len()
    };
    assert_eq!(at(2.5, 0.2, 2.9), 0);
    assert_eq!(at(2.5, 0.2, 2.1), 0);
    assert_eq!(at(2.5, 0.2, 2.901), 1);
    // On the limit, both points are beyond two standard deviations and neither beyond three.
    assert_eq!(at(0.0, 1.13, 3.39), 1);
    assert_eq!(at(0.0, 1.0, 3.01), 3);
}

/// Nothing that needs limits fires on the series that a peer floods with signals.
#[test]
fn flat_limits_fire_nothing_and_say_so() {
    let values =
        all(&super::super::super::reference::numbers(&golden()["xmr"]["degenerate_ordinal"]["y"]));
    let limits = Limits { centre: 43.0 / 14.0, sigma: 0.0 };
    for id in
        ["nelson/1@1", "nelson/5@1", "nelson/6@1", "nelson/7@1", "nelson/8@1", "nhs-mdc/beyond@1"]
    {
        let rule = rule(id).unwrap();
        assert!(firings(&[rule], &values, &[Phase { start: 0, limits }]).is_empty(), "{id}");
        let told = obstacles(rule, &chart(&values, limits), None);
        assert!(told.contains(&Obstacle::NoVariation), "{id}: {told:?}");
    }
}

#[test]
fn a_line_at_the_end_of_the_scale_is_told_as_out_of_reach() {
    let values = all(&[3.0; 9]);
    let limits = Limits { centre: 3.0, sigma: 0.5 };
    let blocked =
        |id: &str| obstacles(rule(id).unwrap(), &chart(&values, limits), Some((1.0, 4.0)));
    assert_eq!(blocked("nelson/1@1"), [Obstacle::OutOfReach(Side::Above)]);
    // 3 + 2 · 0.5 is the end itself.
    assert_eq!(blocked("nelson/5@1"), [Obstacle::OutOfReach(Side::Above)]);
    assert_eq!(blocked("nelson/6@1"), []);
    assert_eq!(blocked("nelson/2@1"), []);
    let at_the_end = Limits { centre: 4.0, sigma: 0.5 };
    let told =
        obstacles(rule("nelson/2@1").unwrap(), &chart(&values, at_the_end), Some((1.0, 4.0)));
    assert_eq!(told, [Obstacle::OutOfReach(Side::Above)]);
}

fn a_value() -> impl Strategy<Value = Option<f64>> {
    prop::option::weighted(0.9, (0..=12_u8).prop_map(|quarter| 1.0 + f64::from(quarter) / 4.0))
}

proptest! {
    /// What is said to keep a rule from firing does so.
    #[test]
    fn no_rule_fires_past_an_obstacle(
        values in prop::collection::vec(a_value(), 0..24),
        centre in 1.0..4.0_f64,
        sigma in prop::sample::select(vec![0.0, 0.1, 0.4, 1.0]),
    ) {
        let limits = Limits { centre, sigma };
        for rule in rules() {
            let found = firings(&[rule], &values, &[Phase { start: 0, limits }]);
            for obstacle in obstacles(rule, &chart(&values, limits), Some((1.0, 4.0))) {
                let fired = match obstacle {
                    Obstacle::OutOfReach(side) => found.iter().any(|f| f.side == Some(side)),
                    Obstacle::TooFew { .. } | Obstacle::NoVariation => !found.is_empty(),
                };
                prop_assert!(!fired, "{} past {obstacle:?}", rule.id);
            }
        }
    }

    /// Turned upside down, a series has the same firings on the other side.
    #[test]
    fn rules_know_no_up_and_down(values in prop::collection::vec(a_value(), 0..24)) {
        let limits = Limits { centre: 2.5, sigma: 0.4 };
        let turned: Vec<Option<f64>> = values.iter().map(|value| Some(5.0 - (*value)?)).collect();
        for rule in rules() {
            let places = |values: &[Option<f64>]| {
                let found = firings(&[rule], values, &[Phase { start: 0, limits }]);
                found.into_iter().map(|f| (f.start, f.end, f.points)).collect::<Vec<_>>()
            };
            prop_assert_eq!(places(&values), places(&turned), "{}", rule.id);
        }
    }

    /// Marked points lie in the window and have values.
    #[test]
    fn marks_lie_in_their_window(values in prop::collection::vec(a_value(), 0..24)) {
        for rule in rules() {
            for firing in firings(&[rule], &values, &[Phase { start: 0, limits: STANDARD }]) {
                let within = |at: &usize| (firing.start..=firing.end).contains(at);
                prop_assert!(firing.points.iter().all(within), "{firing:?}");
                prop_assert!(firing.points.iter().all(|&at| values[at].is_some()), "{firing:?}");
            }
        }
    }
}

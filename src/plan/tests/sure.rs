//! How sure the choice of a plan is: what moves with chance, and what goes on as it did.

use super::*;

/// Site `a` with two standards below target that lie `apart`, each seen on four visits that differ
/// by a point, and a third one at target; other sites show how much visits differ.
fn apart(apart: f64) -> Plan {
    let looks = |level: f64| [level - 0.5, level + 0.5, level - 0.5, level + 0.5];
    let mut rows = vec![
        seen("one", "2").looks(&looks(2.0)),
        seen("two", "2").looks(&looks(2.0 + apart)),
        seen("three", "3").looks(&looks(3.5)),
    ];
    for site in ["b", "c", "d"] {
        for standard in ["one", "two", "three"] {
            rows.push(observed(site, 2024, "3").of("standard", standard).looks(&looks(3.0)));
        }
    }
    let mut rulebook = rules();
    rulebook.plans.get_mut("plan").unwrap().focus.maximum = 1;
    plan_by(&rulebook, rows)
}

fn stability(plan: &Plan) -> (f64, bool) {
    let of = |reason: &Reason| match reason {
        Reason::Stability { share, robust, .. } => Some((*share, *robust)),
        _ => None,
    };
    plan.focus[0].reasons.iter().find_map(of).unwrap()
}

#[test]
fn two_standards_that_cannot_be_told_apart_are_a_close_choice() {
    let plan = apart(0.0);
    assert_eq!(chosen(&plan), ["one"]);
    let (share, robust) = stability(&plan);
    // One half, give or take twice the standard error of 200 trials.
    assert!((share - 0.5).abs() < 0.071, "{share}");
    assert!(!robust);
}

#[test]
fn a_standard_far_below_the_others_is_a_robust_choice() {
    let (share, robust) = stability(&apart(1.0));
    assert!(0.95 < share, "{share}");
    assert!(robust);
}

#[test]
fn without_repeated_ratings_nothing_is_said_of_how_robust_a_choice_is() {
    let plan = plan([said("one", "2"), said("two", "2.5")]);
    assert!(plan.focus.iter().all(|focus| focus.priority.as_ref().unwrap().stays.is_none()));
    let told = plan.focus.iter().flat_map(|focus| &focus.reasons);
    assert_eq!(told.filter(|it| matches!(it, Reason::Stability { .. })).count(), 0);
}

/// Twelve sites over four years, that of `a` falling by half a point a year.
fn falling() -> Vec<Score> {
    let mut rows = Vec::new();
    for (place, site) in
        ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"].iter().enumerate()
    {
        for (at, year) in (2021..=2024).enumerate() {
            let (first, fall) = if *site == "a" { (3.7, 0.5) } else { (3.2, 0.01 * place as f64) };
            let level = first - fall * at as f64;
            let looks = [level - 0.3, level + 0.3, level];
            rows.push(observed(site, year, "3").looks(&looks));
        }
    }
    rows
}

#[test]
fn a_line_that_falls_is_carried_on_to_the_year_of_the_plan() {
    let now = plan_on("2024-10-20", &rules(), falling());
    let later = plan_on("2025-10-20", &rules(), falling());
    let priority = |plan: &Plan| plan.focus[0].priority.clone().unwrap();
    let (now_level, later_level) = (priority(&now), priority(&later));
    assert_eq!(now_level.level_basis, LevelBasis::Shrunk);
    assert_eq!(later_level.level_basis, LevelBasis::CarriedOn { years: 1 });

    let driver = later.focus[0].driver.clone().unwrap();
    let slope = driver.trend.unwrap().slope.unwrap().shrunken.unwrap();
    assert!(slope.level < 0.0, "{slope:?}");
    let expected = now_level.level + slope.level;
    assert!((later_level.level - expected).abs() < 1e-12);
    let spread = (now_level.spread.powi(2) + slope.spread.powi(2)).sqrt();
    assert!((later_level.spread - spread).abs() < 1e-12);
    assert!(now_level.value < later_level.value);
}

#[test]
fn a_low_score_is_said_to_be_low_partly_by_chance() {
    let told = |day: &str| {
        let plan = plan_on(day, &rules(), falling());
        plan.focus[0].reasons.iter().find_map(|reason| match reason {
            Reason::LowPartlyByChance { score, expected, .. } => Some((score.to_f64(), *expected)),
            _ => None,
        })
    };
    let (score, expected) = told("2024-10-20").unwrap();
    assert!((score - 2.2).abs() < 1e-9);
    // Between the site's own score and the mean of all sites, which is about 3.
    assert!(2.2 < expected && expected < 3.0, "{expected}");
    // A year later its line is carried on, and leads elsewhere.
    assert_eq!(told("2025-10-20"), None);
}

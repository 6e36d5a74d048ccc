//! What a plan must say.

// How sure the choice is.
mod sure;
mod steps;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::{
    analysis::given::{about, agreed, analysed, exact, observed, read, rulebook, scores, site_id},
    model::SchoolYear,
    rulebook::kind::PriorityRule,
};

/// The rules of the analysis, with a template, goals and actions.
fn rules() -> Rulebook {
    Rulebook {
        plans: [("plan".to_owned(), read(template()))].into(),
        goals: [("goals".to_owned(), read(goals()))].into(),
        actions: [("actions".to_owned(), read(actions()))].into(),
        ..rulebook()
    }
}

fn template() -> Value {
    json!({
        "kind": "plan", "about": about("plan"), "framework": "standards",
        "focus": {
            "maximum": 2, "priority": "expected-shortfall",
            "gate": [{
                "id": "safety", "when": "critical && score <= 1.0",
                "because": "Safety first: {item} is rated {score}.",
            }],
        },
        "due": { "goals": "05-15", "review": "01-31", "start": "11-01" },
        "maximum_actions": 3, "part": [],
    })
}

fn goals() -> Value {
    let goal = |standard: &str, band: &str| {
        json!({
            "id": format!("{standard}_{band}"), "standard": standard, "band": band,
            "goal": "By {by_date}, {site} moves {standard} from {from} to {to}, by {measure}.",
            "also_watch": ["a count"], "mid_year_sign": "A sign.",
        })
    };
    let standards = ["one", "two", "three"];
    let all = standards.iter().flat_map(|it| ["start", "build", "keep"].map(|band| goal(it, band)));
    json!({
        "kind": "goals", "about": about("goals"), "framework": "standards", "targets": "standards",
        "default_target": [
            { "band": "start", "at_least": 2.0, "step": 0.5 },
            { "band": "build", "step": 0.5, "at_most": 3.0 },
            { "band": "keep", "at_least": 3.0, "round_down_to": 0.5 },
        ],
        "goal": all.collect::<Vec<Value>>(),
    })
}

fn action(id: &str, standard: &str, position: &str, more: &Value) -> Value {
    let mut action = json!({
        "id": id, "standard": standard, "title": id, "text": "Do it.", "position": position,
        "weeks": 4, "effort": "low", "evidence": "A list", "measure": "A count",
    });
    if let (Some(action), Some(more)) = (action.as_object_mut(), more.as_object()) {
        action.extend(more.clone());
    }
    action
}

fn actions() -> Value {
    json!({
        "kind": "actions", "about": about("actions"), "framework": "standards",
        "targets": "standards",
        "position": [
            { "id": "lead", "label": "Site lead" },
            { "id": "cook", "label": "Cook", "if_none": "lead" },
            { "id": "coach", "label": "Coach" },
        ],
        "action": [
            action("general", "two", "lead", &json!({ "band": "build" })),
            action("first item", "two", "lead", &json!({ "band": "build", "indicators": ["Q2.1"] })),
            action("second item", "two", "lead", &json!({ "band": "build", "items": ["two_2"] })),
            action("other band", "two", "cook", &json!({ "band": "start" })),
            action("slow", "two", "cook", &json!({ "band": "build", "weeks": 40 })),
            action("for one", "one", "lead", &json!({ "band": "build" })),
            action("also for one", "one", "coach", &json!({ "band": "build" })),
        ],
    })
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The plan of site `a`, made in October 2024.
fn plan_by(rulebook: &Rulebook, rows: impl IntoIterator<Item = Score>) -> Plan {
    plan_on("2024-10-20", rulebook, rows)
}

fn plan_on(as_of: &str, rulebook: &Rulebook, rows: impl IntoIterator<Item = Score>) -> Plan {
    let scores = scores(rows);
    let analysis = analysed(&scores, rulebook);
    let sites = [(site_id("a"), Site::named(site_id("a"), "Oak Street"))].into();
    let plans = plans(Language::English, &analysis, &scores, rulebook, &sites, day(as_of));
    plans.into_iter().next().unwrap()
}

fn plan(rows: impl IntoIterator<Item = Score>) -> Plan {
    plan_by(&rules(), rows)
}

fn seen(standard: &str, value: &str) -> Score {
    observed("a", 2024, value).of("standard", standard)
}

fn said(standard: &str, value: &str) -> Score {
    agreed("a", 2024, value).of("standard", standard)
}

fn chosen(plan: &Plan) -> Vec<&str> {
    plan.focus.iter().map(|focus| &*focus.standard).collect()
}

fn passed_over(plan: &Plan) -> Vec<(&str, NotChosen)> {
    plan.passed_over.iter().map(|one| (&*one.standard, one.why)).collect()
}

#[test]
fn the_larger_shortfall_comes_first_and_as_many_as_the_rules_allow() {
    let plan = plan([seen("one", "2.8"), seen("two", "2.2"), seen("three", "2.5")]);
    assert_eq!(chosen(&plan), ["two", "three"]);
    assert_eq!(passed_over(&plan), [("one", NotChosen::OthersFirst { maximum: 2 })]);
    let first = plan.focus[0].priority.as_ref().unwrap();
    assert!((first.value - 0.8).abs() < 1e-12);
    assert_eq!((first.level_basis, first.target.clone()), (LevelBasis::ScoreItself, exact("3")));
}

#[test]
fn importance_weighs_the_shortfall() {
    let mut rulebook = rules();
    let template = rulebook.plans.get_mut("plan").unwrap();
    template.focus.importance =
        vec![read(json!({ "standard": "one", "weight": 5, "source": "our advisory group" }))];
    let plan = plan_by(&rulebook, [seen("one", "2.8"), seen("two", "2.2"), seen("three", "2.5")]);
    assert_eq!(chosen(&plan), ["one", "two"]);
    let first = plan.focus[0].priority.as_ref().unwrap();
    assert_eq!(first.importance_source.as_deref(), Some("our advisory group"));
}

#[test]
fn of_equal_priorities_the_larger_gap_comes_first() {
    let mut rulebook = rules();
    rulebook.plans.get_mut("plan").unwrap().focus.importance =
        vec![read(json!({ "standard": "one", "weight": 2, "source": "us" }))];
    let plan = plan_by(&rulebook, [seen("one", "2.5"), seen("two", "2")]);
    assert_eq!(chosen(&plan), ["two", "one"]);
}

#[test]
fn equal_standards_keep_their_order() {
    let plan = plan([seen("three", "2.5"), seen("two", "2.5"), seen("one", "2.5")]);
    assert_eq!(chosen(&plan), ["one", "two"]);
}

#[test]
fn a_standard_that_is_lower_than_a_chosen_one_is_found() {
    let mut plan = plan([seen("one", "2.9"), seen("two", "2.5"), seen("three", "2.25")]);
    assert_eq!(passed_over(&plan), [("one", NotChosen::OthersFirst { maximum: 2 })]);
    assert!(plan.lower_not_chosen().is_empty());
    let one = plan.evidence.iter_mut().find(|known| &*known.standard == "one").unwrap();
    one.sources[0].score = exact("2.4");
    assert_eq!(&*plan.lower_not_chosen()[0].standard, "one");
    // What is old does not count.
    plan.evidence.iter_mut().for_each(|known| known.sources[0].age = Age::Older);
    assert!(plan.lower_not_chosen().is_empty());
}

#[test]
fn where_the_order_alone_decides_both_sides_say_so() {
    let rows = |first: &str| [seen("one", first), seen("two", "2.5"), seen("three", "2.5")];
    let ties = |plan: &Plan| {
        let of_reason = |reason: &Reason| match reason {
            Reason::Tie(tie) => Some(tie.clone()),
            _ => None,
        };
        let of_focus = |focus: &FocusStandard| focus.reasons.iter().find_map(of_reason);
        (plan.focus.iter().map(of_focus).collect::<Vec<_>>(), plan.passed_over[0].tie.clone())
    };
    let tie = |with: &[&str]| {
        let with = with.iter().map(|&id| id.into()).collect();
        Some(Tie { with, score: exact("2.5") })
    };
    assert_eq!(
        ties(&plan(rows("2.5"))),
        (vec![tie(&["three"]), tie(&["three"])], tie(&["one", "two"]))
    );
    assert_eq!(ties(&plan(rows("2.4"))), (vec![None, tie(&["three"])], tie(&["two"])));
    assert_eq!(ties(&plan(rows("2.5000001"))), (vec![None, None], None));
}

#[test]
fn exactly_the_target_is_enough_and_a_hair_below_is_not() {
    let plan = plan([seen("one", "3"), seen("two", "2.9999999"), seen("three", "3.2")]);
    assert_eq!(chosen(&plan), ["two"]);
    let rest = [("one", NotChosen::AtTarget), ("three", NotChosen::AtTarget)];
    assert_eq!(passed_over(&plan), rest);
}

#[test]
fn where_more_than_the_target_is_asked_the_target_is_not_enough() {
    let mut rulebook = rules();
    let targets = rulebook.targets.get_mut("standards").unwrap();
    targets.exception = vec![read(json!({
        "id": "two", "target": 3.0, "comparison": "more-than",
    }))];
    let plan = plan_by(&rulebook, [seen("one", "3"), seen("two", "3")]);
    assert_eq!(chosen(&plan), ["two"]);
    assert!(matches!(plan.focus[0].reasons[0], Reason::BelowTarget { .. }));
    assert_eq!(passed_over(&plan).last(), Some(&("one", NotChosen::AtTarget)));
}

#[test]
fn goals_go_by_the_band_whose_lower_bound_the_score_reaches() {
    let goal = |score: &str| plan([seen("one", score)]).focus[0].goal.clone().unwrap().id;
    let goals = ["1.9999999", "2", "2.9999999", "3"].map(goal);
    assert_eq!(
        goals.each_ref().map(|id| &**id),
        ["one_start", "one_build", "one_build", "one_keep",]
    );
}

#[test]
fn cut_offs_are_met_as_they_are_written() {
    let target = |comparison| TargetLine { value: exact("2.745"), comparison };
    for (score, at_least, more_than) in
        [("2.7449999", false, false), ("2.745", true, false), ("2.75", true, true)]
    {
        assert_eq!(target(Comparison::AtLeast).is_met_by(&exact(score)), at_least, "{score}");
        assert_eq!(target(Comparison::MoreThan).is_met_by(&exact(score)), more_than, "{score}");
    }
}

#[test]
fn the_source_with_the_larger_shortfall_drives_and_both_are_shown() {
    let plan = plan([seen("one", "2.6"), said("one", "2.0")]);
    let driver = plan.focus[0].driver.as_ref().unwrap();
    assert_eq!((driver.source, &driver.score), (EvidenceSource::SelfAssessment, &exact("2")));
    let shown: Vec<_> = plan.evidence[0].sources.iter().map(|one| one.score.clone()).collect();
    assert_eq!(shown, [exact("2"), exact("2.6")]);
}

/// Five other sites whose visits differ by a point each, in two years.
fn wide_apart() -> Vec<Score> {
    let sites = ["b", "c", "d", "e", "f"];
    let seen = |site| {
        [2023, 2024]
            .map(|year| observed(site, year, "3").of("standard", "one").looks(&[2.0, 3.0, 4.0]))
    };
    sites.into_iter().flat_map(seen).collect()
}

#[test]
fn a_shaky_source_at_target_does_not_drive_where_another_is_below() {
    let mut rows = wide_apart();
    rows.extend([seen("one", "3").looks(&[3.0]), said("one", "2.9")]);
    let plan = plan(rows);
    let focus = &plan.focus[0];
    assert_eq!(focus.driver.as_ref().unwrap().source, EvidenceSource::SelfAssessment);
    // One visit with a standard error of about a point would be short by 0.4 on average.
    assert!(focus.priority.as_ref().unwrap().value < 0.2);
}

#[test]
fn a_fall_within_noise_is_no_reason() {
    let mut rows = wide_apart();
    rows.push(observed("a", 2023, "3").of("standard", "one").looks(&[2.0, 3.0, 3.9]));
    rows.push(seen("one", "3").looks(&[1.9, 2.9, 3.8]));
    let reasons = &plan(rows).focus[0].reasons;
    assert!(matches!(reasons.as_slice(), [Reason::BelowTarget { .. }]), "{reasons:?}");
}

#[test]
fn views_on_two_sides_of_the_target_are_a_reason() {
    let plan = plan([seen("one", "2.5"), said("one", "3.5")]);
    assert_eq!(
        plan.focus[0].reasons,
        [
            Reason::BelowTarget {
                source: EvidenceSource::Observation,
                score: exact("2.5"),
                target: exact("3"),
                gap: exact("0.5"),
            },
            Reason::SourcesDisagree {
                self_assessment: exact("3.5"),
                observation: exact("2.5"),
                difference: exact("1"),
            },
        ]
    );
}

#[test]
fn a_fall_is_a_reason_where_it_may_be_more_than_noise() {
    let before = agreed("a", 2023, "3.5").of("standard", "one");
    let plan = plan([before, said("one", "2.5")]);
    let [_, Reason::FellSince { source, change }] = plan.focus[0].reasons.as_slice() else {
        panic!("below target, and fell: {:?}", plan.focus[0].reasons)
    };
    assert_eq!((*source, &change.difference), (EvidenceSource::SelfAssessment, &exact("-1")));
}

#[test]
fn standards_without_evidence_are_listed_and_not_zero() {
    let silent = seen("two", "1").none(score::Reason::TooFewResponses { have: 1, need: 2 });
    let plan = plan([seen("one", "3.5"), silent]);
    let listed: Vec<&str> = plan.no_evidence.iter().map(|one| &*one.standard).collect();
    assert_eq!(listed, ["two", "three", "four"]);
    assert_eq!(
        plan.no_evidence[0].reasons,
        [NoEvidenceReason::NoScore(NoScore {
            source: EvidenceSource::Observation,
            instrument: "visits".into(),
            school_year: SchoolYear::starting(2024),
            reason: score::Reason::TooFewResponses { have: 1, need: 2 },
        })]
    );
    assert_eq!(
        plan.no_evidence[2].reasons,
        [NoEvidenceReason::NotSeenBy {
            instrument: "visits".into(),
            because: "It cannot be seen.".to_owned(),
            instead: vec!["a talk".to_owned()],
        }]
    );
    assert_eq!(chosen(&plan), ["one"]);
}

#[test]
fn where_all_is_at_target_the_closest_is_kept_from_slipping() {
    let plan = plan([seen("one", "3.6"), seen("two", "3.1")]);
    assert_eq!(chosen(&plan), ["two"]);
    assert_eq!(plan.focus[0].kind, FocusKind::Sustain);
    assert!(matches!(plan.focus[0].reasons[0], Reason::ClosestToTarget { .. }));
    assert_eq!(plan.focus[0].goal.as_ref().unwrap().to, exact("3"));
}

#[test]
fn there_is_always_a_strength_where_there_is_evidence() {
    let strength = |rows: Vec<Score>| plan(rows).strength.map(|it| (it.standard, it.why));
    let above = strength(vec![seen("one", "2"), seen("two", "3.2"), seen("three", "3.4")]);
    assert_eq!(above, Some(("three".into(), StrengthReason::AtTarget)));
    let below = strength(vec![seen("one", "2"), seen("two", "1.5"), seen("three", "2.4")]);
    assert_eq!(below, Some(("three".into(), StrengthReason::ClosestToTarget)));
    let only = strength(vec![seen("one", "2")]);
    assert_eq!(only, Some(("one".into(), StrengthReason::ClosestToTarget)));
    assert_eq!(strength(vec![]), None);
}

#[test]
fn a_strength_is_what_the_more_cautious_source_says() {
    let plan =
        plan([seen("one", "3.9"), said("one", "3.0"), seen("two", "3.3"), said("two", "3.4")]);
    let strength = plan.strength.unwrap();
    assert_eq!((&*strength.standard, strength.evidence.score), ("two", exact("3.3")));
}

#[test]
fn a_source_whose_range_is_known_speaks_for_a_strength() {
    // What visits of other sites differ by tells how sure those of this one are.
    let mut rows = network();
    rows.retain(|row| &*row.key.site.0 != "a");
    rows.push(seen("one", "3.5").looks(&[3.4, 3.6, 3.5, 3.5]));
    rows.push(said("one", "3.2"));
    let strength = plan(rows).strength.unwrap();
    assert!(strength.evidence.interval.is_some());
    assert_eq!((&*strength.standard, strength.evidence.score), ("one", exact("3.5")));
}

#[test]
fn a_standard_that_one_source_sees_below_target_is_no_strength_where_there_is_another() {
    let plan =
        plan([seen("one", "3.9"), said("one", "2.9"), seen("two", "3.1"), said("two", "3.1")]);
    assert_eq!(&*plan.strength.unwrap().standard, "two");
}

#[test]
fn old_evidence_is_shown_and_does_not_drive() {
    let old = observed("a", 2020, "1.5").of("standard", "one");
    let plan = plan([old, seen("two", "2.5")]);
    assert_eq!(chosen(&plan), ["two"]);
    assert_eq!(plan.evidence[0].sources[0].age, Age::Older);
    assert_eq!(passed_over(&plan), [("one", NotChosen::OlderEvidence)]);
}

#[test]
fn the_plan_is_for_the_year_of_its_day_but_not_before_the_latest_data() {
    let year = |data: u16| plan([observed("a", data, "2")]).school_year;
    assert_eq!(year(2023), SchoolYear::starting(2024));
    assert_eq!(year(2025), SchoolYear::starting(2025));
}

#[test]
fn a_plan_made_after_the_day_for_goals_is_for_the_next_year() {
    let made_on = |as_of| plan_on(as_of, &rules(), [seen("one", "2")]);
    let (before, after) = (made_on("2025-05-14"), made_on("2025-05-15"));
    assert_eq!(
        (before.school_year, before.days.goals),
        (SchoolYear::starting(2024), day("2025-05-15"))
    );
    assert_eq!(
        (after.school_year, after.days.goals),
        (SchoolYear::starting(2025), day("2026-05-15"))
    );
    // November 1, 2025 is a Saturday, and January 31, 2026 too.
    assert_eq!((after.days.start, after.days.review), (day("2025-11-03"), day("2026-01-30")));
}

#[test]
fn a_site_without_data_has_a_plan_that_says_so() {
    let plan = plan([]);
    assert_eq!((plan.evidence.len(), plan.no_evidence.len()), (0, 4));
    assert_eq!((plan.focus.len(), plan.strength), (0, None));
}

#[test]
fn tools_are_listed_with_their_dates() {
    let dated = |day_of: &str, n| Score {
        first_date: Some(day(day_of)),
        last_date: Some(day(day_of)),
        n_responses: n,
        ..seen("one", "2")
    };
    let other = dated("2024-11-05", 2).of("standard", "two");
    let plan = plan([dated("2024-10-01", 3), other, observed("a", 2020, "2")]);
    let [tool] = plan.tools.as_slice() else { panic!("one tool: {:?}", plan.tools) };
    assert_eq!(
        (tool.first_date, tool.last_date),
        (Some(day("2024-10-01")), Some(day("2024-11-05")))
    );
    assert_eq!(tool.n_responses, 3);
}

/// Twelve sites with two standards: `a` has few ratings of `one`, and many of `two`.
fn network() -> Vec<Score> {
    let mut rows = vec![
        seen("one", "2").looks(&[2.9]),
        seen("two", "2").looks(&[2.4, 2.9, 2.9, 3.4, 2.9, 2.9]),
    ];
    for site in ["b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"] {
        let shift = f64::from(site.as_bytes()[0] - b'b') / 10.0;
        for standard in ["one", "two"] {
            let looks = [2.4 + shift, 2.9 + shift, 1.9 + shift];
            rows.push(observed(site, 2024, "2").of("standard", standard).looks(&looks));
        }
    }
    rows
}

#[test]
fn a_shaky_score_just_below_target_comes_before_a_sure_one() {
    let plan = plan(network());
    assert_eq!(chosen(&plan), ["one", "two"]);
    let priority = plan.focus[0].priority.as_ref().unwrap();
    assert_eq!(priority.level_basis, LevelBasis::Shrunk);
}

#[test]
fn by_the_sure_rule_only_what_is_surely_below_target_is_chosen() {
    let mut rulebook = rules();
    rulebook.plans.get_mut("plan").unwrap().focus.priority = PriorityRule::SureShortfall;
    let plan = plan_by(&rulebook, network());
    assert_eq!(plan.focus.len(), 1);
    assert_eq!(passed_over(&plan).len(), 1);
    assert_eq!(passed_over(&plan)[0].1, NotChosen::NotSurelyBelow);
}

#[test]
fn the_order_of_scores_and_sites_changes_nothing() {
    let rulebook = rules();
    let plans_of = |rows: Vec<Score>| {
        let scores = Scores { rows };
        let analysis = analysed(&scores, &rulebook);
        let site = |id: &str| (site_id(id), Site::named(site_id(id), id));
        let sites = ["b", "a", "c"].map(site).into();
        plans(Language::English, &analysis, &scores, &rulebook, &sites, day("2024-10-20"))
    };
    let mut rows = network();
    rows.push(said("one", "2.5"));
    let forward = plans_of(rows.clone());
    rows.reverse();
    assert_eq!(forward, plans_of(rows));
}

#[test]
fn a_critical_item_comes_first_whatever_the_averages_say() {
    let item = said("one", "1").of("item", "one_1");
    let plan = plan([said("one", "3.4"), item, seen("one", "2.6"), seen("two", "1.2")]);
    assert_eq!(chosen(&plan), ["one", "two"]);
    let focus = &plan.focus[0];
    assert_eq!(focus.kind, FocusKind::Urgent);
    let driver = focus.driver.as_ref().unwrap();
    assert_eq!(driver.source, EvidenceSource::SelfAssessment);
    let Reason::CriticalItem { gate, item, because } = &focus.reasons[0] else {
        panic!("{:?}", focus.reasons)
    };
    assert_eq!((&**gate, &*item.item), ("safety", "one_1"));
    assert_eq!(because, "Safety first: Item 1 of one is rated 1.");
}

#[test]
fn a_critical_item_counts_even_where_its_standard_has_no_score() {
    let item = said("one", "1").of("item", "one_1");
    let silent = said("one", "1").none(score::Reason::NothingRated);
    let plan = plan([item, silent, said("two", "2")]);
    assert_eq!(chosen(&plan), ["one", "two"]);
    assert_eq!((plan.focus[0].driver.clone(), plan.focus[0].goal.clone()), (None, None));
    assert_eq!(plan.no_evidence[0].standard, "one".into());
}

#[test]
fn items_that_are_not_critical_or_not_that_low_let_the_averages_speak() {
    let low = said("one", "1").of("item", "one_2");
    let critical = said("one", "2").of("item", "one_1");
    let plan = plan([said("one", "3.4"), low, critical, seen("two", "1.2")]);
    assert_eq!(chosen(&plan), ["two"]);
}

/// The priority of standard `one` by this score, alone at its site.
fn priority_of(hundredths: u16, target: u16, importance: u8) -> f64 {
    let mut rulebook = rules();
    rulebook.targets.get_mut("standards").unwrap().target =
        Some(read(json!(f64::from(target) / 100.0)));
    rulebook.plans.get_mut("plan").unwrap().focus.importance =
        vec![read(json!({ "standard": "one", "weight": importance, "source": "us" }))];
    let plan = plan_by(&rulebook, [seen("one", &format!("{hundredths}/100"))]);
    plan.focus[0].priority.as_ref().unwrap().value
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn priority_falls_with_the_level_and_rises_with_target_and_importance(
        score in 100_u16..390, target in 200_u16..390, more in 1_u16..10, importance in 1_u8..5,
    ) {
        let priority = priority_of(score, target, importance);
        prop_assert!(0.0 <= priority);
        prop_assert!(priority_of(score + more, target, importance) <= priority);
        prop_assert!(priority <= priority_of(score, target + more, importance));
        prop_assert!(priority <= priority_of(score, target, importance + 1));
    }
}

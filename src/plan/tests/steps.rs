//! What a plan sets out to do: goals and action steps.

use super::*;
use crate::rulebook::kind;

#[test]
fn a_goal_is_a_sentence_with_its_numbers() {
    let plan = plan([seen("two", "2.25")]);
    let goal = plan.focus[0].goal.clone().unwrap();
    assert_eq!(
        goal.sentence,
        "By May 15, 2025, Oak Street moves Standard two from 2.25 to 2.75, by The visits."
    );
    assert_eq!((goal.from, goal.to, goal.by), (exact("2.25"), exact("2.75"), day("2025-05-15")));
    assert_eq!(goal.also_watch, ["a count"]);
}

#[test]
fn a_goal_says_how_far_a_year_leads_where_that_ends_it() {
    let step = |score: &str| {
        let goal = plan([seen("two", score)]).focus[0].goal.clone().unwrap();
        (goal.to, goal.step)
    };
    assert_eq!(step("2.25"), (exact("2.75"), Some(exact("0.5"))));
    // The target is nearer; and from 1.2 the rules lead further, to 2.
    assert_eq!(step("2.75"), (exact("3"), None));
    assert_eq!(step("1.2"), (exact("2"), None));
}

#[test]
fn a_goal_says_its_day_in_the_language_of_the_reports() {
    let rulebook = rules();
    let scores = scores([seen("two", "2.25")]);
    let analysis = analysed(&scores, &rulebook);
    let sites = [(site_id("a"), Site::named(site_id("a"), "Oak Street"))].into();
    let as_of = day("2024-10-20");
    let plans = plans(Language::Spanish, &analysis, &scores, &rulebook, &sites, as_of);
    let goal = plans[0].focus[0].goal.as_ref().unwrap();
    assert!(goal.sentence.starts_with("By 15 de mayo de 2025, Oak Street"), "{}", goal.sentence);
}

#[test]
fn a_goal_names_its_steps_and_what_they_can_show_by_mid_year() {
    let mut rulebook = rules();
    let goals = rulebook.goals.get_mut("goals").unwrap();
    goals.way = "To do so, {site} will {steps}.".to_owned();
    goals.goal.retain(|goal| goal.standard.as_deref() == Some("one"));
    let for_all = |goal: &mut kind::Goal| {
        goal.standard = None;
        goal.mid_year_sign = String::new();
    };
    goals.goal.iter_mut().for_each(for_all);
    let steps = &mut rulebook.actions.get_mut("actions").unwrap().action;
    steps.retain(|step| ["general", "slow"].contains(&&*step.id));
    for (step, title) in steps.iter_mut().zip(["Ask two people", "STEM night first"]) {
        step.title = title.to_owned();
        step.evidence = format!("Notes on {}", step.id);
    }
    let plan = plan_by(&rulebook, [seen("two", "2.25")]);
    let goal = plan.focus[0].goal.as_ref().unwrap();
    assert_eq!(
        goal.sentence,
        "By May 15, 2025, Oak Street moves Standard two from 2.25 to 2.75, by The visits. \
         To do so, Oak Street will ask two people; STEM night first."
    );
    // The slow one is not done by January.
    assert_eq!(goal.mid_year_sign, "Notes on general");
}

#[test]
fn actions_start_with_the_lowest_item_and_spread_over_positions() {
    let item = |id: &str, value: &str| seen("two", value).of("item", id);
    let plan = plan([seen("two", "2.25"), item("two_1", "2.5"), item("two_2", "2")]);
    let steps: Vec<(&str, &str)> =
        plan.focus[0].actions.iter().map(|step| (&*step.id, &*step.position)).collect();
    assert_eq!(
        steps,
        [("second item", "Site lead"), ("first item", "Site lead"), ("slow", "Cook")]
    );
    let [first, _, slow] = plan.focus[0].actions.as_slice() else { panic!("three steps") };
    assert_eq!((first.start, first.due), (day("2024-11-01"), day("2024-11-29")));
    // 40 weeks would end in August, and the goal is to be reached on May 15.
    assert_eq!(slow.due, day("2025-05-15"));
    assert_eq!(slow.if_none.as_deref(), Some("Site lead"));
    assert_eq!(first.works_on.iter().map(|item| &*item.item).collect::<Vec<_>>(), ["two_2"]);
    assert_eq!(
        plan.focus[0].reasons.last(),
        Some(&Reason::LowestItems(vec![
            ItemScore {
                source: EvidenceSource::Observation,
                instrument: "visits".into(),
                item: "two_2".into(),
                score: exact("2"),
            },
            ItemScore {
                source: EvidenceSource::Observation,
                instrument: "visits".into(),
                item: "two_1".into(),
                score: exact("2.5"),
            },
        ]))
    );
}

#[test]
fn no_step_is_due_while_sites_are_shut() {
    let mut rulebook = rules();
    let due = &mut rulebook.plans.get_mut("plan").unwrap().due;
    let closed = |from: &str, to: &str| kind::Closed { from: from.to_owned(), to: to.to_owned() };
    due.closed = vec![closed("12-20", "01-04"), closed("05-10", "08-01")];
    let steps = &mut rulebook.actions.get_mut("actions").unwrap().action;
    for (step, weeks) in steps.iter_mut().zip([6, 8, 9]) {
        step.weeks = weeks;
    }
    let plan = plan_by(&rulebook, [seen("two", "2.25")]);
    let due: BTreeMap<&str, NaiveDate> =
        plan.focus[0].actions.iter().map(|step| (&*step.id, step.due)).collect();
    // November 1, 2024 is a Friday: six weeks later is December 13, and eight December 27.
    assert_eq!(due["general"], day("2024-12-13"));
    assert_eq!(due["first item"], day("2025-01-06"));
    // Forty weeks would end in August; the goal is to be reached on May 15, and nobody is there from
    // May 10, a Saturday, on.
    assert_eq!(due["slow"], day("2025-05-09"));
}

#[test]
fn steps_of_a_goal_start_one_after_another_where_the_rules_say_so() {
    let mut rulebook = rules();
    let starts = |rulebook: &Rulebook| -> Vec<NaiveDate> {
        let plan = plan_by(rulebook, [seen("two", "2.25")]);
        plan.focus[0].actions.iter().map(|step| step.start).collect()
    };
    assert_eq!(starts(&rulebook), [day("2024-11-01"); 3]);
    rulebook.plans.get_mut("plan").unwrap().due.weeks_apart = 2;
    assert_eq!(starts(&rulebook), [day("2024-11-01"), day("2024-11-15"), day("2024-11-29")]);
    // No step starts after the day on which its goal is to be reached.
    rulebook.plans.get_mut("plan").unwrap().due.weeks_apart = u32::MAX;
    assert_eq!(starts(&rulebook), [day("2024-11-01"), day("2025-05-15"), day("2025-05-15")]);
}

#[test]
fn a_plan_that_is_made_in_a_break_starts_after_it() {
    let mut rulebook = rules();
    let template = rulebook.plans.get_mut("plan").unwrap();
    template.due.closed = vec![kind::Closed { from: "12-20".to_owned(), to: "01-04".to_owned() }];
    let plan = plan_on("2024-12-23", &rulebook, [seen("two", "2.25")]);
    assert_eq!(plan.days.start, day("2025-01-06"));
}

#[test]
fn a_position_answers_for_two_steps_in_the_whole_plan() {
    let plan = plan([seen("two", "2.2"), seen("one", "2.4")]);
    let of_one: Vec<&str> = plan.focus[1].actions.iter().map(|step| &*step.id).collect();
    assert_eq!(of_one, ["also for one"]);
}

#[test]
fn an_action_is_taken_when_its_condition_is_true() {
    let mut rulebook = rules();
    let list = &mut rulebook.actions.get_mut("actions").unwrap().action;
    for (id, when) in [
        ("low item", r#"items["Q2.1"] < 2.0"#),
        ("no such item", r#"items["Q9.9"] < 2.0"#),
        ("wide gap", r#"gap > 0.7 && source == "observation" && n < 4"#),
        ("other band", r#"band == "start""#),
        ("other place", r#"standard == "one" || years > 1 || change < 0.0"#),
    ] {
        list.insert(0, read(action(id, "two", "coach", &json!({ "when": when }))));
    }
    list.retain(|action| action.when.is_some());
    let plan = plan_by(
        &rulebook,
        [seen("two", "2.25"), seen("two", "1.5").of("item", "two_1"), seen("one", "3.5")],
    );
    let steps: Vec<&str> = plan.focus[0].actions.iter().map(|step| &*step.id).collect();
    assert_eq!(steps, ["wide gap", "low item"]);
}

#[test]
fn steps_across_standards_come_when_a_focus_calls_for_them() {
    let mut rulebook = rules();
    let mut across = action("more visits", "two", "coach", &json!({ "when": "n < 3" }));
    across.as_object_mut().unwrap().remove("standard");
    rulebook.actions.get_mut("actions").unwrap().action.push(read(across));
    let few = Score { n_responses: 2, ..seen("two", "2") };
    let steps = |plan: Plan| plan.across.into_iter().map(|step| step.title).collect::<Vec<_>>();
    assert_eq!(steps(plan_by(&rulebook, [few])), ["more visits"]);
    assert_eq!(steps(plan_by(&rulebook, [seen("two", "2")])), [""; 0]);
}

#[test]
fn a_rating_that_is_reached_is_no_measure() {
    let rated = json!({
        "band": "build", "items": ["two_1", "two_2"], "measure": "Visits: {item} at 3 or higher.",
        "rated": { "source": "observation", "at_least": 3.0 },
    });
    let mut rulebook = rules();
    let list = &mut rulebook.actions.get_mut("actions").unwrap().action;
    list.insert(0, read(action("by rating", "two", "coach", &rated)));
    let item = |id: &str, value: &str| seen("two", value).of("item", id);
    let measures = |first: &str, second: &str| {
        let rows = [seen("two", "2.25"), item("two_1", first), item("two_2", second)];
        let steps = plan_by(&rulebook, rows).focus.remove(0).actions;
        let step = steps.into_iter().find(|step| &*step.id == "by rating")?;
        Some((step.measure, step.measured_now?))
    };
    let of = |name: &str| format!("Visits: {name} at 3 or higher.");
    assert_eq!(measures("2.5", "2"), Some((of("Item 2 of two (Q2.2)"), exact("2"))));
    assert_eq!(measures("2.5", "3.25"), Some((of("Item 1 of two (Q2.1)"), exact("2.5"))));
    assert_eq!(measures("3", "3.25"), None);
}

#[test]
fn each_item_that_the_plan_names_as_low_has_a_step_before_another_has_two() {
    let mut rulebook = rules();
    let list = &mut rulebook.actions.get_mut("actions").unwrap().action;
    let on = |id: &str, items: &[&str]| {
        read(action(id, "two", "coach", &json!({ "band": "build", "items": items })))
    };
    *list = vec![
        on("first on the lowest", &["two_1"]),
        on("second on the lowest", &["two_1"]),
        on("on the next", &["two_2"]),
        read(action("on none", "two", "cook", &json!({ "band": "build" }))),
    ];
    let item = |id: &str, value: &str| seen("two", value).of("item", id);
    let steps = |rulebook: &Rulebook| {
        let rows = [seen("two", "2.25"), item("two_1", "2"), item("two_2", "2.5")];
        let steps = plan_by(rulebook, rows).focus.remove(0).actions;
        steps.into_iter().map(|step| step.title).collect::<Vec<_>>()
    };
    let one_each = ["first on the lowest", "on the next", "second on the lowest"];
    assert_eq!(steps(&rulebook), one_each);
    rulebook.actions.get_mut("actions").unwrap().action.push(on("on both", &["two_1", "two_2"]));
    assert_eq!(steps(&rulebook), ["on both", "first on the lowest", "second on the lowest"]);
}

#[test]
fn the_step_for_the_lowest_item_is_given_whoever_answers_for_it() {
    let mut rulebook = rules();
    let list = &mut rulebook.actions.get_mut("actions").unwrap().action;
    let one = list.iter_mut().find(|action| action.id == "for one").unwrap();
    one.items = vec!["one_1".to_owned()];
    let low = seen("one", "2").of("item", "one_1");
    let plan = plan_by(&rulebook, [seen("two", "2.2"), seen("one", "2.4"), low]);
    let of_one: Vec<&str> = plan.focus[1].actions.iter().map(|step| &*step.id).collect();
    assert_eq!(of_one, ["for one", "also for one"]);
}

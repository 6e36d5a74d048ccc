//! What the calculator says beyond the reference vectors.

use serde_json::{Value, json};

use super::super::{answer, is_trouble};

fn output(input: &Value) -> Value {
    let answer = answer(&json!({ "name": "case", "input": input }));
    assert!(!is_trouble(&answer), "{answer}");
    answer["output"].clone()
}

#[track_caller]
fn is_refused(input: &Value, with: &str) {
    let answer = answer(&json!({ "name": "case", "input": input }));
    assert_eq!(answer["error"], with, "{answer}");
}

/// Thirteen 3s and one 4.
fn almost_constant() -> Value {
    json!([3, 3, 3, 3, 3, 3, 3, 4, 3, 3, 3, 3, 3, 3])
}

#[test]
fn thirteen_equal_values_and_one_other_flag_nothing_and_say_why() {
    let output = output(&json!({
        "method": "xmr", "x": almost_constant(), "screen_moving_ranges": true, "target": 3.5,
        "aim": "higher",
    }));
    assert_eq!(output["beyond"], json!([]));
    assert_eq!(output["reason"], "too little variation for limits");
    assert_eq!(output["assurance"], Value::Null);
    assert_eq!(output["mr_bar_used"], 0.0);
}

#[test]
fn fewer_points_than_asked_for_flag_nothing_and_say_why() {
    let case = |minimum: usize| {
        output(&json!({
            "method": "xmr", "minimum": minimum,
            "x": [2.5, 2.6, 2.4, 2.5, 2.6, 3.9, 2.5, 2.4, 2.6, 2.5, 2.55, 2.45],
        }))
    };
    assert_eq!(case(12)["beyond"], json!([5]));
    assert_eq!(case(12)["trial"], false);
    assert_eq!(case(13)["beyond"], json!([]));
    assert_eq!(case(13)["reason"], "too few points: 12, and it takes 13");
}

/// The limits of the reference vector `xmr_n8_integer_scores` are 0.975 and 4.775.
#[test]
fn limits_outside_the_scale_are_drawn_at_its_ends_and_told() {
    let output = output(&json!({
        "method": "xmr", "x": [2, 3, 3, 2, 3, 3, 4, 3], "lowest": 1, "highest": 4,
        "target": 4.8, "aim": "higher",
    }));
    assert_eq!((&output["drawn_lcl"], &output["drawn_ucl"]), (&json!(1.0), &json!(4.0)));
    assert_eq!(output["out_of_reach"], json!(["above", "below"]));
    assert_eq!(output["assurance"], "fail");
    assert_eq!(output["trial"], true);
    assert!(4.77 < output["ucl"].as_f64().unwrap());
}

/// The reference vector `p_chart_varying_n`: upper limits of 1 at all but the two largest samples.
#[test]
fn shares_say_where_no_point_could_be_beyond() {
    let output = output(&json!({
        "method": "p_chart", "events": [5, 18, 7, 30, 11, 13, 2, 25],
        "n": [10, 22, 15, 32, 20, 16, 12, 26],
    }));
    assert_eq!(output["above_out_of_reach"], json!([0, 1, 2, 4, 5, 6]));
    assert_eq!(output["below_out_of_reach"], json!([]));
}

#[test]
fn a_run_chart_of_few_points_says_that_it_cannot_tell() {
    let case = |x: Value, centre: Value| {
        output(&json!({ "method": "run_chart", "x": x, "centre": centre }))
    };
    let about_median = case(json!([2.0, 2.1, 2.2, 2.6, 2.7, 2.8]), Value::Null);
    assert_eq!(about_median["verdict"], Value::Null);
    let reason = "too few points off the centre line: 6, and it takes 10";
    assert_eq!(about_median["reason"], reason);
    let about_target = case(json!([2.0, 2.1, 2.2, 2.6, 2.7, 2.8]), json!(3.0));
    assert_eq!(
        (&about_target["verdict"], &about_target["signal"]),
        (&json!("signal"), &json!(true))
    );
}

#[test]
fn firings_carry_rule_side_window_points_and_meaning() {
    let output = output(&json!({
        "method": "rules", "centre": 2.5, "sigma": 0.2, "aim": "lower", "lowest": 1, "highest": 3,
        "rules": ["nelson/5@1", "nelson/1@1", "nelson/2@1"],
        "x": [2.5, 2.95, 2.45, 2.95, 2.4],
    }));
    // Two of three beyond 2.9; no point is beyond 3.1, nor can any be.
    let two_of_three = json!({
        "rule": "nelson/5@1", "side": "above", "start": 1, "end": 3, "points": [1, 3],
        "meaning": "concern",
    });
    assert_eq!(output["firings"], json!([two_of_three]));
    assert_eq!(output["episodes"], output["firings"]);
    assert_eq!(
        output["cannot_fire"],
        json!([
            { "rule": "nelson/1@1", "phase": 0,
              "reason": "the scale ends before a point could fire above the centre line" },
            { "rule": "nelson/2@1", "phase": 0, "reason": "too few points: 5, and it takes 9" },
        ])
    );
}

#[test]
fn phases_have_limits_of_their_own() {
    let output = output(&json!({
        "method": "rules", "rules": ["nelson/1@1"], "x": [2.0, 2.9, 2.0, 2.9],
        "starts": [0, 2], "centres": [2.0, 2.9], "sigmas": [0.1, 0.1],
    }));
    let fired: Vec<&Value> =
        output["firings"].as_array().unwrap().iter().map(|f| &f["end"]).collect();
    assert_eq!(fired, [1, 2]);
}

#[test]
fn rules_are_listed_with_their_definitions() {
    let output = output(&json!({ "method": "rule_list" }));
    let rules = output["rules"].as_array().unwrap();
    assert!(rules.iter().all(|rule| rule["definition"].is_string()));
    let ids: Vec<&Value> = rules.iter().map(|rule| &rule["id"]).collect();
    let again = json!({ "method": "rules", "x": [], "centre": 0, "rules": ids });
    assert_eq!(self::output(&again)["firings"], json!([]));
}

#[test]
fn suggested_phases_stand_apart_from_the_baseline() {
    let case = |x: Value| {
        output(&json!({
            "method": "phases", "x": x, "baseline": 3, "run_length": 3, "direction": "both",
        }))
    };
    let found = case(json!([1, 2, 3, 3, 5, 4]));
    assert_eq!(found["baseline"], json!({ "start": 0, "end": 2, "centre": 2.0 }));
    assert_eq!(found["suggested"], json!([{ "start": 3, "end": 5, "centre": 4.0 }]));
    let short = case(json!([1, 2, 3]));
    assert_eq!((&short["baseline"], &short["suggested"]), (&Value::Null, &json!([])));
    assert_eq!(short["reason"], "too few points: 3, and it takes 6");
}

#[test]
fn run_chart_rules_name_shifts_and_trends() {
    let output = output(&json!({ "method": "perla", "x": [1, 2, 3, 4, 5, 6, 5], "centre": 0 }));
    let shift = json!({ "side": "above", "points": [0, 1, 2, 3, 4, 5, 6] });
    assert_eq!(output["shifts"], json!([shift]));
    assert_eq!(output["trends"], json!([{ "side": "above", "points": [0, 1, 2, 3, 4, 5] }]));
    assert_eq!((&output["n_runs"], &output["n_runs_min"]), (&json!(1), &Value::Null));
    assert_eq!(output["signal"], true);
}

#[test]
fn what_does_not_fit_is_told_in_a_line() {
    let rules = |more: &Value| {
        let mut input = json!({ "method": "rules", "x": [1], "rules": [], "centre": 1 });
        for (name, value) in more.as_object().unwrap() {
            input[name] = value.clone();
        }
        input
    };
    let unknown = rules(&json!({ "rules": ["nelson/9@1"] }));
    is_refused(&unknown, "no rule is called `nelson/9@1`; `rule_list` tells all");
    is_refused(&rules(&json!({ "sigma": -1 })), "`sigma` is 0 or more");
    let phases = rules(&json!({ "starts": [3, 1], "centres": [1, 1], "sigmas": [1, 1] }));
    is_refused(
        &phases,
        "`starts` go up, and each has one of `centres` and one of `sigmas`, 0 or more",
    );
    let scale = rules(&json!({ "lowest": 4, "highest": 1 }));
    is_refused(&scale, "a scale has a `lowest` and above it a `highest`");
    is_refused(&rules(&json!({ "aim": "up" })), "`aim` is higher, lower or neither");
    let counts = |events: Value, n: Value| json!({ "method": "p_chart", "events": events, "n": n });
    is_refused(&counts(json!([1]), json!([1, 2])), "`events` and `n` differ in length");
    is_refused(&counts(json!([-1]), json!([1])), "`events` and `n` are 0 or more");
    let more = "there are more `events` than `n` where a share is asked for";
    is_refused(&counts(json!([2]), json!([1])), more);
}

#[test]
fn odd_series_are_answered_too() {
    let series = [
        json!([]),
        json!([null]),
        json!([2.5]),
        json!([null, 3, null]),
        json!([1e308, -1e308, 1e308, 1e308]),
        json!([1e-300, 0, 5e-324]),
    ];
    for x in series {
        for method in ["xmr", "run_chart", "perla"] {
            output(&json!({ "method": method, "x": x, "screen_moving_ranges": true }));
        }
        for sigma in [json!(0), json!(1e-300), json!(1e300), Value::Null] {
            let ids = json!(["nelson/5@1", "nhs-mdc/2of3@2", "anhoej/crossings@1", "perla/runs@1"]);
            let rules =
                json!({ "method": "rules", "x": x, "centre": 1e300, "sigma": sigma, "rules": ids });
            output(&rules);
            output(&json!({ "method": "shewhart_rules", "x": x, "centre": 0, "sigma": sigma }));
        }
        for method in ["p_chart", "u_chart", "p_prime_chart", "u_prime_chart"] {
            let counts: Vec<Value> = x.as_array().unwrap().iter().map(|_| json!(1e308)).collect();
            output(&json!({ "method": method, "events": counts, "n": counts }));
        }
    }
}

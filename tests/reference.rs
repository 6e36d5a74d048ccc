//! Every reference vector, through the calculator: published numbers, or numbers computed by
//! independent programs, each within its stated tolerance.

use std::{fs, path::Path};

use cqi::calculator;
use serde_json::Value;

#[test]
fn agreement_agrees() {
    agrees("agreement", 52);
}

#[test]
fn trends_agree() {
    agrees("trend", 44);
}

#[test]
fn control_charts_agree() {
    agrees("spc", 44);
}

#[test]
fn small_samples_agree() {
    agrees("smalln", 66);
}

#[test]
fn pooling_agrees() {
    agrees("pooling", 26);
}

#[test]
fn growth_agrees() {
    agrees("growth", 6);
}

/// Holds every case of a family against what is expected, and tells all that differ at once.
#[track_caller]
fn agrees(family: &str, many: usize) {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/reference/{family}.json"));
    let cases: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(cases.len(), many, "cases of {family}");
    let faults: Vec<String> = cases.iter().flat_map(differences).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn differences(case: &Value) -> Vec<String> {
    let name = &case["name"];
    let answer = calculator::answer(case);
    if calculator::is_trouble(&answer) {
        return vec![format!("{name}: {}", answer["error"])];
    }
    let fields = case["expected"].as_object().unwrap();
    fields
        .iter()
        .filter(|(field, expected)| {
            let found = answer["output"].get(field.as_str());
            found.is_none_or(|found| !is_within(found, expected, &Tolerance::of(case, field)))
        })
        .map(|(field, expected)| {
            format!("{name}: {field} is {}, not {expected}", answer["output"][field.as_str()])
        })
        .collect()
}

struct Tolerance {
    absolute: f64,
    relative: f64,
}

impl Tolerance {
    fn of(case: &Value, field: &str) -> Tolerance {
        let stated = &case["tolerance"];
        let own = &stated["fields"][field];
        let stated = if own.is_object() { own } else { stated };
        let number = |name: &str| stated[name].as_f64().unwrap_or(0.0);
        Tolerance { absolute: number("abs"), relative: number("rel") }
    }
}

fn is_within(found: &Value, expected: &Value, tolerance: &Tolerance) -> bool {
    match (found, expected) {
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len()
                && found.iter().zip(expected).all(|(f, e)| is_within(f, e, tolerance))
        }
        (Value::Object(found), Value::Object(expected)) => {
            expected.iter().all(|(key, expected)| {
                found.get(key).is_some_and(|found| is_within(found, expected, tolerance))
            })
        }
        (Value::Number(found), Value::Number(expected)) => {
            let (found, expected) = (found.as_f64().unwrap(), expected.as_f64().unwrap());
            (found - expected).abs() <= tolerance.absolute + tolerance.relative * expected.abs()
        }
        _ => found == expected,
    }
}

//! Numbers to reach: published, or computed independently of this program.

use serde_json::Value;

/// The golden numbers of the worked cases.
pub(crate) fn golden() -> Value {
    read(include_str!("../../fixtures/reference/golden.json"))
}

/// The reference vectors of a family.
pub(crate) fn cases(family: &str) -> Vec<Value> {
    let text = match family {
        "agreement" => include_str!("../../fixtures/reference/agreement.json"),
        "growth" => include_str!("../../fixtures/reference/growth.json"),
        "spc" => include_str!("../../fixtures/reference/spc.json"),
        "trend" => include_str!("../../fixtures/reference/trend.json"),
        "pooling" => include_str!("../../fixtures/reference/pooling.json"),
        "smalln" => include_str!("../../fixtures/reference/smalln.json"),
        other => panic!("there is no family `{other}`"),
    };
    let Value::Array(cases) = read(text) else { panic!("`{family}` is a list of cases") };
    cases
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[track_caller]
pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

/// The numbers of a list; a null is a missing value.
#[track_caller]
pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().filter_map(Value::as_f64).collect()
}

/// Within the tolerance of the golden numbers.
#[track_caller]
pub(crate) fn close(found: f64, expected: f64) {
    let near = (found - expected).abs() <= 1e-6 + 1e-6 * expected.abs();
    assert!(near, "{found} is not {expected}");
}

//! The answer that a script would get.

use serde_json::{Value, json};

use super::super::{input::Trouble, output};

/// The fields of an answer.
pub(super) struct Answered(Value);

impl Answered {
    /// Asks a method about these fields. A trouble is about the material, such as a number too
    /// large to reckon with.
    pub(super) fn to(method: &str, mut fields: Value) -> Result<Answered, String> {
        fields["method"] = json!(method);
        output(&json!({ "input": fields })).map(Answered).map_err(|Trouble(trouble)| trouble)
    }

    /// A number, or why there is none.
    pub(super) fn number(&self, field: &str) -> Result<f64, String> {
        self.0[field].as_f64().ok_or_else(|| self.reason())
    }

    pub(super) fn count(&self, field: &str) -> usize {
        self.0[field].as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(0)
    }

    pub(super) fn word(&self, field: &str) -> Result<&str, String> {
        self.0[field].as_str().ok_or_else(|| self.reason())
    }

    /// The numbers of a list, in order; none where it is not defined.
    pub(super) fn numbers(&self, field: &str) -> Vec<f64> {
        let list = self.0[field].as_array();
        list.map(|list| list.iter().filter_map(Value::as_f64).collect()).unwrap_or_default()
    }

    /// The places of a list.
    pub(super) fn places(&self, field: &str) -> Vec<usize> {
        let place = |value: &Value| value.as_u64().and_then(|place| usize::try_from(place).ok());
        let list = self.0[field].as_array();
        list.map(|list| list.iter().filter_map(place).collect()).unwrap_or_default()
    }

    /// An interval in two fields.
    pub(super) fn between(&self, low: &str, high: &str) -> Option<(f64, f64)> {
        Some((self.0[low].as_f64()?, self.0[high].as_f64()?))
    }

    /// An interval in one field.
    pub(super) fn ends(&self, field: &str) -> Option<(f64, f64)> {
        Some((self.0[field][0].as_f64()?, self.0[field][1].as_f64()?))
    }

    /// The interval `value +- 1.96 standard errors`.
    pub(super) fn reach(&self, value: &str, standard_error: &str) -> Option<(f64, f64)> {
        Some(around(self.0[value].as_f64()?, self.0[standard_error].as_f64()?))
    }

    fn reason(&self) -> String {
        self.0["reason"].as_str().unwrap_or("it is not defined for these values").to_owned()
    }
}

/// `value +- 1.96 standard errors`.
pub(super) fn around(value: f64, standard_error: f64) -> (f64, f64) {
    const REACH: f64 = 1.959_963_984_540_054;
    let half = REACH * standard_error;
    (value - half, value + half)
}

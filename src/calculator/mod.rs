//! Any statistic of the engine by its name, on a case written as JSON.
//!
//! A case is `{"name", "input": {"method", ...}}`; its answer is `{"name", "output": {...}}`, or
//! `{"name", "error"}` where the case cannot be read. A number that is not defined is null. Methods
//! and fields are those of `fixtures/reference/README.md`.

// What is asked.
mod input;

// What can be asked.
mod methods;
// The same for people.
pub mod table;

// What each family of methods answers.
mod agreement;
mod control;
mod growth;
mod pooling;
mod small_samples;
mod trend;

use serde_json::{Value, json};

pub use methods::METHODS;

use input::{Input, Trouble};

/// What a method found: an object of its fields.
type Answer = Result<Value, Trouble>;

/// A family of methods: its answer, or None where the method is not of the family.
type Family = fn(&str, &Input<'_>) -> Option<Answer>;

const FAMILIES: [Family; 6] = [
    agreement::answer,
    trend::answer,
    control::answer,
    small_samples::answer,
    pooling::answer,
    growth::answer,
];

/// The answer to one case.
pub fn answer(case: &Value) -> Value {
    let name = case.get("name").cloned().unwrap_or(Value::Null);
    match output(case) {
        Ok(output) => json!({ "name": name, "output": output }),
        Err(Trouble(trouble)) => json!({ "name": name, "error": trouble }),
    }
}

/// Whether an answer says that its case could not be read.
pub fn is_trouble(answer: &Value) -> bool {
    answer.get("error").is_some()
}

fn output(case: &Value) -> Answer {
    let input = Input::of(case)?;
    let method = input.text("method")?;
    let answer = FAMILIES.iter().find_map(|family| family(method, &input));
    answer.unwrap_or_else(|| Err(Trouble(format!("no method is called `{method}`"))))
}

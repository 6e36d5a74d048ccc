//! The same statistics for people: a table, and what it says in words.
//!
//! Each number comes from the same answer that a script gets, so the two cannot disagree.

// What is asked of a file.
mod design;
mod given;
// What is answered.
mod answered;
mod words;

// One file a question.
mod adjust;
mod agreement;
mod chart;
mod compare;
mod funnel;
mod groups;
mod growth;
mod pool;
mod trend;

#[cfg(test)]
mod tests;

use serde::{Serialize, Serializer, ser::SerializeStruct};
use serde_json::{Value, json};

pub use adjust::{Adjustment, adjust};
pub use agreement::agreement;
pub use chart::{run_chart, xmr};
pub use compare::{across_blocks, before_and_after, compare};
pub use design::Rating;
pub use funnel::funnel;
pub use given::{Group, Moment, Series, Unit};
pub use groups::{mean, proportion};
pub use growth::{Visit, growth};
pub use pool::{Known, pool, pool_known};
pub use trend::trend;
pub use words::decimals;

/// A table for people, and the reading of it.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub struct Table {
    pub rows: Vec<Line>,
    /// Sentences: what the numbers mean, and what they do not.
    pub reading: Vec<String>,
}

/// One number, and how it came about.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub struct Line {
    /// The site, group or series that it is of, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    pub measure: String,
    #[serde(flatten)]
    pub value: Shown,
    /// The ends of the 95% interval, or of the 95% limits of a funnel.
    pub interval: Option<(f64, f64)>,
    pub n: usize,
    /// The name of the formula, and what was chosen where there is a choice.
    pub convention: String,
}

/// A value, by how it is written.
#[derive(Clone, PartialEq, Debug)]
pub enum Shown {
    Number(f64),
    /// From 0 to 1, written in percent.
    Share(f64),
    /// The probability of something at least as far out, were there nothing but chance.
    Chance(f64),
    Count(usize),
    Words(String),
    /// There is none, for this reason.
    Undefined(String),
}

impl Table {
    fn of(rows: Vec<Line>) -> Table {
        Table { rows, reading: Vec::new() }
    }

    fn says(&mut self, sentence: impl Into<String>) {
        self.reading.push(sentence.into());
    }
}

impl Line {
    fn new(measure: &str, value: Shown, n: usize, convention: &str) -> Line {
        Line {
            of: None,
            measure: measure.to_owned(),
            value,
            interval: None,
            n,
            convention: convention.to_owned(),
        }
    }

    fn within(mut self, interval: Option<(f64, f64)>) -> Line {
        self.interval = interval;
        self
    }

    fn of(mut self, group: &str) -> Line {
        self.of = Some(group.to_owned());
        self
    }
}

impl Serialize for Shown {
    /// As a value, null where there is none, with its kind and, where there is none, the reason.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, value, reason) = match self {
            Shown::Number(number) => ("number", json!(number), None),
            Shown::Share(share) => ("share", json!(share), None),
            Shown::Chance(chance) => ("chance", json!(chance), None),
            Shown::Count(count) => ("count", json!(count), None),
            Shown::Words(words) => ("words", json!(words), None),
            Shown::Undefined(reason) => ("undefined", Value::Null, Some(reason)),
        };
        let mut fields = serializer.serialize_struct("Shown", 3)?;
        fields.serialize_field("kind", kind)?;
        fields.serialize_field("value", &value)?;
        fields.serialize_field("reason", &reason)?;
        fields.end()
    }
}

impl Shown {
    /// A number, or the reason why there is none.
    fn number(found: Result<f64, String>) -> Shown {
        found.map_or_else(Shown::Undefined, Shown::Number)
    }

    fn chance(found: Result<f64, String>) -> Shown {
        found.map_or_else(Shown::Undefined, Shown::Chance)
    }

    fn share(found: Result<f64, String>) -> Shown {
        found.map_or_else(Shown::Undefined, Shown::Share)
    }
}

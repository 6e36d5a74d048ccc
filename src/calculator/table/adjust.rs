//! Many questions asked at once.

use serde_json::json;

use super::{
    Line, Shown, Table,
    answered::Answered,
    words::{count, percent},
};

/// What an adjusted p is to promise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Adjustment {
    /// Of those found, few are wrong (Benjamini and Hochberg).
    FewWrong,
    /// The same, however the questions hang together (Benjamini and Yekutieli).
    FewWrongHoweverRelated,
    /// Hardly even one is wrong (Holm).
    HardlyOneWrong,
}

impl Adjustment {
    fn field(self) -> &'static str {
        match self {
            Adjustment::FewWrong => "bh",
            Adjustment::FewWrongHoweverRelated => "by",
            Adjustment::HardlyOneWrong => "holm",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Adjustment::FewWrong => "Benjamini-Hochberg",
            Adjustment::FewWrongHoweverRelated => "Benjamini-Yekutieli",
            Adjustment::HardlyOneWrong => "Holm",
        }
    }
}

/// The share of wrong findings that is borne, and the chance of one.
const BORNE: f64 = 0.1;
const RARE: f64 = 0.05;

/// Each p with its adjusted one, in the order of the file.
pub fn adjust(questions: &[(String, f64)], adjustment: Adjustment) -> Result<Table, String> {
    let chances: Vec<f64> = questions.iter().map(|(_, p)| *p).collect();
    let answer = Answered::to("p_adjust", json!({ "p": chances }))?;
    let adjusted = answer.numbers(adjustment.field());
    let many = questions.len();
    let mut table = Table::of(Vec::new());
    for ((name, p), adjusted) in questions.iter().zip(&adjusted) {
        let measure = format!("p {p}, adjusted");
        let row = Line::new(&measure, Shown::Chance(*adjusted), many, adjustment.name());
        table.rows.push(row.of(name));
    }
    let borne = if adjustment == Adjustment::HardlyOneWrong { RARE } else { BORNE };
    let found = adjusted.iter().filter(|p| **p <= borne).count();
    table.says(format!(
        "{found} of {} have an adjusted p of {borne} or less.",
        count(many, "question")
    ));
    if 0 < found {
        table.says(match adjustment {
            Adjustment::HardlyOneWrong => {
                format!("That any of these is chance alone, {} would have it.", percent(borne))
            }
            Adjustment::FewWrong | Adjustment::FewWrongHoweverRelated => format!(
                "If you act on these, about {} of them at most are expected to be chance alone.",
                percent(borne)
            ),
        });
    }
    Ok(table)
}

//! What came out: a value, names, or the reason why there is none.

use std::{fmt, sync::Arc};

use crate::{
    diagnostic::{count, count_of},
    model::Exact,
};

/// What came out of a scoring rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    Value(Exact),
    /// The names given most often, on a scale without order. More than one is a tie.
    Names(Vec<Arc<str>>),
    None(Reason),
}

impl Outcome {
    pub fn value(&self) -> Option<&Exact> {
        match self {
            Outcome::Value(value) => Some(value),
            Outcome::Names(_) | Outcome::None(_) => None,
        }
    }
}

/// Why there is no score.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reason {
    NothingRated,
    TooFewParts {
        have: usize,
        need: usize,
    },
    TooSmallShare {
        have: Exact,
        need: Exact,
    },
    TooLittleWeight {
        have: Exact,
        need: Exact,
    },
    TooFewResponses {
        have: usize,
        need: usize,
    },
    TooFewValues {
        have: usize,
        need: usize,
    },
    /// A part is marked with a word that leaves nothing to be worked out, by a rule of its scale.
    Blocked {
        part: Arc<str>,
        /// What the word says, such as `Not rated this year`.
        state: Arc<str>,
    },
    /// Two values were given equally often.
    Tie,
    /// The second part of a ratio is zero.
    NothingToDivideBy,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::NothingRated => f.write_str("nothing was rated"),
            Reason::TooFewParts { have, need } => {
                write!(f, "{} rated, at least {need} needed", count(*have, "part"))
            }
            Reason::TooSmallShare { have, need } => write!(
                f,
                "{}% of the items answered, at least {}% needed",
                percent(have),
                percent(need)
            ),
            Reason::TooLittleWeight { have, need } => write!(
                f,
                "the rated parts weigh {}, at least {} needed",
                have.rounded(2),
                need.rounded(2)
            ),
            Reason::TooFewResponses { have, need } => write!(
                f,
                "{}, at least {need} needed",
                count_of(*have, "observation or rater", "observations or raters")
            ),
            Reason::TooFewValues { have, need } => {
                write!(f, "{}, at least {need} needed", count(*have, "value"))
            }
            Reason::Blocked { part, state } => {
                write!(f, "`{part}` has no rating ({state}), and nothing is worked out without it")
            }
            Reason::Tie => f.write_str("two values were given equally often"),
            Reason::NothingToDivideBy => f.write_str("the base is zero"),
        }
    }
}

fn percent(share: &Exact) -> String {
    (share.clone() * Exact::whole(100)).rounded(0)
}

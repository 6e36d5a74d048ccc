//! What there is to say about a rating cell, and in which words.

use std::sync::Arc;

use super::Ruler;
use crate::{
    diagnostic::{Code, Diagnostic, one_of},
    ingest::Cell,
    model::{Exact, Rating},
    rulebook::kind::{Decimal, Level, MissingWord, ScaleKind},
    tidy::{page::shown, wording::plain_letters},
};

/// What there is to say about a cell.
#[derive(Debug)]
pub(super) enum Fact<'a> {
    NumberAsText,
    StraySpace,
    ReadAsLevel(Exact),
    MissingWord(&'a MissingWord),
    HalfPointKept,
    HalfPoint,
    /// The words beside a number are the label of this level, which has another number.
    TwoLevels(&'a Level),
    NumberAndWord(&'a MissingWord),
    OffScale,
    Date,
    Broken,
}

impl<'a> Ruler<'a> {
    /// The facts about a cell in words, without a place.
    pub(super) fn told(&self, facts: Vec<Fact<'a>>, cell: &Cell) -> Vec<Diagnostic> {
        let text = match cell {
            Cell::Text(text) => plain_letters(text).into_owned(),
            other => shown(other),
        };
        facts.into_iter().map(|fact| self.told_of(fact, &text, cell)).collect()
    }

    fn told_of(&self, fact: Fact<'a>, text: &str, cell: &Cell) -> Diagnostic {
        match fact {
            Fact::NumberAsText => number_as_text(shown(cell).trim()),
            Fact::StraySpace => stray_space(text),
            Fact::ReadAsLevel(value) => read_as_level(text, &value),
            Fact::MissingWord(word) => {
                let message = format!("`{text}` is read as `{}`, not as a rating", word.label);
                Diagnostic::note(Code::MissingWordUsed, message)
            }
            Fact::HalfPointKept => Diagnostic::note(Code::HalfPoint, half_way(text))
                .help("it is used as it stands; write one of the levels if it is a slip"),
            Fact::HalfPoint => Diagnostic::warning(Code::HalfPoint, half_way(text))
                .help(format!("decide for one: {}", self.choices())),
            Fact::TwoLevels(level) => two_things(names_two_levels(text, level)),
            Fact::NumberAndWord(word) => {
                two_things(format!("`{text}` gives a number and says `{}`", word.label))
            }
            Fact::OffScale => self.off_scale(text),
            Fact::Date => date_in_cell(text),
            Fact::Broken => broken(text),
        }
    }

    fn off_scale(&self, text: &str) -> Diagnostic {
        let message = match self.scale.r#type {
            ScaleKind::Numbers => format!("`{text}` is not a number {}", self.choices()),
            _ => format!("`{text}` is not one of the ratings {}", self.choices()),
        };
        let word = self.scale.missing.iter().find_map(|missing| {
            missing.words.iter().find(|word| !word.is_empty()).map(|word| (word, &missing.label))
        });
        let blank = "or leave the cell blank where there is no rating";
        let help = match word {
            Some((word, label)) => {
                format!("write one of them, or `{word}` for `{label}`, {blank}")
            }
            None => format!("write one of them, {blank}"),
        };
        Diagnostic::warning(Code::RatingOffScale, message).help(help)
    }

    fn choices(&self) -> String {
        let end = |end: &Option<Decimal>| {
            end.as_ref().map_or_else(|| "any".to_owned(), |end| end.0.to_string())
        };
        match self.scale.r#type {
            ScaleKind::Numbers => {
                format!("from {} to {}", end(&self.scale.lowest), end(&self.scale.highest))
            }
            ScaleKind::Names => one_of(self.scale.level.iter().map(|level| level.label.as_str())),
            ScaleKind::Levels => {
                let values: Vec<String> =
                    self.values.iter().map(|(value, _)| decimal(value)).collect();
                one_of(values.iter().map(String::as_str))
            }
        }
    }
}

fn decimal(value: &Exact) -> String {
    if value.is_whole() { value.to_string() } else { value.to_f64().to_string() }
}

pub(super) fn state(word: &MissingWord) -> Rating {
    Rating::Missing(Arc::from(word.id.as_str()))
}

fn half_way(text: &str) -> String {
    format!("`{text}` lies half way between two levels")
}

fn names_two_levels(text: &str, level: &Level) -> String {
    let value = level.value.as_ref().map_or_else(String::new, |value| value.0.to_string());
    format!("`{text}` names two levels: `{}` is {value}", level.label)
}

fn date_in_cell(text: &str) -> Diagnostic {
    Diagnostic::warning(Code::DateInRatingCell, format!("`{text}` is a date, not a rating"))
        .help("a spreadsheet turns 3/4 into a date; write the rating again")
}

fn broken(text: &str) -> Diagnostic {
    let message = format!("the formula in this cell ends in `{text}`");
    Diagnostic::warning(Code::FormulaError, message)
        .help("write the rating itself instead of a formula")
}

fn two_things(message: String) -> Diagnostic {
    Diagnostic::warning(Code::RatingOffScale, message)
        .help("write the number of the level that is meant")
}

fn number_as_text(text: &str) -> Diagnostic {
    Diagnostic::note(
        Code::NumberAsText,
        format!("`{text}` is stored as text; it is read as a number"),
    )
}

fn stray_space(text: &str) -> Diagnostic {
    Diagnostic::note(Code::StraySpace, format!("there is a space before or after `{text}`"))
        .help("it is read without the space")
}

fn read_as_level(text: &str, value: &Exact) -> Diagnostic {
    Diagnostic::note(Code::LabelReadAsLevel, format!("`{text}` is read as {}", decimal(value)))
}

//! Formulas over the sheet of scores, each with its result worked out here.

use rust_xlsxwriter::{Formula, utility::quote_sheet_name};

use crate::{language::say, report::NetworkBook};

/// A column of the sheet of scores.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Column {
    Site,
    Standard,
    Source,
    YearStarts,
    Line,
    Score,
    Target,
    Below,
    Latest,
    Shown,
    YearBefore,
}

impl Column {
    /// Its letter in the sheet of scores; `scores` writes them in this order.
    pub(super) const fn letter(self) -> char {
        match self {
            Column::Site => 'A',
            Column::Standard => 'C',
            Column::Source => 'E',
            Column::YearStarts => 'I',
            Column::Score => 'K',
            Column::Target => 'O',
            Column::Below => 'P',
            Column::Latest => 'Q',
            Column::Shown => 'R',
            Column::Line => 'S',
            Column::YearBefore => 'T',
        }
    }
}

/// A condition on a column, as spreadsheets write it.
pub(super) type Condition = (Column, String);

/// The scores, as far as a formula asks for them.
#[derive(Clone)]
pub(super) struct Live<'a> {
    network: &'a NetworkBook,
    /// The sheet of scores, as formulas name it.
    sheet: String,
}

impl<'a> Live<'a> {
    pub(super) fn of(network: &'a NetworkBook) -> Live<'a> {
        Live {
            network,
            sheet: quote_sheet_name(&say!(network.language, "network-book-sheet-scores")),
        }
    }

    /// `Scores!$K$2:$K$99`.
    fn range(&self, column: Column) -> String {
        let (letter, last) = (column.letter(), self.network.scores.len().max(1) + 1);
        format!("{}!${letter}$2:${letter}${last}", self.sheet)
    }

    fn conditions(&self, conditions: &[Condition]) -> String {
        let written: Vec<String> = conditions
            .iter()
            .map(|(column, wanted)| format!("{},{wanted}", self.range(*column)))
            .collect();
        written.join(",")
    }

    /// How many rows the conditions hold for, which are so many.
    pub(super) fn count(&self, conditions: &[Condition], found: usize) -> Formula {
        let formula = format!("=COUNTIFS({})", self.conditions(conditions));
        Formula::new(formula).set_result(found.to_string())
    }

    /// The same, where something holds; else an empty cell.
    pub(super) fn count_if(
        &self,
        holds: &str,
        conditions: &[Condition],
        found: Option<usize>,
    ) -> Formula {
        let formula = format!("=IF({holds},COUNTIFS({}),\"\")", self.conditions(conditions));
        with_result(formula, found.map(|found| found as f64))
    }

    /// The mean of a column over the rows that the conditions hold for, which have these values;
    /// nothing where there are none.
    pub(super) fn mean(&self, of: Column, conditions: &[Condition], values: &[f64]) -> Formula {
        let (range, conditions) = (self.range(of), self.conditions(conditions));
        let formula = format!("=IFERROR(AVERAGEIFS({range},{conditions}),\"\")");
        with_result(formula, mean(values))
    }
}

/// A text in a formula.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

pub(super) fn mean(values: &[f64]) -> Option<f64> {
    let sum: f64 = values.iter().sum();
    (!values.is_empty()).then(|| sum / values.len() as f64)
}

/// A formula with a number or an empty text as its result.
pub(super) fn with_result(formula: String, result: Option<f64>) -> Formula {
    Formula::new(formula).set_result(result.map_or(String::new(), |number| number.to_string()))
}

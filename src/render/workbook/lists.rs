//! Drop-downs: short ones within the cell, long ones on a sheet that nobody needs to see.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, Workbook,
};

use super::at_most;
use crate::{
    language::{Language, say},
    template::{Choice, Firmness, Input, Takes},
};

/// The longest drop-down that stands within a cell.
const LONGEST_LIST: usize = 255;
const LONGEST_MESSAGE: usize = 255;
const LONGEST_TITLE: usize = 32;

/// The long lists, one below the other in a single column: a sheet of one column can hold no form.
pub(super) struct Lists {
    language: Language,
    column: Vec<Choice>,
}

impl Lists {
    pub(super) fn of(language: Language) -> Lists {
        Lists { language, column: Vec::new() }
    }

    /// What a cell takes, as a workbook says it; none where it takes anything and has no hint.
    pub(super) fn validation(&mut self, input: &Input) -> Option<DataValidation> {
        let (title, hint) = &input.hint;
        let any = matches!(input.takes, Takes::Text);
        if any && hint.is_empty() {
            return None;
        }
        let rule = match &input.takes {
            Takes::Text => DataValidation::new().allow_any_value(),
            Takes::Date => DataValidation::new().allow_date(any_day()),
            Takes::Number { lowest, highest } => DataValidation::new().allow_decimal_number(
                DataValidationRule::Between(lowest.to_f64(), highest.to_f64()),
            ),
            Takes::OneOf(choices) => self.one_of(choices),
        };
        let style = match input.firmness {
            Firmness::Firm => DataValidationErrorStyle::Stop,
            Firmness::Asking => DataValidationErrorStyle::Warning,
        };
        let look_again = say!(self.language, "tracker-look-again");
        let fits = "it is cut to what fits";
        Some(
            rule.set_error_style(style)
                .set_input_title(at_most(title, LONGEST_TITLE))
                .expect(fits)
                .set_input_message(at_most(hint, LONGEST_MESSAGE))
                .expect(fits)
                .set_error_title(at_most(&look_again, LONGEST_TITLE))
                .expect(fits)
                .set_error_message(at_most(&input.refusal, LONGEST_MESSAGE))
                .expect(fits),
        )
    }

    fn one_of(&mut self, choices: &[Choice]) -> DataValidation {
        let shown: Vec<String> = choices.iter().map(Choice::shown).collect();
        let letters: usize = shown.iter().map(|word| word.chars().count() + 1).sum();
        let is_plain = |word: &String| !word.contains([',', '"']) && word.trim() == word;
        if letters <= LONGEST_LIST && shown.iter().all(is_plain) {
            let short = DataValidation::new().allow_list_strings(&shown);
            return short.expect("the list is short enough");
        }
        let first = self.place_of(choices);
        let last = first + choices.len() - 1;
        let range = format!("{}!$A${}:$A${}", self.tab(), first + 1, last + 1);
        DataValidation::new().allow_list_formula(Formula::new(range))
    }

    /// The name of the sheet, a single word: formulas name it.
    fn tab(&self) -> String {
        say!(self.language, "tracker-tab-lists")
    }

    /// The row where the list starts; it is there once.
    fn place_of(&mut self, choices: &[Choice]) -> usize {
        let stands = self.column.windows(choices.len()).position(|part| part == choices);
        stands.unwrap_or_else(|| {
            self.column.extend_from_slice(choices);
            self.column.len() - choices.len()
        })
    }

    /// Writes the sheet, if there is a long list.
    pub(super) fn write(self, book: &mut Workbook) {
        if self.column.is_empty() {
            return;
        }
        let sheet = book.add_worksheet();
        sheet.set_name(self.tab()).expect("the name is short and plain");
        sheet.set_very_hidden(true);
        for (row, choice) in (0..).zip(&self.column) {
            let written = match choice {
                Choice::Number(number) => sheet.write_number(row, 0, number.to_f64()),
                Choice::Word(word) => {
                    sheet.write_string(row, 0, at_most(word, super::LONGEST_TEXT))
                }
            };
            written.expect("a list is no longer than a sheet");
        }
    }
}

fn any_day() -> DataValidationRule<ExcelDateTime> {
    let day = |year, month, day| ExcelDateTime::from_ymd(year, month, day).expect("it is a day");
    DataValidationRule::Between(day(1990, 1, 1), day(2100, 1, 1))
}

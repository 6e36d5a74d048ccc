//! Rows below the headings that are no forms: headings again, ids for an import, lists of choices.

use super::{Forms, Reader};
use crate::{
    diagnostic::{Code, Diagnostic},
    ingest::Cell,
    model::Rating,
    tidy::{
        header::{holds_values, is_import_id},
        headings::Means,
        mapping::Column,
        page::{Spot, is_blank},
        rating::Ruler,
    },
};

/// How many columns must speak for it.
const ENOUGH_COLUMNS: usize = 2;
/// From how many answers on a cell is a list of them, and not two that were given.
const FEWEST_CHOICES: usize = 3;

impl<'a> Reader<'_, 'a> {
    /// Whether the row is one of headings again, or says what may be written below it.
    pub(super) fn is_more_headings(&self, row: usize, forms: &mut Forms<'a>) -> bool {
        let count = |is_it: &dyn Fn(&Column) -> bool| {
            self.columns.iter().filter(|column| is_it(column)).count()
        };
        let imports = count(&|column| is_import_id(&self.page.text((row, column.at))));
        if ENOUGH_COLUMNS <= imports {
            return true;
        }
        let has_values = holds_values(&self.page, row);
        if !has_values && ENOUGH_COLUMNS <= count(&|column| self.repeats(column, row)) {
            return true;
        }
        let options = count(&|column| self.is_list_of_choices(column, (row, column.at)));
        let items =
            count(&|column| matches!(column.means, Means::Item(_)) && self.holds(column, row));
        if ENOUGH_COLUMNS <= options && items <= options {
            forms.told.push(self.choices_skipped(row));
            return true;
        }
        false
    }

    fn holds(&self, column: &Column, row: usize) -> bool {
        !is_blank(self.page.cell((row, column.at)))
    }

    /// Whether the cell names what its column holds, and is no answer, as the tick of a choice is.
    fn repeats(&self, column: &Column, row: usize) -> bool {
        let text = self.page.text((row, column.at));
        match &column.means {
            Means::Item(item) => {
                let named = self.vocabulary.item(&text).map(|(item, _)| item);
                let repeats = named == Some(*item) || self.headings.heading(column.at).is(&text);
                repeats && !text.is_empty() && !self.is_answer(*item, (row, column.at))
            }
            Means::Field(field) => {
                self.vocabulary.field(&text).is_some_and(|(named, _)| named == *field)
            }
        }
    }

    fn is_answer(&self, item: usize, spot: Spot) -> bool {
        let read = |ruler: &Ruler<'_>| ruler.rating(self.page.cell(spot), self.item(item));
        let reading = self.ruler(item).map(read);
        !matches!(reading, None | Some(None | Some(Rating::Unusable)))
    }

    /// `N/A, L, M, H`: two or more answers, where one should stand.
    fn is_list_of_choices(&self, column: &Column, spot: Spot) -> bool {
        let Means::Item(item) = column.means else { return false };
        let Cell::Text(text) = self.page.cell(spot) else { return false };
        if !text.contains([',', ';', '|']) {
            return false;
        }
        let text = text.rsplit_once(':').map_or(text.as_str(), |(_, choices)| choices);
        let Some(ruler) = self.ruler(item) else { return false };
        let choices: Vec<&str> = text.split([',', ';', '|']).map(str::trim).collect();
        FEWEST_CHOICES <= choices.len() && choices.iter().all(|choice| ruler.knows(choice))
    }

    fn choices_skipped(&self, row: usize) -> Diagnostic {
        let first = self.page.first_filled(row).unwrap_or(0);
        let message = "this row lists what may be answered and is no form";
        let note = Diagnostic::note(Code::LeftAside, message)
            .help("nothing to do; the ratings are read from the rows below");
        self.page.tell(note, Some(self.headings.shown), (row, first))
    }
}

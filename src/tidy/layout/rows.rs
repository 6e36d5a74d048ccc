//! One row a form, the items in columns.

use std::{collections::BTreeMap, sync::Arc};

use super::{Forms, Reader, aside::Asides, missing::items_without_column};
use crate::{
    rulebook::LayoutName,
    tidy::{draft::Draft, form::no_ratings, headings::Means, mapping::Column, page::is_blank},
};

/// The forms of these rows.
pub(super) fn forms<'a>(
    reader: Reader<'_, 'a>,
    rows: impl IntoIterator<Item = usize>,
    asides: &mut Asides,
) -> Forms<'a> {
    let mut forms = Forms::default();
    let items = reader.vocabulary.instrument.item.len();
    reader.tell_missing(&items_without_column(reader.columns, items), &mut forms);
    let groups = groups(reader.columns);
    for row in rows {
        let Some(first) = reader.page.first_filled(row) else { continue };
        if reader.is_more_headings(row, &mut forms) {
            continue;
        }
        if forms.drafts.is_empty() && reader.lists_options(row) {
            asides.options((row, first));
        } else if let Some(spot) = reader.is_total(row) {
            asides.totals(spot);
        } else {
            forms.drafts.extend(reader.forms_of_row(row, &groups));
        }
    }
    if forms.drafts.is_empty() && reader.has_no_rows() {
        let first = reader.page.first_filled(reader.header).unwrap_or(0);
        forms.told.push(reader.page.tell(no_ratings(), None, (reader.header, first)));
    }
    forms
}

/// The columns of ratings, by what they have in common.
fn groups(columns: &[Column]) -> BTreeMap<&BTreeMap<Arc<str>, String>, Vec<&Column>> {
    let mut groups: BTreeMap<_, Vec<&Column>> = BTreeMap::new();
    for column in columns {
        if matches!(column.means, Means::Item(_)) {
            groups.entry(&column.set).or_default().push(column);
        }
    }
    groups
}

impl<'a> Reader<'_, 'a> {
    /// Whether nothing stands below the headings.
    fn has_no_rows(&self) -> bool {
        (self.header + 1..self.page.rows()).all(|row| self.page.is_blank(row))
    }

    /// The forms of a row: one, or one for each group of columns that holds anything.
    fn forms_of_row(
        &self,
        row: usize,
        groups: &BTreeMap<&BTreeMap<Arc<str>, String>, Vec<&Column>>,
    ) -> Vec<Draft<'a>> {
        let fields = self.fields_of(row);
        let first = (row, self.page.first_filled(row).unwrap_or(0));
        let holds_any = |column: &&Column| !is_blank(self.page.cell((row, column.at)));
        let filled: Vec<_> =
            groups.iter().filter(|(_, columns)| columns.iter().any(holds_any)).collect();
        if filled.is_empty() {
            let mut draft = self.draft(LayoutName::Rows, first, &BTreeMap::new());
            let says_whose = fields.contains_key("site") || fields.contains_key("site_id");
            draft.given.extend(fields);
            draft.is_lone_cell = !self.page.is_turned() && self.page.filled(row).count() == 1;
            return if says_whose { vec![draft] } else { Vec::new() };
        }
        let form = |(set, columns): &(&&BTreeMap<Arc<str>, String>, &Vec<&Column>)| {
            let mut draft = self.draft(LayoutName::Rows, first, set);
            let fields = fields.iter().filter(|(field, _)| !set.contains_key(*field));
            draft.given.extend(fields.map(|(field, given)| (field.clone(), given.clone())));
            for column in *columns {
                if let Means::Item(item) = column.means {
                    self.mark(&mut draft, item, (row, column.at));
                }
            }
            draft
        };
        filled.iter().map(form).collect()
    }
}

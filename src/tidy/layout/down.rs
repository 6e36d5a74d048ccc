//! Items down the page: one form a sheet, or one row a rating of many forms.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Forms, Reader};
use crate::{
    diagnostic::{Code, Diagnostic, nearest},
    rulebook::{ColumnMapping, LayoutName, Mapping},
    tidy::{
        draft::{Draft, Given},
        form::is_comment,
        headings::{Means, item_name},
        mapping::Column,
        page::{has_stray_space, is_blank},
    },
};

/// Fields that make a table of ratings one of many forms.
const OF_A_FORM: [&str; 9] = [
    "site",
    "site_id",
    "school_year",
    "occasion",
    "date",
    "rater",
    "activity",
    "segment",
    "observation_id",
];

/// What tells the forms of a table apart: what its columns say in a row, and what its column of
/// ratings stands for.
type Key = (BTreeMap<Arc<str>, String>, BTreeMap<Arc<str>, String>);

pub(super) fn forms<'a>(reader: Reader<'_, 'a>, best: usize, first_row: usize) -> Forms<'a> {
    let mut forms = Forms::default();
    let item_column = reader.item_column(best);
    forms.item_column = Some(item_column);
    let is_long = reader.is_long();
    let layout = if is_long { LayoutName::Long } else { LayoutName::ItemsDown };
    let ratings = reader.rating_columns();
    if ratings.is_empty() {
        return reader.without_ratings(layout, item_column, forms);
    }
    let declared =
        if is_long { reader.declared_that_tell(item_column, first_row) } else { Vec::new() };
    let mut seen = BTreeSet::new();
    let mut drafts: BTreeMap<Key, Draft<'a>> = BTreeMap::new();
    for row in first_row.max(reader.header + 1)..reader.page.sheet.rows.len() {
        let code = reader.page.text((row, item_column));
        let Some((item, _)) = reader.vocabulary.item(&code) else {
            forms.told.extend(reader.unknown_item(row, item_column, &ratings));
            continue;
        };
        seen.insert(item);
        let fields = if is_long { reader.fields_of(row) } else { BTreeMap::new() };
        for rating in &ratings {
            let key = (reader.texts(&fields, &declared), rating.set.clone());
            let draft = drafts
                .entry(key)
                .or_insert_with(|| reader.started(layout, row, &fields, &rating.set));
            if has_stray_space(reader.page.cell((row, item_column))) {
                draft.told.push(draft.tell(stray_space(&code), (row, item_column)));
            }
            reader.mark(draft, item, (row, rating.at));
        }
    }
    let items = 0..reader.vocabulary.instrument.item.len();
    let unseen = items.filter(|item| !seen.contains(item)).collect();
    reader.tell_missing(&unseen, &mut forms);
    forms.drafts = drafts.into_values().collect();
    forms
}

impl<'a> Reader<'_, 'a> {
    /// Whether the rows are of many forms: a column says of which, and no mapping says otherwise.
    fn is_long(&self) -> bool {
        let is_one_form = |mapping: &Mapping| mapping.layout == Some(LayoutName::ItemsDown);
        let tells_forms = OF_A_FORM.iter().any(|field| self.column_of(field).is_some());
        tells_forms && !self.mapping.is_some_and(is_one_form)
    }

    /// The column of codes, where its heading tells and it holds any, else the one that holds most.
    fn item_column(&self, best: usize) -> usize {
        let holds_item = |&at: &usize| {
            let rows = self.header + 1..self.page.sheet.rows.len();
            rows.into_iter().any(|row| self.vocabulary.item(&self.page.text((row, at))).is_some())
        };
        self.column_of("item").filter(holds_item).unwrap_or(best)
    }

    fn rating_columns(&self) -> Vec<&Column> {
        let is_rating =
            |column: &&Column| matches!(&column.means, Means::Field(field) if **field == *"rating");
        self.columns.iter().filter(is_rating).collect()
    }

    /// A form whose ratings are nowhere: it is kept, so that its site is known.
    fn without_ratings(
        &self,
        layout: LayoutName,
        item_column: usize,
        mut forms: Forms<'a>,
    ) -> Forms<'a> {
        self.nearly_known(&[Means::Field("rating".into())].into(), &mut forms);
        let mut draft = self.draft(layout, (self.header, 0), &BTreeMap::new());
        let holds_item = |&at: &usize| {
            let row = self.header + 1;
            self.vocabulary.item(&self.page.text((row, at))).is_some()
        };
        let after = (0..self.page.width(self.header)).rfind(holds_item).unwrap_or(item_column);
        draft.told.push(self.no_needed("rating", (self.header, after + 1)));
        draft.told.extend(self.repeated_items(item_column));
        forms.drafts.push(draft);
        forms
    }

    /// Where there are no ratings, rows can still stand there twice.
    fn repeated_items(&self, item_column: usize) -> Vec<Diagnostic> {
        let mut seen = BTreeSet::new();
        let mut told = Vec::new();
        for row in self.header + 1..self.page.sheet.rows.len() {
            let code = self.page.text((row, item_column));
            let item = self.vocabulary.item(&code).map(|(item, _)| item);
            if item.is_some_and(|item| !seen.insert(item)) {
                let message = format!("`{code}` stands here a second time");
                let note = Diagnostic::note(Code::RepeatedForm, message).help("delete this row");
                let first = self.page.first_filled(row).unwrap_or(item_column);
                told.push(self.page.tell(note, Some(self.header), (row, first)));
            }
        }
        told
    }

    fn started(
        &self,
        layout: LayoutName,
        row: usize,
        fields: &BTreeMap<Arc<str>, Given>,
        set: &BTreeMap<Arc<str>, String>,
    ) -> Draft<'a> {
        let first = (row, self.page.first_filled(row).unwrap_or(0));
        let mut draft = self.draft(layout, first, set);
        draft.given.extend(fields.iter().map(|(field, given)| (field.clone(), given.clone())));
        draft
    }

    /// The fields of the instrument without which an item would stand in a form more than once. A
    /// field that is blank in places, or changes from rating to rating, is a comment.
    fn declared_that_tell(&self, item_column: usize, first_row: usize) -> Vec<&'a str> {
        let declared = self.vocabulary.instrument.field.iter().map(|field| field.id.as_str());
        let is_free = |id: &&str| {
            !OF_A_FORM.contains(id)
                && !is_told(id)
                && !is_comment(id)
                && self.column_of(id).is_some()
        };
        declared.filter(is_free).filter(|id| self.tells(id, item_column, first_row)).collect()
    }

    fn tells(&self, field: &str, item_column: usize, first_row: usize) -> bool {
        let (mut rows, mut is_needed) = (0, false);
        let mut first: BTreeMap<_, String> = BTreeMap::new();
        let mut forms: BTreeSet<_> = BTreeSet::new();
        for row in first_row.max(self.header + 1)..self.page.sheet.rows.len() {
            let code = self.page.text((row, item_column));
            let Some((item, _)) = self.vocabulary.item(&code) else { continue };
            let fields = self.fields_of(row);
            let Some(own) = fields.get(field).map(|given| given.text.clone()) else { return false };
            let key = self.texts(&fields, &[]);
            rows += 1;
            forms.insert((key.clone(), own.clone()));
            is_needed |= *first.entry((item, key)).or_insert_with(|| own.clone()) != own;
        }
        is_needed && 2 * forms.len() <= rows
    }

    /// What the fields say that tells forms apart, and not single ratings.
    fn texts(
        &self,
        fields: &BTreeMap<Arc<str>, Given>,
        declared: &[&str],
    ) -> BTreeMap<Arc<str>, String> {
        let mapped = |id: &str| {
            let columns = self.mapping.into_iter().flat_map(|mapping| &mapping.column);
            let is_it = |column: &ColumnMapping| column.field.as_deref() == Some(id);
            columns.into_iter().any(is_it) && self.is_new(id)
        };
        let tells = |id: &str| {
            OF_A_FORM.contains(&id) || is_told(id) || mapped(id) || declared.contains(&id)
        };
        let of_a_form = fields.iter().filter(|(id, _)| tells(id));
        of_a_form.map(|(id, given)| (id.clone(), given.text.clone())).collect()
    }

    /// A row with a rating whose code no item has.
    fn unknown_item(
        &self,
        row: usize,
        item_column: usize,
        ratings: &[&Column],
    ) -> Option<Diagnostic> {
        let code = self.page.text((row, item_column));
        let is_rated = ratings.iter().any(|rating| !is_blank(self.page.cell((row, rating.at))));
        if code.is_empty() || !is_rated {
            return None;
        }
        let instrument = self.vocabulary.instrument;
        let message = format!("no item of {} is called `{code}`", instrument.about.title);
        let warning = Diagnostic::warning(Code::UnknownItem, message);
        let warning = match nearest(&code, instrument.item.iter().map(item_name)) {
            Some(near) => warning.help(format!("did you mean `{near}`?")),
            None => warning.help("the rating in this row is not used"),
        };
        Some(self.page.tell(warning, Some(self.header), (row, item_column)))
    }
}

/// Other fields that belong to the form and not to one rating.
fn is_told(field: &str) -> bool {
    matches!(field, "basis" | "purpose" | "version" | "role")
}

fn stray_space(code: &str) -> Diagnostic {
    Diagnostic::note(Code::StraySpace, format!("there is a space before or after `{code}`"))
        .help("it is read without the space")
}

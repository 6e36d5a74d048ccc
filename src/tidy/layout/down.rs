//! Items down the page: one form a sheet, or one row a rating of many forms.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Forms, OF_A_FORM, Reader,
    aside::{self, Asides},
    blocks::Block,
    grid::{self, Level},
    headed::Headed,
};
use crate::{
    diagnostic::{Code, Diagnostic, nearest},
    rulebook::{ColumnMapping, LayoutName, Mapping},
    tidy::{
        draft::{Draft, Given},
        form::is_comment,
        headings::{Means, item_name},
        mapping::Column,
        page::{Spot, has_stray_space, is_blank},
    },
};

/// What tells the forms of a table apart: what its columns say in a row, and what its column of
/// ratings stands for.
type Key = (BTreeMap<Arc<str>, String>, BTreeMap<Arc<str>, String>);

/// Rows of items that stand together, with what they are read with.
#[derive(Clone, Copy)]
pub(super) struct Part<'r, 'a> {
    pub(super) reader: Reader<'r, 'a>,
    pub(super) block: &'r Block<'r>,
}

/// Where the ratings of a part stand.
#[derive(Debug)]
enum Ratings {
    /// In these columns.
    Columns(Vec<Headed>),
    /// As marks under these levels.
    Marks(Vec<Level>),
}

/// Whether the rows are of many forms: a column says of which, and no mapping says otherwise.
pub(super) fn is_long(columns: &[Column], mapping: Option<&Mapping>) -> bool {
    let is_one_form = |mapping: &Mapping| mapping.layout == Some(LayoutName::ItemsDown);
    let tells = |field: &str| OF_A_FORM.contains(&field);
    let tells_forms = |column: &Column| matches!(&column.means, Means::Field(id) if tells(id));
    columns.iter().any(tells_forms) && !mapping.is_some_and(is_one_form)
}

/// The forms of each group of parts.
pub(super) fn forms<'a>(groups: &[Vec<Part<'_, 'a>>]) -> Forms<'a> {
    let mut all = Forms::default();
    let marks = marks(groups);
    let mut asides = Asides::default();
    for parts in groups {
        let forms = forms_of(parts, &marks, &mut asides);
        all.drafts.extend(forms.drafts);
        all.told.extend(forms.told);
    }
    if let Some(part) = groups.first().and_then(|parts| parts.first()) {
        all.told.extend(asides.told(&part.reader.page, part.reader.header));
    }
    all
}

/// What there is to say where a mapping leads to no item at all.
pub(super) fn nothing<'a>(reader: &Reader<'_, 'a>, item_column: usize) -> Forms<'a> {
    let mut forms = Forms::default();
    if reader.rating_columns().is_empty() {
        return reader.without_ratings(LayoutName::ItemsDown, item_column, forms);
    }
    let items = (0..reader.vocabulary.instrument.item.len()).collect();
    reader.tell_missing(&items, &mut forms);
    forms
}

/// The levels over the columns of each part, by its first row, if the sheet is a grid of marks.
fn marks(groups: &[Vec<Part<'_, '_>>]) -> BTreeMap<Spot, Vec<Level>> {
    let mut levels: BTreeMap<Spot, Vec<Level>> = BTreeMap::new();
    let mut before: Vec<Level> = Vec::new();
    let parts = || groups.iter().flatten();
    for part in parts() {
        let own = part.levels();
        if !own.is_empty() {
            before = own;
        }
        levels.insert(part.first(), before.clone());
    }
    let all_have = parts().all(|part| !levels[&part.first()].is_empty());
    let holds = || grid::holds_marks(parts().map(|part| (part.block, &*levels[&part.first()])));
    let rated_elsewhere = parts().any(|part| part.has_rating_beside(&levels[&part.first()]));
    if all_have && !rated_elsewhere && holds() { levels } else { BTreeMap::new() }
}

fn forms_of<'a>(
    parts: &[Part<'_, 'a>],
    marks: &BTreeMap<Spot, Vec<Level>>,
    asides: &mut Asides,
) -> Forms<'a> {
    let mut forms = Forms::default();
    let Some(first) = parts.first() else { return forms };
    let is_long = parts.iter().any(|part| is_long(part.reader.columns, part.reader.mapping));
    let layout = if is_long { LayoutName::Long } else { LayoutName::ItemsDown };
    let items: Vec<(usize, usize)> =
        parts.iter().flat_map(|part| part.block.items.iter().copied()).collect();
    let (item_column, first_row) = (first.block.item_column, first.first().0);
    let declared =
        if is_long { first.reader.declared_that_tell(item_column, first_row) } else { Vec::new() };
    let mut seen = BTreeSet::new();
    let mut drafts: BTreeMap<Key, Draft<'a>> = BTreeMap::new();
    for part in parts {
        let Some(ratings) = part.ratings(marks, &items) else {
            if parts.len() == 1 {
                return first.reader.without_ratings(layout, first.block.item_column, forms);
            }
            let place = (part.reader.header, part.reader.page.width(part.reader.header));
            forms.told.push(part.reader.no_needed("rating", place));
            continue;
        };
        seen.extend(part.block.items.iter().map(|(_, item)| *item));
        part.read((layout, &declared), &ratings, &mut drafts);
        forms.told.extend(part.unknown_items(&ratings, asides));
    }
    let items = 0..first.reader.vocabulary.instrument.item.len();
    let unseen = items.filter(|item| !seen.contains(item)).collect();
    first.reader.tell_missing(&unseen, &mut forms);
    forms.drafts = drafts.into_values().collect();
    forms
}

impl<'a> Part<'_, 'a> {
    fn first(&self) -> Spot {
        (self.block.items[0].0, self.block.item_column)
    }

    /// The columns of levels over the items, if there are any.
    fn levels(&self) -> Vec<Level> {
        let (row, column) = self.first();
        let item = self.block.items[0].1;
        let Some(ruler) = self.reader.ruler(item) else { return Vec::new() };
        let above = self.block.above.start..row;
        grid::levels(&self.reader.page, above, column, ruler, self.reader.item(item))
    }

    /// Whether ratings stand in a column that is no level.
    fn has_rating_beside(&self, levels: &[Level]) -> bool {
        let is_level = |at: usize| levels.iter().any(|level| level.at == at);
        let columns = self.reader.rating_columns();
        let mut beside = columns.iter().filter(|column| !is_level(column.at));
        let page = &self.reader.page;
        let is_filled =
            |at: usize| self.block.items.iter().any(|(row, _)| !is_blank(page.cell((*row, at))));
        beside.any(|column| is_filled(column.at))
    }

    /// Where its ratings stand, if anywhere. Columns are judged by all items of the form.
    fn ratings(
        &self,
        marks: &BTreeMap<Spot, Vec<Level>>,
        items: &[(usize, usize)],
    ) -> Option<Ratings> {
        if let Some(levels) = marks.get(&self.first()) {
            return Some(Ratings::Marks(levels.clone()));
        }
        let known = self.reader.rating_columns();
        let is_mapped = known.iter().any(|column| !column.set.is_empty());
        let headed = if is_mapped { Vec::new() } else { self.reader.headed(self.block, items) };
        let named = || known.iter().map(|column| Headed::by_name(column)).collect::<Vec<_>>();
        let columns = if headed.is_empty() { named() } else { headed };
        if columns.is_empty() { None } else { Some(Ratings::Columns(columns)) }
    }

    /// Reads the ratings into the forms that they belong to: the layout and the fields of the
    /// instrument tell which.
    fn read(
        &self,
        (layout, declared): (LayoutName, &[&str]),
        ratings: &Ratings,
        drafts: &mut BTreeMap<Key, Draft<'a>>,
    ) {
        let reader = &self.reader;
        let one = [Headed::nothing()];
        let headed = match ratings {
            Ratings::Columns(columns) => columns.as_slice(),
            Ratings::Marks(_) => &one,
        };
        for &(row, item) in &self.block.items {
            let spot = (row, self.block.item_column);
            let is_long = layout == LayoutName::Long;
            let fields = if is_long { reader.fields_of(row) } else { BTreeMap::new() };
            for one in headed {
                let key = (reader.texts(&fields, declared), one.column.set.clone());
                let draft =
                    drafts.entry(key).or_insert_with(|| reader.started(layout, row, &fields, one));
                if has_stray_space(reader.page.cell(spot)) {
                    let code = reader.page.text(spot);
                    draft.told.push(draft.tell(stray_space(&code), spot));
                }
                match ratings {
                    Ratings::Columns(_) => reader.mark(draft, item, (row, one.column.at)),
                    Ratings::Marks(levels) => reader.mark_of_levels(draft, item, row, levels),
                }
            }
        }
    }

    /// Rows with a rating whose code no item has. Totals and sections are no items.
    fn unknown_items(&self, ratings: &Ratings, asides: &mut Asides) -> Vec<Diagnostic> {
        let page = &self.reader.page;
        let is_rated = |row: usize| match ratings {
            Ratings::Columns(columns) => {
                columns.iter().any(|one| !is_blank(page.cell((row, one.column.at))))
            }
            Ratings::Marks(levels) => grid::is_marked(page, row, levels),
        };
        let mut told = Vec::new();
        for &row in self.block.others.iter().filter(|row| is_rated(**row)) {
            let spot = (row, self.block.item_column);
            let first = page.first_filled(row).map_or(spot, |at| (row, at));
            let text = page.text(spot);
            let first_text = page.text(first);
            let instrument = self.reader.vocabulary.instrument;
            let is_total = |text: &str| {
                aside::is_summary(text, self.reader.words) || aside::is_group(text, instrument)
            };
            if is_total(&text) || is_total(&first_text) {
                asides.totals(first);
            } else if self.reader.lists_options(row) {
                asides.options(first);
            } else if !text.is_empty() {
                told.push(self.reader.unknown_item(spot));
            }
        }
        told
    }
}

impl<'a> Reader<'_, 'a> {
    /// The column of codes, where its heading tells and it holds any, else the one that holds most.
    pub(super) fn item_column(&self, best: usize) -> usize {
        let holds_item = |&at: &usize| {
            let rows = self.header + 1..self.page.rows();
            rows.into_iter().any(|row| self.vocabulary.item(&self.page.text((row, at))).is_some())
        };
        self.column_of("item").filter(holds_item).unwrap_or(best)
    }

    pub(super) fn rating_columns(&self) -> Vec<&Column> {
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
        for row in self.header + 1..self.page.rows() {
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
        headed: &Headed,
    ) -> Draft<'a> {
        let first = (row, self.page.first_filled(row).unwrap_or(0));
        let nothing = BTreeMap::new();
        let is_told = headed.heading.is_none();
        let mut draft =
            self.draft(layout, first, if is_told { &headed.column.set } else { &nothing });
        draft.heading.clone_from(&headed.heading);
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
        for row in first_row.max(self.header + 1)..self.page.rows() {
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
    fn unknown_item(&self, spot: Spot) -> Diagnostic {
        let code = self.page.text(spot);
        let instrument = self.vocabulary.instrument;
        let message = format!("no item of {} is called `{code}`", instrument.about.title);
        let warning = Diagnostic::warning(Code::UnknownItem, message);
        let warning = match nearest(&code, instrument.item.iter().map(item_name)) {
            Some(near) => warning.help(format!("did you mean `{near}`?")),
            None => warning.help("the rating in this row is not used"),
        };
        self.page.tell(warning, Some(self.header), spot)
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

//! Layouts: how forms lie in a sheet.

mod above;
mod missing;
mod strangers;
mod more_headings;
mod rows;
mod down;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    columns,
    draft::{Draft, Given, Mark},
    header::Header,
    headings::{By, Means, Vocabulary},
    mapping::{self, Column},
    page::{Page, Spot, has_stray_space, is_blank},
    rating::Ruler,
    recognise::{Found, Shape},
    recognition,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Rating, SheetReading},
    rulebook::{LayoutName, Mapping, kind::Item},
};

/// The scales of a run, ready to read with, by id.
pub(super) type Rulers<'a> = BTreeMap<&'a str, Ruler<'a>>;

/// The forms of a sheet.
#[derive(Debug, Default)]
pub(super) struct Forms<'a> {
    pub(super) drafts: Vec<Draft<'a>>,
    /// What there is to say about the sheet as a whole: it touches every site in it.
    pub(super) told: Vec<Diagnostic>,
    /// The column of codes, where items run down the page.
    pub(super) item_column: Option<usize>,
}

/// Everything that is needed to read the forms of a sheet.
#[derive(Clone, Copy)]
struct Reader<'r, 'a> {
    page: Page<'a>,
    vocabulary: &'r Vocabulary<'a>,
    rulers: &'r Rulers<'a>,
    mapping: Option<&'r Mapping>,
    /// The lowest row of headings.
    header: usize,
    headings: &'r Header,
    columns: &'r [Column],
    /// Columns of which enough is said, and what they would hold.
    told_of: &'r BTreeMap<usize, Option<Means>>,
    /// What stands above the headings, and what the settings say.
    above: &'r BTreeMap<Arc<str>, Given>,
}

/// The forms that lie in a sheet that was recognised, and how they were read.
pub(super) fn forms<'a>(
    page: Page<'a>,
    found: &Found<'_, 'a>,
    rulers: &Rulers<'a>,
    mapping: Option<&Mapping>,
) -> (Forms<'a>, SheetReading) {
    let Found { vocabulary, ref header, shape, ref strangers } = *found;
    let mut told = Vec::new();
    let mapped = mapping.map_or(Vec::new(), |mapping| {
        mapping::columns(mapping, &page, header, vocabulary, &mut told)
    });
    let ignored = mapping::ignored(mapping, header);
    let known = columns::columns(&page, header, vocabulary, &mapped, &ignored);
    told.extend(about_headings(&page, header, &known.columns, vocabulary));
    told.extend(known.told);
    let above = above::given(&page, header.first, vocabulary, mapping);
    let seen =
        recognition::Seen { page, found, columns: &known.columns, mapped: &mapped, above: &above };
    let reading = recognition::reading(&seen, mapping);
    let columns: Vec<Column> = known.columns.into_iter().map(|(column, _)| column).collect();
    let unclear = known.unclear.into_iter().map(|(at, means)| (at, Some(means)));
    let mut told_of: BTreeMap<usize, Option<Means>> = unclear.collect();
    told_of.extend(strangers.iter().flat_map(|strangers| &strangers.columns).map(|at| (*at, None)));
    let reader = Reader {
        page,
        vocabulary,
        rulers,
        mapping,
        header: header.row,
        headings: header,
        columns: &columns,
        told_of: &told_of,
        above: &above,
    };
    told.extend(strangers.as_ref().and_then(|strangers| reader.tell_strangers(strangers)));
    let mut forms = match shape {
        Shape::Across { .. } => rows::forms(reader),
        Shape::Down { column, first_row } => down::forms(reader, column, first_row),
    };
    forms.told.splice(0..0, told);
    let reading = recognition::with_forms(reading, &page, &forms);
    (forms, reading)
}

/// Notes on headings that are not quite as the rules write them.
fn about_headings(
    page: &Page<'_>,
    header: &Header,
    columns: &[(Column, By)],
    vocabulary: &Vocabulary<'_>,
) -> Vec<Diagnostic> {
    let mut told = above::group_headings(page, header.row);
    for (column, by) in columns {
        let spot = header.spot(page, column.at);
        let text = header.text(column.at);
        if has_stray_space(page.cell(spot)) {
            let message = format!("there is a space before or after the heading `{text}`");
            let note = Diagnostic::note(Code::StraySpace, message);
            told.push(page.tell(note.help("it is read without the space"), None, spot));
        }
        if *by == By::Alias && !text.is_empty() {
            let name = vocabulary.name_of(&column.means);
            let message = format!("`{text}` is read as `{name}`");
            told.push(page.tell(Diagnostic::note(Code::OtherHeading, message), None, spot));
        }
    }
    told
}

impl<'a> Reader<'_, 'a> {
    fn item(&self, place: usize) -> &'a Item {
        &self.vocabulary.instrument.item[place]
    }

    /// A form without ratings yet.
    fn draft(
        &self,
        layout: LayoutName,
        first: Spot,
        set: &BTreeMap<Arc<str>, String>,
    ) -> Draft<'a> {
        let mut given = self.above.clone();
        let mut mapped: BTreeSet<Arc<str>> = set.keys().cloned().collect();
        if let Some(mapping) = self.mapping {
            mapped.extend(mapping.set.keys().map(|field| Arc::from(field.as_str())));
            let fields = mapping.column.iter().filter_map(|column| column.field.as_deref());
            mapped.extend(fields.filter(|field| self.is_new(field)).map(Arc::from));
        }
        given.extend(set.iter().map(|(field, text)| (field.clone(), Given::set(text))));
        Draft {
            page: self.page,
            instrument: self.vocabulary.instrument,
            layout,
            header: self.headings.shown,
            first,
            given,
            mapped,
            marks: Vec::new(),
            blank: 0,
            told: Vec::new(),
        }
    }

    /// Whether only a mapping has the field. One that the rules have is read as if its heading
    /// were known to them.
    fn is_new(&self, field: &str) -> bool {
        !self.vocabulary.field_ids().any(|known| known == field)
    }

    /// What the columns say in this row.
    fn fields_of(&self, row: usize) -> BTreeMap<Arc<str>, Given> {
        let field = |column: &Column| match &column.means {
            Means::Field(field) if !is_item_or_rating(field) => {
                Some((field.clone(), Given::at(&self.page, (row, column.at))?))
            }
            _ => None,
        };
        self.columns.iter().filter_map(field).collect()
    }

    /// Reads the cell as a rating of the item, into the form.
    fn mark(&self, draft: &mut Draft<'a>, item: usize, spot: Spot) {
        let cell = self.page.cell(spot);
        let Some(ruler) = self.ruler(item) else { return };
        let written = Arc::from(self.page.text(spot));
        if self.page.is_under_merge(spot) {
            if !is_blank(cell) {
                draft.told.push(draft.tell(hidden(&written), spot));
                let rating = Rating::Unusable;
                draft.marks.push(Mark { item, rating, written, at: spot });
            }
            return;
        }
        let reading = ruler.read(cell, self.item(item), self.page.medium);
        for told in reading.told {
            draft.told.push(draft.tell(told, spot));
        }
        match reading.rating {
            Some(rating) => draft.marks.push(Mark { item, rating, written, at: spot }),
            None => draft.blank += 1,
        }
    }

    fn ruler(&self, item: usize) -> Option<&Ruler<'a>> {
        let scale = self.item(item).scale.as_ref().unwrap_or(&self.vocabulary.instrument.scale);
        self.rulers.get(scale.as_str())
    }

    fn column_of(&self, field: &str) -> Option<usize> {
        let is_it = |column: &&Column| matches!(&column.means, Means::Field(id) if **id == *field);
        self.columns.iter().find(is_it).map(|column| column.at)
    }
}

fn is_item_or_rating(field: &str) -> bool {
    matches!(field, "item" | "rating")
}

fn hidden(written: &str) -> Diagnostic {
    let message = format!("`{written}` lies hidden under a merged cell and is not used");
    Diagnostic::warning(Code::HiddenUnderMerge, message)
        .help("unmerge the cells and look which rating is meant")
}

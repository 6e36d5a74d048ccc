//! Layouts: how forms lie in a sheet.

// What stands around the ratings.
mod above;
mod aside;
mod missing;
mod strangers;
mod more_headings;

// Where tables lie.
mod blocks;
mod sides;
mod stacked;
mod turned;

// What columns of ratings are of.
mod rated;
mod grid;
mod headed;
pub(super) mod spread;

// From tables to forms.
mod rows;
mod down;

use std::{collections::BTreeMap, rc::Rc, sync::Arc};

pub(super) use self::above::is_of_a_site;
use self::{
    aside::Asides,
    blocks::{Block, Group},
    down::Part,
    rated::ruler_of,
    sides::Side,
    stacked::Strip,
    turned::Turned,
};
use super::{
    columns,
    draft::{Draft, Given},
    header::Header,
    headings::{By, Means, Vocabularies, Vocabulary},
    mapping::{self, Column},
    marks::Marks,
    page::{Page, Spot, has_stray_space, is_blank},
    rating::Ruler,
    recognise::{Found, Shape},
    recognition,
};
use crate::{
    diagnostic::{Code, Diagnostic, Severity},
    model::{Rating, SheetReading},
    rulebook::{
        LayoutName, Mapping,
        kind::{Item, Words},
    },
};

/// The scales of a run, ready to read with, by id.
pub(super) type Rulers<'a> = BTreeMap<&'a str, Ruler<'a>>;

/// Fields that tell forms apart.
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

/// What is known before a sheet is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'r, 'a> {
    pub(super) vocabularies: &'r Vocabularies<'a>,
    pub(super) rulers: &'r Rulers<'a>,
    pub(super) words: &'a [Words],
}

/// The forms of a sheet.
#[derive(Debug, Default)]
pub(super) struct Forms<'a> {
    pub(super) drafts: Vec<Draft<'a>>,
    /// What there is to say about the sheet as a whole: it touches every site in it.
    pub(super) told: Vec<Diagnostic>,
    /// The column of codes, where items run down the page.
    pub(super) item_column: Option<usize>,
}

impl Forms<'_> {
    /// Keeps no more of the sheet than the rows that may still be shown.
    pub(super) fn let_sheet_go(&mut self) {
        let rows = self.drafts.iter().flat_map(Draft::rows_to_keep).collect();
        let Some(kept) = self.drafts.first().map(|draft| draft.leaf.with_rows(&rows)) else {
            return;
        };
        for draft in &mut self.drafts {
            draft.leaf.let_sheet_go(&kept);
        }
        self.drafts.shrink_to_fit();
    }
}

/// Everything that is needed to read the forms of a table.
#[derive(Clone, Copy)]
struct Reader<'r, 'a> {
    page: Page<'r>,
    vocabulary: &'r Vocabulary<'a>,
    rulers: &'r Rulers<'a>,
    words: &'a [Words],
    mapping: Option<&'r Mapping>,
    /// The lowest row of headings.
    header: usize,
    headings: &'r Header,
    columns: &'r [Column],
    /// Columns of which enough is said, and what they would hold.
    told_of: &'r BTreeMap<usize, Option<Means>>,
    /// What stands above the headings, and what the settings say.
    above: &'r BTreeMap<Arc<str>, Given>,
    titles: &'r Arc<[Given]>,
}

/// A sheet that was recognised, and what it is read with.
struct Task<'r, 'a> {
    page: Page<'r>,
    found: &'r Found<'r, 'a>,
    known: Known<'r, 'a>,
    mapping: Option<&'r Mapping>,
    no_titles: Arc<[Given]>,
    /// The headings that were found, and what there is to say about them.
    first: Option<(Rc<Head>, Vec<Diagnostic>)>,
}

/// The forms that lie in a sheet that was recognised, and how they were read.
pub(super) fn forms<'a>(
    page: Page<'_>,
    found: &Found<'_, 'a>,
    known: Known<'_, 'a>,
    mapping: Option<&Mapping>,
) -> (Forms<'a>, SheetReading) {
    let mut task = Task { page, found, known, mapping, no_titles: Arc::default(), first: None };
    let mut told = Vec::new();
    let head = task.head(&page, found.header.row, &mut told);
    task.first = Some((head, told));
    let forms = match found.shape {
        Shape::Across { .. } => task.across(),
        Shape::Down { column, first_row } => {
            let turned = (!task.is_mapped())
                .then(|| turned::turned(page, found.vocabulary, known.rulers, known.words, column));
            match turned.flatten() {
                Some(turned) => task.turned(&turned),
                None => task.down(column, first_row),
            }
        }
    };
    let reading = recognition::with_forms(task.reading(), &page, &forms);
    (forms, reading)
}

impl<'r, 'a> Task<'r, 'a> {
    /// Whether a mapping says where things stand.
    fn is_mapped(&self) -> bool {
        self.mapping.is_some_and(|mapping| {
            let names_columns = !mapping.column.is_empty() || !mapping.pattern.is_empty();
            names_columns || mapping.header_row.is_some() || mapping.layout.is_some()
        })
    }

    fn reader<'s>(
        &'s self,
        page: Page<'s>,
        head: &'s Head,
        above: &'s BTreeMap<Arc<str>, Given>,
    ) -> Reader<'s, 'a> {
        Reader {
            page,
            vocabulary: self.found.vocabulary,
            rulers: self.known.rulers,
            words: self.known.words,
            mapping: self.mapping,
            header: head.header.row,
            headings: &head.header,
            columns: &head.columns,
            told_of: &head.told_of,
            above,
            titles: &self.no_titles,
        }
    }

    /// The headings whose lowest row this is, and what the columns under them hold.
    fn head(&self, page: &Page<'_>, row: usize, told: &mut Vec<Diagnostic>) -> Rc<Head> {
        let vocabulary = self.found.vocabulary;
        let is_found = row == self.found.header.row && !page.is_part();
        if is_found && let Some((head, first_told)) = &self.first {
            told.extend(first_told.iter().cloned());
            return Rc::clone(head);
        }
        let header = if is_found {
            self.found.header.clone()
        } else {
            Header::at(page, row, self.known.vocabularies)
        };
        let by_mapping = self.mapping.map_or(Vec::new(), |mapping| {
            mapping::columns(mapping, page, &header, vocabulary, told)
        });
        let mut mapped = by_mapping.clone();
        let is_across = matches!(self.found.shape, Shape::Across { .. });
        if is_across && !self.is_mapped() && header.rows() == 1 {
            let spread = spread::spread(page, row, vocabulary, self.known.words);
            told.extend(spread.told(page));
            mapped.extend(spread.columns);
        }
        let ignored = mapping::ignored(self.mapping, &header);
        let known = columns::columns(page, &header, vocabulary, &mapped, &ignored);
        told.extend(about_headings(page, &header, &known.columns, vocabulary));
        told.extend(known.told);
        let columns = known.columns.iter().map(|(column, _)| column.clone()).collect();
        let unclear = known.unclear.into_iter().map(|(at, means)| (at, Some(means)));
        let told_of = unclear.collect();
        let mut head = Head { header, columns, told_of, known: known.columns, mapped: by_mapping };
        if let Some(strangers) = self.found.strangers.as_ref().filter(|_| is_found) {
            head.told_of.extend(strangers.columns.iter().map(|at| (*at, None)));
            told.extend(self.reader(*page, &head, &NOTHING).tell_strangers(strangers));
        }
        Rc::new(head)
    }

    /// How the first table of the sheet is read.
    fn reading(&self) -> SheetReading {
        let Found { vocabulary, ref header, .. } = *self.found;
        let head = self.head(&self.page, header.row, &mut Vec::new());
        let above = above::labels(&self.page, 0..header.first, vocabulary);
        let above = above::with_settings(above, self.mapping);
        let seen = recognition::Seen {
            page: self.page,
            found: self.found,
            columns: &head.known,
            mapped: &head.mapped,
            above: &above,
        };
        recognition::reading(&seen, self.mapping)
    }

    /// A form a row, in one or several tables.
    fn across(&self) -> Forms<'a> {
        let Found { vocabulary, ref header, .. } = *self.found;
        let strips: Vec<Strip<'r>> = if self.is_mapped() {
            vec![stacked::whole(self.page, vocabulary, header)]
        } else {
            let sides = sides::of_items_across(self.page, vocabulary, header.row);
            sides.into_iter().flat_map(|page| stacked::strips(page, vocabulary, header)).collect()
        };
        let labels: Vec<_> = strips.iter().map(|strip| &strip.labels).collect();
        let mut all = Forms::default();
        let mut asides = Asides::default();
        let mut seen: Vec<String> = Vec::new();
        for (strip, above) in strips.iter().zip(blocks::inherited(&labels)) {
            let mut told = Vec::new();
            let head = self.head(&strip.page, strip.header, &mut told);
            let above = above::with_settings(above, self.mapping);
            let reader = Reader { titles: &strip.titles, ..self.reader(strip.page, &head, &above) };
            let mut forms = rows::forms(reader, strip.rows.clone(), &mut asides);
            if told.iter().any(is_unclear) {
                // What is missing is not known before it is known what stands there.
                forms.told.clear();
                forms.drafts.iter_mut().for_each(|draft| draft.is_unclear = true);
            }
            all.drafts.extend(forms.drafts);
            // Tables with the same headings lack the same columns.
            let headings = strip.page.row_text(strip.header);
            if !seen.contains(&headings) {
                all.told.extend(told);
                all.told.extend(forms.told);
            }
            seen.push(headings);
        }
        all.told.extend(asides.told(&self.page, header.row));
        all
    }

    fn turned(&self, turned: &Turned<'_>) -> Forms<'a> {
        let above = above::with_settings(turned.above.clone(), self.mapping);
        let head = Head {
            header: Header::of_one_row(&turned.page, turned.header),
            columns: turned.columns.clone(),
            told_of: BTreeMap::new(),
            known: Vec::new(),
            mapped: Vec::new(),
        };
        let reader = self.reader(turned.page, &head, &above);
        rows::forms(reader, turned.forms.iter().copied(), &mut Asides::default())
    }

    /// Items down the page, in one or several tables.
    fn down(&self, best: usize, first_row: usize) -> Forms<'a> {
        let Found { vocabulary, ref header, .. } = *self.found;
        let sides = if self.is_mapped() {
            vec![Side { page: self.page, item_column: best }]
        } else {
            sides::of_items_down(self.page, vocabulary, self.known.rulers, (best, header.row))
        };
        let mut headings = Headings::default();
        let windows: Vec<Vec<Block<'r>>> = sides
            .into_iter()
            .map(|side| {
                let head = headings.of(self, side.page, header.row);
                let reader = self.reader(side.page, head, &NOTHING);
                let item_column = reader.item_column(side.item_column);
                blocks::blocks(side.page, vocabulary, item_column, header, first_row)
            })
            .collect();
        let item_column =
            windows.iter().flatten().next().map_or(Some(best), |block| Some(block.item_column));
        for block in windows.iter().flatten() {
            headings.of(self, block.page, block.header);
        }
        let is_long =
            |block: &Block<'r>| down::is_long(&headings.known(block).columns, self.mapping);
        let groups = if self.is_mapped() {
            blocks::one_group(windows)
        } else {
            blocks::groups(windows, is_long)
        };
        let labels: Vec<_> = groups.iter().map(|group| &group.labels).collect();
        let above = blocks::inherited(&labels);
        let above = above.into_iter().map(|above| above::with_settings(above, self.mapping));
        let above: Vec<_> = above.collect();
        let parts: Vec<Vec<Part<'_, 'a>>> = groups
            .iter()
            .zip(&above)
            .map(|(group, above)| {
                let part = |block| self.part(group, block, above, headings.known(block));
                group.blocks.iter().map(part).collect()
            })
            .collect();
        let mut forms = down::forms(&parts);
        if parts.is_empty() {
            let mut told = Vec::new();
            let head = self.head(&self.page, header.row, &mut told);
            let above = above::with_settings(BTreeMap::new(), self.mapping);
            forms = down::nothing(&self.reader(self.page, &head, &above), best);
        }
        forms.told.splice(0..0, headings.told);
        forms.item_column = item_column;
        forms
    }

    fn part<'s>(
        &'s self,
        group: &'s Group<'s>,
        block: &'s Block<'s>,
        above: &'s BTreeMap<Arc<str>, Given>,
        head: &'s Head,
    ) -> Part<'s, 'a> {
        let reader = self.reader(block.page, head, above);
        Part { reader: Reader { titles: &group.titles, ..reader }, block }
    }
}

static NOTHING: BTreeMap<Arc<str>, Given> = BTreeMap::new();

/// Headings, and what the columns under them hold.
#[derive(Clone, Debug)]
struct Head {
    header: Header,
    columns: Vec<Column>,
    told_of: BTreeMap<usize, Option<Means>>,
    /// The columns with how they are known, and those of them that a mapping names.
    known: Vec<(Column, By)>,
    mapped: Vec<Column>,
}

/// All headings of a sheet, and what there is to say about them. What is the same under the same
/// headings is said once.
#[derive(Debug, Default)]
struct Headings {
    heads: BTreeMap<(usize, usize), Rc<Head>>,
    seen: Vec<String>,
    told: Vec<Diagnostic>,
}

impl Headings {
    fn of(&mut self, task: &Task<'_, '_>, page: Page<'_>, header: usize) -> &Head {
        let key = (header, page.first_column());
        if !self.heads.contains_key(&key) {
            let mut told = Vec::new();
            let head = task.head(&page, header, &mut told);
            let text = page.row_text(header);
            if !self.seen.contains(&text) {
                self.told.extend(told);
            }
            self.seen.push(text);
            self.heads.insert(key, head);
        }
        &self.heads[&key]
    }

    /// The headings of a block, which were taken up before.
    fn known(&self, block: &Block<'_>) -> &Head {
        &self.heads[&(block.header, block.page.first_column())]
    }
}

fn is_unclear(told: &Diagnostic) -> bool {
    told.code == Code::ColumnsUnclear && told.severity == Severity::Error
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
        let mut mapped: std::collections::BTreeSet<Arc<str>> = set.keys().cloned().collect();
        if let Some(mapping) = self.mapping {
            mapped.extend(mapping.set.keys().map(|field| Arc::from(field.as_str())));
            let fields = mapping.column.iter().filter_map(|column| column.field.as_deref());
            mapped.extend(fields.filter(|field| self.is_new(field)).map(Arc::from));
        }
        given.extend(set.iter().map(|(field, text)| (field.clone(), Given::set(text))));
        Draft {
            leaf: self.page.leaf(),
            instrument: self.vocabulary.instrument,
            layout,
            header: self.headings.shown,
            first,
            given,
            mapped,
            titles: self.titles.clone(),
            heading: None,
            is_unclear: false,
            is_lone_cell: false,
            marks: Marks::default(),
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
        let given = |at: usize| {
            let spot = (row, at);
            let shown = || Given::at(&self.page, self.page.shown_spot(spot));
            Given::at(&self.page, spot).or_else(shown)
        };
        let field = |column: &Column| match &column.means {
            Means::Field(field) if !is_item_or_rating(field) => {
                Some((field.clone(), given(column.at)?))
            }
            _ => None,
        };
        self.columns.iter().filter_map(field).collect()
    }

    /// Reads the cell as a rating of the item, into the form.
    fn mark(&self, draft: &mut Draft<'a>, item: usize, spot: Spot) {
        let cell = self.page.cell(spot);
        let Some(ruler) = self.ruler(item) else { return };
        let written = self.page.text(spot);
        if self.page.is_under_merge(spot) {
            if !is_blank(cell) {
                draft.told.push(draft.tell(hidden(&written), spot));
                draft.marks.push(item, Rating::Unusable, &written, spot);
            }
            return;
        }
        let reading = ruler.read(cell, self.item(item), self.page.medium);
        for told in reading.told {
            draft.told.push(draft.tell(told, spot));
        }
        match reading.rating {
            Some(rating) => draft.marks.push(item, rating, &written, spot),
            None => draft.blank += 1,
        }
    }

    fn ruler(&self, item: usize) -> Option<&Ruler<'a>> {
        ruler_of(self.vocabulary, self.rulers, item)
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

//! What each sheet was taken for: said so that a person can check it, and put it right.
//!
//! Nothing is decided here. Recognition and layouts decide; this writes down what they decided.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    draft::{Draft, Given},
    form::Form,
    header::Sense,
    headings::{By, Means, Vocabularies, Vocabulary, normal},
    layout::Forms,
    mapping::Column,
    page::Page,
    recognise::{Found, HEADER_ROWS, Shape},
    when,
};
use crate::{
    model::{
        Aside, Headings, Holds, Layout, Nearest, Outcome, Rating, Recognition, Said, SaidBy,
        SheetReading, Source, TakenColumn, Tally, Tool, UnusedColumn, Way, Why,
    },
    rulebook::{LayoutName, Mapping, kind::Instrument},
};

/// What is known of a sheet once its columns are.
pub(super) struct Seen<'s, 'a> {
    pub(super) page: Page<'a>,
    pub(super) found: &'s Found<'s, 'a>,
    pub(super) columns: &'s [(Column, By)],
    /// Those of the columns that a mapping names.
    pub(super) mapped: &'s [Column],
    pub(super) above: &'s BTreeMap<Arc<str>, Given>,
}

/// How a sheet is read, before its forms are.
pub(super) fn reading(seen: &Seen<'_, '_>, mapping: Option<&Mapping>) -> SheetReading {
    let header = &seen.found.header;
    let taken: BTreeSet<usize> = seen.columns.iter().map(|(column, _)| column.at).collect();
    let left_aside = (0..header.width()).filter(|at| !taken.contains(at));
    let left_aside = left_aside.filter_map(|at| unused(at, header.text(at))).collect();
    let layout = match seen.found.shape {
        Shape::Across { .. } => LayoutName::Rows,
        Shape::Down { .. } => LayoutName::ItemsDown,
    };
    SheetReading {
        tool: tool(seen.found.vocabulary.instrument),
        way: if mapping.is_some() { Way::ByMapping } else { Way::ByItself },
        layout: named(layout),
        tables: 1,
        header_row: narrow(header.row),
        columns: seen.columns.iter().map(|(column, by)| seen.taken(column, *by)).collect(),
        left_aside,
        said: seen.above.iter().map(|(field, given)| said(&seen.page, field, given)).collect(),
        tally: Tally::default(),
    }
}

/// The reading, with what only the forms tell: how they lie, and in which column the codes stand.
pub(super) fn with_forms(
    mut reading: SheetReading,
    page: &Page<'_>,
    forms: &Forms<'_>,
) -> SheetReading {
    reading.tally.forms = forms.drafts.len();
    if let Some(draft) = forms.drafts.first() {
        reading.layout = named(draft.layout);
    }
    let headers: BTreeSet<usize> = forms.drafts.iter().map(|draft| draft.header).collect();
    reading.tables = headers.len().max(1);
    take_rated(&mut reading, &forms.drafts);
    let Some(at) = forms.item_column else { return reading };
    let codes = TakenColumn {
        column: narrow(at),
        heading: page.text((reading.header_row as usize, at)).into(),
        holds: Holds::Field { id: "item".into() },
        why: Why::Cells,
        set: BTreeMap::new(),
    };
    // A column whose heading names the codes, and that holds none, is not used.
    let is_item = |holds: &Holds| matches!(holds, Holds::Field { id } if **id == *"item");
    let is_known =
        reading.columns.iter().any(|one| one.column == codes.column && is_item(&one.holds));
    if !is_known {
        reading.columns.retain(|one| one.column != codes.column && !is_item(&one.holds));
        reading.columns.push(codes);
        reading.columns.sort_by_key(|one| one.column);
        reading.left_aside.retain(|unused| unused.column != narrow(at));
    }
    reading
}

/// Columns that hold ratings though no heading says so: their cells do.
fn take_rated(reading: &mut SheetReading, drafts: &[Draft<'_>]) {
    if reading.left_aside.is_empty() {
        return;
    }
    let marks =
        drafts.iter().flat_map(|draft| draft.marks.iter().map(|mark| draft.page().at(mark.at)));
    let rated: BTreeSet<u32> = marks.map(|cell| cell.column).collect();
    let taken = |unused: &UnusedColumn| TakenColumn {
        column: unused.column,
        heading: unused.heading.clone(),
        holds: Holds::Field { id: "rating".into() },
        why: Why::Cells,
        set: BTreeMap::new(),
    };
    let is_rated = |unused: &&UnusedColumn| rated.contains(&unused.column);
    let found: Vec<_> = reading.left_aside.iter().filter(is_rated).map(taken).collect();
    reading.left_aside.retain(|unused| !rated.contains(&unused.column));
    reading.columns.extend(found);
    reading.columns.sort_by_key(|one| one.column);
}

impl Seen<'_, '_> {
    fn taken(&self, column: &Column, by: By) -> TakenColumn {
        let set = column.set.iter();
        TakenColumn {
            column: narrow(column.at),
            heading: self.found.header.text(column.at).into(),
            holds: holds(self.found.vocabulary.instrument, &column.means),
            why: self.why(column, by),
            set: set.map(|(field, text)| (field.clone(), Arc::from(text.as_str()))).collect(),
        }
    }

    fn why(&self, column: &Column, by: By) -> Why {
        if self.mapped.iter().any(|mapped| mapped.at == column.at) {
            return Why::Mapping;
        }
        let vocabulary = self.found.vocabulary;
        let means_it = |text: &str| match &column.means {
            Means::Item(item) => vocabulary.item(text).is_some_and(|(one, _)| one == *item),
            Means::Field(field) => vocabulary.field(text).is_some_and(|(one, _)| one == *field),
        };
        let calls = self.found.header.heading(column.at).calls();
        match (calls.iter().find(|(_, text)| means_it(text)), &column.means, by) {
            (Some((Sense::GridRow, _)), ..) => Why::Brackets,
            (Some((Sense::Group | Sense::Above, _)), ..) => Why::OtherRow,
            (Some((_, text)), Means::Item(item), _) if is_code(vocabulary, *item, text) => {
                Why::Code
            }
            (_, _, By::Name) => Why::Name,
            (_, _, By::Alias) => Why::OtherName,
        }
    }
}

fn is_code(vocabulary: &Vocabulary<'_>, item: usize, heading: &str) -> bool {
    let item = &vocabulary.instrument.item[item];
    item.code.iter().chain([&item.id]).any(|code| normal(code) == normal(heading))
}

fn holds(instrument: &Instrument, means: &Means) -> Holds {
    match means {
        Means::Field(id) => Holds::Field { id: id.clone() },
        Means::Item(item) => {
            let item = &instrument.item[*item];
            let code = item.code.as_deref().map(Arc::from);
            Holds::Item { id: item.id.as_str().into(), code, name: item.name.as_str().into() }
        }
    }
}

fn said(page: &Page<'_>, field: &Arc<str>, given: &Given) -> Said {
    let by = match given.at {
        Some(spot) => SaidBy::Cell(page.at(spot).address()),
        None => SaidBy::Settings,
    };
    Said { field: field.clone(), text: given.text.as_str().into(), by }
}

fn named(layout: LayoutName) -> Layout {
    Layout { id: layout.id(), about: layout.about() }
}

fn tool(instrument: &Instrument) -> Tool {
    let about = &instrument.about;
    Tool { id: about.id.as_str().into(), title: about.title.as_str().into() }
}

/// What is said of a sheet.
pub(super) fn of(page: &Page<'_>, outcome: Outcome) -> Recognition {
    let (source, sheet) = (page.sheet.source.clone(), page.sheet.name.clone());
    Recognition { source, sheet, outcome }
}

pub(super) fn unclear(page: &Page<'_>, which: &[usize], all: &Vocabularies<'_>) -> Outcome {
    let between = which.iter().map(|&one| tool(all.all[one].instrument)).collect();
    Outcome::Unclear { between, headings: likely_headings(page) }
}

/// No instrument fits.
pub(super) fn nothing(
    page: &Page<'_>,
    nearest: Option<&(usize, BTreeSet<usize>)>,
    all: &Vocabularies<'_>,
) -> Outcome {
    let nearest = nearest.map(|(instrument, items)| {
        let instrument = all.all[*instrument].instrument;
        let (items_found, items) = (items.len(), instrument.item.len());
        Nearest { tool: tool(instrument), items_found, items }
    });
    Outcome::NotRecognised { nearest, headings: likely_headings(page) }
}

/// The row among the first that holds most texts.
fn likely_headings(page: &Page<'_>) -> Headings {
    let all = page
        .top(HEADER_ROWS)
        .map(|row| Headings { row: narrow(row), columns: headings_in(page, row) });
    let most =
        all.reduce(|best, next| if best.columns.len() < next.columns.len() { next } else { best });
    most.unwrap_or_default()
}

fn headings_in(page: &Page<'_>, row: usize) -> Vec<UnusedColumn> {
    (0..page.width(row)).filter_map(|at| unused(at, &page.text((row, at)))).collect()
}

/// None where the heading says nothing.
fn unused(at: usize, heading: &str) -> Option<UnusedColumn> {
    (!heading.is_empty()).then(|| UnusedColumn { column: narrow(at), heading: heading.into() })
}

/// The sheets of a file, once it is known which of them were needed.
pub(super) fn of_file(mut looked: Vec<Recognition>, kept: &[Forms<'_>]) -> Vec<Recognition> {
    let first = kept.iter().filter_map(|forms| forms.drafts.first());
    let kept_sheets: BTreeSet<_> = first.map(sheet_of).collect();
    for one in &mut looked {
        let is_kept = kept_sheets.contains(&(&one.source, &one.sheet));
        match &mut one.outcome {
            Outcome::Read(reading) if reading.tally.forms != 0 && !is_kept => {
                one.outcome = Outcome::LeftAside(Aside::ListsItems);
            }
            Outcome::NotRecognised { nearest, headings } if !kept.is_empty() => {
                let (nearest, headings) = (nearest.take(), std::mem::take(headings));
                one.outcome = Outcome::LeftAside(Aside::BesideOthers { nearest, headings });
            }
            _ => {}
        }
    }
    looked
}

fn sheet_of<'d>(draft: &'d Draft<'_>) -> (&'d Source, &'d Arc<str>) {
    (draft.leaf.source(), draft.leaf.name())
}

/// Adds what came out of each sheet in the end, and what its name says.
pub(super) fn with_tallies(mut all: Vec<Recognition>, forms: &[Form<'_>]) -> Vec<Recognition> {
    let mut by_sheet: BTreeMap<_, Vec<&Form<'_>>> = BTreeMap::new();
    for form in forms {
        let tool = form.draft.instrument.about.id.as_str();
        by_sheet.entry((sheet_of(&form.draft), tool)).or_default().push(form);
    }
    for one in &mut all {
        let Outcome::Read(reading) = &mut one.outcome else { continue };
        let forms = by_sheet.get(&((&one.source, &one.sheet), &*reading.tool.id));
        for (place, form) in forms.into_iter().flatten().enumerate() {
            if place == 0 {
                reading.said.extend(said_by_names(form));
            }
            add(&mut reading.tally, form);
        }
    }
    all.sort();
    all
}

fn add(tally: &mut Tally, form: &Form<'_>) {
    tally.forms_used += 1;
    tally.blank += form.draft.blank;
    for mark in form.draft.marks.iter() {
        match mark.answer.rating {
            Rating::Value(_) | Rating::Category(_) => tally.ratings += 1,
            Rating::Missing(_) => tally.not_rated += 1,
            Rating::Unusable => tally.unusable += 1,
        }
    }
    tally.sites.insert(form.site.clone());
    tally.years.insert(form.year);
    tally.occasions.extend(form.occasion.clone());
}

/// What a form has from the names of its sheet, its file and its folder.
fn said_by_names(form: &Form<'_>) -> Vec<Said> {
    let draft = &form.draft;
    let mut all = Vec::new();
    let named_year = when::named_year(draft).filter(|_| !draft.given.contains_key("school_year"));
    if let Some((year, by)) = named_year {
        all.push(Said { field: "school_year".into(), text: year.to_string().into(), by });
    }
    let named =
        draft.given.iter().filter_map(|(field, given)| Some((field, given, given.named.clone()?)));
    all.extend(named.map(|(field, given, by)| Said {
        field: field.clone(),
        text: given.text.as_str().into(),
        by,
    }));
    let rater = draft.given.get("rater").filter(|given| given.at.is_none());
    let rater = rater.filter(|given| given.text == draft.leaf.name().trim());
    if let Some(given) = rater {
        let text = given.text.as_str().into();
        all.push(Said { field: "rater".into(), text, by: SaidBy::SheetName });
    }
    all
}

/// Sheets have fewer rows and columns than this can count.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

//! One file: what its sheets are, the forms in them, and what is kept of it.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Tools,
    layout::{self, Forms, Known},
    mapping,
    page::Page,
    parts,
    recognise::{self, Look},
    recognition,
};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    ingest::{Sheet, Visibility},
    model::{Aside, Outcome, Recognition, Source},
    rulebook::Mapping,
};

/// A file that was read: its forms, and no sheet any more.
#[derive(Debug)]
pub struct File<'a> {
    pub(super) source: Source,
    /// Those of each sheet.
    pub(super) forms: Vec<Forms<'a>>,
    pub(super) recognitions: Vec<Recognition>,
    pub(super) told: Vec<Diagnostic>,
    /// The mappings that fit one of its sheets, by their places.
    mapped: BTreeSet<usize>,
}

/// The forms of a file, sheet by sheet. Sheets that no instrument fits are left aside where
/// another one is recognised.
pub fn file<'a>(source: &Source, mut sheets: Vec<Sheet>, tools: &Tools<'a>) -> File<'a> {
    sheets.sort_by(|left, right| left.name.cmp(&right.name));
    let mut told = mapping::faults_in(tools.settings, &sheets);
    let mapped = mapping::fitting(tools.settings, &sheets);
    let filled = sheets.into_iter().filter(|sheet| !sheet.rows.is_empty());
    let filled: Vec<Arc<Sheet>> = filled.map(Arc::new).collect();
    let (forms, recognitions) = forms_in(&filled, tools, &mut told);
    let mut forms = without_lists(forms, &mut told);
    let recognitions = recognition::of_file(recognitions, &forms);
    forms.iter_mut().for_each(Forms::let_sheet_go);
    File { source: source.clone(), forms, recognitions, told, mapped }
}

/// The mappings that fit any of the files.
pub(super) fn mapped(files: &[File<'_>]) -> BTreeSet<usize> {
    files.iter().flat_map(|file| &file.mapped).copied().collect()
}

fn forms_in<'a>(
    sheets: &[Arc<Sheet>],
    tools: &Tools<'a>,
    told: &mut Vec<Diagnostic>,
) -> (Vec<Forms<'a>>, Vec<Recognition>) {
    let known = tools.known();
    let vocabularies = known.vocabularies;
    let mut read = Read { forms: Vec::new(), looked: Vec::new(), unknown: Vec::new(), told };
    for sheet in sheets {
        let page = Page::new(sheet);
        let mapping = mapping::mapping_of(tools.settings, sheet);
        let look = recognise::look(&page, vocabularies, mapping);
        let parts = match mapping {
            None => parts::parts(page, &look, vocabularies),
            Some(_) => vec![page],
        };
        if let [page] = parts[..] {
            read.add(page, look, known, mapping);
            continue;
        }
        for part in parts {
            read.add(part, recognise::look(&part, vocabularies, None), known, None);
        }
    }
    let Read { forms, looked, unknown, told } = read;
    let is_unclear = |one: &Recognition| matches!(one.outcome, Outcome::Unclear { .. });
    if forms.is_empty() && !looked.iter().any(is_unclear) {
        told.extend(not_recognised(unknown));
    }
    (forms, looked)
}

/// What was found in the sheets so far.
struct Read<'s, 'a> {
    forms: Vec<Forms<'a>>,
    looked: Vec<Recognition>,
    unknown: Vec<(Page<'s>, Diagnostic)>,
    told: &'s mut Vec<Diagnostic>,
}

impl<'s, 'a> Read<'s, 'a> {
    fn add(
        &mut self,
        page: Page<'s>,
        look: Look<'_, 'a>,
        known: Known<'_, 'a>,
        mapping: Option<&Mapping>,
    ) {
        let vocabularies = known.vocabularies;
        let outcome = match look {
            Look::Found(_) if is_left_hidden(page.sheet, mapping) => {
                self.told.push(left_hidden(&page));
                Outcome::LeftAside(Aside::Hidden)
            }
            Look::Found(found) => {
                let (forms, reading) = layout::forms(page, &found, known, mapping);
                self.forms.push(forms);
                Outcome::Read(Box::new(reading))
            }
            Look::Unclear(which) => {
                self.told.push(recognise::unclear(&page, &which, vocabularies));
                recognition::unclear(&page, &which, vocabularies)
            }
            Look::Nothing(nearest) => {
                let outcome = recognition::nothing(&page, nearest.as_ref(), vocabularies);
                self.unknown.push((page, recognise::not_recognised(nearest, vocabularies)));
                outcome
            }
        };
        self.looked.push(recognition::of(&page, outcome));
    }
}

/// A sheet beside a filled-in form that lists the items, names no site and has no column of
/// ratings is an explanation and no form.
fn without_lists<'a>(all: Vec<Forms<'a>>, told: &mut Vec<Diagnostic>) -> Vec<Forms<'a>> {
    let is_filled = |forms: &Forms<'_>| forms.drafts.iter().any(|draft| !draft.marks.is_empty());
    if !all.iter().any(is_filled) {
        return all;
    }
    let mut kept = Vec::new();
    for forms in all {
        match &forms.drafts[..] {
            [draft] if draft.lacks_ratings() && draft.names_no_site() => {
                let message = "this sheet lists items without ratings and is left aside";
                let note = Diagnostic::note(Code::LeftAside, message).at(draft.page().place());
                told.push(note.help("add a column of ratings if it should be a form"));
            }
            _ => kept.push(forms),
        }
    }
    kept
}

fn is_left_hidden(sheet: &Sheet, mapping: Option<&Mapping>) -> bool {
    sheet.visibility == Visibility::Hidden && mapping.is_none()
}

fn left_hidden(page: &Page<'_>) -> Diagnostic {
    Diagnostic::note(Code::LeftAside, "this sheet is hidden and is left aside")
        .at(page.place())
        .help("show the sheet, or name it in a mapping of `cqi.toml`, if it should count")
}

/// Of a file in which nothing is recognised: its only sheet, or the whole file.
fn not_recognised(mut unknown: Vec<(Page<'_>, Diagnostic)>) -> Option<Diagnostic> {
    let is_only = unknown.len() == 1;
    // The sheet that is nearest to an instrument speaks for the file.
    unknown.sort_by_key(|(_, told)| !told.message.contains("nearest"));
    let (page, told) = unknown.into_iter().next()?;
    let place = if is_only { page.place() } else { Place::File(page.sheet.source.clone()) };
    Some(told.at(place))
}

//! Sheets in, observations out: one rating a row, each with its cell.
//!
//! A sheet is recognised, its forms are read, and then each form finds its site, its
//! year and its like. Nothing is guessed: what is not clear is told at its cell.

// Cells and words.
mod page;
mod headings;
mod header;
mod date;
mod wording;
mod rating;
mod telling;

// From a sheet to its forms.
mod mapping;
mod fit;
mod recognise;
mod columns;
mod recognition;
mod draft;
mod layout;

// From forms to observations.
mod site_list;
mod sites;
mod when;
mod names;
mod form;
mod duplicates;
mod resubmitted;
mod agreed;
mod checks;
mod gather;

#[cfg(test)]
mod trial;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::{
    diagnostic::{Checked, Code, Diagnostic, Place, Severity, order},
    ingest::{Sheet, Visibility},
    model::{
        Aside, CellRef, Observation, Outcome, Recognition, Response, SchoolYear, Site, SiteId,
        Source,
    },
    rulebook::{Mapping, Rulebook, Settings, kind::Words},
};
use draft::Draft;
use form::{Company, Form};
use headings::Vocabularies;
use layout::{Forms, Known, Rulers};
use page::Page;
use rating::Ruler;
use recognise::Look;
use sites::{Asked, Sites};
use when::When;

pub(crate) use headings::normal;

/// Every rating that stands in the sheets, and the sites that they are about.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Observations {
    /// In an order that does not depend on that of the files: by site, instrument, school year,
    /// occasion, response, item and cell.
    pub rows: Vec<Observation>,
    pub sites: BTreeMap<SiteId, Site>,
    /// What each sheet was taken for, by file and sheet.
    pub recognitions: Vec<Recognition>,
}

/// What the user brought.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    pub sheets: &'a [Sheet],
    /// The program's own list of sites, if there is one.
    pub site_list: Option<&'a Sheet>,
    /// How to read files that cannot be recognised.
    pub settings: &'a Settings,
}

/// The observations that the material holds.
pub fn observations(material: Material<'_>, rulebook: &Rulebook) -> Checked<Observations> {
    let mut told = mapping::faults(material.settings, material.sheets, rulebook);
    let mut sites = match material.site_list {
        Some(list) => site_list::read(list, &rulebook.words).collect(&mut told),
        None => Sites::default(),
    };
    let vocabularies = Vocabularies::new(rulebook);
    let ruler = |scale| Ruler::new(scale, &rulebook.words);
    let rulers: Rulers<'_> =
        rulebook.scales.iter().map(|(id, scale)| (id.as_str(), ruler(scale))).collect();
    let known =
        Known { vocabularies: &vocabularies, rulers: &rulers, words: rulebook.words.as_slice() };

    let sheets: Vec<_> = files(&material).into_values().collect();
    let read: Vec<_> =
        sheets.par_iter().map(|sheets| read_file(sheets, &material, known)).collect();
    let mut files = Vec::new();
    let mut recognitions = Vec::new();
    for (read, looked) in read {
        files.push(read.collect(&mut told));
        recognitions.extend(looked);
    }
    learn(&mut sites, &files);
    let mut forms = Vec::new();
    for sheets in files {
        forms.extend(settle_file(sheets, &sites, rulebook, &mut told));
    }
    let forms = duplicates::settle_forms(forms, &mut told);
    told.extend(agreed::agreed_beside(&forms, rulebook));
    let forms = checks::form_checks(forms, &mut told);
    let recognitions = recognition::with_tallies(recognitions, &forms);

    let mut rows: Vec<Observation> = forms.into_iter().flat_map(Form::observations).collect();
    rows.sort_by(|left, right| row_key(left).cmp(&row_key(right)));
    let mut diagnostics = gather::gathered(told);
    diagnostics.sort_by(order);
    Checked { value: Observations { rows, sites: sites.by_id, recognitions }, diagnostics }
}

type RowKey<'a> =
    (&'a SiteId, &'a str, SchoolYear, Option<&'a str>, &'a Response, &'a str, &'a CellRef);

fn row_key(row: &Observation) -> RowKey<'_> {
    let occasion = row.occasion.as_deref();
    let (instrument, response) = (&*row.instrument, &*row.response);
    (&row.site, instrument, row.school_year, occasion, response, &row.item, &row.cell)
}

/// The sheets of each file in an order of their own, but for the list of sites.
fn files<'a>(material: &Material<'a>) -> BTreeMap<&'a Source, Vec<&'a Sheet>> {
    let list = material.site_list.map(|list| &list.source);
    let mut files: BTreeMap<_, Vec<&Sheet>> = BTreeMap::new();
    for sheet in material.sheets.iter().filter(|sheet| Some(&sheet.source) != list) {
        files.entry(&sheet.source).or_default().push(sheet);
    }
    for sheets in files.values_mut() {
        sheets.sort_by(|left, right| left.name.cmp(&right.name));
    }
    files
}

/// The forms of a file, sheet by sheet. Sheets that no instrument fits are left aside where
/// another one is recognised.
fn read_file<'a>(
    sheets: &[&'a Sheet],
    material: &Material<'_>,
    known: Known<'_, 'a>,
) -> (Checked<Vec<Forms<'a>>>, Vec<Recognition>) {
    let vocabularies = known.vocabularies;
    let mut told = Vec::new();
    let mut all = Vec::new();
    let mut looked = Vec::new();
    let mut unknown: Vec<(Page<'_>, Diagnostic)> = Vec::new();
    let mut is_unclear = false;
    let filled = sheets.iter().filter(|sheet| !sheet.rows.is_empty());
    for sheet in filled {
        let page = Page::new(sheet);
        let mapping = mapping::mapping_of(material.settings, sheet);
        let outcome = match recognise::look(&page, vocabularies, mapping) {
            Look::Found(_) if is_left_hidden(sheet, mapping) => {
                told.push(left_hidden(&page));
                Outcome::LeftAside(Aside::Hidden)
            }
            Look::Found(found) => {
                let (forms, reading) = layout::forms(page, &found, known, mapping);
                all.push(forms);
                Outcome::Read(Box::new(reading))
            }
            Look::Unclear(which) => {
                is_unclear = true;
                told.push(recognise::unclear(&page, &which, vocabularies));
                recognition::unclear(&page, &which, vocabularies)
            }
            Look::Nothing(nearest) => {
                let outcome = recognition::nothing(&page, nearest.as_ref(), vocabularies);
                unknown.push((page, recognise::not_recognised(nearest, vocabularies)));
                outcome
            }
        };
        looked.push(recognition::of(&page, outcome));
    }
    if all.is_empty() && !is_unclear {
        told.extend(not_recognised(unknown));
    }
    let kept = without_lists(all, &mut told);
    let looked = recognition::of_file(looked, &kept);
    (Checked { value: kept, diagnostics: told }, looked)
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
                let note = Diagnostic::note(Code::LeftAside, message).at(draft.page.place());
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

/// Without a list the files say which sites there are: those with an id first, so that a name
/// alone finds it.
fn learn(sites: &mut Sites, files: &[Vec<Forms<'_>>]) {
    let drafts = || {
        let all = files.iter().flatten().flat_map(|forms| &forms.drafts);
        all.filter(|draft| !draft.is_lone_cell)
    };
    let with_id = drafts().filter(|draft| draft.text("site_id").is_some());
    let without = drafts().filter(|draft| draft.text("site_id").is_none());
    for draft in with_id.chain(without) {
        sites.learn(&Asked::of(draft, &When::default()));
    }
}

/// The forms of a file that can be used.
fn settle_file<'a>(
    sheets: Vec<Forms<'a>>,
    sites: &Sites,
    rulebook: &Rulebook,
    told: &mut Vec<Diagnostic>,
) -> Vec<Form<'a>> {
    let mut forms = Vec::new();
    for sheet in sheets {
        if let Some(told_of_it) = unfilled(&sheet.drafts, sites, &rulebook.words) {
            told.push(told_of_it);
            continue;
        }
        let sheet = names::filled(sheet, sites, &rulebook.words);
        let mut about_sheet = sheet.told;
        let mut drafts = without_what_all_need(sheet.drafts, sites, rulebook, &mut about_sheet);
        let mut touched = BTreeSet::new();
        for draft in &mut drafts {
            duplicates::settle_items(draft);
            touched.extend(form::site_found(draft, sites, &rulebook.words));
        }
        let settled = drafts
            .into_iter()
            .filter_map(|draft| form::settled(draft, sites, &rulebook.words, told));
        forms.extend(settled.collect::<Vec<_>>());
        for mut diagnostic in about_sheet {
            if Severity::Note < diagnostic.severity {
                for site in &touched {
                    form::touch(&mut diagnostic, site);
                }
            }
            told.push(diagnostic);
        }
    }
    in_company(&mut forms);
    forms
}

/// The word about a sheet in which nobody has written a rating, nor all that a form needs: that is
/// a blank form, and there is nothing more to say about it.
fn unfilled(drafts: &[Draft<'_>], sites: &Sites, words: &[Words]) -> Option<Diagnostic> {
    let first = drafts.first()?;
    let is_blank = |draft: &Draft<'_>| {
        // On some scales an empty cell stands for something.
        draft.marks.iter().all(|mark| mark.written.is_empty()) && !draft.lacks_ratings()
    };
    let lacks_what_it_needs =
        drafts.iter().all(|draft| draft.names_no_site() || !when::tells_year(draft));
    if !drafts.iter().all(is_blank) || !lacks_what_it_needs {
        return None;
    }
    let mut told = first.tell(form::no_ratings(), first.first);
    if let Some(site) = form::site_found(first, sites, words) {
        form::touch(&mut told, &site);
    }
    Some(told)
}

/// The forms of a sheet, or none with one word about it where no form has a site or a year.
fn without_what_all_need<'a>(
    drafts: Vec<Draft<'a>>,
    sites: &Sites,
    rulebook: &Rulebook,
    told: &mut Vec<Diagnostic>,
) -> Vec<Draft<'a>> {
    let Some(first) = drafts.first() else { return drafts };
    let at = (first.header, first.page.first_filled(first.header).unwrap_or(0));
    let lacks = |what: &str, help: &str| {
        let error = Diagnostic::error(Code::MissingColumn, what).help(help);
        first.page.tell(error, None, at)
    };
    if drafts.iter().all(Draft::names_no_site) {
        told.push(lacks(
            "no column or line says which site this is",
            "add a column or a line `Site`, or say in a mapping of `cqi.toml` which site it is",
        ));
        return Vec::new();
    }
    if !drafts.iter().any(when::tells_year) {
        let mut error = lacks(
            "no column or line says which school year this is",
            "add a column or a line `School year`, or a folder named like `2024-25`",
        );
        for draft in &drafts {
            if let Some(site) = form::site_found(draft, sites, &rulebook.words) {
                form::touch(&mut error, &site);
            }
        }
        told.push(error);
        return Vec::new();
    }
    drafts
}

/// Marks the forms of a file that came together with others of the same site and time. Where they
/// stand on several sheets, the names of the sheets tell people apart.
fn in_company(forms: &mut [Form<'_>]) {
    let mut counts: BTreeMap<String, (usize, BTreeSet<std::sync::Arc<str>>)> = BTreeMap::new();
    let key = |form: &Form<'_>| format!("{:?}", form.occasion_key());
    for form in forms.iter() {
        let (count, sheets) = counts.entry(key(form)).or_default();
        *count += 1;
        sheets.insert(form.draft.page.sheet.name.clone());
    }
    for form in forms {
        let Some((_, sheets)) = counts.get(&key(form)).filter(|(count, _)| 1 < *count) else {
            continue;
        };
        form.company = Company::WithOthers;
        if 1 < sheets.len() {
            form.name_rater();
        }
    }
}

//! Sheets in, observations out: one rating a row, each with its cell.
//!
//! A sheet is recognised, its forms are read, and then each form finds its site, its
//! year and its like. Nothing is guessed: what is not clear is told at its cell.
//!
//! The first half needs one file at a time and lets its sheets go; the second needs the forms of
//! all files and no sheet.

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
mod parts;
mod columns;
mod recognition;
mod marks;
mod draft;
mod layout;
mod file;

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
mod settle;

#[cfg(test)]
mod trial;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::{
    diagnostic::{Checked, order},
    ingest::Sheet,
    model::{Observation, Recognition, Site, SiteId, Source},
    rulebook::{Rulebook, Settings},
};
use headings::Vocabularies;
use layout::{Known, Rulers};
use rating::Ruler;
use sites::Sites;

pub use file::{File, file};

pub(crate) use date::date_of;
pub(crate) use headings::{by_normal, normal};

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

/// The rules and the settings, made ready to read many files with.
#[derive(Debug)]
pub struct Tools<'a> {
    rulebook: &'a Rulebook,
    /// How to read files that cannot be recognised.
    settings: &'a Settings,
    vocabularies: Vocabularies<'a>,
    rulers: Rulers<'a>,
}

impl<'a> Tools<'a> {
    pub fn new(rulebook: &'a Rulebook, settings: &'a Settings) -> Tools<'a> {
        let ruler = |scale| Ruler::new(scale, &rulebook.words);
        let rulers = rulebook.scales.iter().map(|(id, scale)| (id.as_str(), ruler(scale)));
        let (vocabularies, rulers) = (Vocabularies::new(rulebook), rulers.collect());
        Tools { rulebook, settings, vocabularies, rulers }
    }

    fn known(&self) -> Known<'_, 'a> {
        let Tools { rulebook, vocabularies, rulers, .. } = self;
        Known { vocabularies, rulers, words: rulebook.words.as_slice() }
    }
}

/// The observations that the material holds.
pub fn observations(material: Material<'_>, rulebook: &Rulebook) -> Checked<Observations> {
    let tools = Tools::new(rulebook, material.settings);
    let mut sheets: BTreeMap<&Source, Vec<Sheet>> = BTreeMap::new();
    for sheet in material.sheets {
        sheets.entry(&sheet.source).or_default().push(sheet.clone());
    }
    let sheets: Vec<_> = sheets.into_iter().collect();
    let files = sheets.into_par_iter().map(|(source, sheets)| file(source, sheets, &tools));
    together(files.collect(), material.site_list.cloned(), &tools)
}

/// The observations of all files, which come in the order of their names.
pub fn together(
    files: Vec<File<'_>>,
    site_list: Option<Sheet>,
    tools: &Tools<'_>,
) -> Checked<Observations> {
    let rulebook = tools.rulebook;
    let mut told = mapping::faults(tools.settings, rulebook, &file::mapped(&files));
    let list = site_list.as_ref().map(|list| list.source.clone());
    let mut sites = match site_list {
        Some(list) => site_list::read(list, &rulebook.words).collect(&mut told),
        None => Sites::default(),
    };
    let (mut drafts, mut recognitions) = (Vec::new(), Vec::new());
    for file in files.into_iter().filter(|file| Some(&file.source) != list.as_ref()) {
        told.extend(file.told);
        recognitions.extend(file.recognitions);
        drafts.push(file.forms);
    }
    let forms = settle::forms(drafts, &mut sites, rulebook, &mut told);
    let forms = duplicates::settle_forms(forms, &mut told);
    told.extend(agreed::agreed_beside(&forms, rulebook));
    let forms = checks::form_checks(forms, &mut told);
    let recognitions = recognition::with_tallies(recognitions, &forms);

    let rows = form::observations(forms);
    let mut diagnostics = gather::gathered(told);
    diagnostics.sort_by(order);
    Checked { value: Observations { rows, sites: sites.by_id, recognitions }, diagnostics }
}

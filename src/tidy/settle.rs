//! From drafts to forms: each finds its site and its school year.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    draft::Draft,
    duplicates,
    form::{self, Company, Form},
    layout::Forms,
    names::Names,
    sites::{Asked, Sites},
    when::{self, When},
};
use crate::{
    diagnostic::{Code, Diagnostic, Severity},
    rulebook::{Rulebook, kind::Words},
};

/// The forms that can be used, of files with the forms of their sheets.
pub(super) fn forms<'a>(
    files: Vec<Vec<Forms<'a>>>,
    sites: &mut Sites,
    rulebook: &Rulebook,
    told: &mut Vec<Diagnostic>,
) -> Vec<Form<'a>> {
    learn(sites, &files);
    let names = Names::new(sites, rulebook);
    let mut forms = Vec::new();
    for sheets in files {
        forms.extend(of_file(sheets, &names, (sites, rulebook), told));
    }
    forms
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
fn of_file<'a>(
    sheets: Vec<Forms<'a>>,
    names: &Names<'_>,
    (sites, rulebook): (&Sites, &Rulebook),
    told: &mut Vec<Diagnostic>,
) -> Vec<Form<'a>> {
    let mut forms = Vec::new();
    for sheet in sheets {
        if let Some(told_of_it) = unfilled(&sheet.drafts, sites, &rulebook.words) {
            told.push(told_of_it);
            continue;
        }
        let sheet = names.filled(sheet);
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
        draft.marks.iter().all(|mark| mark.answer.written.is_empty()) && !draft.lacks_ratings()
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
    let page = first.page();
    let at = (first.header, page.first_filled(first.header).unwrap_or(0));
    let lacks = |what: &str, help: &str| {
        let error = Diagnostic::error(Code::MissingColumn, what).help(help);
        page.tell(error, None, at)
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
    let mut counts: BTreeMap<String, (usize, BTreeSet<Arc<str>>)> = BTreeMap::new();
    let key = |form: &Form<'_>| format!("{:?}", form.occasion_key());
    for form in forms.iter() {
        let (count, sheets) = counts.entry(key(form)).or_default();
        *count += 1;
        sheets.insert(form.draft.leaf.name().clone());
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

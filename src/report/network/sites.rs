//! Every site, what it works on and a strength of each, by name.

use super::{Block, Cell, Reader, Study, say, short_name, table};
use crate::{
    language::Language,
    model::{Period, Site},
    plan::{Plan, StrengthReason},
    report::Link,
};

/// The documents of a plan, and what each is called.
const DOCUMENTS: [(&str, &str); 4] = [
    ("plan.docx", "network-sites-word"),
    ("plan.pdf", "network-sites-pdf"),
    ("tracker.xlsx", "network-sites-workbook"),
    ("dates.ics", "network-sites-dates"),
];

/// The sites by name. On a screen each leads to its plan and to its documents.
pub(super) fn blocks(study: &Study, sites: &[&Site], reader: Reader<'_>) -> Vec<Block> {
    let mut columns = vec![
        ("network-site", 22),
        ("network-sites-program", 20),
        ("network-sites-works-on", 30),
        ("network-sites-strength", 16),
    ];
    let documents: Vec<Vec<Link>> =
        sites.iter().map(|site| documents(study, site, reader)).collect();
    if documents.iter().any(|links| !links.is_empty()) {
        columns.push(("network-sites-files", 20));
    }
    let row = |(site, documents): (&&Site, Vec<Link>)| {
        let mut cells = row(study, site, reader);
        cells.push(Cell::Links(documents));
        cells.truncate(columns.len());
        cells
    };
    let rows = sites.iter().zip(documents).map(row).collect();
    let language = study.language;
    let caption = say!(language, "network-sites-caption");
    let no_ranks = match sites.len() {
        0 | 1 => say!(language, "network-sites-note-one"),
        _ => say!(language, "network-sites-note"),
    };
    vec![table(language, caption, &columns, rows), Block::Note(no_ranks)]
}

fn row(study: &Study, site: &Site, reader: Reader<'_>) -> Vec<Cell> {
    let plan = study.plans.get(&site.id);
    let is_held_back = study.held_back.contains_key(&site.id);
    let (works_on, strength) = match plan {
        Some(plan) => (works_on(study, plan), strength(study, plan)),
        None if is_held_back => (say!(study.language, "network-sites-held-back"), String::new()),
        None => (no_plan(study, site), String::new()),
    };
    let name = match file_of(site, "plan.html", reader) {
        Some(page) => Cell::link(site.name.as_str(), page),
        None => Cell::Text(site.name.clone()),
    };
    let program = site.program.clone().unwrap_or_default();
    vec![name, Cell::Text(program), Cell::Text(works_on), Cell::Text(strength)]
}

/// The ways to the documents of a site.
fn documents(study: &Study, site: &Site, reader: Reader<'_>) -> Vec<Link> {
    let link = |(name, message): &(&str, &str)| {
        let to = file_of(site, name, reader)?;
        Some(Link { text: study.language.say(message, &[]), to })
    };
    DOCUMENTS.iter().filter_map(link).collect()
}

/// Where a file of a site is, if it is there and can be followed.
fn file_of(site: &Site, name: &str, reader: Reader<'_>) -> Option<String> {
    let Reader::Screen(written) = reader else { return None };
    let path = format!("sites/{}/{name}", (written.folder)(&site.id));
    (written.holds)(&path).then_some(path)
}

/// Said of a site whose time in the list is over, or whose tools lead to no standard.
fn no_plan(study: &Study, site: &Site) -> String {
    let language = study.language;
    let is_over = site.open.ends_before(Period::day(study.as_of));
    let ends = [site.open.beginning(), site.open.end()];
    let ends = ends.map(|end| end.map(|end| say::bound(language, end)));
    match ends.into() {
        (None, Some(to)) if is_over => say!(language, "network-sites-listed-until", to = to),
        (Some(from), Some(to)) if is_over && from == to => {
            say!(language, "network-sites-listed-in", from = from)
        }
        (Some(from), Some(to)) if is_over => {
            say!(language, "network-sites-listed-between", from = from, to = to)
        }
        _ => say!(language, "network-sites-no-plan"),
    }
}

fn works_on(study: &Study, plan: &Plan) -> String {
    let names: Vec<String> =
        plan.focus.iter().map(|focus| short_name(study, &focus.standard)).collect();
    names.join("; ")
}

/// What is only closest to target is no strength, and is called what it is.
fn strength(study: &Study, plan: &Plan) -> String {
    let Some(strength) = &plan.strength else { return String::new() };
    named(study.language, short_name(study, &strength.standard), strength.why)
}

fn named(language: Language, standard: String, why: StrengthReason) -> String {
    if why == StrengthReason::ClosestToTarget {
        say!(language, "network-sites-closest", standard = standard)
    } else {
        standard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_below_target_is_not_called_a_strength() {
        let of = |why| named(Language::English, "Quality staff".to_owned(), why);
        assert_eq!(of(StrengthReason::AtTarget), "Quality staff");
        assert_eq!(of(StrengthReason::ClosestToTarget), "closest to target: Quality staff");
    }
}

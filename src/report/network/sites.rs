//! Every site, what it works on and a strength of each, by name.

use super::{Beside, Block, Cell, Reader, Study, say, short_name, table};
use crate::{
    language::Language,
    model::{Period, Site},
    plan::Plan,
    report::Link,
};

/// The sites by name. On a screen each leads to its plan.
pub(super) fn blocks(study: &Study, sites: &[&Site], reader: Reader<'_>) -> Vec<Block> {
    let mut columns = vec![
        ("network-site", 22),
        ("network-sites-program", 20),
        ("network-sites-works-on", 30),
        ("network-sites-strength", 16),
    ];
    if let Reader::Screen(_, beside) = reader {
        columns.extend((!beside.is_empty()).then_some(("network-sites-files", 20)));
    }
    let rows = sites.iter().map(|site| row(study, site, reader)).collect();
    let language = study.language;
    let caption = say!(language, "network-sites-caption");
    let no_ranks = say!(language, "network-sites-note");
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
    let to_page = match reader {
        Reader::Screen(folder, _) if plan.is_some() || is_held_back => Some(folder(&site.id)),
        _ => None,
    };
    let name = match &to_page {
        Some(folder) => Cell::link(site.name.as_str(), format!("sites/{folder}/plan.html")),
        None => Cell::Text(site.name.clone()),
    };
    let program = site.program.clone().unwrap_or_default();
    let mut cells = vec![name, Cell::Text(program), Cell::Text(works_on), Cell::Text(strength)];
    if let Reader::Screen(folder, beside) = reader {
        let folder = plan.map(|_| folder(&site.id));
        let files = links(study.language, beside, folder.as_deref());
        cells.extend((!beside.is_empty()).then_some(files));
    }
    cells
}

/// The ways to the documents of a site, where it has any.
fn links(language: Language, beside: &[Beside], folder: Option<&str>) -> Cell {
    let Some(folder) = folder else { return Cell::Text(String::new()) };
    let link = |file: &Beside| {
        let (name, message) = file.of_plan();
        Link { text: language.say(message, &[]), to: format!("sites/{folder}/{name}") }
    };
    Cell::Links(beside.iter().map(link).collect())
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

fn strength(study: &Study, plan: &Plan) -> String {
    plan.strength.as_ref().map_or(String::new(), |strength| short_name(study, &strength.standard))
}

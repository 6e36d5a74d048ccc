//! Every site, what it works on and a strength of each, by name.

use super::{Beside, Block, Cell, Reader, Study, short_name, table};
use crate::{
    model::{Period, Site},
    plan::Plan,
};

/// The sites by name. On a screen each leads to its plan.
pub(super) fn blocks(study: &Study, sites: &[&Site], reader: Reader<'_>) -> Vec<Block> {
    let mut columns = vec![("Site", 22), ("Program", 20), ("Works on", 30), ("Strength", 16)];
    if let Reader::Screen(_, beside) = reader {
        columns.extend(beside.iter().map(|file| (file.heading(), 12)));
    }
    let rows = sites.iter().map(|site| row(study, site, reader)).collect();
    let caption = "Sites, what they work on and a strength of each";
    vec![table(caption, &columns, rows), Block::Note(NO_RANKS.to_owned())]
}

const NO_RANKS: &str = "Sites stand in the order of their names. They are not ranked: the Quality Standards have no \
    official score, and these numbers are for planning.";

fn row(study: &Study, site: &Site, reader: Reader<'_>) -> Vec<Cell> {
    let plan = study.plans.get(&site.id);
    let is_held_back = study.held_back.contains_key(&site.id);
    let (works_on, strength) = match plan {
        Some(plan) => (works_on(study, plan), strength(study, plan)),
        None if is_held_back => ("held back: see its page".to_owned(), String::new()),
        None => (no_plan(study, site), String::new()),
    };
    let to_page = match reader {
        Reader::Screen(folder, _) if plan.is_some() || is_held_back => Some(folder(&site.id)),
        _ => None,
    };
    let name = match &to_page {
        Some(folder) => {
            Cell::Link { text: site.name.clone(), to: format!("sites/{folder}/plan.html") }
        }
        None => Cell::Text(site.name.clone()),
    };
    let program = site.program.clone().unwrap_or_default();
    let mut cells = vec![name, Cell::Text(program), Cell::Text(works_on), Cell::Text(strength)];
    if let Reader::Screen(folder, beside) = reader {
        let folder = plan.map(|_| folder(&site.id));
        cells.extend(beside.iter().map(|file| link_to(*file, folder.as_deref())));
    }
    cells
}

/// The way to a document, where the site has one.
fn link_to(file: Beside, folder: Option<&str>) -> Cell {
    folder.map_or(Cell::Text(String::new()), |folder| {
        let name = file.of_plan().to_owned();
        Cell::Link { to: format!("sites/{folder}/{name}"), text: name }
    })
}

/// Said of a site whose tools lead to no standard.
const NO_PLAN: &str = "no plan: what was rated does not speak to the standards; see the data files";

fn no_plan(study: &Study, site: &Site) -> String {
    if site.open.ends_before(Period::day(study.as_of)) {
        format!("no plan: in the list {}; its scores are in the data files", site.open)
    } else {
        NO_PLAN.to_owned()
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

//! The cover: whose plan this is.

use super::{Block, Cell, Subject, text};
use crate::{
    model::{FormerSite, Period},
    report::say,
    rulebook::kind::{Part, PlanField},
};

pub(super) fn blocks(subject: Subject<'_>, part: &Part) -> Vec<Block> {
    let (ticked, written): (Vec<&PlanField>, Vec<&PlanField>) =
        part.field.iter().partition(|field| field.list.is_some());
    let facts = written.iter().map(|field| (field.label.clone(), fact(subject, field))).collect();
    let mut blocks = vec![Block::Facts(facts)];
    blocks.extend(former_sites(subject));
    for field in ticked {
        blocks.extend(subject.forms(std::slice::from_ref(field)));
    }
    if !subject.template.keep_at_site.is_empty() {
        blocks.push(Block::Note(subject.template.keep_at_site.clone()));
    }
    blocks
}

/// Which results are those of a site that this one continues.
fn former_sites(subject: Subject<'_>) -> Vec<Block> {
    let said = |former: &FormerSite| {
        let FormerSite { id, name, open } = former;
        let time = if *open == Period::ALWAYS { String::new() } else { format!(", {open}") };
        format!(
            "This site continues {name} (site {id}{time}). Its results are shown as those of one site."
        )
    };
    subject.site.joined.iter().map(|former| Block::Note(said(former))).collect()
}

fn fact(subject: Subject<'_>, field: &PlanField) -> Cell {
    let site = subject.site;
    let known = match field.id.as_str() {
        "school_year" => Some(subject.plan.school_year.to_string()),
        "grantee_agency" => site.program.clone(),
        "program_site" => Some(site.name.clone()),
        "cds_fein" => site.cds_code.as_ref().map(ToString::to_string),
        "review_date" => Some(say::date(subject.study.language, subject.plan.days.review)),
        "prepared_with" => Some(prepared_with(subject)),
        _ => None,
    };
    known.map_or_else(|| Cell::Blank(field.help.clone()), text)
}

/// The tools behind the plan.
fn prepared_with(subject: Subject<'_>) -> String {
    let mut tools: Vec<String> =
        subject.plan.tools.iter().map(|tool| subject.tool(&tool.instrument)).collect();
    tools.dedup();
    let rules = subject
        .study
        .rulebook
        .packs
        .iter()
        .map(|pack| format!("rules {} {}", pack.id, pack.version));
    format!(
        "{}; cqi {}, {}",
        tools.join(", "),
        env!("CARGO_PKG_VERSION"),
        rules.collect::<Vec<_>>().join(", ")
    )
}

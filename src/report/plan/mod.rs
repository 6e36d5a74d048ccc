//! A site's improvement plan, as a report: cover, I Assessment, II Plan, III Improvement.

mod cover;
mod assessment;
mod in_short;
mod own_view;
mod years;
mod unknown;
mod proposals;
mod focus;
mod reason;
mod improvement;
mod progress;
mod details;
mod method;

pub use progress::{PlanProgress, plan_progress};

use std::collections::BTreeMap;

use super::{Block, Cell, Figure, FormField, Report, Tick, figure, table};
use crate::{
    language::{Language, say},
    model::Site,
    pipeline::Study,
    plan::Plan,
    rulebook::kind::{Framework, Item, Part, PlanChart, PlanField, PlanTemplate, Standard},
};

/// What the parts of a plan are written from.
#[derive(Clone, Copy)]
struct Subject<'a> {
    study: &'a Study,
    plan: &'a Plan,
    site: &'a Site,
    template: &'a PlanTemplate,
    framework: &'a Framework,
}

/// The parts that start on a new page, where there are pages.
const STARTS_A_PAGE: [&str; 2] = ["assessment", "plan"];

/// The plan of one site. None where the rules hold no plan template.
pub fn site_plan(study: &Study, plan: &Plan) -> Option<Report> {
    let template = study.rulebook.plans.values().next()?;
    let framework = study.rulebook.frameworks.get(&template.framework)?;
    let site = study.observations.sites.get(&plan.site)?;
    let subject = Subject { study, plan, site, template, framework };
    let mut blocks = Vec::new();
    for part in &template.part {
        let within = match part.id.as_str() {
            "cover" => cover::blocks(subject, part),
            "assessment" => assessment::blocks(subject, part),
            "plan" => focus::blocks(subject, part),
            "improvement" => improvement::blocks(subject, part),
            _ => subject.forms(&part.field),
        };
        if within.is_empty() {
            continue;
        }
        // What follows the plan flows on: a page with three lines on it would help nobody.
        if STARTS_A_PAGE.contains(&part.id.as_str()) {
            blocks.push(Block::PageBreak);
        }
        blocks.push(Block::Heading { level: 1, text: heading(part) });
        if !part.intro.is_empty() {
            blocks.push(Block::Note(part.intro.clone()));
        }
        blocks.extend(within);
    }
    blocks.extend(details::blocks(subject));
    blocks.extend(method::blocks(subject));
    Some(Report {
        language: study.language,
        title: template.about.title.clone(),
        subtitle: format!("{} · {}", site.name, plan.school_year),
        footer: say!(
            study.language,
            "plan-footer",
            site = &*site.name,
            year = plan.school_year.to_string(),
        ),
        blocks,
    })
}

fn heading(part: &Part) -> String {
    if part.number.is_empty() {
        part.title.clone()
    } else {
        format!("{} · {}", part.number, part.title)
    }
}

impl<'a> Subject<'a> {
    /// The language that the plan is written in.
    fn language(self) -> Language {
        self.study.language
    }

    /// The charts of a kind, where the plan template wants them.
    fn charts<F: IntoIterator<Item = Figure>>(
        self,
        kind: PlanChart,
        drawn: impl FnOnce(&'a Study, &'a Plan) -> F,
    ) -> Vec<Block> {
        let Subject { study, plan, template, .. } = self;
        if !template.charts.contains(&kind) {
            return Vec::new();
        }
        let figures = drawn(study, plan).into_iter();
        figures.map(|figure| Block::figure(figure::with_site(study, plan, figure))).collect()
    }

    fn standard(self, id: &str) -> Option<&'a Standard> {
        self.framework.standard.iter().find(|standard| standard.id == id)
    }

    fn standard_name(self, id: &str) -> String {
        self.standard(id).map_or(id.to_owned(), |standard| standard.name.clone())
    }

    /// The name of a tool for tables.
    fn tool(self, id: &str) -> String {
        let known = self.study.rulebook.instruments.get(id);
        known.map_or(id.to_owned(), |tool| tool.short_name.clone())
    }

    /// The name of an item, with its code where it has one.
    fn item(self, instrument: &str, id: &str) -> String {
        let tool = self.study.rulebook.instruments.get(instrument);
        let item = tool.and_then(|tool| tool.item.iter().find(|item| item.id == id));
        item.map_or_else(|| id.to_owned(), Item::called)
    }

    /// Boxes to tick, or room to write, for fields that people fill in.
    fn forms(self, fields: &[PlanField]) -> Vec<Block> {
        self.forms_with(fields, &BTreeMap::new())
    }

    /// The same, with what is known filled in already.
    fn forms_with(self, fields: &[PlanField], known: &BTreeMap<&str, String>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open: Vec<FormField> = Vec::new();
        for field in fields {
            match field.list.as_deref().and_then(|list| self.ticks(field, list)) {
                Some(ticks) => {
                    blocks.extend(form(std::mem::take(&mut open)));
                    blocks.push(ticks);
                }
                None => open.push(FormField {
                    label: field.label.clone(),
                    help: field.help.clone(),
                    value: known.get(field.id.as_str()).cloned().unwrap_or_default(),
                    lines: if field.id.contains("date") { 1 } else { 2 },
                }),
            }
        }
        blocks.extend(form(open));
        blocks
    }

    fn ticks(self, field: &PlanField, list: &str) -> Option<Block> {
        let list = self.template.list.iter().find(|known| known.id == list)?;
        let grants = &self.site.grants;
        let options = list
            .option
            .iter()
            .map(|option| Tick {
                label: option.label.clone(),
                ticked: self.used(&option.instruments)
                    || grants.iter().any(|grant| option.is_called(grant)),
            })
            .collect();
        let (label, help) = (field.label.clone(), field.help.clone());
        Some(Block::Ticks { label, help, options })
    }

    fn used(self, instruments: &[String]) -> bool {
        self.plan.tools.iter().any(|tool| instruments.iter().any(|id| **id == *tool.instrument))
    }
}

fn form(fields: Vec<FormField>) -> Option<Block> {
    if fields.is_empty() { None } else { Some(Block::Form(fields)) }
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

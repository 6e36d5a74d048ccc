//! III Improvement: room for what was done and what came of it.

use super::{Block, Cell, Subject, text};
use crate::{
    report::Table,
    rulebook::kind::{Column, Part, Table as TemplateTable},
};

pub(super) fn blocks(subject: Subject<'_>, part: &Part) -> Vec<Block> {
    let mut blocks = Vec::new();
    for template in &part.table {
        let first_cells = match template.id.as_str() {
            "progress" => steps(subject),
            "results_end" => goals(subject),
            _ => Vec::new(),
        };
        blocks.push(Block::Heading { level: 2, text: template.label.clone() });
        blocks.push(Block::Note(hints(template, first_cells.first().map_or(0, Vec::len))));
        blocks.push(table(template, first_cells));
    }
    if !part.field.is_empty() {
        blocks.push(Block::Heading { level: 2, text: "Looking back".to_owned() });
        blocks.extend(subject.forms(&part.field));
    }
    blocks
}

/// The action steps of the plan, a row each.
fn steps(subject: Subject<'_>) -> Vec<Vec<String>> {
    let focus = subject.plan.focus.iter().flat_map(|focus| &focus.actions);
    focus.chain(&subject.plan.across).map(|step| vec![step.title.clone()]).collect()
}

/// The goals of the plan, a row each: standard, start and target.
fn goals(subject: Subject<'_>) -> Vec<Vec<String>> {
    subject
        .plan
        .focus
        .iter()
        .filter_map(|focus| {
            let goal = focus.goal.as_ref()?;
            let name = subject.standard_name(&focus.standard);
            Some(vec![name, goal.from.rounded(2), goal.to.rounded(2)])
        })
        .collect()
}

/// What goes into the columns that people fill in.
fn hints(template: &TemplateTable, known: usize) -> String {
    let hint = |column: &Column| format!("{}: {}", column.label, column.help);
    let hints: Vec<String> = template.column.iter().skip(known).map(hint).collect();
    hints.join(" ")
}

/// The template's table, with what is known in its first columns and room for the rest.
fn table(template: &TemplateTable, mut known: Vec<Vec<String>>) -> Block {
    if known.is_empty() {
        known = vec![Vec::new(); 3];
    }
    let blank = |_: &Column| Cell::Blank(String::new());
    let row = |known: Vec<String>| {
        let rest = template.column.iter().skip(known.len()).map(blank);
        known.into_iter().map(text).chain(rest).collect()
    };
    let wide_first = |place: usize| if place == 0 { 30 } else { 17 };
    Block::Table(Table {
        caption: String::new(),
        head: template.column.iter().map(|column| column.label.clone()).collect(),
        rows: known.into_iter().map(row).collect(),
        widths: (0..template.column.len()).map(wide_first).collect(),
    })
}

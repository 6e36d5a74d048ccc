//! III Improvement: what was done and what came of it, and room for what is still to be written.

use std::collections::BTreeMap;

use super::{Block, Cell, Subject, progress, text};
use crate::{
    language::say,
    report::Table,
    rulebook::kind::{Column, Part, Table as TemplateTable},
    tracker::{self, Progress, Vocabulary},
};

pub(super) fn blocks(subject: Subject<'_>, part: &Part) -> Vec<Block> {
    let language = subject.study.language;
    let vocabulary = Vocabulary::new(language, &subject.study.rulebook);
    let so_far = vocabulary.as_ref().and_then(|words| so_far(subject, words));
    let mut blocks = Vec::new();
    if let Some(vocabulary) = &vocabulary {
        blocks.extend(progress::last_plan(subject, part, vocabulary));
    }
    if let Some(so_far) = &so_far {
        blocks.push(Block::Heading { level: 2, text: say!(language, "progress-so-far") });
        blocks.push(Block::Paragraph(progress::in_short(language, so_far)));
    }
    for template in &part.table {
        let rows = match &so_far {
            Some(so_far) => progress::rows(language, template, so_far),
            None => planned(subject, template),
        };
        blocks.push(Block::Heading { level: 2, text: template.label.clone() });
        blocks.push(Block::Note(hints(template, rows.first())));
        blocks.push(table(template, rows));
    }
    if !part.field.is_empty() {
        let answers = so_far.iter().flat_map(|so_far| &so_far.answers);
        let known: BTreeMap<&str, String> =
            answers.map(|(field, answer)| (&**field, answer.clone())).collect();
        let text = say!(language, "progress-looking-back");
        blocks.push(Block::Heading { level: 2, text });
        blocks.extend(subject.forms_with(&part.field, &known));
    }
    blocks
}

/// What people wrote about this plan; none where nobody wrote anything.
fn so_far(subject: Subject<'_>, vocabulary: &Vocabulary<'_>) -> Option<Progress> {
    let plan = subject.plan;
    let read = subject.study.trackers.of(&plan.site, plan.school_year)?;
    let parts = tracker::parts(plan, Some(read), vocabulary);
    Some(tracker::progress(&parts, Some(plan), subject.study.as_of, vocabulary))
}

/// The first cells of each row, where nobody has written anything yet.
fn planned(subject: Subject<'_>, template: &TemplateTable) -> Vec<Vec<Cell>> {
    let first = match template.id.as_str() {
        "progress" => steps(subject),
        "results_end" => goals(subject),
        _ => Vec::new(),
    };
    first.into_iter().map(|row| row.into_iter().map(text).collect()).collect()
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

/// What goes into the columns that people fill in: those that wait in the first row.
fn hints(template: &TemplateTable, first: Option<&Vec<Cell>>) -> String {
    let hint = |column: &Column| format!("{}: {}", column.label, column.help);
    let waits = |place: usize| {
        let cell = first.and_then(|first| first.get(place));
        cell.is_none_or(|cell| matches!(cell, Cell::Blank(_)))
    };
    let columns = template.column.iter().enumerate().filter(|(place, _)| waits(*place));
    columns.map(|(_, column)| hint(column)).collect::<Vec<_>>().join(" ")
}

/// The template's table, with what is known in its first columns and room for the rest.
pub(super) fn table(template: &TemplateTable, mut known: Vec<Vec<Cell>>) -> Block {
    if known.is_empty() {
        known = vec![Vec::new(); 3];
    }
    let blank = |_: &Column| Cell::Blank(String::new());
    let row = |known: Vec<Cell>| {
        let rest = template.column.iter().skip(known.len()).map(blank);
        known.into_iter().chain(rest.collect::<Vec<_>>()).collect()
    };
    let wide_first = |place: usize| if place == 0 { 30 } else { 17 };
    Block::Table(Table {
        caption: String::new(),
        head: template.column.iter().map(|column| column.label.clone()).collect(),
        rows: known.into_iter().map(row).collect(),
        widths: (0..template.column.len()).map(wide_first).collect(),
    })
}

//! The tracker of a plan: its words, its scale, its columns.

use std::collections::BTreeSet;

use crate::{
    model::Exact,
    rulebook::{
        check::Check,
        kind::{Decimal, PlanTemplate, ScaleKind, StepState, TrackerColumn, TrackerField},
    },
};

/// The columns without which a sheet cannot be written or read back.
const OF_STEPS: [TrackerField; 4] =
    [TrackerField::Ref, TrackerField::Action, TrackerField::Due, TrackerField::Status];
const OF_GOALS: [TrackerField; 3] = [TrackerField::Ref, TrackerField::Goal, TrackerField::Progress];
const OF_QUESTIONS: [TrackerField; 3] =
    [TrackerField::Ref, TrackerField::Question, TrackerField::Answer];

pub(super) fn check<'a>(check: &mut Check<'a>, plan: &'a PlanTemplate) {
    let Some(tracker) = &plan.tracker else { return };
    words(check, plan, &tracker.status);
    scale(check, &tracker.progress);
    columns(check, "step", &tracker.step, &OF_STEPS);
    columns(check, "goal", &tracker.goal, &OF_GOALS);
    if !tracker.question.is_empty() {
        columns(check, "question", &tracker.question, &OF_QUESTIONS);
    }
    let Decimal(share) = &tracker.near_copy_share;
    if *share < Exact::ZERO || Exact::ONE < *share {
        let help = "write a number from 0 to 1, such as 0.8";
        check.incomplete("/tracker/near_copy_share", "this is no share", help);
    }
}

/// Each word of the list says what it means, and steps can be open and done.
fn words<'a>(check: &mut Check<'a>, plan: &'a PlanTemplate, id: &str) {
    let known = plan.list.iter().map(|list| &*list.id);
    if !check.named("/tracker/status", "list", id, known) {
        return;
    }
    let lists = plan.list.iter().enumerate().filter(|(_, list)| list.id == id);
    for (at, list) in lists {
        for (place, option) in list.option.iter().enumerate() {
            if option.means.is_none() {
                let message = format!("`{}` does not say what it means", option.label);
                let help = "add `means`: not-started, moving, done, stuck or dropped";
                check.incomplete(&format!("/list/{at}/option/{place}"), message, help);
            }
        }
        let means: BTreeSet<StepState> = list.option.iter().filter_map(|it| it.means).collect();
        if !means.contains(&StepState::NotStarted) || !means.contains(&StepState::Done) {
            let message = "the list has no word for a step that is not started, or that is done";
            let help = "add options with `means = \"not-started\"` and `means = \"done\"`";
            check.incomplete(&format!("/list/{at}"), message, help);
        }
    }
}

fn scale(check: &mut Check<'_>, id: &str) {
    let scale = check.file("/tracker/progress", "scale", &check.book.scales, id);
    if scale.is_some_and(|scale| scale.r#type != ScaleKind::Levels) {
        let message = format!("`{id}` is not a scale of levels");
        check.incomplete("/tracker/progress", message, "name one with `type = \"levels\"`");
    }
}

fn columns(check: &mut Check<'_>, key: &str, columns: &[TrackerColumn], needed: &[TrackerField]) {
    let pointer = format!("/tracker/{key}");
    let labels =
        columns.iter().enumerate().map(|(at, it)| (format!("{pointer}/{at}/label"), &*it.label));
    check.unrepeated("columns", labels);
    let mut seen = BTreeSet::new();
    for (at, column) in columns.iter().enumerate() {
        if !seen.insert(column.id) {
            let help = "leave one of them out";
            check.incomplete(&format!("{pointer}/{at}/id"), "two columns hold the same", help);
        }
    }
    for field in needed.iter().filter(|field| !seen.contains(field)) {
        let message = format!("this sheet has no column `{}`", field.id());
        check.incomplete(&pointer, message, "add one: rows are not read back without it");
    }
}

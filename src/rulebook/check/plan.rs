//! Plan templates: parts, lists, days.

mod tracker;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Check, ids};
use crate::rulebook::{
    Input,
    kind::{Decimal, PlanTemplate},
};

const PARTS: [&str; 4] = ["cover", "assessment", "plan", "improvement"];
const FILLED_BY: [&str; 3] = ["program", "people", "program, then people"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn check<'a>(check: &mut Check<'a>, plan: &'a PlanTemplate) {
    check.unrepeated("gates", ids(&plan.focus.gate, "focus/gate", |gate| &gate.id));
    check.unrepeated("parts", ids(&plan.part, "part", |part| &part.id));
    check.unrepeated("lists", ids(&plan.list, "list", |list| &list.id));
    importance(check, plan);
    gates(check, plan);
    days(check, plan);
    parts(check, plan);
    lists(check, plan);
    milestones(check, plan);
    summary(check, plan);
    tracker::check(check, plan);
    for (pointer, number) in
        [("/focus/maximum", plan.focus.maximum), ("/maximum_actions", plan.maximum_actions)]
    {
        if number == 0 {
            check.incomplete(pointer, "a plan with none of these is empty", "write 1 or more");
        }
    }
}

fn importance<'a>(check: &mut Check<'a>, plan: &'a PlanTemplate) {
    let book = check.book;
    let framework = check.file("/framework", "standards", &book.frameworks, &plan.framework);
    let mut named = Vec::new();
    for (at, importance) in plan.focus.importance.iter().enumerate() {
        let pointer = format!("/focus/importance/{at}/standard");
        if let Some(framework) = framework {
            let known = framework.standard.iter().map(|standard| &*standard.id);
            check.named(&pointer, "standard", &importance.standard, known);
        }
        named.push((pointer, importance.standard.as_str()));
        let Decimal(weight) = &importance.weight;
        check.weight(&format!("/focus/importance/{at}/weight"), weight);
    }
    check.unrepeated("standards with a weight", named);
}

fn gates(check: &mut Check<'_>, plan: &PlanTemplate) {
    let example = BTreeMap::from([
        ("score".to_owned(), Input::Number(1.0)),
        ("critical".to_owned(), Input::Truth(true)),
    ]);
    for (at, gate) in plan.focus.gate.iter().enumerate() {
        let pointer = format!("/focus/gate/{at}/when");
        check.placeholders(&format!("/focus/gate/{at}/because"), &gate.because, &["item", "score"]);
        let condition = check.condition(&pointer, &gate.when, &["score", "critical"]);
        if let Some(Err(why)) = condition.map(|condition| condition.answer(&example)) {
            let message = format!("this condition cannot be followed: {why}");
            let code = crate::diagnostic::Code::UnreadableCondition;
            let help = "`score` is a number, and `critical` is true or false";
            check.fault(code, &pointer, message, help);
        }
    }
}

fn days(check: &mut Check<'_>, plan: &PlanTemplate) {
    let due = &plan.due;
    day(check, "/due/goals", &due.goals);
    day(check, "/due/review", &due.review);
    day(check, "/due/start", &due.start);
    for (at, closed) in due.closed.iter().enumerate() {
        day(check, &format!("/due/closed/{at}/from"), &closed.from);
        day(check, &format!("/due/closed/{at}/to"), &closed.to);
    }
}

fn day(check: &mut Check<'_>, pointer: &str, day: &str) {
    if !is_day(day) {
        let message = format!("`{day}` is not a day of the year");
        let help = "write month and day with two digits each, such as `05-15`";
        check.incomplete(pointer, message, help);
    }
}

/// A day that every year has, as `05-15`.
fn is_day(text: &str) -> bool {
    const NO_LEAP_YEAR: i32 = 2001;
    let two = |digits: &str| if digits.len() == 2 { digits.parse().ok() } else { None };
    let Some((month, day)) = text.split_once('-') else { return false };
    let (Some(month), Some(day)) = (two(month), two(day)) else { return false };
    NaiveDate::from_ymd_opt(NO_LEAP_YEAR, month, day).is_some()
}

fn parts(check: &mut Check<'_>, plan: &PlanTemplate) {
    for (at, part) in plan.part.iter().enumerate() {
        check.choice(&format!("/part/{at}/id"), &part.id, &PARTS);
        check.unrepeated("fields", ids(&part.field, &format!("part/{at}/field"), |it| &it.id));
        check.unrepeated("tables", ids(&part.table, &format!("part/{at}/table"), |it| &it.id));
        for (place, field) in part.field.iter().enumerate() {
            let pointer = format!("/part/{at}/field/{place}");
            check.choice(&format!("{pointer}/filled_by"), &field.filled_by, &FILLED_BY);
            if let Some(list) = &field.list {
                let known = plan.list.iter().map(|list| &*list.id);
                check.named(&format!("{pointer}/list"), "list", list, known);
            }
        }
        for (place, table) in part.table.iter().enumerate() {
            let columns = format!("part/{at}/table/{place}/column");
            check.unrepeated("columns", ids(&table.column, &columns, |column| &column.id));
        }
    }
}

fn lists<'a>(check: &mut Check<'a>, plan: &'a PlanTemplate) {
    let book = check.book;
    for (at, list) in plan.list.iter().enumerate() {
        for (place, option) in list.option.iter().enumerate() {
            for (nth, instrument) in option.instruments.iter().enumerate() {
                let pointer = format!("/list/{at}/option/{place}/instruments/{nth}");
                check.file(&pointer, "instrument", &book.instruments, instrument);
            }
        }
    }
}

/// The columns of the yearly summary that the program can fill in.
const SUMMARY_COLUMNS: [&str; 13] = [
    "site",
    "cds_fein",
    "school_year",
    "funding",
    "tools",
    "dates",
    "stakeholders",
    "raters",
    "observations",
    "focus",
    "support",
    "actions_done",
    "results",
];

fn summary<'a>(check: &mut Check<'a>, plan: &'a PlanTemplate) {
    let Some(summary) = &plan.grantee_summary else { return };
    check.unrepeated("columns", ids(&summary.column, "grantee_summary/column", |it| &it.id));
    for (at, column) in summary.column.iter().enumerate() {
        let pointer = format!("/grantee_summary/column/{at}");
        check.choice(&format!("{pointer}/filled_by"), &column.filled_by, &FILLED_BY);
        if column.filled_by != "people" {
            let known = SUMMARY_COLUMNS;
            check.named(&format!("{pointer}/id"), "column that we fill in", &column.id, known);
        }
    }
}

fn milestones(check: &mut Check<'_>, plan: &PlanTemplate) {
    let sets = || check.book.actions.values().filter(|set| set.framework == plan.framework);
    let positions: Vec<&str> =
        sets().flat_map(|set| &set.position).map(|position| &*position.id).collect();
    let any_set = sets().next().is_some();
    for (at, milestone) in plan.milestone.iter().enumerate() {
        check.choice(&format!("/milestone/{at}/month"), &milestone.month, &MONTHS);
        if let Some(position) = &milestone.position
            && any_set
        {
            let pointer = format!("/milestone/{at}/position");
            check.named(&pointer, "position", position, positions.iter().copied());
        }
    }
}

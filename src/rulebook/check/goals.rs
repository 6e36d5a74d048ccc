//! Goals: a sentence for every standard, and how far it goes.

use super::{Check, ids};
use crate::{
    diagnostic::Code,
    rulebook::kind::{Framework, GoalSet},
};

const PLACES: [&str; 6] = ["site", "standard", "from", "to", "by_date", "measure"];
const PLACES_OF_WAY: [&str; 2] = ["site", "steps"];
const TIMES: [&str; 3] = ["choosing", "mid-year", "end-of-year"];

pub(super) fn check<'a>(check: &mut Check<'a>, set: &'a GoalSet) {
    let book = check.book;
    check.unrepeated("goals", ids(&set.goal, "goal", |goal| &goal.id));
    check.unrepeated("questions", ids(&set.question, "question", |question| &question.id));
    let bands = set.default_target.iter().enumerate();
    let bands = bands.map(|(at, target)| (format!("/default_target/{at}/band"), &*target.band));
    check.unrepeated("default targets", bands);
    check.placeholders("/way", &set.way, &PLACES_OF_WAY);
    for (at, goal) in set.goal.iter().enumerate() {
        check.placeholders(&format!("/goal/{at}/goal"), &goal.goal, &PLACES);
    }
    if let Some(framework) = check.file("/framework", "standards", &book.frameworks, &set.framework)
    {
        of_framework(check, set, framework);
    }
    let Some(targets) = check.file("/targets", "targets", &book.targets, &set.targets) else {
        return;
    };
    let known: Vec<&str> = targets.band.iter().map(|band| &*band.id).collect();
    for (at, target) in set.default_target.iter().enumerate() {
        let pointer = format!("/default_target/{at}/band");
        check.named(&pointer, "band", &target.band, known.iter().copied());
        if target.at_least.is_none() && target.step.is_none() {
            let message = format!("the goal in the band `{}` goes nowhere", target.band);
            check.incomplete(&pointer, message, "add `at_least`, `step` or both");
        }
    }
    for (at, goal) in set.goal.iter().enumerate() {
        check.named(&format!("/goal/{at}/band"), "band", &goal.band, known.iter().copied());
    }
}

fn of_framework(check: &mut Check<'_>, set: &GoalSet, framework: &Framework) {
    let known: Vec<&str> = framework.standard.iter().map(|standard| &*standard.id).collect();
    for (at, goal) in set.goal.iter().enumerate() {
        if let Some(standard) = &goal.standard {
            let pointer = format!("/goal/{at}/standard");
            check.named(&pointer, "standard", standard, known.iter().copied());
        }
    }
    for (at, question) in set.question.iter().enumerate() {
        let times = known.iter().copied().chain(TIMES);
        check.named(&format!("/question/{at}/at"), "standard or time", &question.at, times);
    }
    for standard in known {
        let sets = check.book.goals.values();
        let mut goals =
            sets.filter(|other| other.framework == set.framework).flat_map(|other| &other.goal);
        if !goals.any(|goal| goal.standard.as_deref().is_none_or(|it| it == standard)) {
            let message = format!("the standard `{standard}` has no goal");
            let code = Code::StandardWithoutAction;
            let warning = check.document.warning(code, "/framework", message);
            check.found.push(warning.help("add one, so that a plan has something to offer"));
        }
    }
}

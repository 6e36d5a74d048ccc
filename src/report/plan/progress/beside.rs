//! Last year's plan beside this year's, standard by standard.

use super::{
    super::{Block, Subject, table, text},
    result,
};
use crate::{
    language::{Language, say},
    plan::FocusStandard,
    rulebook::kind::StepState,
    tracker::{Progress, StepProgress, Tracker, Vocabulary},
};

/// Every standard that either plan works on: last year's steps and result, this year's goal.
pub(super) fn beside(
    subject: Subject<'_>,
    before: &Tracker,
    progress: &Progress,
    vocabulary: &Vocabulary<'_>,
) -> Block {
    let language = subject.study.language;
    let ids = subject.framework.standard.iter().filter_map(|standard| {
        let then = progress.goals.iter().find(|goal| *goal.id == *standard.id);
        let serves = |step: &&StepProgress| {
            let called = step.standard.as_ref().and_then(|name| vocabulary.standard(name));
            called.is_some_and(|called| called.id == standard.id)
        };
        let steps: Vec<&StepProgress> = progress.steps.iter().filter(serves).collect();
        let now = subject.plan.focus.iter().find(|focus| *focus.standard == *standard.id);
        let is_told = then.is_some() || !steps.is_empty() || now.is_some();
        is_told.then_some((standard, then, steps, now))
    });
    let rows = ids.map(|(standard, then, steps, now)| {
        let no_goal = || text(say!(language, "progress-no-goal"));
        vec![
            text(standard.name.clone()),
            text(steps_done(language, &steps)),
            then.map_or_else(no_goal, |goal| result(language, goal)),
            text(planned(language, now)),
        ]
    });
    let (then, now) = (before.school_year.to_string(), subject.plan.school_year.to_string());
    table(
        "",
        &[
            (&say!(language, "progress-head-standard"), 28),
            (&say!(language, "progress-head-steps", year = then.as_str()), 22),
            (&say!(language, "progress-head-goal", year = then.as_str()), 26),
            (&say!(language, "progress-head-plan", year = now), 24),
        ],
        rows.collect(),
    )
}

/// What this year's plan has in mind for a standard.
fn planned(language: Language, focus: Option<&FocusStandard>) -> String {
    let Some(focus) = focus else { return say!(language, "progress-not-in-focus") };
    let Some(goal) = &focus.goal else { return say!(language, "progress-in-focus") };
    let (from, to) = (goal.from.rounded(2), goal.to.rounded(2));
    say!(language, "progress-in-focus-goal", from = from, to = to)
}

fn steps_done(language: Language, steps: &[&StepProgress]) -> String {
    let is_done = |step: &&&StepProgress| {
        step.status.as_ref().is_some_and(|status| status.state == StepState::Done)
    };
    if steps.is_empty() {
        return say!(language, "progress-no-steps");
    }
    let done = steps.iter().filter(is_done).count();
    say!(language, "progress-steps-done", done = done, n = steps.len())
}

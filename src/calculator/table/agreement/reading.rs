//! What agreement means.

use super::{
    super::{
        Table,
        answered::Answered,
        words::{count, number, percent},
    },
    Found, Levels, NO_PAIR,
};
use serde_json::json;

/// From here on Krippendorff (2004, Human Communication Research 30:411-433) relies on data.
const RELIABLE: f64 = 0.8;
/// From here on he draws tentative conclusions.
const TENTATIVE: f64 = 0.667;
/// Fewer subjects do not tell much about raters.
const FEW: usize = 10;
/// How reliable the mean of several ratings should be.
const GOAL: f64 = 0.7;

pub(super) fn add(table: &mut Table, found: &Found, levels: &Levels) {
    if found.pairs == 0 {
        table.says(format!("Agreement cannot be told: {NO_PAIR}."));
        return;
    }
    if let (Some(exact), Some(within)) = (found.exact, found.within_one) {
        table.says(format!(
            "In {} of {} both gave the same level, and in {} they were one level apart at most. \
             Luck alone gives some of that.",
            percent(exact),
            count(found.pairs, "pair"),
            percent(within),
        ));
    }
    match &found.alpha {
        Some(Ok(alpha)) => table.says(beyond_luck(*alpha, found)),
        Some(Err(reason)) => table.says(format!(
            "Agreement beyond luck cannot be told: {reason}. That is neither good nor bad."
        )),
        None => {}
    }
    match &found.icc {
        Some(Ok(icc)) => table.says(of_differences(*icc)),
        Some(Err(reason)) => table.says(format!("There is no ICC: {reason}.")),
        None => {}
    }
    if found.subjects < FEW {
        table.says(format!(
            "{} rated twice or more are few: these numbers are rough, as the intervals show.",
            count(found.subjects, "subject")
        ));
    }
    if levels.are_guessed {
        table.says(format!(
            "No --scale was given: {} were taken for the whole scale, which kappa and AC2 depend on.",
            levels.named()
        ));
    }
}

fn beyond_luck(alpha: f64, found: &Found) -> String {
    let alpha_is =
        format!("Beyond luck, agreement is {} by alpha (0 is luck, 1 is perfect)", number(alpha));
    let is_skewed = alpha < TENTATIVE && found.ac2.is_some_and(|ac2| RELIABLE <= ac2);
    if is_skewed {
        return format!(
            "{alpha_is}, and {} by AC2. The two part where nearly all ratings are of one level: alpha \
             asks whether raters tell subjects apart, and there is little to tell apart.",
            number(found.ac2.unwrap_or(alpha))
        );
    }
    let enough = match alpha {
        alpha if RELIABLE <= alpha => "good enough to rely on one rater",
        alpha if TENTATIVE <= alpha => "enough for tentative conclusions, not to rely on one rater",
        _ => "too low to rely on one rater",
    };
    format!("{alpha_is}: {enough}, by Krippendorff's marks of {TENTATIVE} and {RELIABLE}.")
}

fn of_differences(icc: f64) -> String {
    if icc <= 0.0 {
        return "Ratings of the same subject differ as much as ratings of different ones: single \
                ratings tell nothing about how subjects differ."
            .to_owned();
    }
    let share = format!(
        "About {} of the differences between single ratings are differences between subjects",
        percent(icc)
    );
    let fields = json!({ "icc": icc, "goal": GOAL });
    let needed =
        Answered::to("observations_needed", fields).map(|found| found.count("observations"));
    match needed {
        Ok(1) => format!("{share}: one rating reaches a reliability of {GOAL}."),
        Ok(many) if 1 < many => {
            format!("{share}; the mean of {many} ratings would reach a reliability of {GOAL}.")
        }
        _ => format!("{share}."),
    }
}

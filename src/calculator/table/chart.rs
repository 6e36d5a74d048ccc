//! Whether a process stays what it was: run charts and charts of single values.

use serde_json::json;

use super::{
    Line, Moment, Series, Shown, Table,
    answered::Answered,
    words::{count, number, some_of},
};

/// The median, the longest run on one side of it and how often it is crossed, with what chance alone
/// would give (Anhøj).
pub fn run_chart(series: &[Series]) -> Result<Table, String> {
    each(series, "run_chart", of_runs)
}

/// The mean, the limits of chance and the points beyond them. Where the values vary too little for
/// limits, no point is called out.
pub fn xmr(series: &[Series]) -> Result<Table, String> {
    each(series, "xmr", of_single_values)
}

/// Rows and a sentence of one chart.
type Chart = fn(&Answered, &[Moment]) -> (Vec<Line>, String);

fn each(series: &[Series], method: &str, chart: Chart) -> Result<Table, String> {
    let mut table = Table::of(Vec::new());
    for one in series {
        let moments = one.averaged();
        let values: Vec<f64> = moments.iter().map(|moment| moment.value).collect();
        let fields = json!({ "x": values, "centre": null, "screen_moving_ranges": false });
        let (rows, sentence) = chart(&Answered::to(method, fields)?, &moments);
        if 1 < series.len() {
            table.rows.extend(rows.into_iter().map(|row| row.of(&one.name)));
            table.says(format!("{}: {sentence}", one.name));
        } else {
            table.rows.extend(rows);
            table.says(sentence);
        }
        if moments.len() < one.moments.len() {
            table.says("Values of one time were averaged first.");
        }
    }
    if series.is_empty() {
        table.says("There is no row with both a time and a value.");
    }
    Ok(table)
}

fn of_runs(found: &Answered, _: &[Moment]) -> (Vec<Line>, String) {
    let n = found.count("n_obs");
    let (longest, most) = (found.count("longest_run"), found.count("longest_run_max"));
    let (crossings, fewest) = (found.count("n_crossings"), found.count("n_crossings_min"));
    let verdict = found.word("verdict").map(str::to_owned);
    let shown = verdict.clone().map_or_else(Shown::Undefined, Shown::Words);
    let rows = vec![
        Line::new("median", Shown::number(found.number("centre")), n, "centre line"),
        Line::new("points off the median", Shown::Count(found.count("n_useful")), n, "Anhøj"),
        Line::new("longest run", Shown::Count(longest), n, &format!("Anhøj, at most {most}")),
        Line::new("crossings", Shown::Count(crossings), n, &format!("Anhøj, at least {fewest}")),
        Line::new("verdict", shown, n, "Anhøj, either of the two"),
    ];
    let sentence = match verdict.as_deref() {
        Err(reason) => format!("The chart cannot be judged: {reason}. Draw it, and wait."),
        Ok("signal") if most < longest => format!(
            "{longest} points in a row lie on one side of the median, where chance alone gives \
             {most} at most: something changed, and the chart does not say what."
        ),
        Ok("signal") => format!(
            "The median is crossed {crossings} times, where chance alone gives {fewest} at least: \
             something changed, and the chart does not say what."
        ),
        Ok(_) => "The points scatter about the median as chance alone would have them. A slow or \
                  small change may still be there."
            .to_owned(),
    };
    (rows, sentence)
}

fn of_single_values(found: &Answered, moments: &[Moment]) -> (Vec<Line>, String) {
    let n = found.count("n");
    let beyond: Vec<&str> =
        found.places("beyond").into_iter().map(|place| moments[place].label.as_str()).collect();
    let reason = found.word("reason").ok().map(str::to_owned);
    let called_out = match &reason {
        Some(reason) => Shown::Undefined(reason.clone()),
        None if beyond.is_empty() => Shown::Words("none".to_owned()),
        None => Shown::Words(some_of(&beyond)),
    };
    let limits = "mean ± 3 mean moving ranges / 1.128";
    let rows = vec![
        Line::new("mean", Shown::number(found.number("mean")), n, "all points, none screened"),
        Line::new("lower limit", Shown::number(found.number("lcl")), n, limits),
        Line::new("upper limit", Shown::number(found.number("ucl")), n, limits),
        Line::new("mean moving range", Shown::number(found.number("mr_bar")), n, "of neighbours"),
        Line::new("beyond the limits", called_out, n, "strictly beyond"),
    ];
    let limits = found.between("lcl", "ucl");
    (rows, single_values_in_words(reason, limits, &beyond, moments.len()))
}

/// From how many points on limits are more than a trial.
const ENOUGH_FOR_LIMITS: usize = 12;

fn single_values_in_words(
    reason: Option<String>,
    limits: Option<(f64, f64)>,
    beyond: &[&str],
    n: usize,
) -> String {
    let (Some((low, high)), None) = (limits, &reason) else {
        let reason = reason.unwrap_or_else(|| "there are too few points".to_owned());
        return format!("No point can be called out: {reason}.");
    };
    let found = if beyond.is_empty() {
        format!(
            "Every point lies between {} and {}, as far as this process \
                 varies by itself.",
            number(low),
            number(high)
        )
    } else {
        format!(
            "Beyond {} and {}, where this process would hardly go by itself: {}. Ask what was \
             different there.",
            number(low),
            number(high),
            some_of(beyond)
        )
    };
    if n < ENOUGH_FOR_LIMITS {
        return format!(
            "{found} With {} the limits are a trial: a single change seldom gets beyond them.",
            count(n, "point")
        );
    }
    found
}

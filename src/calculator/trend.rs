//! Answers of `statistics::trend`.

use serde_json::{Value, json};

use super::{
    Answer,
    input::{Input, Trouble},
};
use crate::statistics::{
    Interval, YearMean,
    trend::{
        LeastSquares, Point, Rise, TheilSen, Undefined, carry_over, exact_sen_interval, known_line,
        least_squares, mann_kendall, smallest_detectable_slope, stratified_mann_kendall, theil_sen,
    },
};

pub(super) fn answer(method: &str, input: &Input<'_>) -> Option<Answer> {
    Some(match method {
        "mann_kendall" => order(input),
        "seasonal_mann_kendall" => stratified(input, "series"),
        "blocked_mann_kendall" => stratified(input, "blocks"),
        "theil_sen" => middle_slope(input),
        "sen_exact" => exact_interval(input),
        "ols" => line(input),
        "known_line" => line_of_known_errors(input),
        "carry_over" => lasting(input),
        _ => return None,
    })
}

fn order(input: &Input<'_>) -> Answer {
    let values: Vec<f64> = input.values("x")?.into_iter().flatten().collect();
    let found = mann_kendall(&values);
    let mut answer = rise(found.n, &found.rise);
    answer["tau_b"] = json!(found.tau_b.ok());
    Ok(because(answer, first_of([found.rise.p_exact, found.rise.tau_a, found.tau_b])))
}

fn stratified(input: &Input<'_>, series: &str) -> Answer {
    let series: Vec<Vec<Point>> = input.groups(series)?.iter().map(|row| by_place(row)).collect();
    let found = stratified_mann_kendall(&series);
    let mut answer = rise(series.iter().map(Vec::len).sum(), &found.rise);
    answer["slope"] = json!(found.slope.ok());
    Ok(because(answer, first_of([found.slope, found.rise.tau_a, found.rise.p_exact])))
}

fn rise(n: usize, found: &Rise) -> Value {
    json!({
        "n": n,
        "s": found.s,
        "var_s": found.variance,
        "z": found.z,
        "p_normal": found.p_normal,
        "p_exact": found.p_exact.ok(),
        "tau_a": found.tau_a.ok(),
    })
}

/// The place in the row is the time; a missing value leaves its place empty.
fn by_place(row: &[Option<f64>]) -> Vec<Point> {
    let point = |(place, value): (usize, &Option<f64>)| {
        value.map(|value| Point { time: place as f64, value })
    };
    row.iter().enumerate().filter_map(point).collect()
}

fn middle_slope(input: &Input<'_>) -> Answer {
    let points = points(input)?;
    let found = theil_sen(&points, confidence(input)?);
    let line = found.ok();
    let interval = line.and_then(|line| line.interval.ok());
    let no_slopes = matches!(found, Err(Undefined::TooFewPoints | Undefined::OneTime));
    let answer = json!({
        "n": points.len(),
        "n_slopes": line.map(|line| line.n_slopes).or(no_slopes.then_some(0)),
        "slope": line.map(|line| line.slope),
        "intercept": line.map(|line| line.intercept),
        "intercept_joint": line.map(|line| line.intercept_joint),
        "slope_low": interval.map(|interval| interval.low),
        "slope_high": interval.map(|interval| interval.high),
    });
    Ok(because(answer, found.and_then(|line: TheilSen| line.interval).err()))
}

fn exact_interval(input: &Input<'_>) -> Answer {
    let found = exact_sen_interval(&points(input)?, confidence(input)?);
    let answer = json!({
        "slope_low": found.ok().map(|found| found.interval.low),
        "slope_high": found.ok().map(|found| found.interval.high),
        "conf_achieved": found.ok().map(|found| found.achieved),
        "ends": found.ok().map(|found| [found.ends.0, found.ends.1]),
    });
    Ok(because(answer, found.err()))
}

fn line(input: &Input<'_>) -> Answer {
    let points = points(input)?;
    let found = least_squares(&points);
    let line = found.ok();
    let precision = line.and_then(|line| line.precision.ok());
    let answer = json!({
        "n": points.len(),
        "slope": line.map(|line| line.slope),
        "intercept": line.map(|line| line.intercept),
        "r2": line.and_then(|line| line.explained.ok()),
        "residual_sd": precision.map(|precision| precision.residual),
        "se_slope": precision.map(|precision| precision.slope_error),
        "se_intercept": precision.map(|precision| precision.intercept_error),
        "slope_ci": precision.map(|precision| ends(precision.slope_interval)),
        "intercept_ci": precision.map(|precision| ends(precision.intercept_interval)),
        "t_slope": precision.and_then(|precision| precision.t.ok()),
        "p_slope": precision.and_then(|precision| precision.p.ok()),
    });
    Ok(because(answer, found.map_or_else(Some, without)))
}

/// Why a number of a line is missing.
fn without(line: LeastSquares) -> Option<Undefined> {
    line.precision.and_then(|precision| precision.p.and(line.explained)).err()
}

fn line_of_known_errors(input: &Input<'_>) -> Answer {
    let years: Vec<YearMean> = input
        .complete(["x", "y", "variances"])?
        .into_iter()
        .map(|[year, mean, variance]| YearMean { year, mean, variance })
        .collect();
    let line = known_line(&years);
    let error = line.map(|line| line.slope.variance.sqrt());
    let mut answer = json!({
        "n": years.len(),
        "slope": line.map(|line| line.slope.value),
        "var_slope": line.map(|line| line.slope.variance),
        "se_slope": error,
        "z": line.map(|line| line.z),
        "p": line.map(|line| line.p),
        "mean_x": line.map(|line| line.centre),
        "level_at_mean_x": line.map(|line| line.height),
        "smallest_detectable_slope": error.map(smallest_detectable_slope),
    });
    if line.is_none() {
        answer["reason"] =
            "a line takes two different times, and a variance above 0 for each".into();
    }
    Ok(answer)
}

/// Rows are sites and columns years; `carry_over` does not weigh the means.
fn lasting(input: &Input<'_>) -> Answer {
    let year = |point: Point| YearMean { year: point.time, mean: point.value, variance: 0.0 };
    let sites: Vec<Vec<YearMean>> = input
        .groups("series")?
        .iter()
        .map(|row| by_place(row).into_iter().map(year).collect())
        .collect();
    let found = carry_over(sites.iter().map(Vec::as_slice));
    let mut answer = json!({
        "r": found.map(|found| found.raw),
        "r_corrected": found.map(|found| found.corrected),
        "n_sites": found.map_or(0, |found| found.sites),
    });
    if found.is_none() {
        answer["reason"] = "it takes a site with four years that do not lie on a line".into();
    }
    Ok(answer)
}

fn points(input: &Input<'_>) -> Result<Vec<Point>, Trouble> {
    let rows = input.complete(["x", "y"])?;
    Ok(rows.into_iter().map(|[time, value]| Point { time, value }).collect())
}

/// The confidence of an interval: 0.95 where it is not said.
fn confidence(input: &Input<'_>) -> Result<f64, Trouble> {
    let confidence = input.number_if_any("conf")?.unwrap_or(0.95);
    let between = 0.0 < confidence && confidence < 1.0;
    if between { Ok(confidence) } else { Err(Trouble("`conf` lies between 0 and 1".to_owned())) }
}

fn ends(interval: Interval) -> [f64; 2] {
    [interval.low, interval.high]
}

fn first_of<const N: usize>(numbers: [Result<f64, Undefined>; N]) -> Option<Undefined> {
    numbers.into_iter().find_map(Result::err)
}

/// Says why a number is missing, where one is.
fn because(mut answer: Value, undefined: Option<Undefined>) -> Value {
    if let Some(undefined) = undefined {
        answer["reason"] = wording(undefined).into();
    }
    answer
}

fn wording(undefined: Undefined) -> &'static str {
    match undefined {
        Undefined::TooFewPoints => "there are too few points",
        Undefined::TooManyPoints => {
            "there are too many points to count out; use the normal p-value"
        }
        Undefined::OneTime => "all points lie at the same time",
        Undefined::NoVariation => "all values are equal",
        Undefined::TooManyTies => "too many points share a time or a value",
        Undefined::TooLarge => "the numbers are too large to reckon with",
        Undefined::ExactLine => {
            "the points lie exactly on a line, which leaves nothing to test it by"
        }
    }
}

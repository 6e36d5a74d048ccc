//! Answers of `statistics::control`.

// Rules by their ids.
mod rules;
// What sides, aims and reasons are called.
mod words;

#[cfg(test)]
mod tests;

use std::num::NonZeroUsize;

use serde_json::{Value, json};

use super::{
    Answer,
    input::{Input, Trouble},
};
use crate::statistics::control::{
    Centre, Counted, Drawn, FEWEST_FOR_LIMITS, Limits, Reach, Run, Screening, Search, Side, Spread,
    Suggested, Undefined, Verdict, anhoej_limits, assurance, count_chart, individuals, perla,
    run_chart, suggested_phases,
};

pub(super) fn answer(method: &str, input: &Input<'_>) -> Option<Answer> {
    Some(match method {
        "xmr" => single_values(input),
        "run_chart" => run_chart_of(input),
        "anhoej_limits" => limits_of_runs(input),
        "perla" => runs_and_trends(input),
        "p_chart" => counts(input, Counted::Share, Spread::Chance),
        "u_chart" => counts(input, Counted::Rate, Spread::Chance),
        "p_prime_chart" => counts(input, Counted::Share, Spread::Observed),
        "u_prime_chart" => counts(input, Counted::Rate, Spread::Observed),
        "shewhart_rules" => rules::shewhart(input),
        "rules" => rules::firings(input),
        "rule_list" => Ok(rules::list()),
        "phases" => phases(input),
        _ => return None,
    })
}

/// Points it takes for a moving range.
const FEWEST_FOR_A_RANGE: usize = 2;

/// `minimum`, `lowest` with `highest`, and `target` with `aim` may be left out.
fn single_values(input: &Input<'_>) -> Answer {
    let values = input.values("x")?;
    let screening =
        if input.flag("screen_moving_ranges")? { Screening::Once } else { Screening::Off };
    let fewest = if input.has("minimum") { input.count("minimum")? } else { FEWEST_FOR_A_RANGE };
    let found = individuals(&values);
    let usual = found.formula(Reach::Usual, screening);
    let undefined = found.limits(Reach::Usual, screening, fewest).err();
    let too_few = matches!(undefined, Some(Undefined::TooFew { .. }));
    let mut output = json!({
        "n": found.n,
        "mean": found.mean,
        "moving_ranges": found.moving_ranges,
        "mr_bar": found.mean_range,
        "mr_bar_used": found.range_used(screening),
        "sigma": usual.map(|limits| limits.sigma),
        "mr_ucl": found.range_limit(),
        "mr_ucl_exact_d4": found.exact_range_limit(),
        "beyond": usual.filter(|_| !too_few).map_or_else(Vec::new, |found| found.beyond(&values)),
        "mr_beyond": found.ranges_beyond(),
        "trial": found.n < FEWEST_FOR_LIMITS,
        "reason": undefined.map(words::undefined),
    });
    let constants = [("", Reach::Usual), ("_2_66", Reach::Rounded), ("_exact_d2", Reach::Exact)];
    for (name, reach) in constants {
        let limits = found.formula(reach, screening);
        output[format!("ucl{name}")] = json!(limits.map(|limits| limits.upper()));
        output[format!("lcl{name}")] = json!(limits.map(|limits| limits.lower()));
    }
    if let Some(scale) = scale(input)? {
        draw(usual, scale, &mut output);
    }
    if let Some(target) = input.number_if_any("target")? {
        let aim = words::aim(input)?;
        let judged = usual.filter(|_| undefined.is_none());
        let assured = judged.and_then(|limits| assurance(&limits, target, aim));
        output["assurance"] = json!(assured.map(words::assurance));
    }
    Ok(output)
}

/// How limits are drawn on a scale, and on which sides no value can lie beyond them.
fn draw(limits: Option<Limits>, scale: (f64, f64), output: &mut Value) {
    let drawn = limits.map(|limits| limits.drawn(scale));
    output["drawn_ucl"] = json!(drawn.as_ref().map(|drawn| drawn.upper));
    output["drawn_lcl"] = json!(drawn.as_ref().map(|drawn| drawn.lower));
    let out_of_reach = drawn.map(|drawn| drawn.out_of_reach).unwrap_or_default();
    output["out_of_reach"] = out_of_reach.into_iter().map(words::side).collect();
}

/// The ends of the scale, where they are given: both of them, the lower one first.
fn scale(input: &Input<'_>) -> Result<Option<(f64, f64)>, Trouble> {
    match (input.number_if_any("lowest")?, input.number_if_any("highest")?) {
        (None, None) => Ok(None),
        (Some(lowest), Some(highest)) if lowest < highest => Ok(Some((lowest, highest))),
        _ => Err(Trouble("a scale has a `lowest` and above it a `highest`".to_owned())),
    }
}

fn run_chart_of(input: &Input<'_>) -> Answer {
    let found = run_chart(&input.values("x")?, centre(input)?);
    let limits = found.limits();
    let (verdict, reason) = match found.verdict() {
        Verdict::NotApplicable { min } => (None, Some(words::too_few_useful(found.useful(), min))),
        Verdict::NoSignal => (Some("no signal"), None),
        Verdict::Signal => (Some("signal"), None),
    };
    Ok(json!({
        "centre": found.centre,
        "n_obs": found.n,
        "n_useful": found.useful(),
        "longest_run": found.longest_run(),
        "longest_run_max": limits.map(|limits| limits.longest_run),
        "n_runs": found.crossings().map(|crossings| crossings + 1),
        "n_crossings": found.crossings(),
        "n_crossings_min": limits.map(|limits| limits.fewest_crossings),
        "signal": found.exceeds(),
        "verdict": verdict,
        "reason": reason,
    }))
}

fn centre(input: &Input<'_>) -> Result<Centre, Trouble> {
    Ok(input.number_if_any("centre")?.map_or(Centre::OwnMedian, Centre::Given))
}

fn limits_of_runs(input: &Input<'_>) -> Answer {
    let limits: Vec<_> = input.counts("n_useful")?.into_iter().map(anhoej_limits).collect();
    let longest = limits.iter().map(|limits| limits.map(|limits| limits.longest_run));
    let fewest = limits.iter().map(|limits| limits.map(|limits| limits.fewest_crossings));
    Ok(json!({
        "longest_run_max": longest.collect::<Vec<_>>(),
        "n_crossings_min": fewest.collect::<Vec<_>>(),
    }))
}

/// `centre` may be left out.
fn runs_and_trends(input: &Input<'_>) -> Answer {
    let found = perla(&input.values("x")?, centre(input)?);
    let unusual = found.has_unusual_runs();
    let run = |run: &Run| json!({ "side": words::side(run.side), "points": run.points });
    Ok(json!({
        "centre": found.chart.centre,
        "n_obs": found.chart.n,
        "n_useful": found.chart.useful(),
        "n_runs": found.chart.crossings().map(|crossings| crossings + 1),
        "n_runs_min": found.runs_by_chance.map(|(fewest, _)| fewest),
        "n_runs_max": found.runs_by_chance.map(|(_, most)| most),
        "unusual_runs": unusual,
        "shifts": found.shifts.iter().map(run).collect::<Vec<_>>(),
        "trends": found.trends.iter().map(run).collect::<Vec<_>>(),
        "signal": unusual || !found.shifts.is_empty() || !found.trends.is_empty(),
    }))
}

fn counts(input: &Input<'_>, counted: Counted, spread: Spread) -> Answer {
    let (events, n) = (input.values("events")?, input.values("n")?);
    can_be_counted(&events, &n, counted)?;
    let found = count_chart(&events, &n, counted, spread);
    let scale = match counted {
        Counted::Share => (0.0, 1.0),
        Counted::Rate => (0.0, f64::INFINITY),
    };
    let drawn: Vec<Option<Drawn>> =
        found.limits.iter().map(|limits| limits.map(|limits| limits.drawn(scale))).collect();
    let ends = |end: fn(&Drawn) -> f64| -> Vec<Option<f64>> {
        drawn.iter().map(|drawn| drawn.as_ref().map(end)).collect()
    };
    let out_of_reach = |side: Side| -> Vec<usize> {
        let is_blocked = |drawn: &Drawn| drawn.out_of_reach.contains(&side);
        (0..drawn.len()).filter(|&at| drawn[at].as_ref().is_some_and(is_blocked)).collect()
    };
    let mut output = json!({
        "values": found.values,
        "centre": found.centre,
        "ucl": ends(|drawn| drawn.upper),
        "lcl": ends(|drawn| drawn.lower),
        "beyond": found.beyond(),
        "above_out_of_reach": out_of_reach(Side::Above),
        "below_out_of_reach": out_of_reach(Side::Below),
        "reason": found.undefined().map(words::undefined),
    });
    if spread == Spread::Observed {
        output["sigma_z"] = json!(found.sigma_z);
    }
    Ok(output)
}

/// As many events as there are n, none of them below zero, and in shares no more than n.
fn can_be_counted(
    events: &[Option<f64>],
    n: &[Option<f64>],
    counted: Counted,
) -> Result<(), Trouble> {
    if events.len() != n.len() {
        return Err(Trouble("`events` and `n` differ in length".to_owned()));
    }
    if events.iter().chain(n).flatten().any(|&number| number < 0.0) {
        return Err(Trouble("`events` and `n` are 0 or more".to_owned()));
    }
    let more = |(events, n): (&Option<f64>, &Option<f64>)| n.is_some() && n < events;
    if counted == Counted::Share && events.iter().zip(n).any(more) {
        return Err(Trouble(
            "there are more `events` than `n` where a share is asked for".to_owned(),
        ));
    }
    Ok(())
}

/// Phases that the series suggests; whether one begins is for people who know what changed.
fn phases(input: &Input<'_>) -> Answer {
    let search = Search {
        baseline: one_or_more(input, "baseline")?,
        run_length: one_or_more(input, "run_length")?,
        direction: words::direction(input)?,
    };
    let phase = |phase: &Suggested| json!({ "start": phase.start, "end": phase.end, "centre": phase.centre });
    let (found, reason) = match suggested_phases(&input.values("x")?, search) {
        Ok(found) => (found, None),
        Err(undefined) => (Vec::new(), Some(words::undefined(undefined))),
    };
    let suggested: Vec<Value> = found.iter().skip(1).map(phase).collect();
    Ok(json!({
        "baseline": found.first().map(phase),
        "suggested": suggested,
        "reason": reason,
    }))
}

fn one_or_more(input: &Input<'_>, name: &str) -> Result<NonZeroUsize, Trouble> {
    let count = NonZeroUsize::new(input.count(name)?);
    count.ok_or_else(|| Trouble(format!("`{name}` is a whole number, 1 or more")))
}

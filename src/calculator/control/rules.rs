//! Rules by their ids.

use serde_json::{Map, Value, json};

use super::{
    super::{
        Answer,
        input::{Input, Trouble},
    },
    scale, words,
};
use crate::statistics::control::{
    Limits,
    rule::{self, Firing, Phase, Rule},
};

/// All rules and their definitions.
pub(super) fn list() -> Value {
    let rule = |rule: &Rule| json!({ "id": rule.id, "definition": rule.definition });
    json!({ "rules": rule::rules().map(rule).collect::<Vec<_>>() })
}

/// The rules of Nelson and Western Electric: where each is met, and all points of such windows.
pub(super) fn shewhart(input: &Input<'_>) -> Answer {
    let values = input.values("x")?;
    let limits = Limits { centre: input.number("centre")?, sigma: sigma(input)? };
    let phase = [Phase { start: 0, limits }];
    let mut families = Map::new();
    for (name, family) in [("nelson", "nelson"), ("western_electric", "western-electric")] {
        let of_family = rule::rules().filter_map(|rule| Some((rule, number(rule, family)?)));
        let met =
            of_family.map(|(rule, number)| (number, met(&rule::firings(&[rule], &values, &phase))));
        families.insert(name.to_owned(), met.collect());
    }
    Ok(Value::Object(families))
}

/// The number of a rule in a family that numbers its rules.
fn number(rule: &Rule, family: &str) -> Option<String> {
    let (of, number) = rule.id.split_once('/')?;
    let (number, _version) = number.split_once('@')?;
    (of == family).then(|| number.to_owned())
}

fn met(firings: &[Firing]) -> Value {
    let mut signals: Vec<usize> = firings.iter().map(|firing| firing.end).collect();
    let mut members: Vec<usize> = firings.iter().flat_map(|firing| firing.points.clone()).collect();
    for places in [&mut signals, &mut members] {
        places.sort_unstable();
        places.dedup();
    }
    json!({ "signals": signals, "members": members })
}

/// `starts` with `centres` and `sigmas` stand for several phases, `centre` and `sigma` for one. `aim`,
/// and `lowest` with `highest`, may be left out.
pub(super) fn firings(input: &Input<'_>) -> Answer {
    let values = input.values("x")?;
    let asked = asked(input)?;
    let phases = phases(input)?;
    let aim = if input.has("aim") { Some(words::aim(input)?) } else { None };
    let told = |firing: &Firing| {
        let mut told = json!({
            "rule": firing.rule,
            "side": firing.side.map(words::side),
            "start": firing.start,
            "end": firing.end,
            "points": firing.points,
        });
        if let Some(aim) = aim {
            told["meaning"] = json!(words::bearing(firing.bearing(aim)));
        }
        told
    };
    let found = rule::firings(&asked, &values, &phases);
    Ok(json!({
        "firings": found.iter().map(told).collect::<Vec<_>>(),
        "episodes": rule::episodes(&found).iter().map(told).collect::<Vec<_>>(),
        "cannot_fire": cannot_fire(&asked, &values, &phases, scale(input)?),
    }))
}

fn asked(input: &Input<'_>) -> Result<Vec<&'static Rule>, Trouble> {
    let known = |id: &String| {
        let unknown = || Trouble(format!("no rule is called `{id}`; `rule_list` tells all"));
        rule::rule(id).ok_or_else(unknown)
    };
    input.names("rules")?.iter().map(known).collect()
}

fn phases(input: &Input<'_>) -> Result<Vec<Phase>, Trouble> {
    if !input.has("starts") {
        let limits = Limits { centre: input.number("centre")?, sigma: sigma(input)? };
        return Ok(vec![Phase { start: 0, limits }]);
    }
    let starts = input.counts("starts")?;
    let (centres, sigmas) = (input.numbers("centres")?, input.numbers("sigmas")?);
    let as_many = starts.len() == centres.len() && starts.len() == sigmas.len();
    let in_order = starts.windows(2).all(|pair| pair[0] < pair[1]);
    if !as_many || !in_order || sigmas.iter().any(|&sigma| sigma < 0.0) {
        return Err(Trouble(
            "`starts` go up, and each has one of `centres` and one of `sigmas`, 0 or more"
                .to_owned(),
        ));
    }
    let limits = centres.into_iter().zip(sigmas).map(|(centre, sigma)| Limits { centre, sigma });
    Ok(starts.into_iter().zip(limits).map(|(start, limits)| Phase { start, limits }).collect())
}

/// Zero where it is not known, so that no rule that needs it can fire.
fn sigma(input: &Input<'_>) -> Result<f64, Trouble> {
    let sigma = input.number_if_any("sigma")?.unwrap_or(0.0);
    if sigma < 0.0 { Err(Trouble("`sigma` is 0 or more".to_owned())) } else { Ok(sigma) }
}

/// Where a rule cannot fire, that it did not is no news.
fn cannot_fire(
    rules: &[&Rule],
    values: &[Option<f64>],
    phases: &[Phase],
    scale: Option<(f64, f64)>,
) -> Vec<Value> {
    let mut told = Vec::new();
    for rule in rules {
        for (start, chart) in rule::charts(values, phases) {
            let obstacles = rule::obstacles(rule, &chart, scale).into_iter();
            told.extend(obstacles.map(|obstacle| {
                json!({ "rule": rule.id, "phase": start, "reason": words::obstacle(obstacle) })
            }));
        }
    }
    told
}

//! Answers about the limits of funnel plots.

use serde_json::{Value, json};

use super::{Answer, Input, TOO_FEW_ESTIMATES, Trouble, estimates};
use crate::statistics::pooling::{Limits, funnel_mean, funnel_proportion, over_dispersion};

/// One of the four limits.
type Limit = fn(&Limits) -> f64;

pub(super) fn mean_limits(input: &Input<'_>) -> Answer {
    let (target, sigma) = (input.number("target")?, input.number("sigma")?);
    if sigma < 0.0 {
        return Err(Trouble("`sigma` is 0 or more".to_owned()));
    }
    let limits: Vec<Option<Limits>> =
        sizes(input)?.into_iter().map(|n| funnel_mean(target, sigma, n?)).collect();
    let mut answer = json!({});
    columns(&mut answer, "", &limits);
    Ok(answer)
}

pub(super) fn proportion_limits(input: &Input<'_>) -> Answer {
    let target = input.number("target")?;
    if !(0.0..=1.0).contains(&target) {
        return Err(Trouble("`target` lies between 0 and 1".to_owned()));
    }
    let limits: Vec<_> = sizes(input)?.into_iter().map(|n| funnel_proportion(target, n?)).collect();
    let of = |part: fn(&_) -> Limits| -> Vec<Option<Limits>> {
        limits.iter().map(|limits| limits.as_ref().map(part)).collect()
    };
    let mut answer = json!({});
    columns(&mut answer, "normal_", &of(|limits| limits.normal));
    columns(&mut answer, "binom_", &of(|limits| limits.binomial));
    columns(&mut answer, "binom_interp_", &of(|limits| limits.interpolated));
    Ok(answer)
}

/// How many there are of each; a missing number stays missing.
fn sizes(input: &Input<'_>) -> Result<Vec<Option<u64>>, Trouble> {
    let size = |value: &Value| match value {
        Value::Null => Some(None),
        value => whole(value.as_f64()?).map(Some),
    };
    let sizes = input.list("n")?.iter().map(size).collect::<Option<_>>();
    sizes.ok_or_else(|| Trouble("`n` is a list of whole numbers, 0 or more".to_owned()))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is whole and in range"
)]
fn whole(number: f64) -> Option<u64> {
    let is_whole = (0.0..=1e15).contains(&number) && number.fract() <= 0.0;
    is_whole.then_some(number as u64)
}

/// The four limits of each, as four lists.
fn columns(answer: &mut Value, prefix: &str, limits: &[Option<Limits>]) {
    let parts: [(&str, Limit); 4] = [
        ("low_95", |limits| limits.low_95),
        ("high_95", |limits| limits.high_95),
        ("low_998", |limits| limits.low_998),
        ("high_998", |limits| limits.high_998),
    ];
    for (name, part) in parts {
        let column: Vec<_> = limits.iter().map(|limits| limits.as_ref().map(part)).collect();
        answer[format!("{prefix}{name}")] = json!(column);
    }
    if limits.iter().any(Option::is_none) {
        answer["reason"] = "a limit takes from one rating to ten million".into();
    }
}

pub(super) fn limits_with_over_dispersion(input: &Input<'_>) -> Answer {
    let winsorised = input.number_if_any("winsorise")?.unwrap_or(0.1);
    if !(0.0..0.5).contains(&winsorised) {
        return Err(Trouble("`winsorise` lies between 0 and 0.5, 0.5 left out".to_owned()));
    }
    let estimates = estimates(input)?;
    let found = over_dispersion(&estimates, winsorised);
    let mut answer = json!({
        "centre": found.as_ref().map(|found| found.centre),
        "phi": found.as_ref().map(|found| found.phi),
        "tau2": found.as_ref().map(|found| found.between),
    });
    if let Some(found) = &found {
        let limits: Vec<_> = found.limits.iter().copied().map(Some).collect();
        columns(&mut answer, "", &limits);
        let outside = |low: Limit, high: Limit| -> Vec<usize> {
            let sites = estimates.iter().zip(&found.limits).enumerate();
            sites
                .filter(|(_, (site, limits))| site.value < low(limits) || high(limits) < site.value)
                .map(|(at, _)| at)
                .collect()
        };
        answer["beyond_95"] = json!(outside(|limits| limits.low_95, |limits| limits.high_95));
        answer["beyond_998"] = json!(outside(|limits| limits.low_998, |limits| limits.high_998));
    } else {
        answer["reason"] = TOO_FEW_ESTIMATES.into();
    }
    Ok(answer)
}

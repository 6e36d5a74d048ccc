//! Answers of `statistics::growth`.

use serde_json::json;

use super::{
    Answer,
    input::{Input, Trouble},
    pooling::{BySite, because},
};
use crate::statistics::{
    growth::{SiteHeight, growth},
    trend::Point,
};

pub(super) fn answer(method: &str, input: &Input<'_>) -> Option<Answer> {
    (method == "growth_random_intercept").then(|| random_intercept(input))
}

fn random_intercept(input: &Input<'_>) -> Answer {
    let sites = points(input)?;
    let found = growth(&sites.rows, input.number_if_any("year_centre")?.unwrap_or(0.0));
    let line = found.as_ref().ok();
    let test = line.and_then(|line| line.test);
    let each = |part: fn(&SiteHeight) -> f64| {
        line.map(|line| line.sites.iter().map(part).collect::<Vec<f64>>())
    };
    let mut answer = json!({
        "n": sites.count(),
        "n_sites": sites.names.len(),
        "intercept": line.map(|line| line.intercept),
        "slope": line.map(|line| line.slope),
        "se_intercept": line.map(|line| line.intercept_error),
        "se_slope": line.map(|line| line.slope_error),
        "cov_intercept_slope": line.map(|line| line.covariance),
        "t_slope": line.map(|line| line.t),
        "slope_ci_wald": line.map(|line| [line.slope_interval.low, line.slope_interval.high]),
        "df_slope_satterthwaite": test.map(|test| test.degrees_of_freedom),
        "p_slope_satterthwaite": test.map(|test| test.p),
        "tau2": line.map(|line| line.between),
        "sigma2": line.map(|line| line.within),
        "reml_loglik": line.map(|line| line.log_likelihood),
        "sites": sites.names,
        "u": each(|site| site.above),
        "cond_se": each(|site| site.error),
    });
    if line.is_some() && test.is_none() {
        answer["reason"] = "sites do not differ in height, so the slope has no degrees of freedom \
                            after Satterthwaite; use `slope_ci_wald`"
            .into();
    }
    Ok(because(answer, found.err()))
}

/// Rows with a year and a score.
fn points(input: &Input<'_>) -> Result<BySite<Point>, Trouble> {
    let (years, scores) = (input.values("year")?, input.values("score")?);
    if years.len() != scores.len() {
        return Err(Trouble("`year` and `score` differ in length".to_owned()));
    }
    let point =
        |(year, score): (Option<f64>, Option<f64>)| Some(Point { time: year?, value: score? });
    BySite::of(input.list("site")?, years.into_iter().zip(scores).map(point))
}

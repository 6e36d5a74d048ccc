//! Answers of `statistics::pooling`.

// Sites and their rows.
mod by_site;
// Limits of funnel plots.
mod funnel;

use serde_json::{Value, json};

use super::{
    Answer,
    input::{Input, Trouble},
};
use crate::statistics::{
    Estimate, Interval, between, pooled_within,
    pooling::{
        Level, Method, OneWay, Pooled, SiteLevel, Undefined, expected_ranks, level_shares, one_way,
        pool,
    },
    shrunken,
};

pub(super) use by_site::BySite;
use funnel::{limits_with_over_dispersion, mean_limits, proportion_limits};

pub(super) fn answer(method: &str, input: &Input<'_>) -> Option<Answer> {
    Some(match method {
        "reml_one_way" => rows_of_sites(input),
        "meta_random" => estimates_of_sites(input),
        "funnel_mean" => mean_limits(input),
        "funnel_proportion" => proportion_limits(input),
        "funnel_overdispersion" => limits_with_over_dispersion(input),
        "expected_rank" => ranks(input),
        "level_shares" => shares(input),
        _ => return None,
    })
}

fn rows_of_sites(input: &Input<'_>) -> Answer {
    let sites = BySite::of(input.list("site")?, input.values("score")?.into_iter())?;
    let found = one_way(&sites.rows);
    let pooled = found.as_ref().ok();
    let each = |part: fn(&SiteLevel) -> f64| {
        pooled.map(|pooled| pooled.sites.iter().map(part).collect::<Vec<f64>>())
    };
    let answer = json!({
        "n": sites.count(),
        "n_sites": sites.names.len(),
        "mu": pooled.map(|pooled| pooled.between.mean),
        "se_mu": pooled.map(|pooled| pooled.between.standard_error),
        "tau2": pooled.map(|pooled| pooled.between.variance),
        "sigma2": pooled.map(|pooled| pooled.within),
        "icc": pooled.map(OneWay::between_share),
        "reml_loglik": pooled.map(|pooled| pooled.log_likelihood),
        "sites": sites.names,
        "u": each(|site| site.above),
        "shrinkage": each(|site| site.level.kept),
        "site_mean_shrunken": each(|site| site.level.level),
        "cond_se": each(|site| site.error_of_known_mean),
        "pred_se_u": each(|site| site.error),
        "pred_se_mean": each(|site| site.level.spread),
        "tau2_anova": variance_of_means(&sites.rows),
    });
    Ok(because(answer, found.err()))
}

/// The variance between sites by analysis of variance, which is that of `DerSimonian` and Laird where
/// the rows of all sites have one variance.
fn variance_of_means(sites: &[Vec<f64>]) -> Option<f64> {
    let within = pooled_within(sites.iter().map(Vec::as_slice))?;
    let estimate = |rows: &Vec<f64>| {
        let n = rows.len() as f64;
        Estimate { value: rows.iter().sum::<f64>() / n, variance: within.value / n }
    };
    let estimates: Vec<Estimate> = sites.iter().map(estimate).collect();
    between(&estimates).map(|between| between.variance)
}

fn estimates_of_sites(input: &Input<'_>) -> Answer {
    let method = match input.text("tau2_method")? {
        "DL" => Method::DerSimonianLaird,
        "PM" => Method::PauleMandel,
        "REML" => Method::RestrictedLikelihood,
        other => return Err(Trouble(format!("`tau2_method` is DL, PM or REML, not `{other}`"))),
    };
    let estimates = estimates(input)?;
    let found = pool(&estimates, method);
    let levels = found.map(|pooled| {
        let level = |estimate: &Estimate| shrunken(*estimate, pooled.between);
        estimates.iter().filter_map(level).collect::<Vec<_>>()
    });
    let levels = levels.as_ref();
    let mut answer = json!({
        "tau2": found.map(|pooled| pooled.between.variance),
        "mu": found.map(|pooled| pooled.between.mean),
        "se_mu": found.map(|pooled| pooled.between.standard_error),
        "ci": found.map(|pooled| ends(pooled.interval)),
        "q": found.map(|pooled| pooled.heterogeneity.q),
        "q_df": estimates.len().saturating_sub(1),
        "q_p": found.map(|pooled| pooled.heterogeneity.p),
        "i2": found.map(|pooled| pooled.heterogeneity.share_percent),
        "weights": found.map(|pooled| weights(&estimates, &pooled)),
        "shrinkage": levels.map(|all| all.iter().map(|site| site.kept).collect::<Vec<_>>()),
        "shrunken": levels.map(|all| all.iter().map(|site| site.level).collect::<Vec<_>>()),
        "shrunken_se": levels.map(|all| all.iter().map(|site| site.spread).collect::<Vec<_>>()),
        "hk_se": found.map(|pooled| pooled.scatter_error),
        "hk_ci": found.map(|pooled| ends(pooled.scatter_interval)),
        "pi": found.map(|pooled| ends(pooled.prediction)),
    });
    if found.is_none() {
        answer["reason"] = TOO_FEW_ESTIMATES.into();
    }
    Ok(answer)
}

const TOO_FEW_ESTIMATES: &str = "it takes two estimates, and a standard error above 0 for each";

/// The share of each estimate in the mean.
fn weights(estimates: &[Estimate], pooled: &Pooled) -> Vec<f64> {
    let total = pooled.between.standard_error.powi(-2);
    let weight = |estimate: &Estimate| 1.0 / (estimate.variance + pooled.between.variance) / total;
    estimates.iter().map(weight).collect()
}

fn estimates(input: &Input<'_>) -> Result<Vec<Estimate>, Trouble> {
    let rows = input.complete(["estimates", "se"])?;
    Ok(rows.into_iter().map(|[value, se]| Estimate { value, variance: se * se }).collect())
}

fn ranks(input: &Input<'_>) -> Answer {
    let rows = input.complete(["theta", "v"])?;
    if rows.iter().any(|[_, variance]| *variance < 0.0) {
        return Err(Trouble("a variance in `v` is below 0".to_owned()));
    }
    let levels: Vec<Estimate> =
        rows.into_iter().map(|[value, variance]| Estimate { value, variance }).collect();
    Ok(json!({ "rank_low_is_1": expected_ranks(&levels) }))
}

fn shares(input: &Input<'_>) -> Answer {
    let ratings: Vec<f64> = input.values("x")?.into_iter().flatten().collect();
    let weight = input.number("a0")?;
    let rows = input.complete(["levels", "pbar"])?;
    if weight < 0.0 || rows.iter().any(|[_, share]| *share < 0.0) {
        return Err(Trouble("`a0` and the shares in `pbar` are 0 or more".to_owned()));
    }
    let is = |rating: &f64, value: f64| (rating - value).abs() <= 1e-9;
    if let Some(other) =
        ratings.iter().find(|rating| !rows.iter().any(|[value, _]| is(rating, *value)))
    {
        return Err(Trouble(format!("{other} in `x` is not one of `levels`")));
    }
    let level = |[value, share_of_all]: [f64; 2]| {
        let count = ratings.iter().filter(|rating| is(rating, value)).count() as f64;
        Level { value, count, share_of_all }
    };
    let levels: Vec<Level> = rows.into_iter().map(level).collect();
    let found = level_shares(&levels, weight);
    let found = found.as_ref();
    let mut answer = json!({
        "shares": found.map(|found| found.shares.clone()),
        "mean": found.map(|found| found.mean),
        "sd": found.map(|found| found.spread),
    });
    if found.is_none() {
        answer["reason"] = "there is neither a rating nor a weight of all".into();
    }
    Ok(answer)
}

fn ends(interval: Interval) -> [f64; 2] {
    [interval.low, interval.high]
}

/// Says why numbers are missing, where they are.
pub(super) fn because(mut answer: Value, undefined: Option<Undefined>) -> Value {
    if let Some(undefined) = undefined {
        answer["reason"] = wording(undefined).into();
    }
    answer
}

fn wording(undefined: Undefined) -> &'static str {
    match undefined {
        Undefined::TooFewSites => "it takes two sites",
        Undefined::NothingRepeated => "no site has more than one row",
        Undefined::NoVariationWithin => {
            "the rows of each site are equal, or lie exactly on lines of one slope"
        }
        Undefined::OneTime => "all rows lie at the same time",
        Undefined::TooLarge => "the numbers are too large to reckon with",
    }
}

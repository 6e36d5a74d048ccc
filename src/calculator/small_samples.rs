//! Answers of `statistics::small_samples` and `statistics::multiplicity`.

use serde_json::{Value, json};

use crate::statistics::{
    Interval,
    multiplicity::{benjamini_hochberg, benjamini_yekutieli, holm},
    small_samples::{
        Difference, Magnitude, Proportion, Undefined, across_blocks, across_groups,
        bootstrapped_mean, dominance, few_mean, independent, jeffreys, paired, rank_sum,
        signed_ranks, wilson,
    },
};

use super::{
    Answer,
    input::{Input, Trouble},
};

pub(super) fn answer(method: &str, input: &Input<'_>) -> Option<Answer> {
    Some(match method {
        "mean_ci_t" => mean_ci_t(input),
        "bca_bootstrap_mean" => bca_bootstrap_mean(input),
        "wilson" => proportion(input, wilson),
        "jeffreys" => proportion(input, jeffreys),
        "wilcoxon_signed_rank" => wilcoxon_signed_rank(input),
        "mann_whitney" => mann_whitney(input),
        "kruskal_wallis" => kruskal_wallis(input),
        "friedman" => friedman(input),
        "cliffs_delta" => cliffs_delta(input),
        "hedges_g" => hedges_g(input),
        "hedges_g_paired" => hedges_g_paired(input),
        "p_adjust" => p_adjust(input),
        _ => return None,
    })
}

fn mean_ci_t(input: &Input<'_>) -> Answer {
    let values = present(input, "x")?;
    let found = few_mean(&values, confidence(input)?);
    let spread = found.and_then(|found| found.spread);
    let output = json!({
        "n": values.len(),
        "mean": found.ok().map(|found| found.mean),
        "sd": spread.ok().map(|spread| spread.deviation),
        "se": spread.ok().map(|spread| spread.standard_error),
        "ci_low": spread.ok().map(|spread| spread.interval.low),
        "ci_high": spread.ok().map(|spread| spread.interval.high),
    });
    Ok(with_reason(output, spread.err()))
}

/// All draws are counted, so `n_resamples` is not asked for.
fn bca_bootstrap_mean(input: &Input<'_>) -> Answer {
    let values = present(input, "x")?;
    let confidence = confidence(input)?;
    let found = bootstrapped_mean(&values, confidence);
    let output = json!({
        "n": values.len(),
        "mean": few_mean(&values, confidence).ok().map(|found| found.mean),
        "z0": found.ok().map(|found| found.bias),
        "acceleration": found.ok().map(|found| found.acceleration),
        "ci_low": found.ok().map(|found| found.interval.low),
        "ci_high": found.ok().map(|found| found.interval.high),
    });
    Ok(with_reason(output, found.err()))
}

fn proportion(
    input: &Input<'_>,
    method: fn(usize, usize, f64) -> Result<Proportion, Undefined>,
) -> Answer {
    let (successes, n) = (input.count("successes")?, input.count("n")?);
    if n < successes {
        return Err(Trouble("`successes` is at most `n`".to_owned()));
    }
    let found = method(successes, n, confidence(input)?);
    let output = json!({
        "p": found.ok().map(|found| found.share),
        "ci_low": found.ok().map(|found| found.interval.low),
        "ci_high": found.ok().map(|found| found.interval.high),
    });
    Ok(with_reason(output, found.err()))
}

fn wilcoxon_signed_rank(input: &Input<'_>) -> Answer {
    let found = signed_ranks(&changes(input)?);
    Ok(json!({
        "n_pairs": found.n_pairs,
        "n_used": found.n_used,
        "w_plus": found.plus,
        "w_minus": found.minus,
        "p_exact": found.chance,
        "p_exact_pratt": found.chance_pratt,
    }))
}

fn mann_whitney(input: &Input<'_>) -> Answer {
    let found = rank_sum(&present(input, "a")?, &present(input, "b")?);
    let output = json!({
        "u": found.ok().map(|found| found.u),
        "p_exact": found.ok().map(|found| found.chance),
        "p_exact_doubled": found.ok().map(|found| found.chance_doubled),
    });
    Ok(with_reason(output, found.err()))
}

fn kruskal_wallis(input: &Input<'_>) -> Answer {
    let groups: Vec<Vec<f64>> = input.groups("groups")?.into_iter().map(of_present).collect();
    groups.iter().try_for_each(|group| within_bounds(group, "groups"))?;
    let filled = groups.iter().filter(|group| !group.is_empty()).count();
    let found = across_groups(&groups);
    let output = json!({
        "h": found.ok().map(|found| found.h),
        "df": filled.saturating_sub(1),
        "p": found.ok().map(|found| found.chance),
    });
    Ok(with_reason(output, found.err()))
}

/// A block with a missing value is left out.
fn friedman(input: &Input<'_>) -> Answer {
    let rows = input.rows("blocks")?;
    let columns = rows.first().map_or(0, Vec::len);
    let blocks: Vec<Vec<f64>> =
        rows.into_iter().filter_map(|row| row.into_iter().collect()).collect();
    blocks.iter().try_for_each(|block| within_bounds(block, "blocks"))?;
    let found = across_blocks(&blocks);
    let output = json!({
        "chi2": found.ok().map(|found| found.chi_square),
        "df": columns.saturating_sub(1),
        "p": found.ok().map(|found| found.chance),
        "kendall_w": found.ok().map(|found| found.concordance),
    });
    Ok(with_reason(output, found.err()))
}

fn cliffs_delta(input: &Input<'_>) -> Answer {
    let found = dominance(&present(input, "a")?, &present(input, "b")?);
    let output = json!({
        "delta": found.ok().map(|found| found.delta),
        "magnitude": found.ok().map(|found| magnitude(found.magnitude)),
        "var": found.ok().and_then(|found| found.variance),
    });
    Ok(with_reason(output, found.err()))
}

fn magnitude(magnitude: Magnitude) -> &'static str {
    match magnitude {
        Magnitude::Negligible => "negligible",
        Magnitude::Small => "small",
        Magnitude::Medium => "medium",
        Magnitude::Large => "large",
    }
}

fn hedges_g(input: &Input<'_>) -> Answer {
    let found = independent(&present(input, "a")?, &present(input, "b")?);
    let difference = found.and_then(|found| found.difference);
    let corrected = difference.and_then(|difference| difference.corrected);
    let output = json!({
        "sd_pooled": found.ok().map(|found| found.deviation),
        "d": difference.ok().map(|difference| difference.d),
        "j": corrected.ok().map(|corrected| corrected.factor),
        "g": corrected.ok().map(|corrected| corrected.g),
        "g_approx": found.ok().and_then(|found| found.approximate_g()),
        "var_g": found.ok().and_then(|found| found.variance()),
        "ci_normal": found.ok().and_then(|found| found.normal_interval()).map(ends),
        "ci_nct": corrected.ok().map(|corrected| ends(corrected.interval)),
    });
    Ok(with_reason(output, corrected.err()))
}

fn hedges_g_paired(input: &Input<'_>) -> Answer {
    let changes = changes(input)?;
    let found = paired(&changes);
    let difference = found.and_then(|found| found.difference);
    let corrected = difference.and_then(|Difference { corrected, .. }| corrected);
    let output = json!({
        "n": changes.len(),
        "mean_diff": found.ok().map(|found| found.mean),
        "sd_diff": found.ok().and_then(|found| found.deviation),
        "d_z": difference.ok().map(|difference| difference.d),
        "j": corrected.ok().map(|corrected| corrected.factor),
        "g_z": corrected.ok().map(|corrected| corrected.g),
        "ci_nct": corrected.ok().map(|corrected| ends(corrected.interval)),
    });
    Ok(with_reason(output, corrected.err()))
}

fn p_adjust(input: &Input<'_>) -> Answer {
    let chances = input.values("p")?;
    if !chances.iter().flatten().all(|chance| (0.0..=1.0).contains(chance)) {
        return Err(Trouble("each of `p` lies from 0 to 1".to_owned()));
    }
    Ok(json!({
        "holm": holm(&chances),
        "bh": benjamini_hochberg(&chances),
        "by": benjamini_yekutieli(&chances),
    }))
}

/// 95% where nothing is said.
fn confidence(input: &Input<'_>) -> Result<f64, Trouble> {
    let confidence = input.number_if_any("conf")?.unwrap_or(0.95);
    if 0.0 < confidence && confidence < 1.0 {
        Ok(confidence)
    } else {
        Err(Trouble("`conf` lies between 0 and 1, such as 0.95".to_owned()))
    }
}

fn present(input: &Input<'_>, name: &str) -> Result<Vec<f64>, Trouble> {
    let values = of_present(input.values(name)?);
    within_bounds(&values, name)?;
    Ok(values)
}

fn of_present(values: Vec<Option<f64>>) -> Vec<f64> {
    values.into_iter().flatten().collect()
}

/// After less before, of complete pairs.
fn changes(input: &Input<'_>) -> Result<Vec<f64>, Trouble> {
    let (before, after) = (input.values("before")?, input.values("after")?);
    if before.len() != after.len() {
        return Err(Trouble("`before` and `after` differ in length".to_owned()));
    }
    let pairs = before.into_iter().zip(after);
    let changes: Vec<f64> = pairs.filter_map(|(before, after)| Some(after? - before?)).collect();
    within_bounds(&changes, "after")?;
    Ok(changes)
}

/// Third powers and sums of them stay finite.
fn within_bounds(values: &[f64], name: &str) -> Result<(), Trouble> {
    const FARTHEST: f64 = 1e90;
    if values.iter().all(|value| value.abs() <= FARTHEST) {
        Ok(())
    } else {
        Err(Trouble(format!("`{name}` holds a number too large to reckon with")))
    }
}

fn ends(interval: Interval) -> [f64; 2] {
    [interval.low, interval.high]
}

fn with_reason(mut output: Value, undefined: Option<Undefined>) -> Value {
    if let Some(undefined) = undefined {
        output["reason"] = json!(reason(undefined));
    }
    output
}

/// Why a number is not defined, as a sentence goes on after `because`.
fn reason(undefined: Undefined) -> String {
    match undefined {
        Undefined::TooFew { needed: 1 } => "there is no value".to_owned(),
        Undefined::TooFew { needed } => format!("there are fewer than {needed} values"),
        Undefined::TooFewGroups => "there are fewer than two groups to compare".to_owned(),
        Undefined::NoVariation => "all values are the same".to_owned(),
    }
}

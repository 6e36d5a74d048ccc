//! The tables of trends: which way each line goes, which way all go, and the spreads behind them.

use std::cmp::Ordering;

use polars::prelude::DataFrame;

use super::{counts, frame_of, numbers, texts};
use crate::{
    analysis::{
        Family, LimitsUndefined, Pool, Ranks, Series, Shift, Signals, Slope, SpreadBasis, Trend,
        Verdict, WhyNotLinked,
    },
    diagnostic::count,
    pipeline::Study,
};

/// One row a site, source, instrument and standard, group or domain: which way it goes.
pub(super) fn trends(study: &Study) -> DataFrame {
    let shown = study.analysis.series.iter().filter(|it| !study.held_back.contains_key(&it.site));
    let rows: Vec<(&Series, &Trend)> =
        shown.filter_map(|series| Some((series, series.trend.as_ref()?))).collect();
    let text = |name: &str, cell: fn(&Series, &Trend) -> Option<String>| {
        texts(name, rows.iter().map(|(series, trend)| cell(series, trend)))
    };
    let slope = |name: &str, cell: fn(&Slope) -> Option<f64>| {
        numbers(name, rows.iter().map(|(_, trend)| cell(trend.slope.as_ref()?)))
    };
    let ranks = |name: &str, cell: fn(&Ranks) -> Option<f64>| {
        numbers(name, rows.iter().map(|(_, trend)| cell(trend.ranks.as_ref()?)))
    };
    let count = |name: &str, cell: fn(&Trend) -> usize| {
        counts(name, rows.iter().map(|(_, trend)| Some(cell(trend) as u64)))
    };
    frame_of(vec![
        text("site_id", |series, _| Some(series.site.to_string())),
        text("source", |series, _| Some(series.source.id().to_owned())),
        text("instrument", |series, _| Some(series.instrument.to_string())),
        text("level", |series, _| Some(series.level.to_string())),
        text("id", |series, _| Some(series.id.to_string())),
        text("occasion", |_, trend| trend.occasion.as_deref().map(str::to_owned)),
        count("n_years", |trend| trend.n_years),
        count("stretches", |trend| trend.stretches),
        text("first_year", |_, trend| Some(trend.first_year.to_string())),
        text("last_year", |_, trend| Some(trend.last_year.to_string())),
        slope("slope", |slope| Some(slope.per_year)),
        slope("slope_se", |slope| Some(slope.standard_error)),
        slope("slope_low", |slope| Some(slope.interval.low)),
        slope("slope_high", |slope| Some(slope.interval.high)),
        slope("slope_shrunk", |slope| Some(slope.shrunken?.level)),
        slope("slope_shrunk_sd", |slope| Some(slope.shrunken?.spread)),
        slope("chance_of_rise", |slope| slope.chance_of_rise),
        slope("smallest_detectable", |slope| Some(slope.smallest_detectable)),
        slope("p", |slope| Some(slope.p)),
        slope("p_adjusted", |slope| Some(slope.p_adjusted)),
        ranks("mk_s", |ranks| Some(ranks.s as f64)),
        ranks("mk_p_exact", |ranks| ranks.p),
        ranks("sen_slope", |ranks| ranks.slope),
        ranks("sen_low", |ranks| Some(ranks.interval.as_ref()?.interval.low)),
        ranks("sen_high", |ranks| Some(ranks.interval.as_ref()?.interval.high)),
        ranks("sen_level", |ranks| Some(ranks.interval.as_ref()?.achieved)),
        text("shift", |_, trend| Some(shift(trend.signals.as_ref()?.shift).to_owned())),
        text("beyond_limits", |_, trend| Some(beyond_limits(trend.signals.as_ref()?))),
        text("verdict", |_, trend| Some(verdict(trend.verdict).to_owned())),
        text("links", |_, trend| links(trend)),
        numbers("link_se", rows.iter().map(|(_, trend)| link_error(trend))),
    ])
}

/// `1 to 2: common-items, 4 items, 12 sites`, and why a rule links nothing.
fn links(trend: &Trend) -> Option<String> {
    let linked = trend.linked.iter().map(|link| {
        let evidence = link.evidence.map_or(String::new(), |evidence| {
            format!(", {}, {}", count(evidence.items, "item"), count(evidence.sites, "site"))
        });
        format!("{} to {}: {}{evidence}", link.from, link.to, link.method.id())
    });
    let broken = trend.not_linked.iter().map(|broken| {
        format!("{} to {}: not linked, {}", broken.from, broken.to, why(&broken.because))
    });
    let told: Vec<String> = linked.chain(broken).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

fn why(because: &WhyNotLinked) -> String {
    match because {
        WhyNotLinked::FewItems { have, need } => format!("{have} of {need} items"),
        WhyNotLinked::FewSites { have, need } => format!("{have} of {need} sites"),
        WhyNotLinked::NoVariation => "no variation between sites".to_owned(),
        WhyNotLinked::OutsideTheTable { score } => format!("no value for {}", score.to_f64()),
    }
}

/// Of all links of a line together: errors add up as variances.
fn link_error(trend: &Trend) -> Option<f64> {
    let variance: f64 = trend.linked.iter().map(|link| link.error.value).sum();
    (!trend.linked.is_empty()).then(|| variance.sqrt())
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::OneYear => "one_year",
        Verdict::TwoYears => "two_years",
        Verdict::TooShortToTest(Ordering::Greater) => "up_too_short_to_test",
        Verdict::TooShortToTest(Ordering::Less) => "down_too_short_to_test",
        Verdict::TooShortToTest(Ordering::Equal) => "level_too_short_to_test",
        Verdict::Improving => "improving",
        Verdict::Declining => "declining",
        Verdict::NoClearTrend => "no_clear_trend",
        Verdict::CannotTell => "cannot_tell",
    }
}

const fn shift(shift: Shift) -> &'static str {
    match shift {
        Shift::CannotTell { .. } => "cannot_tell",
        Shift::None => "none",
        Shift::Signal => "signal",
    }
}

/// The years, or why there are no limits.
fn beyond_limits(signals: &Signals) -> String {
    let years = match &signals.beyond_limits {
        Ok(years) => years,
        Err(LimitsUndefined::TooFew { .. }) => return "too_few_years".to_owned(),
        Err(LimitsUndefined::NoNeighbours) => return "no_neighbouring_years".to_owned(),
        Err(LimitsUndefined::NoVariation) => return "too_little_variation".to_owned(),
    };
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    if years.is_empty() { "none".to_owned() } else { years.join("; ") }
}

/// One row a source, instrument and standard, group or domain: which way all sites go.
pub(super) fn network_trends(study: &Study) -> DataFrame {
    let rows = &study.analysis.families;
    let text = |name: &str, cell: fn(&Family) -> Option<String>| texts(name, rows.iter().map(cell));
    let number =
        |name: &str, cell: fn(&Family) -> Option<f64>| numbers(name, rows.iter().map(cell));
    let count = |name: &str, cell: fn(&Family) -> Option<usize>| {
        counts(name, rows.iter().map(|row| cell(row).map(|many| many as u64)))
    };
    frame_of(vec![
        text("source", |row| Some(row.source.id().to_owned())),
        text("instrument", |row| Some(row.instrument.to_string())),
        text("level", |row| Some(row.level.to_string())),
        text("id", |row| Some(row.id.to_string())),
        count("sites", |row| Some(row.sites)),
        number("mean_slope", |row| Some(row.slopes?.mean)),
        number("mean_slope_se", |row| Some(row.slopes?.standard_error)),
        number("slope_variance", |row| Some(row.slopes?.variance)),
        number("common_slope", |row| Some(row.common_slope?.value)),
        number("common_slope_se", |row| Some(row.common_slope?.variance.sqrt())),
        count("improving", |row| Some(row.improving)),
        count("declining", |row| Some(row.declining)),
        number("carry_over", |row| Some(row.carry_over?.corrected)),
        count("kendall_sites", |row| Some(row.together?.sites)),
        number("kendall_s", |row| Some(row.together?.s as f64)),
        number("kendall_z", |row| Some(row.together?.z)),
        number("kendall_p", |row| Some(row.together?.p)),
    ])
}

/// One row a pool: how much ratings vary within a site and year, from year to year, between sites.
pub(super) fn spreads(study: &Study) -> DataFrame {
    let rows = &study.analysis.pools;
    let text = |name: &str, cell: fn(&Pool) -> Option<String>| texts(name, rows.iter().map(cell));
    let number = |name: &str, cell: fn(&Pool) -> Option<f64>| numbers(name, rows.iter().map(cell));
    frame_of(vec![
        text("source", |pool| Some(pool.source.id().to_owned())),
        text("instrument", |pool| Some(pool.instrument.to_string())),
        text("version", |pool| pool.version.as_deref().map(str::to_owned)),
        text("basis", |pool| Some(pool.basis?.id().to_owned())),
        text("level", |pool| Some(pool.level.to_string())),
        text("id", |pool| Some(pool.id.to_string())),
        counts("sites", rows.iter().map(|pool| Some(pool.sites as u64))),
        number("mean", |pool| Some(pool.mean)),
        number("mean_se", |pool| pool.standard_error),
        number("within_measured", |pool| Some(pool.measured?.value)),
        number("within_df", |pool| Some(pool.measured?.degrees_of_freedom)),
        number("within_used", |pool| Some(pool.within?.variance.value)),
        text("within_basis", |pool| Some(spread_basis(pool.within?.basis).to_owned())),
        number("between", |pool| pool.between),
        number("year_to_year", |pool| Some(pool.wobble?.variance.value)),
        number("year_to_year_df", |pool| Some(pool.wobble?.variance.degrees_of_freedom)),
        text("year_to_year_holds", |pool| {
            Some(if pool.wobble?.holds_all { "all" } else { "years_alone" }.to_owned())
        }),
    ])
}

pub(super) const fn spread_basis(basis: SpreadBasis) -> &'static str {
    match basis {
        SpreadBasis::Measured => "measured",
        SpreadBasis::Assumed => "assumed",
    }
}

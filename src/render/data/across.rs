//! The tables of sites beside each other: the network over the years, funnels, self-assessment beside
//! observation, and groups of sites.

use std::iter;

use polars::prelude::{Column, DataFrame};

use super::{counts, frame_of, numbers, texts};
use crate::{
    analysis::{
        CannotCompare, Comparison, Differences, Drawn, Gap, GapError, GapReading, GroupMean,
        GroupedTopic, Grouping, Held, LeftOut, NetworkChange, NetworkGap, NetworkLine,
        NetworkPoint, SameSites, SiteBeside, Standing, Topic, Views,
    },
    model::{Exact, letters},
    pipeline::Study,
};

/// One row a topic and school year: all sites, and those rated in the year before as well.
pub(super) fn network(study: &Study) -> DataFrame {
    let points = |line| {
        let line: &NetworkLine = line;
        line.points.iter().map(move |point| (line, point))
    };
    let rows: Vec<(&NetworkLine, &NetworkPoint)> =
        study.analysis.network.iter().flat_map(points).collect();
    let changes = || rows.iter().map(|(_, point)| point.from_year_before.as_ref());
    let change = |name: &str, cell: fn(&NetworkChange) -> usize| {
        counts(name, changes().map(|change| Some(cell(change?) as u64)))
    };
    let same = |name: &str, cell: fn(&SameSites) -> Exact| {
        numbers(name, changes().map(|change| Some(cell(change?.same_sites.as_ref()?).to_f64())))
    };
    let mut columns = topic(&rows.iter().map(|(line, _)| &line.topic).collect::<Vec<_>>());
    columns.extend([
        texts("school_year", rows.iter().map(|(_, point)| Some(point.school_year.to_string()))),
        counts("sites", rows.iter().map(|(_, point)| Some(point.sites as u64))),
        numbers("mean", rows.iter().map(|(_, point)| Some(point.mean.to_f64()))),
        texts("since", changes().map(|change| Some(change?.since.to_string()))),
        numbers("difference", changes().map(|change| Some(change?.difference.to_f64()))),
        change("same_sites", |change| change.same_sites.as_ref().map_or(0, |same| same.sites)),
        same("same_sites_before", |same| same.before.clone()),
        same("same_sites_now", |same| same.now.clone()),
        same("same_sites_difference", SameSites::difference),
        change("joined", |change| change.joined.len()),
        change("left", |change| change.left.len()),
        texts("directions_differ", changes().map(|change| Some(yes_or_no(change?)))),
    ]);
    frame_of(columns)
}

fn yes_or_no(change: &NetworkChange) -> String {
    if change.directions_differ() { "yes" } else { "no" }.to_owned()
}

/// One row a site and topic, in the latest year in which sites can be compared.
pub(super) fn funnel(study: &Study) -> DataFrame {
    let rows: Vec<(&Comparison, &SiteBeside)> = study
        .analysis
        .comparisons
        .iter()
        .flat_map(|comparison| comparison.sites.iter().map(move |site| (comparison, site)))
        .filter(|(_, site)| !study.held_back.contains_key(&site.site))
        .collect();
    let among = |name: &str, cell: fn(&Differences) -> f64| {
        numbers(name, rows.iter().map(|(all, _)| all.differences.as_ref().ok().map(cell)))
    };
    let mut columns =
        vec![texts("site_id", rows.iter().map(|(_, site)| Some(site.site.to_string())))];
    columns.extend(topic(&rows.iter().map(|(all, _)| &all.topic).collect::<Vec<_>>()));
    columns.extend([
        texts("school_year", rows.iter().map(|(all, _)| Some(all.school_year.to_string()))),
        counts("sites", rows.iter().map(|(all, _)| Some(all.sites.len() as u64))),
        counts("n_responses", rows.iter().map(|(_, site)| Some(site.n_responses as u64))),
        numbers("score", rows.iter().map(|(_, site)| Some(site.score.to_f64()))),
        numbers("se", rows.iter().map(|(_, site)| site.standard_error)),
        among("centre", |all| all.centre),
        among("phi", |all| all.phi),
        among("tau2", |all| all.between),
    ]);
    columns.extend(limits("chance", &rows, |site| Some(&site.funnel.as_ref()?.chance)));
    columns.extend(limits("adjusted", &rows, |site| Some(&site.funnel.as_ref()?.adjusted)));
    columns.extend(levels(&rows));
    columns
        .push(texts("reading", rows.iter().map(|(all, site)| Some(beside(all, site).to_owned()))));
    frame_of(columns)
}

/// Limits of one kind, and on which side of them each score lies.
fn limits(
    kind: &str,
    rows: &[(&Comparison, &SiteBeside)],
    held: fn(&SiteBeside) -> Option<&Held>,
) -> Vec<Column> {
    let limit = |name: &str, cell: fn(&Held) -> f64| {
        numbers(&format!("{kind}_{name}"), rows.iter().map(|(_, site)| held(site).map(cell)))
    };
    let side = |name: &str, cell: fn(&Held) -> Standing| {
        let sides = rows.iter().map(|(_, site)| held(site).map(|it| standing(cell(it)).to_owned()));
        texts(&format!("{kind}_{name}"), sides)
    };
    vec![
        limit("low_95", |held| held.limits.low_95),
        limit("high_95", |held| held.limits.high_95),
        limit("low_998", |held| held.limits.low_998),
        limit("high_998", |held| held.limits.high_998),
        side("at_95", |held| held.at_95),
        side("at_998", |held| held.at_998),
    ]
}

fn levels(rows: &[(&Comparison, &SiteBeside)]) -> Vec<Column> {
    let drawn = |name: &str, cell: fn(&Drawn) -> f64| {
        numbers(name, rows.iter().map(|(_, site)| site.drawn.as_ref().map(cell)))
    };
    let group = |site: &SiteBeside| Some(letters(u32::try_from(site.drawn?.group).ok()?));
    vec![
        drawn("shrunk_score", |drawn| drawn.level.level),
        drawn("shrunk_sd", |drawn| drawn.level.spread),
        drawn("shrunk_low", |drawn| drawn.interval.low),
        drawn("shrunk_high", |drawn| drawn.interval.high),
        drawn("compare_low", |drawn| drawn.comparison_interval.low),
        drawn("compare_high", |drawn| drawn.comparison_interval.high),
        texts("told_apart", rows.iter().map(|(_, site)| group(site))),
    ]
}

const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Below => "below",
        Standing::Within => "within",
        Standing::Above => "above",
    }
}

fn beside(all: &Comparison, site: &SiteBeside) -> &'static str {
    match (&all.differences, &site.funnel) {
        (Err(CannotCompare::TooFewSites), _) => "too_few_sites",
        (Ok(_), Some(funnel)) if funnel.adjusted.at_998 == Standing::Within => "like_the_others",
        (Ok(_), Some(_)) => "differs_from_the_others",
        (Ok(_), None) | (Err(CannotCompare::NoSpread), _) => "no_spread",
    }
}

/// One row a site, standard and school year that both sources speak of.
pub(super) fn gaps(study: &Study) -> DataFrame {
    let shown = |gap: &&Gap| !study.held_back.contains_key(&gap.site);
    let rows: Vec<&Gap> = study.analysis.gaps.of_sites.iter().filter(shown).collect();
    let text = |name: &str, cell: fn(&Gap) -> Option<String>| {
        texts(name, rows.iter().map(|gap| cell(gap)))
    };
    let number =
        |name: &str, cell: fn(&Gap) -> f64| numbers(name, rows.iter().map(|gap| Some(cell(gap))));
    let count = |name: &str, cell: fn(&Gap) -> usize| {
        counts(name, rows.iter().map(|gap| Some(cell(gap) as u64)))
    };
    let error = |name: &str, cell: fn(&GapError) -> f64| {
        numbers(name, rows.iter().map(|gap| gap.error.as_ref().map(cell)))
    };
    let mut columns = vec![text("site_id", |gap| Some(gap.site.to_string()))];
    columns.extend(views(&rows.iter().map(|gap| &gap.views).collect::<Vec<_>>()));
    columns.extend([
        text("self_occasion", |gap| gap.own.occasion.as_deref().map(str::to_owned)),
        number("self_score", |gap| gap.own.score.to_f64()),
        count("self_n", |gap| gap.own.n_responses),
        text("observation_occasion", |gap| gap.visits.occasion.as_deref().map(str::to_owned)),
        number("observation_score", |gap| gap.visits.score.to_f64()),
        count("observation_n", |gap| gap.visits.n_responses),
        number("gap", |gap| gap.difference.to_f64()),
        error("se", |error| error.standard_error),
        error("df", |error| error.degrees_of_freedom),
        error("ci_low", |error| error.interval.low),
        error("ci_high", |error| error.interval.high),
        error("p", |error| error.p),
        error("p_adjusted", |error| error.p_adjusted),
        text("reading", |gap| Some(gap_reading(gap.reading).to_owned())),
    ]);
    frame_of(columns)
}

const fn gap_reading(reading: GapReading) -> &'static str {
    match reading {
        GapReading::SelfHigher => "self_higher",
        GapReading::SelfLower => "self_lower",
        GapReading::NoClearDifference => "no_clear_difference",
        GapReading::CannotTell => "cannot_tell",
    }
}

/// One row a standard and school year: the gap over all sites.
pub(super) fn network_gaps(study: &Study) -> DataFrame {
    let rows = &study.analysis.gaps.over_sites;
    let count = |name: &str, cell: fn(&NetworkGap) -> usize| {
        counts(name, rows.iter().map(|gap| Some(cell(gap) as u64)))
    };
    let mut columns = views(&rows.iter().map(|gap| &gap.views).collect::<Vec<_>>());
    columns.extend([
        count("sites", |gap| gap.sites),
        numbers("mean_gap", rows.iter().map(|gap| Some(gap.mean))),
        numbers("ci_low", rows.iter().map(|gap| Some(gap.interval?.low))),
        numbers("ci_high", rows.iter().map(|gap| Some(gap.interval?.high))),
        count("self_higher", |gap| gap.higher),
        count("self_lower", |gap| gap.lower),
        count("cannot_tell", |gap| gap.cannot_tell),
    ]);
    frame_of(columns)
}

fn views(rows: &[&Views]) -> Vec<Column> {
    let text = |name: &str, cell: fn(&Views) -> String| {
        texts(name, rows.iter().map(|row| Some(cell(row))))
    };
    vec![
        text("framework", |views| views.framework.to_string()),
        text("standard", |views| views.standard.to_string()),
        text("school_year", |views| views.school_year.to_string()),
        text("self_instrument", |views| views.own_tool.to_string()),
        text("self_basis", |views| views.own_basis.id().to_owned()),
        text("observation_instrument", |views| views.visit_tool.to_string()),
    ]
}

/// A row of the table of groups.
struct Grouped<'a> {
    topic: &'a GroupedTopic,
    grouping: &'static str,
    name: Option<&'a str>,
    mean: Result<&'a GroupMean, LeftOut>,
}

/// One row a topic and group of sites in the latest year, and one for all sites.
pub(super) fn groups(study: &Study) -> DataFrame {
    let rows: Vec<Grouped<'_>> = study.analysis.groups.iter().flat_map(grouped).collect();
    let mean = |name: &str, cell: fn(&GroupMean) -> Option<f64>| {
        numbers(name, rows.iter().map(|row| cell(row.mean.ok()?)))
    };
    let mut columns = topic(&rows.iter().map(|row| &row.topic.topic).collect::<Vec<_>>());
    columns.extend([
        texts("school_year", rows.iter().map(|row| Some(row.topic.school_year.to_string()))),
        texts("grouping", rows.iter().map(|row| Some(row.grouping.to_owned()))),
        texts("group", rows.iter().map(|row| row.name.map(str::to_owned))),
        counts("sites", rows.iter().map(|row| Some(row.mean.ok()?.sites as u64))),
        mean("mean", |mean| Some(mean.mean.to_f64())),
        mean("ci_low", |mean| Some(mean.interval?.low)),
        mean("ci_high", |mean| Some(mean.interval?.high)),
        texts("reading", rows.iter().map(|row| Some(told(row.mean).to_owned()))),
    ]);
    frame_of(columns)
}

fn grouped(topic: &GroupedTopic) -> Vec<Grouped<'_>> {
    let all = Grouped { topic, grouping: "all_sites", name: None, mean: Ok(&topic.all) };
    let groups = topic.groups.iter().map(|group| Grouped {
        topic,
        grouping: grouping(group.grouping),
        name: group.name.as_deref(),
        mean: group.mean.as_ref().map_err(|why| *why),
    });
    iter::once(all).chain(groups).collect()
}

const fn grouping(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Region => "region",
        Grouping::Hub => "hub",
        Grouping::County => "county",
        Grouping::Program => "program",
        Grouping::GradeSpan => "grade_span",
    }
}

const fn told(mean: Result<&GroupMean, LeftOut>) -> &'static str {
    match mean {
        Ok(_) => "told",
        Err(LeftOut::TooFewSites) => "too_few_sites",
        Err(LeftOut::WouldTellOthers) => "would_tell_others",
    }
}

fn topic(rows: &[&Topic]) -> Vec<Column> {
    let text = |name: &str, cell: fn(&Topic) -> Option<String>| {
        texts(name, rows.iter().map(|row| cell(row)))
    };
    vec![
        text("source", |topic| Some(topic.source.id().to_owned())),
        text("instrument", |topic| Some(topic.instrument.to_string())),
        text("version", |topic| topic.version.as_deref().map(str::to_owned)),
        text("basis", |topic| Some(topic.basis?.id().to_owned())),
        text("occasion", |topic| topic.occasion.as_deref().map(str::to_owned)),
        text("level", |topic| Some(topic.level.to_string())),
        text("id", |topic| Some(topic.id.to_string())),
    ]
}

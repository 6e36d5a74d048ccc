//! The tables of what a network has in common: challenges, needs, partners, and the summary for the
//! yearly report.

use polars::prelude::DataFrame;

use super::{counts, frame_of, texts};
use crate::{
    model::EvidenceSource,
    network::{Alone, BelowTarget, Challenge, Need, Partner, SiteNeeds, Start},
    pipeline::Study,
    plan::FocusKind,
    report::SiteSummary,
};

/// One row a standard: how many sites work on it and lie below target, and what would help.
pub(super) fn challenges(study: &Study) -> DataFrame {
    let rows = &study.network.challenges;
    let count = |name: &str, cell: fn(&Challenge) -> usize| {
        counts(name, rows.iter().map(|row| Some(cell(row) as u64)))
    };
    let below = |name: &str, source: EvidenceSource, cell: fn(&BelowTarget) -> usize| {
        let of = move |row: &Challenge| row.below.iter().find(|it| it.source == source).map(cell);
        counts(name, rows.iter().map(move |row| of(row).map(|count| count as u64)))
    };
    let (own, seen) = (EvidenceSource::SelfAssessment, EvidenceSource::Observation);
    frame_of(vec![
        texts("standard", rows.iter().map(|row| Some(row.standard.to_string()))),
        texts("name", rows.iter().map(|row| name(study, &row.standard))),
        count("sites", |row| row.sites),
        count("in_focus", |row| row.in_focus.len()),
        count("urgent", |row| row.urgent),
        below("self_rated", own, |below| below.sites),
        below("self_below", own, |below| below.below),
        below("observed", seen, |below| below.sites),
        below("observed_below", seen, |below| below.below),
        count("givers", |row| row.givers),
        count("with_partner", |row| row.with_partner),
        texts("start", rows.iter().map(|row| start(row.start).map(str::to_owned))),
        counts("coaching_hours", rows.iter().map(|row| hours(row.start))),
    ])
}

fn name(study: &Study, standard: &str) -> Option<String> {
    let all = study.rulebook.frameworks.values().flat_map(|framework| &framework.standard);
    all.filter(|it| it.id == standard).map(|it| it.short_name.clone()).next()
}

const fn start(start: Option<Start>) -> Option<&'static str> {
    match start {
        None => None,
        Some(Start::Session) => Some("session"),
        Some(Start::Coaching { hours: 0 }) => Some("partner"),
        Some(Start::Coaching { .. }) => Some("coaching"),
    }
}

fn hours(start: Option<Start>) -> Option<u64> {
    match start {
        Some(Start::Coaching { hours }) => Some(hours as u64),
        _ => None,
    }
}

/// One row a site and standard in focus: whether it comes first, and whether somebody could help.
pub(super) fn needs(study: &Study) -> DataFrame {
    let rows: Vec<(&SiteNeeds, &Need)> = study
        .network
        .needs
        .iter()
        .flat_map(|site| site.needs.iter().map(move |need| (site, need)))
        .collect();
    let pressing = |(site, need): &(&SiteNeeds, &Need)| {
        let pressed = study.network.pressed.iter().find(|it| it.site == site.site);
        pressed
            .is_some_and(|it| it.urgent.iter().chain(&it.pressing).any(|one| *one == need.standard))
    };
    let urgent = |(site, need): &(&SiteNeeds, &Need)| {
        let focus = study.plans.get(&site.site).into_iter().flat_map(|plan| &plan.focus);
        let mut focus = focus.filter(|focus| focus.standard == need.standard);
        focus.any(|focus| focus.kind == FocusKind::Urgent)
    };
    let yes_or_no = |is_so: bool| Some(if is_so { "yes" } else { "no" }.to_owned());
    frame_of(vec![
        texts("site_id", rows.iter().map(|(site, _)| Some(site.site.to_string()))),
        texts("standard", rows.iter().map(|(_, need)| Some(need.standard.to_string()))),
        texts("urgent", rows.iter().map(|row| yes_or_no(urgent(row)))),
        texts("site_pressed_by_it", rows.iter().map(|row| yes_or_no(pressing(row)))),
        texts(
            "partner",
            rows.iter().map(|(_, need)| Some(partner(need.alone.as_ref()).to_owned())),
        ),
        counts("sites", rows.iter().map(|(_, need)| sites(need.alone.as_ref()))),
    ])
}

fn partner(alone: Option<&Alone>) -> &'static str {
    match alone {
        None => "near",
        Some(alone) if !alone.not_clearly.is_empty() => "evidence_too_thin",
        Some(Alone { elsewhere: 0, .. }) => "no_strength",
        Some(_) => "elsewhere",
    }
}

fn sites(alone: Option<&Alone>) -> Option<u64> {
    let alone = alone?;
    let sites =
        if alone.not_clearly.is_empty() { alone.elsewhere } else { alone.not_clearly.len() };
    (0 < sites).then_some(sites as u64)
}

/// One row a site, possible partner and standard.
pub(super) fn partners(study: &Study) -> DataFrame {
    let mut rows: Vec<(&SiteNeeds, &Partner, &str, &'static str)> = Vec::new();
    for site in &study.network.needs {
        for partner in &site.partners {
            rows.extend(partner.gives.iter().map(|it| (site, partner, &**it, "helps")));
            rows.extend(partner.receives.iter().map(|it| (site, partner, &**it, "in_return")));
        }
    }
    let offer = |place: usize| {
        let (site, partner, standard, way) = rows[place];
        let giver = if way == "helps" { &partner.site } else { &site.site };
        let mut offers = study.network.offers.iter();
        offers.find(|it| it.site == *giver && *it.standard == *standard)
    };
    let offers: Vec<_> = (0..rows.len()).map(offer).collect();
    let grades = |partner: &Partner| if partner.other_grades { "yes" } else { "no" }.to_owned();
    frame_of(vec![
        texts("site_id", rows.iter().map(|row| Some(row.0.site.to_string()))),
        texts("partner_site_id", rows.iter().map(|row| Some(row.1.site.to_string()))),
        texts("way", rows.iter().map(|row| Some(row.3.to_owned()))),
        texts("standard", rows.iter().map(|row| Some(row.2.to_owned()))),
        texts("source", offers.iter().map(|it| Some(it.as_ref()?.evidence.source.id().to_owned()))),
        counts(
            "n_responses",
            offers.iter().map(|it| Some(it.as_ref()?.evidence.n_responses as u64)),
        ),
        texts(
            "contradicted_by",
            offers.iter().map(|it| Some(it.as_ref()?.contradicted_by?.id().to_owned())),
        ),
        texts("no_common_grade", rows.iter().map(|row| Some(grades(row.1)))),
    ])
}

/// One row a site: the summary for the yearly report. What people fill in is empty.
pub(super) fn summary(summary: &SiteSummary) -> DataFrame {
    let rows = &summary.rows;
    let mut columns = vec![texts("site_id", rows.iter().map(|row| Some(row.site.to_string())))];
    let own = summary.columns.iter().enumerate().filter(|(_, column)| column.id != "site_id");
    columns.extend(own.map(|(place, column)| {
        texts(&column.id, rows.iter().map(move |row| row.cells[place].clone()))
    }));
    frame_of(columns)
}

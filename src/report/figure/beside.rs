//! Sites beside each other on one topic: within what limits they lie, and how sure their levels are.

use super::{
    axis,
    numbers::{number, numbers, range, text, whole},
};
use crate::{
    analysis::{Comparison, Differences, SiteBeside, Standing},
    diagnostic::{all_of, count},
    model::{Basis, EvidenceSource},
    pipeline::Study,
    report::{
        Axis, CaterpillarChart, CaterpillarRow, Cell, Chart, Figure, FunnelChart, FunnelLimits,
        FunnelSite, Mark, Table, say,
    },
};

/// More sites than this have no room on a page.
const MOST_SITES: usize = 40;
/// More names than this would be a list and no title.
const MOST_NAMED: usize = 3;

/// Every site on one topic, within the limits that chance and the usual differences between sites
/// give. None where sites cannot be compared.
pub(in crate::report) fn funnel(study: &Study, all: &Comparison) -> Option<Figure> {
    let differences = all.differences.as_ref().ok()?;
    let mut sites: Vec<&SiteBeside> =
        all.sites.iter().filter(|site| site.funnel.is_some()).collect();
    sites.sort_by_key(|site| site.n_responses);
    let chart = FunnelChart {
        axis: axis_of(study, all),
        counted: counted(all).to_owned(),
        centre: centre(differences),
        limits: limits(&sites),
        sites: sites.iter().map(|site| in_funnel(study, site)).collect(),
    };
    if chart.sites.is_empty() {
        return None;
    }
    let finding = outside_in_words(study, all, &sites);
    Some(Figure {
        id: format!("funnel-{}", id(all)),
        name: format!("{}: sites within the limits of chance", title(study, all)),
        description: format!(
            "{finding}. Mean {:.2}. The limits allow for chance and for the usual differences between \
             sites.",
            differences.centre
        ),
        finding,
        subtitle: format!(
            "{}, {}: score of each site by how many {} it rests on",
            title(study, all),
            all.school_year,
            counted(all).to_lowercase()
        ),
        data: funnel_data(study, &sites),
        chart: Chart::Funnel(chart),
    })
}

/// The level of each site as all sites together let one expect it, by name; more than one figure
/// where the sites do not fit on a page. Empty where levels are not drawn.
pub(in crate::report) fn caterpillar(study: &Study, all: &Comparison) -> Vec<Figure> {
    let mut sites: Vec<(String, &SiteBeside)> = all
        .sites
        .iter()
        .filter(|site| site.drawn.is_some() && !study.held_back.contains_key(&site.site))
        .map(|site| (super::site_name(study, &site.site), site))
        .collect();
    sites.sort_by(|one, other| (&one.0, &one.1.site).cmp(&(&other.0, &other.1.site)));
    if sites.is_empty() {
        return Vec::new();
    }
    let parts = sites.len().div_ceil(MOST_SITES);
    let finding = told_apart(study, all);
    let pages = sites.chunks(sites.len().div_ceil(parts)).enumerate();
    let figure = |(page, sites): (usize, &[(String, &SiteBeside)])| {
        let of = if parts == 1 { String::new() } else { format!(", part {} of {parts}", page + 1) };
        let suffix = if parts == 1 { String::new() } else { format!("-{}", page + 1) };
        let chart = CaterpillarChart {
            axis: axis_of(study, all),
            centre: all.differences.as_ref().ok().map(centre),
            rows: sites.iter().filter_map(|(name, site)| level(name, site)).collect(),
        };
        Figure {
            id: format!("levels-of-sites-{}{suffix}", id(all)),
            name: format!("{}: how sure the levels of sites are{of}", title(study, all)),
            description: format!("{finding}. {}", levels_in_words(&chart)),
            finding: finding.clone(),
            subtitle: format!(
                "{}, {}: level to be expected, drawn toward the mean of all sites the more so the less \
                 it rests on{of}",
                title(study, all),
                all.school_year
            ),
            data: levels_data(&chart),
            chart: Chart::Caterpillar(chart),
        }
    };
    pages.map(figure).collect()
}

/// `Skill Building, observation`.
fn title(study: &Study, all: &Comparison) -> String {
    let topic = &all.topic;
    let name = super::standard_name(study, &topic.id);
    let rated = match (topic.source, topic.basis) {
        (EvidenceSource::SelfAssessment, Some(Basis::Consensus)) => " rated together",
        (EvidenceSource::SelfAssessment, Some(Basis::Individual)) => " rated each alone",
        _ => "",
    };
    let round = topic.occasion.as_ref().map_or(String::new(), |it| format!(", {it}"));
    format!("{name}, {}{rated}{round}", say::source_lower(study.language, topic.source))
}

fn id(all: &Comparison) -> String {
    let topic = &all.topic;
    let parts = [Some(&*topic.id), Some(topic.source.id()), Some(&*topic.instrument)];
    let basis = topic.basis.map(Basis::id);
    let more = [topic.version.as_deref(), basis, topic.occasion.as_deref()];
    let parts: Vec<&str> = parts.into_iter().chain(more).flatten().collect();
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    parts.join("-").to_lowercase().chars().map(plain).collect()
}

fn axis_of(study: &Study, all: &Comparison) -> Axis {
    let framework = study.rulebook.plan_framework().map(|framework| &*framework.about.id);
    let targets = study.rulebook.targets_for(&all.topic.level, &all.topic.instrument, framework);
    axis(targets)
}

const fn counted(all: &Comparison) -> &'static str {
    match all.topic.source {
        EvidenceSource::Observation => "Visits",
        EvidenceSource::SelfAssessment => "Forms",
    }
}

fn centre(differences: &Differences) -> (f64, String) {
    (differences.centre, format!("mean {:.2}", differences.centre))
}

/// The limits of each number of looks.
fn limits(sites: &[&SiteBeside]) -> Vec<FunnelLimits> {
    let of = |site: &&SiteBeside| {
        let limits = site.funnel?.adjusted.limits;
        Some(FunnelLimits {
            n: site.n_responses,
            at_95: (limits.low_95, limits.high_95),
            at_998: (limits.low_998, limits.high_998),
        })
    };
    let mut limits: Vec<FunnelLimits> = sites.iter().filter_map(of).collect();
    limits.dedup_by_key(|limits| limits.n);
    limits
}

/// A site within its limits has no name.
fn in_funnel(study: &Study, site: &SiteBeside) -> FunnelSite {
    let is_named = side(site).is_some() && !study.held_back.contains_key(&site.site);
    FunnelSite {
        n: site.n_responses,
        value: site.score.to_f64(),
        name: is_named.then(|| super::site_name(study, &site.site)),
    }
}

/// On which side of its 99.8% limits a site lies outside.
fn side(site: &SiteBeside) -> Option<&'static str> {
    match site.funnel?.adjusted.at_998 {
        Standing::Below => Some("below"),
        Standing::Above => Some("above"),
        Standing::Within => None,
    }
}

fn outside_in_words(study: &Study, all: &Comparison, sites: &[&SiteBeside]) -> String {
    let of = |word: &str| -> Vec<String> {
        let outside = sites.iter().filter(|site| side(site) == Some(word));
        let shown = outside.filter(|site| !study.held_back.contains_key(&site.site));
        let mut names: Vec<String> =
            shown.map(|site| super::site_name(study, &site.site)).collect();
        names.sort();
        names
    };
    let told: Vec<String> = ["below", "above"]
        .iter()
        .map(|word| (*word, of(word)))
        .filter(|(_, names)| !names.is_empty())
        .map(|(word, names)| {
            let who = if MOST_NAMED < names.len() {
                count(names.len(), "site")
            } else {
                all_of(names.iter().map(String::as_str))
            };
            format!("{who} {word} the 99.8% limits")
        })
        .collect();
    let name = super::standard_name(study, &all.topic.id);
    if told.is_empty() {
        let sites = count(sites.len(), "site");
        return format!("{name}: no site of {sites} differs from the others by more than chance");
    }
    format!("{name}: {}", told.join("; "))
}

fn funnel_data(study: &Study, sites: &[&SiteBeside]) -> Table {
    let mut rows: Vec<(String, Vec<Cell>)> = sites
        .iter()
        .filter(|site| side(site).is_some() && !study.held_back.contains_key(&site.site))
        .filter_map(|site| {
            let limits = site.funnel?.adjusted.limits;
            let name = super::site_name(study, &site.site);
            let cells = vec![
                text(&*name),
                text(side(site)?),
                Cell::Number(say::score(&site.score)),
                range(Some((limits.low_95, limits.high_95))),
                range(Some((limits.low_998, limits.high_998))),
                whole(site.n_responses),
            ];
            Some((name, cells))
        })
        .collect();
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    let columns = [
        ("Site", 28),
        ("Lies", 10),
        ("Score", 10),
        ("95% limits", 18),
        ("99.8% limits", 18),
        ("n", 6),
    ];
    let rows = rows.into_iter().map(|(_, cells)| cells).collect();
    let table = numbers(&columns, rows);
    Table { caption: "Sites outside the 99.8% limits, by name".to_owned(), ..table }
}

fn level(name: &str, site: &SiteBeside) -> Option<CaterpillarRow> {
    let drawn = site.drawn?;
    let mark = Mark {
        value: drawn.level.level,
        interval: Some((drawn.interval.low, drawn.interval.high)),
        n: site.n_responses,
        thin: false,
    };
    let comparison = Some((drawn.comparison_interval.low, drawn.comparison_interval.high));
    Some(CaterpillarRow { name: name.to_owned(), mark, comparison })
}

fn told_apart(study: &Study, all: &Comparison) -> String {
    let name = super::standard_name(study, &all.topic.id);
    let groups = all.sites.iter().filter_map(|site| Some(site.drawn?.group)).max();
    match groups {
        None | Some(0) => {
            format!("{name}: the ranges of all sites join up, so they form one group")
        }
        Some(last) => {
            format!("{name}: sites form {} that can be told apart", count(last + 1, "group"))
        }
    }
}

fn levels_in_words(chart: &CaterpillarChart) -> String {
    let told: Vec<String> =
        chart.rows.iter().map(|row| format!("{} {:.2}", row.name, row.mark.value)).collect();
    format!("{}.", told.join("; "))
}

fn levels_data(chart: &CaterpillarChart) -> Table {
    let rows = chart.rows.iter().map(|row| {
        vec![
            text(&*row.name),
            number(row.mark.value),
            range(row.mark.interval),
            range(row.comparison),
            whole(row.mark.n),
        ]
    });
    let columns = [
        ("Site", 34),
        ("Level to be expected", 14),
        ("95% range", 20),
        ("For comparing two sites", 20),
        ("n", 8),
    ];
    numbers(&columns, rows.collect())
}

//! Sites beside each other on one topic: within what limits they lie, and how sure their levels are.

use super::{
    axis,
    numbers::{columns, number, numbers, range, text, whole},
    part_of,
};
use crate::{
    analysis::{Comparison, Differences, SiteBeside, Standing},
    language::{Language, all_of, facts, say},
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
    let language = study.language;
    let chart = FunnelChart {
        axis: axis_of(study, all),
        counted: counted(language, all),
        centre: centre(language, differences),
        limits: limits(&sites),
        sites: sites.iter().map(|site| in_funnel(study, site)).collect(),
    };
    if chart.sites.is_empty() {
        return None;
    }
    let (title, finding) = (title(study, all), outside_in_words(study, all, &sites));
    let mean = format!("{:.2}", differences.centre);
    Some(Figure {
        language,
        id: format!("funnel-{}", id(all)),
        name: say!(language, "chart-funnel", title = title.as_str()),
        description: say!(
            language,
            "chart-funnel-described",
            finding = finding.as_str(),
            mean = mean
        ),
        finding,
        subtitle: funnel_subtitle(language, &title, all),
        data: funnel_data(study, &sites),
        chart: Chart::Funnel(chart),
    })
}

fn funnel_subtitle(language: Language, title: &str, all: &Comparison) -> String {
    let name = match all.topic.source {
        EvidenceSource::Observation => "chart-funnel-by-visits",
        EvidenceSource::SelfAssessment => "chart-funnel-by-forms",
    };
    language.say(name, &facts!(title = title, year = all.school_year.to_string()))
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
    let language = study.language;
    let parts = sites.len().div_ceil(MOST_SITES);
    let (title, finding) = (title(study, all), told_apart(study, all));
    let name = say!(language, "chart-levels", title = title.as_str());
    let year = all.school_year.to_string();
    let subtitle = say!(language, "chart-levels-subtitle", title = title, year = year);
    let pages = sites.chunks(sites.len().div_ceil(parts)).enumerate();
    let figure = |(page, sites): (usize, &[(String, &SiteBeside)])| {
        let suffix = if parts == 1 { String::new() } else { format!("-{}", page + 1) };
        let chart = CaterpillarChart {
            axis: axis_of(study, all),
            centre: all.differences.as_ref().ok().map(|it| centre(language, it)),
            rows: sites.iter().filter_map(|(name, site)| level(name, site)).collect(),
        };
        Figure {
            language,
            id: format!("levels-of-sites-{}{suffix}", id(all)),
            name: part_of(language, &name, (page, parts)),
            description: format!("{finding}. {}", levels_in_words(&chart)),
            finding: finding.clone(),
            subtitle: part_of(language, &subtitle, (page, parts)),
            data: levels_data(language, &chart),
            chart: Chart::Caterpillar(chart),
        }
    };
    pages.map(figure).collect()
}

/// `Skill Building, observation`.
fn title(study: &Study, all: &Comparison) -> String {
    let topic = &all.topic;
    let language = study.language;
    let name = match (topic.source, topic.basis) {
        (EvidenceSource::SelfAssessment, Some(Basis::Consensus)) => "chart-topic-together",
        (EvidenceSource::SelfAssessment, Some(Basis::Individual)) => "chart-topic-alone",
        _ => "chart-topic",
    };
    let standard = super::standard_name(study, &topic.id);
    let source = say::source_lower(language, topic.source);
    let title = language.say(name, &facts!(standard = standard, source = source));
    let round = topic.occasion.as_ref().map_or(String::new(), |it| format!(", {it}"));
    format!("{title}{round}")
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
    axis(study.language, targets)
}

fn counted(language: Language, all: &Comparison) -> String {
    match all.topic.source {
        EvidenceSource::Observation => say!(language, "chart-visits"),
        EvidenceSource::SelfAssessment => say!(language, "chart-forms"),
    }
}

fn centre(language: Language, differences: &Differences) -> (f64, String) {
    let value = format!("{:.2}", differences.centre);
    (differences.centre, say!(language, "chart-mean", value = value))
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
fn side(site: &SiteBeside) -> Option<Standing> {
    let standing = site.funnel?.adjusted.at_998;
    (standing != Standing::Within).then_some(standing)
}

fn outside_in_words(study: &Study, all: &Comparison, sites: &[&SiteBeside]) -> String {
    let language = study.language;
    let of = |standing: Standing| -> Vec<String> {
        let outside = sites.iter().filter(|site| side(site) == Some(standing));
        let shown = outside.filter(|site| !study.held_back.contains_key(&site.site));
        let mut names: Vec<String> =
            shown.map(|site| super::site_name(study, &site.site)).collect();
        names.sort();
        names
    };
    let both = [
        ("chart-funnel-outside-below", of(Standing::Below)),
        ("chart-funnel-outside-above", of(Standing::Above)),
    ];
    let told: Vec<String> = both
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(side, names)| {
            let who = if MOST_NAMED < names.len() {
                say!(language, "sites", n = names.len())
            } else {
                all_of(language, names.iter().map(String::as_str))
            };
            language.say(side, &facts!(who = who))
        })
        .collect();
    let name = super::standard_name(study, &all.topic.id);
    if told.is_empty() {
        return say!(language, "chart-funnel-none-outside", standard = name, n = sites.len());
    }
    format!("{name}: {}", told.join("; "))
}

fn funnel_data(study: &Study, sites: &[&SiteBeside]) -> Table {
    let language = study.language;
    let lies = |standing| match standing {
        Standing::Below => say!(language, "chart-below"),
        Standing::Above | Standing::Within => say!(language, "chart-above"),
    };
    let mut rows: Vec<(String, Vec<Cell>)> = sites
        .iter()
        .filter(|site| side(site).is_some() && !study.held_back.contains_key(&site.site))
        .filter_map(|site| {
            let limits = site.funnel?.adjusted.limits;
            let name = super::site_name(study, &site.site);
            let cells = vec![
                text(&*name),
                text(lies(side(site)?)),
                Cell::Number(say::score(&site.score)),
                range(language, Some((limits.low_95, limits.high_95))),
                range(language, Some((limits.low_998, limits.high_998))),
                whole(site.n_responses),
            ];
            Some((name, cells))
        })
        .collect();
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    let heads = [
        ("chart-site", 28),
        ("chart-lies", 10),
        ("chart-score", 10),
        ("chart-limits-95", 18),
        ("chart-limits-998", 18),
        ("chart-n", 6),
    ];
    let rows = rows.into_iter().map(|(_, cells)| cells).collect();
    let table = numbers(language, &columns(language, &heads), rows);
    Table { caption: say!(language, "chart-funnel-data"), ..table }
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
        None | Some(0) => say!(study.language, "chart-levels-one-group", standard = name),
        Some(last) => {
            say!(study.language, "chart-levels-groups", standard = name, n = last + 1)
        }
    }
}

fn levels_in_words(chart: &CaterpillarChart) -> String {
    let told: Vec<String> =
        chart.rows.iter().map(|row| format!("{} {:.2}", row.name, row.mark.value)).collect();
    format!("{}.", told.join("; "))
}

fn levels_data(language: Language, chart: &CaterpillarChart) -> Table {
    let rows = chart.rows.iter().map(|row| {
        vec![
            text(&*row.name),
            number(row.mark.value),
            range(language, row.mark.interval),
            range(language, row.comparison),
            whole(row.mark.n),
        ]
    });
    let heads = [
        ("chart-site", 34),
        ("chart-level-expected", 14),
        ("chart-range", 20),
        ("chart-for-comparing", 20),
        ("chart-n", 8),
    ];
    numbers(language, &columns(language, &heads), rows.collect())
}

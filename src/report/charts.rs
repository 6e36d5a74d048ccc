//! Any one kind of chart, by its name.

use super::{Figure, figure};
use crate::{
    analysis::Comparison,
    model::{EvidenceSource, SiteId},
    pipeline::Study,
    plan::Plan,
};

/// A kind of chart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ChartKind {
    Standards,
    Trend,
    Change,
    SelfAndObservation,
    Levels,
    Profile,
    Priority,
    RunChart,
    HeatMap,
    CommonChallenges,
    Agreement,
    Funnel,
    LevelsOfSites,
}

/// What a chart is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// One site: it has to be named.
    Site,
    AllSites,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub kind: ChartKind,
    /// For charts of one site.
    pub site: Option<&'a SiteId>,
    /// Only this standard, by its id, where the chart is about one.
    pub standard: Option<&'a str>,
    /// Only this source, where each has a chart of its own.
    pub source: Option<EvidenceSource>,
}

impl ChartKind {
    pub const ALL: [ChartKind; 13] = [
        ChartKind::Standards,
        ChartKind::Trend,
        ChartKind::Change,
        ChartKind::SelfAndObservation,
        ChartKind::Levels,
        ChartKind::Profile,
        ChartKind::Priority,
        ChartKind::RunChart,
        ChartKind::HeatMap,
        ChartKind::CommonChallenges,
        ChartKind::Agreement,
        ChartKind::Funnel,
        ChartKind::LevelsOfSites,
    ];

    /// Its name on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            ChartKind::Standards => "standards",
            ChartKind::Trend => "trend",
            ChartKind::Change => "change",
            ChartKind::SelfAndObservation => "self-and-observation",
            ChartKind::Levels => "levels",
            ChartKind::Profile => "profile",
            ChartKind::Priority => "priority",
            ChartKind::RunChart => "run-chart",
            ChartKind::HeatMap => "heat-map",
            ChartKind::CommonChallenges => "common-challenges",
            ChartKind::Agreement => "agreement",
            ChartKind::Funnel => "funnel",
            ChartKind::LevelsOfSites => "levels-of-sites",
        }
    }

    /// What it shows, in a line.
    pub const fn shows(self) -> &'static str {
        match self {
            ChartKind::Standards => "all standards against the target, with the year before",
            ChartKind::Trend => "this year\u{2019}s focus, or one standard, over the years",
            ChartKind::Change => "what changed since the first year that can be compared",
            ChartKind::SelfAndObservation => "self-assessment beside observation, and the gap",
            ChartKind::Levels => "how many ratings lie on each level of the scale",
            ChartKind::Profile => "the items of a tool beside published averages",
            ChartKind::Priority => "why the focus standards come first, step by step",
            ChartKind::RunChart => "lines of ten years or more, and their signals",
            ChartKind::HeatMap => "all sites by all standards, by name and not ranked",
            ChartKind::CommonChallenges => "standards in which many sites lie below target",
            ChartKind::Agreement => "how far people who rated the same thing agree",
            ChartKind::Funnel => "sites within the limits that chance gives",
            ChartKind::LevelsOfSites => "how sure the levels of sites are, by name",
        }
    }

    /// What it takes for there to be anything to show.
    pub const fn takes(self) -> &'static str {
        match self {
            ChartKind::Standards => "a score on any standard from the last two school years",
            ChartKind::Trend => "scores from two school years or more",
            ChartKind::Change => {
                "scores from two school years, with the same tool and way of rating"
            }
            ChartKind::SelfAndObservation => {
                "a self-assessment and an observation of the same standard in the same school year"
            }
            ChartKind::Levels => {
                "ratings on a scale of levels in order, from the latest school year"
            }
            ChartKind::Profile => "ratings with a tool that has published averages in its rules",
            ChartKind::Priority => "a standard in the plan whose score is held against a target",
            ChartKind::RunChart => "scores from ten school years or more, with the same tool",
            ChartKind::HeatMap => "a score on any standard, from any site",
            ChartKind::CommonChallenges => "scores that are held against a target",
            ChartKind::Agreement => {
                "things that two or more people rated, each alone, under their names"
            }
            ChartKind::Funnel | ChartKind::LevelsOfSites => {
                "ten sites or more with a score on the same standard in one year, some of it rated more \
                 than once"
            }
        }
    }

    pub const fn about(self) -> About {
        match self {
            ChartKind::Standards
            | ChartKind::Trend
            | ChartKind::Change
            | ChartKind::SelfAndObservation
            | ChartKind::Levels
            | ChartKind::Profile
            | ChartKind::Priority
            | ChartKind::RunChart => About::Site,
            ChartKind::HeatMap
            | ChartKind::CommonChallenges
            | ChartKind::Agreement
            | ChartKind::Funnel
            | ChartKind::LevelsOfSites => About::AllSites,
        }
    }

    /// Whether there is one for each standard.
    pub const fn is_of_a_standard(self) -> bool {
        matches!(
            self,
            ChartKind::Trend | ChartKind::RunChart | ChartKind::Funnel | ChartKind::LevelsOfSites
        )
    }
}

/// Every figure that is meant: none where there is nothing to show, several where each tool, source,
/// standard or page of sites has one.
pub fn charts(study: &Study, wanted: &Wanted<'_>) -> Vec<Figure> {
    match wanted.kind.about() {
        About::AllSites => of_all_sites(study, wanted),
        About::Site => {
            let plan = wanted.site.and_then(|site| study.plans.get(site));
            plan.map_or(Vec::new(), |plan| of_site(study, plan, wanted))
        }
    }
}

fn of_site(study: &Study, plan: &Plan, wanted: &Wanted<'_>) -> Vec<Figure> {
    let one = |figure: Option<Figure>| -> Vec<Figure> { figure.into_iter().collect() };
    let figures = match wanted.kind {
        ChartKind::Standards => one(figure::standards(study, plan)),
        ChartKind::Trend => one(figure::trend(study, plan, wanted.standard)),
        ChartKind::Change => one(figure::change(study, plan)),
        ChartKind::SelfAndObservation => one(figure::views(study, plan)),
        ChartKind::Levels => figure::shares(study, plan),
        ChartKind::Profile => figure::profiles(study, plan),
        ChartKind::Priority => one(figure::priority(study, plan)),
        ChartKind::RunChart => one(figure::control(study, plan, wanted.standard)),
        ChartKind::HeatMap
        | ChartKind::CommonChallenges
        | ChartKind::Agreement
        | ChartKind::Funnel
        | ChartKind::LevelsOfSites => Vec::new(),
    };
    figures.into_iter().map(|drawn| figure::with_site(study, plan, drawn)).collect()
}

fn of_all_sites(study: &Study, wanted: &Wanted<'_>) -> Vec<Figure> {
    let of_source = |source: EvidenceSource| wanted.source.is_none_or(|only| only == source);
    let compared = study.analysis.comparisons.iter().filter(|all: &&Comparison| {
        let is_meant = wanted.standard.is_none_or(|only| *all.topic.id == *only);
        &*all.topic.level == figure::STANDARD && is_meant && of_source(all.topic.source)
    });
    match wanted.kind {
        ChartKind::HeatMap => figure::heat_map(study, wanted.source),
        ChartKind::CommonChallenges => figure::pareto(study).into_iter().collect(),
        ChartKind::Agreement => figure::agreement(study, wanted.source),
        ChartKind::Funnel => compared.filter_map(|all| figure::funnel(study, all)).collect(),
        ChartKind::LevelsOfSites => {
            compared.flat_map(|all| figure::caterpillar(study, all)).collect()
        }
        _ => Vec::new(),
    }
}

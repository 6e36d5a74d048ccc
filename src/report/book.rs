//! The network as a workbook: sites, standards and every score of a standard, for people who count
//! themselves.
//!
//! Sites and standards have numbers, by name and in the order of the framework. They are keys for
//! formulas and no ranks.

use std::collections::{BTreeMap, BTreeSet};

use super::{SiteSummary, say, site_summary};
use crate::{
    analysis::{NetworkLine, OccasionOrder, Point, Series},
    language::{Language, facts, say},
    model::{EvidenceSource, SchoolYear, Site, SiteId},
    pipeline::Study,
    plan::{Age, Plan, SourceEvidence, StrengthReason},
};

/// The level at which standards are scored.
const STANDARD: &str = "standard";

/// What the workbook holds.
#[derive(Clone, PartialEq, Debug)]
pub struct NetworkBook {
    /// The language that all of it is written in.
    pub language: Language,
    pub title: String,
    /// What to know before reading on, in sentences.
    pub read_me: Vec<String>,
    /// The standards of the plans, as `1. Safe and supportive`.
    pub standards: Vec<String>,
    /// The sites with a plan or a score, by name.
    pub sites: Vec<BookSite>,
    /// What the scores of several sites may be compared on.
    pub lines: Vec<BookLine>,
    /// By site, standard, source and school year.
    pub scores: Vec<BookScore>,
    /// The school years with a score, the first one first.
    pub years: Vec<SchoolYear>,
    pub summary: Option<SiteSummary>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BookSite {
    pub name: String,
    pub program: String,
    /// None without a plan. Else the places of the standards in focus, first things first.
    pub focus: Option<Vec<usize>>,
    /// A strength, why it is one, and what it rests on.
    pub strength: Option<(String, String)>,
}

/// One thing that scores of several sites are about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BookLine {
    /// The place of its standard.
    pub standard: usize,
    /// Whose eyes.
    pub source: EvidenceSource,
    /// The tool, with its version where lines break on it.
    pub tool: String,
    /// Who rated how.
    pub rated: String,
    /// The round within the year, where rounds are kept apart.
    pub round: String,
}

/// A score of a site on a standard in a school year.
#[derive(Clone, PartialEq, Debug)]
pub struct BookScore {
    /// The place of the site.
    pub site: usize,
    /// The place of the line.
    pub line: usize,
    pub school_year: SchoolYear,
    pub score: f64,
    pub n: usize,
    pub interval: Option<(f64, f64)>,
    pub target: Option<f64>,
    /// Whether it lies below target; none without one.
    pub is_below: Option<bool>,
    /// Whether it is the site\u{2019}s latest by this source, and recent enough to plan from.
    pub is_latest: bool,
    /// Whether it stands for its site, standard, source and year where there are several: the last
    /// round; what a group agreed on before what people said alone.
    pub is_shown: bool,
    /// The score of the same site and line in the school year before.
    pub year_before: Option<f64>,
}

impl NetworkBook {
    /// A source as it stands in cells, and as formulas ask for it.
    pub fn source(&self, source: EvidenceSource) -> String {
        say::source(self.language, source)
    }
}

/// The workbook of a run. Sites that are held back are left out.
pub fn network_book(study: &Study) -> NetworkBook {
    let maker = Maker::new(study);
    let scores = maker.scores();
    let years: BTreeSet<SchoolYear> = scores.iter().map(|score| score.school_year).collect();
    NetworkBook {
        language: study.language,
        title: say!(study.language, "network-title"),
        read_me: read_me(study),
        standards: maker.standards.iter().map(|(name, _)| name.clone()).collect(),
        sites: maker.sites.iter().map(|site| maker.site(site)).collect(),
        lines: maker.lines.iter().map(|line| maker.line(line)).collect(),
        scores,
        years: years.into_iter().collect(),
        summary: site_summary(study),
    }
}

fn read_me(study: &Study) -> Vec<String> {
    let (language, held_back) = (study.language, study.held_back.len());
    let date = say::date(language, study.as_of);
    let sheet = say!(language, "network-book-sheet-scores");
    let mut lines = vec![
        say!(language, "network-book-plans", n = study.plans.len(), date = date),
        say!(language, "network-book-no-ranks"),
        say!(language, "network-book-never-averaged"),
        say!(language, "network-book-live", sheet = sheet),
    ];
    if 0 < held_back {
        lines.push(say!(language, "network-book-held-back", n = held_back));
    }
    lines
}

/// What the rows are made from.
struct Maker<'a> {
    study: &'a Study,
    /// Name and id.
    standards: Vec<(String, &'a str)>,
    sites: Vec<&'a Site>,
    lines: Vec<&'a NetworkLine>,
    occasions: OccasionOrder,
}

impl<'a> Maker<'a> {
    fn new(study: &'a Study) -> Maker<'a> {
        let framework = study.rulebook.plan_framework();
        let standards = framework.into_iter().flat_map(|framework| &framework.standard);
        let standards: Vec<(String, &str)> = standards
            .map(|it| (format!("{}. {}", it.number, it.short_name), it.id.as_str()))
            .collect();
        let is_about = |id: &str| standards.iter().any(|(_, standard)| *standard == id);
        let lines = study.analysis.network.iter();
        let lines = lines.filter(|it| &*it.topic.level == STANDARD && is_about(&it.topic.id));
        let lines = lines.collect();
        Maker {
            study,
            sites: sites(study),
            lines,
            standards,
            occasions: OccasionOrder::new(&study.rulebook),
        }
    }

    fn standard(&self, id: &str) -> Option<usize> {
        self.standards.iter().position(|(_, standard)| *standard == id)
    }

    fn site(&self, site: &Site) -> BookSite {
        let plan = self.study.plans.get(&site.id);
        let strength = plan.and_then(|plan| plan.strength.as_ref());
        let focus = |plan: &Plan| {
            plan.focus.iter().filter_map(|focus| self.standard(&focus.standard)).collect()
        };
        BookSite {
            name: site.name.clone(),
            program: site.program.clone().unwrap_or_default(),
            focus: plan.map(focus),
            strength: strength.and_then(|strength| {
                let (name, _) = &self.standards[self.standard(&strength.standard)?];
                Some((
                    name.clone(),
                    rests_on(self.study.language, strength.why, &strength.evidence),
                ))
            }),
        }
    }

    fn line(&self, line: &NetworkLine) -> BookLine {
        let topic = &line.topic;
        let tool = self.study.rulebook.instruments.get(&*topic.instrument);
        let name = tool.map_or(topic.instrument.to_string(), |tool| tool.short_name.clone());
        let present = tool.map(|tool| tool.instrument_version.as_str());
        let tool = match topic.version.as_deref() {
            Some(version) if present != Some(version) => {
                say!(self.study.language, "network-tool-version", tool = name, version = version)
            }
            _ => name,
        };
        BookLine {
            standard: self.standard(&topic.id).unwrap_or_default(),
            source: topic.source,
            tool,
            rated: say::rated(self.study.language, topic.source, topic.basis),
            round: topic.occasion.as_deref().unwrap_or_default().to_owned(),
        }
    }

    fn scores(&self) -> Vec<BookScore> {
        let places: BTreeMap<&SiteId, usize> =
            self.sites.iter().enumerate().map(|(place, site)| (&site.id, place)).collect();
        let mut found: Vec<(&Series, &Point, BookScore)> = Vec::new();
        for series in self.study.analysis.series.iter().filter(|it| &*it.level == STANDARD) {
            let Some(site) = places.get(&series.site) else { continue };
            for point in series.segments.iter().flat_map(|segment| &segment.points) {
                let Some(line) = self.line_of(series, point) else { continue };
                found.push((series, point, self.score(series, point, *site, line)));
            }
        }
        self.choose(&mut found);
        let mut scores: Vec<BookScore> = found.into_iter().map(|(_, _, score)| score).collect();
        scores
            .sort_by_key(|it| (it.site, self.lines[it.line].topic.source, it.school_year, it.line));
        scores.sort_by_key(|it| (it.site, self.standard(&self.lines[it.line].topic.id)));
        with_years_before(&mut scores);
        scores
    }

    fn line_of(&self, series: &Series, point: &Point) -> Option<usize> {
        self.lines.iter().position(|line| {
            let topic = &line.topic;
            let same_thing = (topic.source, &topic.instrument, &topic.id)
                == (series.source, &series.instrument, &series.id);
            same_thing
                && topic.version.as_ref().is_none_or(|version| *version == point.version)
                && topic.basis.is_none_or(|basis| basis == point.basis)
                && topic.occasion == point.occasion
        })
    }

    fn score(&self, series: &Series, point: &Point, site: usize, line: usize) -> BookScore {
        let targets = self.study.rulebook.targets_of_level(&series.instrument, STANDARD);
        let target = targets.and_then(|targets| targets.target_of(&series.id));
        let meets = targets.and_then(|targets| targets.meets(&series.id, &point.score));
        BookScore {
            site,
            line,
            school_year: point.school_year,
            score: point.score.to_f64(),
            n: point.n_responses,
            interval: point.interval.map(|interval| (interval.low, interval.high)),
            target: target.map(|(target, _)| target.to_f64()),
            is_below: meets.map(|meets| !meets),
            is_latest: self.is_latest(series, point),
            is_shown: false,
            year_before: None,
        }
    }

    /// Whether it is what the site\u{2019}s plan rests on.
    fn is_latest(&self, series: &Series, point: &Point) -> bool {
        let plan = self.study.plans.get(&series.site);
        let known = plan.and_then(|plan| plan.evidence.iter().find(|it| it.standard == series.id));
        let rests_on = |it: &SourceEvidence| {
            it.age == Age::Current
                && it.source == series.source
                && it.instrument == series.instrument
                && (it.school_year, &it.occasion, it.basis)
                    == (point.school_year, &point.occasion, point.basis)
        };
        known.is_some_and(|known| known.sources.iter().any(rests_on))
    }

    /// Marks the one score that stands for its site, standard, source and year.
    fn choose(&self, found: &mut [(&Series, &Point, BookScore)]) {
        let mut best: BTreeMap<(usize, &str, EvidenceSource, SchoolYear), usize> = BTreeMap::new();
        let weight = |place: usize| {
            let (series, point, score) = &found[place];
            let round = self.occasions.place(&series.instrument, point.occasion.as_ref());
            (score.is_latest, round, point.basis)
        };
        for (place, (series, point, score)) in found.iter().enumerate() {
            let key = (score.site, &*series.id, series.source, point.school_year);
            let first = *best.entry(key).or_insert(place);
            if weight(first) < weight(place) {
                best.insert(key, place);
            }
        }
        for place in best.into_values().collect::<Vec<_>>() {
            found[place].2.is_shown = true;
        }
    }
}

/// The sites with a plan or a score, by name; without those that are held back.
fn sites(study: &Study) -> Vec<&Site> {
    let rated: BTreeSet<&SiteId> = study.analysis.series.iter().map(|it| &it.site).collect();
    let shown = |site: &&Site| {
        let known = rated.contains(&site.id) || study.plans.contains_key(&site.id);
        known && !study.held_back.contains_key(&site.id)
    };
    let mut sites: Vec<&Site> = study.observations.sites.values().filter(shown).collect();
    sites.sort_by_key(|site| (&site.name, &site.id));
    sites
}

fn rests_on(language: Language, why: StrengthReason, evidence: &SourceEvidence) -> String {
    let looks = say::looks(language, evidence.source, evidence.basis, evidence.n_responses);
    let name = match why {
        StrengthReason::SurelyAtTarget => "network-book-surely-at-target",
        StrengthReason::AtTarget => "network-book-at-target",
        StrengthReason::ClosestToTarget => "network-book-closest",
        StrengthReason::HighestScore => "network-book-highest",
    };
    language.say(name, &facts!(looks = looks))
}

fn with_years_before(scores: &mut [BookScore]) {
    let known: BTreeMap<(usize, usize, SchoolYear), f64> = scores
        .iter()
        .map(|score| ((score.site, score.line, score.school_year.next()), score.score))
        .collect();
    for score in scores {
        score.year_before = known.get(&(score.site, score.line, score.school_year)).copied();
    }
}

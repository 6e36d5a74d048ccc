//! The network at a glance: every site, and every standard over all sites.
//!
//! Sites stand in the order of their names. They are never put in order of a score.

// Every standard over all sites.
mod composition;
mod years;
// Two views, and sites beside each other.
mod views;
mod beside;
mod groups;
// How far raters agree.
mod agreement;

use std::collections::BTreeSet;

use super::{Block, Cell, Report, Table, say};
use crate::{
    analysis::{NetworkLine, NetworkPoint},
    diagnostic::{Diagnostic, Severity, count},
    model::{Basis, EvidenceSource, Period, Site, SiteId},
    pipeline::Study,
    plan::Plan,
};

/// A document that stands beside the page of each plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanFile {
    Word,
    Pdf,
}

impl PlanFile {
    const fn name(self) -> &'static str {
        match self {
            PlanFile::Word => "plan.docx",
            PlanFile::Pdf => "plan.pdf",
        }
    }

    const fn heading(self) -> &'static str {
        match self {
            PlanFile::Word => "In Word",
            PlanFile::Pdf => "To print",
        }
    }
}

/// The first page of a run. `folder` tells in which folder a site\u{2019}s files are, `beside` which
/// documents are written there.
pub fn network_page(
    study: &Study,
    folder: impl Fn(&SiteId) -> String,
    beside: &[PlanFile],
) -> Report {
    let rated: BTreeSet<&SiteId> = study.observations.rows.iter().map(|row| &row.site).collect();
    let mut sites: Vec<&Site> = study
        .observations
        .sites
        .values()
        .filter(|site| rated.contains(&site.id) || study.held_back.contains_key(&site.id))
        .collect();
    sites.sort_by(|left, right| (&left.name, &left.id).cmp(&(&right.name, &right.id)));
    let mut blocks = vec![Block::Paragraph(summary(study, sites.len()))];
    if !study.held_back.is_empty() {
        blocks.push(Block::Callout {
            title: format!("{} held back", count(study.held_back.len(), "site")),
            text: "Something in the files has to be put right first. The page of the site says what and where."
                .to_owned(),
        });
    }
    blocks.extend(left_aside(study));
    blocks.push(Block::Heading { level: 1, text: "Sites".to_owned() });
    blocks.push(site_table(study, &sites, &folder, beside));
    blocks.push(Block::Note(
        "Sites stand in the order of their names. They are not ranked: the Quality Standards have no official \
         score, and these numbers are for planning."
            .to_owned(),
    ));
    blocks.extend(standards(study));
    blocks.extend(years::blocks(study));
    blocks.extend(views::blocks(study));
    blocks.extend(beside::blocks(study));
    blocks.extend(groups::blocks(study));
    blocks.extend(agreement::agreement(study));
    blocks.push(Block::Heading { level: 1, text: "Files".to_owned() });
    blocks.push(files());
    Report {
        title: "Quality improvement at a glance".to_owned(),
        subtitle: format!("{} \u{b7} as of {}", count(sites.len(), "site"), say::date(study.as_of)),
        footer: format!("as of {}", say::date(study.as_of)),
        blocks,
    }
}

fn summary(study: &Study, sites: usize) -> String {
    let ratings = study.observations.rows.len();
    let years: BTreeSet<_> = study.observations.rows.iter().map(|row| row.school_year).collect();
    let span = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(only), _) => only.to_string(),
        (None, _) => "no school year".to_owned(),
    };
    format!(
        "{} and {} from {span}. Open a site to see its plan.",
        count(sites, "site"),
        count(ratings, "rating")
    )
}

/// What is to be put right in files that belong to no site that we know of.
fn left_aside(study: &Study) -> Option<Block> {
    let of_no_site = |it: &&Diagnostic| it.severity == Severity::Error && it.sites.is_empty();
    let found = study.diagnostics.iter().filter(of_no_site).count();
    (0 < found).then(|| Block::Callout {
        title: format!("{} to put right first", count(found, "thing")),
        text: "Some files could not be used, and the plans may lack what they hold. The page \
               \u{201c}What we noticed in your files\u{201d} says which, and what to do."
            .to_owned(),
    })
}

/// Said of a site whose tools lead to no standard.
const NO_PLAN: &str = "no plan: what was rated does not speak to the standards; see the data files";

fn no_plan(study: &Study, site: &Site) -> String {
    if site.open.ends_before(Period::day(study.as_of)) {
        format!("no plan: in the list {}; its scores are in the data files", site.open)
    } else {
        NO_PLAN.to_owned()
    }
}

fn site_table(
    study: &Study,
    sites: &[&Site],
    folder: &impl Fn(&SiteId) -> String,
    beside: &[PlanFile],
) -> Block {
    let rows = sites.iter().map(|site| {
        let name = site.name.clone();
        let page = format!("sites/{}/plan.html", folder(&site.id));
        let (name, focus, strength, folder) = match study.plans.get(&site.id) {
            Some(plan) => {
                let name = Cell::Link { text: name, to: page };
                let folder = Some(folder(&site.id));
                (name, focus(study, plan), strength(study, plan), folder)
            }
            None if study.held_back.contains_key(&site.id) => {
                let name = Cell::Link { text: name, to: page };
                (name, "held back: see its page".to_owned(), String::new(), None)
            }
            None => (Cell::Text(name), no_plan(study, site), String::new(), None),
        };
        let mut row = vec![
            name,
            Cell::Text(site.program.clone().unwrap_or_default()),
            Cell::Text(focus),
            Cell::Text(strength),
        ];
        row.extend(beside.iter().map(|file| file_link(*file, folder.as_deref())));
        row
    });
    let head = ["Site", "Program", "Works on", "Strength"].into_iter();
    let head = head.chain(beside.iter().map(|file| file.heading()));
    Block::Table(Table {
        caption: "Sites, what they work on and a strength of each".to_owned(),
        head: head.map(str::to_owned).collect(),
        rows: rows.collect(),
        widths: [22, 20, 30, 16].into_iter().chain(beside.iter().map(|_| 12)).collect(),
    })
}

/// The way to a document, where the site has one.
fn file_link(file: PlanFile, folder: Option<&str>) -> Cell {
    folder.map_or(Cell::Text(String::new()), |folder| {
        let name = file.name().to_owned();
        Cell::Link { to: format!("sites/{folder}/{name}"), text: name }
    })
}

fn focus(study: &Study, plan: &Plan) -> String {
    let names: Vec<String> =
        plan.focus.iter().map(|focus| short_name(study, &focus.standard)).collect();
    names.join("; ")
}

fn strength(study: &Study, plan: &Plan) -> String {
    plan.strength.as_ref().map_or(String::new(), |strength| short_name(study, &strength.standard))
}

fn short_name(study: &Study, id: &str) -> String {
    let mut all = study.rulebook.frameworks.values().flat_map(|framework| &framework.standard);
    let standard = all.find(|standard| standard.id == id);
    standard.map_or(id.to_owned(), |standard| standard.short_name.clone())
}

/// Every standard over all sites, each site once: the latest year of each source, and the change
/// from the year before for the sites that were rated in both.
fn standards(study: &Study) -> Vec<Block> {
    let latest: Vec<(&NetworkLine, &NetworkPoint)> = study
        .analysis
        .network
        .iter()
        .filter(|line| &*line.topic.level == "standard")
        .filter_map(|line| Some((line, line.points.last()?)))
        .collect();
    let newest = latest.iter().map(|(_, point)| point.school_year).max();
    let mut shown: Vec<(&NetworkLine, &NetworkPoint)> =
        latest.into_iter().filter(|(_, point)| Some(point.school_year) == newest).collect();
    shown.sort_by_key(|(line, _)| {
        (number(study, &line.topic.id), line.topic.source, line.topic.instrument.clone())
    });
    if shown.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::Heading { level: 1, text: "Standards over all sites".to_owned() },
        Block::Table(Table {
            caption: "Mean over sites in the latest year, each site once".to_owned(),
            head: ["Standard", "Source", "Rated", "Mean", "Sites", "Same sites, year before to now"]
                .map(str::to_owned)
                .to_vec(),
            rows: shown.iter().map(|(line, point)| network_row(study, line, point)).collect(),
            widths: vec![22, 20, 14, 8, 8, 28],
        }),
        Block::Note(
            "Mean: every site counts once. Rated together: the group agreed on one rating. Each alone: people \
             rated by themselves; the two are never mixed. The change is for the sites that were rated in both years in the same way, because a mean \
             over all sites also moves when other sites take part."
                .to_owned(),
        ),
    ];
    blocks.extend(composition::blocks(study, &shown));
    blocks
}

/// The place of a standard in its framework.
fn number(study: &Study, id: &str) -> u32 {
    let mut all = study.rulebook.frameworks.values().flat_map(|framework| &framework.standard);
    all.find(|standard| standard.id == id).map_or(u32::MAX, |standard| standard.number)
}

/// Who rated how.
fn rated(source: EvidenceSource, basis: Option<Basis>) -> &'static str {
    match (basis, source) {
        (Some(Basis::Consensus), EvidenceSource::SelfAssessment) => "together",
        (Some(Basis::Individual), EvidenceSource::SelfAssessment) => "each alone",
        _ => "by visits",
    }
}

fn network_row(study: &Study, line: &NetworkLine, point: &NetworkPoint) -> Vec<Cell> {
    let same = point.from_year_before.as_ref().and_then(|change| change.same_sites.as_ref());
    let same = same.map_or("no site in both years".to_owned(), |same| {
        format!(
            "{} to {} ({})",
            say::score(&same.before),
            say::score(&same.now),
            count(same.sites, "site")
        )
    });
    vec![
        Cell::Text(short_name(study, &line.topic.id)),
        Cell::Text(say::source(line.topic.source).to_owned()),
        Cell::Text(rated(line.topic.source, line.topic.basis).to_owned()),
        Cell::Number(say::score(&point.mean)),
        Cell::Number(point.sites.to_string()),
        Cell::Text(same),
    ]
}

fn files() -> Block {
    let link = |text: &str, to: &str| Cell::Link { text: text.to_owned(), to: to.to_owned() };
    let row = |text: &str, to: &str, what: &str| vec![link(text, to), Cell::Text(what.to_owned())];
    Block::Table(Table {
        caption: "Files of this run".to_owned(),
        head: ["File", "What it holds"].map(str::to_owned).to_vec(),
        rows: vec![
            row(
                "What we noticed in your files",
                "diagnostics.html",
                "What to put right or look at",
            ),
            row("Data", "data/dictionary.md", "All numbers as CSV and Parquet, with a dictionary"),
            row(
                "How this run was made",
                "run.json",
                "Inputs, rules, versions and settings: enough to repeat the run",
            ),
        ],
        widths: vec![30, 70],
    })
}

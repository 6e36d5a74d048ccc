//! The network: two pages for a board, and an appendix with every site and standard.
//!
//! Sites stand in the order of their names. They are never put in order of a score.

// The first page: where the network stands.
mod short;
mod heat;
mod challenges;
// The second page: where it goes, and what would help.
mod change;
mod coaching;
mod help;
// The appendix: every site, and every standard over all sites.
mod sites;
mod standards;
mod composition;
mod years;
// Two views, and sites beside each other.
mod views;
mod beside;
mod groups;
// How far raters agree.
mod agreement;
// How it was made.
mod method;

use std::collections::BTreeSet;

use super::{
    Block, Cell, Report, Table,
    figure::site_name,
    say::{self, rated},
    site_summary, table,
};
use crate::{
    analysis::{NetworkLine, NetworkPoint},
    diagnostic::{Diagnostic, Severity, count},
    model::{Site, SiteId},
    pipeline::Study,
};

/// With more sites than this, what has a row a site goes into the appendix.
const MOST_ROWS: usize = 12;

/// Who reads it.
#[derive(Clone, Copy)]
enum Reader<'a> {
    /// Somebody at a screen; it is told in which folder the files of a site are, and which documents.
    Screen(&'a dyn Fn(&SiteId) -> String, &'a [Beside]),
    /// A board, on paper.
    Board,
}

/// A document that is written beside a page, of the network and of each plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beside {
    Word,
    Pdf,
    Workbook,
}

impl Beside {
    /// Its name beside a plan.
    const fn of_plan(self) -> &'static str {
        match self {
            Beside::Word => "plan.docx",
            Beside::Pdf => "plan.pdf",
            Beside::Workbook => "tracker.xlsx",
        }
    }

    const fn heading(self) -> &'static str {
        match self {
            Beside::Word => "In Word",
            Beside::Pdf => "To print",
            Beside::Workbook => "To track",
        }
    }

    /// Of the network: what it is, its name, and what it holds.
    const fn of_network(self) -> [&'static str; 3] {
        const BOARD: &str = "The network in two pages and an appendix";
        match self {
            Beside::Word => ["Report for a board, in Word", "network.docx", BOARD],
            Beside::Pdf => ["Report for a board, to print", "network.pdf", BOARD],
            Beside::Workbook => [
                "Workbook of the network",
                "network.xlsx",
                "Sites, scores, heat map, changes and the summary for the yearly report",
            ],
        }
    }
}

/// The first page of a run. `folder` tells in which folder a site\u{2019}s files are, `beside` which
/// documents are written there.
pub fn network_page(
    study: &Study,
    folder: impl Fn(&SiteId) -> String,
    beside: &[Beside],
) -> Report {
    let reader = Reader::Screen(&folder, beside);
    let sites = sites(study);
    let mut blocks = vec![Block::Paragraph(summary(study, sites.len()))];
    blocks.extend(waiting(study));
    blocks.extend(short::blocks(study));
    blocks.push(heading(1, "Sites"));
    blocks.extend(sites::blocks(study, &sites, reader));
    blocks.extend(first_page(study));
    blocks.extend(second_page(study));
    blocks.extend(appendix(study, Vec::new()));
    blocks.extend(method::blocks(study));
    blocks.push(heading(1, "Files"));
    blocks.push(files(beside));
    report(study, sites.len(), blocks)
}

/// The network on paper, for a board: two pages, and an appendix.
pub fn network_report(study: &Study) -> Report {
    let sites = sites(study);
    let mut blocks: Vec<Block> = waiting(study).collect();
    blocks.extend(short::blocks(study));
    blocks.extend(first_page(study));
    blocks.extend(on_a_new_page(second_page(study)));
    if 1 < study.plans.len() {
        blocks.push(Block::PageBreak);
    }
    let mut of_sites = vec![heading(1, "Sites")];
    of_sites.extend(sites::blocks(study, &sites, Reader::Board));
    of_sites.extend(summary_for_the_year(study));
    blocks.extend(appendix(study, of_sites));
    blocks.extend(method::blocks(study));
    report(study, sites.len(), blocks)
}

/// A table of more sites is for a spreadsheet.
const MOST_IN_SUMMARY: usize = 40;

const ELSEWHERE: &str = "A row for each site, with open cells for people: in network.xlsx, sheet CQI summary, and in \
    data/grantee_summary.csv.";

/// The table for the yearly report, open where people fill it in.
fn summary_for_the_year(study: &Study) -> Vec<Block> {
    let Some(summary) = site_summary(study) else { return Vec::new() };
    let table = if summary.rows.len() <= MOST_IN_SUMMARY {
        summary.block()
    } else {
        Block::Paragraph(ELSEWHERE.to_owned())
    };
    vec![heading(1, &summary.title), table, Block::Note(summary.footer.clone())]
}

fn report(study: &Study, sites: usize, blocks: Vec<Block>) -> Report {
    let as_of = format!("as of {}", say::date(study.language, study.as_of));
    Report {
        language: study.language,
        title: "Quality improvement at a glance".to_owned(),
        subtitle: format!("{} \u{b7} {as_of}", count(sites, "site")),
        footer: as_of,
        blocks,
    }
}

fn first_page(study: &Study) -> Vec<Block> {
    let mut blocks = heat::blocks(study);
    blocks.extend(challenges::blocks(study));
    blocks
}

fn second_page(study: &Study) -> Vec<Block> {
    let mut blocks = change::blocks(study);
    blocks.extend(coaching::blocks(study));
    blocks.extend(help::blocks(study));
    blocks
}

fn on_a_new_page(blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() {
        blocks
    } else {
        std::iter::once(Block::PageBreak).chain(blocks).collect()
    }
}

/// What is behind the two pages. Its parts are sections of one part.
fn appendix(study: &Study, first: Vec<Block>) -> Vec<Block> {
    let mut parts = first;
    parts.extend(help::site_by_site(study));
    parts.extend(heat::of_the_rest(study));
    parts.extend(challenges::of_few(study));
    parts.extend(challenges::by_source(study));
    parts.extend(standards::blocks(study));
    parts.extend(years::blocks(study));
    parts.extend(views::blocks(study));
    parts.extend(beside::blocks(study));
    parts.extend(groups::blocks(study));
    parts.extend(agreement::agreement(study));
    let below = |block| match block {
        Block::Heading { level, text } => Block::Heading { level: level + 1, text },
        other => other,
    };
    let title = (!parts.is_empty()).then(|| heading(1, "Appendix"));
    title.into_iter().chain(parts.into_iter().map(below)).collect()
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned() }
}

/// The sites that were rated or are held back, by name.
fn sites(study: &Study) -> Vec<&Site> {
    let rated: BTreeSet<&SiteId> =
        study.observations.rows.iter().map(|row| &row.form.site).collect();
    let mut sites: Vec<&Site> = study
        .observations
        .sites
        .values()
        .filter(|site| rated.contains(&site.id) || study.held_back.contains_key(&site.id))
        .collect();
    sites.sort_by(|left, right| (&left.name, &left.id).cmp(&(&right.name, &right.id)));
    sites
}

fn summary(study: &Study, sites: usize) -> String {
    let ratings = study.observations.rows.len();
    format!(
        "{} and {} from {}. Open a site to see its plan.",
        count(sites, "site"),
        count(ratings, "rating"),
        span(study)
    )
}

/// The school years with ratings: `2020-21 to 2024-25`.
fn span(study: &Study) -> String {
    let years: BTreeSet<_> =
        study.observations.rows.iter().map(|row| row.form.school_year).collect();
    match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(only), _) => only.to_string(),
        (None, _) => "no school year".to_owned(),
    }
}

/// What has to be put right first.
fn waiting(study: &Study) -> impl Iterator<Item = Block> {
    let held_back = (!study.held_back.is_empty()).then(|| Block::Callout {
        title: format!("{} held back", count(study.held_back.len(), "site")),
        text: "Something in the files has to be put right first. The page of the site says what and where."
            .to_owned(),
    });
    held_back.into_iter().chain(left_aside(study))
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

fn short_name(study: &Study, id: &str) -> String {
    say::standard(study, id)
}

/// The place of a standard in its framework.
fn number(study: &Study, id: &str) -> u32 {
    let mut all = study.rulebook.frameworks.values().flat_map(|framework| &framework.standard);
    all.find(|standard| standard.id == id).map_or(u32::MAX, |standard| standard.number)
}

/// `3 of 4 sites`.
fn of_sites(some: usize, all: usize) -> String {
    format!("{some} of {}", count(all, "site"))
}

fn files(beside: &[Beside]) -> Block {
    let row = |[text, to, what]: [&str; 3]| {
        vec![Cell::Link { text: text.to_owned(), to: to.to_owned() }, Cell::Text(what.to_owned())]
    };
    let noticed =
        ["What we noticed in your files", "diagnostics.html", "What to put right or look at"];
    let data = ["Data", "data/dictionary.md", "All numbers as CSV and Parquet, with a dictionary"];
    let run = [
        "How this run was made",
        "run.json",
        "Inputs, rules, versions and settings: enough to repeat the run",
    ];
    let documents = beside.iter().map(|file| file.of_network());
    let rows = std::iter::once(noticed).chain(documents).chain([data, run]).map(row).collect();
    table("Files of this run", &[("File", 30), ("What it holds", 70)], rows)
}

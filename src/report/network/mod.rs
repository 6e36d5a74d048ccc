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
    site_summary,
};
use crate::{
    analysis::{NetworkLine, NetworkPoint},
    diagnostic::{Diagnostic, Severity},
    language::{Language, say},
    model::{Basis, EvidenceSource, Observation, Rating, Site, SiteId},
    pipeline::Study,
};

/// With more sites than this, what has a row a site goes into the appendix.
const MOST_ROWS: usize = 12;

/// Who reads it.
#[derive(Clone, Copy)]
enum Reader<'a> {
    /// Somebody at a screen, who can follow links.
    Screen(Written<'a>),
    /// A board, on paper.
    Board,
}

/// What a run has written: a page leads nowhere else.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    /// In which folder a site\u{2019}s files are.
    pub folder: &'a dyn Fn(&SiteId) -> String,
    /// Whether there is a file of this name.
    pub holds: &'a dyn Fn(&str) -> bool,
}

/// The files of a run, and the messages of what each is and holds.
const FILES: [(&str, &str, &str); 6] = [
    ("diagnostics.html", "network-file-noticed", "network-file-noticed-holds"),
    ("network.docx", "network-file-word", "network-file-board-holds"),
    ("network.pdf", "network-file-pdf", "network-file-board-holds"),
    ("network.xlsx", "network-file-workbook", "network-file-workbook-holds"),
    ("data/dictionary.md", "network-file-data", "network-file-data-holds"),
    (RECORD, "network-file-run", "network-file-run-holds"),
];

/// It is written last, when all others are there.
const RECORD: &str = "run.json";

/// The first page of a run.
pub fn network_page(study: &Study, written: Written<'_>) -> Report {
    let reader = Reader::Screen(written);
    let (language, sites) = (study.language, sites(study));
    let mut blocks = vec![Block::Paragraph(summary(study, sites.len()))];
    blocks.extend(waiting(study));
    blocks.extend(short::blocks(study));
    blocks.push(heading(1, say!(language, "network-sites")));
    blocks.extend(sites::blocks(study, &sites, reader));
    blocks.extend(first_page(study));
    blocks.extend(second_page(study));
    blocks.extend(appendix(study, Vec::new()));
    blocks.extend(method::blocks(study));
    blocks.push(heading(1, say!(language, "network-files")));
    blocks.push(files(language, written));
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
    let mut of_sites = vec![heading(1, say!(study.language, "network-sites"))];
    of_sites.extend(sites::blocks(study, &sites, Reader::Board));
    of_sites.extend(summary_for_the_year(study));
    blocks.extend(appendix(study, of_sites));
    blocks.extend(method::blocks(study));
    report(study, sites.len(), blocks)
}

/// A table of more sites is for a spreadsheet.
const MOST_IN_SUMMARY: usize = 40;

/// The table for the yearly report, open where people fill it in.
fn summary_for_the_year(study: &Study) -> Vec<Block> {
    let Some(summary) = site_summary(study) else { return Vec::new() };
    let table = if summary.rows.len() <= MOST_IN_SUMMARY {
        summary.block()
    } else {
        let sheet = say!(study.language, "network-book-sheet-summary");
        Block::Paragraph(say!(study.language, "network-summary-elsewhere", sheet = sheet))
    };
    vec![heading(1, summary.title), table, Block::Note(summary.footer)]
}

fn report(study: &Study, sites: usize, blocks: Vec<Block>) -> Report {
    let (language, date) = (study.language, say::date(study.language, study.as_of));
    Report {
        language,
        title: say!(language, "network-title"),
        subtitle: say!(language, "network-subtitle", n = sites, date = date.as_str()),
        footer: say!(language, "network-as-of", date = date),
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
    parts.extend(over_all_sites(study));
    parts.extend(agreement::agreement(study));
    let below = |block| match block {
        Block::Heading { level, text } => Block::Heading { level: level + 1, text },
        other => other,
    };
    let title = (!parts.is_empty()).then(|| heading(1, say!(study.language, "network-appendix")));
    title.into_iter().chain(parts.into_iter().map(below)).collect()
}

/// What takes two sites; of one, its own plan says it all.
fn over_all_sites(study: &Study) -> Vec<Block> {
    if sites(study).len() < 2 {
        return Vec::new();
    }
    let mut parts = standards::blocks(study);
    parts.extend(years::blocks(study));
    parts.extend(views::blocks(study));
    parts.extend(beside::blocks(study));
    parts.extend(groups::blocks(study));
    parts
}

fn heading(level: u8, text: String) -> Block {
    Block::Heading { level, text }
}

/// A table whose heads are messages, with their widths.
fn table(
    language: Language,
    caption: String,
    columns: &[(&str, u16)],
    rows: Vec<Vec<Cell>>,
) -> Block {
    Block::Table(Table {
        caption,
        head: columns.iter().map(|(head, _)| language.say(head, &[])).collect(),
        rows,
        widths: columns.iter().map(|(_, width)| *width).collect(),
    })
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

/// A cell that says why there is no rating is none.
fn summary(study: &Study, sites: usize) -> String {
    let rated =
        |it: &&Observation| matches!(it.answer.rating, Rating::Value(_) | Rating::Category(_));
    let ratings = study.observations.rows.iter().filter(rated).count();
    let years = span(study);
    say!(study.language, "network-summary", sites = sites, ratings = ratings, years = years)
}

/// The school years with ratings: `2020-21 to 2024-25`.
fn span(study: &Study) -> String {
    let years: BTreeSet<_> =
        study.observations.rows.iter().map(|row| row.form.school_year).collect();
    match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => {
            let (first, last) = (first.to_string(), last.to_string());
            say!(study.language, "network-years-between", first = first, last = last)
        }
        (Some(only), _) => only.to_string(),
        (None, _) => say!(study.language, "network-no-year"),
    }
}

/// What has to be put right first.
fn waiting(study: &Study) -> impl Iterator<Item = Block> {
    let held_back = (!study.held_back.is_empty()).then(|| Block::Callout {
        title: say!(study.language, "network-held-back", n = study.held_back.len()),
        text: say!(study.language, "network-held-back-why"),
    });
    held_back.into_iter().chain(left_aside(study))
}

/// What is to be put right in files that belong to no site that we know of.
fn left_aside(study: &Study) -> Option<Block> {
    let of_no_site = |it: &&Diagnostic| it.severity == Severity::Error && it.sites.is_empty();
    let found = study.diagnostics.iter().filter(of_no_site).count();
    (0 < found).then(|| Block::Callout {
        title: say!(study.language, "network-left-aside", n = found),
        text: say!(study.language, "network-left-aside-why"),
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

/// `Observation, by visits`.
fn source_rated(language: Language, source: EvidenceSource, basis: Option<Basis>) -> String {
    let (source, rated) = (say::source(language, source), rated(language, source, basis));
    say!(language, "network-source-rated", source = source, rated = rated)
}

fn files(language: Language, written: Written<'_>) -> Block {
    let rows = FILES.iter().filter(|(to, ..)| *to == RECORD || (written.holds)(to));
    let row = |(to, text, holds): &(&str, &str, &str)| {
        vec![Cell::link(language.say(text, &[]), *to), Cell::Text(language.say(holds, &[]))]
    };
    let columns = [("network-file", 30), ("network-file-holds", 70)];
    let caption = say!(language, "network-files-caption");
    table(language, caption, &columns, rows.map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::facts;

    #[test]
    fn verbs_agree_with_how_many_sites_there_are() {
        let pressed = |some: usize, standards: u32| {
            let facts = facts!(some = some, all = 4, standards = standards);
            Language::Spanish.say("network-pressed-many", &facts)
        };
        assert!(pressed(1, 2).starts_with("1 de 4 sitios trabaja en 2 estándares o más que"));
        assert!(pressed(3, 1).starts_with("3 de 4 sitios trabajan en 1 estándar o más que"));
    }

    #[test]
    fn sites_that_joined_and_left_are_counted_apart() {
        let facts = facts!(
            standard = "Personal de calidad",
            source = "observación",
            since = "2023-24",
            before = "2.70",
            now = "2.60",
            sites = 1,
            same_before = "2.50",
            same_now = "2.75",
            joined = 2,
            left = 1,
        );
        assert_eq!(
            Language::Spanish.say("network-composition-all-fell", &facts),
            "Personal de calidad, observación: desde 2023-24 el promedio de todos los sitios bajó de \
             2.70 a 2.60, y el del 1 sitio calificado en ambos años subió de 2.50 a 2.75 (entraron 2 \
             sitios, salió 1)."
        );
    }
}

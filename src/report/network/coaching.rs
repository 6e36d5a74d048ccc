//! Where coaching could help: standards without a partner near, and sites in which much presses.

use std::cmp::Reverse;

use super::{
    Block, Cell, MOST_ROWS, Study, challenges, heading, number, of_sites, short_name, site_name,
    table,
};
use crate::{
    diagnostic::{all_of, count},
    model::EvidenceSource,
    network::{Challenge, Pressed, Start},
    rulebook::kind::Coaching,
};

/// More rows than this are for the appendix: a board reads two pages.
const MOST_STANDARDS: usize = 8;

/// The standards that most sites work on, with what would help. Nothing where no site works on any.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let mut shared: Vec<&Challenge> = study.network.challenges.iter().collect();
    shared.retain(|challenge| !challenge.in_focus.is_empty());
    shared.sort_by_key(|it| (Reverse(it.in_focus.len()), number(study, &it.standard)));
    shared.truncate(MOST_STANDARDS);
    if shared.is_empty() || study.plans.len() < 2 {
        return Vec::new();
    }
    let rules = study.rulebook.matching_rules().map(|rules| &rules.coaching);
    let mut columns = vec![
        ("Standard", 22),
        ("Work on it", 12),
        ("Below target, self-assessed", 16),
        ("Below target, observed", 16),
    ];
    if rules.is_some() {
        columns.extend([("No partner near", 12), ("A way to start", 24)]);
    }
    let rows = shared.into_iter().map(|challenge| row(study, challenge, rules)).collect();
    let mut blocks = vec![
        heading(1, "What sites work on, and where coaching could help"),
        table("", &columns, rows),
        Block::Note(HOW_TO_READ.to_owned()),
    ];
    blocks.extend(rules.into_iter().flat_map(|rules| pressed(study, rules)));
    blocks
}

const HOW_TO_READ: &str = "Below target: of the sites with a recent score. No partner near: of the sites that work on it, \
    those without one in reach that is clearly strong in it; hours are for these, in a year. Ask the sites before \
    anything is arranged.";

fn row(study: &Study, challenge: &Challenge, rules: Option<&Coaching>) -> Vec<Cell> {
    let works_on = challenge.in_focus.len();
    let mut cells = vec![
        Cell::Text(short_name(study, &challenge.standard)),
        Cell::Text(format!("{works_on} of {}", challenge.sites)),
        Cell::Text(challenges::below(challenge, EvidenceSource::SelfAssessment)),
        Cell::Text(challenges::below(challenge, EvidenceSource::Observation)),
    ];
    if let Some(rules) = rules {
        let alone = works_on - challenge.with_partner;
        cells.push(Cell::Text(format!("{alone} of {works_on}")));
        cells.push(Cell::Text(start(challenge.start, rules)));
    }
    cells
}

fn start(start: Option<Start>, rules: &Coaching) -> String {
    match start {
        None => String::new(),
        Some(Start::Session) => rules.session.clone(),
        Some(Start::Coaching { hours: 0 }) => "a partner near".to_owned(),
        Some(Start::Coaching { hours }) => {
            format!("{}, {}", rules.coaching, count(hours, "hour"))
        }
    }
}

/// The sites in which much presses, by name; where these are many, how many.
fn pressed(study: &Study, rules: &Coaching) -> Vec<Block> {
    let pressed = &study.network.pressed;
    let many = count(rules.many_pressing as usize, "standard");
    let sites = of_sites(pressed.len(), study.plans.len());
    let told = format!(
        "{sites} work on {many} or more that come first whatever the averages say, or that need quick steps \
         first. A visit by a coach could help there before anything else"
    );
    match pressed.len() {
        0 => Vec::new(),
        few if few <= MOST_ROWS => {
            let mut lines: Vec<(String, String)> = pressed
                .iter()
                .map(|site| (site_name(study, &site.site), line(study, site)))
                .collect();
            lines.sort();
            let lines = lines.into_iter().map(|(_, line)| line).collect();
            vec![Block::Paragraph(format!("{told}:")), Block::List(lines)]
        }
        _ => vec![Block::Paragraph(format!("{told}. They are named in data/needs.csv."))],
    }
}

fn line(study: &Study, site: &Pressed) -> String {
    let standards = site.urgent.iter().chain(&site.pressing);
    let names: Vec<String> = standards.map(|standard| short_name(study, standard)).collect();
    let names = all_of(names.iter().map(String::as_str));
    format!("{} works on {names}.", site_name(study, &site.site))
}

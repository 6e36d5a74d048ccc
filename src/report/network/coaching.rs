//! Where coaching is asked for: standards without a partner near, and sites in which much presses.

use super::{Block, Cell, MOST_ROWS, Study, heading, of_sites, short_name, site_name, table};
use crate::{
    diagnostic::{all_of, count},
    network::{Challenge, Pressed, Start},
    rulebook::kind::Coaching,
};

/// Nothing without rules that say when coaching is asked for.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let Some(rules) = study.rulebook.matching_rules().map(|rules| &rules.coaching) else {
        return Vec::new();
    };
    let asked: Vec<&Challenge> =
        study.network.challenges.iter().filter(|it| asks_for_help(it)).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let columns = [
        ("Standard", 24),
        ("Work on it", 14),
        ("Strong in it", 14),
        ("No partner near", 18),
        ("A start", 30),
    ];
    let rows = asked.into_iter().map(|challenge| row(study, challenge, rules)).collect();
    let mut blocks = vec![
        heading(1, "Where coaching is asked for"),
        table("What sites work on, and what would help", &columns, rows),
    ];
    blocks.push(Block::Note(HOW_TO_READ.to_owned()));
    blocks.extend(pressed(study, rules));
    blocks
}

const HOW_TO_READ: &str = "Strong: surely at or above target, on enough visits or people. No partner near: of the sites \
    that work on it, those without a site in reach that is strong in it. Hours: in the year, for these.";

/// Whether it takes more than a partner near.
fn asks_for_help(challenge: &Challenge) -> bool {
    !matches!(challenge.start, None | Some(Start::Coaching { hours: 0 }))
}

fn row(study: &Study, challenge: &Challenge, rules: &Coaching) -> Vec<Cell> {
    let works_on = challenge.in_focus.len();
    vec![
        Cell::Text(short_name(study, &challenge.standard)),
        Cell::Text(format!("{works_on} of {}", challenge.sites)),
        Cell::Text(challenge.givers.to_string()),
        Cell::Text(format!("{} of {works_on}", works_on - challenge.with_partner)),
        Cell::Text(start(challenge.start, rules)),
    ]
}

fn start(start: Option<Start>, rules: &Coaching) -> String {
    match start {
        None => String::new(),
        Some(Start::Session) => rules.session.clone(),
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
         first. A visit by a coach is asked for there before anything else"
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

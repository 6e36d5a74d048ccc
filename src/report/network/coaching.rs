//! Where coaching could help: standards without a partner near, and sites in which much presses.

use std::cmp::Reverse;

use super::{
    Block, Cell, MOST_ROWS, Study, challenges, heading, number, say, short_name, site_name, table,
};
use crate::{
    language::{Language, all_of, facts},
    model::EvidenceSource,
    network::{Challenge, Pressed, Start},
    rulebook::kind::Coaching,
};

/// More rows than this are for the appendix: a board reads two pages.
const MOST_STANDARDS: usize = 6;

/// The standards that most sites work on, with what would help. Nothing where no site works on any.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    let mut shared: Vec<&Challenge> = study.network.challenges.iter().collect();
    shared.retain(|challenge| !challenge.in_focus.is_empty());
    shared.sort_by_key(|it| (Reverse(it.in_focus.len()), number(study, &it.standard)));
    let more = shared.len().saturating_sub(MOST_STANDARDS);
    shared.truncate(MOST_STANDARDS);
    if shared.is_empty() || study.plans.len() < 2 {
        return Vec::new();
    }
    let rules = study.rulebook.matching_rules().map(|rules| &rules.coaching);
    let mut columns = vec![("network-standard", 19), ("network-coaching-works-on", 11)];
    if rules.is_some() {
        columns.push(("network-coaching-alone", 13));
    }
    columns.extend([("network-coaching-self", 16), ("network-coaching-observed", 13)]);
    if rules.is_some() {
        columns.push(("network-coaching-start", 28));
    }
    let language = study.language;
    let rows = shared.into_iter().map(|challenge| row(study, challenge, rules)).collect();
    let mut blocks = vec![
        heading(1, say!(language, "network-coaching")),
        table(language, String::new(), &columns, rows),
        Block::Note(note(language, rules, more)),
    ];
    blocks.extend(rules.into_iter().flat_map(|rules| pressed(study, rules)));
    blocks
}

/// How the table is read, and how many standards have no row.
fn note(language: Language, rules: Option<&Coaching>, more: usize) -> String {
    let mut said = vec![say!(language, "network-coaching-note")];
    if let Some(rules) = rules {
        let share = say::percent(language, rules.session_from_share.0.to_f64());
        let facts = facts!(session = rules.session.as_str(), share = share);
        said.push(say::sentence(&language.say("network-coaching-session", &facts)));
    }
    if 0 < more {
        said.push(say!(language, "network-coaching-more", n = more));
    }
    said.join(" ")
}

fn row(study: &Study, challenge: &Challenge, rules: Option<&Coaching>) -> Vec<Cell> {
    let (language, works_on) = (study.language, challenge.in_focus.len());
    let mut cells = vec![
        Cell::Text(short_name(study, &challenge.standard)),
        Cell::Text(challenges::share(language, works_on, challenge.sites)),
    ];
    if rules.is_some() {
        let alone = works_on - challenge.with_partner;
        cells.push(Cell::Text(challenges::share(language, alone, works_on)));
    }
    let sources = [EvidenceSource::SelfAssessment, EvidenceSource::Observation];
    cells.extend(sources.map(|by| Cell::Text(challenges::below(language, challenge, by))));
    cells.extend(rules.map(|rules| Cell::Text(start(language, challenge.start, rules))));
    cells
}

fn start(language: Language, start: Option<Start>, rules: &Coaching) -> String {
    match start {
        None => String::new(),
        Some(Start::Session) => rules.session.clone(),
        Some(Start::Coaching { hours: 0 }) => say!(language, "network-coaching-partner"),
        Some(Start::Coaching { .. }) => {
            let (coaching, hours) = (rules.coaching.as_str(), rules.hours_per_need);
            say!(language, "network-coaching-hours", coaching = coaching, hours = hours)
        }
    }
}

/// The sites in which much presses, by name; where these are many, how many.
fn pressed(study: &Study, rules: &Coaching) -> Vec<Block> {
    let pressed = &study.network.pressed;
    let (some, all, standards) = (pressed.len(), study.plans.len(), rules.many_pressing);
    let told = |name: &str| {
        study.language.say(name, &facts!(some = some, all = all, standards = standards))
    };
    match some {
        0 => Vec::new(),
        few if few <= MOST_ROWS => {
            let mut lines: Vec<(String, String)> = pressed
                .iter()
                .map(|site| (site_name(study, &site.site), line(study, site)))
                .collect();
            lines.sort();
            let lines = lines.into_iter().map(|(_, line)| line).collect();
            vec![Block::Paragraph(told("network-pressed-these")), Block::List(lines)]
        }
        _ => vec![Block::Paragraph(told("network-pressed-many"))],
    }
}

fn line(study: &Study, site: &Pressed) -> String {
    let standards = site.urgent.iter().chain(&site.pressing);
    let names: Vec<String> = standards.map(|standard| short_name(study, standard)).collect();
    let (language, site) = (study.language, site_name(study, &site.site));
    let names = all_of(language, names.iter().map(String::as_str));
    say!(language, "network-pressed-site", site = site, standards = names)
}

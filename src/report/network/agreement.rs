//! How far raters agree, and how many visits would be enough: a part of the network page.
//!
//! Of observers it says how many there are and how many differ. Who they are stands in the data
//! files alone.

use super::{Block, Cell, Table, number, say, short_name};
use crate::{
    analysis::{
        ALL, Agreement, NoFigure, NotEnough, Observer, ObserverStanding, Reliability, SpreadBasis,
    },
    diagnostic::{count, count_of},
    model::{Basis, EvidenceSource},
    pipeline::Study,
};

/// More visits a year than this are not asked of anyone: a school year has about 36 weeks.
const MOST_VISITS: u32 = 30;

/// Nothing where neither visits nor people who rated alone can be compared.
pub(super) fn agreement(study: &Study) -> Vec<Block> {
    let over_all = |row: &&Agreement| *row.level == *ALL;
    let rows: Vec<&Agreement> = study.analysis.agreement.iter().filter(over_all).collect();
    let is_seen = |source: EvidenceSource| source == EvidenceSource::Observation;
    let has_visits = study.observations.rows.iter().any(|row| is_seen(row.source));
    if rows.is_empty() && !has_visits {
        return Vec::new();
    }
    let mut blocks = vec![heading(1, "How far raters agree")];
    if has_visits && !rows.iter().any(|row| is_seen(row.source)) {
        blocks.push(Block::Paragraph(NO_VISIT_TWICE.to_owned()));
    }
    if !rows.is_empty() {
        blocks.push(agreement_table(study, &rows));
        blocks.push(Block::Note(BEYOND_CHANCE.to_owned()));
    }
    blocks.extend(observers(study));
    if has_visits {
        blocks.extend(enough(study));
    }
    blocks
}

const NO_VISIT_TWICE: &str = "No visit was rated by two named observers, each alone, so how far observers agree cannot be told. Send \
     two observers to a few visits, and let each write down their ratings before they talk.";

const BEYOND_CHANCE: &str = "Beyond chance: 1 where raters always agree, 0 where they agree as often as chance would have it (Gwet\u{2019}s \
     AC, nearer levels counting for more), with the range that holds the true value 95 times in 100. Ratings \
     that a group agreed on are left out. People of one site have seen different days, so they may differ for \
     other reasons than observers of one visit. Each item is in the data file agreement.";

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned() }
}

fn agreement_table(study: &Study, rows: &[&Agreement]) -> Block {
    let head = ["Tool", "Raters", "Rated by several", "Same level", "Beyond chance", "In words"];
    let row = |row: &&Agreement| {
        vec![
            Cell::Text(tool(study, &row.instrument)),
            Cell::Text(raters(row.source).to_owned()),
            Cell::Text(rated_by_several(row)),
            Cell::Number(say::percent(row.exact)),
            Cell::Text(beyond_chance(row)),
            Cell::Text(in_words(row)),
        ]
    };
    Block::Table(Table {
        caption: "How far people agree who rated the same thing, each alone".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.iter().map(row).collect(),
        widths: vec![14, 16, 14, 10, 18, 28],
    })
}

fn tool(study: &Study, id: &str) -> String {
    let instrument = study.rulebook.instruments.get(id);
    instrument.map_or(id.to_owned(), |instrument| instrument.short_name.clone())
}

const fn raters(source: EvidenceSource) -> &'static str {
    match source {
        EvidenceSource::Observation => "Observers of one visit",
        EvidenceSource::SelfAssessment => "People of one site",
    }
}

fn rated_by_several(row: &Agreement) -> String {
    let things = match row.source {
        EvidenceSource::Observation => count(row.things, "visit"),
        EvidenceSource::SelfAssessment => count(row.things, "round"),
    };
    format!("{things}, {}", count_of(row.raters, "person", "people"))
}

fn beyond_chance(row: &Agreement) -> String {
    match row.gwet {
        Ok(found) => match found.interval {
            Some(interval) => format!("{:.2} ({})", found.value, say::interval(&interval, None)),
            None => format!("{:.2}; how sure cannot be told", found.value),
        },
        Err(NoFigure::NoVariation) => "cannot be told: every rating is the same".to_owned(),
        Err(_) => "for levels only".to_owned(),
    }
}

/// Where raters stand, counted out: of all pairs where there are few, else of 100.
fn in_words(row: &Agreement) -> String {
    let of = row.pairs.min(100);
    let counted = |share: f64| (share * of as f64).round();
    let same = counted(row.exact);
    let pairs = count_of(of, "pair of ratings", "pairs of ratings");
    let start = format!("the same level in {same:.0} of {pairs}");
    say::sentence(&match row.within_one.map(counted) {
        Some(near) => format!(
            "{start}, one level apart in {:.0}, further apart in {:.0}",
            near - same,
            of as f64 - near
        ),
        None => start,
    })
}

/// How observers compare, tool by tool, without a name.
fn observers(study: &Study) -> Option<Block> {
    let all = &study.analysis.observers;
    let of_a_tool = |one: &Observer, next: &Observer| {
        (&one.instrument, &one.version) == (&next.instrument, &next.version)
    };
    let lines: Vec<String> =
        all.chunk_by(of_a_tool).filter_map(|some| observers_of_a_tool(study, some)).collect();
    if lines.is_empty() { None } else { Some(Block::List(lines)) }
}

fn observers_of_a_tool(study: &Study, observers: &[Observer]) -> Option<String> {
    let many = |standing| observers.iter().filter(|one| one.standing == standing).count();
    let tool = tool(study, &observers.first()?.instrument);
    let alone = many(ObserverStanding::NotApartFromSites);
    let untold = many(ObserverStanding::CannotTell);
    let compared = observers.len() - alone - untold;
    let mut said = vec![format!(
        "{tool}: {compared} of {} can be compared with others who saw the same sites in the same year.",
        count(observers.len(), "observer")
    )];
    let differ = [
        (ObserverStanding::GivesMore, "clearly above the others at the same sites"),
        (ObserverStanding::GivesLess, "clearly below the others at the same sites"),
        (ObserverStanding::TwoDiffer, "differ, two by two; which of the two is off cannot be told"),
    ];
    let told = differ.into_iter().filter(|(standing, _)| 0 < many(*standing));
    said.extend(told.map(|(standing, words)| format!("{} {words}.", many(standing))));
    if 0 < compared && said.len() == 1 {
        said.push("None of them differs clearly.".to_owned());
    }
    if 0 < alone {
        let words = "saw only sites that nobody else saw: whether they are strict or the sites are low cannot be told";
        said.push(format!("{alone} {words}."));
    }
    if 0 < untold {
        said.push(format!("{untold} made too few visits beside others to tell."));
    }
    Some(said.join(" "))
}

/// How many visits would be enough, standard by standard.
fn enough(study: &Study) -> Vec<Block> {
    let of_standards = |row: &&Reliability| &*row.level == "standard";
    let mut rows: Vec<&Reliability> =
        study.analysis.reliabilities.iter().filter(of_standards).collect();
    rows.sort_by_key(|row| (number(study, &row.id), row.source, row.instrument.clone()));
    let title = heading(2, "How many visits would be enough");
    let Some(first) = rows.first() else {
        let text = "This cannot be told yet: there are too few sites to see how much sites differ.";
        return vec![title, Block::Paragraph(text.to_owned())];
    };
    let note = format!(
        "Enough: the mean of so many in a year is {} made of differences between sites, and the rest is \
         chance. From all sites together; a site may vary more or less than others.",
        say::percent(first.goal)
    );
    let head = ["Standard", "Tool", "What one tells", "Enough"];
    let table = Table {
        caption: "What one visit or form tells of a site, and how many would be enough".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.iter().map(|row| enough_row(study, row)).collect(),
        widths: vec![28, 20, 18, 34],
    };
    vec![title, Block::Table(table), Block::Note(note)]
}

fn enough_row(study: &Study, row: &Reliability) -> Vec<Cell> {
    let assumed = match row.spread_basis {
        SpreadBasis::Measured => "",
        SpreadBasis::Assumed => ", with an assumed spread",
    };
    vec![
        Cell::Text(short_name(study, &row.id)),
        Cell::Text(tool(study, &row.instrument)),
        Cell::Number(say::percent(row.of_one)),
        Cell::Text(format!("{}{assumed}", enough_in_words(row))),
    ]
}

fn enough_in_words(row: &Reliability) -> String {
    match row.enough {
        Ok(many) if many <= MOST_VISITS => looks(row, many),
        Ok(_) | Err(NotEnough::TooMany) => {
            format!("cannot be reached with fewer than {}", looks(row, MOST_VISITS))
        }
        Err(NotEnough::SitesAlike) => {
            "no number: sites differ no more than one site does from visit to visit".to_owned()
        }
    }
}

fn looks(row: &Reliability, many: u32) -> String {
    match (row.source, row.basis) {
        (EvidenceSource::Observation, _) => count(many as usize, "visit"),
        (EvidenceSource::SelfAssessment, Some(Basis::Consensus)) => count(many as usize, "rating"),
        (EvidenceSource::SelfAssessment, _) => count_of(many as usize, "person", "people"),
    }
}
